//! wrangler: its configuration without the build step, its secrets file, its state.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::place;
use crate::run::{Context, Outcome, read, write_if_changed};
use crate::tools::npm_tool;

/// Where local data is kept: where asked, else where `npx wrangler` would keep it.
pub fn state_dir(asked: Option<String>) -> PathBuf {
    match asked {
        Some(dir) => std::env::current_dir()
            .unwrap_or_else(|_| place::root())
            .join(dir),
        None => place::root().join(".wrangler/state"),
    }
}

/// wrangler.toml as xtask and the tests use it: without `[build]`, because they have built already.
pub fn config_without_build() -> Outcome<PathBuf> {
    let path = copy_of("wrangler.toml", "wrangler.dev.toml")?;
    link_dev_vars()?;
    Ok(path)
}

/// The same for the officers' Worker.
pub fn desk_config_without_build() -> Outcome<PathBuf> {
    copy_of("wrangler.desk.toml", "wrangler.desk.dev.toml")
}

/// The same for the Worker of what is public.
pub fn open_config_without_build() -> Outcome<PathBuf> {
    copy_of("wrangler.open.toml", "wrangler.open.dev.toml")
}

/// The citizens' Worker as the tests run it; they set its variables by hand.
pub fn config_for_tests() -> Outcome<PathBuf> {
    let source = read(&place::root().join("wrangler.toml"))?;
    let path = place::build_dir().join("wrangler.test.toml");
    write_if_changed(&path, as_built(&without_build(&source)))?;
    link_dev_vars()?;
    Ok(path)
}

/// The officers' Worker as the tests run it: told the time like the citizens' one.
pub fn desk_config_for_tests() -> Outcome<PathBuf> {
    told_the_time("desk")
}

/// The same for the Worker of what is public.
pub fn open_config_for_tests() -> Outcome<PathBuf> {
    told_the_time("open")
}

fn told_the_time(name: &str) -> Outcome<PathBuf> {
    let source = read(&place::root().join(format!("wrangler.{name}.toml")))?;
    let path = place::build_dir().join(format!("wrangler.{name}.test.toml"));
    let config = as_built(&without_build(&source)) + "\n[vars]\nCLOCK = \"simulated\"\n";
    write_if_changed(&path, config)?;
    Ok(path)
}

/// The citizens' Worker told the time by whoever asks from this machine: for the sample world.
pub fn simulated_config() -> Outcome<PathBuf> {
    let source = read(&place::root().join("wrangler.toml"))?;
    let path = place::build_dir().join("wrangler.simulated.toml");
    let config = without_build(&source) + "\n[vars]\nCLOCK = \"simulated\"\n";
    write_if_changed(&path, config)?;
    link_dev_vars()?;
    Ok(path)
}

/// Runs what was built as it stands. Otherwise a bundler stays beside every system and looks at its files, a tenth of a core each.
fn as_built(config: &str) -> String {
    let lines = config.lines().map(|line| match line.starts_with("main = ") {
        true => format!(
            "{line}\nno_bundle = true\nrules = [{{ type = \"CompiledWasm\", globs = [\"**/*.wasm\"], fallthrough = false }}]\n"
        ),
        false => format!("{line}\n"),
    });
    lines.collect()
}

fn copy_of(name: &str, copy: &str) -> Outcome<PathBuf> {
    let source = read(&place::root().join(name))?;
    let path = place::build_dir().join(copy);
    write_if_changed(&path, without_build(&source))?;
    Ok(path)
}

