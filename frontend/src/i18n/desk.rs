//! Words of the officers' desk, apart from the citizens': the citizens' Worker does not carry them.

mod frame;
mod inbox;
pub mod sealed;

use super::Language;
pub use frame::FrameTexts;
pub use inbox::InboxTexts;
pub use sealed::SealedTexts;

/// Every word of the desk.
pub struct Desk {
    /// Around every page.
    pub frame: FrameTexts,
    /// The inbox.
    pub inbox: InboxTexts,
    /// What is sealed.
    pub sealed: SealedTexts,
}

static ID: Desk = Desk {
    frame: frame::ID,
    inbox: inbox::ID,
    sealed: sealed::ID,
};

static EN: Desk = Desk {
    frame: frame::EN,
    inbox: inbox::EN,
    sealed: sealed::EN,
};

impl Language {
    /// The desk's texts.
    pub fn desk(self) -> &'static Desk {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}
