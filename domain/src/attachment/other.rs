//! Documents and voice notes whose bytes are kept as they are: what they are is looked at, what follows their end is cut off.

use super::clean::{Unacceptable, holds};

/// How far the descriptions of the tracks reach in a voice note.
const HEAD_BYTES: usize = 4096;

/// A PDF up to its last end mark.
pub fn pdf(bytes: &[u8]) -> Result<Vec<u8>, Unacceptable> {
    const END: &[u8] = b"%%EOF";
    let mut windows = bytes.windows(END.len());
    let end = windows.rposition(|window| window == END);
    let end = end.ok_or(Unacceptable::Damaged)?.saturating_add(END.len());
    let mut kept = bytes.get(..end).unwrap_or_default().to_vec();
    kept.push(b'\n');
    Ok(kept)
}

/// WebM with one track of Opus; no films.
pub fn webm(bytes: &[u8]) -> Result<Vec<u8>, Unacceptable> {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let is_webm = head.get(..64).is_some_and(|head| holds(head, b"webm"));
    match is_webm
        && holds(head, b"A_OPUS")
        && ![&b"V_VP"[..], b"V_AV1", b"V_MPEG"]
            .iter()
            .any(|film| holds(head, film))
    {
        true => Ok(bytes.to_vec()),
        false => Err(Unacceptable::Type),
    }
}

/// Ogg with Opus.
pub fn ogg(bytes: &[u8]) -> Result<Vec<u8>, Unacceptable> {
    match bytes.get(28..36) {
        Some(b"OpusHead") => Ok(bytes.to_vec()),
        _ => Err(Unacceptable::Type),
    }
}
