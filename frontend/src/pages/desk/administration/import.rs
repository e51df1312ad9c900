//! A whole file at once.

use super::{back_to, mistakes_box, notice, proof, table_path};
use crate::components::piece::IntoPiece;
use crate::components::text_area::TextArea;
use crate::i18n::desk::administration::{fill, table_label};
use crate::pages::desk::frame::Frame;
use domain::reference::rows::Mistake;
use domain::reference::table::Table;
use leptos::prelude::*;

/// The form of an import.
pub struct ImportPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Into which table.
    pub table: &'static Table,
    /// The tables this was begun on.
    pub version: &'a str,
    /// What was pasted.
    pub pasted: &'a str,
    /// What the file is.
    pub is_whole: bool,
    /// Why, so far.
    pub reason: &'a str,
    /// What is wrong with the rows.
    pub mistakes: &'a [Mistake],
    /// What is wrong with the whole.
    pub problem: Option<&'a str>,
    /// They must prove who they are first.
    pub needs_proof: bool,
}

impl ImportPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let label = table_label(language, self.table);
            let list = table_path(self.table);
            let header: Vec<&str> = self.table.columns.iter().map(|column| column.header).collect();
            let is_again = !self.mistakes.is_empty() || self.problem.is_some() || self.needs_proof;
            let again = (is_again && self.pasted.is_empty())
                .then(|| view! { <span class="e" id="berkas-e">{texts.choose_again}</span> });
            let choice = |value: &'static str, label: &'static str, hint: &'static str, checked: bool| {
                view! {
                    <label class="c">
                        <input type="radio" name="cara" value=value checked=checked/>
                        <span>{label}<span class="h">{hint}</span></span>
                    </label>
                }
                .piece()
            };
            view! {
                {back_to(language, &list, label)}
                <h1>{fill(texts.import_title, &[("table", label)])}</h1>
                <p class="soft">{texts.import_intro}</p>
                <p><code class="adm-code">{header.join(",")}</code></p>
                {self.needs_proof.then(|| proof(language))}
                {self.problem.map(|words| notice(words, true))}
                {mistakes_box(language, self.mistakes, |_| None)}
                <form class="adm-form" method="post" enctype="multipart/form-data" action=language.path(&format!("{list}/impor"))>
                    <input type="hidden" name="versi" value=self.version.to_owned()/>
                    <div>
                        <label for="berkas">{texts.file}</label>
                        {again}
                        <input id="berkas" name="berkas" type="file" accept=".csv,text/csv"/>
                    </div>
                    <div>
                        <label for="isi-csv">{texts.paste}</label>
                        <TextArea id="isi-csv" name="isi" text=self.pasted.to_owned() rows=6 required=false
                            described_by=String::new() invalid=!self.mistakes.is_empty()/>
                    </div>
                    <fieldset>
                        <legend>{texts.what_file}</legend>
                        {choice("sebagian", texts.part, texts.part_hint, !self.is_whole)}
                        {choice("seluruh", texts.whole, texts.whole_hint, self.is_whole)}
                    </fieldset>
                    <div>
                        <label for="alasan">{texts.reason}</label>
                        <span class="h" id="alasan-h">{texts.reason_hint}</span>
                        <input id="alasan" name="alasan" maxlength="500" required value=self.reason.to_owned() aria-describedby="alasan-h"/>
                    </div>
                    <div class="row"><button>{texts.preview}</button></div>
                </form>
            }
        })
    }
}
