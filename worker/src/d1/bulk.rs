//! Work on many cases: the tables `bulk_job` and `bulk_item`.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::rows::{LifeRow, RepeatedRow, select_life};
use super::scope::{in_scope, posts};
use super::{text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::{BulkCommand, BulkRepository, Item, ItemOutcome, Job};
use crate::ports::life::{Officer, Repeated, Stored};
use domain::complaint::ComplaintId;
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use serde::Deserialize;
use serde_json::json;

const INSERT_JOB: &str =
    "insert into bulk_job (id, officer_id, command, created_at) values (?1, ?2, ?3, ?4)";

const INSERT_ITEMS: &str = concat!(
    "insert into bulk_item (job_id, position, complaint_id, seq, command_id)
select ?2, j.value ->> 'position', c.id, j.value ->> 'seq', j.value ->> 'command'
from json_each(?3) j join complaint c on c.id = j.value ->> 'complaint'
where ",
    in_scope!("?1")
);

const COUNT_ITEMS: &str = "select count(*) as count from bulk_item where job_id = ?1 limit 1";

const SELECT_NAMED: &str = concat!(
    "select c.tracking_code, c.id from complaint c
where c.tracking_code in (select value from json_each(?2)) and ",
    in_scope!("?1"),
    " limit 400"
);

const SELECT_JOB: &str =
    "select command, wish, confirmed_at from bulk_job where id = ?1 and officer_id = ?2 limit 1";

const SELECT_ITEMS: &str = "
select position, complaint_id, seq, command_id, title, outcome, reason from bulk_item
where job_id = ?1 order by position limit 400";

const UPDATE_WISH: &str = "update bulk_job set wish = ?2 where id = ?1 and confirmed_at is null";

const UPDATE_TITLES: &str = "
update bulk_item set title = j.value ->> 1 from json_each(?2) j
where bulk_item.job_id = ?1 and bulk_item.position = j.value ->> 0
  and exists (select 1 from bulk_job b where b.id = ?1 and b.confirmed_at is null)";

const CONFIRM: &str =
    "update bulk_job set confirmed_at = ?2 where id = ?1 and confirmed_at is null and wish <> ''";

const NOTE: &str = "
update bulk_item set outcome = j.value ->> 1, reason = j.value ->> 2 from json_each(?2) j
where bulk_item.job_id = ?1 and bulk_item.position = j.value ->> 0 and bulk_item.outcome <> 'done'";

const SELECT_MANY: &str = select_life!(
    "0",
    "where c.id in (select value from json_each(?1)) limit 400"
);

const SELECT_COMMANDS: &str = "
select id, complaint_id, digest, name, seq, state, due_at, at from command
where id in (select value from json_each(?1)) limit 400";

#[derive(Deserialize)]
struct CountRow {
    count: u32,
}

#[derive(Deserialize)]
struct NamedRow {
    tracking_code: String,
    id: String,
}

#[derive(Deserialize)]
struct JobRow {
    command: String,
    wish: String,
    confirmed_at: Option<f64>,
}

#[derive(Deserialize)]
struct ItemRow {
    position: u32,
    complaint_id: String,
    seq: u32,
    command_id: String,
    title: Option<String>,
    outcome: String,
    reason: Option<String>,
}

fn read_id(id: &str) -> Result<ComplaintId, RepositoryError> {
    ComplaintId::parse(id).map_err(|_| RepositoryError::Corrupt("bulk_item"))
}

impl ItemRow {
    fn read(self) -> Result<Item, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("bulk_item");
        Ok(Item {
            position: self.position,
            complaint: read_id(&self.complaint_id)?,
            seq: self.seq,
            command: read_id(&self.command_id)?,
            title: self.title,
            outcome: ItemOutcome::parse(&self.outcome).ok_or_else(corrupt)?,
            reason: self.reason,
        })
    }
}

