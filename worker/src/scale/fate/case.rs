//! What a made-up case consists of.

use crate::ports::life::{Stored, Text};
use domain::complaint::{Channel, Complaint, ComplaintId, ReportType, ReporterKind, Visibility};
use domain::date::Timestamp;
use domain::history::HistoryEntry;
use domain::notification::Notice;

/// Everything of a case.
pub struct Case {
    pub stored: Stored,
    pub id: ComplaintId,
    pub digest: String,
    pub key_hash: String,
    pub kind: ReportType,
    pub visibility: Visibility,
    pub reporter: ReporterKind,
    pub channel: Channel,
    pub region: Option<String>,
    pub point: Option<(f64, f64)>,
    pub received_at: Timestamp,
    pub entries: Vec<(HistoryEntry, String)>,
    pub texts: Vec<Text>,
    pub notices: Vec<(u32, Timestamp, Notice)>,
    pub support: u32,
    pub has_identity: bool,
    pub sealed: String,
}

/// A case others may follow.
pub struct Open {
    pub id: ComplaintId,
    pub visibility: Visibility,
    pub complaint: Complaint,
}
