//! `/laporan`.

/// What the list of public complaints says.
pub struct ListTexts {
    /// Title.
    pub title: &'static str,
}

pub(super) const ID: ListTexts = ListTexts {
    title: "Laporan publik",
};

pub(super) const EN: ListTexts = ListTexts {
    title: "Public complaints",
};
