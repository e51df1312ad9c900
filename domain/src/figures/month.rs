//! A calendar month.

use crate::date::{Date, Timestamp, Zone};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A month in WIB, as months since year 0; stored and sent as `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(u32);

/// Not a month like `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a month")]
pub struct InvalidMonth;

impl Month {
    /// The month in which an instant lies, by the clock of the capital.
    pub fn of(at: Timestamp) -> Self {
        let (year, month, _) = at.local(Zone::Wib).0.parts();
        let year = u32::try_from(year).unwrap_or(0);
        Self(
            year.saturating_mul(12)
                .saturating_add(month.saturating_sub(1)),
        )
    }

    /// Reads `2026-11`.
    pub fn parse(text: &str) -> Result<Self, InvalidMonth> {
        if text.len() != 7 || text.as_bytes().get(4) != Some(&b'-') {
            return Err(InvalidMonth);
        }
        let date = Date::parse(&format!("{text}-01")).map_err(|_| InvalidMonth)?;
        Ok(Self::of(date.at(0, Zone::Wib)))
    }

    /// Year and month (1–12).
    pub fn parts(self) -> (u32, u32) {
        (self.0 / 12, self.0 % 12 + 1)
    }

    /// `months` earlier.
    pub fn back(self, months: u32) -> Self {
        Self(self.0.saturating_sub(months))
    }

    /// Its first instant; none for months no calendar has.
    pub fn starts_at(self) -> Option<Timestamp> {
        let (year, month) = self.parts();
        let day = Date::from_parts(i32::try_from(year).ok()?, month, 1)?;
        Some(day.at(0, Zone::Wib))
    }

    /// The month after.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The `count` months that end with this one, the earliest first.
    pub fn window(self, count: u32) -> Vec<Self> {
        (0..count).rev().map(|back| self.back(back)).collect()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month) = self.parts();
        write!(f, "{year:04}-{month:02}")
    }
}

impl TryFrom<String> for Month {
    type Error = InvalidMonth;

    fn try_from(text: String) -> Result<Self, InvalidMonth> {
        Self::parse(&text)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_midnight_in_the_capital() {
        let november = Month::parse("2026-11").unwrap();
        let start = november.starts_at().unwrap();
        assert_eq!(start.rfc3339(), "2026-10-31T17:00:00Z");
        assert_eq!(Month::of(start), november);
        assert_eq!(Month::of(Timestamp(start.0 - 1)).to_string(), "2026-10");
        assert_eq!(november.back(11).to_string(), "2025-12");
        assert_eq!(
            Month::parse("2026-12").unwrap().next().to_string(),
            "2027-01"
        );
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in [
            "",
            "2026-13",
            "2026-1",
            "11-2026",
            "2026/11",
            "2026-11-01",
            "२०२६-1",
        ] {
            assert_eq!(Month::parse(text), Err(InvalidMonth), "{text}");
        }
    }
}
