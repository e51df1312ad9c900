//! The reviewed table of the domain (domain/testdata/life/grid.txt), as far as people can send commands.

use std::collections::HashMap;

/// The name of a command takes this much, each cell that much.
const NAME: usize = 17;
const CELL: usize = 9;

/// What the table says of one situation: by column, by command.
pub struct Situation {
    pub name: String,
    cells: HashMap<(String, String), String>,
}

impl Situation {
    /// The cell; `.` for what nobody may do.
    pub fn cell(&self, column: &str, command: &str) -> &str {
        let key = (column.to_owned(), command.to_owned());
        self.cells.get(&key).map_or(".", String::as_str)
    }
}

/// All of it.
pub fn read() -> Vec<Situation> {
    let root = std::env::var("SATUPINTU_ROOT").unwrap();
    let text = std::fs::read_to_string(format!("{root}/domain/testdata/life/grid.txt")).unwrap();
    let sections = text.split("\n## ").skip(1);
    sections.map(situation).collect()
}

fn situation(section: &str) -> Situation {
    let mut lines = section.lines();
    let name = lines.next().unwrap().to_owned();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("nobody:"));
    let mut rows = lines.map(|line| {
        let line: Vec<char> = line.chars().collect();
        let (first, cells) = line.split_at(NAME.min(line.len()));
        let text = |chars: &[char]| chars.iter().collect::<String>().trim().to_owned();
        let cells: Vec<_> = cells.chunks(CELL).map(text).collect();
        (text(first), cells)
    });
    let (_, columns) = rows.next().unwrap();
    let mut cells = HashMap::new();
    for (command, row) in rows {
        assert_eq!(row.len(), columns.len(), "{name}: {command}");
        for (column, cell) in columns.iter().zip(row) {
            cells.insert((column.clone(), command.clone()), cell);
        }
    }
    Situation { name, cells }
}
