//! Running other programs, and saying so.

use std::fmt::Display;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What every task returns: the error is a message for the person at the keyboard.
pub type Outcome<T = ()> = Result<T, String>;

/// Adds what was being done to an error.
pub trait Context<T> {
    /// `context: error`.
    fn context(self, context: impl Display) -> Outcome<T>;
}

impl<T, E: Display> Context<T> for Result<T, E> {
    fn context(self, context: impl Display) -> Outcome<T> {
        self.map_err(|error| format!("{context}: {error}"))
    }
}

/// Prints the command and runs it with our own terminal; fails when it fails.
pub fn run(command: &mut Command) -> Outcome {
    say_command(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .context(program(command))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed ({status})", shown(command)))
    }
}

/// Prints the command and runs it; its output is shown only when it fails.
pub fn run_quiet(command: &mut Command) -> Outcome<String> {
    say_command(command);
    output_of(command)
}

/// Runs without a word; output on success, the program's own last words on failure.
pub fn output_of(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .context(program(command))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(stdout);
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "{} failed ({})\n{}{}",
        shown(command),
        output.status,
        last_lines(&stdout, 40),
        last_lines(&stderr, 40)
    ))
}

/// The first line a program prints, if it runs at all: for version questions.
pub fn first_line(command: &mut Command) -> Option<String> {
    let text = output_of(command.stderr(Stdio::null())).ok()?;
    text.lines().next().map(|line| line.trim().to_owned())
}

/// Like [`output_of`], but gives up after `limit`.
pub fn run_within(command: &mut Command, limit: Duration) -> Outcome {
    say_command(command);
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .context(program(command))?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().context("waiting")? {
            return if status.success() {
                Ok(())
            } else {
                Err(format!("{} failed ({status})", shown(command)))
            };
        }
        if start.elapsed() > limit {
            // It may have ended in between; either way it is gone afterwards.
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!(
                "{} gave no result within {} s",
                shown(command),
                limit.as_secs()
            ));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Announces a long step before it starts and says how long it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    say(&format!("→ {name}"));
    let start = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "done" } else { "failed" };
    say(&format!(
        "  {verdict} in {}: {name}",
        seconds(start.elapsed())
    ));
    result
}

/// A line to the person, at once.
pub fn say(line: &str) {
    println!("{line}");
    // A closed pipe is no reason to stop working.
    let _ = std::io::stdout().flush();
}

/// `12.3 s`, or `2 min 5 s` when longer.
pub fn seconds(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64();
    if seconds < 90.0 {
        format!("{seconds:.1} s")
    } else {
        format!(
            "{} min {} s",
            elapsed.as_secs() / 60,
            elapsed.as_secs() % 60
        )
    }
}

/// Colours the text when someone is looking at a terminal.
pub fn colour(code: u8, text: &str) -> String {
    if std::io::stdout().is_terminal() {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// Reads a text file, naming it in the error.
pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).context(path.display())
}

/// Reads bytes, naming the file in the error.
pub fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).context(path.display())
}

/// Writes a file (and its folders) unless it already holds exactly this; true when it changed.
pub fn write_if_changed(path: &Path, content: impl AsRef<[u8]>) -> Outcome<bool> {
    let content = content.as_ref();
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(false);
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).context(parent.display())?;
    }
    fs::write(path, content).context(path.display())?;
    Ok(true)
}

fn say_command(command: &Command) {
    say(&colour(2, &format!("  $ {}", shown(command))));
}

fn program(command: &Command) -> String {
    format!("cannot run {}", command.get_program().to_string_lossy())
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        line.push(' ');
        line.push_str(&argument.replace(&format!("{}/", crate::place::root().display()), ""));
    }
    line
}

/// The end of a long text: that is where the reason usually stands.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let skip = lines.len().saturating_sub(count);
    lines
        .iter()
        .skip(skip)
        .flat_map(|line| [*line, "\n"])
        .collect()
}
