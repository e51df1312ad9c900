//! Words of the officers' desk, apart from the citizens': the citizens' Worker does not carry them.

mod accounts;
pub mod administration;
mod frame;
mod inbox;

use super::Language;
pub use accounts::AccountTexts;
pub use administration::AdministrationTexts;
pub use frame::FrameTexts;
pub use inbox::InboxTexts;

/// Every word of the desk.
pub struct Desk {
    /// Signing in, and one's own account.
    pub accounts: AccountTexts,
    /// Around every page.
    pub frame: FrameTexts,
    /// The inbox.
    pub inbox: InboxTexts,
    /// Administration.
    pub administration: AdministrationTexts,
}

static ID: Desk = Desk {
    accounts: accounts::ID,
    frame: frame::ID,
    inbox: inbox::ID,
    administration: administration::ID,
};

static EN: Desk = Desk {
    accounts: accounts::EN,
    frame: frame::EN,
    inbox: inbox::EN,
    administration: administration::EN,
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
