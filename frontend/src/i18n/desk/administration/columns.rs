//! What tables, columns and roles are called.

use crate::i18n::Language;
use domain::reference::table::Table;

const TABLES: [(&str, [&str; 4]); 7] = [
    (
        "agency",
        [
            "Instansi",
            "Agencies",
            "Siapa bisa memegang laporan, dan siapa di atasnya",
            "Who can hold a complaint, and who is above them",
        ],
    ),
    (
        "agency_unit",
        [
            "Unit",
            "Units",
            "Unit lazim pemerintah daerah dan cabang lembaga pusat",
            "Usual units of local governments, and branches of national bodies",
        ],
    ),
    (
        "category",
        [
            "Kategori",
            "Categories",
            "Topik laporan, kata kuncinya, dan siapa yang biasanya berwenang",
            "Topics, their keywords, and who is normally competent",
        ],
    ),
    (
        "routing_rule",
        [
            "Aturan penerusan",
            "Routing rules",
            "Kapan wewenang berbeda dari biasanya",
            "When competence differs from the usual",
        ],
    ),
    (
        "holiday",
        [
            "Hari libur",
            "Holidays",
            "Hari libur nasional, cuti bersama, pemilu",
            "National holidays, joint leave, elections",
        ],
    ),
    (
        "terms",
        [
            "Tenggat",
            "Periods",
            "Jangka waktu menurut peraturan, dengan masa berlakunya",
            "Periods by regulation, with their dates of effect",
        ],
    ),
    (
        "answer_template",
        [
            "Contoh tanggapan",
            "Answer templates",
            "Awal tanggapan yang harus disunting petugas",
            "Beginnings of answers that officers must edit",
        ],
    ),
];

const COLUMNS: [(&str, [&str; 2]); 47] = [
    ("invited_again", ["Diundang ulang", "Invited again"]),
    ("id", ["Kode", "Code"]),
    ("code", ["Kode", "Code"]),
    ("kind", ["Jenis", "Kind"]),
    ("level", ["Tingkat", "Level"]),
    ("short_name", ["Nama pendek", "Short name"]),
    ("name", ["Nama lengkap", "Full name"]),
    ("parent_id", ["Instansi di atasnya", "Agency above"]),
    ("region_code", ["Kode wilayah", "Region code"]),
    (
        "aliases",
        [
            "Nama lain, dipisah titik koma",
            "Other names, separated by semicolons",
        ],
    ),
    (
        "autonomous",
        [
            "Mengatur diri sendiri: instansi di atasnya tidak mengangkat petugasnya",
            "Governs itself: the agency above appoints no officers there",
        ],
    ),
    ("scope", ["Cakupan", "Scope"]),
    ("affair", ["Urusan", "Affair"]),
    (
        "national_counterpart",
        ["Lembaga pusat terkait", "National counterpart"],
    ),
    ("parent_code", ["Kategori di atasnya", "Category above"]),
    ("depth", ["Kedalaman", "Depth"]),
    ("name_id", ["Nama (Indonesia)", "Name (Indonesian)"]),
    ("name_en", ["Nama (Inggris)", "Name (English)"]),
    ("lapor_topic", ["Topik SP4N-LAPOR!", "SP4N-LAPOR! topic"]),
    ("default_level", ["Tingkat berwenang", "Competent level"]),
    (
        "kabkota_unit",
        ["Unit kabupaten/kota", "Unit of regency or city"],
    ),
    ("provinsi_unit", ["Unit provinsi", "Unit of province"]),
    ("national_agency", ["Lembaga pusat", "National body"]),
    ("urgency", ["Kegentingan", "Urgency"]),
    (
        "default_privacy",
        ["Perlindungan yang disarankan", "Protection suggested"],
    ),
    ("keywords_formal", ["Kata kunci baku", "Formal keywords"]),
    (
        "keywords_slang_sms",
        ["Kata kunci sehari-hari", "Everyday keywords"],
    ),
    (
        "keywords_regional",
        ["Kata kunci bahasa daerah", "Keywords in regional languages"],
    ),
    ("legal_basis", ["Dasar hukum", "Legal basis"]),
    ("source", ["Sumber", "Source"]),
    ("category_code", ["Kategori", "Category"]),
    ("condition", ["Yang ditanyakan", "What is asked"]),
    ("value", ["Nilai", "Value"]),
    ("target_level", ["Tingkat tujuan", "Level of the target"]),
    ("target_type", ["Jenis tujuan", "Kind of target"]),
    ("target", ["Tujuan", "Target"]),
    (
        "priority",
        ["Prioritas (lebih besar menang)", "Priority (higher wins)"],
    ),
    ("hints", ["Kata petunjuk", "Hint words"]),
    ("note", ["Catatan", "Note"]),
    ("date", ["Tanggal", "Date"]),
    ("weekday", ["Hari", "Weekday"]),
    ("status", ["Status", "Status"]),
    ("is_working_day", ["Kantor buka", "Offices are open"]),
    ("rule", ["Tenggat", "Period"]),
    (
        "report_type",
        ["Jenis laporan (* = semua)", "Kind of complaint (* = all)"],
    ),
    ("unit", ["Satuan", "Unit"]),
    ("basis", ["Dihitung sejak", "Counted from"]),
];

