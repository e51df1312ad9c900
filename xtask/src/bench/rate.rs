//! Requests per second of our Worker beside a bare JavaScript one, in the same run on the same machine.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::dev::server::Server;
use crate::run::{Context, Outcome, colour, run_quiet, say, write_if_changed};
use crate::tools::npm_tool;
use crate::wrangler::{self, Place};
use crate::{place, reference};

const BARE_WORKER: &str = include_str!("bare_worker.js");
/// The share of the bare rate that the design asks for.
const BUDGET: f64 = 0.5;
const CONNECTIONS: usize = 4;
const ROUND: Duration = Duration::from_secs(4);
const ROUNDS: usize = 3;

/// Measures both; false when ours is slower than the budget allows.
pub fn rate() -> Outcome<bool> {
    let dir = place::build_dir().join("bench");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).context(dir.display())?;
    let ours = start_ours(&dir)?;
    let bare = start_bare(&dir, &form_page(&ours)?)?;
    say(&format!(
        "{CONNECTIONS} connections, {ROUNDS} rounds of {} s each, alternating",
        ROUND.as_secs()
    ));
    let mut is_kept = true;
    let cases: [(&str, Work); 3] = [
        ("submit (PUT, one batch) beside one insert", Work::Submit),
        (
            "public page /bantuan beside a constant string",
            Work::Page("/bantuan"),
        ),
        ("form /lapor beside a constant string", Work::Page("/lapor")),
    ];
    for (what, work) in cases {
        let (mut our_rate, mut bare_rate) = (0.0, 0.0);
        for _ in 0..ROUNDS {
            bare_rate += measure(&bare.address(), work)? / ROUNDS as f64;
            our_rate += measure(&ours.address(), work)? / ROUNDS as f64;
        }
        let share = our_rate / bare_rate;
        let is_good = share >= BUDGET;
        let verdict = if is_good {
            colour(32, "kept  ")
        } else {
            colour(31, "missed")
        };
        say(&format!(
            "{verdict}  {what}: {our_rate:.0}/s beside {bare_rate:.0}/s = {share:.2} (budget {BUDGET}, goal 0.8)"
        ));
        is_kept &= is_good;
    }
    Ok(is_kept)
}

#[derive(Clone, Copy)]
enum Work {
    Submit,
    Page(&'static str),
}

fn start_ours(dir: &Path) -> Outcome<Server> {
    let state = dir.join("ours");
    let database = Place::Local(state.clone());
    wrangler::migrate(&database)?;
    wrangler::execute_file(&database, &reference::write_sql(false)?)?;
    let mut server = Server::start(free_port()?, &state)?;
    server.wait_until_healthy()?;
    Ok(server)
}

fn start_bare(dir: &Path, page: &str) -> Outcome<Server> {
    write_if_changed(&dir.join("bare.js"), BARE_WORKER)?;
    let config = dir.join("wrangler.toml");
    let page = serde_json::to_string(page).context("page")?;
    write_if_changed(
        &config,
        format!(
            "name = \"bare\"\nmain = \"bare.js\"\ncompatibility_date = \"2026-11-01\"\n[vars]\nPAGE = {page}\n[[d1_databases]]\nbinding = \"DB\"\ndatabase_name = \"bare\"\ndatabase_id = \"00000000-0000-0000-0000-000000000001\"\n"
        ),
    )?;
    let state = dir.join("bare");
    run_quiet(
        npm_tool("wrangler")?
            .args(["d1", "execute", "DB", "--yes", "--local", "--command"])
            .arg("create table thing (id text primary key, body text not null) strict")
            .arg("--config")
            .arg(&config)
            .arg("--persist-to")
            .arg(&state),
    )?;
    let server = Server::start_with(free_port()?, &state, &[config])?;
    let start = Instant::now();
    while ureq::get(format!("{}/", server.address())).call().is_err() {
        if start.elapsed() > Duration::from_secs(60) {
            return Err("the bare Worker gave no answer".into());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(server)
}

fn form_page(server: &Server) -> Outcome<String> {
    let mut reply = ureq::get(format!("{}/bantuan", server.address()))
        .call()
        .context("/bantuan")?;
    reply.body_mut().read_to_string().context("/bantuan")
}

/// Requests per second that were answered as they should be.
fn measure(address: &str, work: Work) -> Outcome<f64> {
    let address = address.replace("localhost", "127.0.0.1");
    let done = AtomicU64::new(0);
    let wrong = AtomicU64::new(0);
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let agent = ureq::Agent::new_with_defaults();
                while start.elapsed() < ROUND {
                    let is_right = match work {
                        Work::Submit => submit(&agent, &address),
                        Work::Page(path) => show(&agent, &format!("{address}{path}")),
                    };
                    let counter = if is_right { &done } else { &wrong };
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let wrong = wrong.into_inner();
    if wrong > 0 {
        return Err(format!("{wrong} requests to {address} failed"));
    }
    Ok(done.into_inner() as f64 / start.elapsed().as_secs_f64())
}

/// 331 characters, as in the design's budget.
const STORY: &str = "Lampu penerangan jalan umum di sepanjang Jalan Raya Gubug, Kecamatan Gubug, Kabupaten Grobogan, sudah mati sejak tiga minggu yang lalu. Setiap malam jalan ini gelap gulita dan sudah terjadi dua kali kecelakaan sepeda motor. Anak-anak yang pulang mengaji takut lewat. Mohon dinas terkait segera memperbaiki lampu-lampu itu. Terima kasih.";

fn submit(agent: &ureq::Agent, address: &str) -> bool {
    let id = uuid::Uuid::new_v7(uuid::Timestamp::now(uuid::NoContext));
    let body =
        serde_json::json!({ "text": STORY, "reporter": { "phone": "081234567890" } }).to_string();
    let reply = agent
        .put(format!("{address}/api/v1/complaints/{id}"))
        .header("content-type", "application/json")
        .send(body);
    reply.is_ok_and(|mut reply| reply.status() == 201 && reply.body_mut().read_to_vec().is_ok())
}

fn show(agent: &ureq::Agent, url: &str) -> bool {
    let reply = agent.get(url).call();
    reply.is_ok_and(|mut reply| reply.status() == 200 && reply.body_mut().read_to_vec().is_ok())
}

fn free_port() -> Outcome<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr().context("no free port")?.port())
}
