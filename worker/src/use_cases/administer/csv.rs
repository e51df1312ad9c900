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

/// What a file says.
#[derive(Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its rows, with their lines.
    pub rows: Vec<(Vec<String>, u64)>,
    /// What is wrong with it as a file.
    pub mistakes: Vec<Mistake>,
}

/// The rows that count, as a file.
pub fn export(stored: &StoredTable) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(Vec::new());
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
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let mut imported = Imported {
        rows: Vec::new(),
        mistakes: Vec::new(),
    };
    if let Some(line) = open_quote(bytes) {
        let wrong = Mistake::of_file(table, line, Wrong::NotCsv);
        imported.mistakes.push(wrong);
        return imported;
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut is_header = true;
    for record in reader.byte_records() {
        let Ok(record) = record else {
            imported
                .mistakes
                .push(Mistake::of_file(table, 1, Wrong::NotCsv));
            break;
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Result<Vec<&str>, _> = record.iter().map(str::from_utf8).collect();
        let Ok(cells) = cells else {
            let wrong = Mistake::of_file(table, line, Wrong::NotCsv);
            imported.mistakes.push(wrong);
            continue;
        };
        if is_header {
            is_header = false;
            let expected: Vec<&str> = table.columns.iter().map(|column| column.header).collect();
            if cells != expected {
                let wrong = Wrong::Header {
                    found: shortened(&cells.join(",")),
                    expected: expected.join(","),
                };
                // With other columns every row would look broken.
                imported.mistakes.push(Mistake::of_file(table, line, wrong));
                return imported;
            }
        } else if cells.len() != table.columns.len() {
            let wrong = Wrong::CellCount {
                found: cells.len(),
                expected: table.columns.len(),
            };
            imported.mistakes.push(Mistake::of_file(table, line, wrong));
        } else {
            let cells = cells.iter().map(|cell| unguarded(cell.trim()));
            imported.rows.push((cells.collect(), line));
        }
    }
    if imported.rows.is_empty() && imported.mistakes.is_empty() {
        imported
            .mistakes
            .push(Mistake::of_file(table, 1, Wrong::NoRows));
    }
    imported
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

/// The line on which a quote begins that never ends.
fn open_quote(bytes: &[u8]) -> Option<u64> {
    let (mut line, mut opened, mut is_open) = (1, 1, false);
    let mut is_start = true;
    let mut bytes = bytes.iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if is_open && bytes.peek() == Some(&&b'"') => {
                bytes.next();
            }
            b'"' if is_open => is_open = false,
            b'"' if is_start => (is_open, opened) = (true, line),
            b'\n' => line += 1,
            _ => {}
        }
        is_start = !is_open && matches!(byte, b',' | b'\n' | b'\r');
    }
    is_open.then_some(opened)
}

fn shortened(text: &str) -> String {
    text.chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::desk::administration::StoredRow;
    use domain::reference::rows::Row;
    use domain::reference::table::HOLIDAY;

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
            text.starts_with(HEADER) && text.contains(",'=1+1\n"),
            "{text}"
        );
        for bytes in [file.clone(), [BOM, &file].concat()] {
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
        let header = mistakes(b"date;weekday\n2026-08-17;Mon\n");
        assert!(header[0].contains("the columns are date;weekday, expected date,"));
        // A line break within quotes does not lose count.
        let broken = "2026-08-17,Mon,libur_nasional,K,D,official,0,\"a\nb\"\nx\n";
        assert_eq!(
            mistakes(&with(broken.as_bytes())),
            ["data/holidays.csv:5: 1 cells instead of 8"]
        );
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
