//! The counter: what was said or written is keyed in here, and leaves with a receipt.

/// Texts of the screen.
pub struct WalkInTexts {
    /// Title.
    pub title: &'static str,
    /// Under the title.
    pub lead: &'static str,
    /// To the paper form.
    pub paper: &'static str,
    /// Before the number of today's entries.
    pub count: &'static str,
    /// On whose account entries are recorded; a name follows.
    pub recorded_as: &'static str,
    /// Above the list of what is wrong.
    pub errors_title: &'static str,
    /// The id was used for other words.
    pub id_reused: &'static str,
    /// The storage is away.
    pub unavailable: &'static str,
    /// Whoever has none of the roles.
    pub forbidden_title: &'static str,
    /// Whoever has none of the roles.
    pub forbidden: &'static str,
    /// The button.
    pub submit: &'static str,
    /// Beside what was stored: leads to the empty form.
    pub next_entry: &'static str,
    /// Below the button, where a script runs.
    pub promise: &'static str,
    /// The fields.
    pub fields: EntryTexts,
    /// What lies on this computer.
    pub here: HereTexts,
}

/// Texts of the fields, on screen and on paper.
pub struct EntryTexts {
    /// How it came.
    pub channel: &'static str,
    /// Values of `channel`, in the order of `CHANNELS`.
    pub channels: [&'static str; 8],
    /// When it was said or written.
    pub said: &'static str,
    /// About the time and the zone.
    pub said_hint: &'static str,
    /// Label of the time.
    pub said_time: &'static str,
    /// Label of the zone.
    pub zone: &'static str,
    /// The story.
    pub text: &'static str,
    /// About the story.
    pub text_hint: &'static str,
    /// What the reporter wants.
    pub kind: &'static str,
    /// Values of `kind`, in the order of `KINDS`.
    pub kinds: [&'static str; 3],
    /// Where.
    pub place: &'static str,
    /// An example.
    pub place_hint: &'static str,
    /// What stands close by.
    pub landmark: &'static str,
    /// The day it happened.
    pub occurred_on: &'static str,
    /// Name.
    pub name: &'static str,
    /// Telephone.
    pub phone: &'static str,
    /// E-mail.
    pub email: &'static str,
    /// Name and contact are sealed.
    pub contact_hint: &'static str,
    /// What the reporter asks for.
    pub protection: &'static str,
    /// *Anonim*.
    pub anonymous: &'static str,
    /// *Rahasia*.
    pub confidential: &'static str,
    /// Language of the receipt.
    pub receipt_language: &'static str,
    /// What is wrong with when it was said.
    pub said_missing: &'static str,
    /// What is wrong with when it was said.
    pub said_invalid_day: &'static str,
    /// What is wrong with when it was said.
    pub said_invalid_time: &'static str,
    /// What is wrong with when it was said.
    pub said_future: &'static str,
    /// What is wrong with when it was said.
    pub said_too_long_ago: &'static str,
}

/// Texts about what lies on this computer; the page's script shows them.
pub struct HereTexts {
    /// Heading.
    pub title: &'static str,
    /// About shared computers.
    pub lead: &'static str,
    /// State of an entry.
    pub waiting: &'static str,
    /// State of an entry: the session has ended.
    pub session: &'static str,
    /// State of an entry: somebody else has signed in.
    pub officer: &'static str,
    /// State of an entry.
    pub sent: &'static str,
    /// State of an entry.
    pub refused: &'static str,
    /// Entries of others: `{}` is their number and name.
    pub others: &'static str,
    /// Button.
    pub show: &'static str,
    /// Button.
    pub mend: &'static str,
    /// Button.
    pub send_now: &'static str,
    /// Button.
    pub remove: &'static str,
    /// Button, the second time.
    pub remove_sure: &'static str,
    /// Link.
    pub sign_in: &'static str,
    /// Said after keeping; the code follows.
    pub kept: &'static str,
    /// Nothing could be kept, and there is no network.
    pub lost: &'static str,
    /// Without a network, when nobody is known to have signed in here.
    pub nobody: &'static str,
    /// The page stands in for the one of the server.
    pub offline: &'static str,
}

pub(super) const ID: WalkInTexts = WalkInTexts {
    title: "Loket: catat pengaduan",
    lead: "Ketik apa yang dikatakan atau ditulis pelapor, dengan kata-katanya sendiri. Setelah disimpan, Anda hanya dapat mengikuti statusnya lewat nomor tanda terima.",
    paper: "Cetak formulir kertas",
    count: "Anda catat hari ini:",
    recorded_as: "Dicatat atas nama",
    errors_title: "Belum tersimpan. Perbaiki dulu:",
    id_reused: "Nomor ini sudah dipakai untuk isian lain. Isian di bawah belum tersimpan: periksa, lalu tekan Simpan sekali lagi untuk mencatatnya sebagai pengaduan baru.",
    unavailable: "Server sedang tidak dapat menyimpan. Isian di bawah belum tersimpan: tunggu sebentar, lalu tekan Simpan lagi.",
    forbidden_title: "Bukan untuk peran Anda",
    forbidden: "Loket dipakai petugas kanal, pejabat penghubung, koordinator instansi, dan admin nasional.",
    submit: "Simpan dan buat tanda terima",
    next_entry: "Isian berikutnya",
    promise: "Tanpa jaringan, isian disimpan di komputer ini dan dikirim begitu tersambung.",
    fields: EntryTexts {
        channel: "Masuk lewat",
        channels: [
            "Datang ke loket",
            "Telepon",
            "Kotak pengaduan",
            "Surat",
            "SMS",
            "WhatsApp",
            "Surel",
            "X (Twitter)",
        ],
        said: "Tanggal disampaikan atau ditulis",
        said_hint: "Bukan tanggal diketik. Jam boleh kosong, misalnya untuk surat.",
        said_time: "Jam",
        zone: "Zona waktu",
        text: "Isi pengaduan",
        text_hint: "Apa yang terjadi, seperti dikatakan pelapor. Nama dan nomor pelapor punya tempat sendiri di bawah.",
        kind: "Jenis",
        kinds: ["Pengaduan", "Aspirasi", "Permintaan informasi"],
        place: "Tempat kejadian",
        place_hint: "Desa atau kelurahan, kecamatan, kabupaten atau kota",
        landmark: "Patokan di dekatnya",
        occurred_on: "Tanggal kejadian",
        name: "Nama pelapor",
        phone: "Nomor HP",
        email: "Surel",
        contact_hint: "Disimpan tersegel, terpisah dari isi pengaduan.",
        protection: "Permintaan pelapor",
        anonymous: "Anonim: sembunyikan nama dari publik dan instansi",
        confidential: "Rahasia: sembunyikan isi dari publik",
        receipt_language: "Bahasa tanda terima",
        said_missing: "Isi tanggal disampaikan atau ditulis.",
        said_invalid_day: "Tanggal ini tidak kami kenali. Tulis seperti 20-11-2026.",
        said_invalid_time: "Jam ini tidak kami kenali. Tulis seperti 09:30, atau kosongkan.",
        said_future: "Waktu ini belum terjadi. Periksa tanggal, jam, dan zona waktunya.",
        said_too_long_ago: "Sudah lebih dari setahun. Periksa tanggalnya.",
    },
    here: HereTexts {
        title: "Di komputer ini",
        lead: "Isian yang belum terkirim tersimpan di peramban ini. Tanda terima yang sudah terkirim hilang dengan sendirinya setelah 24 jam.",
        waiting: "Belum terkirim: menunggu jaringan",
        session: "Belum terkirim: masuk lagi, lalu isian ini dikirim",
        officer: "Belum terkirim: yang masuk sekarang petugas lain, atau peran Anda berubah. Masuk dengan akun Anda",
        sent: "Terkirim",
        refused: "Ditolak server, isian masih ada:",
        others: "Isian petugas lain di komputer ini: {}. Isian itu dikirim bila petugasnya masuk di sini.",
        show: "Tanda terima",
        mend: "Perbaiki (nomor baru)",
        send_now: "Kirim sekarang",
        remove: "Hapus",
        remove_sure: "Yakin hapus?",
        sign_in: "Masuk lagi",
        kept: "Tersimpan di komputer ini:",
        lost: "Komputer ini tidak dapat menyimpan dan tidak ada jaringan. Isian di layar belum tersimpan: jangan tutup halaman ini.",
        nobody: "Belum ada petugas yang masuk di komputer ini. Sambungkan ke jaringan dan masuk dulu; isian di layar belum tersimpan.",
        offline: "Tidak ada jaringan. Anda tetap dapat mencatat: isian disimpan di komputer ini.",
    },
};

pub(super) const EN: WalkInTexts = WalkInTexts {
    title: "Counter: key in a complaint",
    lead: "Type what the reporter said or wrote, in their own words. Once it is saved you can only follow its status by the number on the receipt.",
    paper: "Print the paper form",
    count: "Keyed in by you today:",
    recorded_as: "Recorded as keyed in by",
    errors_title: "Not saved yet. Please mend:",
    id_reused: "This number was used for another entry. What stands below is not saved: check it, then press Save once more to file it as a new complaint.",
    unavailable: "The server cannot save at the moment. What stands below is not saved: wait a little, then press Save again.",
    forbidden_title: "Not for your role",
    forbidden: "The counter is for channel operators, liaison officers, agency coordinators and national admins.",
    submit: "Save and make the receipt",
    next_entry: "Next entry",
    promise: "Without a network the entry is kept on this computer and sent as soon as there is one.",
    fields: EntryTexts {
        channel: "Came by",
        channels: [
            "At the counter",
            "Telephone",
            "Complaint box",
            "Letter",
            "SMS",
            "WhatsApp",
            "E-mail",
            "X (Twitter)",
        ],
        said: "Day it was said or written",
        said_hint: "Not the day of typing. The time may stay empty, for a letter for example.",
        said_time: "Time",
        zone: "Time zone",
        text: "The complaint",
        text_hint: "What happened, as the reporter says it. The reporter's name and number have a place of their own below.",
        kind: "Kind",
        kinds: ["Complaint", "Suggestion", "Request for information"],
        place: "Where it happened",
        place_hint: "Village, district, regency or city",
        landmark: "Landmark close by",
        occurred_on: "Day it happened",
        name: "Reporter's name",
        phone: "Mobile number",
        email: "E-mail",
        contact_hint: "Kept sealed, apart from the complaint.",
        protection: "What the reporter asks for",
        anonymous: "Anonymous: hide the name from the public and the agency",
        confidential: "Confidential: hide the complaint from the public",
        receipt_language: "Language of the receipt",
        said_missing: "Enter the day it was said or written.",
        said_invalid_day: "We do not recognise this date. Write it like 20-11-2026.",
        said_invalid_time: "We do not recognise this time. Write it like 09:30, or leave it empty.",
        said_future: "This moment has not come yet. Check day, time and time zone.",
        said_too_long_ago: "More than a year ago. Check the date.",
    },
    here: HereTexts {
        title: "On this computer",
        lead: "Entries that are not sent yet are kept in this browser. Receipts of sent ones disappear by themselves after 24 hours.",
        waiting: "Not sent yet: waiting for a network",
        session: "Not sent yet: sign in again and it will be sent",
        officer: "Not sent yet: another officer has signed in, or your role has changed. Sign in to your account",
        sent: "Sent",
        refused: "Refused by the server, the entry is still here:",
        others: "Entries of other officers on this computer: {}. They are sent when that officer signs in here.",
        show: "Receipt",
        mend: "Mend (new number)",
        send_now: "Send now",
        remove: "Remove",
        remove_sure: "Really remove?",
        sign_in: "Sign in again",
        kept: "Kept on this computer:",
        lost: "This computer cannot keep anything and there is no network. The entry on the screen is not saved: do not close this page.",
        nobody: "Nobody has signed in on this computer yet. Connect to the network and sign in first; the entry on the screen is not saved.",
        offline: "No network. You can go on: entries are kept on this computer.",
    },
};
