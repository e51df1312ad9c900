//! What is public and only read: the same for everybody, without a key, a cookie or a database that knows more.
//!
//! Each room has its own file and adds its routes to [`pages`].

mod answers;
mod api;
pub mod figures;
mod list;
mod map;
mod poster;
mod similar;
mod sitemap;

use super::respond::{Caching, html_with, policy_for};
use super::{App, method_not_allowed, not_found, now as now_here};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode};
use domain::date::Timestamp;
use frontend::i18n::Language;
use frontend::pages::open::frame::Sheet;
use tower_service::Service;
use worker::Env;

/// Length of the code of a regency or city.
const REGENCY: usize = 5;

/// The list as JSON, without the first slash.
pub const API: &str = "api/v1/public-complaints";

/// Whether this is the address, without the first slash, of the list as JSON or of one of it.
pub fn is_api(path: &str) -> bool {
    let rest = path.strip_prefix(API);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Answers one request for what is public.
pub async fn serve(mut request: Request<Body>, env: Env) -> Response<Body> {
    if *request.method() == Method::POST && request.uri().path() == COUNTING {
        return count(&request, &env).await;
    }
    if super::is_foreign(&request) {
        return super::refuse_foreign(request.uri());
    }
    let app = App::of(&request, env);
    request.extensions_mut().insert(app);
    thread_local! {
        static ROUTER: Router = router();
    }
    match ROUTER.with(Router::clone).call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// Where the clock asks to go on counting figures, by a binding: the citizens' Worker hands over no address of this kind, and
/// this Worker has none of its own.
pub const COUNTING: &str = "/-/figures";

/// Counts on; says what was done, or what went wrong.
async fn count(request: &Request<Body>, env: &Env) -> Response<Body> {
    let now = request.uri().query().and_then(|now| now.parse().ok());
    let now = now.map_or_else(now_here, Timestamp);
    let counted = figures::count_on(env, now).await;
    let answer = counted.map_err(|error| error.to_string());
    let status = match &answer {
        Ok(_) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    let body = match answer {
        Ok(counted) => serde_json::to_string(&counted).unwrap_or_default(),
        Err(error) => error,
    };
    super::respond::text(status, "application/json", Caching::Never, body)
}

fn router() -> Router {
    Router::new()
        .merge(figures::data_routes())
        .merge(api::routes())
        .merge(sitemap::routes())
        .merge(pages(Language::Indonesian))
        .nest("/en", pages(Language::English))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

fn pages(language: Language) -> Router {
    Router::new()
        .merge(list::routes())
        .merge(map::routes())
        .merge(similar::routes())
        .merge(poster::routes())
        .merge(figures::routes())
        .layer(Extension(language))
}

/// A public page, with the styles of all of them allowed.
pub fn page(status: StatusCode, caching: Caching, page: String) -> Response<Body> {
    thread_local! {
        static POLICY: HeaderValue = policy_for(Sheet::ALL.iter().map(|sheet| sheet.css()));
    }
    html_with(POLICY.with(HeaderValue::clone), status, caching, page)
}
