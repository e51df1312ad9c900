//! `GET /api/v1/complaints/{tracking_code}`: how a complaint stands, in a few bytes when nothing has changed.

use super::App;
use super::claim::claim;
use super::problem::Problem;
use super::respond::tagged;
use super::track::holder_name;
use crate::ports::life::{LifeRepository, Which};
use crate::use_cases::act::Claim;
use crate::use_cases::read_thread::may_read;
use api_types::complaint::{DeadlineBody, StatusBody};
use api_types::problem::ProblemKind;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, Response};
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
    let unavailable = |error| Problem::unavailable("status", &error);
    let not_found = || Problem::new(ProblemKind::NotFound);
    let claim = claim(&app, &headers).await?;
    let claim = claim.unwrap_or(Claim::Reporter(String::new()));
    let reference = app.reference().await.map_err(unavailable)?;
    let lives = app.complaints().map_err(unavailable)?;
    let which = Which::Code(&code, claim.key_hash());
    let (stored, _) = lives.open(which, None).await.map_err(unavailable)?;
    let stored = stored.ok_or_else(not_found)?;
    may_read(&claim, &reference, &stored).ok_or_else(not_found)?;
    let allowed = claim.allowed(&reference, &stored, app.now);
    let complaint = &stored.complaint;
    let deadlines = complaint.deadlines().into_iter();
    let deadlines = deadlines.map(|deadline| DeadlineBody {
        rule: deadline.rule.as_str().to_owned(),
        due: deadline.due.rfc3339(),
        is_paused: deadline.paused_at.is_some(),
        is_missed: deadline.is_missed(app.now),
    });
    let body = StatusBody {
        tracking_code: code.to_string(),
        state: complaint.state().name().as_str().to_owned(),
        holder: holder_name(&reference, complaint),
        verify_by: stored.verify_by.rfc3339(),
        changed_at: stored.changed_at.rfc3339(),
        seq: complaint.facts().seq,
        deadlines: deadlines.collect(),
        is_overdue: complaint.is_overdue(app.now),
        age_days: u32::try_from(complaint.age_days(app.now)).unwrap_or(u32::MAX),
        hops: complaint.facts().hops.len() as u32,
        pauses: complaint.facts().pauses.len() as u32,
        follower_count: stored.follower_count,
        allowed: allowed
            .iter()
            .map(|command| command.as_str().to_owned())
            .collect(),
    };
    let body = serde_json::to_string(&body).unwrap_or_default();
    Ok(tagged(&headers, body))
}
