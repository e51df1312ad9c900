//! The counter: one screen to key in what was said or written.

pub mod fields;
mod form;
pub mod paper;
mod slip;

use super::frame::{Frame, Room};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::Language;
use fields::Entry;
use leptos::prelude::*;
pub use slip::Slip;

/// Where the page stands.
pub const PATH: &str = "/meja/loket";

/// Everything the form sends, as it was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryValues {
    /// Minted by the server for the form without scripts.
    pub id: String,
    /// Likewise.
    pub access_key: String,
    /// How it came.
    pub channel: String,
    /// The day it was said or written, as typed.
    pub said_on: String,
    /// The time of day, as typed.
    pub said_time: String,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
    /// The story.
    pub text: String,
    /// What the reporter wants.
    pub kind: String,
    /// Where, in words.
    pub place: String,
    /// What stands close by.
    pub landmark: String,
    /// The day it happened, as typed.
    pub occurred_on: String,
    /// The reporter's name.
    pub name: String,
    /// The reporter's telephone number, as typed.
    pub phone: String,
    /// The reporter's e-mail address, as typed.
    pub email: String,
    /// *Anonim*.
    pub anonymous: bool,
    /// *Rahasia*.
    pub confidential: bool,
    /// `id` or `en`.
    pub receipt_language: String,
}

impl EntryValues {
    /// The language of the receipt; the page's where none was chosen.
    pub fn language(&self, page: Language) -> Language {
        match self.receipt_language.as_str() {
            "id" => Language::Indonesian,
            "en" => Language::English,
            _ => page,
        }
    }
}

/// What the page says above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The id was used for other words: these are not saved yet.
    IdReused,
    /// The storage is away: these are not saved yet.
    Unavailable,
}

/// One thing to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Which field.
    pub entry: Entry,
    /// The control in it.
    pub control: &'static str,
    /// What is wrong, in the reader's language.
    pub words: &'static str,
}

/// The screen.
pub struct WalkInPage<'a> {
    /// Language, navigation, who has signed in.
    pub frame: Frame<'a>,
    /// The officer's id, for what lies on this computer; none on the page that stands in without a network.
    pub officer: Option<&'a str>,
    /// What stands in the fields.
    pub values: &'a EntryValues,
    /// What to mend.
    pub mistakes: &'a [Mistake],
    /// What to say above it.
    pub notice: Option<Notice>,
    /// What was just stored.
    pub slip: Option<&'a Slip<'a>>,
    /// How many entries of this officer there are today.
    pub count: Option<u32>,
}

