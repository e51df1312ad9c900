//! The citizens' frame, with the styles of a public page.

use crate::document::{BASE, Document, Extras, FORM, Styles};
use leptos::prelude::IntoView;

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
            Self::List => &[BASE, FORM, LIST],
            Self::Map => &[BASE, FORM, MAP],
            Self::Poster => &[BASE, FORM, POSTER],
            Self::Figures => &[BASE, FIGURES],
        };
        sheets.concat().replace('\n', "")
    }
}

/// The whole page. `head` are elements of `<head>`, escaped; the styles of `document` do not count.
pub fn render<V: IntoView + 'static>(
    document: &Document<'_>,
    sheet: Sheet,
    head: &str,
    body: impl FnOnce() -> V,
) -> String {
    let css = sheet.css();
    document.render_with(&Extras { css: &css, head }, body)
}

/// A document of a public page; what its styles are, [`render`] is told.
pub const STYLES: Styles = Styles::Base;
