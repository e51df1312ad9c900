//! JPEG (ITU-T T.81): the segments that draw are kept; EXIF, XMP, IPTC, comments, profiles and whatever follows the end are
//! not. Pictures inside JFIF and EXIF go with their segments.

use super::clean::{Clean, Unacceptable, be16};
use super::{MediaType, exif};

const SOI: [u8; 2] = [0xff, 0xd8];
const EOI: [u8; 2] = [0xff, 0xd9];
/// More segments than any encoder writes, progressive ones included.
const MOST_SEGMENTS: usize = 10_000;
/// More scans than any encoder writes: each one draws the whole picture again.
const MOST_SCANS: u32 = 64;

/// What is kept of a JPEG.
pub fn clean(bytes: &[u8]) -> Result<Clean, Unacceptable> {
    read(bytes).ok_or(Unacceptable::Damaged)
}

fn read(bytes: &[u8]) -> Option<Clean> {
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(&SOI);
    let mut at = SOI.len();
    let (mut size, mut orientation, mut scans) = (None, 1, 0);
    for _ in 0..MOST_SEGMENTS {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        // Fill bytes may stand before a marker.
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = *bytes.get(at)?;
        at += 1;
        match marker {
            0xd9 => {
                kept.extend_from_slice(&EOI);
                return (scans > 0 && size.is_some()).then_some(Clean {
                    media: MediaType::Jpeg,
                    bytes: kept,
                    size,
                    orientation,
                });
            }
            0x01 | 0xd0..=0xd7 => continue,
            0x00 | 0xd8 => return None,
            _ => {}
        }
        let length = usize::from(be16(bytes, at)?);
        let end = at.checked_add(length)?;
        // The length counts itself.
        let content = bytes.get(at.checked_add(2)?..end)?;
        match marker {
            // Baseline, extended and progressive: what browsers draw.
            0xc0..=0xc2 => {
                let (height, width) = (be16(content, 1)?, be16(content, 3)?);
                let is_second = size
                    .replace((u32::from(width), u32::from(height)))
                    .is_some();
                if is_second {
                    return None;
                }
                segment(&mut kept, marker, content);
            }
            0xc4 | 0xdb | 0xdd => segment(&mut kept, marker, content),
            // Lossless, hierarchical and arithmetic ones are drawn by no browser.
            0xc3 | 0xc5..=0xcf | 0xdc | 0xde | 0xdf => return None,
            0xda => {
                size?;
                if scans == MOST_SCANS {
                    return None;
                }
                segment(&mut kept, marker, content);
                let scan = scan_end(bytes, end)?;
                kept.extend_from_slice(bytes.get(end..scan)?);
                scans += 1;
                at = scan;
                continue;
            }
            0xe0 if content.starts_with(b"JFIF\0") && content.len() >= 12 => {
                let mut header = content.get(..12)?.to_vec();
                // No small picture inside.
                header.extend_from_slice(&[0, 0]);
                segment(&mut kept, marker, &header);
            }
            0xe1 if content.starts_with(b"Exif\0\0") => {
                orientation = exif::orientation(content.get(6..)?).unwrap_or(orientation);
            }
            // Says how the colours of CMYK pictures are meant.
            0xee if content.starts_with(b"Adobe") && content.len() >= 12 => {
                segment(&mut kept, marker, content.get(..12)?);
            }
            _ => {}
        }
        at = end;
    }
    None
}

fn segment(kept: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    kept.extend_from_slice(&[0xff, marker]);
    kept.extend_from_slice(&length.to_be_bytes());
    kept.extend_from_slice(content);
}

/// Where the coded data that begins at `start` ends: at the first marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let next = bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        at = at.checked_add(next)?;
        match *bytes.get(at.checked_add(1)?)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// A clean JPEG with an EXIF block of nothing but its orientation.
pub fn turned(bytes: &[u8], orientation: u8) -> Vec<u8> {
    let mut block = Vec::from(*b"Exif\0\0MM\0*");
    block.extend_from_slice(&[
        0,
        0,
        0,
        8,
        0,
        1,
        0x01,
        0x12,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        orientation,
    ]);
    block.extend_from_slice(&[0; 6]);
    let mut turned = SOI.to_vec();
    segment(&mut turned, 0xe1, &block);
    turned.extend_from_slice(bytes.get(SOI.len()..).unwrap_or_default());
    turned
}
