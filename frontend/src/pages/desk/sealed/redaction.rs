//! `/meja/kasus/{code}/samarkan`: what the public reads instead of the story, beside the story.

use super::{mistake_of, mistakes};
use crate::components::field::{FieldHead, described_by};
use crate::components::piece::IntoPiece;
use crate::components::text_area::TextArea;
use crate::components::words::visible;
use crate::pages::desk::frame::Frame;
use leptos::prelude::*;

/// The page.
pub struct RedactionPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Grouped tracking code.
    pub code: &'a str,
    /// The story.
    pub original: &'a str,
    /// What the public reads now, if that is not the story.
    pub redaction: Option<&'a str>,
    /// What stands in the form.
    pub text: &'a str,
    /// It was proposed, and not written by anybody.
    pub is_proposed: bool,
    /// Id of the form.
    pub id: &'a str,
    /// The history entry it was made from.
    pub seq: u32,
    /// What was wrong, by field.
    pub mistakes: &'a [(&'static str, &'static str)],
}

impl RedactionPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        self.frame.render(|| {
            let case = language.path(&format!("/meja/kasus/{}", self.code));
            let action = language.path(&format!("/meja/kasus/{}/samarkan", self.code));
            let error = mistake_of("text", self.mistakes);
            let now = self.redaction.map(|_| {
                view! { <p class="box" role="status">{texts.redacted_now}</p> }.piece()
            });
            let proposed = self.is_proposed.then(|| view! { <p>{texts.proposed}</p> }.piece());
            view! {
                <h1>{texts.redact_title}</h1>
                <p class="code">{self.code.to_owned()}</p>
                {mistakes(texts, self.mistakes)}
                {now}
                <p>{texts.redact_lead}</p>
                {proposed}
                <div class="seal-sides">
                    <section aria-labelledby="asli">
                        <h2 id="asli">{texts.original}</h2>
                        <p class="words card" dir="auto">{visible(self.original)}</p>
                    </section>
                    <form method="post" action=action>
                        <input type="hidden" name="id" value=self.id.to_owned()/>
                        <input type="hidden" name="seq" value=self.seq.to_string()/>
                        <div>
                            <FieldHead id="text" label=texts.public_text hint=texts.public_hint optional="" error=error/>
                            <TextArea
                                id="text"
                                name="text"
                                text=self.text.to_owned()
                                rows=12
                                required=false
                                described_by=described_by("text", true, error.is_some()).unwrap_or_default()
                                invalid=error.is_some()
                            />
                        </div>
                        <div><button>{texts.redact}</button></div>
                    </form>
                </div>
                <p><a class="seal-link" href=case>{texts.to_case}</a></p>
            }
        })
    }
}
