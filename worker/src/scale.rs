//! A million made-up cases in the files of local D1, for `cargo xtask bench scale`: made on the host by the same rules and
//! statements as real ones, and every hot statement tried on them. Behind the feature `scale`, never in a Worker.

mod chance;
mod copies;
mod fate;
mod pages;
mod probes;
mod rows;
mod world;

use crate::d1::reference::reference_in;
pub use copies::{MOST_COPIES, copy};
pub use pages::{Asked, pages};
pub use probes::{Probed, probe};

use chance::Chance;
use domain::date::Timestamp;
use rows::Writer;
use rusqlite::Connection;
use std::path::Path;
use world::World;

/// What went wrong, in words.
pub type Error = Box<dyn std::error::Error>;

/// What is to be made.
pub struct Options<'a> {
    /// The file of `DB`, migrated and with reference data.
    pub database: &'a Path,
    /// The file of `SEARCH`, migrated.
    pub search: &'a Path,
    /// Stories to begin with.
    pub samples: &'a [String],
    /// How many cases.
    pub cases: u32,
    /// The same seed makes the same cases.
    pub seed: u64,
    /// Nothing is younger.
    pub now_ms: i64,
}

/// Cases between two commits.
const AT_ONCE: u32 = 2_000;

/// Makes the cases, oldest first; `told` hears how many there are.
pub fn make(options: &Options<'_>, told: &mut dyn FnMut(u32)) -> Result<(), Error> {
    let database = open(options.database)?;
    let search = open(options.search)?;
    let reference = reference_in(&database)?;
    let world = World::new(&reference, &database, options)?;
    let mut writer = Writer::begin(&database, &search, &reference, Timestamp(options.now_ms))?;
    let mut chance = Chance::new(options.seed);
    let mut leads = Vec::new();
    for made in 0..options.cases {
        let case = fate::case(&world, &mut chance, made, &mut leads)?;
        writer.write(case)?;
        if (made + 1) % AT_ONCE == 0 {
            writer.commit()?;
            told(made + 1);
        }
    }
    writer.finish()?;
    told(options.cases);
    Ok(())
}

/// A file of local D1, for a program that has it to itself.
fn open(file: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(file)?;
    connection.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -400000; pragma temp_store = memory;
         pragma foreign_keys = off; pragma wal_autocheckpoint = 20000;",
    )?;
    Ok(connection)
}

/// Whether a file is a database that has this table.
pub fn has_table(file: &Path, table: &str) -> bool {
    let found = Connection::open(file).and_then(|database| {
        let sql = "select count(*) from sqlite_schema where type = 'table' and name = ?1";
        database.query_row(sql, [table], |row| row.get::<_, i64>(0))
    });
    found.is_ok_and(|many| many > 0)
}
