//! Every hot statement with many different values, tried on the files themselves: how long SQLite takes, and by what plan.

use super::chance::Chance;
use super::{Error, open};
use crate::d1::complaints::READING as TRACKING;
use crate::d1::figures::COUNTING;
use crate::d1::publications::SELECT_DUE;
use crate::d1::sweeps::WALKING;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;
use std::time::Instant;

mod desks;
mod drawn;
mod lists;

pub use drawn::{Drawn, SEARCHES};

use desks::desks;
use lists::{lists, maps};

/// Times each statement is tried, with other values each time.
const TRIES: usize = 200;
const DAY_MS: i64 = 86_400_000;
const KEYS_A_MS: i64 = 1_000;

/// What came of one question.
pub struct Probed {
    /// What is asked for.
    pub name: String,
    /// Milliseconds, of each try, in order of length.
    pub times: Vec<f64>,
    /// Lines of plans that read a whole table.
    pub scans: Vec<String>,
}

impl Probed {
    /// So many of a hundred tries take no longer.
    pub fn percentile(&self, percent: usize) -> f64 {
        let at = self.times.len().saturating_mul(percent) / 100;
        self.times
            .get(at.min(self.times.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    }
}

/// One try: statements that one page needs, one after the other, with their values.
type Try = Vec<(String, Vec<Value>)>;

/// Tries everything.
pub fn probe(
    database: &Path,
    search: &Path,
    now_ms: i64,
    told: &mut dyn FnMut(&Probed),
) -> Result<Vec<Probed>, Error> {
    let (database, search) = (open(database)?, open(search)?);
    for each in [&database, &search] {
        // As workerd opens them; the machine's own cache is warm for both.
        each.execute_batch("pragma cache_size = -16000")?;
    }
    let drawn = Drawn::of(&database, &search, now_ms)?;
    let mut chance = Chance::new(7);
    let mut all = Vec::new();
    let mut add = |name: &str, connection: &Connection, tries: Vec<Try>| -> Result<(), Error> {
        let probed = tried(name, connection, &tries)?;
        told(&probed);
        all.push(probed);
        Ok(())
    };
    for (name, tries) in lists(&drawn, &mut chance) {
        add(&name, &search, tries)?;
    }
    for (name, tries) in maps(&drawn, &mut chance) {
        add(&name, &search, tries)?;
    }
    let facts = COUNTING.first().map_or("", |(_, sql)| sql);
    let facts = tries(|_| {
        vec![(
            facts.to_owned(),
            vec![
                drawn.key(&mut chance),
                Value::Real(9e15),
                Value::Real(2_000.0),
            ],
        )]
    });
    add("figures: one stretch of 2,000", &search, facts)?;
    let tracked = tries(|_| {
        let code = Value::Text(drawn.code(&mut chance));
        let of = |sql: &str| {
            (
                sql.to_owned(),
                vec![code.clone(), Value::Text(String::new())],
            )
        };
        TRACKING.iter().map(|(_, sql)| of(sql)).collect()
    });
    add("tracking /l/{code}", &database, tracked)?;
    let due = tries(|_| vec![(SELECT_DUE.to_owned(), vec![Value::Real(100.0)])]);
    add("publish: 100 pages due", &database, due)?;
    for (name, sql) in WALKING {
        let walked = tries(|at| {
            let first = match name {
                "sweep: 100 due" => Value::Real((drawn.now - DAY_MS + at as i64) as f64),
                _ => Value::Text(format!(
                    "{:08x}",
                    (drawn.now - chance.days(0.0, 1400.0)) >> 16
                )),
            };
            vec![(sql.to_owned(), vec![first, Value::Real(100.0)])]
        });
        add(name, &database, walked)?;
    }
    for (name, tries) in desks(&drawn, &mut chance)? {
        add(&name, &database, tries)?;
    }
    Ok(all)
}

fn tries(make: impl FnMut(usize) -> Try) -> Vec<Try> {
    (0..TRIES).map(make).collect()
}

fn tried(name: &str, connection: &Connection, tries: &[Try]) -> Result<Probed, Error> {
    let mut scans = Vec::new();
    let mut times = Vec::with_capacity(tries.len());
    for (at, one) in tries.iter().enumerate() {
        let mut all = 0.0;
        for (sql, values) in one {
            if at == 0 {
                scans.extend(scans_of(connection, sql, values)?);
            }
            let mut statement = connection.prepare(sql)?;
            let wanted = statement.parameter_count();
            let (start, waited) = (Instant::now(), waited_ms());
            let mut rows = statement.query(params_from_iter(values.iter().take(wanted)))?;
            while let Some(row) = rows.next()? {
                std::hint::black_box(row.get_ref(0)?);
            }
            all += start.elapsed().as_secs_f64() * 1e3 - (waited_ms() - waited);
        }
        times.push(all);
    }
    times.sort_by(f64::total_cmp);
    Ok(Probed {
        name: name.to_owned(),
        times,
        scans,
    })
}

/// How long this thread has waited for a core that others had; 0 where the system does not say. Others build and test on the
/// same machine, and a busy core is no property of a statement.
fn waited_ms() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told
        .split(' ')
        .nth(1)
        .and_then(|waited| waited.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e6
}

/// Tables whose size grows with the cases.
const BIG: [&str; 12] = [
    "complaint",
    "complaint_event",
    "message",
    "notification",
    "identity",
    "publication_due",
    "public_case",
    "published",
    "desk_entry",
    "attachment",
    "command",
    "c",
];

fn scans_of(connection: &Connection, sql: &str, values: &[Value]) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare(&format!("explain query plan {sql}"))?;
    let wanted = statement.parameter_count();
    let mut rows = statement.query(params_from_iter(values.iter().take(wanted)))?;
    let mut scans = Vec::new();
    // A walk with a bound of its own is a co-routine or is made before it is read: what it gives is scanned.
    let mut bounded: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        let line: String = row.get(3)?;
        if let Some(name) = line
            .strip_prefix("CO-ROUTINE ")
            .or_else(|| line.strip_prefix("MATERIALIZE "))
        {
            bounded.push(name.to_owned());
        }
        if let Some(rest) = line.strip_prefix("SCAN ") {
            let table = rest.split(' ').next().unwrap_or_default();
            if BIG.contains(&table)
                && !rest.contains("VIRTUAL TABLE")
                && !bounded.iter().any(|name| name == table)
            {
                scans.push(line);
            }
        }
    }
    Ok(scans)
}
