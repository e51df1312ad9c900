//! A part of a file, as players ask for sound (RFC 9110, section 14). Safari plays nothing without it.

use super::super::header_text;
use axum::http::HeaderMap;
use std::ops::RangeInclusive;

/// What is asked for of `length` bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it: nothing else was asked for, or in a way that may be ignored.
    All,
    /// These bytes, first and last.
    Part(RangeInclusive<usize>),
    /// Bytes that are not there.
    Nothing,
}

impl Wanted {
    /// Reads `Range` and `If-Range`; `tag` is the entity tag with its quotes. Several ranges at once are ignored, as the
    /// RFC allows.
    pub fn of(headers: &HeaderMap, tag: &str, length: usize) -> Self {
        let is_other = header_text(headers, "if-range").is_some_and(|known| known != tag);
        if is_other {
            return Self::All;
        }
        let range = header_text(headers, "range").unwrap_or_default();
        let Some((first, last)) = range
            .strip_prefix("bytes=")
            .and_then(|range| range.split_once('-'))
        else {
            return Self::All;
        };
        let number = |text: &str| text.trim().parse::<usize>().ok();
        let Some(end) = length.checked_sub(1) else {
            return Self::Nothing;
        };
        match (number(first), number(last)) {
            (Some(first), _) if first > end => Self::Nothing,
            (Some(first), Some(last)) if last < first => Self::All,
            (Some(first), Some(last)) => Self::Part(first..=last.min(end)),
            (Some(first), None) if last.trim().is_empty() => Self::Part(first..=end),
            (None, Some(0)) if first.trim().is_empty() => Self::Nothing,
            (None, Some(count)) if first.trim().is_empty() => {
                Self::Part(length.saturating_sub(count)..=end)
            }
            _ => Self::All,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &'static str, length: usize) -> Wanted {
        let headers = HeaderMap::from_iter([(axum::http::header::RANGE, range.parse().unwrap())]);
        Wanted::of(&headers, "\"a\"", length)
    }

    #[test]
    fn players_ask_in_these_ways() {
        for (range, wanted) in [
            ("bytes=0-1", Wanted::Part(0..=1)),
            ("bytes=0-", Wanted::Part(0..=99)),
            ("bytes=90-1000", Wanted::Part(90..=99)),
            ("bytes=-10", Wanted::Part(90..=99)),
            ("bytes=-1000", Wanted::Part(0..=99)),
            ("bytes=100-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=5-4", Wanted::All),
            ("bytes=0-1,3-4", Wanted::All),
            ("bytes=-", Wanted::All),
            ("bytes=99999999999999999999999-", Wanted::All),
            ("pages=1-2", Wanted::All),
            ("", Wanted::All),
        ] {
            assert_eq!(of(range, 100), wanted, "{range}");
        }
        assert_eq!(of("bytes=0-", 0), Wanted::Nothing);
    }

    #[test]
    fn a_part_of_what_is_no_longer_that_file_is_all_of_it() {
        for (tag, wanted) in [("\"a\"", Wanted::Part(0..=1)), ("\"b\"", Wanted::All)] {
            let headers = HeaderMap::from_iter([
                (axum::http::header::RANGE, "bytes=0-1".parse().unwrap()),
                (axum::http::header::IF_RANGE, tag.parse().unwrap()),
            ]);
            assert_eq!(Wanted::of(&headers, "\"a\"", 9), wanted);
        }
    }
}
