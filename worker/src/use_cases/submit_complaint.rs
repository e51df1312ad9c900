//! A citizen files a complaint: once, however often it is sent.

use crate::digest::sha256_hex;
use crate::ports::geography::Polygons;
use crate::ports::{
    ComplaintRepository, NewComplaint, NoIdentityKey, ReceivedData, Reference, RepositoryError,
    Vault,
};
use domain::access_key::AccessKey;
use domain::attachment::FileDigest;
use domain::complaint::moment::{Limits, Moment, Periods, Staffing};
use domain::complaint::state::Desk;
use domain::complaint::{Classification, Complaint, ComplaintId, Intake};
use domain::date::Timestamp;
use domain::deadline::Deadline;
use domain::geography::Located;
use domain::history::{GENESIS_HASH, HistoryEntry};
use domain::notification;
use domain::routing::{Place, Question, Within};
use domain::submission::{Point, Submission};
use domain::terms::Rule;
use domain::tracking_code::TrackingCode;
use thiserror::Error;

/// A position less certain than this says nothing about the regency.
const MAX_RADIUS_M: f64 = 10_000.0;

/// What the sender gets back, the same for every repetition.
pub struct Receipt {
    /// Public number.
    pub tracking_code: TrackingCode,
    /// Server time of receipt.
    pub received_at: Timestamp,
    /// Deadline, zone and suggestion as they were then.
    pub received: ReceivedData,
    /// This request stored it.
    pub is_new: bool,
    /// The files it has, where some were announced with it.
    pub files: Vec<FileDigest>,
    /// Whether it joined another, where that was asked for.
    pub joined: Option<bool>,
    /// Made here because the sender brought none; nobody can say it again.
    pub made_key: Option<AccessKey>,
}

/// Why a complaint was not received.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotReceived {
    /// The id, or its tracking code, belongs to another content.
    #[error("the id was used for another content")]
    IdReused,
    /// Sealing is impossible, so nothing was stored.
    #[error(transparent)]
    NoIdentityKey(#[from] NoIdentityKey),
    /// The storage failed.
    #[error(transparent)]
    Repository(RepositoryError),
}

/// What was sent, and when.
pub struct Filing<'a> {
    /// The sender's id.
    pub id: &'a ComplaintId,
    /// The content.
    pub submission: &'a Submission,
    /// For a sender that minted none.
    pub fresh_key: AccessKey,
    /// Server time.
    pub now: Timestamp,
}

/// Receives a complaint.
pub async fn submit_complaint(
    complaints: &impl ComplaintRepository,
    vault: &impl Vault,
    polygons: &impl Polygons,
    reference: &Reference,
    filing: Filing<'_>,
) -> Result<Receipt, NotReceived> {
    let Filing {
        id,
        submission,
        fresh_key,
        now,
    } = filing;
    let tracking_code = TrackingCode::of(id);
    let position = Position::of(submission, polygons).await;
    let suggestion = reference.table.route(&Question {
        text: &submission.narrative,
        place: submission.place.as_deref(),
        region: submission.region.as_deref(),
        point: position.unlooked(),
        within: position.within(),
    });
    let region = match (&suggestion.place, &submission.region) {
        (Place::Known { region }, _) => Some(region.clone()),
        (_, given) => given.clone(),
    };
    let zone = reference.zone_of_place(&suggestion.place);
    let periods = Periods {
        terms: &reference.terms,
        calendar: &reference.calendar,
    };
    let kind = Classification::from(submission.kind);
    let verify = Deadline::start(Rule::VerifyBy, kind, zone, now, periods);
    let received = ReceivedData {
        digest: sha256_hex(&submission.canonical()),
        verify_by: verify.due,
        zone,
        suggestion,
    };
    let complaint = Complaint::receive(Intake {
        id: id.clone(),
        kind: submission.kind,
        visibility: submission.visibility,
        reporter: submission.reporter_kind(),
        is_reachable: submission.identity.has_contact(),
        received_at: now,
        desk: Desk::National,
        verify,
    });
    let moment = Moment {
        now,
        periods,
        limits: Limits::default(),
        staffing: Staffing::default(),
        digest: &|_| String::new(),
    };
    let entry = HistoryEntry {
        seq: 0,
        kind: "received",
        at: now,
        actor: "reporter",
        data: serde_json::to_string(&received).unwrap_or_default(),
        prev_hash: GENESIS_HASH.to_owned(),
    };
    let identity = match submission.identity.is_empty() {
        true => None,
        false => Some(vault.seal(id, &submission.identity)?),
    };
    let made_key = submission.access_key.is_none().then_some(fresh_key);
    let key = submission.access_key.as_ref().or(made_key.as_ref());
    let stored = complaints
        .insert(&NewComplaint {
            id,
            tracking_code: &tracking_code,
            submission,
            access_key_hash: &sha256_hex(key.map_or("", AccessKey::as_str)),
            identity,
            entry: &entry,
            hash: &sha256_hex(&entry.canonical(id)),
            received: &received,
            complaint: &complaint,
            next_due_at: complaint.next_due_at(&moment),
            region: region.as_deref(),
            notifications: &notification::on_received(submission),
        })
        .await
        .map_err(|error| match error {
            RepositoryError::Conflict => NotReceived::IdReused,
            other => NotReceived::Repository(other),
        })?;
    if stored.received.digest != received.digest {
        return Err(NotReceived::IdReused);
    }
    Ok(Receipt {
        tracking_code,
        received_at: stored.received_at,
        received: stored.received,
        is_new: stored.is_new,
        files: stored.files,
        joined: None,
        made_key: made_key.filter(|_| stored.is_new),
    })
}

