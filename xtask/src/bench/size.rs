//! Bytes on the wire: the form, the scripts, the islands, the Worker.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::build::walk;
use crate::place;
use crate::run::{Context, Outcome, colour, output_of, read, run_quiet, say, write_if_changed};
use crate::tools::npm_tool;
use crate::wrangler;

const FORM_PATH: &str = "/lapor";

/// What the preview of the recipient needs besides the regions: not part of the install.
const PREVIEW: [&str; 4] = ["brain.js", "routing.js", "routing.txt", "routing.wasm"];

/// Sizes of one text under each compression.
#[derive(Clone, Copy, Debug, Default)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli_quick: u64,
    brotli_best: u64,
}

/// node prints one line a file: raw, gzip 9, brotli 4, brotli 11.
const COMPRESS: &str = r#"
const zlib = require("node:zlib"), fs = require("node:fs");
const brotli = (text, quality) => zlib.brotliCompressSync(text, { params: {
  [zlib.constants.BROTLI_PARAM_QUALITY]: quality, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: text.length } }).length;
for (const path of process.argv.slice(1)) {
  const text = fs.readFileSync(path);
  console.log(text.length, zlib.gzipSync(text, { level: 9 }).length, brotli(text, 4), brotli(text, 11));
}
"#;

/// Measures and compares; false when a budget is missed.
pub fn size(url: &str) -> Outcome<bool> {
    refuse_fast_build()?;
    let mut is_kept = form(url)?;
    let manifest = place::build_dir().join("asset_manifest.json");
    let manifest: serde_json::Value =
        serde_json::from_str(&read(&manifest)?).context("asset manifest")?;
    let asset = |name: &str| {
        let address = manifest.get(name)?.as_str()?;
        Some(
            place::build_dir()
                .join("assets")
                .join(address.trim_start_matches('/')),
        )
    };
    let service_worker = place::build_dir().join("sw.js");
    let scripts: Vec<PathBuf> = asset("outbox.js")
        .into_iter()
        .chain([service_worker])
        .collect();
    let files =
        |names: &[&str]| -> Vec<PathBuf> { names.iter().filter_map(|name| asset(name)).collect() };
    let islands = files(&["islands.wasm", "islands.js"]);
    let regions = files(&["regions.txt"]);
    // The officers' own; no citizen loads them.
    let desk = files(&["desk_islands.wasm", "desk_islands.js"]);
    let preview = files(&PREVIEW);
    let all: Vec<PathBuf> = walk(&place::build_dir().join("assets"))
        .into_iter()
        // The browser's install dialogue loads the screenshots, the app does not.
        .filter(|path| {
            let name = path.to_string_lossy();
            let is_desks = name.contains("/a/desk");
            !name.ends_with("_headers")
                && !name.contains("screenshot-")
                && !is_desks
                && !preview.contains(path)
        })
        .collect();
    for (what, files, limit) in [
        ("sw.js + outbox.js, brotli 11", scripts, 3_000),
        ("islands wasm + glue, brotli 11", islands, 90_000),
        ("regions, brotli 11", regions, 36_000),
        ("desk islands wasm + glue, brotli 11", desk, 120_000),
        ("install without pages, brotli 11", all, 160_000),
    ] {
        if files.is_empty() {
            say(&format!("absent  {what}: not among the assets"));
            continue;
        }
        let bytes = sizes(&files)?.iter().map(|sizes| sizes.brotli_best).sum();
        is_kept &= compare(what, bytes, limit);
    }
    let bytes: u64 = sizes(&preview)?.iter().map(|sizes| sizes.brotli_best).sum();
    say(&format!(
        "        recipient preview, brotli 11: {bytes} B, outside the install: loaded once a story has 20 characters, never with little data"
    ));
    for (what, config, limit) in [
        (
            "Worker bundle, gzip 9",
            wrangler::config_without_build()?,
            1_000_000,
        ),
        // No citizen waits for it; the platform would take more.
        (
            "officers' Worker bundle, gzip 9",
            wrangler::desk_config_without_build()?,
            2_000_000,
        ),
        (
            "open Worker bundle, gzip 9",
            wrangler::open_config_without_build()?,
            1_000_000,
        ),
    ] {
        let files = worker_files(&config)?;
        let bytes = sizes(&files)?.iter().map(|sizes| sizes.gzip).sum();
        is_kept &= compare(what, bytes, limit);
    }
    Ok(is_kept)
}

