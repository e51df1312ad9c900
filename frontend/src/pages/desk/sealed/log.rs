//! `/meja/segel/catatan`: who looked at what, for auditors.

use super::{mistake_of, mistakes, moment};
use crate::components::field::TextField;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::desk::sealed::{actor_words, deed_words, deeds};
use crate::pages::desk::frame::Frame;
use domain::date::Timestamp;
use leptos::prelude::*;

/// What the log is filtered by, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogValues {
    /// Tracking code.
    pub code: String,
    /// Id of an officer, or part of a name.
    pub officer: String,
    /// Stored name of a deed.
    pub what: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// `reporter`, `system`, or a role.
    pub actor: String,
    /// Id and name of the officer.
    pub officer: Option<(String, String)>,
    /// Stored name of the deed.
    pub what: String,
    /// Grouped code of the complaint.
    pub code: Option<String>,
    /// Id and name of the officer it is about.
    pub subject: Option<(String, String)>,
}

/// The page.
pub struct LogPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// The filter.
    pub values: &'a LogValues,
    /// The rows.
    pub rows: &'a [LogLine],
    /// Address of older rows, without language prefix.
    pub older: Option<&'a str>,
    /// Address of the newest, when these are older ones.
    pub newest: Option<&'a str>,
    /// Address of the same as CSV.
    pub csv: &'a str,
    /// What was wrong in the filter.
    pub mistakes: &'a [(&'static str, &'static str)],
}

impl LogPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        self.frame.render(|| {
            let link = |path: Option<&str>, words: &'static str| {
                path.map(|path| {
                    let href = language.path(path);
                    view! { <a class="seal-link" href=href>{words}</a> }.piece()
                })
            };
            let (newest, older) = (
                link(self.newest, texts.newest),
                link(self.older, texts.older),
            );
            let csv = language.path(self.csv);
            view! {
                <h1>{texts.log_title}</h1>
                <p>{texts.log_lead}</p>
                {mistakes(texts, self.mistakes)}
                {self.filter()}
                {self.table()}
                <p class="row">
                    {newest}
                    {older}
                    <a class="seal-link" href=csv>{texts.csv}</a>
                </p>
            }
        })
    }

    fn filter(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        let field = |id: &'static str, label: &'static str, kind: &'static str, value: &str| {
            let (value, error) = (value.to_owned(), mistake_of(id, self.mistakes));
            view! {
                <TextField id kind autocomplete="off" label hint="" optional="" value error/>
            }
            .piece()
        };
        let options: Vec<_> = deeds()
            .map(|name| {
                let words = deed_words(language, name);
                let is_chosen = self.values.what == name;
                view! { <option value=name selected=is_chosen>{words}</option> }
            })
            .collect();
        view! {
            <form class="seal-filter" action=language.path("/meja/segel/catatan")>
                {field("kode", texts.code, "text", &self.values.code)}
                {field("petugas", texts.officer, "text", &self.values.officer)}
                <div>
                    <label for="jenis">{texts.what}</label>
                    <select id="jenis" name="jenis"><option value="">{texts.any}</option>{options}</select>
                </div>
                {field("dari", texts.from, "date", &self.values.from)}
                {field("sampai", texts.to, "date", &self.values.to)}
                <div><button>{texts.show}</button></div>
            </form>
        }
        .piece()
    }

    fn table(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        if self.rows.is_empty() {
            return view! { <p class="soft">{texts.no_rows}</p> }.piece();
        }
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                let role = visible(&actor_words(language, &row.actor));
                let person = |person: &Option<(String, String)>, after: &'static str| {
                    person.as_ref().map(|(id, name)| {
                        let href = language.path(&format!("/meja/segel/catatan?petugas={id}"));
                        view! { <a class="seal-link" href=href>{visible(name)}</a>{after} }.piece()
                    })
                };
                let officer = person(&row.officer, ", ");
                let subject = person(&row.subject, " ");
                let code = row.code.as_ref().map(|code| {
                    let href = language.path(&format!("/meja/segel/catatan?kode={code}"));
                    view! { <a class="seal-link" href=href>{code.clone()}</a> }.piece()
                });
                view! {
                    <tr>
                        <td>{moment(language, row.at)}</td>
                        <td>{officer}{role}</td>
                        <td>{visible(&deed_words(language, &row.what))}</td>
                        <td>{code}{subject}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            <table class="seal-log">
                <thead>
                    <tr><th scope="col">{texts.when}</th><th scope="col">{texts.who}</th><th scope="col">{texts.what}</th><th scope="col">{texts.about}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .piece()
    }
}
