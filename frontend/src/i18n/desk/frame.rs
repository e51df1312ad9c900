//! Around every page of the desk.

/// Texts.
pub struct FrameTexts {
    /// Beside the name of the site.
    pub desk: &'static str,
    /// Label of the navigation.
    pub rooms: &'static str,
    /// Label of the links at the foot.
    pub more: &'static str,
    /// To the citizens' pages.
    pub citizens: &'static str,
    /// A room.
    pub inbox: &'static str,
    /// A room.
    pub walk_in: &'static str,
    /// A room.
    pub sealed: &'static str,
    /// A room.
    pub administration: &'static str,
    /// A room.
    pub account: &'static str,
    /// Where one goes on after something went wrong.
    pub back_to_desk: &'static str,
}

pub(super) const ID: FrameTexts = FrameTexts {
    desk: "Meja petugas",
    rooms: "Bagian",
    more: "Lainnya",
    citizens: "Halaman warga",
    inbox: "Kotak masuk",
    walk_in: "Loket",
    sealed: "Segel",
    administration: "Pengaturan",
    account: "Akun",
    back_to_desk: "Kembali ke kotak masuk",
};

pub(super) const EN: FrameTexts = FrameTexts {
    desk: "Officers' desk",
    rooms: "Sections",
    more: "More",
    citizens: "Citizens' pages",
    inbox: "Inbox",
    walk_in: "Counter",
    sealed: "Sealed",
    administration: "Settings",
    account: "Account",
    back_to_desk: "Back to the inbox",
};
