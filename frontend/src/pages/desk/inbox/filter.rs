//! What of the inbox somebody wants to see, as the address says it.

use domain::complaint::{Channel, Classification, StateName};
use domain::date::Date;

/// Longest text that is searched for, in characters.
pub const MOST_SEARCH_CHARS: usize = 100;
/// Longest id, code or cursor that is looked at.
const MOST_VALUE_BYTES: usize = 180;

macro_rules! choices {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As the address has it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Reads it from an address.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

choices! {
    /// When something is due, in the zone of whoever must act.
    Due {
        /// Past its end.
        Late = "late",
        /// Ends today.
        Today = "today",
        /// Ends until Sunday.
        Week = "week",
        /// Ends after that.
        Later = "later",
        /// No officer's period runs.
        Idle = "idle",
    }
}

choices! {
    /// What is special about a case.
    Flag {
        /// Rahasia.
        Confidential = "confidential",
        /// For the inspectorate.
        Supervisory = "supervisory",
        /// Was sent to somebody who was not in charge.
        Returned = "returned",
        /// Was open before.
        Reopened = "reopened",
    }
}

choices! {
    /// In which order.
    Order {
        /// What is due first.
        Due = "due",
        /// What came last.
        Newest = "newest",
        /// What most people follow.
        Followed = "followed",
        /// What most people support.
        Supported = "supported",
    }
}

/// A filter: everything in it must be true of a case.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// Where it stands.
    pub state: Option<StateName>,
    /// When it is due.
    pub due: Option<Due>,
    /// Who holds it: an agency, an agency and its unit (`kab-a/kabkota:b`), or `-` for the national desk.
    pub holder: Option<String>,
    /// About what.
    pub category: Option<String>,
    /// Code of a region it lies in, or part of its name.
    pub region: Option<String>,
    /// The road it came by.
    pub channel: Option<Channel>,
    /// What it is.
    pub kind: Option<Classification>,
    /// What is special.
    pub flag: Option<Flag>,
    /// Received on this day or later.
    pub from: Option<Date>,
    /// Received on this day or earlier.
    pub until: Option<Date>,
    /// Waits for this very officer.
    pub is_mine: bool,
    /// Part of a tracking code, or words.
    pub search: Option<String>,
    /// In which order.
    pub order: Option<Order>,
}

/// A part of the address that says nothing we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Name of the parameter.
    pub name: String,
}

