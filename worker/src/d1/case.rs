//! Cases at the desk, in D1: what lies outside an officer's scope never leaves the database.

use super::attachments::{file_columns, files_of};
use super::complaints::{D1Complaints, EventRow};
use super::lives::rows;
use super::rows::{LifeRow, TextRow, select_life};
use super::scope::{in_scope, posts, role_in_scope};
use super::{text, time};
use crate::d1::reference::note_version;
use crate::ports::desk::case::{
    AnswerTemplate, CaseFile, CaseRepository, NearbyCase, Neighbourhood, OtherCase, StoredCase,
};
use crate::ports::life::Officer;
use crate::ports::{RepositoryError, SealedIdentity};
use domain::complaint::words::OfficerId;
use domain::complaint::{Channel, ComplaintId, ReportType, StateName, Visibility};
use domain::date::{Date, Timestamp};
use domain::tracking_code::TrackingCode;
use serde::Deserialize;
use serde_json::json;

const SELECT_LIFE: &str = select_life!(
    "0",
    "where c.tracking_code = ?1 and ",
    in_scope!("?2"),
    " order by c.received_at, c.id limit 1"
);

const SELECT_INTAKE: &str = concat!(
    "select c.kind, c.channel, c.written_at, c.occurred_on, c.landmark, c.region_code, c.lat, c.lon,
  (select coalesce(max(version), '') from reference_version where id = 1) as version
from complaint c where c.tracking_code = ?1 and ",
    in_scope!("?2"),
    " order by c.received_at, c.id limit 1"
);

// What is read by id is asked again: the case may have been locked since.
const SELECT_EVENTS: &str = concat!(
    "select e.kind, e.at, e.data, e.hash,
  (select group_concat(distinct n.audience) from notification n
   where n.complaint_id = e.complaint_id and n.event_seq = e.seq and n.audience <> 'reporter') as told
from complaint c join complaint_event e on e.complaint_id = c.id where c.id = ?1 and ",
    in_scope!("?2"),
    " order by e.seq limit 2000"
);

const SELECT_TEXTS: &str = concat!(
    "select m.seq, m.part, m.thread, m.author, m.text, m.at
from complaint c join message m on m.complaint_id = c.id where c.id = ?1 and ",
    in_scope!("?2"),
    " order by m.seq, m.part limit 2000"
);

const SELECT_LEAD: &str = concat!(
    "select c.tracking_code, c.state, ",
    in_scope!("?2"),
    " as is_open
from complaint f join complaint c on c.id = f.merged_into where f.id = ?1 limit 1"
);

const SELECT_FOLLOWERS: &str = concat!(
    "select c.tracking_code, c.state, 1 as is_open
from complaint c where c.merged_into = ?1 and ",
    in_scope!("?2"),
    " order by c.received_at, c.id limit 50"
);

const SELECT_NEARBY: &str = concat!(
    "select c.tracking_code, c.state, c.visibility, c.merged_into is not null as is_merged,
  substr(c.narrative, 1, 1000) as narrative, c.region_code, c.lat, c.lon, c.received_at, c.follower_count
from complaint c
where c.region_code >= ?3 and c.region_code < ?4 and c.received_at between ?5 and ?6 and c.id <> ?1
  and coalesce(c.category_code, c.suggestion ->> '$.categories[0].code') in (select value from json_each(?7))
  and ",
    in_scope!("?2"),
    " order by c.received_at desc limit 100"
);

const SELECT_FILES: &str = concat!(
    "select ",
    file_columns!(),
    " from complaint c join attachment a on a.complaint_id = c.id where c.id = ?1 and ",
    in_scope!("?2"),
    " order by a.announced_at, a.rowid limit 50"
);

const SELECT_TEMPLATES: &str = concat!(
    "select t.id, t.title, t.body from complaint c join answer_template t on t.is_active = 1
  and (t.agency_id is null or t.agency_id = c.agency_id) and (t.unit_id is null or t.unit_id = c.unit_id)
  and (t.category_code is null or t.category_code = c.category_code)
where c.id = ?1 and ",
    in_scope!("?2"),
    " order by t.category_code is null, t.unit_id is null, t.agency_id is null, t.title, t.id limit 50"
);

