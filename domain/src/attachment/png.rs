//! PNG (W3C PNG, third edition): the chunks that draw are kept; texts, times, EXIF, profiles, animation and whatever follows
//! the end are not.

use super::MediaType;
use super::clean::{Clean, Unacceptable, be32};

const SIGNATURE_BYTES: usize = 8;
const KEPT: [&[u8; 4]; 10] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
];
/// More chunks than any picture within the bounds needs.
const MOST_CHUNKS: usize = 100_000;

/// What is kept of a PNG.
pub fn clean(bytes: &[u8]) -> Result<Clean, Unacceptable> {
    read(bytes).ok_or(Unacceptable::Damaged)
}

fn read(bytes: &[u8]) -> Option<Clean> {
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(bytes.get(..SIGNATURE_BYTES)?);
    let mut at = SIGNATURE_BYTES;
    let (mut size, mut has_data) = (None, false);
    for _ in 0..MOST_CHUNKS {
        let length = usize::try_from(be32(bytes, at)?).ok()?;
        // Length, name, content, checksum.
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        let name: &[u8; 4] = chunk.get(4..8)?.try_into().ok()?;
        match (name, size) {
            (b"IHDR", None) if length == 13 => {
                size = Some((be32(chunk, 8)?, be32(chunk, 12)?));
            }
            (b"IHDR", _) | (_, None) => return None,
            (b"IDAT", _) => has_data = true,
            _ => {}
        }
        if KEPT.contains(&name) {
            kept.extend_from_slice(chunk);
        } else if name.first().is_some_and(u8::is_ascii_uppercase) {
            // A chunk without which it cannot be drawn, and that nobody knows.
            return None;
        }
        if name == b"IEND" {
            return (has_data && length == 0).then_some(Clean {
                media: MediaType::Png,
                bytes: kept,
                size,
                orientation: 1,
            });
        }
        at = end;
    }
    None
}
