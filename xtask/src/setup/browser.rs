//! A Chromium for the browser tests. Nothing else needs it.

use std::process::Command;

use crate::run::{Outcome, run, step};
use crate::setup::wasm_target::apt;
use crate::{place, tools};

/// How to get one, for people.
pub const ADVICE: &str = "install Chromium or Chrome (Debian: apt-get install chromium), \
                          or point the CHROMIUM variable at one";

/// Finds a browser, or installs Debian's.
pub fn ensure() -> Outcome {
    if tools::chromium().is_some() {
        return Ok(());
    }
    if place::on_path("apt-get").is_none() {
        return Err(ADVICE.into());
    }
    step("apt-get install chromium (for browser tests only)", || {
        apt(&["chromium"])
    })?;
    tools::chromium()
        .map(|_| ())
        .ok_or_else(|| ADVICE.to_owned())
}

/// `apt-get …` as root, or through a sudo that asks no questions.
pub fn apt_get(arguments: &[&str]) -> Outcome {
    let is_root =
        crate::run::first_line(Command::new("id").arg("-u")).is_some_and(|uid| uid == "0");
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
