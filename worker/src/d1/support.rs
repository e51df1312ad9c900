//! Support in D1: one row a device and complaint; triggers count them.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::{number, optional, text, time};
use crate::ports::RepositoryError;
use crate::ports::support::{NewJoining, NewSupport, Support, SupportRepository};
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;
use serde::Deserialize;
use worker::{D1PreparedStatement, D1Result};

// The complaint of the public page (`SELECT_BY_CODE` in complaints.rs), or its lead, which stands for it in lists.
const SELECT_SUPPORTED: &str = "
select l.id from (select id from complaint where tracking_code = ?1 and visibility = 'public'
  order by received_at, id limit 1) f
join complaint c on c.id = f.id and c.is_public = 1
join complaint l on l.id = coalesce(c.merged_into, c.id) and l.is_public = 1 limit 1";

// One statement, so that of requests at the same time none counts twice and none slips past the bound.
const INSERT: &str = "
insert into support (complaint_id, device, network, at)
select c.id, ?2, ?3, ?4 from complaint c
where c.id = ?1 and c.is_public = 1 and c.state not in ('rejected', 'closed')
  and (?3 is null or (select count(*) from (select 1 from support n
    where n.network = ?3 and n.at > ?5 limit 100)) < ?6)
on conflict (complaint_id, device) do nothing returning at";

const DELETE: &str = "delete from support where complaint_id = ?1 and device = ?2 returning at";

const SELECT_STANDING: &str = "
select c.support_count, c.is_public = 1 and c.state not in ('rejected', 'closed') as is_open,
  exists (select 1 from support s where s.complaint_id = c.id and s.device = ?2) as is_given
from complaint c where c.id = ?1 limit 1";

const FORGET_NETWORKS: &str = "
update support set network = null where (complaint_id, device) in
  (select complaint_id, device from support where network is not null and at < ?1 order by at limit ?2)";

// One statement, so that of requests at the same time none slips past the bound.
const NOTE_JOINING: &str = "
insert into join_network (network, joiner, at)
select ?1, ?2, ?3 where (select count(*) from (select 1 from join_network n
  where n.network = ?1 and n.at > ?4 limit 100)) < ?5
on conflict (network, joiner) do nothing";

const SELECT_JOINING: &str =
    "select at from join_network where network = ?1 and joiner = ?2 limit 1";

const FORGET_JOININGS: &str = "
delete from join_network where (network, joiner) in
  (select network, joiner from join_network where at < ?1 order by at limit ?2)";

#[cfg(test)]
pub(super) const STATEMENTS: [(&str, &str); 8] = [
    ("supported", SELECT_SUPPORTED),
    ("support", INSERT),
    ("take back", DELETE),
    ("standing", SELECT_STANDING),
    ("forget networks", FORGET_NETWORKS),
    ("note joining", NOTE_JOINING),
    ("joining", SELECT_JOINING),
    ("forget joinings", FORGET_JOININGS),
];

#[derive(Deserialize)]
struct IdRow {
    id: String,
}

#[derive(Deserialize)]
struct AtRow {
    #[serde(rename = "at")]
    _at: f64,
}

#[derive(Deserialize)]
struct StandingRow {
    support_count: u32,
    is_open: u8,
    is_given: u8,
}

impl D1Complaints {
    /// Drops what is known of networks whose supports and joinings bound nothing any more.
    pub async fn forget_networks(
        &self,
        before: Timestamp,
        most: u32,
    ) -> Result<(), RepositoryError> {
        let values = [time(before), number(Some(f64::from(most)))];
        let statements = vec![
            self.bind(FORGET_NETWORKS, &values)?,
            self.bind(FORGET_JOININGS, &values)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    fn standing(
        &self,
        complaint: &str,
        device: &str,
    ) -> Result<D1PreparedStatement, RepositoryError> {
        self.bind(SELECT_STANDING, &[text(complaint), text(device)])
    }
}

fn read(
    standing: Option<&D1Result>,
    changed: Option<&D1Result>,
) -> Result<Support, RepositoryError> {
    let standing = standing.ok_or(RepositoryError::Corrupt("batch"))?;
    let row = rows::<StandingRow>(standing, "complaint")?
        .into_iter()
        .next();
    let row = row.ok_or(RepositoryError::Corrupt("support"))?;
    let is_new = match changed {
        Some(changed) => !rows::<AtRow>(changed, "support")?.is_empty(),
        None => false,
    };
    Ok(Support {
        count: row.support_count,
        is_given: row.is_given == 1,
        is_new,
        is_open: row.is_open == 1,
    })
}

impl SupportRepository for D1Complaints {
    async fn supported_by_code(
        &self,
        code: &TrackingCode,
    ) -> Result<Option<String>, RepositoryError> {
        let result = self.all(SELECT_SUPPORTED, &[text(&code.compact())]).await?;
        let found = rows::<IdRow>(&result, "complaint")?.into_iter().next();
        Ok(found.map(|row| row.id))
    }

    async fn support(&self, new: &NewSupport<'_>) -> Result<Support, RepositoryError> {
        let values = [
            text(new.complaint),
            text(new.device),
            optional(new.network),
            time(new.at),
            time(new.since),
            number(Some(f64::from(new.most))),
        ];
        let statements = vec![
            self.bind(INSERT, &values)?,
            self.standing(new.complaint, new.device)?,
        ];
        let results = self.batch(statements).await?;
        read(results.get(1), results.first())
    }

    async fn take_back(&self, complaint: &str, device: &str) -> Result<Support, RepositoryError> {
        let statements = vec![
            self.bind(DELETE, &[text(complaint), text(device)])?,
            self.standing(complaint, device)?,
        ];
        let results = self.batch(statements).await?;
        read(results.get(1), results.first())
    }

    async fn support_of(&self, complaint: &str, device: &str) -> Result<Support, RepositoryError> {
        let results = self.batch(vec![self.standing(complaint, device)?]).await?;
        read(results.first(), None)
    }

    async fn note_joining(&self, new: &NewJoining<'_>) -> Result<bool, RepositoryError> {
        let who = [text(new.network), text(new.joiner)];
        let [network, joiner] = who.clone();
        let most = number(Some(f64::from(new.most)));
        let noted = [network, joiner, time(new.at), time(new.since), most];
        let statements = vec![
            self.bind(NOTE_JOINING, &noted)?,
            self.bind(SELECT_JOINING, &who)?,
        ];
        let results = self.batch(statements).await?;
        let found = results.get(1).ok_or(RepositoryError::Corrupt("batch"))?;
        Ok(!rows::<AtRow>(found, "join_network")?.is_empty())
    }
}
