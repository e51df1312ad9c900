//! Reads the form aloud, where the device itself has a voice for the page's language.

use super::form::{Form, form, mount, on};
use crate::i18n::Language;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    EventTarget, HtmlElement, HtmlInputElement, SpeechSynthesis, SpeechSynthesisUtterance,
    SpeechSynthesisVoice,
};

/// Adds the button behind the form's last words; it is hidden until there is a voice.
pub fn draw() -> Option<()> {
    let form = form()?;
    let texts = form.texts;
    let speech = form.window.speech_synthesis().ok()?;
    if speech.is_undefined() {
        return None;
    }
    let (has_voice, is_speaking) = (RwSignal::new(false), RwSignal::new(false));
    let here = speech.clone();
    // A voice that goes on after the page is gone frightens people.
    on(&form.window, "pagehide", move |_| here.cancel());
    let (here, language) = (speech.clone(), form.language);
    let look = move || has_voice.set(voice(language, &here).is_some());
    look();
    let target: &EventTarget = speech.unchecked_ref();
    on(target, "voiceschanged", move |_| look());
    let press = move |_| toggle(&form, &speech, is_speaking);
    let label = move || {
        if is_speaking.get() {
            texts.stop
        } else {
            texts.listen
        }
    };
    let view = view! {
        <button type="button" class="plain" on:click=press>{label}</button>
    };
    let element = mount("aloud", view)?;
    Effect::new(move |_| element.set_hidden(!has_voice.get()));
    Some(())
}

/// A voice of the device: one that works without a network and keeps the words here.
fn voice(language: Language, speech: &SpeechSynthesis) -> Option<SpeechSynthesisVoice> {
    let voices = speech.get_voices();
    let voices = voices
        .iter()
        .map(|voice| voice.unchecked_into::<SpeechSynthesisVoice>());
    let languages: &[&str] = match language {
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

fn toggle(form: &Form, speech: &SpeechSynthesis, is_speaking: RwSignal<bool>) {
    if speech.speaking() {
        speech.cancel();
        is_speaking.set(false);
        return;
    }
    let Some(voice) = voice(form.language, speech) else {
        return;
    };
    let pieces = pieces(form).unwrap_or_default();
    let last = pieces.len().saturating_sub(1);
    for (number, words) in pieces.iter().enumerate() {
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(words) else {
            return;
        };
        utterance.set_voice(Some(&voice));
        utterance.set_lang(&voice.lang());
        if number == last {
            let target: &EventTarget = utterance.unchecked_ref();
            on(target, "end", move |_| is_speaking.set(false));
        }
        speech.speak(&utterance);
    }
    is_speaking.set(true);
}

/// Labels with their hints and what was typed, in the order of the form.
fn pieces(form: &Form) -> Option<Vec<String>> {
    let labels = form.element.query_selector_all("legend,label,.box").ok()?;
    let mut pieces = Vec::new();
    for number in 0..labels.length() {
        let label: HtmlElement = labels.item(number)?.unchecked_into();
        // What is closed or hidden is not there for eyes either.
        if label.offset_parent().is_none() {
            continue;
        }
        let mut words = label.inner_text();
        let control = label.get_attribute("for").and_then(|id| {
            let hint = form.document.get_element_by_id(&[&id, "-h"].concat());
            if let Some(hint) = hint.and_then(|hint| hint.text_content()) {
                words.push_str(". ");
                words.push_str(&hint);
            }
            form.document.get_element_by_id(&id)
        });
        if let Some(control) = control {
            let value = control.unchecked_into::<HtmlInputElement>().value();
            if !value.is_empty() {
                words.push_str(". ");
                words.push_str(form.texts.you_wrote);
                words.push(' ');
                words.push_str(&value);
            }
        }
        pieces.push(words);
    }
    Some(pieces)
}
