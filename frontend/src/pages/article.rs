//! Help and privacy: plain text, cacheable, the same for everybody.

use crate::document::{Document, Styles};
use crate::i18n::{Article, Language};
use leptos::prelude::*;

/// A page of headings and paragraphs at `path`.
pub fn render(language: Language, path: &str, article: &'static Article) -> String {
    let document = Document {
        language,
        path: Some(path),
        title: article.title,
        description: Some(article.title),
        styles: Styles::Base,
        address: None,
    };
    document.render(|| {
        let sections: Vec<_> = article
            .sections
            .iter()
            .map(|(heading, paragraphs)| {
                let paragraphs: Vec<_> = paragraphs
                    .iter()
                    .map(|text| view! { <p>{*text}</p> })
                    .collect();
                view! { <h2>{*heading}</h2>{paragraphs} }
            })
            .collect();
        view! { <h1>{article.title}</h1>{sections} }
    })
}
