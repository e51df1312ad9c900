//! What went wrong, within the desk's own frame: its rooms stay one click away.

use super::frame::{Frame, Room};
use crate::i18n::Language;
use crate::pages::failure::{Failure, words};
use leptos::prelude::*;

/// The page, for an officer of this name who may enter these rooms.
pub fn render(language: Language, failure: Failure, officer: &str, rooms: &[Room]) -> String {
    let (title, words) = words(language, failure);
    let frame = Frame {
        language,
        path: Room::Inbox.path(),
        room: Room::Inbox,
        officer: Some(officer),
        rooms,
        title,
    };
    frame.render(|| {
        let back = language.desk().frame.back_to_desk;
        view! {
            <h1>{title}</h1>
            <p>{words}</p>
            <p><a class="button" href=language.path(Room::Inbox.path())>{back}</a></p>
        }
    })
}
