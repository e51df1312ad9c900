//! Addresses of cases by day.

use super::D1PublicCases;
use crate::d1::{repository_error, text};
use crate::ports::RepositoryError;
use crate::ports::sitemap::{KeysOfDay, PublicAddresses};
use domain::date::Timestamp;
use serde::Deserialize;
use serde_json::json;

const SELECT_FIRST: &str = "select min(key) as first from public_case limit 1";

// One look into the tree of keys a day.
const SELECT_DAYS: &str = "
select d.value ->> 'day' as day from json_each(?1) d
where exists (
  select 1 from public_case c
  where c.key >= d.value ->> 'from' and c.key < d.value ->> 'below' and c.is_follower = 0
) limit 10000";

const SELECT_CODES: &str = "
select tracking_code, changed_at from public_case
where key >= ?1 ->> 'from' and key < ?1 ->> 'below' and is_follower = 0 order by key desc limit ?1 ->> 'rows'";

/// Every statement here, with its name: tests look at their plans.
#[cfg(test)]
pub const READING: [(&str, &str); 3] = [
    ("first", SELECT_FIRST),
    ("days", SELECT_DAYS),
    ("codes of a day", SELECT_CODES),
];

#[derive(Deserialize)]
struct FirstRow {
    first: Option<f64>,
}

#[derive(Deserialize)]
struct DayRow {
    day: String,
}

#[derive(Deserialize)]
struct CodeRow {
    tracking_code: String,
    changed_at: f64,
}

impl D1PublicCases {
    async fn rows<T: for<'de> Deserialize<'de>>(
        &self,
        sql: &str,
        bound: &serde_json::Value,
    ) -> Result<Vec<T>, RepositoryError> {
        let result = self.bind(sql, &[text(&bound.to_string())])?.all().await;
        let result = result.map_err(|error| repository_error(&error))?;
        let rows = result.results::<T>();
        rows.map_err(|_| RepositoryError::Corrupt("public_case"))
    }
}

impl PublicAddresses for D1PublicCases {
    async fn first_key(&self) -> Result<Option<i64>, RepositoryError> {
        let row = self.bind(SELECT_FIRST, &[])?.first::<FirstRow>(None).await;
        let row = row.map_err(|error| repository_error(&error))?;
        Ok(row.and_then(|row| row.first).map(|first| first as i64))
    }

    async fn days_with_cases(&self, days: &[KeysOfDay]) -> Result<Vec<String>, RepositoryError> {
        let rows = self.rows::<DayRow>(SELECT_DAYS, &json!(days)).await?;
        Ok(rows.into_iter().map(|row| row.day).collect())
    }

    async fn codes(
        &self,
        keys: &KeysOfDay,
        most: u32,
    ) -> Result<Vec<(String, Timestamp)>, RepositoryError> {
        let bounds = json!({ "from": keys.from, "below": keys.below, "rows": most });
        let rows = self.rows::<CodeRow>(SELECT_CODES, &bounds).await?;
        let codes = rows.into_iter();
        Ok(codes
            .map(|row| (row.tracking_code, Timestamp(row.changed_at as i64)))
            .collect())
    }
}
