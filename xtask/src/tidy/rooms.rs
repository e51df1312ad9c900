//! Which room may depend on which: read from the manifests.

use super::{File, Finding};

enum Rule {
    /// Nothing but these.
    Only(&'static [&'static str]),
    /// Anything but these.
    Never(&'static [&'static str]),
}

/// Room, rule. Development dependencies are free, except in `tests`, which is nothing else.
const RULES: [(&str, Rule); 9] = [
    ("domain", Rule::Only(&["serde", "thiserror"])),
    (
        "api-types",
        Rule::Only(&["domain", "schemars", "serde", "serde_json", "thiserror"]),
    ),
    (
        "frontend",
        Rule::Never(&[
            "worker",
            "satupintu-worker",
            "axum",
            "system-tests",
            "xtask",
        ]),
    ),
    ("worker", Rule::Never(&["system-tests", "xtask"])),
    (
        "worker/site",
        Rule::Only(&["satupintu-worker", "wasm-bindgen", "worker"]),
    ),
    (
        "worker/desk",
        Rule::Only(&["satupintu-worker", "wasm-bindgen", "worker"]),
    ),
    (
        "worker/open",
        Rule::Only(&["satupintu-worker", "wasm-bindgen", "worker"]),
    ),
    (
        "tests",
        Rule::Never(&["worker", "satupintu-worker", "domain", "frontend", "xtask"]),
    ),
    (
        "xtask",
        // `satupintu-worker` only behind the feature `scale`: what is measured are the Worker's own statements.
        Rule::Never(&["worker", "frontend", "system-tests"]),
    ),
];

/// Every dependency a room may not have.
pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (room, rule) in &RULES {
        let manifest = format!("{room}/Cargo.toml");
        let Some(file) = files.iter().find(|file| file.path == manifest) else {
            continue;
        };
        for dependency in dependencies(file.text.as_deref().unwrap_or_default()) {
            if dependency.is_for_tests && *room != "tests" {
                continue;
            }
            let (is_allowed, wish) = match rule {
                Rule::Only(names) => (
                    names.contains(&dependency.name.as_str()),
                    format!("only {}", names.join(", ")),
                ),
                Rule::Never(names) => (
                    !names.contains(&dependency.name.as_str()),
                    format!("none of {}", names.join(", ")),
                ),
            };
            if !is_allowed {
                let text = format!("{room} may not depend on {}: {wish}", dependency.name);
                findings.push(file.finding(dependency.line, text));
            }
        }
    }
    findings
}

#[derive(Debug, PartialEq)]
struct Dependency {
    name: String,
    line: usize,
    is_for_tests: bool,
}

fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut section = String::new();
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        let is_for_tests = section.contains("dev-dependencies");
        let line_number = index + 1;
        if let Some(header) = line.strip_prefix('[') {
            section = header.split(']').next().unwrap_or_default().to_owned();
            // `[dependencies.name]` or `[target.'cfg(…)'.dependencies.name]`
            if let Some((_, name)) = section.rsplit_once("dependencies.") {
                found.push(Dependency {
                    name: name.to_owned(),
                    line: line_number,
                    is_for_tests: section.contains("dev-dependencies"),
                });
            }
        } else if section.ends_with("dependencies")
            && !line.starts_with('#')
            && let Some((key, value)) = line.split_once('=')
        {
            // `name.workspace = true`; `other = { package = "name" }` is the package it really is.
            let key = key.split('.').next().unwrap_or_default();
            let renamed = value
                .split_once("package")
                .and_then(|(_, rest)| rest.split('"').nth(1));
            found.push(Dependency {
                name: renamed.unwrap_or(key).trim().to_owned(),
                line: line_number,
                is_for_tests,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(room: &str, text: &str) -> Vec<String> {
        let file = File {
            path: format!("{room}/Cargo.toml"),
            text: Some(text.to_owned()),
        };
        check(&[file]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rules_of_the_domain_stay_pure() {
        let fine = "[dependencies]\nserde.workspace = true\n[dev-dependencies]\ncsv = \"1\"\n";
        assert!(manifest("domain", fine).is_empty());
        let found = manifest("domain", "[dependencies]\nserde = \"1\"\ntokio = \"1\"\n");
        assert_eq!(
            found,
            ["domain/Cargo.toml:3: domain may not depend on tokio: only serde, thiserror"]
        );
    }

    #[test]
    fn renaming_and_target_tables_hide_nothing() {
        let renamed = "[dependencies]\nx = { package = \"worker\", version = \"1\" }\n";
        assert_eq!(manifest("frontend", renamed).len(), 1);
        let table = "[target.'cfg(any())'.dependencies.worker]\nversion = \"1\"\n";
        assert_eq!(manifest("frontend", table).len(), 1);
    }

    #[test]
    fn tests_see_only_the_outside() {
        let inside = "[dev-dependencies]\ndomain = { workspace = true }\n";
        assert_eq!(manifest("tests", inside).len(), 1);
        assert!(manifest("tests", "[dependencies]\napi-types = {}\n").is_empty());
    }
}
