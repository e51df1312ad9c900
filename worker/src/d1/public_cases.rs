//! The projection in D1, binding `SEARCH`: what is public, and nothing else.

mod columns;
mod list;
mod map;
mod matching;
mod sitemap;
#[cfg(test)]
mod tests;

use super::{repository_error, text, time};
use crate::ports::open::{
    Choices, Chosen, ListedCase, Named, Projection, PublicCases, Publication, Wanted,
};
use crate::ports::{Reference, RepositoryError};
use columns::{ListedRow, NamedRow, WRITTEN};
use domain::date::Timestamp;
pub use list::question;
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement, D1Result, Env};

/// That a code is gone is remembered for as long as somebody might still be about to publish what was there before.
const GONE_MS: i64 = 86_400_000;
/// How often a key moves on that another case of the same millisecond has.
const MOST_MOVES: i64 = 5;
/// The platform binds 2 MB.
const MOST_BOUND_BYTES: usize = 1_900_000;
/// Names that one statement brings.
const NAMES_AT_ONCE: usize = 5_000;

/// What is public.
pub struct D1PublicCases(D1Database);

// Each statement takes the publications as an array, and acts on those alone whose revision is the newest.
macro_rules! newest {
    () => {
        "from json_each(?1) j join published p
  on p.tracking_code = j.value ->> 'tracking_code' and p.revision = j.value ->> 'revision'"
    };
}

const NOTE: &str = "
insert into published (tracking_code, revision, is_gone, at)
select j.value ->> 'tracking_code', j.value ->> 'revision', j.value ->> 'is_gone', ?2 from json_each(?1) j where true
on conflict (tracking_code) do update set revision = excluded.revision, is_gone = excluded.is_gone, at = excluded.at
where excluded.revision > published.revision";

const DELETE_WORDS: &str = concat!(
    "delete from case_word where rowid in (select c.key ",
    newest!(),
    " join public_case c on c.tracking_code = p.tracking_code)"
);

const DELETE_GONE: &str = concat!(
    "delete from public_case where tracking_code in (select p.tracking_code ",
    newest!(),
    " where p.is_gone = 1)"
);

const INSERT_WORDS: &str = concat!(
    "insert into case_word (rowid, shapes) select c.key, j.value ->> 'shapes' ",
    newest!(),
    " join public_case c on c.tracking_code = p.tracking_code where p.is_gone = 0"
);

const NEXT_GENERATION: &str =
    "update projection set generation = generation + 1, changed_at = ?1 where id = 1";

const FORGET_GONE: &str = "delete from published where is_gone = 1 and at < ?1";

const SELECT_PROJECTION: &str = "select generation, reference_version from projection where id = 1";

const DELETE_REGIONS: &str = "delete from region_name";
const DELETE_AGENCIES: &str = "delete from agency_name";
const DELETE_CATEGORIES: &str = "delete from category_name";
const INSERT_REGIONS: &str = "
insert into region_name (code, parent_code, level, name, lat, lng)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(?1)";
const INSERT_AGENCIES: &str = "
insert into agency_name (id, parent_id, region_code, level, short_name, name)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(?1)";
const INSERT_CATEGORIES: &str = "
insert into category_name (code, parent_code, name_id, name_en, is_sensitive)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?1)";
const NOTE_NAMES: &str = "
update projection set reference_version = ?1, generation = generation + 1, changed_at = ?2 where id = 1";

const SELECT_ONE: &str = concat!(
    "select ",
    columns::listed!(),
    " where c.tracking_code = ?1 limit 1"
);

const SELECT_REGION_PATH: &str = "
select code, parent_code as parent, name, name as name_en from region_name
where code in (select value from json_each(?1)) order by code limit 5";
const SELECT_REGIONS: &str = "
select code, parent_code as parent, name, name as name_en from region_name
where parent_code = ?1 order by name limit 700";
const SELECT_CATEGORIES: &str = "
select code, parent_code as parent, name_id as name, name_en from category_name
where parent_code in ('', (select iif(parent_code = '', code, parent_code) from category_name where code = ?1))
order by code limit 200";
const SELECT_AGENCIES: &str = "
select id as code, '' as parent, short_name as name, short_name as name_en from agency_name
where region_code = ?1 and region_code <> '' order by short_name limit 100";
const SELECT_NATIONAL: &str = "
select id as code, '' as parent, short_name as name, short_name as name_en from agency_name
where region_code = '' order by short_name limit 400";
const SELECT_AGENCY: &str = "
select id as code, '' as parent, short_name as name, short_name as name_en from agency_name where id = ?1 limit 1";

/// Every statement that reads for a page, with its name: tests look at their plans.
#[cfg(test)]
pub const READING: [(&str, &str); 7] = [
    ("one", SELECT_ONE),
    ("region path", SELECT_REGION_PATH),
    ("regions", SELECT_REGIONS),
    ("categories", SELECT_CATEGORIES),
    ("agencies", SELECT_AGENCIES),
    ("national agencies", SELECT_NATIONAL),
    ("agency", SELECT_AGENCY),
];

