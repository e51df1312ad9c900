//! What use cases give, as pages show it.

use crate::ports::desk::administration::{Appointment, ChangeSet, ChangedRow, StoredRow};
use crate::use_cases::administer::effects::Effects;
use crate::use_cases::administer::{Difference, Judged};
use domain::reference::table::{Kind, Table};
use frontend::i18n::Language;
use frontend::i18n::desk::administration::role_label;
use frontend::pages::desk::administration::{
    ChangeView, ChangedRowView, DifferenceView, EffectsView, MovedView,
};
use serde_json::{Map, Value};

fn columns(table: &Table, stored: &StoredRow) -> Vec<(String, String)> {
    let cells = table.columns.iter().zip(&stored.row.cells);
    let cells = cells.filter(|(column, _)| column.kind != Kind::Ignored);
    cells
        .map(|(column, cell)| (column.name.to_owned(), cell.clone()))
        .collect()
}

fn difference(difference: &Difference) -> DifferenceView {
    let Difference {
        table,
        key,
        before,
        after,
    } = difference;
    ChangedRowView {
        table: table.name.to_owned(),
        key: key.clone(),
        name: None,
        before: before.as_ref().map(|before| columns(table, before)),
        after: columns(table, after),
        was_retired: before.as_ref().is_some_and(|before| before.is_retired),
        is_retired: after.is_retired,
    }
}

/// The rows of a preview.
pub fn differences(judged: &Judged) -> Vec<DifferenceView> {
    judged.differences.iter().map(difference).collect()
}

/// The effects of a preview.
pub fn effects(effects: Effects) -> EffectsView {
    let moved = effects.moved.as_ref();
    EffectsView {
        moved: moved.map(|moved| {
            (
                moved.deadlines,
                moved.cases,
                moved.looked_at,
                moved.is_complete,
            )
        }),
        examples: effects
            .moved
            .into_iter()
            .flat_map(|moved| moved.examples)
            .map(|end| MovedView {
                code: end.code,
                rule: end.rule,
                zone: end.zone,
                from: end.from,
                to: end.to,
            })
            .collect(),
        waiting: effects.waiting,
        referring: effects.referring,
    }
}

/// A change of the history.
pub fn change(language: Language, set: ChangeSet) -> ChangeView {
    ChangeView {
        rows: set
            .rows
            .iter()
            .map(|row| changed_row(language, row))
            .collect(),
        is_undone: set.undone_by.is_some(),
        id: set.id,
        at: set.at,
        officer: set.officer,
        kind: set.kind,
        reason: set.reason,
        row_count: set.row_count,
    }
}

fn changed_row(language: Language, row: &ChangedRow) -> ChangedRowView {
    let read = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let before = row.before.as_deref().map(read);
    let after = read(&row.after);
    let is_retired =
        |object: &Map<String, Value>| object.get("retired") == Some(&Value::Bool(true));
    ChangedRowView {
        table: row.table.clone(),
        key: row.key.clone(),
        name: row.name.clone(),
        was_retired: before.as_ref().is_some_and(is_retired),
        is_retired: is_retired(&after),
        before: before
            .as_ref()
            .map(|before| cells(language, &row.table, before)),
        after: cells(language, &row.table, &after),
    }
}

fn roles_words(language: Language, roles: &[Appointment]) -> String {
    let words = roles.iter().map(|held| {
        let places = [&held.agency, &held.unit];
        let places = places.into_iter().flatten().map(String::as_str);
        let role = std::iter::once(role_label(language, &held.role));
        role.chain(places).collect::<Vec<_>>().join(" · ")
    });
    words.collect::<Vec<_>>().join("; ")
}

/// The columns of a table in its order; whatever else history keeps, in its own.
fn cells(language: Language, table: &str, object: &Map<String, Value>) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    match Table::edited(table) {
        Some(table) => table
            .stored()
            .map(|column| {
                let cell = object.get(column.name).map(text);
                (column.name.to_owned(), cell.unwrap_or_default())
            })
            .collect(),
        None => object
            .iter()
            .map(
                |(name, value)| match serde_json::from_value::<Vec<Appointment>>(value.clone()) {
                    Ok(roles) => (name.clone(), roles_words(language, &roles)),
                    Err(_) => (name.clone(), text(value)),
                },
            )
            .collect(),
    }
}
