//! Which file fills which table, column by column: for the loader, and for the desk where the same tables are edited.

/// What a cell may hold, and how it is written in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text; an empty cell is an empty text.
    Text,
    /// Text that must not be empty.
    Name,
    /// An id that other rows refer to: letters, digits and `-_.:`.
    Id,
    /// Any text; an empty cell is null.
    OptionalText,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or empty: null.
    OptionalWord(&'static [&'static str]),
    /// A whole number.
    Integer,
    /// A whole number greater than zero.
    PositiveInteger,
    /// A whole number, or empty: null.
    OptionalInteger,
    /// A number, or empty: null.
    OptionalReal,
    /// 0 or 1.
    Flag,
    /// `2026-08-17`.
    Date,
    /// A date, or empty: null.
    OptionalDate,
    /// In the file for people; not loaded.
    Ignored,
}

/// One column of a file and of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Header in the file.
    pub header: &'static str,
    /// Column in the table.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// A file and the table it fills.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// In D1.
    pub name: &'static str,
    /// Below data/.
    pub file: &'static str,
    /// In the order of the file.
    pub columns: &'static [Column],
    /// The primary key.
    pub key: &'static [&'static str],
    /// Columns of other tables (and of itself) that refer to a row: never delete under them.
    pub referenced_by: &'static [(&'static str, &'static str)],
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column {
        header: name,
        name,
        kind,
    }
}

const REGION_LEVELS: Kind = Kind::Word(&["provinsi", "kabkota", "kecamatan", "desa"]);
const REGION_KINDS: Kind = Kind::Word(&[
    "provinsi",
    "kabupaten",
    "kota",
    "kota_administrasi",
    "kabupaten_administrasi",
    "kecamatan",
    "desa",
    "kelurahan",
    "desa_adat",
]);
const ZONES: Kind = Kind::OptionalWord(&[
    "Asia/Jakarta",
    "Asia/Pontianak",
    "Asia/Makassar",
    "Asia/Jayapura",
]);

/// Parents before children: the order of loading; the reverse is the order of deleting.
pub const TABLES: [&Table; 7] = [
    &REGION,
    &AGENCY,
    &AGENCY_UNIT,
    &CATEGORY,
    &ROUTING_RULE,
    &HOLIDAY,
    &TERMS,
];

/// Provinces, regencies and cities, districts; villages join them on request.
pub const REGION: Table = Table {
    name: "region",
    file: "regions.csv",
    columns: &[
        column("code", Kind::Name),
        column("level", REGION_LEVELS),
        column("kind", REGION_KINDS),
        column("name", Kind::Name),
        column("parent_code", Kind::OptionalText),
        column("lat", Kind::OptionalReal),
        column("lng", Kind::OptionalReal),
        column("timezone", ZONES),
        column("area_km2", Kind::OptionalReal),
        column("population", Kind::OptionalInteger),
        column("aliases", Kind::Text),
    ],
    key: &["code"],
    referenced_by: &[
        ("region", "parent_code"),
        ("agency", "region_code"),
        ("complaint", "region_code"),
    ],
};

/// Villages as they stand in their file; loaded into `region`.
pub const VILLAGES: Table = Table {
    name: "region",
    file: "villages.csv",
    columns: &[
        column("code", Kind::Name),
        column("name", Kind::Name),
        column("kind", Kind::Word(&["desa", "kelurahan", "desa_adat"])),
        column("parent_code", Kind::Name),
        column("lat", Kind::OptionalReal),
        column("lng", Kind::OptionalReal),
    ],
    key: &["code"],
    referenced_by: &[],
};

/// Public bodies.
pub const AGENCY: Table = Table {
    name: "agency",
    file: "agencies.csv",
    columns: &[
        column("id", Kind::Id),
        column("kind", Kind::Name),
        column(
            "level",
            Kind::Word(&["pusat", "provinsi", "kabkota", "bumn"]),
        ),
        column("short_name", Kind::Name),
        column("name", Kind::Name),
        column("parent_id", Kind::OptionalText),
        column("region_code", Kind::OptionalText),
        column("aliases", Kind::Text),
        column("autonomous", Kind::Flag),
    ],
    key: &["id"],
    referenced_by: &[
        ("agency", "parent_id"),
        ("agency_unit", "national_counterpart"),
        ("category", "national_agency"),
        ("complaint", "agency_id"),
    ],
};

/// Usual units of a government.
pub const AGENCY_UNIT: Table = Table {
    name: "agency_unit",
    file: "opd_units.csv",
    columns: &[
        column("id", Kind::Id),
        column(
            "scope",
            Kind::Word(&["kabkota", "provinsi", "dki", "vertikal"]),
        ),
        column("code", Kind::Name),
        column("short_name", Kind::Name),
        column("name", Kind::Name),
        Column {
            header: "urusan",
            name: "affair",
            kind: Kind::Text,
        },
        column("aliases", Kind::Text),
        column("national_counterpart", Kind::OptionalText),
    ],
    key: &["id"],
    referenced_by: &[
        ("category", "kabkota_unit"),
        ("category", "provinsi_unit"),
        ("complaint", "unit_id"),
    ],
};

