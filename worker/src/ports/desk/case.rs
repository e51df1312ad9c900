//! What the page of one case needs from the storage. Scope is part of every question.

use crate::ports::files::StoredFile;
use crate::ports::life::{Officer, Stored, StoredText};
use crate::ports::{PastEvent, RepositoryError, SealedIdentity};
use domain::complaint::words::OfficerId;
use domain::complaint::{Channel, ComplaintId, ReportType, StateName, Visibility};
use domain::date::{Date, Timestamp};
use domain::tracking_code::TrackingCode;

/// A case, for an officer who reads it in full.
pub struct StoredCase {
    /// Its life, its suggestion, its story.
    pub stored: Stored,
    /// What the citizen called it.
    pub kind: ReportType,
    /// The road it came by.
    pub channel: Channel,
    /// When it was written, by the sender's own clock.
    pub written_at: Option<Timestamp>,
    /// The day it happened.
    pub occurred_on: Option<Date>,
    /// What stands close by.
    pub landmark: Option<String>,
    /// Where, by code.
    pub region: Option<String>,
    /// Where, on the map.
    pub point: Option<(f64, f64)>,
}

/// Another case that this officer reads in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCase {
    /// Its code; none where this officer may not read it.
    pub tracking_code: Option<TrackingCode>,
    /// Where it stands.
    pub state: StateName,
}

/// A case that may be about the same matter.
#[derive(Clone, Debug, PartialEq)]
pub struct NearbyCase {
    /// Its code.
    pub tracking_code: TrackingCode,
    /// Where it stands.
    pub state: StateName,
    /// Who may see it.
    pub visibility: Visibility,
    /// It follows another.
    pub is_merged: bool,
    /// The beginning of its story.
    pub narrative: String,
    /// Where, by code.
    pub region: Option<String>,
    /// Where, on the map.
    pub point: Option<(f64, f64)>,
    /// When it came.
    pub received_at: Timestamp,
    /// How many follow it.
    pub follower_count: u32,
}

/// An answer to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerTemplate {
    /// Which.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// The words.
    pub body: String,
}

/// Everything that lies beside a case.
pub struct CaseFile {
    /// Oldest first.
    pub history: Vec<PastEvent>,
    /// Oldest first.
    pub texts: Vec<StoredText>,
    /// What it follows.
    pub lead: Option<OtherCase>,
    /// Who follows it, as many as a page holds.
    pub followers: Vec<OtherCase>,
    /// What may be about the same matter.
    pub nearby: Vec<NearbyCase>,
    /// For whoever holds it, about what it is about; the most particular first.
    pub templates: Vec<AnswerTemplate>,
    /// Photos, documents and voice notes, oldest first.
    pub files: Vec<StoredFile>,
}

/// Where and when others about the same matter would be.
pub struct Neighbourhood<'a> {
    /// The regency, by code; empty finds nothing.
    pub regency: &'a str,
    /// Category codes.
    pub categories: &'a [&'a str],
    /// Not before.
    pub from: Timestamp,
    /// Not after.
    pub to: Timestamp,
}

/// Cases at the desk.
pub trait CaseRepository {
    /// The case of a code; none where this officer does not read it in full.
    async fn case(
        &self,
        code: &TrackingCode,
        officer: &Officer,
    ) -> Result<Option<StoredCase>, RepositoryError>;

    /// What lies beside it.
    async fn file(
        &self,
        case: &StoredCase,
        officer: &Officer,
        near: &Neighbourhood<'_>,
    ) -> Result<CaseFile, RepositoryError>;

    /// Name and contact of a named reporter; that this officer looked is on record before they see it.
    async fn named_reporter(
        &self,
        id: &ComplaintId,
        officer: &Officer,
        at: Timestamp,
    ) -> Result<Option<SealedIdentity>, RepositoryError>;

    /// Whether this officer has sent this command before, to this case: also where they cannot read it any more.
    async fn was_sent(
        &self,
        command: &ComplaintId,
        code: &TrackingCode,
        officer: &OfficerId,
    ) -> Result<bool, RepositoryError>;
}
