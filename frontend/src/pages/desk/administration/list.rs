//! The rows of one table.

use super::{back_to, coded, row_path, table_path};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::Language;
use crate::i18n::desk::administration::{
    cell_words, fill, key_words, table_label, table_note, value_words,
};
use crate::pages::desk::frame::Frame;
use domain::reference::rows::Row;
use domain::reference::table::Table;
use leptos::prelude::*;
use std::collections::HashMap;

/// A row of the list.
pub struct ListedRow<'a> {
    /// The row.
    pub row: &'a Row,
    /// Whether it counts no more.
    pub is_retired: bool,
}

/// A page of a table.
pub struct ListPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Which table.
    pub table: &'static Table,
    /// The rows of this page.
    pub rows: &'a [ListedRow<'a>],
    /// What the codes in these rows are called, as far as they have names.
    pub names: &'a HashMap<String, String>,
    /// How many match, and how many there are.
    pub counts: (usize, usize),
    /// What was searched.
    pub search: &'a str,
    /// Retired ones as well.
    pub with_retired: bool,
    /// Which page, from 1.
    pub page: usize,
    /// How many pages.
    pub pages: usize,
}

impl ListPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let path = table_path(self.table);
        self.frame.render(|| {
            let rows: Vec<_> = self.rows.iter().map(|row| self.row(row)).collect();
            let nothing = rows.is_empty().then(|| view! { <p>{texts.nothing}</p> });
            let (found, all) = self.counts;
            let found = fill(texts.found, &[("n", &found.to_string()), ("all", &all.to_string())]);
            let search = (!self.search.is_empty()).then(|| self.search.to_owned());
            let to = |end: &str| language.path(&format!("{path}{end}"));
            view! {
                {back_to(language, "/meja/atur", texts.title)}
                <h1>{table_label(language, self.table)}</h1>
                <p class="soft">{table_note(language, self.table)}</p>
                <div class="row">
                    <a class="button" href=to("/baris")>{texts.add}</a>
                    <a class="button plain" href=to("/ekspor.csv") download="">{texts.export}</a>
                    <a class="button plain" href=to("/impor")>{texts.import}</a>
                </div>
                <form class="adm-search" method="get" action=language.path(&path) role="search">
                    <div><label for="cari">{texts.search}</label><input id="cari" name="cari" type="search" value=search/></div>
                    <label class="c"><input type="checkbox" name="lama" value="1" checked=self.with_retired/><span>{texts.with_retired}</span></label>
                    <button class="plain">{texts.search_button}</button>
                </form>
                <p role="status">{found}</p>
                {nothing}
                <ul class="adm-rows">{rows}</ul>
                {self.pages()}
            }
        })
    }

    fn row(&self, listed: &ListedRow<'_>) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let key = listed.row.key(self.table);
        let title = title(language, self.table, listed.row, self.names);
        let retired = listed
            .is_retired
            .then(|| view! { <strong>{texts.retired}</strong> });
        view! {
            <li>
                <a href=language.path(&row_path(self.table, &key))>{key_words(language, self.table, &key)}</a>
                <span>{title}</span>
                {retired}
            </li>
        }
        .piece()
    }

    fn pages(&self) -> Option<Piece> {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        if self.pages < 2 {
            return None;
        }
        let to = |page: usize| {
            let retired = if self.with_retired { "&lama=1" } else { "" };
            language.path(&format!(
                "{}?cari={}{retired}&halaman={page}",
                table_path(self.table),
                coded(self.search)
            ))
        };
        let previous = (self.page > 1)
            .then(|| view! { <a class="button plain" href=to(self.page - 1) rel="prev">{texts.previous}</a> });
        let next = (self.page < self.pages).then(
            || view! { <a class="button plain" href=to(self.page + 1) rel="next">{texts.next}</a> },
        );
        let place = format!("{} / {}", self.page, self.pages);
        let piece = view! {
            <nav class="row" aria-label=texts.pages>{previous}<span>{place}</span>{next}</nav>
        };
        Some(piece.piece())
    }
}

/// What a row is about, in a line.
fn title(language: Language, table: &Table, row: &Row, names: &HashMap<String, String>) -> String {
    let cell = |name| row.cell(table, name);
    let said = |name: &str| cell_words(language, name, row.cell(table, name));
    let named = |name| {
        let code = row.cell(table, name);
        match names.get(code) {
            Some(name) => format!("{name} ({code})"),
            None => code.to_owned(),
        }
    };
    match table.name {
        "routing_rule" => format!(
            "{}: {} {} → {}",
            named("category_code"),
            said("condition"),
            value_words(language, cell("value")),
            named("target")
        ),
        "holiday" => match language {
            Language::Indonesian => cell("name_id").to_owned(),
            Language::English => cell("name_en").to_owned(),
        },
        "terms" => match cell("valid_to") {
            "" => format!("{} {}", cell("value"), said("unit")),
            end => format!("{} {} → {end}", cell("value"), said("unit")),
        },
        "category" => match language {
            Language::Indonesian => cell("name_id").to_owned(),
            Language::English => cell("name_en").to_owned(),
        },
        "answer_template" => match cell("agency_id") {
            "" => cell("title").to_owned(),
            _ => format!("{} – {}", cell("title"), named("agency_id")),
        },
        _ => cell("name").to_owned(),
    }
}
