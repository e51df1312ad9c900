//! `/laporan`.

use crate::i18n::Language;
use crate::pages::open::list::filter::Wrong;
use domain::complaint::StateName;

/// What the list of public complaints says.
pub struct ListTexts {
    /// Title.
    pub title: &'static str,
    /// What this is.
    pub lead: &'static str,
    /// For search engines and previews.
    pub description: &'static str,
    /// The search field.
    pub search: &'static str,
    /// An example of a search.
    pub search_hint: &'static str,
    /// The button of the form.
    pub submit: &'static str,
    /// Opens the filters.
    pub filters: &'static str,
    /// The region.
    pub region: &'static str,
    /// All regions.
    pub everywhere: &'static str,
    /// The category.
    pub category: &'static str,
    /// The agency.
    pub agency: &'static str,
    /// The state.
    pub state: &'static str,
    /// No choice.
    pub any: &'static str,
    /// First day.
    pub from: &'static str,
    /// Last day.
    pub until: &'static str,
    /// The order.
    pub order: &'static str,
    /// Newest first.
    pub newest: &'static str,
    /// Most supported first.
    pub supported: &'static str,
    /// Above what is chosen.
    pub chosen: &'static str,
    /// Before the name of a filter that a link takes away.
    pub without: &'static str,
    /// Takes all filters away.
    pub reset: &'static str,
    /// Names the list for those who hear it.
    pub list: &'static str,
    /// Goes on.
    pub next: &'static str,
    /// Back to the first page.
    pub first: &'static str,
    /// The feed of this list.
    pub feed: &'static str,
    /// Before the day of receipt.
    pub filed: &'static str,
    /// Past the end of an officer's period.
    pub late: &'static str,
    /// Nothing at all is public yet.
    pub none: &'static str,
    /// Nothing matches.
    pub none_found: &'static str,
    /// What to do then.
    pub none_advice: [&'static str; 3],
    /// Files a complaint.
    pub file: &'static str,
    /// Nobody supports anything that matches.
    pub none_supported: &'static str,
    /// Only misspellings matched.
    pub loose: &'static str,
    /// Nothing has all words.
    pub partial: &'static str,
    /// The order leaves out what nobody supports.
    pub only_supported: &'static str,
    /// Something matches, but nobody supports it.
    pub newest_instead: &'static str,
    /// Opens the complaint with the code that stands in the search.
    pub open_code: &'static str,
    /// The database of lists is away; what is shown is from `{time}`.
    pub stale: &'static str,
    /// And the filters with it.
    pub stale_filters: &'static str,
    /// Above what is wrong with the address.
    pub wrong: &'static str,
    /// The search is too long.
    pub wrong_search: &'static str,
    /// Nothing of the search is a word.
    pub wrong_words: &'static str,
    /// There is no such region.
    pub wrong_region: &'static str,
    /// There is no such category.
    pub wrong_category: &'static str,
    /// There is no such agency.
    pub wrong_agency: &'static str,
    /// There is no such state.
    pub wrong_state: &'static str,
    /// A day cannot be read.
    pub wrong_day: &'static str,
    /// The first day is after the last.
    pub wrong_days: &'static str,
    /// There is no such order.
    pub wrong_order: &'static str,
    /// The place in the list cannot be read.
    pub wrong_place: &'static str,
}

impl ListTexts {
    /// What is wrong with an address.
    pub fn words_of(&self, wrong: Wrong) -> &'static str {
        match wrong {
            Wrong::Search => self.wrong_search,
            Wrong::Words => self.wrong_words,
            Wrong::Region => self.wrong_region,
            Wrong::Category => self.wrong_category,
            Wrong::Agency => self.wrong_agency,
            Wrong::State => self.wrong_state,
            Wrong::Day => self.wrong_day,
            Wrong::Days => self.wrong_days,
            Wrong::Order => self.wrong_order,
            Wrong::Place => self.wrong_place,
        }
    }
}

