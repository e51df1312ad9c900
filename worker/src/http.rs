//! HTTP at the rim: parse, call one use case, render. No SQL, no decisions about complaints.

mod actions;
mod attach;
mod body;
mod claim;
mod commands;
mod complaints;
pub mod desk;
mod downloads;
mod file_views;
mod files;
mod form;
mod joining;
mod json;
mod mistake;
mod network;
pub mod open;
mod pages;
mod problem;
mod recover;
mod respond;
mod share;
mod shell;
mod status;
mod submit;
mod support;
mod thread;
mod track;
mod uploads;
mod view;
mod wishes;

use crate::d1::complaints::D1Complaints;
use crate::ports::{Reference, RepositoryError};
use crate::vault::IdentityVault;
pub use body::MAX_FORM_BYTES as MAX_BODY_BYTES;
use network::{household_of, neighbourhood_of};

use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::routing::{get, post, put};
use domain::access_key::AccessKey;
use domain::date::Timestamp;
use domain::submission::{FieldError, RawSubmission, Submission};
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use std::rc::Rc;
use tower_service::Service;
use worker::Env;

/// What handlers need; cheap to clone.
#[derive(Clone)]
pub struct App {
    env: Env,
    /// Server time at which the request came in: the legal time.
    now: Timestamp,
    /// Whereabouts it came from; none where it has no address of the outside world.
    neighbourhood: Option<String>,
}

impl App {
    fn of(request: &Request<Body>, env: Env) -> Self {
        Self {
            now: simulated_now(&env, request.headers()).unwrap_or_else(now),
            neighbourhood: neighbourhood_of(request.headers()),
            env,
        }
    }

    fn complaints(&self) -> Result<D1Complaints, RepositoryError> {
        Ok(D1Complaints::new(self.database()?))
    }

    fn database(&self) -> Result<worker::D1Database, RepositoryError> {
        let database = self.env.d1("DB");
        database.map_err(|error| RepositoryError::Unavailable(error.to_string()))
    }

    async fn reference(&self) -> Result<Rc<Reference>, RepositoryError> {
        crate::d1::reference::reference(&self.database()?).await
    }

    /// Whether the database answers and holds reference data.
    async fn is_ready(&self) -> bool {
        let Ok(database) = self.database() else {
            return false;
        };
        crate::d1::reference::is_loaded(&database).await
    }

    fn vault(&self) -> IdentityVault {
        let keys = self.env.secret("IDENTITY_KEYS");
        IdentityVault::new(&keys.map(|keys| keys.to_string()).unwrap_or_default())
    }

    /// Counts one submission of this address; true when there were too many within the minute. Requests without
    /// an address of the outside world (local development, tests) are not counted.
    async fn is_over_limit(&self, headers: &HeaderMap) -> bool {
        if !is_from_outside(headers) {
            return false;
        }
        let address = header_text(headers, "cf-connecting-ip").unwrap_or_default();
        let Ok(limiter) = self.env.rate_limiter("SUBMIT_LIMIT") else {
            return false;
        };
        let outcome = limiter.limit(household_of(address)).await;
        outcome.is_ok_and(|outcome| !outcome.success)
    }
}

