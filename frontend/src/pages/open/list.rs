//! `/laporan`: public complaints.

use super::frame::{STYLES, Sheet, render as framed};
use crate::document::Document;
use crate::i18n::Language;
use leptos::prelude::*;

/// The page.
pub fn render(language: Language) -> String {
    let texts = &language.open().list;
    let document = Document {
        language,
        path: Some("/laporan"),
        title: texts.title,
        description: Some(texts.title),
        styles: STYLES,
        address: None,
    };
    framed(
        &document,
        Sheet::List,
        "",
        || view! { <h1>{texts.title}</h1> },
    )
}
