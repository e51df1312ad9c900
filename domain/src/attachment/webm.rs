//! WebM (Matroska, RFC 9559) with Opus: tags, attachments, chapters and whatever else does not sound become void where they
//! stand, texts are emptied, so that every offset still holds.

use super::clean::{Unacceptable, holds};

/// How far the descriptions of the tracks reach in a voice note.
const HEAD_BYTES: usize = 4096;
const HEADER: u32 = 0x1a45_dfa3;
const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
/// Where what sounds is found: `SeekHead` and `Cues`.
const INDEXES: [u32; 2] = [0x114d_9b74, 0x1c53_bb6b];
/// Of `Info`: the unit of time and the duration.
const TIMES: [u32; 2] = [0x002a_d7b1, 0x4489];
/// Texts of a track: its name, and the name of its codec.
const TRACK_TEXTS: [u32; 2] = [0x536e, 0x0025_8688];
const VOID: u8 = 0xec;
/// More elements than a voice note within its bounds has.
const MOST_ELEMENTS: usize = 100_000;

/// What is kept of a voice note; no films.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unacceptable> {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let is_webm = head.get(..64).unwrap_or(head);
    let films = [&b"V_VP"[..], b"V_AV1", b"V_MPEG"];
    let is_film = films.iter().any(|film| holds(head, film));
    if !holds(is_webm, b"webm") || !holds(head, b"A_OPUS") || is_film {
        return Err(Unacceptable::Type);
    }
    read(bytes).ok_or(Unacceptable::Damaged)
}

fn read(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.to_vec();
    let header = Element::at(bytes, 0)?;
    let segment = Element::at(bytes, header.end?)?;
    if header.id != HEADER || segment.id != SEGMENT {
        return None;
    }
    let end = segment.end.unwrap_or(bytes.len());
    // What follows the segment is nothing that sounds.
    kept.truncate(end);
    let (mut at, mut left, mut has_sound) = (segment.start, MOST_ELEMENTS, false);
    while at < end {
        left = left.checked_sub(1)?;
        let element = Element::at(kept.as_slice(), at)?;
        let stop = match (element.id, element.end) {
            (_, Some(stop)) => stop,
            // Recorders do not know how long it will be.
            (CLUSTER, None) => end_of_cluster(&kept, element.start, &mut left)?,
            (_, None) => return None,
        };
        match element.id {
            CLUSTER => has_sound = true,
            INFO => each(&mut kept, element.start, stop, &|id| !TIMES.contains(&id))?,
            TRACKS => {
                let mut at = element.start;
                while at < stop {
                    let track = Element::at(kept.as_slice(), at)?;
                    let end = track.end.filter(|end| *end <= stop)?;
                    if track.id == TRACK {
                        each(&mut kept, track.start, end, &|id| TRACK_TEXTS.contains(&id))?;
                    }
                    at = end;
                }
            }
            id if INDEXES.contains(&id) => {}
            _ => empty(kept.get_mut(at..stop)?)?,
        }
        at = stop;
    }
    has_sound.then_some(kept)
}

/// Fills with nothing what the elements between `at` and `end` hold, as far as they are `wanted`.
fn each(bytes: &mut [u8], mut at: usize, end: usize, wanted: &dyn Fn(u32) -> bool) -> Option<()> {
    while at < end {
        let element = Element::at(bytes, at)?;
        let stop = element.end.filter(|stop| *stop <= end)?;
        if wanted(element.id) {
            bytes.get_mut(element.start..stop)?.fill(0);
        }
        at = stop;
    }
    Some(())
}

/// Makes one element of nothing out of these bytes.
fn empty(bytes: &mut [u8]) -> Option<()> {
    bytes.fill(0);
    *bytes.first_mut()? = VOID;
    match bytes.len().checked_sub(2)? {
        short if short < 0x7f => *bytes.get_mut(1)? = 0x80 | u8::try_from(short).ok()?,
        _ => {
            let length = u32::try_from(bytes.len().checked_sub(5)?).ok()?;
            let length = (0x1000_0000 | length).to_be_bytes();
            bytes.get_mut(1..5)?.copy_from_slice(&length);
        }
    }
    Some(())
}

/// Where a cluster of unknown length ends: at the next element that is no part of one.
fn end_of_cluster(bytes: &[u8], mut at: usize, left: &mut usize) -> Option<usize> {
    while at < bytes.len() {
        *left = left.checked_sub(1)?;
        let element = Element::at(bytes, at)?;
        // Those of the segment have names of four bytes.
        if element.id > 0x00ff_ffff {
            break;
        }
        at = element.end?;
    }
    Some(at)
}

