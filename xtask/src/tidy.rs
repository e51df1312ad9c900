//! `cargo xtask tidy`: the rules of the house that no compiler checks.

use std::fmt;
use std::process::Command;

use crate::build::walk;
use crate::place;
use crate::run::{Outcome, output_of, read_bytes, say};

mod rooms;
mod source;
mod whole;

/// One broken rule in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// Which rule, and what to do instead.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.text)
    }
}

/// A file of the repository.
#[derive(Clone, Debug)]
pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// None for what is not UTF-8 text.
    pub text: Option<String>,
}

impl File {
    /// The part after the last dot.
    pub fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, end)| end)
    }

    /// A finding in this file.
    pub fn finding(&self, line: usize, text: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            text: text.into(),
        }
    }
}

/// Checks every file git knows or would add.
pub fn tidy() -> Outcome {
    let files = files()?;
    let findings = check(&files);
    for finding in &findings {
        say(&finding.to_string());
    }
    match findings.len() {
        0 => {
            say(&format!("tidy: {} files keep the rules", files.len()));
            Ok(())
        }
        count => Err(format!("tidy: {count} broken rules")),
    }
}

fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = rooms::check(files);
    findings.extend(source::check(files));
    findings.extend(whole::check(files));
    findings.sort_by(|left, right| (&left.path, left.line).cmp(&(&right.path, right.line)));
    findings
}

fn files() -> Outcome<Vec<File>> {
    let mut files = Vec::new();
    for path in paths() {
        let full = place::root().join(&path);
        // Listed by git but deleted, or a link to a folder: nothing to check.
        if full.is_file() {
            let text = String::from_utf8(read_bytes(&full)?).ok();
            files.push(File { path, text });
        }
    }
    Ok(files)
}

fn paths() -> Vec<String> {
    let listed = output_of(Command::new("git").current_dir(place::root()).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]));
    if let Ok(listed) = listed {
        let mut paths: Vec<String> = listed
            .split('\0')
            .filter(|path| !path.is_empty())
            .map(str::to_owned)
            .collect();
        paths.sort();
        paths.dedup();
        return paths;
    }
    // A copy without git: everything that is not made by a tool.
    let made = [
        "target/",
        "node_modules/",
        "build/",
        ".git/",
        ".wrangler/",
        "worker/site/build/",
        "worker/desk/build/",
        "worker/open/build/",
    ];
    walk(&place::root())
        .iter()
        .map(|path| place::shown(path))
        .filter(|path| !made.iter().any(|folder| path.starts_with(folder)))
        .collect()
}
