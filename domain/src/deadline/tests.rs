use super::*;
use crate::calendar::{Holiday, WorkCalendar};
use crate::complaint::fixture::{calendar, day, holidays, terms, time, time_in};
use crate::date::Date;
use crate::terms::{Term, Terms};
use std::collections::BTreeSet;

const KIND: Classification = Classification::Complaint;

fn started(rule: Rule, kind: Classification, at: &str) -> Deadline {
    let (terms, calendar) = (terms(), calendar());
    let periods = Periods {
        terms: &terms,
        calendar: &calendar,
    };
    Deadline::start(rule, kind, Zone::Wib, time(at), periods)
}

/// Every date of the domain guide, section 7, and the long leave of Idul Fitri 2027 (Nyepi 8 March to 15 March).
#[test]
fn deadlines_of_the_guide() {
    let supervisory = Classification::SupervisoryComplaint;
    let information = Classification::InformationRequest;
    for (rule, kind, at, due) in [
        (Rule::VerifyBy, KIND, "2026-11-20 10", "2026-11-25"),
        (Rule::VerifyBy, KIND, "2026-11-20 17", "2026-11-26"),
        (Rule::VerifyBy, KIND, "2026-11-21 10", "2026-11-26"),
        (Rule::VerifyBy, KIND, "2026-03-17 10", "2026-03-27"),
        (Rule::RespondBy, KIND, "2026-03-17 10", "2026-03-31"),
        (Rule::VerifyBy, KIND, "2026-03-17 17", "2026-03-30"),
        (Rule::ObjectBy, KIND, "2026-05-13 10", "2026-06-03"),
        (Rule::RespondBy, KIND, "2026-11-09 10", "2026-11-16"),
        (Rule::ResolveBy, KIND, "2026-11-09 10", "2026-11-27"),
        (Rule::ResolveBy, supervisory, "2026-01-05 10", "2026-04-10"),
        (Rule::VerifyBy, KIND, "2027-03-05 10", "2027-03-18"),
        (Rule::VerifyBy, KIND, "2027-03-05 17", "2027-03-19"),
        (Rule::VerifyBy, KIND, "2027-03-10 10", "2027-03-19"),
        (Rule::ResolveBy, information, "2027-03-05 15", "2027-03-22"),
        (Rule::ResolveBy, KIND, "2027-03-02 10", "2027-04-01"),
        (Rule::ReopenBy, KIND, "2027-03-05 17", "2027-04-04"),
    ] {
        let deadline = started(rule, kind, at);
        assert_eq!(day(deadline.due), due, "{} from {at}", rule.as_str());
    }
}

#[test]
fn a_reminder_comes_in_office_hours_of_the_seventh_day() {
    let deadline = started(Rule::ObjectBy, KIND, "2026-05-13 10");
    assert_eq!(deadline.remind_at, time("2026-05-26 8"));
    let deadline = started(Rule::RespondBy, KIND, "2026-11-09 10");
    assert_eq!(
        deadline.remind_at,
        time("2026-11-13 8"),
        "Friday before Monday"
    );
}

#[test]
fn the_zone_of_whoever_must_act_decides_the_day() {
    let (terms, calendar) = (terms(), calendar());
    let periods = Periods {
        terms: &terms,
        calendar: &calendar,
    };
    // Friday before the long leave, half past three in the west: after hours in the centre and the east.
    let at = Timestamp(time("2027-03-05 15").0 + 1_800_000);
    for (zone, due, hours_before_wib) in [
        (Zone::Wib, "2027-03-18", 0),
        (Zone::Wita, "2027-03-19", 1),
        (Zone::Wit, "2027-03-19", 2),
    ] {
        let deadline = Deadline::start(Rule::VerifyBy, KIND, zone, at, periods);
        assert_eq!(deadline.due.local(zone).0.to_string(), due);
        let in_wib = Timestamp(time_in(&format!("{due} 24"), Zone::Wib).0 - 1000);
        assert_eq!(deadline.due.0, in_wib.0 - hours_before_wib * 3_600_000);
    }
}

