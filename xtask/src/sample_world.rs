//! `cargo xtask dev --sample-world`: some three hundred cases over sixty days in every state, and officers of every role.
//!
//! It exists in this task only: the Worker has no code for it, it works on a local database in a folder of its own, and
//! what makes it possible, a clock that can be told the time, is a variable that no configuration of a deployment has.

use std::fs;
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::dev::server::Server;
use crate::run::{Context, Outcome, say, seconds, step};
use crate::wrangler::{self, Place};
use crate::{place, reference};

mod calendar;
mod chance;
mod fates;
mod folder;
mod officers;
mod plan;
mod play;
mod stories;

use folder::Found;
pub use folder::default_dir;
use officers::{OFFICERS, Tokens};

/// Cases of a whole world.
const CASES: usize = 300;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Made anew even if it is there.
    pub is_again: bool,
    /// About how many cases.
    pub cases: Option<usize>,
    /// Ends when it is made.
    pub is_only_made: bool,
}

/// A sample world is made on this machine and nowhere else.
pub fn refuse_remote(is_remote: bool) -> Outcome {
    match is_remote {
        true => Err("the sample world lives on this machine only: there is no --remote".into()),
        false => Ok(()),
    }
}

/// Sees to it that the folder holds a world.
pub fn ensure(options: Options, port: u16, state: &Path) -> Outcome {
    if folder::claim(state, options.is_again)? == Found::World {
        say("the sample world is there already (--again makes it anew)");
        return Ok(());
    }
    let start = Instant::now();
    let cases = options.cases.unwrap_or(CASES);
    let here = Place::Local(state.to_owned());
    step("migrations", || wrangler::migrate(&here))?;
    reference::load_if_changed(&here)?;
    let now = now_ms();
    let tokens = Tokens::new()?;
    execute(&here, &officers::statements(&tokens, now))?;
    let groups = plan::plan(cases, now)?;
    step("the lives of all cases", || {
        let configs = [
            wrangler::simulated_config()?,
            wrangler::desk_config_for_tests()?,
            wrangler::open_config_for_tests()?,
        ];
        let mut server = Server::start_with(port, state, &configs)?;
        server.wait_until_healthy()?;
        play::play(&server.address(), &groups, &tokens, now)
    })?;
    execute(&here, officers::WITHOUT_TOKENS)?;
    folder::finish(state)?;
    say(&format!(
        "the sample world was made in {}",
        seconds(start.elapsed())
    ));
    print_states(&here)
}

/// Says who is there and how to be one of them.
pub fn print_officers(state: &Path, address: &str) -> Outcome {
    let now = now_ms();
    let mut sql = String::new();
    let mut lines = vec![format!(
        "\nOfficers of the sample world. Each link lets one browser in, once: choose a passkey or a password there.\nLater sign in at {address}/meja; `cargo xtask dev --sample-world` prints new links at every start."
    )];
    for officer in OFFICERS {
        let (statement, path) = officers::demo_sign_in(officer, now)?;
        sql += &statement;
        lines.push(format!("  {}\n      {address}{path}", officer.shown()));
    }
    execute(&Place::Local(state.to_owned()), &sql)?;
    say(&lines.join("\n"));
    Ok(())
}

fn print_states(here: &Place) -> Outcome {
    let sql = "select state, count(*) as n from complaint group by state order by n desc";
    for row in wrangler::query(here, sql)? {
        let text = |name: &str| row.get(name).map(ToString::to_string).unwrap_or_default();
        say(&format!(
            "  {:>5}  {}",
            text("n"),
            text("state").trim_matches('"')
        ));
    }
    Ok(())
}

fn execute(here: &Place, sql: &str) -> Outcome {
    let file = place::build_dir().join(format!("sample-world-{}.sql", std::process::id()));
    fs::write(&file, sql).context(file.display())?;
    let done = wrangler::execute_file(here, &file);
    fs::remove_file(&file).context(file.display())?;
    done
}

fn now_ms() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_sample_world_at_cloudflare() {
        assert_eq!(refuse_remote(false), Ok(()));
        assert!(refuse_remote(true).is_err());
    }

    #[test]
    fn no_configuration_of_a_deployment_can_be_told_the_time() {
        for name in ["wrangler.toml", "wrangler.desk.toml", "wrangler.open.toml"] {
            let text = crate::run::read(&place::root().join(name)).unwrap();
            assert!(!text.contains("CLOCK"), "{name}");
        }
    }
}
