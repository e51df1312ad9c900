//! `/l/{code}/kunci` and `/l/{code}/masuk`: a way back for who lost the access key and left a contact.

use super::body::{self, MAX_FORM_BYTES};
use super::form::Form;
use super::respond::{Caching, failure, html};
use super::track::{broken, query, see_other, segment, short};
use super::{App, fresh_key};
use crate::ports::RepositoryError;
use crate::use_cases::recover::{Contact, NotRecovered, offer_link, redeem_link};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode, Uri};
use domain::access_key::AccessKey;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::recover::{self, RecoverState};

/// Asks for the contact that was left.
pub async fn ask(
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    match TrackingCode::parse(&short(segment(typed))) {
        Ok(code) => page(language, StatusCode::OK, &code, RecoverState::Ask),
        Err(_) => failure(language, Failure::NotFound),
    }
}

/// Sends a link there if it is the one; answers the same if it is not, and if there is no such complaint.
#[worker::send]
pub async fn offer(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    let is_over_limit = app.is_over_limit(request.headers()).await;
    let mut form = match read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    if is_over_limit {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return page(language, status, &code, RecoverState::TooMany);
    }
    let typed = short(form.take("contact"));
    let Some(contact) = Contact::parse(&typed) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(
            language,
            status,
            &code,
            RecoverState::Invalid { typed: &typed },
        );
    };
    let offered = async {
        let token = fresh_key()?;
        let lives = app.complaints()?;
        offer_link(&lives, &app.vault(), &code, &contact, &token, app.now).await
    };
    match offered.await {
        Ok(()) => page(language, StatusCode::OK, &code, RecoverState::Sent),
        Err(NotRecovered::Repository(error)) => broken(language, "recover", &error),
        Err(error @ NotRecovered::NoIdentityKey(_)) => {
            let error = RepositoryError::Unavailable(error.to_string());
            broken(language, "recover", &error)
        }
    }
}

/// What the link opens: a page with a button. It tells nobody whether the token is right.
pub async fn door(
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let token = AccessKey::parse(&query(&uri).take("t"));
    match (TrackingCode::parse(&short(segment(typed))), token) {
        (Ok(code), Ok(token)) => {
            let page = recover::open(language, &code.to_string(), token.as_str(), false);
            html(StatusCode::OK, Caching::Never, page)
        }
        _ => failure(language, Failure::NotFound),
    }
}

/// Spends the token and leads to the complaint with a fresh key; the lost one opens nothing any more.
#[worker::send]
pub async fn enter(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    if app.is_over_limit(request.headers()).await {
        return failure(language, Failure::Busy);
    }
    let token = match read(request).await {
        Ok(mut form) => form.take("t"),
        Err(reason) => return failure(language, reason),
    };
    let entered = async {
        let (lives, key) = (app.complaints()?, fresh_key()?);
        let is_open = redeem_link(&lives, &code, &short(token), &key, app.now).await?;
        Ok::<_, RepositoryError>(is_open.then_some(key))
    };
    match entered.await {
        Ok(Some(key)) => see_other(&language.path(&format!("/l/{code}?k={}", key.as_str()))),
        Ok(None) => {
            let page = recover::open(language, &code.to_string(), "", true);
            html(StatusCode::GONE, Caching::Never, page)
        }
        Err(error) => broken(language, "recover", &error),
    }
}

fn page(
    language: Language,
    status: StatusCode,
    code: &TrackingCode,
    state: RecoverState<'_>,
) -> Response<Body> {
    let page = recover::render(language, &code.to_string(), state);
    html(status, Caching::Never, page)
}

async fn read(request: Request<Body>) -> Result<Form, Failure> {
    if !body::is_media_type(request.headers(), "application/x-www-form-urlencoded") {
        return Err(Failure::MediaType);
    }
    let bytes = body::read(request, MAX_FORM_BYTES).await;
    bytes
        .map(|bytes| Form::parse(&bytes))
        .map_err(|_| Failure::Unreadable)
}
