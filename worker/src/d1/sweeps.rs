//! What a sweep reads and writes in D1: as many statements for a hundred complaints as for one.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::rows::{LifeRow, select_life};
use super::{number, text, time};
use crate::ports::RepositoryError;
use crate::ports::life::{
    Desk, Due, LookedAt, Overtaken, StoredAnswer, StoredLead, SweepRepository, Walked,
};
use domain::complaint::{Complaint, ComplaintId};
use domain::date::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

const SELECT_DUE: &str = select_life!(
    "0",
    "where c.next_due_at is not null and c.next_due_at <= ?1 order by c.next_due_at limit ?2"
);
const SELECT_OPEN_AFTER: &str = select_life!(
    "0",
    "where c.id > ?1 and c.state not in ('rejected', 'closed') order by c.id limit ?2"
);

const SELECT_LEADS: &str =
    "select id, life from complaint where id in (select value from json_each(?1))";

const SELECT_LEADS_ANSWERS: &str = "
select e.complaint_id, e.at, e.data, m.text as words
from complaint_event e
left join message m on m.complaint_id = e.complaint_id and m.seq = e.seq and m.part = 'answer'
where e.complaint_id in (select value from json_each(?1)) and e.kind = 'answered'
  and not exists (select 1 from complaint_event later
    where later.complaint_id = e.complaint_id and later.seq > e.seq and later.kind = 'answered')";

const SELECT_DESKS: &str = "
select distinct r.agency_id, r.role, r.unit_id from officer_role r join officer o on o.id = r.officer_id
where o.is_active = 1 and r.agency_id in (select value from json_each(?1))";

// One that still stands where it stood and has entries after that is torn: no change of it can ever be stored.
const SELECT_OVERTAKEN: &str = "
select c.id, c.seq = j.value ->> 1 as is_torn from json_each(?1) j join complaint c on c.id = j.value ->> 0
where c.seq <> j.value ->> 1
  or exists (select 1 from complaint_event e where e.complaint_id = c.id and e.seq > c.seq)";

// Only what nobody has changed or woken since.
const PUT_OFF: &str = "
update complaint set next_due_at = j.value ->> 3
from json_each(?1) j
where complaint.id = j.value ->> 0 and complaint.seq = j.value ->> 1 and complaint.next_due_at is j.value ->> 2";

const SET_ASIDE: &str =
    "update complaint set next_due_at = ?2 where id in (select value from json_each(?1))";

/// The statements that walk, with their names, for plans and times.
#[cfg(feature = "scale")]
pub const WALKING: [(&str, &str); 2] = [
    ("sweep: 100 due", SELECT_DUE),
    ("recompute: 100 open", SELECT_OPEN_AFTER),
];

#[derive(Deserialize)]
struct DeskRow {
    agency_id: String,
    role: String,
    unit_id: Option<String>,
}

#[derive(Deserialize)]
struct LeadRow {
    id: String,
    life: String,
}

#[derive(Deserialize)]
struct LeadAnswerRow {
    complaint_id: String,
    at: f64,
    data: String,
    words: Option<String>,
}

#[derive(Deserialize)]
struct OvertakenRow {
    id: String,
    is_torn: u8,
}

impl SweepRepository for D1Complaints {
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Due, RepositoryError> {
        let values = [time(now), number(Some(f64::from(limit)))];
        let result = self.all(SELECT_DUE, &values).await?;
        let (mut stored, mut broken) = (Vec::new(), Vec::new());
        for row in rows::<LifeRow>(&result, "complaint")? {
            let id = row.id.clone();
            match row.read() {
                Ok(read) => stored.push(read),
                Err(_) => broken.push(id),
            }
        }
        Ok(Due { stored, broken })
    }

    async fn open_after(&self, cursor: &str, limit: u32) -> Result<Walked, RepositoryError> {
        let values = [text(cursor), number(Some(f64::from(limit)))];
        let result = self.all(SELECT_OPEN_AFTER, &values).await?;
        let mut walked = Walked::default();
        for row in rows::<LifeRow>(&result, "complaint")? {
            walked.last = Some(row.id.clone());
            match row.read() {
                Ok(read) => walked.stored.push(read),
                Err(_) => walked.broken += 1,
            }
        }
        Ok(walked)
    }

    async fn leads(&self, ids: &[ComplaintId]) -> Result<Vec<StoredLead>, RepositoryError> {
        let ids = array(&json!(ids));
        let statements = vec![
            self.bind(SELECT_LEADS, std::slice::from_ref(&ids))?,
            self.bind(SELECT_LEADS_ANSWERS, std::slice::from_ref(&ids))?,
        ];
        let results = self.batch(statements).await?;
        let [leads, answers] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let mut answers = rows::<LeadAnswerRow>(answers, "complaint_event")?;
        let leads = rows::<LeadRow>(leads, "complaint")?.into_iter();
        let leads = leads.filter_map(|row| {
            let answer = answers
                .iter()
                .position(|answer| answer.complaint_id == row.id);
            let answer = answer.map(|index| answers.swap_remove(index));
            Some(StoredLead {
                id: ComplaintId::parse(&row.id).ok()?,
                complaint: serde_json::from_str::<Complaint>(&row.life).ok(),
                answer: answer.map(|answer| StoredAnswer {
                    at: Timestamp(answer.at as i64),
                    data: answer.data,
                    words: answer.words,
                }),
            })
        });
        Ok(leads.collect())
    }

    async fn desks_of(&self, agencies: &[String]) -> Result<Vec<(String, Desk)>, RepositoryError> {
        let result = self.all(SELECT_DESKS, &[array(&json!(agencies))]).await?;
        let rows = rows::<DeskRow>(&result, "officer_role")?;
        let desks = rows.into_iter().map(|row| {
            let desk = Desk {
                role: row.role,
                unit: row.unit_id,
            };
            (row.agency_id, desk)
        });
        Ok(desks.collect())
    }

    async fn overtaken(
        &self,
        decided_on: &[(ComplaintId, u32)],
    ) -> Result<Vec<Overtaken>, RepositoryError> {
        let result = self
            .all(SELECT_OVERTAKEN, &[array(&json!(decided_on))])
            .await?;
        let rows = rows::<OvertakenRow>(&result, "complaint")?;
        let rows = rows.into_iter().map(|row| Overtaken {
            id: row.id,
            is_torn: row.is_torn == 1,
        });
        Ok(rows.collect())
    }

    async fn put_off(&self, looked_at: &[LookedAt]) -> Result<(), RepositoryError> {
        let millis = |at: Option<Timestamp>| at.map(|at| at.0);
        let rows = looked_at.iter().map(|row| {
            json!([
                row.id,
                row.seq,
                millis(row.was_due_at),
                millis(row.next_due_at)
            ])
        });
        let rows = array(&Value::Array(rows.collect()));
        self.all(PUT_OFF, &[rows]).await.map(|_| ())
    }

    async fn set_aside(&self, ids: &[String], until: Timestamp) -> Result<(), RepositoryError> {
        let values = [array(&json!(ids)), time(until)];
        self.all(SET_ASIDE, &values).await.map(|_| ())
    }

    fn queries(&self) -> u32 {
        self.spent().1
    }
}

fn array(rows: &Value) -> JsValue {
    text(&rows.to_string())
}
