//! Reads the form aloud, where the device itself has a voice for the page's language.

use super::dom::{Page, on, put, say};
use crate::i18n::Language;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    EventTarget, HtmlElement, HtmlInputElement, SpeechSynthesis, SpeechSynthesisUtterance,
    SpeechSynthesisVoice,
};

/// Adds the button behind the form's last words as soon as there is a voice.
pub fn start(page: &Page) {
    let Ok(speech) = page.window.speech_synthesis() else {
        return;
    };
    if speech.is_undefined() {
        return;
    }
    let Some(button) = page.make("button", "plain", page.texts.listen) else {
        return;
    };
    super::dom::set(&button, "type", "button");
    button.set_hidden(true);
    put(&page.form, &button);
    let reader = Rc::new((page.clone(), speech.clone(), button.clone()));
    let this = reader.clone();
    on(&button, "click", move |_| toggle(&this));
    let this = reader.clone();
    // A voice that goes on after the page is gone frightens people.
    on(&page.window, "pagehide", move |_| this.1.cancel());
    let look = move || reader.2.set_hidden(voice(&reader.0, &reader.1).is_none());
    look();
    let target: &EventTarget = speech.unchecked_ref();
    on(target, "voiceschanged", move |_| look());
}

/// A voice of the device: one that works without a network and keeps the words here.
fn voice(page: &Page, speech: &SpeechSynthesis) -> Option<SpeechSynthesisVoice> {
    let voices = speech.get_voices();
    let voices = voices
        .iter()
        .map(|voice| voice.unchecked_into::<SpeechSynthesisVoice>());
    let languages: &[&str] = match page.language {
        Language::English => &["en"],
        // Old Android calls Indonesian "in".
        Language::Indonesian => &["id", "in"],
    };
    let mut own = voices.filter(|voice| {
        let lang = voice.lang().to_ascii_lowercase();
        let lang = lang.split(['-', '_']).next().unwrap_or_default();
        voice.local_service() && languages.contains(&lang)
    });
    own.next()
}

fn toggle((page, speech, button): &(Page, SpeechSynthesis, HtmlElement)) {
    if speech.speaking() {
        speech.cancel();
        say(button, page.texts.listen);
        return;
    }
    let Some(voice) = voice(page, speech) else {
        return;
    };
    let pieces = pieces(page).unwrap_or_default();
    let last = pieces.len().saturating_sub(1);
    for (number, words) in pieces.iter().enumerate() {
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(words) else {
            return;
        };
        utterance.set_voice(Some(&voice));
        utterance.set_lang(&voice.lang());
        if number == last {
            let (button, texts) = (button.clone(), page.texts);
            let target: &EventTarget = utterance.unchecked_ref();
            on(target, "end", move |_| say(&button, texts.listen));
        }
        speech.speak(&utterance);
    }
    say(button, page.texts.stop);
}

/// Labels with their hints and what was typed, in the order of the form.
fn pieces(page: &Page) -> Option<Vec<String>> {
    let labels = page.form.query_selector_all("legend,label,.box").ok()?;
    let mut pieces = Vec::new();
    for number in 0..labels.length() {
        let label: HtmlElement = labels.item(number)?.unchecked_into();
        // What is closed or hidden is not there for eyes either.
        if label.offset_parent().is_none() {
            continue;
        }
        let mut words = label.inner_text();
        let control = label.get_attribute("for").and_then(|id| {
            let hint = page.by_id(&[&id, "-h"].concat());
            if let Some(hint) = hint.and_then(|hint| hint.text_content()) {
                words.push_str(". ");
                words.push_str(&hint);
            }
            page.by_id(&id)
        });
        if let Some(control) = control {
            let value = control.unchecked_into::<HtmlInputElement>().value();
            if !value.is_empty() {
                words.push_str(". ");
                words.push_str(page.texts.you_wrote);
                words.push(' ');
                words.push_str(&value);
            }
        }
        pieces.push(words);
    }
    Some(pieces)
}