const MORE_COLUMNS: [(&str, [&str; 2]); 9] = [
    ("is_active", ["Boleh masuk", "May come in"]),
    ("roles", ["Peran", "Roles"]),
    ("valid_from", ["Berlaku mulai", "In force from"]),
    ("valid_to", ["Berlaku sampai", "In force until"]),
    (
        "agency_id",
        ["Instansi (kosong = semua)", "Agency (empty = all)"],
    ),
    ("unit_id", ["Unit", "Unit"]),
    ("title", ["Judul", "Title"]),
    ("body", ["Isi", "Text"]),
    ("retired", ["Nonaktif", "Retired"]),
];

const ROLES: [(&str, [&str; 2]); 10] = [
    ("national_admin", ["Admin nasional", "National admin"]),
    (
        "agency_coordinator",
        ["Koordinator instansi", "Agency coordinator"],
    ),
    ("liaison_officer", ["Pejabat penghubung", "Liaison officer"]),
    ("channel_operator", ["Petugas loket", "Channel operator"]),
    ("inspectorate", ["Inspektorat", "Inspectorate"]),
    ("head_of_agency", ["Pimpinan instansi", "Head of agency"]),
    ("ombudsman", ["Ombudsman", "Ombudsman"]),
    ("observer", ["Pengamat", "Observer"]),
    ("custodian", ["Penjaga segel", "Custodian"]),
    ("auditor", ["Auditor", "Auditor"]),
];

fn of<const N: usize>(
    rows: &'static [(&'static str, [&'static str; N])],
    name: &str,
    position: usize,
) -> Option<&'static str> {
    let (_, words) = rows.iter().find(|(named, _)| *named == name)?;
    words.get(position).copied()
}

fn position(language: Language) -> usize {
    match language {
        Language::Indonesian => 0,
        Language::English => 1,
    }
}

/// What a table is called.
pub fn table_label(language: Language, table: &Table) -> &'static str {
    of(&TABLES, table.name, position(language)).unwrap_or(table.name)
}

/// What it holds, in a sentence.
pub fn table_note(language: Language, table: &Table) -> &'static str {
    of(&TABLES, table.name, position(language) + 2).unwrap_or_default()
}

/// What a column is called; its own name where there is no better one.
pub fn column_label(language: Language, column: &str) -> &str {
    let position = position(language);
    of(&COLUMNS, column, position)
        .or_else(|| of(&MORE_COLUMNS, column, position))
        .unwrap_or(column)
}

/// What a role is called.
pub fn role_label(language: Language, role: &str) -> &str {
    of(&ROLES, role, position(language)).unwrap_or(role)
}

/// What kind of change it was, by the `kind` column.
pub fn kind_label(language: Language, kind: &str) -> &str {
    let names = ["edit", "import", "undo", "officer"];
    let place = names.iter().position(|name| *name == kind);
    let kinds = &language.desk().administration.kinds;
    place
        .and_then(|place| kinds.get(place).copied())
        .unwrap_or(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reference::table::EDITED;

    #[test]
    fn every_table_and_column_has_a_name_for_people() {
        for table in EDITED {
            assert_ne!(table_label(Language::English, table), table.name);
            assert!(!table_note(Language::Indonesian, table).is_empty());
            for column in table.columns {
                let is_named = of(&COLUMNS, column.name, 0).or(of(&MORE_COLUMNS, column.name, 0));
                assert!(is_named.is_some(), "{}.{}", table.name, column.name);
            }
        }
    }
}
