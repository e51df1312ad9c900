//! What a browser brings and what it is given: cookies, its network, its name; and what passkeys may belong to.

use super::session;
use crate::digest::sha256_hex;
use crate::http::network::household_of;
use crate::http::{App, fresh_token, header_text, is_from_outside, origin_of, respond};
use crate::passkey::{CHALLENGE_BYTES, Expected};
use crate::ports::RepositoryError;
use crate::ports::desk::accounts::{AccountRepository, NewSession, Way};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, Uri, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::date::Timestamp;
use frontend::i18n::Language;
use frontend::pages::failure::Failure;
use serde_json::{Value, json};
use std::net::IpAddr;

/// A browser that was here before.
const DEVICE: &str = "__Host-device";
const DEVICE_SECONDS: u32 = 400 * 86_400;
/// A session ends after this long whatever happens.
const SESSION_MS: i64 = 12 * 60 * 60 * 1000;
/// How long somebody counts as having just proved who they are.
const PROOF_MS: i64 = 10 * 60 * 1000;
/// How long an authenticator may take.
const CHALLENGE_MS: i64 = 5 * 60 * 1000;

/// What a request says about the browser it comes from.
pub struct Browser {
    device: Option<String>,
    device_hash: Option<String>,
    network: Option<String>,
    words: String,
    session: Option<String>,
    origin: String,
    host: String,
}

impl Browser {
    /// Of a request.
    pub fn of(app: &App, headers: &HeaderMap, uri: &Uri) -> Self {
        let device = session::cookie_named(headers, DEVICE);
        let address = header_text(headers, "cf-connecting-ip").unwrap_or_default();
        // Salted with a secret: an address is quickly guessed from its plain hash.
        let salt = app.env.secret("IDENTITY_KEYS");
        let salt = salt.map(|salt| salt.to_string()).unwrap_or_default();
        let network = is_from_outside(headers)
            .then(|| sha256_hex(&format!("network:{salt}:{}", household_of(address))));
        Self {
            device_hash: device.as_deref().map(sha256_hex),
            device,
            network,
            words: words(header_text(headers, header::USER_AGENT).unwrap_or_default()),
            session: session::cookie(headers).map(|cookie| sha256_hex(&cookie)),
            origin: origin_of(uri),
            host: uri.host().unwrap_or_default().to_owned(),
        }
    }

    /// As the use cases see it.
    pub fn tried(&self) -> crate::use_cases::sign_in::Browser<'_> {
        crate::use_cases::sign_in::Browser {
            device: self.device_hash.as_deref(),
            network: self.network.as_deref(),
        }
    }

    /// What a passkey must have been made for.
    pub fn expected(&self) -> Expected<'_> {
        Expected {
            origin: &self.origin,
            rp_id: &self.host,
        }
    }

    /// Passkeys belong to names, never to addresses in digits.
    pub fn can_passkeys(&self) -> bool {
        let host = self.host.trim_matches(['[', ']']);
        !host.is_empty() && host.parse::<IpAddr>().is_err()
    }
}

/// A session that is about to begin, with its cookie.
pub struct Beginning {
    value: String,
    hash: String,
    now: Timestamp,
}

impl Beginning {
    /// With a fresh cookie: what a browser brings is never made a session.
    pub fn new(app: &App) -> Result<Self, RepositoryError> {
        let value = fresh_token()?;
        Ok(Self {
            hash: sha256_hex(&value),
            value,
            now: app.now,
        })
    }

    /// The row.
    pub fn row<'a>(&'a self, browser: &'a Browser, officer: &'a str, way: Way) -> NewSession<'a> {
        let after = |millis: i64| Timestamp(self.now.0.saturating_add(millis));
        NewSession {
            hash: &self.hash,
            officer,
            device: &browser.words,
            way,
            idle_until: after(crate::d1::sessions::IDLE_MS),
            expires_at: after(SESSION_MS),
            proved_until: after(PROOF_MS),
            before: browser.session.as_deref(),
        }
    }

    /// SHA-256 of the cookie.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Until when they count as having just proved who they are.
    pub fn proved_until(&self) -> Timestamp {
        Timestamp(self.now.0.saturating_add(PROOF_MS))
    }

    /// Gives the cookie to the browser.
    pub fn give(&self, response: &mut Response<Body>) {
        let cookie = format!(
            "{}={}; Path=/; Secure; HttpOnly; SameSite=Lax",
            session::COOKIE,
            self.value
        );
        set_cookie(response, &cookie);
    }
}

/// Takes the session's cookie away.
pub fn forget(response: &mut Response<Body>) {
    let cookie = format!(
        "{}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0",
        session::COOKIE
    );
    set_cookie(response, &cookie);
}

fn set_cookie(response: &mut Response<Body>, cookie: &str) {
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Remembers that this officer signed in in this browser.
pub async fn remember(
    app: &App,
    browser: &Browser,
    officer: &str,
    response: &mut Response<Body>,
) -> Result<(), RepositoryError> {
    let value = match &browser.device {
        Some(value) => value.clone(),
        None => fresh_token()?,
    };
    let accounts = app.complaints()?;
    accounts
        .remember_device(&sha256_hex(&value), officer, app.now)
        .await?;
    let cookie = format!(
        "{DEVICE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={DEVICE_SECONDS}"
    );
    set_cookie(response, &cookie);
    Ok(())
}

/// A new challenge, and what the browser needs beside it.
pub async fn challenge(
    app: &App,
    browser: &Browser,
    purpose: &str,
    subject: &str,
) -> Result<Value, RepositoryError> {
    let bytes: [u8; CHALLENGE_BYTES] = crate::http::random()?;
    let challenge = URL_SAFE_NO_PAD.encode(bytes);
    let until = Timestamp(app.now.0.saturating_add(CHALLENGE_MS));
    let accounts = app.complaints()?;
    accounts
        .ask(&sha256_hex(&challenge), purpose, subject, until, app.now)
        .await?;
    Ok(json!({ "challenge": challenge, "host": browser.host, "timeout": CHALLENGE_MS }))
}

/// What browser it is, in words of ours: nothing of what it says goes into the list.
fn words(agent: &str) -> String {
    let first = |names: &[(&'static str, &'static str)]| {
        let mut found = names.iter().filter(|(sign, _)| agent.contains(sign));
        found.next().map(|(_, name)| *name)
    };
    // Each says it is the ones below it, too.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "?".to_owned(),
    }
}

/// Busy: too many challenges or forms from one network within a minute.
pub async fn flood(app: &App, language: Language, headers: &HeaderMap) -> Option<Response<Body>> {
    let is_over_limit = app.is_over_limit(headers).await;
    is_over_limit.then(|| respond::failure(language, Failure::Busy))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn browsers_are_named_in_our_words() {
        for (agent, expected) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            ("<script>", "?"),
            ("", "?"),
        ] {
            assert_eq!(words(agent), expected);
        }
    }
}
