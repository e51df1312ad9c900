//! `/laporan`: public complaints, narrowed by an address, a page at a time.

pub mod feed;
pub mod filter;
mod form;
mod row;
#[cfg(test)]
mod tests;

use super::frame::{STYLES, Sheet, render as framed};
use crate::components::piece::{IntoPiece, Piece};
use crate::document::{Document, escape};
use crate::i18n::dates::date_short;
use crate::i18n::open::list::count_words;
use crate::i18n::{Language, date_time_long};
use domain::date::{Timestamp, Zone};
use filter::{Filter, Order, Wrong};
use leptos::prelude::*;

/// A code and its name in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Code or id.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A public complaint in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Grouped tracking code.
    pub code: String,
    /// The heading an officer gave; may be empty.
    pub title: String,
    /// The beginning of the public text.
    pub excerpt: String,
    /// Where, in words.
    pub place: String,
    /// The category's name.
    pub category: String,
    /// Who holds it: id and name.
    pub agency: Option<Named>,
    /// Where it stands.
    pub state: Option<domain::complaint::StateName>,
    /// An officer's period is past its end.
    pub is_late: bool,
    /// When it was received.
    pub filed_at: Timestamp,
    /// How many support it.
    pub support_count: u32,
    /// How many follow it.
    pub follower_count: u32,
}

/// What the form offers.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// The chosen region and those it lies in, the largest first.
    pub region_path: Vec<Named>,
    /// The regions within.
    pub regions: Vec<Named>,
    /// Topics, each followed by the categories of the chosen one.
    pub categories: Vec<Named>,
    /// Agencies.
    pub agencies: Vec<Named>,
}

/// How much something is like what was searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// It has all the words.
    Exact,
    /// It is spelled alike.
    Spelling,
    /// It has some of the words.
    SomeWords,
}

/// A page of the list.
pub struct ListPage<'a> {
    /// Language.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// What is shown.
    pub filter: &'a Filter,
    /// What of the address could not be used.
    pub wrong: &'a [Wrong],
    /// The form.
    pub offered: &'a Offered,
    /// The rows.
    pub rows: &'a [Row],
    /// Where it goes on.
    pub next: Option<Filter>,
    /// How much the rows are like what was searched for.
    pub likeness: Likeness,
    /// Something matches, but nobody supports it.
    pub has_unsupported: bool,
    /// The rows are a snapshot from then, because the database is away.
    pub stale_since: Option<Timestamp>,
}

/// Address of the list, without language.
pub const PATH: &str = "/laporan";
/// Address of its feed.
pub const FEED: &str = "/laporan.atom";

