//! What use cases need from the world. Cloudflare stands behind these; a second host would too.

pub mod desk;
pub mod figures;
pub mod files;
pub mod geography;
pub mod life;
pub mod map;
pub mod open;
pub mod sitemap;
pub mod support;

use domain::attachment::FileDigest;
use domain::calendar::WorkCalendar;
use domain::complaint::actor::{Holder, Post};
use domain::complaint::words::{AgencyId, MAX_LINE_CHARS, UnitId};
use domain::complaint::{
    Channel, Complaint, ComplaintId, ReportType, ReporterKind, StateName, Visibility,
};
use domain::date::{Date, Timestamp, Zone};
use domain::history::HistoryEntry;
use domain::notification::{Audience, Notification};
use domain::routing::{CategoryEntry, Place, RoutingTable, Suggestion};
use domain::submission::{Identity, Submission};
use domain::terms::{Term, Terms};
use domain::tracking_code::TrackingCode;
use files::StoredFile;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use thiserror::Error;

/// Why the storage did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RepositoryError {
    /// Somebody else was faster, or the key is taken.
    #[error("conflict")]
    Conflict,
    /// A stored row does not parse; named by table and key, never by content.
    #[error("corrupt row in {0}")]
    Corrupt(&'static str),
    /// A rule of the tables forbids it, or it is too large: trying again does not help.
    #[error("refused by the storage: {0}")]
    Refused(String),
    /// The storage did not answer.
    #[error("storage unavailable: {0}")]
    Unavailable(String),
}

/// Reference data, prepared for use.
pub struct Reference {
    /// Where complaints go.
    pub table: RoutingTable,
    /// Working days.
    pub calendar: WorkCalendar,
    /// Periods.
    pub terms: Terms,
    /// Agencies by id.
    pub agencies: HashMap<String, AgencyFacts>,
    /// Agencies and units that were retired: they keep their names, and nothing more goes to them.
    pub retired: HashSet<String>,
    /// Periods of single agencies, by its id.
    pub local_terms: HashMap<String, Vec<Term>>,
    /// Which data this is.
    pub version: String,
}

/// What the tiers are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyFacts {
    /// `pusat`, `provinsi`, `kabkota` or `bumn`.
    pub level: String,
    /// The tier above.
    pub parent: Option<String>,
    /// The region it governs.
    pub region: Option<String>,
    /// Whether it governs itself; if not, the tier above answers for it.
    pub is_autonomous: bool,
}

/// More tiers than any government has; ends a walk up a broken table.
const MOST_TIERS: usize = 12;

impl Reference {
    /// Whether a category is about people who must be protected, as violence at home is: its complaints are secret by default, and
    /// of those that are public no place in the reporter's words is told. So is a category nobody knows.
    pub fn is_protected(&self, category: &str) -> bool {
        let entry = self.table.category(category);
        entry.is_none_or(|entry| entry.default_privacy.is_some())
    }

    /// The zone in which clocks run for a place; while a name fits several, theirs if they share one.
    pub fn zone_of_place(&self, place: &Place) -> Zone {
        match place {
            Place::Known { region } => self.zone_of(Some(region)),
            Place::Unknown => self.zone_of(None),
            Place::Ambiguous { candidates } => {
                let mut zones = candidates.iter().map(|code| self.zone_of(Some(code)));
                let first = zones.next().unwrap_or(Zone::Wib);
                match zones.all(|zone| zone == first) {
                    true => first,
                    false => self.zone_of(None),
                }
            }
        }
    }