/// Removes the bundles that wranglers left behind when they were killed: some 10 MB each.
pub fn forget_old_bundles() {
    const A_DAY: Duration = Duration::from_secs(86_400);
    let folder = place::build_dir().join(".wrangler/tmp");
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let changed = entry.metadata().and_then(|about| about.modified());
        let age = changed.ok().and_then(|changed| changed.elapsed().ok());
        if age.is_some_and(|age| age > A_DAY) {
            // Left there, it only takes room.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A wrangler command that reads that configuration.
pub fn wrangler(arguments: &[&str]) -> Outcome<Command> {
    let config = config_without_build()?;
    let mut command = npm_tool("wrangler")?;
    command.args(arguments).arg("--config").arg(config);
    Ok(command)
}

/// Where a command finds the database.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A local directory.
    Local(PathBuf),
    /// Cloudflare.
    Remote,
}

impl Place {
    /// Adds the flags that say so.
    pub fn apply(&self, command: &mut Command) {
        match self {
            Self::Local(dir) => command.arg("--local").arg("--persist-to").arg(dir),
            Self::Remote => command.arg("--remote"),
        };
    }
}

/// Applies migrations that are still missing, to both databases.
pub fn migrate(place: &Place) -> Outcome {
    for database in ["DB", "SEARCH"] {
        let mut command = wrangler(&["d1", "migrations", "apply", database])?;
        place.apply(&mut command);
        crate::run::run_quiet(&mut command)?;
    }
    Ok(())
}

/// Asks the database; rows as JSON objects.
pub fn query(place: &Place, sql: &str) -> Outcome<Vec<serde_json::Value>> {
    let mut command = wrangler(&["d1", "execute", "DB", "--json", "--yes", "--command", sql])?;
    place.apply(&mut command);
    let text = crate::run::output_of(&mut command)?;
    let start = text.find('[').ok_or("wrangler gave no JSON")?;
    let json = text.get(start..).unwrap_or_default();
    let answer: serde_json::Value = serde_json::from_str(json).context("wrangler's JSON")?;
    Ok(answer
        .pointer("/0/results")
        .and_then(serde_json::Value::as_array)
        .cloned()
        .unwrap_or_default())
}

/// Runs a file of SQL; local and remote D1 take it back as a whole when one statement fails.
pub fn execute_file(place: &Place, file: &Path) -> Outcome {
    let mut command = wrangler(&["d1", "execute", "DB", "--yes"])?;
    command.arg("--file").arg(file);
    place.apply(&mut command);
    crate::run::run_quiet(&mut command).map(|_| ())
}

/// Makes `.dev.vars` with a random key for the sealed identities, unless it exists.
pub fn ensure_dev_vars() -> Outcome {
    let path = place::root().join(".dev.vars");
    if path.exists() {
        return Ok(());
    }
    let mut key = [0_u8; 32];
    File::open("/dev/urandom")
        .and_then(|mut random| random.read_exact(&mut key))
        .context("/dev/urandom")?;
    write_if_changed(
        &path,
        format!("IDENTITY_KEYS=\"local1:{}\"\n", base64(&key)),
    )?;
    Ok(())
}

/// wrangler looks for `.dev.vars` beside the configuration it was given.
fn link_dev_vars() -> Outcome {
    ensure_dev_vars()?;
    let link = place::build_dir().join(".dev.vars");
    if fs::read_link(&link).is_err() {
        std::os::unix::fs::symlink("../.dev.vars", &link).context(link.display())?;
    }
    Ok(())
}

/// Drops the `[build]` table and moves paths one folder up, as the copy lives in build/.
fn without_build(source: &str) -> String {
    let mut result = String::from("# Generated by xtask from wrangler.toml.\n");
    let mut is_in_build = false;
    for line in source.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with('[') {
            is_in_build = trimmed == "[build]";
        }
        if is_in_build {
            continue;
        }
        let is_path = ["main", "directory", "migrations_dir"].iter().any(|key| {
            trimmed
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        });
        if is_path {
            result.push_str(&line.replacen('"', "\"../", 1));
        } else {
            result.push_str(line);
        }
        result.push('\n');
    }
    result
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut group = 0_u32;
        for index in 0..3 {
            group = group << 8 | u32::from(chunk.get(index).copied().unwrap_or(0));
        }
        for index in 0..4_u32 {
            let sextet = group >> (18 - 6 * index) & 63;
            let is_padding = index as usize > chunk.len();
            let letter = ALPHABET.get(sextet as usize).copied().unwrap_or(b'=');
            text.push(if is_padding { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, without_build};

    #[test]
    fn base64_pads_like_everyone_else() {
        for (bytes, expected) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xff, 0xfe, 0xfd][..], "//79"),
        ] {
            assert_eq!(base64(bytes), expected);
        }
    }

    #[test]
    fn the_copy_has_no_build_step_and_finds_its_files() {
        let copy = without_build(
            "main = \"worker/x.js\"\n[build]\ncommand = \"cargo\"\n[assets]\ndirectory = \"build/assets\"\n",
        );
        assert!(copy.contains("main = \"../worker/x.js\""));
        assert!(copy.contains("directory = \"../build/assets\""));
        assert!(!copy.contains("command"));
    }
}
