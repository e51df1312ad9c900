//! `/instansi/{id}`: one agency.

use super::sayings::{Sayings, fill};
use super::statistics::{figures, opening, ways};
use super::{chart, tables};
use crate::components::piece::{IntoPiece, Piece};
use crate::document::Document;
use crate::i18n::Language;
use crate::pages::open::frame::{STYLES, Sheet as Styles, render as framed};
use domain::date::Timestamp;
use domain::figures::Peers;
use domain::figures::snapshot::{AgencyCard, AgencySheet, Head};
use leptos::prelude::*;

/// The page.
pub struct AgencyPage<'a> {
    /// In which language.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// The time it is read.
    pub now: Timestamp,
    /// Of what it was made; none while nothing was counted.
    pub head: Option<Head>,
    /// Which agency.
    pub card: &'a AgencyCard,
    /// What is called by the region it governs.
    pub region: Option<&'a str>,
    /// Its figures; none if it has no cases.
    pub sheet: Option<&'a AgencySheet>,
    /// Its cases, in the list.
    pub cases: &'a str,
}

impl AgencyPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let sayings = Sayings::of(self.language);
        let texts = sayings.texts;
        let path = format!("/instansi/{}", self.card.id);
        let document = Document {
            language: self.language,
            path: Some(&path),
            title: &self.card.name,
            description: Some(texts.about),
            styles: STYLES,
            address: None,
        };
        let poster = format!("{}/{}", crate::pages::open::poster::PATH, self.card.id);
        let poster = self.language.path(&poster);
        framed(&document, self.origin, Styles::Figures, "", || {
            let body = match (self.head, self.sheet) {
                (None, _) => view! { <p class="box">{texts.uncounted}</p> }.piece(),
                (Some(head), None) => view! {
                    {opening(&sayings, head, self.now)}
                    <p class="box">{texts.empty}</p>
                }
                .piece(),
                (Some(head), Some(sheet)) => view! {
                    {opening(&sayings, head, self.now)}
                    {figures(&sayings, &self.card.name, head, &sheet.figures)}
                    {self.compared(&sayings, sheet)}
                }
                .piece(),
            };
            view! {
                <p><a class="fig-tap" href=self.language.path("/statistik")>{texts.title}</a></p>
                <h1>{self.card.name.clone()}</h1>
                <h2>{texts.what_for}</h2>
                <p>{self.purpose(&sayings)}</p>
                {body}
                {ways(&sayings, self.cases)}
                <p class="screen"><a class="fig-tap" href=poster.clone()>{texts.poster}</a></p>
            }
        })
    }

    fn purpose(&self, sayings: &Sayings) -> String {
        let texts = sayings.texts;
        let kind = texts.kind(&self.card.kind);
        match self.region {
            Some(region) => fill(texts.for_region, &[("kind", kind), ("region", region)]),
            None => fill(texts.for_centre, &[("kind", kind)]),
        }
    }

    fn compared(&self, sayings: &Sayings, sheet: &AgencySheet) -> Piece {
        let texts = sayings.texts;
        let total = &sheet.figures.total;
        let heading = view! { <h2>{texts.compared}</h2> };
        if sheet.peers == Peers::default() || total.received.is_none_or(|count| count == 0) {
            return view! { {heading}<p>{texts.alone}</p> }.piece();
        }
        let kind = texts.kind(&self.card.kind);
        view! {
            {heading}
            <p>{fill(texts.compared_about, &[("kind", kind)])}</p>
            <figure class="fig-pic">
                <figcaption>{texts.compared_table}</figcaption>
                {chart::comparison(sayings, &self.card.name, total, &sheet.peers)}
                <p class="soft">{texts.compared_key}</p>
            </figure>
            {tables::comparison(sayings, total, &sheet.peers)}
        }
        .piece()
    }
}
