//! What is published of sums.

use super::sums::{HalfDays, Share, Sums};
use super::{FEWEST, Measure};
use serde::{Deserialize, Serialize};

/// A share as it may be shown. Where fewer than [`FEWEST`] cases are on one side, only a bound is: it never tells how
/// few.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rate {
    /// Too few cases to say anything.
    #[default]
    Hidden,
    /// Percent, rounded.
    Percent {
        /// 0 to 100.
        percent: u32,
        /// Of how many cases.
        of: u32,
    },
    /// At most this many percent.
    AtMost {
        /// 0 to 100.
        percent: u32,
        /// Of how many cases.
        of: u32,
    },
    /// At least this many percent.
    AtLeast {
        /// 0 to 100.
        percent: u32,
        /// Of how many cases.
        of: u32,
    },
}

/// A mean of stars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mean {
    /// Tenths of a star.
    pub tenths: u32,
    /// How many rated.
    pub of: u32,
}

/// What is published of one subject in one month, or in all months together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Cases; none where they are hidden, and then everything is.
    pub received: Option<u32>,
    /// Verified in time.
    pub verified: Rate,
    /// First reply in time.
    pub replied: Rate,
    /// Done in time.
    pub done: Rate,
    /// Median of days to the answer that stands.
    pub median: Option<HalfDays>,
    /// Returned by an agency at least once.
    pub hopped: Rate,
    /// Objected to at least once.
    pub objected: Rate,
    /// Taken up again after its end.
    pub reopened: Rate,
    /// Confirmed by the reporter; the rest was closed after the agency's answer, without a word of the reporter.
    pub confirmed: Rate,
    /// Rating.
    pub rating: Option<Mean>,
}

impl Rate {
    /// What may be shown of a share.
    pub fn of(share: Share) -> Self {
        let Share { yes, of } = share;
        if of < FEWEST {
            return Self::Hidden;
        }
        let yes = yes.min(of);
        let no = of.saturating_sub(yes);
        let most = percent(FEWEST.saturating_sub(1), of, Rounding::Up);
        match (yes, no) {
            (1..FEWEST, 1..FEWEST) => Self::Hidden,
            (1..FEWEST, _) => Self::AtMost { percent: most, of },
            (_, 1..FEWEST) => Self::AtLeast {
                percent: 100_u32.saturating_sub(most),
                of,
            },
            _ => Self::Percent {
                percent: percent(yes, of, Rounding::Nearest),
                of,
            },
        }
    }

    /// The percentage or the bound, for charts and comparisons.
    pub fn percent(self) -> Option<u32> {
        match self {
            Self::Hidden => None,
            Self::Percent { percent, .. }
            | Self::AtMost { percent, .. }
            | Self::AtLeast { percent, .. } => Some(percent),
        }
    }

    /// The share of the others.
    pub fn complement(self) -> Self {
        let rest = |percent: u32| 100_u32.saturating_sub(percent);
        match self {
            Self::Hidden => Self::Hidden,
            Self::Percent { percent, of } => Self::Percent {
                percent: rest(percent),
                of,
            },
            Self::AtMost { percent, of } => Self::AtLeast {
                percent: rest(percent),
                of,
            },
            Self::AtLeast { percent, of } => Self::AtMost {
                percent: rest(percent),
                of,
            },
        }
    }

    /// Of how many cases.
    pub fn base(self) -> Option<u32> {
        match self {
            Self::Hidden => None,
            Self::Percent { of, .. } | Self::AtMost { of, .. } | Self::AtLeast { of, .. } => {
                Some(of)
            }
        }
    }
}

impl Cell {
    /// What may be shown of sums, unless the whole cell is hidden.
    pub fn of(sums: &Sums) -> Self {
        let median = sums.days.median().filter(|_| sums.days.count() >= FEWEST);
        let rating = (sums.ratings >= FEWEST).then(|| Mean {
            tenths: mean_tenths(sums.stars, sums.ratings),
            of: sums.ratings,
        });
        Self {
            received: Some(sums.received),
            verified: Rate::of(sums.verified),
            replied: Rate::of(sums.replied),
            done: Rate::of(sums.done),
            median,
            hopped: Rate::of(sums.hopped),
            objected: Rate::of(sums.objected),
            reopened: Rate::of(sums.reopened),
            confirmed: Rate::of(sums.confirmed),
            rating,
        }
    }

    /// One of the rates.
    pub fn rate(&self, measure: Measure) -> Rate {
        match measure {
            Measure::Verified => self.verified,
            Measure::Replied => self.replied,
            Measure::Done => self.done,
            Measure::Hopped => self.hopped,
            Measure::Objected => self.objected,
            Measure::Reopened => self.reopened,
            Measure::Confirmed => self.confirmed,
        }
    }
}

enum Rounding {
    Nearest,
    Up,
}

fn percent(yes: u32, of: u32, rounding: Rounding) -> u32 {
    let (yes, of) = (u64::from(yes), u64::from(of.max(1)));
    let more = match rounding {
        Rounding::Nearest => of / 2,
        Rounding::Up => of.saturating_sub(1),
    };
    let percent = yes.saturating_mul(100).saturating_add(more) / of;
    u32::try_from(percent).map_or(100, |percent| percent.min(100))
}

fn mean_tenths(stars: u32, ratings: u32) -> u32 {
    let (stars, ratings) = (u64::from(stars), u64::from(ratings.max(1)));
    let tenths = stars.saturating_mul(10).saturating_add(ratings / 2) / ratings;
    u32::try_from(tenths).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cases_on_either_side_are_only_bounded() {
        let rate = |yes, of| Rate::of(Share { yes, of });
        assert_eq!(rate(4, 4), Rate::Hidden);
        assert_eq!(
            rate(5, 5),
            Rate::Percent {
                percent: 100,
                of: 5
            }
        );
        assert_eq!(rate(0, 5), Rate::Percent { percent: 0, of: 5 });
        assert_eq!(rate(3, 7), Rate::Hidden);
        let bounds: Vec<_> = (1..5).map(|yes| rate(yes, 40)).collect();
        assert_eq!(
            bounds,
            vec![
                Rate::AtMost {
                    percent: 10,
                    of: 40
                };
                4
            ]
        );
        let bounds: Vec<_> = (36..40).map(|yes| rate(yes, 40)).collect();
        assert_eq!(
            bounds,
            vec![
                Rate::AtLeast {
                    percent: 90,
                    of: 40
                };
                4
            ]
        );
        assert_eq!(
            rate(13, 40),
            Rate::Percent {
                percent: 33,
                of: 40
            }
        );
    }

    #[test]
    fn few_answers_and_ratings_have_no_middle() {
        let mut sums = Sums {
            received: 9,
            ratings: 4,
            stars: 20,
            ..Sums::default()
        };
        (0..4).for_each(|days| sums.days.note(days));
        assert_eq!(
            (Cell::of(&sums).median, Cell::of(&sums).rating),
            (None, None)
        );
        sums.days.note(9);
        sums.ratings = 5;
        let cell = Cell::of(&sums);
        assert_eq!(cell.median, Some(HalfDays(4)));
        assert_eq!(cell.rating, Some(Mean { tenths: 40, of: 5 }));
    }
}
