//! Who changed what, when and why.

use super::{back_to, notice, proof};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::Language;
use crate::i18n::date_time_long;
use crate::i18n::desk::administration::{
    cell_words, column_label, fill, key_words, kind_label, table_label,
};
use crate::pages::desk::frame::Frame;
use domain::date::{Timestamp, Zone};
use domain::reference::table::{EDITED, Table};
use leptos::prelude::*;

/// A row before and after, column by column.
pub struct ChangedRowView {
    /// `table.name`, or `officer`.
    pub table: String,
    /// Which row.
    pub key: String,
    /// What people call it, where its key says nothing to them: an officer's name.
    pub name: Option<String>,
    /// What it said; none for a new row.
    pub before: Option<Vec<(String, String)>>,
    /// What it says.
    pub after: Vec<(String, String)>,
    /// Whether it counted no more.
    pub was_retired: bool,
    /// Whether it counts no more.
    pub is_retired: bool,
}

/// A change in the list.
pub struct ChangeView {
    /// Which.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub officer: String,
    /// The `kind` column.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// How many rows.
    pub row_count: u32,
    /// It was taken back.
    pub is_undone: bool,
    /// The first rows.
    pub rows: Vec<ChangedRowView>,
}

/// The list of changes.
pub struct HistoryPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Newest first.
    pub changes: &'a [ChangeView],
    /// Only this table.
    pub table: Option<&'static Table>,
    /// Where older ones are.
    pub older: Option<String>,
}

impl HistoryPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let lines: Vec<_> = self
                .changes
                .iter()
                .map(|change| change_line(language, change, false))
                .collect();
            let nothing = lines
                .is_empty()
                .then(|| view! { <p>{texts.no_history}</p> });
            let older = self.older.clone().map(|older| {
                view! { <p><a class="button plain" href=language.path(&older)>{texts.next}</a></p> }
            });
            let filter = |label: &'static str, table: Option<&'static Table>| {
                let here = (self.table == table).then_some("page");
                let path = match table {
                    Some(table) => format!("/meja/atur/riwayat?tabel={}", table.name),
                    None => "/meja/atur/riwayat".to_owned(),
                };
                view! { <a href=language.path(&path) aria-current=here>{label}</a> }.piece()
            };
            let filters: Vec<_> = std::iter::once(filter(texts.all_tables, None))
                .chain(EDITED.map(|table| filter(table_label(language, table), Some(table))))
                .collect();
            view! {
                {back_to(language, "/meja/atur", texts.title)}
                <h1>{texts.history}</h1>
                <nav class="adm-filter" aria-label=texts.tables>{filters}</nav>
                {nothing}
                <ul class="adm-changes">{lines}</ul>
                {older}
            }
        })
    }
}

/// One change, with a way to take it back.
pub struct ChangeSetPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// The change with all its rows.
    pub change: &'a ChangeView,
    /// It was stored just now.
    pub is_new: bool,
    /// What stood in the way of the undo.
    pub problem: Option<&'a str>,
    /// They must prove who they are first.
    pub needs_proof: bool,
}

impl ChangeSetPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let change = self.change;
            let rows: Vec<_> = change.rows.iter().map(|row| differing(language, row)).collect();
            let more = (change.row_count as usize).saturating_sub(change.rows.len());
            let more = (more > 0)
                .then(|| view! { <p>{fill(texts.more_rows, &[("n", &more.to_string())])}</p> });
            let can_undo = change.kind != "officer" && !change.is_undone && more.is_none();
            let undo = can_undo.then(|| {
                view! {
                    <form method="post" action=language.path(&format!("/meja/atur/riwayat/{}", change.id))>
                        <div class="row"><button class="plain">{texts.undo}</button></div>
                        <p class="soft">{texts.undo_note}</p>
                    </form>
                }
            });
            view! {
                {back_to(language, "/meja/atur/riwayat", texts.history)}
                <h1>{kind_label(language, &change.kind).to_owned()}</h1>
                {self.is_new.then(|| notice(texts.stored, false))}
                {self.needs_proof.then(|| proof(language))}
                {self.problem.map(|words| notice(words, true))}
                <p>{heading(language, change)}</p>
                <p>{visible(&change.reason)}</p>
                {rows}{more}{undo}
            }
        })
    }
}

