//! `/poster`.

/// What posters and the page about them say.
pub struct PosterTexts {
    /// Title of the page.
    pub title: &'static str,
    /// What posters there are, and how to come to one.
    pub about: &'static str,
    /// Above agencies of the whole country.
    pub national: &'static str,
    /// Opens their list.
    pub national_list: &'static str,
    /// What this is. `{0}` is the office.
    pub lead: &'static str,
    /// A4, A3 and banner.
    pub sizes: [&'static str; 3],
    /// How to print.
    pub print: &'static str,
    /// The posters of a regency's villages.
    pub villages: &'static str,
    /// Above the regions to choose from.
    pub choose: &'static str,
    /// The posters in the other language.
    pub other_language: &'static str,
    /// The call on the poster, in one or two lines.
    pub call: &'static str,
    /// Below it.
    pub promise: &'static str,
    /// What happens, in three steps.
    pub steps: [&'static str; 3],
    /// Beside the code.
    pub scan: &'static str,
    /// Names the code.
    pub code: &'static str,
    /// Without a phone.
    pub counter: &'static str,
    /// Free, and nobody has to say their name.
    pub free: &'static str,
    /// What else is at the counter of a village.
    pub village: &'static str,
}

/// Indonesian.
pub static ID: PosterTexts = PosterTexts {
    title: "Poster dan spanduk",
    about: "Untuk kantor pelayanan: poster A4, A3, dan spanduk dengan kode QR dan alamat pendek ke formulir laporan, dalam bahasa Indonesia dan Inggris. Pilih daerah, lalu pemerintah daerahnya atau desa dan kelurahannya, atau pilih instansi pusat.",
    national: "Instansi pusat",
    national_list: "Kementerian, lembaga, dan badan usaha milik negara",
    lead: "Untuk dicetak dan dipasang di {0}.",
    sizes: ["Poster A4", "Poster A3", "Spanduk 3 × 1 meter"],
    print: "Buka, lalu cetak dari peramban (Ctrl+P): ukuran kertas sudah diatur, tanpa margin. Untuk spanduk, simpan sebagai PDF dan serahkan ke percetakan.",
    villages: "Kantor desa dan kelurahan",
    choose: "Pilih daerah",
    other_language: "Versi bahasa Inggris",
    call: "Ada masalah? Laporkan.",
    promise: "Satu pintu untuk semua pengaduan. Kami yang meneruskan ke instansi yang berwenang.",
    steps: [
        "Pindai kode atau buka alamatnya.",
        "Ceritakan apa yang terjadi dan di mana.",
        "Simpan nomornya, pantau jawabannya.",
    ],
    scan: "Pindai kode ini, atau buka",
    code: "Kode QR ke formulir laporan",
    counter: "Tidak punya HP? Petugas di kantor ini membantu Anda.",
    free: "Gratis. Tanpa akun. Nama boleh dirahasiakan. Tanpa sinyal pun bisa ditulis dulu.",
    village: "Kantor {0}",
};

/// English.
pub static EN: PosterTexts = PosterTexts {
    title: "Posters and banners",
    about: "For offices that serve people: A4 and A3 posters and a banner with a QR code and a short address of the complaint form, in Indonesian and English. Choose an area, then its government or a village, or choose a national agency.",
    national: "National agencies",
    national_list: "Ministries, agencies and state-owned enterprises",
    lead: "To print and put up at {0}.",
    sizes: ["Poster A4", "Poster A3", "Banner 3 × 1 metres"],
    print: "Open it, then print from the browser (Ctrl+P): the paper size is set, without margins. For a banner, save it as PDF and give it to a print shop.",
    villages: "Village offices",
    choose: "Choose an area",
    other_language: "Indonesian version",
    call: "Something wrong? Report it.",
    promise: "One door for every complaint. We pass it on to the office in charge.",
    steps: [
        "Scan the code or open the address.",
        "Tell us what happened and where.",
        "Keep your number, follow the answer.",
    ],
    scan: "Scan this code, or open",
    code: "QR code to the complaint form",
    counter: "No phone? The staff here will help you.",
    free: "Free. No account. Your name can be kept secret. You can write it even without a signal.",
    village: "Office of {0}",
};
