//! What is sealed: asking for an identity, deciding, the log of who looked, the public text.

pub mod ask;
pub mod decide;
pub mod list;
pub mod log;
pub mod redaction;

use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::desk::{SealedTexts, sealed::role_words};
use crate::i18n::life::put;
use crate::i18n::{Language, date_time_long};
use domain::complaint::actor::Role;
use domain::date::{Timestamp, Zone};
use leptos::prelude::*;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No custodian has looked.
    Waiting,
    /// May be opened until then.
    Granted(Timestamp),
    /// Refused.
    Refused,
    /// Seen then.
    Opened(Timestamp),
    /// Granted, and never opened in time.
    Expired,
}

/// One request, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestView {
    /// Its id, for links and forms.
    pub id: String,
    /// Grouped tracking code.
    pub code: String,
    /// Who asks.
    pub asker: String,
    /// As what.
    pub role: Role,
    /// When.
    pub asked_at: Timestamp,
    /// The rule that allows it.
    pub basis: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub standing: Standing,
    /// What the custodian wrote.
    pub sentence: Option<String>,
    /// The reader's own.
    pub is_own: bool,
}

/// Server time as officers read it.
fn moment(language: Language, at: Timestamp) -> String {
    date_time_long(language, at, Zone::Wib)
}

fn standing_words(language: Language, standing: Standing) -> String {
    let texts = &language.desk().sealed;
    let at = |words: &str, at| {
        let until = put(texts.until, &[&moment(language, at)]);
        format!("{words} {until}")
    };
    match standing {
        Standing::Waiting => texts.status_waiting.to_owned(),
        Standing::Granted(until) => at(texts.status_granted, until),
        Standing::Refused => texts.status_refused.to_owned(),
        Standing::Opened(opened) => {
            format!("{}, {}", texts.status_opened, moment(language, opened))
        }
        Standing::Expired => texts.status_expired.to_owned(),
    }
}

/// "Petugas Siti, koordinator instansi".
fn asker(language: Language, request: &RequestView) -> String {
    format!(
        "{}, {}",
        visible(&request.asker),
        role_words(language, request.role)
    )
}

/// Basis, reason and grounds of a request.
fn particulars(language: Language, request: &RequestView) -> Piece {
    let texts = &language.desk().sealed;
    let sentence = request.sentence.as_deref().map(|sentence| {
        view! { <dt>{texts.sentence}</dt><dd class="words" dir="auto">{visible(sentence)}</dd> }
    });
    view! {
        <dl>
            <dt>{texts.asked}</dt><dd>{moment(language, request.asked_at)}</dd>
            <dt>{texts.standing}</dt><dd>{standing_words(language, request.standing)}</dd>
            <dt>{texts.basis}</dt><dd dir="auto">{visible(&request.basis)}</dd>
            <dt>{texts.reason}</dt><dd class="words" dir="auto">{visible(&request.reason)}</dd>
            {sentence}
        </dl>
    }
    .piece()
}

/// The summary above a form that was not accepted; each mistake leads to its field.
fn mistakes(texts: &SealedTexts, found: &[(&'static str, &'static str)]) -> Option<Piece> {
    let items: Vec<_> = found
        .iter()
        .map(|(id, words)| match *id {
            "" => view! { <li>{*words}</li> }.piece(),
            id => view! { <li><a href=format!("#{id}")>{*words}</a></li> }.piece(),
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <div class="box bad" role="alert"><p>{texts.errors}</p><ul>{items}</ul></div> }
            .piece()
    })
}

fn mistake_of(id: &str, found: &[(&'static str, &'static str)]) -> Option<&'static str> {
    let found = found.iter().find(|(field, _)| *field == id);
    found.map(|(_, words)| *words)
}