#[test]
fn waiting_for_the_reporter_uses_up_nothing() {
    let (terms, calendar) = (terms(), calendar());
    let periods = Periods {
        terms: &terms,
        calendar: &calendar,
    };
    let deadline = started(Rule::RespondBy, KIND, "2026-11-09 10").paused(time("2026-11-12 10"));
    assert!(!deadline.is_missed(time("2027-01-01 10")));
    let deadline = deadline.resumed(time("2026-11-18 10"), KIND, periods);
    assert_eq!(day(deadline.due), "2026-11-23");
}

#[test]
fn what_was_missed_before_a_pause_stays_missed() {
    let (terms, calendar) = (terms(), calendar());
    let periods = Periods {
        terms: &terms,
        calendar: &calendar,
    };
    let deadline = started(Rule::RespondBy, KIND, "2026-11-09 10");
    let paused = deadline.paused(time("2026-11-17 9"));
    assert!(paused.is_missed(time("2026-11-18 10")));
    let resumed = paused.resumed(time("2026-11-18 10"), KIND, periods);
    assert_eq!(resumed, deadline);
}

#[test]
fn a_holiday_decreed_late_moves_open_deadlines_pauses_included() {
    let terms = terms();
    let before = calendar();
    let mut rows = holidays();
    for date in ["2026-11-10", "2026-11-20"] {
        rows.push(Holiday {
            date: date.into(),
            is_working_day: 0,
        });
    }
    let after = WorkCalendar::new(&rows);
    let periods = |calendar| Periods {
        terms: &terms,
        calendar,
    };
    let deadline = started(Rule::RespondBy, KIND, "2026-11-09 10")
        .paused(time("2026-11-12 10"))
        .resumed(time("2026-11-18 10"), KIND, periods(&before));
    let moved = deadline.recomputed(KIND, periods(&after));
    // One day less was used before the question, one day more passes after it: 19, 23, 24, 25.
    assert_eq!(day(moved.due), "2026-11-25");
    assert_eq!(moved.recomputed(KIND, periods(&after)), moved);
}

#[test]
fn terms_of_the_day_it_started_count() {
    let calendar = calendar();
    let row = |value, from: &str, to: Option<&str>| Term {
        rule: "respond_by".into(),
        report_type: "*".into(),
        value,
        unit: "wd".into(),
        valid_from: from.into(),
        valid_to: to.map(Into::into),
    };
    let old = Terms::new(vec![row(5, "2019-01-01", None)]);
    let new = Terms::new(vec![
        row(5, "2019-01-01", Some("2026-11-30")),
        row(2, "2026-12-01", None),
    ]);
    let periods = |terms| Periods {
        terms,
        calendar: &calendar,
    };
    let start =
        |at, terms| Deadline::start(Rule::RespondBy, KIND, Zone::Wib, time(at), periods(terms));
    let running = start("2026-11-27 10", &old);
    assert_eq!(running.recomputed(KIND, periods(&new)), running);
    assert_eq!(day(start("2026-12-01 10", &new).due), "2026-12-03");
    assert_eq!(
        start("2018-06-01 10", &old).length.value,
        0,
        "no row: due at once, and seen"
    );
}

#[test]
fn the_ladder_is_climbed_rung_by_rung() {
    let (terms, calendar) = (terms(), calendar());
    let periods = Periods {
        terms: &terms,
        calendar: &calendar,
    };
    let mut deadline = started(Rule::RespondBy, KIND, "2026-11-09 10");
    let early = time("2026-11-10 10");
    let mut climbed = Vec::new();
    while let Some((rung, at)) = deadline.next_rung(early, KIND, periods) {
        climbed.push(format!("{} {}", rung.as_str(), day(at)));
        deadline.rung = Some(rung);
    }
    let expected = [
        "warn 2026-11-13",
        "late 2026-11-17",
        "head 2026-11-20",
        "national 2026-11-24",
    ];
    assert_eq!(climbed, expected);
    let late = started(Rule::RespondBy, KIND, "2026-11-09 10");
    let next = late.next_rung(time("2026-12-24 10"), KIND, periods);
    assert_eq!(
        next.map(|(rung, _)| rung),
        Some(Rung::Late),
        "no warning afterwards"
    );
}

