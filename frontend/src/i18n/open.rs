//! Words of the pages of what is public, apart from the citizens' own: the citizens' Worker does not carry them.

mod figures;
pub mod list;

use super::Language;
pub use figures::FiguresTexts;
pub use list::ListTexts;

/// Every word of the public pages.
pub struct Open {
    /// `/laporan`.
    pub list: ListTexts,
    /// `/statistik`, `/instansi/{id}`.
    pub figures: FiguresTexts,
}

static ID: Open = Open {
    list: list::ID,
    figures: figures::ID,
};

static EN: Open = Open {
    list: list::EN,
    figures: figures::EN,
};

impl Language {
    /// Texts of the public pages.
    pub fn open(self) -> &'static Open {
        match self {
            Self::Indonesian => &ID,
            Self::English => &EN,
        }
    }
}
