//! Files at the desk: what came with a case in the officer's scope, and evidence that officers attach to it.

use super::{broken, see_other};
use crate::http::attach::Attaching;
use crate::http::downloads::{self, Which};
use crate::http::files::attaching;
use crate::http::respond::failure;
use crate::http::track::{segment, short};
use crate::http::uploads::{self, Upload};
use crate::http::{App, body};
use crate::ports::RepositoryError;
use crate::ports::desk::SignedIn;
use crate::ports::files::{Announcer, Asked, AttachmentRepository, CaseName};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, Request, Response};
use axum::routing::{get, post};
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/berkas/{code}/{sha256}", get(show))
        .route("/berkas/{code}/{sha256}/kecil", get(show_small))
        .route(
            "/kasus/{code}/berkas",
            post(attach)
                .layer(uploads::limit())
                .merge(get(super::case::to_case)),
        )
}

type Segments = Result<Path<(String, String)>, PathRejection>;

#[worker::send]
async fn show(
    Extension(app): Extension<App>,
    Extension(signed_in): Extension<SignedIn>,
    path: Segments,
    headers: HeaderMap,
) -> Response<Body> {
    let officer = Some(&signed_in.officer);
    downloads::serve(&app, path, &headers, Which::Whole, "", officer).await
}

#[worker::send]
async fn show_small(
    Extension(app): Extension<App>,
    Extension(signed_in): Extension<SignedIn>,
    path: Segments,
    headers: HeaderMap,
) -> Response<Body> {
    let officer = Some(&signed_in.officer);
    downloads::serve(&app, path, &headers, Which::Small, "", officer).await
}

/// Attaches files; on with the page of the case, or with it and what was wrong.
#[worker::send]
async fn attach(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    if !body::is_media_type(request.headers(), "multipart/form-data") {
        return failure(language, Failure::MediaType);
    }
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    let done = take(&app, language, &signed_in, &code, request).await;
    match done {
        Ok(Ok(notice)) if notice.is_good() => {
            let path = format!("/meja/kasus/{code}?berkas={}#berkas", notice.added);
            see_other(&language.path(&path))
        }
        Ok(Ok(notice)) => super::case::with_files(app, language, signed_in, &code, notice).await,
        Ok(Err(reason)) => failure(language, reason),
        Err(error) => broken(language, "attach", &error),
    }
}

async fn take(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    code: &TrackingCode,
    request: Request<Body>,
) -> Result<Result<frontend::pages::track::FilesNotice, Failure>, RepositoryError> {
    let rows = app.complaints()?;
    let officer = &signed_in.officer;
    let asked = Asked {
        name: CaseName::Code(code),
        key_hash: "",
        officer: Some(officer),
    };
    let case = rows.files(&asked).await?.filter(|case| case.is_in_scope);
    let Some(case) = case else {
        return Ok(Err(Failure::NotFound));
    };
    let Some((role, post)) = attaching(officer, &case) else {
        return Ok(Err(Failure::NotFound));
    };
    let mut upload = match Upload::of(request).await {
        Ok(upload) => upload,
        Err(reason) => return Ok(Err(reason)),
    };
    let first = match upload.next_file().await {
        Ok(first) => first,
        Err(reason) => return Ok(Err(reason)),
    };
    let attaching = Attaching {
        app,
        language,
        rows: &rows,
        case: &case,
        by: Announcer::Officer(officer, role, post),
    };
    attaching.take(first, &mut upload).await.map(Ok)
}
