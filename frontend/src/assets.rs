//! The browser files that belong to this build (`build.rs` reads what `cargo xtask build` wrote).

/// A file whose address carries a hash of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name in `frontend/browser`, e.g. `outbox.js`.
    pub name: &'static str,
    /// Where it is served.
    pub url: &'static str,
    /// SHA-256 in base64, as Subresource Integrity writes it.
    pub sha256: &'static str,
}

/// Every hashed file; none in a build without browser assets, such as `cargo test`.
pub const ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The service worker's script; `GENERATION` in it stands for the digest of the shell's list.
pub const SERVICE_WORKER: &str = include_str!(concat!(env!("OUT_DIR"), "/sw.js"));

/// Where a file is served.
pub fn url_of(name: &str) -> Option<&'static str> {
    let asset = ASSETS.iter().find(|asset| asset.name == name)?;
    Some(asset.url)
}
