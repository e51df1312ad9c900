//! The tables `attachment` and `attachment_part`.

mod keeping;

use super::complaints::D1Complaints;
use super::lives::rows;
use super::officers::post;
use super::scope::{in_scope, posts};
use super::{optional, text, time};
use crate::ports::files::{
    Announcer, Asked, AttachmentRepository, Author, CaseFiles, CaseName, Kept, NewFile, StoredFile,
};
use crate::ports::{
    ComplaintRepository, NewComplaint, RepositoryError, StoredReceipt, TrackedComplaint,
};
use domain::attachment::{
    AttachmentState, FileDigest, LATE_MS, MAX_OFFICER_FILES, MAX_REPORTER_FILES, MediaType,
};
use domain::complaint::ComplaintId;
use domain::complaint::actor::Role;
use domain::complaint::words::UnitId;
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use worker::{D1PreparedStatement, D1Result};

/// What is read of a file, from `attachment a`.
macro_rules! file_columns {
    () => {
        "a.complaint_id, a.sha256, a.type, a.bytes, a.part_bytes, a.state, a.reason, a.stored_sha256, a.stored_bytes,
  a.width, a.height, a.orientation, a.thumbnail_type, a.author, a.agency_id, a.unit_id, a.announced_at, a.hidden_reason,
  (select group_concat(p.n) from attachment_part p
   where p.complaint_id = a.complaint_id and p.sha256 = a.sha256) as parts"
    };
}
pub(super) use file_columns;

