//! Shortcuts: single letters, so they can be turned off (WCAG 2.1.4), and rest wherever somebody types.

use super::page::{Page, elements, field, mount, on, page};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent};

/// In `localStorage`: there while shortcuts are off.
const OFF: &str = "desk-keys-off";
/// The forms of a case, by the first letter of what the button says in Indonesian where that is free. `g`, `j`, `k` and `x`
/// are everywhere.
const ACTIONS: [(&str, &str); 10] = [
    ("a", "do-assign"),
    ("b", "do-return"),
    ("d", "do-delegate"),
    ("m", "do-merge"),
    ("n", "do-add_note"),
    ("q", "do-ask_reporter"),
    ("r", "do-reject"),
    ("s", "do-start"),
    ("t", "do-answer"),
    ("u", "do-restore"),
];
/// `g` waits this long for its second letter.
const PAUSE_MS: f64 = 1500.0;

/// Listens, and adds the button that lists what can be pressed.
pub fn draw() -> Option<()> {
    let here = page()?;
    let texts = here.texts;
    let is_off = RwSignal::new(read_off(&here));
    let jumps: Vec<(String, String)> = jumps(&here)
        .into_iter()
        .map(|(key, element)| (key, [texts.jump, &name_of(&element)].concat()))
        .collect();
    let row = |key: String, what: String| view! { <dt><kbd>{key}</kbd></dt><dd>{what}</dd> };
    let rows: Vec<_> = texts
        .keys
        .iter()
        .map(|(key, what)| ((*key).to_owned(), (*what).to_owned()))
        .chain(jumps)
        .map(|(key, what)| row(key, what))
        .collect();
    let toggle = move |_| {
        is_off.update(|is_off| *is_off = !*is_off);
        write_off(is_off.get_untracked());
    };
    let switch = move || if is_off.get() { texts.on } else { texts.off };
    // A dialog of the browser's own: it keeps the focus, and Esc closes it.
    let view = view! {
        <button type="button" class="plain" aria-haspopup="dialog" on:click=|_| open()>{texts.shortcuts}</button>
        <dialog id="shortcuts" aria-labelledby="shortcuts-h">
            <h2 id="shortcuts-h">{texts.shortcuts}</h2>
            <p>{texts.explained}</p>
            <dl>{rows}</dl>
            <div class="row">
                <button type="button" class="plain" on:click=toggle>{switch}</button>
                <button type="button" autofocus on:click=|_| close()>{texts.close}</button>
            </div>
        </dialog>
    };
    mount("keys", view)?.set_hidden(false);
    let keyboard = Keyboard {
        page: here.clone(),
        went_at: Rc::new(Cell::new(f64::MIN)),
    };
    on(&here.document, "keydown", move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        if keyboard.press(&event, is_off.get_untracked()).is_some() {
            event.prevent_default();
        }
    });
    Some(())
}

struct Keyboard {
    page: Page,
    /// When `g` was pressed.
    went_at: Rc<Cell<f64>>,
}

