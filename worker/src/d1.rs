//! D1 behind the ports. Numbers are bound as doubles by D1, so ids and texts are strings and times are epoch
//! milliseconds, which a double holds exactly.

mod absences;
mod accounts;
mod administration;
pub mod attachments;
mod bulk;
mod case;
pub mod complaints;
pub mod figures;
pub mod inbox;
pub mod jobs;
mod lives;
mod lookup;
pub mod monthly;
mod officers;
#[cfg(test)]
mod on_sqlite;
pub mod public_cases;
pub mod publications;
mod recovery;
pub mod reference;
mod rows;
pub mod scope;
mod sealed;
pub mod sessions;
mod support;
pub mod sweeps;
pub mod walk_ins;

use crate::ports::RepositoryError;
use domain::date::Timestamp;
use wasm_bindgen::JsValue;

/// Tells a lost race from a lost database, by the stable part of SQLite's message.
fn repository_error(error: &worker::Error) -> RepositoryError {
    let message = error.to_string();
    if message.contains("UNIQUE constraint failed") {
        RepositoryError::Conflict
    } else if ["SQLITE_CONSTRAINT", "SQLITE_TOOBIG", "too big"]
        .iter()
        .any(|sign| message.contains(sign))
    {
        RepositoryError::Refused(message)
    } else {
        RepositoryError::Unavailable(message)
    }
}

fn text(value: &str) -> JsValue {
    JsValue::from_str(value)
}

fn optional(value: Option<&str>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from_str)
}

fn number(value: Option<f64>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from_f64)
}

fn time(at: Timestamp) -> JsValue {
    JsValue::from_f64(at.0 as f64)
}
