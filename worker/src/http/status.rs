//! `GET /api/v1/complaints/{tracking_code}`: how a complaint stands, in a few bytes when nothing has changed.

use super::problem::Problem;
use super::respond::{Caching, text};
use super::track::{holder_name, load};
use super::{App, header_text, log_failure};
use crate::ports::RepositoryError;
use api_types::complaint::StatusBody;
use api_types::problem::ProblemKind;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use domain::access_key::AccessKey;
use domain::tracking_code::TrackingCode;

/// 200, or 304 when the reader's `If-None-Match` still holds (RFC 9110 section 13.1.2). A confidential complaint needs
/// its access key as bearer token (RFC 6750); without it, it does not exist.
#[worker::send]
pub async fn get_status(
    Extension(app): Extension<App>,
    typed: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response<Body>, Problem> {
    let typed = typed.map(|Path(code)| code).unwrap_or_default();
    let code = TrackingCode::parse(&typed).map_err(|_| Problem::new(ProblemKind::NotFound))?;
    let key = bearer(&headers);
    let (reference, complaint) = load(&app, &code, key.as_ref()).await.map_err(failure)?;
    let complaint = complaint.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    let tag = format!("\"{}\"", complaint.seq);
    let changed_at = complaint
        .history
        .last()
        .map_or(complaint.received_at, |event| event.at);
    let mut response = if is_known(&headers, &tag) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let body = StatusBody {
            tracking_code: code.to_string(),
            state: complaint.state.as_str().to_owned(),
            holder: holder_name(&reference, &complaint),
            verify_by: complaint.verify_by.rfc3339(),
            changed_at: changed_at.rfc3339(),
        };
        let body = serde_json::to_string(&body).unwrap_or_default();
        text(StatusCode::OK, "application/json", Caching::Back, body)
    };
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

fn bearer(headers: &HeaderMap) -> Option<AccessKey> {
    let (scheme, key) = header_text(headers, header::AUTHORIZATION)?.split_once(' ')?;
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    AccessKey::parse(key.trim()).ok().filter(|_| is_bearer)
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = header_text(headers, header::IF_NONE_MATCH).unwrap_or_default();
    known
        .split(',')
        .any(|known| known.trim().trim_start_matches("W/") == tag)
}

fn failure(error: RepositoryError) -> Problem {
    log_failure("status", &error);
    Problem::new(match error {
        RepositoryError::Corrupt(_) => ProblemKind::Internal,
        RepositoryError::Conflict | RepositoryError::Unavailable(_) => ProblemKind::Unavailable,
    })
}