/// The complaint of a name, as far as the bearer of a key or an officer may know that there is one.
macro_rules! asked {
    ($columns:literal) => {
        concat!(
            "select ",
            $columns,
            " from complaint c where (c.id = ?1 or c.tracking_code = ?1)
  and (c.visibility = 'public' or c.access_key_hash = ?2 or ",
            in_scope!("?3"),
            ") order by c.access_key_hash = ?2 desc, c.received_at, c.id limit 1"
        )
    };
}

const SELECT_CASE: &str = concat!(
    "select k.*, (select max(e.at) from complaint_event e where e.complaint_id = k.id) as changed_at from (
select c.id, c.life, c.received_at, c.access_key_hash = ?2 as holds_key, ",
    in_scope!("?3"),
    " as is_in_scope from complaint c where c.id = (",
    asked!("c.id"),
    ")) k limit 1"
);

const SELECT_FILES: &str = concat!(
    "select ",
    file_columns!(),
    " from attachment a where a.complaint_id = (",
    asked!("c.id"),
    ") order by a.announced_at, a.rowid limit 50"
);

const SELECT_FILE: &str = concat!(
    "select ",
    file_columns!(),
    " from attachment a where a.complaint_id = ?1 and a.sha256 = ?2 limit 1"
);

/// Whether the public reads this complaint already: what its reporter adds now, nobody has looked at.
macro_rules! unseen {
    ($id:literal) => {
        concat!(
            "exists (select 1 from complaint c where c.id = ",
            $id,
            " and c.is_public = 1)"
        )
    };
}

// With a complaint that is filed again the same files are announced again, and perhaps one more: those that are new are
// counted, those that are known are left as they are. ?3 is its digest, or null where somebody was let in already.
const ANNOUNCE: &str = concat!(
    "
insert into attachment (complaint_id, sha256, type, bytes, part_bytes, state, author, officer_id, agency_id, unit_id,
  announced_at, stored_sha256, stored_bytes, width, height, orientation, stored_at, hidden_at, hidden_reason)
select ?1, j.value ->> 'sha256', j.value ->> 'type', j.value ->> 'bytes', j.value ->> 'part_bytes',
  iif(j.value ->> 'kept' is null, 'expected', 'stored'), ?4, ?5, ?6, ?7, cast(?8 as integer), j.value ->> 'kept',
  j.value ->> 'kept_bytes', j.value ->> 'width', j.value ->> 'height', coalesce(j.value ->> 'orientation', 1),
  iif(j.value ->> 'kept' is null, null, cast(?8 as integer)), iif(u.is_unseen, cast(?8 as integer), null),
  iif(u.is_unseen, 'unseen', null)
from json_each(?2) j
left join (select ",
    unseen!("?1"),
    " as is_unseen) u on ?4 = 'reporter' and j.value ->> 'kept' is not null
where (?3 is null or exists (select 1 from complaint c where c.id = ?1 and c.digest = ?3 and c.received_at >= ?9))
  and not exists (select 1 from attachment a where a.complaint_id = ?1 and (a.sha256 = j.value ->> 'sha256'
    or (a.state = 'removed' and a.stored_sha256 = j.value ->> 'kept')))
order by j.key
limit max(0, cast(?10 as integer) - (
  select count(*) from attachment a where a.complaint_id = ?1 and a.state <> 'refused'
    and (a.author = 'reporter') = (?4 = 'reporter')))"
);

const SELECT_DIGESTS: &str =
    "select sha256 from attachment where complaint_id = ?1 order by announced_at, rowid limit 50";

const INSERT_PART: &str = "
insert into attachment_part (complaint_id, sha256, n, stored_at)
select ?1, ?2, cast(?3 as integer), cast(?4 as integer)
where exists (select 1 from attachment a where a.complaint_id = ?1 and a.sha256 = ?2 and a.state = 'expected')
on conflict do nothing";

const DELETE_PARTS: &str = "
delete from attachment_part where complaint_id = ?1 and sha256 = ?2 and (?3 is null or n = ?3)";

const CUT_ANEW: &str = "
update attachment set part_bytes = cast(?3 as integer)
where complaint_id = ?1 and sha256 = ?2 and state = 'expected' and part_bytes > ?3";

const KEEP: &str = concat!(
    "
update attachment set state = 'stored', type = ?3, stored_sha256 = ?4, stored_bytes = ?5, width = ?6, height = ?7,
  orientation = ?8, stored_at = ?9, hidden_at = iif(author = 'reporter' and ",
    unseen!("?1"),
    ", ?9, null), hidden_reason = iif(author = 'reporter' and ",
    unseen!("?1"),
    ", 'unseen', null)
where complaint_id = ?1 and sha256 = ?2 and state = 'expected'"
);

const REFUSE: &str = "
update attachment set state = 'refused', reason = ?3 where complaint_id = ?1 and sha256 = ?2 and state = 'expected'";

const SET_THUMBNAIL: &str = "
update attachment set thumbnail_type = ?3
where complaint_id = ?1 and sha256 = ?2 and state in ('expected', 'stored') and thumbnail_type is null";

#[derive(Deserialize)]
struct CaseRow {
    id: String,
    life: String,
    received_at: f64,
    changed_at: f64,
    holds_key: u8,
    is_in_scope: u8,
}

#[derive(Deserialize)]
pub(super) struct FileRow {
    complaint_id: String,
    sha256: String,
    r#type: String,
    bytes: u32,
    part_bytes: u32,
    state: String,
    reason: Option<String>,
    stored_sha256: Option<String>,
    stored_bytes: Option<u32>,
    width: Option<u32>,
    height: Option<u32>,
    orientation: u8,
    thumbnail_type: Option<String>,
    author: String,
    agency_id: Option<String>,
    unit_id: Option<String>,
    announced_at: f64,
    hidden_reason: Option<String>,
    parts: Option<String>,
}

#[derive(Deserialize)]
struct DigestRow {
    sha256: String,
}

impl FileRow {
    pub(super) fn read(self) -> Result<StoredFile, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("attachment");
        let author = match self.author.as_str() {
            "reporter" => Author::Reporter,
            role => {
                let post = post(self.agency_id, self.unit_id)?;
                Author::Officer(Role::parse(role).ok_or_else(corrupt)?, post)
            }
        };
        let kept = match (self.stored_sha256, self.stored_bytes) {
            (Some(sha256), Some(bytes)) => {
                Some((FileDigest::parse(&sha256).ok_or_else(corrupt)?, bytes))
            }
            _ => None,
        };
        let mut parts: Vec<u32> = Vec::new();
        for part in self.parts.iter().flat_map(|parts| parts.split(',')) {
            parts.push(part.parse().map_err(|_| corrupt())?);
        }
        parts.sort_unstable();
        let size = self.width.zip(self.height);
        Ok(StoredFile {
            sha256: FileDigest::parse(&self.sha256).ok_or_else(corrupt)?,
            media: MediaType::parse(&self.r#type).ok_or_else(corrupt)?,
            bytes: self.bytes,
            part_bytes: self.part_bytes,
            state: AttachmentState::parse(&self.state).ok_or_else(corrupt)?,
            reason: self.reason,
            parts,
            kept,
            // From the fifth on the sides are exchanged.
            size: match self.orientation {
                5.. => size.map(|(width, height)| (height, width)),
                _ => size,
            },
            orientation: self.orientation,
            thumbnail: self.thumbnail_type.as_deref().and_then(MediaType::parse),
            author,
            announced_at: Timestamp(self.announced_at as i64),
            hidden: self.hidden_reason,
        })
    }
}

/// Files of an answer.
pub(super) fn files_of(result: &D1Result) -> Result<Vec<StoredFile>, RepositoryError> {
    let rows = rows::<FileRow>(result, "attachment")?.into_iter();
    rows.map(FileRow::read).collect()
}

fn files_json(files: &[NewFile]) -> String {
    let rows = files.iter().map(|file| {
        let announced = &file.descriptor;
        let kept = file.kept.as_ref();
        let size = kept.and_then(|kept| kept.size);
        json!({
            "sha256": announced.sha256.as_str(),
            "type": kept.map_or(announced.media, |kept| kept.media).as_str(),
            "bytes": announced.bytes,
            "part_bytes": announced.part_bytes,
            "kept": kept.map(|kept| kept.sha256.as_str()),
            "kept_bytes": kept.map(|kept| kept.bytes),
            "width": size.map(|(width, _)| width),
            "height": size.map(|(_, height)| height),
            "orientation": kept.map(|kept| kept.orientation),
        })
    });
    Value::from(rows.collect::<Vec<_>>()).to_string()
}

impl D1Complaints {
    /// The statements that announce files in the batch that stores their complaint.
    pub(super) fn announce_with(
        &self,
        id: &ComplaintId,
        digest: &str,
        files: &[NewFile],
        at: Timestamp,
    ) -> Result<[D1PreparedStatement; 2], RepositoryError> {
        Ok([
            self.announcing(id, Some(digest), files, &Announcer::Reporter, at)?,
            self.bind(SELECT_DIGESTS, &[text(id.as_str())])?,
        ])
    }

    fn announcing(
        &self,
        id: &ComplaintId,
        digest: Option<&str>,
        files: &[NewFile],
        by: &Announcer<'_>,
        at: Timestamp,
    ) -> Result<D1PreparedStatement, RepositoryError> {
        let (author, officer, post, limit) = match by {
            Announcer::Reporter => ("reporter", None, None, MAX_REPORTER_FILES),
            Announcer::Officer(officer, role, post) => {
                (role.as_str(), Some(*officer), *post, MAX_OFFICER_FILES)
            }
        };
        let unit = post.and_then(|post| post.unit.as_ref());
        let values = [
            text(id.as_str()),
            text(&files_json(files)),
            optional(digest),
            text(author),
            optional(officer.map(|officer| officer.id.as_str())),
            optional(post.map(|post| post.agency.as_str())),
            optional(unit.map(UnitId::as_str)),
            time(at),
            time(Timestamp(at.0.saturating_sub(LATE_MS))),
            count(limit),
        ];
        self.bind(ANNOUNCE, &values)
    }

    async fn changed(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        mut statements: Vec<D1PreparedStatement>,
    ) -> Result<Option<StoredFile>, RepositoryError> {
        let values = [text(id.as_str()), text(file.as_str())];
        statements.push(self.bind(SELECT_FILE, &values)?);
        let results = self.batch(statements).await?;
        let last = results.last().ok_or(RepositoryError::Corrupt("batch"))?;
        Ok(files_of(last)?.into_iter().next())
    }
}

/// Names of files, as a complaint that was just stored has them.
pub(super) fn digests_of(result: &D1Result) -> Result<Vec<FileDigest>, RepositoryError> {
    let rows = rows::<DigestRow>(result, "attachment")?.into_iter();
    Ok(rows
        .filter_map(|row| FileDigest::parse(&row.sha256))
        .collect())
}

fn count(number: u32) -> JsValue {
    JsValue::from_f64(f64::from(number))
}

fn maybe(number: Option<u32>) -> JsValue {
    number.map_or(JsValue::NULL, count)
}

impl AttachmentRepository for D1Complaints {
    async fn files(&self, asked: &Asked<'_>) -> Result<Option<CaseFiles>, RepositoryError> {
        let name = match asked.name {
            CaseName::Id(id) => id.to_string(),
            CaseName::Code(code) => code.compact(),
        };
        let posts = asked.officer.map_or("[]".to_owned(), posts);
        let values = [text(&name), text(asked.key_hash), text(&posts)];
        let results = self
            .batch(vec![
                self.bind(SELECT_CASE, &values)?,
                self.bind(SELECT_FILES, &values)?,
            ])
            .await?;
        let [case, files] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let Some(row) = rows::<CaseRow>(case, "complaint")?.into_iter().next() else {
            return Ok(None);
        };
        let corrupt = || RepositoryError::Corrupt("complaint");
        Ok(Some(CaseFiles {
            id: ComplaintId::parse(&row.id).map_err(|_| corrupt())?,
            complaint: serde_json::from_str(&row.life).map_err(|_| corrupt())?,
            received_at: Timestamp(row.received_at as i64),
            changed_at: Timestamp(row.changed_at as i64),
            holds_key: row.holds_key == 1,
            is_in_scope: row.is_in_scope == 1,
            files: files_of(files)?,
        }))
    }

    async fn announce(
        &self,
        id: &ComplaintId,
        files: &[NewFile],
        by: Announcer<'_>,
        at: Timestamp,
    ) -> Result<(), RepositoryError> {
        let statement = self.announcing(id, None, files, &by, at)?;
        self.batch(vec![statement]).await.map(|_| ())
    }

    async fn cut_anew(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        part_bytes: u32,
    ) -> Result<(), RepositoryError> {
        let which = [text(id.as_str()), text(file.as_str())];
        let parts = [&which[..], &[JsValue::NULL]].concat();
        let update = [&which[..], &[count(part_bytes)]].concat();
        let statements = vec![
            self.bind(DELETE_PARTS, &parts)?,
            self.bind(CUT_ANEW, &update)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn took_part(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        n: u32,
        at: Timestamp,
    ) -> Result<Option<StoredFile>, RepositoryError> {
        let values = [text(id.as_str()), text(file.as_str()), count(n), time(at)];
        let insert = self.bind(INSERT_PART, &values)?;
        self.changed(id, file, vec![insert]).await
    }

    async fn keep(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        kept: &Kept,
        at: Timestamp,
    ) -> Result<Option<StoredFile>, RepositoryError> {
        let which = [text(id.as_str()), text(file.as_str())];
        let mut values = which.to_vec();
        values.extend([
            text(kept.media.as_str()),
            text(kept.sha256.as_str()),
            count(kept.bytes),
            maybe(kept.size.map(|(width, _)| width)),
            maybe(kept.size.map(|(_, height)| height)),
            count(u32::from(kept.orientation)),
            time(at),
        ]);
        let parts = [&which[..], &[JsValue::NULL]].concat();
        let statements = vec![self.bind(KEEP, &values)?, self.bind(DELETE_PARTS, &parts)?];
        self.changed(id, file, statements).await
    }

    async fn refuse(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        reason: &str,
    ) -> Result<(), RepositoryError> {
        let (id, file) = (text(id.as_str()), text(file.as_str()));
        let values = [id.clone(), file.clone(), text(reason)];
        let parts = [id, file, JsValue::NULL];
        let statements = vec![
            self.bind(REFUSE, &values)?,
            self.bind(DELETE_PARTS, &parts)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn lose_parts(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        n: Option<u32>,
    ) -> Result<(), RepositoryError> {
        let values = [text(id.as_str()), text(file.as_str()), maybe(n)];
        let statement = self.bind(DELETE_PARTS, &values)?;
        self.batch(vec![statement]).await.map(|_| ())
    }

    async fn set_thumbnail(
        &self,
        id: &ComplaintId,
        file: &FileDigest,
        media: MediaType,
    ) -> Result<Option<StoredFile>, RepositoryError> {
        let values = [text(id.as_str()), text(file.as_str()), text(media.as_str())];
        let update = self.bind(SET_THUMBNAIL, &values)?;
        self.changed(id, file, vec![update]).await
    }
}

/// [`D1Complaints`] with files that come with a complaint, stored in the same batch.
pub struct WithFiles<'a> {
    complaints: &'a D1Complaints,
    files: &'a [NewFile],
}

impl<'a> WithFiles<'a> {
    /// A complaint that is stored with these.
    pub fn new(complaints: &'a D1Complaints, files: &'a [NewFile]) -> Self {
        Self { complaints, files }
    }
}

impl ComplaintRepository for WithFiles<'_> {
    async fn insert(&self, new: &NewComplaint<'_>) -> Result<StoredReceipt, RepositoryError> {
        self.complaints.insert_with(new, None, self.files).await
    }

    async fn by_code(
        &self,
        code: &TrackingCode,
        access_key_hash: &str,
    ) -> Result<Option<TrackedComplaint>, RepositoryError> {
        self.complaints.by_code(code, access_key_hash).await
    }
}
