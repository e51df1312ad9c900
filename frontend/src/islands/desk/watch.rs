//! Time that runs, and whether somebody else has changed the case that is open.

use super::page::{Page, ask, field, mount, on, page};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

const MINUTE_MS: i32 = 60_000;
const HOUR_MS: f64 = 3_600_000.0;

/// Looks every minute, and when somebody comes back to the page.
pub fn draw() -> Option<()> {
    let here = page()?;
    tell_time(&here);
    let there = here.clone();
    here.every(MINUTE_MS, move || {
        if !there.document.hidden() {
            tell_time(&there);
            look(&there);
        }
    });
    let there = here.clone();
    on(&here.document, "visibilitychange", move |_| {
        if !there.document.hidden() {
            tell_time(&there);
            look(&there);
        }
    });
    Some(())
}

/// Deadlines of the next hours.
fn tell_time(page: &Page) {
    let now = js_sys::Date::now();
    for element in page.all("[data-due]") {
        let due = element.get_attribute("data-due");
        let Some(due) = due.and_then(|due| due.parse::<f64>().ok()) else {
            continue;
        };
        let left = (due - now) / HOUR_MS;
        let words = match left {
            left if left < 0.0 => page.texts.over.to_owned(),
            left if left < 1.0 => page.texts.minutes_left.to_owned(),
            left => page
                .texts
                .hours_left
                .replace("{n}", &format!("{}", left as u64)),
        };
        if element.text_content().as_deref() != Some(&words) {
            element.set_text_content(Some(&words));
        }
    }
}

/// Asks once; from the first change on there is nothing more to ask.
fn look(page: &Page) -> Option<()> {
    let (code, seq) = case_of(page)?;
    let banner = page.document.get_element_by_id("changed")?;
    if !banner.has_attribute("hidden") {
        return None;
    }
    let page = page.clone();
    spawn_local(async move {
        let address = page.path(&["/meja/kasus/", &code, "/seq"].concat());
        if ask(address).await.is_some_and(|newest| newest != seq) {
            show(&page);
        }
    });
    Some(())
}

/// Which case is open, as of which entry: as the page marks it, or as its forms carry it.
fn case_of(page: &Page) -> Option<(String, String)> {
    if let Some(case) = page.first("[data-case][data-seq]") {
        let seq = case.get_attribute("data-seq")?;
        return Some((case.get_attribute("data-case")?, seq));
    }
    let path = page.window.location().pathname().ok()?;
    let (_, rest) = path.split_once("/meja/kasus/")?;
    let code = rest.split('/').next()?.to_owned();
    let seen = page.first("form[action$=\"/tindakan\"] input[name=seq]")?;
    Some((code, field(&seen).value()))
}

/// Above the case; the page itself stays as it is, so that nobody reads one thing and sends another.
fn show(page: &Page) -> Option<()> {
    let banner = page.document.get_element_by_id("changed")?;
    if !banner.has_attribute("hidden") {
        return None;
    }
    let texts = page.texts;
    let address = page.window.location().href().ok()?;
    let view = view! { <a class="button" href=address>{texts.reload}</a> };
    let element = mount("changed", view)?;
    if let Some(heading) = page.first("main h1")
        && let Some(parent) = heading.parent_node()
    {
        let _ = parent.insert_before(&element, Some(heading.unchecked_ref()));
    }
    let _ = element.set_attribute("role", "status");
    element.set_hidden(false);
    Some(())
}
