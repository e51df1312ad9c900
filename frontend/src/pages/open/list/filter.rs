//! What of the public complaints somebody wants to see, as the address says it.

use crate::pages::desk::inbox::filter::encode;
use domain::complaint::StateName;
use domain::date::Date;
use domain::tracking_code::TrackingCode;

/// Longest text that is searched for, in characters.
const MOST_SEARCH_CHARS: usize = 100;
/// Longest code or id that is looked at.
const MOST_VALUE_BYTES: usize = 80;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Most supported first.
    Supported,
}

/// The last row of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Its support; only where the list is ordered by it.
    pub support: Option<u32>,
    /// Its key.
    pub key: i64,
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let (support, key) = match text.split_once('-') {
            Some((support, key)) => (Some(support), key),
            None => (None, text),
        };
        let is_digits = |text: &str| {
            (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let support = match support {
            Some(support) if is_digits(support) => Some(support.parse().ok()?),
            Some(_) => return None,
            None => None,
        };
        let key = is_digits(key).then(|| key.parse().ok())??;
        Some(Self { support, key })
    }

    fn text(self) -> String {
        match self.support {
            Some(support) => format!("{support}-{}", self.key),
            None => self.key.to_string(),
        }
    }
}

/// What of an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The search is too long.
    Search,
    /// Nothing of the search is a word.
    Words,
    /// No such region.
    Region,
    /// No such category.
    Category,
    /// No such agency.
    Agency,
    /// No such state.
    State,
    /// Not a day.
    Day,
    /// The first day after the last.
    Days,
    /// No such order.
    Order,
    /// No place in a list.
    Place,
}

impl Wrong {
    /// The parameter that cannot be used.
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Search | Self::Words => "q",
            Self::Region => "wilayah",
            Self::Category => "kategori",
            Self::Agency => "instansi",
            Self::State => "status",
            Self::Day | Self::Days => "dari",
            Self::Order => "urut",
            Self::Place => "lewat",
        }
    }

    /// The stable code on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Search => "too_long",
            Self::Words => "no_words",
            Self::Region => "unknown_region",
            Self::Day => "invalid_date",
            Self::Days => "out_of_range",
            Self::Category | Self::Agency | Self::State | Self::Order | Self::Place => {
                "unknown_value"
            }
        }
    }
}

/// A list of public complaints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words.
    pub search: String,
    /// A region's code; empty for all.
    pub region: String,
    /// A category's code; empty for all.
    pub category: String,
    /// An agency's id; empty for all.
    pub agency: String,
    /// Where they stand.
    pub state: Option<StateName>,
    /// Received on this day or later.
    pub from: Option<Date>,
    /// Received on this day or earlier.
    pub until: Option<Date>,
    /// In which order.
    pub order: Order,
    /// After which row.
    pub after: Option<Cursor>,
}

