//! The islands, and routing beside them: Rust compiled for the browser, bound, shrunk and named by content.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::assets::{self, Assets};
use super::{Speed, digest, is_fresh, package_name, wasm_command};
use crate::run::{Context, Outcome, read, read_bytes, run, run_quiet, step, write_if_changed};
use crate::setup::wasm_target::WasmToolchain;
use crate::tools::npm_tool;
use crate::{pins, place};

/// What `-Oz` may use: everything every browser with WebAssembly of the last years has.
const WASM_OPT_FLAGS: [&str; 12] = [
    "-Oz",
    "--converge",
    // Memory starts as zeros, nothing of ours is at address 0 to 1023, and nobody catches a trap.
    "--zero-filled-memory",
    "--low-memory-unused",
    "-tnh",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What esbuild may assume of a citizen's browser. It distrusts Safari 14.0's destructuring for one
/// rare bug (a computed key in a parameter) and cannot rewrite it; we do not write such parameters.
pub const BROWSER_TARGET: [&str; 2] = [
    "--target=chrome80,safari14",
    "--supported:destructuring=true",
];

/// One of the programs made from frontend.
struct Bundle {
    /// Of its files.
    name: &'static str,
    /// Of the crate.
    feature: &'static str,
}

/// What runs on the page, what runs in its worker (docs/decisions/0006), what runs at the desk.
const BUNDLES: [Bundle; 3] = [
    Bundle {
        name: "islands",
        feature: "hydrate",
    },
    Bundle {
        name: "routing",
        feature: "brain",
    },
    // Names that begin with `desk` are the officers': no citizen installs them.
    Bundle {
        name: "desk_islands",
        feature: "desk",
    },
];

/// Compiles all and writes build/assets and the manifest.
pub fn build(toolchain: &WasmToolchain, speed: Speed) -> Outcome {
    let mut assets = Assets::default();
    if place::root().join("frontend/Cargo.toml").exists() {
        for bundle in &BUNDLES {
            let (wasm, glue) = bundle.build(toolchain, speed)?;
            assets.hashed(&format!("{}.wasm", bundle.name), read_bytes(&wasm)?)?;
            assets.hashed(&format!("{}.js", bundle.name), read_bytes(&glue)?)?;
        }
    }
    let reference = crate::reference::compact_texts()?;
    assets.hashed("regions.txt", reference.regions.into_bytes())?;
    assets.hashed("routing.txt", reference.routing.into_bytes())?;
    assets::scripts(&mut assets)?;
    assets::public_files(&mut assets)?;
    assets::api_description(&mut assets)?;
    assets.unlisted(crate::geography::files()?);
    assets.finish()
}

impl Bundle {
    /// The wasm and its glue.
    fn build(&self, toolchain: &WasmToolchain, speed: Speed) -> Outcome<(PathBuf, PathBuf)> {
        let (name, profile) = match speed {
            Speed::Release => (self.name, "browser"),
            Speed::Fast => (self.name, "fast"),
        };
        // All are frontend.wasm to cargo: in one folder each would be taken for the other.
        let folder = place::wasm_target_dir().join(name);
        let target = match self.feature {
            "hydrate" => place::wasm_target_dir(),
            _ => folder.clone(),
        };
        step(
            &format!("{name} for the browser (profile {profile})"),
            || {
                let mut command = wasm_command("cargo", toolchain);
                command
                    .args(["rustc", "-p", "frontend", "--lib", "--crate-type", "cdylib"])
                    .args(["--no-default-features", "--features", self.feature])
                    .args(["--target", pins::WASM_TARGET, "--profile", profile])
                    .env("CARGO_TARGET_DIR", &target);
                run(&mut command)
            },
        )?;
        let file = format!("{}.wasm", package_name("frontend")?.replace('-', "_"));
        let compiled = target.join(pins::WASM_TARGET).join(profile).join(file);
        let out = folder.join(profile);
        let wasm = out.join(format!("{name}_bg.wasm"));
        let (glue, minified) = (
            out.join(format!("{name}.js")),
            out.join(format!("{name}.min.js")),
        );
        let key = format!(
            "{}\n{}\n{}\n{}\nwithout digests\n",
            digest(read_bytes(&compiled)?),
            pins::WASM_BINDGEN,
            WASM_OPT_FLAGS.join(" "),
            BROWSER_TARGET.join(" ")
        );
        let stamp = out.join("stamp");
        if is_fresh(&stamp, &key) && wasm.exists() && minified.exists() {
            return Ok((wasm, minified));
        }
        bind(&compiled, &out, name)?;
        if speed == Speed::Release {
            step("wasm-opt -Oz", || shrink(&wasm))?;
        }
        forget_digests(&wasm, &glue)?;
        minify(&glue, &minified)?;
        write_if_changed(&stamp, key)?;
        Ok((wasm, minified))
    }
}

fn bind(compiled: &Path, out: &Path, name: &str) -> Outcome {
    let wasm_bindgen = place::cached_tool("wasm-bindgen", pins::WASM_BINDGEN, "wasm-bindgen");
    // The page says where the wasm is: its name carries a hash.
    run_quiet(
        Command::new(wasm_bindgen)
            .arg(compiled)
            .args(["--target", "web", "--no-typescript"])
            .args(["--omit-default-module-path", "--out-name", name])
            .arg("--out-dir")
            .arg(out),
    )
    .map(|_| ())
}

fn shrink(wasm: &Path) -> Outcome {
    let smaller = wasm.with_extension("opt");
    run_quiet(
        npm_tool("wasm-opt")?
            .args(WASM_OPT_FLAGS)
            .arg(wasm)
            .arg("-o")
            .arg(&smaller),
    )?;
    fs::rename(&smaller, wasm).context(wasm.display())
}

/// wasm-bindgen ends every import's name with a digest: eight bytes, twice, that no compression can shrink. Numbers of
/// the same length tell them apart as well.
fn forget_digests(wasm: &Path, glue: &Path) -> Outcome {
    let text = read(glue)?;
    let mut bytes = read_bytes(wasm)?;
    let mut shorter = text.clone();
    for (number, digest) in digests(&text).iter().enumerate() {
        let plain = format!("{number:016}");
        shorter = shorter.replace(digest, &plain);
        let starts: Vec<usize> = bytes
            .windows(digest.len())
            .enumerate()
            .filter(|(_, window)| *window == digest.as_bytes())
            .map(|(start, _)| start)
            .collect();
        for start in starts {
            bytes.splice(start..start + digest.len(), plain.bytes());
        }
    }
    write_if_changed(glue, shorter)?;
    write_if_changed(wasm, bytes)?;
    Ok(())
}

/// The digests of `__wbg_name_847fd86b8c33ec43`, each once.
fn digests(glue: &str) -> BTreeSet<String> {
    glue.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
        .filter(|word| word.starts_with("__wbg_"))
        .filter_map(|word| word.rsplit_once('_'))
        .map(|(_, digest)| digest.to_owned())
        .filter(|digest| {
            digest.len() == 16 && digest.chars().all(|digit| digit.is_ascii_hexdigit())
        })
        .collect()
}

fn minify(glue: &Path, to: &Path) -> Outcome {
    run_quiet(
        npm_tool("esbuild")?
            .arg(glue)
            .args(["--minify", "--format=esm", "--log-level=warning"])
            .args(BROWSER_TARGET)
            .arg(format!("--outfile={}", to.display())),
    )
    .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::digests;

    #[test]
    fn only_the_digests_of_imports_are_found() {
        let glue = "{ __wbg_key_76125a528069feff: f(), __wbg_key_76125a528069feff, __wbindgen_cast_0000000000000001: 1, __wbg_short_12ab: 2 }";
        assert_eq!(
            digests(glue).into_iter().collect::<Vec<_>>(),
            ["76125a528069feff"]
        );
    }
}
