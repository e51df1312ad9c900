//! The tools this clone builds with, and the environment they run in.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Context, Outcome, first_line};
use crate::{pins, place};

/// Which Node runs wrangler and the small tools.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// The one npm put into node_modules.
    Npm(String),
    /// The system's, because it is new enough and npm's does not run.
    System(String, PathBuf),
}

/// Finds a Node that the pinned wrangler accepts.
pub fn node() -> Option<Node> {
    let own = place::npm_bin().join("node");
    if let Some(version) = node_version(&own) {
        return Some(Node::Npm(version));
    }
    let system = system_node()?;
    let version = node_version(&system)?;
    Some(Node::System(version, system))
}

fn node_version(binary: &Path) -> Option<String> {
    let line = first_line(Command::new(binary).arg("--version"))?;
    is_new_enough(&line).then_some(line)
}

fn system_node() -> Option<PathBuf> {
    let own = place::npm_bin();
    env::split_paths(&env::var_os("PATH")?)
        .filter(|dir| *dir != own)
        .map(|dir| dir.join("node"))
        .find(|path| path.is_file())
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= pins::NODE_MIN,
        _ => false,
    }
}

/// PATH for every child: npm's binaries first, its Node among them (`setup` sees to it that it runs).
pub fn path() -> Outcome<OsString> {
    let mut dirs = vec![place::npm_bin()];
    dirs.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(dirs).context("PATH")
}

/// A program from node_modules, with the environment that keeps it quiet and offline.
pub fn npm_tool(name: &str) -> Outcome<Command> {
    let binary = if name == "node" {
        PathBuf::from("node")
    } else {
        place::npm_bin().join(name)
    };
    let mut command = Command::new(binary);
    command
        .current_dir(place::root())
        .env("PATH", path()?)
        .env("CI", "1")
        .env("NO_UPDATE_NOTIFIER", "1")
        .env("WRANGLER_SEND_METRICS", "false")
        // Without it every start asks Cloudflare where this machine is, and complains offline.
        .env("CLOUDFLARE_CF_FETCH_ENABLED", "false");
    Ok(command)
}

/// A browser for the browser tests.
pub fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|name| !name.is_empty()) {
        return Some(PathBuf::from(named));
    }
    pins::BROWSERS.iter().find_map(|name| place::on_path(name))
}

/// True when a tool cargo installs is in the cache and runs.
pub fn is_installed(tool: &str, version: &str, binary: &str) -> bool {
    let path = place::cached_tool(tool, version, binary);
    first_line(Command::new(path).arg("--version")).is_some_and(|line| line.contains(version))
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn node_versions_compare_by_number() {
        for (version, expected) in [
            ("v20.20.2", false),
            ("v22.9.0", false),
            ("v22.12.0", true),
            ("v24.0.1", true),
            ("nonsense", false),
        ] {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }
}
