//! `cargo xtask test`: every check and every test, with one honest count at the end.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::build::{self, Part, Speed};
use crate::run::{Context, Outcome, run, say, seconds, step};
use crate::setup::wasm_target::WasmToolchain;
use crate::wrangler::Place;
use crate::{openapi, pins, place, reference, setup, tidy, tools, wrangler};

/// What a plain `cargo xtask` does without.
const FEATURES: &str = "xtask/routing,xtask/openapi";

/// Which tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Suite {
    /// Everything that needs Rust only.
    Host,
    /// The system through HTTP, in real workerd.
    Api,
    /// The citizen's view, in a real browser.
    Browser,
}

/// What has passed and what has not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Count {
    passed: u64,
    failed: u64,
}

/// Runs the suite, or all, or of API and browser tests those whose name contains `filter`; the last line is
/// `N passed, N failed`.
pub fn test(only: Option<Suite>, filter: Option<&str>) -> Outcome {
    let wants = |suite| only.is_none_or(|only| only == suite);
    let start = Instant::now();
    let mut count = Count::default();
    let is_ready = count.needed("setup", setup::ensure);
    if wants(Suite::Host) {
        host(&mut count, is_ready);
    }
    if wants(Suite::Api) || wants(Suite::Browser) {
        if is_ready && count.needed("build", || build::build(Part::All, Speed::Release)) {
            if wants(Suite::Api) {
                count.tests("API tests", || api(filter));
            }
            if wants(Suite::Browser) {
                count.tests("browser tests", || browser(filter));
            }
        } else {
            say("! nothing to test against: API and browser tests did not run");
        }
    }
    say(&format!("tested in {}", seconds(start.elapsed())));
    say(&format!("{} passed, {} failed", count.passed, count.failed));
    // The count is the last line, so there is no error text after it.
    if count.failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}

fn host(count: &mut Count, is_ready: bool) {
    count.check("format", || run(&mut cargo(&["fmt", "--all", "--check"])));
    count.check("clippy", || {
        run(&mut cargo(&[
            "clippy",
            "--workspace",
            "--features",
            FEATURES,
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    match WasmToolchain::find() {
        Some(WasmToolchain::Active) if is_ready && has_clippy() => {
            count.check("clippy for wasm32", clippy_for_wasm);
        }
        _ => say(
            "! clippy for wasm32 skipped: the active toolchain lacks clippy or the wasm32 library",
        ),
    }
    count.check("tidy", tidy::tidy);
    count.check("reference data", reference::check);
    if is_ready {
        count.check("openapi", || openapi::openapi(true));
    }
    count.tests("host tests", || {
        let system_tests = build::package_name("tests")?;
        cargo_tests(
            cargo(&[
                "test",
                "--workspace",
                "--features",
                FEATURES,
                "--no-fail-fast",
                "--exclude",
            ])
            .arg(system_tests),
        )
    });
}

fn api(filter: Option<&str>) -> Outcome<Count> {
    let mut command = cargo(&["test", "--no-fail-fast", "-p"]);
    command.arg(build::package_name("tests")?);
    command.args(filter);
    cargo_tests(with_system(&mut command)?)
}

/// A program of tests/browser that brings up its own system and browser.
pub fn browser_program(name: &str) -> Outcome<Command> {
    let mut command = node_with_browser()?;
    command
        .arg("--no-warnings")
        .arg(place::root().join("tests/browser").join(name));
    Ok(command)
}

fn node_with_browser() -> Outcome<Command> {
    setup::browser::ensure()?;
    let chromium = tools::chromium().ok_or(setup::browser::ADVICE)?;
    let mut command = Command::new("node");
    command.env("CHROMIUM", chromium);
    with_system(&mut command)?;
    Ok(command)
}

fn browser(filter: Option<&str>) -> Outcome<Count> {
    let files = browser_files(filter.unwrap_or_default());
    if files.is_empty() {
        return Err("there are no tests/browser/*.test.mjs".into());
    }
    let mut command = node_with_browser()?;
    command
        // node:sqlite, with which the truth is read, is called experimental in this Node.
        .arg("--no-warnings")
        .arg("--test")
        // What hangs has failed.
        .arg("--test-timeout=600000")
        // Each file has a system and a browser of its own, and mostly waits for them.
        .arg("--test-concurrency=2")
        // One for people, one to count.
        .args(["--test-reporter=spec", "--test-reporter-destination=stderr"])
        .args(["--test-reporter=tap", "--test-reporter-destination=stdout"])
        .args(files);
    let (text, is_success) = run_and_read(&mut command, false)?;
    Ok(verdict(node_count(&text), is_success))
}

fn browser_files(filter: &str) -> Vec<PathBuf> {
    let folder = place::root().join("tests/browser");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".test.mjs") && name.contains(filter)
        })
        .collect();
    files.sort_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let place = LONGEST.iter().position(|long| name == *long);
        (place.unwrap_or(LONGEST.len()), path.clone())
    });
    files
}

/// Browser tests that take minutes: begun first, so that none of them is left alone at the end.
const LONGEST: [&str; 3] = ["upgrade.test.mjs", "open.test.mjs", "kills.test.mjs"];

