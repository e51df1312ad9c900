//! The phone's position: asked for by a button, best fix within fifteen seconds, told in words, removed as easily.

use super::form::{Form, form, mount, on_change};
use super::measure;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Geolocation, Position, PositionError, PositionOptions};

/// How long better fixes are waited for.
const PATIENCE_MS: i32 = 15_000;

/// Near enough to find a street light.
const GOOD_METRES: f64 = 50.0;

struct Locator {
    form: Form,
    geolocation: Geolocation,
    status: RwSignal<String>,
    has_position: RwSignal<bool>,
    /// Number of the watch, while one runs.
    watch: Cell<Option<i32>>,
    best: Cell<Option<f64>>,
}

/// Adds the button below the place field, where the browser can tell a position.
pub fn draw() -> Option<()> {
    let form = form()?;
    let texts = form.texts;
    let geolocation = form.window.navigator().geolocation().ok()?;
    if geolocation.is_undefined() {
        return None;
    }
    let (status, has_position) = (RwSignal::default(), RwSignal::new(false));
    let locator = Rc::new(Locator {
        form,
        geolocation,
        status,
        has_position,
        watch: Cell::new(None),
        best: Cell::new(None),
    });
    let this = locator.clone();
    // A draft may bring its position back later.
    on_change(Box::new(move |_| this.sync()));
    let press = move |_| {
        if locator.has_position.get_untracked() {
            locator.remove();
        } else {
            locator.locate();
        }
    };
    let label = move || {
        if has_position.get() {
            texts.remove_position
        } else {
            texts.locate
        }
    };
    // One button for both: whoever pressed it keeps the focus.
    let view = view! {
        <span class="h" role="status">{status}</span>
        <button type="button" class="plain" on:click=press>{label}</button>
    };
    mount("position", view).map(drop)
}

impl Locator {
    /// Shows what the fields hold: also after a draft or the server brought them back.
    fn sync(&self) {
        let [lat, _, accuracy] = &self.form.position;
        let has_position = !lat.value().is_empty();
        if self.watch.get().is_some() || has_position == self.has_position.get_untracked() {
            return;
        }
        self.has_position.set(has_position);
        let texts = self.form.texts;
        let mut words = String::new();
        if has_position {
            words.push_str(texts.located);
            words.push(' ');
            if let Ok(radius) = accuracy.value().parse() {
                words.push_str(&measure::accuracy(radius, texts));
            }
        }
        self.status.set(words);
    }

    fn say(&self, words: &str) {
        self.status.set(words.to_owned());
    }

    fn locate(self: &Rc<Self>) {
        if self.watch.get().is_some() {
            return;
        }
        self.best.set(None);
        self.say(self.form.texts.locating);
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
                self.form.after(PATIENCE_MS, move || {
                    if this.watch.get() == Some(watch) {
                        this.finish(this.form.texts.no_signal);
                    }
                });
            }
            Err(_) => self.say(self.form.texts.no_signal),
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
        let [lat, lon, accuracy] = &self.form.position;
        lat.set_value(&fixed(coordinates.latitude(), 5));
        lon.set_value(&fixed(coordinates.longitude(), 5));
        accuracy.set_value(&fixed(radius.ceil(), 0));
        if radius <= GOOD_METRES {
            self.finish("");
        }
    }

    fn failed(&self, error: &PositionError) {
        let words = match error.code() {
            PositionError::PERMISSION_DENIED => self.form.texts.denied,
            _ => self.form.texts.no_signal,
        };
        self.finish(words);
    }

    /// Ends the watch with what there is, or with words about why there is nothing.
    fn finish(&self, otherwise: &str) {
        if let Some(watch) = self.watch.take() {
            self.geolocation.clear_watch(watch);
        }
        self.say(otherwise);
        self.sync();
        if self.best.get().is_some() {
            self.form.announce();
        }
    }

    fn remove(&self) {
        for field in &self.form.position {
            field.set_value("");
        }
        self.sync();
        self.form.announce();
    }
}
