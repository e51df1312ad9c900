//! How others of the same kind do: as shares, never as counts, and never as a ranking.

use super::{Cell, FEWEST};
use crate::complaint::named;
use serde::{Deserialize, Serialize};

named! {
    /// What is compared.
    Measure {
        /// Verified in time.
        Verified = "verified",
        /// First reply in time.
        Replied = "replied",
        /// Done in time.
        Done = "done",
        /// Confirmed by the reporter.
        Confirmed = "confirmed",
        /// Returned at least once.
        Hopped = "hopped",
        /// Objected to at least once.
        Objected = "objected",
        /// Taken up again after the end.
        Reopened = "reopened",
    }
}

/// Where the middle half lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// A quarter is at most this.
    pub low: u32,
    /// Half is at most this.
    pub middle: u32,
    /// Three quarters are at most this.
    pub high: u32,
    /// Of how many.
    pub of: u32,
}

impl Spread {
    /// Of values; none if there are too few to compare with.
    pub fn of(mut values: Vec<u32>) -> Option<Self> {
        values.sort_unstable();
        let count = u32::try_from(values.len()).ok()?;
        if count < FEWEST {
            return None;
        }
        let last = values.len().saturating_sub(1);
        let at = |quarter: usize| {
            let place = last.saturating_mul(quarter).saturating_add(2) / 4;
            values.get(place.min(last)).copied()
        };
        Some(Self {
            low: at(1)?,
            middle: at(2)?,
            high: at(3)?,
            of: count,
        })
    }
}

/// How agencies of one kind do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peers {
    /// Each measure that enough of them have.
    pub rates: Vec<(Measure, Spread)>,
    /// Medians of days, in half days.
    pub half_days: Option<Spread>,
}

impl Peers {
    /// Of the totals of all agencies of a kind.
    pub fn of(totals: &[Cell]) -> Self {
        let spread = |measure: Measure| {
            let percents = totals
                .iter()
                .filter_map(|cell| cell.rate(measure).percent());
            Some((measure, Spread::of(percents.collect())?))
        };
        let medians = totals.iter().filter_map(|cell| cell.median);
        Self {
            rates: Measure::ALL
                .iter()
                .filter_map(|measure| spread(*measure))
                .collect(),
            half_days: Spread::of(medians.map(|half| half.0).collect()),
        }
    }

    /// One measure.
    pub fn rate(&self, measure: Measure) -> Option<Spread> {
        let mut rates = self.rates.iter();
        rates
            .find(|(of, _)| *of == measure)
            .map(|(_, spread)| *spread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_are_too_few_to_compare_with() {
        assert_eq!(Spread::of(vec![1, 2, 3, 4]), None);
        let spread = Spread::of(vec![50, 10, 40, 20, 30]).unwrap();
        assert_eq!(
            (spread.low, spread.middle, spread.high, spread.of),
            (20, 30, 40, 5)
        );
    }
}
