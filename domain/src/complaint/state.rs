//! The states of a complaint, each with the data that belongs to it (domain guide, section 8).

use super::actor::{Holder, Post};
use super::words::{AgencyId, Digest, Line};
use super::{ComplaintId, StateName};
use crate::date::{Date, Timestamp, Zone};
use crate::deadline::Deadline;
use serde::{Deserialize, Serialize};

/// Where a complaint stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ComplaintState {
    /// Waiting to be verified and assigned.
    Received(Received),
    /// The reporter was asked something; the clocks of the others stand still.
    AwaitingReporter(Box<AwaitingReporter>),
    /// With an agency that has not begun.
    Assigned(Assigned),
    /// Being worked on.
    InProgress(InProgress),
    /// Answered; the reporter may object.
    Answered(Answered),
    /// Refused with a reason.
    Rejected(Rejected),
    /// Over.
    Closed(Closed),
}

/// Who sorts a complaint that nobody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "desk", rename_all = "snake_case")]
pub enum Desk {
    /// The national admin.
    National,
    /// The coordinator of the agency the reporter chose, or whose unit returned it.
    Agency(Holder),
}

impl Desk {
    /// The zone of whoever sorts; the national desk works in WIB (domain guide, section 6).
    pub fn zone(&self) -> Zone {
        match self {
            Self::National => Zone::Wib,
            Self::Agency(holder) => holder.zone,
        }
    }
}

/// Waiting to be verified and assigned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Whose turn it is.
    #[serde(flatten)]
    pub desk: Desk,
    /// `verify_by`.
    pub verify: Deadline,
    /// The clock of an agency whose own unit returned it: inside an agency nothing restarts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond: Option<Deadline>,
}

/// Asked, and not answered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwaitingReporter {
    /// The question.
    pub question: Digest,
    /// `answer_by`.
    pub answer: Deadline,
    /// Where it goes on.
    pub back_to: BackTo,
}

/// The states a question can be asked from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum BackTo {
    /// Before verification.
    Received(Received),
    /// Before the first follow-up.
    Assigned(Assigned),
    /// During the work.
    InProgress(InProgress),
}

/// With an agency that has not begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// Who must act.
    pub holder: Holder,
    /// `respond_by`.
    pub respond: Deadline,
}

/// Being worked on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InProgress {
    /// Who works.
    pub holder: Holder,
    /// `rework_by`, after an objection or a reopening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rework: Option<Deadline>,
}

/// Answered; the reporter may object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Who answered.
    pub holder: Holder,
    /// What they said.
    pub outcome: Outcome,
    /// The text.
    pub answer: Digest,
    /// Whether silence closes it.
    pub countdown: Countdown,
}

/// What runs after an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "countdown", rename_all = "snake_case")]
pub enum Countdown {
    /// Silence closes it at the end of `object_by`.
    Running {
        /// `object_by`.
        object: Deadline,
    },
    /// The reporter wrote: silence closes nothing, the holder owes an answer (domain guide, section 7.7).
    Held {
        /// `rework_by`.
        rework: Deadline,
    },
}

/// What an answer says became of the matter. A promise to coordinate is none of these (domain guide, section 7.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Put right.
    Done {
        /// The day.
        on: Date,
    },
    /// Will be put right.
    Planned {
        /// The last day of it.
        until: Date,
    },
    /// Cannot be put right.
    CannotDo {
        /// The rule that forbids it or the budget that lacks, as cited.
        basis: Line,
    },
    /// The question is answered, the proposal heard.
    Informed,
}

/// Refused with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Why.
    pub reason: RejectionReason,
    /// When.
    pub at: Timestamp,
    /// Who sorts it again if it is restored.
    pub back_to: Desk,
}

/// Why a complaint is archived (domain guide, section 11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum RejectionReason {
    /// The reporter did not complete it; only the clock says so.
    Incomplete,
    /// Nobody can tell what it says.
    Unintelligible,
    /// No service, place or event can be told from it.
    TooGeneral,
    /// A court, the legislature, a crime or a private matter.
    OutOfScope {
        /// Where to turn instead, in words.
        right_body: Line,
    },
    /// No public body is competent; only the national admin says so.
    NoCompetentAgency,
    /// The same reporter filed the same before. Complaints of others are merged, not rejected.
    Duplicate {
        /// The earlier one.
        of: ComplaintId,
    },
    /// Spam, SARA, hoax.
    Abusive,
    /// Passed to 112, 110 or 119.
    EmergencyDiverted,
}

/// Over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// How.
    #[serde(flatten)]
    pub outcome: ClosedOutcome,
}

/// How a complaint ended. Confirmed and lapsed are never counted as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ClosedOutcome {
    /// The reporter agreed.
    Confirmed(Reopenable),
    /// Nobody objected in time.
    Lapsed(Reopenable),
    /// The reporter took it back.
    Withdrawn,
}

/// An end that is not final yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopenable {
    /// Who would work on it again.
    pub holder: Holder,
    /// `reopen_by`.
    pub reopen: Deadline,
}

