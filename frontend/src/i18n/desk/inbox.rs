//! The inbox: lists, filters, views.

use super::super::Language;
use crate::pages::desk::inbox::filter::{Due, Flag, Order};
use domain::complaint::{Channel, Classification, StateName};

/// Texts.
pub struct InboxTexts {
    /// Title.
    pub title: &'static str,
    /// Nothing at all is there.
    pub empty: &'static str,
    /// More about it.
    pub empty_more: &'static str,
    /// The filter finds nothing.
    pub nothing_found: &'static str,
    /// When the part of a long list that was looked at has nothing.
    pub nothing_so_far: &'static str,
    /// The last line of a file that does not hold everything.
    pub file_is_cut: &'static str,
    /// Takes every filter away.
    pub clear: &'static str,
    /// Label of the counts by clock.
    pub by_clock: &'static str,
    /// Label of the counts by state.
    pub by_state: &'static str,
    /// Everything.
    pub all: &'static str,
    /// What waits for this officer.
    pub mine: &'static str,
    /// Label of the search field.
    pub search: &'static str,
    /// What can be searched for.
    pub search_hint: &'static str,
    /// Opens the rest of the filter.
    pub more: &'static str,
    /// Sends the filter.
    pub apply: &'static str,
    /// A filter.
    pub state: &'static str,
    /// A filter.
    pub due: &'static str,
    /// A filter.
    pub holder: &'static str,
    /// The national desk, as a holder.
    pub national_desk: &'static str,
    /// A filter.
    pub category: &'static str,
    /// A filter.
    pub region: &'static str,
    /// What may be written there.
    pub region_hint: &'static str,
    /// A filter.
    pub channel: &'static str,
    /// A filter.
    pub kind: &'static str,
    /// A filter.
    pub flag: &'static str,
    /// A filter.
    pub from: &'static str,
    /// A filter.
    pub until: &'static str,
    /// A column of the file.
    pub received_on: &'static str,
    /// A column of the file.
    pub due_on: &'static str,
    /// A filter.
    pub order: &'static str,
    /// Any value of a filter.
    pub any: &'static str,
    /// Before the names of parameters that were not understood.
    pub unknown: &'static str,
    /// After the number of cases found.
    pub found: &'static str,
    /// Column.
    pub code: &'static str,
    /// Column.
    pub matter: &'static str,
    /// Column.
    pub place: &'static str,
    /// Column.
    pub followers: &'static str,
    /// Column.
    pub supporters: &'static str,
    /// Column.
    pub signs: &'static str,
    /// Column of the boxes.
    pub pick: &'static str,
    /// A category that routing suggests.
    pub suggested: &'static str,
    /// It follows another.
    pub merged: &'static str,
    /// To the following page.
    pub next: &'static str,
    /// To the first page.
    pub first: &'static str,
    /// Downloads what is listed.
    pub export: &'static str,
    /// Label of the tabs.
    pub views: &'static str,
    /// Opens the form that keeps a view.
    pub keep: &'static str,
    /// Label of its name.
    pub view_name: &'static str,
    /// Keeps it.
    pub save: &'static str,
    /// Opens the form that changes a view.
    pub change_view: &'static str,
    /// Gives it another name.
    pub rename: &'static str,
    /// Forgets it.
    pub forget: &'static str,
    /// Its name is missing or too long.
    pub wrong_name: &'static str,
    /// There are as many as may be.
    pub too_many_views: &'static str,
    /// Before the name of who is away.
    pub stands_in: &'static str,
    /// Before the day.
    pub until_day: &'static str,
    /// To the page of absences.
    pub absences: &'static str,
    /// Label of what can be done with the rows that are ticked.
    pub bulk: &'static str,
    /// Instead of single rows; `{n}` is their number.
    pub all_found: &'static str,
    /// Nothing was ticked.
    pub none_picked: &'static str,
    /// More than one can do at once.
    pub too_many_picked: &'static str,
    /// For roles without a list.
    pub no_list_title: &'static str,
    /// More about it.
    pub no_list: &'static str,
}

