//! Signing in and out, invitations, passkeys, one's own sessions.

mod browser;
mod door;
mod drafts;
mod invitation;
mod own;
mod own_ways;
mod step_up;

use super::{SignedIn, broken, page, see_other, session};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::extract::rejection::PathRejection;
use axum::http::Response;
use axum::routing::{get, post};
use frontend::i18n::Language;
use frontend::pages::desk::frame::{Frame, Room};

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/masuk", get(door::show).post(door::by_password))
        .route("/masuk/tantangan", post(door::challenge))
        .route("/masuk/kunci", post(door::by_passkey))
        .route(
            "/masuk/pemulihan",
            get(door::show_recovery).post(door::by_code),
        )
        .route(
            "/masuk/ulang",
            get(step_up::show).post(step_up::by_password),
        )
        .route("/masuk/ulang/tantangan", post(step_up::challenge))
        .route("/masuk/ulang/kunci", post(step_up::by_passkey))
        .route(
            "/undangan/{token}",
            get(invitation::show).post(invitation::by_password),
        )
        .route("/undangan/{token}/tantangan", post(invitation::challenge))
        .route("/undangan/{token}/kunci", post(invitation::by_passkey))
        .route("/akun", get(own::show))
        .route("/akun/sesi", post(own::end))
        .route("/akun/sesi/lain", post(own::end_others))
        .route("/akun/keluar", post(own::sign_out))
        .route(
            "/akun/kode",
            post(own_ways::new_codes).get(own_ways::to_account),
        )
        .route(
            "/akun/kunci",
            get(own_ways::show_passkey).post(own_ways::add_passkey),
        )
        .route("/akun/kunci/tantangan", post(own_ways::challenge))
        .route("/akun/kunci/hapus", post(own_ways::remove_passkey))
        .route(
            "/akun/sandi",
            get(own_ways::show_password).post(own_ways::set_password),
        )
        .route(
            "/akun/sandi/hapus",
            post(own_ways::remove_password).get(own_ways::to_account),
        )
}

/// A handler's request when somebody is signed in, and when nobody need be.
type Maybe = Option<Extension<SignedIn>>;
/// A path segment that may be anything.
type Segment = Result<axum::extract::Path<String>, PathRejection>;

fn render<'a>(
    language: Language,
    path: &'a str,
    title: &'a str,
    signed_in: Option<&'a SignedIn>,
    render: impl FnOnce(&Frame<'_>) -> String,
) -> String {
    let rooms = signed_in.map_or(Vec::new(), SignedIn::rooms);
    render(&Frame {
        language,
        path,
        room: Room::Account,
        officer: signed_in.map(|signed_in| signed_in.name.as_str()),
        rooms: &rooms,
        title,
    })
}

/// Where somebody goes from here: an address of the desk, else its beginning.
fn target(language: Language, asked: &str) -> String {
    match session::is_return_target(asked) {
        true => asked.to_owned(),
        false => language.path("/meja"),
    }
}

/// JSON for our own script.
fn json(value: &serde_json::Value) -> Response<Body> {
    crate::http::respond::text(
        axum::http::StatusCode::OK,
        "application/json",
        crate::http::respond::Caching::Never,
        value.to_string(),
    )
}
