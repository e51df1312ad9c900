//! Sums that can be made in pieces and put together in any order.

use super::facts::{CaseFacts, End};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whatever takes longer is counted as this many days.
const LONGEST_DAYS: u32 = 366;

/// How many of those for which it can be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Those to which it applies.
    pub yes: u32,
    /// Those for which it can be said.
    pub of: u32,
}

impl Share {
    fn note(&mut self, answer: Option<bool>) {
        if let Some(answer) = answer {
            self.yes = self.yes.saturating_add(u32::from(answer));
            self.of = self.of.saturating_add(1);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.yes = self.yes.saturating_add(other.yes);
        self.of = self.of.saturating_add(other.of);
    }
}

/// How many cases took how many whole days: medians cannot be added, these can.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Days(BTreeMap<u32, u32>);

/// Half days: the middle of two whole numbers is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HalfDays(pub u32);

impl Days {
    /// One case took this long.
    pub fn note(&mut self, days: u32) {
        let count = self.0.entry(days.min(LONGEST_DAYS)).or_default();
        *count = count.saturating_add(1);
    }

    /// How many cases.
    pub fn count(&self) -> u32 {
        self.0
            .values()
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// As long as half of them took at most.
    pub fn median(&self) -> Option<HalfDays> {
        let count = self.count();
        let upper = self.at(count / 2)?;
        let lower = self.at(count.saturating_sub(1) / 2)?;
        Some(HalfDays(lower.saturating_add(upper)))
    }

    /// The days of the case at this place, the shortest at 0.
    fn at(&self, place: u32) -> Option<u32> {
        let mut passed = 0_u32;
        for (days, count) in &self.0 {
            passed = passed.saturating_add(*count);
            if place < passed {
                return Some(*days);
            }
        }
        None
    }

    fn merge(&mut self, other: &Self) {
        for (days, count) in &other.0 {
            let sum = self.0.entry(*days).or_default();
            *sum = sum.saturating_add(*count);
        }
    }
}

/// What many cases say together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Cases.
    #[serde(rename = "n")]
    pub received: u32,
    /// Verified in time, of all.
    #[serde(rename = "v")]
    pub verified: Share,
    /// First reply in time, of those that have one or should have.
    #[serde(rename = "r")]
    pub replied: Share,
    /// Done in time, of those that are done or should be.
    #[serde(rename = "d")]
    pub done: Share,
    /// Days to the answer that stands.
    #[serde(rename = "t")]
    pub days: Days,
    /// Returned by an agency at least once, of all.
    #[serde(rename = "h")]
    pub hopped: Share,
    /// Objected to at least once, of those that were answered.
    #[serde(rename = "o")]
    pub objected: Share,
    /// Taken up again at least once, of those that had ended.
    #[serde(rename = "x")]
    pub reopened: Share,
    /// Confirmed by the reporter, of those that have ended; the others lapsed.
    #[serde(rename = "c")]
    pub confirmed: Share,
    /// Cases that were rated.
    #[serde(rename = "m")]
    pub ratings: u32,
    /// Stars of all of them.
    #[serde(rename = "s")]
    pub stars: u32,
}

impl Sums {
    /// One case more.
    pub fn note(&mut self, case: &CaseFacts) {
        self.received = self.received.saturating_add(1);
        self.verified.note(case.verified_in_time);
        self.replied.note(case.replied_in_time);
        self.done.note(case.done_in_time);
        if let Some(days) = case.days() {
            self.days.note(days);
        }
        let of_those = |is_one: bool, is_so: bool| is_one.then_some(is_so);
        self.hopped.note(Some(case.hops > 0));
        let is_objected = case.objections > 0;
        self.objected
            .note(of_those(case.was_answered || is_objected, is_objected));
        let is_reopened = case.reopenings > 0;
        self.reopened
            .note(of_those(case.end.is_some() || is_reopened, is_reopened));
        self.confirmed
            .note(case.end.map(|end| end == End::Confirmed));
        if let Some(stars) = case.stars {
            self.ratings = self.ratings.saturating_add(1);
            self.stars = self.stars.saturating_add(u32::from(stars));
        }
    }

    /// What both say together.
    pub fn merge(&mut self, other: &Self) {
        self.received = self.received.saturating_add(other.received);
        self.verified.merge(&other.verified);
        self.replied.merge(&other.replied);
        self.done.merge(&other.done);
        self.days.merge(&other.days);
        self.hopped.merge(&other.hopped);
        self.objected.merge(&other.objected);
        self.reopened.merge(&other.reopened);
        self.confirmed.merge(&other.confirmed);
        self.ratings = self.ratings.saturating_add(other.ratings);
        self.stars = self.stars.saturating_add(other.stars);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn median(days: &[u32]) -> Option<u32> {
        let mut histogram = Days::default();
        days.iter().for_each(|days| histogram.note(*days));
        histogram.median().map(|half| half.0)
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(14));
        assert_eq!(median(&[1, 2]), Some(3));
        assert_eq!(median(&[9, 1, 2]), Some(4));
        assert_eq!(median(&[1, 1, 1, 30]), Some(2));
        assert_eq!(median(&[10_000, 500, 800]), Some(2 * LONGEST_DAYS));
    }

    #[test]
    fn pieces_put_together_are_the_whole() {
        let days: Vec<u32> = (0..400).map(|n| n * 7 % 90).collect();
        let mut whole = Days::default();
        days.iter().for_each(|days| whole.note(*days));
        let mut together = Days::default();
        for piece in days.chunks(37).rev() {
            let mut part = Days::default();
            piece.iter().for_each(|days| part.note(*days));
            together.merge(&part);
        }
        assert_eq!(together, whole);
        assert_eq!(together.count(), 400);
    }
}
