//! The officers' pages, below `/meja`.

pub mod frame;
pub mod inbox;

pub mod sealed;
