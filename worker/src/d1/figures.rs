//! Public cases, to be counted: from the projection, `SEARCH`. Rows travel as one text of JSON: a row of the database made
//! into an object costs ten times as much.

use super::public_cases::D1PublicCases;
use crate::ports::RepositoryError;
use crate::ports::figures::{FigureNames, FigureSource, OpenCase, Stretch};
use domain::date::Timestamp;
use domain::figures::snapshot::{AgencyCard, Named, kind_of};
use domain::figures::{CaseFacts, End};
use domain::tracking_code::TrackingCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

const SELECT_FACTS: &str = "
select json_group_array(json_array(key, tracking_code, state, filed_at, agency_id, region_code, category_code,
  verified_in_time, replied_in_time, done_in_time, stands_since, answered_at is not null, hops, objections, reopenings,
  outcome, stars)) as body
from (select * from public_case where key > ?1 and key < ?2 order by key limit ?3)";

const SELECT_REGIONS: &str = "
select json_group_array(json_array(code, name, name)) as body
from (select code, name from region_name where length(code) <= 5 order by code limit 2000)";

const SELECT_CATEGORIES: &str = "
select json_group_array(json_array(code, name_id, name_en)) as body
from (select code, name_id, name_en from category_name order by code limit 2000)";

const SELECT_AGENCIES: &str = "
select json_group_array(json_array(id, name, level, region_code)) as body
from (select id, name, level, region_code from agency_name order by id limit 20000)";

const SELECT_AGENCY: &str = "
select json_group_array(json_array(id, name, level, region_code)) as body
from (select id, name, level, region_code from agency_name where id = ?1 limit 1)";

const SELECT_REGION: &str = "
select json_group_array(json_array(code, name, name)) as body
from (select code, name from region_name where code = ?1 limit 1)";

/// Every statement that walks through cases, with its name: tests look at their plans.
#[cfg(any(test, feature = "scale"))]
pub const COUNTING: [(&str, &str); 1] = [("facts", SELECT_FACTS)];

/// More than any key.
const NO_END: f64 = 9e15;

/// The columns of [`SELECT_FACTS`].
#[derive(Deserialize)]
struct FactRow(
    i64,
    String,
    String,
    i64,
    Option<String>,
    Option<String>,
    String,
    Option<u8>,
    Option<u8>,
    Option<u8>,
    Option<i64>,
    u8,
    u32,
    u32,
    u32,
    Option<String>,
    Option<u8>,
);

impl FactRow {
    fn read(self) -> OpenCase {
        let yes = |is_so: Option<u8>| is_so.map(|is_so| is_so == 1);
        let facts = CaseFacts {
            received_at: Timestamp(self.3),
            agency: self.4,
            region: self.5,
            category: self.6,
            verified_in_time: yes(self.7),
            replied_in_time: yes(self.8),
            done_in_time: yes(self.9),
            answered_at: self.10.map(Timestamp),
            was_answered: self.11 == 1,
            hops: self.12,
            objections: self.13,
            reopenings: self.14,
            end: self.15.as_deref().and_then(End::parse),
            stars: self.16,
        };
        let code = TrackingCode::parse(&self.1);
        OpenCase {
            code: code.map_or(self.1, |code| code.to_string()),
            key: self.0,
            state: self.2,
            facts,
        }
    }
}

#[derive(Deserialize)]
struct NameRow(String, String, String);

impl From<NameRow> for Named {
    fn from(row: NameRow) -> Self {
        Self {
            code: row.0,
            id: row.1,
            en: row.2,
        }
    }
}

#[derive(Deserialize)]
struct AgencyRow(String, String, String, String);

impl From<AgencyRow> for AgencyCard {
    fn from(row: AgencyRow) -> Self {
        Self {
            kind: kind_of(&row.2, &row.1).to_owned(),
            id: row.0,
            name: row.1,
            level: row.2,
            region: Some(row.3).filter(|region| !region.is_empty()),
        }
    }
}

impl D1PublicCases {
    /// Cases with keys between two, both excluded, in their order.
    pub async fn open_cases(
        &self,
        after: i64,
        below: Option<i64>,
        most: u32,
    ) -> Result<Vec<OpenCase>, RepositoryError> {
        let below = below.map_or(NO_END, |below| below as f64);
        let values = [after as f64, below, f64::from(most)].map(JsValue::from_f64);
        let rows = self.array::<FactRow>(SELECT_FACTS, &values).await?;
        Ok(rows.into_iter().map(FactRow::read).collect())
    }

    /// What is known of an agency.
    pub async fn agency(&self, id: &str) -> Result<Option<AgencyCard>, RepositoryError> {
        let rows = self
            .array::<AgencyRow>(SELECT_AGENCY, &[JsValue::from_str(id)])
            .await?;
        Ok(rows.into_iter().next().map(AgencyCard::from))
    }

    /// The name of a region.
    pub async fn region(&self, code: &str) -> Result<Option<Named>, RepositoryError> {
        let rows = self
            .array::<NameRow>(SELECT_REGION, &[JsValue::from_str(code)])
            .await?;
        Ok(rows.into_iter().next().map(Named::from))
    }

    async fn array<T: DeserializeOwned>(
        &self,
        sql: &str,
        values: &[JsValue],
    ) -> Result<Vec<T>, RepositoryError> {
        let body = self.body(sql, values).await?;
        serde_json::from_str(&body).map_err(|_| RepositoryError::Corrupt("public_case"))
    }
}

impl FigureSource for D1PublicCases {
    async fn facts_after(&self, after: i64, most: u32) -> Result<Stretch, RepositoryError> {
        let cases = self.open_cases(after, None, most).await?;
        let is_whole = u32::try_from(cases.len()).is_ok_and(|read| read == most);
        let last = cases.last().map(|case| case.key).filter(|_| is_whole);
        Ok(Stretch {
            cases: cases.into_iter().map(|case| case.facts).collect(),
            last,
        })
    }

    async fn names(&self) -> Result<FigureNames, RepositoryError> {
        let regions = self.array::<NameRow>(SELECT_REGIONS, &[]).await?;
        let categories = self.array::<NameRow>(SELECT_CATEGORIES, &[]).await?;
        let agencies = self.array::<AgencyRow>(SELECT_AGENCIES, &[]).await?;
        Ok(FigureNames {
            regions: regions.into_iter().map(Named::from).collect(),
            categories: categories.into_iter().map(Named::from).collect(),
            agencies: agencies.into_iter().map(AgencyCard::from).collect(),
        })
    }
}
