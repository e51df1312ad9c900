//! The public number of a complaint: derived from its id, read aloud, typed wrong, and still found.

use crate::complaint::ComplaintId;
use thiserror::Error;

/// Crockford base 32: no I, L, O or U, so nothing can be mistaken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 13;

/// Twelve random characters (60 bits) and a check character, written `7K3F-9QXM-4T2B-C`.
///
/// The check character is a weighted sum over GF(32): it finds every single wrong character and every
/// swap of two characters (docs/decisions/0001-tracking-code.md).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TrackingCode([u8; LENGTH]);

/// Why a typed text is not a tracking code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidTrackingCode {
    /// Not thirteen characters after spaces and dashes are dropped.
    #[error("a tracking code has 13 characters, this has {0}")]
    Length(usize),
    /// A character that is neither a letter nor a digit of the alphabet.
    #[error("{0:?} does not occur in tracking codes")]
    Character(char),
    /// The last character does not belong to the others: something was misread.
    #[error("the check character does not match")]
    Check,
}

impl TrackingCode {
    /// The code of a complaint: the last 60 bits of its id, most significant first, and the check.
    pub fn of(id: &ComplaintId) -> Self {
        let bits = id.low_60_bits();
        let mut symbols = [0u8; LENGTH];
        for (place, symbol) in symbols.iter_mut().take(LENGTH - 1).enumerate() {
            *symbol = ((bits >> (55 - 5 * place)) & 31) as u8;
        }
        let check = check_symbol(&symbols);
        if let Some(last) = symbols.last_mut() {
            *last = check;
        }
        Self(symbols)
    }

    /// Reads what a person typed: any case, with or without dashes and spaces, O for 0, I and L for 1.
    pub fn parse(typed: &str) -> Result<Self, InvalidTrackingCode> {
        let mut symbols = [0u8; LENGTH];
        let mut count = 0;
        for character in typed.chars().filter(|c| !is_separator(*c)) {
            let symbol = symbol_of(character).ok_or(InvalidTrackingCode::Character(character))?;
            if let Some(slot) = symbols.get_mut(count) {
                *slot = symbol;
            }
            count += 1;
        }
        if count != LENGTH {
            return Err(InvalidTrackingCode::Length(count));
        }
        if symbols.last().copied() != Some(check_symbol(&symbols)) {
            return Err(InvalidTrackingCode::Check);
        }
        Ok(Self(symbols))
    }

    /// Thirteen characters without dashes: how it is stored.
    pub fn compact(&self) -> String {
        self.0.iter().map(|symbol| letter(*symbol)).collect()
    }
}

/// Groups of four, as it is shown and as it stands in links.
impl std::fmt::Display for TrackingCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, symbol) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", letter(*symbol))?;
        }
        Ok(())
    }
}

/// What people and their keyboards put between, before and after the characters.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '.' | ',' | ':' | ';' | '_' | '#' | '(' | ')' | '"' | '\'' | '*'
        )
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{201f}' | '\u{2060}' | '\u{2212}' | '\u{feff}')
}

fn symbol_of(character: char) -> Option<u8> {
    // Full-width letters of Asian keyboards stand 0xFEE0 above the plain ones.
    let plain = match character {
        '\u{ff10}'..='\u{ff5a}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        other => other,
    };
    let upper = plain.to_ascii_uppercase();
    let canonical = match upper {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|letter| char::from(*letter) == canonical)
        .and_then(|position| u8::try_from(position).ok())
}

fn letter(symbol: u8) -> char {
    ALPHABET
        .get(usize::from(symbol))
        .map_or('0', |letter| char::from(*letter))
}

/// Horner's scheme over GF(32), modulus x⁵ + x² + 1, with the generator x.
fn check_symbol(symbols: &[u8; LENGTH]) -> u8 {
    symbols.iter().take(LENGTH - 1).fold(0, |sum, symbol| {
        let mixed = sum ^ symbol;
        let doubled = mixed << 1;
        if doubled & 32 == 0 {
            doubled
        } else {
            doubled ^ 0b100101
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(id: &str) -> TrackingCode {
        TrackingCode::of(&ComplaintId::parse(id).unwrap())
    }

    #[test]
    fn the_code_comes_from_the_last_60_bits() {
        let shown = code("019ab3c4-d5e6-7f01-8123-456789abcdef").to_string();
        // 0x123456789abcdef in groups of five bits, then the check.
        assert!(shown.starts_with("28T5-CY4T-QKFF-"), "{shown}");
        assert_eq!(shown.len(), 16);
    }

    #[test]
    fn typed_codes_are_forgiven() {
        let right = code("019ab3c4-d5e6-7f01-8123-456789abcdef");
        let shown = right.to_string();
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            right.compact(),
            format!("  {} ", shown.replace('-', " ")),
            shown.replace('0', "O").replace('1', "l"),
            format!("#{shown}"),
            format!(
                "\u{200e}\u{201c}{}\u{201d}, ",
                shown.replace('-', "\u{2010}")
            ),
            shown.replace('T', "\u{ff34}"),
        ] {
            assert_eq!(TrackingCode::parse(&typed), Ok(right.clone()), "{typed}");
        }
        let zeros = code("00000000-0000-7000-8000-000000000000");
        assert_eq!(TrackingCode::parse("oooo-0000-OOOO-o"), Ok(zeros));
    }

    #[test]
    fn every_single_error_and_every_swap_is_found() {
        let right = code("019ab3c4-d5e6-7f01-8e3f-95a7c1b0d2e6").compact();
        let letters: Vec<char> = right.chars().collect();
        for place in 0..letters.len() {
            for other in ALPHABET.iter().map(|l| char::from(*l)) {
                let mut wrong = letters.clone();
                wrong[place] = other;
                let typed: String = wrong.iter().collect();
                if typed != right {
                    assert_eq!(TrackingCode::parse(&typed), Err(InvalidTrackingCode::Check));
                }
            }
            for second in place + 1..letters.len() {
                let mut wrong = letters.clone();
                wrong.swap(place, second);
                let typed: String = wrong.iter().collect();
                if typed != right {
                    assert_eq!(TrackingCode::parse(&typed), Err(InvalidTrackingCode::Check));
                }
            }
        }
    }

    #[test]
    fn nonsense_is_named() {
        assert_eq!(TrackingCode::parse(""), Err(InvalidTrackingCode::Length(0)));
        assert_eq!(
            TrackingCode::parse("7K3F-9QXM"),
            Err(InvalidTrackingCode::Length(8))
        );
        assert_eq!(
            TrackingCode::parse("7K3F-9QXM-4T2B-U"),
            Err(InvalidTrackingCode::Character('U'))
        );
        assert_eq!(
            TrackingCode::parse("😀"),
            Err(InvalidTrackingCode::Character('😀'))
        );
        assert_eq!(
            TrackingCode::parse(&"A".repeat(5000)),
            Err(InvalidTrackingCode::Length(5000))
        );
    }
}
