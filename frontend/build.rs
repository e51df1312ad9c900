//! Hands the hashed browser files of this build to the pages and to the Worker.
//!
//! `cargo xtask build` names its manifest in `SATUPINTU_ASSETS`; beside it lie `asset_digests.tsv` (logical name, URL
//! path, SHA-256 in base64) and `sw.js`. Without them, as in `cargo test`, pages are rendered without scripts.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=SATUPINTU_ASSETS");
    let (mut table, mut service_worker) = (String::new(), String::new());
    if let Ok(manifest) = env::var("SATUPINTU_ASSETS") {
        let folder = Path::new(&manifest)
            .parent()
            .unwrap_or(Path::new("."))
            .to_owned();
        table = read(folder.join("asset_digests.tsv"));
        service_worker = read(folder.join("sw.js"));
    }
    let rows: Vec<String> = table
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (name, url, sha256) = (cells.next()?, cells.next()?, cells.next()?);
            Some(format!(
                "Asset {{ name: {name:?}, url: {url:?}, sha256: {sha256:?} }},"
            ))
        })
        .collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    write(out.join("assets.rs"), format!("&[{}]", rows.concat()));
    write(out.join("sw.js"), service_worker);
}

fn read(path: PathBuf) -> String {
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path).unwrap_or_default()
}

fn write(path: PathBuf, text: String) {
    if let Err(error) = fs::write(&path, text) {
        println!("cargo::error={}: {error}", path.display());
    }
}
