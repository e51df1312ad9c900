//! `/meja`: the officers' pages. Whoever has not signed in sees the door and nothing else.

mod accounts;
mod administration;
mod case;
mod files;
mod inbox;
mod lookup;
mod monthly;
mod sealed;
pub mod session;
mod walk_in;

use super::problem::Problem;
use super::respond::{Caching, failure, html_with, policy_for};
use super::{App, header_text, is_foreign, language_of, method_not_allowed, not_found};
use api_types::problem::ProblemKind;
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use frontend::i18n::Language;
use frontend::pages::desk::failure as desk_failure;
use frontend::pages::failure::Failure;
use session::{Address, SignedIn, cookie};
use tower_service::Service;
use worker::Env;

/// The door, and invitations to it: the only addresses for people who have not signed in.
const OPEN: [&str; 2] = ["/meja/masuk", "/meja/undangan"];
/// Longest address one is sent back to after signing in.
const MOST_RETURN_BYTES: usize = 2000;

/// Answers one request of an officer.
pub async fn serve(mut request: Request<Body>, env: Env) -> Response<Body> {
    let language = language_of(request.uri());
    if is_foreign(&request) || is_unproven(&request) {
        return failure(language, Failure::Origin);
    }
    let app = App::of(&request, env);
    let signed_in = match cookie(request.headers()) {
        None => None,
        Some(value) => match session::find(&app, &value).await {
            Ok(signed_in) => signed_in,
            Err(error) => return broken(language, "session", &error),
        },
    };
    match signed_in {
        Some(signed_in) if signed_in.is_recovery && !is_for_recovery(request.uri()) => {
            return see_other(&language.path("/meja/akun"));
        }
        Some(signed_in) => {
            request.extensions_mut().insert::<SignedIn>(signed_in);
        }
        // What a script sends waits at its sender until they have signed in again.
        None if request.method() == Method::PUT => {
            return Problem::new(ProblemKind::Unauthorized).into_response();
        }
        None if !is_open(request.uri()) => return to_the_door(language, &request),
        None => {}
    }
    let officer = request.extensions().get::<SignedIn>().cloned();
    let address = Address::of(request.uri());
    request.extensions_mut().insert(address);
    request.extensions_mut().insert(app);
    thread_local! {
        static ROUTER: Router = router();
    }
    match ROUTER.with(Router::clone).call(request).await {
        Ok(response) => in_own_frame(response, language, officer.as_ref()),
        Err(never) => match never {},
    }
}

/// What went wrong is said to an officer within the desk: status and headers stay, but for the policy, which lists the
/// desk's styles.
fn in_own_frame(
    response: Response<Body>,
    language: Language,
    officer: Option<&SignedIn>,
) -> Response<Body> {
    let (Some(failure), Some(officer)) = (response.extensions().get::<Failure>(), officer) else {
        return response;
    };
    let words = desk_failure::render(language, *failure, &officer.name, &officer.rooms());
    let mut framed = page(response.status(), words);
    for (name, value) in response.headers() {
        if !framed.headers().contains_key(name) {
            framed.headers_mut().insert(name, value.clone());
        }
    }
    framed
}

fn router() -> Router {
    Router::new()
        .merge(pages("/meja", Language::Indonesian))
        .merge(pages("/en/meja", Language::English))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

/// The desk in one language. Each room names its paths in full, below `prefix`.
fn pages(prefix: &str, language: Language) -> Router {
    let rooms = Router::new()
        .merge(accounts::routes())
        .merge(inbox::routes())
        .merge(case::routes())
        .merge(files::routes())
        .merge(lookup::routes())
        .merge(monthly::routes())
        .merge(sealed::routes())
        .merge(walk_in::routes())
        .merge(administration::routes())
        .layer(Extension(language));
    Router::new().nest(prefix, rooms)
}

/// A browser proves with each unsafe request which page it comes from. A cookie counts for no request that does not.
fn is_unproven(request: &Request<Body>) -> bool {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let has = |name: &str| header_text(request.headers(), name).is_some();
    !is_safe && !has("sec-fetch-site") && !has("origin")
}

fn is_open(uri: &Uri) -> bool {
    is_below(uri, &OPEN)
}

/// Who came by a recovery code makes a new way in before anything else.
fn is_for_recovery(uri: &Uri) -> bool {
    is_open(uri) || is_below(uri, &["/meja/akun"])
}

fn is_below(uri: &Uri, folders: &[&str]) -> bool {
    let path = uri.path();
    let path = path.strip_prefix("/en").unwrap_or(path);
    folders.iter().any(|open| {
        let rest = path.strip_prefix(open);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// To the door, and back to where they wanted to go. What a form said is lost only if the session ended meanwhile: the
/// door says so.
fn to_the_door(language: Language, request: &Request<Body>) -> Response<Body> {
    let target = match request.method() {
        &Method::GET => request.uri().path_and_query().map(ToString::to_string),
        _ => None,
    };
    let target = target.filter(|target| target.len() <= MOST_RETURN_BYTES);
    let back = target.map_or(String::new(), |target| {
        let coded: String = form_urlencoded::byte_serialize(target.as_bytes()).collect();
        format!("?ke={coded}")
    });
    see_other(&format!("{}{back}", language.path("/meja/masuk")))
}

/// A page of the desk. Nobody keeps it: it may hold what is not public.
pub fn page(status: StatusCode, page: String) -> Response<Body> {
    thread_local! {
        static POLICY: HeaderValue = policy_for(std::iter::once(frontend::pages::desk::frame::css()));
    }
    let policy = POLICY.with(HeaderValue::clone);
    html_with(policy, status, Caching::Never, page)
}

/// 303 to an address of ours.
pub fn see_other(target: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let headers = response.headers_mut();
    if let Ok(target) = HeaderValue::try_from(target) {
        headers.insert(header::LOCATION, target);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Our fault: logged by place, told as a page.
pub fn broken(
    language: Language,
    place: &'static str,
    error: &crate::ports::RepositoryError,
) -> Response<Body> {
    super::log_failure(place, error);
    failure(language, Failure::Broken)
}
