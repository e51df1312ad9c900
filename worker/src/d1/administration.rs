//! Administration in D1. Every write is one batch that begins with its lock: the version of the tables.

mod accounts;
mod tables;

use super::complaints::D1Complaints;
use super::lives::rows;
use super::{number, optional, text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::administration::{
    AdministrationRepository, ChangeSet, ChangedRow, Draft, NewChangeSet, OpenComplaint,
    OpenStretch, Proposal, Proposed, Snapshot, StoredRow, StoredTable,
};
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use domain::reference::check::weekday;
use domain::reference::rows::Row;
use domain::reference::table::{ANSWER_TEMPLATE, EDITED, HOLIDAY, Kind, Table};
use domain::tracking_code::TrackingCode;
use serde::Deserialize;
use serde_json::{Value, json};
use worker::{D1PreparedStatement, D1Result};

/// A proposal that nobody confirmed is forgotten after a day.
const DRAFT_MS: i64 = 86_400_000;
/// A bound text may weigh 2 MB; arrays of rows are split well below.
const CHUNK_BYTES: usize = 500_000;
/// Rows of one change that a list shows.
const FIRST_ROWS: u32 = 3;
/// Rows of one change that its page shows, and an undo can take back.
const ALL_ROWS: u32 = 5000;
/// Changes of others that a stale proposal shows.
const MOST_UNSEEN: u32 = 20;

const SELECT_VERSIONS: &str = "select
  coalesce((select version from reference_version where id = 1), '') as version,
  coalesce((select version from template_version where id = 1), '') as templates";
const SELECT_REGIONS: &str = "select json_group_array(code) as body from (select code from region where level <> 'desa' limit 20000)";
const SELECT_SIZES: &str = "
select 'agency' as name, (select count(*) from agency where retired_at is null) as n
union all select 'agency_unit', (select count(*) from agency_unit where retired_at is null)
union all select 'category', (select count(*) from category where retired_at is null)
union all select 'routing_rule', (select count(*) from routing_rule where retired_at is null)
union all select 'terms', (select count(*) from terms where retired_at is null)
limit 10";
const SELECT_MORE_SIZES: &str = "
select 'holiday' as name, (select count(*) from holiday where retired_at is null) as n
union all select 'answer_template', (select count(*) from answer_template where is_active = 1)
union all select 'officer', (select count(*) from officer where is_active = 1)
limit 10";

const FORGET_DRAFTS: &str = "delete from reference_draft where at < ?1";
const INSERT_DRAFT: &str = "
insert into reference_draft (id, officer_id, at, base_version, payload) values (?1, ?2, ?3, ?4, ?5)";
const SELECT_DRAFT: &str = "
select id, at, base_version, payload from reference_draft where id = ?1 and officer_id = ?2 limit 1";

const BUMP_REFERENCE: &str =
    "update reference_version set version = ?2 where id = 1 and version = ?1";
const BUMP_TEMPLATES: &str =
    "update template_version set version = ?2 where id = 1 and version = ?1";
// changes() is what the statement before did: 0 where the tables are others now, and then the check fails.
const INSERT_CHANGE_SET: &str = "
insert into reference_change_set (id, at, officer_id, kind, undoes, reason, base_version, version, is_current)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, changes())";
const INSERT_CHANGES: &str = "
insert into reference_change (change_set_id, seq, table_name, row_key, before, after)
select ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?2)";

// The columns of `ChangeSetRow`; ?1 is how many rows come along.
macro_rules! select_change_sets {
    ($rest:literal) => {
        concat!(
            "select s.id, s.at, o.name as officer, s.kind, s.reason,
  (select count(*) from reference_change c where c.change_set_id = s.id) as row_count,
  (select u.id from reference_change_set u where u.undoes = s.id limit 1) as undone_by,
  (select json_group_array(json_array(c.table_name, c.row_key, c.before, c.after,
    (select w.name from officer w where c.table_name = 'officer' and w.id = c.row_key))) from
    (select * from reference_change where change_set_id = s.id order by seq limit ?1) c) as first_rows
from reference_change_set s join officer o on o.id = s.officer_id ",
            $rest
        )
    };
}
const SELECT_CHANGE_SETS: &str = select_change_sets!(
    "where (?2 is null or exists
    (select 1 from reference_change c where c.change_set_id = s.id and c.table_name = ?2))
  and (?3 is null or s.at < ?3 or (s.at = ?3 and s.id < ?4))
