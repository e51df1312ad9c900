//! Reference data, read once per isolate and kept as long as its version stands.
//!
//! Routing needs all of it (8,000 regions, 700 agencies, 167 categories), far too much for every request. Plain
//! data may live in an isolate; every write reports the version it saw, so a change is used from the next
//! request on.

use super::repository_error;
use crate::ports::{AgencyFacts, Reference, RepositoryError};
use domain::calendar::{Holiday, WorkCalendar};
use domain::reference::{Agency, Category, ReferenceData, Region, RoutingRule, Unit};
use domain::routing::RoutingTable;
use domain::terms::{Term, Terms};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use worker::D1Database;

struct Loaded {
    version: String,
    reference: Rc<Reference>,
}

thread_local! {
    static LOADED: RefCell<Option<Loaded>> = const { RefCell::new(None) };
}

// One text per table: a fraction of the cost of one JavaScript object per row. What is retired (administration) keeps
// its name, for complaints that went there, and nothing by which routing would find it; what nobody needs to name is gone.
const SELECT_ALL: [&str; 10] = [
    "select coalesce(max(version), '') as body from reference_version where id = 1",
    "select json_group_array(json_object('code', code, 'level', level, 'kind', kind, 'name', name, 'lat', lat,
       'lng', lng, 'timezone', timezone, 'aliases', aliases)) as body
     from (select * from region where level <> 'desa' order by code limit 20000)",
    "select json_group_array(json_object('id', id, 'level', level, 'short_name', short_name, 'name', name,
       'parent_id', parent_id, 'region_code', iif(retired_at is null, region_code, null),
       'aliases', iif(retired_at is null, aliases, ''), 'autonomous', autonomous)) as body
     from (select * from agency order by id limit 20000)",
    "select json_group_array(json_object('id', id, 'scope', scope, 'short_name', short_name, 'name', name,
       'aliases', iif(retired_at is null, aliases, ''), 'national_counterpart', national_counterpart)) as body
     from (select * from agency_unit order by id limit 20000)",
    "select json_group_array(json_object('code', code, 'parent_code', parent_code, 'name_id', name_id,
       'name_en', name_en, 'default_level', default_level, 'kabkota_unit', kabkota_unit,
       'provinsi_unit', provinsi_unit, 'national_agency', national_agency, 'urgency', urgency,
       'default_privacy', default_privacy, 'keywords_formal', keywords_formal,
       'keywords_slang_sms', keywords_slang_sms, 'keywords_regional', keywords_regional)) as body
     from (select * from category where retired_at is null order by code limit 2000)",
    "select json_group_array(json_object('id', id, 'category_code', category_code, 'condition', condition,
       'value', value, 'target_level', target_level, 'target_type', target_type, 'target', target,
       'priority', priority, 'hints', hints, 'note', note)) as body
     from (select * from routing_rule where retired_at is null order by id limit 5000)",
    "select json_group_array(json_object('date', date, 'is_working_day', is_working_day)) as body
     from (select * from holiday where retired_at is null order by date limit 5000)",
    "select json_group_array(json_object('rule', rule, 'report_type', report_type, 'value', value, 'unit', unit,
       'valid_from', valid_from, 'valid_to', valid_to)) as body
     from (select * from terms where retired_at is null and scope = 'nation' order by rule limit 1000)",
    // `agency:{id}`: what an agency promises beyond the law.
    "select json_group_array(json_object('scope', scope, 'rule', rule, 'report_type', report_type, 'value', value,
       'unit', unit, 'valid_from', valid_from, 'valid_to', valid_to)) as body
     from (select * from terms where retired_at is null and scope like 'agency:%' order by rule limit 20000)",
    "select json_group_array(id) as body from (select id from agency where retired_at is not null
     union all select id from agency_unit where retired_at is not null limit 20000)",
];

#[derive(Deserialize)]
struct LocalTerm {
    scope: String,
    #[serde(flatten)]
    term: Term,
}

#[derive(Deserialize)]
struct BodyRow {
    body: String,
}

