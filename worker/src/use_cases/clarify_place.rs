//! The reporter says which of several places with one name is meant.

use crate::digest::sha256_hex;
use crate::ports::{
    ComplaintRepository, PlaceChange, Reference, RepositoryError, TrackedComplaint,
};
use crate::use_cases::track_complaint::track_complaint;
use domain::access_key::AccessKey;
use domain::complaint::StateName;
use domain::date::Timestamp;
use domain::history::{GENESIS_HASH, HistoryEntry};
use domain::routing::{Desk, Place, Question, Reason, UnroutedReason};
use domain::tracking_code::TrackingCode;
use thiserror::Error;

/// Why the answer was not taken.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum NotClarified {
    /// No such complaint, or not the reporter's key.
    #[error("no such complaint")]
    NotFound,
    /// Not asked, answered already with another place, or past verification.
    #[error("the question is closed")]
    Closed,
    /// Not one of the candidates; the question stays open.
    #[error("not one of the places asked about")]
    NotOffered(Box<TrackedComplaint>),
    /// The storage failed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
}

/// Takes the answer: one of the candidates, or none of them. Repeating the same answer changes nothing.
pub async fn clarify_place(
    complaints: &impl ComplaintRepository,
    reference: &Reference,
    code: &TrackingCode,
    key: &AccessKey,
    region: Option<&str>,
    now: Timestamp,
) -> Result<TrackedComplaint, NotClarified> {
    let complaint = track_complaint(complaints, code, Some(key))
        .await?
        .filter(|complaint| complaint.holds_key)
        .ok_or(NotClarified::NotFound)?;
    let data = serde_json::json!({ "region": region }).to_string();
    let said_before = |complaint: &TrackedComplaint| {
        let mut events = complaint.history.iter();
        events.any(|event| event.kind == "place_clarified" && event.data == data)
    };
    if said_before(&complaint) {
        return Ok(complaint);
    }
    let Place::Ambiguous { candidates } = &complaint.suggestion.place else {
        return Err(NotClarified::Closed);
    };
    let offered = region.is_none_or(|region| candidates.iter().any(|code| code == region));
    if complaint.state != StateName::Received {
        return Err(NotClarified::Closed);
    }
    if !offered {
        return Err(NotClarified::NotOffered(Box::new(complaint)));
    }
    let mut suggestion = reference.table.route(&Question {
        text: &complaint.narrative,
        place: complaint.place.as_deref(),
        region,
        point: None,
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
    let zone = reference.zone_of(region);
    let days = reference
        .terms
        .working_days("verify_by", complaint.kind, complaint.received_at);
    let entry = HistoryEntry {
        seq: complaint.seq + 1,
        kind: "place_clarified",
        at: now,
        actor: "reporter",
        data: data.clone(),
        prev_hash: complaint
            .history
            .last()
            .map_or(GENESIS_HASH.to_owned(), |event| event.hash.clone()),
    };
    let change = PlaceChange {
        id: &complaint.id,
        entry: &entry,
        hash: &sha256_hex(&entry.canonical(&complaint.id)),
        region,
        verify_by: reference
            .calendar
            .due(complaint.received_at, days.unwrap_or(0), zone),
        suggestion: &suggestion,
    };
    let changed = complaints.change_place(&change).await;
    let complaint = track_complaint(complaints, code, Some(key))
        .await?
        .ok_or(NotClarified::NotFound)?;
    match changed {
        Ok(()) => Ok(complaint),
        // A second tab with the same answer is not a conflict.
        Err(RepositoryError::Conflict) if said_before(&complaint) => Ok(complaint),
        Err(RepositoryError::Conflict) => Err(NotClarified::Closed),
        Err(error) => Err(error.into()),
    }
}
