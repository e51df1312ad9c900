//! The form of one row.

use super::{back_to, mistakes_box, notice, proof, table_path};
use crate::components::field::described_by;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use crate::i18n::desk::administration::{
    cell_words, column_label, fill, key_words, usual_cells, wrong_words,
};
use crate::pages::desk::frame::Frame;
use domain::reference::rows::Mistake;
use domain::reference::table::{Column, Kind, Table};
use leptos::prelude::*;

/// Cells that may be long get several lines.
const LONG: [&str; 8] = [
    "aliases",
    "keywords_formal",
    "keywords_slang_sms",
    "keywords_regional",
    "hints",
    "note",
    "body",
    "legal_basis",
];

/// A row, being written.
pub struct RowForm<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Of which table.
    pub table: &'static Table,
    /// Which row; none for a new one.
    pub key: Option<&'a str>,
    /// What the fields say.
    pub cells: &'a [String],
    /// Whether the stored row counts no more.
    pub is_retired: bool,
    /// The tables this was begun on.
    pub version: &'a str,
    /// Why, so far.
    pub reason: &'a str,
    /// What is wrong.
    pub mistakes: &'a [Mistake],
    /// What is wrong with the reason or the whole.
    pub problem: Option<&'a str>,
    /// The reason is missing.
    pub is_reason_wrong: bool,
    /// They must prove who they are first.
    pub needs_proof: bool,
}

