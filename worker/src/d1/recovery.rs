//! A way back for who lost the key: the tables `recovery_link`, `identity`, `access_log`.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::{text, time};
use crate::ports::life::{NewLink, RecoveryRepository};
use crate::ports::{RepositoryError, SealedIdentity};
use domain::complaint::ComplaintId;
use domain::date::Timestamp;
use domain::notification::{Audience, Template};
use serde::Deserialize;
use serde_json::json;

const SELECT_SEALED: &str = "
select i.key_id, i.nonce, i.ciphertext,
  (select count(*) from recovery_link l where l.complaint_id = ?1 and l.created_at > ?2) as links
from (select 1) left join identity i on i.complaint_id = ?1";

// Counted where it is stored: several may ask at once.
const INSERT_LINK: &str = "
insert into recovery_link (token_hash, complaint_id, created_at, expires_at)
select ?1, ?2, ?3, ?4
where (select count(*) from recovery_link l where l.complaint_id = ?2 and l.created_at > ?5) < ?6";

const INSERT_NOTICE: &str = "
insert into notification (id, complaint_id, event_seq, audience, template, facts, state, not_before, created_at)
select ?1, ?2, ?3, ?4, ?5, ?6, 'pending', ?7, ?7 where changes() > 0";

const INSERT_ACCESS: &str =
    "insert into access_log (complaint_id, at, actor, what) values (?1, ?2, ?3, ?4)";

// One that is used spends all that are open: who has the key needs none, and nobody else may have it after them.
const SPEND_LINK: &str = "
update recovery_link set used_at = ?3
where complaint_id = ?2 and used_at is null and exists (
  select 1 from recovery_link l
  where l.token_hash = ?1 and l.complaint_id = ?2 and l.used_at is null and l.expires_at > ?3)";

// changes() carries over: a spent link sets no key.
const SET_KEY: &str = "update complaint set access_key_hash = ?2 where id = ?1 and changes() > 0";
const LOG_KEY: &str = "
insert into access_log (complaint_id, at, actor, what) select ?1, ?2, 'reporter', 'key_replaced' where changes() > 0";

#[derive(Deserialize)]
struct SealedRow {
    key_id: Option<String>,
    nonce: Option<String>,
    ciphertext: Option<String>,
    links: u32,
}

impl RecoveryRepository for D1Complaints {
    async fn sealed(
        &self,
        id: &ComplaintId,
        since: Timestamp,
    ) -> Result<(Option<SealedIdentity>, u32), RepositoryError> {
        let values = [text(id.as_str()), time(since)];
        let result = self.all(SELECT_SEALED, &values).await?;
        let row = rows::<SealedRow>(&result, "identity")?.into_iter().next();
        let row = row.ok_or(RepositoryError::Corrupt("identity"))?;
        let sealed = match (row.key_id, row.nonce, row.ciphertext) {
            (Some(key_id), Some(nonce), Some(ciphertext)) => Some(SealedIdentity {
                key_id,
                nonce,
                ciphertext,
            }),
            _ => None,
        };
        Ok((sealed, row.links))
    }

    async fn log_access(
        &self,
        id: &ComplaintId,
        at: Timestamp,
        what: &str,
    ) -> Result<(), RepositoryError> {
        let values = [text(id.as_str()), time(at), text("system"), text(what)];
        self.all(INSERT_ACCESS, &values).await.map(|_| ())
    }

    async fn offer(
        &self,
        id: &ComplaintId,
        seq: u32,
        link: &NewLink<'_>,
    ) -> Result<(), RepositoryError> {
        let new = [
            text(link.token_hash),
            text(id.as_str()),
            time(link.at),
            time(link.expires_at),
            time(link.day_began_at),
            super::number(Some(f64::from(link.most_a_day))),
        ];
        let sealed = &link.sealed_token;
        let facts = json!({
            "is_discreet": true,
            "token": {"key_id": sealed.key_id, "nonce": sealed.nonce, "ciphertext": sealed.ciphertext},
        });
        let key = format!("{id}/link/{}", link.token_hash);
        let notice = [
            text(&key),
            text(id.as_str()),
            super::number(Some(f64::from(seq))),
            text(Audience::Reporter.as_str()),
            text(Template::RecoveryLink.as_str()),
            text(&facts.to_string()),
            time(link.at),
        ];
        let statements = vec![
            self.bind(INSERT_LINK, &new)?,
            self.bind(INSERT_NOTICE, &notice)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn redeem(
        &self,
        id: &ComplaintId,
        token_hash: &str,
        access_key_hash: &str,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        let id = text(id.as_str());
        let statements = vec![
            self.bind(SPEND_LINK, &[text(token_hash), id.clone(), time(now)])?,
            self.bind(SET_KEY, &[id.clone(), text(access_key_hash)])?,
            self.bind(LOG_KEY, &[id, time(now)])?,
        ];
        let results = self.batch(statements).await?;
        let spent = results
            .first()
            .and_then(|result| result.meta().ok().flatten());
        Ok(spent
            .and_then(|meta| meta.changes)
            .is_some_and(|changes| changes > 0))
    }
}
