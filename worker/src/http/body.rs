//! Bodies, bounded before they are read.

use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use futures_core::Stream;
use std::future::poll_fn;
use std::pin::pin;

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

/// A body that is too large is still taken in up to here and dropped: answering while the sender is writing breaks
/// the connection, and the sender never learns why.
const DRAINED_BYTES: usize = 8 * 1024 * 1024;

/// Reads at most `limit` bytes.
pub async fn read(request: Request<Body>, limit: usize) -> Result<Vec<u8>, NoBody> {
    let mut stream = pin!(request.into_body().into_data_stream());
    let (mut kept, mut seen) = (Vec::new(), 0_usize);
    while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        let chunk = chunk.map_err(|_| NoBody::Broken)?;
        seen = seen.saturating_add(chunk.len());
        if seen <= limit {
            kept.extend_from_slice(&chunk);
        } else if seen > DRAINED_BYTES {
            break;
        }
    }
    if seen > limit {
        Err(NoBody::TooLarge)
    } else {
        Ok(kept)
    }
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