impl RowForm<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let fields: Vec<_> = self
                .table
                .columns
                .iter()
                .zip(self.cells)
                .filter(|(column, _)| column.kind != Kind::Ignored)
                .map(|(column, cell)| self.field(column, cell))
                .collect();
            let title = match self.key {
                Some(key) => fill(texts.edit_row, &[("key", &key_words(language, self.table, key))]),
                None => texts.new_row.to_owned(),
            };
            let anchor = |mistake: &Mistake| {
                let is_here = self.is_of_this_row(mistake);
                let column = mistake.column.filter(|column| is_here && column.kind != Kind::Ignored);
                column.map(|column| format!("#f-{}", column.name))
            };
            let about_others = self.key.is_some().then(|| self.retirement());
            let list = table_path(self.table);
            view! {
                {back_to(language, &list, crate::i18n::desk::administration::table_label(language, self.table))}
                <h1>{title}</h1>
                {self.needs_proof.then(|| proof(language))}
                {self.problem.map(|words| notice(words, true))}
                {mistakes_box(language, self.mistakes, anchor)}
                <form class="adm-form" method="post" action=language.path(&format!("{list}/baris"))>
                    <input type="hidden" name="kunci" value=self.key.unwrap_or_default().to_owned()/>
                    <input type="hidden" name="versi" value=self.version.to_owned()/>
                    {fields}
                    {self.reason()}
                    <div class="row"><button name="tindakan" value="ubah">{texts.preview}</button></div>
                    {about_others}
                </form>
            }
        })
    }

    fn is_of_this_row(&self, mistake: &Mistake) -> bool {
        mistake.table == self.table && mistake.line > 0
    }

    fn retirement(&self) -> Piece {
        let texts = &self.frame.language.desk().administration;
        let (value, label) = match self.is_retired {
            true => ("berlaku", texts.restore),
            false => ("nonaktif", texts.retire),
        };
        view! {
            <div>
                <p class="soft">{texts.retire_note}</p>
                <div class="row"><button class="plain" name="tindakan" value=value>{label}</button></div>
            </div>
        }
        .piece()
    }

    fn reason(&self) -> Piece {
        let texts = &self.frame.language.desk().administration;
        let error = self
            .is_reason_wrong
            .then(|| view! { <span class="e" id="alasan-e">{texts.reason_wrong}</span> });
        let described = described_by("alasan", true, self.is_reason_wrong);
        view! {
            <div>
                <label for="alasan">{texts.reason}</label>
                <span class="h" id="alasan-h">{texts.reason_hint}</span>
                {error}
                <input id="alasan" name="alasan" maxlength="500" required value=self.reason.to_owned()
                    aria-describedby=described aria-invalid=self.is_reason_wrong.then_some("true")/>
            </div>
        }
        .piece()
    }

    fn field(&self, column: &'static Column, cell: &str) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let name = column.name;
        let id = format!("f-{name}");
        let is_wrong = |mistake: &&Mistake| {
            self.is_of_this_row(mistake) && mistake.column.is_some_and(|wrong| wrong == column)
        };
        let mistake = self.mistakes.iter().find(is_wrong);
        let error = mistake.map(|mistake| {
            let words = wrong_words(language, &mistake.wrong);
            view! { <span class="e" id=format!("{id}-e")>{words}</span> }
        });
        let is_fixed = self.key.is_some() && self.table.key.contains(&name);
        let is_first_key = self.table.key.first() == Some(&name);
        // A code beside its meaning, where the field can only show the code.
        let said = cell_words(language, name, cell);
        let usual = usual_cells(name);
        let is_free = column.kind == Kind::Name && usual.is_empty();
        let is_code = said != cell && (is_fixed || is_free);
        let meaning = is_code.then(|| format!("{cell} = {said}."));
        let hints = (is_fixed && is_first_key).then(|| texts.key_note.to_owned());
        let hints: Vec<String> = meaning.into_iter().chain(hints).collect();
        let hint = (!hints.is_empty())
            .then(|| view! { <span class="h" id=format!("{id}-h")>{hints.join(" ")}</span> });
        let described = described_by(&id, hint.is_some(), mistake.is_some());
        let invalid = mistake.map(|_| "true");
        let is_optional = matches!(
            column.kind,
            Kind::Text | Kind::OptionalText | Kind::OptionalWord(_) | Kind::OptionalDate
        );
        let optional = is_optional.then(|| view! { <span class="o">" "{texts.optional}</span> });
        let choices = match column.kind {
            Kind::Word(words) | Kind::OptionalWord(words) => Some(words),
            Kind::Flag => Some(&["0", "1"][..]),
            _ => (!usual.is_empty()).then_some(usual.as_slice()),
        };
        let control = match (column.kind, choices) {
            (_, Some(words)) if !is_fixed => {
                let is_open = matches!(column.kind, Kind::OptionalWord(_)) || cell.is_empty();
                let empty = is_open.then(|| view! { <option value="">{texts.none}</option> });
                // A word the table does not know stays as it was sent.
                let known = words.iter().copied().chain((!cell.is_empty() && !words.contains(&cell)).then_some(cell));
                let options: Vec<_> = known
                    .map(|word| {
                        let word = word.to_owned();
                        view! { <option value=word.clone() selected=word == cell>{cell_words(language, name, &word)}</option> }
                    })
                    .collect();
                view! {
                    <select id=id.clone() name=name aria-describedby=described aria-invalid=invalid>{empty}{options}</select>
                }
                .piece()
            }
            _ if LONG.contains(&name) => view! {
                <TextArea id=long_id(name) name=name text=cell.to_owned() rows=if name == "body" { 8 } else { 3 }
                    required=false described_by=described.unwrap_or_default() invalid=invalid.is_some()/>
            }
            .piece(),
            (kind, _) => {
                let (type_, mode) = match kind {
                    Kind::Date | Kind::OptionalDate => ("date", None),
                    Kind::Integer | Kind::PositiveInteger => ("text", Some("numeric")),
                    _ => ("text", None),
                };
                view! {
                    <input id=id.clone() name=name type=type_ inputmode=mode readonly=is_fixed autocomplete="off"
                        value=cell.to_owned() aria-describedby=described aria-invalid=invalid/>
                }
                .piece()
            }
        };
        view! {
            <div>
                <label for=id.clone()>{column_label(language, name)}{optional}</label>
                {hint}{error}{control}
            </div>
        }
        .piece()
    }
}

/// The id of a long field: the component takes fixed texts only.
fn long_id(name: &str) -> &'static str {
    match name {
        "aliases" => "f-aliases",
        "keywords_formal" => "f-keywords_formal",
        "keywords_slang_sms" => "f-keywords_slang_sms",
        "keywords_regional" => "f-keywords_regional",
        "hints" => "f-hints",
        "note" => "f-note",
        "legal_basis" => "f-legal_basis",
        _ => "f-body",
    }
}
