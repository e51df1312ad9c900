//! Dates as people write them: "22 November 2026", "Min, 22 Nov 2026 08.15 WIB".

use super::Language;
use domain::date::{Date, Timestamp, Zone};

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_ID: [&str; 7] = [
    "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];
const DAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// "November": the name of a month from 1 to 12; nothing for any other number.
pub fn month_long(language: Language, month: u32) -> &'static str {
    let months = match language {
        Language::Indonesian => &MONTHS_ID,
        Language::English => &MONTHS_EN,
    };
    let place = (month as usize).checked_sub(1);
    place
        .and_then(|place| months.get(place))
        .copied()
        .unwrap_or_default()
}

/// "25 Nov 2026": for lists.
pub fn date_short(language: Language, date: Date) -> String {
    let (year, month, day) = date.parts();
    let month: String = month_long(language, month).chars().take(3).collect();
    format!("{day} {month} {year}")
}

/// "Rabu, 25 November 2026".
pub fn date_long(language: Language, date: Date) -> String {
    let (year, month, day) = date.parts();
    let days = match language {
        Language::Indonesian => &DAYS_ID,
        Language::English => &DAYS_EN,
    };
    let weekday = days
        .get(date.weekday() as usize)
        .copied()
        .unwrap_or_default();
    let month = month_long(language, month);
    match language {
        Language::Indonesian => format!("{weekday}, {day} {month} {year}"),
        Language::English => format!("{weekday} {day} {month} {year}"),
    }
}

/// "Rabu, 25 November 2026 pukul 08.15 WIB".
pub fn date_time_long(language: Language, at: Timestamp, zone: Zone) -> String {
    let (date, millis) = at.local(zone);
    let minutes = millis / 60_000;
    let (hour, minute) = (minutes / 60, minutes % 60);
    let date = date_long(language, date);
    let zone = zone.abbreviation();
    match language {
        Language::Indonesian => format!("{date} pukul {hour:02}.{minute:02} {zone}"),
        Language::English => format!("{date}, {hour:02}:{minute:02} {zone}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_dates_name_the_month_in_the_language_of_the_reader() {
        let day = Date::parse("2026-05-09").unwrap();
        assert_eq!(date_short(Language::Indonesian, day), "9 Mei 2026");
        assert_eq!(date_short(Language::English, day), "9 May 2026");
    }

    #[test]
    fn dates_in_both_languages() {
        let at = Timestamp(1_795_321_587_000); // 2026-11-22T04:26:27Z
        assert_eq!(
            date_time_long(Language::Indonesian, at, Zone::Wib),
            "Minggu, 22 November 2026 pukul 11.26 WIB"
        );
        assert_eq!(
            date_time_long(Language::English, at, Zone::Wit),
            "Sunday 22 November 2026, 13:26 WIT"
        );
    }
}
