//! `kill -9` of workerd while cases live: whatever was acknowledged happened, and happened whole.

use super::world::{KEY, answer, appoint, assert_rows_agree, assign, token};
use serde_json::{Value, json};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use system_tests::{Reply, System};

const ROUNDS: usize = 3;
const DRIVERS: usize = 4;
/// Commands acknowledged before each kill.
const BEFORE_KILL: usize = 60;

/// A command that was acknowledged, and how.
struct Done {
    path: String,
    who: &'static str,
    body: Value,
    receipt: String,
}

/// A life with texts, news, clocks and an end, and again from the reopening on.
fn road() -> Vec<(&'static str, Value)> {
    let text = |command: &str| json!({"command": command, "text": "Sebuah teks"});
    vec![
        (
            "admin",
            json!({"command": "ask_reporter", "question": "Di mana?"}),
        ),
        ("reporter", text("complete")),
        ("admin", assign("kab-grobogan", Some("kabkota:dpupr"))),
        ("liaison", text("return")),
        ("coordinator", assign("kab-grobogan", Some("kabkota:dpupr"))),
        ("liaison", text("start")),
        ("reporter", text("add_information")),
        ("liaison", answer("2026-11-20", "Sudah.")),
        ("reporter", text("object")),
        ("liaison", answer("2026-11-20", "Sudah lagi.")),
        (
            "reporter",
            json!({"command": "confirm", "stars": 4, "solved": "yes"}),
        ),
        ("reporter", text("reopen")),
        ("reporter", text("withdraw")),
    ]
}

fn put(system: &System, path: &str, who: &str, body: &Value) -> Option<Reply> {
    let bearer = match who {
        "reporter" => format!("Bearer {KEY}"),
        who => format!("Bearer {}", token(who)),
    };
    let headers = [
        ("content-type", "application/json"),
        ("authorization", bearer.as_str()),
    ];
    let reply = system.try_send("PUT", path, &headers, Some(body.to_string().as_bytes()));
    reply.ok()
}

/// Files cases and drives each to its end, until the connection breaks.
fn drive(system: &System, done: &Mutex<Vec<Done>>, acknowledged: &AtomicUsize) -> Option<()> {
    let story = json!({
        "text": "Jalan rusak di Desa Gubug, Kabupaten Grobogan", "access_key": KEY, "reporter": {"phone": "081234567890"},
    });
    loop {
        let id = System::new_id();
        let filed = put(
            system,
            &format!("/api/v1/complaints/{id}"),
            "reporter",
            &story,
        )?;
        if filed.status != 201 {
            assert!(filed.status >= 500, "{}", filed.body);
            return None;
        }
        let code = filed.json()["tracking_code"].as_str().unwrap().to_owned();
        for (who, body) in road() {
            let path = format!("/api/v1/complaints/{code}/commands/{}", System::new_id());
            let reply = put(system, &path, who, &body)?;
            if reply.status != 201 {
                assert!(reply.status >= 500, "{body}: {}", reply.body);
                return None;
            }
            let receipt = reply.body;
            done.lock().unwrap().push(Done {
                path,
                who,
                body,
                receipt,
            });
            acknowledged.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
fn what_was_acknowledged_in_a_life_happened_and_happened_whole() {
    let mut system = System::start();
    appoint(&system);
    let done = Mutex::new(Vec::new());
    for _ in 0..ROUNDS {
        let acknowledged = AtomicUsize::new(0);
        thread::scope(|scope| {
            let drivers: Vec<_> = (0..DRIVERS)
                .map(|_| scope.spawn(|| drive(&system, &done, &acknowledged)))
                .collect();
            while acknowledged.load(Ordering::Relaxed) < BEFORE_KILL {
                assert!(
                    drivers.iter().any(|driver| !driver.is_finished()),
                    "nobody writes any more"
                );
                thread::sleep(Duration::from_millis(1));
            }
            system.kill();
        });
        system.restart();
    }
    let done = done.into_inner().unwrap();
    assert!(done.len() >= ROUNDS * BEFORE_KILL);
    // Every receipt is given again, word for word; nothing is done a second time.
    let entries = system.count("select count(*) from complaint_event");
    thread::scope(|scope| {
        for share in done.chunks(done.len().div_ceil(DRIVERS)) {
            let system = &system;
            scope.spawn(move || {
                for done in share {
                    let again = put(system, &done.path, done.who, &done.body).unwrap();
                    assert_eq!(
                        (again.status, &again.body),
                        (200, &done.receipt),
                        "{}",
                        done.body
                    );
                }
            });
        }
    });
    let now = system.sql(
        "select (select count(*) from complaint_event) as entries, (select count(*) from command) as commands,
           (select quick_check from pragma_quick_check) as health",
    );
    assert_eq!(
        (&now[0]["entries"], &now[0]["health"]),
        (&json!(entries), &json!("ok"))
    );
    // What was being written when the process died is there whole or not at all.
    let unacknowledged = now[0]["commands"].as_i64().unwrap() - done.len() as i64;
    assert!(
        (0..=(ROUNDS * DRIVERS) as i64).contains(&unacknowledged),
        "{unacknowledged}"
    );
    assert_rows_agree(&system);
}
