//! The complaint as a whole: its state, and what outlives states.

use super::actor::{Post, Role};
use super::event::Recorded;
use super::state::{ClosedOutcome, ComplaintState, Desk, Rating, Received};
use super::words::{AgencyId, CategoryCode, Digest};
use super::{Classification, ComplaintId, ReportType, ReporterKind, StateName, Visibility};
use crate::date::Timestamp;
use crate::deadline::Deadline;
use crate::terms::Rule;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A complaint: changed only by [`Complaint::apply`]. Its serialized form is what the row keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    pub(super) facts: Facts,
    pub(super) state: ComplaintState,
}

/// What stands beside the state (domain guide, section 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Which.
    pub id: ComplaintId,
    /// The newest history entry.
    pub seq: u32,
    /// What it is.
    pub kind: Classification,
    /// Who may see the story.
    pub visibility: Visibility,
    /// How far the reporter is known.
    pub reporter: ReporterKind,
    /// There is a telephone number or an address; otherwise the thread alone reaches them.
    pub is_reachable: bool,
    /// Legal start. Age runs from here and never starts anew.
    pub received_at: Timestamp,
    /// About what, once verified.
    pub category: Option<CategoryCode>,
    /// Agencies that read along.
    pub cc: Vec<AgencyId>,
    /// `resolve_by`: from the first assignment to the answer, not extended by hops.
    pub resolve: Option<Deadline>,
    /// When the present holder got it.
    pub held_since: Timestamp,
    /// Every return.
    pub hops: Vec<Hop>,
    /// After too many hops it cannot be returned again.
    pub is_assigned_for_good: bool,
    /// Every question.
    pub pauses: Vec<Pause>,
    /// Limits missed, each once.
    pub missed: Vec<Missed>,
    /// How often the reporter disagreed.
    pub objections: u32,
    /// How often it was reopened.
    pub reopenings: u32,
    /// Which one it follows.
    pub merged_into: Option<ComplaintId>,
    /// What the reporter thinks.
    pub rating: Option<Rating>,
    /// When the Ombudsman was offered.
    pub hand_over_offered_at: Option<Timestamp>,
    /// Since when the Ombudsman has it.
    pub handed_over: Option<HandedOver>,
}

/// One return: the citizen sees all of it, without officers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// Who had it.
    pub from: Post,
    /// Who got it; none is the national desk.
    pub to: Option<Post>,
    /// Since when they had it.
    pub held_since: Timestamp,
    /// Until when.
    pub at: Timestamp,
    /// As what they returned it.
    pub role: Role,
    /// Why.
    pub reason: Digest,
    /// Who should have it.
    pub suggested: Option<AgencyId>,
    /// After their limit.
    pub is_late: bool,
}

/// One question to the reporter. Shown with the time it took, which age does not leave out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Who asked; none is the national desk.
    pub agency: Option<AgencyId>,
    /// When.
    pub from: Timestamp,
    /// Until when.
    pub to: Option<Timestamp>,
}

/// A limit that was missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Which.
    pub rule: Rule,
    /// By whom; none is the national desk.
    pub post: Option<Post>,
    /// Its end.
    pub due: Timestamp,
}

/// The Ombudsman has it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Since when.
    pub at: Timestamp,
    /// Name and contact too.
    pub with_identity: bool,
}

/// What intake knows of a new complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// Minted by the sender.
    pub id: ComplaintId,
    /// What the citizen called it.
    pub kind: ReportType,
    /// Who may see the story.
    pub visibility: Visibility,
    /// How far the reporter is known.
    pub reporter: ReporterKind,
    /// They left a telephone number or an address.
    pub is_reachable: bool,
    /// Server time of receipt.
    pub received_at: Timestamp,
    /// The coordinator of the agency the reporter chose, or the national desk.
    pub desk: Desk,
    /// `verify_by`, as on the receipt: [`Deadline::start`] at `received_at`.
    pub verify: Deadline,
}

/// An entry that cannot follow the ones before: the history is not the one of this complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("entry {seq}, {kind}, cannot follow state {}", state.as_str())]
pub struct ImpossibleHistory {
    /// Which entry.
    pub seq: u32,
    /// Its kind.
    pub kind: &'static str,
    /// The state before it.
    pub state: StateName,
}

