//! The officers' pages, below `/meja`.

pub mod absence;
pub mod bulk;
pub mod frame;
pub mod inbox;
