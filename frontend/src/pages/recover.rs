//! `/l/{code}/kunci` and `/l/{code}/masuk`: a lost private link, as far as it can be helped.

use crate::components::field::TextField;
use crate::components::piece::{IntoPiece, Piece};
use crate::document::{Document, Styles};
use crate::i18n::Language;
use crate::i18n::life::put;
use leptos::prelude::*;

/// What became of the last request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoverState<'a> {
    /// None was made.
    Ask,
    /// What was typed is no contact.
    Invalid {
        /// As typed.
        typed: &'a str,
    },
    /// A link is on its way, or there was nobody to send it to: the same words for both.
    Sent,
    /// Asked too often.
    TooMany,
}

/// The page that asks for the contact.
pub fn render(language: Language, code: &str, state: RecoverState<'_>) -> String {
    let texts = &language.texts().life.recover;
    let path = format!("/l/{code}/kunci");
    let document = document(language, &path, texts.title);
    let (typed, error) = match state {
        RecoverState::Invalid { typed } => (typed, Some(texts.invalid)),
        _ => ("", None),
    };
    document.render(|| {
        let said = match state {
            RecoverState::Sent => Some(view! { <div class="box" role="status"><p>{texts.sent}</p></div> }.piece()),
            RecoverState::TooMany => {
                Some(view! { <div class="box bad" role="alert"><p>{texts.too_many}</p></div> }.piece())
            }
            RecoverState::Invalid { .. } => Some(
                view! { <div class="box bad" role="alert"><a href="#contact">{texts.invalid}</a></div> }.piece(),
            ),
            RecoverState::Ask => None,
        };
        let form = (state != RecoverState::Sent).then(|| {
            view! {
                <form method="post" action=language.path(&path) accept-charset="utf-8" novalidate>
                    <TextField
                        id="contact"
                        kind="text"
                        autocomplete="email"
                        label=texts.contact
                        hint=texts.contact_hint
                        optional=""
                        value=typed.to_owned()
                        error
                    />
                    <div><button>{texts.submit}</button></div>
                </form>
            }
        });
        view! {
            <h1>{texts.title}</h1>
            <p class="code">{code.to_owned()}</p>
            {said}
            <p>{texts.with_contact}</p>
            {form}
            <p>{put(texts.without_contact, &[code])}</p>
            {back(language, code, texts.back)}
        }
    })
}

/// What the link in the message opens: a button, because previews of messengers open links too and would use it up.
pub fn open(language: Language, code: &str, token: &str, is_spent: bool) -> String {
    let texts = &language.texts().life.recover;
    let title = match is_spent {
        true => texts.spent_title,
        false => texts.open_title,
    };
    let document = Document {
        path: None,
        ..document(language, "", title)
    };
    document.render(|| {
        let body = match is_spent {
            true => {
                let href = language.path(&format!("/l/{code}/kunci"));
                view! { <p>{texts.spent}</p><p><a class="button" href=href>{texts.again}</a></p> }
                    .piece()
            }
            false => view! {
                <p>{texts.open_lead}</p>
                <form method="post" action=language.path(&format!("/l/{code}/masuk"))>
                    <input type="hidden" name="t" value=token.to_owned()/>
                    <div><button>{texts.open}</button></div>
                </form>
            }
            .piece(),
        };
        view! {
            <h1>{title}</h1>
            <p class="code">{code.to_owned()}</p>
            {body}
            {back(language, code, texts.back)}
        }
    })
}

fn document<'a>(language: Language, path: &'a str, title: &'a str) -> Document<'a> {
    Document {
        language,
        path: Some(path),
        title,
        description: None,
        styles: Styles::Record,
        address: None,
    }
}

fn back(language: Language, code: &str, words: &'static str) -> Piece {
    let href = language.path(&format!("/l/{code}"));
    view! { <p><a class="button plain" href=href>{words}</a></p> }.piece()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "28T5-CY4T-QKFF-4";

    #[test]
    fn what_was_typed_comes_back_as_text() {
        for language in Language::ALL {
            let typed = "\"><script>";
            let html = render(language, CODE, RecoverState::Invalid { typed });
            assert!(html.contains("value=\"&quot;&gt;&lt;script&gt;\""));
            assert_eq!(
                html.matches(language.texts().life.recover.invalid).count(),
                2
            );
        }
    }

    #[test]
    fn after_sending_nothing_is_asked_again() {
        let html = render(Language::Indonesian, CODE, RecoverState::Sent);
        assert!(!html.contains("<form") && html.contains("30 menit"));
        for state in [RecoverState::Ask, RecoverState::TooMany] {
            let html = render(Language::English, CODE, state);
            let action = format!("action=\"/en/l/{CODE}/kunci\"");
            assert!(html.contains(&action) && html.contains("name=\"contact\""));
        }
    }

    #[test]
    fn a_spent_link_opens_nothing() {
        let html = open(Language::Indonesian, CODE, "tok", false);
        assert!(html.contains("<input type=\"hidden\" name=\"t\" value=\"tok\">"));
        let html = open(Language::Indonesian, CODE, "tok", true);
        assert!(!html.contains("tok\"") && html.contains("/kunci"));
    }
}
