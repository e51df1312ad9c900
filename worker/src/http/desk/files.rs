//! Files at the desk: what came with a case in the officer's scope, and evidence that officers attach to it.

use super::{broken, see_other};
use crate::http::attach::Attaching;
use crate::http::downloads::{self, Which};
use crate::http::files::attaching;
use crate::http::respond::failure;
use crate::http::track::{segment, short};
use crate::http::uploads::{self, Upload};
use crate::http::{App, body, form};
use crate::ports::RepositoryError;
use crate::ports::desk::SignedIn;
use crate::ports::files::{
    Announcer, Asked, AttachmentRepository, CaseName, FileChange, FileKeeper,
};
use crate::ports::life::Officer;
use crate::r2::R2Files;
use crate::use_cases::files::forget;
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, Request, Response};
use axum::routing::{get, post};
use domain::attachment::FileDigest;
use domain::complaint::actor::Role;
use domain::complaint::words::Line;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::track::FilesNotice;

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/berkas/{code}/{sha256}", get(show).post(change))
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

/// Who keeps files from the public.
pub fn may_hide(role: Role) -> bool {
    matches!(
        role,
        Role::NationalAdmin | Role::AgencyCoordinator | Role::LiaisonOfficer | Role::Inspectorate
    )
}

/// Who erases files.
pub fn may_remove(role: Role) -> bool {
    role == Role::NationalAdmin
}

/// Hides a file, shows it again, or erases it.
#[worker::send]
async fn change(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    path: Segments,
    request: Request<Body>,
) -> Response<Body> {
    let (code, sha256) = path.map(|Path(path)| path).unwrap_or_default();
    let code = TrackingCode::parse(&short(code));
    let (Ok(code), Some(sha256)) = (code, FileDigest::parse(&sha256)) else {
        return failure(language, Failure::NotFound);
    };
    if let Err(reason) = form::check_headers(request.headers()) {
        return failure(language, reason);
    }
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let (change, is_theirs): (FileChange, fn(Role) -> bool) = match form.take("action").as_str() {
        "hide" => (FileChange::Hide, may_hide),
        "show" => (FileChange::Show, may_hide),
        "remove" => (FileChange::Remove, may_remove),
        _ => return failure(language, Failure::Unreadable),
    };
    let mut posts = signed_in.officer.posts.iter();
    if !posts.any(|(role, _)| is_theirs(*role)) {
        return failure(language, Failure::NotFound);
    }
    if change == FileChange::Remove && form.take("sure") != "1" {
        let words = language.desk().files.not_sure;
        return stays(app, language, signed_in, &code, words).await;
    }
    let reason = Line::parse(&form.take("reason"));
    let reason = match (reason, change) {
        (Ok(reason), _) => reason.as_str().to_owned(),
        (Err(_), FileChange::Show) => String::new(),
        (Err(_), _) => {
            let words = language.desk().files.missing_reason;
            return stays(app, language, signed_in, &code, words).await;
        }
    };
    let officer = &signed_in.officer;
    match make(&app, officer, &code, &sha256, change, &reason).await {
        Ok(true) => see_other(&language.path(&format!("/meja/kasus/{code}?berkas=ubah#berkas"))),
        // Changed by somebody else meanwhile, or not in their scope: the page says which.
        Ok(false) => see_other(&language.path(&format!("/meja/kasus/{code}"))),
        Err(error) => broken(language, "file", &error),
    }
}

/// The page of the case, with why nothing was done.
async fn stays(
    app: App,
    language: Language,
    signed_in: SignedIn,
    code: &TrackingCode,
    words: &'static str,
) -> Response<Body> {
    let notice = FilesNotice {
        problem: Some(words),
        ..FilesNotice::default()
    };
    super::case::with_files(app, language, signed_in, code, notice).await
}

async fn make(
    app: &App,
    officer: &Officer,
    code: &TrackingCode,
    sha256: &FileDigest,
    change: FileChange,
    reason: &str,
) -> Result<bool, RepositoryError> {
    let rows = app.complaints()?;
    let asked = Asked {
        name: CaseName::Code(code),
        key_hash: "",
        officer: Some(officer),
    };
    let Some(case) = rows.files(&asked).await? else {
        return Ok(false);
    };
    let changed = rows.change_file(&case.id, sha256, change, officer, reason, app.now);
    if !changed.await? {
        return Ok(false);
    }
    if change == FileChange::Remove {
        // The row first: bytes without one are nobody's.
        forget(&R2Files::new(&app.env)?, &case, sha256).await?;
    }
    Ok(true)
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
) -> Result<Result<FilesNotice, Failure>, RepositoryError> {
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