order by s.at desc, s.id desc limit ?5"
);
const SELECT_CHANGE_SET: &str = select_change_sets!("where s.id = ?2 limit 1");
// From the change that was decided on ?2 on: rows are numbered as they are stored.
const SELECT_CHANGES_SINCE: &str = select_change_sets!(
    "where s.kind <> 'officer'
  and s.rowid >= (select max(b.rowid) from reference_change_set b where b.base_version = ?2)
  and exists (select 1 from reference_change c
    where c.change_set_id = s.id and (c.table_name = 'answer_template') = (?3 = 1))
order by s.rowid desc limit ?4"
);

const SELECT_OPEN: &str = "
select id, tracking_code, life from complaint
where id > ?1 and state not in ('rejected', 'closed') order by id limit ?2";

const WAITING_AT_AGENCY: &str = "
select agency_id as name, count(*) as n from complaint
where state not in ('rejected', 'closed') and agency_id in (select value from json_each(?1))
group by agency_id limit 1000";
const WAITING_AT_UNIT: &str = "
select unit_id as name, count(*) as n from complaint
where state not in ('rejected', 'closed') and unit_id in (select value from json_each(?1))
group by unit_id limit 1000";
const WAITING_IN_CATEGORY: &str = "
select category_code as name, count(*) as n from complaint
where state not in ('rejected', 'closed') and category_code in (select value from json_each(?1))
group by category_code limit 1000";

#[derive(Deserialize)]
struct BodyRow {
    body: String,
}

#[derive(Deserialize)]
struct VersionRow {
    version: String,
    templates: String,
}

#[derive(Deserialize)]
struct CountRow {
    name: String,
    n: u32,
}

#[derive(Deserialize)]
struct DraftRow {
    id: String,
    at: f64,
    base_version: String,
    payload: String,
}

#[derive(Deserialize)]
struct OpenRow {
    id: String,
    tracking_code: String,
    life: String,
}

#[derive(Deserialize)]
struct ChangeSetRow {
    id: String,
    at: f64,
    officer: String,
    kind: String,
    reason: String,
    row_count: u32,
    undone_by: Option<String>,
    first_rows: String,
}

/// Table, key, before, after, and the name of an officer.
type FirstRow = (String, String, Option<String>, String, Option<String>);

impl ChangeSetRow {
    fn read(self) -> Result<ChangeSet, RepositoryError> {
        let corrupt = |_| RepositoryError::Corrupt("reference_change");
        let rows: Vec<FirstRow> = serde_json::from_str(&self.first_rows).map_err(corrupt)?;
        let rows = rows
            .into_iter()
            .map(|(table, key, before, after, name)| ChangedRow {
                table,
                key,
                name,
                before,
                after,
            });
        Ok(ChangeSet {
            id: self.id,
            at: Timestamp(self.at as i64),
            officer: self.officer,
            kind: self.kind,
            reason: self.reason,
            row_count: self.row_count,
            undone_by: self.undone_by,
            rows: rows.collect(),
        })
    }
}

fn count(count: u32) -> wasm_bindgen::JsValue {
    number(Some(f64::from(count)))
}

fn corrupt(table: &'static Table) -> RepositoryError {
    RepositoryError::Corrupt(table.name)
}

fn read_table(table: &'static Table, result: &D1Result) -> Result<StoredTable, RepositoryError> {
    let bodies = rows::<BodyRow>(result, table.name)?;
    let read = bodies.into_iter().map(|BodyRow { body }| {
        let mut cells: Vec<Value> = serde_json::from_str(&body).map_err(|_| corrupt(table))?;
        let is_retired = cells.pop().and_then(|flag| flag.as_i64()) == Some(1);
        let mut texts = cells.into_iter().map(|cell| match cell {
            Value::String(text) => text,
            _ => String::new(),
        });
        // What stands in the file for people is not stored.
        let cells = table.columns.iter().map(|column| match column.kind {
            Kind::Ignored => String::new(),
            _ => texts.next().unwrap_or_default(),
        });
        let mut row = Row {
            line: 0,
            cells: cells.collect(),
        };
        fill_in(table, &mut row);
        Ok(StoredRow { row, is_retired })
    });
    Ok(StoredTable {
        table,
        rows: read.collect::<Result<_, RepositoryError>>()?,
    })
}

/// Writes the cells that are computed.
fn fill_in(table: &Table, row: &mut Row) {
    if table == &HOLIDAY {
        let day = weekday(row.cell(table, "date")).unwrap_or_default();
        let position = table.position("weekday");
        if let Some(cell) = position.and_then(|position| row.cells.get_mut(position)) {
            day.clone_into(cell);
        }
    }
}

/// JSON arrays of at most [`CHUNK_BYTES`], each with as many of these as fit.
fn chunks(values: impl Iterator<Item = Value>) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    for value in values {
        let value = value.to_string();
        match chunks.last_mut() {
            Some(chunk) if chunk.len() + value.len() < CHUNK_BYTES => {
                chunk.push(',');
                chunk.push_str(&value);
            }
            _ => chunks.push(format!("[{value}")),
        }
    }
    for chunk in &mut chunks {
        chunk.push(']');
    }
    chunks
}

