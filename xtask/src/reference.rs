//! `cargo xtask reference`: checks data/*.csv, then loads it into D1 as a whole or not at all.

use std::path::{Path, PathBuf};

use crate::run::{Context, Outcome, say, step, write_if_changed};
use crate::wrangler::{self, Place};
use crate::{build, place};

mod compact;
mod dataset;
mod edits;
mod sql;

use dataset::Dataset;
use domain::reference::table::TABLES;

/// How many mistakes are listed before we stop.
const SHOWN_ERRORS: usize = 50;

/// The reference files of this clone.
pub fn data_dir() -> PathBuf {
    place::root().join("data")
}

/// `reference check`: every mistake with file and line.
pub fn check() -> Outcome {
    let dataset = checked(&data_dir(), true)?;
    say(&format!("reference data is sound: {}", dataset.summary()));
    Ok(())
}

/// Writes the SQL file that brings a database to the state of the files, and returns its path.
pub fn write_sql(with_villages: bool) -> Outcome<PathBuf> {
    let dataset = checked(&data_dir(), with_villages)?;
    let name = if with_villages {
        "reference-with-villages.sql"
    } else {
        "reference.sql"
    };
    let path = place::build_dir().join(name);
    write_if_changed(&path, sql::script(&dataset))?;
    Ok(path)
}

/// What browsers get of the reference data.
pub fn compact_texts() -> Outcome<compact::Compact> {
    compact::texts(&checked(&data_dir(), false)?)
}

/// `reference load`: check, write, run, read back. What was edited at the desk is overwritten only where that is asked.
pub fn load(place: &Place, with_villages: bool, overwrites: bool) -> Outcome {
    let file = write_sql(with_villages)?;
    let mut edited = None;
    if edits::is_edited(place)? {
        let dataset = checked(&data_dir(), false)?;
        let differences = edits::differences(place, &dataset)?;
        if !differences.is_empty() && !overwrites {
            return Err(edits::refusal(&differences));
        }
        edited = Some(dataset);
    }
    step("reference data into the database", || {
        wrangler::execute_file(place, &file)?;
        edited.map_or(Ok(()), |dataset| edits::bring_back(place, &dataset))
    })?;
    print_counts(place)
}

/// `reference export`: what the database holds, back into the files.
pub fn export(place: &Place) -> Outcome {
    let changed = edits::write_files(place, &data_dir())?;
    for file in &changed {
        say(&format!("  data/{file} is new"));
    }
    if changed.is_empty() {
        say("the files say what the database says");
    }
    check()
}

/// Loads only when the database holds another version; what `dev` does at every start.
pub fn load_if_changed(place: &Place) -> Outcome {
    let dataset = checked(&data_dir(), false)?;
    let loaded = wrangler::query(place, "select version from reference_version where id = 1")?;
    let mut versions = loaded.iter().filter_map(|row| row.get("version")?.as_str());
    if versions.any(|version| version.starts_with(&dataset.version)) {
        say("reference data is up to date");
        return Ok(());
    }
    if edits::is_edited(place)? && !edits::differences(place, &dataset)?.is_empty() {
        say("! reference data was edited at the desk, and the files are others: kept as it is");
        say("! `cargo xtask reference export` brings the edits into the files");
        return Ok(());
    }
    load(place, false, false)
}

fn checked(folder: &Path, with_villages: bool) -> Outcome<Dataset> {
    let (dataset, errors) = Dataset::read(folder, with_villages);
    if errors.is_empty() {
        return Ok(dataset);
    }
    let mut report: Vec<String> = errors
        .iter()
        .take(SHOWN_ERRORS)
        .map(ToString::to_string)
        .collect();
    if errors.len() > SHOWN_ERRORS {
        report.push(format!("… and {} more", errors.len() - SHOWN_ERRORS));
    }
    report.push(format!(
        "{} mistakes in the reference data; nothing was written",
        errors.len()
    ));
    Err(report.join("\n"))
}

fn print_counts(place: &Place) -> Outcome {
    let counts: Vec<String> = TABLES
        .iter()
        .map(|table| format!("(select count(*) from {0}) as {0}", table.name))
        .collect();
    let rows = wrangler::query(place, &format!("select {}", counts.join(", ")))?;
    let row = rows.first().ok_or("no counts came back")?;
    for table in TABLES {
        let count = row.get(table.name).context_of(table.name)?;
        say(&format!("  {:>7}  {}", count, table.name));
    }
    let version = wrangler::query(
        place,
        "select version, loaded_at from reference_version where id = 1",
    )?;
    let version = version
        .first()
        .and_then(|row| row.get("version")?.as_str().map(str::to_owned));
    say(&format!("  version {}", version.unwrap_or_default()));
    Ok(())
}

trait ContextOf<T> {
    fn context_of(self, name: &str) -> Outcome<T>;
}

impl<T> ContextOf<T> for Option<T> {
    fn context_of(self, name: &str) -> Outcome<T> {
        self.ok_or("missing").context(name)
    }
}

/// The version of a set of files: the digest of their names and contents.
fn version_of(files: &[(&str, Vec<u8>)]) -> String {
    let mut text = Vec::new();
    for (name, content) in files {
        text.extend_from_slice(format!("{name}:{}\n", content.len()).as_bytes());
        text.extend_from_slice(content);
    }
    build::digest(text)
}
