//! `/meja/segel`: what waits for a custodian, and what one has asked for.

use super::{RequestView, asker, moment, standing_words};
use crate::components::field::TextField;
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::Language;
use crate::i18n::life::put;
use crate::pages::desk::frame::Frame;
use leptos::prelude::*;

/// The page.
pub struct ListPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// For a custodian: what waits, and what was decided last.
    pub custody: Option<(&'a [RequestView], &'a [RequestView])>,
    /// For who may ask: what they asked for.
    pub own: Option<&'a [RequestView]>,
    /// For an auditor.
    pub has_log: bool,
    /// A code that was typed and is none.
    pub typed: Option<&'a str>,
}

impl ListPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        self.frame.render(|| {
            let custody = self.custody.map(|(waiting, decided)| {
                view! {
                    <p>{texts.lead_custodian}</p>
                    <h2>{texts.waiting}</h2>
                    {requests(language, waiting, true, texts.none_waiting)}
                    <h2>{texts.decided}</h2>
                    {requests(language, decided, true, texts.none_own)}
                }
                .piece()
            });
            let own = self.own.map(|own| {
                view! {
                    {self.finder()}
                    <h2>{texts.own}</h2>
                    {requests(language, own, false, texts.none_own)}
                }
                .piece()
            });
            let log = self.has_log.then(|| {
                let href = language.path("/meja/segel/catatan");
                view! { <p><a class="button plain" href=href>{texts.log_link}</a></p> }.piece()
            });
            view! { <h1>{texts.title}</h1><p>{texts.lead}</p>{log}{custody}{own} }
        })
    }

    fn finder(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().sealed;
        let error = self.typed.map(|_| texts.invalid_code);
        let value = self.typed.unwrap_or_default().to_owned();
        view! {
            <form class="seal-form" action=language.path("/meja/segel")>
                <TextField
                    id="kode"
                    kind="text"
                    autocomplete="off"
                    label=texts.find
                    hint=texts.find_hint
                    optional=""
                    value=value
                    error=error
                />
                <div><button>{texts.find_submit}</button></div>
            </form>
        }
        .piece()
    }
}

fn requests(
    language: Language,
    requests: &[RequestView],
    is_custodian: bool,
    none: &'static str,
) -> Piece {
    let texts = &language.desk().sealed;
    if requests.is_empty() {
        return view! { <p class="soft">{none}</p> }.piece();
    }
    let items: Vec<_> = requests
        .iter()
        .map(|request| {
            let (path, words) = match is_custodian {
                true => (
                    format!("/meja/segel/permintaan/{}", request.id),
                    put(texts.decide_link, &[&request.code]),
                ),
                false => (format!("/meja/segel/{}", request.code), request.code.clone()),
            };
            let link = match is_custodian && request.is_own {
                true => view! { <b>{request.code.clone()}</b>" · "{texts.own_request} }.piece(),
                false => view! { <a class="seal-link" href=language.path(&path)>{words}</a> }.piece(),
            };
            let who = is_custodian.then(|| view! { {asker(language, request)}<br/> });
            view! {
                <li class="card">
                    {link}<br/>
                    {who}
                    {moment(language, request.asked_at)}" · "<b>{standing_words(language, request.standing)}</b>
                </li>
            }
        })
        .collect();
    view! { <ul class="bare">{items}</ul> }.piece()
}
