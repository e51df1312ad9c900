//! "Who will receive this?": what routing would suggest for the words as they are now. The box asks the worker and stays
//! hidden until that has answered: without a network, or with little data, it never does.

use super::form::{Form, form, mount, on, on_change};
use super::wire::{Ask, Reply};
use crate::i18n::Language;
use leptos::prelude::*;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{EventTarget, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Writing has paused.
const PAUSE_MS: i32 = 400;

/// Fewer characters say nothing yet.
const MIN_CHARS: usize = 20;

struct Asker {
    form: Form,
    /// Desk, then reasons; nothing hides the box.
    answer: RwSignal<Vec<String>>,
    worker: OnceCell<Option<Worker>>,
    timer: Cell<i32>,
    /// The newest question and its number; answers to older ones are late.
    asked: RefCell<Ask>,
}

/// Adds the box, unless data is dear.
pub fn draw() -> Option<()> {
    let form = form().filter(|form| !form.brain.is_empty())?;
    let texts = form.texts;
    let answer: RwSignal<Vec<String>> = RwSignal::default();
    let asker = Rc::new(Asker {
        form,
        answer,
        worker: OnceCell::new(),
        timer: Cell::new(0),
        asked: RefCell::default(),
    });
    on_change(Box::new(move |form| {
        form.window.clear_timeout_with_handle(asker.timer.get());
        let this = asker.clone();
        asker.timer.set(form.after(PAUSE_MS, move || this.ask()));
    }));
    let reasons = move || {
        let reasons = answer.get().into_iter().skip(1);
        reasons
            .map(|reason| view! { <li>{reason}</li> })
            .collect::<Vec<_>>()
    };
    // Only the desk is read out, and only when it changes.
    let view = view! {
        <h2>{texts.who}</h2>
        <p role="status">{move || answer.get().into_iter().next().unwrap_or_default()}</p>
        <ul>{reasons}</ul>
        <p class="soft">{texts.decides}</p>
    };
    let element = mount("recipient", view)?;
    Effect::new(move |_| element.set_hidden(answer.with(Vec::is_empty)));
    Some(())
}

impl Asker {
    fn ask(self: &Rc<Self>) {
        let form = &self.form;
        let mut ask = self.asked.borrow_mut();
        let now = Ask {
            asked: ask.asked,
            is_english: form.language == Language::English,
            text: form.story.value(),
            place: form.place.value(),
            region: form.region.value(),
            has_point: form
                .position
                .first()
                .is_some_and(|lat| !lat.value().is_empty()),
        };
        if now == *ask {
            return;
        }
        *ask = Ask {
            asked: now.asked.wrapping_add(1),
            ..now
        };
        if ask.text.chars().count() < MIN_CHARS {
            self.answer.set(Vec::new());
        } else if let Some(worker) = self.worker.get_or_init(|| self.wake()) {
            let _ = worker.post_message(&JsValue::from_str(&ask.write()));
        }
    }

    /// Loads what the preview needs: only now, when there is a story.
    fn wake(self: &Rc<Self>) -> Option<Worker> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&self.form.brain, &options).ok()?;
        let (this, target): (_, &EventTarget) = (self.clone(), &worker);
        on(target, "message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            let reply = event.data().as_string();
            if let Some(reply) = reply.and_then(|text| Reply::read(&text))
                && reply.asked == this.asked.borrow().asked
            {
                this.answer.set(reply.words);
            }
        });
        Some(worker)
    }
}
