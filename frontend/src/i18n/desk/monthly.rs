//! The monthly report of an agency.

/// Texts; what stands in braces is filled in.
pub struct MonthlyTexts {
    /// Link from the inbox.
    pub link: &'static str,
    /// Title; `{agency}`, `{month}`.
    pub title: &'static str,
    /// Under it.
    pub about: &'static str,
    /// When it was made; `{at}`.
    pub made: &'static str,
    /// More cases than are counted; `{n}`.
    pub too_many: &'static str,
    /// No cases.
    pub empty: &'static str,
    /// Link.
    pub previous: &'static str,
    /// Link.
    pub next: &'static str,
    /// Link.
    pub file: &'static str,
    /// Label of the list of agencies.
    pub agency: &'static str,
    /// Its button.
    pub show: &'static str,
    /// Heading.
    pub summary: &'static str,
    /// Column.
    pub measure: &'static str,
    /// Rows of the summary, in the order of the page.
    pub rows: [&'static str; 11],
    /// Heading.
    pub rose: &'static str,
    /// Nothing rose.
    pub nothing_rose: &'static str,
    /// Column.
    pub category: &'static str,
    /// Column.
    pub region: &'static str,
    /// Column.
    pub change: &'static str,
    /// Heading.
    pub late: &'static str,
    /// Nothing is late.
    pub nothing_late: &'static str,
    /// More are late than are listed; `{n}`.
    pub late_more: &'static str,
    /// Column.
    pub code: &'static str,
    /// Column.
    pub causes: &'static str,
    /// What was late: verification, first reply, done, something now.
    pub late_steps: [&'static str; 4],
    /// Other causes: returned, asked, objected.
    pub other_causes: [&'static str; 3],
    /// Heading.
    pub heat: &'static str,
    /// What shades mean.
    pub heat_about: &'static str,
    /// No region.
    pub nowhere: &'static str,
    /// No category yet.
    pub uncategorized: &'static str,
    /// Tables that can be moved.
    pub scroll: &'static str,
}

pub(super) const ID: MonthlyTexts = MonthlyTexts {
    link: "Laporan bulanan",
    title: "Laporan bulanan {agency}, {month}",
    about: "Semua laporan yang diterima bulan itu dan dipegang instansi ini, termasuk yang rahasia: hanya untuk dinas.",
    made: "Dibuat {at}.",
    too_many: "Hanya {n} laporan pertama bulan itu yang dihitung.",
    empty: "Tidak ada laporan pada bulan ini.",
    previous: "Bulan sebelumnya",
    next: "Bulan berikutnya",
    file: "Unduh CSV",
    agency: "Instansi (kode)",
    show: "Tampilkan",
    summary: "Ringkasan",
    measure: "Ukuran",
    rows: [
        "Sudah diverifikasi",
        "Menunggu verifikasi",
        "Diverifikasi tepat waktu",
        "Ditindaklanjuti tepat waktu",
        "Dituntaskan tepat waktu",
        "Waktu sampai ditanggapi (median hari)",
        "Pernah dikembalikan",
        "Pernah ditolak pelapor",
        "Dinyatakan selesai oleh pelapor",
        "Penilaian pelapor",
        "Sedang terlambat",
    ],
    rose: "Yang naik",
    nothing_rose: "Tidak ada yang naik dibanding bulan sebelumnya.",
    category: "Kategori",
    region: "Wilayah",
    change: "Selisih",
    late: "Yang terlambat",
    nothing_late: "Tidak ada yang terlambat.",
    late_more: "… dan {n} lagi; semuanya ada di berkas CSV.",
    code: "Nomor",
    causes: "Sebab",
    late_steps: [
        "verifikasi terlambat",
        "tindak lanjut terlambat",
        "tuntas terlambat",
        "sedang terlambat",
    ],
    other_causes: ["pernah dikembalikan", "menunggu pelapor", "keberatan"],
    heat: "Kategori dan wilayah",
    heat_about: "Jumlah laporan; makin pekat makin banyak.",
    nowhere: "Tanpa wilayah",
    uncategorized: "Belum berkategori",
    scroll: "Tabel bisa digeser ke samping",
};

pub(super) const EN: MonthlyTexts = MonthlyTexts {
    link: "Monthly report",
    title: "Monthly report of {agency}, {month}",
    about: "All reports received in that month and held by this agency, confidential ones included: for official use only.",
    made: "Made {at}.",
    too_many: "Only the first {n} reports of that month are counted.",
    empty: "No reports in this month.",
    previous: "Month before",
    next: "Month after",
    file: "Download CSV",
    agency: "Agency (code)",
    show: "Show",
    summary: "In short",
    measure: "Measure",
    rows: [
        "Verified",
        "Waiting for verification",
        "Verified in time",
        "First reply in time",
        "Done in time",
        "Time to an answer (median days)",
        "Returned",
        "Objected to",
        "Confirmed by the reporter",
        "Rating by reporters",
        "Late at the moment",
    ],
    rose: "What rose",
    nothing_rose: "Nothing rose against the month before.",
    category: "Category",
    region: "Region",
    change: "Difference",
    late: "What is late",
    nothing_late: "Nothing is late.",
    late_more: "… and {n} more; all of them are in the CSV file.",
    code: "Code",
    causes: "Causes",
    late_steps: [
        "verified late",
        "replied late",
        "done late",
        "late at the moment",
    ],
    other_causes: ["returned", "waited for the reporter", "objected to"],
    heat: "Categories and regions",
    heat_about: "Numbers of reports; the darker, the more.",
    nowhere: "No region",
    uncategorized: "No category yet",
    scroll: "The table can be moved sideways",
};
