//! What the life of a complaint needs from the storage: one record to decide on, one change to keep.

use super::RepositoryError;
use domain::complaint::actor::{Post, Role};
use domain::complaint::command::{CommandName, Thread};
use domain::complaint::transition::Transition;
use domain::complaint::words::OfficerId;
use domain::complaint::{Complaint, ComplaintId, StateName};
use domain::date::Timestamp;
use domain::history::HistoryEntry;
use domain::notification::Notice;
use domain::routing::Suggestion;
use domain::submission::Identity;
use domain::tracking_code::TrackingCode;

/// Which complaint.
#[derive(Clone, Copy)]
pub enum Which<'a> {
    /// By its public code; of twins the one whose key hashes to this.
    Code(&'a TrackingCode, &'a str),
    /// By its id.
    Id(&'a ComplaintId),
}

/// A complaint as the storage holds it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its life so far.
    pub complaint: Complaint,
    /// The hash of its newest history entry.
    pub head: String,
    /// For links.
    pub tracking_code: TrackingCode,
    /// The right key was brought.
    pub holds_key: bool,
    /// What routing suggests.
    pub suggestion: Suggestion,
    /// The story, whole, for routing it again and for those who read in full.
    pub narrative: String,
    /// What the public reads instead of it.
    pub redaction: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// How many follow it.
    pub follower_count: u32,
    /// End of the verification period, also after it was verified.
    pub verify_by: Timestamp,
    /// When the clock looks again.
    pub next_due_at: Option<Timestamp>,
    /// Time of the newest entry.
    pub changed_at: Timestamp,
}

/// A command that was stored before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// On which complaint.
    pub complaint: ComplaintId,
    /// SHA-256 of what was sent.
    pub digest: String,
    /// What it was.
    pub name: CommandName,
    /// The history entry that it made.
    pub seq: u32,
    /// The state right after.
    pub state: StateName,
    /// The next end of a period, right after.
    pub due: Option<Timestamp>,
    /// When.
    pub at: Timestamp,
}

/// Who sent a command, and under which id, so that a repetition finds the first one.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The sender's id: a UUID.
    pub id: ComplaintId,
    /// SHA-256 of what was sent.
    pub digest: String,
    /// What it is.
    pub name: CommandName,
}

/// One text of a history entry, with the salt of its digest.
#[derive(Clone, Debug)]
pub struct Text {
    /// Of which entry.
    pub seq: u32,
    /// Which text of it.
    pub part: &'static str,
    /// Who may read it.
    pub thread: Thread,
    /// Who wrote it, as what.
    pub author: Role,
    /// The words.
    pub words: String,
    /// 128 bits, hex.
    pub salt: String,
    /// When.
    pub at: Timestamp,
}

/// What becomes of one complaint: stored whole or not at all.
pub struct Change {
    /// The newest entry it was decided on: the lock.
    pub from_seq: u32,
    /// In order; what the row becomes is what the last one says.
    pub transitions: Vec<Transition>,
    /// One a transition, with its hash.
    pub entries: Vec<(HistoryEntry, String)>,
    /// What was said.
    pub texts: Vec<Text>,
    /// The command, if a person sent one.
    pub sent: Option<Sent>,
    /// Region and suggestion, when the reporter said which place is meant.
    pub place: Option<(Option<String>, Suggestion)>,
    /// To others than its own: the holder of a lead.
    pub notices: Vec<(ComplaintId, u32, Notice)>,
    /// The lead it follows from now on, with the entry that was its newest when this was decided.
    pub joins: Option<(ComplaintId, u32)>,
}

impl Change {
    /// The complaint afterwards.
    pub fn complaint(&self) -> Option<&Complaint> {
        self.transitions.last().map(|last| &last.complaint)
    }
}

/// An entry with its hash, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Position.
    pub seq: u32,
    /// What happened.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// `reporter`, `officer`, `clock` or `system`.
    pub actor: String,
    /// About what, as JSON.
    pub data: String,
    /// Its hash.
    pub hash: String,
}

/// A text as stored; erased ones have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredText {
    /// Of which entry.
    pub seq: u32,
    /// Which text of it.
    pub part: String,
    /// Who may read it.
    pub thread: Thread,
    /// Who wrote it, as what.
    pub author: Role,
    /// The words.
    pub words: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Somebody who may act, with every post they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Which account.
    pub id: OfficerId,
    /// As what, where; the national admin and the Ombudsman have no post.
    pub posts: Vec<(Role, Option<Post>)>,
}

/// A role somebody at an agency has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// The `role` column: a [`Role`] or `head_of_agency`.
    pub role: String,
    /// Which unit.
    pub unit: Option<String>,
}

/// What was said to a reporter, and when.
pub type Told = (String, Timestamp);

/// The lives of complaints.
pub trait LifeRepository {
    /// One complaint; and what was stored under `command`, if anything was.
    async fn open(
        &self,
        which: Which<'_>,
        command: Option<&ComplaintId>,
    ) -> Result<(Option<Stored>, Option<Repeated>), RepositoryError>;

    /// Its history, oldest first.
    async fn history(&self, id: &ComplaintId) -> Result<Vec<StoredEntry>, RepositoryError>;

    /// Everything that was said, oldest first.
    async fn texts(&self, id: &ComplaintId) -> Result<Vec<StoredText>, RepositoryError>;

    /// Everything that was said, and what the reporter was told, oldest first.
    async fn conversation(
        &self,
        id: &ComplaintId,
    ) -> Result<(Vec<StoredText>, Vec<Told>), RepositoryError>;