    /// Whether `above` is a tier over `below`.
    pub fn is_above(&self, above: &AgencyId, below: &AgencyId) -> bool {
        let mut at = below.as_str();
        for _ in 0..MOST_TIERS {
            match self
                .agencies
                .get(at)
                .and_then(|facts| facts.parent.as_deref())
            {
                Some(parent) if parent == above.as_str() => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    /// A unit and its agency by their short names, ids where the tables have none; empty for the whole nation.
    pub fn place_name(&self, agency: Option<&str>, unit: Option<&str>) -> String {
        let Some(agency) = agency else {
            return String::new();
        };
        let name = self.table.agency(agency);
        let name = name.map_or(agency, |entry| entry.short_name.as_str());
        match unit {
            None => name.to_owned(),
            Some(unit) => {
                let entry = self.table.unit(unit);
                let unit = entry.map_or(unit, |entry| entry.short_name.as_str());
                format!("{unit}, {name}")
            }
        }
    }

    /// What a case is called when nobody has written anything better: its topic and its district or regency. In Indonesian,
    /// since everybody reads it, and without a word that only the story says.
    pub fn heading(&self, category: &CategoryEntry, region: Option<&str>) -> String {
        let region = region.and_then(|code| self.table.region(code));
        let heading = match region {
            Some(region) => format!("{} di {}", category.name_id, region.name),
            None => category.name_id.clone(),
        };
        heading.chars().take(MAX_LINE_CHARS).collect()
    }

    /// Whether complaints may still go to this agency or unit.
    pub fn is_open(&self, id: &str) -> bool {
        !self.retired.contains(id)
    }

    /// Whether an agency is `body` itself or a part of it: below it, with nothing in between that governs itself.
    pub fn is_part_of(&self, agency: &str, body: &AgencyId) -> bool {
        let mut at = agency;
        for _ in 0..MOST_TIERS {
            if at == body.as_str() {
                return true;
            }
            match self.agencies.get(at) {
                Some(AgencyFacts {
                    is_autonomous: false,
                    parent: Some(parent),
                    ..
                }) => at = parent,
                _ => return false,
            }
        }
        false
    }

    /// A post with its zone: that of the region it governs, the capital's for national bodies. None if there is no such
    /// agency, or no such unit at a government of its level.
    pub fn holder(&self, agency: &AgencyId, unit: Option<&UnitId>) -> Option<Holder> {
        let facts = self.agencies.get(agency.as_str())?;
        if let Some(unit) = unit {
            let scope = &self.table.unit(unit.as_str())?.scope;
            let is_right = match facts.level.as_str() {
                "kabkota" => scope == "kabkota",
                "provinsi" => scope == "provinsi" || scope == "dki",
                _ => scope == "vertikal",
            };
            if !is_right {
                return None;
            }
        }
        let post = Post {
            agency: agency.clone(),
            unit: unit.cloned(),
        };
        let zone = self.zone_of(facts.region.as_deref());
        Some(Holder { post, zone })
    }

    /// The periods for whatever `agency` holds.
    pub fn terms_of(&self, agency: Option<&AgencyId>) -> Cow<'_, Terms> {
        match agency.and_then(|agency| self.local_terms.get(agency.as_str())) {
            Some(local) => Cow::Owned(self.terms.narrowed(local.clone())),
            None => Cow::Borrowed(&self.terms),
        }
    }

    /// The zone of a region; the capital's where it is unknown.
    pub fn zone_of(&self, region: Option<&str>) -> Zone {
        region
            .and_then(|code| self.table.region(code))
            .and_then(|region| region.timezone.as_deref())
            .map_or(Zone::Wib, Zone::of_iana)
    }
}

/// An identity that only the holder of the key can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedIdentity {
    /// Which key.
    pub key_id: String,
    /// Base64.
    pub nonce: String,
    /// Base64.
    pub ciphertext: String,
}

/// No usable key: identities cannot be sealed, so nothing that holds one may be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no identity key is configured")]
pub struct NoIdentityKey;

/// Seals identities.
pub trait Vault {
    /// Encrypts, bound to the complaint so that rows cannot be swapped.
    fn seal(&self, id: &ComplaintId, identity: &Identity) -> Result<SealedIdentity, NoIdentityKey>;
}

/// What the first history entry says; the receipt is made from it, so that every repetition gets the same one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReceivedData {
    /// SHA-256 of the canonical submission.
    pub digest: String,
    /// End of the verification period.
    pub verify_by: Timestamp,
    /// Zone of the place.
    pub zone: Zone,
    /// What routing proposed.
    pub suggestion: Suggestion,
}

/// A complaint to be stored, all of it or nothing.
pub struct NewComplaint<'a> {
    /// The sender's id.
    pub id: &'a ComplaintId,
    /// Derived from the id.
    pub tracking_code: &'a TrackingCode,
    /// The content.
    pub submission: &'a Submission,
    /// SHA-256 of the access key.
    pub access_key_hash: &'a str,
    /// Name and contact, if any.
    pub identity: Option<SealedIdentity>,
    /// Entry 0.
    pub entry: &'a HistoryEntry,
    /// Its hash.
    pub hash: &'a str,
    /// What entry 0 says.
    pub received: &'a ReceivedData,
    /// Its life so far.
    pub complaint: &'a Complaint,
    /// When the clock must look at it first.
    pub next_due_at: Option<Timestamp>,
    /// Region where routing is sure.
    pub region: Option<&'a str>,
    /// Who must be told.
    pub notifications: &'a [Notification],
}

/// What the storage holds under an id after an attempt to insert.
pub struct StoredReceipt {
    /// This attempt stored it.
    pub is_new: bool,
    /// Server time of receipt.
    pub received_at: Timestamp,
    /// What entry 0 says.
    pub received: ReceivedData,
    /// The files it has, where some were announced with it.
    pub files: Vec<FileDigest>,
}

/// A complaint as far as one reader may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackedComplaint {
    /// Id; not for pages.
    pub id: ComplaintId,
    /// State.
    pub state: StateName,
    /// Newest history entry.
    pub seq: u32,
    /// The reader brought the right key.
    pub holds_key: bool,
    /// Kind.
    pub kind: ReportType,
    /// The road it came by.
    pub channel: Channel,
    /// Visibility.
    pub visibility: Visibility,
    /// How far the reporter is known; never who it is.
    pub reporter: ReporterKind,
    /// The story, for the bearer of the key; for the public what they may read of it.
    pub narrative: String,
    /// What the public reads instead of the story.
    pub redaction: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// What stands close by.
    pub landmark: Option<String>,
    /// Where, by code.
    pub region: Option<String>,
    /// The day.
    pub occurred_on: Option<Date>,
    /// Its life.
    pub life: Complaint,
    /// How many follow it.
    pub follower_count: u32,
    /// How many support it.
    pub support_count: u32,
    /// Server time of receipt.
    pub received_at: Timestamp,
    /// End of the verification period.
    pub verify_by: Timestamp,
    /// What routing proposes now.
    pub suggestion: Suggestion,
    /// Oldest first.
    pub history: Vec<PastEvent>,
    /// Its files, oldest first.
    pub files: Vec<StoredFile>,
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastEvent {
    /// What happened.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// About what, as JSON.
    pub data: String,
    /// Its hash.
    pub hash: String,
    /// Who was told of it, but for the reporter.
    pub told: Vec<Audience>,
}

/// Complaints with their identity, history and pending notifications.
pub trait ComplaintRepository {
    /// Stores a complaint in one batch, or finds the one already there. Never overwrites.
    async fn insert(&self, new: &NewComplaint<'_>) -> Result<StoredReceipt, RepositoryError>;

    /// The complaint of a code, unless it is confidential and the key is not its own: then there is none.
    async fn by_code(
        &self,
        code: &TrackingCode,
        access_key_hash: &str,
    ) -> Result<Option<TrackedComplaint>, RepositoryError>;
}
