//! The receipt: what the citizen keeps. Good on a screen, on paper and in a screenshot.

use crate::components::file_progress::file_progress;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::document::{Document, Styles};
use crate::i18n::life::put;
use crate::i18n::{Language, date_long, date_time_long, reason, suggested_desk};
use domain::date::{Timestamp, Zone};
use domain::routing::{Place, RoutingTable, Suggestion};
use leptos::prelude::*;

/// What the citizen said about an ambiguous place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceAnswer {
    /// One of the candidates.
    Chosen,
    /// None of them.
    NoneOfThese,
    /// Something that was not asked: the question is shown again.
    NotOffered,
}

/// What stands on a receipt.
pub struct ReceiptPage<'a> {
    /// Language.
    pub language: Language,
    /// `https://host`, for links that leave the phone.
    pub origin: &'a str,
    /// Grouped tracking code.
    pub tracking_code: &'a str,
    /// The key, when this reader brought it or it was just made.
    pub access_key: Option<&'a str>,
    /// *Anonim* was chosen.
    pub is_anonymous: bool,
    /// *Rahasia* was chosen: the code alone opens nothing.
    pub is_confidential: bool,
    /// Server time of receipt.
    pub received_at: Timestamp,
    /// By when it must be verified.
    pub verify_by: Timestamp,
    /// Zone of the place.
    pub zone: Zone,
    /// Who holds it now, by name; none while it waits at the verification desk.
    pub holder: Option<String>,
    /// What routing proposes.
    pub suggestion: &'a Suggestion,
    /// Names of regions, agencies, units.
    pub table: &'a RoutingTable,
    /// What was just answered to the question about the place.
    pub answer: Option<PlaceAnswer>,
    /// Whether it joined another, where that was asked for.
    pub joined: Option<bool>,
    /// Files that came with the form, without scripts.
    pub brought: BroughtFiles,
}

/// What became of files that came with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BroughtFiles {
    /// How many are kept.
    pub kept: usize,
    /// Names of those that are not, and why.
    pub refused: Vec<(String, &'static str)>,
}

