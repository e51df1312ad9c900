//! The frame around every page of the desk: who is signed in, which rooms there are, the desk's own styles.

use crate::assets::url_of;
use crate::components::piece::IntoPiece;
use crate::document::{BASE, FORM, ICON, RECORD, escape, without_markers};
use crate::i18n::Language;
use crate::islands::desk::{AgencyPicker, BulkBar, KeptWords, KeyboardGuide, TextGuard, Watch};
use leptos::prelude::*;

const DESK: &str = include_str!("../../styles/desk.css");
const CASE: &str = include_str!("../../styles/desk_case.css");
const WALK_IN: &str = include_str!("../../styles/desk_walk_in.css");
const ADMINISTRATION: &str = include_str!("../../styles/desk_admin.css");
const SEALED: &str = include_str!("../../styles/desk_sealed.css");
const MONTHLY: &str = include_str!("../../styles/desk_monthly.css");
const COMFORT: &str = include_str!("../../styles/desk_comfort.css");

/// The desk's style sheet as it stands in the document: one text, whose hash the Content-Security-Policy lists.
pub fn css() -> String {
    [
        BASE,
        FORM,
        RECORD,
        DESK,
        CASE,
        WALK_IN,
        ADMINISTRATION,
        SEALED,
        MONTHLY,
        COMFORT,
    ]
    .concat()
    .replace('\n', "")
}

/// A part of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What waits.
    Inbox,
    /// What was said at the counter.
    WalkIn,
    /// What is sealed, and who looked.
    Sealed,
    /// What can be changed.
    Administration,
    /// One's own account.
    Account,
}

impl Room {
    /// Where it begins.
    pub fn path(self) -> &'static str {
        match self {
            Self::Inbox => "/meja",
            Self::WalkIn => "/meja/loket",
            Self::Sealed => "/meja/segel",
            Self::Administration => "/meja/atur",
            Self::Account => "/meja/akun",
        }
    }
}

/// What the frame says about a page.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Language of the page.
    pub language: Language,
    /// Its address without language prefix, with its query, for the language switch.
    pub path: &'a str,
    /// The room it belongs to.
    pub room: Room,
    /// Who is signed in; none at the door.
    pub officer: Option<&'a str>,
    /// Rooms this officer may enter.
    pub rooms: &'a [Room],
    /// Title, without the name of the site.
    pub title: &'a str,
}

impl Frame<'_> {
    /// The whole page. `body` makes the content of `<main>`.
    pub fn render<V: IntoView + 'static>(&self, body: impl FnOnce() -> V) -> String {
        let texts = &self.language.desk().frame;
        let other = self.language.other();
        let owner = Owner::new();
        let rendered = owner.with(|| {
            provide_context(self.language);
            let nav = self.officer.map(|name| self.navigation(name).piece());
            // At the door there is nothing to make comfortable.
            let comfort = self.officer.map(|_| comfort().piece());
            view! {
                <a class="skip" href="#isi">{self.language.texts().frame.skip}</a>
                <header>
                    <div>
                        <b><a href=self.language.path("/meja")>"SatuPintu"</a>" "<span class="where">{texts.desk}</span></b>
                        {nav}
                    </div>
                </header>
                <main id="isi">{body().piece()}</main>
                <footer>
                    {comfort}
                    <nav aria-label=texts.more>
                        <a href=other.path(self.path) lang=other.tag() hreflang=other.tag()>
                            {self.language.texts().frame.other_language}
                        </a>
                        <a href=self.language.path("/")>{texts.citizens}</a>
                    </nav>
                </footer>
            }
            .to_html()
        });
        owner.cleanup();
        let script = url_of("desk.js").map_or(String::new(), |script| {
            format!("<script type=module src=\"{script}\"></script>")
        });
        format!(
            "<!doctype html><html lang={}><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><title>{} – SatuPintu</title><meta name=robots content=noindex><meta name=theme-color content=\"#0b5345\"><link rel=icon href=\"{ICON}\"><style>{}</style>{script}</head><body class=desk>{}</body></html>",
            self.language.tag(),
            escape(self.title),
            css(),
            without_markers(&rendered),
        )
    }

    fn navigation(&self, name: &str) -> impl IntoView + use<> {
        let texts = &self.language.desk().frame;
        let links: Vec<_> = self
            .rooms
            .iter()
            .map(|room| {
                let label = match room {
                    Room::Inbox => texts.inbox,
                    Room::WalkIn => texts.walk_in,
                    Room::Sealed => texts.sealed,
                    Room::Administration => texts.administration,
                    Room::Account => texts.account,
                };
                let here = (*room == self.room).then_some("page");
                view! { <a href=self.language.path(room.path()) aria-current=here>{label}</a> }
            })
            .collect();
        let here = (self.room == Room::Account).then_some("page");
        view! {
            <nav aria-label=texts.rooms>
                {links}
                <a href=self.language.path(Room::Account.path()) aria-current=here>{name.to_owned()}</a>
            </nav>
        }
    }
}

/// Islands: empty until they are alive.
fn comfort() -> impl IntoView {
    view! { <KeyboardGuide/><BulkBar/><KeptWords/><TextGuard/><AgencyPicker/><Watch/> }
}
