//! Comfort in the browser: parts of the server's form that come alive when their bundle is loaded. The form works without
//! them, and they show nothing before they can do something.
//!
//! Three bundles come out of this crate; the officers' desk has one of its own ([`desk`]), which no citizen loads. The islands run on the page (`hydrate`); routing runs in a worker (`brain`), so
//! that typing never waits for it, and is loaded only for those who can afford the preview.

#[cfg(feature = "brain")]
mod brain;
#[cfg(any(feature = "desk", feature = "ssr"))]
pub mod desk;
#[cfg(feature = "hydrate")]
mod form;
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
#[cfg(any(feature = "brain", feature = "hydrate", test))]
mod wire;

#[cfg(any(feature = "hydrate", feature = "ssr"))]
pub use drawn::*;

/// Brings the form to life: call it once, then each island by its own export. `brain` is the address of the worker that
/// previews the recipient; none where data is dear.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate(brain: String) {
    if form::find(brain).is_some() {
        leptos::mount::hydrate_islands();
    }
}

#[cfg(feature = "hydrate")]
pub use place_picker::regions;

/// What the server and the page both draw.
#[cfg(any(feature = "hydrate", feature = "ssr"))]
mod drawn {
    use leptos::prelude::*;

    /// The page's language: islands have no properties, which would cost them a decoder.
    fn language() -> crate::i18n::Language {
        #[cfg(feature = "hydrate")]
        let language = super::form::form().map(|form| form.language);
        #[cfg(not(feature = "hydrate"))]
        let language = use_context();
        language.unwrap_or_default()
    }

    /// Draws the browser's half of an island once hydration is over. On the server its element is empty.
    ///
    /// What is built in the browser only is mounted, not hydrated: hydration would double the code of each element.
    macro_rules! when_alive {
        ($part:ident) => {{
            #[cfg(feature = "hydrate")]
            Effect::new(|_| {
                super::$part::draw();
            });
        }};
    }

    /// How long the story is, once it is long enough to matter.
    #[island]
    pub fn StoryCounter() -> impl IntoView {
        let words = RwSignal::new(String::new());
        #[cfg(feature = "hydrate")]
        super::measure::count(words);
        view! { <span class="h" id="count" role="status">{words}</span> }
    }

    /// What sending costs: an estimate, until there is a story to measure.
    #[island]
    pub fn Cost() -> impl IntoView {
        let words = RwSignal::new(language().comfort().cost_before.to_owned());
        #[cfg(feature = "hydrate")]
        super::measure::weigh(words);
        view! { <span id="cost">{words}</span> }
    }

    /// Regions while the citizen types a place.
    #[island]
    pub fn PlacePicker() -> impl IntoView {
        when_alive!(place_picker);
        view! { <div id="picker"></div> }
    }

    /// The phone's position, at the press of a button.
    #[island]
    pub fn Position() -> impl IntoView {
        when_alive!(position);
        view! { <div id="position"></div> }
    }

    /// Who will receive this, and why.
    #[island]
    pub fn Recipient() -> impl IntoView {
        when_alive!(recipient);
        view! { <div class="box" id="recipient" hidden></div> }
    }

    /// Reads the form aloud.
    #[island]
    pub fn ReadAloud() -> impl IntoView {
        when_alive!(read_aloud);
        view! { <div id="aloud" hidden></div> }
    }
}