// Written down first, in the same batch: nobody sees a name that nobody recorded.
const LOG_READING: &str = concat!(
    "insert into access_log (complaint_id, at, actor, what, officer_id)
select c.id, ?3, ",
    role_in_scope!("?2"),
    ", 'named_reporter_read', ?4 from complaint c
where c.id = ?1 and c.reporter = 'named' and ",
    in_scope!("?2")
);

const SELECT_IDENTITY: &str = concat!(
    "select i.key_id, i.nonce, i.ciphertext from complaint c join identity i on i.complaint_id = c.id
where c.id = ?1 and c.reporter = 'named' and ",
    in_scope!("?2"),
    " limit 1"
);

const SELECT_SENT: &str = "
select count(*) as count from command k
join complaint c on c.id = k.complaint_id
join complaint_event e on e.complaint_id = k.complaint_id and e.seq = k.seq
where k.id = ?1 and c.tracking_code = ?2 and e.data ->> '$.by.officer' = ?3 limit 1";

#[derive(Deserialize)]
struct IntakeRow {
    kind: String,
    channel: String,
    written_at: Option<f64>,
    occurred_on: Option<String>,
    landmark: Option<String>,
    region_code: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    version: String,
}

#[derive(Deserialize)]
struct OtherRow {
    tracking_code: String,
    state: String,
    is_open: u8,
}

#[derive(Deserialize)]
struct NearbyRow {
    tracking_code: String,
    state: String,
    visibility: String,
    is_merged: u8,
    narrative: String,
    region_code: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    received_at: f64,
    follower_count: u32,
}

#[derive(Deserialize)]
struct TemplateRow {
    id: String,
    title: String,
    body: String,
}

#[derive(Deserialize)]
struct IdentityRow {
    key_id: String,
    nonce: String,
    ciphertext: String,
}

#[derive(Deserialize)]
struct CountRow {
    count: u32,
}

impl CaseRepository for D1Complaints {
    async fn case(
        &self,
        code: &TrackingCode,
        officer: &Officer,
    ) -> Result<Option<StoredCase>, RepositoryError> {
        let values = [text(&code.compact()), text(&posts(officer))];
        let results = self
            .batch(vec![
                self.bind(SELECT_LIFE, &values)?,
                self.bind(SELECT_INTAKE, &values)?,
            ])
            .await?;
        let [life, intake] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let life = rows::<LifeRow>(life, "complaint")?.into_iter().next();
        let intake = rows::<IntakeRow>(intake, "complaint")?.into_iter().next();
        let (Some(life), Some(intake)) = (life, intake) else {
            return Ok(None);
        };
        // Or this isolate would go on counting by holidays of yesterday.
        note_version(&intake.version);
        intake.with(life).map(Some)
    }

    async fn file(
        &self,
        case: &StoredCase,
        officer: &Officer,
        near: &Neighbourhood<'_>,
    ) -> Result<CaseFile, RepositoryError> {
        let id = text(case.stored.complaint.facts().id.as_str());
        let mine = [id, text(&posts(officer))];
        // Everything that begins with the code of the regency; every character of a code sorts before `~`.
        let end = match near.regency {
            "" => String::new(),
            regency => format!("{regency}~"),
        };
        let categories = json!(near.categories).to_string();
        let mut nearby = mine.to_vec();
        nearby.extend([
            text(near.regency),
            text(&end),
            time(near.from),
            time(near.to),
            text(&categories),
        ]);
        let results = self
            .batch(vec![
                self.bind(SELECT_EVENTS, &mine)?,
                self.bind(SELECT_TEXTS, &mine)?,
                self.bind(SELECT_LEAD, &mine)?,
                self.bind(SELECT_FOLLOWERS, &mine)?,
                self.bind(SELECT_NEARBY, &nearby)?,
                self.bind(SELECT_TEMPLATES, &mine)?,
                self.bind(SELECT_FILES, &mine)?,
            ])
            .await?;
        let [events, texts, lead, followers, nearby, templates, files] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let history = rows::<EventRow>(events, "complaint_event")?;
        let texts = rows::<TextRow>(texts, "message")?.into_iter();
        let lead = rows::<OtherRow>(lead, "complaint")?.into_iter().next();
        let followers = rows::<OtherRow>(followers, "complaint")?.into_iter();
        let nearby = rows::<NearbyRow>(nearby, "complaint")?.into_iter();
        let templates = rows::<TemplateRow>(templates, "answer_template")?.into_iter();
        Ok(CaseFile {
            history: history.into_iter().map(EventRow::read).collect(),
            texts: texts.map(TextRow::read).collect::<Result<_, _>>()?,
            lead: lead.map(OtherRow::read).transpose()?,
            followers: followers.map(OtherRow::read).collect::<Result<_, _>>()?,
            nearby: nearby.map(NearbyRow::read).collect::<Result<_, _>>()?,
            templates: templates.map(TemplateRow::read).collect(),
            files: files_of(files)?,
        })
    }

