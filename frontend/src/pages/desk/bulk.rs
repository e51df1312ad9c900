//! Work on many cases: what will be done, a preview of each, what became of it.

use super::frame::Frame;
use super::inbox::BulkChoice;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use crate::components::words::visible;
use crate::i18n::desk::BulkTexts;
use crate::i18n::desk::bulk::refusal_words;
use crate::i18n::desk::inbox::kind_words;
use crate::i18n::mistake_words;
use domain::complaint::Classification;
use leptos::prelude::*;

/// What the officer wrote, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkForm {
    /// Agency id; empty: as suggested.
    pub agency: String,
    /// Unit id.
    pub unit: String,
    /// Kind; empty: as filed.
    pub kind: String,
    /// Category code; empty: as suggested.
    pub category: String,
    /// Name of the outcome.
    pub outcome: String,
    /// A day.
    pub on: String,
    /// A day.
    pub until: String,
    /// A rule or a budget.
    pub basis: String,
    /// The answer.
    pub text: String,
}

/// What becomes of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Not yet done.
    Waiting,
    /// Done, or would be.
    Done,
    /// Refused, or would be.
    Refused,
    /// It has changed meanwhile.
    Changed,
}

/// One case of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the list.
    pub position: u32,
    /// Its public code; empty when it is gone.
    pub code: String,
    /// Its first words.
    pub beginning: String,
    /// What will be done, with names.
    pub what: String,
    /// The heading it will have, to be changed.
    pub heading: Option<String>,
    /// The heading cannot be stored.
    pub has_wrong_heading: bool,
    /// What becomes of it.
    pub fate: Fate,
    /// Why not.
    pub reason: Option<String>,
}

/// How far it is.
pub enum Phase<'a> {
    /// Nothing written yet.
    Writing,
    /// Written; this would happen.
    Preview(&'a [Line]),
    /// Confirmed; this happened.
    Results(&'a [Line]),
}

/// Everything the page shows.
pub struct BulkPage<'a> {
    /// Which job.
    pub id: &'a str,
    /// What is done.
    pub command: BulkChoice,
    /// To how many.
    pub count: usize,
    /// What was written.
    pub form: &'a BulkForm,
    /// What to mend: field and code.
    pub mistakes: &'a [(&'static str, &'static str)],
    /// Agencies to choose from.
    pub agencies: &'a [(String, String)],
    /// Units to choose from.
    pub units: &'a [(String, String)],
    /// Categories to choose from.
    pub categories: &'a [(String, String)],
    /// How far.
    pub phase: Phase<'a>,
}

fn verb(texts: &BulkTexts, command: BulkChoice) -> &'static str {
    match command {
        BulkChoice::Assign => texts.assign,
        BulkChoice::Delegate => texts.delegate,
        BulkChoice::Answer => texts.answer,
    }
}

/// The page.
pub fn render(frame: &Frame<'_>, page: &BulkPage<'_>) -> String {
    let texts = &frame.language.desk().bulk;
    let title = format!(
        "{}: {} {}",
        verb(texts, page.command),
        page.count,
        texts.cases
    );
    frame.render(|| {
        let body = match &page.phase {
            Phase::Writing => view! { <p>{texts.intro}</p>{form(frame, page)} }.piece(),
            Phase::Preview(lines) => {
                view! { {form(frame, page)}{preview(frame, page, lines)} }.piece()
            }
            Phase::Results(lines) => results(frame, page, lines),
        };
        view! {
            <p class="case-way"><a class="tap" href=frame.language.path("/meja")>{texts.back}</a></p>
            <h1>{title}</h1>
            {alert(frame, page)}
            {body}
        }
    })
}

fn alert(frame: &Frame<'_>, page: &BulkPage<'_>) -> Option<Piece> {
    let texts = &frame.language.desk().bulk;
    if page.mistakes.is_empty() {
        return None;
    }
    let links: Vec<_> = page
        .mistakes
        .iter()
        .map(|(field, code)| {
            let words = mistake_words(frame.language, code);
            let target = format!("#b-{field}");
            let label = label(texts, field);
            view! { <a href=target>{label}": "{words}</a> }
        })
        .collect();
    Some(
        view! { <div class="box bad" role="alert" tabindex="-1" autofocus><p><b>{texts.mend}</b></p>{links}</div> }.piece(),
    )
}

fn label(texts: &BulkTexts, field: &str) -> &'static str {
    match field {
        "agency" => texts.agency,
        "unit" => texts.unit,
        "kind" => texts.kind,
        "category" => texts.category,
        "outcome" => texts.outcome,
        "on" => texts.on,
        "until" => texts.until,
        "basis" => texts.basis,
        "text" => texts.text,
        _ => texts.heading,
    }
}

