//! Figures as they are kept and read: computed by the clock, shown until the next time. A change of these types that an
//! older reader would not understand needs another [`SCHEMA`].

use super::{Month, Peers, Published};
use crate::date::Timestamp;
use serde::{Deserialize, Serialize};

/// The version of what is stored; whatever has another is not there.
pub const SCHEMA: u32 = 1;

/// Of what a snapshot was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`SCHEMA`] of the writer.
    pub schema: u32,
    /// When counting began: what happened later is not in it.
    pub computed_at: Timestamp,
    /// The running month.
    pub last: Month,
}

/// Something with a name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Code or id.
    pub code: String,
    /// In Indonesian.
    pub id: String,
    /// In English.
    pub en: String,
}

/// A subject with its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Which.
    pub name: Named,
    /// Its figures.
    pub figures: Published,
}

/// Figures of the nation, a province or a main category, and of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// Of what it was made.
    pub head: Head,
    /// The whole.
    pub whole: Sheet,
    /// Its regions, in the order of their codes.
    #[serde(default)]
    pub regions: Vec<Sheet>,
    /// Its categories, in the order of their codes.
    #[serde(default)]
    pub categories: Vec<Sheet>,
    /// Agencies that belong here: those of the nation, or the governments of a province and its regencies.
    #[serde(default)]
    pub agencies: Vec<Sheet>,
}

/// What is known of an agency besides its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `pemkab`, `kementerian` and so on.
    pub kind: String,
    /// `pusat`, `provinsi`, `kabkota` or `bumn`.
    pub level: String,
    /// The region it governs.
    pub region: Option<String>,
}

/// An agency with its figures, and how others of its kind do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencySheet {
    /// Which.
    pub card: AgencyCard,
    /// Its figures.
    pub figures: Published,
    /// How others of its kind do.
    pub peers: Peers,
}

/// Some of all agencies: so many that each stored text stays small, so few that there are not too many texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyShelf {
    /// Of what it was made.
    pub head: Head,
    /// By id.
    pub agencies: Vec<AgencySheet>,
}

/// How many shelves of agencies there are.
pub const SHELVES: u32 = 32;

/// The shelf an agency stands on: FNV-1a of its id.
pub fn shelf_of(agency: &str) -> u32 {
    let hash = agency.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash % SHELVES
}

/// What kind of body an agency is, by its level and name: what it is compared with.
pub fn kind_of(level: &str, name: &str) -> &'static str {
    match level {
        "kabkota" if name.contains(" Kota ") => "pemkot",
        "kabkota" => "pemkab",
        "provinsi" => "pemprov",
        "bumn" => "bumn",
        _ if name.starts_with("Kementerian Koordinator") => "kemenko",
        _ if name.starts_with("Kementerian") => "kementerian",
        _ => "lembaga",
    }
}
