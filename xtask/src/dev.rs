//! `cargo xtask dev`: the whole system on this machine, rebuilt when a file changes.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::build::{self, Part, Speed};
use crate::run::{Outcome, say, seconds, step};
use crate::wrangler::{self, Place};
use crate::{reference, sample_world, setup};

mod clock;
pub mod server;
mod watch;

use clock::Clock;
use server::Server;
use watch::Snapshot;

/// What `dev` was asked for.
pub struct Options {
    /// Where to listen.
    pub port: u16,
    /// Where local data is kept.
    pub state: PathBuf,
    /// Optimised, as people get it.
    pub speed: Speed,
    /// With the sample world.
    pub sample_world: Option<sample_world::Options>,
}

/// Builds, migrates, loads, serves, watches; ends only when stopped or when the server ends.
pub fn dev(options: &Options) -> Outcome {
    let start = Instant::now();
    setup::ensure()?;
    let mut seen = Snapshot::take();
    build::build(Part::All, options.speed)?;
    if let Some(world) = options.sample_world {
        sample_world::ensure(world, options.port, &options.state)?;
        if world.is_only_made {
            return Ok(());
        }
    }
    let place = Place::Local(options.state.clone());
    step("migrations", || wrangler::migrate(&place))?;
    reference::load_if_changed(&place)?;
    let mut server = Server::start(options.port, &options.state)?;
    server.wait_until_healthy()?;
    say(&format!(
        "\nSatuPintu answers on {} after {}. Ctrl-C stops it.\n",
        server.address(),
        seconds(start.elapsed())
    ));
    if options.sample_world.is_some() {
        sample_world::print_officers(&options.state, &server.address())?;
    }
    let mut clock = Clock::new(&server.address());
    loop {
        sleep(Duration::from_secs(1));
        server.check()?;
        clock.tick();
        let now = Snapshot::take();
        let Some(changed) = seen.first_difference(&now) else {
            continue;
        };
        seen = now;
        say(&format!("\n{changed} changed"));
        match build::build(Part::All, options.speed) {
            Ok(()) => say(&format!("{} shows the change", server.address())),
            // The compiler has said why; the old program keeps serving.
            Err(error) => say(&format!("{error}\nwaiting for the next change")),
        }
    }
}