struct Field<'a> {
    name: &'static str,
    label: &'static str,
    value: &'a str,
    mistake: Option<&'static str>,
}

impl Field<'_> {
    fn head(&self) -> Piece {
        let error = self.mistake.map(|words| {
            let id = format!("b-{}-e", self.name);
            view! { <span class="e" id=id>{words}</span> }
        });
        let id = format!("b-{}", self.name);
        view! { <label for=id>{self.label}</label>{error} }.piece()
    }

    fn described(&self) -> Option<String> {
        self.mistake.map(|_| format!("b-{}-e", self.name))
    }

    fn select(&self, first: Option<&'static str>, choices: &[(String, String)]) -> Piece {
        let first = first.map(|words| view! { <option value="">{words}</option> });
        let options: Vec<_> = choices
            .iter()
            .map(|(value, words)| {
                let is_chosen = value == self.value;
                view! { <option value=value.clone() selected=is_chosen>{words.clone()}</option> }
            })
            .collect();
        let id = format!("b-{}", self.name);
        view! {
            <div>{self.head()}<select id=id name=self.name aria-describedby=self.described()
                aria-invalid=self.mistake.map(|_| "true")>{first}{options}</select></div>
        }
        .piece()
    }

    fn input(&self, kind: &'static str) -> Piece {
        let id = format!("b-{}", self.name);
        view! {
            <div>{self.head()}<input id=id name=self.name type=kind value=self.value.to_owned()
                aria-describedby=self.described() aria-invalid=self.mistake.map(|_| "true")/></div>
        }
        .piece()
    }
}

fn form(frame: &Frame<'_>, page: &BulkPage<'_>) -> Piece {
    let (language, texts) = (frame.language, &frame.language.desk().bulk);
    let written = page.form;
    let field = |name: &'static str, value| {
        let mistake = page.mistakes.iter().find(|(field, _)| *field == name);
        Field {
            name,
            label: label(texts, name),
            value,
            mistake: mistake.map(|(_, code)| mistake_words(language, code)),
        }
    };
    let kinds = Classification::ALL.iter();
    let kinds: Vec<_> = kinds
        .map(|kind| {
            (
                kind.as_str().to_owned(),
                kind_words(language, *kind).to_owned(),
            )
        })
        .collect();
    let fields: Vec<Piece> = match page.command {
        BulkChoice::Assign => vec![
            field("agency", &written.agency).select(Some(texts.as_suggested), page.agencies),
            field("unit", &written.unit).select(Some(texts.own_desk), page.units),
            field("kind", &written.kind).select(Some(texts.as_filed), &kinds),
            field("category", &written.category).select(Some(texts.as_suggested), page.categories),
        ],
        BulkChoice::Delegate => {
            vec![field("unit", &written.unit).select(Some(texts.own_desk), page.units)]
        }
        BulkChoice::Answer => {
            let outcomes = [
                ("informed", texts.informed),
                ("done", texts.done),
                ("planned", texts.planned),
                ("cannot_do", texts.cannot_do),
            ];
            let outcomes = outcomes.map(|(value, words)| (value.to_owned(), words.to_owned()));
            let text = field("text", &written.text);
            let described = match text.described() {
                Some(error) => format!("b-text-h {error}"),
                None => "b-text-h".to_owned(),
            };
            let area = view! {
                <div class="in-wide">{text.head()}<span class="h" id="b-text-h">{texts.text_hint}</span>
                <TextArea id="b-text" name="text" text=written.text.clone() rows=5 required=true
                    described_by=described invalid=text.mistake.is_some()/></div>
            };
            vec![
                field("outcome", &written.outcome).select(None, &outcomes),
                field("on", &written.on).input("date"),
                field("until", &written.until).input("date"),
                field("basis", &written.basis).input("text"),
                area.piece(),
            ]
        }
    };
    let action = language.path(&format!("/meja/massal/{}", page.id));
    view! {
        <form method="post" action=action class="bulk-form">
            <div class="in-fields">{fields}</div>
            <p><button name="langkah" value="preview">{texts.preview}</button></p>
        </form>
    }
    .piece()
}

fn count(lines: &[Line], fate: Fate) -> usize {
    lines.iter().filter(|line| line.fate == fate).count()
}

