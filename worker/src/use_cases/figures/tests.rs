//! Counting in pieces, killed and repeated.

use super::*;
use crate::fakes::block_on;
use crate::ports::figures::{FigureNames, Stretch};
use domain::figures::snapshot::{AgencyCard, AgencyShelf, Book, Named, shelf_of};
use domain::figures::{CaseFacts, Rate};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

const NOW: Timestamp = Timestamp(1_795_900_000_000);

fn case(number: i64) -> CaseFacts {
    CaseFacts {
        received_at: Timestamp(NOW.0 - (number % 200) * 86_400_000),
        agency: Some(format!("kab-{}", number % 6)),
        region: Some(format!("33.0{}.01", number % 3 + 1)),
        category: format!("JLN-0{}", number % 4),
        verified_in_time: Some(number % 5 != 0),
        replied_in_time: (number % 3 != 0).then_some(number % 4 != 0),
        done_in_time: None,
        answered_at: None,
        was_answered: false,
        hops: 0,
        objections: 0,
        reopenings: 0,
        end: None,
        stars: None,
    }
}

/// So many cases, whose keys are their numbers.
struct Cases {
    count: i64,
    read: Cell<u32>,
}

impl Cases {
    fn of(count: i64) -> Self {
        Self {
            count,
            read: Cell::new(0),
        }
    }
}

impl FigureSource for Cases {
    async fn facts_after(&self, after: i64, most: u32) -> Result<Stretch, RepositoryError> {
        let keys: Vec<i64> = (after.max(-1) + 1..self.count)
            .take(most as usize)
            .collect();
        self.read.set(self.read.get() + keys.len() as u32);
        let is_whole = keys.len() == most as usize;
        Ok(Stretch {
            last: keys.last().copied().filter(|_| is_whole),
            cases: keys.into_iter().map(case).collect(),
        })
    }

    async fn names(&self) -> Result<FigureNames, RepositoryError> {
        let named = |code: &str, name: &str| Named {
            code: code.into(),
            id: name.into(),
            en: name.into(),
        };
        let agencies = (0..6).map(|number| AgencyCard {
            id: format!("kab-{number}"),
            name: format!("=Pemerintah Kabupaten {number}"),
            kind: "pemkab".into(),
            level: "kabkota".into(),
            region: Some(format!("33.0{}", number + 1)),
        });
        Ok(FigureNames {
            regions: vec![named("33", "Jawa Tengah"), named("33.01", "Cilacap")],
            categories: vec![named("JLN", "Jalan")],
            agencies: agencies.collect(),
        })
    }
}

#[derive(Default)]
struct Kept(RefCell<BTreeMap<String, String>>);

impl Kept {
    fn book<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Option<T> {
        let texts = self.0.borrow();
        texts
            .get(name)
            .map(|text| serde_json::from_str(text).unwrap())
    }

    /// Everything but what only a count under way needs.
    fn published(&self) -> BTreeMap<String, String> {
        let mut texts = self.0.borrow().clone();
        texts.remove(UNDER_WAY);
        texts
    }
}

impl FigureStore for Kept {
    async fn get(&self, name: &str) -> Result<Option<String>, RepositoryError> {
        Ok(self.0.borrow().get(name).cloned())
    }

    async fn put(&self, name: &str, text: String) -> Result<(), RepositoryError> {
        self.0.borrow_mut().insert(name.to_owned(), text);
        Ok(())
    }
}

fn run(cases: &Cases, kept: &Kept, stretches: u32, now: Timestamp) -> Counted {
    block_on(count(cases, kept, |_| 0, stretches, now)).unwrap()
}

fn counted_at_once(cases: i64) -> Kept {
    let kept = Kept::default();
    assert!(run(&Cases::of(cases), &kept, 100, NOW).is_complete);
    kept
}

#[test]
fn a_count_in_pieces_publishes_what_a_count_at_once_does() {
    let (cases, kept) = (Cases::of(9_000), Kept::default());
    let mut runs = 1;
    while !run(&cases, &kept, 1, NOW).is_complete {
        assert!(kept.published().is_empty(), "nothing half counted is shown");
        runs += 1;
    }
    assert_eq!((runs, cases.read.get()), (5, 9_000));
    assert_eq!(kept.published(), counted_at_once(9_000).published());
}

