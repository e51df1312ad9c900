//! A Chromium for the browser tests. Nothing else needs it.

use std::process::Command;

use crate::run::{Outcome, first_line, run, step};
use crate::setup::wasm_target::apt;
use crate::{pins, place, tools};

/// How to get one, for people.
pub const ADVICE: &str = "install a current Chromium or Chrome (Debian: apt-get update, apt-get install chromium), \
                          or point the CHROMIUM variable at one";

/// Finds a browser that is new enough, or installs Debian's.
pub fn ensure() -> Outcome {
    if is_found() {
        return Ok(());
    }
    if place::on_path("apt-get").is_none() {
        return Err(ADVICE.into());
    }
    step("apt-get install chromium (for browser tests only)", || {
        // A list of packages that has lain about for months names a browser as old as itself.
        apt_get(&["update"])?;
        apt(&["chromium"])
    })?;
    if is_found() {
        return Ok(());
    }
    Err(format!(
        "no Chromium of version {} or later: {ADVICE}",
        pins::CHROMIUM_MIN
    ))
}

fn is_found() -> bool {
    tools::chromium()
        .and_then(|program| first_line(Command::new(program).arg("--version")))
        .is_some_and(|line| is_new_enough(&line))
}

/// `Chromium 156.0.8078.108 built on …`.
fn is_new_enough(version: &str) -> bool {
    version
        .split([' ', '.'])
        .find_map(|word| word.parse::<u32>().ok())
        .is_some_and(|major| major >= pins::CHROMIUM_MIN)
}

/// `apt-get …` as root, or through a sudo that asks no questions.
pub fn apt_get(arguments: &[&str]) -> Outcome {
    let is_root = first_line(Command::new("id").arg("-u")).is_some_and(|uid| uid == "0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    run(command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn versions_of_browsers_compare_by_number() {
        for (version, expected) in [
            ("Chromium 156.0.8078.108 built on Debian GNU/Linux 12", true),
            ("Google Chrome 1000.0.1.2", true),
            ("Chromium 148.0.7778.167 built on Debian", false),
            ("Chromium 99.0.1.2", false),
            ("nonsense", false),
        ] {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }
}
