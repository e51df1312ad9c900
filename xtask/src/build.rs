//! `cargo xtask build`: the browser's files first, then the Worker that names them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::run::{Context, Outcome, read_bytes, say, seconds};
use crate::setup::wasm_target::WasmToolchain;
use crate::{place, setup};

mod assets;
mod browser;
mod worker;

/// Which of the two programs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// Islands, outbox, service worker, public files.
    Browser,
    /// The server.
    Worker,
    /// Both, in order.
    All,
}

/// How much work goes into making the result small and quick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// For people: optimised.
    Release,
    /// For developing: profile `fast`, no wasm-opt.
    Fast,
}

/// Builds what is asked, doing nothing twice.
pub fn build(part: Part, speed: Speed) -> Outcome {
    if std::env::var_os("SATUPINTU_SKIP_BUILD").is_some() {
        say("build skipped: SATUPINTU_SKIP_BUILD is set");
        return Ok(());
    }
    setup::ensure()?;
    let toolchain = WasmToolchain::find().ok_or("no wasm32 library: run `cargo xtask setup`")?;
    let start = Instant::now();
    if part != Part::Worker {
        browser::build(&toolchain, speed)?;
    }
    if part != Part::Browser {
        worker::build(&toolchain, speed)?;
    }
    print_sizes()?;
    say(&format!("built in {}", seconds(start.elapsed())));
    Ok(())
}

/// A cargo that compiles for the browser and the Worker, apart from the host's builds.
fn wasm_command(program: impl AsRef<std::ffi::OsStr>, toolchain: &WasmToolchain) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(place::root())
        .env("CARGO_TARGET_DIR", place::wasm_target_dir())
        // They would replace the flags of .cargo/config.toml.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    toolchain.apply(&mut command);
    command
}

/// Lower-case hex SHA-256.
pub fn digest(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// True when this stamp file says that exactly this input was worked on before.
fn is_fresh(stamp: &Path, key: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|seen| seen == key)
}

/// The name of the package in this folder.
pub fn package_name(folder: &str) -> Outcome<String> {
    let path = place::root().join(folder).join("Cargo.toml");
    let manifest = crate::run::read(&path)?;
    manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "))
        .map(|name| name.trim().trim_matches('"').to_owned())
        .ok_or_else(|| format!("{folder}/Cargo.toml names no package"))
}

fn print_sizes() -> Outcome {
    let assets = place::build_dir().join("assets");
    let mut files: Vec<_> = walk(&assets)
        .into_iter()
        .chain(
            worker::PROGRAMS
                .iter()
                .flat_map(|folder| walk(&place::root().join(folder).join("build"))),
        )
        .filter(|path| {
            let name = path.to_string_lossy();
            [".wasm", ".js", ".css", ".txt"]
                .iter()
                .any(|end| name.ends_with(end))
        })
        .collect();
    files.sort();
    for path in files {
        let bytes = read_bytes(&path)?;
        let gzip =
            gzip_size(&bytes).map_or(String::new(), |size| format!(", {} kB gzip", kilo(size)));
        say(&format!(
            "  {:>9} kB{gzip}  {}",
            kilo(bytes.len()),
            place::shown(&path)
        ));
    }
    Ok(())
}

/// Every file below a folder.
pub fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn kilo(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

/// What `gzip -9` makes of it; none where there is no gzip.
fn gzip_size(bytes: &[u8]) -> Option<usize> {
    let mut child = Command::new("gzip")
        .args(["-9", "-c"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes).context("gzip"));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    Some(output.stdout.len())
}
