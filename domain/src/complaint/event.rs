//! What happened to a complaint: the entries of its history, each with everything it set.

use super::actor::{By, Holder, Post, Role};
use super::command::Thread;
use super::state::{Countdown, Desk, Outcome, Rating, RejectionReason};
use super::words::{AgencyId, CategoryCode, Digest, UnitId};
use super::{Classification, ComplaintId, Visibility};
use crate::date::{Timestamp, Zone};
use crate::deadline::{Deadline, Rung};
use crate::terms::Rule;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

named! {
    /// A step towards a sealed identity.
    IdentityStep {
        /// An officer asked for it, with a reason.
        Requested = "requested",
        /// A custodian released it.
        Granted = "granted",
        /// A custodian did not.
        Refused = "refused",
        /// The officer who had asked saw it.
        Opened = "opened",
    }
}

/// One event, with who and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Server time: the legal time.
    pub at: Timestamp,
    /// Who; never a name.
    pub by: By,
    /// What.
    pub event: Event,
}

/// The `data` column of an entry, to be serialized.
pub struct EntryData<'a>(&'a Recorded);

impl Recorded {
    /// The `data` column: who and what, without texts.
    pub fn data(&self) -> EntryData<'_> {
        EntryData(self)
    }
}

#[derive(Serialize)]
struct Written<'a, T> {
    by: &'a By,
    #[serde(flatten)]
    data: &'a T,
}

const REPORTER: By = By {
    role: Role::Reporter,
    officer: None,
};

#[derive(Deserialize)]
struct WrittenBy {
    /// Entries from before there were officers have none.
    #[serde(default)]
    by: Option<By>,
}

/// Gives every event its data, its stored name, and both ways between them.
macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident = $name:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* },)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            pub struct $variant { $($(#[$field_doc])* pub $field: $type,)* }
        )+

        /// What happened. The data of each lies in a struct of the same name.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Event {
            $($(#[$doc])* $variant($variant),)+
        }

        impl Event {
            /// Every stored name, but for `received`, the first entry, which intake writes.
            pub const KINDS: &'static [&'static str] = &[$($name,)+];

            /// The `kind` column.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)+
                }
            }
        }

        impl Serialize for EntryData<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let by = &self.0.by;
                match &self.0.event {
                    $(Event::$variant(data) => Written { by, data }.serialize(serializer),)+
                }
            }
        }

        impl Recorded {
            /// Reads an entry back from its columns; none for a kind this program does not know (`received` among them).
            /// `data` is read twice, once for who and once for what: a reference to a parsed value.
            pub fn read<'de, D: Deserializer<'de> + Copy>(
                kind: &str,
                at: Timestamp,
                data: D,
            ) -> Result<Option<Self>, D::Error> {
                let by = WrittenBy::deserialize(data)?.by.unwrap_or(REPORTER);
                let event = match kind {
                    $($name => Event::$variant($variant::deserialize(data)?),)+
                    _ => return Ok(None),
                };
                Ok(Some(Self { at, by, event }))
            }
        }
    };
}

