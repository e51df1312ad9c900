//! `POST /l/{code}/tindakan`: what the reporter does, by a form without scripts. The same command as the API's.

use super::claim::of_key;
use super::commands::{NotDone, perform};
use super::form;
use super::mistake::Mistake;
use super::respond::{Caching, failure, html};
use super::track::{broken, load, not_found, segment, short};
use super::view::{Supported, View};
use super::wishes::of_form;
use super::{App, fresh_id};
use crate::use_cases::act::{Acted, NotActed};
use api_types::command::CommandFormBody;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response, StatusCode};
use domain::access_key::AccessKey;
use domain::complaint::ComplaintId;
use domain::complaint::transition::TransitionError;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::track::{ActionAnswer, ActionProblem, ActionValues};

/// The page as it stands afterwards; with the words still in the form where it was refused.
#[worker::send]
pub async fn act(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    if let Err(reason) = form::check_headers(request.headers()) {
        return failure(language, reason);
    }
    if app.is_over_limit(request.headers()).await {
        return failure(language, Failure::Busy);
    }
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let (Ok(code), Ok(key)) = (
        TrackingCode::parse(&short(segment(typed))),
        AccessKey::parse(&form.take("k")),
    ) else {
        return failure(language, Failure::NotFound);
    };
    let mut values = ActionValues {
        id: form.take("id"),
        command: form.take("command"),
        text: form.take("text"),
        stars: form.take("stars"),
        solved: form.take("solved"),
        with_identity: form.is_ticked("with_identity"),
        thanks: form.is_ticked("thanks"),
        lead: short(form.take("lead")),
    };
    let (status, done) = match send(&app, &code, &key, &values).await {
        Ok(acted) if acted.is_new => (StatusCode::CREATED, Ok(acted)),
        Ok(acted) => (StatusCode::OK, Ok(acted)),
        Err(NotDone::NotActed(NotActed::Repository(error))) => {
            return broken(language, "action", &error);
        }
        Err(NotDone::NotActed(NotActed::NotFound)) => return not_found(language, &code),
        Err(NotDone::NotActed(NotActed::WrongKey)) => {
            return failure(language, Failure::NotFound);
        }
        Err(error) => {
            // Somebody went back to a form that was sent, and wrote something else: that needs an id of its own.
            if matches!(error, NotDone::NotActed(NotActed::IdReused)) {
                values.id.clear();
            }
            refusal(&error)
        }
    };
    let (reference, complaint) = match load(&app, &code, Some(&key)).await {
        Ok((reference, Some(complaint))) if complaint.holds_key => (reference, complaint),
        Ok(_) => return not_found(language, &code),
        Err(error) => return broken(language, "action", &error),
    };
    let view = View {
        language,
        reference: &reference,
        code: &code,
        key: Some(&key),
        has_wrong_key: false,
        complaint: &complaint,
        support: Supported::default(),
    };
    let answer = match done {
        Ok(acted) => ActionAnswer::Done(acted.name),
        Err(problem) => ActionAnswer::Refused {
            problem,
            values: &values,
        },
    };
    match view.render(&app, Some(answer)).await {
        Ok(page) => html(status, Caching::Never, page),
        Err(error) => broken(language, "action", &error),
    }
}

async fn send(
    app: &App,
    code: &TrackingCode,
    key: &AccessKey,
    values: &ActionValues,
) -> Result<Acted, NotDone> {
    let tick = |is_ticked: bool| if is_ticked { "1" } else { "" }.to_owned();
    let form = CommandFormBody {
        v: 2,
        command: values.command.clone(),
        text: values.text.clone(),
        stars: values.stars.clone(),
        solved: values.solved.clone(),
        with_identity: tick(values.with_identity),
        thanks: tick(values.thanks),
        lead: values.lead.clone(),
        ..CommandFormBody::default()
    };
    let content = of_form(&form).map_err(NotDone::Mistake)?;
    let id = match ComplaintId::parse(values.id.trim()) {
        Ok(id) => id,
        // No citizen typed it.
        Err(_) => {
            let id = fresh_id().map_err(|error| NotDone::NotActed(NotActed::Repository(error)))?;
            ComplaintId::parse(&id).map_err(|_| NotDone::NotActed(NotActed::NotFound))?
        }
    };
    perform(app, code, &of_key(key), id, &content.into()).await
}

fn refusal(error: &NotDone) -> (StatusCode, Result<Acted, ActionProblem>) {
    let mistake = match error {
        NotDone::Mistake(mistake) => Some(*mistake),
        NotDone::NotActed(error) => Mistake::of(error),
    };
    if let Some(mistake) = mistake {
        let problem = match (mistake.pointer, mistake.code) {
            ("/text", "too_long") => ActionProblem::WordsTooLong,
            ("/text", _) => ActionProblem::MissingWords,
            ("/stars" | "/solved", _) => ActionProblem::Stars,
            _ => ActionProblem::MissingChoice,
        };
        return (StatusCode::UNPROCESSABLE_ENTITY, Err(problem));
    }
    let problem = match error {
        NotDone::NotActed(NotActed::Refused(refusal, _)) => match refusal {
            TransitionError::TooLate(since) => ActionProblem::TooLate(*since),
            TransitionError::TooEarly(_) => ActionProblem::TooEarly,
            TransitionError::LimitReached(_) => ActionProblem::LimitReached,
            TransitionError::NothingChanged => ActionProblem::NothingChanged,
            _ => ActionProblem::NotAllowed,
        },
        _ => ActionProblem::NotAllowed,
    };
    (StatusCode::CONFLICT, Err(problem))
}
