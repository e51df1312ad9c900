//! What a list looks for, in the language of the full-text index.

use crate::ports::open::Wanted;
use domain::routing::search::Facet;

/// The question to the index; none where everything is wanted. Shapes are letters and digits that our own code made, in
/// quotes, so nothing a reader types is ever a part of the language.
pub fn matching(wanted: &Wanted) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for sought in &wanted.words {
        let mut either: Vec<String> = sought
            .exact
            .iter()
            .map(|shapes| match shapes.as_slice() {
                [shape] => quoted(shape),
                _ => {
                    let all: Vec<String> = shapes.iter().map(|shape| quoted(shape)).collect();
                    format!("({})", all.join(" AND "))
                }
            })
            .collect();
        either.extend(
            sought
                .prefix
                .iter()
                .map(|shape| format!("{}*", quoted(shape))),
        );
        if wanted.is_loose {
            either.extend(sought.loose.iter().map(|shape| quoted(shape)));
        }
        parts.push(format!("({})", either.join(" OR ")));
    }
    parts.extend(wanted.facets.iter().map(|shape| quoted(shape)));
    if wanted.by_support {
        parts.push(quoted(&Facet::Supported.shape("")));
    }
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

fn quoted(shape: &str) -> String {
    let letters = shape.chars().filter(char::is_ascii_alphanumeric);
    format!("\"{}\"", letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::routing::search::{SearchWords, Sought};

    #[test]
    fn all_words_and_filters_must_be_there_each_in_any_of_its_shapes() {
        let sought = Sought {
            exact: vec![vec!["wrs".into()], vec!["wrumah".into(), "wsakit".into()]],
            prefix: Some("wrs".into()),
            loose: vec!["krs".into()],
        };
        let wanted = Wanted {
            words: vec![sought],
            facets: vec![Facet::Region.shape("33")],
            ..Wanted::default()
        };
        let expected = r#"("wrs" OR ("wrumah" AND "wsakit") OR "wrs"*) AND "fr33""#;
        assert_eq!(matching(&wanted).as_deref(), Some(expected));
        assert_eq!(matching(&Wanted::default()), None);
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
                is_loose: true,
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
