//! The wasm32 standard library: from rustup when its server answers, else from Debian.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::pins::{DEBIAN_PACKAGES, DEBIAN_TOOLCHAIN, WASM_TARGET};
use crate::place;
use crate::run::{
    Context, Outcome, first_line, output_of, read, run, run_quiet, run_within, say, step,
    write_if_changed,
};
use crate::setup::browser::apt_get;

const THREE_OPTIONS: &str =
    "the wasm32 standard library is missing, and none of the ways to get it worked:
  1. rustup target add wasm32-unknown-unknown       (needs rustup and its download server)
  2. Debian 12: apt-get install rustc-web cargo-web rust-web-src lld-22, as root or with a
     sudo that asks no password; `cargo xtask setup` builds the library from their source
  3. any Rust toolchain that has the target: rustup toolchain link satupintu-wasm <its prefix>";

/// The Rust that builds WebAssembly.
#[derive(Clone, Debug, PartialEq)]
pub enum WasmToolchain {
    /// The same as for the host: it has the target.
    Active,
    /// Debian's, linked into rustup under our own name.
    Debian,
}

impl WasmToolchain {
    /// The toolchain recorded by the last setup, if it still has the target; else whichever has it.
    pub fn find() -> Option<Self> {
        let recorded = read(&record_path()).unwrap_or_default();
        let debian_first = is_debian_forced() || recorded.trim() == DEBIAN_TOOLCHAIN;
        let order = if debian_first {
            [Self::Debian, Self::Active]
        } else {
            [Self::Active, Self::Debian]
        };
        order
            .into_iter()
            .filter(|toolchain| *toolchain == Self::Debian || !is_debian_forced())
            .find(Self::has_target)
    }

    /// Makes a cargo or worker-build command use this toolchain.
    pub fn apply(&self, command: &mut Command) {
        if *self == Self::Debian {
            command.env("RUSTUP_TOOLCHAIN", DEBIAN_TOOLCHAIN);
            // `cargo run` points these at the host's toolchain.
            command.env_remove("LD_LIBRARY_PATH").env_remove("RUSTC");
        }
    }

    /// For people.
    pub fn describe(&self) -> String {
        let mut rustc = Command::new("rustc");
        self.apply(&mut rustc);
        let version = first_line(rustc.arg("--version")).unwrap_or_default();
        match self {
            Self::Active => format!("{version}, the active toolchain"),
            Self::Debian => format!("{version}, Debian's, as rustup toolchain {DEBIAN_TOOLCHAIN}"),
        }
    }

    fn has_target(&self) -> bool {
        let mut rustc = Command::new("rustc");
        self.apply(&mut rustc);
        first_line(rustc.args(["--print", "sysroot"]))
            .is_some_and(|sysroot| has_std(Path::new(&sysroot)))
    }
}

/// Finds or makes a toolchain with the target, in the order that serves everyone, and records it.
pub fn ensure() -> Outcome<WasmToolchain> {
    let toolchain = match WasmToolchain::find() {
        Some(toolchain) => toolchain,
        None => obtain()?,
    };
    let name = match toolchain {
        WasmToolchain::Active => "active",
        WasmToolchain::Debian => DEBIAN_TOOLCHAIN,
    };
    write_if_changed(&record_path(), format!("{name}\n"))?;
    Ok(toolchain)
}

fn obtain() -> Outcome<WasmToolchain> {
    if !is_debian_forced() && place::on_path("rustup").is_some() {
        let added = step("rustup target add (given up after 60 s)", || {
            run_within(
                Command::new("rustup").args(["target", "add", WASM_TARGET]),
                Duration::from_secs(60),
            )
        });
        match added {
            Ok(()) if WasmToolchain::Active.has_target() => return Ok(WasmToolchain::Active),
            Ok(()) => say("  rustup reports success, but the target is not in the sysroot"),
            Err(error) => say(&format!("  {error}")),
        }
    }
    let debian = step(
        "wasm32 standard library from Debian's source packages (about 3 minutes)",
        debian_route,
    );
    match debian {
        Ok(()) => Ok(WasmToolchain::Debian),
        Err(error) => Err(format!("{error}\n{THREE_OPTIONS}")),
    }
}

