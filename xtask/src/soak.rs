//! `cargo xtask soak`: the proof that nothing is lost, for as long as wanted.

use crate::build::{self, Part, Speed};
use crate::run::{Outcome, run, say, step};
use crate::{setup, test};

/// How much, and which randomness.
pub struct Options {
    /// How often the browser is killed.
    pub kills: u32,
    /// Repeats a run; a fresh one when absent.
    pub seed: Option<u32>,
}

/// Kills, faults and storms against a system of its own; the program prints its counts.
pub fn soak(options: &Options) -> Outcome {
    setup::ensure()?;
    build::build(Part::All, Speed::Release)?;
    let seed = options.seed.unwrap_or_else(fresh_seed);
    say(&format!(
        "seed {seed}: `cargo xtask soak --kills {} --seed {seed}` repeats this run",
        options.kills
    ));
    let mut command = test::browser_program("soak.mjs")?;
    command
        .args(["--kills", &options.kills.to_string()])
        .args(["--seed", &seed.to_string()]);
    step("soak", || run(&mut command))
}

fn fresh_seed() -> u32 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(1, |since| since.subsec_nanos() ^ since.as_secs() as u32)
}
