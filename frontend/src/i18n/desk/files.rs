//! What officers do with files of a case.

/// Texts; `{0}` stands for what is put there.
pub struct FilesTexts {
    /// Opens the forms.
    pub manage: &'static str,
    /// Above them.
    pub hint: &'static str,
    /// Under the form for more, where the case is not confidential.
    pub public_at_once: &'static str,
    /// Label of the reason.
    pub reason: &'static str,
    /// A button.
    pub hide: &'static str,
    /// A button.
    pub show: &'static str,
    /// Opens the form that erases, and its button.
    pub remove: &'static str,
    /// A box that must be ticked for that.
    pub sure: &'static str,
    /// It was not.
    pub not_sure: &'static str,
    /// What was done.
    pub done: &'static str,
    /// A reason is missing or too long.
    pub missing_reason: &'static str,
}

pub(super) const ID: FilesTexts = FilesTexts {
    manage: "Sembunyikan atau hapus berkas",
    hint: "Pelapor dan petugas yang menangani tetap melihat berkas yang disembunyikan. Berkas yang dihapus tidak bisa kembali.",
    public_at_once: "Selama laporannya dibaca umum, berkas Anda langsung bisa dilihat siapa saja. Jangan lampirkan nama, wajah, atau dokumen pribadi.",
    reason: "Alasan (misalnya: wajah anak terlihat)",
    hide: "Sembunyikan dari umum",
    show: "Tampilkan lagi untuk umum",
    remove: "Hapus untuk selamanya",
    sure: "Ya, hapus untuk selamanya",
    not_sure: "Belum dihapus: centang dulu “Ya, hapus untuk selamanya”.",
    done: "Perubahan pada berkas sudah dicatat.",
    missing_reason: "Tulis alasannya, paling banyak 200 huruf.",
};

pub(super) const EN: FilesTexts = FilesTexts {
    manage: "Hide or remove files",
    hint: "The reporter and the officers in charge still see hidden files. Removed files cannot come back.",
    public_at_once: "While the complaint is public, anybody can see your file at once. Attach no names, faces or personal documents.",
    reason: "Reason (for example: a child's face can be seen)",
    hide: "Hide from the public",
    show: "Show to the public again",
    remove: "Remove for good",
    sure: "Yes, remove it for good",
    not_sure: "Not removed yet: tick “Yes, remove it for good” first.",
    done: "The change of the file is on record.",
    missing_reason: "Give the reason, at most 200 characters.",
};
