//! The counter's receipt and its paper form: what people take home.

/// Texts of the receipt.
pub struct SlipTexts {
    /// Heading.
    pub title: &'static str,
    /// Said while only this computer has it.
    pub unsent: &'static str,
    /// Said once the server has it.
    pub sent: &'static str,
    /// Said when the server refused it.
    pub refused: &'static str,
    /// Number.
    pub code: &'static str,
    /// Key.
    pub key: &'static str,
    /// About the key.
    pub key_hint: &'static str,
    /// Under the QR code.
    pub scan: &'static str,
    /// Text for those who do not see the QR code.
    pub scan_label: &'static str,
    /// Who keyed it in.
    pub recorded_by: &'static str,
    /// Never a name.
    pub officer: &'static str,
    /// The road.
    pub channel: &'static str,
    /// When it was said.
    pub said: &'static str,
    /// When the server received it.
    pub received_at: &'static str,
    /// What was filed.
    pub filed: &'static str,
    /// Where.
    pub place: &'static str,
    /// The day.
    pub occurred_on: &'static str,
    /// What was asked for.
    pub protection: &'static str,
    /// *Anonim*.
    pub anonymous: &'static str,
    /// *Rahasia*.
    pub confidential: &'static str,
    /// Heading of what happens next.
    pub next: &'static str,
    /// By when it is verified.
    pub verify_by: &'static str,
    /// By when the agency responds.
    pub respond_by: &'static str,
    /// By when it is resolved.
    pub resolve_by: &'static str,
    /// About the last two.
    pub next_hint: &'static str,
    /// Instead of dates, while they are not known.
    pub dates_later: &'static str,
    /// Heading of where to ask.
    pub ask: &'static str,
    /// Where to ask; an address follows.
    pub ask_where: &'static str,
    /// Button.
    pub print: &'static str,
    /// Without scripts.
    pub print_hint: &'static str,
}

/// Texts of the paper form.
pub struct PaperTexts {
    /// Title.
    pub title: &'static str,
    /// How to fill it in.
    pub lead: &'static str,
    /// Beside the QR code of the site.
    pub online: &'static str,
    /// Beside an optional field.
    pub optional: &'static str,
    /// Heading of what the office keeps.
    pub office: &'static str,
    /// Field of the office.
    pub keyed_on: &'static str,
    /// Field of the office.
    pub keyed_by: &'static str,
    /// Heading of the stub.
    pub stub: &'static str,
    /// How to use the stub.
    pub stub_hint: &'static str,
    /// Where to cut.
    pub cut: &'static str,
    /// Button.
    pub print: &'static str,
    /// Link back.
    pub back: &'static str,
}

pub(super) const SLIP_ID: SlipTexts = SlipTexts {
    title: "Tanda terima pengaduan",
    unsent: "Tersimpan di komputer loket, BELUM terkirim. Nomor ini berlaku setelah terkirim.",
    sent: "Terkirim dan diterima.",
    refused: "Ditolak server, belum terkirim. Nomor ini tidak berlaku.",
    code: "Nomor pengaduan",
    key: "Kunci pelapor",
    key_hint: "Rahasiakan. Siapa pun yang memegang kunci atau kode QR ini dapat membaca dan membalas pengaduan ini.",
    scan: "Pindai dengan HP untuk mengikuti. Pengaduan ini lalu ada di “Laporan saya” di HP itu.",
    scan_label: "Kode QR tautan pribadi pengaduan ini",
    recorded_by: "Dicatat oleh",
    officer: "Petugas loket",
    channel: "Masuk lewat",
    said: "Disampaikan",
    received_at: "Diterima server",
    filed: "Isi pengaduan",
    place: "Tempat",
    occurred_on: "Tanggal kejadian",
    protection: "Permintaan",
    anonymous: "Anonim",
    confidential: "Rahasia",
    next: "Yang terjadi selanjutnya",
    verify_by: "Diperiksa dan diteruskan, paling lambat",
    respond_by: "Instansi mulai menindaklanjuti, paling lambat",
    resolve_by: "Selesai ditangani, paling lambat",
    next_hint: "Dua tanggal terakhir dihitung bila pengaduan diteruskan pada hari terakhir. Tenggat yang berlaku ada di halaman pengaduan.",
    dates_later: "tanggalnya ditetapkan saat terkirim",
    ask: "Bertanya",
    ask_where: "Di loket ini dengan membawa tanda terima, atau ketik nomor pengaduan di",
    print: "Cetak tanda terima",
    print_hint: "Cetak halaman ini (Ctrl+P): hanya tanda terima yang tercetak.",
};

pub(super) const SLIP_EN: SlipTexts = SlipTexts {
    title: "Receipt of a complaint",
    unsent: "Kept on the counter's computer, NOT sent yet. This number is valid once it is sent.",
    sent: "Sent and received.",
    refused: "Refused by the server, not sent. This number is not valid.",
    code: "Complaint number",
    key: "Reporter's key",
    key_hint: "Keep it secret. Whoever holds this key or the QR code can read and answer this complaint.",
    scan: "Scan with a phone to follow it. It is then listed under “My complaints” on that phone.",
    scan_label: "QR code of the private link to this complaint",
    recorded_by: "Recorded by",
    officer: "Officer at the counter",
    channel: "Came by",
    said: "Said or written",
    received_at: "Received by the server",
    filed: "The complaint",
    place: "Where",
    occurred_on: "Day it happened",
    protection: "Asked for",
    anonymous: "Anonymous",
    confidential: "Confidential",
    next: "What happens next",
    verify_by: "Checked and forwarded by",
    respond_by: "The agency starts to act by",
    resolve_by: "Dealt with by",
    next_hint: "The last two dates count from forwarding on its last day. The dates in force stand on the complaint's page.",
    dates_later: "the date is set once it is sent",
    ask: "Questions",
    ask_where: "At this counter with this receipt, or type the number at",
    print: "Print the receipt",
    print_hint: "Print this page (Ctrl+P): only the receipt is printed.",
};

pub(super) const PAPER_ID: PaperTexts = PaperTexts {
    title: "Formulir pengaduan",
    lead: "Tulis dengan huruf yang mudah dibaca. Hanya nomor 2 dan 3 yang wajib diisi. Nama dan kontak boleh kosong.",
    online: "Lebih cepat lewat HP: pindai, atau buka",
    optional: "(boleh kosong)",
    office: "Diisi petugas",
    keyed_on: "Diketik tanggal",
    keyed_by: "Petugas",
    stub: "Tanda terima sementara",
    stub_hint: "Simpan potongan ini. Petugas menuliskan nomor pengaduan dan kunci setelah formulir diketik.",
    cut: "Gunting di sini",
    print: "Cetak formulir",
    back: "Kembali ke loket",
};

pub(super) const PAPER_EN: PaperTexts = PaperTexts {
    title: "Complaint form",
    lead: "Please write clearly. Only numbers 2 and 3 are required. Name and contact may stay empty.",
    online: "Faster by phone: scan, or open",
    optional: "(may stay empty)",
    office: "For the office",
    keyed_on: "Keyed in on",
    keyed_by: "Officer",
    stub: "Provisional receipt",
    stub_hint: "Keep this part. The officer writes down the number and the key once the form is keyed in.",
    cut: "Cut here",
    print: "Print the form",
    back: "Back to the counter",
};