pub(super) const ID: ListTexts = ListTexts {
    title: "Laporan publik",
    lead: "Laporan warga yang sudah diverifikasi. Laporan rahasia tidak pernah ada di sini.",
    description: "Laporan warga tentang layanan publik di seluruh Indonesia: di mana, tentang apa, sampai di mana.",
    search: "Cari kata",
    search_hint: "Contoh: jalan rusak Purwodadi. Ejaan tidak harus tepat.",
    submit: "Tampilkan",
    filters: "Saring dan urutkan",
    region: "Wilayah",
    everywhere: "Seluruh Indonesia",
    category: "Kategori",
    agency: "Instansi",
    state: "Status",
    any: "Semua",
    from: "Diterima dari tanggal",
    until: "Sampai tanggal",
    order: "Urutan",
    newest: "Terbaru",
    supported: "Paling banyak didukung",
    chosen: "Saringan yang dipakai",
    without: "Hapus saringan",
    reset: "Hapus semua saringan",
    list: "Daftar laporan",
    next: "Laporan berikutnya",
    first: "Kembali ke awal",
    feed: "Ikuti daftar ini (Atom)",
    filed: "Diterima",
    late: "Terlambat",
    none: "Belum ada laporan publik.",
    none_found: "Tidak ada laporan yang cocok.",
    none_advice: [
        "Pakai kata yang lebih umum atau lebih sedikit.",
        "Hapus salah satu saringan.",
        "Masalahnya belum dilaporkan? Laporkan sekarang.",
    ],
    file: "Buat laporan",
    none_supported: "Belum ada laporan di sini yang didukung warga lain.",
    loose: "Tidak ada yang persis cocok. Ini yang ejaannya mirip.",
    partial: "Tidak ada yang memuat semua kata. Ini yang memuat sebagian.",
    only_supported: "Hanya laporan yang sudah didukung warga.",
    newest_instead: "Tampilkan juga yang belum didukung",
    open_code: "Buka laporan {code}",
    stale: "Daftar sedang tidak dapat diperbarui. Ini keadaan pada {time}.",
    stale_filters: "Pencarian dan saringan belum bisa dipakai. Coba lagi beberapa menit lagi.",
    wrong: "Sebagian alamat ini tidak dapat dibaca dan tidak dipakai:",
    wrong_search: "Kata pencarian paling panjang 100 huruf.",
    wrong_words: "Tidak ada kata yang dapat dicari. Ketik huruf atau angka.",
    wrong_region: "Wilayah itu tidak ada.",
    wrong_category: "Kategori itu tidak ada.",
    wrong_agency: "Instansi itu tidak ada.",
    wrong_state: "Status itu tidak ada.",
    wrong_day: "Tanggal ditulis seperti 2026-11-29.",
    wrong_days: "Tanggal pertama sesudah tanggal terakhir.",
    wrong_order: "Urutan itu tidak ada.",
    wrong_place: "Halaman itu tidak ada; ini halaman pertama.",
};

pub(super) const EN: ListTexts = ListTexts {
    title: "Public complaints",
    lead: "Complaints of citizens that were verified. Confidential ones are never here.",
    description: "What citizens complain about in public services all over Indonesia: where, about what, and what became of it.",
    search: "Search words",
    search_hint: "Example: jalan rusak Purwodadi. Spelling need not be exact.",
    submit: "Show",
    filters: "Filter and order",
    region: "Region",
    everywhere: "All of Indonesia",
    category: "Category",
    agency: "Agency",
    state: "State",
    any: "All",
    from: "Received from",
    until: "Until",
    order: "Order",
    newest: "Newest",
    supported: "Most supported",
    chosen: "Filters in use",
    without: "Remove filter",
    reset: "Remove all filters",
    list: "List of complaints",
    next: "Next complaints",
    first: "Back to the beginning",
    feed: "Follow this list (Atom)",
    filed: "Received",
    late: "Late",
    none: "No complaint is public yet.",
    none_found: "No complaint matches.",
    none_advice: [
        "Use more general words, or fewer.",
        "Remove one of the filters.",
        "Nobody has reported the problem yet? Report it now.",
    ],
    file: "File a complaint",
    none_supported: "No complaint here is supported by others yet.",
    loose: "Nothing matches exactly. These are spelled alike.",
    partial: "Nothing has all of the words. These have some of them.",
    only_supported: "Only complaints that somebody supports.",
    newest_instead: "Show those without support too",
    open_code: "Open complaint {code}",
    stale: "The list cannot be renewed at the moment. This is how it stood on {time}.",
    stale_filters: "Searching and filtering do not work yet. Try again in a few minutes.",
    wrong: "Parts of this address cannot be read and were not used:",
    wrong_search: "A search has at most 100 characters.",
    wrong_words: "There is no word to search for. Type letters or digits.",
    wrong_region: "There is no such region.",
    wrong_category: "There is no such category.",
    wrong_agency: "There is no such agency.",
    wrong_state: "There is no such state.",
    wrong_day: "Days are written like 2026-11-29.",
    wrong_days: "The first day is after the last.",
    wrong_order: "There is no such order.",
    wrong_place: "There is no such page; this is the first one.",
};

/// A state as citizens read it.
pub fn state_words(language: Language, state: StateName) -> &'static str {
    let (id, en) = match state {
        StateName::Received => ("Kembali disortir", "Being sorted again"),
        StateName::AwaitingReporter => ("Menunggu pelapor", "Waiting for the reporter"),
        StateName::Assigned => ("Diteruskan", "Sent to the agency"),
        StateName::InProgress => ("Diproses", "In progress"),
        StateName::Answered => ("Ditanggapi", "Answered"),
        StateName::Rejected => ("Ditolak", "Rejected"),
        StateName::Closed => ("Selesai", "Closed"),
    };
    match language {
        Language::Indonesian => id,
        Language::English => en,
    }
}

/// "7 laporan".
pub fn count_words(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Indonesian, count) => format!("{count} laporan"),
        (Language::English, 1) => "1 complaint".to_owned(),
        (Language::English, count) => format!("{count} complaints"),
    }
}

/// "12 dukungan".
pub fn support_words(language: Language, count: u32) -> String {
    match (language, count) {
        (Language::Indonesian, count) => format!("{count} dukungan"),
        (Language::English, 1) => "1 supporter".to_owned(),
        (Language::English, count) => format!("{count} supporters"),
    }
}

/// "3 laporan serupa".
pub fn follower_words(language: Language, count: u32) -> String {
    match (language, count) {
        (Language::Indonesian, count) => format!("{count} laporan serupa"),
        (Language::English, 1) => "1 like it".to_owned(),
        (Language::English, count) => format!("{count} like it"),
    }
}
