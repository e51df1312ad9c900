//! Which complaints an officer may read in full, said in SQL: so that what they may not read never leaves the database.
//!
//! The same rule as `Complaint::sight` (domain guide, sections 5 and 12); a test compares both over every situation.

use crate::ports::life::Officer;
use serde_json::json;

/// A condition on `complaint c` and one post `p.value`: whether that post reads it in full.
macro_rules! reads_in_full {
    () => {
        "case p.value ->> 'role'
  when 'national_admin' then 1
  when 'agency_coordinator' then (
    c.agency_id = p.value ->> 'agency'
    or exists (select 1 from json_each(c.life, '$.facts.cc') r where r.value = p.value ->> 'agency'))
    and c.life ->> '$.facts.kind' <> 'supervisory_complaint'
  when 'liaison_officer' then c.agency_id = p.value ->> 'agency' and c.unit_id is p.value ->> 'unit'
    and c.life ->> '$.facts.kind' <> 'supervisory_complaint'
  when 'inspectorate' then c.agency_id = p.value ->> 'agency'
    and c.life ->> '$.facts.kind' = 'supervisory_complaint'
  when 'ombudsman' then c.life ->> '$.facts.handed_over' is not null
  else 0 end"
    };
}
pub(super) use reads_in_full;

/// A condition on `complaint c`: whether one of the posts in the JSON array `$posts` (see [`posts`]) reads it in full.
macro_rules! in_scope {
    ($posts:literal) => {
        concat!(
            "exists (select 1 from json_each(",
            $posts,
            ") p where ",
            $crate::d1::scope::reads_in_full!(),
            ")"
        )
    };
}
pub(super) use in_scope;

/// The role in which somebody with `$posts` reads `complaint c` in full: of several the one nearest to the case.
macro_rules! role_in_scope {
    ($posts:literal) => {
        concat!(
            "(select p.value ->> 'role' from json_each(",
            $posts,
            ") p where ",
            $crate::d1::scope::reads_in_full!(),
            " order by p.value ->> 'role' = 'national_admin', p.key limit 1)"
        )
    };
}
pub(super) use role_in_scope;

/// The posts of an officer as `in_scope!` reads them.
pub fn posts(officer: &Officer) -> String {
    let posts: Vec<_> = officer
        .posts
        .iter()
        .map(|(role, post)| {
            let agency = post.as_ref().map(|post| post.agency.as_str());
            let unit = post.as_ref().and_then(|post| post.unit.as_ref());
            json!({ "role": role.as_str(), "agency": agency, "unit": unit.map(|unit| unit.as_str()) })
        })
        .collect();
    json!(posts).to_string()
}
