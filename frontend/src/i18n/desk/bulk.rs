//! Work on many cases at once.

use super::super::{Language, mistake_words};

/// Texts.
pub struct BulkTexts {
    /// Heading and button.
    pub assign: &'static str,
    /// Heading and button.
    pub delegate: &'static str,
    /// Heading and button.
    pub answer: &'static str,
    /// After the number of cases.
    pub cases: &'static str,
    /// What this page is for.
    pub intro: &'static str,
    /// A field.
    pub agency: &'static str,
    /// Its first choice.
    pub as_suggested: &'static str,
    /// A field.
    pub unit: &'static str,
    /// No unit.
    pub own_desk: &'static str,
    /// A field.
    pub kind: &'static str,
    /// Its first choice.
    pub as_filed: &'static str,
    /// A field.
    pub category: &'static str,
    /// A field.
    pub outcome: &'static str,
    /// An outcome.
    pub done: &'static str,
    /// An outcome.
    pub planned: &'static str,
    /// An outcome.
    pub cannot_do: &'static str,
    /// An outcome.
    pub informed: &'static str,
    /// A field.
    pub on: &'static str,
    /// A field.
    pub until: &'static str,
    /// A field.
    pub basis: &'static str,
    /// A field.
    pub text: &'static str,
    /// More about it.
    pub text_hint: &'static str,
    /// Makes the preview.
    pub preview: &'static str,
    /// Heading of the preview.
    pub preview_title: &'static str,
    /// After the number that would be done.
    pub would_be_done: &'static str,
    /// After the number that would be refused.
    pub would_be_refused: &'static str,
    /// Column.
    pub what: &'static str,
    /// Column: the heading the public reads.
    pub heading: &'static str,
    /// More about it.
    pub heading_hint: &'static str,
    /// Does it; `{n}` is the number.
    pub confirm: &'static str,
    /// Takes the titles over and looks again.
    pub again: &'static str,
    /// Back to the inbox.
    pub back: &'static str,
    /// Heading of the results.
    pub result_title: &'static str,
    /// Some are not done yet.
    pub continues: &'static str,
    /// Goes on.
    pub go_on: &'static str,
    /// An outcome of a row.
    pub is_done: &'static str,
    /// An outcome of a row.
    pub is_changed: &'static str,
    /// An outcome of a row.
    pub is_refused: &'static str,
    /// An outcome of a row.
    pub is_waiting: &'static str,
    /// Column.
    pub result: &'static str,
    /// Something must be mended.
    pub mend: &'static str,
}

pub(super) const ID: BulkTexts = BulkTexts {
    assign: "Teruskan",
    delegate: "Serahkan ke unit",
    answer: "Tanggapi",
    cases: "laporan",
    intro: "Belum ada yang berubah. Berikutnya Anda melihat apa yang akan terjadi pada setiap laporan.",
    agency: "Instansi",
    as_suggested: "sesuai usulan masing-masing",
    unit: "Unit",
    own_desk: "tanpa unit (koordinator)",
    kind: "Jenis",
    as_filed: "seperti yang dikirim",
    category: "Kategori",
    outcome: "Hasil",
    done: "selesai dikerjakan",
    planned: "akan dikerjakan",
    cannot_do: "tidak dapat dikerjakan",
    informed: "dijawab atau dicatat",
    on: "Dikerjakan pada (untuk \u{201c}selesai\u{201d})",
    until: "Paling lambat (untuk \u{201c}akan\u{201d})",
    basis: "Dasar aturan atau anggaran (untuk \u{201c}tidak dapat\u{201d})",
    text: "Tanggapan",
    text_hint: "Dibaca oleh setiap pelapor; tulis yang berlaku untuk semuanya.",
    preview: "Lihat dahulu",
    preview_title: "Yang akan terjadi",
    would_be_done: "akan dilakukan",
    would_be_refused: "tidak bisa",
    what: "Yang terjadi",
    heading: "Judul (dibaca umum)",
    heading_hint: "Tanpa nama orang.",
    confirm: "Lakukan untuk {n} laporan",
    again: "Lihat lagi",
    back: "Kembali ke kotak masuk",
    result_title: "Hasil",
    continues: "Belum semua selesai. Yang sudah, tidak diulang.",
    go_on: "Lanjutkan",
    is_done: "Selesai",
    is_changed: "Berubah sementara itu; tidak disentuh. Buka untuk melihatnya.",
    is_refused: "Tidak bisa",
    is_waiting: "Menunggu",
    result: "Hasil",
    mend: "Ada yang perlu diperbaiki:",
};