fn preview(frame: &Frame<'_>, page: &BulkPage<'_>, lines: &[Line]) -> Piece {
    let (language, texts) = (frame.language, &frame.language.desk().bulk);
    let done = count(lines, Fate::Done);
    let not = lines.len().saturating_sub(done);
    let has_headings = lines.iter().any(|line| line.heading.is_some());
    let rows: Vec<_> = lines.iter().map(|line| preview_row(frame, line)).collect();
    let action = language.path(&format!("/meja/massal/{}", page.id));
    let confirm = (done > 0).then(|| {
        let words = texts.confirm.replace("{n}", &done.to_string());
        view! { <button name="langkah" value="confirm">{words}</button> }
    });
    let again = has_headings.then(
        || view! { <button class="plain" name="langkah" value="titles">{texts.again}</button> },
    );
    view! {
        <h2>{texts.preview_title}</h2>
        <div class="box" role="status" tabindex="-1" autofocus=page.mistakes.is_empty()>
            <p><b>{done.to_string()}</b>" "{texts.would_be_done}", "<b>{not.to_string()}</b>" "{texts.would_be_refused}"."</p>
        </div>
        <form method="post" action=action class="in-list">
            <table>
                <thead><tr>
                    <th scope="col" class="in-code">{language.desk().inbox.code}</th>
                    <th scope="col">{language.desk().inbox.matter}</th>
                    <th scope="col" class="in-result">{texts.what}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="row">{confirm}{again}</p>
        </form>
    }
    .piece()
}

fn code_cell(frame: &Frame<'_>, line: &Line) -> Piece {
    let path = frame.language.path(&format!("/meja/kasus/{}", line.code));
    view! { <td class="in-code"><a data-open="" href=path>{line.code.clone()}</a></td> }.piece()
}

fn reason(frame: &Frame<'_>, line: &Line) -> Option<Piece> {
    let code = line.reason.as_deref()?;
    let words = refusal_words(frame.language, code);
    Some(view! { <span class="late">{words}</span> }.piece())
}

fn preview_row(frame: &Frame<'_>, line: &Line) -> Piece {
    let texts = &frame.language.desk().bulk;
    let heading = line
        .heading
        .clone()
        .filter(|_| line.fate == Fate::Done || line.has_wrong_heading);
    let heading = heading.map(|heading| {
        let name = format!("t-{}", line.position);
        let label = format!("{} {}", texts.heading, line.code);
        let id = match line.has_wrong_heading {
            true => "b-title".to_owned(),
            false => format!("b-{name}"),
        };
        view! {
            <input id=id name=name maxlength="200" value=heading aria-label=label
                aria-invalid=line.has_wrong_heading.then_some("true")/>
        }
    });
    let what = (line.fate == Fate::Done).then(|| view! { <span>{line.what.clone()}</span> });
    let class = match line.fate {
        Fate::Done => "",
        _ => "is-refused",
    };
    view! {
        <tr data-row=line.code.clone() class=class>
            {code_cell(frame, line)}
            <td class="in-words">{visible(&line.beginning)}{heading}</td>
            <td class="in-result" data-l=texts.what>{what}{reason(frame, line)}</td>
        </tr>
    }
    .piece()
}

fn results(frame: &Frame<'_>, page: &BulkPage<'_>, lines: &[Line]) -> Piece {
    let (language, texts) = (frame.language, &frame.language.desk().bulk);
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let (class, words) = match line.fate {
                Fate::Done => ("", texts.is_done),
                Fate::Changed => ("is-refused", texts.is_changed),
                Fate::Refused => ("is-refused", texts.is_refused),
                Fate::Waiting => ("", texts.is_waiting),
            };
            let reason = (line.fate == Fate::Refused).then(|| reason(frame, line));
            view! {
                <tr data-row=line.code.clone() class=class>
                    {code_cell(frame, line)}
                    <td class="in-words">{visible(&line.beginning)}</td>
                    <td class="in-result" data-l=texts.result><b>{words}</b>" "{reason}</td>
                </tr>
            }
            .piece()
        })
        .collect();
    let numbers = [
        (Fate::Done, texts.is_done),
        (Fate::Changed, texts.is_changed),
        (Fate::Refused, texts.is_refused),
        (Fate::Waiting, texts.is_waiting),
    ];
    let numbers: Vec<_> = numbers
        .iter()
        .map(|(fate, words)| (count(lines, *fate), *words))
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| view! { <li><b>{count.to_string()}</b>" "{words}</li> })
        .collect();
    let go_on = (count(lines, Fate::Waiting) > 0).then(|| {
        let action = language.path(&format!("/meja/massal/{}", page.id));
        view! {
            <form method="post" action=action class="box">
                <p>{texts.continues}</p>
                <p><button name="langkah" value="go_on">{texts.go_on}</button></p>
            </form>
        }
    });
    view! {
        <h2>{texts.result_title}</h2>
        <ul class="bare">{numbers}</ul>
        {go_on}
        <div class="in-list"><table>
            <thead><tr>
                <th scope="col" class="in-code">{language.desk().inbox.code}</th>
                <th scope="col">{language.desk().inbox.matter}</th>
                <th scope="col" class="in-result">{texts.result}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .piece()
}
