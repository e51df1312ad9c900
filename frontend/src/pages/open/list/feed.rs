//! The list as a feed (Atom, RFC 4287): whoever reads along need not come back.

use super::{FEED, ListPage, PATH, Row};
use crate::components::words::visible;
use crate::document::escape;
use crate::i18n::open::list::state_words;
use domain::date::Timestamp;

/// The feed of a page; `updated` is when anything of it changed last.
pub fn render(page: &ListPage<'_>, updated: Timestamp, changed: &[Timestamp]) -> String {
    let address = |path: &str| {
        let address = page.language.path(&page.filter.address(path));
        escape(&format!("{}{address}", page.origin))
    };
    let stale = page.stale_words();
    let stale = stale.map(|words| format!("<subtitle>{}</subtitle>", escape(&words)));
    let entries: Vec<String> = page
        .rows
        .iter()
        .zip(changed)
        .map(|(row, changed)| entry(page, row, *changed))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\"><title>{} – SatuPintu</title>{}<id>{}</id><link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/><updated>{}</updated><author><name>SatuPintu</name></author>{}</feed>\n",
        page.language.tag(),
        escape(&visible(&page.heading())),
        stale.unwrap_or_default(),
        address(FEED),
        address(FEED),
        address(PATH),
        updated.rfc3339(),
        entries.concat(),
    )
}

fn entry(page: &ListPage<'_>, row: &Row, changed: Timestamp) -> String {
    let url = page.language.path(&format!("/l/{}", row.code));
    let url = escape(&format!("{}{url}", page.origin));
    let title = match row.title.is_empty() {
        true => &row.excerpt,
        false => &row.title,
    };
    let state = row
        .state
        .map_or("", |state| state_words(page.language, state));
    let agency = row
        .agency
        .as_ref()
        .map_or("", |agency| agency.name.as_str());
    let facts: Vec<&str> = [state, agency, &row.place]
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect();
    let summary = format!("{} ({})", row.excerpt, facts.join(" · "));
    format!(
        "<entry><title>{}</title><id>{url}</id><link href=\"{url}\"/><published>{}</published><updated>{}</updated><category term=\"{}\"/><summary>{}</summary></entry>",
        escape(&visible(title)),
        row.filed_at.rfc3339(),
        changed.rfc3339(),
        escape(&visible(&row.category)),
        escape(&visible(&summary)),
    )
}
