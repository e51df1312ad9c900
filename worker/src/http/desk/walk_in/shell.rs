//! The screen for the time without a network (docs/decisions/0011).

use crate::http::App;
use crate::http::respond::{Caching, text};
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Response, StatusCode};
use frontend::assets::url_of;
use frontend::i18n::Language;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::walk_in::{self, EntryValues, WalkInPage};

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// Served instead of the service worker to get rid of it; what officers keyed in stays where it is.
const FAREWELL: &str = "addEventListener('install',()=>skipWaiting());addEventListener('activate',event=>event.waitUntil(registration.unregister()))";

/// The page without anybody's id, key or name.
pub fn render(language: Language) -> String {
    let values = EntryValues {
        receipt_language: language.tag().to_owned(),
        ..EntryValues::default()
    };
    WalkInPage {
        frame: Frame {
            language,
            path: walk_in::PATH,
            room: Room::WalkIn,
            officer: None,
            rooms: &[],
            title: language.desk().walk_in.title,
        },
        officer: None,
        values: &values,
        mistakes: &[],
        notice: None,
        slip: None,
        count: None,
    }
    .render()
}

/// `/meja/sw.js`. With the variable `SERVICE_WORKER` set to `off` every computer drops it at its next visit.
pub async fn service_worker(Extension(app): Extension<App>) -> Response<Body> {
    let switch = app.env.var("SERVICE_WORKER");
    let is_off = switch.is_ok_and(|value| value.to_string() == "off");
    let script = match url_of("desk_sw.js") {
        Some(file) if !is_off => format!("importScripts(\"{file}\")"),
        _ => FAREWELL.to_owned(),
    };
    text(StatusCode::OK, JAVASCRIPT, Caching::Back, script)
}
