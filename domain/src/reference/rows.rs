//! Rows of reference tables as texts, cell by cell, and what can be wrong with them.

use super::table::{Column, Table};
use std::collections::HashSet;
use std::fmt;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it starts in its file; 0 for a row that is stored already.
    pub line: u64,
    /// In the order of the table's columns.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell of a column; empty where there is none.
    pub fn cell(&self, table: &Table, name: &str) -> &str {
        table
            .position(name)
            .and_then(|position| self.cells.get(position))
            .map_or("", String::as_str)
    }

    /// The primary key, parts joined by `|`.
    pub fn key(&self, table: &Table) -> String {
        let parts: Vec<&str> = table
            .key
            .iter()
            .map(|name| self.cell(table, name))
            .collect();
        parts.join("|")
    }
}

/// The rows of one table.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Which file and table.
    pub table: &'static Table,
    /// In the order of the file.
    pub rows: Vec<Row>,
}

/// What rows may refer to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// `region.code`.
    pub regions: HashSet<String>,
    /// `agency.id`.
    pub agencies: HashSet<String>,
    /// `agency_unit.id`.
    pub units: HashSet<String>,
    /// `category.code`.
    pub categories: HashSet<String>,
}

/// What a reference should lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A region.
    Region,
    /// An agency.
    Agency,
    /// A unit.
    Unit,
    /// A category.
    Category,
}

impl Target {
    fn english(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Agency => "agency",
            Self::Unit => "unit",
            Self::Category => "category",
        }
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// The file cannot be read.
    NoFile,
    /// A table without rows.
    NoRows,
    /// Other columns than the table has.
    Header {
        /// As they stand in the file.
        found: String,
        /// As they should.
        expected: String,
    },
    /// A header of which it can be said what it lacks.
    Columns {
        /// How many there should be.
        expected: usize,
        /// Those that are not there.
        missing: Vec<&'static str>,
        /// The first that no table has; with none missing and none unknown only the order is another.
        unknown: Vec<String>,
    },
    /// A row of another length.
    CellCount {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// Not UTF-8, or quotes that do not end.
    NotCsv,
    /// A cell of another kind; what it says.
    Kind(Expected, String),
    /// A sign that nobody sees, and the how manyth of the cell it is.
    Unseen(char, usize),
    /// More characters than a cell may have.
    TooLong(usize),
    /// A number beyond what can be meant.
    TooLarge(i64),
    /// A key that a row before has.
    Twice {
        /// The key.
        key: String,
        /// The line of the first; 0 if that is stored already.
        line: u64,
    },
    /// A reference to nothing.
    Dangling(Target, String),
    /// Parents that lead back.
    Circle(String),
    /// Depth and parent of a category disagree.
    Depth,
    /// A date with the name of another day.
    Weekday {
        /// What it is.
        is: &'static str,
        /// What the file says.
        written: String,
    },
    /// A period that ends before it begins.
    EndsBeforeStart,
    /// A period that would not be in force at all.
    NoNationalRow(&'static str),
    /// Not a name the programs know.
    Unknown(String),
    /// An id that its other columns say otherwise.
    NotTheId(String),
    /// About the map of regions, which is edited by nobody.
    Region(String),
}

/// What kind of text a cell should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// Something.
    Something,
    /// An id.
    Id,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A whole number.
    Whole,
    /// A whole number above 0.
    Positive,
    /// A number.
    Number,
    /// 0 or 1.
    Flag,
    /// A date.
    Date,
}

/// One thing wrong in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// In which table.
    pub table: &'static Table,
    /// Where the row starts (at the desk: its number in a spreadsheet); 1 is the header, 0 a row that is stored already.
    pub line: u64,
    /// Which row, by its key; empty where that cannot be said.
    pub key: String,
    /// In which column, where it is about one.
    pub column: Option<&'static Column>,
    /// What.
    pub wrong: Wrong,
}

impl Mistake {
    /// About a file as a whole.
    pub fn of_file(table: &'static Table, line: u64, wrong: Wrong) -> Self {
        Self {
            table,
            line,
            key: String::new(),
            column: None,
            wrong,
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}:{}: ", self.table.file, self.line)?;
        if let Some(column) = self.column {
            write!(f, "{}: ", column.header)?;
        }
        match &self.wrong {
            Wrong::NoFile => f.write_str("the file cannot be read"),
            Wrong::NoRows => f.write_str("no rows"),
            Wrong::Header { found, expected } => {
                write!(f, "the columns are {found}, expected {expected}")
            }
            Wrong::Columns {
                expected,
                missing,
                unknown,
            } => match (missing.is_empty(), unknown.is_empty()) {
                (true, true) => write!(f, "the {expected} columns are in another order"),
                _ => write!(
                    f,
                    "of {expected} columns {} are missing, {} unknown",
                    missing.join(", "),
                    unknown.join(", ")
                ),
            },
            Wrong::CellCount { found, expected } => {
                write!(f, "{found} cells instead of {expected}")
            }
            Wrong::NotCsv => f.write_str("not readable as UTF-8 CSV"),
            Wrong::Kind(kind, cell) => write!(f, "is `{cell}`, expected {}", kind.english()),
            Wrong::Unseen(letter, at) => {
                let code = u32::from(*letter);
                write!(f, "character {at} is invisible (U+{code:04X})")
            }
            Wrong::TooLong(most) => write!(f, "more than {most} characters"),
            Wrong::TooLarge(most) => write!(f, "more than {most}"),
            Wrong::Twice { key, line } => write!(f, "{key} is on line {line} already"),
            Wrong::Dangling(target, id) => write!(f, "{} {id} does not exist", target.english()),
            Wrong::Circle(id) => write!(f, "the parents of {id} form a circle"),
            Wrong::Depth => f.write_str("depth 1 goes with no parent, depth 2 with one"),
            Wrong::Weekday { is, written } => write!(f, "the date is a {is}, not a {written}"),
            Wrong::EndsBeforeStart => f.write_str("valid_to is before valid_from"),
            Wrong::NoNationalRow(rule) => {
                write!(f, "{rule} has no row of scope nation without an end")
            }
            Wrong::Unknown(name) => write!(f, "`{name}` is not a name the programs know"),
            Wrong::NotTheId(expected) => write!(f, "the id must be {expected}"),
            Wrong::Region(text) => f.write_str(text),
        }
    }
}

impl Expected {
    fn english(self) -> String {
        match self {
            Self::Something => "some text".to_owned(),
            Self::Id => "letters, digits and -_.:".to_owned(),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::Whole => "a whole number".to_owned(),
            Self::Positive => "a whole number above 0".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Flag => "0 or 1".to_owned(),
            Self::Date => "a date like 2026-08-17".to_owned(),
        }
    }
}
