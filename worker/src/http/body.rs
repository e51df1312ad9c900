//! Bodies, bounded before they are read.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest};
use axum::http::{HeaderMap, Request, StatusCode, header};

/// JSON of 10,000 characters, each escaped as two surrogates, with room to spare.
pub const MAX_JSON_BYTES: usize = 256 * 1024;
/// A form whose story is far too long still comes back for shortening.
pub const MAX_FORM_BYTES: usize = 1024 * 1024;

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBody {
    /// More bytes than allowed.
    TooLarge,
    /// The connection broke.
    Broken,
}

/// Reads at most `limit` bytes.
pub async fn read(mut request: Request<Body>, limit: usize) -> Result<Bytes, NoBody> {
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(NoBody::TooLarge);
    }
    DefaultBodyLimit::max(limit).apply(&mut request);
    Bytes::from_request(request, &())
        .await
        .map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                NoBody::TooLarge
            } else {
                NoBody::Broken
            }
        })
}

/// Whether the body is compressed, which no address reads yet.
pub fn is_encoded(headers: &HeaderMap) -> bool {
    let encoding = headers.get(header::CONTENT_ENCODING);
    encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// Whether the content type is `expected`, whatever its parameters.
pub fn is_media_type(headers: &HeaderMap, expected: &str) -> bool {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(expected)
}
