//! How far files on this phone have come, for whoever filed here; `frontend/browser/files.js` fills it in and shows it.

use super::piece::{IntoPiece, Piece};
use crate::i18n::Language;
use leptos::prelude::*;

/// The line, hidden until there is something to say. `can_see`: with a button that shows the page anew, with what has arrived.
pub fn file_progress(language: Language, can_see: bool) -> Piece {
    let texts = language.photos();
    let see = can_see.then(|| view! { <button class="plain" hidden>{texts.see}</button> });
    view! {
        <p
            id="progress"
            class="box screen"
            hidden
            data-files_sent=texts.sent
            data-files_held=texts.held
            data-files_waits=texts.waits
            data-files_refused=texts.refused
            data-files_lost=texts.lost
        >
            <span role="status"></span>
            " "
            <button class="plain" hidden>{texts.now}</button>
            {see}
        </p>
    }
    .piece()
}