impl ReceiptPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = &self.language.texts().receipt;
        let path = self.language.path(&format!("/l/{}", self.tracking_code));
        let address = self
            .access_key
            .map(|key| format!("{path}/tanda-terima?k={key}"));
        let document = Document {
            language: self.language,
            path: None,
            title: texts.title,
            description: None,
            styles: Styles::Record,
            address: address.as_deref(),
        };
        let lead = match self.is_confidential {
            true => texts.lead_confidential,
            false => texts.lead,
        };
        document.render(|| {
            view! {
                <h1>{texts.title}</h1>
                {file_progress(self.language, false)}
                {self.left_out()}
                {self.company()}
                {self.place_question(&path)}
                <p>{lead}</p>
                {self.is_confidential.then(|| self.private_link(&path))}
                <div class="card">
                    <p class="soft">{texts.code}</p>
                    <p class="code">{self.tracking_code.to_owned()}</p>
                    {self.facts()}
                    {self.reasons()}
                </div>
                {(!self.is_confidential).then(|| self.private_link(&path))}
                {self.look(&path)}
                {(!self.is_confidential).then(|| self.share(&path))}
                <p class="soft screen">{texts.print_hint}</p>
            }
        })
    }

    /// That it joined another, or did not.
    fn company(&self) -> Option<Piece> {
        let texts = self.language.joining();
        let words = match self.joined? {
            true => texts.joined,
            false => texts.not_joined,
        };
        Some(view! { <div class="box"><p>{words}</p></div> }.piece())
    }

    /// Where to look whether there is one to join.
    fn look(&self, path: &str) -> Option<Piece> {
        if self.joined.is_some() || self.is_confidential || self.holder.is_some() {
            return None;
        }
        let words = self.language.joining().look;
        let href = format!("{path}/serupa?k={}", self.access_key?);
        Some(view! { <p class="screen"><a class="button plain" href=href>{words}</a></p> }.piece())
    }

    /// Files that did not come along: the words did not wait for them.
    fn left_out(&self) -> Option<Piece> {
        let texts = self.language.attachments();
        let refused = self.brought.refused.iter();
        let refused: Vec<_> = refused
            .map(|(name, why)| {
                let words = match name.as_str() {
                    "" => (*why).to_owned(),
                    name => format!("{}: {why}", visible(name)),
                };
                view! { <li>{words}</li> }
            })
            .collect();
        (!refused.is_empty()).then(|| {
            view! {
                <div class="box bad" role="alert">
                    <p><b>{texts.left_out}</b></p><ul>{refused}</ul><p>{texts.left_out_hint}</p>
                </div>
            }
            .piece()
        })
    }

    fn facts(&self) -> impl IntoView + use<> {
        let texts = &self.language.texts().receipt;
        let received_at = date_time_long(self.language, self.received_at, self.zone);
        let verify_by = date_long(self.language, self.verify_by.local(self.zone).0);
        let holder = self.holder.clone().unwrap_or_else(|| texts.desk.to_owned());
        let suggested = suggested_desk(self.table, self.suggestion);
        let protections: Vec<_> = [
            (self.is_anonymous, texts.anonymous),
            (self.is_confidential, texts.confidential),
        ]
        .into_iter()
        .filter(|(is_chosen, _)| *is_chosen)
        .map(|(_, words)| view! { <dd>{words}</dd> })
        .collect();
        let came = (self.brought.kept > 0).then(|| {
            let texts = self.language.attachments();
            let came = put(texts.came, &[&self.brought.kept.to_string()]);
            view! { <dt>{texts.title}</dt><dd>{came}</dd> }
        });
        let protection =
            (!protections.is_empty()).then(|| view! { <dt>{texts.protection}</dt>{protections} });
        // The clock of whoever joined is that of the other complaint.
        let checked = (self.joined != Some(true)).then(|| {
            view! {
                <dt>{texts.verify_by}</dt>
                <dd>{verify_by}<br/><span class="soft">{texts.verify_by_hint}</span></dd>
            }
        });
        view! {
            <dl>
                {came}
                <dt>{texts.received_at}</dt><dd>{received_at}</dd>
                <dt>{texts.now_with}</dt><dd>{holder}</dd>
                {checked}
                <dt>{texts.who}</dt>
                <dd>{suggested.unwrap_or_else(|| texts.triage.to_owned())}</dd>
                {protection}
            </dl>
        }
    }

    fn private_link(&self, path: &str) -> Piece {
        let texts = &self.language.texts().receipt;
        let Some(key) = self.access_key else {
            return view! { <p>{texts.link_lost}</p> }.piece();
        };
        let href = format!("{path}?k={key}");
        let link = format!("{}{href}", self.origin);
        view! {
            <div class="card">
                <h2>{texts.link}</h2>
                <p class="key">{link}</p>
                <p>{texts.link_hint}</p>
                <p class="screen"><a class="button plain" href=href>{texts.open}</a></p>
            </div>
        }
        .piece()
    }

    fn share(&self, path: &str) -> impl IntoView + use<> {
        let texts = &self.language.texts().receipt;
        let words = format!(
            "{} {} {}{path}",
            texts.share_text, self.tracking_code, self.origin
        );
        let href = format!("https://wa.me/?text={}", percent_encode(&words));
        // In a window of its own: leaving the answer to a form would lose it without scripts.
        view! {
            <p class="row screen">
                <a class="button plain" href=href target="_blank" rel="noreferrer noopener">{texts.share}</a>
            </p>
        }
    }

    fn reasons(&self) -> Option<impl IntoView + use<>> {
        let texts = &self.language.texts().receipt;
        let unknown =
            matches!(self.suggestion.place, Place::Unknown).then(|| texts.place_unknown.to_owned());
        let steps = self.suggestion.reasons.iter();
        let sentences: Vec<_> = unknown
            .into_iter()
            .chain(steps.filter_map(|step| reason(self.language, self.table, step)))
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect();
        (!sentences.is_empty()).then(|| view! { <h2>{texts.why}</h2><ul>{sentences}</ul> })
    }

    fn place_question(&self, path: &str) -> Option<Piece> {
        let texts = &self.language.texts().receipt;
        let words = match self.answer {
            Some(PlaceAnswer::Chosen) => Some(texts.place_done),
            Some(PlaceAnswer::NoneOfThese) => Some(texts.place_left_open),
            Some(PlaceAnswer::NotOffered) | None => None,
        };
        if let Some(words) = words {
            return Some(view! { <div class="box" role="status"><p>{words}</p></div> }.piece());
        }
        let Place::Ambiguous { candidates } = &self.suggestion.place else {
            return None;
        };
        let key = self.access_key?.to_owned();
        let buttons: Vec<_> = candidates
            .iter()
            .map(|code| {
                let name = self.table.region_path(code);
                view! { <button class="plain" name="region" value=code.clone()>{name}</button> }
            })
            .collect();
        Some(
            view! {
                <form class="box choices screen" method="post" action=format!("{path}/tempat")>
                    <h2>{texts.place_title}</h2>
                    <p>{texts.place_lead}</p>
                    <input type="hidden" name="k" value=key/>
                    {buttons}
                    <button class="plain" name="region" value="">{texts.place_other}</button>
                </form>
            }
            .piece(),
        )
    }
}

/// RFC 3986: everything but unreserved characters.
fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
