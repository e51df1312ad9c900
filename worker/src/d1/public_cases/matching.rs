//! What a list looks for, in the language of the full-text index.

use crate::ports::open::{Reach, Wanted};
use domain::routing::search::{Facet, Sought};

/// Longest beginnings that the index has ready (`prefix` of `case_word`). It gathers longer ones from every case that has such a
/// word: of a common word 50 ms in a million cases.
const LONGEST_PREFIX: usize = 7;

/// The question to the index; none where everything is wanted. Shapes are letters and digits that our own code made, in
/// quotes, so nothing a reader types is ever a part of the language.
pub fn matching(wanted: &Wanted) -> Option<String> {
    let words = wanted.words.iter();
    let words: Vec<String> = words.map(|sought| either(sought, wanted.reach)).collect();
    let words = match wanted.reach {
        Reach::Some(1) if words.len() > 1 => vec![format!("({})", words.join(" OR "))],
        _ => words,
    };
    let parts: Vec<String> = words.into_iter().chain(filters(wanted)).collect();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// A question for each word, with all filters.
pub fn each_word(wanted: &Wanted) -> Vec<String> {
    let alone = |sought: &Sought| {
        let parts = std::iter::once(either(sought, wanted.reach)).chain(filters(wanted));
        parts.collect::<Vec<String>>().join(" AND ")
    };
    wanted.words.iter().map(alone).collect()
}

fn filters(wanted: &Wanted) -> impl Iterator<Item = String> {
    let supported = wanted.by_support.then(|| Facet::Supported.shape(""));
    let facets = wanted.facets.iter();
    facets
        .map(|shape| quoted(shape))
        .chain(supported.map(|shape| quoted(&shape)))
}

fn either(sought: &Sought, reach: Reach) -> String {
    let mut either: Vec<String> = Vec::new();
    // Names that end alike ("lampu jalan", "penerangan jalan") read their common end once.
    let mut names: Vec<(&[String], Vec<String>)> = Vec::new();
    for shapes in &sought.exact {
        match shapes.as_slice() {
            [shape] => either.push(quoted(shape)),
            [first, rest @ ..] => match names.iter_mut().find(|(known, _)| *known == rest) {
                Some((_, firsts)) => firsts.push(quoted(first)),
                None => names.push((rest, vec![quoted(first)])),
            },
            [] => {}
        }
    }
    for (rest, firsts) in names {
        let first = match firsts.as_slice() {
            [first] => first.clone(),
            _ => format!("({})", firsts.join(" OR ")),
        };
        let all = std::iter::once(first).chain(rest.iter().map(|shape| quoted(shape)));
        either.push(format!("({})", all.collect::<Vec<String>>().join(" AND ")));
    }
    // Long words that go on are found by their roots; a long word that breaks off is one more spelling.
    // Where some words may be missing, one that breaks off may be.
    let is_ready = |shape: &&String| match reach {
        Reach::Exact => shape.len() <= LONGEST_PREFIX,
        Reach::Near => true,
        Reach::Some(_) => false,
    };
    let prefix = sought.prefix.iter().filter(is_ready);
    either.extend(prefix.map(|shape| {
        let ready: String = shape.chars().take(LONGEST_PREFIX).collect();
        format!("{}*", quoted(&ready))
    }));
    if reach == Reach::Near {
        let further = sought.loose.iter().chain(&sought.near);
        either.extend(further.map(|shape| quoted(shape)));
    }
    format!("({})", either.join(" OR "))
}

fn quoted(shape: &str) -> String {
    let letters = shape.chars().filter(char::is_ascii_alphanumeric);
    format!("\"{}\"", letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::routing::search::SearchWords;

    #[test]
    fn all_words_and_filters_must_be_there_each_in_any_of_its_shapes() {
        let sought = Sought {
            exact: vec![vec!["wrs".into()], vec!["wrumah".into(), "wsakit".into()]],
            prefix: Some("wrs".into()),
            loose: vec!["krs".into()],
            near: vec!["kls".into()],
        };
        let wanted = Wanted {
            words: vec![sought],
            facets: vec![Facet::Region.shape("33")],
            ..Wanted::default()
        };
        let expected = r#"("wrs" OR ("wrumah" AND "wsakit") OR "wrs"*) AND "fr33""#;
        assert_eq!(matching(&wanted).as_deref(), Some(expected));
        let near = Wanted {
            reach: Reach::Near,
            ..wanted
        };
        let expected = expected.replace("*)", r#"* OR "krs" OR "kls")"#);
        assert_eq!(matching(&near), Some(expected));
        assert_eq!(matching(&Wanted::default()), None);
    }

    #[test]
    fn beginnings_that_the_index_lacks_are_spellings_cut_to_one_it_has() {
        let question = |typed: &str, reach| {
            let wanted = Wanted {
                words: SearchWords::default().sought(typed),
                reach,
                ..Wanted::default()
            };
            matching(&wanted).unwrap_or_default()
        };
        let schools = question("sekola", Reach::Exact);
        assert!(schools.contains(r#""wsekola"*"#), "{schools}");
        let library = question("perpust", Reach::Exact);
        assert!(!library.is_empty() && !library.contains('*'), "{library}");
        let library = question("perpust", Reach::Near);
        assert!(library.contains(r#""wperpus"*"#), "{library}");
        let some = question("sampah pasar sekola", Reach::Some(2));
        assert!(some.contains("sekola") && !some.contains('*'), "{some}");
    }

    #[test]
    fn names_that_end_alike_read_their_end_once() {
        let wanted = Wanted {
            words: SearchWords::default().sought("lampu jalan"),
            ..Wanted::default()
        };
        let expected = r#"("wpju" OR (("rlampu" OR "rpenerangan") AND "rjalan"))"#;
        assert_eq!(matching(&wanted).as_deref(), Some(expected));
    }

    #[test]
    fn each_word_is_asked_for_within_all_filters() {
        let word = |shape: &str| Sought {
            exact: vec![vec![shape.into()]],
            prefix: None,
            loose: Vec::new(),
            near: Vec::new(),
        };
        let wanted = Wanted {
            words: ["wa", "wb"].map(word).into(),
            facets: vec!["fr32".into()],
            by_support: true,
            ..Wanted::default()
        };
        let expected = [
            r#"("wa") AND "fr32" AND "fd""#,
            r#"("wb") AND "fr32" AND "fd""#,
        ];
        assert_eq!(each_word(&wanted), expected);
        let any = Wanted {
            reach: Reach::Some(1),
            by_support: false,
            ..wanted
        };
        let expected = r#"(("wa") OR ("wb")) AND "fr32""#;
        assert_eq!(matching(&any).as_deref(), Some(expected));
    }

    #[test]
    fn what_readers_type_is_never_language() {
        for typed in [
            "\" OR \"w",
            "a* NEAR(b, 2)",
            "{x}: y",
            "NOT a AND",
            "^x + y",
            "') --",
        ] {
            let wanted = Wanted {
                words: SearchWords::default().sought(typed),
                reach: Reach::Near,
                ..Wanted::default()
            };
            let made = matching(&wanted).unwrap_or_default();
            let inside: Vec<&str> = made.split('"').skip(1).step_by(2).collect();
            let is_plain = |shape: &&str| shape.bytes().all(|byte| byte.is_ascii_alphanumeric());
            assert!(inside.iter().all(is_plain), "{made}");
            let outside: String = made.split('"').step_by(2).collect();
            let language = outside.replace("AND", "").replace("OR", "");
            assert!(language.chars().all(|sign| " ()*".contains(sign)), "{made}");
        }
    }
}
