//! What is wrong with a row, in words.

use super::fill;
use crate::i18n::Language;
use domain::reference::rows::{Expected, Target, Wrong};

/// What is wrong, as a sentence.
pub fn wrong_words(language: Language, wrong: &Wrong) -> String {
    let is_indonesian = language == Language::Indonesian;
    let say = |id: &str, en: &str, values: &[(&str, &str)]| {
        fill(if is_indonesian { id } else { en }, values)
    };
    match wrong {
        Wrong::NoFile | Wrong::NoRows => say("Tidak ada baris.", "There are no rows.", &[]),
        Wrong::Header { found, expected } => say(
            "Kolomnya {found}, seharusnya {expected}.",
            "The columns are {found}, expected {expected}.",
            &[("expected", expected), ("found", found)],
        ),
        Wrong::Columns {
            expected,
            missing,
            unknown,
        } => columns_words(is_indonesian, *expected, missing, unknown),
        Wrong::CellCount { found, expected } => say(
            "Ada {found} kolom, seharusnya {expected}.",
            "There are {found} cells instead of {expected}.",
            &[
                ("found", &found.to_string()),
                ("expected", &expected.to_string()),
            ],
        ),
        Wrong::NotCsv => say(
            "Bukan CSV dalam UTF-8, atau tanda kutip tidak ditutup. Di Excel: Simpan sebagai “CSV UTF-8”.",
            "Not CSV in UTF-8, or a quote that does not end. In Excel: save as “CSV UTF-8”.",
            &[],
        ),
        Wrong::Kind(Expected::Something, _) => {
            say("Tidak boleh kosong.", "Must not be empty.", &[])
        }
        Wrong::Kind(expected, cell) => say(
            "Tertulis “{cell}”, seharusnya {expected}.",
            "It says “{cell}”, expected {expected}.",
            &[
                ("expected", &expected_words(is_indonesian, *expected)),
                ("cell", &shortened(cell)),
            ],
        ),
        Wrong::Unseen(letter, at) => say(
            "Karakter ke-{n} tidak terlihat (U+{code}): hapus, atau ketik ulang isinya.",
            "Character {n} is invisible (U+{code}): delete it, or type the text anew.",
            &[
                ("n", &at.to_string()),
                ("code", &format!("{:04X}", u32::from(*letter))),
            ],
        ),
        Wrong::TooLong(most) => say(
            "Lebih dari {n} karakter.",
            "More than {n} characters.",
            &[("n", &most.to_string())],
        ),
        Wrong::TooLarge(most) => say(
            "Paling besar {n}.",
            "At most {n}.",
            &[("n", &most.to_string())],
        ),
        Wrong::Twice { key, line: 0 } => say(
            "{key} sudah ada.",
            "{key} is there already.",
            &[("key", key)],
        ),
        Wrong::Twice { key, line } => say(
            "{key} sudah ada di baris {line}.",
            "{key} is on line {line} already.",
            &[("line", &line.to_string()), ("key", key)],
        ),
        Wrong::Dangling(target, id) => say(
            "{what} {id} tidak ada atau tidak berlaku.",
            "{what} {id} does not exist or is retired.",
            &[
                ("what", target_words(is_indonesian, *target)),
                ("id", &shortened(id)),
            ],
        ),
        Wrong::Circle(id) => say(
            "Induk {id} kembali ke dirinya sendiri.",
            "The parents of {id} form a circle.",
            &[("id", id)],
        ),
        Wrong::Depth => say(
            "Kedalaman 1 tanpa induk, kedalaman 2 dengan induk.",
            "Depth 1 goes with no parent, depth 2 with one.",
            &[],
        ),
        Wrong::Weekday { is, written } => say(
            "Pada tanggal itu kolom weekday berbunyi {is}, bukan {written}.",
            "For that date the column weekday reads {is}, not {written}.",
            &[("is", is), ("written", &shortened(written))],
        ),
        Wrong::EndsBeforeStart => say("Berakhir sebelum mulai.", "Ends before it begins.", &[]),
        Wrong::NoNationalRow(rule) => say(
            "{rule} tidak lagi punya baris nasional tanpa akhir: tenggatnya akan habis seketika.",
            "{rule} would have no national row without an end: its deadlines would be over at once.",
            &[("rule", rule)],
        ),
        Wrong::Unknown(name) => say(
            "“{name}” tidak dikenal.",
            "“{name}” is not known.",
            &[("name", &shortened(name))],
        ),
        Wrong::NotTheId(expected) => say(
            "Kodenya harus {expected}.",
            "The code must be {expected}.",
            &[("expected", &shortened(expected))],
        ),
        Wrong::Region(text) => text.clone(),
    }
}

