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
