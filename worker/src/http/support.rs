//! Support of somebody else's complaint: `PUT /api/v1/complaints/{code}/supports/{id}`, and the form `POST /l/{code}/dukung`.
//! Nothing of who supports is logged.

use super::json::Version;
use super::problem::Problem;
use super::respond::{Caching, failure, html};
use super::track::{broken, load, not_found, see_other, segment, short};
use super::view::{Supported, View};
use super::{App, form, fresh_token, json, language_of_header};
use crate::digest::sha256_base64url;
use crate::http::desk::session::cookie_named;
use crate::ports::{RepositoryError, TrackedComplaint};
use crate::use_cases::support::{Outcome, Supporter, is_supported_by, support, take_back};
use api_types::problem::ProblemKind;
use api_types::support::{SupportBody, SupportFormBody, SupportReceipt};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use domain::complaint::ComplaintId;
use domain::tracking_code::TrackingCode;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use frontend::pages::track::SupportAnswer;

/// A device that supports something: random, of no use for anything else.
const COOKIE: &str = "__Host-dukung";
/// Longer than a complaint lives.
const COOKIE_SECONDS: u32 = 365 * 86_400;
/// A network that is used up for today: no sooner, although the outbox asks at most every half hour.
const BUSY_SECONDS: u32 = 3_600;

/// The device and network of a request.
struct Visitor {
    device: String,
    has_cookie: bool,
    network: Option<String>,
}

impl Visitor {
    /// A device without a cookie gets one that is made of the id it sends, so that an answer that is lost on the way makes no
    /// second device of it.
    fn of(app: &App, headers: &HeaderMap, id: &str) -> Self {
        let cookie = cookie_named(headers, COOKIE);
        Self {
            has_cookie: cookie.is_some(),
            device: cookie.unwrap_or_else(|| app.keyed("support device", id)),
            network: app.network("support network"),
        }
    }

