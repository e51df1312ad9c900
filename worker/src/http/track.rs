//! `/lacak` and `/l/{code}`: following a complaint.

use super::body::{self, MAX_FORM_BYTES};
use super::claim::of_key;
use super::commands::{NotDone, perform};
use super::form::Form;
use super::respond::{Caching, failure, html};
use super::view::{Supported, View};
use super::{App, fresh_id, log_failure, origin_of};
use crate::ports::{Reference, RepositoryError, TrackedComplaint};
use crate::use_cases::act::NotActed;
use crate::use_cases::place::PlaceProblem;
use crate::use_cases::track_complaint::track_complaint;
use crate::use_cases::wish::WishProblem;
use api_types::command::{CommandBody, CommandContent};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Uri, header};
use domain::access_key::AccessKey;
use domain::complaint::actor::Post;
use domain::complaint::{Complaint, ComplaintId, ReporterKind, Visibility};
use domain::date::Zone;
use domain::routing::Desk;
use domain::tracking_code::{InvalidTrackingCode, TrackingCode};
use frontend::i18n::{Language, desk_name};
use frontend::pages::failure::Failure;
use frontend::pages::lookup::{self, LookupProblem};
use frontend::pages::receipt::{BroughtFiles, PlaceAnswer, ReceiptPage};
use frontend::pages::track::SupportAnswer;

/// Longest code text that is looked at; a pasted page is not a code.
const MAX_TYPED_CHARS: usize = 300;

/// Asks for a code; leads to its page when it is one.
#[worker::send]
pub async fn lookup(Extension(language): Extension<Language>, uri: Uri) -> Response<Body> {
    let Some(typed) = query(&uri).find("code") else {
        return html(
            StatusCode::OK,
            Caching::Short,
            lookup::render(language, "", None),
        );
    };
    let typed = short(typed);
    let problem = match code_in(&typed) {
        Ok(code) => return see_other(&language.path(&format!("/l/{code}"))),
        Err(_) if typed.trim().is_empty() => LookupProblem::Empty,
        Err(error) => LookupProblem::Mistyped(error),
    };
    let page = lookup::render(language, &typed, Some(problem));
    html(StatusCode::UNPROCESSABLE_ENTITY, Caching::Never, page)
}

/// The code in what was typed or pasted: a message or a link around it is forgiven.
fn code_in(typed: &str) -> Result<TrackingCode, InvalidTrackingCode> {
    TrackingCode::parse(typed).or_else(|error| {
        let mut pieces =
            typed.split(|character: char| character.is_whitespace() || "/?#".contains(character));
        pieces
            .find_map(|piece| TrackingCode::parse(piece).ok())
            .ok_or(error)
    })
}

/// The page of a complaint. Unknown and confidential answer alike.
#[worker::send]
pub async fn show(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let typed = short(segment(typed));
    let code = match TrackingCode::parse(&typed) {
        Ok(code) => code,
        Err(error) => {
            let page = lookup::render(language, &typed, Some(LookupProblem::Mistyped(error)));
            return html(StatusCode::NOT_FOUND, Caching::Never, page);
        }
    };
    let mut asked = query(&uri);
    let brought = asked.take("k");
    let key = AccessKey::parse(&brought).ok();
    let found = load(&app, &code, key.as_ref()).await;
    match found {
        Ok((reference, Some(complaint))) => {
            let key = key.filter(|_| complaint.holds_key);
            let answer = SupportAnswer::parse(&asked.take("dukung"));
            let is_reporter = key.is_some();
            let support = match super::support::of(&app, &headers, &complaint, is_reporter).await {
                Ok(is_given) => Supported { is_given, answer },
                Err(error) => return broken(language, "support", &error),
            };
            let view = View {
                language,
                reference: &reference,
                code: &code,
                key: key.as_ref(),
                has_wrong_key: key.is_none() && !brought.is_empty(),
                complaint: &complaint,
                support,
            };
            let origin = origin_of(&uri);
            match view.show(&app, None, |page| page.render_at(&origin)).await {
                Ok(page) => html(StatusCode::OK, Caching::Never, page),
                Err(error) => broken(language, "track", &error),
            }
        }
        Ok((_, None)) => not_found(language, &code),
        Err(error) => broken(language, "track", &error),
    }
}

