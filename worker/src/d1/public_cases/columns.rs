//! Columns of the projection, written and read.

use crate::ports::open::{ListedCase, Named};
use serde::Deserialize;

/// Puts publications in their place.
pub const WRITTEN: &str = "
insert into public_case (key, tracking_code, filed_at, kind, channel, state, category_code, topic_code, agency_id, unit_id, region_code,
  province, regency, district, place, lat, lon, title, excerpt, support_count, follower_count, is_follower,
  due_at, verified_at, answered_at, closed_at, outcome, hops, objections, reopenings, missed, stars, solved,
  changed_at, verified_in_time, replied_in_time, done_in_time, stands_since)
select coalesce((select c.key from public_case c where c.tracking_code = p.tracking_code), j.value ->> 'key'),
  p.tracking_code, j.value ->> 'filed_at', j.value ->> 'kind', j.value ->> 'channel', j.value ->> 'state', j.value
  ->> 'category_code', j.value ->> 'topic_code', j.value ->> 'agency_id', j.value ->> 'unit_id', j.value ->>
  'region_code', j.value ->> 'province', j.value ->> 'regency', j.value ->> 'district', j.value ->> 'place',
  j.value ->> 'lat', j.value ->> 'lon', j.value ->> 'title', j.value ->> 'excerpt', j.value ->> 'support_count',
  j.value ->> 'follower_count', j.value ->> 'is_follower', j.value ->> 'due_at', j.value ->> 'verified_at',
  j.value ->> 'answered_at', j.value ->> 'closed_at', j.value ->> 'outcome', j.value ->> 'hops', j.value ->>
  'objections', j.value ->> 'reopenings', j.value ->> 'missed', j.value ->> 'stars', j.value ->> 'solved', j.value
  ->> 'changed_at', j.value ->> 'verified_in_time', j.value ->> 'replied_in_time', j.value ->> 'done_in_time',
  j.value ->> 'stands_since'
from json_each(?1) j join published p
  on p.tracking_code = j.value ->> 'tracking_code' and p.revision = j.value ->> 'revision'
where p.is_gone = 0
on conflict (tracking_code) do update set filed_at = excluded.filed_at, kind = excluded.kind, channel = excluded.channel, state = excluded.state,
  category_code = excluded.category_code, topic_code = excluded.topic_code, agency_id = excluded.agency_id,
  unit_id = excluded.unit_id, region_code = excluded.region_code, province = excluded.province, regency =
  excluded.regency, district = excluded.district, place = excluded.place, lat = excluded.lat, lon = excluded.lon,
  title = excluded.title, excerpt = excluded.excerpt, support_count = excluded.support_count, follower_count = excluded.follower_count, is_follower =
  excluded.is_follower, due_at = excluded.due_at, verified_at = excluded.verified_at, answered_at =
  excluded.answered_at, closed_at = excluded.closed_at, outcome = excluded.outcome, hops = excluded.hops,
  objections = excluded.objections, reopenings = excluded.reopenings, missed = excluded.missed, stars =
  excluded.stars, solved = excluded.solved, changed_at = excluded.changed_at, verified_in_time =
  excluded.verified_in_time, replied_in_time = excluded.replied_in_time, done_in_time = excluded.done_in_time,
  stands_since = excluded.stands_since";

// The columns of `ListedRow`, from `$from` with the cases as `c`.
macro_rules! listed_from {
    ($from:literal) => {
        concat!(
            "c.tracking_code, c.key, c.filed_at, c.changed_at, c.state, c.category_code, n.name_id as category_id,
  n.name_en as category_en, c.agency_id, a.short_name as agency, c.region_code, c.place, c.title, c.excerpt,
  c.support_count, c.follower_count, c.due_at
from ",
            $from,
            " left join category_name n on n.code = c.category_code left join agency_name a on a.id = c.agency_id"
        )
    };
}
pub(super) use listed_from;

macro_rules! listed {
    () => {
        $crate::d1::public_cases::columns::listed_from!("public_case c")
    };
}
pub(super) use listed;

#[derive(Deserialize)]
pub struct ListedRow {
    tracking_code: String,
    key: f64,
    filed_at: f64,
    changed_at: f64,
    state: String,
    category_code: String,
    category_id: Option<String>,
    category_en: Option<String>,
    agency_id: Option<String>,
    agency: Option<String>,
    region_code: Option<String>,
    place: String,
    title: String,
    excerpt: String,
    support_count: u32,
    follower_count: u32,
    due_at: Option<f64>,
}

impl ListedRow {
    pub fn read(self) -> ListedCase {
        ListedCase {
            tracking_code: self.tracking_code,
            key: self.key as i64,
            filed_at: self.filed_at as i64,
            changed_at: self.changed_at as i64,
            state: self.state,
            category_code: self.category_code,
            category_id: self.category_id,
            category_en: self.category_en,
            agency_id: self.agency_id,
            agency: self.agency,
            region_code: self.region_code,
            place: self.place,
            title: self.title,
            excerpt: self.excerpt,
            support_count: self.support_count,
            follower_count: self.follower_count,
            due_at: self.due_at.map(|at| at as i64),
        }
    }
}

#[derive(Deserialize)]
pub struct NamedRow {
    code: String,
    parent: String,
    name: String,
    name_en: String,
}

impl NamedRow {
    pub fn read(self) -> Named {
        Named {
            code: self.code,
            name: self.name,
            name_en: self.name_en,
            parent: self.parent,
        }
    }
}
