//! Bodies, bounded before they are read.

use super::header_text;
use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use futures_core::Stream;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
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
    let (kept, seen) = take(request, limit).await?;
    if seen > limit {
        Err(NoBody::TooLarge)
    } else {
        Ok(kept)
    }
}

/// Reads about the first `limit` bytes, whatever follows.
pub async fn read_beginning(request: Request<Body>, limit: usize) -> Result<Vec<u8>, NoBody> {
    let (kept, _) = take(request, limit).await?;
    Ok(kept)
}

async fn take(request: Request<Body>, limit: usize) -> Result<(Vec<u8>, usize), NoBody> {
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
    Ok((kept, seen))
}

/// How a body was packed for the way (RFC 9110 section 8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// zlib (RFC 1950), what `CompressionStream("deflate")` makes.
    Deflate,
    /// One that nobody here reads.
    Unknown,
}

/// What the `Content-Encoding` says.
pub fn encoding(headers: &HeaderMap) -> Encoding {
    let Some(value) = headers.get(header::CONTENT_ENCODING) else {
        return Encoding::Identity;
    };
    match value.as_bytes().trim_ascii() {
        value if value.eq_ignore_ascii_case(b"identity") => Encoding::Identity,
        value if value.eq_ignore_ascii_case(b"deflate") => Encoding::Deflate,
        _ => Encoding::Unknown,
    }
}

/// The body as its sender wrote it, at most `limit` bytes: a few packed bytes can stand for a gigabyte.
pub fn unpack(encoding: Encoding, bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, NoBody> {
    match encoding {
        Encoding::Identity => Ok(bytes),
        Encoding::Deflate => {
            decompress_to_vec_zlib_with_limit(&bytes, limit).map_err(|error| match error.status {
                TINFLStatus::HasMoreOutput => NoBody::TooLarge,
                _ => NoBody::Broken,
            })
        }
        Encoding::Unknown => Err(NoBody::Broken),
    }
}

/// Whether the content type is `expected`, whatever its parameters.
pub fn is_media_type(headers: &HeaderMap, expected: &str) -> bool {
    let content_type = header_text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    #[test]
    fn what_was_packed_comes_back() {
        let packed = compress_to_vec_zlib(b"jalan rusak", 6);
        assert_eq!(
            unpack(Encoding::Deflate, packed.clone(), 11),
            Ok(b"jalan rusak".to_vec())
        );
        assert_eq!(unpack(Encoding::Deflate, packed, 10), Err(NoBody::TooLarge));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = compress_to_vec_zlib(&vec![b'x'; 50_000_000], 9);
        assert!(bomb.len() < 60_000);
        assert_eq!(unpack(Encoding::Deflate, bomb, 1000), Err(NoBody::TooLarge));
    }

    #[test]
    fn what_is_not_packed_or_cut_off_is_broken() {
        let mut packed = compress_to_vec_zlib(b"jalan rusak dan berlubang", 6);
        packed.truncate(packed.len() - 5);
        for bytes in [b"{}".to_vec(), Vec::new(), packed] {
            assert_eq!(unpack(Encoding::Deflate, bytes, 1000), Err(NoBody::Broken));
        }
    }
}
