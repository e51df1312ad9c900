//! "Who will receive this?": what routing would suggest for the words as they are now.

use super::dom::{Page, on, put, say, set};
use super::wire::Ask;
use crate::i18n::Language;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, Node};

/// Writing has paused.
const PAUSE_MS: i32 = 400;

/// Fewer characters say nothing yet.
const MIN_CHARS: usize = 20;

/// The box below the landmark. Cheap to clone.
#[derive(Clone)]
pub struct Recipient(Rc<Parts>);

struct Parts {
    page: Page,
    region: HtmlInputElement,
    lat: HtmlInputElement,
    card: HtmlElement,
    desk: HtmlElement,
    reasons: HtmlElement,
    timer: Cell<i32>,
    asked: Cell<u32>,
}

/// Adds the box, which stays hidden until there is something to say.
pub fn start(page: &Page) -> Option<Recipient> {
    let field = page.by_id("landmark")?.closest("form>*").ok()??;
    let card = page.make("div", "box", "")?;
    card.set_hidden(true);
    let desk = page.make("p", "", "")?;
    // Only the desk is read out, and only when it changes.
    set(&desk, "role", "status");
    let title = page.make("h2", "", page.texts.who)?;
    let decides = page.make("p", "soft", page.texts.decides)?;
    let reasons = page.make("ul", "", "")?;
    for element in [&title, &desk, &reasons, &decides] {
        put(&card, element);
    }
    let beside: &Node = &card;
    field
        .parent_node()?
        .insert_before(beside, field.next_sibling().as_ref())
        .ok()?;
    let recipient = Recipient(Rc::new(Parts {
        region: page.hidden("region")?,
        lat: page.hidden("lat")?,
        page: page.clone(),
        card,
        desk,
        reasons,
        timer: Cell::new(0),
        asked: Cell::new(0),
    }));
    let this = recipient.clone();
    on(&page.form, "input", move |event| {
        let target = event
            .target()
            .map(|target| target.unchecked_into::<HtmlElement>());
        // Not `id()`: the form has a field of that name, which the browser would give instead.
        let id = target
            .and_then(|target| target.get_attribute("id"))
            .unwrap_or_default();
        // The form itself has none: scripts have changed a hidden field.
        if matches!(id.as_str(), "text" | "place" | "") {
            this.later();
        }
    });
    recipient.later();
    Some(recipient)
}

impl Recipient {
    fn later(&self) {
        self.0
            .page
            .window
            .clear_timeout_with_handle(self.0.timer.get());
        let this = self.clone();
        self.0
            .timer
            .set(self.0.page.after(PAUSE_MS, move || this.ask()));
    }

    fn ask(&self) {
        let parts = &self.0;
        let text = parts.page.story.value();
        parts.asked.set(parts.page.next_question());
        if text.chars().count() < MIN_CHARS {
            parts.card.set_hidden(true);
            return;
        }
        parts.page.ask(&Ask::Recipient {
            asked: parts.asked.get(),
            is_english: parts.page.language == Language::English,
            text,
            place: parts.page.place.value(),
            region: parts.region.value(),
            has_point: !parts.lat.value().is_empty(),
        });
    }

    /// Shows the answer, unless something was written since.
    pub fn show(&self, asked: u32, desk: String, reasons: Vec<String>) {
        let parts = &self.0;
        if asked != parts.asked.get() {
            return;
        }
        parts.card.set_hidden(false);
        say(&parts.desk, &desk);
        parts.reasons.set_text_content(None);
        for reason in reasons {
            if let Some(item) = parts.page.make("li", "", &reason) {
                put(&parts.reasons, &item);
            }
        }
    }
}
