//! `cargo xtask doctor`: what is there, what is missing, how to get it. Changes nothing.

use std::process::Command;

use crate::run::{Outcome, colour, first_line, say};
use crate::setup::wasm_target::WasmToolchain;
use crate::setup::{browser, npm};
use crate::tools::{self, Node};
use crate::{pins, place};

const SETUP: &str = "cargo xtask setup";

struct Finding {
    what: &'static str,
    /// Version and place, when it is there.
    found: Option<String>,
    /// How to get it, when it is not.
    advice: String,
    /// Needed to build and run; the rest is for tests only.
    is_needed: bool,
}

/// Prints one line a tool; fails when something needed is missing.
pub fn doctor() -> Outcome {
    let findings = findings();
    for finding in &findings {
        let (mark, detail) = match &finding.found {
            Some(found) => (colour(32, "ok     "), found.clone()),
            None => (colour(31, "missing"), format!("get it: {}", finding.advice)),
        };
        say(&format!("{mark}  {:<15} {detail}", finding.what));
    }
    say(&format!("tool cache: {}", place::tool_cache().display()));
    let missing = findings
        .iter()
        .filter(|finding| finding.is_needed && finding.found.is_none())
        .count();
    match missing {
        0 => {
            say("everything needed is here");
            Ok(())
        }
        count => Err(format!("{count} needed tools are missing")),
    }
}

fn findings() -> Vec<Finding> {
    let mut findings = vec![
        needed(
            "Rust",
            first_line(Command::new("rustc").arg("--version")),
            "https://rustup.rs",
        ),
        needed(
            "wasm32 library",
            WasmToolchain::find().map(|toolchain| toolchain.describe()),
            SETUP,
        ),
        needed(
            "wasm-bindgen",
            cargo_tool("wasm-bindgen", pins::WASM_BINDGEN),
            SETUP,
        ),
        needed(
            "worker-build",
            cargo_tool("worker-build", pins::WORKER_BUILD),
            SETUP,
        ),
        needed(
            "npm",
            first_line(Command::new("npm").arg("--version")),
            "Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)",
        ),
        needed(
            "Node",
            tools::node().map(|node| match node {
                Node::Npm(version) => format!("{version}, from node_modules"),
                Node::System(version, _) => format!("{version}, the system's"),
            }),
            SETUP,
        ),
        needed(
            "npm packages",
            npm::is_current().then(|| "as package-lock.json says".to_owned()),
            SETUP,
        ),
    ];
    for tool in ["wrangler", "workerd", "wasm-opt", "esbuild"] {
        findings.push(needed(tool, npm_version(tool), SETUP));
    }
    findings.push(Finding {
        is_needed: false,
        ..needed("Chromium", chromium(), browser::ADVICE)
    });
    findings
}

fn needed(what: &'static str, found: Option<String>, advice: &str) -> Finding {
    Finding {
        what,
        found,
        advice: advice.to_owned(),
        is_needed: true,
    }
}

fn cargo_tool(tool: &str, version: &str) -> Option<String> {
    tools::is_installed(tool, version, tool).then(|| format!("{version}, from the tool cache"))
}

fn npm_version(tool: &str) -> Option<String> {
    let mut command = tools::npm_tool(tool).ok()?;
    let version = first_line(command.arg("--version"))?;
    Some(format!("{version}, from node_modules"))
}

fn chromium() -> Option<String> {
    let path = tools::chromium()?;
    let version = first_line(Command::new(&path).arg("--version"))?;
    Some(format!("{version}, {}", path.display()))
}
