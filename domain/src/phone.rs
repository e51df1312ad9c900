//! Telephone numbers as Indonesians write them, stored as E.164.

use thiserror::Error;

/// A telephone number in E.164 form, e.g. `+6281234567890`.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber(String);

/// Not a telephone number in any spelling used in Indonesia.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a telephone number")]
pub struct InvalidPhoneNumber;

impl PhoneNumber {
    /// Reads 08…, 62…, +62…, 0062…, 8…, (021) …, with spaces, dots, dashes, slashes and brackets;
    /// numbers of other countries need their `+`. Lengths: ITU-T E.164 and Indonesia's national plan.
    pub fn parse(typed: &str) -> Result<Self, InvalidPhoneNumber> {
        let mut digits = String::new();
        let mut international = false;
        for character in typed.trim().chars() {
            match character {
                '+' if digits.is_empty() && !international => international = true,
                '0'..='9' => digits.push(character),
                ' ' | '\u{a0}' | '-' | '‑' | '–' | '.' | '(' | ')' | '/' => {}
                _ => return Err(InvalidPhoneNumber),
            }
            // Longer than any number plan allows, however it is written.
            if digits.len() > 20 {
                return Err(InvalidPhoneNumber);
            }
        }
        if let Some(rest) = digits.strip_prefix("00").map(str::to_owned)
            && !international
        {
            international = true;
            digits = rest;
        }
        let national = if let Some(rest) = digits.strip_prefix("62") {
            // "+62 0812…" is a common slip.
            Some(rest.strip_prefix('0').unwrap_or(rest))
        } else if international {
            None
        } else if let Some(rest) = digits.strip_prefix('0') {
            Some(rest)
        } else if digits.starts_with('8') {
            Some(digits.as_str())
        } else {
            return Err(InvalidPhoneNumber);
        };
        match national {
            // After the 0: mobile numbers start with 8 and have 9 to 12 digits, fixed lines 8 to 11.
            Some(number) => {
                let length = number.len();
                let fits = match number.chars().next() {
                    Some('8') => (9..=12).contains(&length),
                    Some('2'..='7' | '9') => (8..=11).contains(&length),
                    _ => false,
                };
                fits.then(|| Self(format!("+62{number}")))
                    .ok_or(InvalidPhoneNumber)
            }
            None => {
                let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
                fits.then(|| Self(format!("+{digits}")))
                    .ok_or(InvalidPhoneNumber)
            }
        }
    }

    /// The number in E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PhoneNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Option<&str>) {
        let parsed = PhoneNumber::parse(typed).ok();
        assert_eq!(
            parsed.as_ref().map(PhoneNumber::as_str),
            expected,
            "{typed:?}"
        );
    }

    #[test]
    fn indonesian_spellings() {
        let mobile = Some("+6281234567890");
        for typed in [
            "081234567890",
            "0812-3456-7890",
            "0812 3456 7890",
            "0812.3456.7890",
            "+6281234567890",
            "+62 812-3456-7890",
            "+62 (0)812 3456 7890",
            "(+62) 812 3456 7890",
            "6281234567890",
            "62 812 3456 7890",
            "006281234567890",
            "81234567890",
            " 0812/3456/7890 ",
            "+62081234567890",
        ] {
            check(typed, mobile);
        }
        check("(021) 555-1234", Some("+62215551234"));
        check("0274 512345", Some("+62274512345"));
        check("0811123456", Some("+62811123456"));
        check("+60 12-345 6789", Some("+60123456789"));
    }

    #[test]
    fn nonsense() {
        for typed in [
            "",
            "-",
            "abc",
            "0812",
            "12345",
            "0812345678901234",
            "+62",
            "++62812345678",
            "0812-3456-789O",
            "08123456789012345678901234567890",
            "110",
            "٠٨١٢٣٤٥٦٧٨٩",
        ] {
            check(typed, None);
        }
    }
}
