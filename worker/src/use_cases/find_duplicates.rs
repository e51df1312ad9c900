//! Which other cases may be about the same matter, and why an officer might think so (domain guide, section 14).

use crate::ports::desk::case::{NearbyCase, Neighbourhood, StoredCase};
use domain::date::Timestamp;
use domain::likeness::{Likeness, likeness};

/// Complaints further apart in time are hardly filed twice.
const DAYS: i64 = 60;
const DAY_MS: i64 = 86_400_000;
/// Points closer than this are one spot, as far as a telephone knows where it is.
const SAME_SPOT_M: f64 = 300.0;
/// Less alike than this, two stories near each other are about two matters.
const MIN_PERCENT: u8 = 25;
/// What nearness counts for beside likeness.
const SPOT_BONUS: u32 = 30;
const DISTRICT_BONUS: u32 = 15;
/// Most that a page shows.
const MOST: usize = 5;
/// `33.15`: characters of the code of a regency.
const REGENCY_CHARS: usize = 5;
/// `33.15.09`: of a district.
const DISTRICT_CHARS: usize = 8;
const METRES_A_DEGREE: f64 = 111_195.0;

/// One that may be about the same matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate<'a> {
    /// Which.
    pub case: &'a NearbyCase,
    /// How near.
    pub nearness: Nearness,
    /// Whole days between the two.
    pub days_apart: i64,
    /// What the stories share.
    pub likeness: Likeness,
}

/// How near two places are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// Points on the map this many metres apart.
    Metres(u32),
    /// The same district.
    District,
    /// The same regency.
    Regency,
}

/// Where and when to look for others; an empty regency where the place is not known.
pub fn neighbourhood<'a>(case: &'a StoredCase, categories: &'a [&'a str]) -> Neighbourhood<'a> {
    let received_at = case.stored.complaint.facts().received_at;
    let around = |days: i64| Timestamp(received_at.0.saturating_add(days.saturating_mul(DAY_MS)));
    Neighbourhood {
        regency: part(case.region.as_deref(), REGENCY_CHARS).unwrap_or_default(),
        categories,
        from: around(-DAYS),
        to: around(DAYS),
    }
}

/// The most alike first.
pub fn find_duplicates<'a>(case: &StoredCase, nearby: &'a [NearbyCase]) -> Vec<Duplicate<'a>> {
    let received_at = case.stored.complaint.facts().received_at;
    let mut found: Vec<_> = nearby
        .iter()
        .map(|other| Duplicate {
            case: other,
            nearness: nearness(
                (case.region.as_deref(), case.point),
                (other.region.as_deref(), other.point),
            ),
            days_apart: (other.received_at.0 - received_at.0).abs() / DAY_MS,
            likeness: likeness(&case.stored.narrative, &other.narrative),
        })
        .filter(|found| {
            let is_same_spot = matches!(found.nearness, Nearness::Metres(_));
            is_same_spot || found.likeness.percent >= MIN_PERCENT
        })
        .collect();
    found.sort_by_key(|found| std::cmp::Reverse(weight(found)));
    found.truncate(MOST);
    found
}

fn weight(found: &Duplicate<'_>) -> u32 {
    let bonus = match found.nearness {
        Nearness::Metres(_) => SPOT_BONUS,
        Nearness::District => DISTRICT_BONUS,
        Nearness::Regency => 0,
    };
    u32::from(found.likeness.percent) + bonus
}

/// Code of a region and a point, as far as they are known.
pub type Place<'a> = (Option<&'a str>, Option<(f64, f64)>);

/// How near two places are; `Regency` where that is all that is known, or less.
pub fn nearness(one: Place<'_>, other: Place<'_>) -> Nearness {
    let metres = one
        .1
        .zip(other.1)
        .map(|(one, other)| distance_m(one, other));
    let district = |place: Place<'_>| part(place.0, DISTRICT_CHARS).map(str::to_owned);
    match metres {
        Some(metres) if metres <= SAME_SPOT_M => Nearness::Metres(metres.round() as u32),
        _ if district(one).is_some() && district(one) == district(other) => Nearness::District,
        _ => Nearness::Regency,
    }
}

/// Flat enough within a regency.
fn distance_m(one: (f64, f64), other: (f64, f64)) -> f64 {
    let north = (one.0 - other.0) * METRES_A_DEGREE;
    let east = (one.1 - other.1) * METRES_A_DEGREE * one.0.to_radians().cos();
    north.hypot(east)
}

/// The beginning of a region's code, if it says that much.
fn part(region: Option<&str>, length: usize) -> Option<&str> {
    region?.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::complaint::{StateName, Visibility};
    use domain::tracking_code::TrackingCode;

    fn other(narrative: &str, region: &str, point: Option<(f64, f64)>) -> NearbyCase {
        NearbyCase {
            tracking_code: TrackingCode::parse("28T5-CY4T-QKFF-4").unwrap(),
            state: StateName::Assigned,
            visibility: Visibility::Public,
            is_merged: false,
            narrative: narrative.to_owned(),
            region: Some(region.to_owned()),
            point,
            received_at: Timestamp(5 * DAY_MS),
            follower_count: 0,
        }
    }

    #[test]
    fn points_are_compared_before_districts_and_districts_before_regencies() {
        let gubug = (-7.05, 110.67);
        let check = |one: Place<'_>, other: Place<'_>, expected| {
            assert_eq!(nearness(one, other), expected);
        };
        let near = (-7.0509, 110.67);
        let place = (Some("33.15.09"), Some(gubug));
        check(place, (Some("33.15.10"), Some(near)), Nearness::Metres(100));
        check(place, (Some("33.15.09.2001"), None), Nearness::District);
        let far = (-7.06, 110.67);
        check(place, (Some("33.15.09"), Some(far)), Nearness::District);
        check(place, (Some("33.15"), None), Nearness::Regency);
        check(
            (Some("33.15"), None),
            (Some("33.15"), None),
            Nearness::Regency,
        );
    }

    #[test]
    fn a_code_that_says_less_finds_nothing() {
        assert_eq!(part(Some("33"), REGENCY_CHARS), None);
        assert_eq!(part(Some("33.15.09"), REGENCY_CHARS), Some("33.15"));
        assert_eq!(part(None, REGENCY_CHARS), None);
    }

    #[test]
    fn likeness_and_nearness_weigh_together() {
        let alike = other("", "33.15.10", None);
        let found = |percent, nearness| {
            weight(&Duplicate {
                case: &alike,
                nearness,
                days_apart: 0,
                likeness: Likeness {
                    percent,
                    shared: Vec::new(),
                },
            })
        };
        assert!(found(30, Nearness::Metres(10)) > found(50, Nearness::Regency));
        assert!(found(60, Nearness::Regency) > found(30, Nearness::District));
    }
}
