//! `wrangler dev` as a child that can never outlive us.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::place;
use crate::run::{Context, Outcome, say, write_if_changed};
use crate::tools::npm_tool;
use crate::wrangler;

/// Long enough for a cold start of workerd on a slow machine.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Runs wrangler in a process group of its own and kills the whole group as soon as its standard
/// input closes: that happens however xtask ends, Ctrl-C and `kill -9` included.
const GUARD: &str = r#"
const { spawn } = require("node:child_process");
const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });
const kill = (signal) => { try { process.kill(-child.pid, signal); } catch { /* gone already */ } };
let ending = false;
const end = () => {
  if (ending) return;
  ending = true;
  kill("SIGTERM");
  setTimeout(() => { kill("SIGKILL"); process.exit(0); }, 2000);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);
process.stdin.on("end", end).on("error", end).resume();
child.on("error", (error) => { console.error(String(error)); process.exit(1); });
child.on("exit", (code) => { kill("SIGKILL"); process.exit(code ?? 1); });
"#;

/// A running local server.
pub struct Server {
    guard: Child,
    /// Closing it is the order to stop.
    lifeline: Option<ChildStdin>,
    port: u16,
}

impl Server {
    /// Starts wrangler on what was built before.
    pub fn start(port: u16, state: &Path) -> Outcome<Self> {
        let configs = [
            wrangler::config_without_build()?,
            wrangler::desk_config_without_build()?,
            wrangler::open_config_without_build()?,
        ];
        Self::start_with(port, state, &configs)
    }

    /// Starts wrangler on other configurations; requests go to the first.
    pub fn start_with(port: u16, state: &Path, configs: &[PathBuf]) -> Outcome<Self> {
        let port = free_port(port)?;
        let script = place::build_dir().join("guard.cjs");
        write_if_changed(&script, GUARD)?;
        let mut command = npm_tool("node")?;
        command
            .arg(&script)
            .arg(place::npm_bin().join("wrangler"))
            .args(["dev", "--ip", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .args(
                configs
                    .iter()
                    .flat_map(|config| [OsStr::new("--config"), config.as_os_str()]),
            )
            .arg("--persist-to")
            .arg(state)
            .args(["--log-level", "warn"])
            .stdin(Stdio::piped());
        let mut guard = command.spawn().context("cannot start wrangler")?;
        let lifeline = guard.stdin.take();
        Ok(Self {
            guard,
            lifeline,
            port,
        })
    }

    /// Where people reach it.
    pub fn address(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Waits for the first healthy answer.
    pub fn wait_until_healthy(&mut self) -> Outcome {
        let start = Instant::now();
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(5)))
            .build()
            .into();
        let url = format!("http://127.0.0.1:{}/healthz", self.port);
        let mut last = String::new();
        while start.elapsed() < START_LIMIT {
            self.check()?;
            match agent.get(&url).call() {
                Ok(_) => return Ok(()),
                Err(error) => last = error.to_string(),
            }
            sleep(Duration::from_millis(200));
        }
        Err(format!(
            "/healthz gave no good answer within {} s: {last}",
            START_LIMIT.as_secs()
        ))
    }

    /// Fails when the server has ended.
    pub fn check(&mut self) -> Outcome {
        match self.guard.try_wait().context("wrangler")? {
            None => Ok(()),
            Some(status) => Err(format!("wrangler ended ({status})")),
        }
    }
}

/// That port, if it is free; for 0 any that is.
fn free_port(asked: u16) -> Outcome<u16> {
    let found = std::net::TcpListener::bind(("127.0.0.1", asked));
    let found = found.and_then(|listener| listener.local_addr());
    found.map(|address| address.port()).map_err(|_| {
        format!("port {asked} is taken: stop what uses it, or choose another with --port")
    })
}

impl Drop for Server {
    fn drop(&mut self) {
        self.lifeline = None;
        if self.guard.wait().is_err() {
            say("wrangler did not end cleanly");
        }
    }
}
