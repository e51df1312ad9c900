//! What a decision gives back: the next complaint, the history entry, what is left to perform.

use super::actor::Role;
use super::command::{CommandName, Thread};
use super::event::Recorded;
use super::life::Complaint;
use super::words::Words;
use super::{ComplaintId, StateName};
use crate::date::Timestamp;
use crate::history::HistoryEntry;
use crate::notification::Notice;
use crate::terms::Rule;
use thiserror::Error;

named! {
    /// What is wrong with a command that would be allowed.
    InvalidField {
        /// Neither words nor files.
        EmptyReply = "empty_reply",
        /// Word for word a template.
        UneditedTemplate = "unedited_template",
        /// The category asks for evidence of what was done.
        MissingEvidence = "missing_evidence",
        /// Done on a day to come.
        DoneInFuture = "done_in_future",
        /// Planned for a day that is past.
        PlannedInPast = "planned_in_past",
        /// Planned for a day further ahead than an answer may promise.
        PlannedTooFar = "planned_too_far",
        /// Not a reason this role may give.
        RejectionReason = "rejection_reason",
        /// Restoring an abusive complaint needs a reason.
        MissingReason = "missing_reason",
        /// The lead is closed, merged itself, this very complaint, or less or more protected.
        Lead = "lead",
        /// This complaint leads others.
        HasFollowers = "has_followers",
        /// Supervisory is decided when it is assigned or reclassified, and kept by the inspectorate.
        Classification = "classification",
        /// Stars are 1 to 5.
        Stars = "stars",
        /// A note of an officer is public or internal.
        Thread = "thread",
        /// A coordinator assigns inside their own agency, and returns what is not theirs.
        Holder = "holder",
        /// Returned to the agency that would return it.
        SuggestedAgency = "suggested_agency",
    }
}

named! {
    /// A limit of how often.
    LimitName {
        /// Questions by one agency.
        Pauses = "pauses",
        /// Reopenings.
        Reopenings = "reopenings",
    }
}

/// Why a command was not granted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TransitionError {
    /// Nobody may do this in this state.
    #[error("{} is not allowed in state {}", command.as_str(), state.as_str())]
    NotAllowed {
        /// The state.
        state: StateName,
        /// The command.
        command: CommandName,
    },
    /// Somebody may, this actor may not.
    #[error("{} is not for {}", command.as_str(), role.as_str())]
    NotYours {
        /// The role.
        role: Role,
        /// The command.
        command: CommandName,
    },
    /// Something in the command is wrong.
    #[error("invalid command: {}", .0.as_str())]
    Invalid(InvalidField),
    /// The time for it is over.
    #[error("too late since {}", .0.rfc3339())]
    TooLate(Timestamp),
    /// The time for it has not come; for ever, if there is none.
    #[error("too early")]
    TooEarly(Option<Timestamp>),
    /// Done as often as may be.
    #[error("done as often as allowed: {}", .0.as_str())]
    LimitReached(LimitName),
    /// Assigned for good after too many hops; object beside the work.
    #[error("assigned for good, cannot be returned")]
    AssignedForGood,
    /// It follows another: act on that one.
    #[error("merged into {0}")]
    Merged(ComplaintId),
    /// It would change nothing.
    #[error("nothing would change")]
    NothingChanged,
}

/// Something to be done in the same batch as the entry, or after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Store a text under `(complaint, seq, part)`.
    StoreMessage {
        /// Which text of this entry: `question`, `answer`, `title`, …
        part: &'static str,
        /// Who may read it.
        thread: Thread,
        /// The text; its digest is in the entry.
        words: Words,
    },
    /// Show it to everybody from now on, once it is redacted.
    Publish,
    /// Take it out of lists, search, caches.
    Hide,
    /// A deadline began or moved.
    DeadlineSet {
        /// Which.
        rule: Rule,
        /// Its end.
        due: Timestamp,
    },
    /// A deadline stands still.
    DeadlinePaused {
        /// Which.
        rule: Rule,
    },
    /// A deadline goes on.
    DeadlineResumed {
        /// Which.
        rule: Rule,
        /// Its end.
        due: Timestamp,
    },
    /// A deadline is met, or no longer matters.
    DeadlineCancelled {
        /// Which.
        rule: Rule,
    },
    /// Tell routing what an officer decided.
    TeachRouting,
    /// One more or one less follows that complaint.
    CountFollower {
        /// The lead.
        lead: ComplaintId,
        /// One more.
        joins: bool,
    },
    /// Send `FollowAnswer` to each complaint that follows this one.
    AnswerFollowers,
    /// Send `Unmerge` by the clock to each complaint that follows this one: the lead is gone, nobody is lost.
    ReleaseFollowers,
    /// Prepare the package for the Ombudsman.
    HandToOmbudsman {
        /// Name and contact too.
        with_identity: bool,
    },
}

/// A granted command. Nothing has been performed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The complaint afterwards.
    pub complaint: Complaint,
    /// The event, with who and when.
    pub recorded: Recorded,
    /// What to perform.
    pub effects: Vec<Effect>,
    /// Whom to tell.
    pub notices: Vec<Notice>,
    /// When the clock must look again; none if never. For the indexed column.
    pub next_due_at: Option<Timestamp>,
}

impl Transition {
    /// The history entry to store. `data` is [`Recorded::data`] as JSON, `prev_hash` the hash of the entry before.
    pub fn history_entry(&self, data: String, prev_hash: String) -> HistoryEntry {
        HistoryEntry {
            seq: self.complaint.facts().seq,
            kind: self.recorded.event.kind(),
            at: self.recorded.at,
            actor: self.recorded.by.role.history_actor(),
            data,
            prev_hash,
        }
    }
}

/// What follows from the difference of a complaint before and after: who may see it, what became of each deadline.
pub(super) fn effects_of_change(before: &Complaint, after: &Complaint) -> Vec<Effect> {
    let mut effects = match (before.is_public(), after.is_public()) {
        (false, true) => vec![Effect::Publish],
        (true, false) => vec![Effect::Hide],
        _ => Vec::new(),
    };
    let is_locked = |complaint: &Complaint| {
        let facts = complaint.facts();
        (facts.visibility, facts.kind.is_supervisory())
    };
    // Who follows it may not learn what it hides now.
    if is_locked(before) != is_locked(after) {
        effects.push(Effect::ReleaseFollowers);
    }
    let (before, after) = (before.deadlines(), after.deadlines());
    for new in &after {
        let (rule, due) = (new.rule, new.due);
        let old = before.iter().find(|old| old.rule == rule);
        match (old.map(|old| old.paused_at), new.paused_at) {
            (Some(None), Some(_)) => effects.push(Effect::DeadlinePaused { rule }),
            (Some(Some(_)), None) => effects.push(Effect::DeadlineResumed { rule, due }),
            _ if old.is_none_or(|old| old.due != due || old.started_at != new.started_at) => {
                effects.push(Effect::DeadlineSet { rule, due });
            }
            _ => {}
        }
    }
    for old in &before {
        if !after.iter().any(|new| new.rule == old.rule) {
            effects.push(Effect::DeadlineCancelled { rule: old.rule });
        }
    }
    effects
}
