//! The receipt: what the citizen keeps. Good on a screen, on paper and in a screenshot.

use crate::document::{Document, Styles};
use crate::i18n::{Language, date_long, date_time_long, desk_name, reason};
use domain::date::{Timestamp, Zone};
use domain::routing::{Place, RoutingTable, Suggestion};
use leptos::prelude::*;

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
    /// Server time of receipt.
    pub received_at: Timestamp,
    /// By when it must be verified.
    pub verify_by: Timestamp,
    /// Zone of the place.
    pub zone: Zone,
    /// What routing proposes.
    pub suggestion: &'a Suggestion,
    /// Names of regions, agencies, units.
    pub table: &'a RoutingTable,
    /// The question about the place was just answered.
    pub place_clarified: bool,
}

impl ReceiptPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = &self.language.texts().receipt;
        let document = Document {
            language: self.language,
            path: None,
            title: texts.title,
            description: None,
            styles: Styles::Record,
            islands: false,
        };
        let path = self.language.path(&format!("/l/{}", self.tracking_code));
        let public_link = format!("{}{path}", self.origin);
        let desk = desk_name(self.table, &self.suggestion.desk);
        let received_at = date_time_long(self.language, self.received_at, self.zone);
        let verify_by = date_long(self.language, self.verify_by.local(self.zone).0);
        let share = format!(
            "https://wa.me/?text={}",
            percent_encode(&format!(
                "{} {} {public_link}",
                texts.share_text, self.tracking_code
            ))
        );
        document.render(|| {
            let private = self.access_key.map(|key| {
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
            });
            let no_key = self.access_key.is_none().then(|| view! { <p>{texts.link_lost}</p> });
            view! {
                <h1>{texts.title}</h1>
                {self.place_question(&path)}
                <p>{texts.lead}</p>
                <div class="card">
                    <p class="soft">{texts.code}</p>
                    <p class="code">{self.tracking_code.to_owned()}</p>
                    <dl>
                        <dt>{texts.received_at}</dt><dd>{received_at}</dd>
                        <dt>{texts.verify_by}</dt>
                        <dd>{verify_by}<br/><span class="soft">{texts.verify_by_hint}</span></dd>
                        <dt>{texts.who}</dt>
                        <dd>{desk.unwrap_or_else(|| texts.triage.to_owned())}</dd>
                    </dl>
                    {self.reasons()}
                </div>
                {private}
                {no_key}
                <p class="row screen"><a class="button plain" href=share rel="noreferrer">{texts.share}</a></p>
                <p class="soft screen">{texts.print_hint}</p>
            }
        })
    }

    fn reasons(&self) -> Option<impl IntoView + use<>> {
        let texts = &self.language.texts().receipt;
        let sentences: Vec<_> = self
            .suggestion
            .reasons
            .iter()
            .filter_map(|step| reason(self.language, self.table, step))
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect();
        (!sentences.is_empty()).then(|| view! { <h2>{texts.why}</h2><ul>{sentences}</ul> })
    }

    fn place_question(&self, path: &str) -> Option<AnyView> {
        let texts = &self.language.texts().receipt;
        if self.place_clarified {
            return Some(
                view! { <div class="box" role="status"><p>{texts.place_done}</p></div> }.into_any(),
            );
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
            .into_any(),
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
