//! The three Workers: compiled, bound and bundled by worker-build, told where the assets are.

use std::process::Command;

use super::assets::manifest_path;
use super::{Speed, digest, is_fresh, package_name, wasm_command};
use crate::run::{Outcome, read_bytes, run, step, write_if_changed};
use crate::setup::wasm_target::WasmToolchain;
use crate::{pins, place, tools};

/// Folders of the entry crates: for citizens, for officers, for what is public (docs/decisions/0009, 0014).
pub const PROGRAMS: [&str; 3] = ["worker/site", "worker/desk", "worker/open"];

/// Builds index.js and its wasm in the folder `build` of each entry crate.
pub fn build(toolchain: &WasmToolchain, speed: Speed) -> Outcome {
    if !manifest_path().exists() {
        write_if_changed(&manifest_path(), "{}\n")?;
    }
    let profile = match speed {
        Speed::Release => "release",
        Speed::Fast => "fast",
    };
    step(&format!("all Workers (profile {profile})"), || {
        compile(toolchain, profile)
    })?;
    for folder in PROGRAMS {
        program(folder, toolchain, speed, profile)?;
    }
    Ok(())
}

fn program(folder: &str, toolchain: &WasmToolchain, speed: Speed, profile: &str) -> Outcome {
    let compiled = place::wasm_target_dir()
        .join(pins::WASM_TARGET)
        .join(profile)
        .join(format!("{}.wasm", package_name(folder)?.replace('-', "_")));
    let key = format!(
        "{}\n{}\n{profile}\n",
        digest(read_bytes(&compiled)?),
        pins::WORKER_BUILD
    );
    let stamp = place::root().join(folder).join("build/stamp");
    let output = place::root().join(folder).join("build/index.js");
    if is_fresh(&stamp, &key) && output.exists() {
        return Ok(());
    }
    step(&format!("worker-build in {folder}"), || {
        bundle(folder, toolchain, speed)
    })?;
    write_if_changed(&stamp, key)?;
    Ok(())
}

/// The same compilation worker-build does, done first to see whether anything changed, and for all at once: linking is
/// most of it and uses one core each.
fn compile(toolchain: &WasmToolchain, profile: &str) -> Outcome {
    let mut cargo = wasm_command("cargo", toolchain);
    cargo.current_dir(place::root()).args([
        "build",
        "--lib",
        "--target",
        pins::WASM_TARGET,
        "--profile",
        profile,
    ]);
    for folder in PROGRAMS {
        cargo.args(["--package", &package_name(folder)?]);
    }
    run(with_environment(&mut cargo))
}

fn bundle(folder: &str, toolchain: &WasmToolchain, speed: Speed) -> Outcome {
    let program = place::cached_tool("worker-build", pins::WORKER_BUILD, "worker-build");
    let mut command = wasm_command(program, toolchain);
    command
        .current_dir(place::root().join(folder))
        .env("PATH", tools::path()?)
        .env(
            "WASM_BINDGEN_BIN",
            place::cached_tool("wasm-bindgen", pins::WASM_BINDGEN, "wasm-bindgen"),
        )
        .env("WASM_OPT_BIN", place::npm_bin().join("wasm-opt"))
        .env("ESBUILD_BIN", place::npm_bin().join("esbuild"))
        // A citizen who closes the page must not cancel the write of their complaint.
        .env("RUN_TO_COMPLETION", "1");
    match speed {
        Speed::Release => command.arg("--release"),
        Speed::Fast => command.args(["--profile", "fast", "--no-opt"]),
    };
    run(with_environment(&mut command))
}

fn with_environment(command: &mut Command) -> &mut Command {
    command
        .env("SATUPINTU_ASSETS", manifest_path())
        // worker-build sets it too; the same value keeps cargo from compiling twice.
        .env("WASM_BINDGEN_USE_JS_SYS", "1")
}
