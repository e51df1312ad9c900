//! The inbox: what waits for an officer, what is due first.

mod bar;
pub mod filter;
mod table;
#[cfg(test)]
mod tests;

use super::frame::{Frame, Room};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::desk::inbox::{due_words, state_words};
use domain::complaint::{Channel, Classification, StateName};
use domain::date::{Date, Timestamp, Zone};
use filter::{Due, Filter, Flag};
use leptos::prelude::*;

/// One case, with names instead of ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its public code.
    pub code: String,
    /// The newest entry: what the officer saw.
    pub seq: u32,
    /// Its heading, or the first words of the story.
    pub title: String,
    /// Name of the place.
    pub place: String,
    /// Name of the category.
    pub category: String,
    /// An officer decided the category.
    pub is_verified: bool,
    /// Where it stands.
    pub state: StateName,
    /// What it is.
    pub kind: Classification,
    /// Which part of the clock.
    pub due: Due,
    /// The end of the period, in the holder's zone.
    pub due_on: Option<Date>,
    /// Working days since then.
    pub late_days: u32,
    /// The day it was received, in the holder's zone.
    pub received_on: Date,
    /// Who holds it.
    pub holder: String,
    /// How many follow it.
    pub follower_count: u32,
    /// How many support it.
    pub support_count: u32,
    /// It follows another.
    pub is_merged: bool,
    /// The road it came by.
    pub channel: Option<Channel>,
    /// What is special.
    pub flags: Vec<Flag>,
}

/// A view as a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Which.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// As the address has it.
    pub query: String,
}

/// What can be done with the rows that are ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkChoice {
    /// Verify and send.
    Assign,
    /// Give to a unit.
    Delegate,
    /// Answer.
    Answer,
}

impl BulkChoice {
    /// As forms and addresses have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Delegate => "delegate",
            Self::Answer => "answer",
        }
    }
}

/// What was wrong with a form of this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The name of a view; and what was typed.
    ViewName(String),
    /// There are as many views as may be.
    TooManyViews(String),
    /// No row was ticked.
    NonePicked,
    /// More rows than one may pick.
    TooManyPicked,
}

/// Everything the page shows.
pub struct InboxPage<'a> {
    /// What is asked for.
    pub filter: &'a Filter,
    /// Names of parameters that were not understood.
    pub unknown: &'a [String],
    /// The rows.
    pub rows: &'a [Row],
    /// Where the next page begins.
    pub next: Option<&'a str>,
    /// It does not begin at the beginning.
    pub is_later_page: bool,
    /// How many the filter finds.
    pub found: u32,
    /// There may be more than that: not everything was counted.
    pub is_more: bool,
    /// Of everything this officer sees.
    pub counts: &'a [(StateName, Due, u32)],
    /// Holders to choose from: value and name.
    pub holders: &'a [(String, String)],
    /// Categories to choose from: code and name.
    pub categories: &'a [(String, String)],
    /// Provinces, as proposals.
    pub provinces: &'a [String],
    /// The officer's views.
    pub tabs: &'a [Tab],
    /// Whom they stand in for, and until when.
    pub stands_in_for: &'a [(String, Date)],
    /// What they may do to many.
    pub bulk: &'a [BulkChoice],
    /// They may say who stands in for them.
    pub has_absences: bool,
    /// There is a monthly report for them.
    pub has_months: bool,
    /// What was wrong.
    pub wrong: Option<Wrong>,
}

/// A short date, as a column holds it: 24/11/2026.
pub fn date_short(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day:02}/{month:02}/{year}")
}

/// A day in a zone.
pub fn day_of(at: Timestamp, zone: Zone) -> Date {
    at.local(zone).0
}

/// The page.
pub fn render(frame: &Frame<'_>, page: &InboxPage<'_>) -> String {
    let language = frame.language;
    let texts = &language.desk().inbox;
    let has_anything = page.counts.iter().any(|(_, _, count)| *count > 0);
    frame.render(|| {
        let alert = alert(frame, page);
        let stands_in: Vec<_> = page
            .stands_in_for
            .iter()
            .map(|(name, until)| {
                let until = date_short(*until);
                view! { <p class="sign">{texts.stands_in}" "<b>{name.clone()}</b>" "{texts.until_day}" "{until}</p> }
            })
            .collect();
        let absences = page.has_absences.then(|| {
            view! { <a href=language.path("/meja/pengganti")>{texts.absences}</a> }
        });
        let monthly = page.has_months.then(|| {
            let words = language.desk().monthly.link;
            view! { <a href=language.path(super::monthly::PATH)>{words}</a> }
        });
        let body: Piece = match has_anything {
            false => view! {
                <div class="box"><p><b>{texts.empty}</b></p><p>{texts.empty_more}</p></div>
            }
            .piece(),
            true => listing(frame, page),
        };
        let by_clock = has_anything.then(|| counts_by_clock(frame, page));
        view! {
            <div class="head"><h1>{texts.title}</h1>{by_clock}{stands_in}{absences}{monthly}</div>
            {alert}
            {body}
        }
    })
}

