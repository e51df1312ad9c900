//! Sentences for typed facts: why a complaint goes where it goes, what is wrong with a field.

use super::Language;
use domain::routing::{Desk, Place, Reason, RoutingTable, Suggestion};
use domain::submission::{Field, FieldProblem};

/// "DPUPR, Pemkab Grobogan"; `None` when it waits for an officer to choose.
pub fn desk_name(table: &RoutingTable, desk: &Desk) -> Option<String> {
    let Desk::To { agency, unit } = desk else {
        return None;
    };
    let agency = table.agency(agency)?.name.as_str();
    match unit.as_deref().and_then(|unit| table.unit(unit)) {
        Some(unit) => Some(format!("{}, {agency}", unit.name)),
        None => Some(agency.to_owned()),
    }
}

/// The desk a citizen is told of. While a name fits several places, a regional desk would be a guess among
/// them: none is named then; a body that is competent everywhere is.
pub fn suggested_desk(table: &RoutingTable, suggestion: &Suggestion) -> Option<String> {
    let is_open = matches!(suggestion.place, Place::Ambiguous { .. });
    let is_regional = match &suggestion.desk {
        Desk::To { agency, .. } => table.is_regional(agency),
        Desk::Unrouted { .. } => false,
    };
    match is_open && is_regional {
        true => None,
        false => desk_name(table, &suggestion.desk),
    }
}

/// One step of the routing decision as a sentence.
pub fn reason(language: Language, table: &RoutingTable, reason: &Reason) -> Option<String> {
    let path = |code: &str| table.region_path(code);
    let topic = |code: &str| {
        table.category(code).map(|category| match language {
            Language::Indonesian => category.name_id.clone(),
            Language::English => category.name_en.clone(),
        })
    };
    let indonesian = language == Language::Indonesian;
    Some(match reason {
        Reason::RegionGiven { region } if indonesian => format!("Anda memilih {}.", path(region)),
        Reason::RegionGiven { region } => format!("You chose {}.", path(region)),
        Reason::PlaceNamed { words, region } | Reason::PlaceInferred { words, region } => {
            if indonesian {
                format!("Tempat: \u{201c}{words}\u{201d} → {}.", path(region))
            } else {
                format!("Place: \u{201c}{words}\u{201d} → {}.", path(region))
            }
        }
        Reason::PlaceShared { words, .. } if indonesian => {
            format!("Nama \u{201c}{words}\u{201d} dipakai beberapa daerah.")
        }
        Reason::PlaceShared { words, .. } => {
            format!("Several areas are called \u{201c}{words}\u{201d}.")
        }
        Reason::PositionInside { region } if indonesian => {
            format!("Dari posisi HP Anda: {}.", path(region))
        }
        Reason::PositionInside { region } => {
            format!("From your phone's position: {}.", path(region))
        }
        Reason::NearestRegion { region } if indonesian => {
            format!("Posisi Anda paling dekat dengan {}.", path(region))
        }
        Reason::NearestRegion { region } => {
            format!("Your position is closest to {}.", path(region))
        }
        // What kind of message it is matters to officers; "spam" is no word for a citizen.
        Reason::Keywords { category, .. } if category.starts_with("LNL-") => return None,
        Reason::Keywords { words, .. } if words.is_empty() => return None,
        // The table's keywords are not the citizen's words and would read as if they were.
        Reason::Keywords { category, .. } if indonesian => format!("Topik: {}.", topic(category)?),
        Reason::Keywords { category, .. } => format!("Topic: {}.", topic(category)?),
        Reason::CloseCall { category } if indonesian => {
            format!("Bisa juga: {}. Petugas akan memastikan.", topic(category)?)
        }
        Reason::CloseCall { category } => format!(
            "It could also be: {}. An officer will make sure.",
            topic(category)?
        ),
        Reason::Level { level } => {
            let level = level_name(language, level);
            if indonesian {
                format!("Urusan ini biasanya wewenang {level}.")
            } else {
                format!("This is usually the duty of {level}.")
            }
        }
        // Rules carry notes for administrators; officers see them through the API.
        Reason::Rule { .. } if indonesian => {
            "Ada aturan wewenang khusus untuk urusan ini.".to_owned()
        }
        Reason::Rule { .. } => "A special rule of competence applies here.".to_owned(),
        Reason::RulesDisagree { .. } if indonesian => {
            "Dua aturan menunjuk tempat berbeda. Petugas akan memastikan.".to_owned()
        }
        Reason::RulesDisagree { .. } => {
            "Two rules point to different desks. An officer will make sure.".to_owned()
        }
        Reason::AdministrativeArea { region } if indonesian => {
            format!(
                "{} tidak punya dinas sendiri: provinsi yang menangani.",
                path(region)
            )
        }
        Reason::AdministrativeArea { region } => {
            format!(
                "{} has no offices of its own: the province answers.",
                path(region)
            )
        }
    })
}

