//! Tables of figures: what the pictures show, and more.

use super::sayings::{Sayings, fill, is_unknown};
use crate::components::piece::{IntoPiece, Piece};
use domain::figures::snapshot::{Named, Sheet};
use domain::figures::{Cell, Measure, Month, Peers, Rate};
use leptos::prelude::*;

/// The measures that tables of many subjects have room for.
const COLUMNS: [Measure; 4] = [
    Measure::Verified,
    Measure::Replied,
    Measure::Done,
    Measure::Confirmed,
];

fn scrolled(sayings: &Sayings, table: impl IntoView + 'static) -> Piece {
    // On a narrow screen eyes are told what the name of the region tells ears.
    view! {
        <p class="fig-more soft" aria-hidden="true">{sayings.texts.scroll}" →"</p>
        <div class="fig-scroll" role="group" tabindex="0" aria-label=sayings.texts.scroll>{table}</div>
    }
    .piece()
}

fn head(sayings: &Sayings, first: &'static str) -> Piece {
    let texts = sayings.texts;
    let rates = COLUMNS.map(|measure| {
        let (long, _, short) = texts.measure(measure);
        view! { <th scope="col" abbr=long>{short}</th> }
    });
    view! {
        <thead><tr>
            <th scope="col">{first}</th>
            <th scope="col">{texts.cases_short}</th>
            {rates.collect_view()}
            <th scope="col" abbr=texts.median>{texts.median_short}</th>
        </tr></thead>
    }
    .piece()
}

fn cells(sayings: &Sayings, cell: &Cell) -> Piece {
    let rates = COLUMNS.map(|measure| {
        let said = sayings.short(cell.rate(measure));
        view! { <td>{said}</td> }
    });
    view! {
        <td>{sayings.received(cell)}</td>
        {rates.collect_view()}
        <td>{sayings.median(cell)}</td>
    }
    .piece()
}

/// Month by month, the latest first.
pub fn months(sayings: &Sayings, name: &str, of: &[Month], figures: &[Cell]) -> Piece {
    let texts = sayings.texts;
    let last = of.last().copied();
    let rows: Vec<Piece> = of
        .iter()
        .zip(figures)
        .rev()
        .map(|(month, cell)| {
            let running = (Some(*month) == last).then_some(texts.running_short);
            let running = running.map(|word| view! { <span class="soft">" ("{word}")"</span> });
            view! { <tr><th scope="row">{sayings.month(*month)}{running}</th>{cells(sayings, cell)}</tr> }
                .piece()
        })
        .collect();
    let caption = fill(texts.months_table, &[("name", name)]);
    let table = view! {
        <table class="fig-table">
            <caption>{caption}</caption>
            {head(sayings, texts.month)}
            <tbody>{rows}</tbody>
        </table>
    };
    scrolled(sayings, table)
}

/// Parts of a whole. `address` is where a part has a page of its own.
pub fn parts(
    sayings: &Sayings,
    heading: &'static str,
    first: &'static str,
    sheets: &[&Sheet],
    address: &dyn Fn(&Named) -> String,
) -> Option<Piece> {
    if sheets.is_empty() {
        return None;
    }
    let rows: Vec<Piece> = sheets
        .iter()
        .map(|sheet| {
            let name = sayings.name(&sheet.name).to_owned();
            let name = match is_unknown(&sheet.name) {
                true => view! { <span>{name}</span> }.piece(),
                false => {
                    let address = sayings.language.path(&address(&sheet.name));
                    view! { <a href=address>{name}</a> }.piece()
                }
            };
            view! { <tr><th scope="row">{name}</th>{cells(sayings, &sheet.figures.total)}</tr> }
                .piece()
        })
        .collect();
    let table = view! {
        <table class="fig-table">
            <caption>{heading}</caption>
            {head(sayings, first)}
            <tbody>{rows}</tbody>
        </table>
    };
    let piece = view! {
        <h2>{heading}</h2>
        <p class="soft">{sayings.texts.no_ranking}</p>
        {scrolled(sayings, table)}
    };
    Some(piece.piece())
}

/// What the picture of a comparison shows.
pub fn comparison(sayings: &Sayings, total: &Cell, peers: &Peers) -> Piece {
    let texts = sayings.texts;
    let mut rows: Vec<Piece> = Vec::new();
    let row = |name: &'static str, here: String, range: String| {
        view! { <tr><th scope="row">{name}</th><td>{here}</td><td>{range}</td></tr> }.piece()
    };
    let range = |low: String, high: String, of: u32| {
        let of = of.to_string();
        fill(texts.range, &[("low", &low), ("high", &high), ("n", &of)])
    };
    for (measure, spread) in &peers.rates {
        let (name, _, _) = texts.measure(*measure);
        let here = sayings.short(total.rate(*measure));
        let (low, high) = (format!("{}%", spread.low), format!("{}%", spread.high));
        rows.push(row(name, here, range(low, high, spread.of)));
    }
    if let Some(spread) = peers.half_days {
        let days = |half| sayings.half_days(domain::figures::HalfDays(half));
        let days = |half| fill(texts.days, &[("n", &days(half))]);
        let here = match total.median {
            Some(median) => days(median.0),
            None => texts.few_short.to_owned(),
        };
        let range = range(days(spread.low), days(spread.high), spread.of);
        rows.push(row(texts.median, here, range));
    }
    let table = view! {
        <table class="fig-table">
            <caption>{texts.compared_table}</caption>
            <thead><tr>
                <th scope="col">{texts.measure}</th>
                <th scope="col">{texts.here}</th>
                <th scope="col">{texts.middle_half}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    scrolled(sayings, table)
}

/// Every figure of a cell, each with what it means.
pub fn summary(sayings: &Sayings, cell: &Cell) -> Piece {
    let texts = sayings.texts;
    let item = |name: &'static str, said: String, of: Option<String>, about: &'static str| {
        let about = match of {
            Some(of) => format!("{of}; {about}"),
            None => about.to_owned(),
        };
        view! { <div><dt>{name}</dt><dd><b>{said}</b><span class="soft">{about}</span></dd></div> }
            .piece()
    };
    let mut items = vec![item(
        texts.received,
        sayings.received(cell),
        None,
        texts.received_about,
    )];
    let rate = |name, rate: Rate, about| {
        let (said, of) = sayings.long(rate);
        item(name, said, of, about)
    };
    for measure in Measure::ALL {
        let (name, about, _) = texts.measure(*measure);
        items.push(rate(name, cell.rate(*measure), about));
        if *measure == Measure::Confirmed {
            items.push(rate(
                texts.lapsed,
                cell.confirmed.complement(),
                texts.lapsed_about,
            ));
        }
        if *measure == Measure::Done {
            let said = match cell.median {
                Some(days) => fill(texts.days, &[("n", &sayings.half_days(days))]),
                None => texts.few.to_owned(),
            };
            items.push(item(texts.median, said, None, texts.median_about));
        }
    }
    let (said, of) = match cell.rating {
        Some(mean) => {
            let of = sayings.count(mean.of);
            (
                fill(texts.stars, &[("n", &sayings.tenths(mean.tenths))]),
                fill(texts.from_ratings, &[("n", &of)]),
            )
        }
        None => (texts.few.to_owned(), String::new()),
    };
    items.push(
        view! { <div><dt>{texts.rating}</dt><dd><b>{said}</b><span class="soft">{of}</span></dd></div> }
            .piece(),
    );
    view! { <dl class="fig-sum">{items}</dl> }.piece()
}
