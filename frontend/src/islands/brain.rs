//! What runs in the worker: the reference data, the regions as typed, and the same routing as on the server.

use super::wire::{Ask, Reply};
use crate::i18n::{Language, reason, suggested_desk};
use domain::place_index::PlaceIndex;
use domain::reference::compact;
use domain::routing::{Place, Question, RoutingTable, Suggestion};
use domain::submission::MAX_PLACE_CHARS;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

struct Brain {
    table: RoutingTable,
    index: PlaceIndex,
}

thread_local! {
    static BRAIN: RefCell<Option<Brain>> = const { RefCell::new(None) };
}

/// Reads the reference data; `false` when it is not what this build expects.
#[wasm_bindgen]
pub fn learn(reference: &str) -> bool {
    let Ok(data) = compact::read(reference) else {
        return false;
    };
    let table = RoutingTable::new(&data);
    let index = PlaceIndex::new(&table);
    BRAIN.set(Some(Brain { table, index }));
    true
}

/// Answers one question; nothing before [`learn`].
#[wasm_bindgen]
pub fn answer(ask: &str) -> Option<String> {
    let ask = Ask::read(ask)?;
    BRAIN.with_borrow(|brain| Some(brain.as_ref()?.reply(ask).write()))
}

impl Brain {
    fn reply(&self, ask: Ask) -> Reply {
        match ask {
            Ask::Places { asked, typed } => {
                let found = self.index.matches(&typed, &self.table);
                let paths = found.codes.into_iter().map(|code| {
                    let path = self.table.region_path(&code);
                    (code, path)
                });
                Reply::Places {
                    asked,
                    filled: typed.get(..found.from).unwrap_or_default().to_owned(),
                    places: paths.collect(),
                }
            }
            Ask::Name { code } => Reply::Name {
                path: self.table.region_path(&code),
                code,
            },
            Ask::Recipient {
                asked,
                is_english,
                text,
                place,
                region,
                has_point,
            } => {
                let language = if is_english {
                    Language::English
                } else {
                    Language::Indonesian
                };
                // The server reads at most this much of the field.
                let place: String = place.chars().take(MAX_PLACE_CHARS).collect();
                let suggestion = self.table.route(&Question {
                    text: &text,
                    place: Some(&place),
                    region: Some(region.as_str()).filter(|region| !region.is_empty()),
                    point: None,
                });
                self.recipient(asked, language, &suggestion, has_point)
            }
        }
    }

    fn recipient(
        &self,
        asked: u32,
        language: Language,
        suggestion: &Suggestion,
        has_point: bool,
    ) -> Reply {
        let texts = language.comfort();
        // A position speaks only on the server: the points of all districts would double the download.
        let about_place = match (&suggestion.place, has_point) {
            (Place::Known { .. }, _) => None,
            (_, true) => Some(texts.place_by_point),
            (Place::Unknown, false) => Some(texts.place_unknown),
            (Place::Ambiguous { .. }, false) => Some(texts.place_open),
        };
        let reasons = suggestion
            .reasons
            .iter()
            .filter_map(|step| reason(language, &self.table, step));
        Reply::Recipient {
            asked,
            desk: suggested_desk(&self.table, suggestion)
                .unwrap_or_else(|| texts.triage.to_owned()),
            reasons: about_place
                .map(str::to_owned)
                .into_iter()
                .chain(reasons)
                .collect(),
        }
    }
}