    async fn named_reporter(
        &self,
        id: &ComplaintId,
        officer: &Officer,
        at: Timestamp,
    ) -> Result<Option<SealedIdentity>, RepositoryError> {
        let mine = [text(id.as_str()), text(&posts(officer))];
        let mut reading = mine.to_vec();
        reading.extend([time(at), text(officer.id.as_str())]);
        let results = self
            .batch(vec![
                self.bind(LOG_READING, &reading)?,
                self.bind(SELECT_IDENTITY, &mine)?,
            ])
            .await?;
        let [_, identity] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let row = rows::<IdentityRow>(identity, "identity")?
            .into_iter()
            .next();
        Ok(row.map(|row| SealedIdentity {
            key_id: row.key_id,
            nonce: row.nonce,
            ciphertext: row.ciphertext,
        }))
    }

    async fn was_sent(
        &self,
        command: &ComplaintId,
        code: &TrackingCode,
        officer: &OfficerId,
    ) -> Result<bool, RepositoryError> {
        let values = [
            text(command.as_str()),
            text(&code.compact()),
            text(officer.as_str()),
        ];
        let result = self.all(SELECT_SENT, &values).await?;
        let row = rows::<CountRow>(&result, "command")?.into_iter().next();
        Ok(row.is_some_and(|row| row.count > 0))
    }
}

impl IntakeRow {
    fn with(self, life: LifeRow) -> Result<StoredCase, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("complaint");
        let occurred_on = self.occurred_on.as_deref().map(Date::parse).transpose();
        Ok(StoredCase {
            stored: life.read()?,
            kind: ReportType::parse(&self.kind).ok_or_else(corrupt)?,
            channel: Channel::parse(&self.channel).ok_or_else(corrupt)?,
            written_at: self.written_at.map(|at| Timestamp(at as i64)),
            occurred_on: occurred_on.map_err(|_| corrupt())?,
            landmark: self.landmark,
            region: self.region_code,
            point: self.lat.zip(self.lon),
        })
    }
}

impl OtherRow {
    fn read(self) -> Result<OtherCase, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("complaint");
        let code = TrackingCode::parse(&self.tracking_code).map_err(|_| corrupt())?;
        Ok(OtherCase {
            tracking_code: (self.is_open == 1).then_some(code),
            state: StateName::parse(&self.state).ok_or_else(corrupt)?,
        })
    }
}

impl NearbyRow {
    fn read(self) -> Result<NearbyCase, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("complaint");
        Ok(NearbyCase {
            tracking_code: TrackingCode::parse(&self.tracking_code).map_err(|_| corrupt())?,
            state: StateName::parse(&self.state).ok_or_else(corrupt)?,
            visibility: Visibility::parse(&self.visibility).ok_or_else(corrupt)?,
            is_merged: self.is_merged == 1,
            narrative: self.narrative,
            region: self.region_code,
            point: self.lat.zip(self.lon),
            received_at: Timestamp(self.received_at as i64),
            follower_count: self.follower_count,
        })
    }
}

impl TemplateRow {
    fn read(self) -> AnswerTemplate {
        AnswerTemplate {
            id: self.id,
            title: self.title,
            body: self.body,
        }
    }
}
