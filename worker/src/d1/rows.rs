//! Rows as D1 gives them, and what they say.

use crate::ports::RepositoryError;
use crate::ports::life::{Repeated, Stored, StoredEntry, StoredText};
use domain::complaint::actor::Role;
use domain::complaint::command::{CommandName, Thread};
use domain::complaint::{ComplaintId, StateName};
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;
use serde::Deserialize;

// What the public reads instead of the story of the complaint `$id`: the newest; empty once it was erased, null where the
// story is as it was.
macro_rules! redaction_of {
    ($id:literal) => {
        concat!(
            "(select coalesce(m.text, '') from message m where m.complaint_id = ",
            $id,
            " and m.part = 'redaction' order by m.seq desc limit 1)"
        )
    };
}
pub(super) use redaction_of;

// The heading an officer gave last. One that was written before the text was masked may hold what was masked.
macro_rules! title_of {
    ($id:literal) => {
        concat!(
            "(select m.text from message m where m.complaint_id = ",
            $id,
            " and m.part = 'title'
  and not exists (select 1 from message r where r.complaint_id = ",
            $id,
            " and r.part = 'redaction' and r.seq > m.seq)
  order by m.seq desc limit 1)"
        )
    };
}
pub(super) use title_of;

// The columns of `LifeRow`.
macro_rules! select_life {
    ($holds_key:literal, $($rest:tt)+) => {
        concat!(
            "select c.id, c.tracking_code, c.life, c.suggestion, c.narrative, c.place, c.follower_count, ",
            $holds_key,
            " as holds_key, ",
            $crate::d1::rows::redaction_of!("c.id"),
            " as redaction, c.verify_by, c.next_due_at, e.hash as head, e.at as changed_at
from complaint c left join complaint_event e on e.complaint_id = c.id and e.seq = c.seq ",
            $($rest)+
        )
    };
}
pub(super) use select_life;

#[derive(Deserialize)]
pub struct LifeRow {
    pub id: String,
    tracking_code: String,
    life: String,
    suggestion: String,
    narrative: String,
    redaction: Option<String>,
    place: Option<String>,
    follower_count: u32,
    holds_key: u8,
    head: Option<String>,
    verify_by: f64,
    next_due_at: Option<f64>,
    changed_at: Option<f64>,
}

impl LifeRow {
    pub fn read(self) -> Result<Stored, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("complaint");
        Ok(Stored {
            complaint: serde_json::from_str(&self.life).map_err(|_| corrupt())?,
            head: self.head.ok_or_else(corrupt)?,
            tracking_code: TrackingCode::parse(&self.tracking_code).map_err(|_| corrupt())?,
            holds_key: self.holds_key == 1,
            suggestion: serde_json::from_str(&self.suggestion).map_err(|_| corrupt())?,
            narrative: self.narrative,
            redaction: self.redaction,
            place: self.place,
            follower_count: self.follower_count,
            verify_by: Timestamp(self.verify_by as i64),
            next_due_at: self.next_due_at.map(|at| Timestamp(at as i64)),
            changed_at: Timestamp(self.changed_at.ok_or_else(corrupt)? as i64),
        })
    }
}

#[derive(Deserialize)]
pub struct RepeatedRow {
    complaint_id: String,
    digest: String,
    name: String,
    seq: u32,
    state: String,
    due_at: Option<f64>,
    at: f64,
}

impl RepeatedRow {
    pub fn read(self) -> Result<Repeated, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("command");
        Ok(Repeated {
            complaint: ComplaintId::parse(&self.complaint_id).map_err(|_| corrupt())?,
            digest: self.digest,
            name: CommandName::parse(&self.name).ok_or_else(corrupt)?,
            seq: self.seq,
            state: StateName::parse(&self.state).ok_or_else(corrupt)?,
            due: self.due_at.map(|at| Timestamp(at as i64)),
            at: Timestamp(self.at as i64),
        })
    }
}

#[derive(Deserialize)]
pub struct EventRow {
    seq: u32,
    kind: String,
    at: f64,
    actor: String,
    data: String,
    hash: String,
}

impl EventRow {
    pub fn read(self) -> StoredEntry {
        StoredEntry {
            seq: self.seq,
            kind: self.kind,
            at: Timestamp(self.at as i64),
            actor: self.actor,
            data: self.data,
            hash: self.hash,
        }
    }
}

#[derive(Deserialize)]
pub struct TextRow {
    seq: u32,
    part: String,
    thread: Thread,
    author: String,
    text: Option<String>,
    at: f64,
}

impl TextRow {
    pub fn read(self) -> Result<StoredText, RepositoryError> {
        let author = Role::parse(&self.author).ok_or(RepositoryError::Corrupt("message"))?;
        Ok(StoredText {
            seq: self.seq,
            part: self.part,
            thread: self.thread,
            author,
            words: self.text,
            at: Timestamp(self.at as i64),
        })
    }
}
