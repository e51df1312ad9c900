//! Words of the pages of what is public, apart from the citizens' own: the citizens' Worker does not carry them.

mod list;

use super::Language;
pub use list::ListTexts;

/// Every word of the public pages.
pub struct Open {
    /// `/laporan`.
    pub list: ListTexts,
}

static ID: Open = Open { list: list::ID };

static EN: Open = Open { list: list::EN };

impl Language {
    /// Texts of the public pages.
    pub fn open(self) -> &'static Open {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}
