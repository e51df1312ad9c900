//! Cells and lines of a CSV file (RFC 4180) that spreadsheets open without acting on it.

/// Signs with which a spreadsheet begins a formula, in their wide forms too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The beginning of the file: with it, spreadsheets read UTF-8.
pub const MARK: char = '\u{feff}';

/// A cell: always in quotes, never a formula. Spreadsheets pass over blanks and quotes before one, so what follows them
/// counts.
pub fn cell(text: &str) -> String {
    let beginning = text.trim_start_matches(|character: char| {
        character.is_whitespace()
            || character.is_control()
            || matches!(character, '"' | '\'' | '\u{feff}' | '\u{200b}')
    });
    let begins_with_control = text.starts_with(['\t', '\r', '\n']);
    let is_formula = beginning.starts_with(FORMULA) || begins_with_control;
    let guard = if is_formula { "'" } else { "" };
    // A NUL ends the text in some programs.
    let text = text.replace('\0', "").replace('"', "\"\"");
    format!("\"{guard}{text}\"")
}

/// A line of cells.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_a_formula() {
        for (text, expected) in [
            ("Jalan rusak", "\"Jalan rusak\""),
            ("", "\"\""),
            ("=1+1", "\"'=1+1\""),
            ("+62812", "\"'+62812\""),
            ("-2", "\"'-2\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\tx", "\"'\tx\""),
            ("\rx", "\"'\rx\""),
            ("  =cmd|' /C calc'!A0", "\"'  =cmd|' /C calc'!A0\""),
            ("\"=1\"", "\"'\"\"=1\"\"\""),
            ("\n=1", "\"'\n=1\""),
            ("\u{feff}=1", "\"'\u{feff}=1\""),
            ("＝1", "\"'＝1\""),
            ("'=1", "\"''=1\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("a\0b", "\"ab\""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_end_as_the_format_says() {
        assert_eq!(line(["a", "b"]), "\"a\",\"b\"\r\n");
    }
}
