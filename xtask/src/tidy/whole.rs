//! Rules about files as a whole: names, length, endings, traces of one machine.

use super::{File, Finding};

/// Files longer than the limit, each with the reason.
const LONG_FILES: &str = include_str!("long_files.txt");

const LINE_LIMIT: usize = 500;

const FORBIDDEN_NAMES: [&str; 4] = ["utils", "common", "helpers", "manager"];

/// Written in two halves, so that this file does not contain them.
const MACHINE_PATHS: [&str; 3] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/tmp/", "bash_jobs"),
];

/// Every file that breaks a rule.
pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        check_name(file, &mut findings);
        if let Some(text) = &file.text
            && !text.contains('\0')
        {
            check_text(file, text, &mut findings);
        }
    }
    findings.extend(stale_exceptions(files));
    findings
}

fn check_name(file: &File, findings: &mut Vec<Finding>) {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let words = stem.split(['_', '-']);
    if name == "mod.rs" {
        findings.push(file.finding(1, "modules are foo.rs plus foo/, not mod.rs"));
    }
    for word in words.filter(|word| FORBIDDEN_NAMES.contains(word)) {
        findings.push(file.finding(
            1,
            format!("`{word}` says nothing: name the noun or the use case"),
        ));
    }
}

fn check_text(file: &File, text: &str, findings: &mut Vec<Finding>) {
    let is_code = ["rs", "js", "mjs", "css"].contains(&file.extension());
    let count = text.lines().count();
    if is_code && count > LINE_LIMIT && reason(&file.path).is_none() {
        let text =
            format!("{count} lines; split it, or give a reason in xtask/src/tidy/long_files.txt");
        findings.push(file.finding(LINE_LIMIT + 1, text));
    }
    if !text.is_empty() && !text.ends_with('\n') {
        findings.push(file.finding(count, "no newline at the end"));
    }
    for (index, line) in text.lines().enumerate() {
        if file.extension() == "rs" && line.contains('\t') {
            findings.push(file.finding(index + 1, "a tab; rustfmt uses spaces"));
        }
        for path in MACHINE_PATHS {
            if line.contains(path) {
                findings
                    .push(file.finding(index + 1, format!("`{path}` exists on one machine only")));
            }
        }
    }
}

/// The reason why a file may be long.
fn reason(path: &str) -> Option<&'static str> {
    LONG_FILES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .find(|(named, reason)| *named == path && !reason.trim().is_empty())
        .map(|(_, reason)| reason)
}

fn stale_exceptions(files: &[File]) -> Vec<Finding> {
    let list = File {
        path: "xtask/src/tidy/long_files.txt".to_owned(),
        text: None,
    };
    // Only meaningful when the list itself is among the files.
    if !files.iter().any(|file| file.path == list.path) {
        return Vec::new();
    }
    LONG_FILES
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .filter(|(_, line)| {
            let path = line.split(' ').next().unwrap_or_default();
            !files.iter().any(|file| file.path == path)
        })
        .map(|(index, line)| list.finding(index + 1, format!("no such file: {line}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let file = File {
            path: path.to_owned(),
            text: Some(text.to_owned()),
        };
        check(&[file]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn files_are_named_for_what_they_are() {
        for (path, expected) in [
            ("domain/src/routing.rs", 0),
            ("domain/src/mod.rs", 1),
            ("worker/src/date_utils.rs", 1),
            ("tests/browser/helpers.mjs", 1),
            ("domain/src/commonwealth.rs", 0),
        ] {
            assert_eq!(found(path, "x\n").len(), expected, "{path}");
        }
    }

    #[test]
    fn endings_tabs_length_and_machine_paths() {
        assert_eq!(found("a.md", "x"), ["a.md:1: no newline at the end"]);
        assert_eq!(found("a.rs", "\tx\n").len(), 1);
        assert_eq!(found("a.md", "\tx\n").len(), 0);
        assert_eq!(found("a.rs", &"x\n".repeat(501)).len(), 1);
        assert_eq!(found("a.csv", &"x\n".repeat(501)).len(), 0);
        let path = format!("see {}main\n", MACHINE_PATHS.concat());
        assert_eq!(found("a.md", &path).len(), 3);
    }
}
