//! Complaints in D1: one change, one batch.

use super::attachments::{digests_of, file_columns, files_of};
use super::rows::redaction_of;
use super::{number, optional, repository_error, text, time};
use crate::d1::reference::note_version;
use crate::ports::files::NewFile;
use crate::ports::{
    ComplaintRepository, NewComplaint, PastEvent, ReceivedData, RepositoryError, StoredReceipt,
    TrackedComplaint,
};
use domain::complaint::{Channel, ComplaintId, ReportType, ReporterKind, StateName, Visibility};
use domain::date::{Date, Timestamp};
use domain::notification::Audience;
use domain::tracking_code::TrackingCode;
use serde::Deserialize;
use std::cell::Cell;
use wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement, D1Result};

/// The tables `complaint`, `identity`, `complaint_event` and `notification`.
pub struct D1Complaints {
    database: D1Database,
    calls: Cell<u32>,
    queries: Cell<u32>,
}

impl D1Complaints {
    /// Over the binding `DB`.
    pub fn new(database: D1Database) -> Self {
        Self {
            database,
            calls: Cell::new(0),
            queries: Cell::new(0),
        }
    }

    /// Calls to the database so far, and the statements in them: the platform limits both.
    pub fn spent(&self) -> (u32, u32) {
        (self.calls.get(), self.queries.get())
    }

    pub(super) fn bind(
        &self,
        sql: &str,
        values: &[JsValue],
    ) -> Result<D1PreparedStatement, RepositoryError> {
        let statement = self.database.prepare(sql).bind(values);
        statement.map_err(|error| repository_error(&error))
    }

    pub(super) async fn batch(
        &self,
        statements: Vec<D1PreparedStatement>,
    ) -> Result<Vec<D1Result>, RepositoryError> {
        self.calls.set(self.calls.get() + 1);
        self.queries
            .set(self.queries.get() + statements.len() as u32);
        let results = self.database.batch(statements).await;
        results.map_err(|error| repository_error(&error))
    }
}

const INSERT_COMPLAINT: &str = "
insert into complaint (id, tracking_code, digest, access_key_hash, kind, state, seq, narrative, place, region_code,
  lat, lon, accuracy_m, occurred_on, visibility, reporter, channel, received_at, written_at, verify_by, suggestion,
  landmark, life, next_due_at, due_at)
values (?1, ?2, ?3, ?4, ?5, 'received', 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
  ?22, ?18)
on conflict (id) do nothing";

// changes() carries from statement to statement: nothing follows a complaint that was there before.
const INSERT_FIRST_EVENT: &str = "
insert into complaint_event (complaint_id, seq, kind, at, actor, data, prev_hash, hash)
select ?1, 0, ?2, ?3, ?4, ?5, ?6, ?7 where changes() > 0";

const INSERT_IDENTITY: &str = "
insert into identity (complaint_id, key_id, nonce, ciphertext, created_at)
select ?1, ?2, ?3, ?4, ?5 where changes() > 0";

const INSERT_NOTIFICATIONS: &str = "
insert into notification (id, complaint_id, event_seq, audience, template, state, not_before, created_at)
select ?1 || '/' || ?2 || '/' || (j.value ->> 0), ?1, cast(?2 as integer), j.value ->> 0, j.value ->> 1, 'pending', ?3, ?3
from json_each(?4) j where changes() > 0";

const SELECT_FIRST_EVENT: &str = "
select data, at, (select version from reference_version where id = 1) as version
from complaint_event where complaint_id = ?1 and seq = 0";

// The story leaves the database only for whoever brings the key, or where nothing of it was redacted; so do the words that
// say where: a house is named there as often as in the story. The region stays.
const SELECT_BY_CODE: &str = concat!(
    "
select c.id, c.state, c.seq, c.holds_key, c.kind, c.channel, c.visibility, c.reporter, c.redaction,
  iif(c.holds_key, c.narrative, coalesce(c.redaction, c.narrative)) as narrative,
  iif(c.holds_key or c.redaction is null, c.place, null) as place,
  iif(c.holds_key or c.redaction is null, c.landmark, null) as landmark, c.region_code,
  c.occurred_on, c.life, c.follower_count, c.support_count, c.received_at, c.verify_by, c.suggestion
from (select complaint.*, access_key_hash = ?2 as holds_key, ",
    redaction_of!("complaint.id"),
    " as redaction
  from complaint where tracking_code = ?1 and (visibility = 'public' or access_key_hash = ?2)
  order by access_key_hash = ?2 desc, received_at, id limit 1) c"
);

const SELECT_EVENTS_BY_CODE: &str = "
select e.kind, e.at, e.data, e.hash,
  (select group_concat(distinct n.audience) from notification n
   where n.complaint_id = e.complaint_id and n.event_seq = e.seq and n.audience <> 'reporter') as told
