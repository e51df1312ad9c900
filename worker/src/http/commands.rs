//! `PUT /api/v1/complaints/{tracking_code}/commands/{id}`: do something with a complaint, as often as the network needs.

use super::claim::{claim, of_key};
use super::json::Version;
use super::mistake::Mistake;
use super::problem::Problem;
use super::wishes;
use super::{App, fresh_secret, json, language_of_header};
use crate::digest::{sha256_base64url, sha256_hex};
use crate::ports::life::Sent;
use crate::use_cases::act::{self, Acted, Claim, NotActed};
use crate::use_cases::support::may_join;
use api_types::command::{CommandBody, CommandContent, CommandFormBody, CommandReceipt};
use api_types::problem::{NotAllowedReason, ProblemBody, ProblemKind};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response};
use domain::access_key::AccessKey;
use domain::complaint::ComplaintId;
use domain::complaint::transition::TransitionError;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;

/// 201 with a receipt the first time, 200 with the same one ever after.
#[worker::send]
pub async fn put_command(
    Extension(app): Extension<App>,
    path: Result<Path<(String, String)>, PathRejection>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    let language = language_of_header(request.headers());
    json::check_headers(request.headers())?;
    let (typed, id) = path.map(|Path(path)| path).unwrap_or_default();
    let code = TrackingCode::parse(&typed).map_err(|_| Problem::new(ProblemKind::NotFound))?;
    let id = json::id(language, &id)?;
    if app.is_over_limit(request.headers()).await {
        return Err(Problem::new(ProblemKind::TooManyRequests));
    }
    let claimed = claim(&app, request.headers()).await?;
    let bytes = json::read(request).await?;
    let (body, key) = read(language, &bytes)?;
    let claim = claimed
        .or(key.as_ref().map(of_key))
        .ok_or_else(|| Problem::new(ProblemKind::Unauthorized))?;
    let done = perform(&app, &code, &claim, id.clone(), &body).await;
    let acted = done.map_err(|error| problem(language, &error))?;
    let receipt = CommandReceipt {
        id: id.to_string(),
        tracking_code: code.to_string(),
        command: acted.name.as_str().to_owned(),
        state: acted.state.as_str().to_owned(),
        seq: acted.seq,
        at: acted.at.rfc3339(),
        due: acted.due.map(|due| due.rfc3339()),
    };
    let digest = sha256_base64url(&bytes);
    Ok(json::receipt(acted.is_new, &digest, &receipt))
}

/// Any version of the body ever shipped; version 2 brings its own key.
fn read(language: Language, bytes: &[u8]) -> Result<(CommandBody, Option<AccessKey>), Problem> {
    let text = json::object(bytes)?;
    match json::version(language, text)? {
        Version::Json => Ok((json::parse(language, text)?, None)),
        Version::Form => {
            let form: CommandFormBody = json::parse(language, text)?;
            let content =
                wishes::of_form(&form).map_err(|mistake| Problem::mistake(language, mistake))?;
            Ok((content.into(), AccessKey::parse(&form.k).ok()))
        }
    }
}

/// Why a command was not done: a field, or the complaint.
pub enum NotDone {
    /// A field.
    Mistake(Mistake),
    /// The rest.
    NotActed(NotActed),
}

/// Does it, for the API and for the form without scripts.
pub async fn perform(
    app: &App,
    code: &TrackingCode,
    claim: &Claim,
    id: ComplaintId,
    body: &CommandBody,
) -> Result<Acted, NotDone> {
    let wish = wishes::wish(&body.content).map_err(NotDone::Mistake)?;
    let not_acted = |error| NotDone::NotActed(NotActed::Repository(error));
    let reference = app.reference().await.map_err(not_acted)?;
    let lives = app.complaints().map_err(not_acted)?;
    if let CommandContent::Join { lead } = &body.content
        && let Ok(lead) = TrackingCode::parse(lead)
        && let Some(network) = app.network("join network")
    {
        let may = may_join(&lives, &lead, code, &network, app.now).await;
        if !may.map_err(not_acted)? {
            return Err(NotDone::Mistake(Mistake::new("/lead", "too_many_join")));
        }
    }
    let secret = fresh_secret().map_err(not_acted)?;
    let sent = Sent {
        id,
        digest: digest(&body.content),
        name: wish.name(),
    };
    let request = act::Request {
        code,
        claim,
        wish: &wish,
        sent,
        expected_seq: body.expected_seq,
        secret: &secret,
        now: app.now,
    };
    let acted = act::act(&lives, &reference, &request).await;
    acted.map_err(NotDone::NotActed)
}

/// What makes two commands the same, whichever way they were sent.
fn digest(content: &CommandContent) -> String {
    sha256_hex(&serde_json::to_string(content).unwrap_or_default())
}

fn problem(language: Language, error: &NotDone) -> Problem {
    let error = match error {
        NotDone::Mistake(mistake) => return Problem::mistake(language, *mistake),
        NotDone::NotActed(error) => error,
    };
    if let Some(mistake) = Mistake::of(error) {
        return Problem::mistake(language, mistake);
    }
    match error {
        NotActed::WrongKey => Problem::new(ProblemKind::NotYours),
        NotActed::IdReused => Problem::new(ProblemKind::IdReused),
        NotActed::Stale(standing) => {
            let body = ProblemBody::stale(standing.state.as_str(), standing.seq);
            Problem::of_body(ProblemKind::Stale, body)
        }
        NotActed::Refused(TransitionError::NotYours { .. }, _) => {
            Problem::new(ProblemKind::NotYours)
        }
        NotActed::Refused(refusal, standing) => {
            let allowed = standing.allowed.iter();
            let allowed = allowed.map(|command| command.as_str().to_owned()).collect();
            let body = ProblemBody::not_allowed(
                reason(refusal),
                standing.state.as_str(),
                standing.seq,
                allowed,
            );
            Problem::of_body(ProblemKind::NotAllowed, body)
        }
        NotActed::Repository(error) => Problem::unavailable("command", error),
        NotActed::NotFound | NotActed::Wish(_) => Problem::new(ProblemKind::NotFound),
    }
}

fn reason(refusal: &TransitionError) -> NotAllowedReason {
    match refusal {
        TransitionError::TooLate(_) => NotAllowedReason::TooLate,
        TransitionError::TooEarly(_) => NotAllowedReason::TooEarly,
        TransitionError::LimitReached(_) => NotAllowedReason::LimitReached,
        TransitionError::AssignedForGood => NotAllowedReason::AssignedForGood,
        TransitionError::Merged(_) => NotAllowedReason::Merged,
        TransitionError::NothingChanged => NotAllowedReason::NothingChanged,
        TransitionError::NotAllowed { .. }
        | TransitionError::NotYours { .. }
        | TransitionError::Invalid(_) => NotAllowedReason::State,
    }
}
