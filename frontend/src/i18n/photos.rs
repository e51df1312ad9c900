//! Photos, documents and voice notes: picking them, and how far they have come.

/// Files, on the form, on the receipt and on `/kirim`.
pub struct Photos {
    /// Above the picker.
    pub title: &'static str,
    /// Below that.
    pub hint: &'static str,
    /// Button: the camera.
    pub take: &'static str,
    /// Button: what is on the phone.
    pub choose: &'static str,
    /// Button beside a file.
    pub remove: &'static str,
    /// Box: where and when the picture was taken.
    pub place: &'static str,
    /// It was in there, and stands in the fields now.
    pub told: &'static str,
    /// It was not in there.
    pub untold: &'static str,
    /// Box: larger pictures.
    pub sharp: &'static str,
    /// Box: not over paid data.
    pub wifi: &'static str,
    /// A picture is being made small.
    pub busy: &'static str,
    /// What all cost; `{}` is the size.
    pub total: &'static str,
    /// A picture.
    pub photo: &'static str,
    /// A voice note.
    pub voice: &'static str,
    /// A document.
    pub document: &'static str,
    /// Button: begins to record.
    pub record: &'static str,
    /// Button: ends it.
    pub stop: &'static str,
    /// Recording is not possible.
    pub no_microphone: &'static str,
    /// More than `{}`.
    pub too_many: &'static str,
    /// After a file's name.
    pub too_large: &'static str,
    /// Likewise.
    pub unreadable: &'static str,
    /// Likewise.
    pub wrong: &'static str,
    /// Likewise: a picture that only Apple opens.
    pub heic: &'static str,
    /// Likewise: the phone is full.
    pub full: &'static str,
    /// The words were kept without files.
    pub dropped: &'static str,
    /// What takes files in is not loaded.
    pub offline: &'static str,
    /// They wait for the words: `{n}` files of `{k}` KB.
    pub wait: &'static str,
    /// `{n}` of `{m}` have arrived.
    pub sent: &'static str,
    /// They wait for a network.
    pub waits: &'static str,
    /// Button: loads the page with what has arrived.
    pub see: &'static str,
    /// Files that came after the words are on the phone.
    pub stored: &'static str,
    /// Without scripts: how large a file may be, and what it costs.
    pub plain: &'static str,
    /// They wait for Wi-Fi.
    pub held: &'static str,
    /// Button: not any more.
    pub now: &'static str,
    /// The server did not take `{n}`.
    pub refused: &'static str,
    /// The phone lost `{n}`.
    pub lost: &'static str,
}

pub(super) const ID: Photos = Photos {
    title: "Foto, PDF, atau suara",
    hint: "Paling banyak 5. Lokasi yang tersembunyi di dalam foto dibuang.",
    take: "Ambil foto",
    choose: "Pilih berkas",
    remove: "Hapus",
    place: "Pakai lokasi dan waktu dari foto",
    told: "Lokasi atau waktu diambil dari foto.",
    untold: "Foto ini tidak memuat lokasi atau waktu.",
    sharp: "Foto jelas (data sekitar 2 kali lipat)",
    wifi: "Kirim berkas lewat Wi-Fi saja",
    busy: "Menyiapkan berkas…",
    total: "Semua berkas: ± {} data",
    photo: "Foto",
    voice: "Suara",
    document: "Dokumen",
    record: "Rekam suara",
    stop: "Selesai merekam",
    no_microphone: "Mikrofon tidak bisa dipakai.",
    too_many: "Paling banyak {} berkas. Sisanya tidak ikut.",
    too_large: "terlalu besar. Foto sampai 40 MB, PDF 2,5 MB, suara 400 KB.",
    unreadable: "tidak bisa dibuka. Coba ambil foto lagi.",
    wrong: "bukan foto, PDF, atau suara yang kami kenal.",
    heic: "foto HEIC belum bisa dibaca. Di iPhone: Pengaturan › Kamera › Format › Paling Kompatibel, atau kirim tangkapan layar.",
    full: "memori HP penuh. Tulisan Anda tetap aman.",
    dropped: "Memori HP penuh: berkas dilepas, tulisan Anda tetap dikirim.",
    offline: "Belum bisa menambah berkas tanpa sinyal. Coba lagi nanti.",
    wait: "{n} berkas ikut, ± {k} KB",
    sent: "Berkas terkirim: {n} dari {m}",
    waits: "menunggu sinyal",
    see: "Tampilkan berkas",
    stored: "Berkas tersimpan di HP ini dan terkirim begitu ada sinyal.",
    plain: "Tiap berkas sampai 8 MB. Foto dikirim utuh.",
    held: "menunggu Wi-Fi",
    now: "Kirim berkas sekarang",
    refused: "{n} ditolak",
    lost: "{n} hilang dari HP ini",
};

pub(super) const EN: Photos = Photos {
    title: "Photos, PDF or sound",
    hint: "Five at most. The location hidden inside photos is removed.",
    take: "Take photo",
    choose: "Choose files",
    remove: "Remove",
    place: "Use the photo’s location and time",
    told: "Location or time taken from the photo.",
    untold: "This photo holds no location or time.",
    sharp: "Sharp photos (about twice the data)",
    wifi: "Send files over Wi-Fi only",
    busy: "Preparing files…",
    total: "All files: ± {} of data",
    photo: "Photo",
    voice: "Sound",
    document: "Document",
    record: "Record sound",
    stop: "Stop recording",
    no_microphone: "The microphone cannot be used.",
    too_many: "At most {} files. The others are left out.",
    too_large: "too large. Photos up to 40 MB, PDFs 2.5 MB, sound 400 KB.",
    unreadable: "cannot be opened. Try to take the photo again.",
    wrong: "no photo, PDF or sound that we know.",
    heic: "we cannot read HEIC photos yet. On iPhone: Settings › Camera › Formats › Most Compatible, or send a screenshot.",
    full: "the phone is full. Your words are safe.",
    dropped: "The phone is full: files are left out, your words are sent.",
    offline: "Files cannot be added without a network yet. Try again later.",
    wait: "Files with it: {n}, ± {k} KB",
    sent: "Files sent: {n} of {m}",
    waits: "waiting for a network",
    see: "Show the files",
    stored: "The files are kept on this phone and leave as soon as there is a network.",
    plain: "Up to 8 MB each. Photos are sent at full size.",
    held: "waiting for Wi-Fi",
    now: "Send files now",
    refused: "{n} refused",
    lost: "{n} lost from this phone",
};
