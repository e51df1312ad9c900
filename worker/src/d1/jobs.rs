//! The table `job_run`: the platform forgets what a cron did, and calls it well done.

use super::repository_error;
use super::{number, text, time};
use crate::ports::RepositoryError;
use domain::date::Timestamp;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use worker::D1Database;

/// Runs older than this are forgotten.
const KEPT_MS: i64 = 90 * 86_400_000;

/// Writes what jobs did.
pub struct D1Jobs(D1Database);

/// What a run did, as the row says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobReport {
    /// Complaints looked at.
    pub cases: u32,
    /// Entries written.
    pub transitions: u32,
    /// Statements sent to the database.
    pub queries: u32,
    /// Calls that carried them.
    pub calls: u32,
    /// Nothing is left to do.
    pub is_complete: bool,
    /// Where the next run goes on.
    pub cursor: String,
    /// What went wrong.
    pub error: Option<String>,
}

#[derive(Deserialize)]
struct IdRow {
    id: f64,
}

#[derive(Deserialize)]
struct CursorRow {
    cursor: String,
    is_complete: u8,
}

impl D1Jobs {
    /// Over the binding `DB`.
    pub fn new(database: D1Database) -> Self {
        Self(database)
    }

    /// A run begins; gives its id.
    pub async fn start(&self, job: &str, at: Timestamp) -> Result<f64, RepositoryError> {
        let forget = "delete from job_run where job = ?1 and started_at < ?2";
        let insert = "insert into job_run (job, started_at) values (?1, ?2) returning id";
        let old = Timestamp(at.0.saturating_sub(KEPT_MS));
        let statements = vec![
            self.0.prepare(forget).bind(&[text(job), time(old)]),
            self.0.prepare(insert).bind(&[text(job), time(at)]),
        ];
        let statements: Result<Vec<_>, _> = statements.into_iter().collect();
        let statements = statements.map_err(|error| repository_error(&error))?;
        let results = self.0.batch(statements).await;
        let results = results.map_err(|error| repository_error(&error))?;
        let row = results
            .last()
            .and_then(|result| result.results::<IdRow>().ok());
        let row = row.and_then(|rows| rows.into_iter().next());
        row.map(|row| row.id)
            .ok_or(RepositoryError::Corrupt("job_run"))
    }

    /// A run ends.
    pub async fn finish(
        &self,
        id: f64,
        at: Timestamp,
        report: &JobReport,
    ) -> Result<(), RepositoryError> {
        let sql = "update job_run set finished_at = ?2, cases = ?3, transitions = ?4, queries = ?5, calls = ?6,
          is_complete = ?7, cursor = ?8, error = ?9 where id = ?1";
        let count = |count: u32| number(Some(f64::from(count)));
        let error = report.error.as_deref();
        let values = [
            JsValue::from_f64(id),
            time(at),
            count(report.cases),
            count(report.transitions),
            count(report.queries),
            count(report.calls),
            count(u32::from(report.is_complete)),
            text(&report.cursor),
            super::optional(error),
        ];
        let statement = self.0.prepare(sql).bind(&values);
        let statement = statement.map_err(|error| repository_error(&error))?;
        let done = statement.run().await;
        done.map(|_| ()).map_err(|error| repository_error(&error))
    }

    /// Where the last finished run of a job stopped, and whether everything was done; also when some of it failed, or a
    /// broken row would send the walk back to its beginning for ever.
    pub async fn last(&self, job: &str) -> Result<Option<(String, bool)>, RepositoryError> {
        let sql = "select cursor, is_complete from job_run
          where job = ?1 and finished_at is not null order by id desc limit 1";
        let statement = self.0.prepare(sql).bind(&[text(job)]);
        let statement = statement.map_err(|error| repository_error(&error))?;
        let row = statement.first::<CursorRow>(None).await;
        let row = row.map_err(|error| repository_error(&error))?;
        Ok(row.map(|row| (row.cursor, row.is_complete == 1)))
    }
}
