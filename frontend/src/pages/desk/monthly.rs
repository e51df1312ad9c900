//! `/meja/laporan-bulanan`: a month of one agency, to print.

use super::frame::Frame;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::desk::MonthlyTexts;
use crate::i18n::desk::administration::fill;
use crate::i18n::{Language, date_time_long, month_long};
use domain::date::{Timestamp, Zone};
use domain::figures::monthly::{MonthSums, Monthly, MonthlyCase, Rise};
use domain::figures::{Month, Share};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Where the report is.
pub const PATH: &str = "/meja/laporan-bulanan";
/// Where its file is.
pub const FILE: &str = "/meja/laporan-bulanan.csv";
/// Late cases that the page lists.
const MOST_LATE: usize = 100;

/// The page.
pub struct MonthlyPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// When it was made.
    pub now: Timestamp,
    /// Which month, in words, and which one it is compared with.
    pub months: (Month, Month),
    /// Id and name of the agency.
    pub agency: (&'a str, &'a str),
    /// May ask for other agencies.
    pub is_free: bool,
    /// May open cases; a head of agency reads numbers.
    pub opens_cases: bool,
    /// What is in it.
    pub holds: Holds,
    /// What is known.
    pub monthly: &'a Monthly,
    /// There are more cases than were counted: how many were.
    pub cut_at: Option<u32>,
    /// What codes of categories and regions are called.
    pub names: &'a BTreeMap<String, String>,
}

/// Which cases of an agency a report is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// All of them.
    Everything,
    /// All but what is for the inspectorate.
    NoSupervision,
    /// What is for the inspectorate alone.
    SupervisionOnly,
}

/// Why there is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not for their role.
    Role,
    /// No such agency, or not one of theirs.
    Agency,
    /// No such month, or one that has not begun.
    Month,
}

/// The link to the report.
pub fn way(language: Language) -> Piece {
    let words = language.desk().monthly.link;
    view! { <p><a class="button plain" href=language.path(PATH)>{words}</a></p> }.piece()
}

/// The title of a report.
pub fn title(language: Language, agency: &str, month: Month, holds: Holds) -> String {
    let month = month_words(language, month);
    let texts = &language.desk().monthly;
    let title = match holds {
        Holds::SupervisionOnly => texts.title_supervision,
        Holds::Everything | Holds::NoSupervision => texts.title,
    };
    fill(title, &[("agency", agency), ("month", &month)])
}

/// Title and sentence of a refusal.
pub fn refusal_words(language: Language, why: Refusal) -> (&'static str, &'static str) {
    let texts = &language.desk().monthly;
    match why {
        Refusal::Role => texts.not_for_role,
        Refusal::Agency => texts.no_agency,
        Refusal::Month => texts.no_month,
    }
}

/// The page without a report; the title of the frame is that of [`refusal_words`].
pub fn render_refusal(frame: &Frame<'_>, why: Refusal) -> String {
    let (title, words) = refusal_words(frame.language, why);
    let way = (why != Refusal::Role).then(|| way(frame.language));
    frame.render(|| view! { <h1>{title}</h1><p>{words}</p>{way} })
}

/// `November 2026`.
fn month_words(language: Language, month: Month) -> String {
    let (year, number) = month.parts();
    format!("{} {year}", month_long(language, number))
}

