//! What somebody wants to do with a complaint.

use super::actor::Holder;
use super::state::{Outcome, Rating, RejectionReason};
use super::words::{AgencyId, CategoryCode, Line, UnitId, Words};
use super::{Classification, ComplaintId, StateName, Visibility};
use crate::date::Zone;
use crate::deadline::Rung;
use crate::terms::Rule;
use serde::{Deserialize, Serialize};

/// Who may read a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thread {
    /// The reporter, the officers, and the public as far as the story is public.
    Conversation,
    /// The reporter and the officers, never the public: what the reporter was asked and gave.
    Private,
    /// Officers only.
    Internal,
}

/// What the reporter sends later on: words, files or both. Files travel on their own; here is how many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The text.
    pub words: Option<Words>,
    /// How many files.
    pub files: u16,
}

/// An answer, with what the use case knows about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What became of the matter.
    pub outcome: Outcome,
    /// In words.
    pub words: Words,
    /// Files that show it.
    pub evidence_files: u16,
    /// The category asks for evidence of what was done.
    pub needs_evidence: bool,
    /// Word for word a template: refused (domain guide, section 7.6).
    pub is_unedited_template: bool,
}

/// The complaint that others are merged into, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Which.
    pub id: ComplaintId,
    /// Where it stands; must be open.
    pub state: StateName,
    /// Must be that of the follower: neither may show what the other hides.
    pub visibility: Visibility,
    /// Must be supervisory exactly if the follower is.
    pub kind: Classification,
    /// Itself merged into another.
    pub is_merged: bool,
}

/// The answer to a lead, for one follower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadAnswer {
    /// The lead.
    pub lead: ComplaintId,
    /// Who answered.
    pub holder: Holder,
    /// What they said.
    pub outcome: Outcome,
    /// In words.
    pub words: Words,
}

/// Gives the enum of commands and, beside it, that of their names.
macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $name:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* },)+) => {
        /// A wish, not yet granted: [`Complaint::handle`](super::Complaint::handle) decides.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "command")]
        pub enum Command {
            $($(#[$doc])* #[serde(rename = $name)] $variant { $($(#[$field_doc])* $field: $type,)* },)+
        }

        named! {
            /// The name of a command.
            CommandName { $($(#[$doc])* $variant = $name,)+ }
        }

        impl Command {
            /// Its name.
            pub fn name(&self) -> CommandName {
                match self {
                    $(Self::$variant { .. } => CommandName::$variant,)+
                }
            }
        }
    };
}

commands! {
    /// Verify, classify and send to one agency.
    Assign = "assign" {
        /// What it is.
        kind: Classification,
        /// About what.
        category: CategoryCode,
        /// A heading without names.
        title: Line,
        /// Who must act.
        to: Holder,
        /// Who reads along.
        cc: Vec<AgencyId>,
    },
    /// Ask the reporter; the clocks stand still meanwhile.
    AskReporter = "ask_reporter" {
        /// What is missing.
        question: Words,
    },
    /// Give what was asked, also after it was archived for want of it.
    Complete = "complete" {
        /// Words, files or both.
        reply: Reply,
    },
    /// Archive because nothing was given in time.
    CloseIncomplete = "close_incomplete" {},
    /// Archive with a reason.
    Reject = "reject" {
        /// Why.
        reason: RejectionReason,
        /// One sentence to the citizen.
        sentence: Words,
    },
    /// Take an archived complaint up again.
    Restore = "restore" {
        /// Why; needed after `abusive`.
        words: Option<Words>,
    },
    /// Let it follow another complaint about the same matter.
    Merge = "merge" {
        /// That other one.
        lead: Lead,
        /// Complaints that follow this one; must be none.
        own_followers: u32,
    },
    /// Let it go its own way again.
    Unmerge = "unmerge" {},
    /// The reporter lets it follow another that anybody may read.
    Join = "join" {
        /// That other one.
        lead: Lead,
        /// Complaints that follow this one; must be none.
        own_followers: u32,
    },
    /// The reporter lets it go its own way again.
    Leave = "leave" {},
    /// Give it to a unit of the same agency; restarts nothing.
    Delegate = "delegate" {
        /// Which; none takes it back to the coordinator's own desk.
        unit: Option<UnitId>,
        /// Its zone.
        zone: Zone,
    },
    /// *Bukan wewenang*: one tier up, never the end.
    Return = "return" {
        /// Why not.
        reason: Words,
        /// Who instead.
        suggested: Option<AgencyId>,
    },
    /// Begin, with the first follow-up.
    Start = "start" {
        /// What will be done.
        words: Words,
    },
    /// A message of an officer.
    AddNote = "add_note" {
        /// The text.
        words: Words,
        /// Who may read it.
        thread: Thread,
    },
    /// A message of the reporter.
    AddInformation = "add_information" {
        /// Words, files or both.
        reply: Reply,
        /// A thank-you without objection: the countdown starts anew.
        is_thanks: bool,
    },
    /// Answer, with an outcome.
    Answer = "answer" {
        /// The answer.
        answer: Answer,
    },
    /// The lead was answered: so is everyone who follows it.
    FollowAnswer = "follow_answer" {
        /// The lead's answer.
        answer: LeadAnswer,
    },
    /// Agree.
    Confirm = "confirm" {
        /// What the reporter thinks.
        rating: Option<Rating>,
    },
    /// Disagree, in time.
    Object = "object" {
        /// What is missing.
        words: Words,
    },
    /// Close because nobody objected.
    Lapse = "lapse" {},
    /// Take it back.
    Withdraw = "withdraw" {
        /// Why, if they say.
        words: Option<Words>,
    },
    /// Go on after the end.
    Reopen = "reopen" {
        /// Why.
        words: Words,
    },
    /// Correct what it is; the deadlines follow.
    Reclassify = "reclassify" {
        /// What it is.
        kind: Classification,
    },
    /// Let the Ombudsman have it; the agency stays bound.
    HandOver = "hand_over" {
        /// Name and contact too; UU 37/2008 asks for the full identity (*unverified*).
        with_identity: bool,
    },
    /// Judge the handling.
    Rate = "rate" {
        /// The judgement.
        rating: Rating,
    },
    /// Say which of several places with one name is meant.
    ClarifyPlace = "clarify_place" {
        /// The region; none of those offered.
        region: Option<String>,
        /// Its zone.
        zone: Zone,
    },
    /// Remind the reporter.
    Remind = "remind" {},
    /// One rung of the ladder.
    Escalate = "escalate" {
        /// Which deadline.
        rule: Rule,
        /// Which rung; must be the next.
        rung: Rung,
    },
    /// Tell the reporter that the Ombudsman may have it.
    OfferHandOver = "offer_hand_over" {},
    /// Follow a change of the holiday table or the terms.
    Recompute = "recompute" {},
    /// Show the public another text than the story.
    Redact = "redact" {
        /// That text.
        words: Words,
    },
    /// Ask a custodian for a sealed identity. Why stands beside history, never in it.
    RequestIdentity = "request_identity" {},
    /// Grant or refuse what was asked.
    DecideIdentity = "decide_identity" {
        /// It may be opened once.
        grants: bool,
    },
    /// Open a sealed identity that was released.
    OpenIdentity = "open_identity" {},
}
