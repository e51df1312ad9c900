//! Ten thousand due cases at once.

use super::herd::{
    answer, assignment, fingerprint, ids_of, multiply, reachable, sweep_until_done, tally_of,
};
use crate::life::world::{Case, appoint, wib};
use crate::storage::assert_histories_are_intact;
use serde_json::json;
use std::collections::BTreeMap;
use std::thread;
use std::time::Instant;
use system_tests::System;

/// A Monday without holidays near.
pub const NOW: &str = "2026-11-16 09:00";

/// One case of every situation, with how many copies of it make ten thousand.
pub fn situations(system: &System) -> Vec<(String, usize)> {
    let filed = |at: &str| Case::filed(system, at, reachable());
    let question = json!({"command": "ask_reporter", "question": "Pasar yang mana?"});
    // Those who were reminded a week ago come first: nobody else may be there then.
    let mut lapsing = filed("2026-10-28 10:00");
    lapsing.does("admin", assignment());
    lapsing.at("2026-10-30 10:00").does("liaison", answer());
    let mut silent = filed("2026-10-29 10:00");
    silent
        .at("2026-10-30 10:00")
        .does("admin", question.clone());
    silent.at("2026-11-10 09:00").sweep();

    let late_1 = filed("2026-11-10 10:00");
    let late_4 = filed("2026-11-05 10:00");
    let late_6 = filed("2026-11-03 10:00");
    let mut warned = filed("2026-11-09 10:00");
    warned.at("2026-11-10 10:00").does("admin", assignment());
    let mut answered = filed("2026-11-03 09:00");
    answered.does("admin", assignment());
    answered.at("2026-11-05 10:00").does("liaison", answer());
    let mut asked = filed("2026-11-04 10:00");
    asked.at("2026-11-05 10:00").does("admin", question);
    let old = filed("2026-09-16 10:00");
    old.does("admin", assignment());

    let mut lead = filed("2026-11-12 10:00");
    let mut follower = filed("2026-11-12 11:00");
    lead.at("2026-11-12 12:00").does("admin", assignment());
    follower.at("2026-11-12 13:00");
    follower.does("admin", json!({"command": "merge", "lead": lead.code}));
    lead.at("2026-11-13 10:00").does("liaison", answer());

    let cases = [
        &late_1, &late_4, &late_6, &warned, &answered, &lapsing, &asked, &silent, &old, &follower,
    ];
    let copies = [2000, 1000, 500, 2000, 1500, 1000, 800, 500, 500, 200];
    ids_of(&cases).into_iter().zip(copies).collect()
}

#[test]
fn ten_thousand_due_cases_are_swept_within_the_limits_and_once() {
    let start = Instant::now();
    let system = System::start();
    appoint(&system);
    let templates = situations(&system);
    println!("templates after {:?}", start.elapsed());
    let copies = multiply(&system, &templates);
    println!(
        "{} copies after {:?}",
        copies.iter().map(Vec::len).sum::<usize>(),
        start.elapsed()
    );
    let now = wib(NOW);
    let runs = sweep_until_done(&system, now);
    assert!(runs <= 4, "{runs} runs");
    println!("swept after {:?}", start.elapsed());

    let events =
        format!("select kind, count(*) as n from complaint_event where at = {now} group by kind");
    let notices = format!(
        "select audience || ' ' || template as kind, count(*) as n from notification where created_at = {now}
         group by kind"
    );
    let due = format!("select count(*) as n from complaint where next_due_at <= {now}");
    let torn = "select count(*) as n from complaint c where seq <> (select max(seq) from complaint_event e
      where e.complaint_id = c.id) or seq <> life ->> '$.facts.seq' or state <> life ->> '$.state.state'";
    let answers =
        format!("select count(*) as n from message where at = {now} and text like 'Jalan itu%'");
    let found = system.sql_all(&[&events, &notices, &due, torn, &answers]);
    let [events, notices, due, torn, answers] = found.as_slice() else {
        unreachable!()
    };
    assert_eq!(
        (&due[0]["n"], &torn[0]["n"], &answers[0]["n"]),
        (&0.into(), &0.into(), &201.into())
    );
    let expected = [
        ("answered", 201),
        // Verification 1 day late: one rung, 4 days: two, 6 days: three; one warning; two periods three rungs each.
        ("escalated", 2001 + 2 * 1001 + 3 * 501 + 2001 + 6 * 501),
        ("hand_over_offered", 501),
        ("lapsed", 1001),
        ("rejected", 501),
        ("reminded", 1501 + 801),
    ];
    assert_eq!(tally_of(events), table(&expected));
    let expected = [
        ("coordinator limit_missed", 2 * 501),
        ("head_of_agency limit_missed", 2 * 501),
        ("holder due_soon", 2001),
        ("inspectorate limit_missed", 2 * 501),
        ("reporter answered", 201),
        ("reporter lapsed", 1001),
        ("reporter late_for_reporter", 2001 + 1001 + 501 + 2 * 501),
        ("reporter ombudsman_offered", 501),
        ("reporter rejected_incomplete", 501),
        ("reporter remind_answer", 1501),
        ("reporter remind_question", 801),
        ("verifier limit_missed", 2001 + 2 * 1001 + 3 * 501 + 2 * 501),
    ];
    assert_eq!(tally_of(notices), table(&expected));
    // All who follow, and two hundred of the rest.
    assert_histories_are_intact(
        &system,
        "select id from complaint where merged_into is not null
         union select * from (select id from complaint order by substr(id, -5) limit 200)",
    );
    println!("checked after {:?}", start.elapsed());

    let before = fingerprint(&system);
    for _ in 0..2 {
        assert_eq!(system.sweep(now).status, 200);
    }
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(system.sweep(now).status, 200));
        }
    });
    assert_eq!(fingerprint(&system), before);
    println!("all after {:?}", start.elapsed());
}

fn table(rows: &[(&str, i64)]) -> BTreeMap<String, i64> {
    rows.iter()
        .map(|(kind, n)| ((*kind).to_owned(), *n))
        .collect()
}
