//! Words of the officers' desk, apart from the citizens': the citizens' Worker does not carry them.

pub mod absence;
pub mod bulk;
mod frame;
pub mod inbox;

use super::Language;
pub use absence::AbsenceTexts;
pub use bulk::BulkTexts;
pub use frame::FrameTexts;
pub use inbox::InboxTexts;

/// Every word of the desk.
pub struct Desk {
    /// Around every page.
    pub frame: FrameTexts,
    /// The inbox.
    pub inbox: InboxTexts,
    /// Work on many cases.
    pub bulk: BulkTexts,
    /// Who stands in for whom.
    pub absence: AbsenceTexts,
}

static ID: Desk = Desk {
    frame: frame::ID,
    inbox: inbox::ID,
    bulk: bulk::ID,
    absence: absence::ID,
};

static EN: Desk = Desk {
    frame: frame::EN,
    inbox: inbox::EN,
    bulk: bulk::EN,
    absence: absence::EN,
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
