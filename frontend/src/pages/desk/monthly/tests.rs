//! What is on the page of a month, and why there may be none.

use super::*;
use crate::pages::desk::frame::Room;
use domain::complaint::StateName;
use domain::date::Date;
use domain::figures::CaseFacts;

fn case(number: u32) -> MonthlyCase {
    MonthlyCase {
        code: format!("LPR{number}"),
        received_on: Date::parse("2026-10-03").unwrap(),
        state: StateName::Assigned,
        due_on: None,
        facts: (!number.is_multiple_of(9)).then(|| CaseFacts {
            received_at: Timestamp(1_793_000_000_000),
            agency: Some("kab-grobogan".into()),
            region: Some(format!("33.15.0{}", number % 4 + 1)),
            category: format!("{}-01", ["JLN", "AIR", "KES"][number as usize % 3]),
            verified_in_time: Some(!number.is_multiple_of(5)),
            replied_in_time: Some(!number.is_multiple_of(4)),
            done_in_time: None,
            answered_at: Some(Timestamp(
                1_793_000_000_000 + i64::from(number) * 86_400_000,
            )),
            was_answered: true,
            hops: number % 2,
            objections: 0,
            reopenings: 0,
            end: None,
            stars: None,
        }),
        is_overdue: number.is_multiple_of(6),
        questions: number % 3,
    }
}

#[test]
fn a_month_says_what_rose_what_is_late_and_why() {
    let now: Vec<MonthlyCase> = (0..40).map(case).collect();
    let before: Vec<MonthlyCase> = (0..11).map(case).collect();
    let monthly = Monthly::of(&now, &before, 3);
    for language in Language::ALL {
        let month = Month::parse("2026-10").unwrap();
        let title = title(
            language,
            "Kabupaten <Grobogan>",
            month,
            Holds::NoSupervision,
        );
        let page = MonthlyPage {
            frame: Frame {
                language,
                path: PATH,
                room: Room::Inbox,
                officer: Some("Budi"),
                rooms: &[Room::Inbox],
                title: &title,
            },
            now: Timestamp(1_795_900_000_000),
            months: (month, month.back(1)),
            agency: ("kab-grobogan", "Kabupaten Grobogan"),
            is_free: true,
            opens_cases: true,
            holds: Holds::NoSupervision,
            monthly: &monthly,
            cut_at: Some(5000),
            names: &BTreeMap::from([("JLN".to_owned(), "Jalan dan <b>".to_owned())]),
        };
        let html = page.render();
        if let Ok(folder) = std::env::var("SATUPINTU_LOOK") {
            let name = format!("{folder}/bulanan-{}.html", language.tag());
            std::fs::write(name, &html).unwrap();
        }
        let texts = &language.desk().monthly;
        for words in [
            texts.rose,
            texts.late_steps[0],
            texts.other_causes[0],
            "mon-4",
        ] {
            assert!(html.contains(words), "{words}");
        }
        assert!(html.contains("/meja/laporan-bulanan?bulan=2026-09&amp;instansi=kab-grobogan"));
        assert!(!html.contains("<Grobogan>") && !html.contains("dan <b>"));
    }
}
fn empty(language: Language, month: Month, holds: Holds) -> String {
    let title = title(language, "X", month, holds);
    MonthlyPage {
        frame: frame(language, &title),
        now: Timestamp(1_795_900_000_000),
        months: (month, month.back(1)),
        agency: ("x", "X"),
        is_free: false,
        opens_cases: false,
        holds,
        monthly: &Monthly::default(),
        cut_at: None,
        names: &BTreeMap::new(),
    }
    .render()
}

fn frame<'a>(language: Language, title: &'a str) -> Frame<'a> {
    Frame {
        language,
        path: PATH,
        room: Room::Inbox,
        officer: Some("Budi"),
        rooms: &[],
        title,
    }
}

#[test]
fn a_report_says_exactly_what_is_in_it() {
    for language in Language::ALL {
        let texts = &language.desk().monthly;
        let about = [
            (Holds::Everything, texts.about_everything),
            (Holds::NoSupervision, texts.about_no_supervision),
            (Holds::SupervisionOnly, texts.about_supervision),
        ];
        let month = Month::parse("2026-10").unwrap();
        for (holds, words) in about {
            let html = empty(language, month, holds);
            for (_, other) in about {
                assert_eq!(html.contains(other), other == words, "{holds:?}");
            }
        }
        let titles = [Holds::NoSupervision, Holds::SupervisionOnly]
            .map(|holds| title(language, "X", month, holds));
        assert_ne!(titles[0], titles[1]);
    }
}

#[test]
fn the_running_month_says_so_and_leads_to_none_after_it() {
    for language in Language::ALL {
        let texts = &language.desk().monthly;
        let page = |month| empty(language, Month::parse(month).unwrap(), Holds::Everything);
        let (running, over) = (page("2026-11"), page("2026-10"));
        assert!(running.contains(texts.running) && !running.contains("rel=\"next\""));
        assert!(running.contains(&format!("({})", texts.running_short)));
        assert!(!over.contains(texts.running) && over.contains("rel=\"next\""));
    }
}

#[test]
fn shares_are_rounded_to_the_nearest_whole() {
    let mut sums = MonthSums::default();
    sums.sums.verified = Share { yes: 2, of: 3 };
    sums.sums.replied = Share { yes: 1, of: 3 };
    sums.sums.done = Share { yes: 1, of: 8 };
    let values = summary_values(Language::Indonesian, &sums);
    assert_eq!(&values[2..5], ["67% (2/3)", "33% (1/3)", "13% (1/8)"]);
}

#[test]
fn a_refusal_says_what_is_wrong_and_leads_back_where_there_is_something() {
    for language in Language::ALL {
        for why in [Refusal::Role, Refusal::Agency, Refusal::Month] {
            let (title, words) = refusal_words(language, why);
            let html = render_refusal(&frame(language, title), why);
            assert!(html.contains(words));
            let way = format!("href=\"{}\"", language.path(PATH));
            assert_eq!(html.contains(&way), why != Refusal::Role, "{why:?}");
        }
    }
}
