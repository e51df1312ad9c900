//! What is looked for, and what in its place.

use super::*;
use crate::fakes::block_on;
use std::cell::RefCell;

/// Has one case that is found in one way only, and remembers the ways that were tried.
struct Fake {
    found_by: Reach,
    has_support: bool,
    tried: RefCell<Vec<Reach>>,
}

impl PublicCases for Fake {
    async fn generation(&self) -> Result<i64, RepositoryError> {
        Ok(1)
    }

    async fn list(&self, wanted: &Wanted, _: u32) -> Result<Vec<ListedCase>, RepositoryError> {
        self.tried.borrow_mut().push(wanted.reach);
        let is_found = wanted.reach == self.found_by && (self.has_support || !wanted.by_support);
        let case = serde_json::json!({
            "tracking_code": "1T84C982S8WAJ", "key": 1, "filed_at": 1, "changed_at": 1, "state": "assigned",
            "category_code": "JLN-01", "place": "", "title": "", "excerpt": "", "support_count": 0, "follower_count": 0,
        });
        let case = serde_json::from_value(case).unwrap();
        Ok(is_found.then_some(case).into_iter().collect())
    }

    async fn one(&self, _: &str) -> Result<Option<ListedCase>, RepositoryError> {
        Ok(None)
    }

    async fn choices(&self, _: Chosen<'_>) -> Result<Choices, RepositoryError> {
        let topic = StoredName {
            code: "PJU".into(),
            name: "Penerangan Jalan dan Listrik".into(),
            name_en: "Street Lighting and Electricity".into(),
            parent: String::new(),
        };
        Ok(Choices {
            categories: vec![topic],
            ..Choices::default()
        })
    }

    async fn choices_and_list(
        &self,
        chosen: Chosen<'_>,
        wanted: &Wanted,
        rows: u32,
    ) -> Result<(Choices, Vec<ListedCase>), RepositoryError> {
        let choices = self.choices(chosen).await?;
        Ok((choices, self.list(wanted, rows).await?))
    }
}

fn load(fake: &Fake, pairs: &[(&str, &str)]) -> Content {
    let (filter, wrong) = Filter::parse(pairs.iter().copied());
    block_on(Content::load(fake, filter, wrong)).unwrap()
}

fn fake(found_by: Reach, has_support: bool) -> Fake {
    Fake {
        found_by,
        has_support,
        tried: RefCell::default(),
    }
}

#[test]
fn less_is_looked_for_only_where_more_is_not_found() {
    load(&fake(Reach::Exact, true), &[("q", "lampu")]);
    for (typed, found_by, tries) in [
        ("lampu rusak", Reach::Exact, 1),
        ("lampu", Reach::Near, 2),
        ("lampu rusak", Reach::Near, 2),
        ("lampu rusak", Reach::Some(1), 3),
        ("pohon lampu got rusak", Reach::Some(2), 2),
    ] {
        let fake = fake(found_by, true);
        let content = load(&fake, &[("q", typed)]);
        assert_eq!(
            (content.cases.len(), content.reach),
            (1, found_by),
            "{typed}"
        );
        assert_eq!(fake.tried.borrow().len(), tries, "{typed}");
    }
    let fake = fake(Reach::Some(1), true);
    let content = load(&fake, &[("q", "pohon lampu got rusak")]);
    assert_eq!((content.cases.len(), content.reach), (0, Reach::Exact));
    assert_eq!(fake.tried.borrow().len(), 2);
}

#[test]
fn what_was_asked_too_early_is_asked_again() {
    let tried = |pairs: &[(&str, &str)]| {
        let fake = fake(Reach::Exact, true);
        assert_eq!(load(&fake, pairs).cases.len(), 1, "{pairs:?}");
        fake.tried.into_inner().len()
    };
    // No topic is known yet, and the word names one.
    assert_eq!(tried(&[("q", "penerangan")]), 2);
    assert_eq!(tried(&[("q", "penerangan")]), 1);
    assert_eq!(tried(&[]), 1);
    // A region that is none is left out of the filter.
    assert_eq!(tried(&[("wilayah", "99")]), 2);
}

#[test]
fn nothing_supported_is_not_nothing_found() {
    let order = ("urut", "dukungan");
    let content = load(&fake(Reach::Exact, false), &[("q", "lampu"), order]);
    assert!(content.cases.is_empty() && content.has_unsupported);
    let content = load(&fake(Reach::Some(9), false), &[("q", "lampu"), order]);
    assert!(content.cases.is_empty() && !content.has_unsupported);
}

#[test]
fn what_is_no_word_is_not_searched_for_and_a_code_is_not_looked_for() {
    let everything = fake(Reach::Exact, true);
    let long = "x".repeat(99);
    for typed in ["*", "%", "\u{1f64f}", &long] {
        let content = load(&everything, &[("q", typed)]);
        assert_eq!(content.wrong, [Wrong::Words], "{typed}");
        assert_eq!(content.cases.len(), 1, "{typed}");
        assert!(content.filter.search.is_empty());
    }
    let untouched = fake(Reach::Exact, true);
    let content = load(&untouched, &[("q", "1t84c982s8waj")]);
    assert!(content.cases.is_empty() && content.wrong.is_empty());
    assert!(untouched.tried.borrow().is_empty());
}

#[test]
fn the_name_of_a_topic_finds_what_lies_in_it() {
    let fake = fake(Reach::Exact, true);
    let choices = block_on(fake.choices(Chosen::default())).unwrap();
    let (filter, _) = Filter::parse([("q", "lighting")].into_iter());
    let wanted = wanted(&filter, &choices);
    let topic = vec![Facet::Category.shape("PJU")];
    assert!(
        wanted
            .words
            .iter()
            .all(|sought| sought.exact.contains(&topic))
    );
}
