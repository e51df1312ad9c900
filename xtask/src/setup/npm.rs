//! npm's part: wrangler, workerd, esbuild, wasm-opt, a Node new enough to run them, test tools.

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::run::{Context, Outcome, output_of, read, run, say, step, write_if_changed};
use crate::tools::{self, Node};
use crate::{pins, place};

/// Runs npm when package-lock.json changed, then makes sure a Node runs.
pub fn ensure() -> Outcome {
    let lock = read(&place::root().join("package-lock.json"))?;
    let stamp = place::root().join("node_modules/.satupintu-lock");
    let is_current = read(&stamp).is_ok_and(|seen| seen == lock) && place::npm_bin().is_dir();
    if !is_current {
        if place::on_path("npm").is_none() {
            return Err("npm is missing. Install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm; \
                        others: https://nodejs.org), then run this again.".into());
        }
        step(
            "npm install (wrangler, esbuild, binaryen, test tools; about a minute)",
            || run(&mut install()),
        )?;
        write_if_changed(&stamp, &lock)?;
    }
    ensure_node()
}

/// True when npm has nothing to do.
pub fn is_current() -> bool {
    let lock = read(&place::root().join("package-lock.json"));
    let seen = read(&place::root().join("node_modules/.satupintu-lock"));
    matches!((lock, seen), (Ok(lock), Ok(seen)) if lock == seen)
}

/// The lock file's versions, as `npm ci` would; but that one refuses a lock file in which workerd's
/// packages for other systems are missing, and not every registry has them.
fn install() -> Command {
    let mut command = Command::new("npm");
    command.current_dir(place::root()).args([
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    command
}

fn ensure_node() -> Outcome {
    if let Some(Node::Npm(_)) = tools::node() {
        return Ok(());
    }
    // The package fetches its binary in an install script, which npm may be told to skip. The script
    // itself runs under the first `node` it finds: not under the one that does not run.
    let _ = std::fs::remove_file(place::npm_bin().join("node"));
    let rebuilt = output_of(Command::new("npm").current_dir(place::root()).args([
        "rebuild",
        "node",
        "--foreground-scripts",
    ]));
    match tools::node() {
        Some(Node::Npm(_)) => Ok(()),
        Some(Node::System(version, binary)) => {
            say(&format!(
                "  npm's Node does not run here; using the system's {version}"
            ));
            let link = place::npm_bin().join("node");
            // Whatever is there does not run.
            let _ = std::fs::remove_file(&link);
            symlink(binary, &link).context(link.display())
        }
        None => Err(format!(
            "no Node that wrangler accepts (needs {}.{} or newer): the npm package `node` does not run here{} \
             and the system's Node is too old. Install a newer Node.js, then run this again.",
            pins::NODE_MIN.0,
            pins::NODE_MIN.1,
            rebuilt
                .err()
                .map_or(String::new(), |error| format!(" ({error})")),
        )),
    }
}
