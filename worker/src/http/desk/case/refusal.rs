//! Why a command was not done, as the page of the case says it.

use super::content::field;
use crate::http::commands::NotDone;
use crate::http::mistake::Mistake;
use crate::use_cases::act::NotActed;
use axum::http::StatusCode;
use domain::complaint::transition::TransitionError;
use frontend::i18n::{Language, mistake_words};
use frontend::pages::desk::case::{CaseAnswer, CaseRefusal, CaseValues};

/// What to say to a form whose command was not done; its words stay.
pub fn refusal(
    language: Language,
    values: &mut CaseValues,
    error: &NotDone,
) -> (StatusCode, CaseAnswer) {
    let mistake = match error {
        NotDone::Mistake(mistake) => Some(*mistake),
        NotDone::NotActed(error) => Mistake::of(error),
    };
    if let Some(mistake) = mistake {
        let answer = CaseAnswer::Mistake {
            field: field(values.command(), mistake.pointer),
            words: mistake_words(language, mistake.code),
        };
        return (StatusCode::UNPROCESSABLE_ENTITY, answer);
    }
    let refused = match error {
        NotDone::NotActed(NotActed::Stale(_)) => {
            let seen = values.get("seq").trim().parse().unwrap_or(u32::MAX);
            return (StatusCode::CONFLICT, CaseAnswer::Stale { seen });
        }
        NotDone::NotActed(NotActed::IdReused) => {
            // What is sent now is another command: it needs an id of its own.
            values.set("id", String::new());
            CaseRefusal::IdReused
        }
        NotDone::NotActed(NotActed::Refused(refusal, _)) => match refusal {
            TransitionError::NotYours { .. } => CaseRefusal::NotYours,
            TransitionError::LimitReached(_) => CaseRefusal::Limit,
            TransitionError::AssignedForGood => CaseRefusal::ForGood,
            TransitionError::Merged(_) => CaseRefusal::Merged,
            TransitionError::NothingChanged => CaseRefusal::NothingChanged,
            TransitionError::TooLate(_) => CaseRefusal::TooLate,
            _ => CaseRefusal::NotAllowed,
        },
        _ => CaseRefusal::NotAllowed,
    };
    (StatusCode::CONFLICT, CaseAnswer::Refused(refused))
}
