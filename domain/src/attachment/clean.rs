//! What a file really is, by its bytes, and those of its bytes that are kept: what draws or sounds, and nothing that tells
//! where, when or by which telephone it was made. Documents alone are kept as their author made them.

use super::{MediaType, jpeg, mp4, ogg, pdf, png, webm, webp};
use thiserror::Error;

/// Most pixels: 12 and 48 megapixel cameras pass, decompression bombs do not.
pub const MAX_PIXELS: u64 = 50_000_000;

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    /// What it is.
    pub media: MediaType,
    /// What is kept of it.
    pub bytes: Vec<u8>,
    /// Width and height as coded, for pictures.
    pub size: Option<(u32, u32)>,
    /// How a picture must be turned to stand upright: 1 to 8, as in EXIF. Not in its bytes any more.
    pub orientation: u8,
}

/// Why a file is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unacceptable {
    /// None of the types that are taken, whatever its name says.
    #[error("not a photo, document or voice note of a type that is taken")]
    Type,
    /// It ends too early, or its parts contradict each other.
    #[error("the file is damaged or not complete")]
    Damaged,
    /// More pixels than any camera makes.
    #[error("the picture has too many pixels")]
    Pixels,
    /// More bytes than allowed.
    #[error("the file is too large")]
    Bytes,
}

impl Unacceptable {
    /// Its stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Type => "wrong_type",
            Self::Damaged => "damaged",
            Self::Pixels => "too_many_pixels",
            Self::Bytes => "too_large",
        }
    }
}

/// What a file is, by its first bytes.
pub fn sniff(bytes: &[u8]) -> Option<MediaType> {
    let piece = |start: usize, end: usize| bytes.get(start..end).unwrap_or_default();
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(MediaType::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(MediaType::Png)
    } else if bytes.starts_with(b"RIFF") && piece(8, 12) == b"WEBP" {
        Some(MediaType::Webp)
    } else if bytes.starts_with(b"%PDF-1.") || bytes.starts_with(b"%PDF-2.") {
        Some(MediaType::Pdf)
    } else if bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
        Some(MediaType::Webm)
    } else if bytes.starts_with(b"OggS") {
        Some(MediaType::Ogg)
    } else if piece(4, 8) == b"ftyp" {
        Some(MediaType::Mp4)
    } else {
        None
    }
}

/// Checks a file, and takes out of it what nobody needs to see it.
pub fn clean(bytes: &[u8]) -> Result<Clean, Unacceptable> {
    let media = sniff(bytes).ok_or(Unacceptable::Type)?;
    let cleaned = match media {
        MediaType::Jpeg => jpeg::clean(bytes)?,
        MediaType::Png => png::clean(bytes)?,
        MediaType::Webp => webp::clean(bytes)?,
        MediaType::Pdf => sound(media, pdf::clean(bytes)?),
        MediaType::Webm => sound(media, webm::clean(bytes)?),
        MediaType::Ogg => sound(media, ogg::clean(bytes)?),
        MediaType::Mp4 => sound(media, mp4::clean(bytes)?),
    };
    match cleaned.size {
        Some((width, height)) if u64::from(width) * u64::from(height) > MAX_PIXELS => {
            Err(Unacceptable::Pixels)
        }
        Some((0, _) | (_, 0)) => Err(Unacceptable::Damaged),
        _ => Ok(cleaned),
    }
}

/// A JPEG that says again how it must be turned, and nothing else: for readers of a picture whose bytes are kept without.
pub fn upright(bytes: Vec<u8>, media: MediaType, orientation: u8) -> Vec<u8> {
    match (media, orientation) {
        (MediaType::Jpeg, 2..=8) => jpeg::turned(&bytes, orientation),
        _ => bytes,
    }
}

fn sound(media: MediaType, bytes: Vec<u8>) -> Clean {
    Clean {
        media,
        bytes,
        size: None,
        orientation: 1,
    }
}

/// A big-endian number of two bytes.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

/// A big-endian number of four bytes.
pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// Whether `bytes` hold `words` anywhere.
pub(super) fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests;
