//! `/poster`: what offices print, so that people without a search engine find the form.

mod sheet;

use super::frame::{STYLES, Sheet, render as framed};
use super::list::Named;
use crate::components::piece::IntoPiece;
use crate::document::Document;
use crate::i18n::Language;
use crate::i18n::life::put;
use leptos::prelude::*;

pub use sheet::{Paper, PosterSheet};

/// Address of the choice, without language.
pub const PATH: &str = "/poster";

/// Where posters are chosen: by region, then by office.
pub struct PosterPage<'a> {
    /// Language.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// The chosen region and those it lies in.
    pub region_path: &'a [Named],
    /// The regions within.
    pub regions: &'a [Named],
    /// Agencies and villages of the chosen region: the last part of their address, and their name.
    pub offices: &'a [Named],
    /// Agencies of the whole country, where no region is chosen.
    pub national: &'a [Named],
    /// The chosen office.
    pub office: Option<&'a Named>,
}

impl PosterPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = &self.language.open().poster;
        let title = match self.office {
            Some(office) => format!("{}: {}", texts.title, office.name),
            None => texts.title.to_owned(),
        };
        let region = self.region_path.last().map(|region| region.code.as_str());
        let path = match (self.office, region) {
            (Some(office), _) => format!("{PATH}/{}", office.code),
            (None, Some(region)) => format!("{PATH}?wilayah={region}"),
            (None, None) => PATH.to_owned(),
        };
        let document = Document {
            language: self.language,
            path: Some(&path),
            title: &title,
            description: Some(texts.promise),
            styles: STYLES,
            address: None,
        };
        framed(&document, self.origin, Sheet::Poster, "", || {
            let office = self.office.map(|office| self.sizes(office));
            let above = self.region_path.iter();
            let step = |region: &Named| {
                let href = self
                    .language
                    .path(&format!("{PATH}?wilayah={}", region.code));
                view! { <li><a href=href>{region.name.clone()}</a></li> }
            };
            let above: Vec<_> = above.map(step).collect();
            let below: Vec<_> = self.regions.iter().map(step).collect();
            let link = |office: &Named| {
                let href = self.language.path(&format!("{PATH}/{}", office.code));
                view! { <li><a href=href>{office.name.clone()}</a></li> }
            };
            let offices: Vec<_> = self.offices.iter().map(link).collect();
            let national: Vec<_> = self.national.iter().map(link).collect();
            let national = (!national.is_empty()).then(|| {
                view! {
                    <h2>{texts.national}</h2>
                    <details>
                        <summary>{texts.national_list}</summary>
                        <ul class="op-list">{national}</ul>
                    </details>
                }
            });
            let about = office.is_none().then(|| view! { <p>{texts.about}</p> });
            let start = self.language.path(PATH);
            let offices =
                (!offices.is_empty()).then(|| view! { <ul class="op-list">{offices}</ul> });
            let below = (!below.is_empty())
                .then(|| view! { <h2>{texts.choose}</h2><ul class="op-list">{below}</ul> });
            view! {
                <h1>{title.clone()}</h1>
                {about}
                {office}
                <ul class="op-list"><li><a href=start>{self.language.open().map.nation}</a></li>{above}</ul>
                {offices}
                {below}
                {national}
            }
        })
    }

    fn sizes(&self, office: &Named) -> impl IntoView + use<> {
        let texts = &self.language.open().poster;
        let link = |language: Language, paper: Paper| {
            language.path(&format!("{PATH}/{}/{}", office.code, paper.segment()))
        };
        let links = |language: Language| -> Vec<_> {
            Paper::ALL
                .into_iter()
                .zip(language.open().poster.sizes)
                .map(|(paper, name)| {
                    view! { <a class="button" href=link(language, paper) lang=language.tag()>{name}</a> }
                })
                .collect()
        };
        view! {
            <p>{put(texts.lead, &[&office.name])}</p>
            <div class="op-print">{links(self.language)}</div>
            <p class="soft">{texts.print}</p>
            <h2>{texts.other_language}</h2>
            <div class="op-print">{links(self.language.other())}</div>
        }
        .piece()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_says_what_posters_are_and_leads_to_national_agencies() {
        let national = [Named {
            code: "pln".to_owned(),
            name: "PLN".to_owned(),
        }];
        for language in Language::ALL {
            let html = PosterPage {
                language,
                origin: "https://satupintu.example",
                region_path: &[],
                regions: &[],
                offices: &[],
                national: &national,
                office: None,
            }
            .render();
            assert!(html.contains(language.open().poster.about));
            assert!(html.contains(&format!("href=\"{}\"", language.path("/poster/pln"))));
        }
    }
}
