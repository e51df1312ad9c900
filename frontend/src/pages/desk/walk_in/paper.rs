//! The paper form: the fields of the screen, to be filled in by hand.

use super::fields::{CHANNELS, Entry, KINDS};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::qr::qr;
use crate::i18n::Language;
use crate::pages::desk::frame::Frame;
use leptos::prelude::*;

/// Where it stands.
pub const PATH: &str = "/meja/formulir";

/// For the story: what fits on one A4 page with everything else.
const LINES: usize = 9;

/// The page; `origin` is the site's address, `https://host`.
pub fn render(frame: &Frame<'_>, origin: &str) -> String {
    let language = frame.language;
    let texts = &language.desk().paper;
    frame.render(|| {
        let fields: Vec<Piece> = Entry::ALL.iter().map(|entry| field(language, *entry)).collect();
        let site = format!("{origin}{}", language.path("/"));
        let short = origin.rsplit("://").next().unwrap_or(origin).to_owned();
        let stub_short = short.clone();
        view! {
            <div class="paper">
                <p class="screen row">
                    <button type="button" class="plain" data-print hidden>{texts.print}</button>
                    <a class="button plain" href=language.path(super::PATH)>{texts.back}</a>
                    <span class="soft" data-unscripted>"Ctrl+P"</span>
                </p>
                <div class="paper-head">
                    <div>
                        <p class="brand">"SatuPintu"</p>
                        <h1>{texts.title}</h1>
                        <p>{texts.lead}</p>
                    </div>
                    <div class="paper-scan">{qr(&site, texts.online)}<p>{texts.online}" "<b>{short}</b></p></div>
                </div>
                <ol class="paper-fields bare">{fields}</ol>
                <section class="paper-office">
                    <h2>{texts.office}</h2>
                    <p>{texts.keyed_on}" "<span class="paper-blank short"></span>" "{texts.keyed_by}" "<span class="paper-blank short"></span></p>
                </section>
                <section class="paper-stub">
                    <p class="paper-cut" aria-hidden="true">"✂ "{texts.cut}</p>
                    <h2>{texts.stub}" – SatuPintu "<span class="soft">{stub_short}"/lacak"</span></h2>
                    <p>{language.desk().slip.code}" "<span class="paper-blank"></span></p>
                    <p>{language.desk().slip.key}" "<span class="paper-blank"></span></p>
                    <p class="small">{texts.stub_hint}</p>
                </section>
            </div>
        }
    })
}

fn field(language: Language, entry: Entry) -> Piece {
    let texts = &language.desk().walk_in.fields;
    let optional =
        (!entry.is_required() && !is_ticked(entry)).then(|| language.desk().paper.optional);
    let hint = entry.hint(texts);
    // About typing, which nobody does here.
    let hint = Some(hint).filter(|hint| !hint.is_empty() && entry != Entry::Said);
    view! {
        <li class=format!("paper-{}", entry.control())>
            <b class="label">{entry.label(texts)}</b>
            <span class="small">" "{optional}" "{hint}</span>
            {blank(language, entry)}
        </li>
    }
    .piece()
}

fn is_ticked(entry: Entry) -> bool {
    matches!(
        entry,
        Entry::Channel | Entry::Kind | Entry::Protection | Entry::ReceiptLanguage
    )
}

/// Where one writes or ticks.
fn blank(language: Language, entry: Entry) -> Piece {
    let texts = &language.desk().walk_in.fields;
    let boxes = |labels: Vec<&'static str>| {
        let ticks: Vec<_> = labels
            .into_iter()
            .map(|label| view! { <span class="paper-tick"><span class="paper-square"></span>{label}</span> })
            .collect();
        view! { <span class="paper-ticks">{ticks}</span> }.piece()
    };
    match entry {
        Entry::Channel => boxes(CHANNELS.iter().zip(texts.channels).map(|(_, name)| name).collect()),
        Entry::Kind => boxes(KINDS.iter().zip(texts.kinds).map(|(_, name)| name).collect()),
        Entry::Protection => boxes(vec![texts.anonymous, texts.confidential]),
        Entry::ReceiptLanguage => boxes(vec!["Bahasa Indonesia", "English"]),
        Entry::Said => view! {
            <span class="paper-ticks">
                {digits(2)}"–"{digits(2)}"–"{digits(4)}<span class="paper-tick">{texts.said_time}" "{digits(2)}":"{digits(2)}</span>
                {["WIB", "WITA", "WIT"].map(|zone| view! { <span class="paper-tick"><span class="paper-square"></span>{zone}</span> })}
            </span>
        }
        .piece(),
        Entry::OccurredOn => view! { <span class="paper-ticks">{digits(2)}"–"{digits(2)}"–"{digits(4)}</span> }.piece(),
        Entry::Text => {
            let rules: Vec<_> = (0..LINES).map(|_| view! { <span></span> }).collect();
            view! { <span class="paper-rules">{rules}</span> }.piece()
        },
        Entry::Place | Entry::Landmark | Entry::Name | Entry::Phone | Entry::Email => {
            view! { <span class="paper-writing"></span> }.piece()
        }
    }
}

fn digits(count: usize) -> Piece {
    let squares: Vec<_> = (0..count)
        .map(|_| view! { <span class="paper-square"></span> })
        .collect();
    view! { <span class="paper-digits">{squares}</span> }.piece()
}
