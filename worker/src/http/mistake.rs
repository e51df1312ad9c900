//! What is wrong with a command, by the field it stands in.

use crate::use_cases::act::NotActed;
use crate::use_cases::place::PlaceProblem;
use crate::use_cases::wish::WishProblem;
use domain::complaint::transition::{InvalidField, TransitionError};

/// One field to mend: a stable code, whose words are `frontend::i18n::mistake_words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where (RFC 6901).
    pub pointer: &'static str,
    /// What.
    pub code: &'static str,
}

impl Mistake {
    /// Of a field.
    pub fn new(pointer: &'static str, code: &'static str) -> Self {
        Self { pointer, code }
    }

    /// What a refusal says about a field; none if it is about something else.
    pub fn of(error: &NotActed) -> Option<Self> {
        match error {
            NotActed::Wish(problem) => Some(Self::of_wish(*problem)),
            NotActed::Refused(TransitionError::Invalid(field), _) => {
                Some(Self::new(pointer_of(*field), field.as_str()))
            }
            _ => None,
        }
    }

    fn of_wish(problem: WishProblem) -> Self {
        match problem {
            WishProblem::Agency => Self::new("/agency", "unknown_agency"),
            WishProblem::Unit => Self::new("/unit", "unknown_unit"),
            WishProblem::Category => Self::new("/category", "unknown_category"),
            WishProblem::Cc => Self::new("/cc", "unknown_agency"),
            WishProblem::Suggested => Self::new("/suggested", "unknown_agency"),
            WishProblem::Lead => Self::new("/lead", "unknown_complaint"),
            WishProblem::Earlier => Self::new("/duplicate_of", "unknown_complaint"),
            WishProblem::Place(PlaceProblem::NotAsked) => Self::new("/region", "not_asked"),
            WishProblem::Place(PlaceProblem::NotOffered) => Self::new("/region", "not_offered"),
        }
    }
}

fn pointer_of(field: InvalidField) -> &'static str {
    match field {
        InvalidField::EmptyReply | InvalidField::UneditedTemplate | InvalidField::MissingReason => {
            "/text"
        }
        InvalidField::MissingEvidence => "/outcome",
        InvalidField::DoneInFuture => "/on",
        InvalidField::PlannedInPast | InvalidField::PlannedTooFar => "/until",
        InvalidField::RejectionReason => "/reason",
        InvalidField::Lead | InvalidField::HasFollowers => "/lead",
        InvalidField::Classification => "/kind",
        InvalidField::Stars => "/stars",
        InvalidField::Thread => "/thread",
        InvalidField::Holder => "/agency",
        InvalidField::SuggestedAgency => "/suggested",
    }
}
