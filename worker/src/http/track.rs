//! `/lacak` and `/l/{code}`: following a complaint.

use super::body::{self, MAX_FORM_BYTES};
use super::form::Form;
use super::respond::{Caching, failure, html};
use super::{App, log_failure, now, origin_of};
use crate::ports::{Reference, RepositoryError, TrackedComplaint};
use crate::use_cases::clarify_place::{NotClarified, clarify_place as clarify};
use crate::use_cases::track_complaint::{may_read_story, track_complaint};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderValue, Request, Response, StatusCode, Uri, header};
use domain::access_key::AccessKey;
use domain::complaint::{ReporterKind, StateName, Visibility};
use domain::date::Zone;
use domain::routing::{Desk, Place};
use domain::tracking_code::{InvalidTrackingCode, TrackingCode};
use frontend::i18n::{Language, desk_name, suggested_desk};
use frontend::pages::failure::Failure;
use frontend::pages::lookup::{self, LookupProblem};
use frontend::pages::receipt::{PlaceAnswer, ReceiptPage};
use frontend::pages::track::{Story, TrackPage};

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
    let brought = query(&uri).take("k");
    let key = AccessKey::parse(&brought).ok();
    let found = load(&app, &code, key.as_ref()).await;
    match found {
        Ok((reference, Some(complaint))) => {
            let key = key.filter(|_| complaint.holds_key);
            let has_wrong_key = key.is_none() && !brought.is_empty();
            let page = page(language, &reference, &code, key, has_wrong_key, &complaint);
            html(StatusCode::OK, Caching::Never, page)
        }
        Ok((_, None)) => not_found(language, &code),
        Err(error) => {
            log_failure("track", &error);
            failure(language, Failure::Broken)
        }
    }
}

fn query(uri: &Uri) -> Form {
    Form::parse(uri.query().unwrap_or_default().as_bytes())
}

/// The path segment; empty, which is no code, where its bytes are not UTF-8.
fn segment(path: Result<Path<String>, PathRejection>) -> String {
    path.map(|Path(segment)| segment).unwrap_or_default()
}

fn short(typed: String) -> String {
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

fn not_found(language: Language, code: &TrackingCode) -> Response<Body> {
    let page = lookup::render(language, &code.to_string(), Some(LookupProblem::NotFound));
    html(StatusCode::NOT_FOUND, Caching::Never, page)
}

fn page(
    language: Language,
    reference: &Reference,
    code: &TrackingCode,
    key: Option<AccessKey>,
    has_wrong_key: bool,
    complaint: &TrackedComplaint,
) -> String {
    let table = &reference.table;
    let region = complaint.region.as_deref();
    let place = match (&complaint.place, region) {
        (Some(words), Some(code)) => Some(format!("{words}\n{}", table.region_path(code))),
        (Some(words), None) => Some(words.clone()),
        (None, Some(code)) => Some(table.region_path(code)),
        (None, None) => None,
    };
    let is_published = complaint.visibility == Visibility::Public && complaint.state.is_published();
    let story = may_read_story(complaint).then(|| Story {
        narrative: &complaint.narrative,
        place,
        landmark: complaint.landmark.as_deref(),
        occurred_on: complaint.occurred_on,
        kind: complaint.kind,
        is_private: !is_published,
    });
    let suggested = match complaint.agency {
        Some(_) => None,
        None => suggested_desk(table, &complaint.suggestion),
    };
    let history: Vec<_> = complaint
        .history
        .iter()
        .map(|event| (event.kind.clone(), event.at))
        .collect();
    TrackPage {
        language,
        tracking_code: &code.to_string(),
        access_key: key.as_ref().map(AccessKey::as_str),
        has_wrong_key,
        has_question: matches!(complaint.suggestion.place, Place::Ambiguous { .. }),
        state: complaint.state,
        holder: holder_name(reference, complaint),
        suggested,
        verify_by: complaint.verify_by,
        is_late: complaint.state == StateName::Received && now() > complaint.verify_by,
        zone: zone_of(reference, complaint),
        history: &history,
        story,
    }
    .render()
}

fn zone_of(reference: &Reference, complaint: &TrackedComplaint) -> Zone {
    match &complaint.region {
        Some(code) => reference.zone_of(Some(code)),
        None => reference.zone_of_place(&complaint.suggestion.place),
    }
}

/// Who holds it, by name; none while it waits at the verification desk.
pub fn holder_name(reference: &Reference, complaint: &TrackedComplaint) -> Option<String> {
    let desk = Desk::To {
        agency: complaint.agency.clone()?,
        unit: complaint.unit.clone(),
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
        is_anonymous: complaint.reporter == ReporterKind::Sealed,
        is_confidential: complaint.visibility == Visibility::Confidential,
        received_at: complaint.received_at,
        verify_by: complaint.verify_by,
        zone: zone_of(reference, complaint),
        holder: holder_name(reference, complaint),
        suggestion: &complaint.suggestion,
        table: &reference.table,
        answer: None,
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
        Err(error) => {
            log_failure("receipt", &error);
            failure(language, Failure::Broken)
        }
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
    let reference = match app.reference().await {
        Ok(reference) => reference,
        Err(error) => {
            log_failure("clarify place", &error);
            return failure(language, Failure::Broken);
        }
    };
    let shown = code.to_string();
    let page = |complaint: &TrackedComplaint, answer| {
        let page = receipt_page(language, &origin, &reference, &shown, &key, complaint);
        let answer = Some(answer);
        ReceiptPage { answer, ..page }.render()
    };
    let clarified = async {
        let complaints = app.complaints()?;
        clarify(&complaints, &reference, &code, &key, region, now()).await
    };
    match clarified.await {
        Ok(complaint) => {
            let answer = match region {
                Some(_) => PlaceAnswer::Chosen,
                None => PlaceAnswer::NoneOfThese,
            };
            html(StatusCode::OK, Caching::Never, page(&complaint, answer))
        }
        Err(NotClarified::NotOffered(complaint)) => {
            let page = page(&complaint, PlaceAnswer::NotOffered);
            html(StatusCode::UNPROCESSABLE_ENTITY, Caching::Never, page)
        }
        Err(NotClarified::NotFound) => not_found(language, &code),
        Err(NotClarified::Closed) => failure(language, Failure::Stale),
        Err(NotClarified::Repository(error)) => {
            log_failure("clarify place", &error);
            failure(language, Failure::Broken)
        }
    }
}
