//! `cargo xtask setup`: gets every tool the build and the tests need, saying what it does.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::run::{Outcome, run, say, seconds, step};
use crate::{pins, place, tools, wrangler};

pub mod browser;
pub mod npm;
pub mod wasm_target;

/// Everything needed to build and run; a browser is only needed to test.
pub fn ensure() -> Outcome {
    wasm_target::ensure()?;
    npm::ensure()?;
    ensure_cargo_tool(
        "wasm-bindgen",
        "wasm-bindgen-cli",
        pins::WASM_BINDGEN,
        &["--no-default-features"],
        "about 2 to 4 minutes",
    )?;
    ensure_cargo_tool(
        "worker-build",
        "worker-build",
        pins::WORKER_BUILD,
        &[],
        "about 4 to 7 minutes",
    )?;
    wrangler::ensure_dev_vars()
}

/// The task: [`ensure`], then a browser for the tests.
pub fn setup() -> Outcome {
    let start = Instant::now();
    ensure()?;
    if let Err(reason) = browser::ensure() {
        say(&format!("! no browser for the browser tests: {reason}"));
    }
    say(&format!("setup complete in {}", seconds(start.elapsed())));
    Ok(())
}

/// Installs one tool into the cache unless it is there already and runs.
fn ensure_cargo_tool(
    binary: &str,
    package: &str,
    version: &str,
    options: &[&str],
    expected: &str,
) -> Outcome {
    if tools::is_installed(binary, version, binary) {
        return Ok(());
    }
    // Outside every clone: `cargo clean` and a full disk there do not concern it.
    let target_dir = place::tool_cache().join(format!("install-{binary}"));
    step(
        &format!("cargo install {package} {version} ({expected}, once per machine)"),
        || {
            run(Command::new("cargo")
                .current_dir(place::tool_cache_created()?)
                .args(["install", "--force", package, "--version"])
                .arg(format!("={version}"))
                .args(options)
                .arg("--root")
                .arg(place::tool_cache().join(format!("{binary}-{version}")))
                .arg("--target-dir")
                .arg(&target_dir)
                .env_remove("CARGO_TARGET_DIR")
                .env_remove("RUSTFLAGS"))
        },
    )?;
    if tools::is_installed(binary, version, binary) {
        // Only room on the disk is lost when this fails.
        let _ = fs::remove_dir_all(&target_dir);
        Ok(())
    } else {
        Err(format!("{package} was installed but does not run"))
    }
}
