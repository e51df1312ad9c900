//! build/assets: files named by content, files that keep their name, and the list of both.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::browser::BROWSER_TARGET;
use super::{digest, walk};
use crate::place;
use crate::run::{Context, Outcome, output_of, read_bytes, run_quiet, write_if_changed};
use crate::tools::npm_tool;

/// The Worker serves it, at an address that stays the same, with the digest of the shell inside.
const SERVICE_WORKER: &str = "sw.js";

/// Scripts that a page and the service worker both run, and the service worker: no modules, for browsers in which it
/// cannot be one.
const CLASSIC_SCRIPTS: [&str; 4] = ["outbox.js", "errands.js", "desk_sw.js", SERVICE_WORKER];

/// What the asset server adds to its answers.
const HEADERS: &str = "/a/*
  Cache-Control: public, max-age=31536000, immutable
/api/v1/openapi.json
  Content-Type: application/json
  Cache-Control: public, max-age=3600
/*
  X-Content-Type-Options: nosniff
";

/// The assets of one build, gathered before anything is written.
#[derive(Default)]
pub struct Assets {
    /// Path below build/assets → content.
    files: BTreeMap<String, Vec<u8>>,
    /// Logical name → URL path.
    manifest: BTreeMap<String, String>,
    /// The service worker, which is not an asset.
    service_worker: String,
}

impl Assets {
    /// Adds a file under `/a/` whose name carries the first ten hex digits of its SHA-256.
    pub fn hashed(&mut self, name: &str, content: Vec<u8>) -> Outcome {
        let path = hashed_path(name, &content);
        self.manifest.insert(name.to_owned(), format!("/{path}"));
        self.files.insert(path, content);
        Ok(())
    }

    /// Adds a file under its own name.
    pub fn plain(&mut self, name: &str, content: Vec<u8>) {
        self.manifest.insert(name.to_owned(), format!("/{name}"));
        self.files.insert(name.to_owned(), content);
    }

    /// Adds files under their own names that no page and no script names.
    pub fn unlisted(&mut self, files: BTreeMap<String, Vec<u8>>) {
        self.files.extend(files);
    }

    /// Writes what changed, removes what is gone, leaves the rest alone (`wrangler dev` watches).
    pub fn finish(mut self) -> Outcome {
        self.files
            .insert("_headers".to_owned(), HEADERS.as_bytes().to_vec());
        let folder = place::build_dir().join("assets");
        for (name, content) in &self.files {
            write_if_changed(&folder.join(name), content)?;
        }
        let kept: BTreeSet<PathBuf> = self.files.keys().map(|name| folder.join(name)).collect();
        for path in walk(&folder) {
            if !kept.contains(&path) {
                fs::remove_file(&path).context(path.display())?;
            }
        }
        write_if_changed(
            &place::build_dir().join(SERVICE_WORKER),
            &self.service_worker,
        )?;
        write_if_changed(
            &place::build_dir().join("asset_digests.tsv"),
            self.digests(),
        )?;
        let json = serde_json::to_string_pretty(&self.manifest).context("manifest")?;
        write_if_changed(&manifest_path(), json + "\n")?;
        Ok(())
    }

    /// One line a hashed file: logical name, URL path, SHA-256 as Subresource Integrity writes it.
    fn digests(&self) -> String {
        let hashed = self
            .manifest
            .iter()
            .filter(|(_, url)| url.starts_with("/a/"));
        hashed
            .filter_map(|(name, url)| {
                let content = self.files.get(url.trim_start_matches('/'))?;
                Some(format!(
                    "{name}\t{url}\t{}\n",
                    BASE64.encode(Sha256::digest(content))
                ))
            })
            .collect()
    }
}

/// The list the Worker embeds: logical name → URL path.
pub fn manifest_path() -> PathBuf {
    place::build_dir().join("asset_manifest.json")
}

/// Bundles frontend/browser/*.js; `__NAME_JS__` in one stands for the address of another file.
pub fn scripts(assets: &mut Assets) -> Outcome {
    let mut waiting = Vec::new();
    let folder = place::root().join("frontend/browser");
    for path in walk(&folder) {
        let is_top_level = path.parent() == Some(folder.as_path());
        if is_top_level && path.extension().is_some_and(|end| end == "js") {
            let name = file_name(&path);
            waiting.push((name, bundle(&path)?));
        }
    }
    while !waiting.is_empty() {
        let tokens: BTreeSet<String> = waiting.iter().map(|(name, _)| token(name)).collect();
        let (later, now): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(_, text)| tokens.iter().any(|token| text.contains(token.as_str())));
        if now.is_empty() {
            let names: Vec<_> = later.iter().map(|(name, _)| name.as_str()).collect();
            return Err(format!(
                "these scripts name each other's addresses in a circle: {}",
                names.join(", ")
            ));
        }
        for (name, text) in now {
            let text = with_addresses(&text, &assets.manifest);
            if let Some(rest) = unknown_token(&text) {
                return Err(format!(
                    "frontend/browser/{name}: {rest} names no built file"
                ));
            }
            if name == SERVICE_WORKER {
                assets.service_worker = text;
            } else {
                assets.hashed(&name, text.into_bytes())?;
            }
        }
        waiting = later;
    }
    Ok(())
}

/// Takes frontend/public as it is.
pub fn public_files(assets: &mut Assets) -> Outcome {
    let folder = place::root().join("frontend/public");
    for path in walk(&folder) {
        let name = path.strip_prefix(&folder).context("public file")?;
        let name = name.to_string_lossy().into_owned();
        assets.plain(&name, read_bytes(&path)?);
    }
    Ok(())
}

/// What the API is, beside it: no page names it, so it is not in the manifest.
pub fn api_description(assets: &mut Assets) -> Outcome {
    let content = read_bytes(&crate::openapi::path())?;
    assets
        .files
        .insert("api/v1/openapi.json".to_owned(), content);
    Ok(())
}

/// esbuild joins the files and spells out what older browsers do not know; terser leaves fewer bytes than esbuild.
fn bundle(path: &Path) -> Outcome<String> {
    let joined = place::build_dir().join("joined.js");
    let format = match CLASSIC_SCRIPTS.contains(&file_name(path).as_str()) {
        true => "--format=iife",
        false => "--format=esm",
    };
    run_quiet(
        npm_tool("esbuild")?
            .arg(path)
            .args(["--bundle", format])
            .args(BROWSER_TARGET)
            .args(["--external:__*", "--log-level=warning"])
            .arg(format!("--outfile={}", joined.display())),
    )?;
    output_of(
        npm_tool("terser")?
            .arg(&joined)
            .args(["--ecma", "2020", "--mangle"])
            .args((format == "--format=esm").then_some("--module"))
            .arg("--compress")
            .arg("passes=3,ecma=2020,unsafe_arrows,unsafe_methods,keep_fargs=false,pure_getters"),
    )
}

fn with_addresses(text: &str, manifest: &BTreeMap<String, String>) -> String {
    manifest
        .iter()
        .fold(text.to_owned(), |text, (name, address)| {
            text.replace(&token(name), address)
        })
}

/// `islands.wasm` → `__ISLANDS_WASM__`.
fn token(name: &str) -> String {
    let word: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("__{word}__")
}

fn unknown_token(text: &str) -> Option<&str> {
    text.split(['"', '\'', '`']).find(|part| {
        let ends = ["_JS__", "_WASM__", "_TXT__"];
        part.starts_with("__") && ends.iter().any(|end| part.ends_with(end))
    })
}

fn hashed_path(name: &str, content: &[u8]) -> String {
    let hash: String = digest(content).chars().take(10).collect();
    match name.rsplit_once('.') {
        Some((stem, end)) => format!("a/{stem}-{hash}.{end}"),
        None => format!("a/{name}-{hash}"),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, hashed_path, token, unknown_token, with_addresses};

    #[test]
    fn names_carry_the_digest_of_the_content() {
        assert_eq!(hashed_path("islands.js", b""), "a/islands-e3b0c44298.js");
    }

    #[test]
    fn a_token_becomes_the_address_of_the_file() {
        assert_eq!(token("islands.wasm"), "__ISLANDS_WASM__");
        let manifest = BTreeMap::from([("islands.js".to_owned(), "/a/islands-1.js".to_owned())]);
        assert_eq!(
            with_addresses("import(\"__ISLANDS_JS__\")", &manifest),
            "import(\"/a/islands-1.js\")"
        );
        assert_eq!(unknown_token("x(\"__GONE_JS__\")"), Some("__GONE_JS__"));
        assert_eq!(unknown_token("x(\"__GONE_TXT__\")"), Some("__GONE_TXT__"));
    }
}
