//! What is sealed: the tables `identity_request` and `access_log`.

use super::complaints::D1Complaints;
use super::lives::{Rows, rows};
use super::scope::{in_scope, posts};
use super::{number, optional, text, time};
use crate::ports::desk::sealed::{
    Access, AccessLogRepository, Decision, IdentityRequest, LogFilter, LogRow, SealedRepository,
    Step,
};
use crate::ports::life::{Change, Officer};
use crate::ports::{RepositoryError, SealedIdentity};
use domain::complaint::ComplaintId;
use domain::complaint::actor::Role;
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use worker::D1PreparedStatement;

/// After every time there is.
const NEVER: Timestamp = Timestamp(9_000_000_000_000_000);

const SELECT_IN_SCOPE: &str = concat!(
    "select c.id from complaint c where c.tracking_code = ?1 and ",
    in_scope!("?2"),
    " order by c.received_at, c.id limit 1"
);

macro_rules! select_requests {
    ($rest:literal) => {
        concat!(
            "select r.id, r.complaint_id, c.tracking_code, r.asked_by, o.name as asker, r.asked_as, r.asked_at, r.basis,
  r.reason, r.decided_at, r.is_granted, r.sentence, r.expires_at, r.opened_at, r.opening
from identity_request r join complaint c on c.id = r.complaint_id join officer o on o.id = r.asked_by ",
            $rest
        )
    };
}

const SELECT_REQUEST: &str = select_requests!("where r.id = ?1 limit 1");
const SELECT_OWN: &str =
    select_requests!("where r.asked_by = ?1 order by r.asked_at desc, r.id limit 50");
const SELECT_OWN_ABOUT: &str = select_requests!(
    "where r.complaint_id = ?2 and r.asked_by = ?1 order by r.asked_at desc, r.id limit 50"
);
const SELECT_WAITING: &str =
    select_requests!("where r.decided_at is null order by r.asked_at, r.id limit 100");
const SELECT_DECIDED: &str =
    select_requests!("where r.decided_at is not null order by r.decided_at desc, r.id limit 30");

const SELECT_IDENTITY: &str =
    "select key_id, nonce, ciphertext from identity where complaint_id = ?1 limit 1";

const INSERT_REQUEST: &str = "
insert into identity_request (id, complaint_id, asked_by, asked_as, asked_at, basis, reason)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
// The history entry is the lock: whoever was second has failed before this.
const DECIDE: &str = "
update identity_request set decided_by = ?2, decided_at = ?3, is_granted = ?4, sentence = ?5, expires_at = ?6
where id = ?1 and decided_at is null";
const OPEN: &str =
    "update identity_request set opened_at = ?2, opening = ?3 where id = ?1 and opened_at is null";

const INSERT_ACCESS: &str = "
insert into access_log (complaint_id, at, actor, what, officer_id) values (?1, ?2, ?3, ?4, ?5)";

macro_rules! select_log {
    ($which:literal) => {
        concat!(
            "select l.id, l.at, l.actor, l.what, l.officer_id, o.name as officer, c.tracking_code as code,
  l.subject_id, s.name as subject
from access_log l left join officer o on o.id = l.officer_id left join complaint c on c.id = l.complaint_id
  left join officer s on s.id = l.subject_id
where ",
            $which,
            " and (?2 = '' or exists (select 1 from officer f where f.id in (l.officer_id, l.subject_id)
   and (f.id = ?2 or instr(lower(f.name), lower(?2)) > 0))) and (?3 = '' or l.what = ?3) and l.at >= ?4 and l.at < ?5 and l.id < ?6
order by l.id desc limit ?7"
        )
    };
}
const SELECT_LOG: &str = select_log!("?1 = ''");
const SELECT_LOG_OF: &str =
    select_log!("l.complaint_id in (select id from complaint where tracking_code = ?1)");

#[derive(Deserialize)]
struct IdRow {
    id: String,
}

