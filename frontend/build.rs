//! Hands the addresses of the hashed browser files to the pages.
//!
//! `cargo xtask build` names the manifest in `SATUPINTU_ASSETS` (JSON: logical name → URL path). Without it, as in
//! `cargo test`, pages are rendered without scripts.

use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=SATUPINTU_ASSETS");
    let mut loader = String::new();
    if let Ok(path) = env::var("SATUPINTU_ASSETS") {
        println!("cargo::rerun-if-changed={path}");
        let manifest = fs::read_to_string(&path).unwrap_or_default();
        loader = url_of(&manifest, "loader.js").unwrap_or_default();
    }
    println!("cargo::rustc-env=SATUPINTU_LOADER={loader}");
}

/// The value of a key in a flat JSON object of plain strings, as xtask writes it.
fn url_of(manifest: &str, name: &str) -> Option<String> {
    let (_, rest) = manifest.split_once(&format!("\"{name}\""))?;
    let (_, rest) = rest.split_once('"')?;
    let (url, _) = rest.split_once('"')?;
    Some(url.to_owned())
}
