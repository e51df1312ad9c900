//! Photos, documents and voice notes of a complaint.

use super::Language;

/// Words about files; `{0}` and `{1}` stand for what is put there.
pub struct Attachments {
    /// Heading.
    pub title: &'static str,
    /// Heading of those the reporter sent, where officers sent some too.
    pub before: &'static str,
    /// Heading of those officers attached.
    pub after: &'static str,
    /// A picture of the reporter's: which.
    pub photo_of_reporter: &'static str,
    /// A picture of an officer's: which, of which agency.
    pub photo_of_officer: &'static str,
    /// Who an officer without an agency is.
    pub nation: &'static str,
    /// A document: which.
    pub document: &'static str,
    /// A voice note: which.
    pub voice_note: &'static str,
    /// How many files are on their way.
    pub on_the_way: &'static str,
    /// A file that is not kept any more.
    pub removed: &'static str,
    /// A file that could not be kept.
    pub refused: &'static str,
    /// How many files came with a form that came back.
    pub kept: &'static str,
    /// Heading of the form.
    pub add: &'static str,
    /// Label of its field.
    pub choose: &'static str,
    /// Hint of its field: how many may still be added.
    pub choose_hint: &'static str,
    /// What the form tells where it cannot make photos small.
    pub choose_large: &'static str,
    /// Its button.
    pub send: &'static str,
    /// Files were added: how many.
    pub added: &'static str,
    /// Nothing was chosen.
    pub nothing: &'static str,
    /// Too late.
    pub too_late: &'static str,
    /// Not shown to the public: why.
    pub hidden: &'static str,
    /// That reason, where the reporter added it to a case the public reads already.
    pub unseen: &'static str,
    /// On the receipt: how many came along.
    pub came: &'static str,
    /// On the receipt, above those that did not.
    pub left_out: &'static str,
    /// Below them.
    pub left_out_hint: &'static str,
}

const ID: Attachments = Attachments {
    title: "Foto dan berkas",
    before: "Dari pelapor",
    after: "Dari petugas",
    photo_of_reporter: "Foto {0} dari pelapor",
    photo_of_officer: "Foto {0} dari {1}",
    nation: "admin nasional",
    document: "Dokumen {0} (PDF)",
    voice_note: "Rekaman suara {0}",
    on_the_way: "{0} berkas masih dalam perjalanan",
    removed: "Satu berkas sudah dihapus.",
    refused: "Satu berkas tidak bisa disimpan.",
    kept: "{0} berkas sudah kami simpan dan ikut terkirim. Tidak perlu dipilih lagi.",
    add: "Tambah foto atau berkas",
    choose: "Pilih foto, PDF, atau rekaman suara",
    choose_hint: "Masih bisa {0} berkas, masing-masing sampai 8 MB. Lokasi dan data ponsel di dalam foto kami hapus.",
    choose_large: "Foto dikirim utuh dan memakai data sebesar ukurannya. Foto HEIC belum bisa dibaca. Di iPhone: Pengaturan › Kamera › Format › Paling Kompatibel, atau kirim tangkapan layar.",
    send: "Kirim berkas",
    added: "{0} berkas ditambahkan.",
    nothing: "Belum ada berkas yang dipilih.",
    too_late: "Waktu untuk menambah berkas sudah lewat.",
    hidden: "Tidak tampil untuk umum: {0}",
    unseen: "menunggu dilihat petugas",
    came: "Berkas yang ikut diterima: {0}",
    left_out: "Berkas ini tidak ikut:",
    left_out_hint: "Laporan Anda sudah diterima. Berkasnya bisa dikirim lagi dari halaman laporan, sampai 30 hari.",
};

const EN: Attachments = Attachments {
    title: "Photos and files",
    before: "From the reporter",
    after: "From the officers",
    photo_of_reporter: "Photo {0} from the reporter",
    photo_of_officer: "Photo {0} from {1}",
    nation: "the national desk",
    document: "Document {0} (PDF)",
    voice_note: "Voice note {0}",
    on_the_way: "Files still on their way: {0}",
    removed: "One file has been removed.",
    refused: "One file could not be kept.",
    kept: "Files we have kept, which go along: {0}. No need to choose them again.",
    add: "Add photos or files",
    choose: "Choose photos, PDFs or voice notes",
    choose_hint: "Files you can still add: {0}, each up to 8 MB. We take place and telephone data out of photos.",
    choose_large: "Photos are sent at full size and cost as much data. We cannot read HEIC photos yet. On iPhone: Settings › Camera › Formats › Most Compatible, or send a screenshot.",
    send: "Send files",
    added: "Files added: {0}.",
    nothing: "No file was chosen.",
    too_late: "The time for adding files is over.",
    hidden: "Not shown to the public: {0}",
    unseen: "an officer has yet to look at it",
    came: "Files received with it: {0}",
    left_out: "These files did not come along:",
    left_out_hint: "Your complaint has been received. The files can be sent again from its page, for 30 days.",
};

impl Language {
    /// Words about files.
    pub fn attachments(self) -> &'static Attachments {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}
