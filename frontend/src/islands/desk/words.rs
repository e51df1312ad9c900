//! Words that nobody loses. What an officer writes into a form is kept in this tab until the form is sent, and put back
//! after an ended session, a reload or a step back. Nothing of it outlives the tab or the sign-out.
//!
//! Each form is one row of `sessionStorage`: a letter (`K` kept, `S` sent), then its fields. A form that was sent and
//! answered is forgotten; the door turns `S` back into `K` (browser/desk/islands.js): whoever is led there was not heard.

use super::page::{Page, elements, field, mount, on, page};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement};

/// What the names of rows begin with; browser/desk/islands.js knows it too.
const PREFIX: &str = "words:";
/// Between fields, and between name, what the server had written, and what is there now.
const FIELD_END: char = '\u{1e}';
const PART_END: char = '\u{1f}';
/// Fields with words; secrets are none of them.
const FIELDS: &str = "textarea[name],input[type=text][name],input:not([type])[name]";

/// Puts words back and keeps those to come.
pub fn draw() -> Option<()> {
    let here = page()?;
    let mut restored = Vec::new();
    for form in forms(&here) {
        restored.extend(restore(&here, &form));
    }
    show(&here, restored);

    let is_dirty = Rc::new(Cell::new(false));
    let (there, dirty) = (here.clone(), is_dirty.clone());
    on(&here.document, "input", move |event| {
        if let Some(form) = form_of(&event).filter(has_words) {
            dirty.set(true);
            keep(&there, &form, 'K');
        }
    });
    let (there, dirty) = (here.clone(), is_dirty.clone());
    on(&here.document, "submit", move |event| {
        dirty.set(false);
        let Some(form) = form_of(&event) else { return };
        let action = form.get_attribute("action").unwrap_or_default();
        if action.ends_with("/keluar") {
            forget_all(&there);
        } else if has_words(&form) {
            keep(&there, &form, 'S');
        }
    });
    // Inside the tab nothing is lost: only who closes it is asked.
    let dirty = is_dirty.clone();
    on(&here.document, "click", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| matches!(target.closest("a[href]"), Ok(Some(_)))) {
            dirty.set(false);
        }
    });
    on(&here.window, "beforeunload", move |event| {
        if is_dirty.get() {
            event.prevent_default();
        }
    });
    Some(())
}

/// Forms that change something and have room for words.
fn forms(page: &Page) -> Vec<HtmlElement> {
    let forms = page.all("main form").into_iter();
    forms.filter(has_words).collect()
}

fn has_words(form: &HtmlElement) -> bool {
    let method = form.get_attribute("method").unwrap_or_default();
    method.eq_ignore_ascii_case("post")
        && matches!(form.query_selector("textarea[name]"), Ok(Some(_)))
}

fn form_of(event: &Event) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let form = target.closest("form").ok()??;
    Some(form.unchecked_into())
}

fn fields(form: &HtmlElement) -> Vec<HtmlInputElement> {
    match form.query_selector_all(FIELDS) {
        Ok(list) => elements(&list)
            .iter()
            .map(|element| field(element))
            .collect(),
        Err(_) => Vec::new(),
    }
}

/// One form of one officer: its address and the command in it.
fn name_of(page: &Page, form: &HtmlElement) -> Option<String> {
    let path = page.window.location().pathname().ok()?;
    let action = form
        .get_attribute("action")
        .filter(|action| !action.is_empty());
    let command = form.query_selector("[name=command]").ok().flatten();
    let command = command.map_or(String::new(), |command| field(&command).value());
    let account = page.first("header a[href$=\"/meja/akun\"]");
    let officer = account
        .and_then(|link| link.text_content())
        .unwrap_or_default();
    let parts = [
        PREFIX,
        officer.trim(),
        " ",
        &action.unwrap_or(path),
        " ",
        &command,
    ];
    Some(parts.concat())
}

fn keep(page: &Page, form: &HtmlElement, mark: char) -> Option<()> {
    let name = name_of(page, form)?;
    let mut row = String::from(mark);
    for field in fields(form) {
        let (value, default) = (field.value(), field.default_value());
        if value != default {
            for (text, end) in [
                (field.name(), PART_END),
                (default, PART_END),
                (value, FIELD_END),
            ] {
                row.push_str(&text.replace([FIELD_END, PART_END], ""));
                row.push(end);
            }
        }
    }
    page.tab()?.set_item(&name, &row).ok()
}

/// Puts a form's words back; the fields that got some.
fn restore(page: &Page, form: &HtmlElement) -> Vec<HtmlInputElement> {
    let Some((tab, name)) = page.tab().zip(name_of(page, form)) else {
        return Vec::new();
    };
    let row = tab.get_item(&name).ok().flatten().unwrap_or_default();
    let Some(row) = row.strip_prefix('K') else {
        let _ = tab.remove_item(&name);
        return Vec::new();
    };
    let mut restored = Vec::new();
    for field in fields(form) {
        let kept = row.split(FIELD_END).find_map(|kept| {
            let (name, rest) = kept.split_once(PART_END)?;
            (name == field.name()).then(|| rest.split_once(PART_END))?
        });
        let Some((default, value)) = kept else {
            continue;
        };
        // What the server writes there now is newer, unless it is what was there before.
        let now = field.value();
        if (now.is_empty() || now == default) && now != value {
            field.set_value(value);
            announce(&field);
            restored.push(field);
        }
    }
    if let (false, Ok(Some(details))) = (restored.is_empty(), form.closest("details")) {
        let _ = details.set_attribute("open", "");
    }
    restored
}

/// Says that words are back, and how to be rid of them.
fn show(page: &Page, restored: Vec<HtmlInputElement>) -> Option<()> {
    if restored.is_empty() {
        return None;
    }
    let texts = page.texts;
    let is_gone = RwSignal::new(false);
    let here = page.clone();
    let restored = StoredValue::new_local(restored);
    let discard = move |_| {
        restored.with_value(|fields| {
            for field in fields {
                field.set_value(&field.default_value());
                announce(field);
            }
        });
        for form in forms(&here) {
            if let (Some(tab), Some(name)) = (here.tab(), name_of(&here, &form)) {
                let _ = tab.remove_item(&name);
            }
        }
        is_gone.set(true);
    };
    let words = move || {
        if is_gone.get() {
            texts.discarded
        } else {
            texts.restored
        }
    };
    let view = view! {
        <p>{words}</p>
        <button type="button" class="plain" on:click=discard disabled=move || is_gone.get()>{texts.discard}</button>
    };
    let element = mount("kept", view)?;
    element.set_class_name("box screen");
    if let Some(heading) = page.first("main h1")
        && let Some(parent) = heading.parent_node()
    {
        let _ = parent.insert_before(&element, heading.next_sibling().as_ref());
    }
    element.set_hidden(false);
    Some(())
}

fn announce(field: &HtmlInputElement) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        let _ = field.dispatch_event(&event);
    }
}

fn forget_all(page: &Page) -> Option<()> {
    let tab = page.tab()?;
    let count = tab.length().ok()?;
    let names: Vec<String> = (0..count)
        .filter_map(|index| tab.key(index).ok()?)
        .collect();
    for name in names.iter().filter(|name| name.starts_with(PREFIX)) {
        tab.remove_item(name).ok()?;
    }
    Some(())
}
