//! Who is asking: the bearer of an access key, or of an officer's token (RFC 6750).

use super::problem::Problem;
use super::{App, header_text};
use crate::digest::sha256_hex;
use crate::ports::life::OfficerRepository;
use crate::use_cases::act::Claim;
use api_types::problem::ProblemKind;
use axum::http::{HeaderMap, header};
use domain::access_key::AccessKey;

/// Every officer's token begins so: a leaked one is recognised by those who look for such things.
const TOKEN_PREFIX: &str = "sp_";
/// Longest token that is looked at.
const MAX_TOKEN_BYTES: usize = 200;

/// What the `Authorization` header claims: none without one; a problem where the token is not valid (any more). A
/// malformed access key claims nothing, like a wrong one.
pub async fn claim(app: &App, headers: &HeaderMap) -> Result<Option<Claim>, Problem> {
    let Some(token) = bearer(headers) else {
        return Ok(None);
    };
    if !token.starts_with(TOKEN_PREFIX) {
        let key = AccessKey::parse(token).ok();
        return Ok(key.map(|key| of_key(&key)));
    }
    let unavailable = |error| Problem::unavailable("token", &error);
    let officers = app.complaints().map_err(unavailable)?;
    let officer = match token.len() <= MAX_TOKEN_BYTES {
        true => officers.by_token(&sha256_hex(token), app.now).await,
        false => Ok(None),
    };
    match officer.map_err(unavailable)? {
        Some(officer) => Ok(Some(Claim::Officer(officer))),
        None => Err(Problem::new(ProblemKind::Unauthorized)),
    }
}

/// The bearer of an access key.
pub fn of_key(key: &AccessKey) -> Claim {
    Claim::Reporter(sha256_hex(key.as_str()))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = header_text(headers, header::AUTHORIZATION)?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}
