//! Public pages that have changed, in D1: by the same predicate as the page itself (`SELECT_BY_CODE` in complaints.rs), with
//! nothing in it that a stranger may not see.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::rows::{redaction_of, title_of};
use super::{number, text};
use crate::ports::RepositoryError;
use crate::ports::open::{Due, PublicPage, PublicationSource};
use domain::date::Timestamp;
use serde::Deserialize;
use serde_json::json;

// The first public one of twins of a code, as on its page. What is masked there is masked here: words and places.
pub const SELECT_DUE: &str = concat!(
    "
select x.code, x.revision, x.life, x.channel, x.received_at, x.region_code, x.follower_count, x.support_count, x.due_at,
  x.redaction is not null as is_redacted, coalesce(x.redaction, x.narrative) as story,
  iif(x.redaction is null, x.place, null) as place, iif(x.redaction is null, x.landmark, null) as landmark,
  iif(x.redaction is null, x.lat, null) as lat, iif(x.redaction is null, x.lon, null) as lon,
  ",
    title_of!("x.id"),
    " as title,
  (select min(e.at) from complaint_event e where e.complaint_id = x.id and e.kind = 'assigned') as verified_at,
  (select min(e.at) from complaint_event e where e.complaint_id = x.id and e.kind = 'answered') as answered_at,
  (select max(e.at) from complaint_event e where e.complaint_id = x.id and e.kind = 'answered') as last_answer_at,
  (select e.at from complaint_event e where e.complaint_id = x.id and e.seq = x.seq) as changed_at
from (select d.code, d.revision, c.id, c.seq, c.life, c.channel, c.received_at, c.region_code, c.follower_count, c.support_count, c.due_at,
    c.narrative, c.place, c.landmark, c.lat, c.lon, ",
    redaction_of!("c.id"),
    " as redaction
  from (select tracking_code as code, revision,
      (select o.id from complaint o where o.tracking_code = p.tracking_code and o.visibility = 'public'
       order by o.received_at, o.id limit 1) as id
    from publication_due p order by p.rowid limit ?1) d
  left join complaint c on c.id = d.id and c.is_public = 1) x"
);

const DELETE_DONE: &str = "
delete from publication_due where (tracking_code, revision) in
  (select j.value ->> 0, j.value ->> 1 from json_each(?1) j)";

const SELECT_ANY_DUE: &str = "select revision from publication_due limit 1";

#[derive(Deserialize)]
struct AnyRow {
    #[serde(rename = "revision")]
    _revision: f64,
}

#[derive(Deserialize)]
struct DueRow {
    code: String,
    revision: f64,
    life: Option<String>,
    channel: Option<String>,
    received_at: Option<f64>,
    region_code: Option<String>,
    follower_count: Option<u32>,
    support_count: Option<u32>,
    due_at: Option<f64>,
    is_redacted: Option<u8>,
    story: Option<String>,
    place: Option<String>,
    landmark: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    title: Option<String>,
    verified_at: Option<f64>,
    answered_at: Option<f64>,
    last_answer_at: Option<f64>,
    changed_at: Option<f64>,
}

impl DueRow {
    fn read(self) -> Due {
        let time = |at: f64| Timestamp(at as i64);
        // A life that does not parse is shown nowhere; the clock reports it.
        let life = self.life.and_then(|life| serde_json::from_str(&life).ok());
        let page = life.map(|life| PublicPage {
            life,
            channel: self.channel.unwrap_or_default(),
            received_at: time(self.received_at.unwrap_or_default()),
            region: self.region_code,
            title: self.title,
            story: self.story.unwrap_or_default(),
            is_redacted: self.is_redacted != Some(0),
            place: self.place,
            landmark: self.landmark,
            point: self.lat.zip(self.lon),
            follower_count: self.follower_count.unwrap_or_default(),
            support_count: self.support_count.unwrap_or_default(),
            due_at: self.due_at.map(time),
            verified_at: self.verified_at.map(time),
            answered_at: self.answered_at.map(time),
            last_answer_at: self.last_answer_at.map(time),
            changed_at: time(self.changed_at.unwrap_or_default()),
        });
        Due {
            code: self.code,
            revision: self.revision as i64,
            page,
        }
    }
}

impl D1Complaints {
    /// Whether no public page has changed since it was published.
    pub async fn due_is_empty(&self) -> Result<bool, RepositoryError> {
        let result = self.all(SELECT_ANY_DUE, &[]).await?;
        Ok(rows::<AnyRow>(&result, "publication_due")?.is_empty())
    }
}

impl PublicationSource for D1Complaints {
    async fn due(&self, most: u32) -> Result<Vec<Due>, RepositoryError> {
        let result = self
            .all(SELECT_DUE, &[number(Some(f64::from(most)))])
            .await?;
        let due = rows::<DueRow>(&result, "publication_due")?;
        Ok(due.into_iter().map(DueRow::read).collect())
    }

    async fn done(&self, published: &[(String, i64)]) -> Result<(), RepositoryError> {
        let rows = json!(published).to_string();
        self.all(DELETE_DONE, &[text(&rows)]).await.map(|_| ())
    }
}