impl Filter {
    /// Reads the parameters of an address. What is not known is left out and named.
    pub fn parse<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Unknown>) {
        let mut filter = Self::default();
        let mut unknown = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() && !filter.take(name, value) {
                let name: String = name.chars().take(20).collect();
                let is_told = unknown.iter().any(|told: &Unknown| told.name == name);
                if !is_told && unknown.len() < 10 {
                    unknown.push(Unknown { name });
                }
            }
        }
        (filter, unknown)
    }

    fn take(&mut self, name: &str, value: &str) -> bool {
        fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
            let is_known = value.is_some();
            *field = value;
            is_known
        }
        let id = || {
            let is_id = value.len() <= MOST_VALUE_BYTES
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/".contains(&byte));
            is_id.then(|| value.to_owned())
        };
        let words = || {
            let is_short = value.chars().count() <= MOST_SEARCH_CHARS && !value.contains('\0');
            is_short.then(|| value.to_owned())
        };
        match name {
            "status" => set(&mut self.state, StateName::parse(value)),
            "tenggat" => set(&mut self.due, Due::parse(value)),
            "pemegang" => set(&mut self.holder, id()),
            "kategori" => set(&mut self.category, id()),
            "wilayah" => set(&mut self.region, words()),
            "kanal" => set(&mut self.channel, Channel::parse(value)),
            "jenis" => set(&mut self.kind, Classification::parse(value)),
            "tanda" => set(&mut self.flag, Flag::parse(value)),
            "dari" => set(&mut self.from, Date::parse(value).ok()),
            "sampai" => set(&mut self.until, Date::parse(value).ok()),
            "giliran" => {
                self.is_mine = value == "saya";
                self.is_mine
            }
            "q" => set(&mut self.search, words()),
            "urut" => set(&mut self.order, Order::parse(value)),
            // Where a page begins, and what a form brings beside: not part of the filter.
            "lewat" | "tampilan" => true,
            _ => false,
        }
    }

    /// The parameters it is made of.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let text = |value: &Option<String>| value.clone();
        let name = |value: Option<&'static str>| value.map(str::to_owned);
        let all = [
            ("q", text(&self.search)),
            ("status", name(self.state.map(StateName::as_str))),
            ("tenggat", name(self.due.map(Due::as_str))),
            ("pemegang", text(&self.holder)),
            ("kategori", text(&self.category)),
            ("wilayah", text(&self.region)),
            ("kanal", name(self.channel.map(Channel::as_str))),
            ("jenis", name(self.kind.map(Classification::as_str))),
            ("tanda", name(self.flag.map(Flag::as_str))),
            ("dari", self.from.map(|date| date.to_string())),
            ("sampai", self.until.map(|date| date.to_string())),
            ("giliran", self.is_mine.then(|| "saya".to_owned())),
            ("urut", name(self.order.map(Order::as_str))),
        ];
        let given = all.into_iter();
        given
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// As the address has it, without `?`.
    pub fn query(&self) -> String {
        let pairs = self.pairs();
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        pairs.join("&")
    }

    /// The inbox with this filter, without language.
    pub fn path(&self) -> String {
        match self.query() {
            query if query.is_empty() => "/meja".to_owned(),
            query => format!("/meja?{query}"),
        }
    }

    /// A case with the way back to this list, without language.
    pub fn case_path(&self, code: &str) -> String {
        match self.query() {
            query if query.is_empty() => format!("/meja/kasus/{code}"),
            query => format!("/meja/kasus/{code}?dari={}", encode(&query)),
        }
    }

    /// How many parts narrow it, the search and the order not among them.
    pub fn count(&self) -> usize {
        let pairs = self.pairs();
        let narrowing = pairs.iter();
        narrowing
            .filter(|(name, _)| !matches!(*name, "q" | "urut"))
            .count()
    }
}

/// Percent-encoded for a query (RFC 3986).
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pairs: &[(&str, &str)]) -> (Filter, Vec<Unknown>) {
        Filter::parse(pairs.iter().copied())
    }

    #[test]
    fn a_filter_is_what_its_address_says() {
        let pairs = [
            ("q", "lampu & jalan"),
            ("status", "assigned"),
            ("tenggat", "late"),
            ("pemegang", "kab-grobogan/kabkota:dpupr"),
            ("kategori", "JLN-01"),
            ("wilayah", "33.15"),
            ("kanal", "walk_in"),
            ("jenis", "complaint"),
            ("tanda", "reopened"),
            ("dari", "2026-11-01"),
            ("sampai", "2026-11-30"),
            ("giliran", "saya"),
            ("urut", "newest"),
        ];
        let (filter, unknown) = parse(&pairs);
        assert!(unknown.is_empty());
        let given: Vec<_> = filter.pairs();
        assert_eq!(given.len(), pairs.len());
        assert!(
            filter
                .query()
                .starts_with("q=lampu%20%26%20jalan&status=assigned")
        );
        let again: Vec<(&str, &str)> = given.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(parse(&again).0, filter);
    }

    #[test]
    fn what_is_not_known_is_left_out_and_named() {
        let long = "x".repeat(MOST_SEARCH_CHARS + 1);
        let (filter, unknown) = parse(&[
            ("status", "lost"),
            ("pemegang", "a'b"),
            ("kanal", ""),
            ("q", &long),
            ("bukan", "1"),
            ("bukan", "2"),
            ("dari", "kemarin"),
            ("lewat", "anything"),
        ]);
        assert_eq!(filter, Filter::default());
        let names: Vec<_> = unknown
            .iter()
            .map(|unknown| unknown.name.as_str())
            .collect();
        assert_eq!(names, ["status", "pemegang", "q", "bukan", "dari"]);
        assert_eq!(filter.path(), "/meja");
    }
}
