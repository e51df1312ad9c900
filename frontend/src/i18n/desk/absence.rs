//! Who stands in for whom.

/// Texts.
pub struct AbsenceTexts {
    /// Title.
    pub title: &'static str,
    /// What it is for.
    pub intro: &'static str,
    /// Nobody is away.
    pub nobody: &'static str,
    /// Heading of the form.
    pub new: &'static str,
    /// A field.
    pub officer: &'static str,
    /// A field.
    pub substitute: &'static str,
    /// A field.
    pub from: &'static str,
    /// A field.
    pub until: &'static str,
    /// A field.
    pub reason: &'static str,
    /// More about it.
    pub reason_hint: &'static str,
    /// Keeps it.
    pub save: &'static str,
    /// Ends one.
    pub end: &'static str,
    /// Between two names.
    pub by: &'static str,
    /// Something must be mended.
    pub mend: &'static str,
    /// A mistake.
    pub wrong_officer: &'static str,
    /// A mistake.
    pub wrong_substitute: &'static str,
    /// A mistake.
    pub wrong_days: &'static str,
    /// A mistake.
    pub wrong_reason: &'static str,
    /// No post anywhere.
    pub no_agency: &'static str,
}

pub(super) const ID: AbsenceTexts = AbsenceTexts {
    title: "Pengganti",
    intro: "Selama seseorang tidak di tempat, rekan seinstansinya ikut memegang mejanya. Riwayat tetap mencatat siapa yang benar-benar bertindak.",
    nobody: "Tidak ada yang sedang atau akan digantikan.",
    new: "Atur pengganti",
    officer: "Yang tidak di tempat",
    substitute: "Penggantinya",
    from: "Dari tanggal",
    until: "Sampai tanggal",
    reason: "Sebab",
    reason_hint: "Cukup singkat, misalnya \u{201c}dinas luar\u{201d}; jangan tulis soal kesehatan.",
    save: "Simpan",
    end: "Akhiri sekarang",
    by: "digantikan oleh",
    mend: "Ada yang perlu diperbaiki:",
    wrong_officer: "Pilih seorang petugas di instansi Anda.",
    wrong_substitute: "Pilih rekan lain di instansi yang sama; inspektorat hanya digantikan inspektorat.",
    wrong_days: "Tulis tanggal mulai dan tanggal akhir, mulai hari ini atau nanti, paling lama 92 hari.",
    wrong_reason: "Tulis sebabnya, paling panjang 200 huruf.",
    no_agency: "Pengganti hanya untuk petugas instansi.",
};

pub(super) const EN: AbsenceTexts = AbsenceTexts {
    title: "Stand-ins",
    intro: "While somebody is away, a colleague of the same agency has their desk too. History still says who really acted.",
    nobody: "Nobody is or will be stood in for.",
    new: "Arrange a stand-in",
    officer: "Who is away",
    substitute: "Who stands in",
    from: "From",
    until: "Until",
    reason: "Reason",
    reason_hint: "In short, for example \u{201c}on mission\u{201d}; nothing about health.",
    save: "Save",
    end: "End it now",
    by: "stood in for by",
    mend: "Something needs mending:",
    wrong_officer: "Choose an officer of your agency.",
    wrong_substitute: "Choose another colleague of the same agency; only an inspectorate stands in for an inspectorate.",
    wrong_days: "Write the first and the last day, from today on, 92 days at most.",
    wrong_reason: "Write the reason, 200 letters at most.",
    no_agency: "Only officers of agencies are stood in for.",
};
