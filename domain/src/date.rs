//! Civil dates and instants, without a clock: the Worker and the browser say what time it is.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A day of the Gregorian calendar, as days since 1970-01-01; stored and sent as ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(i32);

/// Not a day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a date")]
pub struct InvalidDate;

/// Indonesia's three zones; none has daylight saving time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Western Indonesia, UTC+7.
    Wib,
    /// Central Indonesia, UTC+8.
    Wita,
    /// Eastern Indonesia, UTC+9.
    Wit,
}

impl Zone {
    /// The zone of an IANA name used in the region table; anything else is WIB, the capital's.
    pub fn of_iana(name: &str) -> Self {
        match name {
            "Asia/Makassar" => Self::Wita,
            "Asia/Jayapura" => Self::Wit,
            _ => Self::Wib,
        }
    }

    /// Hours ahead of UTC.
    pub fn offset_hours(self) -> i64 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// `WIB`, `WITA` or `WIT`.
    pub fn abbreviation(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }
}

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

impl Timestamp {
    /// The day and the milliseconds since local midnight in `zone`.
    pub fn local(self, zone: Zone) -> (Date, i64) {
        let local = self.0.saturating_add(zone.offset_hours() * HOUR_MS);
        let days = local.div_euclid(DAY_MS);
        (
            Date(i32::try_from(days).unwrap_or(i32::MAX)),
            local.rem_euclid(DAY_MS),
        )
    }

    /// RFC 3339 in UTC, to the second: `2026-11-22T04:26:27Z`.
    pub fn rfc3339(self) -> String {
        let seconds = self.0.div_euclid(1000);
        let days = seconds.div_euclid(86_400);
        let second_of_day = seconds.rem_euclid(86_400);
        format!(
            "{}T{:02}:{:02}:{:02}Z",
            Date(i32::try_from(days).unwrap_or(i32::MAX)),
            second_of_day / 3600,
            second_of_day / 60 % 60,
            second_of_day % 60
        )
    }
}

impl Date {
    /// A date from its parts; `None` for days that do not exist.
    pub fn from_parts(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        if day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Howard Hinnant's days_from_civil: years start in March, eras have 400 years.
        let shifted_year = if month <= 2 { year - 1 } else { year };
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let month_index = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_index + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Reads `2026-11-22`, as the wire writes it, or `22-11-2026`, `22/11/26`, `22 November 2026`, `22 Nov 2026`
    /// as people do (Indonesian or English month names).
    pub fn parse(text: &str) -> Result<Self, InvalidDate> {
        let text = text.trim();
        if text.len() > 20 || !text.is_ascii() {
            return Err(InvalidDate);
        }
        let mut parts = text
            .split(['-', '/', '.', ' '])
            .filter(|part| !part.is_empty());
        let (Some(first), Some(second), Some(third), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(InvalidDate);
        };
        let (year, day) = match (first.len(), third.len()) {
            (4, 1..=2) => (number(first)?, number(third)?),
            (1..=2, 4) => (number(third)?, number(first)?),
            // With dashes it could be a year that comes first.
            (1..=2, 2) if !text.contains('-') => (2000 + number(third)?, number(first)?),
            _ => return Err(InvalidDate),
        };
        let month = match number(second) {
            Ok(month) => month,
            Err(_) => month_named(second).ok_or(InvalidDate)?,
        };
        let year = i32::try_from(year).map_err(|_| InvalidDate)?;
        Self::from_parts(year, month, day).ok_or(InvalidDate)
    }

    /// Year, month (1–12) and day (1–31).
    pub fn parts(self) -> (i32, u32, u32) {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 {
            month_index + 3
        } else {
            month_index - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u32, day as u32)
    }

    /// Days from Monday: Monday is 0, Sunday 6.
    pub fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (i64::from(self.0) + 3).rem_euclid(7) as u32
    }

    /// The day after.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The day before.
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The day `days` later, weekends and holidays included.
    pub fn plus_days(self, days: u32) -> Self {
        Self(
            self.0
                .saturating_add(i32::try_from(days).unwrap_or(i32::MAX)),
        )
    }

    /// The instant `millis` after local midnight of this day in `zone`.
    pub fn at(self, millis: i64, zone: Zone) -> Timestamp {
        Timestamp(i64::from(self.0) * DAY_MS + millis - zone.offset_hours() * HOUR_MS)
    }
}

impl TryFrom<String> for Date {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        Self::parse(&text)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// ISO 8601: `2026-11-22`.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// At most four ASCII digits.
fn number(part: &str) -> Result<u32, InvalidDate> {
    if (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()) {
        part.parse().map_err(|_| InvalidDate)
    } else {
        Err(InvalidDate)
    }
}

/// 1 to 12, by the first three letters of the Indonesian or English name.
fn month_named(name: &str) -> Option<u32> {
    let start: String = name.to_ascii_lowercase().chars().take(3).collect();
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphabetic());
    Some(match start.as_str() {
        _ if !is_word => return None,
        "jan" => 1,
        "feb" | "peb" => 2,
        "mar" => 3,
        "apr" => 4,
        "mei" | "may" => 5,
        "jun" => 6,
        "jul" => 7,
        "agu" | "ags" | "agt" | "aug" => 8,
        "sep" => 9,
        "okt" | "oct" => 10,
        "nov" | "nop" => 11,
        "des" | "dec" => 12,
        _ => return None,
    })
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_survive_a_round_trip() {
        let mut date = Date::from_parts(1890, 1, 1).unwrap();
        for _ in 0..100_000 {
            let (year, month, day) = date.parts();
            assert_eq!(Date::from_parts(year, month, day), Some(date));
            assert_eq!(Date::parse(&date.to_string()), Ok(date));
            assert_eq!(date.next().weekday(), (date.weekday() + 1) % 7);
            date = date.next();
        }
    }

    #[test]
    fn people_write_dates_in_two_orders() {
        let expected = Date::from_parts(2026, 11, 2);
        for text in [
            "2026-11-02",
            "02-11-2026",
            "2/11/2026",
            "2.11.2026",
            " 2026-11-2 ",
            "2 November 2026",
            "2 Nov 2026",
            "02 nopember 2026",
            "2/11/26",
        ] {
            assert_eq!(Date::parse(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "",
            "2026-02-30",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "31-04-2026",
            "26-11-22",
            "2026-11",
            "2026-11-22-01",
            "kemarin",
            "2026-1१-01",
            "0000-01-01",
            "-026-01-01",
            "99999-1-1",
            "2 Novem8er 2026",
            "2 Foo 2026",
            "November 2026",
        ] {
            assert_eq!(Date::parse(text), Err(InvalidDate), "{text}");
        }
        assert!(Date::parse("2028-02-29").is_ok());
    }

    #[test]
    fn instants_know_their_local_day() {
        let late = Timestamp(1_795_305_600_000); // 2026-11-22T00:00:00Z
        assert_eq!(late.rfc3339(), "2026-11-22T00:00:00Z");
        assert_eq!(late.local(Zone::Wit).1, 9 * HOUR_MS);
        let before_midnight = Timestamp(late.0 + 16 * HOUR_MS);
        assert_eq!(before_midnight.local(Zone::Wib).0.to_string(), "2026-11-22");
        assert_eq!(
            before_midnight.local(Zone::Wita).0.to_string(),
            "2026-11-23"
        );
    }
}
