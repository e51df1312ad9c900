//! Words of the officers' desk, apart from the citizens': the citizens' Worker does not carry them.

pub mod case;
mod frame;
mod inbox;

use super::Language;
pub use case::CaseTexts;
pub use frame::FrameTexts;
pub use inbox::InboxTexts;

/// Every word of the desk.
pub struct Desk {
    /// Around every page.
    pub frame: FrameTexts,
    /// One case.
    pub case: CaseTexts,
    /// The inbox.
    pub inbox: InboxTexts,
}

static ID: Desk = Desk {
    frame: frame::ID,
    case: case::ID,
    inbox: inbox::ID,
};

static EN: Desk = Desk {
    frame: frame::EN,
    case: case::EN,
    inbox: inbox::EN,
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
