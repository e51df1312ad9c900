//! The form's parts, and the few things islands do with a document.

use super::wire::{Ask, Reply};
use crate::i18n::{Comfort, Language};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{
    Document, Event, EventInit, EventTarget, HtmlElement, HtmlInputElement, MessageEvent, Window,
    Worker,
};

/// The form and what islands share. Cheap to clone.
#[derive(Clone)]
pub struct Page {
    /// The window.
    pub window: Window,
    /// The document.
    pub document: Document,
    /// The form.
    pub form: HtmlElement,
    /// The story: a text area, of which only what it shares with an input is used.
    pub story: HtmlInputElement,
    /// The place in words.
    pub place: HtmlInputElement,
    /// Language of the page.
    pub language: Language,
    /// What the islands say.
    pub texts: &'static Comfort,
    worker: Worker,
    questions: Rc<Cell<u32>>,
}

impl Page {
    /// Finds the form; nothing on other pages.
    pub fn find(worker: Worker) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let story: HtmlInputElement = input(&document, "text")?;
        let is_english = document
            .document_element()?
            .get_attribute("lang")?
            .starts_with("en");
        let language = if is_english {
            Language::English
        } else {
            Language::Indonesian
        };
        Some(Self {
            form: story.closest("form").ok()??.unchecked_into(),
            place: input(&document, "place")?,
            story,
            language,
            texts: language.comfort(),
            window,
            document,
            worker,
            questions: Rc::default(),
        })
    }

    /// A hidden field by name.
    pub fn hidden(&self, name: &str) -> Option<HtmlInputElement> {
        let found = self
            .form
            .query_selector(&["[name=", name, "]"].concat())
            .ok()??;
        Some(found.unchecked_into())
    }

    /// An element by id.
    pub fn by_id(&self, id: &str) -> Option<HtmlElement> {
        Some(self.document.get_element_by_id(id)?.unchecked_into())
    }

    /// A new element with words in it.
    pub fn make(&self, tag: &str, class: &str, words: &str) -> Option<HtmlElement> {
        let element: HtmlElement = self.document.create_element(tag).ok()?.unchecked_into();
        if !class.is_empty() {
            element.set_class_name(class);
        }
        element.set_text_content(Some(words));
        Some(element)
    }

    /// A new button that does something. It never sends the form.
    pub fn button(&self, words: &str, act: impl FnMut() + 'static) -> Option<HtmlElement> {
        let button = self.make("button", "plain", words)?;
        set(&button, "type", "button");
        let mut act = act;
        on(&button, "click", move |_| act());
        Some(button)
    }

    /// Tells everybody who watches the form, the saved draft too, that scripts have changed a field.
    pub fn announce(&self) {
        let options = EventInit::new();
        options.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
            let _ = self.form.dispatch_event(&event);
        }
    }

    /// A number for the next question.
    pub fn next_question(&self) -> u32 {
        self.questions.set(self.questions.get().wrapping_add(1));
        self.questions.get()
    }

    /// Asks the worker.
    pub fn ask(&self, ask: &Ask) {
        let _ = self.worker.post_message(&JsValue::from_str(&ask.write()));
    }

    /// Hears the worker's answers.
    pub fn listen(&self, hear: impl Fn(Reply) + 'static) {
        let worker: &EventTarget = &self.worker;
        on(worker, "message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            if let Some(reply) = event.data().as_string().and_then(|text| Reply::read(&text)) {
                hear(reply);
            }
        });
    }

    /// Does something later; the number takes it back.
    pub fn after(&self, milliseconds: i32, act: impl FnOnce() + 'static) -> i32 {
        let act = Closure::once_into_js(act);
        self.window
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                act.unchecked_ref(),
                milliseconds,
            )
            .unwrap_or_default()
    }
}

fn input(document: &Document, id: &str) -> Option<HtmlInputElement> {
    Some(document.get_element_by_id(id)?.unchecked_into())
}

/// Sets an attribute.
pub fn set(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Puts an element behind the others inside.
pub fn put(parent: &HtmlElement, child: &HtmlElement) {
    let _ = parent.append_child(child);
}

/// Hears an event as long as the page lives.
pub fn on(target: &EventTarget, kind: &str, hear: impl FnMut(Event) + 'static) {
    let hear: Closure<dyn FnMut(Event)> = Closure::new(hear);
    let _ = target.add_event_listener_with_callback(kind, hear.as_ref().unchecked_ref());
    hear.forget();
}

/// Shows or hides without making anybody hear the same words again.
pub fn say(element: &HtmlElement, words: &str) {
    if element.text_content().as_deref() != Some(words) {
        element.set_text_content(Some(words));
    }
}
