//! What a phone has to fetch, wait for and compute: measured in a browser behind modelled slow networks.

use crate::build::{self, Part, Speed};
use crate::run::{Outcome, say};
use crate::{setup, test};

/// What the program exits with when a floor is missed; anything else is a crash.
const MISSED: i32 = 2;

/// Measures and prints the table; false when a floor is missed.
pub fn web() -> Outcome<bool> {
    setup::ensure()?;
    build::build(Part::All, Speed::Release)?;
    let mut command = test::browser_program("bench_web.mjs")?;
    // The program's own output is the table; its exit code is the verdict.
    let status = command
        .status()
        .map_err(|error| format!("cannot run node: {error}"))?;
    match status.code() {
        Some(0) => Ok(true),
        Some(MISSED) => Ok(false),
        _ => {
            say("the measurement broke off");
            Err(format!("bench web failed ({status})"))
        }
    }
}
