//! The versions of the tools cargo installs. npm's are pinned in package-lock.json.

/// The `wasm-bindgen` CLI; must equal the library version in the workspace's Cargo.toml.
pub const WASM_BINDGEN: &str = "0.2.130";
/// The builder of Rust Workers; goes with the `worker` crate of the same version.
pub const WORKER_BUILD: &str = "0.8.7";
/// The oldest Node the pinned wrangler runs on.
pub const NODE_MIN: (u32, u32) = (22, 12);
/// The target of both WebAssembly programs.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The name under which Debian's Rust is linked into rustup, for WebAssembly builds only.
pub const DEBIAN_TOOLCHAIN: &str = "satupintu-wasm";
/// Debian's packages that replace `rustup target add` where rustup's server is out of reach.
pub const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
/// The Chromium that the browser tests were last seen with; in 148 the "offline" they switch left service workers online.
pub const CHROMIUM_MIN: u32 = 156;
/// Browsers that browser tests may drive, in order of preference.
pub const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
