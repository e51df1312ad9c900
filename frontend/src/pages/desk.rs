//! The officers' pages, below `/meja`.

pub mod administration;
pub mod case;
pub mod absence;
pub mod bulk;
pub mod frame;
pub mod inbox;
pub mod walk_in;
pub mod account;
pub mod door;
pub mod frame;
pub mod inbox;
pub mod ways;

pub mod sealed;
