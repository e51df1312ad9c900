//! SIGKILL in the middle of a sweep, and people who act meanwhile.

use super::herd::{
    answer, assignment, fingerprint, id_of, ids_of, multiply, reachable, sweep_until_done, tally,
};
use crate::life::world::{Case, appoint, wib};
use crate::storage::assert_history_is_intact;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use system_tests::System;

const NOW: &str = "2026-11-16 09:00";
const PEOPLE: usize = 4;

#[test]
fn a_sweep_that_is_killed_goes_on_where_it_was() {
    let mut system = System::start();
    appoint(&system);
    let now = wib(NOW);
    // The clock takes those first that have waited longest.
    let first = Case::filed(&system, "2026-11-05 10:00", reachable());
    let second = Case::filed(&system, "2026-11-10 10:00", reachable());
    let ids = ids_of(&[&first, &second]).into_iter();
    multiply(&system, &ids.zip([999, 1999]).collect::<Vec<_>>());
    drop((first, second));
    thread::scope(|scope| {
        scope.spawn(|| system.try_sweep(now));
        system.wait_for_writes(6);
        system.kill();
    });
    system.restart();
    let late = format!("select count(*) from complaint where next_due_at <= {now}");
    let left = system.count(&late);
    println!("killed with {left} left");
    assert!((1..3000).contains(&left), "{left}");
    let open = "select count(*) from job_run where finished_at is null";
    assert_eq!(system.count(open), 1);
    assert_eq!(sweep_until_done(&system, now), 1);
    assert_eq!(system.count(&late), 0);
    assert_eq!(system.count(open), 1, "a run that died stays visible");
    let rungs = "select (data ->> '$.rung') as kind, count(*) as n from complaint_event
      where kind = 'escalated' group by 1";
    let expected = [("late", 3000), ("head", 1000)];
    let expected: BTreeMap<String, i64> = expected
        .map(|(kind, n)| (kind.to_owned(), n))
        .into_iter()
        .collect();
    assert_eq!(tally(&system, rungs), expected);
    let notices = "select count(*) from notification where template = 'limit_missed'";
    assert_eq!(system.count(notices), 4000);
    assert_history_is_intact(&system);
    let before = fingerprint(&system);
    assert_eq!(sweep_until_done(&system, now), 1);
    assert_eq!(fingerprint(&system), before);
}

#[test]
fn people_who_act_during_a_sweep_lose_nothing_and_no_case_is_left_undone() {
    let system = System::start();
    appoint(&system);
    let now = wib(NOW);
    let late = Case::filed(&system, "2026-11-05 10:00", reachable());
    let mut cases: Vec<(Case<'_>, Value)> = Vec::new();
    for n in 0..12 {
        let case = Case::filed(&system, "2026-11-10 10:00", reachable());
        let text = format!("Tambahan {n}");
        cases.push((case, json!({"command": "add_information", "text": text})));
        let mut case = Case::filed(&system, "2026-11-03 09:00", reachable());
        case.does("admin", assignment());
        case.at("2026-11-05 10:00").does("liaison", answer());
        cases.push((case, json!({"command": "object", "text": "Belum selesai."})));
        let mut case = Case::filed(&system, "2026-11-04 10:00", reachable());
        let question = json!({"command": "ask_reporter", "question": "Pasar yang mana?"});
        case.at("2026-11-05 10:00").does("admin", question);
        cases.push((case, json!({"command": "complete", "text": "Pasar Gubug."})));
    }
    multiply(&system, &[(id_of(&late), 500)]);
    for (case, _) in &mut cases {
        case.now = now;
    }
    let next = AtomicUsize::new(0);
    let busy = AtomicUsize::new(PEOPLE);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while busy.load(Ordering::Relaxed) > 0 {
                    assert_eq!(system.sweep(now).status, 200);
                }
            });
        }
        for _ in 0..PEOPLE {
            scope.spawn(|| {
                while let Some((case, command)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let id = System::new_id();
                    let reply = case.send_as("reporter", &id, command);
                    assert_eq!(reply.status, 201, "{command}: {}", reply.body);
                    let again = case.send_as("reporter", &id, command);
                    assert_eq!((again.status, &again.body), (200, &reply.body));
                }
                busy.fetch_sub(1, Ordering::Relaxed);
            });
        }
    });
    sweep_until_done(&system, now);
    let count = |sql: &str| system.count(&format!("select count(*) from {sql}"));
    assert_eq!(
        count("command where name in ('add_information', 'object', 'complete')"),
        36
    );
    assert_eq!(count(&format!("complaint where next_due_at <= {now}")), 0);
    assert_eq!(
        count("job_run where error is not null or finished_at is null"),
        0
    );
    // Each rung once, whoever came first.
    let twice = "(select 1 from complaint_event where kind = 'escalated'
      group by complaint_id, data ->> '$.rule', data ->> '$.rung' having count(*) > 1)";
    assert_eq!(count(twice), 0);
    let escalated = "complaint_event e where kind = 'escalated' and complaint_id in
      (select complaint_id from complaint_event where kind = 'information_added')";
    assert_eq!(count(escalated), 12);
    assert_history_is_intact(&system);
}
