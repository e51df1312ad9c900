//! The custodian: granting and refusing.

use super::requests::{broken_of, words_of};
use super::{frame, id_or_fresh, proof_address, to_proof, view};
use crate::http::desk::{SignedIn, broken, page, see_other};
use crate::http::respond::failure;
use crate::http::track::{holder_name, segment, short};
use crate::http::{App, form, fresh_id, fresh_secret};
use crate::ports::RepositoryError;
use crate::ports::desk::sealed::SealedRepository;
use crate::ports::life::{LifeRepository, Which};
use crate::use_cases::release_identity::{Desk, NotReleased};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode};
use domain::complaint::ComplaintId;
use domain::complaint::actor::Role;
use domain::complaint::words::Words;
use frontend::i18n::Language;
use frontend::pages::desk::sealed::decide::DecidePage;
use frontend::pages::failure::Failure;

/// What a custodian wrote, and what was wrong with it.
#[derive(Default)]
struct Written {
    id: String,
    sentence: String,
    mistakes: Vec<(&'static str, &'static str)>,
    lacks_proof: bool,
}

/// One request.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let Some(request) = request_id(&signed_in, typed) else {
        return failure(language, Failure::NotFound);
    };
    if !signed_in.is_proved(app.now) {
        return to_proof(language, &path_of(&request));
    }
    shown(&app, language, &signed_in, &request, Written::default()).await
}

/// Custodians only; for others there is no such address.
fn request_id(
    signed_in: &SignedIn,
    typed: Result<Path<String>, PathRejection>,
) -> Option<ComplaintId> {
    let id = ComplaintId::parse(&short(segment(typed))).ok();
    id.filter(|_| signed_in.owns(Role::Custodian))
}

fn path_of(request: &ComplaintId) -> String {
    format!("/meja/segel/permintaan/{request}")
}

async fn shown(
    app: &App,
    language: Language,
    signed_in: &SignedIn,
    id: &ComplaintId,
    written: Written,
) -> Response<Body> {
    let loaded = async {
        let repository = app.complaints()?;
        let Some(request) = repository.request(id.as_str()).await? else {
            return Ok(None);
        };
        let (stored, _) = repository.open(Which::Id(&request.complaint), None).await?;
        let reference = app.reference().await?;
        let holder = stored.and_then(|stored| holder_name(&reference, &stored.complaint));
        Ok::<_, RepositoryError>(Some((request, holder, fresh_id()?)))
    };
    let (request, holder, fresh) = match loaded.await {
        Ok(Some(loaded)) => loaded,
        Ok(None) => return failure(language, Failure::NotFound),
        Err(error) => return broken(language, "sealed request", &error),
    };
    let path = path_of(id);
    let rooms = signed_in.rooms();
    let title = language.desk().sealed.decide_title;
    let prove = proof_address(language, &path);
    let status = match (written.lacks_proof, written.mistakes.first()) {
        (true, _) => StatusCode::FORBIDDEN,
        (false, None) => StatusCode::OK,
        (false, Some(("", _))) => StatusCode::CONFLICT,
        (false, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let form_id = match written.id.is_empty() {
        true => fresh,
        false => written.id,
    };
    let decide = DecidePage {
        frame: frame(language, signed_in, &rooms, &path, title),
        request: &view(&request, signed_in, app.now),
        holder,
        id: &form_id,
        sentence: &written.sentence,
        mistakes: &written.mistakes,
        prove: written.lacks_proof.then_some(prove.as_str()),
    };
    page(status, decide.render())
}

/// Grants or refuses.
#[worker::send]
pub async fn decide(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    Extension(signed_in): Extension<SignedIn>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    let Some(about) = request_id(&signed_in, typed) else {
        return failure(language, Failure::NotFound);
    };
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let texts = &language.desk().sealed;
    let id = match id_or_fresh(&form.take("id")) {
        Ok(id) => id,
        Err(error) => return broken(language, "sealed decide", &error),
    };
    let mut written = Written {
        id: id.to_string(),
        sentence: form.take("sentence"),
        lacks_proof: !signed_in.is_proved(app.now),
        ..Written::default()
    };
    let grants = match form.take("decision").as_str() {
        "grant" => Some(true),
        "refuse" => Some(false),
        _ => None,
    };
    let sentence = Words::parse(&written.sentence);
    if sentence.is_err() {
        written.mistakes.push(("sentence", texts.sentence_missing));
    }
    if grants.is_none() {
        written.mistakes.push(("sentence", texts.choice_missing));
    }
    let (Some(grants), Ok(sentence), false) = (grants, sentence, written.lacks_proof) else {
        return shown(&app, language, &signed_in, &about, written).await;
    };
    let decided = async {
        let (repository, reference) = (app.complaints()?, app.reference().await?);
        let desk = Desk {
            repository: &repository,
            reference: &reference,
            officer: &signed_in.officer,
            secret: &fresh_secret()?,
            now: app.now,
        };
        desk.decide(&about, &id, grants, &sentence).await
    };
    match decided.await {
        Ok(()) => see_other(&language.path("/meja/segel")),
        Err(error) => {
            if error == NotReleased::IdReused {
                written.id.clear();
            }
            let Some(words) = words_of(language, &error) else {
                return broken_of(language, "sealed decide", error);
            };
            written.mistakes.push(("", words));
            shown(&app, language, &signed_in, &about, written).await
        }
    }
}
