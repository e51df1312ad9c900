//! `/statistik`, `/instansi/{id}`, the figures as open data: from what the clock computed, never from cases.

mod data;

use super::page;
use crate::d1::public_cases::D1PublicCases;
use crate::http::respond::{Caching, failure};
use crate::http::{App, log_failure, origin_of};
use crate::kv::KvFigures;
use crate::ports::RepositoryError;
use crate::ports::figures::FigureStore;
use crate::use_cases::figures::{Counted, NATION, agency_shelf, category_book, count, region_book};
use crate::use_cases::publish::first_key;
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Path, Query};
use axum::http::{Response, StatusCode, Uri};
use axum::routing::get;
use domain::complaint::words::AgencyId;
use domain::date::Timestamp;
use domain::figures::snapshot::{AgencyShelf, Book, SCHEMA, Sheet, shelf_of};
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::open::figures::{
    AgencyPage, Around, StatisticsPage, render_both, render_method, render_uncounted,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use worker::Env;

/// Cases that one run counts at most: with a minute's pause every five it does a million in an hour.
const STRETCHES: u32 = 50;
/// Longest code of a region or category.
const MAX_CODE: usize = 12;

/// Pages of figures.
pub fn routes() -> Router {
    Router::new()
        .route("/statistik", get(statistics))
        .route("/statistik/metode", get(method))
        .route("/instansi/{id}", get(agency))
}

/// Files of open data: in one language, the same for everybody.
pub fn data_routes() -> Router {
    data::routes()
}

/// Counts on; only the citizens' Worker asks for it, by its binding, when Cron wakes it.
pub async fn count_on(env: &Env, now: Timestamp) -> Result<Counted, RepositoryError> {
    let source = D1PublicCases::of(env)?;
    count(&source, &KvFigures(env), first_key, STRETCHES, now).await
}

#[derive(Deserialize)]
struct Asked {
    wilayah: Option<String>,
    kategori: Option<String>,
}

#[worker::send]
async fn statistics(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    uri: Uri,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Response<Body> {
    let Ok(Query(asked)) = asked else {
        return failure(language, Failure::NotFound);
    };
    let origin = origin_of(&uri);
    let region = asked.wilayah.filter(|code| !code.is_empty());
    let category = asked.kategori.filter(|code| !code.is_empty());
    let is_code = |code: &&str| {
        code.len() <= MAX_CODE
            && code
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    };
    // A district lies in a regency; a regency's figures stand in its province's book.
    let (name, code, filter) = match (region.as_deref(), category.as_deref()) {
        (Some(region), Some(category)) if is_code(&region) && is_code(&category) => {
            let shown = render_both(language, &origin, region, category);
            return page(StatusCode::UNPROCESSABLE_ENTITY, Caching::Never, shown);
        }
        (Some(code), None) if is_code(&code) => {
            let mut parts = code.splitn(3, '.');
            let province = parts.next().unwrap_or_default();
            let code = match parts.next() {
                Some(regency) => format!("{province}.{regency}"),
                None => province.to_owned(),
            };
            (region_book(province), code, "wilayah")
        }
        (None, Some(code)) if is_code(&code) => {
            let topic = code.split('-').next().unwrap_or_default();
            (category_book(topic), code.to_owned(), "kategori")
        }
        (None, None) => (NATION.to_owned(), String::new(), ""),
        _ => return failure(language, Failure::NotFound),
    };
    let path = match filter {
        "" => "/statistik".to_owned(),
        filter => format!("/statistik?{filter}={code}"),
    };
    let book = match read::<Book>(&app, &name).await {
        Ok(Some(book)) => book,
        // A book is missing while nothing was counted, or because nothing has this code.
        Ok(None) => match (filter, read::<Book>(&app, NATION).await) {
            (filter, Ok(Some(_))) if !filter.is_empty() => {
                return failure(language, Failure::NotFound);
            }
            (_, Err(error)) => return away(language, &error),
            _ => return uncounted(language, &origin, &path),
        },
        Err(error) => return away(language, &error),
    };
    let is_whole = book.whole.name.code == code;
    let mut parts = book.regions.iter().chain(&book.categories);
    let part = parts.find(|sheet| sheet.name.code == code);
    let Some(whole) = is_whole.then_some(&book.whole).or(part) else {
        return failure(language, Failure::NotFound);
    };
    let all = |sheets| if is_whole { of(sheets) } else { Vec::new() };
    let cases = match filter {
        "" => "/laporan".to_owned(),
        filter => format!("/laporan?{filter}={code}"),
    };
    let up = match (filter, is_whole) {
        ("", _) => None,
        (_, true) => Some("/statistik".to_owned()),
        (filter, false) => Some(format!("/statistik?{filter}={}", book.whole.name.code)),
    };
    let shown = StatisticsPage {
        language,
        origin: &origin,
        now: app.now,
        head: book.head,
        around: Around {
            path: &path,
            up: up.as_deref(),
            cases: &cases,
        },
        whole,
        regions: all(&book.regions),
        categories: all(&book.categories),
        agencies: all(&book.agencies),
    };
    page(StatusCode::OK, Caching::Short, shown.render())
}

fn of(sheets: &[Sheet]) -> Vec<&Sheet> {
    sheets.iter().collect()
}

async fn method(Extension(language): Extension<Language>, uri: Uri) -> Response<Body> {
    let shown = render_method(language, &origin_of(&uri));
    page(StatusCode::OK, Caching::Short, shown)
}

#[worker::send]
async fn agency(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Path(id): Path<String>,
    uri: Uri,
) -> Response<Body> {
    let Ok(id) = AgencyId::parse(&id) else {
        return failure(language, Failure::NotFound);
    };
    let id = id.as_str();
    let shelf = match read::<AgencyShelf>(&app, &agency_shelf(shelf_of(id))).await {
        Ok(shelf) => shelf,
        Err(error) => return away(language, &error),
    };
    let head = shelf.as_ref().map(|shelf| shelf.head);
    let agencies = shelf.map_or_else(Vec::new, |shelf| shelf.agencies);
    let sheet = agencies.into_iter().find(|sheet| sheet.card.id == id);
    // Who has figures is known from them: the page stands while the projection is away.
    let card = match &sheet {
        Some(sheet) => sheet.card.clone(),
        None => match named(&app, id).await {
            Ok(Some(card)) => card,
            Ok(None) => return failure(language, Failure::NotFound),
            Err(error) => return away(language, &error),
        },
    };
    let region = match &card.region {
        Some(code) => region_name(&app, code).await,
        None => None,
    };
    let region = region.or_else(|| card.region.clone());
    let cases = format!("/laporan?instansi={id}");
    let shown = AgencyPage {
        language,
        origin: &origin_of(&uri),
        now: app.now,
        head,
        card: &card,
        region: region.as_deref(),
        sheet: sheet.as_ref(),
        cases: &cases,
    };
    page(StatusCode::OK, Caching::Short, shown.render())
}

async fn named(
    app: &App,
    id: &str,
) -> Result<Option<domain::figures::snapshot::AgencyCard>, RepositoryError> {
    D1PublicCases::of(&app.env)?.agency(id).await
}

/// A name is a comfort: without it the code stands there.
async fn region_name(app: &App, code: &str) -> Option<String> {
    let cases = D1PublicCases::of(&app.env).ok()?;
    match cases.region(code).await {
        Ok(region) => region.map(|region| region.id),
        Err(error) => {
            log_failure("agency page", &error);
            None
        }
    }
}

/// What is kept under a name; nothing if it is of another schema.
async fn read<T: DeserializeOwned>(app: &App, name: &str) -> Result<Option<T>, RepositoryError> {
    #[derive(Deserialize)]
    struct Headed {
        head: HeadOnly,
    }
    #[derive(Deserialize)]
    struct HeadOnly {
        schema: u32,
    }
    let Some(text) = KvFigures(&app.env).get(name).await? else {
        return Ok(None);
    };
    let headed = serde_json::from_str::<Headed>(&text);
    if !headed.is_ok_and(|headed| headed.head.schema == SCHEMA) {
        return Ok(None);
    }
    let read = serde_json::from_str(&text);
    read.map(Some)
        .map_err(|_| RepositoryError::Corrupt("figures"))
}

fn uncounted(language: Language, origin: &str, path: &str) -> Response<Body> {
    let shown = render_uncounted(language, origin, path);
    page(StatusCode::SERVICE_UNAVAILABLE, Caching::Never, shown)
}

fn away(language: Language, error: &RepositoryError) -> Response<Body> {
    log_failure("figures", error);
    failure(language, Failure::Broken)
}
