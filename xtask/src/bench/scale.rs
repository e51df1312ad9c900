//! What a million cases do to every page: made, asked, timed, and their statements' plans looked at.

use std::path::PathBuf;

use crate::run::Outcome;

#[cfg(feature = "scale")]
mod made;
#[cfg(feature = "scale")]
mod pages;
#[cfg(feature = "scale")]
mod table;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The largest number of cases; a hundredth and a tenth of it are measured too.
    pub cases: u32,
    /// Statements alone, without starting workerd.
    pub is_without_pages: bool,
    /// Where the databases are kept, and found again by the next run; deleted otherwise.
    pub keep: Option<PathBuf>,
}

/// Measures; false when something takes longer than its budget, or reads a whole table.
#[cfg(feature = "scale")]
pub fn scale(options: &Options) -> Outcome<bool> {
    made::scale(options)
}

/// Starts the xtask that has the Worker's statements in it; it prints its own verdict.
#[cfg(not(feature = "scale"))]
pub fn scale(options: &Options) -> Outcome<bool> {
    let mut command = std::process::Command::new("cargo");
    command.current_dir(crate::place::root()).args([
        "run",
        "--quiet",
        "--package",
        "xtask",
        "--features",
        "scale",
    ]);
    // What runs a million times is compiled for speed; all of the Worker would take longer to compile than that saves.
    for package in ["domain", "sha2", "serde_json", "libsqlite3-sys"] {
        command.args([
            "--config",
            &format!("profile.dev.package.{package}.opt-level=2"),
        ]);
    }
    command
        .args([
            "--",
            "bench",
            "scale",
            "--cases",
            &options.cases.to_string(),
        ])
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    if let Some(keep) = &options.keep {
        command.arg("--keep").arg(keep);
    }
    if options.is_without_pages {
        command.arg("--statements");
    }
    let status = command
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    Ok(status.success())
}
