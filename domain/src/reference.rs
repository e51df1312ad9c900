//! Reference data as plain rows: what regulation and geography say, with its source.
//!
//! The same rows come from `data/*.csv` (tests, benches, the loader) and from D1 (the Worker).
//! Lists inside a cell keep the files' `;` separator; [`list`] splits them.

pub mod check;
pub mod compact;
pub mod rows;
pub mod table;

use serde::{Deserialize, Serialize};

/// A province, regency or city, or district, as in Kepmendagri 300.2.2-2430/2025.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Dotted code: `33`, `33.15`, `33.15.18`.
    pub code: String,
    /// `provinsi`, `kabkota`, `kecamatan` or `desa`.
    pub level: String,
    /// `provinsi`, `kabupaten`, `kota`, `kota_administrasi`, `kabupaten_administrasi`, `kecamatan`, …
    pub kind: String,
    /// Official name; regencies and cities carry their prefix ("Kabupaten Grobogan").
    pub name: String,
    /// Centroid, WGS 84.
    pub lat: Option<f64>,
    /// Centroid, WGS 84.
    pub lng: Option<f64>,
    /// IANA zone; present on provinces, regencies and cities.
    pub timezone: Option<String>,
    /// Short names people write, `;` separated.
    #[serde(default)]
    pub aliases: String,
}

impl Region {
    /// The name without its kind: "Kabupaten Grobogan" is called Grobogan.
    pub fn stem(&self) -> &str {
        stem(&self.level, &self.name)
    }
}

/// A region's name without its kind, which only regencies and cities carry.
pub fn stem<'a>(level: &str, name: &'a str) -> &'a str {
    let kinds = [
        "Kabupaten Administrasi ",
        "Kota Administrasi ",
        "Kabupaten ",
        "Kota ",
    ];
    let mut kinds = kinds.iter().filter(|_| level == "kabkota");
    kinds
        .find_map(|kind| name.strip_prefix(kind))
        .unwrap_or(name)
}

/// A public body that can hold a complaint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agency {
    /// Stable slug, e.g. `kab-grobogan`.
    pub id: String,
    /// `pusat`, `provinsi`, `kabkota` or `bumn`.
    pub level: String,
    /// Name for lists.
    pub short_name: String,
    /// Full official name.
    pub name: String,
    /// The tier above.
    pub parent_id: Option<String>,
    /// The region it governs, if it is a regional government.
    pub region_code: Option<String>,
    /// Names people write, `;` separated.
    #[serde(default)]
    pub aliases: String,
    /// 0 for the administrative areas of DKI Jakarta, which own no units: the province answers.
    pub autonomous: u8,
}

/// A usual unit of a government or a local branch of a national body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// E.g. `kabkota:dpupr`, `vertikal:bbpjn`.
    pub id: String,
    /// `kabkota`, `provinsi`, `dki` or `vertikal`.
    pub scope: String,
    /// Name for lists.
    pub short_name: String,
    /// Full name.
    pub name: String,
    /// Words people use for it, `;` separated.
    #[serde(default)]
    pub aliases: String,
    /// The national body behind it (for `vertikal` units: the one that holds the complaint).
    pub national_counterpart: Option<String>,
}

/// A topic of complaints; two levels deep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// E.g. `JLN-01`; top level `JLN`.
    pub code: String,
    /// The top-level category of a subcategory.
    pub parent_code: Option<String>,
    /// Indonesian name.
    pub name_id: String,
    /// English name.
    pub name_en: String,
    /// Who is normally competent: `desa`, `kabkota`, `provinsi`, `pusat`, `bersama`, `bumn`.
    pub default_level: Option<String>,
    /// Unit at a regency or city.
    pub kabkota_unit: Option<String>,
    /// Unit at a province.
    pub provinsi_unit: Option<String>,
    /// National body.
    pub national_agency: Option<String>,
    /// `normal`, `high` or `emergency`.
    pub urgency: Option<String>,
    /// `anonim` or `rahasia` when the topic asks for protection.
    pub default_privacy: Option<String>,
    /// `;` separated words and phrases.
    #[serde(default)]
    pub keywords_formal: String,
    /// `;` separated words and phrases.
    #[serde(default)]
    pub keywords_slang_sms: String,
    /// `;` separated words and phrases.
    #[serde(default)]
    pub keywords_regional: String,
}

/// A competence rule that overrides a category's default: the highest `priority` wins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoutingRule {
    /// E.g. `R001`.
    pub id: String,
    /// A category code, or `*` for every category.
    pub category_code: String,
    /// What is asked, e.g. `road_status`, `school_level`, `region_code`.
    pub condition: String,
    /// The answer for which this rule speaks.
    pub value: String,
    /// Level of the target.
    pub target_level: String,
    /// `opd`, `dki`, `vertikal` (target is a unit id), `agency` or `region`.
    pub target_type: String,
    /// Unit id, agency id or region code, by `target_type`.
    pub target: String,
    /// Higher wins.
    pub priority: i32,
    /// Words that suggest the condition, `;` separated.
    #[serde(default)]
    pub hints: String,
    /// Why, for people.
    #[serde(default)]
    pub note: String,
}

/// Everything routing needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReferenceData {
    /// Provinces, regencies and cities, districts.
    pub regions: Vec<Region>,
    /// Public bodies.
    pub agencies: Vec<Agency>,
    /// Units.
    pub units: Vec<Unit>,
    /// Topics.
    pub categories: Vec<Category>,
    /// Competence rules.
    pub rules: Vec<RoutingRule>,
}

/// The entries of a `;` separated cell, trimmed, without empty ones.
pub fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}
