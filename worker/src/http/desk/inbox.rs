//! The inbox: what waits for this officer.

use super::{SignedIn, page};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Response, StatusCode};
use axum::routing::get;
use frontend::i18n::Language;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::inbox;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new().route("/", get(list))
}

async fn list(
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
) -> Response<Body> {
    let frame = Frame {
        language,
        path: "/meja",
        room: Room::Inbox,
        officer: Some(&signed_in.name),
        rooms: &signed_in.rooms(),
        title: language.desk().inbox.title,
    };
    page(StatusCode::OK, inbox::render(&frame))
}
