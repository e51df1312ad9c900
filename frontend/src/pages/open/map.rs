//! `/peta`: regions coloured by the number of public cases, the cases of a regency as points, and all of it as a list.

mod picture;

use super::frame::{STYLES, Sheet, render as framed};
use super::list::filter::{Filter, Wrong};
use super::list::{Named, Offered, PATH as LIST_PATH, Row};
use crate::components::piece::{IntoPiece, Piece, drawing};
use crate::components::words::visible;
use crate::document::Document;
use crate::i18n::life::put;
use crate::i18n::open::list::state_words;
use crate::i18n::{Language, date_time_long};
use domain::complaint::StateName;
use domain::date::{Timestamp, Zone};
use domain::geography::drawing::Drawing;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Address of the map, without language.
pub const PATH: &str = "/peta";
/// Numbers below are not told (`/statistik/metode`).
const LEAST_TOLD: u32 = 5;
/// From which number on a region is of the next class.
const CLASSES: [u32; 4] = [1, LEAST_TOLD, 50, 500];
/// States that public complaints have.
const STATES: [StateName; 5] = [
    StateName::Assigned,
    StateName::InProgress,
    StateName::AwaitingReporter,
    StateName::Answered,
    StateName::Closed,
];

/// A case on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What a list shows of it.
    pub row: Row,
    /// Latitude and longitude, if they may be shown.
    pub at: Option<(f64, f64)>,
    /// Code of the district at whose centre it is shown instead, because its topic asks for protection.
    pub blurred_to: Option<String>,
}

/// The map of a region.
pub struct MapPage<'a> {
    /// Language.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// What is shown.
    pub filter: &'a Filter,
    /// What of the address could not be used.
    pub wrong: &'a [Wrong],
    /// Names of the chosen region, of those above and below it; topics.
    pub offered: &'a Offered,
    /// The picture, if there is one.
    pub drawing: Option<&'a Drawing<'a>>,
    /// Cases by code of region.
    pub counts: &'a BTreeMap<String, u32>,
    /// Only that many of the newest were counted.
    pub newest: Option<u32>,
    /// The newest cases of a regency.
    pub points: &'a [Point],
    /// There are more than those.
    pub has_more_points: bool,
    /// The numbers are a snapshot from then, because the database is away.
    pub stale_since: Option<Timestamp>,
}

