//! `cargo xtask bench`: the budgets of the design, measured.

use crate::run::{Outcome, say};

mod rate;
#[cfg(feature = "routing")]
pub mod routing;
pub mod scale;
mod size;
mod web;

/// Runs one measurement or all; fails when a budget is missed.
pub fn bench(only: Option<&str>, url: &str, sizes: &scale::Options) -> Outcome {
    let is_kept = match only {
        Some("size") => size::size(url)?,
        Some("routing") => routing()?,
        Some("rate") => rate::rate()?,
        Some("web") => web::web()?,
        // Takes the better part of an hour, so only when asked for.
        Some("scale") => scale::scale(sizes)?,
        None => {
            let sizes = size::size(url)?;
            let routing = routing()?;
            let rate = rate::rate()?;
            let web = web::web()?;
            sizes && routing && rate && web
        }
        Some(other) => {
            return Err(format!(
                "bench what? `{other}` is not size, routing, rate, web or scale"
            ));
        }
    };
    if is_kept {
        // The other xtask has said so already.
        let is_said_elsewhere = match only {
            Some("routing") => !cfg!(feature = "routing"),
            Some("scale") => !cfg!(feature = "scale"),
            _ => false,
        };
        if !is_said_elsewhere {
            say("every budget is kept");
        }
        Ok(())
    } else {
        Err("a budget is missed".into())
    }
}

#[cfg(feature = "routing")]
fn routing() -> Outcome<bool> {
    routing::routing(&crate::reference::data_dir())
}

/// Starts the xtask that knows the rules; it prints its own verdict.
#[cfg(not(feature = "routing"))]
fn routing() -> Outcome<bool> {
    let status = std::process::Command::new("cargo")
        .current_dir(crate::place::root())
        .args(["run", "--quiet", "--release", "--package", "xtask"])
        .args(["--features", "routing", "--", "bench", "routing"])
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    Ok(status.success())
}
