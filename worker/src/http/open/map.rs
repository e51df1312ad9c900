//! `/peta`. Like the list, an answer depends on its address and on the generation of what is public.

use super::list::content::{Seen, known_choices, offered, row, wanted};
use super::list::{TAG_CHARS, filter_of, not_modified, put_tag};
use super::page;
use crate::assets::Assets;
use crate::d1::public_cases::D1PublicCases;
use crate::edge::kept;
use crate::http::respond::{Caching, is_known};
use crate::http::track::broken;
use crate::http::{App, log_failure, origin_of};
use crate::ports::RepositoryError;
use crate::ports::map::{Counted, Counts, MapOfCases, MappedCase, Within};
use crate::ports::open::{Choices, PublicCases};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::routing::get;
use domain::complaint::StateName;
use domain::geography::drawing::{Drawing, NATION};
use frontend::i18n::Language;
use frontend::pages::open::frame::Sheet;
use frontend::pages::open::list::filter::{Filter, Order};
use frontend::pages::open::map::{MapPage, PATH, Point};
use std::collections::BTreeMap;

/// Most cases on one map: more would lie on top of each other, and weigh.
const MOST_POINTS: u32 = 60;
/// Length of a regency's code; its map shows cases.
const REGENCY: usize = 5;

/// The map.
pub fn routes() -> Router {
    Router::new().route("/peta", get(show))
}

#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let origin = origin_of(&uri);
    let seen = Seen {
        language,
        origin: &origin,
        now: app.now,
    };
    match answer(&app, &seen, &headers, &uri).await {
        Ok(response) => response,
        Err(error) => broken(language, "map", &error),
    }
}

async fn answer(
    app: &App,
    seen: &Seen<'_>,
    headers: &HeaderMap,
    uri: &Uri,
) -> Result<Response<Body>, RepositoryError> {
    let (filter, mut wrong) = filter_of(uri);
    let mut filter = Filter {
        order: Order::Newest,
        after: None,
        ..filter
    };
    let cases = D1PublicCases::of(&app.env)?;
    let key = key_of(seen, &filter, cases.generation().await?);
    let tag = format!("\"{key}\"");
    if wrong.is_empty() {
        if is_known(headers, &tag) {
            return Ok(not_modified(&tag));
        }
        if let Some(text) = kept::find(&key).await {
            return Ok(tagged(text, &tag));
        }
    }
    let choices = known_choices(&cases, &mut filter, &mut wrong).await?;
    let counts = counts(&cases, &filter, &choices).await?;
    let points = match filter.region.len() >= REGENCY {
        true => cases.newest(&wanted(&filter), MOST_POINTS + 1).await?,
        false => Vec::new(),
    };
    let drawn = drawn_region(&filter.region);
    // Without the picture the lists say the same.
    let drawn = if drawn.is_empty() { NATION } else { drawn };
    let drawing = Assets(&app.env).map(drawn).await;
    let drawing = drawing.unwrap_or_else(|error| {
        log_failure("map", &error);
        None
    });
    let has_drawing = drawing.is_some();
    let text = rendered(seen, &filter, &wrong, &choices, counts, points, drawing);
    if !wrong.is_empty() {
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, Caching::Never, text));
    }
    if has_drawing && let Err(error) = kept::keep(&key, &text).await {
        worker::console_error!("map: not kept: {error}");
    }
    Ok(tagged(text, &tag))
}

fn rendered(
    seen: &Seen<'_>,
    filter: &Filter,
    wrong: &[frontend::pages::open::list::filter::Wrong],
    choices: &Choices,
    counts: Counts,
    mut points: Vec<MappedCase>,
    drawing: Option<String>,
) -> String {
    let has_more_points = points.len() > MOST_POINTS as usize;
    points.truncate(MOST_POINTS as usize);
    let points: Vec<Point> = points
        .into_iter()
        .map(|mapped| point(seen, mapped))
        .collect();
    let counted: BTreeMap<String, u32> = counts.regions.into_iter().collect();
    MapPage {
        language: seen.language,
        filter,
        wrong,
        offered: &offered(seen.language, choices),
        drawing: drawing.as_deref().and_then(Drawing::parse).as_ref(),
        counts: &counted,
        newest: counts.newest,
        points: &points,
        has_more_points,
    }
    .render()
}

async fn counts(
    cases: &impl MapOfCases,
    filter: &Filter,
    choices: &Choices,
) -> Result<Counts, RepositoryError> {
    let drawn = drawn_region(&filter.region);
    let within = match drawn.len() {
        0 => Within::Nation,
        1..REGENCY => Within::Province(drawn),
        _ => Within::Regency(drawn),
    };
    let category = filter.category.as_str();
    let is_topic = choices
        .categories
        .iter()
        .any(|known| known.code == category && known.parent.is_empty());
    let has_counts = (category.is_empty() || is_topic)
        && filter.search.is_empty()
        && filter.agency.is_empty()
        && filter.from.is_none()
        && filter.until.is_none();
    if has_counts {
        let state = filter.state.map_or("", StateName::as_str);
        let topic = category;
        return cases.counts(within, Counted::All { topic, state }).await;
    }
    // The whole map, also where one district of it is chosen.
    let whole = Filter {
        region: drawn.to_owned(),
        ..filter.clone()
    };
    cases.counts(within, Counted::Newest(&wanted(&whole))).await
}

/// The region whose map is shown: that of the regency where a district is chosen.
fn drawn_region(region: &str) -> &str {
    region.get(..REGENCY).unwrap_or(region)
}

fn point(seen: &Seen<'_>, mapped: MappedCase) -> Point {
    let blurred_to = mapped.area.filter(|_| mapped.is_sensitive);
    Point {
        row: row(seen, &mapped.case),
        at: mapped.point.filter(|_| !mapped.is_sensitive),
        blurred_to,
    }
}

fn tagged(text: String, tag: &str) -> Response<Body> {
    let mut response = page(StatusCode::OK, Caching::List, text);
    put_tag(&mut response, Some(tag));
    response
}

/// Everything the answer depends on: also what it looks like.
fn key_of(seen: &Seen<'_>, filter: &Filter, generation: i64) -> String {
    let address = seen.language.path(&filter.address(PATH));
    let css = Sheet::Map.css();
    let build = env!("CARGO_PKG_VERSION");
    let all = format!("{generation}\n{}{address}\n{build}\n{css}", seen.origin);
    let mut key = crate::digest::sha256_hex(&all);
    key.truncate(TAG_CHARS);
    key
}
