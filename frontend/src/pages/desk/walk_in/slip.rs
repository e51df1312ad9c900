//! The receipt a reporter takes home: printed by the server's page, or filled in by the page's script.

use super::EntryValues;
use super::fields::CHANNELS;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::qr::qr;
use crate::components::words::visible;
use crate::i18n::Language;
use leptos::prelude::*;

/// What a phone that opens the QR code is told: to list this case among its own (`frontend/browser/page/app.js`). Never
/// sent to the server.
const CLAIM: &str = "#simpan";

/// A receipt of what was stored.
pub struct Slip<'a> {
    /// Language the reporter reads.
    pub language: Language,
    /// `https://host`.
    pub origin: &'a str,
    /// Grouped tracking code.
    pub code: &'a str,
    /// The reporter's key; none when it is not known any more.
    pub access_key: Option<&'a str>,
    /// What was keyed in.
    pub values: &'a EntryValues,
    /// When it was said, in words.
    pub said: String,
    /// When the server received it, in words.
    pub received_at: String,
    /// By when it is verified, in words.
    pub verify_by: String,
    /// By when the agency responds, in words.
    pub respond_by: String,
    /// By when it is resolved, in words.
    pub resolve_by: String,
}

/// The receipt; without values, what the script fills in: `[data-slot]`, and rows that stay hidden while they are empty.
pub(super) fn view(language: Language, slip: Option<&Slip<'_>>) -> Piece {
    let texts = &language.desk().slip;
    let slot = |name: &'static str, value: Option<String>| {
        view! { <span data-slot=name>{value}</span> }.piece()
    };
    // A line that stands there only if there is something to say.
    let line = |name: &'static str, label: &'static str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty());
        let is_hidden = value.is_none();
        let words = value.map(|value| visible(&value));
        view! { <div hidden=is_hidden><dt>{label}</dt><dd class="words" data-slot=name>{words}</dd></div> }.piece()
    };
    let of = |value: fn(&Slip<'_>) -> String| slip.map(value);
    let key = slip.and_then(|slip| slip.access_key);
    let link = slip.zip(key).map(|(slip, key)| {
        let path = language.path(&format!("/l/{}", slip.code));
        format!("{}{path}?k={key}", slip.origin)
    });
    let picture = link
        .as_ref()
        .and_then(|link| qr(&format!("{link}{CLAIM}"), texts.scan_label));
    let channel = slip.map(|slip| channel_name(language, &slip.values.channel).to_owned());
    let place = of(|slip| {
        let parts = [slip.values.place.trim(), slip.values.landmark.trim()];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    });
    let protection = slip.map(|slip| protection(language, slip.values));
    let host = slip.map(|slip| format!("{}{}", slip.origin, language.path("/lacak")));
    view! {
        <article
            class="slip card"
            lang=language.tag()
            data-state=slip.map_or("unsent", |_| "sent")
            data-link=language.path("/l/")
            data-ask=language.path("/lacak")
            data-anonymous=texts.anonymous
            data-confidential=texts.confidential
            data-scan=texts.scan_label
        >
            <p class="brand">"SatuPintu"</p>
            <h2>{texts.title}</h2>
            <p class="unsent"><b>{texts.unsent}</b></p>
            <p class="sent">{texts.sent}</p>
            <p class="refused"><b>{texts.refused}</b></p>
            <dl>
                <div class="major"><dt>{texts.code}</dt><dd class="code">{slot("code", slip.map(|slip| slip.code.to_owned()))}</dd></div>
                <div class="major" hidden=slip.is_some() && key.is_none()>
                    <dt>{texts.key}</dt><dd class="key">{slot("key", key.map(str::to_owned))}</dd>
                </div>
            </dl>
            <div class="scan" data-slot="qr">{picture}</div>
            <p class="scan-words">{texts.scan}</p>
            <p class="key link">{slot("link", link)}</p>
            <p>{texts.key_hint}</p>
            <dl>
                {line("channel", texts.channel, channel)}
                {line("said", texts.said, of(|slip| slip.said.clone()))}
                {line("received_at", texts.received_at, of(|slip| slip.received_at.clone()))}
                <div><dt>{texts.recorded_by}</dt><dd>{texts.officer}</dd></div>
                {line("text", texts.filed, of(|slip| slip.values.text.clone()))}
                {line("place", texts.place, place)}
                {line("occurred_on", texts.occurred_on, of(|slip| slip.values.occurred_on.clone()))}
                {line("protection", texts.protection, protection)}
            </dl>
            <h3>{texts.next}</h3>
            <ol class="next">
                <li>{texts.verify_by}" "<b data-slot="verify_by">{date(texts.dates_later, of(|slip| slip.verify_by.clone()))}</b></li>
                <li>{texts.respond_by}" "<b data-slot="respond_by">{date(texts.dates_later, of(|slip| slip.respond_by.clone()))}</b></li>
                <li>{texts.resolve_by}" "<b data-slot="resolve_by">{date(texts.dates_later, of(|slip| slip.resolve_by.clone()))}</b></li>
            </ol>
            <p class="small">{texts.next_hint}</p>
            <h3>{texts.ask}</h3>
            <p>{texts.ask_where}" "<b class="key">{slot("ask", host)}</b></p>
            <p class="screen"><button type="button" class="plain" data-print hidden>{texts.print}</button></p>
            <p class="soft screen" data-unscripted>{texts.print_hint}</p>
        </article>
    }
    .piece()
}

fn date(later: &'static str, known: Option<String>) -> String {
    known.unwrap_or_else(|| later.to_owned())
}

fn channel_name(language: Language, value: &str) -> &'static str {
    let names = &language.desk().walk_in.fields.channels;
    let mut pairs = CHANNELS.iter().zip(names);
    let found = pairs.find(|(channel, _)| channel.as_str() == value);
    found.map_or("", |(_, name)| name)
}

/// Names of channels as JSON, for receipts that the script fills in; no name has a character that JSON escapes.
pub(super) fn channel_names(language: Language) -> String {
    let names = language.desk().walk_in.fields.channels;
    let pairs = CHANNELS.iter().zip(names);
    let pairs: Vec<_> = pairs
        .map(|(channel, name)| format!("\"{}\":\"{name}\"", channel.as_str()))
        .collect();
    format!("{{{}}}", pairs.join(","))
}

fn protection(language: Language, values: &EntryValues) -> String {
    let texts = &language.desk().slip;
    let chosen = [
        (values.anonymous, texts.anonymous),
        (values.confidential, texts.confidential),
    ];
    let chosen = chosen.into_iter().filter(|(is_chosen, _)| *is_chosen);
    chosen.map(|(_, name)| name).collect::<Vec<_>>().join(", ")
}
