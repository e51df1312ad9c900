//! Words of the pages of what is public, apart from the citizens' own: the citizens' Worker does not carry them.

mod figures;
pub mod list;
pub mod map;
pub mod poster;

use super::Language;
pub use figures::FiguresTexts;
pub use list::ListTexts;
pub use map::MapTexts;
pub use poster::PosterTexts;

/// Names of the rooms of what is public.
pub struct Rooms {
    /// Of all of them.
    pub name: &'static str,
    /// `/laporan`.
    pub list: &'static str,
    /// `/peta`.
    pub map: &'static str,
    /// `/statistik`.
    pub figures: &'static str,
    /// `/poster`.
    pub poster: &'static str,
}

/// Every word of the public pages.
pub struct Open {
    /// The way from one to the other.
    pub rooms: Rooms,
    /// `/laporan`.
    pub list: ListTexts,
    /// `/peta`.
    pub map: &'static MapTexts,
    /// `/poster`.
    pub poster: &'static PosterTexts,
    /// `/statistik`, `/instansi/{id}`.
    pub figures: FiguresTexts,
}

static ID: Open = Open {
    rooms: Rooms {
        name: "Data publik",
        list: "Daftar",
        map: "Peta",
        figures: "Statistik",
        poster: "Poster",
    },
    list: list::ID,
    map: &map::ID,
    poster: &poster::ID,
    figures: figures::ID,
};

static EN: Open = Open {
    rooms: Rooms {
        name: "What is public",
        list: "List",
        map: "Map",
        figures: "Statistics",
        poster: "Posters",
    },
    list: list::EN,
    map: &map::EN,
    poster: &poster::EN,
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