/// What was late about a case, and what else stood in its way.
pub fn causes(texts: &'static MonthlyTexts, case: &MonthlyCase) -> Vec<&'static str> {
    let [verified, replied, done, now] = texts.late_steps;
    let [returned, asked, objected] = texts.other_causes;
    let late = |in_time: Option<bool>| in_time == Some(false);
    let facts = case.facts.as_ref();
    let is = |test: &dyn Fn(&domain::figures::CaseFacts) -> bool| facts.is_some_and(test);
    let found = [
        (is(&|facts| late(facts.verified_in_time)), verified),
        (is(&|facts| late(facts.replied_in_time)), replied),
        (is(&|facts| late(facts.done_in_time)), done),
        (case.is_overdue, now),
        (is(&|facts| facts.hops > 0), returned),
        (case.questions > 0, asked),
        (is(&|facts| facts.objections > 0), objected),
    ];
    let found = found.into_iter().filter(|(is_so, _)| *is_so);
    found.map(|(_, words)| words).collect()
}

/// The values of the summary of a month, in the order of its rows.
pub fn summary_values(language: Language, month: &MonthSums) -> [String; 11] {
    let sums = &month.sums;
    let share = |share: Share| match share.of {
        0 => "–".to_owned(),
        of => {
            // To the nearest whole; a half goes up, as in the public figures.
            let of = u64::from(of);
            let percent = u64::from(share.yes)
                .saturating_mul(100)
                .saturating_add(of / 2)
                / of;
            format!("{percent}% ({}/{of})", share.yes)
        }
    };
    let comma = match language {
        Language::Indonesian => ',',
        Language::English => '.',
    };
    let median = sums.days.median().map_or("–".to_owned(), |half| {
        let end = if half.0 % 2 == 0 { "0" } else { "5" };
        format!("{}{comma}{end}", half.0 / 2)
    });
    let rating = match sums.ratings {
        0 => "–".to_owned(),
        count => {
            let count = u64::from(count);
            let tenths = u64::from(sums.stars)
                .saturating_mul(10)
                .saturating_add(count / 2)
                / count;
            format!("{}{comma}{} ({count})", tenths / 10, tenths % 10)
        }
    };
    [
        sums.received.to_string(),
        month.unverified.to_string(),
        share(sums.verified),
        share(sums.replied),
        share(sums.done),
        median,
        share(sums.hopped),
        share(sums.objected),
        share(sums.confirmed),
        rating,
        month.overdue.to_string(),
    ]
}

impl MonthlyPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().monthly;
        let (month, _) = self.months;
        self.frame.render(|| {
            let made = date_time_long(language, self.now, Zone::Wib);
            let cut = self.cut_at.map(|count| {
                let cut = fill(texts.too_many, &[("n", &count.to_string())]);
                view! { <p class="box bad">{cut}</p> }
            });
            let counted = self.monthly.now.sums.received.saturating_add(self.monthly.now.unverified);
            let empty = (counted == 0).then(|| view! { <p class="box">{texts.empty}</p> });
            let agency = self.is_free.then(|| self.choice());
            let about = match self.holds {
                Holds::Everything => texts.about_everything,
                Holds::NoSupervision => texts.about_no_supervision,
                Holds::SupervisionOnly => texts.about_supervision,
            };
            let is_running = self.is_running();
            let running = is_running.then(|| view! { <p class="box">{texts.running}</p> });
            let next = (!is_running).then(|| {
                let next = self.address(PATH, month.next());
                view! { <a class="button plain" rel="next" href=next>{texts.next}</a> }
            });
            view! {
                <h1>{self.frame.title.to_owned()}</h1>
                <p class="soft">{about}" "{fill(texts.made, &[("at", &made)])}</p>
                {running}
                <nav class="row" aria-label=texts.measure>
                    <a class="button plain" rel="prev" href=self.address(PATH, month.back(1))>{texts.previous}</a>
                    {next}
                    <a class="button plain" href=self.address(FILE, month) download="">{texts.file}</a>
                </nav>
                {agency}
                {cut}
                {empty}
                {self.summary()}
                <h2>{texts.rose}</h2>
                {self.rises(texts.category, &self.monthly.categories)}
                {self.rises(texts.region, &self.monthly.regions)}
                {(self.monthly.categories.is_empty() && self.monthly.regions.is_empty())
                    .then(|| view! { <p>{texts.nothing_rose}</p> })}
                {self.late()}
                {self.heat()}
            }
        })
    }

    /// The month is not over: its numbers still grow.
    fn is_running(&self) -> bool {
        self.months.0 >= Month::of(self.now)
    }

    fn address(&self, path: &str, month: Month) -> String {
        let (agency, _) = self.agency;
        let address = format!("{path}?bulan={month}&instansi={agency}");
        self.frame.language.path(&address)
    }

    fn name(&self, code: &str, unknown: &'static str) -> String {
        match self.names.get(code) {
            Some(name) => name.clone(),
            None if code.is_empty() => unknown.to_owned(),
            None => code.to_owned(),
        }
    }

    fn choice(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().monthly;
        let month = self.months.0.to_string();
        view! {
            <form class="screen" method="get" action=language.path(PATH)>
                <input type="hidden" name="bulan" value=month/>
                <label for="instansi">{texts.agency}</label>
                <input id="instansi" name="instansi" value=self.agency.0.to_owned() maxlength="80"/>
                <button class="plain">{texts.show}</button>
            </form>
        }
        .piece()
    }

    fn scrolled(&self, table: impl IntoView + 'static) -> Piece {
        let texts = &self.frame.language.desk().monthly;
        view! { <div class="mon-scroll" role="group" tabindex="0" aria-label=texts.scroll>{table}</div> }
            .piece()
    }

    fn heads(&self) -> Piece {
        let (month, before) = self.months;
        let language = self.frame.language;
        let running = self
            .is_running()
            .then(|| format!(" ({})", language.desk().monthly.running_short));
        view! {
            <th scope="col">{month_words(language, month)}{running}</th>
            <th scope="col">{month_words(language, before)}</th>
        }
        .piece()
    }

    fn summary(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().monthly;
        let now = summary_values(language, &self.monthly.now);
        let before = summary_values(language, &self.monthly.before);
        let rows: Vec<Piece> = texts
            .rows
            .iter()
            .zip(now.into_iter().zip(before))
            .map(|(name, (now, before))| {
                view! { <tr><th scope="row">{*name}</th><td>{now}</td><td>{before}</td></tr> }
                    .piece()
            })
            .collect();
        let table = view! {
            <table class="mon-table">
                <caption class="soft">{texts.summary}</caption>
                <thead><tr><th scope="col">{texts.measure}</th>{self.heads()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        };
        view! { <h2>{texts.summary}</h2>{self.scrolled(table)} }.piece()
    }

    fn rises(&self, of: &'static str, rises: &[Rise]) -> Option<Piece> {
        if rises.is_empty() {
            return None;
        }
        let texts = &self.frame.language.desk().monthly;
        let rows: Vec<Piece> = rises
            .iter()
            .map(|rise| {
                let name = self.name(&rise.code, texts.nowhere);
                let change = format!("+{}", rise.now.saturating_sub(rise.before));
                view! { <tr><th scope="row">{name}</th><td>{rise.now}</td><td>{rise.before}</td><td>{change}</td></tr> }
                    .piece()
            })
            .collect();
        let table = view! {
            <table class="mon-table">
                <caption class="soft">{texts.rose}": "{of}</caption>
                <thead><tr><th scope="col">{of}</th>{self.heads()}<th scope="col">{texts.change}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        };
        Some(self.scrolled(table))
    }

    fn late(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().monthly;
        let late = &self.monthly.late;
        if late.is_empty() {
            return view! { <h2>{texts.late}</h2><p>{texts.nothing_late}</p> }.piece();
        }
        let rows: Vec<Piece> = late
            .iter()
            .take(MOST_LATE)
            .map(|case| {
                let address = language.path(&format!("/meja/kasus/{}", case.code));
                let code: Piece = match self.opens_cases {
                    true => view! { <a href=address>{case.code.clone()}</a> }.piece(),
                    false => view! { <b>{case.code.clone()}</b> }.piece(),
                };
                let facts = case.facts.as_ref();
                let category = facts.map_or("", |facts| facts.category.as_str());
                let category = self.name(category, texts.uncategorized);
                let causes = causes(texts, case).join(", ");
                view! {
                    <tr>
                        <th scope="row">{code}</th>
                        <td class="mon-words">{category}</td>
                        <td class="mon-words">{causes}</td>
                    </tr>
                }
                .piece()
            })
            .collect();
        let more = late.len().saturating_sub(MOST_LATE);
        let more = (more > 0).then(|| {
            let more = fill(texts.late_more, &[("n", &more.to_string())]);
            view! { <p>{more}</p> }
        });
        let table = view! {
            <table class="mon-table">
                <caption class="soft">{texts.late}</caption>
                <thead><tr>
                    <th scope="col">{texts.code}</th>
                    <th scope="col" class="mon-words">{texts.category}</th>
                    <th scope="col" class="mon-words">{texts.causes}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        };
        view! { <h2>{texts.late}</h2>{self.scrolled(table)}{more} }.piece()
    }

    fn heat(&self) -> Option<Piece> {
        let texts = &self.frame.language.desk().monthly;
        let heat = &self.monthly.heat;
        let most = heat.values().copied().max()?;
        let topics: BTreeSet<&str> = heat.keys().map(|(topic, _)| topic.as_str()).collect();
        let regions: BTreeSet<&str> = heat.keys().map(|(_, region)| region.as_str()).collect();
        let heads: Vec<Piece> = topics
            .iter()
            .map(|topic| {
                view! { <th scope="col">{self.name(topic, texts.uncategorized)}</th> }.piece()
            })
            .collect();
        let rows: Vec<Piece> = regions
            .iter()
            .map(|region| {
                let cells: Vec<Piece> = topics
                    .iter()
                    .map(|topic| {
                        let place = ((*topic).to_owned(), (*region).to_owned());
                        let count = heat.get(&place).copied().unwrap_or_default();
                        view! { <td class=shade(count, most)>{count}</td> }.piece()
                    })
                    .collect();
                view! { <tr><th scope="row">{self.name(region, texts.nowhere)}</th>{cells}</tr> }
                    .piece()
            })
            .collect();
        let table = view! {
            <table class="mon-table">
                <caption class="soft">{texts.heat_about}</caption>
                <thead><tr><th scope="col">{texts.region}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        };
        Some(view! { <h2>{texts.heat}</h2>{self.scrolled(table)} }.piece())
    }
}

/// A quarter of the darkest each.
fn shade(count: u32, most: u32) -> &'static str {
    let quarter = u64::from(count).saturating_mul(4) / u64::from(most.max(1));
    match quarter {
        0 => "mon-1",
        1 => "mon-2",
        2 | 3 => "mon-3",
        _ => "mon-4",
    }
}

#[cfg(test)]
mod tests;
