//! Changing the tables: what a proposal would change, whether it may, what it would move, and storing it.

pub mod accounts;
pub mod csv;
pub mod effects;

use crate::ports::RepositoryError;
use crate::ports::desk::administration::{
    AdministrationRepository, ChangeKind, ChangeSet, ChangedRow, Draft, NewChangeSet, Proposal,
    Proposed, Snapshot, StoredRow,
};
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use domain::reference::check::check;
use domain::reference::rows::{Mistake, Row, Rows};
use domain::reference::table::{Kind, Table};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// Longest reason, in characters.
pub const MAX_REASON_CHARS: usize = 500;
/// A proposal must fit one row of the database (2 MB) with room to spare.
const MOST_PROPOSAL_BYTES: usize = 1_500_000;

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In which table.
    pub table: &'static Table,
    /// Which row.
    pub key: String,
    /// As it is; none for a new one.
    pub before: Option<StoredRow>,
    /// As it shall be.
    pub after: StoredRow,
}

/// A proposal held against the tables.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What it changes.
    pub differences: Vec<Difference>,
    /// What it breaks.
    pub mistakes: Vec<Mistake>,
    /// The tables with it.
    pub candidate: Vec<Rows>,
}

/// Holds rows against the tables. What was wrong before is not theirs.
pub fn judge(snapshot: &Snapshot, proposed: &[(Proposed, u64)]) -> Judged {
    let mut differences = Vec::new();
    let mut changed: HashMap<(&str, String), StoredRow> = HashMap::new();
    let mut twice: Vec<Rows> = Vec::new();
    for (proposed, line) in proposed {
        let Some(table) = Table::edited(&proposed.table) else {
            continue;
        };
        let row = Row {
            line: *line,
            cells: proposed.cells.clone(),
        };
        let key = row.key(table);
        let after = StoredRow {
            row,
            is_retired: proposed.is_retired,
        };
        let before = snapshot.find(table, &key).cloned();
        let is_same = before.as_ref().is_some_and(|before| {
            before.row.cells == after.row.cells && before.is_retired == after.is_retired
        });
        let place = (table.name, key.clone());
        let is_first = !changed.contains_key(&place);
        changed.entry(place).or_insert_with(|| after.clone());
        if !is_first {
            // A key that a file has twice stays twice, so that the check says so.
            twice.push(Rows {
                table,
                rows: vec![after.row.clone()],
            });
        } else if !is_same {
            differences.push(Difference {
                table,
                key,
                before,
                after,
            });
        }
    }
    let candidate = candidate(snapshot, changed, twice);
    let old = snapshot.active();
    let before = check(&old, &snapshot.known(&old));
    let was_wrong: HashSet<_> = before.iter().map(identity).collect();
    let mut mistakes = check(&candidate, &snapshot.known(&candidate));
    mistakes.retain(|mistake| !was_wrong.contains(&identity(mistake)));
    // Rows of the file first, in its order.
    mistakes.sort_by_key(|mistake| (mistake.line == 0, mistake.line));
    Judged {
        differences,
        mistakes,
        candidate,
    }
}

fn identity(mistake: &Mistake) -> impl std::hash::Hash + Eq + use<> {
    let column = mistake.column.map(|column| column.name);
    (
        mistake.table.name,
        mistake.key.clone(),
        column,
        mistake.wrong.clone(),
    )
}

fn candidate(
    snapshot: &Snapshot,
    mut changed: HashMap<(&str, String), StoredRow>,
    twice: Vec<Rows>,
) -> Vec<Rows> {
    let mut tables = Vec::with_capacity(snapshot.tables.len());
    for stored in &snapshot.tables {
        let table = stored.table;
        let mut rows = Vec::with_capacity(stored.rows.len());
        for row in &stored.rows {
            let key = (table.name, row.row.key(table));
            let now = changed.remove(&key);
            let now = now.as_ref().unwrap_or(row);
            if !now.is_retired {
                rows.push(now.row.clone());
            }
        }
        let of_table = changed.iter().filter(|((name, _), _)| *name == table.name);
        let mut new: Vec<Row> = of_table
            .filter(|(_, row)| !row.is_retired)
            .map(|(_, row)| row.row.clone())
            .collect();
        new.extend(
            twice
                .iter()
                .filter(|rows| rows.table == table)
                .flat_map(|rows| rows.rows.clone()),
        );
        new.sort_by_key(|row| row.line);
        rows.extend(new);
        tables.push(Rows { table, rows });
    }
    tables
}

/// Why a proposal was not kept or not stored.
#[derive(Debug)]
pub enum NotStored {
    /// It changes nothing.
    NothingChanged,
    /// Rows are wrong.
    Mistakes(Vec<Mistake>),
    /// Complaints wait where nobody would be.
    Waiting,
    /// Too much at once.
    TooMuch,
    /// The tables have changed since.
    Stale,
    /// The storage failed.
    Unavailable(RepositoryError),
}

