//! What was written both ways, oldest first.

use super::{Message, TrackPage};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::life::put;
use crate::i18n::{Language, date_long};
use domain::complaint::actor::{Post, Role};
use domain::complaint::command::Thread;
use domain::complaint::event::Event;
use domain::complaint::state::{ComplaintState, Outcome};
use leptos::prelude::*;

impl TrackPage<'_> {
    pub(super) fn conversation(&self) -> Option<Piece> {
        // The heading stands on top of the page.
        let mut messages: Vec<_> = self
            .messages
            .iter()
            .filter(|message| !matches!(message.part, "title" | "redaction"))
            .collect();
        if messages.is_empty() {
            return None;
        }
        let custody = self.custody();
        messages.sort_by_key(|message| message.seq);
        let items: Vec<_> = messages
            .into_iter()
            .map(|message| self.message(message, &custody))
            .collect();
        let title = self.life().talk.title;
        Some(view! { <h2>{title}</h2><ol class="talk">{items}</ol> }.piece())
    }

    fn message(&self, message: &Message<'_>, custody: &[Option<Post>]) -> Piece {
        let talk = &self.life().talk;
        let is_private = message.thread != Thread::Conversation && self.complaint.is_public();
        let private = is_private.then(|| format!(" ({})", talk.private));
        let class = (message.author == Role::Reporter).then_some("own");
        view! {
            <li class=class>
                <b>{self.author(message, custody)}</b><br/>
                {self.part(message)}{private}<br/>
                <span class="soft">{self.moment(message.at)}</span>
                {self.outcome_of(message).map(|words| view! { <p><b>{words}"."</b></p> })}
                {self.said(message)}
            </li>
        }
        .piece()
    }

    /// The words, or that there are none any more.
    pub(in crate::pages) fn said(&self, message: &Message<'_>) -> Piece {
        match message.text {
            Some(text) => view! { <p class="words" dir="auto">{visible(text)}</p> }.piece(),
            None => view! { <p class="soft">{self.life().talk.erased}</p> }.piece(),
        }
    }

    /// The newest text of one part.
    pub(in crate::pages) fn newest(&self, part: &str) -> Option<&Message<'_>> {
        let messages = self.messages.iter();
        messages
            .filter(|message| message.part == part)
            .max_by_key(|message| message.seq)
    }

    pub(in crate::pages) fn part(&self, message: &Message<'_>) -> &'static str {
        let talk = &self.life().talk;
        let is_reporters = message.author == Role::Reporter;
        match message.part {
            "question" => talk.question,
            "reply" => talk.reply,
            "message" => talk.message,
            "objection" => talk.objection,
            "reason" if !is_reporters => talk.not_ours,
            "reason" if message.thread == Thread::Conversation => talk.reopening,
            "reason" => talk.withdrawal,
            "sentence" => talk.sentence,
            "restored" => talk.restored,
            "follow_up" => talk.follow_up,
            "note" => talk.note,
            "answer" => talk.answer,
            _ => talk.other,
        }
    }

    /// What an answer says became of the matter.
    pub(in crate::pages) fn outcome_of(&self, message: &Message<'_>) -> Option<String> {
        if message.part != "answer" {
            return None;
        }
        let entry = self.entry_of(message).map(|(_, recorded)| &recorded.event);
        let outcome = match (entry, self.complaint.state()) {
            (Some(Event::Answered(event)), _) => &event.outcome,
            (_, ComplaintState::Answered(state)) => &state.outcome,
            _ => return None,
        };
        Some(outcome_words(self.language, outcome))
    }
}

/// What became of the matter; without the full stop.
pub(super) fn outcome_words(language: Language, outcome: &Outcome) -> String {
    let past = &language.texts().life.past;
    match outcome {
        Outcome::Done { on } => put(past.outcome_done, &[&date_long(language, *on)]),
        Outcome::Planned { until } => put(past.outcome_planned, &[&date_long(language, *until)]),
        Outcome::CannotDo { basis } => put(past.outcome_cannot, &[&visible(basis.as_str())]),
        Outcome::Informed => past.outcome_informed.to_owned(),
    }
}