impl ListPage<'_> {
    /// What the list is called: its filters make it another one.
    pub fn heading(&self) -> String {
        let texts = &self.language.open().list;
        let mut parts = vec![texts.title.to_owned()];
        parts.extend(self.chosen().into_iter().map(|(name, _)| name));
        parts.join(" · ")
    }

    /// The page.
    pub fn render(&self) -> String {
        let texts = &self.language.open().list;
        let heading = self.heading();
        let start = self.filter.from_the_start();
        let path = self.filter.address(PATH);
        let is_plain = self.wrong.is_empty() && self.filter.after.is_none();
        let document = Document {
            language: self.language,
            path: Some(&path),
            title: &heading,
            description: (is_plain && self.stale_since.is_none()).then_some(texts.description),
            styles: STYLES,
            address: None,
        };
        let head = self.head(&heading, &start);
        framed(&document, self.origin, Sheet::List, &head, || {
            let href = |filter: &Filter, path: &str| self.language.path(&filter.address(path));
            let next = self.next.as_ref().map(|next| {
                view! { <a class="button" rel="next" href=href(next, PATH)>{texts.next}</a> }
            });
            let first = self.filter.after.map(|_| {
                view! { <a class="button plain" href=href(&start, PATH)>{texts.first}</a> }
            });
            let feed = self.stale_since.is_none().then(|| {
                view! { <p><a class="ol-tap" href=href(&start, FEED)>{texts.feed}</a></p> }
            });
            view! {
                <h1>{texts.title}</h1>
                <p class="soft">{texts.lead}</p>
                {self.stale()}
                {self.wrong()}
                {form::form(self)}
                {self.chips()}
                {self.code()}
                {self.about_the_rows()}
                {match self.rows.is_empty() {
                    true => self.empty(),
                    false => Some(row::list(self)),
                }}
                <nav class="row" aria-label=texts.list>{next}{first}</nav>
                {feed}
            }
        })
    }

    /// The names of what narrows the list, each with the list without it.
    fn chosen(&self) -> Vec<(String, Filter)> {
        let filter = self.filter.from_the_start();
        let name_of = |list: &[Named], code: &str| {
            let found = list.iter().find(|named| named.code == code);
            found.map_or(code.to_owned(), |named| named.name.clone())
        };
        let mut chosen = Vec::new();
        let mut add = |name: String, change: &dyn Fn(&mut Filter)| {
            let mut without = filter.clone();
            change(&mut without);
            chosen.push((name, without));
        };
        if !filter.search.is_empty() {
            add(format!("“{}”", filter.search), &|without| {
                without.search.clear()
            });
        }
        if !filter.region.is_empty() {
            let name = name_of(&self.offered.region_path, &filter.region);
            add(name, &|without| without.region.clear());
        }
        if !filter.category.is_empty() {
            let name = name_of(&self.offered.categories, &filter.category);
            add(name, &|without| without.category.clear());
        }
        if !filter.agency.is_empty() {
            let name = name_of(&self.offered.agencies, &filter.agency);
            add(name, &|without| without.agency.clear());
        }
        if let Some(state) = filter.state {
            let name = crate::i18n::open::list::state_words(self.language, state);
            add(name.to_owned(), &|without| without.state = None);
        }
        if let Some(day) = filter.from {
            add(
                format!("≥ {}", date_short(self.language, day)),
                &|without| without.from = None,
            );
        }
        if let Some(day) = filter.until {
            add(
                format!("≤ {}", date_short(self.language, day)),
                &|without| without.until = None,
            );
        }
        chosen
    }

    fn chips(&self) -> Option<Piece> {
        let texts = &self.language.open().list;
        let chosen = self.chosen();
        if chosen.is_empty() {
            return None;
        }
        let chips: Vec<_> = chosen
            .into_iter()
            .map(|(name, without)| {
                let href = self.language.path(&without.address(PATH));
                let label = format!("{}: {name}", texts.without);
                view! {
                    <li><a class="ol-chip" href=href aria-label=label>{name}" ✕"</a></li>
                }
            })
            .collect();
        let reset = self.language.path(PATH);
        Some(
            view! {
                <ul class="ol-chips" aria-label=texts.chosen>
                    {chips}
                    <li><a class="ol-chip" href=reset>{texts.reset}</a></li>
                </ul>
            }
            .piece(),
        )
    }

    /// That the rows are a snapshot, and from when.
    fn stale_words(&self) -> Option<String> {
        let texts = &self.language.open().list;
        let time = date_time_long(self.language, self.stale_since?, Zone::Wib);
        Some(texts.stale.replace("{time}", &time))
    }

    fn stale(&self) -> Option<Piece> {
        let texts = &self.language.open().list;
        let words = self.stale_words()?;
        let filters = self
            .filter
            .is_narrow()
            .then(|| view! { <p>{texts.stale_filters}</p> });
        Some(
            view! {
                <div class="box bad" role="status">
                    <p>{words}</p>
                    {filters}
                </div>
            }
            .piece(),
        )
    }

    fn wrong(&self) -> Option<Piece> {
        let texts = &self.language.open().list;
        if self.wrong.is_empty() {
            return None;
        }
        let items: Vec<_> = self
            .wrong
            .iter()
            .map(|wrong| {
                // There is no field for the first, and not always one for the second.
                let field = match wrong {
                    Wrong::Place => "isi",
                    Wrong::Agency => "q",
                    wrong => wrong.parameter(),
                };
                view! { <li><a href=format!("#{field}")>{texts.words_of(*wrong)}</a></li> }
            })
            .collect();
        Some(
            view! { <div class="box bad" role="alert"><p>{texts.wrong}</p><ul>{items}</ul></div> }
                .piece(),
        )
    }

    /// A code in the search leads to its page; whether there is one, only that page says.
    fn code(&self) -> Option<Piece> {
        let code = self.filter.code()?.to_string();
        let words = self.language.open().list.open_code;
        let words = words.replace("{code}", &code);
        let href = self.language.path(&format!("/l/{code}"));
        Some(view! { <p><a class="button" href=href>{words}</a></p> }.piece())
    }

    /// What the rows are, where that is not what one would think, and how many, where all are here.
    fn about_the_rows(&self) -> Option<Piece> {
        let texts = &self.language.open().list;
        if self.rows.is_empty() {
            return None;
        }
        let likeness = match self.likeness {
            Likeness::Exact => None,
            Likeness::Spelling => Some(texts.loose),
            Likeness::SomeWords => Some(texts.partial),
        };
        let likeness = likeness.map(|words| view! { <p class="box">{words}</p> });
        let order = (self.filter.order == Order::Supported && self.stale_since.is_none())
            .then(|| view! { <p>{texts.only_supported}</p> });
        let is_all = self.next.is_none() && self.filter.after.is_none();
        let count = (is_all && self.stale_since.is_none()).then(|| {
            let words = count_words(self.language, self.rows.len());
            view! { <p><b>{words}</b></p> }
        });
        Some(view! { {likeness}{order}{count} }.piece())
    }

    fn empty(&self) -> Option<Piece> {
        let texts = &self.language.open().list;
        if self.filter.code().is_some() {
            return None;
        }
        let is_narrow = self.filter.is_narrow();
        let file = self.language.path("/lapor");
        let words = match (is_narrow, self.has_unsupported) {
            (_, true) => texts.none_supported,
            (false, false) => texts.none,
            (true, false) => texts.none_found,
        };
        let newest = self.has_unsupported.then(|| {
            let newest = Filter {
                order: Order::Newest,
                ..self.filter.from_the_start()
            };
            let href = self.language.path(&newest.address(PATH));
            view! { <p><a href=href>{texts.newest_instead}</a></p> }
        });
        let [fewer, without, report] = texts.none_advice;
        let advice = is_narrow.then(|| {
            view! { <ul><li>{fewer}</li><li>{without}</li><li>{report}</li></ul> }
        });
        Some(
            view! {
                <div class="box" role="status">
                    <p><b>{words}</b></p>
                    {newest}
                    {advice}
                    <p><a class="button" href=file>{texts.file}</a></p>
                </div>
            }
            .piece(),
        )
    }

    /// Feed and neighbours, for machines.
    fn head(&self, heading: &str, start: &Filter) -> String {
        let absolute = |filter: &Filter, path: &str| {
            let address = self.language.path(&filter.address(path));
            escape(&format!("{}{address}", self.origin))
        };
        let next = self.next.as_ref().map_or(String::new(), |next| {
            format!("<link rel=next href=\"{}\">", absolute(next, PATH))
        });
        format!(
            "<link rel=canonical href=\"{}\"><link rel=alternate type=\"application/atom+xml\" title=\"{}\" href=\"{}\">{next}",
            absolute(self.filter, PATH),
            escape(heading),
            absolute(start, FEED),
        )
    }
}
