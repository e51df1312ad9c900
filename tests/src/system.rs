//! One running system: wrangler, workerd and a database directory of its own.

use crate::client::Reply;
use crate::database;
use serde_json::Value;
use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Waits for its standard input to close, which happens however the test program ends, then ends the whole
/// process group: wrangler and workerd never outlive a test.
const GUARD: &str = r#""$@" & cat >/dev/null; kill -KILL 0"#;

const START_LIMIT: Duration = Duration::from_secs(60);

/// A running system.
pub struct System {
    guard: Child,
    port: u16,
    state: PathBuf,
}

impl System {
    /// One system for all tests of a program that leave it standing.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<System> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// A system of its own, with migrations and reference data and nothing else.
    pub fn start() -> Self {
        let state = fresh_directory();
        copy(Path::new(&env("SATUPINTU_TEMPLATE_STATE")), &state);
        Self::start_on(state)
    }

    /// A system that had only these migrations when `rows` came into it, and has all of them now.
    pub fn migrated(old: &[&str], rows: &str) -> Self {
        let state = fresh_directory();
        let migrations = state.join("migrations");
        fs::create_dir(&migrations).unwrap();
        let from = PathBuf::from(env("SATUPINTU_ROOT")).join("worker/migrations");
        for file in old {
            fs::copy(from.join(file), migrations.join(file)).unwrap();
        }
        let config = fs::read_to_string(env("SATUPINTU_WRANGLER_CONFIG")).unwrap();
        let config = config.replace("../worker/migrations", &migrations.display().to_string());
        let old_config = PathBuf::from(env("SATUPINTU_WRANGLER_CONFIG"))
            .with_file_name(format!("{}.toml", uuid::Uuid::new_v4()));
        fs::write(&old_config, config).unwrap();
        let migrated = wrangler_with(&state, &old_config)
            .args(["d1", "migrations", "apply", "DB", "--local"])
            .stdout(Stdio::null())
            .status();
        fs::remove_file(&old_config).unwrap();
        assert!(migrated.unwrap().success(), "old migrations");
        let file = state.join("rows.sql");
        fs::write(&file, rows).unwrap();
        load(&state, Path::new(&env("SATUPINTU_REFERENCE_SQL")));
        load(&state, &file);
        migrate(&state);
        Self::start_on(state)
    }

    /// A system on data that something else has made.
    pub fn on(state: PathBuf) -> Self {
        Self::start_on(state)
    }

    fn start_on(state: PathBuf) -> Self {
        let port = free_port();
        let guard = Command::new("sh")
            .args(["-c", GUARD, "guard"])
            .arg(node_bin().join("wrangler"))
            .args([
                "dev",
                "--ip",
                "127.0.0.1",
                "--log-level",
                "error",
                "--inspector-port",
                "0",
                // Tests may say what time it is (`simulated-now`); nothing that is deployed has this variable.
                "--var",
                "CLOCK:simulated",
            ])
            .args(["--port", &port.to_string()])
            .arg("--config")
            .arg(env("SATUPINTU_WRANGLER_CONFIG"))
            .arg("--config")
            .arg(env("SATUPINTU_DESK_CONFIG"))
            .arg("--config")
            .arg(env("SATUPINTU_OPEN_CONFIG"))
            .arg("--persist-to")
            .arg(&state)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let mut system = Self { guard, port, state };
        system.wait_until_ready();
        system
    }