#[derive(Deserialize)]
struct RequestRow {
    id: String,
    complaint_id: String,
    tracking_code: String,
    asked_by: String,
    asker: String,
    asked_as: String,
    asked_at: f64,
    basis: String,
    reason: String,
    decided_at: Option<f64>,
    is_granted: Option<u8>,
    sentence: Option<String>,
    expires_at: Option<f64>,
    opened_at: Option<f64>,
    opening: Option<String>,
}

impl RequestRow {
    fn read(self) -> Result<IdentityRequest, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("identity_request");
        let at = |at: f64| Timestamp(at as i64);
        let decision = self.decided_at.map(|decided_at| Decision {
            at: at(decided_at),
            is_granted: self.is_granted == Some(1),
            sentence: self.sentence.unwrap_or_default(),
            expires_at: at(self.expires_at.unwrap_or_default()),
        });
        Ok(IdentityRequest {
            id: ComplaintId::parse(&self.id).map_err(|_| corrupt())?,
            complaint: ComplaintId::parse(&self.complaint_id).map_err(|_| corrupt())?,
            tracking_code: TrackingCode::parse(&self.tracking_code).map_err(|_| corrupt())?,
            asked_by: OfficerId::parse(&self.asked_by).map_err(|_| corrupt())?,
            asker: self.asker,
            asked_as: Role::parse(&self.asked_as).ok_or_else(corrupt)?,
            asked_at: at(self.asked_at),
            basis: self.basis,
            reason: self.reason,
            decision,
            opened: self
                .opened_at
                .map(|opened_at| (at(opened_at), self.opening.unwrap_or_default())),
        })
    }
}

#[derive(Deserialize)]
struct IdentityRow {
    key_id: String,
    nonce: String,
    ciphertext: String,
}

#[derive(Deserialize)]
struct LogRowRow {
    id: u32,
    at: f64,
    actor: String,
    what: String,
    officer_id: Option<String>,
    officer: Option<String>,
    code: Option<String>,
    subject_id: Option<String>,
    subject: Option<String>,
}

impl SealedRepository for D1Complaints {
    async fn in_scope(
        &self,
        code: &TrackingCode,
        officer: &Officer,
    ) -> Result<Option<ComplaintId>, RepositoryError> {
        let values = [text(&code.compact()), text(&posts(officer))];
        let result = self.all(SELECT_IN_SCOPE, &values).await?;
        let row = rows::<IdRow>(&result, "complaint")?.into_iter().next();
        let id = row.map(|row| ComplaintId::parse(&row.id));
        id.transpose()
            .map_err(|_| RepositoryError::Corrupt("complaint"))
    }

    async fn request(&self, id: &str) -> Result<Option<IdentityRequest>, RepositoryError> {
        let found = self.requests(SELECT_REQUEST, &[text(id)]).await?;
        Ok(found.into_iter().next())
    }

    async fn requests_by(
        &self,
        officer: &OfficerId,
        about: Option<&ComplaintId>,
    ) -> Result<Vec<IdentityRequest>, RepositoryError> {
        let officer = text(officer.as_str());
        match about {
            None => self.requests(SELECT_OWN, &[officer]).await,
            Some(about) => {
                let values = [officer, text(about.as_str())];
                self.requests(SELECT_OWN_ABOUT, &values).await
            }
        }
    }

    async fn waiting(&self) -> Result<Vec<IdentityRequest>, RepositoryError> {
        self.requests(SELECT_WAITING, &[]).await
    }

    async fn decided(&self) -> Result<Vec<IdentityRequest>, RepositoryError> {
        self.requests(SELECT_DECIDED, &[]).await
    }

    async fn identity(&self, id: &ComplaintId) -> Result<Option<SealedIdentity>, RepositoryError> {
        let result = self.all(SELECT_IDENTITY, &[text(id.as_str())]).await?;
        let row = rows::<IdentityRow>(&result, "identity")?.into_iter().next();
        Ok(row.map(|row| SealedIdentity {
            key_id: row.key_id,
            nonce: row.nonce,
            ciphertext: row.ciphertext,
        }))
    }

