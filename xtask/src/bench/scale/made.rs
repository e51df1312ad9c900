//! The databases of a size: migrated, loaded, filled, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use satupintu_worker::scale;

use super::{Options, pages, table};
use crate::run::{Context, Outcome, run_quiet, say, seconds, step};
use crate::wrangler::{self, Place};
use crate::{place, reference};

/// Cases that the rules make one by one.
const RULED: u32 = 10_000;

/// Measures all sizes.
pub fn scale(options: &Options) -> Outcome<bool> {
    let sizes = [options.cases / 100, options.cases / 10, options.cases];
    let root = options.keep.clone();
    let root = root.unwrap_or_else(|| place::build_dir().join("scale"));
    let (mut statements, mut pages) = (Vec::new(), Vec::new());
    let dir_of = |cases: u32| root.join(cases.to_string());
    // As many as the rules make in a few minutes; what is more are copies of those.
    let few = RULED.max(options.cases / 100);
    let ruled = sizes.into_iter().filter(|cases| *cases <= few).max();
    let ruled = ruled.unwrap_or(options.cases);
    for cases in sizes {
        ensure(
            &root,
            &dir_of(cases),
            cases,
            &dir_of(ruled.min(cases)),
            ruled,
        )?;
    }
    // The largest first: it is what the budget is about.
    for cases in sizes.into_iter().rev() {
        let dir = dir_of(cases);
        let [database, search] = files(&dir)?;
        for (name, file) in [("DB", &database), ("SEARCH", &search)] {
            let bytes = fs::metadata(file).context(file.display())?.len();
            say(&format!(
                "  {name} of {cases} cases: {:.2} GB",
                bytes as f64 / 1e9
            ));
        }
        let now = now_ms();
        let probed = step("every statement", || {
            scale::probe(&database, &search, now, &mut |probed| {
                if std::env::var_os("CI").is_none() {
                    say(&format!(
                        "    {:44} {:8.2} {:8.2}",
                        probed.name,
                        probed.percentile(50),
                        probed.percentile(95)
                    ));
                }
            })
            .map_err(|error| error.to_string())
        })?;
        statements.insert(0, probed);
        if !options.is_without_pages {
            let asked = step("every page", || pages::measure(&dir, &database, &search))?;
            pages.insert(0, asked);
        }
        if options.keep.is_none() {
            fs::remove_dir_all(&dir).context(dir.display())?;
        }
    }
    if options.keep.is_none() {
        fs::remove_dir_all(&root).context(root.display())?;
    }
    let is_kept = table::print("statements, as SQLite takes them", &sizes, &statements);
    Ok(table::print("pages over HTTP, less the floor", &sizes, &pages) && is_kept)
}

/// The files of both databases with so many cases.
fn ensure(root: &Path, dir: &Path, cases: u32, from: &Path, ruled: u32) -> Outcome {
    let done = dir.join("made");
    if !done.exists() {
        let _ = fs::remove_dir_all(dir);
        let empty = root.join("empty");
        if !empty.join("made").exists() {
            let here = Place::Local(empty.clone());
            step("migrations and reference data", || {
                wrangler::migrate(&here)?;
                wrangler::execute_file(&here, &reference::write_sql(false)?)
            })?;
            fs::write(empty.join("made"), "").context(empty.display())?;
        }
        run_quiet(Command::new("cp").arg("-R").arg(&empty).arg(dir))?;
        fs::remove_file(&done).context(done.display())?;
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
        if cases > ruled {
            let [from_database, from_search] = &files(from)?;
            let from = [from_database.as_path(), from_search.as_path()];
            let copies = cases / ruled;
            scale::copy(from, [&database, &search], copies, &mut |table| {
                say(&format!(
                    "  {table} {copies} times in {}",
                    seconds(start.elapsed())
                ));
            })
            .map_err(|error| error.to_string())?;
            return fs::write(&done, "").context(done.display());
        }
        scale::make(&made, &mut |made| {
            if made % 50_000 == 0 || made == cases {
                say(&format!("  {made} cases in {}", seconds(start.elapsed())));
            }
        })
        .map_err(|error| error.to_string())?;
        fs::write(&done, "").context(done.display())?;
    }
    Ok(())
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
