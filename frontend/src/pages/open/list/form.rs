//! The filter: a form that makes an address.

use super::filter::Order;
use super::{ListPage, Named, PATH};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::open::list::state_words;
use domain::complaint::StateName;
use leptos::prelude::*;

/// States that public complaints have.
const STATES: [StateName; 6] = [
    StateName::Received,
    StateName::Assigned,
    StateName::InProgress,
    StateName::AwaitingReporter,
    StateName::Answered,
    StateName::Closed,
];

fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    choices: Vec<Named>,
    chosen: &str,
) -> Piece {
    // What a link asked for stays asked for.
    let is_stray = !chosen.is_empty() && choices.iter().all(|choice| choice.code != chosen);
    let stray = is_stray.then(|| {
        let value = chosen.to_owned();
        view! { <option value=value.clone() selected=true>{value.clone()}</option> }
    });
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let is_chosen = choice.code == chosen;
            view! { <option value=choice.code selected=is_chosen>{choice.name}</option> }
        })
        .collect();
    view! {
        <div>
            <label for=name>{label}</label>
            <select id=name name=name><option value="">{any}</option>{stray}{options}</select>
        </div>
    }
    .piece()
}

fn day(name: &'static str, label: &'static str, value: Option<String>) -> Piece {
    view! { <div><label for=name>{label}</label><input id=name name=name type="date" value=value/></div> }
        .piece()
}

/// Search and filters.
pub fn form(page: &ListPage<'_>) -> Piece {
    let texts = &page.language.open().list;
    let filter = page.filter;
    let offered = page.offered;
    let indented = |named: &Named, depth: usize| Named {
        code: named.code.clone(),
        name: format!("{}{}", "\u{2013} ".repeat(depth), named.name),
    };
    let path = offered.region_path.iter().enumerate();
    let depth = offered.region_path.len();
    let regions = path
        .map(|(depth, region)| indented(region, depth))
        .chain(offered.regions.iter().map(|region| indented(region, depth)))
        .collect();
    let agencies = (!offered.agencies.is_empty()).then(|| {
        select(
            "instansi",
            texts.agency,
            texts.any,
            offered.agencies.clone(),
            &filter.agency,
        )
    });
    let states = STATES.iter().map(|state| Named {
        code: state.as_str().to_owned(),
        name: state_words(page.language, *state).to_owned(),
    });
    let state = filter.state.map_or("", StateName::as_str);
    let is_supported = filter.order == Order::Supported;
    let search = (!filter.search.is_empty()).then(|| filter.search.clone());
    // What is wrong is in there, and links lead to it.
    let is_open = !page.wrong.is_empty()
        || filter.from_the_start()
            != super::Filter {
                search: filter.search.clone(),
                ..Default::default()
            };
    view! {
        <form method="get" action=page.language.path(PATH) role="search" class="ol-form">
            <div>
                <label for="q">{texts.search}<span class="h" id="q-h">{texts.search_hint}</span></label>
                <input id="q" name="q" type="search" maxlength="100" value=search aria-describedby="q-h"/>
            </div>
            <details open=is_open>
                <summary>{texts.filters}</summary>
                <div class="ol-fields">
                    {select("wilayah", texts.region, texts.everywhere, regions, &filter.region)}
                    {select("kategori", texts.category, texts.any, offered.categories.clone(), &filter.category)}
                    {agencies}
                    {select("status", texts.state, texts.any, states.collect(), state)}
                    {day("dari", texts.from, filter.from.map(|day| day.to_string()))}
                    {day("sampai", texts.until, filter.until.map(|day| day.to_string()))}
                    <div>
                        <label for="urut">{texts.order}</label>
                        <select id="urut" name="urut">
                            <option value="">{texts.newest}</option>
                            <option value="dukungan" selected=is_supported>{texts.supported}</option>
                        </select>
                    </div>
                </div>
            </details>
            <button>{texts.submit}</button>
        </form>
    }
    .piece()
}
