//! Pages that say what went wrong and what to do.

use crate::document::{Document, Styles};
use crate::i18n::Language;
use leptos::prelude::*;

/// What went wrong, as far as a reader of pages can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No such page.
    NotFound,
    /// The address does not take this method.
    Method,
    /// Too many bytes.
    TooLarge,
    /// Not a form, or not UTF-8.
    Unreadable,
    /// Another content type than the form's.
    MediaType,
    /// Sent from another site.
    Origin,
    /// Somebody was faster.
    Stale,
    /// Too many requests.
    Busy,
    /// Our fault.
    Broken,
}

/// What is said: a title and a sentence.
pub fn words(language: Language, failure: Failure) -> (&'static str, &'static str) {
    let texts = &language.texts().failure;
    match failure {
        Failure::NotFound => (texts.not_found_title, texts.not_found),
        Failure::Method => (texts.method_title, texts.method),
        Failure::TooLarge => (texts.too_large_title, texts.too_large),
        Failure::Unreadable => (texts.unreadable_title, texts.unreadable),
        Failure::MediaType => (texts.media_type_title, texts.media_type),
        Failure::Origin => (texts.origin_title, texts.origin),
        Failure::Stale => (texts.stale_title, texts.stale),
        Failure::Busy => (texts.busy_title, texts.busy),
        Failure::Broken => (texts.broken_title, texts.broken),
    }
}

/// The page.
pub fn render(language: Language, failure: Failure) -> String {
    let (title, words) = words(language, failure);
    let back = language.texts().failure.back;
    let document = Document {
        language,
        path: Some("/"),
        title,
        description: None,
        styles: Styles::Base,
        address: None,
    };
    document.render(|| {
        view! {
            <h1>{title}</h1>
            <p>{words}</p>
            <p><a class="button" href=language.path("/")>{back}</a></p>
        }
    })
}
