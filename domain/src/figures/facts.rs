//! What one public case says.

use super::Month;
use crate::complaint::Complaint;
use crate::complaint::state::{BackTo, ClosedOutcome, ComplaintState};
use crate::complaint::{StateName, named};
use crate::date::Timestamp;
use crate::terms::Rule;
use serde::{Deserialize, Serialize};

const DAY_MS: i64 = 86_400_000;

named! {
    /// How a case ended. The two are never counted as one (domain guide, section 15).
    End {
        /// The reporter agreed.
        Confirmed = "confirmed",
        /// Closed after the agency's answer, because nobody objected in time.
        Lapsed = "lapsed",
    }
}

/// What figures are made of. Whether a step was in time is none until it is done or its limit is past, so that late work
/// which is not done yet counts as late, and work still in time counts as nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFacts {
    /// When the server received it; decides its month.
    pub received_at: Timestamp,
    /// Who holds it, or held it at the end.
    pub agency: Option<String>,
    /// Where: `33.15.01`; none if no place is known.
    pub region: Option<String>,
    /// About what: `JLN-01`.
    pub category: String,
    /// First verified and assigned before `verify_by`: 3 working days by default.
    pub verified_in_time: Option<bool>,
    /// The agency that holds it began, or answered, before `respond_by`: 5 working days by default.
    pub replied_in_time: Option<bool>,
    /// A substantive answer stands, and neither `resolve_by` nor `rework_by` was missed.
    pub done_in_time: Option<bool>,
    /// When the answer that stands was given; none while none stands.
    pub answered_at: Option<Timestamp>,
    /// It was answered at some time, whatever became of the answer.
    pub was_answered: bool,
    /// How often an agency returned it.
    pub hops: u32,
    /// How often the reporter disagreed with an answer.
    pub objections: u32,
    /// How often it was taken up after its end.
    pub reopenings: u32,
    /// How it ended; none while it is open.
    pub end: Option<End>,
    /// 1 to 5, where the reporter said it.
    pub stars: Option<u8>,
}

/// What history knows and the state of a complaint does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The first entry `assigned`.
    pub verified_at: Timestamp,
    /// The last entry `answered`, whatever became of the answer.
    pub last_answer: Option<Timestamp>,
}

impl CaseFacts {
    /// The facts of a complaint; none before it has a category.
    pub fn of(complaint: &Complaint, region: Option<String>, marks: Marks) -> Option<Self> {
        let Marks {
            verified_at,
            last_answer,
        } = marks;
        let facts = complaint.facts();
        let category = facts.category.as_ref()?.as_str().to_owned();
        let state = complaint.state();
        let agency = complaint.held_by().map(|post| &post.agency);
        let missed = |rule: Rule| {
            facts
                .missed
                .iter()
                .filter(move |missed| missed.rule == rule)
        };
        let is_verified_late = missed(Rule::VerifyBy).any(|missed| missed.due < verified_at);
        let is_reply_late = missed(Rule::RespondBy)
            .any(|missed| missed.post.as_ref().map(|post| &post.agency) == agency);
        let is_late = missed(Rule::ResolveBy).chain(missed(Rule::ReworkBy)).next();
        let stands = matches!(state.name(), StateName::Answered | StateName::Closed);
        let has_begun = match state {
            ComplaintState::InProgress(_) => true,
            ComplaintState::AwaitingReporter(asked) => {
                matches!(asked.back_to, BackTo::InProgress(_))
            }
            _ => stands,
        };
        let end = match state {
            ComplaintState::Closed(closed) => match &closed.outcome {
                ClosedOutcome::Confirmed(_) => Some(End::Confirmed),
                ClosedOutcome::Lapsed(_) => Some(End::Lapsed),
                ClosedOutcome::Withdrawn => None,
            },
            _ => None,
        };
        let in_time = |is_late: bool, is_done: bool| match (is_late, is_done) {
            (true, _) => Some(false),
            (false, true) => Some(true),
            (false, false) => None,
        };
        Some(Self {
            received_at: facts.received_at,
            agency: agency.map(|agency| agency.as_str().to_owned()),
            region,
            category,
            verified_in_time: Some(!is_verified_late),
            replied_in_time: in_time(is_reply_late, has_begun),
            done_in_time: in_time(is_late.is_some(), stands),
            answered_at: last_answer.filter(|_| stands),
            was_answered: last_answer.is_some(),
            hops: u32::try_from(facts.hops.len()).unwrap_or(u32::MAX),
            objections: facts.objections,
            reopenings: facts.reopenings,
            end,
            stars: facts.rating.map(|rating| rating.stars),
        })
    }

    /// The month it is counted in.
    pub fn month(&self) -> Month {
        Month::of(self.received_at)
    }

    /// Whole days from receipt to the answer that stands. Pauses, hops and objections do not stop this clock.
    pub fn days(&self) -> Option<u32> {
        let answered_at = self.answered_at?;
        let passed = answered_at.0.saturating_sub(self.received_at.0).max(0) / DAY_MS;
        Some(u32::try_from(passed).unwrap_or(u32::MAX))
    }
}
