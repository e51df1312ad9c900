//! What people write to each other about a complaint, and the ids of those it concerns.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What serde needs of a newtype over `String` that is checked by its own `parse`.
macro_rules! stored_as_text {
    ($type:ident, $error:ident) => {
        impl TryFrom<String> for $type {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.0
            }
        }
    };
}
pub(crate) use stored_as_text;

/// Longest text of one message, in Unicode characters: as long as a story may be.
pub const MAX_WORDS_CHARS: usize = crate::submission::MAX_TEXT_CHARS;
/// Longest heading or citation, in Unicode characters.
pub const MAX_LINE_CHARS: usize = 200;
/// Longest id of an agency, unit, officer or category.
const MAX_ID_CHARS: usize = 80;

/// Whether a text says nothing: white space, zero-width and direction marks only.
pub fn is_blank(text: &str) -> bool {
    let is_invisible = |character| matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    text.chars()
        .all(|character| character.is_whitespace() || is_invisible(character))
}

/// A text somebody wrote: trimmed, not blank, at most [`MAX_WORDS_CHARS`], without NUL. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Words(String);

/// Blank, too long, or with a NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a text that is blank or too long")]
pub struct InvalidWords;

impl Words {
    /// Reads a text as it was typed.
    pub fn parse(text: &str) -> Result<Self, InvalidWords> {
        let text = text.trim();
        let is_right =
            !is_blank(text) && text.chars().count() <= MAX_WORDS_CHARS && !text.contains('\0');
        if is_right {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidWords)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

stored_as_text!(Words, InvalidWords);

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words(…)")
    }
}

/// One line: a heading, a public body, the rule cited. Kept in history as it is, so never about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

impl Line {
    /// Reads a line as it was typed: trimmed, not blank, at most [`MAX_LINE_CHARS`], without control characters.
    pub fn parse(text: &str) -> Result<Self, InvalidWords> {
        let text = text.trim();
        let is_right = !is_blank(text)
            && text.chars().count() <= MAX_LINE_CHARS
            && !text.chars().any(char::is_control);
        if is_right {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidWords)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

stored_as_text!(Line, InvalidWords);

impl From<Line> for Words {
    fn from(line: Line) -> Self {
        Self(line.0)
    }
}

/// Salted SHA-256 of a text, hex. History keeps this and never the text: a text may have to be erased (UU 27/2022), the
/// past may not be edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(pub String);

/// Not an id: empty, too long, or with other than letters, digits and `-_.:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an id")]
pub struct InvalidId;

macro_rules! ids {
    ($($(#[$doc:meta])* $type:ident,)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(try_from = "String", into = "String")]
            pub struct $type(String);

            impl $type {
                /// Reads a stored or sent id.
                pub fn parse(text: &str) -> Result<Self, InvalidId> {
                    let is_right = (1..=MAX_ID_CHARS).contains(&text.len())
                        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte));
                    if is_right { Ok(Self(text.to_owned())) } else { Err(InvalidId) }
                }

                /// The stored form.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            stored_as_text!($type, InvalidId);
        )+
    };
}

ids! {
    /// `agency.id`, e.g. `kab-grobogan`.
    AgencyId,
    /// A unit of an agency, e.g. `kabkota:dpupr`.
    UnitId,
    /// An officer's account; opaque, never a name.
    OfficerId,
    /// `category.code`, e.g. `JLN-01`.
    CategoryCode,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_and_endless_texts_are_refused() {
        assert_eq!(Words::parse(" sudah \n").unwrap().as_str(), "sudah");
        for wrong in [
            "",
            " \n",
            "\u{200b} \u{202e}",
            "a\0b",
            &"x".repeat(MAX_WORDS_CHARS + 1),
        ] {
            assert_eq!(Words::parse(wrong), Err(InvalidWords));
        }
        for wrong in ["", "\u{feff}", "a\nb", &"x".repeat(MAX_LINE_CHARS + 1)] {
            assert_eq!(Line::parse(wrong), Err(InvalidWords));
        }
    }

    #[test]
    fn ids_hold_nothing_that_needs_escaping() {
        assert!(UnitId::parse("kabkota:dpupr").is_ok());
        for wrong in ["", "kab grobogan", "a'b", "é"] {
            assert_eq!(AgencyId::parse(wrong), Err(InvalidId), "{wrong}");
        }
    }

    #[test]
    fn a_text_never_reaches_a_log() {
        assert_eq!(
            format!("{:?}", Words::parse("rahasia").unwrap()),
            "Words(…)"
        );
    }
}
