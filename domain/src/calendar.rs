//! Working days: Monday to Friday without national holidays, *cuti bersama* and election days.

use crate::date::{Date, Timestamp, Zone};
use crate::terms::{Length, LengthUnit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Office hours end here (guide: decision of this project); later is the next working day.
const CLOSE_OF_BUSINESS_MS: i64 = 16 * 3_600_000;
/// Office hours begin here (decisions/0007): reminders go out then, so that no phone rings at night.
const OPENING_MS: i64 = 8 * 3_600_000;
const END_OF_DAY_MS: i64 = 86_399_000;
/// No run of holidays is longer; stops a search in a broken table.
const LONGEST_SEARCH_DAYS: u32 = 4000;

/// A row of the holiday table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// ISO date.
    pub date: String,
    /// 0 when offices are closed.
    pub is_working_day: u8,
}

/// The days on which nobody has to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    closed: BTreeSet<Date>,
}

impl WorkCalendar {
    /// From the rows of the holiday table; rows without a valid date are ignored (the loader refuses them).
    pub fn new<'a>(holidays: impl IntoIterator<Item = &'a Holiday>) -> Self {
        let closed = holidays
            .into_iter()
            .filter(|row| row.is_working_day == 0)
            .filter_map(|row| Date::parse(&row.date).ok())
            .collect();
        Self { closed }
    }

    /// Whether offices work on this day.
    pub fn is_working_day(&self, date: Date) -> bool {
        date.weekday() < 5 && !self.closed.contains(&date)
    }

    /// Day zero of a clock: today before close of business on a working day, else the next working day.
    pub fn day_zero(&self, start: Timestamp, zone: Zone) -> Date {
        let (date, time_of_day) = start.local(zone);
        if self.is_working_day(date) && time_of_day < CLOSE_OF_BUSINESS_MS {
            date
        } else {
            self.working_day_after(date)
        }
    }

    /// When `working_days` end: 23:59:59 local of the n-th working day after day zero.
    pub fn due(&self, start: Timestamp, working_days: u32, zone: Zone) -> Timestamp {
        let mut date = self.day_zero(start, zone);
        for _ in 0..working_days {
            date = self.working_day_after(date);
        }
        date.at(END_OF_DAY_MS, zone)
    }

    /// When a period of `length` ends that starts at `start`. Calendar days count from the day itself, at any hour.
    pub fn end_of(&self, start: Timestamp, length: Length, zone: Zone) -> Timestamp {
        match length.unit {
            LengthUnit::WorkingDays => self.due(start, length.value, zone),
            LengthUnit::Days => {
                let day = start.local(zone).0.plus_days(length.value);
                day.at(END_OF_DAY_MS, zone)
            }
        }
    }

    /// Working days strictly between two days: what a clock has used when it is stopped on the second.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let mut day = from.next();
        let mut count = 0;
        while day < to {
            count += u32::from(self.is_working_day(day));
            day = day.next();
        }
        count
    }

    /// 08:00 local of the `working_days`-th working day after day zero of `start`: when a reminder goes out.
    pub fn opening_after(&self, start: Timestamp, working_days: u32, zone: Zone) -> Timestamp {
        let due = self.due(start, working_days, zone);
        due.local(zone).0.at(OPENING_MS, zone)
    }

    /// 08:00 local of the `working_days`-th working day before the day of `due`: when a warning goes out.
    pub fn opening_before(&self, due: Timestamp, working_days: u32, zone: Zone) -> Timestamp {
        let mut day = due.local(zone).0;
        for _ in 0..working_days {
            day = self.working_day_before(day);
        }
        day.at(OPENING_MS, zone)
    }

    /// 23:59:59 local of the `working_days`-th working day after the day of `due`: how long a rung waits.
    pub fn end_after(&self, due: Timestamp, working_days: u32, zone: Zone) -> Timestamp {
        let mut day = due.local(zone).0;
        for _ in 0..working_days {
            day = self.working_day_after(day);
        }
        day.at(END_OF_DAY_MS, zone)
    }

    fn working_day_before(&self, date: Date) -> Date {
        let mut day = date.previous();
        for _ in 0..LONGEST_SEARCH_DAYS {
            if self.is_working_day(day) {
                break;
            }
            day = day.previous();
        }
        day
    }

    fn working_day_after(&self, date: Date) -> Date {
        let mut day = date.next();
        for _ in 0..LONGEST_SEARCH_DAYS {
            if self.is_working_day(day) {
                break;
            }
            day = day.next();
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> WorkCalendar {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/holidays.csv");
        let rows: Vec<Holiday> = csv::Reader::from_path(path)
            .unwrap()
            .deserialize()
            .collect::<Result<_, _>>()
            .unwrap();
        WorkCalendar::new(&rows)
    }

    fn check(received: &str, hour: i64, working_days: u32, expected: &str) {
        let start = Date::parse(received)
            .unwrap()
            .at(hour * 3_600_000, Zone::Wib);
        let due = calendar().due(start, working_days, Zone::Wib);
        let (date, time) = due.local(Zone::Wib);
        assert_eq!(
            (date.to_string().as_str(), time),
            (expected, END_OF_DAY_MS),
            "received {received} at {hour}"
        );
    }

    /// The dates of the domain guide, section 7.
    #[test]
    fn deadlines_of_the_guide() {
        check("2026-11-20", 10, 3, "2026-11-25");
        check("2026-11-20", 17, 3, "2026-11-26");
        check("2026-11-21", 10, 3, "2026-11-26");
        check("2026-03-17", 10, 3, "2026-03-27");
        check("2026-03-17", 10, 5, "2026-03-31");
        check("2026-03-17", 17, 3, "2026-03-30");
        check("2026-05-13", 10, 7, "2026-05-26");
        check("2026-05-13", 10, 10, "2026-06-03");
        check("2026-11-09", 10, 5, "2026-11-16");
        check("2026-01-05", 10, 60, "2026-04-10");
    }

    #[test]
    fn the_day_ends_in_the_zone_of_the_place() {
        // 16:30 WIT is still 14:30 WIB: the same instant is after hours only in the east.
        let start = Date::parse("2026-11-20")
            .unwrap()
            .at(16 * 3_600_000 + 1_800_000, Zone::Wit);
        let calendar = calendar();
        let due = |zone| calendar.due(start, 3, zone).local(zone).0.to_string();
        assert_eq!(due(Zone::Wit), "2026-11-26");
        assert_eq!(due(Zone::Wib), "2026-11-25");
    }
}