/// Tells the harness where everything is; it chooses a free port and a fresh directory itself.
fn with_system(command: &mut Command) -> Outcome<&mut Command> {
    let sql = reference::write_sql(false)?;
    let folder = place::root().join("target/system-tests");
    // Databases of earlier runs.
    let _ = fs::remove_dir_all(&folder);
    wrangler::forget_old_bundles();
    // Migrations and reference data, once for all systems of this run.
    let template = Place::Local(folder.join("template"));
    step("an empty database", || {
        wrangler::migrate(&template)?;
        wrangler::execute_file(&template, &sql)
    })?;
    // This program may have been built anew since it began, which the system's own link to it shows as deleted.
    let xtask = std::env::args_os().next().unwrap_or_default();
    Ok(command
        .current_dir(place::root())
        .env("PATH", tools::path()?)
        .env("CI", "1")
        .env("WRANGLER_SEND_METRICS", "false")
        .env("CLOUDFLARE_CF_FETCH_ENABLED", "false")
        .env("NODE_BIN", place::npm_bin().join("node"))
        .env("SATUPINTU_ROOT", place::root())
        // What is made by a task is tested as the task makes it.
        .env("SATUPINTU_XTASK", fs::canonicalize(xtask).context("xtask")?)
        .env("SATUPINTU_NODE_BIN_DIR", place::npm_bin())
        .env("SATUPINTU_WRANGLER_CONFIG", wrangler::config_for_tests()?)
        .env("SATUPINTU_DESK_CONFIG", wrangler::desk_config_for_tests()?)
        .env("SATUPINTU_OPEN_CONFIG", wrangler::open_config_for_tests()?)
        .env("SATUPINTU_REFERENCE_SQL", sql)
        .env("SATUPINTU_TEMPLATE_STATE", folder.join("template")))
}

/// The code that only exists in WebAssembly: the Worker's adapters and the islands.
fn clippy_for_wasm() -> Outcome {
    let worker = build::package_name("worker")?;
    let islands = ["--no-default-features", "--features", "hydrate"];
    let routing = ["--no-default-features", "--features", "brain"];
    let desk = ["--no-default-features", "--features", "desk"];
    for (package, options) in [
        (worker.as_str(), &[][..]),
        ("frontend", &islands),
        ("frontend", &routing),
        ("frontend", &desk),
    ] {
        run(
            cargo(&["clippy", "--target", pins::WASM_TARGET, "-p", package])
                .args(options)
                .args(["--", "-D", "warnings"])
                .env("CARGO_TARGET_DIR", place::wasm_target_dir())
                .env_remove("RUSTFLAGS"),
        )?;
    }
    Ok(())
}

fn has_clippy() -> bool {
    crate::run::first_line(&mut cargo(&["clippy", "--version"])).is_some()
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(place::root()).args(arguments);
    command
}

fn cargo_tests(command: &mut Command) -> Outcome<Count> {
    let (text, is_success) = run_and_read(command, true)?;
    Ok(verdict(cargo_count(&text), is_success))
}

/// A failing program without a failing test has crashed, and that counts.
fn verdict(mut count: Count, is_success: bool) -> Count {
    if !is_success && count.failed == 0 {
        count.failed = 1;
    }
    count
}

/// Runs to the end, showing the output if wanted; the text and whether it ended well.
fn run_and_read(command: &mut Command, is_shown: bool) -> Outcome<(String, bool)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run the tests")?;
    let mut text = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.context("reading the tests")?;
            let line = String::from_utf8_lossy(&line);
            if is_shown {
                say(&line);
            }
            text.push_str(&line);
            text.push('\n');
        }
    }
    let status = child.wait().context("waiting for the tests")?;
    Ok((text, status.success()))
}

/// Adds up `test result: ok. 3 passed; 0 failed; …` of every test program.
fn cargo_count(text: &str) -> Count {
    let mut count = Count::default();
    for line in text.lines().filter(|line| line.starts_with("test result:")) {
        let number_before = |word: &str| {
            line.split(';')
                .flat_map(|part| part.split('.'))
                .find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
                .unwrap_or(0)
        };
        count.passed += number_before("passed");
        count.failed += number_before("failed");
    }
    count
}

/// Reads node's `# pass 3`, `# fail 0`, `# cancelled 0`.
fn node_count(text: &str) -> Count {
    let number = |name: &str| {
        text.lines()
            .filter_map(|line| line.strip_prefix(name)?.trim().parse::<u64>().ok())
            .next_back()
            .unwrap_or(0)
    };
    Count {
        passed: number("# pass "),
        failed: number("# fail ") + number("# cancelled "),
    }
}

impl Count {
    /// A step that counts one.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Outcome) {
        self.tests(name, || {
            work().map(|()| Count {
                passed: 1,
                failed: 0,
            })
        });
    }

    /// A step that counts only when it fails; true when it did not.
    fn needed(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        let before = self.failed;
        self.tests(name, || work().map(|()| Count::default()));
        self.failed == before
    }

    /// A step that counts its tests; a crash counts as one failure.
    fn tests(&mut self, name: &str, work: impl FnOnce() -> Outcome<Count>) {
        match step(name, work) {
            Ok(count) => {
                self.passed += count.passed;
                self.failed += count.failed;
                if count.passed + count.failed > 1 {
                    say(&format!(
                        "  {name}: {} passed, {} failed",
                        count.passed, count.failed
                    ));
                }
            }
            Err(error) => {
                self.failed += 1;
                say(&format!("! {name}: {}", error.trim_end()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, cargo_count, node_count, verdict};

    #[test]
    fn cargo_results_add_up() {
        let text = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.25s\n";
        let expected = Count {
            passed: 15,
            failed: 2,
        };
        assert_eq!(cargo_count(text), expected);
    }

    #[test]
    fn a_crash_without_a_failed_test_is_a_failure() {
        assert_eq!(verdict(cargo_count(""), false).failed, 1);
        assert_eq!(verdict(cargo_count(""), true).failed, 0);
    }

    #[test]
    fn node_results_count_cancelled_tests_as_failed() {
        let text =
            "ok 1 - a\n# tests 6\n# suites 0\n# pass 4\n# fail 1\n# cancelled 1\n# skipped 0\n";
        let expected = Count {
            passed: 4,
            failed: 2,
        };
        assert_eq!(node_count(text), expected);
    }
}
