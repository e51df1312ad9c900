//! Working days, counted without the Worker: ages of sample cases are working days, so that it is known which periods
//! are over.

use std::collections::HashSet;

use crate::reference;
use crate::run::{Context, Outcome};

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
/// WIB is seven hours ahead of UTC.
const WIB_MS: i64 = 7 * HOUR_MS;

/// Weekends and the official holidays of data/holidays.csv.
pub struct Calendar {
    holidays: HashSet<i64>,
}

impl Calendar {
    /// Reads the table.
    pub fn read() -> Outcome<Self> {
        let path = reference::data_dir().join("holidays.csv");
        let mut reader = csv::Reader::from_path(&path).context(path.display())?;
        let mut holidays = HashSet::new();
        for row in reader.records() {
            let row = row.context(path.display())?;
            if let Some(day) = row.get(0).and_then(day_of_text) {
                holidays.insert(day);
            }
        }
        Ok(Self { holidays })
    }

    /// The working day that lies so many working days before `day`.
    pub fn before(&self, day: i64, working_days: i64) -> i64 {
        self.walk(day, working_days, -1)
    }

    /// The working day that lies so many working days after `day`.
    pub fn after(&self, day: i64, working_days: i64) -> i64 {
        self.walk(day, working_days, 1)
    }

    fn walk(&self, from: i64, working_days: i64, step: i64) -> i64 {
        let mut day = from;
        while !self.is_working_day(day) {
            day += step;
        }
        for _ in 0..working_days {
            day += step;
            while !self.is_working_day(day) {
                day += step;
            }
        }
        day
    }

    fn is_working_day(&self, day: i64) -> bool {
        // Day 0 was a Thursday; Saturday is 2, Sunday 3.
        !matches!(day.rem_euclid(7), 2 | 3) && !self.holidays.contains(&day)
    }
}

/// The day in WIB, counted from 1970.
pub fn day_of(at_ms: i64) -> i64 {
    (at_ms + WIB_MS).div_euclid(DAY_MS)
}

/// A time of day in WIB, as epoch milliseconds.
pub fn at(day: i64, hour: i64, minute: i64) -> i64 {
    day * DAY_MS + hour * HOUR_MS + minute * 60_000 - WIB_MS
}

/// `YYYY-MM-DD`.
pub fn text_of_day(day: i64) -> String {
    // Howard Hinnant's civil_from_days.
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{date:02}")
}

fn day_of_text(text: &str) -> Option<i64> {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, date) = (parts.next()??, parts.next()??, parts.next()??);
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + date - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_on_the_wall() {
        for day in ["1970-01-01", "2024-02-29", "2026-11-29", "2027-01-01"] {
            assert_eq!(text_of_day(day_of_text(day).unwrap()), day);
        }
        let day = day_of_text("2026-11-29").unwrap();
        assert_eq!(day_of(at(day, 0, 0)), day);
        assert_eq!(day_of(at(day, 23, 59)), day);
    }

    #[test]
    fn weekends_and_holidays_are_passed_over() {
        let calendar = Calendar::read().unwrap();
        let day = |text| day_of_text(text).unwrap();
        // Sunday back to Friday; then Wednesday.
        let before = |from, count| text_of_day(calendar.before(day(from), count));
        assert_eq!(before("2026-11-29", 0), "2026-11-27");
        assert_eq!(before("2026-11-29", 2), "2026-11-25");
        // 24 and 25 December 2026, a Thursday and a Friday, are free.
        let after = |from, count| text_of_day(calendar.after(day(from), count));
        assert_eq!(after("2026-12-23", 1), "2026-12-28");
    }
}