    /// Answers to begin with, of this agency and of all: their words, also of those no longer offered.
    async fn answer_templates(&self, agency: &str) -> Result<Vec<String>, RepositoryError>;

    /// How many files officers have attached that are there.
    async fn evidence_files(&self, id: &ComplaintId) -> Result<u16, RepositoryError>;

    /// Who is there at an agency.
    async fn desks(&self, agency: &str) -> Result<Vec<Desk>, RepositoryError>;

    /// Stores all of it in one batch. [`RepositoryError::Conflict`] when one of them has changed since: then nothing
    /// is stored.
    async fn store(&self, changes: &[Change]) -> Result<(), RepositoryError>;
}

/// Complaints whose time has come.
pub struct Due {
    /// Those that could be read.
    pub stored: Vec<Stored>,
    /// Those that could not, by id.
    pub broken: Vec<String>,
}

/// A stretch of a walk through everything that is open.
#[derive(Default)]
pub struct Walked {
    /// Those that could be read.
    pub stored: Vec<Stored>,
    /// How many could not.
    pub broken: u32,
    /// Where the walk goes on; none at its end.
    pub last: Option<String>,
}

/// A complaint that others follow.
pub struct StoredLead {
    /// Which.
    pub id: ComplaintId,
    /// Its life; none if it does not parse.
    pub complaint: Option<Complaint>,
    /// Its last answer.
    pub answer: Option<StoredAnswer>,
}

/// The entry of an answer.
pub struct StoredAnswer {
    /// When.
    pub at: Timestamp,
    /// What the entry says.
    pub data: String,
    /// The words; none once they are erased.
    pub words: Option<String>,
}

/// One that a sweep looked at and had nothing to do for.
pub struct LookedAt {
    /// Which.
    pub id: ComplaintId,
    /// At which entry.
    pub seq: u32,
    /// When it was due.
    pub was_due_at: Option<Timestamp>,
    /// When the clock looks again.
    pub next_due_at: Option<Timestamp>,
}

/// One that is not any more where a change was decided on.
pub struct Overtaken {
    /// Which.
    pub id: String,
    /// Its row lags behind its history: a damage, not a race.
    pub is_torn: bool,
}

/// What a sweep needs beside.
pub trait SweepRepository: LifeRepository {
    /// Complaints whose time has come, the longest waiting first.
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Due, RepositoryError>;

    /// Open complaints after `cursor`, by id: for a change of the tables.
    async fn open_after(&self, cursor: &str, limit: u32) -> Result<Walked, RepositoryError>;

    /// What became of these, for those who follow them.
    async fn leads(&self, ids: &[ComplaintId]) -> Result<Vec<StoredLead>, RepositoryError>;

    /// Who is there, for several agencies at once.
    async fn desks_of(&self, agencies: &[String]) -> Result<Vec<(String, Desk)>, RepositoryError>;

    /// Which of these are not any more at the entry they were decided on.
    async fn overtaken(
        &self,
        decided_on: &[(ComplaintId, u32)],
    ) -> Result<Vec<Overtaken>, RepositoryError>;

    /// When the clock looks again at complaints for which nothing was due, unless somebody changed or woke them since.
    async fn put_off(&self, looked_at: &[LookedAt]) -> Result<(), RepositoryError>;

    /// The clock leaves these alone until then, whatever they are.
    async fn set_aside(&self, ids: &[String], until: Timestamp) -> Result<(), RepositoryError>;

    /// Statements sent to the database so far.
    fn queries(&self) -> u32;
}

/// Who may come in.
pub trait OfficerRepository {
    /// The officer a token stands for, if it is valid now.
    async fn by_token(
        &self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Officer>, RepositoryError>;
}

/// A way back for who lost the key.
pub trait RecoveryRepository {
    /// The sealed identity of a complaint, and how many links were made for it since `since`.
    async fn sealed(
        &self,
        id: &ComplaintId,
        since: Timestamp,
    ) -> Result<(Option<super::SealedIdentity>, u32), RepositoryError>;

    /// Writes down that something sealed was looked at.
    async fn log_access(
        &self,
        id: &ComplaintId,
        at: Timestamp,
        what: &str,
    ) -> Result<(), RepositoryError>;

    /// Stores a link and what is to be delivered.
    async fn offer(
        &self,
        id: &ComplaintId,
        seq: u32,
        link: &NewLink<'_>,
    ) -> Result<(), RepositoryError>;

    /// Spends a link and sets the new key; false when it is spent, expired or of another complaint.
    async fn redeem(
        &self,
        id: &ComplaintId,
        token_hash: &str,
        access_key_hash: &str,
        now: Timestamp,
    ) -> Result<bool, RepositoryError>;
}

/// A one-time link.
pub struct NewLink<'a> {
    /// SHA-256 of its token.
    pub token_hash: &'a str,
    /// From.
    pub at: Timestamp,
    /// Until.
    pub expires_at: Timestamp,
    /// The token itself, sealed for the delivery.
    pub sealed_token: super::SealedIdentity,
    /// Links made after this count.
    pub day_began_at: Timestamp,
    /// None is made where there are so many already.
    pub most_a_day: u32,
}

/// Opens what is sealed, and seals what is to be delivered. Whoever calls it writes the access log.
pub trait VaultKeeper {
    /// The identity of a complaint.
    fn open(&self, id: &ComplaintId, sealed: &super::SealedIdentity) -> Option<Identity>;

    /// A text that only the delivery may read.
    fn seal_text(
        &self,
        id: &ComplaintId,
        text: &str,
    ) -> Result<super::SealedIdentity, super::NoIdentityKey>;
}
