//! `/meja/segel/{code}`: asking who the reporter is, and seeing it once it was released.

use super::{RequestView, Standing, mistake_of, mistakes, moment, particulars};
use crate::components::field::{FieldHead, TextField, described_by};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use crate::components::words::visible;
use crate::i18n::life::put;
use crate::pages::desk::frame::Frame;
use leptos::prelude::*;

/// What an officer wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskValues {
    /// Id of the form.
    pub id: String,
    /// The rule that allows it.
    pub basis: String,
    /// Why.
    pub reason: String,
}

/// What this officer can do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskState<'a> {
    /// The reporter gave a name, openly.
    NothingSealed,
    /// The reporter gave nothing.
    NothingKnown,
    /// They read the case, and do not handle it.
    NotYours,
    /// The case is over.
    Over,
    /// They may ask.
    May,
    /// They wait.
    Waits,
    /// They may open this request; `true` if they have just proved who they are.
    Released(&'a RequestView, bool),
}

/// The page.
pub struct AskPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Grouped tracking code.
    pub code: &'a str,
    /// What they can do.
    pub state: AskState<'a>,
    /// Their requests, the newest first.
    pub requests: &'a [RequestView],
    /// What they wrote; with a fresh id at first.
    pub values: &'a AskValues,
    /// What was wrong, by field.
    pub mistakes: &'a [(&'static str, &'static str)],
    /// A fresh id for opening.
    pub open_id: &'a str,
    /// Where to prove who one is.
    pub prove: &'a str,
}

impl AskPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        self.frame.render(|| {
            let past: Vec<_> = self
                .requests
                .iter()
                .map(|request| {
                    view! { <li class="card">{particulars(language, request)}</li> }
                })
                .collect();
            let past = (!past.is_empty())
                .then(|| view! { <h2>{texts.own}</h2><ul class="bare">{past}</ul> }.piece());
            let case = language.path(&format!("/meja/kasus/{}", self.code));
            view! {
                <h1>{texts.ask_title}</h1>
                <p class="code">{self.code.to_owned()}</p>
                {mistakes(texts, self.mistakes)}
                {self.what_to_do()}
                {past}
                <p><a class="seal-link" href=case>{texts.to_case}</a></p>
            }
        })
    }

    fn what_to_do(&self) -> Piece {
        let texts = &self.frame.language.desk().sealed;
        let says = |words: &'static str| view! { <p class="box">{words}</p> }.piece();
        match self.state {
            AskState::NothingSealed => says(texts.nothing_sealed),
            AskState::NothingKnown => says(texts.nothing_known),
            AskState::NotYours => says(texts.not_yours),
            AskState::Over => says(texts.is_over),
            AskState::Waits => says(texts.status_waiting),
            AskState::May => self.form(),
            AskState::Released(request, is_proved) => self.opening(request, is_proved),
        }
    }

    fn form(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        let error = mistake_of("reason", self.mistakes);
        view! {
            <p>{texts.ask_lead}</p>
            <form class="seal-form" method="post" action=language.path(&format!("/meja/segel/{}", self.code))>
                <input type="hidden" name="id" value=self.values.id.clone()/>
                <TextField
                    id="basis"
                    kind="text"
                    autocomplete="off"
                    label=texts.basis
                    hint=texts.basis_hint
                    optional=""
                    value=self.values.basis.clone()
                    error=mistake_of("basis", self.mistakes)
                />
                <div>
                    <FieldHead id="reason" label=texts.reason hint=texts.reason_hint optional="" error=error/>
                    <TextArea
                        id="reason"
                        name="reason"
                        text=self.values.reason.clone()
                        rows=5
                        required=false
                        described_by=described_by("reason", true, error.is_some()).unwrap_or_default()
                        invalid=error.is_some()
                    />
                </div>
                <div><button>{texts.ask}</button></div>
            </form>
        }
        .piece()
    }

    fn opening(&self, request: &RequestView, is_proved: bool) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        let lead = match request.standing {
            Standing::Granted(until) => put(texts.open_lead, &[&moment(language, until)]),
            _ => String::new(),
        };
        let action = language.path(&format!("/meja/segel/{}/buka", self.code));
        let next = match is_proved {
            true => view! {
                <form method="post" action=action>
                    <input type="hidden" name="id" value=self.open_id.to_owned()/>
                    <input type="hidden" name="request" value=request.id.clone()/>
                    <div><button>{texts.open}</button></div>
                </form>
            }
            .piece(),
            false => view! {
                <p>{texts.prove_lead}</p>
                <p><a class="button" href=self.prove.to_owned()>{texts.prove}</a></p>
            }
            .piece(),
        };
        view! { <div class="box"><p>{lead}</p>{next}</div> }.piece()
    }
}

/// What was sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityView {
    /// Name.
    pub name: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// The answer to opening: shown once, kept by nobody.
pub fn identity(frame: &Frame<'_>, code: &str, identity: &IdentityView) -> String {
    let language = frame.language;
    let texts = &language.desk().sealed;
    frame.render(|| {
        let row = |label: &'static str, value: &Option<String>| {
            let value = value.as_deref().map(visible);
            let value = value.unwrap_or_else(|| texts.not_given.to_owned());
            view! { <dt>{label}</dt><dd class="words" dir="auto">{value}</dd> }
        };
        let case = language.path(&format!("/meja/kasus/{code}"));
        view! {
            <h1>{texts.identity_title}</h1>
            <p class="code">{code.to_owned()}</p>
            <p class="box">{texts.identity_lead}</p>
            <dl class="card">
                {row(texts.name, &identity.name)}
                {row(texts.phone, &identity.phone)}
                {row(texts.email, &identity.email)}
            </dl>
            <p><a class="seal-link" href=case>{texts.to_case}</a></p>
        }
    })
}
