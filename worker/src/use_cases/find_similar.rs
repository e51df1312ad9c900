//! Which public, open cases may be about what somebody is just writing (docs/decisions/0018). Made from what is public alone.

use super::find_duplicates::{Nearness, nearness};
use super::publish::first_key;
use crate::ports::RepositoryError;
use crate::ports::map::{MapOfCases, MappedCase};
use crate::ports::open::Wanted;
use domain::complaint::StateName;
use domain::date::Timestamp;
use domain::likeness::{Likeness, likeness};
use domain::routing::search::{Facet, SearchWords, Sought};

/// Older cases are hardly about the same matter.
const DAYS: i64 = 180;
const DAY_MS: i64 = 86_400_000;
/// Newest cases that are compared.
const LOOKED_AT: u32 = 60;
/// Most that are shown.
const MOST: usize = 3;
/// As much of a story as lists show of one: longer ones would be like nothing.
const COMPARED_CHARS: usize = 300;
/// Less alike than this, two stories are about two matters; less is enough on one spot.
const MIN_PERCENT: u8 = 25;
const MIN_PERCENT_ON_THE_SPOT: u8 = 12;
/// `33.15`: characters of the code of a regency.
const REGENCY_CHARS: usize = 5;
/// What can still be joined.
const OPEN: [StateName; 4] = [
    StateName::Received,
    StateName::AwaitingReporter,
    StateName::Assigned,
    StateName::InProgress,
];

/// What somebody is writing.
pub struct Draft<'a> {
    /// The story.
    pub text: &'a str,
    /// Where, in words.
    pub place: &'a str,
    /// Code of a region, if it is known.
    pub region: Option<&'a str>,
    /// Latitude and longitude, if they are known.
    pub point: Option<(f64, f64)>,
}

/// One that may be about the same matter, and why.
pub struct Similar {
    /// Which.
    pub found: MappedCase,
    /// How near.
    pub nearness: Nearness,
    /// What the words share.
    pub likeness: Likeness,
}

/// The most alike first; none where neither a region nor a place is known.
pub async fn find_similar(
    cases: &impl MapOfCases,
    words: &SearchWords,
    draft: &Draft<'_>,
    now: Timestamp,
) -> Result<Vec<Similar>, RepositoryError> {
    let Some(wanted) = wanted(words, draft, now) else {
        return Ok(Vec::new());
    };
    let nearby = cases.newest(&wanted, LOOKED_AT).await?;
    let text: String = draft.text.chars().take(COMPARED_CHARS).collect();
    let mut similar: Vec<_> = nearby
        .into_iter()
        .map(|found| {
            let case = &found.case;
            let place = (case.region_code.as_deref(), found.point);
            Similar {
                nearness: nearness((draft.region, draft.point), place),
                likeness: likeness(&text, &format!("{} {}", case.title, case.excerpt)),
                found,
            }
        })
        .filter(|similar| {
            let least = match similar.nearness {
                Nearness::Metres(_) => MIN_PERCENT_ON_THE_SPOT,
                Nearness::District | Nearness::Regency => MIN_PERCENT,
            };
            similar.likeness.percent >= least
        })
        .collect();
    similar.sort_by_key(|similar| {
        let bonus: u8 = match similar.nearness {
            Nearness::Metres(_) => 30,
            Nearness::District => 15,
            Nearness::Regency => 0,
        };
        std::cmp::Reverse(similar.likeness.percent.saturating_add(bonus))
    });
    similar.truncate(MOST);
    Ok(similar)
}

/// Any of the words, in the regency or with any of the words of the place, open.
fn wanted(words: &SearchWords, draft: &Draft<'_>, now: Timestamp) -> Option<Wanted> {
    let any = |text: &str| -> Option<Sought> {
        let exact: Vec<_> = words
            .sought(text)
            .into_iter()
            .flat_map(|sought| sought.exact)
            .collect();
        (!exact.is_empty()).then_some(Sought {
            exact,
            prefix: None,
            loose: Vec::new(),
            near: Vec::new(),
        })
    };
    let region = draft
        .region
        .map(|region| region.get(..REGENCY_CHARS).unwrap_or(region));
    let place = match region {
        Some(_) => None,
        None => Some(any(draft.place)?),
    };
    let states = OPEN.map(|state| vec![Facet::State.shape(state.as_str())]);
    let is_open = Sought {
        exact: states.into(),
        prefix: None,
        loose: Vec::new(),
        near: Vec::new(),
    };
    let story = any(draft.text)?;
    let since = Timestamp(now.0.saturating_sub(DAYS * DAY_MS));
    Some(Wanted {
        words: [Some(story), Some(is_open), place]
            .into_iter()
            .flatten()
            .collect(),
        facets: region
            .map(|region| Facet::Region.shape(region))
            .into_iter()
            .collect(),
        from_key: first_key(since),
        below_key: i64::MAX,
        ..Wanted::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft<'a>(text: &'a str, place: &'a str, region: Option<&'a str>) -> Draft<'a> {
        Draft {
            text,
            place,
            region,
            point: None,
        }
    }

    #[test]
    fn without_words_or_without_any_place_nothing_is_looked_for() {
        let words = SearchWords::default();
        let now = Timestamp(200 * DAY_MS);
        let look = |draft: Draft<'_>| wanted(&words, &draft, now);
        assert!(look(draft("jalan rusak", "", None)).is_none());
        assert!(look(draft("", "Gubug", Some("33.15"))).is_none());
        let found = look(draft("jalan rusak", "", Some("33.15.09.2001"))).unwrap();
        assert_eq!(found.facets, [Facet::Region.shape("33.15")]);
        assert_eq!(found.words.len(), 2);
        assert_eq!(found.from_key, first_key(Timestamp(20 * DAY_MS)));
        let found = look(draft("jalan rusak", "Gubug", None)).unwrap();
        assert!(found.facets.is_empty() && found.words.len() == 3);
    }
}
