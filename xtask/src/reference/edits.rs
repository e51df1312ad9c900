//! What was edited at the desk since the files were loaded: found before a load would overwrite it, and written back.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use csv::{QuoteStyle, ReaderBuilder, WriterBuilder};
use domain::reference::check::weekday;
use domain::reference::rows::Row;
use domain::reference::table::{ANSWER_TEMPLATE, Column, EDITED, Kind, Table};
use serde_json::Value;

use super::dataset::Dataset;
use crate::run::{Context, Outcome, read_bytes, write_if_changed};
use crate::wrangler::{self, Place};

/// Keys that a refusal names.
const SHOWN_KEYS: usize = 20;

/// The edited tables that have a file.
fn tables() -> impl Iterator<Item = &'static Table> {
    let tables = EDITED.into_iter();
    tables.filter(|table| *table != &ANSWER_TEMPLATE)
}

/// Whether the desk has changed anything since the last load: its version then has a `~` (see docs/ARCHITECTURE.md).
pub fn is_edited(place: &Place) -> Outcome<bool> {
    let rows = wrangler::query(place, "select version from reference_version where id = 1")?;
    let mut versions = rows.iter().filter_map(|row| row.get("version")?.as_str());
    Ok(versions.any(|version| version.contains('~')))
}

/// Rows in which database and files are not the same, as `table key`.
pub fn differences(place: &Place, dataset: &Dataset) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for table in tables() {
        let stored = stored(place, table)?;
        let mut stored: HashMap<String, Row> = stored
            .into_iter()
            .map(|row| (row.key(table), row))
            .collect();
        for row in dataset.rows(table) {
            let key = row.key(table);
            let is_same = stored
                .remove(&key)
                .is_some_and(|stored| stored.cells == row.cells);
            if !is_same {
                found.push(format!("{} {key}", table.name));
            }
        }
        let mut only_stored: Vec<String> = stored.into_keys().collect();
        only_stored.sort();
        found.extend(
            only_stored
                .iter()
                .map(|key| format!("{} {key}", table.name)),
        );
    }
    Ok(found)
}

/// Why nothing was loaded.
pub fn refusal(differences: &[String]) -> String {
    let mut report = vec![format!(
        "reference data was edited at the desk since it was loaded; {} rows of the database are not those of the files:",
        differences.len()
    )];
    report.extend(
        differences
            .iter()
            .take(SHOWN_KEYS)
            .map(|key| format!("  {key}")),
    );
    if differences.len() > SHOWN_KEYS {
        report.push(format!("  … and {} more", differences.len() - SHOWN_KEYS));
    }
    report.push(
        "nothing was loaded. `reference export` brings the edits into the files; `reference load --overwrite` discards them"
            .to_owned(),
    );
    report.join("\n")
}

/// What the files name counts again, whatever the desk retired: the loader knows nothing of retiring. What they do not
/// name and something still refers to stays retired.
pub fn bring_back(place: &Place, dataset: &Dataset) -> Outcome {
    for table in tables() {
        let key = table.key.join(" || '|' || ");
        let sql = format!(
            "select {key} as key from {} where retired_at is not null limit 50000",
            table.name
        );
        let retired = wrangler::query(place, &sql)?;
        let named: HashSet<String> = dataset.rows(table).map(|row| row.key(table)).collect();
        let keys = retired.iter().filter_map(|row| row.get("key")?.as_str());
        let keys = keys.filter(|key| named.contains(*key));
        let literals: Vec<String> = keys
            .map(|key| format!("'{}'", key.replace('\'', "''")))
            .collect();
        for literals in literals.chunks(200) {
            let sql = format!(
                "update {} set retired_at = null where {key} in ({})",
                table.name,
                literals.join(", ")
            );
            wrangler::query(place, &sql)?;
        }
    }
    Ok(())
}

/// Writes what the database holds into the files; rows that are the same keep their place and their bytes. Gives the
/// files that are others now.
pub fn write_files(place: &Place, folder: &Path) -> Outcome<Vec<&'static str>> {
    let mut changed = Vec::new();
    for table in tables() {
        let path = folder.join(table.file);
        let old = read_bytes(&path)?;
        let new = merged(table, &old, stored(place, table)?)?;
        if new != old {
            write_if_changed(&path, new)?;
            changed.push(table.file);
        }
    }
    Ok(changed)
}

