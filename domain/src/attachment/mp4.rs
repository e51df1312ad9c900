//! MPEG-4 audio (ISO/IEC 14496-12): boxes that hold what a telephone knows about itself and its place are emptied where they
//! stand, so that every offset still holds.

use super::clean::{Unacceptable, be32, holds};

/// Boxes that hold other boxes, on the way to what is emptied.
const FOLDERS: [&[u8]; 3] = [b"moov", b"trak", b"mdia"];
/// Boxes that describe and do not sound: `udta` has places (`©xyz`), `meta` and `uuid` whatever a maker likes.
const EMPTIED: [&[u8]; 5] = [b"udta", b"meta", b"uuid", b"free", b"skip"];
/// Boxes that begin with when they were made and changed.
const DATED: [&[u8]; 3] = [b"mvhd", b"tkhd", b"mdhd"];
/// Up to the name of a handler: version, flags, its type, reserved.
const HANDLER_BYTES: usize = 24;
const MOST_BOXES: usize = 10_000;
const DEEPEST: usize = 4;

/// What is kept of a voice note; no films.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unacceptable> {
    let mut kept = bytes.to_vec();
    let mut left = MOST_BOXES;
    let seen = empty(&mut kept, 0, bytes.len(), 0, &mut left).ok_or(Unacceptable::Damaged)?;
    if seen.has_film || !holds(bytes, b"soun") {
        return Err(Unacceptable::Type);
    }
    match seen.has_index {
        true => Ok(kept),
        false => Err(Unacceptable::Damaged),
    }
}

#[derive(Default)]
struct Seen {
    has_film: bool,
    has_index: bool,
}

/// Walks the boxes from `at` to `end`, which they must fill.
fn empty(
    bytes: &mut [u8],
    mut at: usize,
    end: usize,
    depth: usize,
    left: &mut usize,
) -> Option<Seen> {
    let mut seen = Seen::default();
    while at < end {
        *left = left.checked_sub(1)?;
        let (name, length) = (
            bytes.get(at.checked_add(4)?..at.checked_add(8)?)?,
            be32(bytes, at)?,
        );
        let (header, length) = match length {
            // To the end of the file.
            0 => (8, end.checked_sub(at)?),
            // The length stands in the next eight bytes.
            1 if be32(bytes, at.checked_add(8)?)? == 0 => {
                (16, usize::try_from(be32(bytes, at.checked_add(12)?)?).ok()?)
            }
            1 => return None,
            length => (8, usize::try_from(length).ok()?),
        };
        let (start, stop) = (at.checked_add(header)?, at.checked_add(length)?);
        if stop > end || stop < start {
            return None;
        }
        let name = name.to_vec();
        if FOLDERS.contains(&name.as_slice()) && depth < DEEPEST {
            let inside = empty(bytes, start, stop, depth + 1, left)?;
            seen.has_film |= inside.has_film;
            seen.has_index |= name == b"moov";
        } else if EMPTIED.contains(&name.as_slice()) {
            bytes
                .get_mut(at.checked_add(4)?..at.checked_add(8)?)?
                .copy_from_slice(b"free");
            bytes.get_mut(start..stop)?.fill(0);
        } else if depth > 0 {
            seen.has_film |= holds(bytes.get(start..stop)?, b"vide");
            forget(&name, bytes.get_mut(start..stop)?)?;
        }
        at = stop;
    }
    Some(seen)
}

/// Takes out of a box when it was made, and by whom.
fn forget(name: &[u8], content: &mut [u8]) -> Option<()> {
    if DATED.contains(&name) {
        // Two times, of four bytes each, or of eight in the later version.
        let times = match *content.first()? {
            0 => 4..12,
            _ => 4..20,
        };
        content.get_mut(times)?.fill(0);
    } else if name == b"hdlr" {
        content.get_mut(HANDLER_BYTES..)?.fill(0);
    }
    Some(())
}
