//! The officers' pages, below `/meja`.

pub mod absence;
pub mod account;
pub mod administration;
pub mod bulk;
pub mod case;
pub mod door;
pub mod failure;
pub mod frame;
pub mod inbox;
pub mod monthly;
pub mod sealed;
pub mod walk_in;
pub mod ways;