fn merged(table: &Table, old: &[u8], stored: Vec<Row>) -> Outcome<Vec<u8>> {
    let order: Vec<String> = stored.iter().map(|row| row.key(table)).collect();
    let mut stored: HashMap<String, Row> = stored
        .into_iter()
        .map(|row| (row.key(table), row))
        .collect();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(old);
    let records: Vec<_> = reader
        .records()
        .collect::<Result<_, _>>()
        .context(table.file)?;
    let ends = records.iter().skip(1).map(start_of).chain([old.len()]);
    let ends: Vec<usize> = ends.collect();
    let mut new = Vec::new();
    for (index, (record, end)) in records.iter().zip(ends).enumerate() {
        let bytes = old.get(start_of(record)..end).unwrap_or_default();
        let row = Row {
            line: 0,
            cells: record.iter().map(|cell| cell.trim().to_owned()).collect(),
        };
        match stored.remove(&row.key(table)) {
            _ if index == 0 => new.extend_from_slice(bytes),
            Some(stored) if stored.cells == row.cells => new.extend_from_slice(bytes),
            Some(stored) => new.extend(line(&stored)?),
            None => {}
        }
    }
    for key in order {
        if let Some(row) = stored.remove(&key) {
            new.extend(line(&row)?);
        }
    }
    Ok(new)
}

fn start_of(record: &csv::StringRecord) -> usize {
    let position = record.position().map_or(0, csv::Position::byte);
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn line(row: &Row) -> Outcome<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    writer.write_record(&row.cells).context("a row")?;
    writer.into_inner().context("a row")
}

fn stored(place: &Place, table: &'static Table) -> Outcome<Vec<Row>> {
    let columns: Vec<String> = table.stored().map(selected).collect();
    let key = table.key.join(", ");
    let sql = format!(
        "select {} from {} where retired_at is null order by {key} limit 50000",
        columns.join(", "),
        table.name
    );
    let rows = wrangler::query(place, &sql)?;
    let rows = rows.iter().map(|object| {
        let text = |name: &str| match object.get(name) {
            Some(Value::String(text)) => text.clone(),
            _ => String::new(),
        };
        let cells = table.columns.iter().map(|column| match column.kind {
            Kind::Ignored => weekday(&text("date")).unwrap_or_default().to_owned(),
            _ => text(column.name),
        });
        Row {
            line: 0,
            cells: cells.collect(),
        }
    });
    Ok(rows.collect())
}

fn selected(column: &Column) -> String {
    let name = column.name;
    format!("coalesce(cast({name} as text), '') as {name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reference::table::TERMS;

    #[test]
    fn what_is_the_same_keeps_its_bytes() {
        let header = "rule,report_type,scope,value,unit,basis,source,valid_from,valid_to\n";
        let old = format!(
            "{header}a,*,nation,3,wd,x,\"quoted\",2019-01-01,\nb,*,nation,3,wd,x,y,2019-01-01,\nc,*,nation,3,wd,x,y,2019-01-01,\n"
        );
        let row = |text: &str| Row {
            line: 0,
            cells: text.split(',').map(str::to_owned).collect(),
        };
        let stored = vec![
            row("a,*,nation,3,wd,x,quoted,2019-01-01,"),
            row("b,*,nation,4,wd,x,y,2019-01-01,2026-12-31"),
            row("d,*,nation,4,wd,x,y,2027-01-01,"),
        ];
        let new = String::from_utf8(merged(&TERMS, old.as_bytes(), stored).unwrap()).unwrap();
        assert_eq!(
            new,
            format!(
                "{header}a,*,nation,3,wd,x,\"quoted\",2019-01-01,\nb,*,nation,4,wd,x,y,2019-01-01,2026-12-31\nd,*,nation,4,wd,x,y,2027-01-01,\n"
            )
        );
    }
}