/// An element of EBML (RFC 8794).
struct Element {
    id: u32,
    /// Where what it holds begins.
    start: usize,
    /// Where it ends; none where it says that it does not know.
    end: Option<usize>,
}

impl Element {
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let id_bytes = (*bytes.get(at)?).leading_zeros() as usize + 1;
        if id_bytes > 4 {
            return None;
        }
        let size_at = at.checked_add(id_bytes)?;
        let id = bytes.get(at..size_at)?.iter();
        let id = id.fold(0_u32, |id, byte| (id << 8) | u32::from(*byte));
        let first = *bytes.get(size_at)?;
        let size_bytes = first.leading_zeros() as usize + 1;
        if size_bytes > 8 {
            return None;
        }
        let start = size_at.checked_add(size_bytes)?;
        let bits = 7 * u32::try_from(size_bytes).ok()?;
        let most = (1_u64 << bits) - 1;
        let size = bytes.get(size_at..start)?.iter();
        let size = size.fold(0_u64, |size, byte| (size << 8) | u64::from(*byte)) & most;
        let end = match size == most {
            true => None,
            false => {
                let end = start.checked_add(usize::try_from(size).ok()?)?;
                Some(Some(end).filter(|end| *end <= bytes.len())?)
            }
        };
        Some(Self { id, start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::MediaType;

    fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
        let length = (0x1000_0000 | content.len() as u32).to_be_bytes();
        [id, &length, content].concat()
    }

    fn endless(id: &[u8], content: &[u8]) -> Vec<u8> {
        [id, b"\x01\xff\xff\xff\xff\xff\xff\xff", content].concat()
    }

    fn head() -> Vec<u8> {
        element(b"\x1a\x45\xdf\xa3", &element(b"\x42\x82", b"webm"))
    }

    fn note(tags: &[u8], name: &[u8], app: &[u8]) -> Vec<u8> {
        let info = [
            element(b"\x2a\xd7\xb1", &[15, 66, 64]),
            element(b"\x4d\x80", app),
        ];
        let track = [element(b"\x86", b"A_OPUS"), element(b"\x53\x6e", name)];
        let cluster = [
            element(b"\xe7", &[0]),
            element(b"\xa3", b"\x81\0\0\x80sound"),
        ];
        [
            element(b"\x15\x49\xa9\x66", &info.concat()),
            element(b"\x16\x54\xae\x6b", &element(b"\xae", &track.concat())),
            endless(b"\x1f\x43\xb6\x75", &cluster.concat()),
            tags.to_vec(),
        ]
        .concat()
    }

    #[test]
    fn tags_texts_and_what_follows_the_end_are_gone_and_the_sound_stays_where_it_was() {
        let tags = element(b"\x12\x54\xc3\x67", b"LOCATION -7.06+110.44 of Siti");
        let attached = element(b"\x19\x41\xa4\x69", &[b'S'; 300]);
        let more = [tags, attached].concat();
        let file = [
            head(),
            endless(b"\x18\x53\x80\x67", &note(&more, b"Siti", b"Siti")),
        ]
        .concat();
        let kept = clean(&file).unwrap();
        assert_eq!(kept.len(), file.len());
        assert!(!holds(&kept, b"Siti") && !holds(&kept, b"110.44") && !holds(&kept, b"SSSS"));
        let sound = |bytes: &[u8]| bytes.windows(5).position(|window| window == b"sound");
        assert!(sound(&kept).is_some());
        assert_eq!(sound(&kept), sound(&file));
        let known = super::super::clean::clean(&kept).unwrap();
        assert_eq!((known.media, known.bytes), (MediaType::Webm, kept));
        let closed = [
            head(),
            element(b"\x18\x53\x80\x67", &note(&more, b"a", b"b")),
        ]
        .concat();
        let with_tail = [closed.as_slice(), b"PK\x03\x04"].concat();
        assert_eq!(clean(&with_tail), clean(&closed));
    }

    #[test]
    fn what_breaks_off_is_damaged_and_nothing_panics() {
        let file = [head(), element(b"\x18\x53\x80\x67", &note(b"", b"n", b"a"))].concat();
        assert!(clean(&file).is_ok());
        for end in 0..file.len() {
            assert!(clean(&file[..end]).is_err(), "{end}");
        }
        for at in 0..file.len() {
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut broken = file.clone();
                broken[at] = byte;
                let _ = clean(&broken);
            }
        }
    }
}
