//! Comfort in the browser: parts of the server's form that come alive when the bundle is loaded. The form works without
//! them, and they show nothing before they can do something.
//!
//! The bundle runs twice: on the page it draws, in a worker it thinks (`brain`), so that typing never waits for it.

#[cfg(feature = "hydrate")]
mod brain;
#[cfg(feature = "hydrate")]
mod dom;
#[cfg(any(feature = "hydrate", test))]
mod measure;
#[cfg(feature = "hydrate")]
mod place_picker;
#[cfg(feature = "hydrate")]
mod position;
#[cfg(feature = "hydrate")]
mod read_aloud;
#[cfg(feature = "hydrate")]
mod recipient;
#[cfg(feature = "hydrate")]
mod story_counter;
#[cfg(any(feature = "hydrate", test))]
mod wire;

#[cfg(feature = "hydrate")]
pub use brain::{answer, learn};

/// Brings the form to life; `worker` answers what is asked of `brain`.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn comfort(worker: web_sys::Worker) {
    let Some(page) = dom::Page::find(worker) else {
        return;
    };
    story_counter::start(&page);
    let picker = place_picker::start(&page);
    position::start(&page);
    let recipient = recipient::start(&page);
    read_aloud::start(&page);
    page.listen(move |reply| match reply {
        wire::Reply::Places {
            asked,
            filled,
            places,
        } => {
            if let Some(picker) = &picker {
                picker.show(asked, filled, places);
            }
        }
        wire::Reply::Name { code, path } => {
            if let Some(picker) = &picker {
                picker.name(&code, &path);
            }
        }
        wire::Reply::Recipient {
            asked,
            desk,
            reasons,
        } => {
            if let Some(recipient) = &recipient {
                recipient.show(asked, desk, reasons);
            }
        }
    });
}