impl From<RepositoryError> for NotStored {
    fn from(error: RepositoryError) -> Self {
        Self::Unavailable(error)
    }
}

/// Keeps a proposal for its author to look at; nothing is changed yet.
pub async fn propose(
    administration: &impl AdministrationRepository,
    officer: &OfficerId,
    snapshot: &Snapshot,
    draft: Draft,
    lines: &[u64],
) -> Result<Judged, NotStored> {
    let rows = draft.proposal.rows.iter().cloned();
    let lines = lines.iter().copied().chain(std::iter::repeat(0));
    let proposed: Vec<_> = rows.zip(lines).collect();
    let judged = judge(snapshot, &proposed);
    if !judged.mistakes.is_empty() {
        return Err(NotStored::Mistakes(judged.mistakes));
    }
    if judged.differences.is_empty() {
        return Err(NotStored::NothingChanged);
    }
    // Only what changes is kept: the same rows again say nothing.
    let rows = judged.differences.iter().map(|difference| Proposed {
        table: difference.table.name.to_owned(),
        cells: difference.after.row.cells.clone(),
        is_retired: difference.after.is_retired,
    });
    let draft = Draft {
        proposal: Proposal {
            rows: rows.collect(),
            ..draft.proposal
        },
        ..draft
    };
    let bytes = draft.proposal.rows.iter().flat_map(|row| &row.cells);
    if bytes.map(|cell| cell.len() + 8).sum::<usize>() > MOST_PROPOSAL_BYTES {
        return Err(NotStored::TooMuch);
    }
    administration.put_draft(officer, &draft).await?;
    Ok(judged)
}

/// Stores a proposal whose effect was seen at `seen_version`.
pub async fn confirm(
    administration: &impl AdministrationRepository,
    officer: &OfficerId,
    draft: &Draft,
    seen_version: &str,
    now: Timestamp,
) -> Result<(), NotStored> {
    // The same button twice is one change.
    if administration.change_set(&draft.id).await?.is_some() {
        return Ok(());
    }
    let snapshot = administration.snapshot().await?;
    let judged = judged(&snapshot, draft);
    let table = judged.differences.first().map(|first| first.table);
    let table = table.ok_or(NotStored::NothingChanged)?;
    if snapshot.version_of(table) != seen_version {
        return Err(NotStored::Stale);
    }
    if !judged.mistakes.is_empty() {
        return Err(NotStored::Mistakes(judged.mistakes));
    }
    let waiting = effects::deserted(administration, &judged.differences).await?;
    if !waiting.is_empty() {
        return Err(NotStored::Waiting);
    }
    let rows: Vec<_> = judged.differences.iter().map(row_of).collect();
    let new = NewChangeSet {
        id: &draft.id,
        at: now,
        officer,
        kind: draft.proposal.kind,
        undoes: draft.proposal.undoes.as_deref(),
        reason: &draft.proposal.reason,
        base_version: seen_version,
        rows: &rows,
    };
    match administration.store_changes(&new).await {
        Ok(()) => Ok(()),
        Err(RepositoryError::Conflict) => match administration.change_set(&draft.id).await? {
            Some(_) => Ok(()),
            None => Err(NotStored::Stale),
        },
        Err(error) => Err(error.into()),
    }
}

/// A draft held against the tables of now.
pub fn judged(snapshot: &Snapshot, draft: &Draft) -> Judged {
    let rows = draft.proposal.rows.iter().cloned();
    let proposed: Vec<_> = rows.map(|row| (row, 0)).collect();
    judge(snapshot, &proposed)
}

fn row_of(difference: &Difference) -> (ChangedRow, &'static Table, Proposed) {
    let table = difference.table;
    let changed = ChangedRow {
        table: table.name.to_owned(),
        key: difference.key.clone(),
        name: None,
        before: difference
            .before
            .as_ref()
            .map(|before| as_json(table, before)),
        after: as_json(table, &difference.after),
    };
    let proposed = Proposed {
        table: table.name.to_owned(),
        cells: difference.after.row.cells.clone(),
        is_retired: difference.after.is_retired,
    };
    (changed, table, proposed)
}

/// A row as history keeps it: by column.
pub fn as_json(table: &Table, stored: &StoredRow) -> String {
    let mut object = Map::new();
    for (column, cell) in table.columns.iter().zip(&stored.row.cells) {
        if column.kind != Kind::Ignored {
            object.insert(column.name.to_owned(), json!(cell));
        }
    }
    object.insert("retired".to_owned(), json!(stored.is_retired));
    Value::Object(object).to_string()
}

