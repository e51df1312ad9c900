//! `/peta`.

use super::answers::{Asked, Form, Made};
use super::list::content::{Seen, known_choices, offered, row, wanted};
use super::list::filter_of;
use super::{REGENCY, page};
use crate::assets::Assets;
use crate::d1::public_cases::D1PublicCases;
use crate::http::respond::Caching;
use crate::http::track::broken;
use crate::http::{App, log_failure, origin_of};
use crate::kv::{Newest, newest};
use crate::ports::RepositoryError;
use crate::ports::map::{Counted, Counts, MapOfCases, MappedCase, Within};
use crate::ports::open::Choices;
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::routing::get;
use domain::complaint::StateName;
use domain::date::Timestamp;
use domain::geography::drawing::{Drawing, NATION};
use frontend::i18n::Language;
use frontend::pages::open::frame::Sheet;
use frontend::pages::open::list::filter::{Filter, Order, Wrong};
use frontend::pages::open::list::{Named, Offered};
use frontend::pages::open::map::{MapPage, PATH, Point};
use std::collections::BTreeMap;

/// Most cases on one map: more would lie on top of each other, and weigh.
const MOST_POINTS: u32 = 60;

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
    let (filter, wrong) = filter_of(&uri);
    let filter = Filter {
        order: Order::Newest,
        after: None,
        ..filter
    };
    let origin = origin_of(&uri);
    let asked = Asked {
        headers: &headers,
        origin: &origin,
        address: language.path(&filter.address(PATH)),
        form: Form::Page(Sheet::Map),
        is_wrong: !wrong.is_empty(),
    };
    let seen = Seen {
        language,
        origin: &origin,
        now: app.now,
    };
    let found = async {
        let cases = D1PublicCases::of(&app.env)?;
        let make = || make(&app, &seen, &cases, filter, wrong);
        asked.answer(&cases, make).await
    };
    let error = match found.await {
        Ok(response) => return response,
        Err(error) => error,
    };
    match newest(&app.env).await {
        Ok(Some(Newest {
            at,
            provinces: Some(provinces),
            ..
        })) => {
            log_failure("map", &error);
            asked.stale(stale(&app, &seen, provinces, Timestamp(at)).await)
        }
        _ => broken(language, "map", &error),
    }
}

/// The country as it was: the names of its provinces stand in the drawing.
async fn stale(
    app: &App,
    seen: &Seen<'_>,
    provinces: Vec<(String, u32)>,
    since: Timestamp,
) -> String {
    let text = drawing(app, NATION).await;
    let drawing = text.as_deref().and_then(Drawing::parse);
    let parts = drawing.iter().flat_map(|drawing| &drawing.parts);
    let mut regions: Vec<Named> = parts
        .map(|part| Named {
            code: part.code.to_owned(),
            name: part.name.to_owned(),
        })
        .collect();
    regions.sort_by(|left, right| left.name.cmp(&right.name));
    MapPage {
        language: seen.language,
        origin: seen.origin,
        filter: &Filter::default(),
        wrong: &[],
        offered: &Offered {
            regions,
            ..Offered::default()
        },
        drawing: drawing.as_ref(),
        counts: &provinces.into_iter().collect(),
        newest: None,
        points: &[],
        has_more_points: false,
        stale_since: Some(since),
    }
    .render()
}

async fn make(
    app: &App,
    seen: &Seen<'_>,
    cases: &D1PublicCases,
    mut filter: Filter,
    mut wrong: Vec<Wrong>,
) -> Result<Made, RepositoryError> {
    let choices = known_choices(cases, &mut filter, &mut wrong).await?;
    let counts = counts(cases, &filter, &choices).await?;
    let points = match filter.region.len() >= REGENCY {
        true => {
            cases
                .newest(&wanted(&filter, &choices), MOST_POINTS + 1)
                .await?
        }
        false => Vec::new(),
    };
    let drawn = drawn_region(&filter.region);
    let drawing = drawing(app, if drawn.is_empty() { NATION } else { drawn }).await;
    let has_drawing = drawing.is_some();
    let text = rendered(seen, &filter, &wrong, &choices, counts, points, drawing);
    Ok(match (wrong.is_empty(), has_drawing) {
        (true, true) => Made::Whole(text),
        (true, false) => Made::Partial(text),
        (false, _) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Made::Refused(page(status, Caching::Never, text))
        }
    })
}

/// Without the picture the lists say the same.
async fn drawing(app: &App, region: &str) -> Option<String> {
    let drawing = Assets(&app.env).map(region).await;
    drawing.unwrap_or_else(|error| {
        log_failure("map", &error);
        None
    })
}

fn rendered(
    seen: &Seen<'_>,
    filter: &Filter,
    wrong: &[Wrong],
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
        origin: seen.origin,
        filter,
        wrong,
        offered: &offered(seen.language, choices),
        drawing: drawing.as_deref().and_then(Drawing::parse).as_ref(),
        counts: &counted,
        newest: counts.newest,
        points: &points,
        has_more_points,
        stale_since: None,
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
    cases
        .counts(within, Counted::Newest(&wanted(&whole, choices)))
        .await
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
