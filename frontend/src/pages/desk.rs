//! The officers' pages, below `/meja`.

pub mod account;
pub mod administration;
pub mod door;
pub mod frame;
pub mod inbox;
pub mod ways;
