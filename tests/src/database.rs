//! The file in which local D1 keeps the complaints, opened beside the server that writes it.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::types::ValueRef;
use rusqlite::{Batch, Connection, OpenFlags, Statement};
use serde_json::{Map, Value};
use std::path::Path;
use std::time::Duration;

/// Where Miniflare keeps the databases below its directory.
const FOLDER: &str = "v3/d1/miniflare-D1DatabaseObject";

/// The database that has complaints; SEARCH and Miniflare's own lie beside it.
pub fn open(state: &Path) -> Connection {
    with_table(state, "complaint")
}

/// The database of what is public.
pub fn search(state: &Path) -> Connection {
    with_table(state, "public_case")
}

fn with_table(state: &Path, table: &str) -> Connection {
    let folder = state.join(FOLDER);
    let files = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "sqlite")) {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(&file, flags).unwrap();
        database.busy_timeout(Duration::from_secs(30)).unwrap();
        // D1 keeps foreign keys on.
        database.pragma_update(None, "foreign_keys", true).unwrap();
        if database.table_exists(None, table).unwrap() {
            return database;
        }
    }
    panic!("no database with {table} below {}", folder.display());
}

/// The rows of a question, in order; columns by name, as D1 answers them. Of several statements all run, and the first
/// answers.
pub fn rows(database: &Connection, sql: &str) -> Vec<Value> {
    let mut answers = Vec::new();
    let mut statements = Batch::new(database, sql);
    while let Some(mut statement) = said(statements.next(), sql) {
        answers.push(rows_of(&mut statement, sql));
    }
    if answers.is_empty() {
        panic!("no statement: {sql}");
    }
    answers.swap_remove(0)
}

fn rows_of(statement: &mut Statement, sql: &str) -> Vec<Value> {
    let names: Vec<String> = statement
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut rows = said(statement.query([]), sql);
    let mut found = Vec::new();
    while let Some(row) = said(rows.next(), sql) {
        let mut object = Map::new();
        for (index, name) in names.iter().enumerate() {
            let value = match row.get_ref(index).unwrap() {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => number.into(),
                ValueRef::Real(number) => number.into(),
                ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap().into(),
                ValueRef::Blob(bytes) => bytes.to_vec().into(),
            };
            object.insert(name.clone(), value);
        }
        found.push(Value::Object(object));
    }
    found
}

fn said<T>(answer: rusqlite::Result<T>, sql: &str) -> T {
    answer.unwrap_or_else(|error| panic!("{error}: {sql}"))
}

/// What local R2 keeps under keys that begin so, in the order of the keys: read from its files, so that what no request
/// shows is seen too.
pub fn objects(state: &Path, prefix: &str) -> Vec<Vec<u8>> {
    let folder = state.join("v3/r2");
    let Ok(files) = std::fs::read_dir(folder.join("miniflare-R2BucketObject")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for file in files.map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|ending| ending != "sqlite") {
            continue;
        }
        let database = Connection::open(&file).unwrap();
        database.busy_timeout(Duration::from_secs(30)).unwrap();
        if !database.table_exists(None, "_mf_objects").unwrap() {
            continue;
        }
        let sql = "select key, blob_id from _mf_objects where substr(key, 1, length(?1)) = ?1";
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([prefix], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        for row in rows.unwrap() {
            let (key, blob) = row.unwrap();
            found.push((key, blob_of(&folder, &blob)));
        }
    }
    found.sort();
    found.into_iter().map(|(_, bytes)| bytes).collect()
}

fn blob_of(folder: &Path, blob: &str) -> Vec<u8> {
    let buckets = std::fs::read_dir(folder).unwrap();
    let files = buckets.map(|bucket| bucket.unwrap().path().join("blobs").join(blob));
    let mut there = files.filter(|file| file.exists());
    std::fs::read(there.next().unwrap()).unwrap()
}
