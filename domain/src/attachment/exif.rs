//! The one thing of EXIF that is needed: how a picture must be turned.

/// Entries of a directory that are looked at; no camera writes more.
const MOST_ENTRIES: usize = 512;
/// The tag `Orientation`.
const ORIENTATION: u16 = 0x0112;

/// The orientation in a TIFF block, 1 to 8; none where it says nothing.
pub fn orientation(tiff: &[u8]) -> Option<u8> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let number16 = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match is_little {
            true => u16::from_le_bytes(bytes),
            false => u16::from_be_bytes(bytes),
        })
    };
    let bytes = tiff.get(4..8)?.try_into().ok()?;
    let directory = match is_little {
        true => u32::from_le_bytes(bytes),
        false => u32::from_be_bytes(bytes),
    };
    let directory = usize::try_from(directory).ok()?;
    let count = usize::from(number16(directory)?).min(MOST_ENTRIES);
    for entry in 0..count {
        let at = directory.checked_add(2)?.checked_add(entry * 12)?;
        if number16(at)? == ORIENTATION {
            let value = number16(at.checked_add(8)?)?;
            return u8::try_from(value)
                .ok()
                .filter(|value| (1..=8).contains(value));
        }
    }
    None
}
