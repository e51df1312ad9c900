//! PDF (ISO 32000): kept as it is, with whatever its author wrote into it, up to its last end mark. It is only ever saved.

use super::clean::Unacceptable;

const END: &[u8] = b"%%EOF";

/// A document up to its last end mark.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unacceptable> {
    let mut windows = bytes.windows(END.len());
    let end = windows.rposition(|window| window == END);
    let end = end.ok_or(Unacceptable::Damaged)?.saturating_add(END.len());
    let mut kept = bytes.get(..end).unwrap_or_default().to_vec();
    kept.push(b'\n');
    Ok(kept)
}
