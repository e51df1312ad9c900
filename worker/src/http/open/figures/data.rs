//! `/data/…`: open data (docs/OPEN_DATA.md).

use crate::d1::public_cases::D1PublicCases;
use crate::http::problem::Problem;
use crate::http::respond::{Caching, failure, text};
use crate::http::{App, log_failure};
use crate::kv::KvFigures;
use crate::ports::RepositoryError;
use crate::ports::figures::{FigureStore, OpenCase};
use crate::use_cases::figures::{TABLE_CSV, TABLE_JSON};
use crate::use_cases::publish::first_key;
use api_types::problem::ProblemKind;
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Query};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::date::Timestamp;
use domain::figures::Month;
use domain::spreadsheet;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use serde::Deserialize;

const CSV: &str = "text/csv; charset=utf-8; header=present";
/// Cases in one answer; where there are more, `Link` says how to go on.
const MOST_CASES: u32 = 5_000;
const COLUMNS: [&str; 17] = [
    "code",
    "received_at",
    "month",
    "state",
    "agency",
    "region",
    "category",
    "verified_in_time",
    "replied_in_time",
    "done_in_time",
    "answered_at",
    "was_answered",
    "hops",
    "objections",
    "reopenings",
    "end",
    "stars",
];

/// Files of open data.
pub fn routes() -> Router {
    Router::new()
        .route("/data/angka.csv", get(table_csv))
        .route("/data/angka.json", get(table_json))
        .route("/data/kasus.csv", get(cases))
}

#[worker::send]
async fn table_csv(Extension(app): Extension<App>) -> Response<Body> {
    table(&app, TABLE_CSV, CSV).await
}

#[worker::send]
async fn table_json(Extension(app): Extension<App>) -> Response<Body> {
    table(&app, TABLE_JSON, "application/json").await
}

async fn table(app: &App, name: &str, content_type: &'static str) -> Response<Body> {
    match KvFigures(&app.env).get(name).await {
        Ok(Some(body)) => open(text(StatusCode::OK, content_type, Caching::Short, body)),
        Ok(None) => super::uncounted(Language::default(), "", "/statistik"),
        Err(error) => super::away(Language::default(), &error),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    bulan: Option<String>,
    setelah: Option<String>,
}

/// The public cases of a month: what figures are made of, and nothing else.
#[worker::send]
async fn cases(
    Extension(app): Extension<App>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Response<Body> {
    // Another page than the one asked for would pass for it: what is not understood is refused, as by the list.
    let refused = || Problem::new(ProblemKind::InvalidFields).into_response();
    let Ok(Query(asked)) = asked else {
        return refused();
    };
    let month = asked.bulan.as_deref().map(Month::parse);
    let month = month.unwrap_or(Ok(Month::of(app.now)));
    let after = asked.setelah.as_deref().map(str::parse::<i64>);
    let (Ok(month), Ok(after)) = (month, after.transpose()) else {
        return refused();
    };
    let (Some(from), Some(to)) = (month.starts_at(), month.next().starts_at()) else {
        return refused();
    };
    match lines(&app, month, (from, to), after).await {
        Ok(response) => response,
        Err(error) => {
            log_failure("open cases", &error);
            failure(Language::default(), Failure::Broken)
        }
    }
}

async fn lines(
    app: &App,
    month: Month,
    (from, to): (Timestamp, Timestamp),
    after: Option<i64>,
) -> Result<Response<Body>, RepositoryError> {
    let first = first_key(from).saturating_sub(1);
    let after = after.unwrap_or(first).max(first);
    let source = D1PublicCases::of(&app.env)?;
    let below = Some(first_key(to));
    let cases = source.open_cases(after, below, MOST_CASES).await?;
    let mut body = spreadsheet::line(COLUMNS);
    cases.iter().for_each(|case| body.push_str(&line(case)));
    let mut response = open(text(StatusCode::OK, CSV, Caching::Short, body));
    let is_whole = u32::try_from(cases.len()).is_ok_and(|read| read == MOST_CASES);
    if let Some(last) = cases.last().filter(|_| is_whole) {
        let next = format!(
            "</data/kasus.csv?bulan={month}&setelah={}>; rel=\"next\"",
            last.key
        );
        if let Ok(next) = HeaderValue::try_from(next) {
            response.headers_mut().insert(header::LINK, next);
        }
    }
    Ok(response)
}

fn line(case: &OpenCase) -> String {
    let facts = &case.facts;
    let yes = |is_so: Option<bool>| match is_so {
        Some(true) => "1",
        Some(false) => "0",
        None => "",
    };
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells: [String; 17] = [
        case.code.clone(),
        facts.received_at.rfc3339(),
        facts.month().to_string(),
        case.state.clone(),
        or_empty(&facts.agency),
        or_empty(&facts.region),
        facts.category.clone(),
        yes(facts.verified_in_time).to_owned(),
        yes(facts.replied_in_time).to_owned(),
        yes(facts.done_in_time).to_owned(),
        facts.answered_at.map_or(String::new(), Timestamp::rfc3339),
        yes(Some(facts.was_answered)).to_owned(),
        facts.hops.to_string(),
        facts.objections.to_string(),
        facts.reopenings.to_string(),
        facts.end.map_or("", |end| end.as_str()).to_owned(),
        facts.stars.map_or(String::new(), |stars| stars.to_string()),
    ];
    spreadsheet::line(cells.iter().map(String::as_str))
}

/// Other sites may read it too.
fn open(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}