/// The opposite of a change, as a proposal; none for what is undone by hand.
pub fn opposite(set: &ChangeSet, reason: String) -> Option<Proposal> {
    let rows = set.rows.iter().map(|row| {
        let table = Table::edited(&row.table)?;
        let (text, is_new) = match &row.before {
            Some(before) => (before, false),
            None => (&row.after, true),
        };
        let object: Map<String, Value> = serde_json::from_str(text).ok()?;
        let cell = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
        let cells = table.columns.iter().map(|column| match column.kind {
            Kind::Ignored => domain::reference::check::weekday(cell("date"))
                .unwrap_or_default()
                .to_owned(),
            _ => cell(column.name).to_owned(),
        });
        Some(Proposed {
            table: row.table.clone(),
            cells: cells.collect(),
            // What was added is retired: rows are never deleted.
            is_retired: is_new || object.get("retired") == Some(&Value::Bool(true)),
        })
    });
    Some(Proposal {
        kind: ChangeKind::Undo,
        undoes: Some(set.id.clone()),
        reason,
        rows: rows.collect::<Option<Vec<_>>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::desk::administration::StoredTable;
    use domain::reference::table::{AGENCY, CATEGORY};

    fn stored(cells: &[&str], is_retired: bool) -> StoredRow {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        StoredRow {
            row: Row { line: 0, cells },
            is_retired,
        }
    }

    fn agency<'a>(id: &'a str, parent: &'a str) -> [&'a str; 9] {
        [id, "badan", "pusat", "A", "Badan A", parent, "", "", "1"]
    }

    fn snapshot() -> Snapshot {
        let mut category = vec![""; CATEGORY.columns.len()];
        category[0] = "AIR";
        category[2] = "1";
        category[3] = "Air";
        category[4] = "Water";
        category[9] = "b";
        Snapshot {
            version: "v".to_owned(),
            template_version: "0".to_owned(),
            tables: vec![
                StoredTable {
                    table: &AGENCY,
                    rows: vec![
                        stored(&agency("a", ""), false),
                        stored(&agency("b", "a"), false),
                    ],
                },
                StoredTable {
                    table: &CATEGORY,
                    rows: vec![stored(&category, false)],
                },
            ],
            regions: HashSet::new(),
        }
    }

    fn proposed(cells: &[&str], is_retired: bool) -> (Proposed, u64) {
        let row = stored(cells, is_retired);
        let proposed = Proposed {
            table: "agency".to_owned(),
            cells: row.row.cells,
            is_retired,
        };
        (proposed, 7)
    }

    #[test]
    fn what_would_hang_in_the_air_is_named_where_it_hangs() {
        let judged = judge(&snapshot(), &[proposed(&agency("b", "a"), true)]);
        assert_eq!(judged.differences.len(), 1);
        let mistakes: Vec<_> = judged.mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(
            mistakes,
            ["data/categories.csv:0: national_agency: agency b does not exist"]
        );
    }

    #[test]
    fn the_same_row_is_no_change_and_what_was_wrong_before_blocks_nobody() {
        let mut broken = snapshot();
        broken.tables[0]
            .rows
            .push(stored(&agency("x", "gone"), false));
        let judged = judge(&broken, &[proposed(&agency("b", "a"), false)]);
        assert!(judged.differences.is_empty() && judged.mistakes.is_empty());
        let circle = judge(&broken, &[proposed(&agency("a", "b"), false)]);
        assert_eq!(circle.mistakes.len(), 2, "{:?}", circle.mistakes);
        assert_eq!(circle.mistakes[0].line, 7);
    }

    #[test]
    fn a_key_that_comes_twice_is_found() {
        let twice = [
            proposed(&agency("c", ""), false),
            proposed(&agency("c", "a"), false),
        ];
        let judged = judge(&snapshot(), &twice);
        assert_eq!(judged.mistakes.len(), 1, "{:?}", judged.mistakes);
    }

    #[test]
    fn the_opposite_of_a_change_brings_back_what_was() {
        let row = |before: Option<StoredRow>, after: StoredRow| ChangedRow {
            table: "agency".to_owned(),
            key: "b".to_owned(),
            name: None,
            before: before.map(|before| as_json(&AGENCY, &before)),
            after: as_json(&AGENCY, &after),
        };
        let set = ChangeSet {
            id: "1".to_owned(),
            at: Timestamp(0),
            officer: String::new(),
            kind: "edit".to_owned(),
            reason: String::new(),
            row_count: 2,
            undone_by: None,
            rows: vec![
                row(
                    Some(stored(&agency("b", "a"), false)),
                    stored(&agency("b", ""), false),
                ),
                row(None, stored(&agency("n", ""), false)),
            ],
        };
        let opposite = opposite(&set, "salah".to_owned()).unwrap();
        assert_eq!(opposite.rows[0], proposed(&agency("b", "a"), false).0);
        assert_eq!(opposite.rows[1], proposed(&agency("n", ""), true).0);
    }
}
