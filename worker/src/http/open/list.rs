//! `/laporan` and its feed. An answer depends on its address and on the generation of what is public, so those two are its
//! tag and its key at the edge (docs/decisions/0014).

pub mod content;

use super::page;
use crate::d1::public_cases::D1PublicCases;
use crate::edge::kept;
use crate::http::respond::{Caching, failure, is_known, text};
use crate::http::track::broken;
use crate::http::{App, log_failure, origin_of};
use crate::kv::{Newest, newest};
use crate::ports::RepositoryError;
use crate::ports::open::PublicCases;
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header};
use axum::routing::get;
use content::{Content, Seen};
use frontend::assets::url_of;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::open::frame::Sheet;
use frontend::pages::open::list::filter::{Filter, Wrong};

/// Most parameters of an address that are looked at.
const MOST_PAIRS: usize = 30;
/// 64 bits tell the states of one page apart.
pub const TAG_CHARS: usize = 16;

/// In which form a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Page,
    Feed,
}

/// The list of public complaints.
pub fn routes() -> Router {
    Router::new()
        .route("/laporan", get(show))
        .route("/laporan.atom", get(feed))
}

#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    answer(&app, language, &headers, &uri, Form::Page).await
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
    let found = search(app, &seen, headers, form, filter.clone(), wrong).await;
    match found {
        Ok(response) => response,
        // Stale is better than nothing; a program rather comes again.
        Err(error) => match (form, newest(&app.env).await) {
            (Form::Page, Ok(Some(newest))) => {
                log_failure("list", &error);
                stale(&seen, &filter, newest)
            }
            _ => broken(language, "list", &error),
        },
    }
}

async fn search(
    app: &App,
    seen: &Seen<'_>,
    headers: &HeaderMap,
    form: Form,
    filter: Filter,
    wrong: Vec<Wrong>,
) -> Result<Response<Body>, RepositoryError> {
    let cases = D1PublicCases::of(&app.env)?;
    let generation = cases.generation().await?;
    let key = key_of(seen, form, &filter, generation);
    let tag = format!("\"{key}\"");
    if wrong.is_empty() {
        if is_known(headers, &tag) {
            return Ok(not_modified(&tag));
        }
        if let Some(text) = kept::find(&key).await {
            return Ok(answer_of(form, StatusCode::OK, text, Some(&tag)));
        }
    }
    let content = Content::load(&cases, filter, wrong).await?;
    let text = match form {
        Form::Page => content.page(seen),
        Form::Feed => content.feed(seen),
    };
    if !content.wrong.is_empty() {
        if form == Form::Feed {
            return Ok(failure(seen.language, Failure::NotFound));
        }
        return Ok(answer_of(
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
            text,
            None,
        ));
    }
    if let Err(error) = kept::keep(&key, &text).await {
        worker::console_error!("list: not kept: {error}");
    }
    Ok(answer_of(form, StatusCode::OK, text, Some(&tag)))
}

/// The newest cases as they were, with the time: nothing can be searched.
fn stale(seen: &Seen<'_>, filter: &Filter, newest: Newest) -> Response<Body> {
    let text = Content::stale(filter, newest).page(seen);
    page(StatusCode::OK, Caching::Never, text)
}

fn answer_of(form: Form, status: StatusCode, body: String, tag: Option<&str>) -> Response<Body> {
    let caching = match tag {
        Some(_) => Caching::List,
        None => Caching::Never,
    };
    let mut response = match form {
        Form::Page => page(status, caching, body),
        Form::Feed => text(status, "application/atom+xml; charset=utf-8", caching, body),
    };
    put_tag(&mut response, tag);
    response
}

pub fn not_modified(tag: &str) -> Response<Body> {
    let mut response = text(
        StatusCode::NOT_MODIFIED,
        "text/plain",
        Caching::List,
        String::new(),
    );
    response.headers_mut().remove(header::CONTENT_TYPE);
    put_tag(&mut response, Some(tag));
    response
}

/// Weak: what is packed on the way has the same one.
pub fn put_tag(response: &mut Response<Body>, tag: Option<&str>) {
    if let Some(tag) = tag
        && let Ok(tag) = HeaderValue::try_from(format!("W/{tag}"))
    {
        response.headers_mut().insert(header::ETAG, tag);
    }
}

/// Everything the answer depends on: also what it looks like.
fn key_of(seen: &Seen<'_>, form: Form, filter: &Filter, generation: i64) -> String {
    let path = match form {
        Form::Page => "/laporan",
        Form::Feed => "/laporan.atom",
    };
    let address = seen.language.path(&filter.address(path));
    let css = Sheet::List.css();
    // Their names say what is in them: a deployment has others.
    let scripts = ["outbox.js", "loader.js"].map(|name| url_of(name).unwrap_or_default());
    let all = format!(
        "{generation}\n{}{address}\n{}\n{css}",
        seen.origin,
        scripts.join("\n")
    );
    let mut key = crate::digest::sha256_hex(&all);
    key.truncate(TAG_CHARS);
    key
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