impl Keyboard {
    /// Does what a key stands for; nothing where it stands for nothing.
    fn press(&self, event: &KeyboardEvent, is_off: bool) -> Option<()> {
        let key = event.key();
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return None;
        }
        let active = self.page.document.active_element();
        let is_busy =
            active.as_ref().is_some_and(is_field) || self.page.first("dialog[open]").is_some();
        if is_busy {
            return None;
        }
        // The list itself can always be asked for by its button; the letter rests with the others.
        if is_off {
            return None;
        }
        let is_going = event.time_stamp() - self.went_at.get() < PAUSE_MS;
        self.went_at.set(f64::MIN);
        if is_going {
            return self.go(&key);
        }
        match key.as_str() {
            "/" => self.page.first("#q")?.focus().ok(),
            "?" => {
                open();
                Some(())
            }
            "g" => {
                self.went_at.set(event.time_stamp());
                Some(())
            }
            "j" => self.step(1),
            "k" => self.step(-1),
            "x" => {
                let mark = self.row()?.query_selector("input[type=checkbox]").ok()??;
                let mark: HtmlElement = mark.unchecked_into();
                mark.click();
                Some(())
            }
            "Enter" => {
                // On a link or a button the key is theirs.
                let active = active?;
                if !active.has_attribute("data-row") {
                    return None;
                }
                let link = active.query_selector("[data-open]").ok()??;
                let link: HtmlElement = link.unchecked_into();
                link.click();
                Some(())
            }
            _ => self.jump(&key),
        }
    }

    /// To a room, through its link: where there is none, nobody goes.
    fn go(&self, key: &str) -> Option<()> {
        let room = match key {
            "i" => "/meja",
            "l" => "/meja/loket",
            "s" => "/meja/segel",
            "p" => "/meja/atur",
            "a" => "/meja/akun",
            _ => return None,
        };
        let address = self.page.path(room);
        let link = self
            .page
            .first(&["header a[href=\"", &address, "\"]"].concat())?;
        link.click();
        Some(())
    }

    /// The row with the focus, or around it.
    fn row(&self) -> Option<Element> {
        self.page
            .document
            .active_element()?
            .closest("[data-row]")
            .ok()?
    }

    fn step(&self, by: isize) -> Option<()> {
        let rows = self.page.all("[data-row]");
        let here = self.row();
        let position = here.and_then(|here| {
            let here: HtmlElement = here.unchecked_into();
            rows.iter().position(|row| *row == here)
        });
        let next = match position {
            Some(position) => position.checked_add_signed(by)?,
            None => 0,
        };
        let row = rows.get(next)?;
        row.set_tab_index(-1);
        row.focus().ok()?;
        row.scroll_into_view_with_scroll_into_view_options(&nearest());
        Some(())
    }

    /// To what the page has marked with this key: opened, and its first field under the fingers.
    fn jump(&self, key: &str) -> Option<()> {
        let jumps = jumps(&self.page).into_iter();
        let mut targets = jumps.filter(|(known, _)| known == key);
        let (_, target) = targets.next()?;
        let mut details = target.closest("details").ok()?;
        while let Some(element) = details {
            element.set_attribute("open", "").ok()?;
            details = element.parent_element()?.closest("details").ok()?;
        }
        let fields = "input:not([type=hidden]),select,textarea,button:not([hidden])";
        let inside = match target.tag_name().as_str() {
            "SUMMARY" => target.parent_element()?,
            _ => target.clone().unchecked_into(),
        };
        let first = inside.query_selector_all(fields).ok()?;
        let first = elements(&first).into_iter().next().unwrap_or(target);
        first.focus().ok()
    }
}

/// Where a key leads on this page: what the page has marked, and the forms of a case.
fn jumps(page: &Page) -> Vec<(String, HtmlElement)> {
    let marked = page.all("[data-key]").into_iter();
    let marked = marked.filter_map(|element| Some((element.get_attribute("data-key")?, element)));
    let actions = ACTIONS.iter().filter_map(|(key, id)| {
        let element = page.document.get_element_by_id(id)?;
        Some(((*key).to_owned(), element.unchecked_into()))
    });
    marked.chain(actions).collect()
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// Whether letters belong to this element.
fn is_field(element: &Element) -> bool {
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        // Letters mean nothing to a tick box.
        "INPUT" => !matches!(
            field(element).type_().as_str(),
            "checkbox" | "radio" | "button" | "submit"
        ),
        _ => element
            .get_attribute("contenteditable")
            .is_some_and(|value| value != "false"),
    }
}

/// What a jump is called: its label, or its own words.
fn name_of(element: &HtmlElement) -> String {
    let words = element.get_attribute("aria-label").unwrap_or_else(|| {
        let heading = element
            .query_selector("h2,h3,summary,legend")
            .ok()
            .flatten();
        let text = match heading {
            Some(heading) => heading.text_content(),
            None => element.text_content(),
        };
        text.unwrap_or_default()
    });
    let mut words = words.trim().to_owned();
    if let Some((end, _)) = words.char_indices().nth(60) {
        words.truncate(end);
    }
    words
}

fn dialog() -> Option<HtmlDialogElement> {
    let dialog = page()?.document.get_element_by_id("shortcuts")?;
    dialog.dyn_into().ok()
}

fn open() {
    if let Some(dialog) = dialog().filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

fn read_off(page: &Page) -> bool {
    page.device()
        .is_some_and(|device| matches!(device.get_item(OFF), Ok(Some(_))))
}

fn write_off(is_off: bool) {
    let Some(device) = page().and_then(|page| page.device()) else {
        return;
    };
    let _ = match is_off {
        true => device.set_item(OFF, "1"),
        false => device.remove_item(OFF),
    };
}