#[test]
fn a_run_that_was_killed_before_it_kept_anything_counts_no_case_twice() {
    let (cases, kept) = (Cases::of(9_000), Kept::default());
    run(&cases, &kept, 2, NOW);
    let before = kept.0.borrow().clone();
    run(&cases, &kept, 1, NOW);
    // What that run wrote never arrived.
    *kept.0.borrow_mut() = before;
    while !run(&cases, &kept, 1, NOW).is_complete {}
    assert_eq!(kept.published(), counted_at_once(9_000).published());
}

#[test]
fn an_hour_passes_between_counts() {
    let (cases, kept) = (Cases::of(50), Kept::default());
    run(&cases, &kept, 9, NOW);
    let soon = run(&cases, &kept, 9, Timestamp(NOW.0 + PAUSE_MS - 1));
    assert_eq!((soon.cases, soon.is_complete), (0, true));
    let later = run(&cases, &kept, 9, Timestamp(NOW.0 + PAUSE_MS));
    assert_eq!(later.cases, 50);
    let head = block_on(head_of(&kept)).unwrap().unwrap();
    assert_eq!(head.computed_at.0, NOW.0 + PAUSE_MS);
}

#[test]
fn a_count_of_another_schema_begins_anew() {
    let (cases, kept) = (Cases::of(5_000), Kept::default());
    run(&cases, &kept, 1, NOW);
    let old = kept.0.borrow()[UNDER_WAY].replace("\"schema\":1", "\"schema\":0");
    kept.0.borrow_mut().insert(UNDER_WAY.to_owned(), old);
    while !run(&cases, &kept, 1, NOW).is_complete {}
    assert_eq!(cases.read.get(), 7_000);
    assert_eq!(kept.published(), counted_at_once(5_000).published());
}

#[test]
fn every_page_finds_its_book() {
    let kept = counted_at_once(3_000);
    let nation: Book = kept.book(NATION).unwrap();
    assert_eq!(nation.whole.figures.total.received, Some(3_000));
    let regions: Vec<_> = nation
        .regions
        .iter()
        .map(|sheet| sheet.name.id.as_str())
        .collect();
    assert_eq!(regions, ["Jawa Tengah"]);
    let province: Book = kept.book(&region_book("33")).unwrap();
    assert_eq!(province.regions.len(), 3);
    assert_eq!(province.agencies.len(), 6);
    let topic: Book = kept.book(&category_book("JLN")).unwrap();
    assert_eq!(topic.categories.len(), 4);
    let shelf: AgencyShelf = kept.book(&agency_shelf(shelf_of("kab-2"))).unwrap();
    let sheet = shelf
        .agencies
        .iter()
        .find(|sheet| sheet.card.id == "kab-2")
        .unwrap();
    assert_eq!(sheet.figures.total.received, Some(500));
    let Rate::Percent { of, .. } = sheet.figures.total.verified else {
        panic!("{:?}", sheet.figures.total);
    };
    assert_eq!(of, 500);
    assert!(
        sheet
            .peers
            .rate(domain::figures::Measure::Verified)
            .is_some()
    );
}

#[test]
fn the_table_says_what_the_books_say_and_no_spreadsheet_calculates_with_it() {
    let kept = counted_at_once(3_000);
    let table = kept.0.borrow()[TABLE_CSV].clone();
    let lines: Vec<Vec<String>> = csv::Reader::from_reader(table.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let nation = lines.iter().find(|line| line[0] == "nation").unwrap();
    assert_eq!(
        (nation[4].as_str(), nation[5].as_str()),
        ("2025-12/2026-11", "3000")
    );
    let agency = lines.iter().find(|line| line[1] == "kab-2").unwrap();
    assert_eq!(
        (agency[2].as_str(), agency[5].as_str()),
        ("'=Pemerintah Kabupaten 2", "500")
    );
    let json: serde_json::Value = serde_json::from_str(&kept.0.borrow()[TABLE_JSON]).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["subjects"][0]["total"]["received"], 3000);
}
