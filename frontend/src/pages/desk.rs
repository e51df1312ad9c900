//! The officers' pages, below `/meja`.

pub mod administration;
pub mod account;
pub mod door;
pub mod frame;
pub mod inbox;
pub mod ways;
