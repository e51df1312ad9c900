//! Who stands in for whom, while somebody is away.

use super::frame::Frame;
use super::inbox::date_short;
use crate::components::field::TextField;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::desk::AbsenceTexts;
use domain::date::Date;
use leptos::prelude::*;

/// One absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceLine {
    /// Which.
    pub id: String,
    /// Who is away.
    pub officer: String,
    /// Who stands in.
    pub substitute: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Why.
    pub reason: String,
    /// This reader may end it.
    pub may_end: bool,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbsenceForm {
    /// Id of who is away.
    pub officer: String,
    /// Id of who stands in.
    pub substitute: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// What is wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsenceMistake {
    /// Not somebody this officer may say it for.
    Officer,
    /// Not a colleague.
    Substitute,
    /// Not days.
    Days,
    /// No reason, or too long.
    Reason,
}

impl AbsenceMistake {
    fn words(self, texts: &AbsenceTexts) -> &'static str {
        match self {
            Self::Officer => texts.wrong_officer,
            Self::Substitute => texts.wrong_substitute,
            Self::Days => texts.wrong_days,
            Self::Reason => texts.wrong_reason,
        }
    }

    fn field(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Substitute => "substitute",
            Self::Days => "from",
            Self::Reason => "reason",
        }
    }
}

/// Everything the page shows.
pub struct AbsencePage<'a> {
    /// Absences that are not over.
    pub lines: &'a [AbsenceLine],
    /// Whom this officer may say it for: id and name.
    pub officers: &'a [(String, String)],
    /// Who may stand in: id and name.
    pub substitutes: &'a [(String, String)],
    /// What was typed.
    pub form: &'a AbsenceForm,
    /// What to mend.
    pub mistakes: &'a [AbsenceMistake],
}

/// The page.
pub fn render(frame: &Frame<'_>, page: &AbsencePage<'_>) -> String {
    let texts = &frame.language.desk().absence;
    frame.render(|| {
        let alert = (!page.mistakes.is_empty()).then(|| {
            let links: Vec<_> = page
                .mistakes
                .iter()
                .map(|mistake| {
                    let target = format!("#{}", mistake.field());
                    view! { <a href=target>{mistake.words(texts)}</a> }
                })
                .collect();
            view! { <div class="box bad" role="alert"><p><b>{texts.mend}</b></p>{links}</div> }
        });
        let form = match page.officers.is_empty() {
            true => view! { <p>{texts.no_agency}</p> }.piece(),
            false => form(frame, page),
        };
        view! {
            <p><a class="button plain" href=frame.language.path("/meja")>{frame.language.desk().bulk.back}</a></p>
            <h1>{texts.title}</h1>
            <p>{texts.intro}</p>
            {alert}
            {list(frame, page)}
            {form}
        }
    })
}

fn list(frame: &Frame<'_>, page: &AbsencePage<'_>) -> Piece {
    let (language, texts) = (frame.language, &frame.language.desk().absence);
    if page.lines.is_empty() {
        return view! { <p class="box">{texts.nobody}</p> }.piece();
    }
    let lines: Vec<_> = page
        .lines
        .iter()
        .map(|line| {
            let end = line.may_end.then(|| {
                let action = language.path(&format!("/meja/pengganti/{}", line.id));
                let label = format!("{}: {}", texts.end, line.officer);
                view! { <form method="post" action=action><button class="plain" aria-label=label>{texts.end}</button></form> }
            });
            let days = format!("{} – {}", date_short(line.from), date_short(line.until));
            view! {
                <li class="card"><p><b>{line.officer.clone()}</b>" "{texts.by}" "<b>{line.substitute.clone()}</b></p>
                <p>{days}" · "{line.reason.clone()}</p>{end}</li>
            }
        })
        .collect();
    view! { <ul class="bare">{lines}</ul> }.piece()
}

fn form(frame: &Frame<'_>, page: &AbsencePage<'_>) -> Piece {
    let (language, texts) = (frame.language, &frame.language.desk().absence);
    let error = |mistake: AbsenceMistake| {
        let found = page.mistakes.contains(&mistake);
        found.then(|| mistake.words(texts))
    };
    let select = |id: &'static str, label, choices: &[(String, String)], chosen: &str, error| {
        let options: Vec<_> = choices
            .iter()
            .map(|(value, name)| {
                let is_chosen = value == chosen;
                view! { <option value=value.clone() selected=is_chosen>{name.clone()}</option> }
            })
            .collect();
        let error: Option<&'static str> = error;
        let described = error.map(|_| format!("{id}-e"));
        let error_id = format!("{id}-e");
        view! {
            <div><label for=id>{label}</label>{error.map(|words| view! { <span class="e" id=error_id>{words}</span> })}
            <select id=id name=id aria-describedby=described aria-invalid=error.map(|_| "true")>{options}</select></div>
        }
        .piece()
    };
    view! {
        <h2>{texts.new}</h2>
        <form method="post" action=language.path("/meja/pengganti") class="narrow">
            {select("officer", texts.officer, page.officers, &page.form.officer, error(AbsenceMistake::Officer))}
            {select("substitute", texts.substitute, page.substitutes, &page.form.substitute,
                error(AbsenceMistake::Substitute))}
            <TextField id="from" kind="date" autocomplete="off" label=texts.from hint="" optional=""
                value=page.form.from.clone() error=error(AbsenceMistake::Days)/>
            <TextField id="until" kind="date" autocomplete="off" label=texts.until hint="" optional=""
                value=page.form.until.clone() error=None/>
            <TextField id="reason" kind="text" autocomplete="off" label=texts.reason hint=texts.reason_hint optional=""
                value=page.form.reason.clone() error=error(AbsenceMistake::Reason)/>
            <p><button>{texts.save}</button></p>
        </form>
    }
    .piece()
}
