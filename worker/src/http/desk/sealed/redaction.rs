//! What the public reads instead of a story.

use super::{frame, id_or_fresh};
use crate::http::commands::{NotDone, perform};
use crate::http::desk::{SignedIn, broken, page, see_other};
use crate::http::respond::failure;
use crate::http::track::{segment, short};
use crate::http::{App, form, fresh_id};
use crate::ports::RepositoryError;
use crate::ports::desk::sealed::SealedRepository;
use crate::ports::life::{LifeRepository, Stored, Which};
use crate::use_cases::act::{Claim, NotActed};
use api_types::command::{CommandBody, CommandContent};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode};
use domain::complaint::command::CommandName;
use domain::complaint::words::{MAX_WORDS_CHARS, is_blank};
use domain::redaction::propose;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::desk::frame::Room;
use frontend::pages::desk::sealed::redaction::RedactionPage;
use frontend::pages::failure::Failure;

/// What stood in the form, and what was wrong with it.
struct Written {
    id: String,
    text: String,
    status: StatusCode,
    mistakes: Vec<(&'static str, &'static str)>,
}

/// The page.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    match load(&app, &signed_in, &code).await {
        Ok(Some(stored)) => shown(language, &signed_in, &code, &stored, None),
        Ok(None) => failure(language, Failure::NotFound),
        Err(error) => broken(language, "redaction", &error),
    }
}

/// The case, if this officer may redact it now.
async fn load(
    app: &App,
    signed_in: &SignedIn,
    code: &TrackingCode,
) -> Result<Option<Stored>, RepositoryError> {
    let repository = app.complaints()?;
    let Some(id) = repository.in_scope(code, &signed_in.officer).await? else {
        return Ok(None);
    };
    let reference = app.reference().await?;
    let (stored, _) = repository.open(Which::Id(&id), None).await?;
    let claim = Claim::Officer(signed_in.officer.clone());
    Ok(stored.filter(|stored| {
        let allowed = claim.allowed(&reference, stored, app.now);
        allowed.contains(&CommandName::Redact)
    }))
}

fn shown(
    language: Language,
    signed_in: &SignedIn,
    code: &TrackingCode,
    stored: &Stored,
    written: Option<Written>,
) -> Response<Body> {
    let is_proposed = written.is_none() && stored.redaction.is_none();
    let written = match written {
        Some(written) => written,
        None => Written {
            id: String::new(),
            text: match &stored.redaction {
                Some(redaction) => redaction.clone(),
                None => propose(&stored.narrative),
            },
            status: StatusCode::OK,
            mistakes: Vec::new(),
        },
    };
    let id = match written.id.is_empty() {
        false => written.id,
        true => match fresh_id() {
            Ok(id) => id,
            Err(error) => return broken(language, "redaction", &error),
        },
    };
    let path = format!("/meja/kasus/{code}/samarkan");
    let rooms = signed_in.rooms();
    let title = language.desk().sealed.redact_title;
    let mut frame = frame(language, signed_in, &rooms, &path, title);
    frame.room = Room::Inbox;
    let redaction = RedactionPage {
        frame,
        code: &code.to_string(),
        original: &stored.narrative,
        redaction: stored.redaction.as_deref(),
        text: &written.text,
        is_proposed,
        id: &id,
        seq: stored.complaint.facts().seq,
        mistakes: &written.mistakes,
    };
    page(written.status, redaction.render())
}

/// Publishes it.
#[worker::send]
pub async fn redact(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    let stored = match load(&app, &signed_in, &code).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return failure(language, Failure::NotFound),
        Err(error) => return broken(language, "redaction", &error),
    };
    let texts = &language.desk().sealed;
    let id = match id_or_fresh(&form.take("id")) {
        Ok(id) => id,
        Err(error) => return broken(language, "redaction", &error),
    };
    // Browsers send line ends their own way; a text is kept as stories are.
    let text = form.take("text").replace("\r\n", "\n");
    let again = |status, id, field, words, text: String| {
        let written = Written {
            id,
            text,
            status,
            mistakes: vec![(field, words)],
        };
        shown(language, &signed_in, &code, &stored, Some(written))
    };
    let is_same = stored.redaction.is_none() && text.trim() == stored.narrative.trim();
    let mistake = match () {
        () if is_blank(&text) => Some(texts.text_missing),
        () if text.chars().count() > MAX_WORDS_CHARS => Some(texts.too_long),
        () if is_same => Some(texts.text_same),
        () => None,
    };
    if let Some(words) = mistake {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(status, id.to_string(), "text", words, text);
    }
    let body = CommandBody {
        v: None,
        expected_seq: form.take("seq").parse().ok(),
        content: CommandContent::Redact { text: text.clone() },
    };
    let claim = Claim::Officer(signed_in.officer.clone());
    match perform(&app, &code, &claim, id.clone(), &body).await {
        Ok(_) => see_other(&language.path(&format!("/meja/kasus/{code}/samarkan"))),
        Err(NotDone::Mistake(_)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            again(status, id.to_string(), "text", texts.text_missing, text)
        }
        Err(NotDone::NotActed(error)) => match error {
            NotActed::Repository(error) => broken(language, "redaction", &error),
            NotActed::NotFound => failure(language, Failure::NotFound),
            NotActed::IdReused => again(
                StatusCode::CONFLICT,
                String::new(),
                "",
                texts.id_reused,
                text,
            ),
            NotActed::Stale(_) => {
                again(StatusCode::CONFLICT, id.to_string(), "", texts.stale, text)
            }
            _ => again(
                StatusCode::CONFLICT,
                id.to_string(),
                "",
                texts.refused_now,
                text,
            ),
        },
    }
}
