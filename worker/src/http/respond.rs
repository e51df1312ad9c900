//! Answers with the headers every page carries.

use super::header_text;
use crate::digest::{sha256_base64, sha256_hex};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use frontend::document::Styles;
use frontend::i18n::Language;
use frontend::pages::failure::{self, Failure};
use std::cell::RefCell;

/// 64 bits tell the states of one complaint apart.
const TAG_CHARS: usize = 16;

/// How long an answer may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// Never: it holds somebody's words, id or key.
    Never,
    /// By this browser, for Back only: a form left behind comes back with its words and its id, even offline
    /// (docs/decisions/0004).
    Back,
    /// Five minutes, by anybody.
    Short,
    /// What everybody sees and what changes any time: half a minute without asking.
    List,
}

/// Any text, with the headers that every answer carries.
pub fn text(
    status: StatusCode,
    content_type: &'static str,
    caching: Caching,
    body: String,
) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(match caching {
            Caching::Never => "no-store",
            Caching::Back => "private, no-cache",
            Caching::Short => "public, max-age=300",
            Caching::List => "public, max-age=30, stale-while-revalidate=60",
        }),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// JSON that a reader may have: 304 when their `If-None-Match` still holds (RFC 9110 section 13.1.2). Whatever changes,
/// with time or with the reader, changes the tag.
pub fn tagged(request: &HeaderMap, body: String) -> Response<Body> {
    let mut tag = sha256_hex(&body);
    tag.truncate(TAG_CHARS);
    let tag = format!("\"{tag}\"");
    let is_known = is_known(request, &tag);
    let mut response = text(StatusCode::OK, "application/json", Caching::Back, body);
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Whether the reader has what this tag stands for.
pub fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let known = header_text(request, header::IF_NONE_MATCH).unwrap_or_default();
    known
        .split(',')
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*")
}

/// An HTML page.
pub fn html(status: StatusCode, caching: Caching, page: String) -> Response<Body> {
    html_with(content_security_policy(), status, caching, page)
}

/// An HTML page with a policy of its own.
pub fn html_with(
    policy: HeaderValue,
    status: StatusCode,
    caching: Caching,
    page: String,
) -> Response<Body> {
    let mut response = text(status, "text/html; charset=utf-8", caching, page);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    // Forms keep their Origin, other sites learn nothing. What nobody may keep has a key in its address: not even our
    // own log shall see that.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static(match caching {
            Caching::Never => "strict-origin",
            Caching::Back | Caching::Short | Caching::List => "same-origin",
        }),
    );
    response
}

/// A page that says what went wrong; which, it carries as an extension for whoever has another frame for it.
pub fn failure(language: Language, failure: Failure) -> Response<Body> {
    let status = match failure {
        Failure::NotFound => StatusCode::NOT_FOUND,
        Failure::Method => StatusCode::METHOD_NOT_ALLOWED,
        Failure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Failure::Unreadable => StatusCode::BAD_REQUEST,
        Failure::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Failure::Origin => StatusCode::FORBIDDEN,
        Failure::Stale => StatusCode::CONFLICT,
        Failure::Busy => StatusCode::TOO_MANY_REQUESTS,
        Failure::Broken => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut response = html(status, Caching::Never, failure::render(language, failure));
    response.extensions_mut().insert(failure);
    if matches!(failure, Failure::Busy | Failure::Broken) {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    response
}

/// No inline script, no other host; the page's own style sheets by hash; WebAssembly for the islands.
fn content_security_policy() -> HeaderValue {
    thread_local! {
        static POLICY: RefCell<Option<HeaderValue>> = const { RefCell::new(None) };
    }
    POLICY.with_borrow_mut(|policy| policy.get_or_insert_with(compute_policy).clone())
}

fn compute_policy() -> HeaderValue {
    policy_for(Styles::ALL.iter().map(|styles| styles.css()))
}

/// No inline script, no other host, these style sheets and no others.
pub fn policy_for(sheets: impl Iterator<Item = String>) -> HeaderValue {
    let styles: Vec<String> = sheets
        .map(|css| format!("'sha256-{}'", sha256_base64(&css)))
        .collect();
    let policy = format!(
        "default-src 'none';style-src {};script-src 'self' 'wasm-unsafe-eval';connect-src 'self';manifest-src 'self';worker-src 'self';img-src 'self' data:;form-action 'self';base-uri 'none';frame-ancestors 'none'",
        styles.join(" ")
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