named! {
    /// Whether the reporter's trouble is gone, in their own judgement.
    Solved {
        /// Yes.
        Yes = "yes",
        /// Partly.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

/// What the reporter thinks of the handling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 to 5.
    pub stars: u8,
    /// *Masalah teratasi?*
    pub solved: Solved,
}

impl From<BackTo> for ComplaintState {
    fn from(back_to: BackTo) -> Self {
        match back_to {
            BackTo::Received(state) => Self::Received(state),
            BackTo::Assigned(state) => Self::Assigned(state),
            BackTo::InProgress(state) => Self::InProgress(state),
        }
    }
}

impl ComplaintState {
    /// Its name.
    pub fn name(&self) -> StateName {
        match self {
            Self::Received(_) => StateName::Received,
            Self::AwaitingReporter(_) => StateName::AwaitingReporter,
            Self::Assigned(_) => StateName::Assigned,
            Self::InProgress(_) => StateName::InProgress,
            Self::Answered(_) => StateName::Answered,
            Self::Rejected(_) => StateName::Rejected,
            Self::Closed(_) => StateName::Closed,
        }
    }

    /// Who holds it: the holder, or the coordinator who sorts it; none at the national desk and when nothing is left
    /// to do for an officer.
    pub fn holder(&self) -> Option<&Holder> {
        match self {
            Self::Received(state) => state.desk.holder(),
            Self::AwaitingReporter(state) => match &state.back_to {
                BackTo::Received(state) => state.desk.holder(),
                BackTo::Assigned(state) => Some(&state.holder),
                BackTo::InProgress(state) => Some(&state.holder),
            },
            Self::Assigned(state) => Some(&state.holder),
            Self::InProgress(state) => Some(&state.holder),
            Self::Answered(state) => Some(&state.holder),
            Self::Rejected(state) => state.back_to.holder(),
            Self::Closed(state) => match &state.outcome {
                ClosedOutcome::Confirmed(end) | ClosedOutcome::Lapsed(end) => Some(&end.holder),
                ClosedOutcome::Withdrawn => None,
            },
        }
    }

    /// Every deadline of this state, `resolve_by` not among them: that one outlives states.
    pub fn deadlines(&self) -> Vec<&Deadline> {
        match self {
            Self::Received(state) => state.deadlines(),
            Self::AwaitingReporter(state) => {
                let mut found = vec![&state.answer];
                found.extend(match &state.back_to {
                    BackTo::Received(state) => state.deadlines(),
                    BackTo::Assigned(state) => vec![&state.respond],
                    BackTo::InProgress(state) => state.rework.iter().collect(),
                });
                found
            }
            Self::Assigned(state) => vec![&state.respond],
            Self::InProgress(state) => state.rework.iter().collect(),
            Self::Answered(state) => match &state.countdown {
                Countdown::Running { object } => vec![object],
                Countdown::Held { rework } => vec![rework],
            },
            Self::Rejected(_) => Vec::new(),
            Self::Closed(state) => match &state.outcome {
                ClosedOutcome::Confirmed(end) | ClosedOutcome::Lapsed(end) => vec![&end.reopen],
                ClosedOutcome::Withdrawn => Vec::new(),
            },
        }
    }

    pub(super) fn deadlines_mut(&mut self) -> Vec<&mut Deadline> {
        match self {
            Self::Received(state) => state.deadlines_mut(),
            Self::AwaitingReporter(state) => {
                let mut found = vec![&mut state.answer];
                found.extend(match &mut state.back_to {
                    BackTo::Received(state) => state.deadlines_mut(),
                    BackTo::Assigned(state) => vec![&mut state.respond],
                    BackTo::InProgress(state) => state.rework.iter_mut().collect(),
                });
                found
            }
            Self::Assigned(state) => vec![&mut state.respond],
            Self::InProgress(state) => state.rework.iter_mut().collect(),
            Self::Answered(state) => match &mut state.countdown {
                Countdown::Running { object } => vec![object],
                Countdown::Held { rework } => vec![rework],
            },
            Self::Rejected(_) => Vec::new(),
            Self::Closed(state) => match &mut state.outcome {
                ClosedOutcome::Confirmed(end) | ClosedOutcome::Lapsed(end) => {
                    vec![&mut end.reopen]
                }
                ClosedOutcome::Withdrawn => Vec::new(),
            },
        }
    }
}

impl Desk {
    fn holder(&self) -> Option<&Holder> {
        match self {
            Self::National => None,
            Self::Agency(holder) => Some(holder),
        }
    }

    /// The coordinator's desk of an agency.
    pub fn coordinator(agency: AgencyId, zone: Zone) -> Self {
        let post = Post { agency, unit: None };
        Self::Agency(Holder { post, zone })
    }
}

impl Received {
    fn deadlines(&self) -> Vec<&Deadline> {
        std::iter::once(&self.verify).chain(&self.respond).collect()
    }

    fn deadlines_mut(&mut self) -> Vec<&mut Deadline> {
        std::iter::once(&mut self.verify)
            .chain(&mut self.respond)
            .collect()
    }
}
