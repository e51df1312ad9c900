//! WebP (RFC 9649): the chunks that draw are kept; EXIF, XMP, profiles and whatever follows the end are not. Animations are
//! no photos.

use super::MediaType;
use super::clean::{Clean, Unacceptable};

/// Bits of `VP8X` for a profile, EXIF, XMP and animation.
const DROPPED_FLAGS: u8 = 0x20 | 0x08 | 0x04 | 0x02;
const HAS_ALPHA: u8 = 0x10;
/// More chunks than a still picture has, with room for unknown ones.
const MOST_CHUNKS: usize = 100;

/// What is kept of a WebP.
pub fn clean(bytes: &[u8]) -> Result<Clean, Unacceptable> {
    read(bytes).ok_or(Unacceptable::Damaged)
}

fn read(bytes: &[u8]) -> Option<Clean> {
    let declared = usize::try_from(le32(bytes, 4)?).ok()?;
    // What follows the declared end is no part of the picture.
    let bytes = bytes.get(..declared.checked_add(8)?)?;
    let (mut canvas, mut alpha, mut picture) = (None, None, None);
    let mut at = 12;
    for _ in 0..MOST_CHUNKS {
        if at >= bytes.len() {
            break;
        }
        let name = bytes.get(at..at.checked_add(4)?)?;
        let length = usize::try_from(le32(bytes, at.checked_add(4)?)?).ok()?;
        let start = at.checked_add(8)?;
        let end = start.checked_add(length)?;
        let content = bytes.get(start..end)?;
        match name {
            b"VP8X" => canvas = Some(content),
            b"ALPH" => alpha = Some(content),
            b"VP8 " | b"VP8L" => picture = picture.or(Some((name, content))),
            b"ANIM" | b"ANMF" => return None,
            _ => {}
        }
        // Chunks of odd length are followed by one byte of padding.
        at = end.checked_add(length % 2)?;
    }
    let (name, picture) = picture?;
    let size = match name {
        b"VP8L" => lossless_size(picture)?,
        _ => lossy_size(picture)?,
    };
    let mut body = Vec::from(*b"WEBP");
    if let Some(canvas) = canvas {
        let mut canvas = canvas.get(..10)?.to_vec();
        // Canvas and picture agree, or one of them lies about how much memory it takes.
        if (le24(&canvas, 4)? + 1, le24(&canvas, 7)? + 1) != size {
            return None;
        }
        let flags = canvas.first_mut()?;
        *flags &= !DROPPED_FLAGS;
        if name == b"VP8 " && alpha.is_none() {
            *flags &= !HAS_ALPHA;
        }
        chunk(&mut body, b"VP8X", &canvas)?;
        if let (Some(alpha), b"VP8 ") = (alpha, name) {
            chunk(&mut body, b"ALPH", alpha)?;
        }
    }
    chunk(&mut body, name, picture)?;
    let mut kept = Vec::from(*b"RIFF");
    kept.extend_from_slice(&u32::try_from(body.len()).ok()?.to_le_bytes());
    kept.append(&mut body);
    Some(Clean {
        media: MediaType::Webp,
        bytes: kept,
        size: Some(size),
        orientation: 1,
    })
}

fn chunk(body: &mut Vec<u8>, name: &[u8], content: &[u8]) -> Option<()> {
    body.extend_from_slice(name);
    body.extend_from_slice(&u32::try_from(content.len()).ok()?.to_le_bytes());
    body.extend_from_slice(content);
    if content.len() % 2 == 1 {
        body.push(0);
    }
    Some(())
}

/// RFC 6386 section 9.1: a key frame, its start code, 14 bits each.
fn lossy_size(picture: &[u8]) -> Option<(u32, u32)> {
    let is_key_frame = picture.first()? & 1 == 0;
    if !is_key_frame || picture.get(3..6)? != [0x9d, 0x01, 0x2a] {
        return None;
    }
    let side = |at: usize| Some(le24(picture, at)? & 0x3fff);
    // The last byte read for the height is the first of the data: there always is one.
    Some((side(6)?, side(8)?))
}

/// RFC 9649 section 3.4: a signature, 14 bits each, less one.
fn lossless_size(picture: &[u8]) -> Option<(u32, u32)> {
    if *picture.first()? != 0x2f {
        return None;
    }
    let bits = le32(picture, 1)?;
    Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(3)?)?;
    let numbers = bytes.iter().rev().map(|byte| u32::from(*byte));
    Some(numbers.fold(0, |number, byte| number << 8 | byte))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
