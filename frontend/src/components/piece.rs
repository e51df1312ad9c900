//! Parts of a page that are HTML already.

use leptos::prelude::RenderHtml;
use leptos::tachys::html::InertElement;

/// HTML that goes into a page as it is: made only by [`IntoPiece::piece`], so everything in it was escaped.
pub type Piece = InertElement;

/// Forgets the type of a view by rendering it. `into_any` forgets it too, but brings along everything a browser could do
/// with the view later: for pages that are only ever sent, that was half of the Worker.
pub trait IntoPiece {
    /// The view as HTML.
    fn piece(self) -> Piece;
}

impl<View: RenderHtml> IntoPiece for View {
    fn piece(self) -> Piece {
        InertElement::new(self.to_html())
    }
}

/// A picture that was drawn as text. Whoever draws escapes the words in it.
pub fn drawing(svg: String) -> Piece {
    InertElement::new(svg)
}