    fn wait_until_ready(&mut self) {
        let start = Instant::now();
        while start.elapsed() < START_LIMIT {
            if let Some(status) = self.guard.try_wait().unwrap() {
                panic!("wrangler ended at once: {status}");
            }
            if self
                .try_get("/healthz")
                .is_ok_and(|reply| reply.status == 200)
            {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the system did not answer within {START_LIMIT:?}");
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// SIGKILL for wrangler and workerd at once, in the middle of whatever they do.
    pub fn kill(&self) {
        let group = format!("-{}", self.guard.id());
        let killed = Command::new("kill").args(["-KILL", "--", &group]).status();
        assert!(killed.unwrap().success());
    }

    /// Starts again on the same data, after [`System::kill`].
    pub fn restart(&mut self) {
        self.guard.wait().unwrap();
        *self = Self::start_on(self.state.clone());
    }

    /// Waits until the files of the database have changed this often. Sees what no request could see in time: a busy
    /// Worker answers late.
    pub fn wait_for_writes(&self, times: usize) {
        let look = || {
            let files = Command::new("find")
                .arg(&self.state)
                .args(["-name", "*-wal", "-printf", "%s %T@\n"])
                .output();
            files.unwrap().stdout
        };
        let start = Instant::now();
        let mut last = look();
        let mut seen = 0;
        while seen < times {
            assert!(start.elapsed() < START_LIMIT, "nothing is written");
            let now = look();
            seen += usize::from(now != last);
            last = now;
        }
    }

    /// Asks the database behind the system's back: rows as JSON objects. The file is opened directly, as the server's own
    /// engine does: starting wrangler for each question costs seconds.
    pub fn sql(&self, sql: &str) -> Vec<Value> {
        database::rows(&self.database(), sql)
    }

    /// Asks the database of what is public in the same way.
    pub fn search(&self, sql: &str) -> Vec<Value> {
        database::rows(&database::search(&self.state), sql)
    }

    /// Several questions, one after the other.
    pub fn sql_all(&self, statements: &[&str]) -> Vec<Vec<Value>> {
        let database = self.database();
        statements
            .iter()
            .map(|sql| database::rows(&database, sql))
            .collect()
    }

    /// Runs statements, all of them or none.
    pub fn execute(&self, sql: &str) {
        let database = self.database();
        let batch = format!("begin immediate;\n{sql}\n;commit;");
        database.execute_batch(&batch).unwrap();
    }

    /// What local R2 keeps under keys that begin so, in the order of the keys.
    pub fn objects(&self, prefix: &str) -> Vec<Vec<u8>> {
        database::objects(&self.state, prefix)
    }

    fn database(&self) -> rusqlite::Connection {
        database::open(&self.state)
    }

    /// One number from the database.
    pub fn count(&self, sql: &str) -> i64 {
        let rows = self.sql(sql);
        rows[0]
            .as_object()
            .unwrap()
            .values()
            .next()
            .unwrap()
            .as_i64()
            .unwrap()
    }
}

impl Drop for System {
    fn drop(&mut self) {
        if matches!(self.guard.try_wait(), Ok(None)) {
            self.kill();
            self.guard.wait().unwrap();
        }
    }
}

impl System {
    /// Lets the clock do what is due at `now`, epoch milliseconds, as Cron would.
    pub fn sweep(&self, now: i64) -> Reply {
        self.get(&format!("/cdn-cgi/handler/scheduled?time={now}"))
    }

    /// The same in the middle of which the system may be killed.
    pub fn try_sweep(&self, now: i64) -> Option<Reply> {
        self.try_get(&format!("/cdn-cgi/handler/scheduled?time={now}"))
            .ok()
    }

    /// `GET`.
    pub fn get(&self, path: &str) -> Reply {
        self.try_get(path).unwrap()
    }

    fn try_get(&self, path: &str) -> Result<Reply, ureq::Error> {
        self.try_send("GET", path, &[], None)
    }
}

fn migrate(state: &Path) {
    for database in ["DB", "SEARCH"] {
        let migrated = wrangler(state)
            .args(["d1", "migrations", "apply", database, "--local"])
            .stdout(Stdio::null())
            .status();
        assert!(migrated.unwrap().success(), "migrations of {database}");
    }
}

fn load(state: &Path, file: &Path) {
    let output = wrangler(state)
        .args(["d1", "execute", "DB", "--local", "--yes", "--file"])
        .arg(file)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&said)
    );
}

fn wrangler(state: &Path) -> Command {
    wrangler_with(state, Path::new(&env("SATUPINTU_WRANGLER_CONFIG")))
}

fn wrangler_with(state: &Path, config: &Path) -> Command {
    let mut command = Command::new(node_bin().join("wrangler"));
    command
        .arg("--config")
        .arg(config)
        .arg("--persist-to")
        .arg(state)
        .stdin(Stdio::null());
    command
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp")
        .arg("-R")
        .arg(from.join("."))
        .arg(to)
        .status();
    assert!(copied.unwrap().success());
}

fn fresh_directory() -> PathBuf {
    let directory = PathBuf::from(env("SATUPINTU_ROOT"))
        .join("target/system-tests")
        .join(uuid::Uuid::new_v4().to_string());
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// A port that nobody has, and that nobody gets before wrangler comes to it seconds later: the kernel gives connections and
/// servers without a wish those from 32,768 on.
fn free_port() -> u16 {
    loop {
        let port = 20_000 + uuid::Uuid::new_v4().as_fields().1 % 12_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn node_bin() -> PathBuf {
    PathBuf::from(env("SATUPINTU_NODE_BIN_DIR"))
}

fn env(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test api`"))
}