impl Filter {
    /// Reads the parameters of an address, the first of each name. What cannot be used is left out and named; what is
    /// nothing of ours is not looked at.
    pub fn parse<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Wrong>) {
        let mut filter = Self::default();
        let mut wrong = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() || seen.contains(&name) {
                continue;
            }
            seen.push(name);
            if let Err(problem) = filter.take(name, value)
                && !wrong.contains(&problem)
            {
                wrong.push(problem);
            }
        }
        if let (Some(from), Some(until)) = (filter.from, filter.until)
            && from > until
        {
            wrong.push(Wrong::Days);
            filter.from = None;
            filter.until = None;
        }
        if filter.after.is_some_and(|after| after.support.is_some())
            != (filter.after.is_some() && filter.order == Order::Supported)
        {
            wrong.push(Wrong::Place);
            filter.after = None;
        }
        (filter, wrong)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Wrong> {
        let id = |wrong: Wrong| {
            let is_id = value.len() <= MOST_VALUE_BYTES
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/".contains(&byte));
            is_id.then(|| value.to_owned()).ok_or(wrong)
        };
        match name {
            "q" => {
                let is_short = value.chars().count() <= MOST_SEARCH_CHARS;
                let words = value.replace(char::is_control, " ");
                self.search = is_short.then_some(words).ok_or(Wrong::Search)?;
            }
            "wilayah" => self.region = id(Wrong::Region)?,
            "kategori" => self.category = id(Wrong::Category)?,
            "instansi" => self.agency = id(Wrong::Agency)?,
            "status" => self.state = Some(StateName::parse(value).ok_or(Wrong::State)?),
            "dari" => self.from = Some(Date::parse(value).map_err(|_| Wrong::Day)?),
            "sampai" => self.until = Some(Date::parse(value).map_err(|_| Wrong::Day)?),
            "urut" => {
                self.order = match value {
                    "terbaru" => Order::Newest,
                    "dukungan" => Order::Supported,
                    _ => return Err(Wrong::Order),
                }
            }
            "lewat" => self.after = Some(Cursor::parse(value).ok_or(Wrong::Place)?),
            _ => {}
        }
        Ok(())
    }

    /// The parameters it is made of, always in the same order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let all = [
            ("q", given(&self.search)),
            ("wilayah", given(&self.region)),
            ("kategori", given(&self.category)),
            ("instansi", given(&self.agency)),
            ("status", self.state.map(|state| state.as_str().to_owned())),
            ("dari", self.from.map(|day| day.to_string())),
            ("sampai", self.until.map(|day| day.to_string())),
            (
                "urut",
                (self.order == Order::Supported).then(|| "dukungan".to_owned()),
            ),
            ("lewat", self.after.map(Cursor::text)),
        ];
        let given = all.into_iter();
        given
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// The address below `path`: one filter has one address.
    pub fn address(&self, path: &str) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        match pairs.is_empty() {
            true => path.to_owned(),
            false => format!("{path}?{}", pairs.join("&")),
        }
    }

    /// The code that stands in the search instead of words.
    pub fn code(&self) -> Option<TrackingCode> {
        TrackingCode::parse(&self.search).ok()
    }

    /// The same list from its beginning.
    pub fn from_the_start(&self) -> Self {
        Self {
            after: None,
            ..self.clone()
        }
    }

    /// Whether anything narrows it.
    pub fn is_narrow(&self) -> bool {
        let pairs = self.pairs();
        pairs
            .iter()
            .any(|(name, _)| !matches!(*name, "urut" | "lewat"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pairs: &[(&str, &str)]) -> (Filter, Vec<Wrong>) {
        Filter::parse(pairs.iter().copied())
    }

    #[test]
    fn a_filter_is_what_its_address_says() {
        let pairs = [
            ("q", "jln & rsk"),
            ("wilayah", "33.15"),
            ("kategori", "JLN-01"),
            ("instansi", "kab-grobogan"),
            ("status", "in_progress"),
            ("dari", "2026-11-01"),
            ("sampai", "2026-11-30"),
            ("urut", "dukungan"),
            ("lewat", "12-1790000000000123"),
        ];
        let (filter, wrong) = parse(&pairs);
        assert_eq!(wrong, []);
        let given = filter.pairs();
        let again: Vec<(&str, &str)> = given.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(again, pairs);
        let address = filter.address("/laporan");
        assert!(address.starts_with("/laporan?q=jln%20%26%20rsk&wilayah=33.15&"));
        assert!(!filter.from_the_start().address("").contains("lewat"));
    }

    #[test]
    fn what_cannot_be_used_is_left_out_and_named() {
        let long = "x".repeat(MOST_SEARCH_CHARS + 1);
        let long_id = "3".repeat(MOST_VALUE_BYTES + 1);
        for (name, value, expected) in [
            ("q", long.as_str(), Wrong::Search),
            ("wilayah", "33'--", Wrong::Region),
            ("wilayah", long_id.as_str(), Wrong::Region),
            ("kategori", "<b>", Wrong::Category),
            ("instansi", "a b", Wrong::Agency),
            ("status", "hilang", Wrong::State),
            ("dari", "kemarin", Wrong::Day),
            ("sampai", "2026-02-30", Wrong::Day),
            ("urut", "acak", Wrong::Order),
            ("lewat", "-1", Wrong::Place),
            ("lewat", "1e9", Wrong::Place),
            ("lewat", "99999999999999999999", Wrong::Place),
            // Of the other order.
            ("lewat", "1-2", Wrong::Place),
        ] {
            let (filter, wrong) = parse(&[(name, value)]);
            assert_eq!(wrong, [expected], "{name}={value}");
            assert_eq!(filter, Filter::default(), "{name}={value}");
        }
        let (filter, wrong) = parse(&[("dari", "2026-11-30"), ("sampai", "2026-11-01")]);
        assert_eq!(wrong, [Wrong::Days]);
        assert_eq!(filter, Filter::default());
    }

    #[test]
    fn what_is_nothing_of_ours_changes_nothing() {
        let (filter, wrong) = parse(&[("utm_source", "x"), ("q", ""), ("q", " a "), ("q", "b")]);
        assert_eq!(wrong, []);
        assert_eq!(filter.address("/laporan"), "/laporan?q=a");
    }
}
