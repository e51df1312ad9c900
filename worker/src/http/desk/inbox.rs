//! The inbox: what waits for this officer, and what can be done to many cases at once.

mod absence;
mod bulk;
mod export;
mod list;
mod next;
mod views;

use super::{SignedIn, page};
use crate::http::App;
use crate::http::body::{self, NoBody};
use crate::ports::Reference;
use crate::ports::desk::inbox::{Asked, Horizon};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Uri};
use axum::routing::{get, post};
use domain::complaint::actor::Role;
use domain::date::Zone;
use frontend::i18n::Language;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::inbox::filter::Filter;
use frontend::pages::failure::Failure;

/// Who reads lists of cases.
const READERS: [Role; 6] = [
    Role::NationalAdmin,
    Role::AgencyCoordinator,
    Role::LiaisonOfficer,
    Role::Inspectorate,
    Role::Ombudsman,
    Role::Observer,
];
/// Most parameters of an address, and most fields of a form, that are looked at.
const MOST_PAIRS: usize = 2000;
/// Most codes of regions that a name may stand for.
const MOST_REGIONS: usize = 20;

/// Rows a page.
const ROWS: u32 = 50;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/", get(list::show))
        .route("/berikutnya", get(next::show))
        .route("/ekspor", get(export::download))
        .route("/tampilan", post(views::keep).get(list::to_inbox))
        .route("/tampilan/{id}", post(views::change).get(list::to_inbox))
        .route("/massal", post(bulk::begin).get(list::to_inbox))
        .route("/massal/{id}", get(bulk::show).post(bulk::go))
        .route("/pengganti", get(absence::show).post(absence::keep))
        .route(
            "/pengganti/{id}",
            post(absence::end).get(absence::to_absences),
        )
}

fn reads_lists(signed_in: &SignedIn) -> bool {
    READERS.iter().any(|role| signed_in.has(*role))
}

/// The parameters of an address.
fn pairs_of(uri: &Uri) -> Vec<(String, String)> {
    pairs(uri.query().unwrap_or_default().as_bytes())
}

fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes)
        .take(MOST_PAIRS)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// The fields of a form, all of each name, within their bound.
async fn fields(request: Request<Body>) -> Result<Vec<(String, String)>, Failure> {
    crate::http::form::check_headers(request.headers())?;
    let bytes = body::read(request, body::MAX_FORM_BYTES).await;
    let bytes = bytes.map_err(|reason| match reason {
        NoBody::TooLarge => Failure::TooLarge,
        NoBody::Broken => Failure::Unreadable,
    })?;
    Ok(pairs(&bytes))
}

/// The first field of a name, trimmed; empty where there is none.
fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.trim())
}

/// The filter of an address, and what of it is not known.
fn filter_of(pairs: &[(String, String)]) -> (Filter, Vec<String>) {
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let (filter, unknown) = Filter::parse(pairs);
    (
        filter,
        unknown.into_iter().map(|unknown| unknown.name).collect(),
    )
}

/// The filter ready for a query: names of regions become codes, days become instants of the officer's zone.
fn asked(app: &App, reference: &Reference, signed_in: &SignedIn, filter: &Filter) -> Asked {
    let zone = zone_of(reference, signed_in);
    Asked {
        regions: filter
            .region
            .as_deref()
            .map(|region| regions_of(reference, region)),
        from: filter.from.map(|day| day.at(0, zone)),
        before: filter.until.map(|day| day.next().at(0, zone)),
        horizon: Horizon { now: app.now },
        filter: filter.clone(),
    }
}

/// The clock on this officer's wall.
fn zone_of(reference: &Reference, signed_in: &SignedIn) -> Zone {
    let mut posts = signed_in.officer.posts.iter();
    let agency = posts.find_map(|(_, post)| post.as_ref().map(|post| post.agency.as_str()));
    let facts = agency.and_then(|agency| reference.agencies.get(agency));
    reference.zone_of(facts.and_then(|facts| facts.region.as_deref()))
}

/// A code as it is; or every region whose name holds these words, provinces and regencies first.
fn regions_of(reference: &Reference, typed: &str) -> Vec<String> {
    let is_code = typed
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_code {
        return vec![typed.trim_end_matches('.').to_owned()];
    }
    let typed = typed.to_lowercase();
    let of_level = |level: &'static str| {
        let regions = reference.table.regions().iter();
        let typed = typed.clone();
        regions.filter(move |region| {
            region.level == level && region.name.to_lowercase().contains(&typed)
        })
    };
    ["provinsi", "kabkota", "kecamatan"]
        .into_iter()
        .flat_map(of_level)
        .take(MOST_REGIONS)
        .map(|region| region.code.clone())
        .collect()
}

fn frame<'a>(
    language: Language,
    path: &'a str,
    signed_in: &'a SignedIn,
    rooms: &'a [Room],
    title: &'a str,
) -> Frame<'a> {
    Frame {
        language,
        path,
        room: Room::Inbox,
        officer: Some(&signed_in.name),
        rooms,
        title,
    }
}

fn category_name(reference: &Reference, language: Language, code: &str) -> String {
    let entry = reference.table.category(code);
    entry.map_or(code.to_owned(), |entry| match language {
        Language::Indonesian => entry.name_id.clone(),
        Language::English => entry.name_en.clone(),
    })
}