fn level_name(language: Language, level: &str) -> &'static str {
    match (language, level) {
        (Language::Indonesian, "desa") => "desa atau kelurahan",
        (Language::Indonesian, "kabkota") => "pemerintah kabupaten atau kota",
        (Language::Indonesian, "provinsi") => "pemerintah provinsi",
        (Language::Indonesian, "bumn") => "badan usaha milik negara",
        (Language::Indonesian, "bersama") => "beberapa tingkat pemerintah",
        (Language::Indonesian, _) => "pemerintah pusat",
        (Language::English, "desa") => "the village",
        (Language::English, "kabkota") => "the regency or city",
        (Language::English, "provinsi") => "the province",
        (Language::English, "bumn") => "a state enterprise",
        (Language::English, "bersama") => "several levels of government",
        (Language::English, _) => "the national government",
    }
}

/// What is wrong with a field, and what to do about it.
pub fn field_problem(language: Language, field: Field, problem: FieldProblem) -> &'static str {
    use FieldProblem as P;
    if language == Language::Indonesian {
        match (problem, field) {
            (P::Required, _) => "Tulis dulu apa yang terjadi.",
            (P::TooLong, Field::Text) => "Cerita terlalu panjang: paling banyak 10.000 huruf.",
            (P::TooLong, Field::Place) => {
                "Keterangan tempat terlalu panjang: paling banyak 300 huruf."
            }
            (P::TooLong, Field::Landmark) => "Patokan terlalu panjang: paling banyak 300 huruf.",
            (P::TooLong, _) => "Terlalu panjang: paling banyak 120 huruf.",
            (P::ContainsNul, _) => {
                "Ada tanda yang tidak bisa disimpan. Periksa tulisan Anda, lalu kirim lagi."
            }
            (P::UnknownValue, _) => "Pilih salah satu yang tersedia.",
            (P::InvalidDate, _) => "Tanggal ini tidak kami kenali. Tulis seperti 20-11-2026.",
            (P::FutureDate, _) => "Tanggal ini belum terjadi.",
            (P::TooLongAgo, _) => "Tanggal ini terlalu lama berlalu.",
            (P::InvalidPhone, _) => {
                "Nomor HP tidak dikenali. Tulis seperti 0812 3456 7890, atau kosongkan."
            }
            (P::InvalidEmail, _) => {
                "Surel tidak lengkap. Tulis seperti nama@contoh.id, atau kosongkan."
            }
            (P::OutOfRange, _) => "Angka di luar batas.",
            (P::Incomplete, _) => "Lintang dan bujur harus lengkap.",
            (P::UnknownRegion, _) => "Daerah ini tidak dikenal.",
            (P::InvalidAccessKey, _) => "Kunci harus 22 huruf base64url.",
            (P::InvalidId, _) => "Nomor laporan harus UUID versi 7 atau 4.",
            (P::InvalidUtf8, _) => {
                "Sebagian huruf rusak di jalan. Periksa tulisan Anda, lalu kirim lagi."
            }
            (P::UnknownField, _) => "Isian ini tidak dikenal.",
            (P::DuplicateField, _) => "Isian ini ada dua kali.",
            (P::WrongType, _) => "Jenis isian salah.",
        }
    } else {
        match (problem, field) {
            (P::Required, _) => "Please write what happened.",
            (P::TooLong, Field::Text) => "The story is too long: at most 10,000 characters.",
            (P::TooLong, Field::Place) => {
                "The description of the place is too long: at most 300 characters."
            }
            (P::TooLong, Field::Landmark) => "The landmark is too long: at most 300 characters.",
            (P::TooLong, _) => "Too long: at most 120 characters.",
            (P::ContainsNul, _) => {
                "There is a character that cannot be stored. Check your words, then send again."
            }
            (P::UnknownValue, _) => "Choose one of those offered.",
            (P::InvalidDate, _) => "We do not recognise this date. Write it like 20-11-2026.",
            (P::FutureDate, _) => "This date has not come yet.",
            (P::TooLongAgo, _) => "This date is too long ago.",
            (P::InvalidPhone, _) => {
                "This is not a telephone number. Write it like 0812 3456 7890, or leave it empty."
            }
            (P::InvalidEmail, _) => {
                "This e-mail address is incomplete. Write it like name@example.id, or leave it empty."
            }
            (P::OutOfRange, _) => "This number is out of range.",
            (P::Incomplete, _) => "Latitude and longitude go together.",
            (P::UnknownRegion, _) => "There is no such region.",
            (P::InvalidAccessKey, _) => "An access key is 22 characters of base64url.",
            (P::InvalidId, _) => "The id must be a UUID of version 7 or 4.",
            (P::InvalidUtf8, _) => {
                "Some characters were damaged on the way. Check your words, then send again."
            }
            (P::UnknownField, _) => "This field is not known.",
            (P::DuplicateField, _) => "This field stands twice.",
            (P::WrongType, _) => "This field has another type.",
        }
    }
}
