//! What the desk's scripts ask beside a page.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::scope::{in_scope, posts};
use super::text;
use crate::ports::RepositoryError;
use crate::ports::desk::lookup::LookupRepository;
use crate::ports::life::Officer;
use domain::tracking_code::TrackingCode;
use serde::Deserialize;

// Whoever begins with the words first, then the shorter name: "demak" is Pemkab Demak before a hospital there.
const SELECT_AGENCIES: &str = "
select id, name from agency
where instr(lower(name || ' ' || short_name || ' ' || coalesce(aliases, '') || ' ' || id), ?1) > 0
order by instr(lower(short_name), ?1) = 0, length(name), id
limit 20";

const SELECT_NEWEST: &str = concat!(
    "select c.seq from complaint c where c.tracking_code = ?1 and ",
    in_scope!("?2"),
    " order by c.received_at, c.id limit 1"
);

#[derive(Deserialize)]
struct AgencyRow {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct NewestRow {
    seq: f64,
}

impl LookupRepository for D1Complaints {
    async fn agencies_named(&self, words: &str) -> Result<Vec<(String, String)>, RepositoryError> {
        let result = self.all(SELECT_AGENCIES, &[text(words)]).await?;
        let found = rows::<AgencyRow>(&result, "agency")?.into_iter();
        Ok(found.map(|row| (row.id, row.name)).collect())
    }

    async fn newest_entry(
        &self,
        code: &TrackingCode,
        officer: &Officer,
    ) -> Result<Option<u32>, RepositoryError> {
        let values = [text(&code.compact()), text(&posts(officer))];
        let result = self.all(SELECT_NEWEST, &values).await?;
        let found = rows::<NewestRow>(&result, "complaint")?;
        Ok(found.first().map(|row| row.seq as u32))
    }
}
