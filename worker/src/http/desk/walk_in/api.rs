//! `PUT /meja/loket/{id}`: what the screen's script sends, as often as the network needs.

use super::entry::{NotStored, store};
use super::may_enter;
use crate::digest::sha256_base64url;
use crate::http::complaints::receipt_body;
use crate::http::desk::SignedIn;
use crate::http::form::is_tick;
use crate::http::problem::Problem;
use crate::http::{App, json, language_of_header};
use api_types::complaint::ReceiptBody;
use api_types::problem::{ProblemBody, ProblemKind};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{Request, Response};
use domain::date::Zone;
use frontend::pages::desk::walk_in::EntryValues;
use serde::{Deserialize, Serialize};

/// The form as it is, every field a text, empty ones left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct EntryBody {
    /// 1. Computers keep entries for days: whatever was shipped is read.
    v: u32,
    /// Whose entry it is: on a shared computer somebody else may have signed in since.
    operator: String,
    access_key: String,
    channel: String,
    said_on: String,
    said_time: String,
    zone: String,
    text: String,
    kind: String,
    place: String,
    landmark: String,
    occurred_on: String,
    name: String,
    phone: String,
    email: String,
    anonymous: String,
    confidential: String,
    receipt_language: String,
}

/// The receipt of the API, and what the paper says besides.
#[derive(Serialize)]
struct EntryReceipt {
    #[serde(flatten)]
    receipt: ReceiptBody,
    /// IANA name of the zone in which the dates are to be read.
    zone: &'static str,
    /// RFC 3339, if it is forwarded on the last day.
    respond_by: String,
    /// Likewise.
    resolve_by: String,
}

/// 201 with a receipt the first time, 200 with the same one ever after, 409 for another content.
#[worker::send]
pub async fn put_entry(
    Extension(app): Extension<App>,
    Extension(signed_in): Extension<SignedIn>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    let language = language_of_header(request.headers());
    json::check_headers(request.headers())?;
    let id = json::id(language, &id.map(|Path(id)| id).unwrap_or_default())?;
    let bytes = json::read(request).await?;
    let body: EntryBody = json::parse(language, json::object(&bytes)?)?;
    if body.operator != signed_in.officer.id.as_str() || !may_enter(&signed_in) {
        return Err(Problem::new(ProblemKind::NotYours));
    }
    let values = EntryValues {
        id: id.to_string(),
        ..values(body)
    };
    let stored = store(&app, &signed_in.officer, &values, false).await;
    let stored = stored.map_err(|error| match error {
        NotStored::IdReused => Problem::new(ProblemKind::IdReused),
        NotStored::Unavailable(error) => Problem::unavailable("walk-in", &error),
        NotStored::Invalid(wrong) => {
            let mut body = ProblemBody::new(ProblemKind::InvalidFields, None);
            body.errors = wrong.iter().map(|wrong| wrong.body(language)).collect();
            Problem::of_body(ProblemKind::InvalidFields, body)
        }
    })?;
    let receipt = EntryReceipt {
        receipt: receipt_body(&id, &stored.receipt),
        zone: match stored.steps.zone {
            Zone::Wib => "Asia/Jakarta",
            Zone::Wita => "Asia/Makassar",
            Zone::Wit => "Asia/Jayapura",
        },
        respond_by: stored.steps.respond_by.rfc3339(),
        resolve_by: stored.steps.resolve_by.rfc3339(),
    };
    let digest = sha256_base64url(&bytes);
    Ok(json::receipt(stored.receipt.is_new, &digest, &receipt))
}

fn values(body: EntryBody) -> EntryValues {
    EntryValues {
        id: String::new(),
        access_key: body.access_key,
        channel: body.channel,
        said_on: body.said_on,
        said_time: body.said_time,
        zone: body.zone,
        text: body.text,
        kind: body.kind,
        place: body.place,
        landmark: body.landmark,
        occurred_on: body.occurred_on,
        name: body.name,
        phone: body.phone,
        email: body.email,
        anonymous: is_tick(&body.anonymous),
        confidential: is_tick(&body.confidential),
        receipt_language: body.receipt_language,
    }
}