/// What an upsert takes: the stored cells, when it was retired, now.
fn stored_cells(table: &Table, proposed: &Proposed, now: Timestamp) -> Value {
    let stored = table.columns.iter().zip(&proposed.cells);
    let stored = stored.filter(|(column, _)| column.kind != Kind::Ignored);
    let mut cells: Vec<Value> = stored.map(|(_, cell)| json!(cell)).collect();
    cells.push(match proposed.is_retired {
        true => json!(now.0),
        false => Value::Null,
    });
    cells.push(json!(now.0));
    Value::Array(cells)
}

/// What the tables are called after a change: loaded files end where the `~` begins.
fn version_after(base: &str, id: &str) -> String {
    let loaded = base.split('~').next().unwrap_or_default();
    format!("{loaded}~{id}")
}

impl D1Complaints {
    fn change(&self, new: &NewChangeSet<'_>) -> Result<Vec<D1PreparedStatement>, RepositoryError> {
        let is_templates = new
            .rows
            .iter()
            .all(|(_, table, _)| *table == &ANSWER_TEMPLATE);
        let bump = match is_templates {
            true => BUMP_TEMPLATES,
            false => BUMP_REFERENCE,
        };
        let version = version_after(new.base_version, new.id);
        let set = [
            text(new.id),
            time(new.at),
            text(new.officer.as_str()),
            text(new.kind.as_str()),
            optional(new.undoes),
            text(new.reason),
            text(new.base_version),
            text(&version),
        ];
        let mut statements = vec![
            self.bind(bump, &[text(new.base_version), text(&version)])?,
            self.bind(INSERT_CHANGE_SET, &set)?,
        ];
        for table in EDITED {
            let Some(sql) = tables::of(table) else {
                continue;
            };
            let of_table = new.rows.iter().filter(|(_, of, _)| *of == table);
            let cells = of_table.map(|(_, table, proposed)| stored_cells(table, proposed, new.at));
            for chunk in chunks(cells) {
                statements.push(self.bind(sql.upsert, &[text(&chunk)])?);
            }
        }
        let entries = new
            .rows
            .iter()
            .enumerate()
            .map(|(seq, (row, _, _))| json!([seq, row.table, row.key, row.before, row.after]));
        for chunk in chunks(entries) {
            statements.push(self.bind(INSERT_CHANGES, &[text(new.id), text(&chunk)])?);
        }
        Ok(statements)
    }
}

/// A lock that did not hold is a lost race.
fn lost_race(error: RepositoryError) -> RepositoryError {
    match error {
        RepositoryError::Refused(message) if message.contains("is_current") => {
            RepositoryError::Conflict
        }
        error => error,
    }
}

impl AdministrationRepository for D1Complaints {
    async fn snapshot(&self) -> Result<Snapshot, RepositoryError> {
        let mut statements = vec![
            self.bind(SELECT_VERSIONS, &[])?,
            self.bind(SELECT_REGIONS, &[])?,
        ];
        for table in EDITED {
            let sql = tables::of(table).ok_or_else(|| corrupt(table))?;
            statements.push(self.bind(sql.select, &[])?);
        }
        let results = self.batch(statements).await?;
        let missing = || RepositoryError::Corrupt("reference_version");
        let versions = results.first().ok_or_else(missing)?;
        let versions = rows::<VersionRow>(versions, "reference_version")?;
        let versions = versions.into_iter().next().ok_or_else(missing)?;
        let regions = results.get(1).ok_or_else(missing)?;
        let regions = rows::<BodyRow>(regions, "region")?.into_iter().next();
        let regions = regions.ok_or_else(missing)?.body;
        let tables = EDITED.into_iter().zip(results.iter().skip(2));
        let tables = tables.map(|(table, result)| read_table(table, result));
        Ok(Snapshot {
            version: versions.version,
            template_version: versions.templates,
            tables: tables.collect::<Result<_, _>>()?,
            regions: serde_json::from_str(&regions)
                .map_err(|_| RepositoryError::Corrupt("region"))?,
        })
    }

    async fn table(&self, table: &'static Table) -> Result<StoredTable, RepositoryError> {
        let sql = tables::of(table).ok_or_else(|| corrupt(table))?;
        read_table(table, &self.all(sql.select, &[]).await?)
    }

    async fn sizes(&self) -> Result<Vec<(String, u32)>, RepositoryError> {
        let mut sizes = Vec::new();
        for sql in [SELECT_SIZES, SELECT_MORE_SIZES] {
            let result = self.all(sql, &[]).await?;
            let counts = rows::<CountRow>(&result, "agency")?;
            sizes.extend(counts.into_iter().map(|row| (row.name, row.n)));
        }
        Ok(sizes)
    }