pub(super) const ID: InboxTexts = InboxTexts {
    title: "Kotak masuk",
    empty: "Belum ada laporan di meja Anda.",
    empty_more: "Laporan muncul di sini begitu diteruskan ke Anda. Tidak ada yang perlu dikerjakan sekarang.",
    nothing_found: "Tidak ada laporan yang cocok dengan saringan ini.",
    nothing_so_far: "Belum ada yang cocok di antara laporan yang sudah dilihat. Halaman berikutnya melihat lebih jauh.",
    file_is_cut: "Berkas ini belum lengkap: mungkin ada lebih banyak laporan yang cocok. Persempit saringan, misalnya per bulan.",
    clear: "Hapus saringan",
    by_clock: "Menurut tenggat",
    by_state: "Menurut status",
    all: "Semua",
    mine: "Giliran saya",
    search: "Cari",
    search_hint: "nomor atau kata",
    more: "Saringan",
    apply: "Tampilkan",
    state: "Status",
    due: "Tenggat",
    holder: "Pemegang",
    national_desk: "Meja nasional",
    category: "Kategori",
    region: "Wilayah",
    region_hint: "nama atau kode",
    channel: "Kanal",
    kind: "Jenis",
    flag: "Tanda",
    from: "Diterima sejak",
    until: "Diterima sampai",
    received_on: "Diterima",
    due_on: "Tenggat (tanggal)",
    order: "Urutan",
    any: "semua",
    unknown: "Bagian alamat ini tidak dikenal dan diabaikan:",
    found: "laporan",
    code: "Nomor",
    matter: "Perihal",
    place: "Tempat",
    followers: "Pengikut",
    supporters: "Dukungan",
    signs: "Tanda",
    pick: "Pilih",
    suggested: "usulan",
    merged: "digabung",
    next: "Berikutnya",
    first: "Halaman pertama",
    export: "Unduh CSV",
    views: "Tampilan tersimpan",
    keep: "Simpan tampilan ini",
    view_name: "Nama tampilan",
    save: "Simpan",
    change_view: "Ubah tampilan ini",
    rename: "Ganti nama",
    forget: "Hapus",
    wrong_name: "Tulis nama, paling panjang 60 huruf.",
    too_many_views: "Paling banyak 30 tampilan. Hapus salah satu dahulu.",
    stands_in: "Menggantikan",
    until_day: "sampai",
    absences: "Pengganti",
    bulk: "Yang dicentang",
    all_found: "Semua {n} hasil",
    none_picked: "Centang satu laporan atau lebih dahulu.",
    too_many_picked: "Paling banyak 300 laporan sekaligus. Persempit saringan.",
    no_list_title: "Kotak masuk bukan untuk peran Anda",
    no_list: "Peran Anda tidak membaca daftar laporan. Tempat kerja Anda:",
};

pub(super) const EN: InboxTexts = InboxTexts {
    title: "Inbox",
    empty: "There is nothing on your desk yet.",
    empty_more: "Complaints appear here as soon as they are sent to you. There is nothing to do right now.",
    nothing_found: "No complaint matches this filter.",
    nothing_so_far: "Nothing matches among the complaints looked at so far. The next page looks further.",
    file_is_cut: "This file is not complete: more complaints may match. Narrow the filter, for example to a month.",
    clear: "Clear the filter",
    by_clock: "By deadline",
    by_state: "By state",
    all: "All",
    mine: "Mine to act",
    search: "Search",
    search_hint: "code or words",
    more: "Filter",
    apply: "Show",
    state: "State",
    due: "Deadline",
    holder: "Holder",
    national_desk: "National desk",
    category: "Category",
    region: "Region",
    region_hint: "name or code",
    channel: "Channel",
    kind: "Kind",
    flag: "Mark",
    from: "Received from",
    until: "Received until",
    received_on: "Received",
    due_on: "Due (date)",
    order: "Order",
    any: "any",
    unknown: "These parts of the address are not known and were ignored:",
    found: "complaints",
    code: "Code",
    matter: "Matter",
    place: "Place",
    followers: "Followers",
    supporters: "Support",
    signs: "Marks",
    pick: "Pick",
    suggested: "suggested",
    merged: "joined",
    next: "Next",
    first: "First page",
    export: "Download CSV",
    views: "Saved views",
    keep: "Save this view",
    view_name: "Name of the view",
    save: "Save",
    change_view: "Change this view",
    rename: "Rename",
    forget: "Delete",
    wrong_name: "Write a name, 60 letters at most.",
    too_many_views: "30 views at most. Delete one first.",
    stands_in: "Standing in for",
    until_day: "until",
    absences: "Stand-ins",
    bulk: "With those ticked",
    all_found: "All {n} found",
    none_picked: "Tick one complaint or more first.",
    too_many_picked: "300 complaints at once at most. Narrow the filter.",
    no_list_title: "The inbox is not for your role",
    no_list: "Your role reads no lists of complaints. Your place of work:",
};

