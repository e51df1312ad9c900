//! What the desk's scripts ask beside a page. The pages work without; the answers are a few lines of plain text.

use super::{SignedIn, broken};
use crate::http::App;
use crate::http::track::segment;
use crate::ports::desk::lookup::LookupRepository;
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path, RawQuery};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;

/// Longest words that are looked for, in bytes as they come.
const MOST_QUERY_BYTES: usize = 300;
/// Longest words that are looked for.
const MOST_WORDS_CHARS: usize = 60;
/// Fewer characters fit half the nation.
const FEWEST_WORDS_CHARS: usize = 2;

/// The paths of these, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/cari/instansi", get(agencies))
        .route("/kasus/{code}/seq", get(newest_entry))
}

/// Agencies whose name has these words: a line each, its id and its name with a tab between. They are no secret.
#[worker::send]
async fn agencies(
    Extension(language): Extension<Language>,
    Extension(app): Extension<App>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let query = query.filter(|query| query.len() <= MOST_QUERY_BYTES);
    let pairs = query.as_deref().unwrap_or_default();
    let words = form_urlencoded::parse(pairs.as_bytes()).find(|(name, _)| name == "q");
    let words = words.map_or(String::new(), |(_, value)| value.trim().to_lowercase());
    let length = words.chars().count();
    if !(FEWEST_WORDS_CHARS..=MOST_WORDS_CHARS).contains(&length) {
        return plain(StatusCode::OK, String::new());
    }
    let found = match app.complaints() {
        Ok(storage) => storage.agencies_named(&words).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(found) => {
            let lines = found.into_iter();
            let lines =
                lines.map(|(id, name)| format!("{id}\t{}\n", name.replace(['\t', '\n'], " ")));
            plain(StatusCode::OK, lines.collect())
        }
        Err(error) => broken(language, "agencies", &error),
    }
}

/// The number of the newest entry of a case, for officers who read it in full; whoever does not learns nothing of it.
#[worker::send]
async fn newest_entry(
    Extension(language): Extension<Language>,
    Extension(app): Extension<App>,
    Extension(signed_in): Extension<SignedIn>,
    code: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let code = segment(code);
    let Ok(code) = TrackingCode::parse(&code) else {
        return plain(StatusCode::NOT_FOUND, String::new());
    };
    let found = match app.complaints() {
        Ok(storage) => storage.newest_entry(&code, &signed_in.officer).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(Some(seq)) => plain(StatusCode::OK, seq.to_string()),
        Ok(None) => plain(StatusCode::NOT_FOUND, String::new()),
        Err(error) => broken(language, "newest entry", &error),
    }
}

fn plain(status: StatusCode, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let utf8 = HeaderValue::from_static("text/plain;charset=utf-8");
    headers.insert(header::CONTENT_TYPE, utf8);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    response
}
