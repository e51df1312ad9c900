//! The monthly report of an agency.

/// Texts; what stands in braces is filled in.
pub struct MonthlyTexts {
    /// Link from the inbox.
    pub link: &'static str,
    /// Title; `{agency}`, `{month}`.
    pub title: &'static str,
    /// The same where supervisory cases alone are in it.
    pub title_supervision: &'static str,
    /// Under it: all cases are in it.
    pub about_everything: &'static str,
    /// Under it: all but supervisory ones.
    pub about_no_supervision: &'static str,
    /// Under it: supervisory ones alone.
    pub about_supervision: &'static str,
    /// The month is not over.
    pub running: &'static str,
    /// Beside its name.
    pub running_short: &'static str,
    /// Not for this role: title and sentence.
    pub not_for_role: (&'static str, &'static str),
    /// No such agency: title and sentence.
    pub no_agency: (&'static str, &'static str),
    /// No such month: title and sentence.
    pub no_month: (&'static str, &'static str),
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
    /// Column of the file.
    pub category_code: &'static str,
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
    title_supervision: "Laporan bulanan pengawasan {agency}, {month}",
    about_everything: "Semua laporan yang diterima bulan itu dan kini dipegang instansi ini, termasuk yang rahasia dan yang berkadar pengawasan: hanya untuk dinas.",
    about_no_supervision: "Laporan yang diterima bulan itu dan kini dipegang instansi ini, termasuk yang rahasia; tidak termasuk yang berkadar pengawasan, yang hanya dibaca inspektorat. Hanya untuk dinas.",
    about_supervision: "Hanya laporan berkadar pengawasan yang diterima bulan itu dan kini dipegang instansi ini; laporan lain tidak termasuk. Hanya untuk inspektorat.",
    running: "Bulan ini belum selesai: angkanya masih bertambah, sedangkan bulan di sebelahnya sudah lengkap.",
    running_short: "berjalan",
    not_for_role: (
        "Laporan bulanan bukan untuk peran Anda",
        "Laporan bulanan dibaca pimpinan instansi, koordinator instansi, inspektorat, dan admin nasional.",
    ),
    no_agency: (
        "Instansi ini tidak ada laporannya untuk Anda",
        "Kode instansi tidak dikenal, atau instansi itu bukan instansi Anda.",
    ),
    no_month: (
        "Bulan ini tidak ada laporannya",
        "Bulan ditulis seperti 2026-11, dan belum bisa bulan yang akan datang.",
    ),
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
    category_code: "Kode kategori",
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
    title_supervision: "Monthly report of {agency} on supervisory complaints, {month}",
    about_everything: "All complaints received in that month and now held by this agency, confidential and supervisory ones included: for official use only.",
    about_no_supervision: "Complaints received in that month and now held by this agency, confidential ones included; not the supervisory ones, which only the inspectorate reads. For official use only.",
    about_supervision: "Only supervisory complaints received in that month and now held by this agency, and no others. For the inspectorate only.",
    running: "This month is not over: its figures still grow, while the month beside it is complete.",
    running_short: "running",
    not_for_role: (
        "The monthly report is not for your role",
        "Monthly reports are for heads of agencies, agency coordinators, inspectorates and national admins.",
    ),
    no_agency: (
        "There is no report of this agency for you",
        "The code of the agency is unknown, or it is not your agency.",
    ),
    no_month: (
        "There is no report of this month",
        "A month is written like 2026-11, and cannot be one that is still to come.",
    ),
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
    category_code: "Category code",
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