fn heading(language: Language, change: &ChangeView) -> String {
    let texts = &language.desk().administration;
    let at = date_time_long(language, change.at, Zone::Wib);
    let by = fill(
        texts.by,
        &[
            ("n", &change.row_count.to_string()),
            ("officer", &visible(&change.officer)),
        ],
    );
    format!("{at} · {by}")
}

/// A change in a line or two; with its rows where somebody must see them at once.
pub fn change_line(language: Language, change: &ChangeView, with_rows: bool) -> Piece {
    let texts = &language.desk().administration;
    let keys: Vec<String> = change
        .rows
        .iter()
        .map(|row| {
            format!(
                "{} {}",
                label_of(language, &row.table),
                row_name(language, row)
            )
        })
        .collect();
    let ids: Vec<&str> = change
        .rows
        .iter()
        .filter(|row| row.name.is_some())
        .map(|row| row.key.as_str())
        .collect();
    let ids = (!ids.is_empty()).then(|| view! { <small class="soft">{ids.join(", ")}</small> });
    let rows: Vec<_> = change
        .rows
        .iter()
        .filter(|_| with_rows)
        .map(|row| differing(language, row))
        .collect();
    let undone = change
        .is_undone
        .then(|| view! { <strong>{texts.undone}</strong> });
    view! {
        <li>
            <span>{kind_label(language, &change.kind).to_owned()}" · "{heading(language, change)}</span>
            <span>{visible(&change.reason)}</span>
            <span class="soft">{keys.join(", ")}</span>
            {ids}
            {undone}
            {rows}
            <a href=language.path(&format!("/meja/atur/riwayat/{}", change.id))>{texts.show}</a>
        </li>
    }
    .piece()
}

fn label_of(language: Language, table: &str) -> String {
    match Table::edited(table) {
        Some(table) => table_label(language, table).to_owned(),
        None => language.desk().administration.officers.to_owned(),
    }
}

/// How people call a row.
fn row_name(language: Language, row: &ChangedRowView) -> String {
    match (&row.name, Table::edited(&row.table)) {
        (Some(name), _) => visible(name),
        (None, Some(table)) => key_words(language, table, &row.key),
        (None, None) => row.key.clone(),
    }
}

/// A row before and after: only the columns that differ.
pub fn differing(language: Language, row: &ChangedRowView) -> Piece {
    let texts = &language.desk().administration;
    let what = match (&row.before, row.was_retired, row.is_retired) {
        (None, ..) => texts.is_added,
        (Some(_), false, true) => texts.is_retired,
        (Some(_), true, false) => texts.is_restored,
        _ => texts.is_changed,
    };
    let lines: Vec<_> = row
        .after
        .iter()
        .filter_map(|(column, after)| {
            let before = row.before.as_ref().map(|before| {
                let found = before.iter().find(|(name, _)| name == column);
                found.map_or(String::new(), |(_, cell)| cell.clone())
            });
            let differs = before.as_ref() != Some(after);
            let says_something = before.is_some() || !after.is_empty();
            (differs && says_something).then(|| {
                let said = |cell: &str| visible(&cell_words(language, column, cell));
                let before = before.map(|before| view! { <td>{said(&before)}</td> });
                view! {
                    <tr>
                        <th scope="row">{column_label(language, column).to_owned()}</th>
                        {before}
                        <td>{said(after)}</td>
                    </tr>
                }
                .piece()
            })
        })
        .collect();
    let caption = format!(
        "{} {}: {what}",
        label_of(language, &row.table),
        row_name(language, row)
    );
    if lines.is_empty() {
        return view! { <p><strong>{caption}</strong></p> }.piece();
    }
    // A new row has nothing before.
    let before = row
        .before
        .as_ref()
        .map(|_| view! { <th scope="col">{texts.before}</th> });
    view! {
        <table class="adm-table">
            <caption>{caption}</caption>
            <thead><tr>
                <th scope="col">{texts.column}</th>{before}<th scope="col">{texts.after}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .piece()
}
