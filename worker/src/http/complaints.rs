//! `PUT /api/v1/complaints/{id}`: file a complaint, as often as the network needs.

use super::body::{self, Encoding, MAX_JSON_BYTES, NoBody};
use super::form::is_tick;
use super::problem::Problem;
use super::respond::{Caching, text};
use super::{
    App, fresh_key, header_text, language_of_header, log_failure, now, parse_submission, submit,
};
use crate::digest::sha256_base64url;
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::submit_complaint::{NotReceived, Receipt, submit_complaint};
use api_types::complaint::{BodyVersion, FormBody, ReceiptBody, SubmissionBody, SuggestionBody};
use api_types::problem::ProblemKind;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use domain::access_key::AccessKey;
use domain::complaint::ComplaintId;
use domain::routing::{Desk, Place, Suggestion};
use domain::submission::{Field, FieldError, FieldProblem, RawSubmission};
use frontend::i18n::Language;
use frontend::pages::complaint_form::FormValues;
use serde::de::DeserializeOwned;

/// 201 with a receipt the first time, 200 with the same one ever after, 409 for another content.
#[worker::send]
pub async fn put_complaint(
    Extension(app): Extension<App>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    let language = language_of_header(request.headers());
    let is_json = body::is_media_type(request.headers(), "application/json");
    let encoding = body::encoding(request.headers());
    if !is_json || encoding == Encoding::Unknown {
        return Err(Problem::new(ProblemKind::UnsupportedMediaType));
    }
    let age_s = age(request.headers());
    let id = ComplaintId::parse(&id.map(|Path(id)| id).unwrap_or_default()).map_err(|_| {
        let error = FieldError {
            field: Field::Id,
            problem: FieldProblem::InvalidId,
        };
        Problem::fields(language, &[error])
    })?;
    if app.is_over_limit(request.headers()).await {
        return Err(Problem::new(ProblemKind::TooManyRequests));
    }
    let bytes = body::read(request, MAX_JSON_BYTES).await;
    let bytes = bytes
        .and_then(|bytes| body::unpack(encoding, bytes, MAX_JSON_BYTES))
        .map_err(|reason| match reason {
            NoBody::TooLarge => Problem::new(ProblemKind::TooLarge),
            NoBody::Broken => Problem::new(ProblemKind::UnreadableBody),
        })?;
    let reference = app.reference().await.map_err(unavailable)?;
    let raw = read(language, &bytes, &reference)?;
    let raw = RawSubmission {
        age_s: raw.age_s.or(age_s),
        ..raw
    };
    let submission =
        parse_submission(raw, &reference).map_err(|errors| Problem::fields(language, &errors))?;
    let complaints = app.complaints().map_err(unavailable)?;
    let fresh_key = fresh_key().map_err(unavailable)?;
    let receipt = submit_complaint(
        &complaints,
        &app.vault(),
        &reference,
        &id,
        &submission,
        fresh_key,
        now(),
    )
    .await
    .map_err(|error| match error {
        NotReceived::IdReused => Problem::new(ProblemKind::IdReused),
        NotReceived::NoIdentityKey(_) => {
            unavailable(RepositoryError::Unavailable(error.to_string()))
        }
        NotReceived::Repository(error) => unavailable(error),
    })?;
    Ok(answer(&id, &sha256_base64url(&bytes), &receipt))
}

/// `Submission-Age`: seconds since the citizen wrote it, by the phone's clock. The frozen body cannot say so.
fn age(headers: &HeaderMap) -> Option<f64> {
    header_text(headers, "submission-age")?.trim().parse().ok()
}

fn unavailable(error: RepositoryError) -> Problem {
    log_failure("put complaint", &error);
    Problem::new(match error {
        RepositoryError::Conflict => ProblemKind::IdReused,
        RepositoryError::Corrupt(_) => ProblemKind::Internal,
        RepositoryError::Unavailable(_) => ProblemKind::Unavailable,
    })
}

/// Reads any version of the body ever shipped; says where it is wrong.
fn read(language: Language, bytes: &[u8], reference: &Reference) -> Result<RawSubmission, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let detail = format!("byte {} is not UTF-8", error.valid_up_to());
        Problem::with_detail(ProblemKind::UnreadableBody, detail)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Serde would also read an array as the fields in order.
    if !text.trim_start().starts_with('{') {
        let detail = "the body must be a JSON object";
        return Err(Problem::with_detail(ProblemKind::UnreadableBody, detail));
    }
    // What is wrong with a body of unknown version is said by the reader of the first one.
    let version = serde_json::from_str::<BodyVersion>(text).unwrap_or_default();
    match version.v {
        None | Some(1) => Ok(raw_submission(parse(language, text)?)),
        Some(2) => Ok(submit::raw_submission(
            &form_values(parse(language, text)?),
            reference,
        )),
        Some(_) => {
            let (pointer, problem) = ("/v".to_owned(), FieldProblem::UnknownValue);
            Err(Problem::pointer(language, pointer, problem))
        }
    }
}

fn parse<T: DeserializeOwned>(language: Language, text: &str) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let body: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let inner = error.inner();
        let place = format!("line {} column {}", inner.line(), inner.column());
        if !inner.is_data() {
            return Problem::with_detail(
                ProblemKind::UnreadableBody,
                format!("not JSON at {place}"),
            );
        }
        let message = inner.to_string();
        let pointer = pointer_of(&error.path().to_string());
        // Serde names these fields only in the message: "missing field `text` at line 1 column 2".
        let named = || {
            let name = message.split('`').nth(1).unwrap_or_default();
            format!("{pointer}/{name}")
        };
        let (pointer, kind) = if message.starts_with("missing field") {
            (named(), FieldProblem::Required)
        } else if message.starts_with("unknown field") {
            (pointer, FieldProblem::UnknownField)
        } else if message.starts_with("duplicate field") {
            (named(), FieldProblem::DuplicateField)
        } else {
            (pointer, FieldProblem::WrongType)
        };
        Problem::pointer(language, pointer, kind)
    })?;
    reader.end().map_err(|_| {
        Problem::with_detail(
            ProblemKind::UnreadableBody,
            "something follows the JSON object",
        )
    })?;
    Ok(body)
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
    }
}

/// `reporter.phone` as a JSON pointer.
fn pointer_of(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    let steps = path
        .split('.')
        .map(|step| step.replace('~', "~0").replace('/', "~1"));
    steps.map(|step| format!("/{step}")).collect()
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

/// The receipt. `Submission-Digest` binds it to the body of this request, as it was before it was packed: only who read
/// these very bytes can answer so, and no captive portal does.
fn answer(id: &ComplaintId, digest: &str, receipt: &Receipt) -> Response<Body> {
    let body = ReceiptBody {
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
    };
    let status = match receipt.is_new {
        true => StatusCode::CREATED,
        false => StatusCode::OK,
    };
    let body = serde_json::to_string(&body).unwrap_or_default();
    let mut response = text(status, "application/json", Caching::Never, body);
    if let Ok(digest) = HeaderValue::try_from(digest) {
        response.headers_mut().insert("submission-digest", digest);
    }
    response
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_follow_rfc_6901() {
        assert_eq!(pointer_of("."), "");
        assert_eq!(pointer_of("reporter.phone"), "/reporter/phone");
    }
}
