//! Harness: starts the built Worker in real workerd on a free port, with a fresh database, and talks to it.
//!
//! `cargo xtask test` builds first and says in the environment where everything is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod client;
mod database;
mod system;

pub use client::{Reply, submission};
pub use system::System;
