//! A citizen's words, shown as text.

/// The words with control characters made visible (U+0007 as ␇), so that nothing acts and nothing is hidden.
/// Line breaks and tabs stay.
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\t' => character,
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
            '\u{7f}' => '\u{2421}',
            '\u{80}'..='\u{9f}' => '\u{fffd}',
            // Direction overrides could make a text read as another one.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_seen_not_obeyed() {
        assert_eq!(
            visible("a\u{7}b\u{1b}[31m\nc\u{202e}d"),
            "a␇b␛[31m\nc\u{fffd}d"
        );
    }
}
