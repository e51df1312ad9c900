//! Whole lives, counted.

use super::*;
use crate::complaint::fixture::*;
use crate::date::Timestamp;

/// The facts of a story, with what its history knows.
fn facts(story: &Story) -> CaseFacts {
    let times = |kind: &'static str| {
        let entries = story.entries.iter();
        entries
            .filter(move |entry| entry.event.kind() == kind)
            .map(|entry| entry.at)
    };
    let marks = Marks {
        verified_at: times("assigned").next().unwrap(),
        last_answer: times("answered").next_back(),
    };
    CaseFacts::of(&story.complaint, Some("33.15.01".into()), marks).unwrap()
}

#[test]
fn work_that_is_not_due_yet_is_neither_in_time_nor_late() {
    let mut story = assigned();
    let case = facts(&story);
    assert_eq!(case.verified_in_time, Some(true));
    assert_eq!((case.replied_in_time, case.done_in_time), (None, None));
    assert_eq!(
        (case.days(), case.end, case.was_answered),
        (None, None, false)
    );
    // respond_by ended on 16 November; the clock notices.
    story.at("2026-11-17 9").sweep();
    assert_eq!(facts(&story).replied_in_time, Some(false));
    assert_eq!(facts(&story).done_in_time, None);
}

#[test]
fn an_answer_stands_until_somebody_objects() {
    let mut story = answered();
    let case = facts(&story);
    assert_eq!(
        (case.replied_in_time, case.done_in_time),
        (Some(true), Some(true))
    );
    assert_eq!(case.days(), Some(5));
    story.at("2026-05-14 10").does(&reporter(), &object());
    let case = facts(&story);
    assert_eq!((case.answered_at, case.done_in_time), (None, None));
    assert_eq!((case.objections, case.was_answered), (1, true));
    story.at("2026-05-15 10").does(&liaison(), &answer());
    // The clock of the whole never starts anew.
    assert_eq!(facts(&story).days(), Some(7));
}

#[test]
fn late_verification_stays_late_and_silence_is_no_confirmation() {
    let mut story = Story::received("2026-05-04 10");
    story.at("2026-05-12 9").does(&national(), &assign("kab-a"));
    assert_eq!(facts(&story).verified_in_time, Some(false));

    let mut story = answered();
    for day in ["2026-05-26 9", "2026-06-04 9", "2026-06-05 9"] {
        story.at(day).sweep();
    }
    assert_eq!(facts(&story).end, Some(End::Lapsed));
    let mut story = answered();
    let command = crate::complaint::command::Command::Confirm { rating: None };
    story.at("2026-05-14 9").does(&reporter(), &command);
    assert_eq!(facts(&story).end, Some(End::Confirmed));
}

#[test]
fn who_returned_a_complaint_late_does_not_make_the_next_one_late() {
    let mut story = assigned();
    story.at("2026-11-18 10").does(&liaison(), &give_back());
    story
        .at("2026-11-19 10")
        .does(&national(), &assign("kab-b"));
    story.at("2026-11-20 10").does(&liaison(), &start());
    let case = facts(&story);
    assert_eq!(case.agency.as_deref(), Some("kab-b"));
    assert_eq!((case.hops, case.replied_in_time), (1, Some(true)));
}

/// A case as many as are asked for, spread over months, places and agencies by a simple rule.
fn case(number: u32) -> CaseFacts {
    let month = Month::parse("2026-11").unwrap().back(number % 11);
    let received_at = month.starts_at().unwrap();
    CaseFacts {
        received_at,
        agency: Some(format!("kab-{}", number % 5)),
        region: (!number.is_multiple_of(13))
            .then(|| format!("{}.0{}.02", 31 + number % 4, number % 3)),
        category: format!(
            "{}-0{}",
            ["JLN", "AIR", "KES"][number as usize % 3],
            number % 4
        ),
        verified_in_time: Some(!number.is_multiple_of(7)),
        replied_in_time: (!number.is_multiple_of(3)).then_some(number % 6 != 1),
        done_in_time: (!number.is_multiple_of(4)).then_some(number % 8 != 1),
        answered_at: (number % 4 == 1).then_some(Timestamp(
            received_at.0 + i64::from(number % 40) * 86_400_000,
        )),
        was_answered: number % 4 == 1,
        hops: number % 3,
        objections: u32::from(number % 16 == 1),
        reopenings: 0,
        end: (number % 8 == 1).then_some(End::Confirmed),
        stars: (number % 8 == 1).then_some(4),
    }
}

