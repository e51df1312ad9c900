//! The list from which a case was opened, and to which its page leads back.

use frontend::pages::desk::inbox::filter::Filter;

/// Longest filter that comes along.
const MOST_LIST_BYTES: usize = 1500;
/// Most parts of it that are looked at.
const MOST_LIST_PAIRS: usize = 30;

/// A filter of the inbox as we would write it ourselves: nothing else of what was sent comes back as an address.
pub fn list_of(typed: &str) -> String {
    if typed.len() > MOST_LIST_BYTES {
        return String::new();
    }
    let pairs: Vec<_> = form_urlencoded::parse(typed.as_bytes())
        .take(MOST_LIST_PAIRS)
        .collect();
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()));
    Filter::parse(pairs).0.query()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_filter_comes_back() {
        for (typed, expected) in [
            ("", ""),
            ("status=received&urut=newest", "status=received&urut=newest"),
            ("q=a%26b%3Dc", "q=a%26b%3Dc"),
            ("//evil.id", ""),
            ("https://evil.id/?status=received", ""),
            ("ke=/lapor&status=lost&status=received\r\nX: 1", ""),
        ] {
            assert_eq!(list_of(typed), expected, "{typed:?}");
        }
        let long = format!("q=a{}", "&status=received".repeat(100));
        assert_eq!(list_of(&long), "");
    }
}
