//! The reporter says which of several places with one name is meant.

use crate::ports::Reference;
use crate::ports::life::Stored;
use domain::date::Zone;
use domain::routing::{Desk, Place, Question, Reason, Suggestion, UnroutedReason};

/// Why the answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    /// Nothing is asked, or no longer.
    NotAsked,
    /// Not one of the candidates; the question stays open.
    NotOffered,
}

/// What routing suggests once it is known that `region`, or none of the candidates, is meant; and the zone of that place.
pub fn choose_place(
    reference: &Reference,
    stored: &Stored,
    region: Option<&str>,
) -> Result<(Suggestion, Zone), PlaceProblem> {
    let Place::Ambiguous { candidates } = &stored.suggestion.place else {
        return Err(PlaceProblem::NotAsked);
    };
    let offered = region.is_none_or(|region| candidates.iter().any(|code| code == region));
    if !offered {
        return Err(PlaceProblem::NotOffered);
    }
    let mut suggestion = reference.table.route(&Question {
        text: &stored.narrative,
        place: stored.place.as_deref(),
        region,
        point: None,
        within: None,
    });
    if region.is_none() {
        suggestion.place = Place::Unknown;
        suggestion
            .reasons
            .retain(|reason| !matches!(reason, Reason::PlaceShared { .. }));
        // A body that is competent everywhere stays; a regional one was a guess among the candidates.
        if let Desk::To { agency, .. } = &suggestion.desk
            && reference.table.is_regional(agency)
        {
            suggestion.confidence = 0;
            suggestion.desk = Desk::Unrouted {
                why: UnroutedReason::NoRegion,
            };
        }
    }
    Ok((suggestion, reference.zone_of(region)))
}