/// What `dev` builds without `--release` is not what people get.
fn refuse_fast_build() -> Outcome {
    let stamp = read(&place::root().join("worker/site/build/stamp")).unwrap_or_default();
    if stamp.lines().any(|line| line == "release") {
        return Ok(());
    }
    Err("the last build was not a release build: run `cargo xtask dev --release` first".into())
}

fn form(url: &str) -> Outcome<bool> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into();
    let ask = |encoding: &str| {
        agent
            .get(format!("{url}{FORM_PATH}"))
            .header("accept-encoding", encoding)
            .call()
            .context(format!(
                "{url}{FORM_PATH} (start `cargo xtask dev --release` first)"
            ))
    };
    let mut plain = ask("identity")?;
    let text = plain.body_mut().read_to_vec().context("the form")?;
    let mut served = ask("gzip")?;
    let headers: usize = served
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    let status_line = "HTTP/1.1 200 OK\r\n\r\n".len();
    let headers = (headers + status_line) as u64;
    let as_served = served.body_mut().read_to_vec().context("the form")?.len() as u64;
    let file = place::build_dir().join("bench/form.html");
    write_if_changed(&file, &text)?;
    let sizes = sizes(&[file])?.first().copied().unwrap_or_default();
    say(&format!(
        "form: {} B raw, {as_served} B as served (gzip), {} B gzip 9, {} B brotli 4, {} B brotli 11, {headers} B headers",
        sizes.raw, sizes.gzip, sizes.brotli_quick, sizes.brotli_best
    ));
    let as_served = compare("form as served + headers", as_served + headers, 6_000);
    // What production sends to a browser of today: brotli at a quick level.
    let brotli = compare(
        "form brotli 4 + headers",
        sizes.brotli_quick + headers,
        6_000,
    );
    Ok(as_served && brotli)
}

/// What `wrangler deploy` would upload.
fn worker_files(config: &Path) -> Outcome<Vec<PathBuf>> {
    let out = place::build_dir().join("bench/deploy");
    if out.exists() {
        fs::remove_dir_all(&out).context(out.display())?;
    }
    let mut command = npm_tool("wrangler")?;
    command
        .args(["deploy", "--dry-run", "--config"])
        .arg(config);
    run_quiet(command.arg("--outdir").arg(&out))?;
    Ok(walk(&out)
        .into_iter()
        .filter(|path| !is_for_people(path))
        .collect())
}

fn is_for_people(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end == "map" || end == "md")
}

fn sizes(files: &[PathBuf]) -> Outcome<Vec<Sizes>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut node = npm_tool("node")?;
    let text = output_of(node.arg("-e").arg(COMPRESS).args(files))?;
    Ok(text
        .lines()
        .map(|line| {
            let mut numbers = line.split(' ').map(|number| number.parse().unwrap_or(0));
            let mut next = || numbers.next().unwrap_or(0);
            Sizes {
                raw: next(),
                gzip: next(),
                brotli_quick: next(),
                brotli_best: next(),
            }
        })
        .collect())
}

fn compare(what: &str, bytes: u64, limit: u64) -> bool {
    let is_kept = bytes <= limit;
    let (code, word) = if is_kept {
        (32, "kept  ")
    } else {
        (31, "MISSED")
    };
    say(&format!(
        "{}  {what}: {bytes} B of {limit} B",
        colour(code, word)
    ));
    is_kept
}
