//! Tables as CSV (RFC 4180), with the columns of `data/*.csv`: out, and in again without a difference.

use crate::ports::desk::administration::{Proposed, StoredTable};
use csv::{QuoteStyle, ReaderBuilder, Terminator, WriterBuilder};
use domain::reference::rows::{Mistake, Wrong};
use domain::reference::table::Table;
use domain::spreadsheet::{guarded, unguarded};

/// More bytes than any of the tables has.
pub const MAX_CSV_BYTES: usize = 2 * 1024 * 1024;
/// A byte order mark, which spreadsheets write.
const BOM: &[u8] = &[0xef, 0xbb, 0xbf];
/// What parts cells: commas by the format, semicolons where commas stand in numbers (as in Indonesia), tabs when pasted.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// What a file says.
#[derive(Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its rows, each with its number in a spreadsheet.
    pub rows: Vec<(Vec<String>, u64)>,
    /// What is wrong with it as a file.
    pub mistakes: Vec<Mistake>,
}

/// The rows that count, as a file; with the mark by which spreadsheets know UTF-8.
pub fn export(stored: &StoredTable) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(BOM.to_vec());
    let headers = stored.table.columns.iter().map(|column| column.header);
    // Writing to memory does not fail.
    let _ = writer.write_record(headers);
    for row in stored.rows.iter().filter(|row| !row.is_retired) {
        let _ = writer.write_record(row.row.cells.iter().map(|cell| guarded(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Reads a file. What a formula guard added is taken off again.
pub fn import(table: &'static Table, bytes: &[u8]) -> Imported {
    let mut bytes = bytes;
    while let Some(rest) = bytes.strip_prefix(BOM) {
        bytes = rest;
    }
    let mut imported = Imported {
        rows: Vec::new(),
        mistakes: Vec::new(),
    };
    let separator = match separator(table, bytes) {
        Ok(separator) => separator,
        Err(Some(wrong)) => {
            // With other columns every row would look broken.
            let line = numbers(bytes, b',').0.first().copied().unwrap_or(1);
            imported.mistakes.push(Mistake::of_file(table, line, wrong));
            return imported;
        }
        Err(None) => {
            let wrong = Mistake::of_file(table, 1, Wrong::NoRows);
            imported.mistakes.push(wrong);
            return imported;
        }
    };
    let (numbers, open_quote) = numbers(bytes, separator);
    if let Some(line) = open_quote {
        let wrong = Mistake::of_file(table, line, Wrong::NotCsv);
        imported.mistakes.push(wrong);
        return imported;
    }
    // The first row is the header.
    let records = reader(bytes, separator).into_byte_records();
    for (record, line) in records.zip(numbers).skip(1) {
        let cells = record.as_ref().ok().and_then(text_cells);
        let Some(cells) = cells else {
            let wrong = Mistake::of_file(table, line, Wrong::NotCsv);
            imported.mistakes.push(wrong);
            continue;
        };
        if cells.iter().all(|cell| cell.is_empty()) {
            // A spreadsheet writes the separators of rows that somebody emptied.
            continue;
        }
        if cells.len() == table.columns.len() {
            let cells = cells.iter().map(|cell| unguarded(cell));
            imported.rows.push((cells.collect(), line));
        } else {
            let wrong = Wrong::CellCount {
                found: cells.len(),
                expected: table.columns.len(),
            };
            imported.mistakes.push(Mistake::of_file(table, line, wrong));
        }
    }
    if imported.rows.is_empty() && imported.mistakes.is_empty() {
        imported
            .mistakes
            .push(Mistake::of_file(table, 1, Wrong::NoRows));
    }
    imported
}

fn reader(bytes: &[u8], separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(bytes)
}

fn text_cells(record: &csv::ByteRecord) -> Option<Vec<&str>> {
    let cells = record.iter().map(str::from_utf8);
    cells.map(|cell| cell.ok().map(str::trim)).collect()
}

/// What parts the cells of a file, told by its header; what is wrong with that, or none for a file without any row.
fn separator(table: &'static Table, bytes: &[u8]) -> Result<u8, Option<Wrong>> {
    let expected: Vec<&'static str> = table.columns.iter().map(|column| column.header).collect();
    let mut nearest: Option<Wrong> = None;
    let mut most_known = 0;
    for separator in SEPARATORS {
        let Some(record) = reader(bytes, separator).into_byte_records().next() else {
            return Err(None);
        };
        let Some(found) = record.as_ref().ok().and_then(text_cells) else {
            return Err(Some(Wrong::NotCsv));
        };
        if found == expected {
            return Ok(separator);
        }
        let known = found.iter().filter(|cell| expected.contains(cell)).count();
        if nearest.is_none() || known > most_known {
            most_known = known;
            let missing = expected.iter().filter(|name| !found.contains(name));
            let unknown = found.iter().filter(|cell| !expected.contains(cell));
            nearest = Some(Wrong::Columns {
                expected: expected.len(),
                missing: missing.copied().collect(),
                unknown: unknown.take(10).map(|cell| shortened(cell)).collect(),
            });
        }
    }
    Err(nearest)
}

/// The rows of a file as a proposal; with `is_whole`, what it does not name is retired.
pub fn proposed(
    stored: &StoredTable,
    rows: Vec<(Vec<String>, u64)>,
    is_whole: bool,
) -> Vec<(Proposed, u64)> {
    let table = stored.table;
    let propose = |cells: Vec<String>, is_retired| Proposed {
        table: table.name.to_owned(),
        cells,
        is_retired,
    };
    let mut named = std::collections::HashSet::new();
    let mut proposed: Vec<(Proposed, u64)> = Vec::with_capacity(rows.len());
    for (cells, line) in rows {
        let row = domain::reference::rows::Row { line, cells };
        named.insert(row.key(table));
        proposed.push((propose(row.cells, false), line));
    }
    if is_whole {
        let others = stored.rows.iter().filter(|stored| {
            let is_named = named.contains(&stored.row.key(table));
            !stored.is_retired && !is_named
        });
        proposed.extend(others.map(|row| (propose(row.row.cells.clone(), true), 0)));
    }
    proposed
}

/// The number of every row that is not blank, as a spreadsheet counts them: a line break within quotes begins no new row,
/// a blank line is one. And of the row with a quote that never ends.
fn numbers(bytes: &[u8], separator: u8) -> (Vec<u64>, Option<u64>) {
    let mut numbers = Vec::new();
    let mut number = 1;
    let (mut is_blank, mut is_open, mut is_start) = (true, false, true);
    let mut bytes = bytes.iter().peekable();
    while let Some(byte) = bytes.next() {
        if !is_open && matches!(byte, b'\r' | b'\n') {
            if *byte == b'\r' && bytes.peek() == Some(&&b'\n') {
                bytes.next();
            }
            number += 1;
            (is_blank, is_start) = (true, true);
            continue;
        }
        if is_blank {
            numbers.push(number);
            is_blank = false;
        }
        match byte {
            b'"' if is_open && bytes.peek() == Some(&&b'"') => {
                bytes.next();
            }
            b'"' if is_open => is_open = false,
            b'"' if is_start => is_open = true,
            _ => {}
        }
        is_start = !is_open && *byte == separator;
    }
    (numbers, is_open.then_some(number))
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::desk::administration::StoredRow;
    use domain::reference::rows::Row;
    use domain::reference::table::HOLIDAY;
    use domain::spreadsheet::MARK;

    const HEADER: &str = "date,weekday,kind,name_id,name_en,status,is_working_day,note\n";

    fn holiday(name: &str, note: &str) -> StoredRow {
        let cells = [
            "2026-08-17",
            "Mon",
            "libur_nasional",
            name,
            "Day",
            "official",
            "0",
            note,
        ];
        StoredRow {
            row: Row {
                line: 0,
                cells: cells.map(str::to_owned).to_vec(),
            },
            is_retired: false,
        }
    }

    #[test]
    fn what_goes_out_comes_in_again() {
        let notes = [
            "=1+1",
            "'=1+1",
            "''@x",
            "-5",
            "a \"b\", c",
            "two\nlines",
            "it's",
            "'x",
            "",
        ];
        let rows = notes.iter().map(|note| holiday("Kemerdekaan", note));
        let stored = StoredTable {
            table: &HOLIDAY,
            rows: rows.collect(),
        };
        let file = export(&stored);
        let text = String::from_utf8(file.clone()).unwrap();
        assert!(
            text.starts_with(&format!("{MARK}{HEADER}")) && text.contains(",'=1+1\n"),
            "{text}"
        );
        for bytes in [
            file.clone(),
            [BOM, &file].concat(),
            file[BOM.len()..].to_vec(),
        ] {
            let imported = import(&HOLIDAY, &bytes);
            assert_eq!(imported.mistakes, []);
            let cells: Vec<_> = imported.rows.into_iter().map(|(cells, _)| cells).collect();
            let expected: Vec<_> = stored
                .rows
                .iter()
                .map(|row| row.row.cells.clone())
                .collect();
            assert_eq!(cells, expected);
        }
    }

    fn mistakes(text: &[u8]) -> Vec<String> {
        let imported = import(&HOLIDAY, text);
        imported.mistakes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        let row = "2026-08-17,Mon,libur_nasional,K,D,official,0,\n";
        let with = |rest: &[u8]| [HEADER.as_bytes(), row.as_bytes(), rest].concat();
        assert_eq!(mistakes(&with(b"")), [""; 0]);
        assert_eq!(
            mistakes(&with(b"\xff,b,c,d,e,f,g,h\na,b\n")),
            [
                "data/holidays.csv:3: not readable as UTF-8 CSV",
                "data/holidays.csv:4: 2 cells instead of 8"
            ]
        );
        assert_eq!(
            mistakes(&with(b"\"open,b\nc")),
            ["data/holidays.csv:3: not readable as UTF-8 CSV"]
        );
        assert_eq!(mistakes(b""), ["data/holidays.csv:1: no rows"]);
        assert_eq!(
            mistakes(b"date;weekday;tanggal\n2026-08-17;Mon;x\n"),
            [
                "data/holidays.csv:1: of 8 columns kind, name_id, name_en, status, is_working_day, note are missing, \
                 tanggal unknown"
            ]
        );
        let order = HEADER.replace("date,weekday", "weekday,date");
        assert_eq!(
            mistakes(order.as_bytes()),
            ["data/holidays.csv:1: the 8 columns are in another order"]
        );
    }

    /// The third row is broken, however lines end and whatever stands before it.
    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let good = "2026-08-17,Mon,libur_nasional,K,D,official,0,";
        let cases = [
            (format!("{HEADER}{good}\nx,y\n"), 3),
            (format!("{HEADER}{good}\nx,y"), 3),
            (format!("{HEADER}{good}\n\n\nx,y\n"), 5),
            (format!("\n{HEADER}{good}\nx,y\n"), 4),
            (format!("{HEADER}{good}\n,,,,,,,\nx,y\n"), 4),
            // A cell of several lines is within one row.
            (format!("{HEADER}{good}\"a\nb\n\nc\"\nx,y\n"), 3),
            (format!("{HEADER}{good}\"a\rb\"\nx,y\n"), 3),
            (format!("{HEADER}{good}\"a \"\"b\"\",\nc\"\nx,y\n"), 3),
            (format!("{HEADER}{good}a \"b\nx,y\n"), 3),
            (format!("{HEADER}{good}\n{good}\"a\r\"\nx,\"y\nz\"\n"), 4),
        ];
        for (text, expected) in cases {
            for end in ["\n", "\r\n", "\r"] {
                let text = text.replace('\n', end);
                for bytes in [text.clone(), format!("{MARK}{text}")] {
                    assert_eq!(
                        mistakes(bytes.as_bytes()),
                        [format!(
                            "data/holidays.csv:{expected}: 2 cells instead of 8"
                        )],
                        "{bytes:?}"
                    );
                    let open = format!("{bytes}\"never, ends{end}x{end}");
                    let at = match bytes.ends_with(end) {
                        true => expected + 1,
                        false => continue,
                    };
                    assert_eq!(
                        mistakes(open.as_bytes()),
                        [format!("data/holidays.csv:{at}: not readable as UTF-8 CSV")],
                        "{open:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn semicolons_and_tabs_part_cells_where_the_header_says_so() {
        let cells = "2026-08-17|Mon|libur_nasional|a, b|D|official|0|\"'=1;\"\"x\"\"\ny\"";
        let header = HEADER.trim_end().replace(',', "|");
        for separator in [";", "\t"] {
            for end in ["\n", "\r\n"] {
                let text = format!("{header}{end}{cells}{end}").replace('|', separator);
                let imported = import(&HOLIDAY, text.as_bytes());
                assert_eq!(imported.mistakes, [], "{text:?}");
                let (row, line) = &imported.rows[0];
                assert_eq!((row[3].as_str(), *line), ("a, b", 2));
                assert_eq!(row[7], "=1;\"x\"\ny");
            }
        }
    }

    #[test]
    fn a_whole_file_retires_what_it_does_not_name() {
        let stored = StoredTable {
            table: &HOLIDAY,
            rows: vec![holiday("Kemerdekaan", ""), holiday("Lain", "")],
        };
        let rows = vec![(stored.rows[0].row.cells.clone(), 2)];
        assert_eq!(proposed(&stored, rows.clone(), false).len(), 1);
        let whole = proposed(&stored, rows, true);
        assert_eq!(whole.len(), 2);
        assert!(whole[1].0.is_retired && whole[1].0.cells[3] == "Lain");
    }
}
