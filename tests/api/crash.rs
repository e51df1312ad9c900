//! `kill -9` of workerd in the middle of writes: nothing acknowledged is missing, nothing is half stored.

use crate::storage::assert_history_is_intact;
use serde_json::json;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use system_tests::System;

const ROUNDS: usize = 3;
const WRITERS: usize = 4;
/// Complaints acknowledged before each kill.
const BEFORE_KILL: usize = 60;

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_stored() {
    let mut system = System::start();
    let acknowledged = Mutex::new(Vec::<(String, String)>::new());
    let body = json!({
        "text": "jalan rusak di Kabupaten Grobogan", "access_key": "AAECAwQFBgcICQoLDA0ODw",
        "reporter": {"phone": "081234567890"},
    });
    for _ in 0..ROUNDS {
        let written = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..WRITERS {
                scope.spawn(|| {
                    // Until the connection breaks.
                    loop {
                        let id = System::new_id();
                        match system.try_put(&id, &body) {
                            Ok(reply) if reply.status == 201 => {
                                acknowledged.lock().unwrap().push((id, reply.body));
                                written.fetch_add(1, Ordering::Relaxed);
                            }
                            Ok(reply) => assert!(reply.status >= 500, "{}", reply.status),
                            Err(_) => break,
                        }
                    }
                });
            }
            while written.load(Ordering::Relaxed) < BEFORE_KILL {
                thread::sleep(Duration::from_millis(1));
            }
            system.kill();
        });
        system.restart();
    }
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(acknowledged.len() >= ROUNDS * BEFORE_KILL);
    for (id, receipt) in &acknowledged {
        let again = system.put(id, &body);
        assert_eq!((again.status, &again.body), (200, receipt));
    }
    let complaints = system.count("select count(*) from complaint");
    assert!(complaints >= acknowledged.len() as i64);
    for sql in [
        "select count(*) from complaint_event",
        "select count(*) from identity",
        "select count(*) / 2 from notification",
    ] {
        assert_eq!(system.count(sql), complaints, "{sql}");
    }
    let check = system.sql("pragma quick_check");
    assert_eq!(check[0]["quick_check"], "ok");
    assert_history_is_intact(&system);
}
