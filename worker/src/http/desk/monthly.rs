//! `/meja/laporan-bulanan`: a month of one agency, for those who lead it, as a page to print and as a file.

use super::{SignedIn, broken, page, see_other};
use crate::d1::monthly::MOST_CASES;
use crate::http::App;
use crate::http::respond::{Caching, text};
use crate::ports::desk::monthly::MonthlyRepository;
use crate::ports::{Reference, RepositoryError};
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, RawQuery};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use domain::complaint::actor::Role;
use domain::complaint::words::AgencyId;
use domain::figures::Month;
use domain::figures::monthly::{Monthly, MonthlyCase};
use domain::spreadsheet::{MARK, line};
use frontend::i18n::Language;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::monthly::{MonthlyPage, PATH, causes, title};
use std::collections::BTreeMap;

/// Longest query that is read.
const MOST_QUERY_BYTES: usize = 300;

/// The paths of these, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/laporan-bulanan", get(show))
        .route("/laporan-bulanan.csv", get(download))
}

/// What was asked for: nothing that is not there is refused, it is the nearest that is.
struct Asked {
    month: Month,
    agency: String,
    is_free: bool,
}

/// None for who leads no agency.
fn asked(app: &App, signed_in: &SignedIn, query: Option<&str>) -> Option<Asked> {
    let query = query.filter(|query| query.len() <= MOST_QUERY_BYTES);
    let pairs: BTreeMap<String, String> =
        form_urlencoded::parse(query.unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
    let is_free = signed_in.has(Role::NationalAdmin);
    let leads = |role: Role| matches!(role, Role::AgencyCoordinator | Role::Inspectorate);
    let posts = signed_in.officer.posts.iter();
    let led: Vec<&str> = posts
        .filter(|(role, _)| leads(*role))
        .filter_map(|(_, post)| post.as_ref())
        .map(|post| post.agency.as_str())
        .collect();
    let wanted = pairs.get("instansi").map(|id| AgencyId::parse(id));
    let wanted = wanted.and_then(Result::ok);
    let wanted = wanted.as_ref().map(AgencyId::as_str);
    let agency = match wanted {
        Some(wanted) if is_free || led.contains(&wanted) => wanted.to_owned(),
        _ => match led.first() {
            Some(first) => (*first).to_owned(),
            None if is_free => String::new(),
            None => return None,
        },
    };
    // Without a month: the last that is over.
    let last = Month::of(app.now);
    let month = pairs.get("bulan").map(|month| Month::parse(month));
    let month = month.and_then(Result::ok).unwrap_or(last.back(1)).min(last);
    Some(Asked {
        month,
        agency,
        is_free,
    })
}

#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let Some(asked) = asked(&app, &signed_in, query.as_deref()) else {
        return see_other(&language.path("/meja"));
    };
    let report = match report(&app, &signed_in, &asked).await {
        Ok(report) => report,
        Err(error) => return broken(language, "monthly report", &error),
    };
    let Report {
        reference,
        now,
        before,
    } = report;
    let name = reference.table.agency(&asked.agency);
    let name = name.map_or("–", |agency| agency.name.as_str());
    let title = title(language, name, asked.month);
    let monthly = Monthly::of(&now, &before, depth(&reference, &asked.agency));
    let is_cut =
        |cases: &[MonthlyCase]| u32::try_from(cases.len()).is_ok_and(|count| count >= MOST_CASES);
    let path = format!("{PATH}?bulan={}&instansi={}", asked.month, asked.agency);
    let rooms = signed_in.rooms();
    let shown = MonthlyPage {
        frame: Frame {
            language,
            path: &path,
            room: Room::Inbox,
            officer: Some(&signed_in.name),
            rooms: &rooms,
            title: &title,
        },
        now: app.now,
        months: (asked.month, asked.month.back(1)),
        agency: (&asked.agency, name),
        is_free: asked.is_free,
        monthly: &monthly,
        cut_at: (is_cut(&now) || is_cut(&before)).then_some(MOST_CASES),
        names: &names(language, &reference, &monthly),
    };
    page(StatusCode::OK, shown.render())
}

#[worker::send]
async fn download(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let Some(asked) = asked(&app, &signed_in, query.as_deref()) else {
        return see_other(&language.path("/meja"));
    };
    let report = match report(&app, &signed_in, &asked).await {
        Ok(report) => report,
        Err(error) => return broken(language, "monthly file", &error),
    };
    let mut response = text(
        StatusCode::OK,
        "text/csv; charset=utf-8; header=present",
        Caching::Never,
        file(language, &report),
    );
    let name = format!(
        "attachment; filename=\"satupintu-{}-{}.csv\"",
        asked.agency, asked.month
    );
    if let Ok(name) = HeaderValue::try_from(name) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

struct Report {
    reference: std::rc::Rc<Reference>,
    now: Vec<MonthlyCase>,
    before: Vec<MonthlyCase>,
}

async fn report(app: &App, signed_in: &SignedIn, asked: &Asked) -> Result<Report, RepositoryError> {
    let reference = app.reference().await?;
    let storage = app.complaints()?;
    let mut months = Vec::new();
    for month in [asked.month, asked.month.back(1)] {
        let stretch = month.starts_at().zip(month.next().starts_at());
        let cases = match stretch {
            Some(stretch) => {
                storage
                    .month(&signed_in.officer, &asked.agency, stretch, app.now)
                    .await?
            }
            None => Vec::new(),
        };
        months.push(cases);
    }
    let before = months.pop().unwrap_or_default();
    let now = months.pop().unwrap_or_default();
    Ok(Report {
        reference,
        now,
        before,
    })
}

/// How far an agency tells regions apart: one step below its own.
fn depth(reference: &Reference, agency: &str) -> usize {
    let facts = reference.agencies.get(agency);
    let region = facts.and_then(|facts| facts.region.as_deref());
    region.map_or(1, |code| code.split('.').count().saturating_add(1))
}

fn names(language: Language, reference: &Reference, monthly: &Monthly) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for category in reference.table.categories() {
        let name = match language {
            Language::Indonesian => &category.name_id,
            Language::English => &category.name_en,
        };
        names.insert(category.code.clone(), name.clone());
    }
    let rises = monthly.regions.iter().map(|rise| rise.code.as_str());
    let heat = monthly.heat.keys().map(|(_, region)| region.as_str());
    for code in rises.chain(heat) {
        if let Some(region) = reference.table.region(code) {
            names.insert(code.to_owned(), region.name.clone());
        }
    }
    names
}

/// Every case of the month with what was late about it.
fn file(language: Language, report: &Report) -> String {
    let texts = &language.desk().monthly;
    let mut file = String::from(MARK);
    file += &line([texts.code, texts.category, texts.region, texts.causes]);
    for case in &report.now {
        let facts = case.facts.as_ref();
        let category = facts.map_or("", |facts| facts.category.as_str());
        let region = facts.and_then(|facts| facts.region.as_deref());
        let region = region.map_or(String::new(), |code| {
            report.reference.table.region_path(code)
        });
        file += &line([
            case.code.as_str(),
            category,
            &region,
            &causes(texts, case).join(", "),
        ]);
    }
    file
}