/// The query of an address.
pub fn query(uri: &Uri) -> Form {
    Form::parse(uri.query().unwrap_or_default().as_bytes())
}

/// The path segment; empty, which is no code, where its bytes are not UTF-8.
pub fn segment(path: Result<Path<String>, PathRejection>) -> String {
    path.map(|Path(segment)| segment).unwrap_or_default()
}

/// As much of what was typed as is looked at.
pub fn short(typed: String) -> String {
    typed.chars().take(MAX_TYPED_CHARS).collect()
}

/// Reference data, and the complaint as far as the bearer of `key` may see it.
pub async fn load(
    app: &App,
    code: &TrackingCode,
    key: Option<&AccessKey>,
) -> Result<(std::rc::Rc<Reference>, Option<TrackedComplaint>), RepositoryError> {
    let reference = app.reference().await?;
    let complaint = track_complaint(&app.complaints()?, code, key).await?;
    Ok((reference, complaint))
}

/// The page of a storage that failed; logged here, once.
pub fn broken(language: Language, place: &str, error: &RepositoryError) -> Response<Body> {
    log_failure(place, error);
    failure(language, Failure::Broken)
}

/// Unknown and confidential answer alike.
pub fn not_found(language: Language, code: &TrackingCode) -> Response<Body> {
    let page = lookup::render(language, &code.to_string(), Some(LookupProblem::NotFound));
    html(StatusCode::NOT_FOUND, Caching::Never, page)
}

/// The zone of the place.
pub fn zone_of(reference: &Reference, complaint: &TrackedComplaint) -> Zone {
    match &complaint.region {
        Some(code) => reference.zone_of(Some(code)),
        None => reference.zone_of_place(&complaint.suggestion.place),
    }
}

/// Who holds it, by name; none while it waits at the verification desk.
pub fn holder_name(reference: &Reference, complaint: &Complaint) -> Option<String> {
    post_name(reference, complaint.held_by()?)
}

/// A post, by name.
pub fn post_name(reference: &Reference, post: &Post) -> Option<String> {
    let desk = Desk::To {
        agency: post.agency.as_str().to_owned(),
        unit: post.unit.as_ref().map(|unit| unit.as_str().to_owned()),
    };
    desk_name(&reference.table, &desk)
}

/// The receipt of a complaint as it stands now.
pub fn receipt_page<'a>(
    language: Language,
    origin: &'a str,
    reference: &'a Reference,
    code: &'a str,
    key: &'a AccessKey,
    complaint: &'a TrackedComplaint,
) -> ReceiptPage<'a> {
    ReceiptPage {
        language,
        origin,
        tracking_code: code,
        access_key: Some(key.as_str()),
        // True as well of who left nothing.
        is_anonymous: complaint.reporter != ReporterKind::Named,
        is_confidential: complaint.visibility == Visibility::Confidential,
        received_at: complaint.received_at,
        verify_by: complaint.verify_by,
        zone: zone_of(reference, complaint),
        holder: holder_name(reference, &complaint.life),
        suggestion: &complaint.suggestion,
        table: &reference.table,
        answer: None,
        joined: complaint.life.facts().merged_into.is_some().then_some(true),
        brought: BroughtFiles::default(),
    }
}

