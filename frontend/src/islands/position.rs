//! The phone's position: asked for by a button, best fix within fifteen seconds, told in words, removed as easily.

use super::dom::{Page, on, put, say, set};
use super::measure;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{
    Geolocation, HtmlElement, HtmlInputElement, Position, PositionError, PositionOptions,
};

/// How long better fixes are waited for.
const PATIENCE_MS: i32 = 15_000;

/// Near enough to find a street light.
const GOOD_METRES: f64 = 50.0;

struct Locator {
    page: Page,
    geolocation: Geolocation,
    button: HtmlElement,
    remove: HtmlElement,
    status: HtmlElement,
    /// Latitude, longitude, radius.
    fields: [HtmlInputElement; 3],
    /// Number of the watch, while one runs.
    watch: Cell<Option<i32>>,
    best: Cell<Option<f64>>,
}

/// Adds the button below the place field, where the browser can tell a position.
pub fn start(page: &Page) {
    let _ = add(page);
}

fn add(page: &Page) -> Option<()> {
    let spot = page.by_id("place-k")?;
    let geolocation = page.window.navigator().geolocation().ok()?;
    let fields = [
        page.hidden("lat")?,
        page.hidden("lon")?,
        page.hidden("accuracy_m")?,
    ];
    let status = page.make("span", "h", "")?;
    set(&status, "role", "status");
    let here: Rc<Cell<Option<Rc<Locator>>>> = Rc::default();
    let act = |act: fn(&Rc<Locator>)| {
        let here = here.clone();
        move || {
            if let Some(locator) = here.take() {
                act(&locator);
                here.set(Some(locator));
            }
        }
    };
    let button = page.button(page.texts.locate, act(Locator::locate))?;
    let remove = page.button(page.texts.remove_position, act(Locator::remove))?;
    for element in [&button, &status, &remove] {
        put(&spot, element);
    }
    let locator = Locator {
        page: page.clone(),
        geolocation,
        button,
        remove,
        status,
        fields,
        watch: Cell::new(None),
        best: Cell::new(None),
    };
    locator.show();
    let locator = Rc::new(locator);
    here.set(Some(locator.clone()));
    // A draft may bring its position back later.
    on(&page.form, "input", move |_| {
        if locator.watch.get().is_none() && locator.is_stale() {
            say(&locator.status, "");
            locator.show();
        }
    });
    Some(())
}

impl Locator {
    /// Shows what the fields hold: also after a draft or the server brought them back.
    fn show(&self) {
        let [lat, _, accuracy] = &self.fields;
        let has_position = !lat.value().is_empty();
        self.remove.set_hidden(!has_position);
        self.button.set_hidden(has_position);
        if has_position {
            let radius = accuracy.value().parse().ok();
            let radius = radius
                .map(|radius| measure::accuracy(radius, self.page.texts))
                .unwrap_or_default();
            say(
                &self.status,
                &[self.page.texts.located, " ", &radius].concat(),
            );
        }
    }

    /// The fields were changed by somebody else.
    fn is_stale(&self) -> bool {
        let [lat, ..] = &self.fields;
        lat.value().is_empty() != self.remove.hidden()
    }

    fn locate(self: &Rc<Self>) {
        if self.watch.get().is_some() {
            return;
        }
        self.best.set(None);
        say(&self.status, self.page.texts.locating);
        let options = PositionOptions::new();
        options.set_enable_high_accuracy(true);
        options.set_timeout(PATIENCE_MS as u32);
        let this = self.clone();
        let found: Closure<dyn FnMut(JsValue)> =
            Closure::new(move |fix: JsValue| this.found(fix.unchecked_ref()));
        let this = self.clone();
        let failed: Closure<dyn FnMut(JsValue)> =
            Closure::new(move |error: JsValue| this.failed(error.unchecked_ref()));
        let watch = self
            .geolocation
            .watch_position_with_error_callback_and_options(
                found.as_ref().unchecked_ref(),
                Some(failed.as_ref().unchecked_ref()),
                &options,
            );
        // They may still be called; a press of the button now and then is no leak to speak of.
        found.forget();
        failed.forget();
        match watch {
            Ok(watch) => {
                self.watch.set(Some(watch));
                let this = self.clone();
                self.page.after(PATIENCE_MS, move || {
                    if this.watch.get() == Some(watch) {
                        this.finish(this.page.texts.no_signal);
                    }
                });
            }
            Err(_) => say(&self.status, self.page.texts.no_signal),
        }
    }

    fn found(&self, fix: &Position) {
        let coordinates = fix.coords();
        let radius = coordinates.accuracy();
        if self.watch.get().is_none() || self.best.get().is_some_and(|best| best <= radius) {
            return;
        }
        self.best.set(Some(radius));
        let fixed = |number: f64, digits: u8| {
            js_sys::Number::from(number)
                .to_fixed(digits)
                .map(String::from)
                .unwrap_or_default()
        };
        let [lat, lon, accuracy] = &self.fields;
        lat.set_value(&fixed(coordinates.latitude(), 5));
        lon.set_value(&fixed(coordinates.longitude(), 5));
        accuracy.set_value(&fixed(radius.ceil(), 0));
        if radius <= GOOD_METRES {
            self.finish("");
        }
    }

    fn failed(&self, error: &PositionError) {
        let words = match error.code() {
            PositionError::PERMISSION_DENIED => self.page.texts.denied,
            _ => self.page.texts.no_signal,
        };
        self.finish(words);
    }

    /// Ends the watch with what there is, or with words about why there is nothing.
    fn finish(&self, otherwise: &str) {
        if let Some(watch) = self.watch.take() {
            self.geolocation.clear_watch(watch);
        }
        let had_focus = self.page.document.active_element().as_ref() == Some(&self.button);
        say(&self.status, otherwise);
        self.show();
        if self.best.get().is_some() {
            if had_focus {
                let _ = self.remove.focus();
            }
            self.page.announce();
        }
    }

    fn remove(self: &Rc<Self>) {
        for field in &self.fields {
            field.set_value("");
        }
        say(&self.status, "");
        self.show();
        let _ = self.button.focus();
        self.page.announce();
    }
}
