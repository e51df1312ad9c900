//! Comfort in the browser: parts of the server's markup that come alive when the bundle is loaded. A page works
//! without them.

mod story_counter;

pub use story_counter::StoryCounter;

/// Starts the islands' runtime; the loader calls it once, then each island by its own export.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

/// tmp
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn probe(text: &str, story: &str) -> String {
    let Ok(data) = domain::reference::compact::read(text) else {
        return String::new();
    };
    let table = domain::routing::RoutingTable::new(&data);
    let s = table.route(&domain::routing::Question {
        text: story,
        ..Default::default()
    });
    let mut out = crate::i18n::suggested_desk(&table, &s).unwrap_or_default();
    for r in &s.reasons {
        if let Some(x) = crate::i18n::reason(crate::i18n::Language::Indonesian, &table, r) {
            out.push_str(&x);
        }
    }
    out
}
/// tmp2
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn probe1(text: &str) -> usize {
    let Ok(data) = domain::reference::compact::read(text) else {
        return 0;
    };
    data.regions.len()
}
