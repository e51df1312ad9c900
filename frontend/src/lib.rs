//! What people see. Pages are pure functions from data to HTML, rendered by the Worker; islands add comfort to
//! parts of the same markup in the browser; all words live in [`i18n`].

pub mod i18n;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod pages;
