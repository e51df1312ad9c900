//! The officers' pages, below `/meja`.

pub mod case;
pub mod administration;
pub mod frame;
pub mod inbox;
pub mod walk_in;
