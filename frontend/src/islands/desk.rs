//! Comfort at the officers' desk. Every page works without: these only save hands and words. Each looks for its marks in
//! the server's HTML and does nothing where there are none:
//!
//! - `[data-row]` with a tick box and a link `[data-open]`, `#q`: rows and the search of a list (keys, ticks);
//! - `[data-key="t"]`: what a key jumps to, beside the forms of a case (`#do-answer`);
//! - `[data-agency]` on an input: agencies while somebody types (the value is an id);
//! - `form[data-keep]`: words that are kept until they are sent, in this tab only;
//! - `textarea[maxlength]`, `textarea[data-template]`: how long a text is, what of a template is left;
//! - `[data-case][data-seq]`: which case this is, as of which entry; `[data-due]` (epoch milliseconds): time that runs.

#[cfg(feature = "desk")]
mod agencies;
#[cfg(feature = "desk")]
mod keys;
#[cfg(feature = "desk")]
mod page;
#[cfg(feature = "desk")]
mod texts;
#[cfg(feature = "desk")]
mod ticks;
#[cfg(feature = "desk")]
mod watch;
#[cfg(feature = "desk")]
mod words;

use crate::i18n::Language;
use leptos::prelude::*;

/// Brings the desk to life: call it once, then each island by its own export.
#[cfg(feature = "desk")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate_desk() {
    if page::find().is_some() {
        hydrate_islands();
    }
}

/// The page's language: islands have no properties, which would cost them a decoder.
fn language() -> Language {
    #[cfg(feature = "desk")]
    let language = page::page().map(|page| page.language);
    #[cfg(not(feature = "desk"))]
    let language = use_context();
    language.unwrap_or_default()
}

/// Draws the browser's half of an island once hydration is over.
macro_rules! when_alive {
    ($part:ident) => {{
        #[cfg(feature = "desk")]
        Effect::new(|_| {
            $part::draw();
        });
    }};
}

/// Shortcuts and the list of them.
#[island]
pub fn KeyboardGuide() -> impl IntoView {
    when_alive!(keys);
    view! { <div id="keys" hidden></div> }
}

/// How many rows are ticked, and all of them at once.
#[island]
pub fn BulkBar() -> impl IntoView {
    when_alive!(ticks);
    view! { <div id="ticked" hidden></div> }
}

/// Words that nobody loses: not by leaving, not by an expired session.
#[island]
pub fn KeptWords() -> impl IntoView {
    when_alive!(words);
    view! { <div id="kept" role="status" hidden></div> }
}

/// How long a text is, and what of a template is left to write.
#[island]
pub fn TextGuard() -> impl IntoView {
    when_alive!(texts);
    view! { <span hidden></span> }
}

/// Agencies while somebody types.
#[island]
pub fn AgencyPicker() -> impl IntoView {
    when_alive!(agencies);
    view! { <datalist id="agencies"></datalist> }
}

/// Time that runs, and whether somebody else changed this case.
#[island]
pub fn Watch() -> impl IntoView {
    let hint = language().desk_comfort().changed;
    when_alive!(watch);
    view! {
        <div class="box screen" id="changed" hidden>
            <p>{hint}</p>
        </div>
    }
}