pub(super) const EN: BulkTexts = BulkTexts {
    assign: "Assign",
    delegate: "Give to a unit",
    answer: "Answer",
    cases: "complaints",
    intro: "Nothing has changed yet. Next you see what will happen to each complaint.",
    agency: "Agency",
    as_suggested: "as suggested for each",
    unit: "Unit",
    own_desk: "no unit (coordinator)",
    kind: "Kind",
    as_filed: "as filed",
    category: "Category",
    outcome: "Outcome",
    done: "done",
    planned: "will be done",
    cannot_do: "cannot be done",
    informed: "answered or noted",
    on: "Done on (for \u{201c}done\u{201d})",
    until: "At the latest on (for \u{201c}will be done\u{201d})",
    basis: "Rule or budget (for \u{201c}cannot be done\u{201d})",
    text: "Answer",
    text_hint: "Every reporter reads it: write what holds for all of them.",
    preview: "Preview",
    preview_title: "What will happen",
    would_be_done: "will be done",
    would_be_refused: "cannot be done",
    what: "What happens",
    heading: "Heading (the public reads it)",
    heading_hint: "Without names of people.",
    confirm: "Do it to {n} complaints",
    again: "Look again",
    back: "Back to the inbox",
    result_title: "Result",
    continues: "Not everything is done yet. What is done is not repeated.",
    go_on: "Go on",
    is_done: "Done",
    is_changed: "Changed meanwhile; not touched. Open it to see.",
    is_refused: "Not possible",
    is_waiting: "Waiting",
    result: "Result",
    mend: "Something needs mending:",
};

/// Why something was not done to a case.
pub fn refusal_words(language: Language, code: &str) -> &'static str {
    let (indonesian, english) = match code {
        "changed" => ("Berubah sementara itu.", "It has changed meanwhile."),
        "gone" => (
            "Tidak ada lagi di meja Anda.",
            "It is not on your desk any more.",
        ),
        "not_allowed" => ("Tidak bisa pada status ini.", "Not possible in this state."),
        "not_yours" => ("Bukan wewenang Anda.", "Not yours to do."),
        "merged" => (
            "Digabung dengan laporan lain: kerjakan yang utama.",
            "It follows another complaint: act on that one.",
        ),
        "no_suggestion" => (
            "Tidak ada usulan instansi: pilih instansinya.",
            "No agency is suggested: choose one.",
        ),
        "no_category" => (
            "Tidak ada usulan kategori: pilih kategorinya.",
            "No category is suggested: choose one.",
        ),
        "holder" => (
            "Anda hanya meneruskan di dalam instansi sendiri.",
            "You assign inside your own agency only.",
        ),
        "too_late" => ("Waktunya sudah lewat.", "The time for it is over."),
        "too_early" => ("Belum waktunya.", "It is too early."),
        "limit" => ("Sudah sesering yang boleh.", "Done as often as allowed."),
        "assigned_for_good" => (
            "Sudah ditetapkan dan tidak dialihkan lagi.",
            "Assigned for good.",
        ),
        "nothing_changed" => ("Tidak ada yang berubah.", "Nothing would change."),
        "storage" => (
            "Tidak bisa disimpan; coba dari halaman laporan.",
            "It could not be stored; try from its own page.",
        ),
        other => return mistake_words(language, other),
    };
    match language {
        Language::Indonesian => indonesian,
        Language::English => english,
    }
}
