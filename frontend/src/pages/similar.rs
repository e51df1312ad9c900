//! `/l/{code}/serupa`: open complaints that may be about the same matter, for the reporter of one that was just filed.

use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::document::{Document, Styles};
use crate::i18n::Language;
use leptos::prelude::*;

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimilarView {
    /// Grouped tracking code.
    pub code: String,
    /// Its page.
    pub href: String,
    /// What about.
    pub title: String,
    /// Where.
    pub place: String,
    /// Why it may be the same.
    pub why: String,
    /// A fresh id for the command that joins it.
    pub command_id: String,
}

/// The page.
pub struct SimilarPage<'a> {
    /// Language.
    pub language: Language,
    /// Grouped code of the reporter's own complaint.
    pub tracking_code: &'a str,
    /// Its key.
    pub access_key: &'a str,
    /// The others, the most alike first.
    pub cases: &'a [SimilarView],
}

impl SimilarPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = self.language.joining();
        let document = Document {
            language: self.language,
            path: None,
            title: texts.title,
            description: None,
            styles: Styles::Record,
            address: None,
        };
        let path = format!("/l/{}?k={}", self.tracking_code, self.access_key);
        let back = self.language.path(&path);
        let lead = match self.cases.is_empty() {
            true => texts.none,
            false => texts.lead,
        };
        document.render(|| {
            let cases: Vec<_> = self.cases.iter().map(|case| self.case(case)).collect();
            view! {
                <h1>{texts.title}</h1>
                <p>{lead}</p>
                {cases}
                <p><a class="button plain" href=back>{texts.back}</a></p>
            }
        })
    }

    fn case(&self, case: &SimilarView) -> Piece {
        let texts = self.language.joining();
        let action = format!("/l/{}/tindakan", self.tracking_code);
        let label = format!("{} {}", texts.join, case.code);
        view! {
            <section class="card">
                <h2 dir="auto">{visible(&case.title)}</h2>
                <p>{visible(&case.place)}</p>
                <p class="soft">{visible(&case.why)}</p>
                <p><a class="button plain" href=case.href.clone()>{case.code.clone()}</a></p>
                <form method="post" action=self.language.path(&action) accept-charset="utf-8">
                    <input type="hidden" name="k" value=self.access_key.to_owned()/>
                    <input type="hidden" name="id" value=case.command_id.clone()/>
                    <input type="hidden" name="command" value="join"/>
                    <input type="hidden" name="lead" value=case.code.clone()/>
                    <button aria-label=label>{texts.join}</button>
                </form>
            </section>
        }
        .piece()
    }
}
