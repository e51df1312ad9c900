//! Who has signed in: the cookie and what it stands for; and who proved a moment ago that it is them.

use super::{MOST_RETURN_BYTES, see_other};
use crate::digest::sha256_hex;
use crate::http::{App, header_text};
use crate::ports::RepositoryError;
use crate::ports::desk::SessionRepository;
pub use crate::ports::desk::SignedIn;
use axum::body::Body;
use axum::http::{HeaderMap, Response, Uri, header};
use frontend::i18n::Language;

/// Name of the cookie: `__Host-` ties it to this host, to https and to `/` (RFC 6265bis section 4.1.3.2).
pub const COOKIE: &str = "__Host-sid";
/// 256 random bits as hex.
const COOKIE_CHARS: usize = 64;

/// The session cookie, if it looks like one of ours.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    cookie_named(headers, COOKIE)
}

/// A cookie of ours, if it looks like one.
pub fn cookie_named(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = header_text(headers, header::COOKIE)?;
    let pairs = all
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    let mut ours = pairs
        .filter(|(named, _)| *named == name)
        .map(|(_, value)| value);
    let value = ours.next()?;
    let is_well_formed =
        value.len() == COOKIE_CHARS && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_well_formed.then(|| value.to_owned())
}

/// Whom a cookie stands for now; none when the session is unknown, over or revoked.
pub async fn find(app: &App, cookie: &str) -> Result<Option<SignedIn>, RepositoryError> {
    let sessions = app.complaints()?;
    sessions.signed_in(&sha256_hex(cookie), app.now).await
}

/// The whole address of a request, path and query: rooms themselves see it without `/meja`. Handlers take it as
/// `Extension<Address>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Of a request as it came in.
    pub fn of(uri: &Uri) -> Self {
        let address = uri
            .path_and_query()
            .map_or("/meja", |address| address.as_str());
        match is_return_target(address) {
            true => Self(address.to_owned()),
            false => Self(uri.path().chars().take(MOST_RETURN_BYTES).collect()),
        }
    }

    /// The page that asks again who it is, and leads back here.
    pub fn step_up(&self) -> String {
        let language = match self.0.starts_with("/en/") {
            true => Language::English,
            false => Language::Indonesian,
        };
        let target = form_urlencoded::byte_serialize(self.0.as_bytes()).collect::<String>();
        format!("{}?ke={target}", language.path("/meja/masuk/ulang"))
    }
}

/// For what is sealed and for administration: none if the officer proved a moment ago who they are, else the way to the
/// page that asks. Call it before a form is shown (GET), so that nobody writes words that are refused; when a POST comes
/// too late, show the page again with its words and a link to [`Address::step_up`] instead of this.
pub fn require_proof(signed_in: &SignedIn, app: &App, address: &Address) -> Option<Response<Body>> {
    (!signed_in.is_proved(app.now)).then(|| see_other(&address.step_up()))
}

/// Whether one may be sent there after signing in: a page of the desk on this host, nothing else.
pub fn is_return_target(target: &str) -> bool {
    let path = target.strip_prefix("/en").unwrap_or(target);
    let is_desk = path
        .strip_prefix("/meja")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let is_plain = target
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    is_desk
        && is_plain
        && target.len() <= MOST_RETURN_BYTES
        && !target.contains("//")
        && !target.contains("..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_sent_back_to_the_desk_and_nowhere_else() {
        for (target, expected) in [
            ("/meja", true),
            ("/meja/pengaduan/ABC?tab=2", true),
            ("/en/meja?x=%2F%2Fevil", true),
            ("//evil.id/meja", false),
            ("/meja//evil.id", false),
            ("/mejaku", false),
            ("/lapor", false),
            ("https://evil.id/meja", false),
            ("/\\evil.id", false),
            ("/meja/\\evil.id", false),
            ("/meja\r\nset-cookie:x", false),
            ("/meja/\u{e9}", false),
            ("", false),
        ] {
            assert_eq!(is_return_target(target), expected, "{target:?}");
        }
    }

    #[test]
    fn the_page_that_asks_again_leads_back_in_the_same_language() {
        let address = Address::of(&Uri::from_static("/en/meja/segel?alasan=1&x=2"));
        assert_eq!(
            address.step_up(),
            "/en/meja/masuk/ulang?ke=%2Fen%2Fmeja%2Fsegel%3Falasan%3D1%26x%3D2"
        );
    }
}
