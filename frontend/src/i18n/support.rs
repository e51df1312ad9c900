//! Support of somebody else's complaint.

use super::Language;

/// Words about support; `{0}` stands for how many.
pub struct Support {
    /// Heading.
    pub title: &'static str,
    /// Nobody yet.
    pub nobody: &'static str,
    /// One.
    pub one: &'static str,
    /// Several.
    pub many: &'static str,
    /// What it does, and what it does not ask for.
    pub hint: &'static str,
    /// The button.
    pub button: &'static str,
    /// The button that takes it back.
    pub take_back: &'static str,
    /// It is counted.
    pub given: &'static str,
    /// It is not counted any more.
    pub taken_back: &'static str,
    /// Too many of one network.
    pub busy: &'static str,
    /// The complaint is over.
    pub over: &'static str,
    /// It lies on the phone and will be sent.
    pub waits: &'static str,
    /// It was sent from the phone.
    pub sent: &'static str,
}

impl Support {
    /// How many there are, in a sentence.
    pub fn count(&self, count: u32) -> String {
        match count {
            0 => self.nobody.to_owned(),
            1 => self.one.to_owned(),
            _ => self.many.replace("{0}", &count.to_string()),
        }
    }
}

impl Language {
    /// Words about support.
    pub fn support(self) -> &'static Support {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}

static ID: Support = Support {
    title: "Anda mengalami hal yang sama?",
    nobody: "Belum ada warga yang mendukung laporan ini.",
    one: "1 warga mendukung laporan ini.",
    many: "{0} warga mendukung laporan ini.",
    hint: "Tanpa akun, sekali per perangkat. Siapa Anda tidak dicatat. Petugas melihat jumlahnya: di antara yang bertenggat sama, yang lebih banyak didukung didahulukan.",
    button: "Saya juga mengalami – dukung",
    take_back: "Batal dukung",
    given: "Terima kasih, dukungan Anda sudah dihitung.",
    taken_back: "Dukungan Anda sudah dibatalkan.",
    busy: "Hari ini sudah banyak dukungan untuk laporan ini dari jaringan internet yang Anda pakai, jadi yang ini belum dihitung. Silakan coba lagi besok, atau lewat jaringan lain.",
    over: "Laporan ini sudah selesai, jadi dukungan tidak dihitung lagi.",
    waits: "Dikirim sendiri begitu ada sinyal.",
    sent: "Dukungan Anda sudah sampai.",
};

static EN: Support = Support {
    title: "Do you have the same problem?",
    nobody: "Nobody supports this complaint yet.",
    one: "1 person supports this complaint.",
    many: "{0} people support this complaint.",
    hint: "No account, once per device. Who you are is not kept. Officers see the number: of those due on the same day, the one with more support comes first.",
    button: "I have this problem too – support",
    take_back: "Take my support back",
    given: "Thank you, your support has been counted.",
    taken_back: "Your support has been taken back.",
    busy: "There has been a lot of support for this complaint today from the network you use, so this one is not counted yet. Please try again tomorrow, or from another network.",
    over: "This complaint is over, so support is no longer counted.",
    waits: "It is sent by itself as soon as there is a signal.",
    sent: "Your support has arrived.",
};
