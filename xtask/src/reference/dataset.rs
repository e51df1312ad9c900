//! The files as rows with line numbers, read and checked.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use domain::reference::check;
use domain::reference::rows::{Known, Mistake, Row, Rows, Wrong};
use domain::reference::table::{TABLES, Table, VILLAGES};

use super::version_of;
use crate::run::read_bytes;

/// All reference files of one moment.
#[derive(Debug)]
pub struct Dataset {
    /// In the order of [`TABLES`].
    pub tables: Vec<Rows>,
    /// Villages, when asked for.
    pub villages: Option<Rows>,
    /// Digest of the files without villages.
    pub version: String,
    /// Digest of the villages.
    pub villages_version: Option<String>,
}

impl Dataset {
    /// Reads and checks everything; the rows are only worth using when no mistake comes with them.
    pub fn read(folder: &Path, with_villages: bool) -> (Self, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let mut tables = Vec::new();
        let mut contents = Vec::new();
        for table in TABLES {
            let content = content(folder, table, &mut mistakes);
            tables.push(parse(table, &content, &mut mistakes));
            contents.push((table.file, content));
        }
        let mut dataset = Self {
            tables,
            villages: None,
            version: version_of(&contents),
            villages_version: None,
        };
        if with_villages {
            let content = content(folder, &VILLAGES, &mut mistakes);
            dataset.villages = Some(parse(&VILLAGES, &content, &mut mistakes));
            dataset.villages_version = Some(version_of(&[(VILLAGES.file, content)]));
        }
        // With an unreadable file or other columns every reference into it would look broken.
        if mistakes.iter().all(|mistake| mistake.line > 1) {
            mistakes.extend(check::check(&dataset.tables, &Known::of(&dataset.tables)));
            let villages = dataset.villages.as_slice();
            mistakes.extend(check::check(villages, &Known::of(&dataset.tables)));
        }
        // Stable: the mistakes of one line stay in the order of its columns.
        mistakes.sort_by_key(|mistake| (mistake.table.file, mistake.line));
        (dataset, mistakes)
    }

    /// The rows of one table.
    pub fn rows<'a>(&'a self, table: &Table) -> impl Iterator<Item = &'a Row> + use<'a> {
        let file = table.file;
        self.tables
            .iter()
            .filter(move |rows| rows.table.file == file)
            .flat_map(|rows| rows.rows.iter())
    }

    /// `7837 region, 704 agency, …`
    pub fn summary(&self) -> String {
        let counts: Vec<String> = self
            .tables
            .iter()
            .chain(&self.villages)
            .map(|rows| format!("{} rows of {}", rows.rows.len(), rows.table.file))
            .collect();
        counts.join(", ")
    }
}

fn content(folder: &Path, table: &'static Table, mistakes: &mut Vec<Mistake>) -> Vec<u8> {
    match read_bytes(&folder.join(table.file)) {
        Ok(bytes) => bytes,
        Err(_) => {
            mistakes.push(Mistake::of_file(table, 1, Wrong::NoFile));
            Vec::new()
        }
    }
}

fn parse(table: &'static Table, content: &[u8], mistakes: &mut Vec<Mistake>) -> Rows {
    let mut rows = Vec::new();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(content);
    let mut is_header = true;
    for record in reader.records() {
        match record {
            Ok(record) if is_header => {
                is_header = false;
                check_header(table, &record, mistakes);
            }
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                if record.len() == table.columns.len() {
                    let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
                    rows.push(Row { line, cells });
                } else {
                    let wrong = Wrong::CellCount {
                        found: record.len(),
                        expected: table.columns.len(),
                    };
                    mistakes.push(Mistake::of_file(table, line, wrong));
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                mistakes.push(Mistake::of_file(table, line, Wrong::NotCsv));
            }
        }
    }
    if rows.is_empty() {
        mistakes.push(Mistake::of_file(table, 1, Wrong::NoRows));
    }
    Rows { table, rows }
}

fn check_header(table: &'static Table, record: &StringRecord, mistakes: &mut Vec<Mistake>) {
    let expected: Vec<&str> = table.columns.iter().map(|column| column.header).collect();
    let found: Vec<&str> = record.iter().collect();
    if expected != found {
        let wrong = Wrong::Header {
            found: found.join(","),
            expected: expected.join(","),
        };
        mistakes.push(Mistake::of_file(table, 1, wrong));
    }
}