impl Complaint {
    /// A complaint just received; history entry 0 says so.
    pub fn receive(intake: Intake) -> Self {
        Self {
            facts: Facts {
                id: intake.id,
                seq: 0,
                kind: intake.kind.into(),
                visibility: intake.visibility,
                reporter: intake.reporter,
                is_reachable: intake.is_reachable,
                received_at: intake.received_at,
                category: None,
                cc: Vec::new(),
                resolve: None,
                held_since: intake.received_at,
                hops: Vec::new(),
                is_assigned_for_good: false,
                pauses: Vec::new(),
                missed: Vec::new(),
                objections: 0,
                reopenings: 0,
                merged_into: None,
                rating: None,
                hand_over_offered_at: None,
                handed_over: None,
            },
            state: ComplaintState::Received(Received {
                desk: intake.desk,
                verify: intake.verify,
                respond: None,
            }),
        }
    }

    /// The complaint that `entries`, from entry 1 on, made of an intake.
    pub fn replay(
        intake: Intake,
        entries: impl IntoIterator<Item = Recorded>,
    ) -> Result<Self, ImpossibleHistory> {
        let mut complaint = Self::receive(intake);
        for recorded in entries {
            complaint = complaint.apply(&recorded)?;
        }
        Ok(complaint)
    }

    /// Where it stands.
    pub fn state(&self) -> &ComplaintState {
        &self.state
    }

    /// What stands beside the state.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The post that holds or sorts it; none at the national desk. Measure [`Reach`](super::actor::Reach) against it.
    pub fn held_by(&self) -> Option<&Post> {
        self.state.holder().map(|holder| &holder.post)
    }

    /// Every deadline, running or paused.
    pub fn deadlines(&self) -> Vec<&Deadline> {
        let mut deadlines = self.state.deadlines();
        deadlines.extend(&self.facts.resolve);
        deadlines
    }

    /// Whole days since receipt. Pauses, hops and reopenings do not stop it.
    pub fn age_days(&self, now: Timestamp) -> i64 {
        (now.0 - self.facts.received_at.0).max(0) / 86_400_000
    }

    /// Whether anybody may read the story, once redacted: verified, not confidential, neither archived nor taken back.
    /// A hop or a question does not hide again what was public.
    pub fn is_public(&self) -> bool {
        let is_gone = match &self.state {
            ComplaintState::Rejected(_) => true,
            ComplaintState::Closed(state) => state.outcome == ClosedOutcome::Withdrawn,
            _ => false,
        };
        self.facts.visibility == Visibility::Public && self.facts.category.is_some() && !is_gone
    }

    /// Whether a limit of an officer is past: "Terlambat".
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        let mut deadlines = self.deadlines().into_iter();
        deadlines.any(|deadline| is_officers(deadline.rule) && deadline.is_missed(now))
    }

    /// The nearest end of a period of an officer that runs: what a desk sorts by.
    pub fn officers_due_at(&self) -> Option<Timestamp> {
        let deadlines = self.deadlines().into_iter();
        let running =
            deadlines.filter(|deadline| is_officers(deadline.rule) && deadline.paused_at.is_none());
        running.map(|deadline| deadline.due).min()
    }

    /// The nearest end of any period that runs, whoever it binds: the next date that matters.
    pub fn next_end(&self) -> Option<Timestamp> {
        let deadlines = self.deadlines().into_iter();
        let running = deadlines.filter(|deadline| deadline.paused_at.is_none());
        running.map(|deadline| deadline.due).min()
    }

    /// What an event makes of it. Decides nothing: [`Complaint::handle`] did.
    pub fn apply(&self, recorded: &Recorded) -> Result<Self, ImpossibleHistory> {
        let mut facts = self.facts.clone();
        facts.seq = facts.seq.saturating_add(1);
        let impossible = ImpossibleHistory {
            seq: facts.seq,
            kind: recorded.event.kind(),
            state: self.state.name(),
        };
        let mut next = Self {
            facts,
            state: self.state.clone(),
        };
        match next.change(recorded) {
            Some(()) => Ok(next),
            None => Err(impossible),
        }
    }
}

impl Desk {
    /// The coordinator's post; none is the national desk.
    pub fn post(&self) -> Option<Post> {
        match self {
            Self::National => None,
            Self::Agency(holder) => Some(holder.post.clone()),
        }
    }
}

/// Periods that bind officers, not the reporter.
pub(super) fn is_officers(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::VerifyBy | Rule::RespondBy | Rule::ResolveBy | Rule::ReworkBy
    )
}
