//! Regions while the citizen types a place: a combobox after WAI-ARIA 1.2, whose list never takes typed words away.

use super::form::{Form, form, mount, on, on_change};
use domain::place_index::{PlaceIndex, names};
use domain::reference::compact::{REGIONS_HEADER, RegionReader};
use domain::submission::MAX_PLACE_CHARS;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

#[derive(Default)]
struct Known {
    reader: RegionReader,
    index: PlaceIndex,
    is_whole: bool,
    picker: Option<Picker>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Takes in some lines of `regions.txt`, in their order; none at its end. A few at a time, so that typing never waits.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn regions(lines: &str) {
    let picker = KNOWN.with_borrow_mut(|known| {
        for line in lines.lines().filter(|line| *line != REGIONS_HEADER) {
            if let Some(region) = known.reader.read(line) {
                known.index.learn(region);
            }
        }
        known.is_whole = lines.is_empty();
        known.picker.filter(|_| known.is_whole)
    });
    // The citizen may have written already.
    if let (Some(picker), Some(form)) = (picker, form()) {
        picker.sync(&form);
        if form.document.active_element().as_ref() == Some(&form.place) {
            picker.offer(&form);
        }
    }
}

/// The picker below the place field.
#[derive(Clone, Copy)]
struct Picker {
    /// What the field was when the list was made, how much of it stays, and codes and paths.
    offer: RwSignal<Offer>,
    /// The option that Enter would take.
    active: RwSignal<Option<usize>>,
    /// Code and path of the region that is shown as chosen.
    chosen: RwSignal<(String, String)>,
}

#[derive(Clone, Default)]
struct Offer {
    typed: String,
    from: usize,
    places: Vec<(String, String)>,
}

fn option_id(at: usize) -> String {
    ["place-", &at.to_string()].concat()
}

/// Adds the picker to the place field.
pub fn draw() -> Option<()> {
    let form = form()?;
    let texts = form.texts;
    let picker = Picker {
        offer: RwSignal::default(),
        active: RwSignal::default(),
        chosen: RwSignal::default(),
    };
    picker.watch(&form);
    KNOWN.with_borrow_mut(|known| known.picker = Some(picker));
    let options = move || {
        let places = picker.offer.get().places;
        let options = places.into_iter().enumerate().map(|(at, (_, path))| {
            let is_active = move || picker.active.get() == Some(at);
            view! {
                <li
                    role="option"
                    id=option_id(at)
                    aria-selected=move || if is_active() { "true" } else { "false" }
                    on:click=move |_| picker.choose(at)
                >
                    {path}
                </li>
            }
        });
        options.collect::<Vec<_>>()
    };
    let found = move || match picker.count() {
        0 => String::new(),
        count => [&count.to_string(), " ", texts.places_found].concat(),
    };
    let remove = move |_| {
        if let Some(form) = super::form::form() {
            picker.clear(&form);
            let _ = form.place.focus();
        }
    };
    let view = view! {
        // A press on the list must not take the focus, or the list would be gone before the click.
        <ul
            id="place-l"
            role="listbox"
            aria-label=texts.places
            hidden=move || picker.count() == 0
            on:mousedown=|event| event.prevent_default()
        >
            {options}
        </ul>
        <span class="skip" role="status">{found}</span>
        <p hidden=move || picker.chosen.with(|chosen| chosen.1.is_empty())>
            <span class="h">{texts.chosen}</span>
            <b>{move || picker.chosen.get().1}</b>
            <button type="button" class="plain" on:click=remove>{texts.remove_place}</button>
        </p>
    };
    mount("picker", view).map(drop)
}

impl Picker {
    fn count(self) -> usize {
        self.offer.with(|offer| offer.places.len())
    }

    fn watch(self, form: &Form) {
        let place = &form.place;
        set(place, "role", "combobox");
        set(place, "aria-autocomplete", "list");
        set(place, "aria-controls", "place-l");
        let field = place.clone();
        Effect::new(move |_| {
            let is_open = if self.count() > 0 { "true" } else { "false" };
            set(&field, "aria-expanded", is_open);
            match self.active.get() {
                Some(at) => set(&field, "aria-activedescendant", &option_id(at)),
                None => drop(field.remove_attribute("aria-activedescendant")),
            }
        });
        let here = form.clone();
        on(place, "input", move |_| self.typed(&here));
        on(place, "keydown", move |event| {
            let event: KeyboardEvent = event.unchecked_into();
            if self.key(&event.key()) {
                event.prevent_default();
            }
        });
        on(place, "blur", move |_| self.close());
        // Drafts come back, and other scripts may fill the hidden field.
        on_change(Box::new(move |form| self.sync(form)));
    }

    fn typed(self, form: &Form) {
        let is_gone = self.chosen.with_untracked(|(_, path)| {
            !path.is_empty() && !names(&form.place.value(), first_name(path))
        });
        if is_gone {
            self.clear(form);
        }
        self.offer(form);
    }

    /// Opens the list, when no region is chosen and the words begin to name one.
    fn offer(self, form: &Form) {
        let typed = form.place.value();
        self.active.set(None);
        if typed.is_empty() || !form.region.value().is_empty() {
            return self.close();
        }
        let found = KNOWN.with_borrow(|known| {
            let index = Some(&known.index).filter(|_| known.is_whole);
            index.map(|index| index.matches(&typed)).unwrap_or_default()
        });
        self.offer.set(Offer {
            typed,
            from: found.from,
            places: found.places,
        });
    }

    fn close(self) {
        self.active.set(None);
        self.offer.set(Offer::default());
    }

    /// Whether the key was for the list.
    fn key(self, key: &str) -> bool {
        let count = self.offer.with_untracked(|offer| offer.places.len());
        let active = self.active.get_untracked();
        if count == 0 {
            return false;
        }
        let at = match (key, active) {
            ("ArrowDown", None) => 0,
            ("ArrowDown", Some(at)) => (at + 1) % count,
            ("ArrowUp", at) => (at.unwrap_or(0) + count - 1) % count,
            ("Enter", Some(at)) => {
                self.choose(at);
                return true;
            }
            ("Escape", _) => {
                self.close();
                return true;
            }
            _ => return false,
        };
        self.active.set(Some(at));
        true
    }

    fn choose(self, at: usize) {
        let offer = self.offer.get_untracked();
        let (Some(form), Some(choice)) = (form(), offer.places.get(at)) else {
            return;
        };
        let before = offer.typed.get(..offer.from).unwrap_or_default();
        let filled = [before, &choice.1].concat();
        // Only the words it was asked for are completed, and only where there is room for all of them.
        if form.place.value() == offer.typed && filled.chars().count() <= MAX_PLACE_CHARS {
            form.place.set_value(&filled);
        }
        self.close();
        form.region.set_value(&choice.0);
        self.chosen.set(choice.clone());
        form.announce();
    }

    fn clear(self, form: &Form) {
        form.region.set_value("");
        self.chosen.set(Default::default());
        form.announce();
    }

    /// Shows what the hidden field says.
    fn sync(self, form: &Form) {
        let code = form.region.value();
        if self.chosen.with_untracked(|chosen| chosen.0 == code) {
            return;
        }
        let path = KNOWN.with_borrow(|known| known.index.path(&code));
        self.chosen
            .set(path.map(|path| (code, path)).unwrap_or_default());
    }
}

fn set(element: &HtmlInputElement, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// "Gubug" of "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah".
fn first_name(path: &str) -> &str {
    let own = path.split(',').next().unwrap_or_default();
    own.strip_prefix("Kec. ")
        .unwrap_or_else(|| domain::reference::stem("kabkota", own))
}