    async fn put_draft(&self, officer: &OfficerId, draft: &Draft) -> Result<(), RepositoryError> {
        let payload = serde_json::to_string(&draft.proposal)
            .map_err(|_| RepositoryError::Corrupt("reference_draft"))?;
        let old = Timestamp(draft.at.0.saturating_sub(DRAFT_MS));
        let values = [
            text(&draft.id),
            text(officer.as_str()),
            time(draft.at),
            text(&draft.base_version),
            text(&payload),
        ];
        let statements = vec![
            self.bind(FORGET_DRAFTS, &[time(old)])?,
            self.bind(INSERT_DRAFT, &values)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn draft(&self, officer: &OfficerId, id: &str) -> Result<Option<Draft>, RepositoryError> {
        let values = [text(id), text(officer.as_str())];
        let result = self.all(SELECT_DRAFT, &values).await?;
        let Some(row) = rows::<DraftRow>(&result, "reference_draft")?.pop() else {
            return Ok(None);
        };
        let proposal: Proposal = serde_json::from_str(&row.payload)
            .map_err(|_| RepositoryError::Corrupt("reference_draft"))?;
        Ok(Some(Draft {
            id: row.id,
            at: Timestamp(row.at as i64),
            base_version: row.base_version,
            proposal,
        }))
    }

    async fn store_changes(&self, new: &NewChangeSet<'_>) -> Result<(), RepositoryError> {
        self.batch(self.change(new)?).await.map_err(lost_race)?;
        // Other isolates learn of it from their next write.
        super::reference::note_version(&version_after(new.base_version, new.id));
        Ok(())
    }

    async fn change_sets(
        &self,
        table: Option<&str>,
        before: Option<(Timestamp, &str)>,
        limit: u32,
    ) -> Result<Vec<ChangeSet>, RepositoryError> {
        let values = [
            count(FIRST_ROWS),
            optional(table),
            number(before.map(|(at, _)| at.0 as f64)),
            optional(before.map(|(_, id)| id)),
            count(limit),
        ];
        let result = self.all(SELECT_CHANGE_SETS, &values).await?;
        let sets = rows::<ChangeSetRow>(&result, "reference_change_set")?;
        sets.into_iter().map(ChangeSetRow::read).collect()
    }

    async fn change_set(&self, id: &str) -> Result<Option<ChangeSet>, RepositoryError> {
        let result = self
            .all(SELECT_CHANGE_SET, &[count(ALL_ROWS), text(id)])
            .await?;
        let mut sets = rows::<ChangeSetRow>(&result, "reference_change_set")?;
        sets.pop().map(ChangeSetRow::read).transpose()
    }

    async fn changes_since(
        &self,
        version: &str,
        table: &Table,
    ) -> Result<Vec<ChangeSet>, RepositoryError> {
        let is_templates = u32::from(table == &ANSWER_TEMPLATE);
        let values = [
            count(FIRST_ROWS),
            text(version),
            count(is_templates),
            count(MOST_UNSEEN),
        ];
        let result = self.all(SELECT_CHANGES_SINCE, &values).await?;
        let sets = rows::<ChangeSetRow>(&result, "reference_change_set")?;
        sets.into_iter().map(ChangeSetRow::read).collect()
    }

    async fn open_stretch(&self, cursor: &str, limit: u32) -> Result<OpenStretch, RepositoryError> {
        let result = self.all(SELECT_OPEN, &[text(cursor), count(limit)]).await?;
        let read = rows::<OpenRow>(&result, "complaint")?;
        let last = read.last().map(|row| row.id.clone());
        // A row that does not parse moves no deadline either.
        let complaints = read.into_iter().filter_map(|row| {
            Some(OpenComplaint {
                code: TrackingCode::parse(&row.tracking_code).ok()?,
                complaint: serde_json::from_str(&row.life).ok()?,
            })
        });
        Ok(OpenStretch {
            complaints: complaints.collect(),
            last,
        })
    }

    async fn waiting(
        &self,
        table: &str,
        keys: &[String],
    ) -> Result<Vec<(String, u32)>, RepositoryError> {
        let sql = match table {
            "agency" => WAITING_AT_AGENCY,
            "agency_unit" => WAITING_AT_UNIT,
            "category" => WAITING_IN_CATEGORY,
            _ => return Ok(Vec::new()),
        };
        let result = self.all(sql, &[text(&json!(keys).to_string())]).await?;
        let counts = rows::<CountRow>(&result, "complaint")?;
        Ok(counts.into_iter().map(|row| (row.name, row.n)).collect())
    }
}

#[cfg(test)]
mod tests;
