//! How long the story is, once it is long enough to matter.

use domain::submission::MAX_TEXT_CHARS;
use leptos::prelude::*;

/// From here on the number helps; before, it only frightens.
const SHOW_FROM: usize = MAX_TEXT_CHARS / 2;

/// Counts the characters of the story while the citizen writes, and says how many are too many.
#[island]
pub fn StoryCounter(
    /// "of 10,000 characters" in the page's language.
    of: String,
    /// "Too long. Characters too many:" in the page's language.
    over: String,
    /// What stands between thousands in the page's language.
    thousands: String,
) -> impl IntoView {
    let (length, set_length) = signal(0_usize);
    // After hydration: text that differs from the server's while hydrating would never be shown.
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| watch(set_length));
    #[cfg(not(feature = "hydrate"))]
    let _ = set_length;
    let words = move || match length.get() {
        count if count > MAX_TEXT_CHARS => {
            format!("{over} {}", grouped(count - MAX_TEXT_CHARS, &thousands))
        }
        count if count >= SHOW_FROM => format!("{} {of}", grouped(count, &thousands)),
        _ => String::new(),
    };
    view! { <span class="h" role="status">{words}</span> }
}

/// "6.000": up to a million, longer texts are refused anyway.
fn grouped(count: usize, separator: &str) -> String {
    match count / 1000 {
        0 => count.to_string(),
        thousands => format!("{thousands}{separator}{:03}", count % 1000),
    }
}

/// Reads the field as it is now (the citizen may have typed before the bundle came) and on every input.
#[cfg(feature = "hydrate")]
fn watch(set_length: WriteSignal<usize>) {
    use wasm_bindgen::prelude::{Closure, JsCast};
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id("text"));
    let Some(area) =
        element.and_then(|element| element.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
    else {
        return;
    };
    let source = area.clone();
    let count = move || set_length.set(source.value().chars().count());
    count();
    let listener = Closure::<dyn Fn()>::new(count);
    let _ = area.add_event_listener_with_callback("input", listener.as_ref().unchecked_ref());
    // Lives as long as the page.
    listener.forget();
}
