//! How long the story is, what it costs, how sure a position is: numbers as people read them.

use crate::i18n::Comfort;
use domain::submission::MAX_TEXT_CHARS;

/// A shorter text is not a story yet; until then the server's estimate stands.
#[cfg(feature = "hydrate")]
const COST_FROM: usize = 20;

/// Keeps the counter's words true.
#[cfg(feature = "hydrate")]
pub fn count(words: leptos::prelude::RwSignal<String>) {
    use leptos::prelude::Set;
    super::form::on_change(Box::new(move |form| {
        let characters = form.story.value().chars().count();
        words.set(counter(characters, form.texts));
    }));
}

/// Keeps the words about the cost true.
#[cfg(feature = "hydrate")]
pub fn weigh(words: leptos::prelude::RwSignal<String>) {
    use leptos::prelude::Set;
    super::form::on_change(Box::new(move |form| {
        let story = form.story.value();
        if story.chars().count() >= COST_FROM {
            words.set(cost(story.len(), form.texts));
        }
    }));
}

/// From here on the number helps; before, it only frightens.
const SHOW_FROM: usize = MAX_TEXT_CHARS / 2;

/// What a submission and its receipt take besides the citizen's words: headers both ways, field names, the answer.
const OVERHEAD_BYTES: usize = 1_200;

/// What the counter says.
pub fn counter(characters: usize, texts: &Comfort) -> String {
    if characters > MAX_TEXT_CHARS {
        [
            texts.counter_over,
            " ",
            &grouped(characters - MAX_TEXT_CHARS, texts.thousands),
        ]
        .concat()
    } else if characters >= SHOW_FROM {
        [&grouped(characters, texts.thousands), " ", texts.counter_of].concat()
    } else {
        String::new()
    }
}

/// "6.000": up to a million, longer texts are refused anyway.
fn grouped(count: usize, separator: &str) -> String {
    let rest = (count % 1000).to_string();
    match count / 1000 {
        0 => rest,
        thousands => [
            &thousands.to_string(),
            separator,
            "000".get(rest.len()..).unwrap_or_default(),
            &rest,
        ]
        .concat(),
    }
}

/// What sending costs, for words of this many bytes.
pub fn cost(bytes: usize, texts: &Comfort) -> String {
    let kilobytes = (bytes + OVERHEAD_BYTES).div_ceil(1000);
    [
        texts.cost,
        "\u{a0}",
        &kilobytes.to_string(),
        "\u{a0}",
        texts.cost_unit,
    ]
    .concat()
}

/// "± 18 m: cukup tepat."
pub fn accuracy(metres: u32, texts: &Comfort) -> String {
    let (number, unit, words) = match metres {
        0..=50 => (metres, " m: ", texts.precise),
        51..=999 => (metres, " m: ", texts.rough),
        _ => (metres.saturating_add(500) / 1000, " km: ", texts.vague),
    };
    ["± ", &number.to_string(), unit, words].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn numbers_are_told_when_they_matter() {
        let texts = Language::Indonesian.comfort();
        for (characters, expected) in [
            (4_999, ""),
            (6_000, "6.000 dari 10.000 huruf"),
            (10_000, "10.000 dari 10.000 huruf"),
            (10_005, "Terlalu panjang. Kelebihan huruf: 5"),
            (11_042, "Terlalu panjang. Kelebihan huruf: 1.042"),
        ] {
            assert_eq!(counter(characters, texts), expected);
        }
    }

    #[test]
    fn cost_is_rounded_up() {
        let texts = Language::English.comfort();
        assert_eq!(
            cost(331, texts),
            "The words alone use ±\u{a0}2\u{a0}KB of data."
        );
        assert_eq!(
            cost(10_000, texts),
            "The words alone use ±\u{a0}12\u{a0}KB of data."
        );
    }

    #[test]
    fn accuracy_is_said_in_words() {
        let texts = Language::Indonesian.comfort();
        assert_eq!(accuracy(18, texts), "± 18 m: cukup tepat.");
        assert_eq!(
            accuracy(900, texts),
            "± 900 m: kira-kira. Tulis juga patokannya."
        );
        assert_eq!(
            accuracy(2_400, texts),
            "± 2 km: sangat kira-kira. Tulis tempat dan patokannya."
        );
    }
}