fn listing(frame: &Frame<'_>, page: &InboxPage<'_>) -> Piece {
    let texts = &frame.language.desk().inbox;
    let unknown = (!page.unknown.is_empty()).then(|| {
        let names = page.unknown.join(", ");
        view! { <p class="soft" role="status">{texts.unknown}" "<b>{names}</b></p> }
    });
    let rows: Piece = match page.rows.is_empty() {
        // A rare thing among very many: the next page looks on.
        true if page.next.is_some() => view! {
            <p class="box" role="status">{texts.nothing_so_far}</p>
            {table::ways(frame.language, page)}
        }
        .piece(),
        true => view! {
            <p class="box">{texts.nothing_found}" "<a href=frame.language.path("/meja")>{texts.clear}</a></p>
        }
        .piece(),
        false => table::table(frame.language, page),
    };
    view! {
        {bar::tabs(frame.language, page)}
        {counts_by_state(frame, page)}
        {bar::filter_form(frame.language, page)}
        {unknown}
        {rows}
        {bar::view_forms(frame.language, page)}
    }
    .piece()
}

fn alert(frame: &Frame<'_>, page: &InboxPage<'_>) -> Option<Piece> {
    let texts = &frame.language.desk().inbox;
    let (words, target) = match page.wrong.as_ref()? {
        Wrong::ViewName(_) => (texts.wrong_name, "#nama"),
        Wrong::TooManyViews(_) => (texts.too_many_views, "#nama"),
        Wrong::NonePicked => (texts.none_picked, "#daftar"),
        Wrong::TooManyPicked => (texts.too_many_picked, "#q"),
    };
    Some(view! { <div class="box bad" role="alert"><a href=target>{words}</a></div> }.piece())
}

/// A number, as a link to what it counts.
fn chip(
    frame: &Frame<'_>,
    page: &InboxPage<'_>,
    filter: &Filter,
    words: &'static str,
    count: Option<u32>,
) -> Piece {
    let here = (filter == page.filter).then_some("true");
    let is_late = filter.due == Some(Due::Late) && count != Some(0);
    let class = if is_late { "chip late" } else { "chip" };
    let count = count.map(|count| view! { <b>{count.to_string()}</b> });
    let href = frame.language.path(&filter.path());
    view! { <a class=class href=href aria-current=here>{words}" "{count}</a> }.piece()
}

fn sum(page: &InboxPage<'_>, is_counted: impl Fn(StateName, Due) -> bool) -> u32 {
    let counted = page.counts.iter();
    let counted = counted.filter(|(state, due, _)| is_counted(*state, *due));
    counted.map(|(_, _, count)| count).sum()
}

/// Everything, one's own, and by clock: beside the heading.
fn counts_by_clock(frame: &Frame<'_>, page: &InboxPage<'_>) -> Piece {
    let (language, texts) = (frame.language, &frame.language.desk().inbox);
    let of_clock = Due::ALL.iter().filter(|due| **due != Due::Idle);
    let of_clock: Vec<Piece> = of_clock
        .map(|due| {
            let filter = Filter {
                due: Some(*due),
                ..Filter::default()
            };
            let count = sum(page, |_, at| at == *due);
            chip(frame, page, &filter, due_words(language, *due), Some(count))
        })
        .collect();
    let mine = Filter {
        is_mine: true,
        ..Filter::default()
    };
    let all = sum(page, |_, _| true);
    view! {
        <nav class="in-counts" aria-label=texts.by_clock>
            {chip(frame, page, &Filter::default(), texts.all, Some(all))}
            {chip(frame, page, &mine, texts.mine, None)}
            {of_clock}
        </nav>
    }
    .piece()
}

/// By state.
fn counts_by_state(frame: &Frame<'_>, page: &InboxPage<'_>) -> Piece {
    let (language, texts) = (frame.language, &frame.language.desk().inbox);
    let of_state: Vec<Piece> = StateName::ALL
        .iter()
        .map(|state| {
            let filter = Filter {
                state: Some(*state),
                ..Filter::default()
            };
            let count = sum(page, |at, _| at == *state);
            let words = state_words(language, *state);
            chip(frame, page, &filter, words, Some(count))
        })
        .collect();
    view! { <nav class="in-counts" aria-label=texts.by_state>{of_state}</nav> }.piece()
}

/// For roles that read no lists: where their own room is.
pub fn render_without_list(frame: &Frame<'_>, room: Option<Room>, has_months: bool) -> String {
    let language = frame.language;
    let (texts, names) = (&language.desk().inbox, &language.desk().frame);
    let room = room.unwrap_or(Room::Account);
    let label = match room {
        Room::Inbox => names.inbox,
        Room::WalkIn => names.walk_in,
        Room::Sealed => names.sealed,
        Room::Administration => names.administration,
        Room::Account => names.account,
    };
    frame.render(|| {
        view! {
            <h1>{texts.no_list_title}</h1>
            <p>{texts.no_list}" "<a href=language.path(room.path())>{label}</a></p>
            {has_months.then(|| super::monthly::way(language))}
        }
    })
}