/// The receipt again, for the one who holds the key.
#[worker::send]
pub async fn receipt(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let typed = short(segment(typed));
    let key = AccessKey::parse(&query(&uri).take("k"));
    let (Ok(code), Ok(key)) = (TrackingCode::parse(&typed), key) else {
        return failure(language, Failure::NotFound);
    };
    match load(&app, &code, Some(&key)).await {
        Ok((reference, Some(complaint))) if complaint.holds_key => {
            let (origin, shown) = (origin_of(&uri), code.to_string());
            let page = receipt_page(language, &origin, &reference, &shown, &key, &complaint);
            html(StatusCode::OK, Caching::Never, page.render())
        }
        Ok(_) => not_found(language, &code),
        Err(error) => broken(language, "receipt", &error),
    }
}

/// The address of an answer, opened by hand: leads to the complaint.
pub async fn to_complaint(
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    match TrackingCode::parse(&short(segment(typed))) {
        Ok(code) => see_other(&language.path(&format!("/l/{code}"))),
        Err(_) => failure(language, Failure::NotFound),
    }
}

/// 303.
pub fn see_other(target: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(target) = HeaderValue::try_from(target) {
        response.headers_mut().insert(header::LOCATION, target);
    }
    response
}

/// Takes the answer to "which of these places?" and shows the receipt as it is now.
#[worker::send]
pub async fn clarify_place(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    if !body::is_media_type(request.headers(), "application/x-www-form-urlencoded") {
        return failure(language, Failure::MediaType);
    }
    let origin = origin_of(request.uri());
    let Ok(bytes) = body::read(request, MAX_FORM_BYTES).await else {
        return failure(language, Failure::Unreadable);
    };
    let mut form = Form::parse(&bytes);
    let (Ok(code), Ok(key)) = (
        TrackingCode::parse(&segment(typed)),
        AccessKey::parse(&form.take("k")),
    ) else {
        return failure(language, Failure::NotFound);
    };
    // An empty value is the button "not in this list"; a missing one is no answer.
    let Some(answer) = form.find("region") else {
        return failure(language, Failure::Unreadable);
    };
    let region = Some(answer.as_str()).filter(|region| !region.is_empty());
    let shown = code.to_string();
    let body = CommandBody::from(CommandContent::ClarifyPlace {
        region: region.map(str::to_owned),
    });
    let id = match fresh_id() {
        Ok(id) => id,
        Err(error) => return broken(language, "clarify place", &error),
    };
    let Ok(id) = ComplaintId::parse(&id) else {
        return failure(language, Failure::Broken);
    };
    let done = perform(&app, &code, &of_key(&key), id, &body).await;
    let (reference, complaint) = match load(&app, &code, Some(&key)).await {
        Ok((reference, Some(complaint))) if complaint.holds_key => (reference, complaint),
        Ok(_) => return not_found(language, &code),
        Err(error) => return broken(language, "clarify place", &error),
    };
    // The same answer twice, from a second tab or a second tap, is no conflict.
    let was_said = complaint.life.facts().seq > 0 && said_before(&complaint, region);
    let chosen = match region {
        Some(_) => PlaceAnswer::Chosen,
        None => PlaceAnswer::NoneOfThese,
    };
    let (status, answer) = match done {
        Ok(_) => (StatusCode::OK, chosen),
        Err(NotDone::NotActed(NotActed::Wish(WishProblem::Place(PlaceProblem::NotOffered)))) => {
            (StatusCode::UNPROCESSABLE_ENTITY, PlaceAnswer::NotOffered)
        }
        Err(NotDone::NotActed(NotActed::Repository(error))) => {
            return broken(language, "clarify place", &error);
        }
        Err(_) if was_said => (StatusCode::OK, chosen),
        Err(_) => return failure(language, Failure::Stale),
    };
    let page = receipt_page(language, &origin, &reference, &shown, &key, &complaint);
    let answer = Some(answer);
    let page = ReceiptPage { answer, ..page }.render();
    html(status, Caching::Never, page)
}

fn said_before(complaint: &TrackedComplaint, region: Option<&str>) -> bool {
    let mut events = complaint.history.iter();
    events.any(|event| {
        let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
        let said = data.get("region").and_then(serde_json::Value::as_str);
        event.kind == "place_clarified" && said == region
    })
}
