//! Files in the hands of officers and of the clock.

use super::{FileRow, count, file_columns};
use crate::d1::complaints::D1Complaints;
use crate::d1::lives::rows;
use crate::d1::scope::{in_scope, posts};
use crate::d1::{text, time};
use crate::ports::RepositoryError;
use crate::ports::files::{FileChange, FileKeeper, FileSweepRepository, Pending};
use crate::ports::life::Officer;
use domain::attachment::FileDigest;
use domain::complaint::ComplaintId;
use domain::date::Timestamp;
use serde::Deserialize;
use serde_json::json;

const HIDE: &str = concat!(
    "update attachment set hidden_at = ?4, hidden_by = ?5, hidden_reason = ?6
where complaint_id = ?1 and sha256 = ?2 and state = 'stored' and hidden_at is null
  and exists (select 1 from complaint c where c.id = ?1 and ",
    in_scope!("?3"),
    ")"
);

const SHOW: &str = concat!(
    "update attachment set hidden_at = null, hidden_by = null, hidden_reason = null
where complaint_id = ?1 and sha256 = ?2 and hidden_at is not null and ?4 > 0 and ?5 <> '' and ?6 is not null
  and exists (select 1 from complaint c where c.id = ?1 and ",
    in_scope!("?3"),
    ")"
);

const REMOVE: &str = concat!(
    // What was kept of it stays known by its digest: the same picture does not come back.
    "update attachment set state = 'removed', reason = ?6, stored_bytes = null, thumbnail_type = null, hidden_at = null, hidden_by = null, hidden_reason = null
where complaint_id = ?1 and sha256 = ?2 and state = 'stored' and ?4 > 0 and ?5 <> ''
  and exists (select 1 from complaint c where c.id = ?1 and ",
    in_scope!("?3"),
    ")"
);

const LOG_CHANGE: &str = "
insert into access_log (complaint_id, at, actor, what, officer_id)
select ?1, cast(?2 as integer), 'officer', ?3, ?4 where changes() > 0";

const SELECT_WHOLE: &str = concat!(
    "select ",
    file_columns!(),
    " from attachment a where a.state = 'expected'
  and (select count(*) from attachment_part p where p.complaint_id = a.complaint_id and p.sha256 = a.sha256)
    = (a.bytes + a.part_bytes - 1) / a.part_bytes
order by a.announced_at limit cast(?1 as integer)"
);

const SELECT_LATE: &str = "
select complaint_id, sha256 from attachment where state = 'expected' and announced_at < ?1
order by announced_at limit cast(?2 as integer)";

const FORGET_PARTS: &str = "
delete from attachment_part where (complaint_id, sha256) in (
  select j.value ->> 0, j.value ->> 1 from json_each(?1) j)";

const FORGET_FILES: &str = "
delete from attachment where state = 'expected' and (complaint_id, sha256) in (
  select j.value ->> 0, j.value ->> 1 from json_each(?1) j)";

const SELECT_ORPHANS: &str = "
select j.value ->> 0 as key from json_each(?1) j where case j.value ->> 1
  when 'part' then not exists (select 1 from attachment_part p
    where p.complaint_id = j.value ->> 2 and p.sha256 = j.value ->> 3 and p.n = cast(j.value ->> 4 as integer))
  when 'file' then not exists (select 1 from attachment a
    where a.complaint_id = j.value ->> 2 and a.stored_sha256 = j.value ->> 3 and a.state = 'stored')
  when 'thumb' then not exists (select 1 from attachment a
    where a.complaint_id = j.value ->> 2 and a.sha256 = j.value ->> 3 and a.thumbnail_type is not null
      and a.state in ('expected', 'stored'))
  else 0 end
limit 1000";

#[derive(Deserialize)]
struct KeyRow {
    key: String,
}

#[derive(Deserialize)]
struct LateRow {
    complaint_id: String,
    sha256: String,
}

impl FileKeeper for D1Complaints {
    async fn change_file(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        change: FileChange,
        officer: &Officer,
        reason: &str,
        at: Timestamp,
    ) -> Result<bool, RepositoryError> {
        let (sql, what) = match change {
            FileChange::Hide => (HIDE, "file_hidden"),
            FileChange::Show => (SHOW, "file_shown"),
            FileChange::Remove => (REMOVE, "file_removed"),
        };
        let (complaint, by) = (text(id.as_str()), text(officer.id.as_str()));
        let values = [
            complaint.clone(),
            text(file.as_str()),
            text(&posts(officer)),
            time(at),
            by.clone(),
            text(reason),
        ];
        let log = [complaint, time(at), text(what), by];
        let statements = vec![self.bind(sql, &values)?, self.bind(LOG_CHANGE, &log)?];
        let results = self.batch(statements).await?;
        let meta = results.first().and_then(|result| result.meta().ok());
        let changes = meta.flatten().and_then(|meta| meta.changes);
        Ok(changes.is_some_and(|changes| changes > 0))
    }
}

impl FileSweepRepository for D1Complaints {
    async fn whole_but_not_kept(&self, limit: u32) -> Result<Vec<Pending>, RepositoryError> {
        let result = self.all(SELECT_WHOLE, &[count(limit)]).await?;
        let rows = rows::<FileRow>(&result, "attachment")?.into_iter();
        let pending = rows.map(|row| {
            let id = ComplaintId::parse(&row.complaint_id);
            Ok(Pending {
                complaint: id.map_err(|_| RepositoryError::Corrupt("attachment"))?,
                file: row.read()?,
            })
        });
        pending.collect()
    }

    async fn forget_late(&self, before: Timestamp, limit: u32) -> Result<u32, RepositoryError> {
        let result = self.all(SELECT_LATE, &[time(before), count(limit)]).await?;
        let late = rows::<LateRow>(&result, "attachment")?;
        if late.is_empty() {
            return Ok(0);
        }
        let keys: Vec<_> = late
            .iter()
            .map(|row| [&row.complaint_id, &row.sha256])
            .collect();
        let keys = text(&json!(keys).to_string());
        let statements = vec![
            self.bind(FORGET_PARTS, std::slice::from_ref(&keys))?,
            self.bind(FORGET_FILES, std::slice::from_ref(&keys))?,
        ];
        self.batch(statements).await?;
        Ok(late.len() as u32)
    }

    async fn orphans(&self, keys: &[String]) -> Result<Vec<String>, RepositoryError> {
        let pieces: Vec<Vec<&str>> = keys
            .iter()
            .map(|key| {
                std::iter::once(key.as_str())
                    .chain(key.split('/'))
                    .collect()
            })
            .collect();
        let values = [text(&json!(pieces).to_string())];
        let result = self.all(SELECT_ORPHANS, &values).await?;
        let rows = rows::<KeyRow>(&result, "attachment")?.into_iter();
        Ok(rows.map(|row| row.key).collect())
    }
}
