//! What happened, in everyday words: every kind of entry, hops, pauses, and what the reporter was told.

use super::conversation::outcome_words;
use super::{PastEvent, TrackPage};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::life::{
    audience_words, classification_words, put, rejection_words, rule_words, told_words,
};
use domain::complaint::Visibility;
use domain::complaint::actor::{Post, Role};
use domain::complaint::command::Thread;
use domain::complaint::event::{self, Event, IdentityStep, Recorded};
use domain::complaint::life::Hop;
use domain::complaint::moment::Limits;
use domain::complaint::state::Countdown;
use domain::date::Timestamp;
use domain::deadline::{Deadline, Rung};
use domain::notification::Audience;
use leptos::prelude::*;

const DAY_MS: i64 = 86_400_000;

impl TrackPage<'_> {
    pub(super) fn past(&self) -> Piece {
        let custody = self.custody();
        let items: Vec<_> = self
            .history
            .iter()
            .zip(&custody)
            .filter_map(|(past, held)| {
                let words = self.event_words(past, held.as_ref())?;
                let at = self.moment(past.at);
                Some(view! { <li>{words}<br/><span class="soft">{at}</span></li> })
            })
            .collect();
        let title = self.life().past.title;
        view! { <h2>{title}</h2><ol class="past">{items}</ol> }.piece()
    }

    /// One entry as sentences; none for what officers write among themselves. `held` had it just before.
    pub(in crate::pages) fn event_words(
        &self,
        past: &PastEvent<'_>,
        held: Option<&Post>,
    ) -> Option<String> {
        let texts = &self.life().past;
        let Some(recorded) = past.recorded else {
            let words = match past.kind {
                "received" if self.channel.is_written_down() => texts.received_here,
                "received" => texts.received,
                // A kind this program is too old for.
                _ => texts.other,
            };
            return Some(words.to_owned());
        };
        let sentences = self.sentences(recorded, held, past.told)?;
        Some(sentences.join(" "))
    }

    fn sentences(
        &self,
        recorded: &Recorded,
        held: Option<&Post>,
        told: &[Audience],
    ) -> Option<Vec<String>> {
        let texts = &self.life().past;
        let actor = self.actor(recorded.by.role, held);
        let holder = || self.actor(Role::LiaisonOfficer, held);
        let reporter = self.subject();
        let is_own = recorded.by.role == Role::Reporter;
        let mut said = Vec::new();
        match &recorded.event {
            Event::Assigned(event) => self.assigned(event, &mut said),
            Event::Asked(event) => {
                let until = self.due(&event.answer);
                said.push(put(texts.asked, &[&actor, self.subject_inside(), &until]));
            }
            Event::Completed(event) => {
                said.push(put(texts.completed, &[reporter]));
                said.extend(self.moved(&event.resumed));
            }
            Event::Rejected(event) => {
                let why = rejection_words(self.language, &event.reason);
                said.push(put(texts.rejected, &[why]));
            }
            Event::Restored(event) => {
                said.push(put(texts.restored, &[&self.due(&event.verify)]));
                said.extend(self.moved(&event.resumed));
            }
            Event::Merged(_) if is_own => said.push(put(texts.joined, &[reporter])),
            Event::Merged(_) => said.push(texts.merged.to_owned()),
            Event::Unmerged(event) => {
                said.push(match is_own {
                    true => put(texts.left, &[reporter]),
                    false => texts.unmerged.to_owned(),
                });
                said.extend(self.moved(&event.resumed));
            }
            Event::Delegated(event) => {
                let post = held.map(|post| Post {
                    agency: post.agency.clone(),
                    unit: event.unit.clone(),
                });
                let words = match event.unit {
                    Some(_) => texts.delegated,
                    None => texts.taken_back,
                };
                said.push(put(
                    words,
                    &[&self.actor(Role::LiaisonOfficer, post.as_ref())],
                ));
                said.extend(self.moved(&event.moved));
            }
            Event::Returned(event) => self.returned(recorded.at, event, &mut said),
            Event::Started(event) => {
                said.push(put(texts.started, &[&holder()]));
                said.extend(event.is_late.then(|| texts.started_late.to_owned()));
            }
            Event::Noted(event) if event.thread == Thread::Internal => return None,
            Event::Noted(_) => said.push(put(texts.noted, &[&actor])),
            Event::InformationAdded(event) => {
                said.push(put(texts.information_added, &[reporter]));
                said.extend(match &event.countdown {
                    Some(Countdown::Held { rework }) => {
                        Some(put(texts.countdown_held, &[&self.due(rework)]))
                    }
                    Some(Countdown::Running { object }) => {
                        Some(put(texts.countdown_anew, &[&self.due(object)]))
                    }
                    None => None,
                });
            }
            Event::Answered(event) => self.answered(event, &mut said),
            Event::Confirmed(event) => {
                said.push(put(texts.confirmed, &[reporter]));
                said.extend(self.reopen_until(recorded, &event.reopen));
                said.extend(event.rating.map(|rating| self.rating(rating) + "."));
            }
            Event::Objected(event) => {
                said.push(put(texts.objected, &[reporter, &self.due(&event.rework)]));
                said.extend(event.left.as_ref().map(|_| texts.left_group.to_owned()));
            }
            Event::Lapsed(event) => {
                said.push(texts.lapsed.to_owned());
                said.extend(self.reopen_until(recorded, &event.reopen));
            }
            Event::Withdrawn(event) => {
                said.push(put(texts.withdrawn, &[reporter]));
                said.extend(event.left.as_ref().map(|_| texts.left_group.to_owned()));
            }
            Event::Reopened(event) => {
                said.push(put(texts.reopened, &[reporter, &self.due(&event.rework)]));
            }
            Event::Reclassified(event) => {
                let kind = |kind| classification_words(self.language, kind);
                said.push(put(
                    texts.reclassified,
                    &[kind(event.from), kind(event.kind)],
                ));
                let is_locked =
                    event.visibility == Visibility::Confidential && event.kind.is_supervisory();
                said.extend(is_locked.then(|| texts.confidential.to_owned()));
                said.extend(self.moved(&event.moved));
            }
            Event::HandedOver(event) => {
                let words = match event.with_identity {
                    true => texts.handed_over_named,
                    false => texts.handed_over,
                };
                said.push(put(words, &[reporter]));
            }
            Event::Rated(event) => {
                said.push(put(texts.rated, &[reporter, &self.rating(event.rating)]));
            }
            Event::PlaceClarified(_) => said.push(put(texts.place_clarified, &[reporter])),
            Event::Reminded(event) => {
                let rule = rule_words(self.language, event.rule);
                said.push(put(texts.reminded, &[self.subject_inside(), rule]));
            }
            Event::Escalated(event) => self.escalated(event, told, &mut said),
            Event::Redacted(_) => said.push(texts.redacted.to_owned()),
            Event::IdentityAccessed(event) => {
                let [requested, granted, refused, opened] = texts.identity;
                let words = match event.step {
                    IdentityStep::Requested => requested,
                    IdentityStep::Granted => granted,
                    IdentityStep::Refused => refused,
                    IdentityStep::Opened => opened,
                };
                said.push(put(words, &[&actor]));
            }
            Event::HandOverOffered(_) => said.push(texts.hand_over_offered.to_owned()),
            Event::DeadlinesRecomputed(event) => {
                said.push(texts.recomputed.to_owned());
                said.extend(self.moved(&event.moved));
            }
        }
        Some(said)
    }

    fn assigned(&self, event: &event::Assigned, said: &mut Vec<String>) {
        let texts = &self.life().past;
        let to = (self.agency_name)(&event.to.post);
        said.push(put(texts.assigned, &[&to]));
        let (respond, resolve) = (self.due(&event.respond), self.due(&event.resolve));
        said.push(put(texts.assigned_dates, &[&respond, &resolve]));
        said.extend(event.is_late.then(|| texts.assigned_late.to_owned()));
        said.extend(event.is_for_good.then(|| texts.for_good.to_owned()));
        if !event.cc.is_empty() {
            let names: Vec<_> = event.cc.iter().map(|id| (self.agency_only)(id)).collect();
            said.push(put(texts.copies, &[&names.join("; ")]));
        }
    }

    fn returned(&self, at: Timestamp, event: &event::Returned, said: &mut Vec<String>) {
        let texts = &self.life().past;
        let from = (self.agency_name)(&event.from);
        let held_for = self.time_between(event.held_since, at);
        let to = self.desk(event.to.post().as_ref());
        let until = self.due(&event.verify);
        said.push(put(texts.returned, &[&from, &held_for, &to, &until]));
        said.extend(event.is_late.then(|| texts.returned_late.to_owned()));
        said.extend(event.suggested.as_ref().map(|agency| {
            let name = (self.agency_only)(agency);
            put(texts.suggested, &[&name])
        }));
    }

    fn answered(&self, event: &event::Answered, said: &mut Vec<String>) {
        let texts = &self.life().past;
        let holder = (self.agency_name)(&event.holder.post);
        let outcome = outcome_words(self.language, &event.outcome);
        said.push(put(texts.answered, &[&holder, &outcome]));
        said.extend(event.lead.as_ref().map(|_| texts.answered_lead.to_owned()));
        if !event.missed.is_empty() {
            let rules = event.missed.iter();
            let rules: Vec<_> = rules.map(|rule| rule_words(self.language, *rule)).collect();
            said.push(put(texts.answered_late, &[&rules.join(", ")]));
        }
        said.push(put(texts.answered_until, &[&self.due(&event.object)]));
    }

    /// The limit, and who was told in truth: a desk without anybody is passed over for the next tier.
    fn escalated(&self, event: &event::Escalated, told: &[Audience], said: &mut Vec<String>) {
        let texts = &self.life().past;
        let (words, told_words) = match event.rung {
            Rung::Warn => (texts.limit_near, texts.limit_near_told),
            Rung::Late | Rung::Head | Rung::National => {
                (texts.limit_missed, texts.limit_missed_told)
            }
        };
        let rule = rule_words(self.language, event.rule);
        said.push(put(words, &[rule, &self.last_day(event.due)]));
        if !told.is_empty() {
            let names = told.iter();
            let names: Vec<_> = names
                .map(|audience| audience_words(self.language, *audience))
                .collect();
            said.push(put(told_words, &[&names.join(", ")]));
        }
    }

    /// Until when it could be reopened after this end; none after as many reopenings as may be.
    fn reopen_until(&self, end: &Recorded, reopen: &Deadline) -> Option<String> {
        let before = self.history.iter().filter_map(|past| past.recorded);
        let before = before.take_while(|recorded| !std::ptr::eq(*recorded, end));
        let reopened = before.filter(|recorded| matches!(recorded.event, Event::Reopened(_)));
        let is_last = reopened.count() >= Limits::default().reopenings as usize;
        (!is_last).then(|| put(self.life().past.reopen_until, &[&self.due(reopen)]))
    }

    /// "Batas baru: jawaban Jumat, 27 November 2026."
    fn moved(&self, deadlines: &[Deadline]) -> Option<String> {
        let limits: Vec<_> = deadlines
            .iter()
            .filter(|deadline| deadline.paused_at.is_none())
            .map(|deadline| {
                let rule = rule_words(self.language, deadline.rule);
                format!("{rule} {}", self.due(deadline))
            })
            .collect();
        (!limits.is_empty()).then(|| put(self.life().past.moved, &[&limits.join("; ")]))
    }

    /// A post, or the national desk.
    fn desk(&self, post: Option<&Post>) -> String {
        match post {
            Some(post) => (self.agency_name)(post),
            None => self.life().card.sorter.to_owned(),
        }
    }

    fn time_between(&self, from: Timestamp, to: Timestamp) -> String {
        self.days((to.0 - from.0).max(0) / DAY_MS)
    }

    pub(in crate::pages) fn hops(&self) -> Option<Piece> {
        let texts = &self.life().past;
        let hops = &self.complaint.facts().hops;
        if hops.is_empty() {
            return None;
        }
        let title = match hops.len() {
            1 => texts.one_hop.to_owned(),
            count => put(texts.hops, &[&count.to_string()]),
        };
        let items: Vec<_> = hops.iter().map(|hop| self.hop(hop)).collect();
        Some(view! { <h2>{title}</h2><ol class="past">{items}</ol> }.piece())
    }

    fn hop(&self, hop: &Hop) -> Piece {
        let texts = &self.life().past;
        let (from, to) = ((self.agency_name)(&hop.from), self.desk(hop.to.as_ref()));
        let way = put(texts.hop, &[&from, &to]);
        let held_for = self.time_between(hop.held_since, hop.at);
        let facts = put(texts.hop_held, &[&held_for, &self.day(hop.at)]);
        let late = hop.is_late.then(|| format!(" {}", texts.returned_late));
        let suggested = hop.suggested.as_ref().map(|agency| {
            let name = (self.agency_only)(agency);
            format!(" {}", put(texts.suggested, &[&name]))
        });
        let mut messages = self.messages.iter();
        let reason = messages.find(|message| message.part == "reason" && message.at == hop.at);
        let reason = reason.and_then(|message| message.text);
        let reason = reason.map(|text| view! { <p class="words" dir="auto">{visible(text)}</p> });
        view! { <li><b>{way}</b><br/>{facts}"."{late}{suggested}{reason}</li> }.piece()
    }

    pub(in crate::pages) fn pauses(&self) -> Option<Piece> {
        let texts = &self.life().past;
        let pauses = &self.complaint.facts().pauses;
        if pauses.is_empty() {
            return None;
        }
        let items: Vec<_> = pauses
            .iter()
            .map(|pause| {
                let asked_by = match &pause.agency {
                    Some(agency) => (self.agency_only)(agency),
                    None => self.life().card.sorter.to_owned(),
                };
                let length = self.time_between(pause.from, pause.to.unwrap_or(self.now));
                let (from, whom) = (self.day(pause.from), self.subject_inside());
                let words = match pause.to {
                    Some(to) => {
                        let to = self.day(to);
                        put(texts.pause, &[&from, &to, whom, &length, &asked_by])
                    }
                    None => put(texts.pause_open, &[&from, whom, &length, &asked_by]),
                };
                view! { <li>{words}"."</li> }
            })
            .collect();
        Some(view! { <h2>{texts.pauses}</h2><ol class="past">{items}</ol> }.piece())
    }

    pub(super) fn told(&self) -> Option<Piece> {
        let texts = &self.life().told;
        let items: Vec<_> = self
            .told
            .iter()
            .filter_map(|(template, at)| {
                let words = told_words(self.language, *template)?;
                let at = self.moment(*at);
                Some(view! { <li>{words}<br/><span class="soft">{at}</span></li> })
            })
            .collect();
        if items.is_empty() || !self.is_reporter() {
            return None;
        }
        Some(
            view! {
                <details class="screen">
                    <summary>{texts.title}</summary>
                    <p>{texts.lead}</p>
                    <ol class="past">{items}</ol>
                </details>
            }
            .piece(),
        )
    }
}