fn tally(numbers: impl Iterator<Item = u32>) -> Tally {
    let mut tally = Tally::default();
    numbers.for_each(|number| tally.note(&case(number), last()));
    tally
}

fn last() -> Month {
    Month::parse("2026-11").unwrap()
}

#[test]
fn a_tally_made_in_pieces_and_stored_between_is_the_tally_of_all() {
    let whole = tally(0..3000);
    let mut together = Tally::default();
    for piece in 0..3 {
        together.merge(&tally((0..3000).filter(|number| number % 3 == piece)));
        let stored = serde_json::to_string(&together).unwrap();
        together = serde_json::from_str(&stored).unwrap();
    }
    assert_eq!(together, whole);
}

#[test]
fn cases_outside_the_window_are_left_out() {
    let mut tally = Tally::default();
    let mut old = case(1);
    old.received_at = last().back(MONTHS_KEPT).starts_at().unwrap();
    tally.note(&old, last());
    let mut coming = case(1);
    coming.received_at = last().next().starts_at().unwrap();
    tally.note(&coming, last());
    assert_eq!(tally, Tally::default());
}

#[test]
fn nothing_published_lets_a_small_number_be_found() {
    for count in [40, 90, 200, 700, 3000] {
        let tally = tally(0..count);
        let published = tally.published(last());
        for (subject, sheet) in &published {
            let counts: Vec<Option<u32>> = sheet.months.iter().map(|cell| cell.received).collect();
            let small =
                |count: &Option<u32>| count.is_some_and(|count| (1..FEWEST).contains(&count));
            assert!(
                !counts.iter().chain([&sheet.total.received]).any(small),
                "{subject:?}"
            );
            let year = &counts[counts.len() - MONTHS_TOTALLED as usize..];
            let hidden = year
                .iter()
                .chain([&sheet.total.received])
                .filter(|count| count.is_none());
            assert_ne!(
                hidden.count(),
                1,
                "{subject:?}: one part of the year is what the others leave"
            );
        }
        // Each month of each subject is not what the parts of the one above leave.
        let parts = |above: &Subject, kind: &str| -> Vec<&Published> {
            let parts = published.iter();
            parts
                .filter(|(subject, _)| {
                    subject.above().as_ref() == Some(above) && subject.parts().0 == kind
                })
                .map(|(_, sheet)| sheet)
                .collect()
        };
        for (above, sheet) in &published {
            for kind in ["region", "category", "agency"] {
                let parts = parts(above, kind);
                for month in 0..sheet.months.len() {
                    let hidden = parts
                        .iter()
                        .filter(|part| part.months[month].received.is_none());
                    let hidden =
                        hidden.count() + usize::from(sheet.months[month].received.is_none());
                    assert!(parts.is_empty() || hidden != 1, "{above:?} {kind} {month}");
                }
            }
        }
    }
}

#[test]
fn a_hidden_cell_says_nothing_at_all() {
    let published = tally(0..60).published(last());
    let hidden: Vec<&Cell> = published
        .values()
        .flat_map(|sheet| sheet.months.iter().chain([&sheet.total]))
        .filter(|cell| cell.received.is_none())
        .collect();
    assert!(!hidden.is_empty());
    assert!(hidden.iter().all(|cell| **cell == Cell::default()));
}
