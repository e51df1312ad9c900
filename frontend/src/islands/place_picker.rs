//! Regions while the citizen types a place: a combobox after WAI-ARIA 1.2, whose list never takes typed words away.

use super::dom::{Page, on, put, say, set};
use super::wire::Ask;
use domain::place_index::names;
use domain::submission::MAX_PLACE_CHARS;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

/// The picker below the place field. Cheap to clone.
#[derive(Clone)]
pub struct Picker(Rc<Parts>);

struct Parts {
    page: Page,
    region: HtmlInputElement,
    list: HtmlElement,
    status: HtmlElement,
    chosen: HtmlElement,
    chosen_name: HtmlElement,
    offer: RefCell<Offer>,
    active: Cell<Option<usize>>,
    /// Newest question; older answers are late.
    asked: Cell<u32>,
    /// Code and path of the region that is shown as chosen.
    shown: RefCell<(String, String)>,
}

/// What the list shows.
#[derive(Default)]
struct Offer {
    /// The field when it was asked.
    typed: String,
    /// The text before the words that a choice completes.
    before: String,
    /// Code and path of each.
    places: Vec<(String, String)>,
}

/// Adds the picker to the place field.
pub fn start(page: &Page) -> Option<Picker> {
    let spot = page.by_id("place-k")?;
    let list = page.make("ul", "", "")?;
    for (name, value) in [
        ("id", "place-l"),
        ("role", "listbox"),
        ("aria-label", page.texts.places),
    ] {
        set(&list, name, value);
    }
    list.set_hidden(true);
    let status = page.make("span", "skip", "")?;
    set(&status, "role", "status");
    let chosen = page.make("p", "", "")?;
    chosen.set_hidden(true);
    let chosen_name = page.make("b", "", "")?;
    let label = page.make("span", "h", page.texts.chosen)?;
    for element in [&list, &status, &chosen] {
        put(&spot, element);
    }
    let picker = Picker(Rc::new(Parts {
        region: page.hidden("region")?,
        page: page.clone(),
        list,
        status,
        chosen,
        chosen_name,
        offer: RefCell::default(),
        active: Cell::new(None),
        asked: Cell::new(0),
        shown: RefCell::default(),
    }));
    let parts = &picker.0;
    let this = picker.clone();
    let remove = page.button(page.texts.remove_place, move || {
        this.clear();
        let _ = this.0.page.place.focus();
    })?;
    for element in [&label, &parts.chosen_name, &remove] {
        put(&parts.chosen, element);
    }
    picker.listen();
    picker.sync();
    Some(picker)
}