events! {
    /// Verified, classified and sent to an agency.
    Assigned = "assigned" {
        /// As what.
        kind: Classification,
        /// Supervisory complaints become confidential.
        visibility: Visibility,
        /// About what.
        category: CategoryCode,
        /// The heading.
        title: Digest,
        /// To whom.
        to: Holder,
        /// Who reads along.
        cc: Vec<AgencyId>,
        /// `respond_by`.
        respond: Deadline,
        /// `resolve_by`; runs from the first assignment.
        resolve: Deadline,
        /// After too many hops: cannot be returned.
        is_for_good: bool,
        /// Verified too late.
        is_late: bool,
    },
    /// The reporter was asked.
    Asked = "asked" {
        /// What.
        question: Digest,
        /// `answer_by`.
        answer: Deadline,
    },
    /// The reporter gave what was asked.
    Completed = "completed" {
        /// The text.
        words: Option<Digest>,
        /// How many files.
        files: u16,
        /// The clocks that go on.
        resumed: Vec<Deadline>,
    },
    /// Archived.
    Rejected = "rejected" {
        /// Why.
        #[serde(flatten)]
        reason: RejectionReason,
        /// The sentence to the citizen; the clock has none.
        sentence: Option<Digest>,
        /// Who sorts it if it is restored.
        back_to: Desk,
    },
    /// Taken up again.
    Restored = "restored" {
        /// What was said.
        words: Option<Digest>,
        /// How many files came with it.
        files: u16,
        /// `verify_by`, anew.
        verify: Deadline,
        /// The clocks that go on.
        resumed: Vec<Deadline>,
    },
    /// Follows another from now on.
    Merged = "merged" {
        /// Which.
        lead: ComplaintId,
    },
    /// Goes its own way again.
    Unmerged = "unmerged" {
        /// What it followed.
        lead: ComplaintId,
        /// The clocks that go on.
        resumed: Vec<Deadline>,
    },
    /// Given to a unit.
    Delegated = "delegated" {
        /// Which; none takes it back to the coordinator's own desk.
        unit: Option<UnitId>,
        /// Its zone.
        zone: Zone,
        /// The same clocks in that zone.
        moved: Vec<Deadline>,
    },
    /// *Bukan wewenang*.
    Returned = "returned" {
        /// By whom.
        from: Post,
        /// To whom.
        #[serde(flatten)]
        to: Desk,
        /// When they had got it.
        held_since: Timestamp,
        /// Why not theirs.
        reason: Digest,
        /// Who instead.
        suggested: Option<AgencyId>,
        /// `verify_by` of whoever sorts it now.
        verify: Deadline,
        /// The agency's clock, if it never left the agency.
        respond: Option<Deadline>,
        /// Returned after `respond_by`.
        is_late: bool,
    },
    /// Begun.
    Started = "started" {
        /// The first follow-up.
        words: Digest,
        /// After `respond_by`.
        is_late: bool,
    },
    /// An officer wrote.
    Noted = "noted" {
        /// What.
        words: Digest,
        /// For whom.
        thread: Thread,
    },
    /// The reporter wrote.
    InformationAdded = "information_added" {
        /// What.
        words: Option<Digest>,
        /// How many files.
        files: u16,
        /// What runs now, if it was answered.
        countdown: Option<Countdown>,
    },
    /// Answered.
    Answered = "answered" {
        /// By whom.
        holder: Holder,
        /// What became of the matter.
        #[serde(flatten)]
        outcome: Outcome,
        /// In words.
        words: Digest,
        /// Files that show it.
        evidence_files: u16,
        /// The answer was given to this complaint, which it follows.
        lead: Option<ComplaintId>,
        /// `object_by`.
        object: Deadline,
        /// Which limits were missed.
        missed: Vec<Rule>,
    },
    /// The reporter agreed.
    Confirmed = "confirmed" {
        /// What they think.
        rating: Option<Rating>,
        /// `reopen_by`.
        reopen: Deadline,
    },
    /// The reporter disagreed.
    Objected = "objected" {
        /// What is missing.
        words: Digest,
        /// `rework_by`.
        rework: Deadline,
        /// The group it left.
        left: Option<ComplaintId>,
    },
    /// Nobody disagreed in time.
    Lapsed = "lapsed" {
        /// `reopen_by`.
        reopen: Deadline,
    },
    /// Taken back.
    Withdrawn = "withdrawn" {
        /// Why.
        words: Option<Digest>,
        /// The group it left.
        left: Option<ComplaintId>,
    },
    /// Taken up after the end.
    Reopened = "reopened" {
        /// Why.
        words: Digest,
        /// `rework_by`.
        rework: Deadline,
    },
    /// Corrected what it is.
    Reclassified = "reclassified" {
        /// What it was.
        from: Classification,
        /// What it is.
        kind: Classification,
        /// Supervisory complaints become confidential; none becomes public again.
        visibility: Visibility,
        /// The recomputed clocks.
        moved: Vec<Deadline>,
    },
    /// Given to the Ombudsman too.
    HandedOver = "handed_over" {
        /// Name and contact too.
        with_identity: bool,
    },
    /// Judged.
    Rated = "rated" {
        /// How.
        rating: Rating,
    },
    /// The reporter said which place is meant.
    PlaceClarified = "place_clarified" {
        /// Which; none of those offered.
        region: Option<String>,
        /// `verify_by` in the zone of that place.
        #[serde(default)]
        verify: Option<Deadline>,
    },
    /// The reporter was reminded.
    Reminded = "reminded" {
        /// Of which period.
        rule: Rule,
    },
    /// A rung of the ladder.
    Escalated = "escalated" {
        /// Which period.
        rule: Rule,
        /// Its end.
        due: Timestamp,
        /// Which rung.
        rung: Rung,
    },
    /// The Ombudsman was offered.
    HandOverOffered = "hand_over_offered" {},
    /// A table changed.
    DeadlinesRecomputed = "deadlines_recomputed" {
        /// The clocks that moved.
        moved: Vec<Deadline>,
    },
    /// The public reads this text instead of the story.
    Redacted = "redacted" {
        /// Which.
        words: Digest,
    },
    /// Somebody asked for the sealed identity, released it, or saw it.
    IdentityAccessed = "identity_accessed" {
        /// Which of these.
        step: IdentityStep,
    },
}
