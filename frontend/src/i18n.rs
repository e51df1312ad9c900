//! All words people read, in Indonesian and English: one struct of texts per screen, kept complete by the
//! compiler.

#[cfg(feature = "ssr")]
mod attachments;
mod comfort;
#[cfg(feature = "ssr")]
pub mod dates;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(any(feature = "desk", feature = "ssr"))]
mod desk_comfort;
#[cfg(feature = "ssr")]
mod en;
#[cfg(feature = "ssr")]
mod id;
#[cfg(feature = "ssr")]
mod joining;
#[cfg(feature = "ssr")]
pub mod life;
#[cfg(feature = "ssr")]
mod mistakes;
#[cfg(feature = "ssr")]
pub mod open;
#[cfg(feature = "ssr")]
mod outbox;
#[cfg(feature = "ssr")]
mod photos;
mod reasons;
#[cfg(feature = "ssr")]
mod support;
#[cfg(feature = "ssr")]
mod texts;

#[cfg(feature = "ssr")]
pub use attachments::Attachments;
pub use comfort::{Comfort, Preview};
#[cfg(feature = "ssr")]
pub use dates::{date_long, date_time_long, month_long};
#[cfg(any(feature = "desk", feature = "ssr"))]
pub use desk_comfort::DeskComfort;
#[cfg(feature = "ssr")]
pub use joining::Joining;
#[cfg(feature = "ssr")]
pub use mistakes::mistake_words;
#[cfg(feature = "ssr")]
pub use outbox::Outbox;
#[cfg(feature = "ssr")]
pub use photos::Photos;
pub use reasons::{desk_name, field_problem, reason, suggested_desk};
#[cfg(feature = "ssr")]
pub use support::Support;
#[cfg(feature = "ssr")]
pub use texts::*;

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Bahasa Indonesia: paths without prefix.
    #[default]
    Indonesian,
    /// English: paths under `/en`.
    English,
}

impl Language {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Indonesian, Self::English];

    /// For `lang` attributes (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Indonesian => "id-ID",
            Self::English => "en",
        }
    }

    /// The address of `path` (starting with `/`) in this language.
    pub fn path(self, path: &str) -> String {
        match (self, path) {
            (Self::Indonesian, path) => path.to_owned(),
            (Self::English, "/") => "/en".to_owned(),
            (Self::English, path) => format!("/en{path}"),
        }
    }

    /// The other one, for the switch.
    pub fn other(self) -> Self {
        match self {
            Self::Indonesian => Self::English,
            Self::English => Self::Indonesian,
        }
    }

    /// What it says about a complaint's files.
    #[cfg(feature = "ssr")]
    pub fn photos(self) -> &'static Photos {
        match self {
            Self::Indonesian => &photos::ID,
            Self::English => &photos::EN,
        }
    }

    /// Its texts.
    #[cfg(feature = "ssr")]
    pub fn texts(self) -> &'static Texts {
        match self {
            Self::Indonesian => &id::TEXTS,
            Self::English => &en::TEXTS,
        }
    }
}
