//! Figures of the nation, a region or a category.

use super::sayings::{Sayings, fill};
use super::{chart, tables};
use crate::components::piece::{IntoPiece, Piece};
use crate::document::Document;
use crate::i18n::Language;
use crate::pages::open::frame::{STYLES, Sheet as Styles, render as framed};
use domain::date::Timestamp;
use domain::figures::snapshot::{Head, Sheet};
use domain::figures::{MONTHS_TOTALLED, Published};
use leptos::prelude::*;

/// Where the page stands among others.
pub struct Around<'a> {
    /// Its own address, without language.
    pub path: &'a str,
    /// One step up; none for the nation.
    pub up: Option<&'a str>,
    /// Its cases, in the list.
    pub cases: &'a str,
}

/// The page.
pub struct StatisticsPage<'a> {
    /// In which language.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// The time it is read.
    pub now: Timestamp,
    /// Of what it was made.
    pub head: Head,
    /// What stands around it.
    pub around: Around<'a>,
    /// What it is about; the nation has no name here.
    pub whole: &'a Sheet,
    /// Its regions.
    pub regions: Vec<&'a Sheet>,
    /// Its categories.
    pub categories: Vec<&'a Sheet>,
    /// Its agencies.
    pub agencies: Vec<&'a Sheet>,
}

impl StatisticsPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let sayings = Sayings::of(self.language);
        let texts = sayings.texts;
        let is_nation = self.around.up.is_none();
        let name = match is_nation {
            true => texts.nation,
            false => sayings.name(&self.whole.name),
        };
        let title = match is_nation {
            true => texts.title.to_owned(),
            false => fill(texts.title_of, &[("name", name)]),
        };
        let document = Document {
            language: self.language,
            path: Some(self.around.path),
            title: &title,
            description: Some(texts.about),
            styles: STYLES,
            address: None,
        };
        framed(&document, self.origin, Styles::Figures, "", || {
            let up = self.around.up.map(|up| {
                let up = self.language.path(up);
                view! { <p><a class="fig-tap" href=up>{texts.back}</a></p> }
            });
            let region = |name: &domain::figures::snapshot::Named| {
                format!("/statistik?wilayah={}", name.code)
            };
            let category = |name: &domain::figures::snapshot::Named| {
                format!("/statistik?kategori={}", name.code)
            };
            let agency =
                |name: &domain::figures::snapshot::Named| format!("/instansi/{}", name.code);
            view! {
                {up}
                <h1>{title.clone()}</h1>
                <p>{texts.about}</p>
                {opening(&sayings, self.head, self.now)}
                {figures(&sayings, name, self.head, &self.whole.figures)}
                {tables::parts(&sayings, texts.regions, texts.region, &self.regions, &region)}
                {tables::parts(&sayings, texts.categories, texts.category, &self.categories, &category)}
                {tables::parts(&sayings, texts.agencies, texts.agency, &self.agencies, &agency)}
                {ways(&sayings, self.around.cases)}
            }
        })
    }
}

/// When it was counted, and of which months.
pub(super) fn opening(sayings: &Sayings, head: Head, now: Timestamp) -> Piece {
    let (counted, is_old) = sayings.counted(&head, now);
    let class = if is_old { "box bad" } else { "soft" };
    view! { <p class=class>{counted}</p><p class="soft">{sayings.covers(&head)}</p> }.piece()
}

/// What is known of one subject: in short, as pictures, month by month.
pub(super) fn figures(sayings: &Sayings, name: &str, head: Head, figures: &Published) -> Piece {
    let texts = sayings.texts;
    let of = head.last.window(MONTHS_TOTALLED);
    let skipped = figures.months.len().saturating_sub(of.len());
    let year = figures.months.get(skipped..).unwrap_or_default();
    match figures.total.received {
        Some(0) => return view! { <p class="box">{texts.empty}</p> }.piece(),
        None => {
            return view! {
                <p class="box">{texts.concealed}</p>
                {tables::months(sayings, name, &of, year)}
                <p class="soft">{texts.legend}</p>
            }
            .piece();
        }
        Some(_) => {}
    }
    view! {
        <h2>{texts.summary}</h2>
        {tables::summary(sayings, &figures.total)}
        <h2>{texts.trend}</h2>
        <p class="soft">{texts.running}</p>
        <div class="fig-pics">
        <figure class="fig-pic">
            <figcaption>{texts.received}</figcaption>
            {chart::bars(sayings, name, &of, year)}
        </figure>
        <figure class="fig-pic">
            <figcaption>{fill(texts.lines, &[("name", name)])}</figcaption>
            {chart::lines(sayings, name, &of, year)}
            <p class="soft">{texts.lines_about}</p>
        </figure>
        </div>
        {tables::months(sayings, name, &of, year)}
        <p class="soft">{texts.legend}</p>
    }
    .piece()
}

/// Ways from here.
pub(super) fn ways(sayings: &Sayings, cases: &str) -> Piece {
    let texts = sayings.texts;
    let path = |path: &str| sayings.language.path(path);
    view! {
        <nav class="row" aria-label=texts.title>
            <a class="button" href=path(cases)>{texts.see_cases}</a>
            <a class="button plain" href=path("/statistik/metode")>{texts.how}</a>
            <a class="button plain" href="/data/angka.csv" download="">{texts.data}" (CSV)"</a>
        </nav>
    }
    .piece()
}

/// A region and a category together, which nobody counts; the codes are parsed.
pub fn render_both(language: Language, origin: &str, region: &str, category: &str) -> String {
    let texts = Sayings::of(language).texts;
    let document = Document {
        language,
        path: Some("/statistik"),
        title: texts.both_title,
        description: None,
        styles: STYLES,
        address: None,
    };
    let path = |path: String| language.path(&path);
    framed(&document, origin, Styles::Figures, "", || {
        view! {
            <h1>{texts.both_title}</h1>
            <p>{texts.both}</p>
            <div class="row">
                <a class="button" href=path(format!("/statistik?wilayah={region}"))>{texts.region}</a>
                <a class="button" href=path(format!("/statistik?kategori={category}"))>{texts.category}</a>
                <a class="button plain" href=path(format!("/laporan?wilayah={region}&kategori={category}"))>{texts.see_cases}</a>
            </div>
        }
    })
}

/// Nothing was counted yet.
pub fn render_uncounted(language: Language, origin: &str, path: &str) -> String {
    let sayings = Sayings::of(language);
    let texts = sayings.texts;
    let document = Document {
        language,
        path: Some(path),
        title: texts.uncounted_title,
        description: None,
        styles: STYLES,
        address: None,
    };
    framed(&document, origin, Styles::Figures, "", || {
        view! {
            <h1>{texts.uncounted_title}</h1>
            <p>{texts.uncounted}</p>
            <div class="row">
                <a class="button" href=language.path("/laporan")>{texts.see_cases}</a>
                <a class="button plain" href=language.path("/statistik/metode")>{texts.how}</a>
            </div>
        }
    })
}
