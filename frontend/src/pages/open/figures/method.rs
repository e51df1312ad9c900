//! How figures are made.

use super::sayings::Sayings;
use crate::components::piece::IntoPiece;
use crate::document::Document;
use crate::i18n::Language;
use crate::pages::open::frame::{STYLES, Sheet as Styles, render as framed};
use leptos::prelude::*;

/// The page.
pub fn render(language: Language, origin: &str) -> String {
    let article = Sayings::of(language).texts.method;
    let document = Document {
        language,
        path: Some("/statistik/metode"),
        title: article.title,
        description: Some(article.title),
        styles: STYLES,
        address: None,
    };
    framed(&document, origin, Styles::Figures, "", || {
        let sections: Vec<_> = article
            .sections
            .iter()
            .map(|(heading, paragraphs)| {
                let paragraphs: Vec<_> = paragraphs
                    .iter()
                    .map(|text| view! { <p>{*text}</p> })
                    .collect();
                view! { <h2>{*heading}</h2>{paragraphs} }.piece()
            })
            .collect();
        let file = |name: &'static str| {
            let address = format!("/data/{name}");
            view! { <li><a class="fig-tap" href=address>{name}</a></li> }
        };
        view! {
            <h1>{article.title}</h1>
            {sections}
            <ul>{file("angka.csv")}{file("angka.json")}{file("kasus.csv")}</ul>
        }
    })
}
