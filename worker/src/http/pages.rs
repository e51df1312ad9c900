//! Pages that only show: the form, help, privacy, problems, health.

use super::respond::{Caching, failure, html, text};
use super::shell::cached_page;
use super::{App, fresh_id, fresh_key, log_failure};
use api_types::problem::ProblemKind;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};
use frontend::i18n::Language;
use frontend::pages::article;
use frontend::pages::complaint_form::{FormPage, FormValues};
use frontend::pages::failure::Failure;
use std::cell::RefCell;
use std::collections::HashMap;

/// The home page: the form, with one sentence about what this is.
pub async fn home(Extension(language): Extension<Language>, uri: Uri) -> Response<Body> {
    cached_page(language, "/", uri.query()).unwrap_or_else(|| empty_form(language, true))
}

/// The form.
pub async fn new_complaint(Extension(language): Extension<Language>, uri: Uri) -> Response<Body> {
    cached_page(language, "/lapor", uri.query()).unwrap_or_else(|| empty_form(language, false))
}

fn empty_form(language: Language, is_home: bool) -> Response<Body> {
    match (fresh_id(), fresh_key()) {
        (Ok(id), Ok(key)) => {
            let page = blank_form(language, is_home, &id, key.as_str());
            html(StatusCode::OK, Caching::Back, page)
        }
        (Err(error), _) | (_, Err(error)) => {
            log_failure("form", &error);
            failure(language, Failure::Broken)
        }
    }
}

/// The form with words in it that came from elsewhere.
pub fn form_with(language: Language, values: FormValues) -> Response<Body> {
    let (Ok(id), Ok(key)) = (fresh_id(), fresh_key()) else {
        return failure(language, Failure::Broken);
    };
    let values = FormValues {
        id,
        access_key: key.as_str().to_owned(),
        ..values
    };
    let page = FormPage {
        language,
        is_home: false,
        values: &values,
        errors: &[],
        notice: None,
    };
    html(StatusCode::OK, Caching::Never, page.render())
}

const ID_SLOT: &str = "{{id}}";
const KEY_SLOT: &str = "{{key}}";

/// An empty form differs only in its id and key: it is rendered once an isolate, then filled in.
pub fn blank_form(language: Language, is_home: bool, id: &str, key: &str) -> String {
    thread_local! {
        static RENDERED: RefCell<HashMap<(Language, bool), String>> = RefCell::default();
    }
    RENDERED.with_borrow_mut(|rendered| {
        let blank = rendered.entry((language, is_home)).or_insert_with(|| {
            let values = FormValues {
                id: ID_SLOT.to_owned(),
                access_key: KEY_SLOT.to_owned(),
                ..FormValues::default()
            };
            FormPage {
                language,
                is_home,
                values: &values,
                errors: &[],
                notice: None,
            }
            .render()
        });
        blank.replacen(ID_SLOT, id, 1).replacen(KEY_SLOT, key, 1)
    })
}

/// Help.
pub async fn help(Extension(language): Extension<Language>) -> Response<Body> {
    let page = article::render(language, "/bantuan", &language.texts().help);
    html(StatusCode::OK, Caching::Short, page)
}

/// Privacy.
pub async fn privacy(Extension(language): Extension<Language>) -> Response<Body> {
    let page = article::render(language, "/privasi", &language.texts().privacy);
    html(StatusCode::OK, Caching::Short, page)
}

/// The paragraph of a problem, for developers.
pub async fn problem(slug: Result<Path<String>, PathRejection>) -> Response<Body> {
    let slug = slug.map(|Path(slug)| slug).unwrap_or_default();
    const DOCS: &str = include_str!("../../../docs/problems.md");
    let paragraph = ProblemKind::of_slug(&slug).and_then(|kind| {
        let (_, rest) = DOCS.split_once(&format!("\n## {}\n", kind.slug()))?;
        let paragraph = rest.split("\n## ").next().unwrap_or(rest);
        Some(format!("{}\n\n{}\n", kind.title(), paragraph.trim()))
    });
    let Some(paragraph) = paragraph else {
        return failure(Language::English, Failure::NotFound);
    };
    text(
        StatusCode::OK,
        "text/plain; charset=utf-8",
        Caching::Short,
        paragraph,
    )
}

/// Whether the database answers and its reference data is loaded: 200 or 503, for monitors.
#[worker::send]
pub async fn health(Extension(app): Extension<App>) -> Response<Body> {
    let is_ready = app.is_ready().await;
    let mut response = Response::new(Body::from(if is_ready { "ok\n" } else { "not ready\n" }));
    if !is_ready {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
