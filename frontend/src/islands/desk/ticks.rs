//! Ticked rows: how many, all of the page, a stretch with shift.

use super::page::{Page, field, mount, on, page};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement, MouseEvent};

const BOXES: &str = "[data-row] input[type=checkbox]";

/// Adds the bar where rows can be ticked.
pub fn draw() -> Option<()> {
    let here = page()?;
    let all = boxes(&here).len();
    if all == 0 {
        return None;
    }
    let texts = here.texts;
    let count = RwSignal::new(0_usize);
    let look = {
        let here = here.clone();
        move || count.set(boxes(&here).iter().filter(|mark| mark.checked()).count())
    };
    look();
    let set_all = |is_ticked: bool| {
        move |_| {
            let Some(page) = page() else { return };
            for mark in boxes(&page)
                .iter()
                .filter(|mark| mark.checked() != is_ticked)
            {
                mark.set_checked(is_ticked);
                announce(mark);
            }
        }
    };
    let words = move || {
        let words = texts.ticked.replace("{n}", &count.get().to_string());
        words.replace("{all}", &all.to_string())
    };
    // The form's own buttons stay where the server put them: this bar only counts.
    let view = view! {
        <span role="status">{words}</span>
        <button type="button" class="plain" on:click=set_all(true)>{texts.tick_all}</button>
        <button type="button" class="plain" on:click=set_all(false)>{texts.tick_none}</button>
    };
    let element = mount("ticked", view)?;
    // Beside what can be done with them, else above the rows it counts.
    if let Some(bar) = here.first("main .in-bulk") {
        let _ = bar.append_child(&element);
    } else if let Some(first) = here.first("[data-row]")
        && let Ok(Some(list)) = first.closest("table,ul,ol")
        && let Some(parent) = list.parent_node()
    {
        let _ = parent.insert_before(&element, Some(&list));
    }
    element.set_hidden(false);

    let last: Rc<RefCell<Option<HtmlInputElement>>> = Rc::default();
    let there = here.clone();
    on(&here.document, "click", move |event| {
        let Some(mark) = clicked(&event) else { return };
        let event: MouseEvent = event.unchecked_into();
        if event.shift_key() {
            stretch(&there, last.borrow().as_ref(), &mark);
        }
        last.replace(Some(mark));
    });
    on(&here.document, "change", move |_| look());
    Some(())
}

fn boxes(page: &Page) -> Vec<HtmlInputElement> {
    let boxes = page.all(BOXES).into_iter();
    boxes.map(|element| element.unchecked_into()).collect()
}

fn clicked(event: &Event) -> Option<HtmlInputElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.matches(BOXES).ok()?.then(|| field(&target))
}

/// Everything between the last box and this one gets what this one has.
fn stretch(page: &Page, from: Option<&HtmlInputElement>, to: &HtmlInputElement) -> Option<()> {
    let all = boxes(page);
    let place = |mark: &HtmlInputElement| all.iter().position(|one| one == mark);
    let (from, to_place) = (place(from?)?, place(to)?);
    let (first, last) = (from.min(to_place), from.max(to_place));
    for mark in all.get(first..=last)? {
        if mark.checked() != to.checked() {
            mark.set_checked(to.checked());
            announce(mark);
        }
    }
    Some(())
}

/// Tells whoever listens that a script has ticked a box.
fn announce(mark: &HtmlInputElement) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("change", &options) {
        let _ = mark.dispatch_event(&event);
    }
}
