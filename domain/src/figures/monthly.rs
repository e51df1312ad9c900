//! A month of one agency for those who lead it: everything they may read, public or not, beside the month before.

use super::{CaseFacts, Sums};
use crate::complaint::StateName;
use crate::date::Date;
use std::collections::BTreeMap;

/// Most rows of what rose.
const MOST_RISES: usize = 12;

/// A case of an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthlyCase {
    /// Its code, as people read it.
    pub code: String,
    /// When it was received: a day of WIB, as months are.
    pub received_on: Date,
    /// Its state.
    pub state: StateName,
    /// The nearest end of an officer's period that runs.
    pub due_on: Option<Date>,
    /// Not verified yet: it has no category, and no step of the agency's has begun.
    pub facts: Option<CaseFacts>,
    /// A limit of an officer is past at this moment.
    pub is_overdue: bool,
    /// How often the reporter was asked something.
    pub questions: u32,
}

/// More in a month than in the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rise {
    /// A category, or a region.
    pub code: String,
    /// Cases of the month.
    pub now: u32,
    /// Cases of the month before.
    pub before: u32,
}

/// One month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthSums {
    /// What its verified cases say.
    pub sums: Sums,
    /// Cases that wait for verification.
    pub unverified: u32,
    /// Cases whose reporter was asked something.
    pub asked: u32,
    /// Cases with a limit that is past now.
    pub overdue: u32,
}

/// A month of an agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Monthly {
    /// The month.
    pub now: MonthSums,
    /// The one before.
    pub before: MonthSums,
    /// Categories that rose, the steepest first.
    pub categories: Vec<Rise>,
    /// Regions that rose, the steepest first.
    pub regions: Vec<Rise>,
    /// Cases by category and region.
    pub heat: BTreeMap<(String, String), u32>,
    /// Cases with something late.
    pub late: Vec<MonthlyCase>,
}

impl Monthly {
    /// Of the cases of two months; regions are told apart as far as `depth` parts of their code.
    pub fn of(now: &[MonthlyCase], before: &[MonthlyCase], depth: usize) -> Self {
        let mut monthly = Self {
            now: sums(now),
            before: sums(before),
            ..Self::default()
        };
        let by = |cases: &[MonthlyCase], key: &dyn Fn(&CaseFacts) -> String| {
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for facts in cases.iter().filter_map(|case| case.facts.as_ref()) {
                let count = counts.entry(key(facts)).or_default();
                *count = count.saturating_add(1);
            }
            counts
        };
        let category = |facts: &CaseFacts| facts.category.clone();
        let region = |facts: &CaseFacts| part(facts.region.as_deref(), depth);
        monthly.categories = rises(&by(now, &category), &by(before, &category));
        monthly.regions = rises(&by(now, &region), &by(before, &region));
        for facts in now.iter().filter_map(|case| case.facts.as_ref()) {
            let topic = facts.category.split('-').next().unwrap_or_default();
            let place = (topic.to_owned(), region(facts));
            let count = monthly.heat.entry(place).or_default();
            *count = count.saturating_add(1);
        }
        let is_late = |case: &&MonthlyCase| {
            let steps = case.facts.as_ref().map(|facts| {
                [
                    facts.verified_in_time,
                    facts.replied_in_time,
                    facts.done_in_time,
                ]
            });
            case.is_overdue || steps.is_some_and(|steps| steps.contains(&Some(false)))
        };
        monthly.late = now.iter().filter(is_late).cloned().collect();
        monthly
    }
}

/// The first parts of a region's code; empty where it is not known.
fn part(region: Option<&str>, depth: usize) -> String {
    let parts: Vec<&str> = region.unwrap_or_default().split('.').take(depth).collect();
    parts.join(".")
}

fn sums(cases: &[MonthlyCase]) -> MonthSums {
    let mut month = MonthSums::default();
    for case in cases {
        match &case.facts {
            Some(facts) => month.sums.note(facts),
            None => month.unverified = month.unverified.saturating_add(1),
        }
        month.asked = month.asked.saturating_add(u32::from(case.questions > 0));
        month.overdue = month.overdue.saturating_add(u32::from(case.is_overdue));
    }
    month
}

fn rises(now: &BTreeMap<String, u32>, before: &BTreeMap<String, u32>) -> Vec<Rise> {
    let mut rises: Vec<Rise> = now
        .iter()
        .map(|(code, count)| Rise {
            code: code.clone(),
            now: *count,
            before: before.get(code).copied().unwrap_or_default(),
        })
        .filter(|rise| rise.now > rise.before)
        .collect();
    rises.sort_by_key(|rise| std::cmp::Reverse(rise.now.saturating_sub(rise.before)));
    rises.truncate(MOST_RISES);
    rises
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;

    fn case(category: &str, region: &str, done: Option<bool>) -> MonthlyCase {
        MonthlyCase {
            code: "ABC".into(),
            received_on: Date::parse("2026-11-03").unwrap(),
            state: StateName::Assigned,
            due_on: None,
            facts: Some(CaseFacts {
                received_at: Timestamp(0),
                agency: Some("kab-a".into()),
                region: Some(region.into()),
                category: category.into(),
                verified_in_time: Some(true),
                replied_in_time: None,
                done_in_time: done,
                answered_at: None,
                was_answered: false,
                hops: 0,
                objections: 0,
                reopenings: 0,
                end: None,
                stars: None,
            }),
            is_overdue: false,
            questions: 0,
        }
    }

    #[test]
    fn what_rose_stands_first_and_what_fell_nowhere() {
        let now = [
            case("JLN-01", "33.15.01", None),
            case("JLN-01", "33.15.01", Some(false)),
            case("JLN-01", "33.15.02", None),
            case("AIR-01", "33.15.02", None),
        ];
        let before = [
            case("AIR-01", "33.15.02", None),
            case("AIR-01", "33.15.02", None),
        ];
        let monthly = Monthly::of(&now, &before, 3);
        let rise = |code: &str, now, before| Rise {
            code: code.into(),
            now,
            before,
        };
        assert_eq!(monthly.categories, [rise("JLN-01", 3, 0)]);
        assert_eq!(monthly.regions, [rise("33.15.01", 2, 0)]);
        assert_eq!(monthly.heat[&("JLN".into(), "33.15.01".into())], 2);
        assert_eq!(monthly.late.len(), 1);
        assert_eq!(monthly.now.sums.received, 4);
    }

    #[test]
    fn a_case_that_nobody_verified_is_counted_apart() {
        let waiting = MonthlyCase {
            facts: None,
            is_overdue: true,
            ..case("", "", None)
        };
        let monthly = Monthly::of(&[waiting], &[], 2);
        assert_eq!((monthly.now.unverified, monthly.now.sums.received), (1, 0));
        assert_eq!((monthly.now.overdue, monthly.late.len()), (1, 1));
    }
}
