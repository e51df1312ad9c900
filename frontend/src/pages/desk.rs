//! The officers' pages, below `/meja`.

pub mod administration;
pub mod frame;
pub mod inbox;
