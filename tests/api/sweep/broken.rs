//! Damaged rows hold up nobody, and are seen.

use super::herd::{answer, assignment, id_of, multiply, reachable};
use crate::life::world::{Case, appoint, wib};
use crate::storage::assert_histories_are_intact;
use serde_json::json;
use system_tests::System;

const DAY: i64 = 86_400_000;

#[test]
fn broken_rows_are_put_off_counted_and_hold_up_nobody() {
    let system = System::start();
    appoint(&system);
    let now = wib("2026-11-16 09:00");
    let file = |at: &str| Case::filed(&system, at, reachable());
    let late = file("2026-11-05 10:00");
    let mut lead = file("2026-11-12 10:00");
    let mut follower = file("2026-11-12 11:00");
    lead.at("2026-11-12 12:00").does("admin", assignment());
    let merge = json!({"command": "merge", "lead": lead.code});
    follower.at("2026-11-12 13:00").does("admin", merge);
    lead.at("2026-11-13 10:00").does("liaison", answer());
    let mut held = file("2026-11-09 10:00");
    held.at("2026-11-10 10:00").does("admin", assignment());
    let copies = multiply(&system, &[(id_of(&late), 150), (id_of(&held), 3)]);
    let (unreadable, torn, homeless) = (&copies[0][0], &copies[0][1], &copies[1][0]);
    let (lead, follower) = (id_of(&lead), id_of(&follower));
    system.execute(&format!(
        "update complaint set life = 'x' where id in ('{unreadable}', '{lead}');
         insert into complaint_event (complaint_id, seq, kind, at, actor, data, prev_hash, hash)
           values ('{torn}', 1, 'noted', 0, 'system', '{{}}', '', '');
         update complaint set life = replace(life, 'kab-grobogan', 'kab-nirgendwo') where id = '{homeless}';"
    ));
    assert_eq!(system.sweep(now).status, 200);
    let rows = system.sql("select * from job_run where job = 'sweep'");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["error"], "3 rows are broken");
    assert_eq!(rows[0]["is_complete"], 1);
    assert_eq!(rows[0]["cases"], 150 + 1 + 3 + 1 + 1 - 1);
    let put_off = system.sql(&format!(
        "select id from complaint where next_due_at = {}",
        now + DAY
    ));
    let mut put_off: Vec<&str> = put_off
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    put_off.sort_unstable();
    let mut expected = [unreadable, torn, homeless, &follower].map(String::as_str);
    expected.sort_unstable();
    assert_eq!(put_off, expected);
    let escalated = "select count(*) from complaint_event where kind = 'escalated'";
    assert_eq!(system.count(escalated), 2 * 149 + 3);
    let sound = format!("select id from complaint where id <> '{torn}'");
    assert_histories_are_intact(&system, &sound);
    // The walk of a recomputation is not sent back by them either.
    let walks = system.sql("select * from job_run where job = 'recompute'");
    assert_eq!(walks[0]["is_complete"], 1, "{walks:?}");
    assert_eq!(system.sweep(now + 1).status, 200);
    assert_eq!(
        system.count("select count(*) from job_run where job = 'recompute'"),
        1
    );
    assert_eq!(system.count(escalated), 2 * 149 + 3);
}

#[test]
fn a_lead_that_loses_many_followers_at_once_counts_them_all() {
    let system = System::start();
    appoint(&system);
    let mut lead = Case::filed(&system, "2026-11-12 10:00", reachable());
    let mut follower = Case::filed(&system, "2026-11-12 11:00", reachable());
    let merge = json!({"command": "merge", "lead": lead.code});
    follower.at("2026-11-12 13:00").does("admin", merge);
    let follower = id_of(&follower);
    multiply(&system, &[(follower.clone(), 9)]);
    let lead_id = id_of(&lead);
    system.execute(&format!(
        "update complaint set follower_count = 10 where id = '{lead_id}'"
    ));
    lead.at("2026-11-12 14:00");
    let reject = json!({"command": "reject", "reason": "too_general", "sentence": "Terlalu umum."});
    lead.does("admin", reject);
    lead.at("2026-11-12 14:05").sweep();
    assert_eq!(
        system.count("select count(*) from complaint_event where kind = 'unmerged'"),
        10
    );
    let count = format!("select follower_count from complaint where id = '{lead_id}'");
    assert_eq!(system.count(&count), 0);
}

#[test]
fn a_follower_who_writes_before_the_clock_looks_still_gets_the_answer() {
    let system = System::start();
    appoint(&system);
    let mut lead = Case::filed(&system, "2026-11-12 10:00", reachable());
    let mut follower = Case::filed(&system, "2026-11-12 11:00", reachable());
    lead.at("2026-11-12 12:00").does("admin", assignment());
    let merge = json!({"command": "merge", "lead": lead.code});
    follower.at("2026-11-12 13:00").does("admin", merge);
    follower.at("2026-11-12 13:05").sweep();
    lead.at("2026-11-13 10:00").does("liaison", answer());
    let said = json!({"command": "add_information", "text": "Lubangnya makin besar."});
    follower.at("2026-11-13 10:01").does("reporter", said);
    follower.at("2026-11-13 10:05").sweep();
    assert_eq!(follower.status()["state"], "answered");
}

#[test]
fn without_reference_data_the_clock_does_nothing_and_says_so() {
    let system = System::start();
    appoint(&system);
    let case = Case::filed(&system, "2026-11-05 10:00", reachable());
    system.sql("delete from reference_version");
    assert_eq!(system.sweep(wib("2026-11-16 09:00")).status, 200);
    let rows = system.sql("select job, error from job_run");
    assert_eq!(rows[0]["error"], "corrupt row in reference_version");
    assert_eq!(case.status()["seq"], 0);
}
