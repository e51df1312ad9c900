//! Rules about single lines of code.

use super::{File, Finding};

/// Files that may write text into HTML unescaped: one for the citizen's words, one for the page's frame.
const RAW_HTML_FILES: [&str; 2] = [
    "frontend/src/components/text_area.rs",
    "frontend/src/document.rs",
];

/// Every line that breaks a rule.
pub fn check(files: &[File]) -> Vec<Finding> {
    let test_only = test_only_files(files);
    let mut findings = Vec::new();
    for file in files {
        // The rules name what they forbid; they cannot judge themselves.
        if file.path.starts_with("xtask/src/tidy") {
            continue;
        }
        let is_test_file = test_only.contains(&file.path) || file.path.starts_with("tests/");
        for line in lines_of(file, is_test_file) {
            check_line(file, &line, &mut findings);
        }
    }
    findings
}

fn check_line(file: &File, line: &Line<'_>, findings: &mut Vec<Finding>) {
    let path = file.path.as_str();
    let mut say = |text: &str| findings.push(file.finding(line.number, text));
    if file.extension() == "rs" {
        check_rust(path, line, &mut say);
    }
    let is_script = ["js", "mjs", "cjs"].contains(&file.extension());
    let skips = [".only(", ".skip(", ".todo(", "skip: true", "only: true"];
    if is_script && path.starts_with("tests/") && skips.iter().any(|word| line.code.contains(word))
    {
        say("a test runs or is removed; it is not skipped");
    }
    let is_sql = ["sql", "rs"].contains(&file.extension());
    if is_sql && line.lower.contains("delete cascade") {
        say("never cascade: rebuilding a parent table would delete its children; use restrict");
    }
}

fn check_rust(path: &str, line: &Line<'_>, say: &mut impl FnMut(&str)) {
    let code = line.code;
    for word in ["unimplemented!", "todo!(", "dbg!("] {
        if code.contains(word) {
            say(&format!("`{word}` is for the desk, not for the repository"));
        }
    }
    for word in ["#[ignore", "#[should_panic"] {
        if code.contains(word) {
            say(&format!(
                "no `{word}]`: a test says what is expected, and runs"
            ));
        }
    }
    if line.is_test {
        return;
    }
    let is_in_front = path.starts_with("frontend/src/") || path.starts_with("worker/src/");
    if is_in_front && !RAW_HTML_FILES.contains(&path) {
        for word in ["<textarea", "inner_html", "prop:value"] {
            if code.contains(word) {
                say(&format!(
                    "`{word}` is not escaped or not rendered; use the TextArea component"
                ));
            }
        }
    }
    // Never in a Worker: it fills files on the host, for `bench scale`.
    let is_scale = path.starts_with("worker/src/scale");
    let has_sql = has_sql(line.lower.as_str()) && !is_scale;
    if has_sql && !path.starts_with("worker/src/d1") && !path.starts_with("xtask/") {
        say("SQL belongs under worker/src/d1 and worker/migrations");
    }
    if path.starts_with("worker/src/") && line.is_in_format && has_sql {
        say("only static SQL: a concatenated statement can be two");
    }
    let is_bounded_room = ["worker/src/", "domain/src/", "api-types/src/"]
        .iter()
        .any(|room| path.starts_with(room));
    if is_bounded_room {
        if code.contains(".unwrap()") {
            say("no unwrap: a panic ends the requests of others too");
        }
        if code.contains(".expect(") && !line.has_stated_invariant {
            say("no expect without `#[expect(clippy::expect_used, reason = …)]` just above");
        }
    }
}

fn has_sql(lower: &str) -> bool {
    let is_update = lower.contains("update ")
        && lower.contains(" set ")
        && (lower.contains('"') || lower.contains('='));
    lower.contains("\"select ") || lower.contains("insert into ") || is_update
}

struct Line<'a> {
    number: usize,
    /// Without the comment.
    code: &'a str,
    lower: String,
    is_test: bool,
    /// Within four lines after `format!(`.
    is_in_format: bool,
    /// Within four lines after the attribute that allows `expect`.
    has_stated_invariant: bool,
}

fn lines_of(file: &File, is_test_file: bool) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut is_test = is_test_file;
    let mut after_test_attribute = false;
    let mut since_format = usize::MAX;
    let mut since_attribute = usize::MAX;
    for (index, text) in file.text.as_deref().unwrap_or_default().lines().enumerate() {
        let code = without_comment(text, file.extension());
        let trimmed = code.trim();
        // Test modules stand at the foot of a file: from there on everything is test.
        let opens_module = trimmed.starts_with("mod ") && trimmed.ends_with('{');
        is_test |= after_test_attribute && opens_module;
        if !trimmed.is_empty() {
            after_test_attribute =
                trimmed == "#[cfg(test)]" || (after_test_attribute && trimmed.starts_with("#["));
        }
        since_format = since(since_format, code.contains("format!("));
        since_attribute = since(since_attribute, code.contains("clippy::expect_used"));
        lines.push(Line {
            number: index + 1,
            code,
            lower: code.to_ascii_lowercase(),
            is_test,
            is_in_format: since_format <= 4,
            has_stated_invariant: since_attribute <= 4,
        });
    }
    lines
}

