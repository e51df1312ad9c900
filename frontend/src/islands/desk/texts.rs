//! Under a text area: how long its text is, once it comes near the limit, and what of a template is still as it was.

use super::page::{Page, field, on, page};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// From this share of the limit on, the length matters.
const NEAR: usize = 80;
/// A gap of a template is short: `[tanggal]`.
const MOST_GAP_CHARS: usize = 60;

/// Watches every text area that has a limit or a template.
pub fn draw() -> Option<()> {
    let here = page()?;
    for element in here.all("textarea[maxlength],textarea[data-template]") {
        watch(&here, element);
    }
    Some(())
}

fn watch(page: &Page, element: HtmlElement) -> Option<()> {
    let words = RwSignal::new(Vec::new());
    let area = field(&element);
    let is_template = element.has_attribute("data-template");
    let limit = element
        .get_attribute("maxlength")
        .and_then(|limit| limit.parse().ok());
    let texts = page.texts;
    let look = move |area: &HtmlInputElement| {
        let value = area.value();
        let mut lines = Vec::new();
        if is_template && is_same(&value, &area.default_value()) && !value.trim().is_empty() {
            lines.push(texts.unedited.to_owned());
        }
        let gaps = gaps(&value);
        if is_template && !gaps.is_empty() {
            lines.push([texts.gaps, &gaps.join(", ")].concat());
        }
        let length = value.chars().count();
        if let Some(limit) = limit.filter(|limit| length * 100 >= limit * NEAR) {
            let text = texts.length.replace("{n}", &length.to_string());
            lines.push(text.replace("{all}", &limit.to_string()));
        }
        // The same words again would be read out again.
        if words.with_untracked(|before| *before != lines) {
            words.set(lines);
        }
    };
    look(&area);
    let box_: Element = page.document.create_element("div").ok()?;
    box_.set_attribute("role", "status").ok()?;
    box_.set_class_name("h");
    element
        .parent_node()?
        .insert_before(&box_, element.next_sibling().as_ref())
        .ok()?;
    let view = move || {
        let lines = words.get().into_iter();
        lines
            .map(|line| view! { <p>{line}</p> })
            .collect::<Vec<_>>()
    };
    mount_to(box_.unchecked_into(), move || view).forget();
    on(&element, "input", move |_| look(&area));
    Some(())
}

/// Compared as the server does: blanks do not count.
fn is_same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// What stands in square brackets.
fn gaps(text: &str) -> Vec<&str> {
    let parts = text.split('[').skip(1);
    parts
        .filter_map(|part| part.split_once(']').map(|(gap, _)| gap))
        .filter(|gap| !gap.is_empty() && gap.chars().count() <= MOST_GAP_CHARS)
        .collect()
}
