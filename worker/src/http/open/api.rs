//! `/api/v1/public-complaints`: the list for programs, pages of other sites too. Without a key: it holds what everybody sees.

use super::API;
use super::answers::{Asked, Form, Made};
use super::list::content::Content;
use super::list::filter_of;
use crate::d1::public_cases::D1PublicCases;
use crate::http::problem::Problem;
use crate::http::track::segment;
use crate::http::{App, language_of_header, origin_of};
use crate::ports::RepositoryError;
use crate::ports::open::{ListedCase, PublicCases, Reach};
use api_types::problem::{FieldProblemBody, ProblemBody, ProblemKind};
use api_types::public_complaint::{PublicComplaintBody, PublicComplaintsBody};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, HeaderValue, Response, Uri, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::open::list::filter::{Filter, Wrong};
use serde::Serialize;

/// The list, and one of it.
pub fn routes() -> Router {
    Router::new()
        .route(&format!("/{API}"), get(list))
        .route(&format!("/{API}/{{code}}"), get(one))
}

#[worker::send]
async fn list(Extension(app): Extension<App>, headers: HeaderMap, uri: Uri) -> Response<Body> {
    let (filter, wrong) = filter_of(&uri);
    let asked = Asked {
        headers: &headers,
        origin: &origin_of(&uri),
        address: filter.address(&format!("/{API}")),
        form: Form::Json,
        is_wrong: !wrong.is_empty(),
    };
    let language = language_of_header(&headers);
    shared(search(&app, &asked, language, filter, wrong).await)
}

async fn search(
    app: &App,
    asked: &Asked<'_>,
    language: Language,
    filter: Filter,
    wrong: Vec<Wrong>,
) -> Result<Response<Body>, RepositoryError> {
    let cases = D1PublicCases::of(&app.env)?;
    let make = async || {
        let content = Content::load(&cases, filter, wrong).await?;
        if !content.wrong.is_empty() {
            return Ok(Made::Refused(refused(language, &content.wrong)));
        }
        let next = content.next.as_ref();
        json(&PublicComplaintsBody {
            complaints: content.cases.iter().map(body).collect(),
            is_loose: content.reach == Reach::Near,
            is_partial: matches!(content.reach, Reach::Some(_)),
            next: next.map(|next| next.address(&format!("/{API}"))),
        })
    };
    asked.answer(&cases, make).await
}

#[worker::send]
async fn one(
    Extension(app): Extension<App>,
    headers: HeaderMap,
    typed: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Response<Body> {
    let Ok(code) = TrackingCode::parse(&segment(typed)) else {
        return shared(Ok(unknown()));
    };
    let asked = Asked {
        headers: &headers,
        origin: &origin_of(&uri),
        address: format!("/{API}/{code}"),
        form: Form::Json,
        is_wrong: false,
    };
    let found = async {
        let cases = D1PublicCases::of(&app.env)?;
        let make = async || match cases.one(&code.compact()).await? {
            Some(case) => json(&body(&case)),
            None => Ok(Made::Refused(unknown())),
        };
        asked.answer(&cases, make).await
    };
    shared(found.await)
}

fn json(body: &impl Serialize) -> Result<Made, RepositoryError> {
    let text = serde_json::to_string(body);
    text.map(Made::Whole)
        .map_err(|_| RepositoryError::Corrupt("public_case"))
}

fn body(case: &ListedCase) -> PublicComplaintBody {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let code = TrackingCode::parse(&case.tracking_code);
    PublicComplaintBody {
        tracking_code: code.map_or(case.tracking_code.clone(), |code| code.to_string()),
        received_at: Timestamp(case.filed_at).rfc3339(),
        changed_at: Timestamp(case.changed_at).rfc3339(),
        state: case.state.clone(),
        category: case.category_code.clone(),
        category_name_id: case.category_id.clone(),
        category_name_en: case.category_en.clone(),
        agency: case.agency_id.clone(),
        agency_name: case.agency.clone(),
        region: case.region_code.clone(),
        place: given(&case.place),
        title: given(&case.title),
        excerpt: case.excerpt.clone(),
        due_at: case.due_at.map(|at| Timestamp(at).rfc3339()),
        support_count: case.support_count,
        follower_count: case.follower_count,
    }
}

/// Unknown, confidential and not yet verified answer alike.
fn unknown() -> Response<Body> {
    Problem::new(ProblemKind::NotFound).into_response()
}

fn refused(language: Language, wrong: &[Wrong]) -> Response<Body> {
    let texts = &language.open().list;
    let errors = wrong.iter().map(|wrong| FieldProblemBody {
        pointer: format!("/{}", wrong.parameter()),
        code: wrong.code().to_owned(),
        detail: texts.words_of(*wrong).to_owned(),
    });
    let kind = ProblemKind::InvalidFields;
    let body = ProblemBody {
        errors: errors.collect(),
        ..ProblemBody::new(kind, None)
    };
    Problem::of_body(kind, body).into_response()
}

/// Pages of other sites may read it, whatever it says.
fn shared(found: Result<Response<Body>, RepositoryError>) -> Response<Body> {
    let failed = |error| Problem::unavailable("public complaints", &error).into_response();
    let mut response = found.unwrap_or_else(failed);
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}
