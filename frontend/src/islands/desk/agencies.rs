//! Agencies while somebody types one: a list of the browser's own, which keyboards and readers know.

use super::page::{Page, ask, field, on, page};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Writing has paused.
const PAUSE_MS: i32 = 200;
const FEWEST_CHARS: usize = 2;

/// Listens to every field that takes an agency's id.
pub fn draw() -> Option<()> {
    let here = page()?;
    let list = here.document.get_element_by_id("agencies")?;
    let timer = Rc::new(Cell::new(0));
    let asked = Rc::new(Cell::new(0_u32));
    for element in here.all("input[data-agency]") {
        let _ = element.set_attribute("list", "agencies");
        let _ = element.set_attribute("autocomplete", "off");
        let (here, list) = (here.clone(), list.clone());
        let (timer, asked) = (timer.clone(), asked.clone());
        let input = field(&element);
        on(&element, "input", move |_| {
            let words = input.value();
            here.window.clear_timeout_with_handle(timer.get());
            if words.trim().chars().count() < FEWEST_CHARS {
                return;
            }
            let number = asked.get().wrapping_add(1);
            asked.set(number);
            let (page, list, asked) = (here.clone(), list.clone(), asked.clone());
            let look = Closure::once_into_js(move || {
                spawn_local(async move {
                    let coded = String::from(js_sys::encode_uri_component(words.trim()));
                    let address = [&page.path("/meja/cari/instansi?q="), coded.as_str()].concat();
                    let answer = ask(address).await;
                    // An older answer is late.
                    if let Some(answer) = answer.filter(|_| asked.get() == number) {
                        fill(&page, &list, &answer);
                    }
                });
            });
            let later = here
                .window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    look.unchecked_ref(),
                    PAUSE_MS,
                );
            timer.set(later.unwrap_or_default());
        });
    }
    Some(())
}

fn fill(page: &Page, list: &Element, answer: &str) -> Option<()> {
    list.set_text_content(None);
    for (id, name) in answer.lines().filter_map(|line| line.split_once('\t')) {
        let option = page.document.create_element("option").ok()?;
        option.set_attribute("value", id).ok()?;
        option.set_text_content(Some(name));
        list.append_child(&option).ok()?;
    }
    Some(())
}
