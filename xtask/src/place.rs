//! Where things are: the repository, the tool cache, the outputs.

use std::env;
use std::path::{Path, PathBuf};

use crate::run::{Context, Outcome};

/// The root of the repository this xtask was started from.
pub fn root() -> PathBuf {
    let manifest_dir = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    match manifest_dir.parent() {
        Some(root) => root.to_path_buf(),
        None => manifest_dir,
    }
}

/// Tools shared by every clone on this machine; survives `cargo clean`.
pub fn tool_cache() -> PathBuf {
    if let Some(dir) = env::var_os("SATUPINTU_TOOLS") {
        return PathBuf::from(dir);
    }
    if let Some(dir) = env::var_os("XDG_CACHE_HOME").filter(|dir| !dir.is_empty()) {
        return PathBuf::from(dir).join("satupintu");
    }
    let home = env::var_os("HOME").map_or_else(env::temp_dir, PathBuf::from);
    home.join(".cache/satupintu")
}

/// The tool cache, made if missing.
pub fn tool_cache_created() -> Outcome<PathBuf> {
    let dir = tool_cache();
    std::fs::create_dir_all(&dir).context(dir.display())?;
    Ok(dir)
}

/// A binary that cargo installed into the tool cache.
pub fn cached_tool(tool: &str, version: &str, binary: &str) -> PathBuf {
    tool_cache()
        .join(format!("{tool}-{version}"))
        .join("bin")
        .join(binary)
}

/// npm's binaries of this clone.
pub fn npm_bin() -> PathBuf {
    root().join("node_modules/.bin")
}

/// cargo's output directory for WebAssembly: apart from the host's, so that neither thrashes the other.
pub fn wasm_target_dir() -> PathBuf {
    target_dir().join("wasm")
}

/// cargo's output directory for the host.
pub fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(
        || root().join("target"),
        |dir| root().join(PathBuf::from(dir)),
    )
}

/// What our own build writes: assets, the manifest, configurations, SQL.
pub fn build_dir() -> PathBuf {
    root().join("build")
}

/// A path as people want to read it: relative to the repository when inside it.
pub fn shown(path: &Path) -> String {
    let root = root();
    path.strip_prefix(&root)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The first executable of this name on PATH.
pub fn on_path(binary: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(binary))
        .find(|path| path.is_file())
}