/// The reference data of this isolate, read from D1 the first time and after a change.
pub async fn reference(database: &D1Database) -> Result<Rc<Reference>, RepositoryError> {
    let known = LOADED.with_borrow(|loaded| loaded.as_ref().map(|loaded| loaded.reference.clone()));
    if let Some(reference) = known {
        return Ok(reference);
    }
    let statements = SELECT_ALL.map(|sql| database.prepare(sql)).into();
    let results = database.batch(statements).await;
    let results = results.map_err(|error| repository_error(&error))?;
    let bodies = results.iter().map(|result| {
        let rows = result.results::<BodyRow>().ok();
        rows.and_then(|rows| rows.into_iter().next())
            .map(|row| row.body)
            .ok_or(RepositoryError::Corrupt("reference"))
    });
    let reference = Rc::new(made_of(bodies)?);
    LOADED.set(Some(Loaded {
        version: reference.version.clone(),
        reference: reference.clone(),
    }));
    Ok(reference)
}

/// The reference data of what the statements of [`SELECT_ALL`] gave.
fn made_of(
    mut bodies: impl Iterator<Item = Result<String, RepositoryError>>,
) -> Result<Reference, RepositoryError> {
    let mut body = || {
        bodies
            .next()
            .unwrap_or(Err(RepositoryError::Corrupt("reference")))
    };
    let version = body()?;
    let data = ReferenceData {
        regions: parse::<Region>("region", &body()?)?,
        agencies: parse::<Agency>("agency", &body()?)?,
        units: parse::<Unit>("agency_unit", &body()?)?,
        categories: parse::<Category>("category", &body()?)?,
        rules: parse::<RoutingRule>("routing_rule", &body()?)?,
    };
    let calendar = WorkCalendar::new(&parse::<Holiday>("holiday", &body()?)?);
    let terms = Terms::new(parse::<Term>("terms", &body()?)?);
    let mut local_terms: HashMap<String, Vec<Term>> = HashMap::new();
    for LocalTerm { scope, term } in parse::<LocalTerm>("terms", &body()?)? {
        let agency = scope.strip_prefix("agency:").unwrap_or_default();
        local_terms.entry(agency.to_owned()).or_default().push(term);
    }
    let retired = parse::<String>("agency", &body()?)?;
    let agencies = data.agencies.iter().map(|agency| {
        let facts = AgencyFacts {
            level: agency.level.clone(),
            parent: agency.parent_id.clone(),
            region: agency.region_code.clone(),
            is_autonomous: agency.autonomous == 1,
        };
        (agency.id.clone(), facts)
    });
    Ok(Reference {
        table: RoutingTable::new(&data),
        calendar,
        terms,
        agencies: agencies.collect(),
        retired: retired.into_iter().collect(),
        local_terms,
        version,
    })
}

/// The same from the file of a local database.
#[cfg(feature = "scale")]
pub fn reference_in(database: &rusqlite::Connection) -> Result<Reference, RepositoryError> {
    made_of(SELECT_ALL.into_iter().map(|sql| {
        let body = database.query_row(sql, [], |row| row.get(0));
        body.map_err(|error| RepositoryError::Unavailable(error.to_string()))
    }))
}

/// The version of the data in the database; empty where none was loaded.
pub async fn current_version(database: &D1Database) -> Result<String, RepositoryError> {
    let statement = database.prepare("select version from reference_version where id = 1");
    let version = statement.first::<String>(Some("version")).await;
    let version = version.map_err(|error| repository_error(&error))?;
    Ok(version.unwrap_or_default())
}

/// Whether reference data was loaded into the database.
pub async fn is_loaded(database: &D1Database) -> bool {
    current_version(database)
        .await
        .is_ok_and(|version| !version.is_empty())
}

/// Forgets what this isolate knows when the database has another version.
pub fn note_version(current: &str) {
    LOADED.with_borrow_mut(|loaded| {
        if loaded
            .as_ref()
            .is_some_and(|loaded| loaded.version != current)
        {
            *loaded = None;
        }
    });
}

fn parse<T: DeserializeOwned>(table: &'static str, body: &str) -> Result<Vec<T>, RepositoryError> {
    serde_json::from_str(body).map_err(|_| RepositoryError::Corrupt(table))
}
