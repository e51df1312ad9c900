//! Migrations and plans on SQLite itself, for tests of statements.

use rusqlite::Connection;
use std::ops::RangeInclusive;
use std::path::Path;

/// An empty database with every migration of a folder.
pub fn migrated(folder: &str) -> Connection {
    let database = Connection::open_in_memory().unwrap();
    migrate(&database, folder, "0000"..="9999");
    database
}

/// Applies the migrations of these numbers.
pub fn migrate(database: &Connection, folder: &str, numbers: RangeInclusive<&str>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy();
        if numbers.contains(&name.get(..4).unwrap()) {
            let sql = std::fs::read_to_string(&file).unwrap();
            database.execute_batch(&sql).unwrap();
        }
    }
}

/// How SQLite goes about a statement, line by line.
pub fn plan(database: &Connection, sql: &str) -> Vec<String> {
    let mut statement = database
        .prepare(&format!("explain query plan {sql}"))
        .unwrap();
    for index in 1..=statement.parameter_count() {
        statement.raw_bind_parameter(index, "{}").unwrap();
    }
    let mut rows = statement.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push(row.get::<_, String>(3).unwrap());
    }
    plan
}
