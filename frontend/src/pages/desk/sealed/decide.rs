//! `/meja/segel/permintaan/{id}`: a custodian grants or refuses.

use super::{RequestView, Standing, asker, mistake_of, mistakes, particulars};
use crate::components::field::{FieldHead, described_by};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use crate::pages::desk::frame::Frame;
use leptos::prelude::*;

/// The page.
pub struct DecidePage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// What is asked for.
    pub request: &'a RequestView,
    /// Who holds the case.
    pub holder: Option<String>,
    /// Id of the form.
    pub id: &'a str,
    /// The grounds, as they were written.
    pub sentence: &'a str,
    /// What was wrong, by field.
    pub mistakes: &'a [(&'static str, &'static str)],
    /// Where to prove who one is, if that is missing by now.
    pub prove: Option<&'a str>,
}

impl DecidePage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        self.frame.render(|| {
            let holder = self
                .holder
                .clone()
                .map(|holder| view! { <dl><dt>{texts.holder}</dt><dd>{holder}</dd></dl> }.piece());
            let prove = self.prove.map(|href| {
                view! {
                    <div class="box bad" role="alert">
                        <p>{texts.prove_words}</p>
                        <a href=href.to_owned() target="_blank" rel="noopener">{texts.prove}</a>
                    </div>
                }
                .piece()
            });
            let form = match (self.request.standing, self.request.is_own) {
                (Standing::Waiting, false) => self.form(),
                (Standing::Waiting, true) => view! { <p class="box">{texts.four_eyes}</p> }.piece(),
                _ => view! { <p class="box">{texts.already_decided}</p> }.piece(),
            };
            let back = language.path("/meja/segel");
            view! {
                <h1>{texts.decide_title}</h1>
                <p class="code">{self.request.code.clone()}</p>
                {mistakes(texts, self.mistakes)}
                {prove}
                <dl><dt>{texts.asker}</dt><dd>{asker(language, self.request)}</dd></dl>
                {holder}
                {particulars(language, self.request)}
                {form}
                <p><a class="seal-link" href=back>{texts.back}</a></p>
            }
        })
    }

    fn form(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        let error = mistake_of("sentence", self.mistakes);
        let action = language.path(&format!("/meja/segel/permintaan/{}", self.request.id));
        view! {
            <p>{texts.decide_lead}</p>
            <form class="seal-form" method="post" action=action>
                <input type="hidden" name="id" value=self.id.to_owned()/>
                <div>
                    <FieldHead id="sentence" label=texts.sentence hint=texts.sentence_hint optional="" error=error/>
                    <TextArea
                        id="sentence"
                        name="sentence"
                        text=self.sentence.to_owned()
                        rows=3
                        required=false
                        described_by=described_by("sentence", true, error.is_some()).unwrap_or_default()
                        invalid=error.is_some()
                    />
                </div>
                <div class="row">
                    <button name="decision" value="grant">{texts.grant}</button>
                    <button class="plain" name="decision" value="refuse">{texts.refuse}</button>
                </div>
            </form>
        }
        .piece()
    }
}