from complaint_event e where e.complaint_id = (
  select id from complaint where tracking_code = ?1 and (visibility = 'public' or access_key_hash = ?2)
  order by access_key_hash = ?2 desc, received_at, id limit 1)
order by e.seq limit 500";

const SELECT_FILES_BY_CODE: &str = concat!(
    "select ",
    file_columns!(),
    " from attachment a where a.complaint_id = (
  select id from complaint where tracking_code = ?1 and (visibility = 'public' or access_key_hash = ?2)
  order by access_key_hash = ?2 desc, received_at, id limit 1)
order by a.announced_at, a.rowid limit 50"
);

/// What a tracking page asks, with names, for plans and times.
#[cfg(feature = "scale")]
pub const READING: [(&str, &str); 3] = [
    ("case", SELECT_BY_CODE),
    ("events", SELECT_EVENTS_BY_CODE),
    ("files", SELECT_FILES_BY_CODE),
];

#[derive(Deserialize)]
struct FirstEventRow {
    data: String,
    at: f64,
    version: Option<String>,
}

#[derive(Deserialize)]
struct ComplaintRow {
    id: String,
    state: String,
    seq: u32,
    holds_key: u8,
    kind: String,
    channel: String,
    visibility: String,
    reporter: String,
    narrative: String,
    redaction: Option<String>,
    place: Option<String>,
    landmark: Option<String>,
    region_code: Option<String>,
    occurred_on: Option<String>,
    life: String,
    follower_count: u32,
    support_count: u32,
    received_at: f64,
    verify_by: f64,
    suggestion: String,
}

#[derive(Deserialize)]
pub(super) struct EventRow {
    kind: String,
    at: f64,
    data: String,
    hash: String,
    told: Option<String>,
}

impl EventRow {
    pub(super) fn read(self) -> PastEvent {
        PastEvent {
            kind: self.kind,
            at: timestamp(self.at),
            data: self.data,
            hash: self.hash,
            told: audiences(self.told.as_deref().unwrap_or_default()),
        }
    }
}

impl D1Complaints {
    /// [`ComplaintRepository::insert`], with one row more in the same batch, whose statement inserts only
    /// `where changes() > 0`, and with files.
    pub(super) async fn insert_with(
        &self,
        new: &NewComplaint<'_>,
        more: Option<D1PreparedStatement>,
        files: &[NewFile],
    ) -> Result<StoredReceipt, RepositoryError> {
        let submission = new.submission;
        let id = new.id.as_str();
        let point = submission.point;
        let suggestion = serde_json::to_string(&new.received.suggestion)
            .map_err(|_| RepositoryError::Corrupt("suggestion"))?;
        let life = serde_json::to_string(new.complaint)
            .map_err(|_| RepositoryError::Corrupt("complaint"))?;
        let complaint = [
            text(id),
            text(&new.tracking_code.compact()),
            text(&new.received.digest),
            text(new.access_key_hash),
            text(submission.kind.as_str()),
            text(&submission.narrative),
            optional(submission.place.as_deref()),
            optional(new.region),
            number(point.map(|point| point.lat)),
            number(point.map(|point| point.lon)),
            number(point.and_then(|point| point.accuracy_m)),
            optional(submission.occurred_on.map(|day| day.to_string()).as_deref()),
            text(submission.visibility.as_str()),
            text(submission.reporter_kind().as_str()),
            text(submission.channel.as_str()),
            time(new.entry.at),
            number(submission.written_at.map(|at| at.0 as f64)),
            time(new.received.verify_by),
            text(&suggestion),
            optional(submission.landmark.as_deref()),
            text(&life),
            number(new.next_due_at.map(|at| at.0 as f64)),
        ];
        let event = [
            text(id),
            text(new.entry.kind),
            time(new.entry.at),
            text(new.entry.actor),
            text(&new.entry.data),
            text(&new.entry.prev_hash),
            text(new.hash),
        ];
        let planned: Vec<[&str; 2]> = new
            .notifications
            .iter()
            .map(|notification| [notification.audience.as_str(), notification.template])
            .collect();
        let planned = serde_json::to_string(&planned)
            .map_err(|_| RepositoryError::Corrupt("notification"))?;
        let mut statements = vec![
            self.bind(INSERT_COMPLAINT, &complaint)?,
            self.bind(INSERT_FIRST_EVENT, &event)?,
        ];
        if let Some(identity) = &new.identity {
            let values = [
                text(id),
                text(&identity.key_id),
                text(&identity.nonce),
                text(&identity.ciphertext),
                time(new.entry.at),
            ];
            statements.push(self.bind(INSERT_IDENTITY, &values)?);
        }
        statements.extend(more);
        let notifications = [text(id), text("0"), time(new.entry.at), text(&planned)];
        statements.push(self.bind(INSERT_NOTIFICATIONS, &notifications)?);
        if !files.is_empty() {
            let digest = &new.received.digest;
            statements.extend(self.announce_with(new.id, digest, files, new.entry.at)?);
        }
        statements.push(self.bind(SELECT_FIRST_EVENT, &[text(id)])?);
        let mut results = self.batch(statements).await?;
        let stored = results
            .pop()
            .and_then(|result| first::<FirstEventRow>(&result))
            .ok_or(RepositoryError::Corrupt("complaint_event"))?;
        note_version(stored.version.as_deref().unwrap_or_default());
        let files = match (files.is_empty(), results.last()) {
            (false, Some(result)) => digests_of(result)?,
            _ => Vec::new(),
        };
        let is_new = results
            .first()
            .and_then(|result| result.meta().ok().flatten())
            .and_then(|meta| meta.changes)
            .is_some_and(|changes| changes > 0);
        Ok(StoredReceipt {
            is_new,
            received_at: timestamp(stored.at),
            received: serde_json::from_str::<ReceivedData>(&stored.data)
                .map_err(|_| RepositoryError::Corrupt("complaint_event"))?,
            files,
        })
    }
}

