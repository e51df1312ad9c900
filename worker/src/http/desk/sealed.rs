//! What is sealed: opening an identity for a reason, the log of who looked, and the public text of a complaint.

mod custody;
mod log;
mod redaction;
mod requests;

use super::{SignedIn, see_other};
use crate::http::fresh_id;
use crate::ports::RepositoryError;
use crate::ports::desk::sealed::IdentityRequest;
use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::get;
use domain::complaint::ComplaintId;
use domain::complaint::actor::Role;
use domain::date::Timestamp;
use frontend::i18n::Language;
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::sealed::{RequestView, Standing};

/// The paths of this room, below `/meja`.
pub fn routes() -> Router {
    Router::new()
        .route("/segel", get(requests::list))
        .route("/segel/catatan", get(log::show))
        .route("/segel/catatan.csv", get(log::download))
        .route(
            "/segel/permintaan/{id}",
            get(custody::show).post(custody::decide),
        )
        .route("/segel/{code}", get(requests::show).post(requests::ask))
        .route(
            "/segel/{code}/buka",
            get(requests::to_case).post(requests::open),
        )
        .route(
            "/kasus/{code}/samarkan",
            get(redaction::show).post(redaction::redact),
        )
}

/// Who may ask for an identity: those who can be handling a case.
const ASKERS: [Role; 4] = [
    Role::NationalAdmin,
    Role::AgencyCoordinator,
    Role::LiaisonOfficer,
    Role::Inspectorate,
];

fn may_ask(signed_in: &SignedIn) -> bool {
    ASKERS.iter().any(|role| signed_in.has(*role))
}

/// Where one proves who one is, and comes back from to `path` (without language prefix).
fn proof_address(language: Language, path: &str) -> String {
    let back = language.path(path);
    let coded: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    format!("{}?ke={coded}", language.path("/meja/masuk/ulang"))
}

fn to_proof(language: Language, path: &str) -> Response<Body> {
    see_other(&proof_address(language, path))
}

/// The frame of a page of this room.
fn frame<'a>(
    language: Language,
    signed_in: &'a SignedIn,
    rooms: &'a [Room],
    path: &'a str,
    title: &'a str,
) -> Frame<'a> {
    Frame {
        language,
        path,
        room: Room::Sealed,
        officer: Some(&signed_in.name),
        rooms,
        title,
    }
}

/// The id a form came with; a fresh one where it has none that could be one.
fn id_or_fresh(sent: &str) -> Result<ComplaintId, RepositoryError> {
    if let Ok(id) = ComplaintId::parse(sent) {
        return Ok(id);
    }
    ComplaintId::parse(&fresh_id()?).map_err(|_| RepositoryError::Corrupt("id"))
}

fn view(request: &IdentityRequest, signed_in: &SignedIn, now: Timestamp) -> RequestView {
    let standing = match (&request.decision, &request.opened) {
        (None, _) => Standing::Waiting,
        (Some(decision), _) if !decision.is_granted => Standing::Refused,
        (Some(_), Some((at, _))) => Standing::Opened(*at),
        (Some(decision), None) if now < decision.expires_at => {
            Standing::Granted(decision.expires_at)
        }
        (Some(_), None) => Standing::Expired,
    };
    RequestView {
        id: request.id.to_string(),
        code: request.tracking_code.to_string(),
        asker: request.asker.clone(),
        role: request.asked_as,
        asked_at: request.asked_at,
        basis: request.basis.clone(),
        reason: request.reason.clone(),
        standing,
        sentence: request
            .decision
            .as_ref()
            .map(|decision| decision.sentence.clone()),
        is_own: request.asked_by == signed_in.officer.id,
    }
}

fn views(requests: &[IdentityRequest], signed_in: &SignedIn, now: Timestamp) -> Vec<RequestView> {
    let requests = requests.iter();
    requests
        .map(|request| view(request, signed_in, now))
        .collect()
}