fn say(language: Language, id: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Indonesian => id,
        Language::English => en,
    }
}

/// A state, in one or two words.
pub fn state_words(language: Language, state: StateName) -> &'static str {
    match state {
        StateName::Received => say(language, "Baru", "New"),
        StateName::AwaitingReporter => say(language, "Tunggu pelapor", "With reporter"),
        StateName::Assigned => say(language, "Diteruskan", "Assigned"),
        StateName::InProgress => say(language, "Diproses", "In progress"),
        StateName::Answered => say(language, "Ditanggapi", "Answered"),
        StateName::Rejected => say(language, "Diarsipkan", "Archived"),
        StateName::Closed => say(language, "Selesai", "Closed"),
    }
}

/// A part of the clock.
pub fn due_words(language: Language, due: Due) -> &'static str {
    match due {
        Due::Late => say(language, "Terlambat", "Late"),
        Due::Today => say(language, "Hari ini", "Today"),
        Due::Week => say(language, "Minggu ini", "This week"),
        Due::Later => say(language, "Nanti", "Later"),
        Due::Idle => say(language, "Tanpa tenggat", "No deadline"),
    }
}

/// Something special about a case.
pub fn flag_words(language: Language, flag: Flag) -> &'static str {
    match flag {
        Flag::Confidential => say(language, "rahasia", "confidential"),
        Flag::Supervisory => say(language, "pengawasan", "supervisory"),
        Flag::Returned => say(language, "salah alamat", "misrouted"),
        Flag::Reopened => say(language, "dibuka lagi", "reopened"),
    }
}

/// An order.
pub fn order_words(language: Language, order: Order) -> &'static str {
    match order {
        Order::Due => say(
            language,
            "tenggat terdekat, lalu dukungan",
            "due first, then support",
        ),
        Order::Newest => say(language, "terbaru", "newest"),
        Order::Supported => say(language, "terbanyak didukung", "most supported"),
        Order::Followed => say(language, "terbanyak diikuti", "most followed"),
    }
}

/// The road a complaint came by.
pub fn channel_words(language: Language, channel: Channel) -> &'static str {
    match channel {
        Channel::Web => say(language, "situs", "website"),
        Channel::App => say(language, "aplikasi", "app"),
        Channel::Sms => "SMS",
        Channel::WhatsApp => "WhatsApp",
        Channel::X => "X",
        Channel::Email => say(language, "surel", "e-mail"),
        Channel::WalkIn => say(language, "loket", "counter"),
        Channel::Phone => say(language, "telepon", "telephone"),
        Channel::Box => say(language, "kotak pengaduan", "box"),
        Channel::Letter => say(language, "surat", "letter"),
        Channel::Api => say(language, "sistem lain", "other system"),
    }
}

/// What a complaint is, in one or two words.
pub fn kind_words(language: Language, kind: Classification) -> &'static str {
    match kind {
        Classification::Complaint => say(language, "pengaduan", "complaint"),
        Classification::SupervisoryComplaint => {
            say(language, "pengaduan pengawasan", "supervisory complaint")
        }
        Classification::Aspiration => say(language, "aspirasi", "proposal"),
        Classification::InformationRequest => {
            say(language, "permintaan informasi", "information request")
        }
    }
}

/// By how many working days something is late.
pub fn late_words(language: Language, days: u32) -> String {
    match (language, days) {
        (Language::Indonesian, 0) => "Lewat tenggat".to_owned(),
        (Language::Indonesian, days) => format!("Terlambat {days} hari kerja"),
        (Language::English, 0) => "Past its end".to_owned(),
        (Language::English, 1) => "Late by 1 working day".to_owned(),
        (Language::English, days) => format!("Late by {days} working days"),
    }
}
