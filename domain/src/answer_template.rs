//! Answers to begin with, and whether somebody did more than begin (domain guide, section 7.6).

/// Whether `text` still is a template, white space aside, or leaves something of one to be filled in: `[tanggal]`.
pub fn is_unedited<'a>(text: &str, templates: impl IntoIterator<Item = &'a str>) -> bool {
    templates.into_iter().any(|template| {
        let is_same = template.split_whitespace().eq(text.split_whitespace());
        is_same || blanks(template).any(|blank| text.contains(blank))
    })
}

/// What a template leaves to be filled in, with its brackets.
pub fn blanks(template: &str) -> impl Iterator<Item = &str> {
    let pieces = template.split_inclusive(']');
    pieces.filter_map(|piece| {
        let blank = piece.get(piece.rfind('[')?..)?;
        (blank.ends_with(']') && blank.len() > 2).then_some(blank)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "Terima kasih.\n\nSelesai pada [tanggal] oleh [siapa].";

    #[test]
    fn what_only_differs_by_white_space_is_the_template() {
        let plain = "Sudah kami  teruskan.";
        assert!(is_unedited(" Sudah kami\r\nteruskan. ", [TEMPLATE, plain]));
        assert!(!is_unedited("Sudah kami teruskan kemarin.", [plain]));
        assert!(!is_unedited("Sudah kami teruskan.", []));
    }

    #[test]
    fn a_blank_left_open_is_no_answer() {
        for text in [
            TEMPLATE,
            "Selesai pada [tanggal] oleh Dinas PU.",
            "Selesai kemarin oleh\n[siapa].",
        ] {
            assert!(is_unedited(text, [TEMPLATE]), "{text}");
        }
        for text in [
            "Selesai pada 3 November oleh Dinas PU.",
            "Tertulis \u{201c}dilarang [sic] masuk\u{201d}.",
            "[",
        ] {
            assert!(!is_unedited(text, [TEMPLATE]), "{text}");
        }
    }

    #[test]
    fn blanks_stand_in_brackets() {
        let found: Vec<_> = blanks("[a] b [c [d] e] [] [f").collect();
        assert_eq!(found, ["[a]", "[d]"]);
    }
}