fn since(before: usize, is_now: bool) -> usize {
    if is_now { 0 } else { before.saturating_add(1) }
}

/// The line up to `//`, unless that stands in an address or a text.
fn without_comment<'a>(line: &'a str, extension: &str) -> &'a str {
    let marker = if extension == "sql" { "--" } else { "//" };
    for (index, _) in line.match_indices(marker) {
        let (before, _) = line.split_at(index);
        let is_in_text = before.matches('"').count() % 2 == 1;
        if !is_in_text && !before.ends_with(':') {
            return before;
        }
    }
    line
}

/// `#[cfg(test)] mod fakes;` makes worker/src/fakes.rs (and its folder) test code.
fn test_only_files(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.extension() == "rs") {
        let text = file.text.as_deref().unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for pair in lines.windows(2) {
            let [attribute, declaration] = pair else {
                continue;
            };
            let name = declaration
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub ")
                .strip_prefix("mod ")
                .and_then(|rest| rest.strip_suffix(';'));
            if let ("#[cfg(test)]", Some(name)) = (*attribute, name) {
                let folder = module_folder(&file.path);
                let prefix = format!("{folder}{name}");
                let own = files.iter().map(|file| file.path.as_str()).filter(|path| {
                    *path == format!("{prefix}.rs") || path.starts_with(&format!("{prefix}/"))
                });
                found.extend(own.map(str::to_owned));
            }
        }
    }
    found
}

/// Where the modules of a file live: `src/` for `src/lib.rs`, `src/a/` for `src/a.rs`.
fn module_folder(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "lib.rs" | "main.rs" => format!("{folder}/"),
        _ => format!("{folder}/{}/", name.trim_end_matches(".rs")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<usize> {
        let file = File {
            path: path.to_owned(),
            text: Some(text.to_owned()),
        };
        check(&[file]).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn lines_are_judged_by_where_they_stand() {
        let cases: [(&str, &str, &[usize]); 18] = [
            ("domain/src/a.rs", "let a = b.unwrap();\n", &[1]),
            ("domain/src/a.rs", "// never b.unwrap()\n", &[]),
            (
                "domain/src/a.rs",
                "#[cfg(test)]\nmod tests {\n b.unwrap();\n}\n",
                &[],
            ),
            ("domain/src/a.rs", "b.expect(\"x\")\n", &[1]),
            (
                "domain/src/a.rs",
                "#[expect(clippy::expect_used, reason = \"r\")]\nb.expect(\"x\")\n",
                &[],
            ),
            ("xtask/src/a.rs", "b.unwrap();\n", &[]),
            ("worker/src/http/a.rs", "db.prepare(\"select 1\")\n", &[1]),
            ("worker/src/d1/a.rs", "db.prepare(\"select 1\")\n", &[]),
            (
                "worker/src/d1/a.rs",
                "db.prepare(format!(\n  \"select {x}\"\n))\n",
                &[2],
            ),
            (
                "worker/src/use_cases/a.rs",
                "x(\"update complaint set a = 1\")\n",
                &[1],
            ),
            (
                "worker/migrations/1.sql",
                "references a (b) on delete cascade\n",
                &[1],
            ),
            (
                "worker/migrations/1.sql",
                "-- never on delete cascade\n",
                &[],
            ),
            ("frontend/src/pages/a.rs", "<textarea name=\"x\">\n", &[1]),
            (
                "frontend/src/components/text_area.rs",
                "<textarea inner_html=x>\n",
                &[],
            ),
            ("tests/api/a.rs", "#[ignore]\n", &[1]),
            ("tests/browser/a.test.mjs", "test.skip(\"x\")\n", &[1]),
            ("worker/src/a.rs", "todo!()\n", &[1]),
            (
                "domain/src/a.rs",
                "let a = \"https://x\"; b.unwrap();\n",
                &[1],
            ),
        ];
        for (path, text, expected) in cases {
            assert_eq!(found(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn modules_only_for_tests_are_test_code() {
        let files = [
            ("worker/src/lib.rs", "#[cfg(test)]\nmod fakes;\n"),
            ("worker/src/fakes.rs", "a.unwrap();\n"),
            ("worker/src/real.rs", "a.unwrap();\n"),
        ]
        .map(|(path, text)| File {
            path: path.to_owned(),
            text: Some(text.to_owned()),
        });
        let paths: Vec<String> = check(&files)
            .into_iter()
            .map(|finding| finding.path)
            .collect();
        assert_eq!(paths, ["worker/src/real.rs"]);
    }
}