#[derive(Deserialize)]
struct ProjectionRow {
    generation: f64,
    reference_version: String,
}

impl D1PublicCases {
    /// Agencies that belong to no region, in the order of their names.
    pub async fn national_agencies(&self) -> Result<Vec<Named>, RepositoryError> {
        let results = self.batch(vec![self.bind(SELECT_NATIONAL, &[])?]).await?;
        let [agencies] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        named(agencies)
    }

    /// Over the binding `SEARCH`.
    pub fn of(env: &Env) -> Result<Self, RepositoryError> {
        let database = env.d1("SEARCH");
        let database = database.map_err(|error| RepositoryError::Unavailable(error.to_string()))?;
        Ok(Self(database))
    }

    fn bind(&self, sql: &str, values: &[JsValue]) -> Result<D1PreparedStatement, RepositoryError> {
        let statement = self.0.prepare(sql).bind(values);
        statement.map_err(|error| repository_error(&error))
    }

    fn asked(&self, wanted: &Wanted, rows: u32) -> Result<D1PreparedStatement, RepositoryError> {
        let question = question(wanted, rows);
        let values: Vec<JsValue> = question.values.iter().map(|value| text(value)).collect();
        self.bind(question.sql, &values)
    }

    fn choosing(&self, chosen: Chosen<'_>) -> Result<[D1PreparedStatement; 5], RepositoryError> {
        let path: Vec<&str> = [2, 5, 8, 13]
            .iter()
            .filter_map(|end| chosen.region.get(..*end))
            .collect();
        Ok([
            self.bind(SELECT_REGION_PATH, &[text(&json!(path).to_string())])?,
            self.bind(SELECT_REGIONS, &[text(chosen.region)])?,
            self.bind(SELECT_CATEGORIES, &[text(chosen.category)])?,
            self.bind(SELECT_AGENCIES, &[text(chosen.region)])?,
            self.bind(SELECT_AGENCY, &[text(chosen.agency)])?,
        ])
    }

    /// The only column, `body`, of the only row.
    pub(super) async fn body(
        &self,
        sql: &str,
        values: &[JsValue],
    ) -> Result<String, RepositoryError> {
        let statement = self.bind(sql, values)?;
        let body = statement.first::<String>(Some("body")).await;
        let body = body.map_err(|error| repository_error(&error))?;
        body.ok_or(RepositoryError::Corrupt("public_case"))
    }

    async fn batch(
        &self,
        statements: Vec<D1PreparedStatement>,
    ) -> Result<Vec<D1Result>, RepositoryError> {
        let results = self.0.batch(statements).await;
        results.map_err(|error| repository_error(&error))
    }

    async fn projection(&self) -> Result<ProjectionRow, RepositoryError> {
        let statement = self.bind(SELECT_PROJECTION, &[])?;
        let row = statement.first::<ProjectionRow>(None).await;
        let row = row.map_err(|error| repository_error(&error))?;
        row.ok_or(RepositoryError::Corrupt("projection"))
    }

