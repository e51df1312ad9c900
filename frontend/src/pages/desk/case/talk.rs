//! What was written, with who reads it; and what happened.

use super::CasePage;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::life::put;
use crate::pages::track::{Message, PastEvent};
use domain::complaint::Visibility;
use domain::complaint::actor::{Post, Role};
use domain::complaint::command::Thread;
use leptos::prelude::*;

impl CasePage<'_> {
    pub(super) fn talk(&self) -> Piece {
        let texts = &self.texts().talk;
        let custody = self.track.custody();
        let mut messages: Vec<_> = self.track.messages.iter().collect();
        messages.sort_by_key(|message| message.seq);
        let items: Vec<_> = messages
            .into_iter()
            .filter(|message| message.part != "title")
            .map(|message| self.message(message, &custody))
            .collect();
        let items = match items.is_empty() {
            true => view! { <p class="soft">{texts.none}</p> }.piece(),
            false => view! { <ol class="talk">{items}</ol> }.piece(),
        };
        view! { <section id="percakapan"><h2>{texts.title}</h2>{items}</section> }.piece()
    }

    fn message(&self, message: &Message<'_>, custody: &[Option<Post>]) -> Piece {
        let class = match (message.thread, message.author) {
            (Thread::Internal, _) => Some("internal"),
            (_, Role::Reporter) => Some("own"),
            _ => None,
        };
        let role = self.texts().role(message.author);
        let name = self.track.author(message, custody);
        // The role says it already.
        let agency = self.language().texts().life.people.agency;
        let name = name
            .strip_prefix(agency.trim_end_matches("{0}"))
            .map_or(name.clone(), str::to_owned);
        let name = (name != role).then(|| format!(" · {name}"));
        let part = match message.thread {
            Thread::Internal => None,
            _ => Some(view! { {self.track.part(message)}<br/> }),
        };
        let outcome = self.track.outcome_of(message);
        let facts = self.track.complaint.facts();
        let is_public = facts.visibility == Visibility::Public && !facts.kind.is_supervisory();
        view! {
            <li class=class>
                <b>{role}{name}</b><br/>
                {part}
                <span class="soft">{self.track.moment(message.at)}</span><br/>
                <span class="readers">{self.texts().readers(message.thread, is_public)}</span>
                {outcome.map(|words| view! { <p><b>{words}"."</b></p> })}
                {self.track.said(message)}
            </li>
        }
        .piece()
    }

    pub(super) fn history(&self) -> Piece {
        let custody = self.track.custody();
        let items: Vec<_> = self
            .track
            .history
            .iter()
            .zip(&custody)
            .map(|(past, held)| self.past(past, held.as_ref()))
            .collect();
        let title = self.texts().talk.history;
        view! { <section id="riwayat"><h2>{title}</h2><ol class="past">{items}</ol></section> }
            .piece()
    }

    /// One entry, with the role of whoever made it.
    pub(super) fn past(&self, past: &PastEvent<'_>, held: Option<&Post>) -> Piece {
        let texts = &self.texts().talk;
        let words = self.track.event_words(past, held);
        let words = words.unwrap_or_else(|| texts.internal_note.to_owned());
        let role = past.recorded.map(|recorded| recorded.by.role);
        let by = role.map(|role| {
            let by = put(texts.by, &[self.texts().role(role)]);
            format!(" · {by}")
        });
        let at = self.track.moment(past.at);
        view! { <li>{words}<br/><span class="soft">{at}{by}</span></li> }.piece()
    }
}