impl MapPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = &self.language.open().map;
        let region = self.offered.region_path.last();
        let name = region.map_or(texts.nation, |region| region.name.as_str());
        let heading = format!("{}: {name}", texts.title);
        let path = self.filter.address(PATH);
        let document = Document {
            language: self.language,
            path: Some(&path),
            title: &heading,
            description: (self.wrong.is_empty() && self.stale_since.is_none())
                .then_some(texts.description),
            styles: STYLES,
            address: None,
        };
        framed(&document, self.origin, Sheet::Map, "", || {
            let wrong = (!self.wrong.is_empty()).then(
                || view! { <p class="box bad" role="alert">{self.language.open().list.wrong}</p> },
            );
            let list = self.language.path(&self.filter.address(LIST_PATH));
            let counted = self.newest.map(|newest| {
                view! { <p class="box">{put(texts.counted, &[&self.number(newest)])}</p> }
            });
            view! {
                <h1>{heading.clone()}</h1>
                <p class="soft">{texts.lead}</p>
                {self.stale()}
                {wrong}
                {self.way()}
                {counted}
                {self.picture(name)}
                {self.legend()}
                <p><a class="button plain" href=list>{texts.as_list}</a></p>
                {self.form()}
                {self.table()}
                {self.cases()}
                <p class="soft">{texts.note}" "{texts.note_few}</p>
            }
        })
    }

    fn stale(&self) -> Option<Piece> {
        let texts = &self.language.open().map;
        let time = date_time_long(self.language, self.stale_since?, Zone::Wib);
        let words = put(texts.stale, &[&time]);
        Some(view! { <p class="box bad" role="status">{words}</p> }.piece())
    }

    fn href(&self, region: &str) -> String {
        let filter = Filter {
            region: region.to_owned(),
            ..self.filter.clone()
        };
        self.language.path(&filter.address(PATH))
    }

    fn way(&self) -> Piece {
        let texts = &self.language.open().map;
        let above = std::iter::once((String::new(), texts.nation.to_owned())).chain(
            self.offered
                .region_path
                .iter()
                .map(|region| (region.code.clone(), region.name.clone())),
        );
        let steps: Vec<_> = above
            .map(|(code, name)| {
                let is_here = code == self.filter.region;
                let href = self.href(&code);
                view! { <li><a href=href aria-current=is_here.then_some("page")>{name}</a></li> }
            })
            .collect();
        view! { <nav aria-label=texts.path><ol class="om-path">{steps}</ol></nav> }.piece()
    }

    fn picture(&self, name: &str) -> Piece {
        let texts = &self.language.open().map;
        let Some(shapes) = self.drawing else {
            return view! { <p class="box">{texts.no_picture}</p> }.piece();
        };
        let svg = picture::svg(self, shapes, &put(texts.picture, &[name]));
        drawing(svg)
    }

    fn legend(&self) -> Piece {
        let texts = &self.language.open().map;
        let classes: Vec<_> = (0..CLASSES.len() + 1)
            .zip(texts.classes)
            .map(|(class, words)| {
                view! { <li><svg viewBox="0 0 20 20" aria-hidden="true"><path class=format!("om-{class}") d="M2 2h16v16H2z"></path></svg>{words}</li> }
            })
            .collect();
        let has_points = self.points.iter().any(|point| point.at.is_some());
        let has_blurred = self.points.iter().any(|point| point.blurred_to.is_some());
        let mark = |class: &'static str, words: &'static str| {
            view! { <li><svg viewBox="0 0 20 20" aria-hidden="true"><circle class=class cx="10" cy="10" r="6"></circle></svg>{words}</li> }
        };
        let point = has_points.then(|| mark("om-dot", texts.legend_point));
        let blurred = has_blurred.then(|| mark("om-blur", texts.legend_blurred));
        view! { <p><b>{texts.legend}</b></p><ul class="om-keys">{classes}{point}{blurred}</ul> }
            .piece()
    }

    /// The same filters as of the list; the region is chosen on the map.
    fn form(&self) -> Option<Piece> {
        // Nothing can be looked for.
        if self.stale_since.is_some() {
            return None;
        }
        let texts = &self.language.open().list;
        let filter = self.filter;
        let option = |named: Named, chosen: &str| {
            let is_chosen = named.code == chosen;
            view! { <option value=named.code selected=is_chosen>{named.name}</option> }
        };
        let topics = self.offered.categories.iter().cloned();
        let topics: Vec<_> = topics
            .map(|named| option(named, &filter.category))
            .collect();
        let chosen = filter.state.map_or("", StateName::as_str);
        let states: Vec<_> = STATES
            .iter()
            .map(|state| {
                let named = Named {
                    code: state.as_str().to_owned(),
                    name: state_words(self.language, *state).to_owned(),
                };
                option(named, chosen)
            })
            .collect();
        let kept = [
            ("q", &filter.search),
            ("wilayah", &filter.region),
            ("instansi", &filter.agency),
        ];
        let kept: Vec<_> = kept
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
            .collect();
        let day = |name: &'static str, label: &'static str, value: Option<String>| {
            view! { <div><label for=name>{label}</label><input id=name name=name type="date" value=value/></div> }
        };
        let is_open = filter.is_narrow()
            && Filter {
                region: filter.region.clone(),
                ..Filter::default()
            } != *filter;
        Some(view! {
            <details class="screen" open=is_open>
                <summary>{self.language.open().map.filters}</summary>
                <form method="get" action=self.language.path(PATH) class="om-form">
                    {kept}
                    <div>
                        <label for="kategori">{texts.category}</label>
                        <select id="kategori" name="kategori"><option value="">{texts.any}</option>{topics}</select>
                    </div>
                    <div>
                        <label for="status">{texts.state}</label>
                        <select id="status" name="status"><option value="">{texts.any}</option>{states}</select>
                    </div>
                    {day("dari", texts.from, filter.from.map(|day| day.to_string()))}
                    {day("sampai", texts.until, filter.until.map(|day| day.to_string()))}
                    <button>{texts.submit}</button>
                </form>
            </details>
        }
        .piece())
    }

    /// In the order of names: this is no ranking.
    fn table(&self) -> Option<Piece> {
        let texts = &self.language.open().map;
        if self.offered.regions.is_empty() {
            return None;
        }
        let rows: Vec<_> = self
            .offered
            .regions
            .iter()
            .map(|region| {
                let href = self.href(&region.code);
                let told = self.told(self.count(&region.code));
                view! { <tr><th scope="row"><a href=href>{region.name.clone()}</a></th><td>{told}</td></tr> }
            })
            .collect();
        Some(
            view! {
                <h2>{texts.regions}</h2>
                <table class="om-table">
                    <caption class="soft">{texts.regions_table}</caption>
                    <thead><tr><th scope="col">{texts.region}</th><th scope="col">{texts.cases}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .piece(),
        )
    }

    fn cases(&self) -> Option<Piece> {
        let texts = &self.language.open().map;
        if self.filter.region.len() < 5 {
            return None;
        }
        if self.points.is_empty() {
            return Some(view! { <h2>{texts.points}</h2><p class="box">{texts.none}</p> }.piece());
        }
        let rows: Vec<_> = self.points.iter().map(|point| self.case(point)).collect();
        let more = self.has_more_points.then(|| {
            let shown = self.number(self.points.len() as u32);
            view! { <p>{put(texts.newest_points, &[&shown])}</p> }
        });
        Some(view! { <h2>{texts.points}</h2>{more}<ul class="om-list">{rows}</ul> }.piece())
    }

    fn case(&self, point: &Point) -> Piece {
        let texts = &self.language.open().map;
        let row = &point.row;
        let href = self.language.path(&format!("/l/{}", row.code));
        let state = row.state.map(|state| state_words(self.language, state));
        let facts = [Some(row.category.as_str()), state]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        let where_it_is = match (point.at, &point.blurred_to) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(texts.blurred),
            (None, None) => Some(texts.no_point),
        };
        let where_it_is = where_it_is.map(|words| format!(" · {words}"));
        view! {
            <li>
                <a class="om-tap" dir="auto" href=href>{visible(heading(row))}</a>
                <br/>
                <span class="soft">{facts}{where_it_is}</span>
            </li>
        }
        .piece()
    }

    fn count(&self, region: &str) -> u32 {
        self.counts.get(region).copied().unwrap_or_default()
    }

    /// A number as it is told.
    fn told(&self, count: u32) -> String {
        match count {
            0 => "0".to_owned(),
            1..LEAST_TOLD => self.language.open().map.few.to_owned(),
            _ => self.number(count),
        }
    }

    /// With thousands parted.
    fn number(&self, number: u32) -> String {
        let mark = match self.language {
            Language::Indonesian => '.',
            Language::English => ',',
        };
        let digits = number.to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }
}

/// What a case is called: without a heading of an officer the beginning of its text.
fn heading(row: &Row) -> &str {
    match row.title.is_empty() {
        true => &row.excerpt,
        false => &row.title,
    }
}

#[cfg(test)]
mod tests;