#[test]
fn a_page_counts_working_days() {
    let (deadline, calendar) = (started(Rule::RespondBy, KIND, "2026-11-09 10"), calendar());
    for (now, expected) in [
        ("2026-11-09 11", Standing::Left(5)),
        ("2026-11-14 11", Standing::Left(1)),
        ("2026-11-16 23", Standing::Left(0)),
        ("2026-11-17 0", Standing::Late(1)),
        ("2026-11-21 12", Standing::Late(4)),
    ] {
        assert_eq!(deadline.standing(time(now), &calendar), expected, "{now}");
    }
    let paused = deadline.paused(time("2026-11-12 10"));
    let standing = paused.standing(time("2026-12-12 10"), &calendar);
    assert_eq!(standing, Standing::Paused);
}

/// Deterministic, dependency-free: xorshift64*.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(2_685_821_657_736_338_717) >> 33) % below
    }
}

/// Counts off one local day after the other, as a clerk with a wall calendar would.
fn due_by_the_wall_calendar(
    closed: &BTreeSet<String>,
    runs: &[(Timestamp, Option<Timestamp>)],
    working_days: u64,
    zone: Zone,
) -> String {
    let is_working = |day: Date| day.weekday() < 5 && !closed.contains(&day.to_string());
    let mut left = working_days;
    for (from, to) in runs {
        let (mut day, time_of_day) = from.local(zone);
        if !is_working(day) || time_of_day >= 16 * 3_600_000 {
            day = day.next();
            while !is_working(day) {
                day = day.next();
            }
        }
        let stopped_on = to.map(|to| to.local(zone).0);
        loop {
            if stopped_on.is_none() && left == 0 {
                return day.to_string();
            }
            day = day.next();
            if stopped_on.is_some_and(|stop| day >= stop) {
                break;
            }
            left -= u64::from(is_working(day) && left > 0);
        }
    }
    unreachable!("the last run is open")
}

#[test]
fn every_deadline_is_what_a_wall_calendar_says() {
    let calendar = calendar();
    let closed: BTreeSet<String> = holidays()
        .into_iter()
        .filter(|row| row.is_working_day == 0)
        .map(|row| row.date)
        .collect();
    let mut dice = Dice(20_261_122);
    for _ in 0..4000 {
        let length = dice.roll(60) + 1;
        let terms = Terms::new(vec![Term {
            rule: "respond_by".into(),
            report_type: "*".into(),
            value: length as u32,
            unit: "wd".into(),
            valid_from: "2019-01-01".into(),
            valid_to: None,
        }]);
        let periods = Periods {
            terms: &terms,
            calendar: &calendar,
        };
        let zone = [Zone::Wib, Zone::Wita, Zone::Wit][dice.roll(3) as usize];
        let start =
            Timestamp(time("2024-01-01 0").0 + (dice.roll(3 * 365 * 24 * 60) * 60_000) as i64);
        let mut deadline = Deadline::start(Rule::RespondBy, KIND, zone, start, periods);
        let mut runs = vec![(start, None)];
        for _ in 0..dice.roll(4) {
            let from = deadline.counts_from;
            let room = ((deadline.due.0 - from.0) / 60_000).max(1) as u64;
            let asked = Timestamp(from.0 + (dice.roll(room) * 60_000) as i64);
            let replied = Timestamp(asked.0 + (dice.roll(40 * 24 * 60) * 60_000) as i64);
            deadline = deadline.paused(asked).resumed(replied, KIND, periods);
            runs.last_mut().unwrap().1 = Some(asked);
            runs.push((replied, None));
        }
        let (date, time_of_day) = deadline.due.local(zone);
        let expected = due_by_the_wall_calendar(&closed, &runs, length, zone);
        assert_eq!(date.to_string(), expected, "{deadline:?}");
        assert_eq!(time_of_day, 86_399_000);
        assert_eq!(deadline.recomputed(KIND, periods), deadline);
    }
}
