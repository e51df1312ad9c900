//! Rows of the reference data, ready to show.

use crate::reference::{Agency, Category, Unit};

/// A region, ready to show.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionEntry {
    /// Dotted code.
    pub code: String,
    /// `provinsi`, `kabkota` or `kecamatan`.
    pub level: String,
    /// `provinsi`, `kabupaten`, `kota`, `kota_administrasi`, `kabupaten_administrasi`, `kecamatan`.
    pub kind: String,
    /// Official name.
    pub name: String,
    /// IANA zone: its own, or that of the regency or province it lies in.
    pub timezone: Option<String>,
    /// Code of the region it lies in.
    pub parent: Option<String>,
    /// Centroid, WGS 84.
    pub point: Option<(f64, f64)>,
}

/// An agency, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyEntry {
    /// Stable slug.
    pub id: String,
    /// Name for lists.
    pub short_name: String,
    /// Full name.
    pub name: String,
    /// `pusat`, `provinsi`, `kabkota` or `bumn`.
    pub level: String,
}

/// A unit, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    /// E.g. `kabkota:dpupr`.
    pub id: String,
    /// `kabkota`, `provinsi`, `dki` or `vertikal`.
    pub scope: String,
    /// Name for lists.
    pub short_name: String,
    /// Full name.
    pub name: String,
}

/// A category, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryEntry {
    /// E.g. `JLN-01`.
    pub code: String,
    /// Code of the top-level category.
    pub parent: Option<String>,
    /// Indonesian name.
    pub name_id: String,
    /// English name.
    pub name_en: String,
    /// `anonim` or `rahasia` when the topic asks for protection.
    pub default_privacy: Option<String>,
    /// `normal`, `high` or `emergency`.
    pub urgency: Option<String>,
}

impl From<&Agency> for AgencyEntry {
    fn from(row: &Agency) -> Self {
        Self {
            id: row.id.clone(),
            short_name: row.short_name.clone(),
            name: row.name.clone(),
            level: row.level.clone(),
        }
    }
}

impl From<&Unit> for UnitEntry {
    fn from(row: &Unit) -> Self {
        Self {
            id: row.id.clone(),
            scope: row.scope.clone(),
            short_name: row.short_name.clone(),
            name: row.name.clone(),
        }
    }
}

impl From<&Category> for CategoryEntry {
    fn from(row: &Category) -> Self {
        Self {
            code: row.code.clone(),
            parent: row.parent_code.clone(),
            name_id: row.name_id.clone(),
            name_en: row.name_en.clone(),
            default_privacy: row
                .default_privacy
                .clone()
                .filter(|privacy| !privacy.is_empty()),
            urgency: row.urgency.clone().filter(|urgency| !urgency.is_empty()),
        }
    }
}
