//! Administration: where the tables, the accounts and the history are.

mod accounts;
mod history;
mod import;
mod invitation;
mod list;
mod proposal;
mod row_form;

pub use accounts::{AccountForm, AccountLine, AccountsPage, Again, Held, Offered};
pub use history::{ChangeSetPage, ChangeView, ChangedRowView, HistoryPage};
pub use import::ImportPage;
pub use invitation::{InvitationForm, LinkPage};
pub use list::{ListPage, ListedRow};
pub use proposal::{DifferenceView, EffectsView, MovedView, ProposalPage, TakenPage};
pub use row_form::RowForm;

use super::frame::Frame;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::Language;
use crate::i18n::desk::administration::{column_label, fill, table_label, table_note, wrong_words};
use domain::reference::rows::Mistake;
use domain::reference::table::Table;
use leptos::prelude::*;

/// Mistakes that one page shows.
const SHOWN_MISTAKES: usize = 200;

/// The tables this officer may change, each with how many rows count.
pub struct OverviewPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// The tables.
    pub tables: &'a [(&'static Table, u32)],
    /// Active officers; none where only some are theirs.
    pub officers: Option<u32>,
    /// Everywhere, or at an agency.
    pub is_nation: bool,
}

impl OverviewPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let rows = |n: u32| fill(texts.rows, &[("n", &n.to_string())]);
            let mut doors = vec![door(
                language,
                "/meja/atur/petugas",
                texts.officers,
                texts.officers_note,
                self.officers.map(|n| n.to_string()).unwrap_or_default(),
            )];
            for (table, n) in self.tables {
                doors.push(door(
                    language,
                    &table_path(table),
                    table_label(language, table),
                    table_note(language, table),
                    rows(*n),
                ));
            }
            if self.is_nation {
                doors.push(door(
                    language,
                    "/meja/atur/riwayat",
                    texts.history,
                    texts.history_note,
                    String::new(),
                ));
            }
            let intro = match self.is_nation {
                true => texts.intro,
                false => texts.intro_agency,
            };
            view! {
                <h1>{texts.title}</h1>
                <p class="soft">{intro}</p>
                <ul class="adm-doors">{doors}</ul>
            }
        })
    }
}

fn door(
    language: Language,
    path: &str,
    label: &'static str,
    note: &'static str,
    count: String,
) -> Piece {
    view! {
        <li>
            <a href=language.path(path)>{label}</a>
            <span class="soft">{note}</span>
            <span>{count}</span>
        </li>
    }
    .piece()
}

/// The address of a table's list.
pub fn table_path(table: &Table) -> String {
    format!("/meja/atur/tabel/{}", table.name)
}

fn back_to(language: Language, path: &str, label: &str) -> Piece {
    let label = format!("← {label}");
    view! { <p><a class="adm-back" href=language.path(path)>{label}</a></p> }.piece()
}

/// A box on top of a page. `words` is what happened.
fn notice(words: &str, is_bad: bool) -> Piece {
    let class = if is_bad { "box bad" } else { "box" };
    view! { <div class=class role="alert"><p>{words.to_owned()}</p></div> }.piece()
}

/// Nobody proved who they are: what was written stays, and a way to the proof.
fn proof(language: Language) -> Piece {
    let texts = &language.desk().administration;
    view! {
        <div class="box bad" role="alert">
            <p>{texts.prove}</p>
            <p><a href=language.path("/meja/masuk/ulang?ke=/meja/atur") target="_blank" rel="noopener">{texts.prove_link}</a></p>
        </div>
    }
    .piece()
}

/// All mistakes at once, each with its place; `anchor` says where on this page a column's field is.
fn mistakes_box(
    language: Language,
    mistakes: &[Mistake],
    anchor: impl Fn(&Mistake) -> Option<String>,
) -> Option<Piece> {
    if mistakes.is_empty() {
        return None;
    }
    let texts = &language.desk().administration;
    let items: Vec<_> = mistakes
        .iter()
        .take(SHOWN_MISTAKES)
        .map(|mistake| {
            match (anchor(mistake), mistake.column) {
                // On this page: the words of its field.
                (Some(anchor), Some(column)) => {
                    let label = column_label(language, column.name);
                    let words = format!("{label}: {}", wrong_words(language, &mistake.wrong));
                    view! { <li><a href=anchor>{words}</a></li> }.piece()
                }
                _ => view! { <li>{mistake_words(language, mistake)}</li> }.piece(),
            }
        })
        .collect();
    let more = mistakes.len().saturating_sub(SHOWN_MISTAKES);
    let more = (more > 0).then(|| {
        let more = fill(texts.more_mistakes, &[("n", &more.to_string())]);
        view! { <li>{more}</li> }
    });
    let title = fill(texts.mistakes, &[("n", &mistakes.len().to_string())]);
    let piece = view! {
        <div class="box bad" role="alert" id="salah" tabindex="-1">
            <h2>{title}</h2>
            <ul>{items}{more}</ul>
        </div>
    };
    Some(piece.piece())
}

/// "baris 7, Kode: …", or "Kategori JLN-01, Unit: …" for a row that is stored.
fn mistake_words(language: Language, mistake: &Mistake) -> String {
    let texts = &language.desk().administration;
    let mut place = match mistake.line {
        0 => format!("{} {}", table_label(language, mistake.table), mistake.key),
        line => fill(texts.line, &[("n", &line.to_string())]),
    };
    if let Some(column) = mistake.column {
        place.push_str(", ");
        place.push_str(column_label(language, column.name));
        // In a file the header says another word than the label.
        if mistake.line > 0 {
            place.push_str(&format!(" ({})", column.header));
        }
    }
    format!(
        "{}: {}",
        place.trim_end(),
        wrong_words(language, &mistake.wrong)
    )
}

/// A query value.
fn coded(text: &str) -> String {
    let mut coded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                coded.push(char::from(byte))
            }
            byte => coded.push_str(&format!("%{byte:02X}")),
        }
    }
    coded
}

/// The address of a row's form.
pub fn row_path(table: &Table, key: &str) -> String {
    format!("{}/baris?kunci={}", table_path(table), coded(key))
}

#[cfg(test)]
mod tests;