    async fn write(&self, rows: &[Value], now: Timestamp) -> Result<(), RepositoryError> {
        let rows = text(&json!(rows).to_string());
        let of_rows = |sql: &str| self.bind(sql, std::slice::from_ref(&rows));
        let day_ago = Timestamp(now.0.saturating_sub(GONE_MS));
        let statements = vec![
            self.bind(NOTE, &[rows.clone(), time(now)])?,
            of_rows(DELETE_WORDS)?,
            of_rows(DELETE_GONE)?,
            of_rows(WRITTEN)?,
            of_rows(INSERT_WORDS)?,
            self.bind(NEXT_GENERATION, &[time(now)])?,
            self.bind(FORGET_GONE, &[time(day_ago)])?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    /// One alone, whose key moves on while another case has it.
    async fn write_moved(&self, row: &Value, now: Timestamp) -> Result<(), RepositoryError> {
        let mut row = row.clone();
        for moves in 0..MOST_MOVES {
            if let Some(key) = row.get("key").and_then(Value::as_i64)
                && moves > 0
                && let Some(object) = row.as_object_mut()
            {
                object.insert("key".to_owned(), json!(key.saturating_add(1)));
            }
            match self.write(std::slice::from_ref(&row), now).await {
                Err(RepositoryError::Conflict) => {}
                done => return done,
            }
        }
        Err(RepositoryError::Conflict)
    }
}

impl Projection for D1PublicCases {
    async fn publish(
        &self,
        publications: &[Publication],
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let rows: Vec<Value> = publications.iter().map(|one| json!(one)).collect();
        let bytes: usize = rows.iter().map(|row| row.to_string().len()).sum();
        let done = match bytes < MOST_BOUND_BYTES {
            true => self.write(&rows, now).await,
            false => Err(RepositoryError::Conflict),
        };
        if !matches!(done, Err(RepositoryError::Conflict)) {
            return done;
        }
        for row in &rows {
            self.write_moved(row, now).await?;
        }
        Ok(())
    }

    async fn names_version(&self) -> Result<String, RepositoryError> {
        Ok(self.projection().await?.reference_version)
    }

    async fn name(&self, reference: &Reference, now: Timestamp) -> Result<(), RepositoryError> {
        let mut statements = vec![
            self.bind(DELETE_REGIONS, &[])?,
            self.bind(DELETE_AGENCIES, &[])?,
            self.bind(DELETE_CATEGORIES, &[])?,
        ];
        for (sql, rows) in &names_of(reference) {
            for rows in rows.chunks(NAMES_AT_ONCE) {
                statements.push(self.bind(sql, &[text(&json!(rows).to_string())])?);
            }
        }
        statements.push(self.bind(NOTE_NAMES, &[text(&reference.version), time(now)])?);
        self.batch(statements).await.map(|_| ())
    }
}

/// The statements that bring names of regions, agencies and categories along, each with its rows.
pub fn names_of(reference: &Reference) -> [(&'static str, Vec<Value>); 3] {
    let table = &reference.table;
    let regions = table.regions().iter().map(|region| {
        let point = region.point.unzip();
        let parent = region.parent.as_deref().unwrap_or_default();
        json!([
            region.code,
            parent,
            region.level,
            region.name,
            point.0,
            point.1
        ])
    });
    let agencies = table.agencies().iter().map(|agency| {
        let facts = reference.agencies.get(&agency.id);
        let parent = facts.and_then(|facts| facts.parent.as_deref());
        let region = facts.and_then(|facts| facts.region.as_deref());
        let region = region.unwrap_or_default();
        json!([
            agency.id,
            parent,
            region,
            agency.level,
            agency.short_name,
            agency.name
        ])
    });
    let categories = table.categories().iter().map(|category| {
        let parent = category.parent.as_deref().unwrap_or_default();
        let is_sensitive = u8::from(category.default_privacy.is_some());
        json!([
            category.code,
            parent,
            category.name_id,
            category.name_en,
            is_sensitive
        ])
    });
    [
        (INSERT_REGIONS, regions.collect()),
        (INSERT_AGENCIES, agencies.collect()),
        (INSERT_CATEGORIES, categories.collect()),
    ]
}

/// The question a filter is to the index.
#[cfg(feature = "scale")]
pub use matching::matching as found_by;

/// The statements of maps.
#[cfg(feature = "scale")]
pub fn map_reading() -> [(&'static str, &'static str); 4] {
    map::READING
}

/// What publishing runs, in this order, on the rows as `?1`.
#[cfg(feature = "scale")]
pub const PUBLISHING: [&str; 5] = [NOTE, DELETE_WORDS, DELETE_GONE, WRITTEN, INSERT_WORDS];

impl PublicCases for D1PublicCases {
    async fn generation(&self) -> Result<i64, RepositoryError> {
        Ok(self.projection().await?.generation as i64)
    }

    async fn list(&self, wanted: &Wanted, rows: u32) -> Result<Vec<ListedCase>, RepositoryError> {
        let result = self.asked(wanted, rows)?.all().await;
        listed(&result.map_err(|error| repository_error(&error))?)
    }

    async fn one(&self, code: &str) -> Result<Option<ListedCase>, RepositoryError> {
        let statement = self.bind(SELECT_ONE, &[text(code)])?;
        let row = statement.first::<ListedRow>(None).await;
        let row = row.map_err(|error| repository_error(&error))?;
        Ok(row.map(ListedRow::read))
    }

    async fn choices(&self, chosen: Chosen<'_>) -> Result<Choices, RepositoryError> {
        choices(&self.batch(self.choosing(chosen)?.into()).await?)
    }

    async fn choices_and_list(
        &self,
        chosen: Chosen<'_>,
        wanted: &Wanted,
        rows: u32,
    ) -> Result<(Choices, Vec<ListedCase>), RepositoryError> {
        let mut statements = vec![self.asked(wanted, rows)?];
        statements.extend(self.choosing(chosen)?);
        let results = self.batch(statements).await?;
        let [list, chosen @ ..] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        Ok((choices(chosen)?, listed(list)?))
    }
}

fn choices(results: &[D1Result]) -> Result<Choices, RepositoryError> {
    let [region_path, regions, categories, agencies, agency] = results else {
        return Err(RepositoryError::Corrupt("batch"));
    };
    let mut agencies = named(agencies)?;
    for chosen in named(agency)? {
        if !agencies.contains(&chosen) {
            agencies.push(chosen);
        }
    }
    Ok(Choices {
        region_path: named(region_path)?,
        regions: named(regions)?,
        categories: named(categories)?,
        agencies,
    })
}

fn listed(result: &D1Result) -> Result<Vec<ListedCase>, RepositoryError> {
    let rows = result.results::<ListedRow>();
    let rows = rows.map_err(|_| RepositoryError::Corrupt("public_case"))?;
    Ok(rows.into_iter().map(ListedRow::read).collect())
}

fn named(result: &D1Result) -> Result<Vec<Named>, RepositoryError> {
    let rows = result.results::<NamedRow>();
    let rows = rows.map_err(|_| RepositoryError::Corrupt("region_name"))?;
    Ok(rows.into_iter().map(NamedRow::read).collect())
}
