//! The databases of a size: migrated, loaded, filled, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use satupintu_worker::scale;

use super::Options;
use crate::run::{Context, Outcome, say, seconds, step};
use crate::wrangler::{self, Place};
use crate::{place, reference};

/// Measures all sizes.
pub fn scale(options: &Options) -> Outcome<bool> {
    for cases in [options.cases / 100, options.cases / 10, options.cases] {
        let dir = options.keep.clone().unwrap_or_else(|| place::build_dir().join("scale"));
        let dir = dir.join(cases.to_string());
        ensure(&dir, cases)?;
    }
    Ok(true)
}

/// The files of both databases with so many cases.
pub fn ensure(dir: &Path, cases: u32) -> Outcome<[PathBuf; 2]> {
    let done = dir.join("made");
    if !done.exists() {
        let _ = fs::remove_dir_all(dir);
        fs::create_dir_all(dir).context(dir.display())?;
        let here = Place::Local(dir.to_owned());
        step("migrations and reference data", || {
            wrangler::migrate(&here)?;
            wrangler::execute_file(&here, &reference::write_sql(false)?)
        })?;
        let [database, search] = files(dir)?;
        let samples = samples()?;
        let start = Instant::now();
        let made = scale::Options {
            database: &database,
            search: &search,
            samples: &samples,
            cases,
            seed: 1,
            now_ms: now_ms(),
        };
        scale::make(&made, &mut |made| {
            if made % 50_000 == 0 || made == cases {
                say(&format!("  {made} cases in {}", seconds(start.elapsed())));
            }
        })
        .map_err(|error| error.to_string())?;
        fs::write(&done, "").context(done.display())?;
    }
    files(dir)
}

/// `DB` and `SEARCH` among the files of local D1.
fn files(dir: &Path) -> Outcome<[PathBuf; 2]> {
    let folder = dir.join("v3/d1/miniflare-D1DatabaseObject");
    let mut found = [None, None];
    for file in fs::read_dir(&folder).context(folder.display())?.flatten() {
        let path = file.path();
        if path.extension().is_some_and(|ending| ending == "sqlite") {
            for (slot, table) in found.iter_mut().zip(["complaint", "public_case"]) {
                if scale::has_table(&path, table) {
                    *slot = Some(path.clone());
                }
            }
        }
    }
    match found {
        [Some(database), Some(search)] => Ok([database, search]),
        _ => Err(format!("{} lacks a database", folder.display())),
    }
}

/// The stories of the samples.
fn samples() -> Outcome<Vec<String>> {
    let mut stories = Vec::new();
    for name in ["sample_reports.csv", "heldout_reports.csv"] {
        let path = reference::data_dir().join(name);
        let mut reader = csv::Reader::from_path(&path).context(path.display())?;
        let headers = reader.headers().context(name)?.clone();
        let column = headers.iter().position(|header| header == "text");
        let column = column.ok_or_else(|| format!("{name} has no column text"))?;
        for row in reader.records() {
            let row = row.context(name)?;
            stories.extend(row.get(column).map(str::to_owned));
        }
    }
    Ok(stories)
}

fn now_ms() -> i64 {
    let elapsed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(elapsed.unwrap_or_default().as_millis()).unwrap_or(i64::MAX)
}
