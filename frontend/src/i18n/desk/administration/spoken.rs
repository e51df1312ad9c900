//! Words for what tables hold as codes: no officer should have to know how a program writes "working days".

use crate::i18n::Language;
use domain::reference::table::Table;

/// What stands in a cell, Indonesian, English.
type Said = (&'static str, &'static str, &'static str);

/// What is said of each column.
const CELLS: [(&str, &[Said]); 17] = [
    (
        "unit",
        &[
            ("wd", "hari kerja", "working days"),
            ("day", "hari", "days"),
        ],
    ),
    ("level", LEVELS),
    ("target_level", LEVELS),
    ("default_level", LEVELS),
    (
        "scope",
        &[
            ("nation", "seluruh Indonesia", "the whole nation"),
            ("kabkota", "kabupaten/kota", "regency or city"),
            ("provinsi", "provinsi", "province"),
            ("dki", "DKI Jakarta", "DKI Jakarta"),
            (
                "vertikal",
                "cabang lembaga pusat",
                "branch of a national body",
            ),
        ],
    ),
    (
        "kind",
        &[
            ("libur_nasional", "Libur nasional", "National holiday"),
            ("cuti_bersama", "Cuti bersama", "Joint leave"),
            ("libur_pemilu", "Libur pemilu", "Election day"),
        ],
    ),
    (
        "status",
        &[
            ("official", "sudah ditetapkan", "official"),
            ("estimated", "perkiraan", "estimated"),
            (
                "official_calendar_moon_pending",
                "ditetapkan, menunggu sidang isbat",
                "official, waiting for the moon sighting",
            ),
        ],
    ),
    (
        "target_type",
        &[
            (
                "opd",
                "unit pemerintah daerah",
                "unit of a local government",
            ),
            ("dki", "unit DKI Jakarta", "unit of DKI Jakarta"),
            (
                "vertikal",
                "cabang lembaga pusat",
                "branch of a national body",
            ),
            ("agency", "instansi", "agency"),
            ("region", "pemerintah daerah", "local government"),
        ],
    ),
    (
        "urgency",
        &[
            ("normal", "biasa", "normal"),
            ("high", "mendesak", "high"),
            ("emergency", "darurat", "emergency"),
        ],
    ),
    (
        "default_privacy",
        &[
            ("anonim", "anonim", "anonymous"),
            ("rahasia", "rahasia", "confidential"),
        ],
    ),
    (
        "report_type",
        &[
            ("*", "semua jenis laporan", "every kind of complaint"),
            ("complaint", "pengaduan", "complaint"),
            ("aspiration", "aspirasi", "aspiration"),
            (
                "information_request",
                "permintaan informasi",
                "request for information",
            ),
            (
                "supervisory_complaint",
                "pengaduan berkadar pengawasan",
                "supervisory complaint",
            ),
        ],
    ),
    ("rule", RULES),
    (
        "condition",
        &[
            ("road_status", "status jalan", "status of the road"),
            ("school_level", "jenjang sekolah", "level of the school"),
            ("region_code", "wilayah", "region"),
            ("region_kind", "jenis wilayah", "kind of region"),
            ("actor_level", "tingkat pelaku", "level of who did it"),
            ("actor", "pelaku", "who did it"),
            ("default", "biasanya", "usually"),
            ("issue", "pokok masalah", "issue"),
            ("asset", "aset", "asset"),
            (
                "irrigation_area_ha",
                "luas irigasi (ha)",
                "irrigated area (ha)",
            ),
            (
                "hospital_owner",
                "pemilik rumah sakit",
                "owner of the hospital",
            ),
            ("operator", "operator", "operator"),
            ("owner", "pemilik", "owner"),
            ("product", "barang", "product"),
            ("commodity", "komoditas", "commodity"),
            ("terminal_type", "tipe terminal", "type of terminal"),
            (
                "river_authority",
                "kewenangan sungai",
                "authority over the river",
            ),
            ("sea_zone", "zona laut", "zone of the sea"),
            (
                "pollution_scope",
                "lingkup pencemaran",
                "scope of the pollution",
            ),
            ("violation", "pelanggaran", "violation"),
            ("cause", "penyebab", "cause"),
            ("amount", "jumlah", "amount"),
            ("condition", "keadaan", "condition"),
            ("no_region", "wilayah tidak diketahui", "region not known"),
            (
                "target_not_connected",
                "tujuan belum terhubung",
                "target not connected",
            ),
        ],
    ),
    ("is_working_day", YES_NO),
    ("autonomous", YES_NO),
    ("is_active", YES_NO),
    ("retired", YES_NO),
];

const LEVELS: &[Said] = &[
    ("pusat", "pusat", "national"),
    ("provinsi", "provinsi", "province"),
    ("kabkota", "kabupaten/kota", "regency or city"),
    ("desa", "desa", "village"),
    ("bersama", "bersama", "shared"),
    ("bumn", "BUMN", "state enterprise"),
];

const YES_NO: &[Said] = &[
    ("0", "tidak", "no"),
    ("1", "ya", "yes"),
    ("false", "tidak", "no"),
    ("true", "ya", "yes"),
];

const RULES: &[Said] = &[
    ("verify_by", "Batas pemeriksaan", "Checking"),
    (
        "respond_by",
        "Batas tindak lanjut pertama",
        "First follow-up",
    ),
    ("resolve_by", "Batas tanggapan", "Answer"),
    ("rework_by", "Batas tanggapan lanjutan", "Another answer"),
    ("answer_by", "Batas jawaban pelapor", "Reporter's answer"),
    ("object_by", "Batas keberatan", "Objection"),
    ("reopen_by", "Batas membuka lagi", "Reopening"),
    ("remind_answer", "Pengingat menjawab", "Reminder to answer"),
    (
        "remind_objection",
        "Pengingat keberatan",
        "Reminder to object",
    ),
    (
        "warn_before",
        "Peringatan sebelum batas",
        "Warning before the end",
    ),
    ("plan_within", "Batas janji penyelesaian", "Longest promise"),
    (
        "ombudsman_offer",
        "Tawaran ke Ombudsman",
        "Offer to go to the Ombudsman",
    ),
    (
        "escalate_head",
        "Pelaporan ke pimpinan",
        "Report to the head",
    ),
    (
        "escalate_national",
        "Pelaporan ke admin nasional",
        "Report to the national admins",
    ),
];

/// What a cell says, in words; the cell itself where it says it already.
pub fn cell_words(language: Language, column: &str, cell: &str) -> String {
    let column = CELLS.iter().find(|(name, _)| *name == column);
    let words = column.and_then(|(_, words)| words.iter().find(|(word, ..)| *word == cell));
    match (words, language) {
        (None, _) => cell.to_owned(),
        (Some((_, words, _)), Language::Indonesian) => (*words).to_owned(),
        (Some((.., words)), Language::English) => (*words).to_owned(),
    }
}

/// What a free column usually holds, where that is a word of the programs.
pub fn usual_cells(column: &str) -> Vec<&'static str> {
    let column = CELLS
        .iter()
        .find(|(name, _)| *name == column && *name == "status");
    let words = column.map_or(&[][..], |(_, words)| words);
    words.iter().map(|(word, ..)| *word).collect()
}

