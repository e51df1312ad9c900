//! How long the story is, once it is long enough to matter, and what sending it costs.

use super::dom::{Page, on, say};
use super::measure;

/// A shorter text is not a story yet; until then the server's estimate stands.
const COST_FROM: usize = 20;

/// Counts while the citizen writes, and what was written before.
pub fn start(page: &Page) {
    let Some(counter) = page.by_id("count") else {
        return;
    };
    let Some(cost) = page.by_id("cost") else {
        return;
    };
    let (here, texts) = (page.clone(), page.texts);
    let count = move || {
        let story = here.story.value();
        let characters = story.chars().count();
        say(&counter, &measure::counter(characters, texts));
        if characters >= COST_FROM {
            say(&cost, &measure::cost(story.len(), texts));
        }
    };
    count();
    on(&page.form, "input", move |_| count());
}
