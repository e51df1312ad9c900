//! When something was said or written that an officer keys in later.

use crate::date::{Date, Timestamp, Zone};
use thiserror::Error;

/// What waited longer than this in a box or a drawer is not keyed in without asking.
const LONGEST_AGO_DAYS: u32 = 366;
/// Clocks of offices are not exact.
const AHEAD_MS: i64 = 10 * 60 * 1000;

/// Why a moment is none at which something could have been said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SaidProblem {
    /// No day.
    #[error("no day")]
    Missing,
    /// Not a day of the calendar.
    #[error("not a day")]
    InvalidDay,
    /// Not a time of day.
    #[error("not a time of day")]
    InvalidTime,
    /// It has not come yet.
    #[error("in the future")]
    Future,
    /// More than a year ago.
    #[error("more than a year ago")]
    TooLongAgo,
}

impl SaidProblem {
    /// The stable code on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::InvalidDay => "invalid_date",
            Self::InvalidTime => "invalid_time",
            Self::Future => "future_date",
            Self::TooLongAgo => "too_long_ago",
        }
    }

    /// Whether it is about the time of day.
    pub fn is_about_time(self) -> bool {
        self == Self::InvalidTime
    }
}

/// The moment of a day and a time of day as people write them; without a time (a letter has none) it is the beginning of
/// the day.
pub fn said_at(
    day: &str,
    time: &str,
    zone: Zone,
    now: Timestamp,
) -> Result<Timestamp, SaidProblem> {
    if day.trim().is_empty() {
        return Err(SaidProblem::Missing);
    }
    let day = Date::parse(day).map_err(|_| SaidProblem::InvalidDay)?;
    let millis = millis_of(time.trim()).ok_or(SaidProblem::InvalidTime)?;
    let at = day.at(millis, zone);
    if at.0 > now.0.saturating_add(AHEAD_MS) {
        Err(SaidProblem::Future)
    } else if day.plus_days(LONGEST_AGO_DAYS) < now.local(zone).0 {
        Err(SaidProblem::TooLongAgo)
    } else {
        Ok(at)
    }
}

/// `09:30` or `09.30` as milliseconds since midnight; nothing is midnight.
fn millis_of(time: &str) -> Option<i64> {
    if time.is_empty() {
        return Some(0);
    }
    let (hour, minute) = time.split_once([':', '.'])?;
    let part = |text: &str, below: i64| {
        let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let number = is_short.then(|| text.parse::<i64>().ok())??;
        (number < below).then_some(number)
    };
    // Some browsers add seconds.
    let minute = minute.split_once(':').map_or(minute, |(minute, _)| minute);
    Some((part(hour, 24)? * 60 + part(minute, 60)?) * 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Sunday 2026-11-22, 11:26:27 in WIB.
    const NOW: Timestamp = Timestamp(1_795_321_587_000);

    #[test]
    fn a_moment_is_in_the_zone_of_the_office_and_in_the_last_year() {
        use SaidProblem::{Future, InvalidDay, InvalidTime, Missing, TooLongAgo};
        for (day, time, zone, expected) in [
            ("2026-11-22", "11:26", Zone::Wib, Ok("2026-11-22T04:26:00Z")),
            (
                "22-11-2026",
                "12.26",
                Zone::Wita,
                Ok("2026-11-22T04:26:00Z"),
            ),
            ("2026-11-22", "12:26", Zone::Wib, Err(Future)),
            (
                "2026-11-22",
                "11:36:00",
                Zone::Wib,
                Ok("2026-11-22T04:36:00Z"),
            ),
            ("2026-11-22", "11:37", Zone::Wib, Err(Future)),
            ("2026-11-20", "", Zone::Wib, Ok("2026-11-19T17:00:00Z")),
            ("2025-11-21", "", Zone::Wib, Ok("2025-11-20T17:00:00Z")),
            ("2025-11-20", "23:59", Zone::Wib, Err(TooLongAgo)),
            ("0001-01-01", "00:00", Zone::Wit, Err(TooLongAgo)),
            ("9999-12-31", "23:59", Zone::Wib, Err(Future)),
            (" ", "10:00", Zone::Wib, Err(Missing)),
            ("31-02-2026", "", Zone::Wib, Err(InvalidDay)),
            ("2026-11-20", "24:00", Zone::Wib, Err(InvalidTime)),
            ("2026-11-20", "pagi", Zone::Wib, Err(InvalidTime)),
            ("2026-11-20", "-1:-1", Zone::Wib, Err(InvalidTime)),
        ] {
            let found = said_at(day, time, zone, NOW).map(Timestamp::rfc3339);
            let expected = expected.map(str::to_owned);
            assert_eq!(found, expected, "{day} {time} {zone:?}");
        }
    }
}
