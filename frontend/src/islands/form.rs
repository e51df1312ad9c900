//! The server's form, as all islands see it.

use crate::i18n::{Comfort, Language};
use leptos::prelude::*;
use std::cell::OnceCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Event, EventInit, EventTarget, HtmlElement, HtmlInputElement, Window};

/// The form and what islands share. Cheap to clone.
#[derive(Clone)]
pub struct Form {
    /// The window.
    pub window: Window,
    /// The document.
    pub document: Document,
    /// The form itself.
    pub element: HtmlElement,
    /// The story: a text area, of which only what it shares with an input is used.
    pub story: HtmlInputElement,
    /// The place in words.
    pub place: HtmlInputElement,
    /// Hidden: code of the chosen region.
    pub region: HtmlInputElement,
    /// Hidden: latitude, longitude, radius.
    pub position: [HtmlInputElement; 3],
    /// Language of the page.
    pub language: Language,
    /// What the islands say.
    pub texts: &'static Comfort,
    /// Address of the worker, or nothing.
    pub brain: String,
    /// Counts whatever the citizen or a script writes into the form.
    pub changes: RwSignal<u32>,
}

thread_local! {
    static FORM: OnceCell<Form> = const { OnceCell::new() };
}

/// The form; nothing on other pages.
pub fn form() -> Option<Form> {
    FORM.with(|form| form.get().cloned())
}

/// Finds the form and begins to watch it.
pub fn find(brain: String) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let input = |id: &str| -> Option<HtmlInputElement> {
        Some(document.get_element_by_id(id)?.unchecked_into())
    };
    let story = input("text")?;
    let element: HtmlElement = story.closest("form").ok()??.unchecked_into();
    let hidden = |name: &str| -> Option<HtmlInputElement> {
        let selector = ["[name=", name, "]"].concat();
        Some(element.query_selector(&selector).ok()??.unchecked_into())
    };
    let lang = document.document_element()?.get_attribute("lang")?;
    let language = match lang.as_str() {
        "en" => Language::English,
        _ => Language::Indonesian,
    };
    let changes: RwSignal<u32> = RwSignal::new(0);
    on(&element, "input", move |_| {
        changes.update(|count| *count = count.wrapping_add(1))
    });
    let form = Form {
        place: input("place")?,
        region: hidden("region")?,
        position: [hidden("lat")?, hidden("lon")?, hidden("accuracy_m")?],
        texts: language.comfort(),
        window,
        document: document.clone(),
        element,
        story,
        language,
        brain,
        changes,
    };
    FORM.with(|here| here.set(form).ok())
}

/// Does something now, and after every change of the form.
pub fn on_change(act: Box<dyn Fn(&Form)>) {
    Effect::new(move |_| {
        if let Some(form) = form() {
            form.changes.track();
            act(&form);
        }
    });
}

impl Form {
    /// Tells everybody who watches the form, the saved draft too, that scripts have changed a field.
    pub fn announce(&self) {
        let options = EventInit::new();
        options.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
            let _ = self.element.dispatch_event(&event);
        }
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

/// Puts a view into the empty element of an island and returns that.
pub fn mount<V: IntoView + 'static>(id: &str, view: V) -> Option<HtmlElement> {
    let element = form()?.document.get_element_by_id(id)?;
    let element: HtmlElement = element.unchecked_into();
    mount_to(element.clone(), move || view).forget();
    Some(element)
}

/// Hears an event as long as the page lives.
pub fn on(target: &EventTarget, kind: &str, hear: impl FnMut(Event) + 'static) {
    let hear: Closure<dyn FnMut(Event)> = Closure::new(hear);
    let _ = target.add_event_listener_with_callback(kind, hear.as_ref().unchecked_ref());
    hear.forget();
}