/// Topics.
pub const CATEGORY: Table = Table {
    name: "category",
    file: "categories.csv",
    columns: &[
        column("code", Kind::Id),
        column("parent_code", Kind::OptionalText),
        column("depth", Kind::Word(&["1", "2"])),
        column("name_id", Kind::Name),
        column("name_en", Kind::Name),
        column("lapor_topic", Kind::Text),
        column(
            "default_level",
            Kind::OptionalWord(&["desa", "kabkota", "provinsi", "pusat", "bersama", "bumn"]),
        ),
        column("kabkota_unit", Kind::OptionalText),
        column("provinsi_unit", Kind::OptionalText),
        column("national_agency", Kind::OptionalText),
        column(
            "urgency",
            Kind::OptionalWord(&["normal", "high", "emergency"]),
        ),
        column(
            "default_privacy",
            Kind::OptionalWord(&["anonim", "rahasia"]),
        ),
        column("keywords_formal", Kind::Text),
        column("keywords_slang_sms", Kind::Text),
        column("keywords_regional", Kind::Text),
        column("legal_basis", Kind::Text),
        column("source", Kind::Text),
    ],
    key: &["code"],
    referenced_by: &[("category", "parent_code")],
};

/// Competence rules.
pub const ROUTING_RULE: Table = Table {
    name: "routing_rule",
    file: "routing_rules.csv",
    columns: &[
        column("id", Kind::Id),
        column("category_code", Kind::Name),
        column("condition", Kind::Name),
        column("value", Kind::Name),
        column(
            "target_level",
            Kind::Word(&["desa", "kabkota", "provinsi", "pusat", "bumn"]),
        ),
        column(
            "target_type",
            Kind::Word(&["opd", "dki", "vertikal", "agency", "region"]),
        ),
        column("target", Kind::Name),
        column("priority", Kind::Integer),
        column("hints", Kind::Text),
        column("note", Kind::Text),
    ],
    key: &["id"],
    referenced_by: &[],
};

/// Days off.
pub const HOLIDAY: Table = Table {
    name: "holiday",
    file: "holidays.csv",
    columns: &[
        column("date", Kind::Date),
        column("weekday", Kind::Ignored),
        column(
            "kind",
            Kind::Word(&["libur_nasional", "cuti_bersama", "libur_pemilu"]),
        ),
        column("name_id", Kind::Name),
        column("name_en", Kind::Name),
        column("status", Kind::Name),
        column("is_working_day", Kind::Flag),
        column("note", Kind::Text),
    ],
    key: &["date", "kind", "name_id"],
    referenced_by: &[],
};

/// Periods, with dates of effect.
pub const TERMS: Table = Table {
    name: "terms",
    file: "terms.csv",
    columns: &[
        column("rule", Kind::Name),
        column("report_type", Kind::Name),
        column("scope", Kind::Name),
        column("value", Kind::PositiveInteger),
        column("unit", Kind::Word(&["wd", "day"])),
        column("basis", Kind::Name),
        column("source", Kind::Name),
        column("valid_from", Kind::Date),
        column("valid_to", Kind::OptionalDate),
    ],
    key: &["rule", "report_type", "scope", "valid_from"],
    referenced_by: &[],
};

/// Answers that officers begin with. No file of the clone: agencies write their own at the desk.
pub const ANSWER_TEMPLATE: Table = Table {
    name: "answer_template",
    file: "answer_templates.csv",
    columns: &[
        column("id", Kind::Id),
        column("agency_id", Kind::OptionalText),
        column("unit_id", Kind::OptionalText),
        column("category_code", Kind::OptionalText),
        column("title", Kind::Name),
        column("body", Kind::Name),
    ],
    key: &["id"],
    referenced_by: &[],
};

/// What is edited at the desk, parents before children.
pub const EDITED: [&Table; 7] = [
    &AGENCY,
    &AGENCY_UNIT,
    &CATEGORY,
    &ROUTING_RULE,
    &HOLIDAY,
    &TERMS,
    &ANSWER_TEMPLATE,
];

impl Table {
    /// The edited table of this name.
    pub fn edited(name: &str) -> Option<&'static Self> {
        EDITED.into_iter().find(|table| table.name == name)
    }

    /// Whether a cell of this column is stored.
    pub fn stored(&self) -> impl Iterator<Item = &'static Column> + use<> {
        let columns = self.columns.iter();
        columns.filter(|column| column.kind != Kind::Ignored)
    }

    /// Where a column stands in the file.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}
