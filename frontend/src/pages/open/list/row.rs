//! One public complaint in a list.

use super::filter::Filter;
use super::{ListPage, PATH, Row};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::Language;
use crate::i18n::dates::date_short;
use crate::i18n::open::list::{follower_words, state_words, support_words};
use domain::date::Zone;
use leptos::prelude::*;

/// All rows.
pub fn list(page: &ListPage<'_>) -> Piece {
    let texts = &page.language.open().list;
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|row| one(page.language, row, page.filter))
        .collect();
    view! { <ul class="ol-list" aria-label=texts.list>{rows}</ul> }.piece()
}

fn one(language: Language, row: &Row, filter: &Filter) -> Piece {
    let texts = &language.open().list;
    // Without a heading of an officer the beginning of the text is one.
    let (heading, excerpt) = match row.title.is_empty() {
        true => (visible(&row.excerpt), None),
        false => (visible(&row.title), Some(visible(&row.excerpt))),
    };
    let excerpt = excerpt.map(|excerpt| view! { <p dir="auto">{excerpt}</p> });
    let place = (!row.place.is_empty())
        .then(|| view! { <p class="soft" dir="auto">{visible(&row.place)}</p> });
    let day = row.filed_at.local(Zone::Wib).0;
    let agency = row.agency.as_ref().map(|agency| {
        let only = Filter {
            agency: agency.code.clone(),
            ..filter.from_the_start()
        };
        let href = language.path(&only.address(PATH));
        view! { <a class="ol-tap" href=href>{agency.name.clone()}</a> }
    });
    let state = row.state.map(|state| {
        view! { <b class="ol-state">{state_words(language, state)}</b> }
    });
    let late = row
        .is_late
        .then(|| view! { <b class="late">{texts.late}</b> });
    let counted = |count: u32, words: fn(Language, u32) -> String| {
        (count > 0).then(|| view! { <span>{words(language, count)}</span> })
    };
    view! {
        <li class="card">
            <h2><a class="ol-tap" dir="auto" href=language.path(&format!("/l/{}", row.code))>{heading}</a></h2>
            {excerpt}
            {place}
            <p class="ol-facts">
                {state}
                {late}
                <span>{row.category.clone()}</span>
                <span>{texts.filed}" "<time datetime=day.to_string()>{date_short(language, day)}</time></span>
                {counted(row.support_count, support_words)}
                {counted(row.follower_count, follower_words)}
                {agency}
            </p>
        </li>
    }
    .piece()
}