/// Debian's compiler has no wasm32 library but ships its source: build it once, link the toolchain.
fn debian_route() -> Outcome {
    if place::on_path("dpkg").is_none() || place::on_path("rustup").is_none() {
        return Err("this route needs Debian and rustup".into());
    }
    let missing = missing_packages();
    if !missing.is_empty() {
        step(&format!("apt-get install {}", missing.join(" ")), || {
            apt(&missing)
        })?;
    }
    let sysroot =
        PathBuf::from(output_of(debian_rust("rustc").args(["--print", "sysroot"]))?.trim());
    if !has_std(&sysroot) {
        step(
            "building std, panic_abort and panic_unwind for wasm32 (about 2 minutes)",
            || build_std(&sysroot),
        )?;
    }
    link_lld(&sysroot)?;
    run_quiet(
        Command::new("rustup")
            .args(["toolchain", "link", DEBIAN_TOOLCHAIN])
            .arg(&sysroot),
    )?;
    if WasmToolchain::Debian.has_target() {
        Ok(())
    } else {
        Err("the linked toolchain does not show the target".into())
    }
}

/// Installs packages without questions; refreshes the package lists once if that is what is missing.
pub fn apt(packages: &[&str]) -> Outcome {
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments).or_else(|_| {
        apt_get(&["update"])?;
        apt_get(&arguments)
    })
}

fn missing_packages() -> Vec<&'static str> {
    DEBIAN_PACKAGES
        .into_iter()
        .filter(|package| {
            let status =
                output_of(Command::new("dpkg-query").args(["-W", "-f=${Status}", package]));
            !status.is_ok_and(|status| status.contains("install ok installed"))
        })
        .collect()
}

fn build_std(sysroot: &Path) -> Outcome {
    let work = place::tool_cache_created()?.join("std-build");
    // Left over from an interrupted run; a missing one is fine.
    let _ = fs::remove_dir_all(&work);
    write_if_changed(
        &work.join("Cargo.toml"),
        "[package]\nname = \"throwaway\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
         [profile.release]\npanic = \"abort\"\n[workspace]\n",
    )?;
    write_if_changed(&work.join("src/lib.rs"), "#![no_std]\n")?;
    // Bitcode: without it, fat LTO of a dependant fails with "Can't find section .llvmbc".
    run(debian_rust("cargo")
        .current_dir(&work)
        .args(["build", "--release", "--target", WASM_TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1"))?;
    let built = work.join("target").join(WASM_TARGET).join("release/deps");
    let library = library_dir(sysroot);
    // Copied under another name first: an interrupted copy must not look like a library.
    let staging = library.with_extension("partial");
    let _ = fs::remove_dir_all(&staging);
    fs::create_dir_all(&staging).context(staging.display())?;
    for entry in fs::read_dir(&built).context(built.display())? {
        let path = entry.context("reading the build")?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libthrowaway") {
            fs::copy(&path, staging.join(&name)).context(&name)?;
        }
    }
    let _ = fs::remove_dir_all(&library);
    fs::rename(&staging, &library).context(library.display())?;
    fs::remove_dir_all(&work).context(work.display())
}

/// rustc looks for its own linker by the name `rust-lld`.
fn link_lld(sysroot: &Path) -> Outcome {
    let host = output_of(debian_rust("rustc").arg("-vV"))?;
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or("rustc does not name its host")?;
    let bin = sysroot.join("lib/rustlib").join(host).join("bin");
    let link = bin.join("rust-lld");
    if link.exists() {
        return Ok(());
    }
    fs::create_dir_all(&bin).context(bin.display())?;
    // A dangling link of an older package would be in the way.
    let _ = fs::remove_file(&link);
    std::os::unix::fs::symlink("/usr/bin/lld-22", &link).context(link.display())
}

fn debian_rust(tool: &str) -> Command {
    let mut command = Command::new(Path::new("/usr/bin").join(tool));
    for inherited in [
        "LD_LIBRARY_PATH",
        "RUSTUP_TOOLCHAIN",
        "RUSTFLAGS",
        "CARGO",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_TARGET_DIR",
    ] {
        command.env_remove(inherited);
    }
    command
}

fn library_dir(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(WASM_TARGET).join("lib")
}

fn has_std(sysroot: &Path) -> bool {
    fs::read_dir(library_dir(sysroot)).is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

fn is_debian_forced() -> bool {
    env::var("SATUPINTU_WASM").is_ok_and(|choice| choice == "debian")
}

fn record_path() -> PathBuf {
    place::tool_cache().join("wasm-toolchain")
}
