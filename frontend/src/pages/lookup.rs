//! `/lacak`: asks for a tracking code and says when it was mistyped.

use crate::components::field::TextField;
use crate::document::{Document, Styles};
use crate::i18n::Language;
use domain::tracking_code::InvalidTrackingCode;
use leptos::prelude::*;

/// Why the last try found nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupProblem {
    /// The typed text is not a code.
    Mistyped(InvalidTrackingCode),
    /// Nothing was typed.
    Empty,
    /// No complaint that this reader may see. Says the same for unknown and for confidential.
    NotFound,
}

/// The page, with what was typed before.
pub fn render(language: Language, typed: &str, problem: Option<LookupProblem>) -> String {
    let texts = &language.texts().lookup;
    let document = Document {
        language,
        path: Some("/lacak"),
        title: texts.title,
        description: problem.is_none().then_some(texts.title),
        styles: Styles::Form,
        address: None,
    };
    let words = problem.map(|problem| match problem {
        LookupProblem::Mistyped(InvalidTrackingCode::Check) => texts.wrong_check,
        LookupProblem::Mistyped(InvalidTrackingCode::Length(_)) => texts.wrong_length,
        LookupProblem::Mistyped(InvalidTrackingCode::Character(_)) => texts.wrong_character,
        LookupProblem::Empty => texts.empty,
        LookupProblem::NotFound => texts.not_found,
    });
    document.render(|| {
        let summary = words.map(|words| {
            view! { <div class="box bad" role="alert"><a href="#code">{words}</a></div> }
        });
        view! {
            <h1>{texts.title}</h1>
            {summary}
            <form method="get" action=language.path("/lacak")>
                <TextField
                    id="code"
                    kind="text"
                    autocomplete="off"
                    label=texts.code
                    hint=texts.hint
                    optional=""
                    value=typed.to_owned()
                    error=words
                />
                <button>{texts.submit}</button>
            </form>
            <p><a class="button plain" href=language.path("/kirim")>{language.texts().outbox.title}</a></p>
        }
    })
}
