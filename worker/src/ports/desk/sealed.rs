//! What is sealed: requests for an identity, and the log of who looked.

use crate::ports::life::{Change, Officer};
use crate::ports::{RepositoryError, SealedIdentity};
use domain::complaint::ComplaintId;
use domain::complaint::actor::Role;
use domain::complaint::words::{Line, OfficerId, Words};
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;

/// Somebody's wish to know who a reporter is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityRequest {
    /// The id its form was sent under.
    pub id: ComplaintId,
    /// Whose reporter.
    pub complaint: ComplaintId,
    /// Its code.
    pub tracking_code: TrackingCode,
    /// Who asks.
    pub asked_by: OfficerId,
    /// What colleagues call them.
    pub asker: String,
    /// As what.
    pub asked_as: Role,
    /// When.
    pub asked_at: Timestamp,
    /// The rule that allows it, as cited.
    pub basis: String,
    /// Why.
    pub reason: String,
    /// What the custodian said.
    pub decision: Option<Decision>,
    /// When it was opened, and under which id.
    pub opened: Option<(Timestamp, String)>,
}

/// What a custodian decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// When.
    pub at: Timestamp,
    /// It may be opened.
    pub is_granted: bool,
    /// In words.
    pub sentence: String,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A step towards a sealed identity, for the row of its request.
pub enum Step<'a> {
    /// Asked.
    Ask {
        /// The rule that allows it.
        basis: &'a Line,
        /// Why.
        reason: &'a Words,
    },
    /// Decided.
    Decide {
        /// It may be opened.
        grants: bool,
        /// In words.
        sentence: &'a Words,
        /// Until when.
        expires_at: Timestamp,
    },
    /// Seen, under this id.
    Open(&'a ComplaintId),
}

/// One row of the log, to be written.
pub struct Access<'a> {
    /// About which complaint; none for the log itself.
    pub complaint: Option<&'a ComplaintId>,
    /// Who.
    pub officer: &'a OfficerId,
    /// As what.
    pub role: Role,
    /// What they did, e.g. `identity_opened`.
    pub what: &'static str,
    /// When.
    pub at: Timestamp,
}

/// Requests for identities. What is stored is stored with history entry, news for the reporter and row of the log, or not
/// at all.
pub trait SealedRepository {
    /// The complaint of this code, if the officer reads it in full.
    async fn in_scope(
        &self,
        code: &TrackingCode,
        officer: &Officer,
    ) -> Result<Option<ComplaintId>, RepositoryError>;

    /// A request.
    async fn request(&self, id: &str) -> Result<Option<IdentityRequest>, RepositoryError>;

    /// An officer's own, the newest first; those about one complaint if one is named.
    async fn requests_by(
        &self,
        officer: &OfficerId,
        about: Option<&ComplaintId>,
    ) -> Result<Vec<IdentityRequest>, RepositoryError>;

    /// Those that wait for a custodian, the oldest first.
    async fn waiting(&self) -> Result<Vec<IdentityRequest>, RepositoryError>;

    /// What the custodians decided last.
    async fn decided(&self) -> Result<Vec<IdentityRequest>, RepositoryError>;

    /// The identity, still sealed.
    async fn identity(&self, id: &ComplaintId) -> Result<Option<SealedIdentity>, RepositoryError>;

    /// Stores one step of the request `id`.
    async fn step(
        &self,
        id: &ComplaintId,
        change: Change,
        step: &Step<'_>,
        access: &Access<'_>,
    ) -> Result<(), RepositoryError>;

    /// Writes one row of the log.
    async fn log(&self, access: &Access<'_>) -> Result<(), RepositoryError>;
}

/// Which rows of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// About this complaint.
    pub code: Option<TrackingCode>,
    /// By the officer with this id, or by whoever has this in their name.
    pub officer: Option<String>,
    /// What they did.
    pub what: Option<String>,
    /// From.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// Rows older than this one.
    pub before: Option<u32>,
}

/// One row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its number.
    pub id: u32,
    /// When.
    pub at: Timestamp,
    /// `reporter`, `system`, or a role.
    pub actor: String,
    /// What they did.
    pub what: String,
    /// Which officer: id and name.
    pub officer: Option<(String, String)>,
    /// About which complaint.
    pub code: Option<TrackingCode>,
    /// About which officer: id and name.
    pub subject: Option<(String, String)>,
}

/// The log of who looked.
pub trait AccessLogRepository {
    /// The newest rows of a filter, at most `limit`.
    async fn log_rows(
        &self,
        filter: &LogFilter,
        limit: u32,
    ) -> Result<Vec<LogRow>, RepositoryError>;
}