/// What a header lacks; names of columns only where they are few enough to read.
fn columns_words(
    is_indonesian: bool,
    expected: usize,
    missing: &[&str],
    unknown: &[String],
) -> String {
    let pick = |id: &'static str, en: &'static str| if is_indonesian { id } else { en };
    let n = expected.to_string();
    let mut words = fill(
        pick(
            "Baris pertama harus berisi nama {n} kolom seperti di berkas hasil ekspor, dalam urutan yang sama, dipisah koma, \
             titik koma, atau tab.",
            "The first row must hold the names of the {n} columns as in an exported file, in the same order, parted by \
             commas, semicolons or tabs.",
        ),
        &[("n", &n)],
    );
    let mut add = |text: &str, names: String| {
        words.push(' ');
        words.push_str(&fill(text, &[("names", &names)]));
    };
    match (missing.is_empty(), unknown.is_empty()) {
        (true, true) => add(
            pick(
                "Urutan atau jumlahnya berbeda.",
                "Their order or number is another.",
            ),
            String::new(),
        ),
        // Not a single one: whatever the file is, it is not this table.
        _ if missing.len() == expected => add(
            pick(
                "Tidak satu pun ditemukan. Cara termudah: ekspor dahulu, lalu ubah berkas itu.",
                "None of them was found. The easiest way: export first, then change that file.",
            ),
            String::new(),
        ),
        _ => {
            if !missing.is_empty() {
                add(
                    pick("Tidak ada: {names}.", "Missing: {names}."),
                    missing.join(", "),
                );
            }
            if !unknown.is_empty() {
                let names: Vec<String> = unknown.iter().map(|name| format!("“{name}”")).collect();
                add(
                    pick("Tidak dikenal: {names}.", "Unknown: {names}."),
                    names.join(", "),
                );
            }
        }
    }
    words
}

/// What is wrong with a role that shall be given; by its name.
pub fn wrong_appointment_words(language: Language, wrong: &str) -> &'static str {
    match (language, wrong) {
        (Language::Indonesian, "role") => "Pilih peran.",
        (Language::Indonesian, "place") => {
            "Peran ini tidak cocok dengan instansi atau unit yang diisi."
        }
        (Language::Indonesian, "agency") => {
            "Instansi atau unit itu tidak ada, atau namanya cocok dengan beberapa: pilih dari usul di isiannya."
        }
        (Language::Indonesian, _) => "Peran ini di luar wewenang Anda.",
        (Language::English, "role") => "Choose a role.",
        (Language::English, "place") => "This role does not go with that agency or unit.",
        (Language::English, "agency") => {
            "There is no such agency or unit, or several have that name: choose from what its field offers."
        }
        (Language::English, _) => "This role is not yours to give.",
    }
}

fn expected_words(is_indonesian: bool, expected: Expected) -> String {
    let (id, en) = match expected {
        Expected::Something => ("isi", "some text"),
        Expected::Id => ("huruf, angka, dan -_.:", "letters, digits and -_.:"),
        Expected::OneOf(words) => {
            let one_of = if is_indonesian {
                "salah satu dari "
            } else {
                "one of "
            };
            return format!("{one_of}{}", words.join(", "));
        }
        Expected::Whole => ("bilangan bulat", "a whole number"),
        Expected::Positive => ("bilangan bulat di atas 0", "a whole number above 0"),
        Expected::Number => ("bilangan", "a number"),
        Expected::Flag => ("0 atau 1", "0 or 1"),
        Expected::Date => ("tanggal seperti 2026-08-17", "a date like 2026-08-17"),
    };
    (if is_indonesian { id } else { en }).to_owned()
}

fn target_words(is_indonesian: bool, target: Target) -> &'static str {
    match (target, is_indonesian) {
        (Target::Region, true) => "Wilayah",
        (Target::Agency, true) => "Instansi",
        (Target::Unit, _) => "Unit",
        (Target::Category, true) => "Kategori",
        (Target::Region, false) => "Region",
        (Target::Agency, false) => "Agency",
        (Target::Category, false) => "Category",
    }
}

/// A cell may have 10,000 characters; a message shows its beginning.
fn shortened(cell: &str) -> String {
    let mut beginning: String = cell.chars().take(60).collect();
    if beginning.len() < cell.len() {
        beginning.push('…');
    }
    beginning
}
