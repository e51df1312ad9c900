//! `/laporan` and its feed.

pub mod content;

use super::answers::{Asked, Form, Made};
use super::page;
use crate::d1::public_cases::D1PublicCases;
use crate::http::respond::{Caching, failure};
use crate::http::track::broken;
use crate::http::{App, log_failure, origin_of};
use crate::kv::newest;
use crate::ports::RepositoryError;
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::routing::get;
use content::{Content, Seen};
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::open::frame::Sheet;
use frontend::pages::open::list::filter::{Filter, Wrong};
use frontend::pages::open::list::{FEED, PATH};

/// Most parameters of an address that are looked at.
const MOST_PAIRS: usize = 30;

/// The list of public complaints.
pub fn routes() -> Router {
    Router::new().route(PATH, get(show)).route(FEED, get(feed))
}

#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    answer(&app, language, &headers, &uri, Form::Page(Sheet::List)).await
}

#[worker::send]
async fn feed(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    answer(&app, language, &headers, &uri, Form::Feed).await
}

async fn answer(
    app: &App,
    language: Language,
    headers: &HeaderMap,
    uri: &Uri,
    form: Form,
) -> Response<Body> {
    let (filter, wrong) = filter_of(uri);
    let origin = origin_of(uri);
    let seen = Seen {
        language,
        origin: &origin,
        now: app.now,
    };
    let path = match form {
        Form::Feed => FEED,
        _ => PATH,
    };
    let asked = Asked {
        headers,
        origin: &origin,
        address: language.path(&filter.address(path)),
        form,
        is_wrong: !wrong.is_empty(),
    };
    let error = match search(app, &seen, &asked, filter.clone(), wrong).await {
        Ok(response) => return response,
        Err(error) => error,
    };
    // Stale is better than nothing, but a program that wants something else than the newest rather comes again.
    let is_served = form != Form::Feed || filter == Filter::default();
    match newest(&app.env).await {
        Ok(Some(newest)) if is_served => {
            log_failure("list", &error);
            let content = Content::stale(&filter, newest);
            asked.stale(text_of(&content, &seen, form))
        }
        _ => broken(language, "list", &error),
    }
}

async fn search(
    app: &App,
    seen: &Seen<'_>,
    asked: &Asked<'_>,
    filter: Filter,
    wrong: Vec<Wrong>,
) -> Result<Response<Body>, RepositoryError> {
    let cases = D1PublicCases::of(&app.env)?;
    let make = async || {
        let content = Content::load(&cases, filter, wrong).await?;
        let text = text_of(&content, seen, asked.form);
        Ok(match (content.wrong.is_empty(), asked.form) {
            (true, _) => Made::Whole(text),
            (false, Form::Feed) => Made::Refused(failure(seen.language, Failure::NotFound)),
            (false, _) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Made::Refused(page(status, Caching::Never, text))
            }
        })
    };
    asked.answer(&cases, make).await
}

fn text_of(content: &Content, seen: &Seen<'_>, form: Form) -> String {
    match form {
        Form::Feed => content.feed(seen),
        _ => content.page(seen),
    }
}

/// What is asked for, and what of the address cannot be used.
pub fn filter_of(uri: &Uri) -> (Filter, Vec<Wrong>) {
    let query = uri.query().unwrap_or_default().as_bytes();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query)
        .take(MOST_PAIRS)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let pairs = pairs.iter();
    Filter::parse(pairs.map(|(name, value)| (name.as_str(), value.as_str())))
}
