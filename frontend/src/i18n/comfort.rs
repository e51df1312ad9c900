//! Words of the islands. Apart from the other texts: only these travel inside the bundles.

use super::Language;

/// What the islands say.
pub struct Comfort {
    pub counter_of: &'static str,
    pub counter_over: &'static str,
    pub thousands: &'static str,
    pub cost_before: &'static str,
    pub cost: &'static str,
    pub cost_unit: &'static str,
    pub places: &'static str,
    pub places_found: &'static str,
    pub chosen: &'static str,
    pub remove_place: &'static str,
    pub remove_position: &'static str,
    pub locate: &'static str,
    pub locating: &'static str,
    pub located: &'static str,
    pub precise: &'static str,
    pub rough: &'static str,
    pub vague: &'static str,
    pub denied: &'static str,
    pub no_signal: &'static str,
    pub who: &'static str,
    pub decides: &'static str,
    pub listen: &'static str,
    pub stop: &'static str,
    pub you_wrote: &'static str,
}

const INDONESIAN: Comfort = Comfort {
    counter_of: "dari 10.000 huruf",
    counter_over: "Terlalu panjang. Kelebihan huruf:",
    thousands: ".",
    cost_before: "Tulisan saja memakai sekitar 5 KB data.",
    cost: "Tulisan saja memakai ±",
    cost_unit: "KB data.",
    places: "Saran tempat",
    places_found: "saran tempat. Pilih dengan panah atas dan bawah, lalu Enter.",
    chosen: "Tempat terpilih:",
    remove_place: "Hapus tempat",
    remove_position: "Hapus lokasi",
    locate: "Pakai lokasi saya",
    locating: "Mencari lokasi Anda …",
    located: "Lokasi Anda ikut dikirim.",
    precise: "cukup tepat.",
    rough: "kira-kira. Tulis juga patokannya.",
    vague: "sangat kira-kira. Tulis tempat dan patokannya.",
    denied: "Lokasi tidak diizinkan. Tidak apa-apa: tulis saja tempat dan patokannya.",
    no_signal: "Lokasi belum ditemukan. Tidak apa-apa: tulis saja tempat dan patokannya.",
    who: "Siapa yang akan menerima?",
    decides: "Ini saran dari tulisan Anda. Petugas yang memutuskan.",
    listen: "Dengarkan formulir ini",
    stop: "Berhenti",
    you_wrote: "Anda menulis:",
};

const ENGLISH: Comfort = Comfort {
    counter_of: "of 10,000 characters",
    counter_over: "Too long. Characters too many:",
    thousands: ",",
    cost_before: "The words alone use about 5 KB of data.",
    cost: "The words alone use ±",
    cost_unit: "KB of data.",
    places: "Suggested places",
    places_found: "suggested places. Choose with the up and down arrows, then Enter.",
    chosen: "Chosen place:",
    remove_place: "Remove place",
    remove_position: "Remove location",
    locate: "Use my location",
    locating: "Finding your location …",
    located: "Your location will be sent along.",
    precise: "precise enough.",
    rough: "roughly. Please write a landmark too.",
    vague: "very roughly. Please write the place and a landmark.",
    denied: "Location is not allowed. That is fine: just write the place and a landmark.",
    no_signal: "No location found yet. That is fine: just write the place and a landmark.",
    who: "Who will receive this?",
    decides: "This is a suggestion from your words. An officer decides.",
    listen: "Listen to this form",
    stop: "Stop",
    you_wrote: "You wrote:",
};

/// What the preview of the recipient says: of another bundle.
pub struct Preview {
    pub triage: &'static str,
    pub place_unknown: &'static str,
    pub place_open: &'static str,
    pub place_by_point: &'static str,
}

const INDONESIAN_PREVIEW: Preview = Preview {
    triage: "Petugas akan memilih instansi yang tepat.",
    place_unknown: "Tempatnya belum kami kenali. Tulis kecamatan atau kabupatennya.",
    place_open: "Nama tempat ini dipakai beberapa daerah. Tulis juga kabupaten atau kotanya.",
    place_by_point: "Daerahnya kami cari dari lokasi Anda setelah terkirim.",
};

const ENGLISH_PREVIEW: Preview = Preview {
    triage: "An officer will choose the right body.",
    place_unknown: "We do not recognise the place yet. Write the district or regency.",
    place_open: "Several areas have this name. Write the regency or city too.",
    place_by_point: "We find the area from your location after you send.",
};

impl Language {
    /// What the preview says in this language.
    pub fn preview(self) -> &'static Preview {
        match self {
            Self::Indonesian => &INDONESIAN_PREVIEW,
            Self::English => &ENGLISH_PREVIEW,
        }
    }

    /// What the islands say in this language.
    pub fn comfort(self) -> &'static Comfort {
        match self {
            Self::Indonesian => &INDONESIAN,
            Self::English => &ENGLISH,
        }
    }
}
