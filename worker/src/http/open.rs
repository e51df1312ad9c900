//! What is public and only read: the same for everybody, without a key, a cookie or a database that knows more.
//!
//! Each room has its own file and adds its routes to [`pages`].

mod list;

use super::respond::{Caching, html_with, policy_for};
use super::{App, language_of, method_not_allowed, not_found, now, simulated_now};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode};
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::open::frame::Sheet;
use tower_service::Service;
use worker::Env;

/// The list as JSON, without the first slash.
pub const API: &str = "api/v1/public-complaints";

/// Answers one request for what is public.
pub async fn serve(mut request: Request<Body>, env: Env) -> Response<Body> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return super::respond::failure(language_of(request.uri()), Failure::Method);
    }
    let now = simulated_now(&env, request.headers()).unwrap_or_else(now);
    request.extensions_mut().insert(App { env, now });
    thread_local! {
        static ROUTER: Router = router();
    }
    match ROUTER.with(Router::clone).call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn router() -> Router {
    Router::new()
        .merge(pages(Language::Indonesian))
        .nest("/en", pages(Language::English))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

fn pages(language: Language) -> Router {
    Router::new()
        .merge(list::routes())
        .layer(Extension(language))
}

/// A public page, with the styles of all of them allowed.
pub fn page(status: StatusCode, caching: Caching, page: String) -> Response<Body> {
    thread_local! {
        static POLICY: HeaderValue = policy_for(Sheet::ALL.iter().map(|sheet| sheet.css()));
    }
    html_with(POLICY.with(HeaderValue::clone), status, caching, page)
}
