//! `PUT /api/v1/complaints/{id}`: file a complaint, as often as the network needs.

use super::files::{announced, announced_in_form};
use super::form::is_tick;
use super::json::{self, Version};
use super::problem::Problem;
use super::{App, fresh_key, header_text, joining, language_of_header, parse_submission, submit};
use crate::assets::Assets;
use crate::d1::attachments::WithFiles;
use crate::digest::sha256_base64url;
use crate::ports::files::NewFile;
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::submit_complaint::{Filing, NotReceived, Receipt, submit_complaint};
use api_types::complaint::{FormBody, ReceiptBody, SubmissionBody, SuggestionBody};
use api_types::problem::ProblemKind;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, Request, Response};
use domain::access_key::AccessKey;
use domain::complaint::ComplaintId;
use domain::routing::{Desk, Place, Suggestion};
use domain::submission::RawSubmission;
use frontend::i18n::Language;
use frontend::pages::complaint_form::FormValues;

/// 201 with a receipt the first time, 200 with the same one ever after, 409 for another content.
#[worker::send]
pub async fn put_complaint(
    Extension(app): Extension<App>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    let language = language_of_header(request.headers());
    json::check_headers(request.headers())?;
    let age_s = age(request.headers());
    let id = json::id(language, &id.map(|Path(id)| id).unwrap_or_default())?;
    if app.is_over_limit(request.headers()).await {
        return Err(Problem::new(ProblemKind::TooManyRequests));
    }
    let bytes = json::read(request).await?;
    let reference = app.reference().await.map_err(unavailable)?;
    let (raw, files, joins) = read(language, &bytes, &reference)?;
    let raw = RawSubmission {
        age_s: raw.age_s.or(age_s),
        ..raw
    };
    let submission = parse_submission(raw, &reference, app.now)
        .map_err(|errors| Problem::fields(language, &errors))?;
    let complaints = app.complaints().map_err(unavailable)?;
    let fresh_key = fresh_key().map_err(unavailable)?;
    let mut receipt = submit_complaint(
        &WithFiles::new(&complaints, &files),
        &app.vault(),
        &Assets(&app.env),
        &reference,
        Filing {
            id: &id,
            submission: &submission,
            fresh_key,
            now: app.now,
        },
    )
    .await
    .map_err(|error| match error {
        NotReceived::IdReused => Problem::new(ProblemKind::IdReused),
        NotReceived::NoIdentityKey(_) => {
            unavailable(RepositoryError::Unavailable(error.to_string()))
        }
        NotReceived::Repository(error) => unavailable(error),
    })?;
    let key = submission.access_key.as_ref();
    receipt.joined = joining::join(&app, &id, &receipt, key, &joins).await;
    Ok(answer(&id, &sha256_base64url(&bytes), &receipt))
}

/// `Submission-Age`: seconds since the citizen wrote it, by the phone's clock. The frozen body cannot say so.
fn age(headers: &HeaderMap) -> Option<f64> {
    header_text(headers, "submission-age")?.trim().parse().ok()
}

fn unavailable(error: RepositoryError) -> Problem {
    Problem::unavailable("put complaint", &error)
}

/// Reads any version of the body ever shipped; says where it is wrong.
fn read(
    language: Language,
    bytes: &[u8],
    reference: &Reference,
) -> Result<(RawSubmission, Vec<NewFile>, String), Problem> {
    let text = json::object(bytes)?;
    match json::version(language, text)? {
        Version::Json => {
            let body: SubmissionBody = json::parse(language, text)?;
            let files = announced(body.files.as_ref());
            let joins = body.joins.clone().unwrap_or_default();
            Ok((raw_submission(body), files, joins))
        }
        Version::Form => {
            let body: FormBody = json::parse(language, text)?;
            let files = announced_in_form(&body.files);
            let joins = body.joins.clone();
            let values = form_values(body);
            Ok((submit::raw_submission(&values, reference), files, joins))
        }
    }
}

fn form_values(body: FormBody) -> FormValues {
    FormValues {
        anonymous: is_tick(&body.anonymous),
        confidential: is_tick(&body.confidential),
        id: String::new(),
        access_key: body.access_key,
        text: body.text,
        place: body.place,
        landmark: body.landmark,
        region: body.region,
        lat: body.lat,
        lon: body.lon,
        accuracy_m: body.accuracy_m,
        kind: body.kind,
        occurred_on: body.occurred_on,
        name: body.name,
        phone: body.phone,
        email: body.email,
        joins: body.joins,
        files: body.files,
        kept: String::new(),
        refused: Vec::new(),
    }
}

fn raw_submission(body: SubmissionBody) -> RawSubmission {
    let reporter = body.reporter.unwrap_or_default();
    RawSubmission {
        text: body.text,
        kind: body.kind,
        place: body.place,
        landmark: body.landmark,
        region: body.region,
        lat: body.lat,
        lon: body.lon,
        accuracy_m: body.accuracy_m,
        occurred_on: body.occurred_on,
        anonymous: body.anonymous.unwrap_or(false),
        confidential: body.confidential.unwrap_or(false),
        name: reporter.name,
        phone: reporter.phone,
        email: reporter.email,
        access_key: body.access_key,
        age_s: body.age_s,
        channel: body.channel,
    }
}

fn answer(id: &ComplaintId, digest: &str, receipt: &Receipt) -> Response<Body> {
    json::receipt(receipt.is_new, digest, &receipt_body(id, receipt))
}

/// What a receipt says.
pub fn receipt_body(id: &ComplaintId, receipt: &Receipt) -> ReceiptBody {
    ReceiptBody {
        id: id.to_string(),
        tracking_code: receipt.tracking_code.to_string(),
        received_at: receipt.received_at.rfc3339(),
        state: "received".to_owned(),
        verify_by: receipt.received.verify_by.rfc3339(),
        suggestion: suggestion_body(&receipt.received.suggestion),
        access_key: receipt
            .made_key
            .as_ref()
            .map(AccessKey::as_str)
            .map(str::to_owned),
        joined: receipt.joined,
        files: receipt
            .files
            .iter()
            .map(|sha256| sha256.as_str().to_owned())
            .collect(),
    }
}

fn suggestion_body(suggestion: &Suggestion) -> SuggestionBody {
    let (agency, unit) = match &suggestion.desk {
        Desk::To { agency, unit } => (Some(agency.clone()), unit.clone()),
        Desk::Unrouted { .. } => (None, None),
    };
    let (region, region_candidates) = match &suggestion.place {
        Place::Known { region } => (Some(region.clone()), Vec::new()),
        Place::Ambiguous { candidates } => (None, candidates.clone()),
        Place::Unknown => (None, Vec::new()),
    };
    let categories: Vec<String> = suggestion
        .categories
        .iter()
        .map(|category| category.code.clone())
        .collect();
    SuggestionBody {
        category: categories.first().cloned(),
        categories,
        agency,
        unit,
        region,
        region_candidates,
        confidence: suggestion.confidence,
        reasons: suggestion.reasons.clone(),
    }
}
