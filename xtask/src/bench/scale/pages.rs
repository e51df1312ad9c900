//! Pages over HTTP from workerd, each with many different addresses.

use std::path::Path;
use std::time::Instant;

use satupintu_worker::scale::{self, Asked, Probed};

use crate::dev::server::Server;
use crate::run::{Context, Outcome, say, seconds};
use crate::wrangler;

/// Requests of each kind.
const TRIES: usize = 200;
/// Runs of Cron until all figures are counted, and some more.
const MOST_RUNS: usize = 14;

/// Times every page; what a page of the same Worker takes that asks nothing is taken off.
pub fn measure(dir: &Path, database: &Path, search: &Path) -> Outcome<Vec<Probed>> {
    let asked = scale::pages(database, search, TRIES).map_err(|error| error.to_string())?;
    let configs = [
        wrangler::config_without_build()?,
        wrangler::desk_config_without_build()?,
        wrangler::open_config_without_build()?,
    ];
    let mut server = Server::start_with(0, dir, &configs)?;
    server.wait_until_healthy()?;
    let address = server.address().replace("localhost", "127.0.0.1");
    let agent = ureq::Agent::new_with_defaults();
    for run in 0..MOST_RUNS {
        let start = Instant::now();
        // Works where the Worker of the first configuration has the clock.
        let ran = agent
            .get(format!("{address}/cdn-cgi/handler/scheduled"))
            .call();
        if ran.is_err() {
            say("    Cron is not reached here: figures are as they were");
            break;
        }
        say(&format!(
            "    Cron, run {run}: {}",
            seconds(start.elapsed())
        ));
        let shown = agent.get(format!("{address}/statistik")).call();
        if shown.is_ok_and(|mut shown| {
            shown
                .body_mut()
                .read_to_string()
                .is_ok_and(|body| body.contains("<table"))
        }) {
            break;
        }
    }
    let mut all = Vec::new();
    for Asked {
        name,
        floor,
        cookie,
        paths,
    } in asked
    {
        let floor = timed(&agent, &address, cookie.as_deref(), &vec![floor; 40])?;
        let floor = floor.get(floor.len() / 2).copied().unwrap_or_default();
        let times = timed(&agent, &address, cookie.as_deref(), &paths)?;
        let times = times
            .into_iter()
            .map(|time| (time - floor).max(0.0))
            .collect();
        let probed = Probed {
            name: format!("{name} (floor {floor:.1})"),
            times,
            scans: Vec::new(),
        };
        say(&format!(
            "    {:44} {:8.2} {:8.2}",
            probed.name,
            probed.percentile(50),
            probed.percentile(95)
        ));
        all.push(Probed { name, ..probed });
    }
    Ok(all)
}

fn timed(
    agent: &ureq::Agent,
    address: &str,
    cookie: Option<&str>,
    paths: &[String],
) -> Outcome<Vec<f64>> {
    let mut times = Vec::with_capacity(paths.len());
    for path in paths {
        let mut request = agent.get(format!("{address}{path}"));
        if let Some(cookie) = cookie {
            request = request.header("cookie", format!("__Host-sid={cookie}"));
        }
        let start = Instant::now();
        let mut reply = request.call().context(path)?;
        reply.body_mut().read_to_vec().context(path)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}
