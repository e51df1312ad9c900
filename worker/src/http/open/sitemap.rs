//! `/sitemap.xml` and `/robots.txt`: what search engines may find. Of complaints, what lists show and nothing else; an address
//! with a key in it never.

use super::answers::{Asked, Form, Made};
use crate::d1::public_cases::D1PublicCases;
use crate::http::respond::{Caching, failure, text};
use crate::http::track::{broken, segment};
use crate::http::{App, origin_of};
use crate::ports::RepositoryError;
use crate::ports::sitemap::{KeysOfDay, PublicAddresses};
use crate::use_cases::publish::{first_key, moment_of};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::routing::get;
use domain::date::{Date, Zone};
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::open::sitemap::{
    INDEX, PAGES, day_path, index, of_complaints, of_pages, robots,
};

/// Days that an index names at most: the protocol allows 50,000, these are 27 years.
const MOST_DAYS: usize = 10_000;
/// Complaints of one day at most; the protocol allows 50,000.
const MOST_OF_DAY: u32 = 25_000;

/// For search engines.
pub fn routes() -> Router {
    Router::new()
        .route("/robots.txt", get(show_robots))
        .route(INDEX, get(show_index))
        .route("/sitemap/{file}", get(show_part))
}

async fn show_robots(uri: Uri) -> Response<Body> {
    let body = robots(&origin_of(&uri));
    let plain = "text/plain; charset=utf-8";
    text(StatusCode::OK, plain, Caching::Short, body)
}

#[worker::send]
async fn show_index(
    Extension(app): Extension<App>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let origin = origin_of(&uri);
    let today = app.now.local(Zone::Wib).0;
    // Another day has another index.
    let address = format!("{INDEX}?{today}");
    let asked = asked(&headers, &origin, address);
    let found = async {
        let cases = D1PublicCases::of(&app.env)?;
        let make = async || {
            let Some(first) = cases.first_key().await? else {
                return Ok(Made::Whole(index(&origin, &[])));
            };
            let first = moment_of(first).local(Zone::Wib).0;
            let days = cases.days_with_cases(&days_back(today, first)).await?;
            Ok(Made::Whole(index(&origin, &days)))
        };
        asked.answer(&cases, make).await
    };
    shown(found.await)
}

#[worker::send]
async fn show_part(
    Extension(app): Extension<App>,
    headers: HeaderMap,
    file: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let origin = origin_of(&uri);
    let file = segment(file);
    if file == PAGES {
        let xml = "application/xml; charset=utf-8";
        return text(StatusCode::OK, xml, Caching::Short, of_pages(&origin));
    }
    let day = file.strip_suffix(".xml").map(Date::parse);
    let Some(Ok(day)) = day else {
        return failure(Language::default(), Failure::NotFound);
    };
    let asked = asked(&headers, &origin, day_path(&day.to_string()));
    let found = async {
        let cases = D1PublicCases::of(&app.env)?;
        let make = async || {
            let codes = cases.codes(&keys_of(day), MOST_OF_DAY).await?;
            if codes.is_empty() {
                let unknown = failure(Language::default(), Failure::NotFound);
                return Ok(Made::Refused(unknown));
            }
            Ok(Made::Whole(of_complaints(&origin, &codes)))
        };
        asked.answer(&cases, make).await
    };
    shown(found.await)
}

fn asked<'a>(headers: &'a HeaderMap, origin: &'a str, address: String) -> Asked<'a> {
    Asked {
        headers,
        origin,
        address,
        form: Form::Sitemap,
        is_wrong: false,
    }
}

fn shown(found: Result<Response<Body>, RepositoryError>) -> Response<Body> {
    found.unwrap_or_else(|error| broken(Language::default(), "sitemap", &error))
}

/// Days are those of the capital.
fn keys_of(day: Date) -> KeysOfDay {
    let start = |day: Date| first_key(day.at(0, Zone::Wib));
    KeysOfDay {
        day: day.to_string(),
        from: start(day),
        below: start(day.next()),
    }
}

/// From today back to the first day.
fn days_back(today: Date, first: Date) -> Vec<KeysOfDay> {
    let days = std::iter::successors(Some(today), |day| Some(day.previous()));
    days.take(MOST_DAYS)
        .take_while(|day| *day >= first)
        .map(keys_of)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_goes_from_today_back_to_the_first_day() {
        let day = |text: &str| Date::parse(text).unwrap();
        let days = |today, first| {
            let days = days_back(day(today), day(first));
            days.into_iter().map(|keys| keys.day).collect::<Vec<_>>()
        };
        let expected = ["2026-03-01", "2026-02-28", "2026-02-27"];
        assert_eq!(days("2026-03-01", "2026-02-27"), expected);
        assert_eq!(days("2026-03-01", "2026-03-01"), ["2026-03-01"]);
        assert_eq!(days("2026-03-01", "2026-03-02"), [""; 0]);
        assert_eq!(days("2026-03-01", "1970-01-01").len(), MOST_DAYS);
        let one = keys_of(day("2026-03-01"));
        let day_of_keys = first_key(domain::date::Timestamp(86_400_000));
        assert_eq!(one.below - one.from, day_of_keys);
    }
}
