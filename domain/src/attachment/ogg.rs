//! Ogg (RFC 3533) with Opus (RFC 7845): the comments, which hold places, names and makers, are left out; pages after them are
//! counted anew, and what follows the last page is cut off.

use super::clean::Unacceptable;

const MAGIC: &[u8] = b"OggS";
/// Up to the table of segments.
const HEADER_BYTES: usize = 27;
/// More pages than a voice note within its bounds has.
const MOST_PAGES: usize = 20_000;
/// No vendor and no comment.
const NO_COMMENTS: &[u8; 16] = b"OpusTags\0\0\0\0\0\0\0\0";
/// Bit of the header: the last page of its stream.
const LAST: u8 = 4;

/// What is kept of a voice note.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unacceptable> {
    if bytes.get(28..36) != Some(b"OpusHead") {
        return Err(Unacceptable::Type);
    }
    read(bytes).ok_or(Unacceptable::Damaged)
}

fn read(bytes: &[u8]) -> Option<Vec<u8>> {
    let first = Page::at(bytes, 0)?;
    let mut kept = Vec::with_capacity(bytes.len());
    first.write(0, &mut kept)?;
    let mut at = first.bytes.len();
    let comments = Page::at(bytes, at)?;
    let begins = comments.bytes.get(comments.payload_at..)?;
    if !begins.starts_with(b"OpusTags") {
        return None;
    }
    Page::of_comments(comments.bytes)?.write(1, &mut kept)?;
    let (mut number, mut are_comments_over) = (1, false);
    for _ in 0..MOST_PAGES {
        let rest = bytes.get(at..)?;
        if rest.is_empty() || (number > 1 && !rest.starts_with(MAGIC)) {
            break;
        }
        let page = Page::at(bytes, at)?;
        at = at.checked_add(page.bytes.len())?;
        if page.serial() != first.serial() {
            return None;
        }
        if !are_comments_over {
            // They end with the page on which one of their segments is shorter than it could be.
            let mut segments = page.bytes.get(HEADER_BYTES..page.payload_at)?.iter();
            are_comments_over = segments.any(|length| *length < u8::MAX);
            continue;
        }
        number += 1;
        page.write(number, &mut kept)?;
        if page.bytes.get(5)? & LAST != 0 {
            break;
        }
    }
    (number > 1).then_some(kept)
}

/// A page, whole.
struct Page<'a> {
    bytes: std::borrow::Cow<'a, [u8]>,
    payload_at: usize,
}

impl<'a> Page<'a> {
    fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let bytes = bytes.get(at..)?;
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let segments = usize::from(*bytes.get(HEADER_BYTES - 1)?);
        let payload_at = HEADER_BYTES.checked_add(segments)?;
        let table = bytes.get(HEADER_BYTES..payload_at)?.iter();
        let length: usize = table.map(|length| usize::from(*length)).sum();
        Some(Self {
            bytes: bytes.get(..payload_at.checked_add(length)?)?.into(),
            payload_at,
        })
    }

    /// A page of comments without any, with the header of another.
    fn of_comments(other: impl AsRef<[u8]>) -> Option<Page<'static>> {
        let mut bytes = other.as_ref().get(..HEADER_BYTES - 1)?.to_vec();
        let length = u8::try_from(NO_COMMENTS.len()).ok()?;
        bytes.extend_from_slice(&[1, length]);
        bytes.extend_from_slice(NO_COMMENTS);
        Some(Page {
            payload_at: HEADER_BYTES + 1,
            bytes: bytes.into(),
        })
    }

    fn serial(&self) -> Option<&[u8]> {
        self.bytes.get(14..18)
    }

    /// Appends it as the page of this number.
    fn write(&self, number: u32, to: &mut Vec<u8>) -> Option<()> {
        let mut bytes = self.bytes.to_vec();
        bytes
            .get_mut(18..22)?
            .copy_from_slice(&number.to_le_bytes());
        bytes.get_mut(22..26)?.fill(0);
        let sum = checksum(&bytes).to_le_bytes();
        bytes.get_mut(22..26)?.copy_from_slice(&sum);
        to.extend_from_slice(&bytes);
        Some(())
    }
}

/// CRC-32 with the polynomial 04c11db7, highest bit first, from zero.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| {
        let mut sum = sum ^ (u32::from(*byte) << 24);
        for _ in 0..8 {
            sum = (sum << 1) ^ (if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 });
        }
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::MediaType;

    fn page(kind: u8, serial: u32, number: u32, packets: &[&[u8]]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&[0, kind]);
        bytes.extend_from_slice(&[7; 8]);
        bytes.extend_from_slice(&serial.to_le_bytes());
        bytes.extend_from_slice(&number.to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        let table: Vec<u8> = packets
            .iter()
            .flat_map(|packet| {
                let full = packet.len() / 255;
                let last = (packet.len() % 255) as u8;
                std::iter::repeat_n(255, full).chain(std::iter::once(last))
            })
            .collect();
        bytes.push(table.len() as u8);
        bytes.extend_from_slice(&table);
        packets
            .iter()
            .for_each(|packet| bytes.extend_from_slice(packet));
        let sum = checksum(&bytes).to_le_bytes();
        bytes[22..26].copy_from_slice(&sum);
        bytes
    }

    const HEAD: &[u8] = b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0";

    #[test]
    fn the_checksum_is_the_one_of_ogg() {
        // The first page that opusenc writes for one channel at 48 kHz.
        assert_eq!(checksum(b"123456789"), 0x89a1_897f);
    }

    #[test]
    fn comments_and_what_follows_the_end_are_left_out_and_pages_count_on() {
        let mut tags = b"OpusTags\x04\0\0\0Siti\x01\0\0\0".to_vec();
        tags.extend_from_slice(b"\x1a\0\0\0LOCATION=-7.06+110.44/");
        tags.resize(600, b'x');
        let sound = [b"first".as_slice(), b"second"];
        let mut file = page(2, 9, 0, &[HEAD]);
        file.extend(page(0, 9, 1, &[&tags]));
        file.extend(page(0, 9, 2, &sound));
        file.extend(page(4, 9, 3, &[b"third"]));
        let mut expected = page(2, 9, 0, &[HEAD]);
        expected.extend(page(0, 9, 1, &[NO_COMMENTS]));
        expected.extend(page(0, 9, 2, &sound));
        expected.extend(page(4, 9, 3, &[b"third"]));
        assert_eq!(clean(&file), Ok(expected.clone()));
        file.extend_from_slice(b"PK\x03\x04 hidden");
        assert_eq!(clean(&file), Ok(expected.clone()));
        let known = super::super::clean::clean(&expected).unwrap();
        assert_eq!((known.media, known.bytes), (MediaType::Ogg, expected));
    }

    #[test]
    fn what_breaks_off_or_holds_a_second_stream_is_damaged() {
        let mut file = page(2, 9, 0, &[HEAD]);
        file.extend(page(0, 9, 1, &[NO_COMMENTS]));
        assert_eq!(clean(&file), Err(Unacceptable::Damaged));
        let mut other = file.clone();
        other.extend(page(0, 8, 2, &[b"sound"]));
        assert_eq!(clean(&other), Err(Unacceptable::Damaged));
        file.extend(page(0, 9, 2, &[b"sound"]));
        for end in 0..file.len() {
            assert!(clean(&file[..end]).is_err(), "{end}");
        }
        assert!(clean(&file).is_ok());
    }
}
