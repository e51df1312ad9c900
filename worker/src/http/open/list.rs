//! `/laporan`.

use super::page;
use crate::http::respond::Caching;
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Response, StatusCode};
use axum::routing::get;
use frontend::i18n::Language;
use frontend::pages::open::list as list_page;

/// The list of public complaints.
pub fn routes() -> Router {
    Router::new().route("/laporan", get(show))
}

async fn show(Extension(language): Extension<Language>) -> Response<Body> {
    page(StatusCode::OK, Caching::Short, list_page::render(language))
}