    async fn step(
        &self,
        id: &ComplaintId,
        change: Change,
        step: &Step<'_>,
        access: &Access<'_>,
    ) -> Result<(), RepositoryError> {
        let mut statements = self.statements(&Rows::of(&[change]))?;
        statements.push(match step {
            Step::Ask { basis, reason } => self.bind(
                INSERT_REQUEST,
                &[
                    text(id.as_str()),
                    optional(access.complaint.map(ComplaintId::as_str)),
                    text(access.officer.as_str()),
                    text(access.role.as_str()),
                    time(access.at),
                    text(basis.as_str()),
                    text(reason.as_str()),
                ],
            )?,
            Step::Decide {
                grants,
                sentence,
                expires_at,
            } => self.bind(
                DECIDE,
                &[
                    text(id.as_str()),
                    text(access.officer.as_str()),
                    time(access.at),
                    number(Some(f64::from(u8::from(*grants)))),
                    text(sentence.as_str()),
                    time(*expires_at),
                ],
            )?,
            Step::Open(opening) => self.bind(
                OPEN,
                &[text(id.as_str()), time(access.at), text(opening.as_str())],
            )?,
        });
        statements.push(self.access(access)?);
        self.batch(statements).await.map(|_| ())
    }

    async fn log(&self, access: &Access<'_>) -> Result<(), RepositoryError> {
        self.batch(vec![self.access(access)?]).await.map(|_| ())
    }
}

impl D1Complaints {
    async fn requests(
        &self,
        sql: &str,
        values: &[JsValue],
    ) -> Result<Vec<IdentityRequest>, RepositoryError> {
        let result = self.all(sql, values).await?;
        let rows = rows::<RequestRow>(&result, "identity_request")?;
        rows.into_iter().map(RequestRow::read).collect()
    }

    fn access(&self, access: &Access<'_>) -> Result<D1PreparedStatement, RepositoryError> {
        let values = [
            optional(access.complaint.map(ComplaintId::as_str)),
            time(access.at),
            text(access.role.as_str()),
            text(access.what),
            text(access.officer.as_str()),
        ];
        self.bind(INSERT_ACCESS, &values)
    }
}

impl AccessLogRepository for D1Complaints {
    async fn log_rows(
        &self,
        filter: &LogFilter,
        limit: u32,
    ) -> Result<Vec<LogRow>, RepositoryError> {
        let code = filter.code.as_ref().map(TrackingCode::compact);
        let officer = filter.officer.as_deref().unwrap_or_default();
        let before = filter.before.unwrap_or(u32::MAX);
        let values = [
            text(code.as_deref().unwrap_or_default()),
            text(officer),
            text(filter.what.as_deref().unwrap_or_default()),
            time(filter.from.unwrap_or(Timestamp(0))),
            time(filter.to.unwrap_or(NEVER)),
            number(Some(f64::from(before))),
            number(Some(f64::from(limit))),
        ];
        let sql = match code {
            Some(_) => SELECT_LOG_OF,
            None => SELECT_LOG,
        };
        let result = self.all(sql, &values).await?;
        let rows = rows::<LogRowRow>(&result, "access_log")?.into_iter();
        let rows = rows.map(|row| {
            let code = row.code.map(|code| TrackingCode::parse(&code)).transpose();
            Ok(LogRow {
                id: row.id,
                at: Timestamp(row.at as i64),
                actor: row.actor,
                what: row.what,
                officer: row
                    .officer_id
                    .map(|id| (id, row.officer.unwrap_or_default())),
                code: code.map_err(|_| RepositoryError::Corrupt("access_log"))?,
                subject: row
                    .subject_id
                    .map(|id| (id, row.subject.unwrap_or_default())),
            })
        });
        rows.collect()
    }
}
