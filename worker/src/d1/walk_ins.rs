//! Complaints that an officer keyed in: the table `walk_in`.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::{text, time};
use crate::ports::desk::walk_in::WalkInRepository;
use crate::ports::{
    ComplaintRepository, NewComplaint, RepositoryError, StoredReceipt, TrackedComplaint,
};
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;
use serde::Deserialize;

const INSERT_WALK_IN: &str = "
insert into walk_in (complaint_id, officer_id, keyed_at)
select ?1, ?2, ?3 where changes() > 0";

const SELECT_WALK_IN: &str = "
select c.written_at from walk_in w join complaint c on c.id = w.complaint_id where w.complaint_id = ?1 limit 1";

const COUNT_SINCE: &str = "
select count(*) as number from walk_in where officer_id = ?1 and keyed_at >= ?2 limit 1";

/// [`D1Complaints`] for one officer, whose entries are recorded as theirs in the same batch.
pub struct D1WalkIns<'a> {
    complaints: &'a D1Complaints,
    officer: &'a OfficerId,
}

#[derive(Deserialize)]
struct WalkInRow {
    written_at: Option<f64>,
}

#[derive(Deserialize)]
struct CountRow {
    number: f64,
}

impl<'a> D1WalkIns<'a> {
    /// Entries of this officer.
    pub fn new(complaints: &'a D1Complaints, officer: &'a OfficerId) -> Self {
        Self {
            complaints,
            officer,
        }
    }

    /// The digest of a complaint does not cover when it was said: another moment under the same id is another entry, and
    /// so is what a citizen filed.
    async fn confirm(&self, new: &NewComplaint<'_>) -> Result<(), RepositoryError> {
        let values = [text(new.id.as_str())];
        let result = self.complaints.all(SELECT_WALK_IN, &values).await?;
        let stored = rows::<WalkInRow>(&result, "walk_in")?.into_iter().next();
        let said_at = new.submission.written_at.map(|at| at.0);
        match stored.map(|row| row.written_at.map(|at| at as i64)) {
            Some(written_at) if written_at == said_at => Ok(()),
            _ => Err(RepositoryError::Conflict),
        }
    }
}

impl ComplaintRepository for D1WalkIns<'_> {
    async fn insert(&self, new: &NewComplaint<'_>) -> Result<StoredReceipt, RepositoryError> {
        let values = [
            text(new.id.as_str()),
            text(self.officer.as_str()),
            time(new.entry.at),
        ];
        let row = self.complaints.bind(INSERT_WALK_IN, &values)?;
        let stored = self.complaints.insert_with(new, Some(row), &[]).await?;
        if !stored.is_new {
            self.confirm(new).await?;
        }
        Ok(stored)
    }

    async fn by_code(
        &self,
        code: &TrackingCode,
        access_key_hash: &str,
    ) -> Result<Option<TrackedComplaint>, RepositoryError> {
        self.complaints.by_code(code, access_key_hash).await
    }
}

impl WalkInRepository for D1Complaints {
    async fn keyed_since(
        &self,
        officer: &OfficerId,
        since: Timestamp,
    ) -> Result<u32, RepositoryError> {
        let values = [text(officer.as_str()), time(since)];
        let result = self.all(COUNT_SINCE, &values).await?;
        let row = rows::<CountRow>(&result, "walk_in")?.into_iter().next();
        Ok(row.map_or(0, |row| row.number as u32))
    }
}