/// A key in words: its parts, each as its column would be said.
pub fn key_words(language: Language, table: &Table, key: &str) -> String {
    let parts: Vec<&str> = key.splitn(table.key.len().max(1), '|').collect();
    let parts = parts.iter().zip(table.key);
    let parts: Vec<String> = parts
        .map(|(part, column)| cell_words(language, column, part))
        .collect();
    parts.join(" · ")
}

/// A value of a rule: `sma_smk_slb` is "sma smk slb".
pub fn value_words(language: Language, value: &str) -> String {
    match cell_words(language, "level", value) {
        words if words != value => words,
        _ => value.replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reference::table::{AGENCY, EDITED, HOLIDAY, Kind, TERMS};

    #[test]
    fn keys_are_said_in_words() {
        let key = "answer_by|*|nation|2024-01-01";
        assert_eq!(
            key_words(Language::Indonesian, &TERMS, key),
            "Batas jawaban pelapor · semua jenis laporan · seluruh Indonesia · 2024-01-01"
        );
        assert_eq!(
            key_words(Language::English, &HOLIDAY, "2026-08-17|libur_nasional|A|B"),
            "2026-08-17 · National holiday · A|B"
        );
        assert_eq!(
            key_words(Language::English, &AGENCY, "kab-demak"),
            "kab-demak"
        );
    }

    /// Depth 1 and 2 say themselves what they are.
    #[test]
    fn every_choice_of_a_form_has_words() {
        for table in EDITED {
            for column in table.columns.iter().filter(|column| column.name != "depth") {
                let (Kind::Word(words) | Kind::OptionalWord(words)) = column.kind else {
                    continue;
                };
                let known = CELLS.iter().find(|(name, _)| *name == column.name);
                let (_, known) = known.unwrap_or_else(|| panic!("{}", column.name));
                for word in words {
                    assert!(known.iter().any(|(named, ..)| named == word), "{word}");
                }
            }
        }
    }
}
