//! The inbox.

use super::frame::Frame;
use leptos::prelude::*;

/// The page.
pub fn render(frame: &Frame<'_>) -> String {
    let texts = &frame.language.desk().inbox;
    frame.render(|| view! { <h1>{texts.title}</h1> })
}