/// What is known of where the phone was.
enum Position {
    /// Nothing that would help.
    Unknown,
    /// The polygons could not be asked: a complaint does not wait for them.
    Unlooked(Point),
    /// The polygons know.
    Located(Located, Point),
}

impl Position {
    async fn of(submission: &Submission, polygons: &impl Polygons) -> Self {
        let useful = |point: &Point| point.accuracy_m.is_none_or(|radius| radius <= MAX_RADIUS_M);
        let Some(point) = submission.point.filter(useful) else {
            return Self::Unknown;
        };
        match polygons.locate(point.lat, point.lon).await {
            Ok(Some(located)) => Self::Located(located, point),
            Ok(None) => Self::Unknown,
            Err(_) => Self::Unlooked(point),
        }
    }

    fn unlooked(&self) -> Option<(f64, f64)> {
        match self {
            Self::Unlooked(point) => Some((point.lat, point.lon)),
            _ => None,
        }
    }

    fn within(&self) -> Option<Within<'_>> {
        match self {
            Self::Located(located, point) => Some(Within {
                region: located.claim(point.accuracy_m),
                is_inside: located.is_inside,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::{
        FakePolygons, FakeVault, MemoryComplaints, block_on, reference, submission,
    };
    use crate::ports::RepositoryError::Unavailable;
    use domain::reference::{ReferenceData, Region};
    use domain::routing::{Reason, RoutingTable};
    use domain::submission::RawSubmission;

    const NOW: Timestamp = Timestamp(1_795_321_587_000); // Sunday 2026-11-22

    fn id() -> ComplaintId {
        ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789abcdef").unwrap()
    }

    fn key(byte: u8) -> AccessKey {
        AccessKey::from_random([byte; 16])
    }

    fn submit(
        complaints: &MemoryComplaints,
        text: &str,
        fresh_key: AccessKey,
        now: Timestamp,
    ) -> Result<Receipt, NotReceived> {
        block_on(submit_complaint(
            complaints,
            &FakeVault,
            &FakePolygons(Ok(None)),
            &reference(),
            Filing {
                id: &id(),
                submission: &submission(text),
                fresh_key,
                now,
            },
        ))
    }

    #[test]
    fn the_same_content_gets_the_same_receipt() {
        let complaints = MemoryComplaints::default();
        let first = submit(
            &complaints,
            "jalan rusak di Kabupaten Grobogan",
            key(1),
            NOW,
        )
        .unwrap();
        let later = Timestamp(NOW.0 + 9 * 86_400_000);
        let again = submit(
            &complaints,
            "jalan rusak di Kabupaten Grobogan",
            key(2),
            later,
        )
        .unwrap();
        assert!(first.is_new && !again.is_new);
        assert_eq!(first.received, again.received);
        assert_eq!(first.received_at, again.received_at);
        assert!(first.made_key == Some(key(1)) && again.made_key.is_none());
        assert_eq!(complaints.len(), 1);
    }

    #[test]
    fn another_content_under_the_same_id_is_refused() {
        let complaints = MemoryComplaints::default();
        assert!(submit(&complaints, "jalan rusak", key(1), NOW).is_ok());
        let other = submit(&complaints, "lampu mati", key(1), NOW);
        assert_eq!(other.err(), Some(NotReceived::IdReused));
    }

    #[test]
    fn three_working_days_in_the_zone_of_the_place() {
        let complaints = MemoryComplaints::default();
        let receipt = submit(
            &complaints,
            "jalan rusak di Kabupaten Grobogan",
            key(1),
            NOW,
        )
        .unwrap();
        // Sunday counts as Monday the 23rd; three working days later is Thursday.
        let due = receipt.received.verify_by.local(receipt.received.zone).0;
        assert_eq!(due.to_string(), "2026-11-26");
    }

    fn region(code: &str, level: &str, name: &str) -> Region {
        Region {
            code: code.into(),
            level: level.into(),
            kind: level.into(),
            name: name.into(),
            lat: Some(-7.05),
            lng: Some(110.67),
            timezone: None,
            aliases: String::new(),
        }
    }

    /// What is suggested for a fix of this radius, if the polygons say this.
    fn suggested(
        polygons: Result<Option<Located>, RepositoryError>,
        accuracy_m: f64,
    ) -> (Place, Vec<Reason>) {
        let reference = Reference {
            table: RoutingTable::new(&ReferenceData {
                regions: vec![
                    region("33", "provinsi", "Jawa Tengah"),
                    region("33.15", "kabkota", "Kabupaten Grobogan"),
                    region("33.15.17", "kecamatan", "Gubug"),
                ],
                ..ReferenceData::default()
            }),
            ..reference()
        };
        let raw = RawSubmission {
            text: "jalan rusak".to_owned(),
            lat: Some(-7.05),
            lon: Some(110.66),
            accuracy_m: Some(accuracy_m),
            ..RawSubmission::default()
        };
        let receipt = block_on(submit_complaint(
            &MemoryComplaints::default(),
            &FakeVault,
            &FakePolygons(polygons),
            &reference,
            Filing {
                id: &id(),
                submission: &Submission::parse(raw, NOW, |_| true).unwrap(),
                fresh_key: key(1),
                now: NOW,
            },
        ));
        let suggestion = receipt.unwrap().received.suggestion;
        (suggestion.place, suggestion.reasons)
    }

    #[test]
    fn a_position_becomes_the_finest_region_its_radius_allows() {
        let gubug = Located {
            region: "33.15.17".to_owned(),
            is_inside: true,
            border_m: 900.0,
        };
        for (accuracy_m, expected) in [(20.0, "33.15.17"), (1500.0, "33.15")] {
            let (place, reasons) = suggested(Ok(Some(gubug.clone())), accuracy_m);
            let region = expected.to_owned();
            assert_eq!(
                place,
                Place::Known {
                    region: region.clone()
                }
            );
            assert_eq!(reasons, [Reason::PositionInside { region }]);
        }
        let (place, reasons) = suggested(Ok(Some(gubug)), 20_000.0);
        assert_eq!((place, reasons), (Place::Unknown, vec![]));
    }

    #[test]
    fn without_polygons_the_nearest_centre_speaks_and_at_sea_nothing() {
        let region = "33.15".to_owned();
        let away = suggested(Err(Unavailable("away".to_owned())), 20.0);
        assert_eq!(
            away,
            (
                Place::Known {
                    region: region.clone()
                },
                vec![Reason::NearestRegion { region }]
            )
        );
        assert_eq!(suggested(Ok(None), 20.0), (Place::Unknown, vec![]));
    }
}
