//! The citizens' frame, with the styles of a public page.

use super::{list, map, poster};
use crate::components::piece::{IntoPiece, Piece};
use crate::document::{BASE, Document, Extras, FORM, Styles, preview};
use crate::i18n::Language;
use leptos::prelude::*;

const ROOMS: &str = include_str!("../../styles/open.css");
const FIGURES: &str = include_str!("../../styles/open_figures.css");
const LIST: &str = include_str!("../../styles/open_list.css");
const MAP: &str = include_str!("../../styles/open_map.css");
const POSTER: &str = include_str!("../../styles/open_poster.css");

/// Which styles a public page carries; each is one constant text, so that its hash can be listed in the
/// Content-Security-Policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Lists of complaints.
    List,
    /// The map.
    Map,
    /// Which posters there are.
    Poster,
    /// Figures.
    Figures,
}

impl Sheet {
    /// Every one of them.
    pub const ALL: [Self; 4] = [Self::List, Self::Map, Self::Poster, Self::Figures];

    /// The style sheet as it stands in the document.
    pub fn css(self) -> String {
        let sheets: &[&str] = match self {
            Self::List => &[BASE, ROOMS, FORM, LIST],
            Self::Map => &[BASE, ROOMS, FORM, MAP],
            Self::Poster => &[BASE, ROOMS, FORM, POSTER],
            Self::Figures => &[BASE, ROOMS, FIGURES],
        };
        sheets.concat().replace('\n', "")
    }
}

/// The whole page at `https://host`. `head` are elements of `<head>`, escaped; the styles of `document` do not count.
pub fn render<V: IntoView + 'static>(
    document: &Document<'_>,
    origin: &str,
    sheet: Sheet,
    head: &str,
    body: impl FnOnce() -> V,
) -> String {
    let css = sheet.css();
    let language = document.language;
    let path = document.path.unwrap_or_default();
    let shown = document.description.map_or(String::new(), |description| {
        preview(origin, &language.path(path), document.title, description)
    });
    let head = format!("{shown}{head}");
    let extras = Extras {
        css: &css,
        head: &head,
    };
    document.render_with(&extras, || {
        view! { {rooms(language, path)}{body()} }
    })
}

/// The rooms of what is public, with the one that the reader is in.
fn rooms(language: Language, path: &str) -> Piece {
    let texts = language.open();
    let here = path.split(['?', '/']).nth(1).unwrap_or_default();
    let links: Vec<_> = [
        (list::PATH, texts.rooms.list),
        (map::PATH, texts.rooms.map),
        ("/statistik", texts.rooms.figures),
        (poster::PATH, texts.rooms.poster),
    ]
    .into_iter()
    .map(|(room, name)| {
        let is_here = room.trim_start_matches('/') == here;
        view! { <a href=language.path(room) aria-current=is_here.then_some("true")>{name}</a> }
    })
    .collect();
    view! { <nav class="rooms screen" aria-label=texts.rooms.name>{links}</nav> }.piece()
}

/// A document of a public page; what its styles are, [`render`] is told.
pub const STYLES: Styles = Styles::Base;
