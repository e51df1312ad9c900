//! Cells of CSV files that spreadsheets open without calculating (OWASP, "CSV injection").
//!
//! A spreadsheet set to Indonesian separates cells at semicolons, so a cell of ours may end within its words: whatever
//! could become the beginning of a cell is guarded, not only the first sign.

/// Signs with which a spreadsheet begins a formula, in their wide forms too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// After these a new cell may begin, by whatever rules a program reads the file.
const ENDS: [char; 4] = [';', '\t', '\r', '\n'];
/// What tells a spreadsheet that words are words.
const GUARD: char = '\'';

/// The beginning of a file: with it, spreadsheets read UTF-8.
pub const MARK: char = '\u{feff}';

/// The text with an apostrophe wherever a spreadsheet would begin to calculate.
pub fn guarded(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let leads = leads_to_formula(&letters);
    let mut out = String::with_capacity(text.len() + 2);
    for (at, letter) in letters.iter().enumerate() {
        if is_beginning(&letters, at) && is_risky(&letters, &leads, at, at == 0) {
            out.push(GUARD);
        }
        out.push(*letter);
    }
    out
}

/// Takes off what [`guarded`] put in.
pub fn unguarded(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let leads = leads_to_formula(&letters);
    let mut out = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let is_guard = *letter == GUARD
            && is_beginning(&letters, at)
            && is_risky(&letters, &leads, at.saturating_add(1), at == 0);
        if !is_guard {
            out.push(*letter);
        }
    }
    out
}

/// A cell: in quotes, guarded. Without NUL, which ends the text in some programs.
pub fn cell(text: &str) -> String {
    let text = guarded(&text.replace('\0', "")).replace('"', "\"\"");
    format!("\"{text}\"")
}

/// A line of cells (RFC 4180).
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

fn is_beginning(letters: &[char], at: usize) -> bool {
    match at.checked_sub(1) {
        None => true,
        Some(before) => letters
            .get(before)
            .is_some_and(|before| ENDS.contains(before)),
    }
}

/// A formula begins here; or, where the whole cell does, blanks that some programs take for the beginning of one.
fn is_risky(letters: &[char], leads: &[bool], at: usize, is_first: bool) -> bool {
    let begins_with_blank = || {
        let mut rest = letters.iter().skip(at).skip_while(|sign| **sign == GUARD);
        rest.next().is_some_and(|sign| ENDS.contains(sign))
    };
    leads.get(at).is_some_and(|leads| *leads) || (is_first && begins_with_blank())
}

/// For each letter whether a formula begins with it, once blanks, quotes and what nobody sees are passed over.
fn leads_to_formula(letters: &[char]) -> Vec<bool> {
    let mut leads = vec![false; letters.len()];
    let mut next = false;
    for (lead, letter) in leads.iter_mut().zip(letters).rev() {
        next = FORMULA.contains(letter) || (next && is_passed_over(*letter));
        *lead = next;
    }
    leads
}

fn is_passed_over(letter: char) -> bool {
    letter.is_whitespace() || is_unseen(letter) || matches!(letter, '"' | '\'')
}

/// Whether nobody sees this sign: control characters, and those that only join, part or turn others.
pub fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        )
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(letter, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: &[(&str, &str)] = &[
        ("Jalan rusak", "\"Jalan rusak\""),
        ("", "\"\""),
        ("=1+1", "\"'=1+1\""),
        ("+62812", "\"'+62812\""),
        ("-2", "\"'-2\""),
        ("@SUM(A1)", "\"'@SUM(A1)\""),
        ("\tx", "\"'\tx\""),
        ("\rx", "\"'\rx\""),
        ("'\tx", "\"''\tx\""),
        ("  =cmd|' /C calc'!A0", "\"'  =cmd|' /C calc'!A0\""),
        ("\"=1\"", "\"'\"\"=1\"\"\""),
        ("\n=1", "\"'\n'=1\""),
        ("\u{feff}=1", "\"'\u{feff}=1\""),
        ("\u{200b}=1", "\"'\u{200b}=1\""),
        ("＝1", "\"'＝1\""),
        ("'=1", "\"''=1\""),
        ("x;=1+1;y", "\"x;'=1+1;y\""),
        ("x; =1", "\"x;' =1\""),
        ("x\t@a\n-b", "\"x\t'@a\n'-b\""),
        ("a \"b\", c; d - e", "\"a \"\"b\"\", c; d - e\""),
    ];

    #[test]
    fn nothing_in_a_cell_is_a_formula_even_where_semicolons_part_cells() {
        for (text, expected) in CELLS {
            assert_eq!(cell(text), *expected, "{text:?}");
        }
        assert_eq!(cell("a\0b"), "\"ab\"");
    }

    #[test]
    fn the_guard_comes_off_again() {
        let more = [
            "''=1", ";'=1", "it's", "'x", ";';=1", "\n\n\n=1", "';'=1", "-", "\n\nx", "'\n\n", ";x",
        ];
        for text in CELLS.iter().map(|(text, _)| *text).chain(more) {
            assert_eq!(unguarded(&guarded(text)), text, "{text:?}");
        }
    }

    #[test]
    fn lines_end_as_the_format_says() {
        assert_eq!(line(["a", "b"]), "\"a\",\"b\"\r\n");
    }
}
