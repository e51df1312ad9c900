//! The page, as all islands of the desk see it.

use crate::i18n::{DeskComfort, Language};
use leptos::prelude::*;
use std::cell::OnceCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement, Storage, Window,
};

/// What islands share. Cheap to clone.
#[derive(Clone)]
pub struct Page {
    /// The window.
    pub window: Window,
    /// The document.
    pub document: Document,
    /// Its language.
    pub language: Language,
    /// What the islands say.
    pub texts: &'static DeskComfort,
}

thread_local! {
    static PAGE: OnceCell<Page> = const { OnceCell::new() };
}

/// The page, once it was found.
pub fn page() -> Option<Page> {
    PAGE.with(|page| page.get().cloned())
}

/// Finds the page.
pub fn find() -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let lang = document.document_element()?.get_attribute("lang")?;
    let language = match lang.as_str() {
        "en" => Language::English,
        _ => Language::Indonesian,
    };
    let texts = language.desk_comfort();
    let page = Page {
        window,
        document,
        language,
        texts,
    };
    PAGE.with(|here| here.set(page).ok())
}

impl Page {
    /// Every element that fits.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        match self.document.query_selector_all(selector) {
            Ok(list) => elements(&list),
            Err(_) => Vec::new(),
        }
    }

    /// The first that fits.
    pub fn first(&self, selector: &str) -> Option<HtmlElement> {
        let element = self.document.query_selector(selector).ok()??;
        Some(element.unchecked_into())
    }

    /// What lasts as long as the tab.
    pub fn tab(&self) -> Option<Storage> {
        self.window.session_storage().ok()?
    }

    /// What lasts on this device.
    pub fn device(&self) -> Option<Storage> {
        self.window.local_storage().ok()?
    }

    /// Does something again and again.
    pub fn every(&self, milliseconds: i32, act: impl FnMut() + 'static) {
        let act: Closure<dyn FnMut()> = Closure::new(act);
        let _ = self
            .window
            .set_interval_with_callback_and_timeout_and_arguments_0(
                act.as_ref().unchecked_ref(),
                milliseconds,
            );
        act.forget();
    }

    /// The address of a page of the desk in the page's language.
    pub fn path(&self, path: &str) -> String {
        self.language.path(path)
    }
}

/// The elements of a list.
pub fn elements(list: &web_sys::NodeList) -> Vec<HtmlElement> {
    (0..list.length())
        .filter_map(|index| list.item(index))
        .map(|node| node.unchecked_into())
        .collect()
}

/// A field, of which only what all kinds share is used.
pub fn field(element: &Element) -> HtmlInputElement {
    element.clone().unchecked_into()
}

/// Puts a view into the empty element of an island, and shows it.
pub fn mount<V: IntoView + 'static>(id: &str, view: V) -> Option<HtmlElement> {
    let element = page()?.document.get_element_by_id(id)?;
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

/// The answer to a question, as text; nothing for any status but 200.
pub async fn ask(address: String) -> Option<String> {
    let window = web_sys::window()?;
    let answer = wasm_bindgen_futures::JsFuture::from(window.fetch_with_str(&address))
        .await
        .ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    // An ended session is led to the door, which is a page: no answer either.
    if answer.status() != 200 || answer.redirected() {
        return None;
    }
    let text = wasm_bindgen_futures::JsFuture::from(answer.text().ok()?)
        .await
        .ok()?;
    text.as_string()
}
