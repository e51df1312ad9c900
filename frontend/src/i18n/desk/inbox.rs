//! The inbox.

/// Texts.
pub struct InboxTexts {
    /// Title.
    pub title: &'static str,
}

pub(super) const ID: InboxTexts = InboxTexts {
    title: "Kotak masuk",
};

pub(super) const EN: InboxTexts = InboxTexts { title: "Inbox" };
