//! The top of the page: the state in everyday words, who holds it, and the two or three dates that matter.

use super::TrackPage;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::life::{put, rejection_words, solved_words};
use domain::complaint::command::CommandName;
use domain::complaint::moment::Limits;
use domain::complaint::state::{ClosedOutcome, ComplaintState, Countdown, Rating, RejectionReason};
use domain::complaint::{Complaint, StateName};
use domain::deadline::{Deadline, Standing};
use domain::terms::Rule;
use domain::tracking_code::TrackingCode;
use leptos::prelude::*;

/// A date with its label and what it means today.
pub(in crate::pages) struct Row {
    pub(in crate::pages) label: &'static str,
    pub(in crate::pages) date: String,
    pub(in crate::pages) note: String,
    pub(in crate::pages) is_late: bool,
}

impl TrackPage<'_> {
    pub(super) fn card(&self) -> Piece {
        let (state, hint) = self.state_words();
        let hint = (!hint.is_empty()).then(|| view! { <p>{hint}</p> });
        let rows: Vec<_> = self
            .dates()
            .into_iter()
            .map(|row| {
                let class = if row.is_late { "late" } else { "soft" };
                let note = (!row.note.is_empty())
                    .then(|| view! { <br/><span class=class>{row.note}</span> });
                view! { <dt>{row.label}</dt><dd>{row.date}{note}</dd> }
            })
            .collect();
        let suggested = self.suggested.clone().map(|name| {
            let label = self.language.texts().track.suggested;
            view! { <dt>{label}</dt><dd>{name}</dd> }
        });
        view! {
            <div class="card">
                <p class="standing">{state}</p>
                {hint}
                {self.lateness()}
                {self.pause().map(|words| view! { <p>{words}</p> })}
                <dl>{self.holder()}{suggested}{rows}</dl>
                {self.ending()}
                {self.company()}
            </div>
        }
        .piece()
    }

    /// The state, and a sentence on what it means; that one may be empty.
    pub(in crate::pages) fn state_words(&self) -> (&'static str, &'static str) {
        let card = &self.life().card;
        let is_reporter = self.is_reporter();
        match self.complaint.state() {
            ComplaintState::Received(_) if !self.complaint.facts().hops.is_empty() => {
                (card.returned, card.received_hint)
            }
            ComplaintState::Received(_) => (card.received, card.received_hint),
            ComplaintState::AwaitingReporter(_) if is_reporter => {
                (card.awaiting_you, card.awaiting_hint)
            }
            ComplaintState::AwaitingReporter(_) => (card.awaiting, card.awaiting_hint),
            ComplaintState::Assigned(_) => (card.assigned, card.assigned_hint),
            ComplaintState::InProgress(state) if state.rework.is_some() => {
                (card.rework, card.rework_hint)
            }
            ComplaintState::InProgress(_) => (card.in_progress, card.in_progress_hint),
            ComplaintState::Answered(state) => match state.countdown {
                Countdown::Running { .. } => (card.answered, ""),
                Countdown::Held { .. } => (card.held, card.held_hint),
            },
            ComplaintState::Rejected(_) => (card.rejected, ""),
            ComplaintState::Closed(state) => match state.outcome {
                ClosedOutcome::Confirmed(_) if is_reporter => (card.confirmed_by_you, ""),
                ClosedOutcome::Confirmed(_) => (card.confirmed, ""),
                ClosedOutcome::Lapsed(_) => (card.lapsed, card.lapsed_hint),
                ClosedOutcome::Withdrawn => (card.withdrawn, ""),
            },
        }
    }

    pub(in crate::pages) fn holder(&self) -> Option<Piece> {
        let card = &self.life().card;
        let label = match self.complaint.state() {
            ComplaintState::Rejected(_) => return None,
            ComplaintState::Closed(_) => card.last_holder,
            _ => card.holder,
        };
        let name = match self.complaint.held_by() {
            Some(post) => (self.agency_name)(post),
            None if self.complaint.state().name().is_open() => card.sorter.to_owned(),
            None => return None,
        };
        Some(view! { <dt>{label}</dt><dd>{name}</dd> }.piece())
    }

    pub(in crate::pages) fn dates(&self) -> Vec<Row> {
        let (card, dates) = (&self.life().card, &self.life().dates);
        let mut rows: Vec<_> = self
            .complaint
            .deadlines()
            .into_iter()
            .filter_map(|deadline| self.row(deadline))
            .collect();
        let plain = |label, date, note| Row {
            label,
            date,
            note,
            is_late: false,
        };
        let ended = match self.complaint.state() {
            ComplaintState::Closed(state) if state.outcome == ClosedOutcome::Withdrawn => {
                Some((dates.withdrawn_at, state.at))
            }
            ComplaintState::Closed(state) => Some((dates.closed_at, state.at)),
            ComplaintState::Rejected(state) => Some((dates.archived_at, state.at)),
            _ => None,
        };
        if let Some((label, at)) = ended {
            rows.insert(0, plain(label, self.day(at), String::new()));
        }
        let age = match self.complaint.age_days(self.now) {
            0 => String::new(),
            days => put(card.age, &[&self.days(days)]),
        };
        let received_at = self.complaint.facts().received_at;
        rows.push(plain(card.filed, self.day(received_at), age));
        rows
    }

    /// One running period; none for a stopped one, whose end nobody knows.
    fn row(&self, deadline: &Deadline) -> Option<Row> {
        let dates = &self.life().dates;
        let is_reporter = self.is_reporter();
        let is_missed = deadline.is_missed(self.now);
        if deadline.paused_at.is_some() && !is_missed {
            return None;
        }
        let label = match deadline.rule {
            Rule::VerifyBy => dates.verify,
            Rule::RespondBy => dates.respond,
            Rule::ResolveBy => dates.resolve,
            Rule::ReworkBy => dates.rework,
            Rule::AnswerBy if is_reporter => dates.answer_you,
            Rule::AnswerBy => dates.answer,
            Rule::ObjectBy => dates.object,
            Rule::ReopenBy if !self.may_ever_reopen() => return None,
            Rule::ReopenBy if is_missed => dates.reopen_over,
            Rule::ReopenBy => dates.reopen,
            // Parts of other periods, never a deadline of their own.
            Rule::RemindAnswer
            | Rule::RemindObjection
            | Rule::OmbudsmanOffer
            | Rule::PlanWithin
            | Rule::WarnBefore
            | Rule::EscalateHead
            | Rule::EscalateNational => return None,
        };
        let is_late = is_missed && is_officers(deadline.rule);
        let standing = self.standing(deadline);
        let unless = if is_reporter {
            dates.object_hint
        } else {
            dates.object_public
        };
        let note = match deadline.rule {
            Rule::ReopenBy => String::new(),
            Rule::ObjectBy if is_missed => dates.object_reminder.to_owned(),
            Rule::ObjectBy => format!("{unless}; {standing}"),
            _ => standing,
        };
        Some(Row {
            label,
            date: self.due(deadline),
            note,
            is_late,
        })
    }

    /// Reopened as often as may be, it is closed for good, whatever its period says.
    fn may_ever_reopen(&self) -> bool {
        self.complaint.facts().reopenings < Limits::default().reopenings
    }

    fn standing(&self, deadline: &Deadline) -> String {
        let dates = &self.life().dates;
        match deadline.standing(self.now, self.calendar) {
            Standing::Left(0) => dates.today.to_owned(),
            Standing::Left(days) => put(dates.left, &[&self.working_days(days)]),
            Standing::Late(0) => dates.just_late.to_owned(),
            Standing::Late(days) => put(dates.late, &[&self.working_days(days)]),
            Standing::Paused => String::new(),
        }
    }

    /// "Terlambat 3 hari kerja", and what that entitles to.
    pub(in crate::pages) fn lateness(&self) -> Option<Piece> {
        let (card, dates) = (&self.life().card, &self.life().dates);
        let facts = self.complaint.facts();
        let is_open = self.complaint.state().name().is_open();
        let is_offered = facts.hand_over_offered_at.is_some() && facts.handed_over.is_none();
        let worst = worst(self.complaint, self);
        let words = match worst {
            Some(0) => card.overdue.to_owned(),
            Some(days) => put(dates.late, &[&self.working_days(days)]),
            None if is_open && !facts.missed.is_empty() => card.missed.to_owned(),
            None if is_open && is_offered => self.life().past.hand_over_offered.to_owned(),
            None => return None,
        };
        let may_ask = self.allowed.contains(&CommandName::HandOver);
        let hint = match facts.handed_over {
            Some(_) => None,
            None if may_ask && self.is_reporter() => Some(card.overdue_hint),
            None => Some(card.overdue_hint_public),
        };
        let hint = hint.map(|hint| view! { <p>{hint}</p> });
        Some(view! { <div class="box bad"><p><b>{words}</b></p>{hint}</div> }.piece())
    }

    /// Why clocks stand still.
    pub(in crate::pages) fn pause(&self) -> Option<&'static str> {
        let dates = &self.life().dates;
        let mut deadlines = self.complaint.deadlines().into_iter();
        let is_paused = deadlines.any(|deadline| deadline.paused_at.is_some());
        let is_asked = self.complaint.state().name() == StateName::AwaitingReporter;
        match is_paused {
            true if is_asked && self.is_reporter() => Some(dates.paused_you),
            true if is_asked => Some(dates.paused),
            true if self.complaint.facts().merged_into.is_some() => Some(dates.paused_merged),
            _ => None,
        }
    }

    /// Why it was archived, and how it can go on.
    pub(in crate::pages) fn ending(&self) -> Option<Piece> {
        let end = &self.life().end;
        let state = match self.complaint.state() {
            ComplaintState::Rejected(state) => state,
            ComplaintState::Closed(state) if state.outcome == ClosedOutcome::Withdrawn => {
                return Some(view! { <p>{end.withdrawn}</p> }.piece());
            }
            _ => return None,
        };
        let why = format!("{}.", rejection_words(self.language, &state.reason));
        let sentence = self.newest("sentence").map(|message| {
            view! { <dt>{end.sentence}</dt><dd>{self.said(message)}</dd> }
        });
        let elsewhere = match &state.reason {
            RejectionReason::OutOfScope { right_body } => {
                let body = right_body.as_str().to_owned();
                Some(view! { <dt>{end.right_body}</dt><dd class="words">{body}</dd> })
            }
            // Whoever filed both may know the code of the other.
            RejectionReason::Duplicate { of } if self.is_reporter() => {
                let code = TrackingCode::of(of).to_string();
                Some(view! { <dt>{end.earlier}</dt><dd class="words">{code}</dd> })
            }
            _ => None,
        };
        let next = match (&state.reason, self.is_reporter()) {
            (RejectionReason::Incomplete, true) => Some(end.by_answering),
            (RejectionReason::Incomplete, false) => Some(end.by_answering_public),
            (_, true) => Some(end.by_officer),
            (_, false) => None,
        };
        let next = next.map(|words| view! { <p>{words}</p> });
        Some(
            view! {
                <dl><dt>{end.why}</dt><dd class="first">{why}</dd>{sentence}{elsewhere}</dl>
                {next}
            }
            .piece(),
        )
    }

    /// Others with the same matter, the Ombudsman, the judgement.
    fn company(&self) -> Piece {
        let card = &self.life().card;
        let facts = self.complaint.facts();
        let is_merged = facts.merged_into.is_some() || self.lead.is_some();
        let merged = is_merged.then(|| {
            let lead = self.lead.as_ref();
            let state = lead.map(|lead| {
                let words = put(card.merged_state, &[state_name(self, lead.state)]);
                view! { <p>{words}</p> }
            });
            let code = lead.and_then(|lead| lead.tracking_code.clone());
            let link = code.map(|code| {
                let href = self.language.path(&format!("/l/{code}"));
                view! { <p><a href=href>{card.merged_link}</a></p> }
            });
            view! { <div class="box"><p>{card.merged}</p>{state}{link}</div> }
        });
        let followers = (self.follower_count > 0).then(|| {
            let words = put(card.followers, &[&self.follower_count.to_string()]);
            view! { <p>{words}</p> }
        });
        let ombudsman = facts.handed_over.map(|given| {
            let words = match given.with_identity {
                true => card.handed_over_named,
                false => card.handed_over,
            };
            let words = put(words, &[&self.day(given.at)]);
            view! { <p>{words}</p> }
        });
        let rated = facts
            .rating
            .map(|rating| view! { <p>{card.rated}": "{self.rating(rating)}"."</p> });
        view! { {merged}{followers}{ombudsman}{rated} }.piece()
    }

    /// "4 dari 5; masalah teratasi: sebagian".
    pub(super) fn rating(&self, rating: Rating) -> String {
        let solved = solved_words(self.language, rating.solved);
        let stars = rating.stars.to_string();
        put(self.life().past.rating, &[&stars, solved])
    }

    /// "3 hari".
    pub(in crate::pages) fn days(&self, days: i64) -> String {
        let past = &self.life().past;
        match days {
            ..=0 => past.no_day.to_owned(),
            1 => past.one_day.to_owned(),
            _ => put(past.days, &[&days.to_string()]),
        }
    }

    fn working_days(&self, days: u32) -> String {
        let dates = &self.life().dates;
        match days {
            1 => dates.one_working_day.to_owned(),
            _ => put(dates.working_days, &[&days.to_string()]),
        }
    }
}

/// A state in a few words, for another complaint.
pub(in crate::pages) fn state_name(page: &TrackPage<'_>, state: StateName) -> &'static str {
    let states = &page.language.texts().track.states;
    match state {
        StateName::Received => states.received,
        StateName::AwaitingReporter => states.awaiting_reporter,
        StateName::Assigned => states.assigned,
        StateName::InProgress => states.in_progress,
        StateName::Answered => states.answered,
        StateName::Rejected => states.rejected,
        StateName::Closed => states.closed,
    }
}

fn is_officers(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::VerifyBy | Rule::RespondBy | Rule::ResolveBy | Rule::ReworkBy
    )
}

/// The longest delay of an officer now, in working days.
fn worst(complaint: &Complaint, page: &TrackPage<'_>) -> Option<u32> {
    if !complaint.is_overdue(page.now) {
        return None;
    }
    let deadlines = complaint.deadlines().into_iter();
    let late = deadlines.filter(|deadline| is_officers(deadline.rule));
    late.filter_map(
        |deadline| match deadline.standing(page.now, page.calendar) {
            Standing::Late(days) => Some(days),
            Standing::Left(_) | Standing::Paused => None,
        },
    )
    .max()
}
