//! Addresses of the hashed files that belong to this build (`build.rs` reads them from the asset manifest).

/// The script that brings the islands to life; empty in a build without browser assets.
pub const ISLANDS_LOADER: &str = env!("SATUPINTU_LOADER");
