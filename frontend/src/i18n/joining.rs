//! Joining somebody else's complaint (*ikut melapor*).

use super::Language;

/// Words about complaints about the same matter.
pub struct Joining {
    /// It joined.
    pub joined: &'static str,
    /// The other one was over, or gone.
    pub not_joined: &'static str,
    /// Leads to those that may be about the same matter.
    pub look: &'static str,
    /// Heading of the page with them.
    pub title: &'static str,
    /// What joining means.
    pub lead: &'static str,
    /// There is none.
    pub none: &'static str,
    /// The button.
    pub join: &'static str,
    /// Takes the choice back, or closes the list.
    pub dismiss: &'static str,
    /// One was chosen; it is joined when the complaint is sent.
    pub chosen: &'static str,
    /// How far away: `{0}` metres.
    pub metres: &'static str,
    /// In the same district.
    pub district: &'static str,
    /// Words both have: `{0}`.
    pub words: &'static str,
    /// Back to the own complaint.
    pub back: &'static str,
}

impl Language {
    /// Words about complaints about the same matter.
    pub fn joining(self) -> &'static Joining {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}

static ID: Joining = Joining {
    joined: "Laporan Anda bergabung dengan laporan lain tentang hal yang sama. Nomor dan percakapan Anda tetap sendiri; jawabannya berlaku juga untuk Anda.",
    not_joined: "Laporan yang ingin Anda ikuti sudah dijawab atau tidak terbuka lagi, atau hari ini sudah banyak yang bergabung dari jaringan yang sama. Laporan Anda berjalan sendiri.",
    look: "Apakah sudah ada yang melapor hal serupa?",
    title: "Laporan serupa",
    lead: "Kalau salah satunya tentang hal yang sama, Anda bisa ikut melapor. Nomor, percakapan, dan pemberitahuan Anda tetap sendiri; instansi mengerjakannya bersama, dan jawabannya berlaku juga untuk Anda.",
    none: "Tidak ada laporan terbuka yang serupa di sekitar tempat ini. Laporan Anda berjalan sendiri.",
    join: "Ikut melapor",
    dismiss: "Bukan ini",
    chosen: "Anda ikut laporan ini. Kirim laporan Anda seperti biasa; begitu sampai, keduanya digabung.",
    metres: "tempat yang sama (± {0} m)",
    district: "kecamatan yang sama",
    words: "kata yang sama: {0}",
    back: "Kembali ke laporan saya",
};

static EN: Joining = Joining {
    joined: "Your complaint joined another about the same matter. You keep your own code and conversation; the answer counts for you too.",
    not_joined: "The complaint you wanted to join has been answered or is no longer open, or many have joined it today from the same network. Yours goes its own way.",
    look: "Has somebody already reported this?",
    title: "Similar complaints",
    lead: "If one of them is about the same matter, you can join it. You keep your own code, conversation and notices; the agency works on them together, and the answer counts for you too.",
    none: "There is no open complaint like this one near this place. Yours goes its own way.",
    join: "Join this complaint",
    dismiss: "None of these",
    chosen: "You join this complaint. Send yours as usual; when it arrives, both are put together.",
    metres: "the same place (± {0} m)",
    district: "the same district",
    words: "the same words: {0}",
    back: "Back to my complaint",
};