impl WalkInPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = &self.frame.language.desk().walk_in;
        let has_problem = !self.mistakes.is_empty() || self.notice.is_some();
        let title = match has_problem {
            true => format!(
                "{}: {}",
                self.frame.language.texts().form.error_mark,
                texts.title
            ),
            false => texts.title.to_owned(),
        };
        let frame = Frame {
            title: &title,
            ..self.frame
        };
        frame.render(|| {
            let paper = self.frame.language.path(paper::PATH);
            view! {
                <div class="walk-in">
                    <div class="walk-in-top">
                        <h1 class="screen">{texts.title}</h1>
                        {self.stored()}
                    </div>
                    <div id="slip" class="walk-in-slip" tabindex="-1">
                        {self.slip.map(|filled| slip::view(filled.language, Some(filled)))}
                    </div>
                    <div class="walk-in-form">
                        {self.summary()}
                        <p class="screen">{texts.lead}</p>
                        <p class="screen">{self.standing()}</p>
                        <p class="screen"><a class="button plain" href=paper>{texts.paper}</a></p>
                        <p id="trouble" class="box bad screen" role="alert" hidden></p>
                        {self.form()}
                    </div>
                    <div class="walk-in-here">{self.here()}</div>
                </div>
                {self.templates()}
            }
        })
    }

    /// What became of the last entry: first on the page, and where the page begins when there is one.
    fn stored(&self) -> Piece {
        let texts = &self.frame.language.desk().walk_in;
        let words = self
            .slip
            .map(|slip| format!("{}: {}", texts.here.sent, slip.code));
        let is_there = words.is_some();
        view! {
            <div id="stored" class="box screen" tabindex="-1" hidden=!is_there autofocus=is_there>
                <p id="said" role="status">{words}</p>
                <p><a class="button" href="#text">{texts.next_entry}</a></p>
            </div>
        }
        .piece()
    }

    fn standing(&self) -> Piece {
        let texts = &self.frame.language.desk().walk_in;
        let count = self.count.map(|count| {
            view! { {texts.count}" "<b id="count">{count}</b>" · " }
        });
        let name = self.frame.officer.unwrap_or_default().to_owned();
        view! { <span>{count}{texts.recorded_as}" "<b id="officer">{name}</b>". "</span> }.piece()
    }

    fn summary(&self) -> Option<Piece> {
        let texts = &self.frame.language.desk().walk_in;
        if let Some(notice) = self.notice {
            let words = match notice {
                Notice::IdReused => texts.id_reused,
                Notice::Unavailable => texts.unavailable,
            };
            return Some(
                view! { <div class="box bad screen" role="alert" tabindex="-1" autofocus><p>{words}</p></div> }.piece(),
            );
        }
        if self.mistakes.is_empty() {
            return None;
        }
        let items: Vec<_> = self
            .mistakes
            .iter()
            .map(|mistake| view! { <li><a href=format!("#{}", mistake.control)>{mistake.words}</a></li> })
            .collect();
        Some(
            view! {
                <div class="box bad screen" role="alert" tabindex="-1" autofocus>
                    <p><b>{texts.errors_title}</b></p>
                    <ul>{items}</ul>
                </div>
            }
            .piece(),
        )
    }

    /// What lies on this computer: the script fills it, in words that stand here.
    fn here(&self) -> Piece {
        let texts = &self.frame.language.desk().walk_in.here;
        let door = format!(
            "{}?ke={}",
            self.frame.language.path("/meja/masuk"),
            self.frame.language.path(PATH)
        );
        view! {
            <section
                id="here"
                class="card screen"
                hidden
                data-waiting=texts.waiting
                data-session=texts.session
                data-officer=texts.officer
                data-sent=texts.sent
                data-refused=texts.refused
                data-others=texts.others
                data-sure=texts.remove_sure
                data-kept=texts.kept
                data-lost=texts.lost
                data-nobody=texts.nobody
                data-offline=texts.offline
            >
                <h2>{texts.title}</h2>
                <p class="soft">{texts.lead}</p>
                <p id="others" hidden></p>
                <ul id="rows" class="bare"></ul>
                <template id="row">
                    <li>
                        <b class="number"></b>" "<span class="state"></span>
                        <span class="row">
                            <button type="button" class="plain" data-act="show">{texts.show}</button>
                            <button type="button" class="plain" data-act="mend">{texts.mend}</button>
                            <button type="button" class="plain" data-act="send">{texts.send_now}</button>
                            <a class="button plain" data-act="door" href=door>{texts.sign_in}</a>
                            <button type="button" class="plain" data-act="remove">{texts.remove}</button>
                        </span>
                    </li>
                </template>
            </section>
        }
        .piece()
    }

    fn templates(&self) -> Piece {
        view! {
            <template id="slip-id" data-channels=slip::channel_names(Language::Indonesian)>
                {slip::view(Language::Indonesian, None)}
            </template>
            <template id="slip-en" data-channels=slip::channel_names(Language::English)>
                {slip::view(Language::English, None)}
            </template>
        }
        .piece()
    }
}

/// What whoever has none of the roles sees.
pub fn forbidden(frame: &Frame<'_>) -> String {
    let texts = &frame.language.desk().walk_in;
    let frame = Frame {
        title: texts.forbidden_title,
        room: Room::WalkIn,
        ..*frame
    };
    frame.render(|| view! { <h1>{texts.forbidden_title}</h1><p>{texts.forbidden}</p> })
}

#[cfg(test)]
mod tests;