impl BulkRepository for D1Complaints {
    async fn begin(
        &self,
        officer: &Officer,
        job: &Job,
        now: Timestamp,
    ) -> Result<u32, RepositoryError> {
        let items = job.items.iter().map(|item| {
            json!({
                "position": item.position, "complaint": item.complaint, "seq": item.seq, "command": item.command,
            })
        });
        let items = json!(items.collect::<Vec<_>>()).to_string();
        let id = text(job.id.as_str());
        let (who, what) = (text(officer.id.as_str()), text(job.command.as_str()));
        let results = self
            .batch(vec![
                self.bind(INSERT_JOB, &[id.clone(), who, what, time(now)])?,
                self.bind(
                    INSERT_ITEMS,
                    &[text(&posts(officer)), id.clone(), text(&items)],
                )?,
                self.bind(COUNT_ITEMS, &[id])?,
            ])
            .await?;
        let [.., count] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let count = rows::<CountRow>(count, "bulk_item")?;
        Ok(count.first().map_or(0, |row| row.count))
    }

    async fn named(
        &self,
        officer: &Officer,
        codes: &[String],
    ) -> Result<Vec<(String, ComplaintId)>, RepositoryError> {
        let values = [text(&posts(officer)), text(&json!(codes).to_string())];
        let result = self.all(SELECT_NAMED, &values).await?;
        let found = rows::<NamedRow>(&result, "complaint")?.into_iter();
        found
            .map(|row| Ok((row.tracking_code, read_id(&row.id)?)))
            .collect()
    }

    async fn job(
        &self,
        officer: &OfficerId,
        id: &ComplaintId,
    ) -> Result<Option<Job>, RepositoryError> {
        let key = text(id.as_str());
        let results = self
            .batch(vec![
                self.bind(SELECT_JOB, &[key.clone(), text(officer.as_str())])?,
                self.bind(SELECT_ITEMS, &[key])?,
            ])
            .await?;
        let [job, items] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let Some(job) = rows::<JobRow>(job, "bulk_job")?.into_iter().next() else {
            return Ok(None);
        };
        let items = rows::<ItemRow>(items, "bulk_item")?.into_iter();
        let items: Result<Vec<Item>, _> = items.map(ItemRow::read).collect();
        Ok(Some(Job {
            id: id.clone(),
            command: BulkCommand::parse(&job.command)
                .ok_or(RepositoryError::Corrupt("bulk_job"))?,
            wish: job.wish,
            is_confirmed: job.confirmed_at.is_some(),
            items: items?,
        }))
    }

    async fn set_wish(
        &self,
        id: &ComplaintId,
        wish: &str,
        titles: &[(u32, String)],
    ) -> Result<(), RepositoryError> {
        let key = text(id.as_str());
        let statements = vec![
            self.bind(UPDATE_WISH, &[key.clone(), text(wish)])?,
            self.bind(UPDATE_TITLES, &[key, text(&json!(titles).to_string())])?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn confirm(&self, id: &ComplaintId, now: Timestamp) -> Result<(), RepositoryError> {
        let values = [text(id.as_str()), time(now)];
        self.all(CONFIRM, &values).await.map(|_| ())
    }

    async fn note(
        &self,
        id: &ComplaintId,
        outcomes: &[(u32, ItemOutcome, Option<String>)],
    ) -> Result<(), RepositoryError> {
        if outcomes.is_empty() {
            return Ok(());
        }
        let outcomes = outcomes.iter();
        let outcomes =
            outcomes.map(|(position, outcome, reason)| json!([position, outcome.as_str(), reason]));
        let outcomes = json!(outcomes.collect::<Vec<_>>()).to_string();
        let values = [text(id.as_str()), text(&outcomes)];
        self.all(NOTE, &values).await.map(|_| ())
    }

    async fn open_many(
        &self,
        ids: &[ComplaintId],
        commands: &[ComplaintId],
    ) -> Result<(Vec<Stored>, Vec<Repeated>), RepositoryError> {
        let results = self
            .batch(vec![
                self.bind(SELECT_MANY, &[text(&json!(ids).to_string())])?,
                self.bind(SELECT_COMMANDS, &[text(&json!(commands).to_string())])?,
            ])
            .await?;
        let [stored, repeated] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let stored = rows::<LifeRow>(stored, "complaint")?.into_iter();
        let stored: Result<Vec<_>, _> = stored.map(LifeRow::read).collect();
        let repeated = rows::<RepeatedRow>(repeated, "command")?.into_iter();
        let repeated: Result<Vec<_>, _> = repeated.map(RepeatedRow::read).collect();
        Ok((stored?, repeated?))
    }
}