impl Picker {
    fn listen(&self) {
        let place = &self.0.page.place;
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-expanded", "false"),
            ("aria-controls", "place-l"),
        ] {
            set(place, name, value);
        }
        let this = self.clone();
        on(place, "input", move |_| this.typed());
        let this = self.clone();
        on(place, "keydown", move |event| {
            let event: KeyboardEvent = event.unchecked_into();
            if this.key(&event.key()) {
                event.prevent_default();
            }
        });
        let this = self.clone();
        on(place, "blur", move |_| this.close());
        // A press on the list must not take the focus, or the list would be gone before the click.
        on(&self.0.list, "mousedown", |event| event.prevent_default());
        let this = self.clone();
        on(&self.0.list, "click", move |event| {
            let target = event
                .target()
                .map(|target| target.unchecked_into::<HtmlElement>());
            let option = target.and_then(|target| target.closest("[role=option]").ok()?);
            let number = option.and_then(|option| option.id().strip_prefix("place-")?.parse().ok());
            if let Some(number) = number {
                this.choose(number);
            }
        });
        // Drafts come back, and other scripts may fill the hidden field.
        let this = self.clone();
        on(&self.0.page.form, "input", move |_| this.sync());
    }

    fn typed(&self) {
        let typed = self.0.page.place.value();
        let is_gone = {
            let shown = self.0.shown.borrow();
            !shown.1.is_empty() && !names(&typed, first_name(&shown.1))
        };
        if is_gone {
            self.clear();
        }
        self.close();
        self.0.asked.set(self.0.page.next_question());
        if self.0.region.value().is_empty() && !typed.is_empty() {
            self.0.offer.borrow_mut().typed.clone_from(&typed);
            self.0.page.ask(&Ask::Places {
                asked: self.0.asked.get(),
                typed,
            });
        }
    }

    /// Shows what was found, unless something was typed since.
    pub fn show(&self, asked: u32, before: String, places: Vec<(String, String)>) {
        let parts = &self.0;
        if asked != parts.asked.get()
            || parts.page.document.active_element().as_ref() != Some(&parts.page.place)
        {
            return;
        }
        parts.list.set_text_content(None);
        for (number, (_, path)) in places.iter().enumerate() {
            let Some(option) = parts.page.make("li", "", path) else {
                return;
            };
            set(&option, "role", "option");
            set(&option, "id", &["place-", &number.to_string()].concat());
            set(&option, "aria-selected", "false");
            put(&parts.list, &option);
        }
        let found = match places.len() {
            0 => String::new(),
            count => [&count.to_string(), " ", parts.page.texts.places_found].concat(),
        };
        say(&parts.status, &found);
        parts.list.set_hidden(places.is_empty());
        set(
            &parts.page.place,
            "aria-expanded",
            if places.is_empty() { "false" } else { "true" },
        );
        let mut offer = parts.offer.borrow_mut();
        (offer.before, offer.places) = (before, places);
    }

    fn close(&self) {
        self.0.list.set_hidden(true);
        self.mark(None);
        set(&self.0.page.place, "aria-expanded", "false");
        self.0.offer.borrow_mut().places.clear();
        say(&self.0.status, "");
    }

    /// Whether the key was for the list.
    fn key(&self, key: &str) -> bool {
        let count = self.0.offer.borrow().places.len();
        let active = self.0.active.get();
        if count == 0 {
            return false;
        }
        match (key, active) {
            ("ArrowDown", None) => self.mark(Some(0)),
            ("ArrowDown", Some(at)) => self.mark(Some((at + 1) % count)),
            ("ArrowUp", None) => self.mark(Some(count - 1)),
            ("ArrowUp", Some(at)) => self.mark(Some((at + count - 1) % count)),
            ("Enter", Some(at)) => self.choose(at),
            ("Escape", _) => self.close(),
            _ => return false,
        }
        true
    }

    fn mark(&self, active: Option<usize>) {
        let id = |at: usize| ["place-", &at.to_string()].concat();
        let select = |at: Option<usize>, is_selected: &str| {
            if let Some(option) = at.and_then(|at| self.0.page.by_id(&id(at))) {
                set(&option, "aria-selected", is_selected);
            }
        };
        select(self.0.active.replace(active), "false");
        select(active, "true");
        match active {
            Some(at) => set(&self.0.page.place, "aria-activedescendant", &id(at)),
            None => drop(self.0.page.place.remove_attribute("aria-activedescendant")),
        }
    }

    fn choose(&self, at: usize) {
        let parts = &self.0;
        let (choice, filled, is_same) = {
            let offer = parts.offer.borrow();
            let Some((code, path)) = offer.places.get(at).cloned() else {
                return;
            };
            let filled = [&offer.before, path.as_str()].concat();
            (
                (code, path),
                filled,
                parts.page.place.value() == offer.typed,
            )
        };
        // Only the words it was asked for are completed, and only where there is room for all of them.
        if is_same && filled.chars().count() <= MAX_PLACE_CHARS {
            parts.page.place.set_value(&filled);
        }
        self.close();
        parts.region.set_value(&choice.0);
        self.tell(choice);
        parts.page.announce();
    }

    fn clear(&self) {
        self.0.region.set_value("");
        self.tell(Default::default());
        self.0.page.announce();
    }

    /// Shows what the hidden field says.
    fn sync(&self) {
        let code = self.0.region.value();
        if self.0.shown.borrow().0 == code {
            return;
        }
        if code.is_empty() {
            self.tell(Default::default());
        } else {
            self.0.page.ask(&Ask::Name { code });
        }
    }

    /// The path of a code, as it was asked for.
    pub fn name(&self, code: &str, path: &str) {
        if self.0.region.value() == code && !path.is_empty() {
            self.tell((code.to_owned(), path.to_owned()));
        }
    }

    fn tell(&self, shown: (String, String)) {
        say(&self.0.chosen_name, &shown.1);
        self.0.chosen.set_hidden(shown.1.is_empty());
        self.0.shown.replace(shown);
    }
}

/// "Gubug" of "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah".
fn first_name(path: &str) -> &str {
    let own = path.split(',').next().unwrap_or_default();
    own.strip_prefix("Kec. ")
        .unwrap_or_else(|| domain::reference::stem("kabkota", own))
}