    fn supporter(&self) -> Supporter<'_> {
        Supporter {
            device: &self.device,
            network: self.network.as_deref(),
        }
    }

    /// The same answer, with the cookie if the device has none.
    fn remember(&self, mut response: Response<Body>) -> Response<Body> {
        let cookie = format!(
            "{COOKIE}={}; Path=/; Max-Age={COOKIE_SECONDS}; Secure; HttpOnly; SameSite=Lax",
            self.device
        );
        if let Ok(cookie) = HeaderValue::try_from(cookie)
            && !self.has_cookie
        {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Whether the device of a request supports what it reads. Asks the database only for devices that have supported something.
pub async fn of(
    app: &App,
    headers: &HeaderMap,
    complaint: &TrackedComplaint,
    is_reporter: bool,
) -> Result<bool, RepositoryError> {
    if is_reporter || !complaint.life.is_public() || cookie_named(headers, COOKIE).is_none() {
        return Ok(false);
    }
    let visitor = Visitor::of(app, headers, "");
    let supporter = visitor.supporter();
    is_supported_by(&app.complaints()?, complaint.id.as_str(), &supporter).await
}

/// 201 with a receipt the first time, 200 with the same one ever after: also under another id of the same device.
#[worker::send]
pub async fn put_support(
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
    let visitor = Visitor::of(&app, request.headers(), id.as_str());
    let bytes = json::read(request).await?;
    let text = json::object(&bytes)?;
    match json::version(language, text)? {
        Version::Json => json::parse::<SupportBody>(language, text).map(|_| ())?,
        Version::Form => json::parse::<SupportFormBody>(language, text).map(|_| ())?,
    }
    let unavailable = |error| Problem::unavailable("support", &error);
    let supports = app.complaints().map_err(unavailable)?;
    let done = support(&supports, &code, &visitor.supporter(), app.now).await;
    match done.map_err(unavailable)? {
        Outcome::Given { is_new } => {
            let receipt = SupportReceipt {
                id: id.to_string(),
                tracking_code: code.to_string(),
            };
            let digest = sha256_base64url(&bytes);
            Ok(visitor.remember(json::receipt(is_new, &digest, &receipt)))
        }
        Outcome::Busy => {
            let mut response = Problem::new(ProblemKind::TooManyRequests).into_response();
            let wait = HeaderValue::from(BUSY_SECONDS);
            response.headers_mut().insert(header::RETRY_AFTER, wait);
            Ok(response)
        }
        Outcome::Over => Err(Problem::new(ProblemKind::NotAllowed)),
        Outcome::NotFound => Err(Problem::new(ProblemKind::NotFound)),
    }
}

/// 303 to the page, which says thank you.
#[worker::send]
pub async fn post_support(
    Extension(app): Extension<App>,
    Extension(language): Extension<Language>,
    typed: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response<Body> {
    if let Err(reason) = form::check_headers(request.headers()) {
        return failure(language, reason);
    }
    if app.is_over_limit(request.headers()).await {
        return failure(language, Failure::Busy);
    }
    let headers = request.headers().clone();
    let mut form = match form::read(request).await {
        Ok(form) => form,
        Err(reason) => return failure(language, reason),
    };
    let Ok(code) = TrackingCode::parse(&short(segment(typed))) else {
        return failure(language, Failure::NotFound);
    };
    let id = match ComplaintId::parse(form.take("id").trim()) {
        Ok(id) => Ok(id.to_string()),
        // No citizen typed it.
        Err(_) => fresh_token(),
    };
    let id = match id {
        Ok(id) => id,
        Err(error) => return broken(language, "support", &error),
    };
    let visitor = Visitor::of(&app, &headers, &id);
    let takes_back = form.is_ticked("take_back");
    let answer = match send(&app, &code, &visitor, takes_back).await {
        Ok(Some(answer)) => answer,
        Ok(None) => return not_found(language, &code),
        Err(error) => return broken(language, "support", &error),
    };
    if answer == SupportAnswer::Busy {
        return busy(&app, language, &code).await;
    }
    let path = format!("/l/{code}?dukung={}", answer.as_str());
    let response = see_other(&language.path(&path));
    match answer {
        SupportAnswer::Given => visitor.remember(response),
        _ => response,
    }
}

async fn send(
    app: &App,
    code: &TrackingCode,
    visitor: &Visitor,
    takes_back: bool,
) -> Result<Option<SupportAnswer>, RepositoryError> {
    let supports = app.complaints()?;
    let supporter = visitor.supporter();
    if takes_back {
        let is_found = take_back(&supports, code, &supporter).await?;
        return Ok(is_found.then_some(SupportAnswer::TakenBack));
    }
    Ok(match support(&supports, code, &supporter, app.now).await? {
        Outcome::Given { .. } => Some(SupportAnswer::Given),
        Outcome::Busy => Some(SupportAnswer::Busy),
        Outcome::Over => Some(SupportAnswer::Over),
        Outcome::NotFound => None,
    })
}

/// The page as it stands, with why it was not counted.
async fn busy(app: &App, language: Language, code: &TrackingCode) -> Response<Body> {
    let (reference, complaint) = match load(app, code, None).await {
        Ok((reference, Some(complaint))) => (reference, complaint),
        Ok(_) => return not_found(language, code),
        Err(error) => return broken(language, "support", &error),
    };
    let view = View {
        language,
        reference: &reference,
        code,
        key: None,
        has_wrong_key: false,
        complaint: &complaint,
        support: Supported {
            is_given: false,
            answer: Some(SupportAnswer::Busy),
        },
    };
    match view.render(app, None).await {
        Ok(page) => {
            let mut response = html(StatusCode::TOO_MANY_REQUESTS, Caching::Never, page);
            let wait = HeaderValue::from(BUSY_SECONDS);
            response.headers_mut().insert(header::RETRY_AFTER, wait);
            response
        }
        Err(error) => broken(language, "support", &error),
    }
}
