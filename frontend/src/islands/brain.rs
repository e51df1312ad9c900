//! What runs in the worker: the reference data, and the same routing as on the server.

use super::wire::{Ask, Reply};
use crate::i18n::{Language, reason, suggested_desk};
use domain::reference::compact;
use domain::routing::{Place, Question, RoutingTable};
use domain::submission::MAX_PLACE_CHARS;
use std::cell::OnceCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static TABLE: OnceCell<RoutingTable> = const { OnceCell::new() };
}

/// Reads the reference data; `false` when it is not what this build expects.
#[wasm_bindgen]
pub fn learn(regions: &str, routing: &str) -> bool {
    let Ok(data) = compact::read(regions, routing) else {
        return false;
    };
    TABLE.with(|table| table.set(RoutingTable::new(&data)).is_ok())
}

/// Answers one question; nothing before [`learn`].
#[wasm_bindgen]
pub fn answer(ask: &str) -> Option<String> {
    let ask = Ask::read(ask)?;
    TABLE.with(|table| Some(reply(table.get()?, &ask).write()))
}

fn reply(table: &RoutingTable, ask: &Ask) -> Reply {
    let language = match ask.is_english {
        true => Language::English,
        false => Language::Indonesian,
    };
    // The server reads at most this much of the field.
    let place: String = ask.place.chars().take(MAX_PLACE_CHARS).collect();
    let suggestion = table.route(&Question {
        text: &ask.text,
        place: Some(&place),
        region: Some(ask.region.as_str()).filter(|region| !region.is_empty()),
        point: None,
        within: None,
    });
    let texts = language.preview();
    // A position speaks only on the server: the points of all districts would double the download.
    let about_place = match (&suggestion.place, ask.has_point) {
        (Place::Known { .. }, _) => None,
        (_, true) => Some(texts.place_by_point),
        (Place::Unknown, false) => Some(texts.place_unknown),
        (Place::Ambiguous { .. }, false) => Some(texts.place_open),
    };
    let desk = suggested_desk(table, &suggestion).unwrap_or_else(|| texts.triage.to_owned());
    let steps = suggestion.reasons.iter();
    let reasons = steps.filter_map(|step| reason(language, table, step));
    Reply {
        asked: ask.asked,
        words: [desk]
            .into_iter()
            .chain(about_place.map(str::to_owned))
            .chain(reasons)
            .collect(),
    }
}
