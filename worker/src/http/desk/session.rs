//! Who has signed in: the cookie and what it stands for.

use crate::digest::sha256_hex;
use crate::http::{App, header_text};
use crate::ports::RepositoryError;
use crate::ports::desk::SessionRepository;
pub use crate::ports::desk::SignedIn;
use axum::http::{HeaderMap, header};

/// Name of the cookie: `__Host-` ties it to this host, to https and to `/` (RFC 6265bis section 4.1.3.2).
pub const COOKIE: &str = "__Host-sid";
/// 256 random bits as hex.
const COOKIE_CHARS: usize = 64;

/// The session cookie, if it looks like one of ours.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    let all = header_text(headers, header::COOKIE)?;
    let pairs = all
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    let mut ours = pairs
        .filter(|(name, _)| *name == COOKIE)
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
