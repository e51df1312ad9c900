//! What counts as a letter, and its lower case: for Latin letters exactly, for other scripts as far as routing needs it.
//!
//! No keyword and no region is written in another script, so it is enough that their words stay words. The tables of the
//! standard library know every script, and every citizen would have to download them.

/// The lower-case letter.
pub(crate) fn lower(letter: char) -> char {
    let plus = |distance: u32| char::from_u32(letter as u32 + distance).unwrap_or(letter);
    match letter {
        'A'..='Z' => plus(32),
        '×' => letter,
        'À'..='Þ' => plus(32),
        'İ' => 'i',
        'Ÿ' => 'ÿ',
        'Ā'..='ķ' | 'Ŋ'..='ŷ' if (letter as u32).is_multiple_of(2) => plus(1),
        'Ĺ'..='ň' | 'Ź'..='ž' if !(letter as u32).is_multiple_of(2) => plus(1),
        _ => letter,
    }
}

/// A capital letter.
pub(crate) fn is_capital(letter: char) -> bool {
    lower(letter) != letter
}

/// A letter or a digit: part of a word.
pub(crate) fn is_in_word(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        '\u{80}'..='¿' => matches!(letter, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼'..='¾'),
        '×' | '÷' => false,
        // Accents that follow their letter, punctuation and signs, private signs, emoji.
        '\u{2c2}'..='\u{36f}'
        | '\u{2000}'..='\u{206f}'
        | '\u{20a0}'..='\u{20ff}'
        | '\u{2190}'..='\u{245f}'
        | '\u{2500}'..='\u{2bff}'
        | '\u{2e00}'..='\u{3004}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe6f}'
        | '\u{feff}'..='\u{ff0f}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1ffff}'
        | '\u{e0000}'.. => false,
        _ => true,
    }
}

/// A letter.
pub(crate) fn is_letter(letter: char) -> bool {
    is_in_word(letter) && !letter.is_ascii_digit() && !matches!(letter, '²' | '³' | '¹' | '¼'..='¾')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_are_as_the_standard_library_knows_them() {
        for letter in ('\0'..='ž').filter(|letter| *letter != 'İ') {
            assert_eq!(
                letter.to_lowercase().collect::<String>(),
                lower(letter).to_string(),
                "{letter}"
            );
            assert_eq!(letter.is_uppercase(), is_capital(letter), "{letter}");
            assert_eq!(letter.is_alphanumeric(), is_in_word(letter), "{letter}");
            assert_eq!(letter.is_alphabetic(), is_letter(letter), "{letter}");
        }
    }

    #[test]
    fn words_of_other_scripts_stay_words_and_signs_part_them() {
        assert!(
            "ꦗꦮжЖ字كلΩ"
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .all(is_in_word)
        );
        assert!(
            "’–—…“”•😀🙏⚠️→（）。，\u{200b}\u{feff}"
                .chars()
                .all(|letter| !is_in_word(letter))
        );
    }
}
