//! `/meja/ekspor`: what the filter finds, as a file for a spreadsheet.

use super::{asked, filter_of, list, pairs_of, reads_lists};
use crate::http::App;
use crate::http::desk::{SignedIn, broken, see_other};
use crate::http::respond::{Caching, text};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::InboxRepository;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};
use domain::spreadsheet::{MARK, line};
use frontend::i18n::Language;
use frontend::i18n::desk::inbox::{channel_words, due_words, flag_words, kind_words, state_words};
use frontend::pages::desk::inbox::day_of;
use frontend::pages::desk::inbox::filter::Filter;

/// Rows read at once, and how often.
const STRETCH: u32 = 1000;
const MOST_STRETCHES: usize = 10;

/// The file.
#[worker::send]
pub async fn download(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    uri: Uri,
) -> Response<Body> {
    if !reads_lists(&signed_in) {
        return see_other(&language.path("/meja"));
    }
    let (filter, _) = filter_of(&pairs_of(&uri));
    let (file, day) = match file(&app, language, &signed_in, &filter).await {
        Ok(file) => file,
        Err(error) => return broken(language, "export", &error),
    };
    let mut response = text(
        StatusCode::OK,
        "text/csv; charset=utf-8; header=present",
        Caching::Never,
        file,
    );
    let name = format!("attachment; filename=\"satupintu-{day}.csv\"");
    if let Ok(name) = HeaderValue::try_from(name) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

async fn file(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    filter: &Filter,
) -> Result<(String, String), RepositoryError> {
    let reference = app.reference().await?;
    let inbox = app.complaints()?;
    let asked = asked(app, &reference, signed_in, filter);
    let texts = &language.desk().inbox;
    let mut file = String::from(MARK);
    file += &line([
        texts.code,
        texts.matter,
        texts.place,
        texts.category,
        texts.state,
        texts.kind,
        texts.received_on,
        texts.due,
        texts.due_on,
        texts.holder,
        texts.followers,
        texts.channel,
        texts.flag,
        texts.supporters,
    ]);
    let mut after = None;
    for _ in 0..MOST_STRETCHES {
        let stretch = inbox
            .stretch(&signed_in.officer, &asked, after.as_ref(), STRETCH)
            .await?;
        for row in &stretch.rows {
            let row = list::shown(app, &reference, language, row);
            let day = |date: Option<domain::date::Date>| {
                date.map_or(String::new(), |date| date.to_string())
            };
            let flags = row.flags.iter().map(|flag| flag_words(language, *flag));
            let flags: Vec<&str> = flags.collect();
            let channel = row.channel.map(|channel| channel_words(language, channel));
            file += &line([
                row.code.as_str(),
                &row.title,
                &row.place,
                &row.category,
                state_words(language, row.state),
                kind_words(language, row.kind),
                &row.received_on.to_string(),
                due_words(language, row.due),
                &day(row.due_on),
                &row.holder,
                &row.follower_count.to_string(),
                channel.unwrap_or_default(),
                &flags.join(", "),
                &row.support_count.to_string(),
            ]);
        }
        after = stretch.next;
        if after.is_none() {
            break;
        }
    }
    if after.is_some() {
        file += &line([texts.file_is_cut]);
    }
    let zone = super::zone_of(&reference, signed_in);
    Ok((file, day_of(app.now, zone).to_string()))
}