/// Answers one request.
pub async fn serve(mut request: Request<Body>, env: Env) -> Response<Body> {
    if is_foreign(&request) {
        return refuse_foreign(request.uri());
    }
    // The router holds nothing of a request, so it is made once an isolate.
    thread_local! {
        static ROUTER: Router = router();
    }
    let app = App::of(&request, env);
    request.extensions_mut().insert(app);
    match ROUTER.with(Router::clone).call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn router() -> Router {
    Router::new()
        .route(
            "/api/v1/complaints/{id}",
            put(complaints::put_complaint).get(status::get_status),
        )
        .route("/api/v1/complaints/{code}/thread", get(thread::get_thread))
        .route(
            "/api/v1/complaints/{code}/commands/{id}",
            put(commands::put_command),
        )
        .route(
            "/api/v1/complaints/{code}/supports/{id}",
            put(support::put_support),
        )
        .merge(files::routes())
        .merge(downloads::routes())
        .route("/sw.js", get(shell::service_worker))
        .route("/shell.json", get(shell::list))
        .route("/bagikan", post(share::share).get(share::to_form))
        .route("/healthz", get(pages::health))
        .route("/problems/{slug}", get(pages::problem))
        .merge(citizen_pages(Language::Indonesian))
        .nest("/en", citizen_pages(Language::English))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

fn citizen_pages(language: Language) -> Router {
    Router::new()
        .route("/", get(pages::home))
        .route(
            "/lapor",
            get(pages::new_complaint).merge(post(submit::post_form).layer(uploads::limit())),
        )
        .route("/lacak", get(track::lookup))
        .route("/l/{code}", get(track::show))
        .route("/l/{code}/tanda-terima", get(track::receipt))
        .route("/l/{code}/serupa", get(joining::candidates))
        .route(
            "/l/{code}/tempat",
            post(track::clarify_place).get(track::to_complaint),
        )
        .route(
            "/l/{code}/tindakan",
            post(actions::act).get(track::to_complaint),
        )
        .route(
            "/l/{code}/dukung",
            post(support::post_support).get(track::to_complaint),
        )
        .route(
            "/l/{code}/berkas",
            post(attach::post_files)
                .layer(uploads::limit())
                .merge(get(track::to_complaint)),
        )
        .route("/l/{code}/kunci", get(recover::ask).post(recover::offer))
        .route("/l/{code}/masuk", get(recover::door).post(recover::enter))
        .route("/kirim", get(shell::outbox_page))
        .route("/bantuan", get(pages::help))
        .route("/privasi", get(pages::privacy))
        .layer(Extension(language))
}

/// A browser says that an unsafe request comes from a page of another site. Programs send neither header.
fn is_foreign(request: &Request<Body>) -> bool {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return false;
    }
    let header = |name| header_text(request.headers(), name);
    match (header("sec-fetch-site"), header("origin")) {
        (Some("same-origin" | "none"), _) => false,
        (Some(_), _) => true,
        (None, None) => false,
        (None, Some(origin)) => origin != origin_of(request.uri()),
    }
}

/// `https://host` of a request.
fn origin_of(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or("https");
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    format!("{scheme}://{authority}")
}

fn refuse_foreign(uri: &Uri) -> Response<Body> {
    if is_api(uri) {
        problem::Problem::new(api_types::problem::ProblemKind::ForeignOrigin).into_response()
    } else {
        respond::failure(language_of(uri), Failure::Origin)
    }
}

async fn not_found(method: Method, uri: Uri) -> Response<Body> {
    if let Some(target) = without_last_slash(&method, &uri) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
        response.headers_mut().insert(header::LOCATION, target);
        response
    } else if is_api(&uri) {
        problem::Problem::new(api_types::problem::ProblemKind::NotFound).into_response()
    } else {
        respond::failure(language_of(&uri), Failure::NotFound)
    }
}

async fn method_not_allowed(uri: Uri) -> Response<Body> {
    if is_api(&uri) {
        problem::Problem::new(api_types::problem::ProblemKind::MethodNotAllowed).into_response()
    } else {
        respond::failure(language_of(&uri), Failure::Method)
    }
}

/// `/lapor` for `/lapor/`. Never an address that starts with two slashes: that would be another host.
fn without_last_slash(method: &Method, uri: &Uri) -> Option<HeaderValue> {
    let trimmed = uri.path().strip_suffix('/')?;
    let is_plain = method == Method::GET && trimmed.len() > 1 && !trimmed.contains("//");
    let query = uri
        .query()
        .map_or(String::new(), |query| format!("?{query}"));
    is_plain.then(|| HeaderValue::try_from(format!("{trimmed}{query}")).ok())?
}

fn is_api(uri: &Uri) -> bool {
    uri.path() == "/api" || uri.path().starts_with("/api/")
}

fn language_of(uri: &Uri) -> Language {
    let path = uri.path();
    if path == "/en" || path.starts_with("/en/") {
        Language::English
    } else {
        Language::Indonesian
    }
}

/// A header's value; none where it is absent or not visible ASCII.
fn header_text(headers: &HeaderMap, name: impl header::AsHeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// The language a program asks for; Indonesian unless English comes first.
fn language_of_header(headers: &HeaderMap) -> Language {
    let first = header_text(headers, header::ACCEPT_LANGUAGE).unwrap_or_default();
    if first.trim_start().starts_with("en") {
        Language::English
    } else {
        Language::Indonesian
    }
}

/// Checks what was sent, by this moment and the regions there are.
fn parse_submission(
    raw: RawSubmission,
    reference: &Reference,
    now: Timestamp,
) -> Result<Submission, Vec<FieldError>> {
    Submission::parse(raw, now, |code| reference.table.region(code).is_some())
}

/// Whether this is a system under test that may be told the time: a variable only the local configuration of the tests
/// sets. What comes from the outside world is never believed (`simulated_now`).
pub fn is_clock_simulated(env: &Env) -> bool {
    env.var("CLOCK")
        .is_ok_and(|clock| clock.to_string() == "simulated")
}

/// The time a test says it is, in epoch milliseconds; only from this very machine, only where the clock is simulated.
fn simulated_now(env: &Env, headers: &HeaderMap) -> Option<Timestamp> {
    let said = header_text(headers, "simulated-now")?;
    let said = said.parse().ok().map(Timestamp)?;
    let is_local = !is_from_outside(headers);
    (is_local && is_clock_simulated(env)).then_some(said)
}

/// Requests of the outside world carry the address they come from; local development and tests have none.
fn is_from_outside(headers: &HeaderMap) -> bool {
    let address = header_text(headers, "cf-connecting-ip").unwrap_or_default();
    !matches!(address, "" | "127.0.0.1" | "::1")
}

/// 128 random bits, hex: what salts are made of.
pub fn fresh_secret() -> Result<String, RepositoryError> {
    let bytes: [u8; 16] = random()?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// 256 random bits, hex: what sessions and invitations are opened with.
pub fn fresh_token() -> Result<String, RepositoryError> {
    let bytes: [u8; 32] = random()?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Server time: the legal time.
pub fn now() -> Timestamp {
    Timestamp(i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX))
}

/// 128 random bits for a sender that brought no key.
fn fresh_key() -> Result<AccessKey, RepositoryError> {
    Ok(AccessKey::from_random(random()?))
}

/// A new complaint id, UUIDv7 with purely random low bits (RFC 9562 section 5.7), for the form without scripts.
fn fresh_id() -> Result<String, RepositoryError> {
    let millis = u64::try_from(now().0).unwrap_or_default();
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &random()?);
    Ok(id.into_uuid().hyphenated().to_string())
}

fn random<const N: usize>() -> Result<[u8; N], RepositoryError> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(error) => Err(RepositoryError::Unavailable(error.to_string())),
    }
}

