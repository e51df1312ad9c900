//! A month of an agency in D1: what the officer may read of it, and no more.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::scope::{in_scope, posts};
use super::{number, text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::monthly::MonthlyRepository;
use crate::ports::life::Officer;
use domain::complaint::Complaint;
use domain::date::{Timestamp, Zone};
use domain::figures::monthly::MonthlyCase;
use domain::figures::{CaseFacts, Marks};
use domain::tracking_code::TrackingCode;
use serde::Deserialize;

/// Most cases of a month that a report counts; the page says when there are more.
pub const MOST_CASES: u32 = 5_000;

const SELECT_MONTH: &str = concat!(
    "
select c.tracking_code, c.region_code, c.life,
  (select min(e.at) from complaint_event e where e.complaint_id = c.id and e.kind = 'assigned') as verified_at,
  (select max(e.at) from complaint_event e where e.complaint_id = c.id and e.kind = 'answered') as last_answer_at
from complaint c
where c.agency_id = ?2 and c.received_at >= ?3 and c.received_at < ?4 and ",
    in_scope!("?1"),
    " order by c.received_at limit ?5"
);

#[derive(Deserialize)]
struct MonthRow {
    tracking_code: String,
    region_code: Option<String>,
    life: String,
    verified_at: Option<f64>,
    last_answer_at: Option<f64>,
}

impl MonthRow {
    /// A life that does not parse counts nowhere; the clock reports it.
    fn read(self, now: Timestamp) -> Option<MonthlyCase> {
        let life: Complaint = serde_json::from_str(&self.life).ok()?;
        let time = |at: f64| Timestamp(at as i64);
        let marks = self.verified_at.map(|verified_at| Marks {
            verified_at: time(verified_at),
            last_answer: self.last_answer_at.map(time),
        });
        let facts = marks.and_then(|marks| CaseFacts::of(&life, self.region_code, marks));
        let code = TrackingCode::parse(&self.tracking_code);
        // Months are those of WIB; a period ends where its holder is.
        let holder = life.state().holder();
        let zone = holder.map_or(Zone::Wib, |holder| holder.zone);
        Some(MonthlyCase {
            received_on: life.facts().received_at.local(Zone::Wib).0,
            state: life.state().name(),
            due_on: life.officers_due_at().map(|at| at.local(zone).0),
            code: code.map_or(self.tracking_code, |code| code.to_string()),
            facts,
            is_overdue: life.is_overdue(now),
            questions: u32::try_from(life.facts().pauses.len()).unwrap_or(u32::MAX),
        })
    }
}

impl MonthlyRepository for D1Complaints {
    async fn month(
        &self,
        officer: &Officer,
        agency: &str,
        (from, to): (Timestamp, Timestamp),
        now: Timestamp,
    ) -> Result<Vec<MonthlyCase>, RepositoryError> {
        let values = [
            text(&posts(officer)),
            text(agency),
            time(from),
            time(to),
            number(Some(f64::from(MOST_CASES))),
        ];
        let result = self.all(SELECT_MONTH, &values).await?;
        let rows = rows::<MonthRow>(&result, "complaint")?;
        Ok(rows.into_iter().filter_map(|row| row.read(now)).collect())
    }
}
