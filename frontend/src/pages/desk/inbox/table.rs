//! The list itself: one row a case, with a box to tick; cards on a narrow screen.

use super::filter::{Due, Filter, encode};
use super::{BulkChoice, InboxPage, Row, date_short};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::Language;
use crate::i18n::desk::inbox::{
    channel_words, due_words, flag_words, kind_words, late_words, state_words,
};
use domain::complaint::Classification;
use leptos::prelude::*;

/// The rows, the boxes, what can be done with them, the way to the next page.
pub fn table(language: Language, page: &InboxPage<'_>) -> Piece {
    let texts = &language.desk().inbox;
    let can_pick = !page.bulk.is_empty();
    let rows: Vec<Piece> = page
        .rows
        .iter()
        .map(|row| self::row(language, page.filter, row, can_pick))
        .collect();
    let query = page.filter.query();
    let pick = can_pick.then(|| view! { <th scope="col" class="in-pick">{texts.pick}</th> });
    view! {
        <form class="in-list" id="daftar" method="post" action=language.path("/meja/massal")>
            <input type="hidden" name="saring" value=query/>
            {can_pick.then(|| bulk(language, page))}
            <table>
                <thead><tr>
                    {pick}
                    <th scope="col" class="in-code">{texts.code}</th>
                    <th scope="col" class="in-title">{texts.matter}</th>
                    <th scope="col" class="in-place">{texts.place}</th>
                    <th scope="col" class="in-category">{texts.category}</th>
                    <th scope="col" class="in-state">{texts.state}</th>
                    <th scope="col" class="in-due">{texts.due}</th>
                    <th scope="col" class="in-holder">{texts.holder}</th>
                    <th scope="col" class="in-count">{texts.followers}</th>
                    <th scope="col" class="in-count">{texts.supporters}</th>
                    <th scope="col" class="in-signs">{texts.signs}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </form>
        {ways(language, page)}
    }
    .piece()
}

/// The ways to the next page and back to the first one.
pub fn ways(language: Language, page: &InboxPage<'_>) -> Piece {
    let texts = &language.desk().inbox;
    let query = page.filter.query();
    let and = if query.is_empty() { "" } else { "&" };
    let next = page.next.map(|cursor| {
        let path = format!("/meja?{query}{and}lewat={}", encode(cursor));
        view! { <a rel="next" class="button plain" href=language.path(&path)>{texts.next}</a> }
    });
    let first = page.is_later_page.then(|| {
        let path = page.filter.path();
        view! { <a class="button plain" href=language.path(&path)>{texts.first}</a> }
    });
    view! { <p class="row">{first}{next}</p> }.piece()
}

/// How many were found, as far as was counted.
pub fn found(page: &InboxPage<'_>) -> String {
    let more = if page.is_more { "+" } else { "" };
    format!("{}{more}", page.found)
}

fn bulk(language: Language, page: &InboxPage<'_>) -> Piece {
    let (texts, verbs) = (&language.desk().inbox, &language.desk().bulk);
    let buttons: Vec<_> = page
        .bulk
        .iter()
        .map(|choice| {
            let words = match choice {
                BulkChoice::Assign => verbs.assign,
                BulkChoice::Delegate => verbs.delegate,
                BulkChoice::Answer => verbs.answer,
            };
            view! { <button class="plain" name="apa" value=choice.as_str()>{words}</button> }
        })
        .collect();
    let all = texts.all_found.replace("{n}", &found(page));
    view! {
        <fieldset class="in-bulk">
            <legend>{texts.bulk}</legend>
            {buttons}
            <label class="in-tick"><input type="checkbox" name="semua" value="1"/><span>{all}</span></label>
        </fieldset>
    }
    .piece()
}

/// The clock in words: how late, or until when.
pub fn clock(language: Language, row: &Row) -> String {
    let on = row.due_on.map(date_short).unwrap_or_default();
    match row.due {
        Due::Late => late_words(language, row.late_days),
        Due::Today => due_words(language, Due::Today).to_owned(),
        Due::Week | Due::Later => on,
        Due::Idle => String::new(),
    }
}

/// Words that may take two lines; what is cut there is in the title.
fn cell(
    class: &'static str,
    label: Option<&'static str>,
    words: String,
    more: Option<&'static str>,
) -> Piece {
    if words.is_empty() {
        return view! { <td class=class data-l=label></td> }.piece();
    }
    let more_words = more.map(|more| format!(" ({more})")).unwrap_or_default();
    let title = format!("{words}{more_words}");
    let more = more.map(|_| view! { <i>{more_words}</i> });
    view! { <td class=class data-l=label title=title><span>{words}{more}</span></td> }.piece()
}

fn row(language: Language, filter: &Filter, row: &Row, can_pick: bool) -> Piece {
    let texts = &language.desk().inbox;
    let title = visible(&row.title);
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let clock_class = match row.due {
        Due::Late => "in-due late",
        Due::Today => "in-due today",
        _ => "in-due",
    };
    let flags = row.flags.iter().map(|flag| flag_words(language, *flag));
    let kind = (row.kind != Classification::Complaint
        && row.kind != Classification::SupervisoryComplaint)
        .then(|| kind_words(language, row.kind));
    let merged = row.is_merged.then_some(texts.merged);
    let channel = row.channel.map(|channel| channel_words(language, channel));
    let signs: Vec<&str> = flags.chain(kind).chain(merged).chain(channel).collect();
    // What says nothing stays empty: a card leaves it out.
    let given = |words: String| Some(words).filter(|words| !words.is_empty());
    let followers = (row.follower_count > 0).then(|| row.follower_count.to_string());
    let supporters = (row.support_count > 0).then(|| row.support_count.to_string());
    let is_suggested = !row.is_verified && !row.category.is_empty();
    let suggested = is_suggested.then_some(texts.suggested);
    let path = language.path(&filter.case_path(&row.code));
    let pick = can_pick.then(|| {
        let label = format!("{} {}", texts.pick, row.code);
        let value = format!("{}:{}", row.code, row.seq);
        view! {
            <td class="in-pick"><label><input type="checkbox" name="c" value=value/><span class="sr">{label}</span></label></td>
        }
    });
    let kind_class = match row.due {
        Due::Late => "is-late",
        _ => "",
    };
    view! {
        <tr data-row=row.code.clone() class=kind_class>
            {pick}
            <td class="in-code"><a data-open="" href=path>{row.code.clone()}</a></td>
            {cell("in-title", None, title, None)}
            {cell("in-place", Some(texts.place), row.place.clone(), None)}
            {cell("in-category", Some(texts.category), row.category.clone(), suggested)}
            <td class="in-state" data-l=texts.state>{state_words(language, row.state)}</td>
            <td class=clock_class data-l=texts.due>{given(clock(language, row))}</td>
            {cell("in-holder", Some(texts.holder), row.holder.clone(), None)}
            <td class="in-count" data-l=texts.followers>{followers}</td>
            <td class="in-count" data-l=texts.supporters>{supporters}</td>
            {cell("in-signs", Some(texts.signs), signs.join(", "), None)}
        </tr>
    }
    .piece()
}