/// Writes a failure to the log, once, with ids and never with words or people.
fn log_failure(place: &str, error: &RepositoryError) {
    worker::console_error!("{place}: {error}");
}

/// When a request may change what is public: what lists show must follow before its answer is read. Whoever files something
/// new does not wait for that: nothing of it is public yet.
pub fn change_in_public(request: &Request<Body>, env: &Env) -> Option<Timestamp> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    let changes = path.contains("/commands/") || path.ends_with("/tindakan") || is_desks(path);
    (!is_safe && changes).then(|| simulated_now(env, request.headers()).unwrap_or_else(now))
}

fn is_desks(path: &str) -> bool {
    path.split('/').take(3).any(|segment| segment == "meja")
}

/// First segments of addresses of what is public.
const OPEN_ROOMS: [&str; 10] = [
    "laporan",
    "laporan.atom",
    "peta",
    "instansi",
    "statistik",
    "data",
    "poster",
    "sitemap.xml",
    "sitemap",
    "robots.txt",
];

/// The Workers behind the citizens' own, by the names of their bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// The officers' Worker.
    Desk,
    /// The Worker of what is public.
    Open,
}

impl Elsewhere {
    /// Which of them answers this address; none where the citizens' Worker does.
    pub fn of(url: &str) -> Option<Self> {
        let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = after_scheme.split_once('/').map_or("", |(_, path)| path);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = path.strip_prefix("en/").unwrap_or(path);
        let room = path.split('/').next().unwrap_or_default();
        if room == "meja" {
            Some(Self::Desk)
        } else if OPEN_ROOMS.contains(&room) || open::is_api(path) {
            Some(Self::Open)
        } else {
            None
        }
    }

    /// The service binding.
    pub fn binding(self) -> &'static str {
        match self {
            Self::Desk => "DESK",
            Self::Open => "OPEN",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Elsewhere;

    #[test]
    fn what_is_public_has_addresses_of_its_own() {
        for (url, expected) in [
            ("https://a.id/laporan", true),
            ("https://a.id/laporan?q=jln", true),
            ("https://a.id/en/laporan.atom", true),
            ("https://a.id/instansi/kab-grobogan", true),
            ("https://a.id/robots.txt", true),
            ("https://a.id/sitemap/2026-11-24.xml", true),
            ("https://a.id/api/v1/public-complaints?q=x", true),
            (
                "https://a.id/api/v1/public-complaints/28T5-CY4T-QKFF-4",
                true,
            ),
            ("https://a.id/api/v1/public-complaints-x", false),
            ("https://a.id/lapor", false),
            ("https://a.id/laporan-saya", false),
            ("https://a.id/api/v1/complaints/x", false),
        ] {
            let found = Elsewhere::of(url) == Some(Elsewhere::Open);
            assert_eq!(found, expected, "{url}");
        }
    }

    #[test]
    fn the_desk_is_one_folder_in_two_languages() {
        for (url, expected) in [
            ("https://a.id/meja", true),
            ("https://a.id/meja/", true),
            ("https://a.id/en/meja/masuk?ke=/meja", true),
            ("https://a.id/meja?x", true),
            ("https://a.id/mejaku", false),
            ("https://a.id/lapor?/meja", false),
            ("https://a.id/en", false),
            ("https://a.id", false),
        ] {
            let found = Elsewhere::of(url) == Some(Elsewhere::Desk);
            assert_eq!(found, expected, "{url}");
        }
    }
}