impl ComplaintRepository for D1Complaints {
    async fn insert(&self, new: &NewComplaint<'_>) -> Result<StoredReceipt, RepositoryError> {
        self.insert_with(new, None, &[]).await
    }

    async fn by_code(
        &self,
        code: &TrackingCode,
        access_key_hash: &str,
    ) -> Result<Option<TrackedComplaint>, RepositoryError> {
        let values = [text(&code.compact()), text(access_key_hash)];
        let results = self
            .batch(vec![
                self.bind(SELECT_BY_CODE, &values)?,
                self.bind(SELECT_EVENTS_BY_CODE, &values)?,
                self.bind(SELECT_FILES_BY_CODE, &values)?,
            ])
            .await?;
        let [complaint, events, files] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let rows: Vec<ComplaintRow> = complaint
            .results()
            .map_err(|_| RepositoryError::Corrupt("complaint"))?;
        let Some(row) = rows.into_iter().next() else {
            return Ok(None);
        };
        let history = events
            .results::<EventRow>()
            .map_err(|_| RepositoryError::Corrupt("complaint_event"))?;
        Ok(Some(TrackedComplaint {
            files: files_of(files)?,
            ..tracked(row, history)?
        }))
    }
}

fn first<T: for<'de> Deserialize<'de>>(result: &D1Result) -> Option<T> {
    result.results::<T>().ok()?.into_iter().next()
}

fn timestamp(millis: f64) -> Timestamp {
    Timestamp(millis as i64)
}

/// Lowest tier first, whatever order they were stored in.
fn audiences(list: &str) -> Vec<Audience> {
    let is_told = |audience: &Audience| list.split(',').any(|told| told == audience.as_str());
    let all = Audience::ALL.iter().copied();
    all.filter(is_told).collect()
}

fn tracked(row: ComplaintRow, history: Vec<EventRow>) -> Result<TrackedComplaint, RepositoryError> {
    let corrupt = RepositoryError::Corrupt("complaint");
    let occurred_on = match row.occurred_on.as_deref().map(Date::parse) {
        None => None,
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => return Err(corrupt),
    };
    Ok(TrackedComplaint {
        id: ComplaintId::parse(&row.id).map_err(|_| corrupt.clone())?,
        state: StateName::parse(&row.state).ok_or(corrupt.clone())?,
        seq: row.seq,
        holds_key: row.holds_key == 1,
        kind: ReportType::parse(&row.kind).ok_or(corrupt.clone())?,
        channel: Channel::parse(&row.channel).ok_or(corrupt.clone())?,
        visibility: Visibility::parse(&row.visibility).ok_or(corrupt.clone())?,
        reporter: ReporterKind::parse(&row.reporter).ok_or(corrupt.clone())?,
        narrative: row.narrative,
        redaction: row.redaction,
        place: row.place,
        landmark: row.landmark,
        region: row.region_code,
        occurred_on,
        life: serde_json::from_str(&row.life).map_err(|_| corrupt.clone())?,
        follower_count: row.follower_count,
        support_count: row.support_count,
        received_at: timestamp(row.received_at),
        verify_by: timestamp(row.verify_by),
        suggestion: serde_json::from_str(&row.suggestion).map_err(|_| corrupt)?,
        history: history.into_iter().map(EventRow::read).collect(),
        files: Vec::new(),
    })
}
