//! The holiday table or the terms change: open deadlines follow, once, and say so.

use super::herd::{assignment, fingerprint, id_of, multiply, reachable, sweep_until_done, tally};
use crate::life::world::{Case, appoint, end_of, wib};
use crate::storage::assert_histories_are_intact;
use serde_json::Value;
use std::collections::BTreeMap;
use system_tests::System;

const NOW: &str = "2026-11-16 09:00";

/// What a loader does: rows and version in one file.
fn change(system: &System, rows: &str, version: &str) {
    system.execute(&format!(
        "{rows};\nupdate reference_version set version = '{version}';"
    ));
}

fn cuti_bersama(day: &str) -> String {
    format!(
        "insert into holiday (date, kind, name_id, name_en, status, is_working_day)
         values ('{day}', 'cuti_bersama', 'Cuti', 'Leave', 'official', 0)"
    )
}

fn verify_by(days: u32, from: &str) -> String {
    format!(
        "insert into terms (rule, report_type, scope, value, unit, basis, source, valid_from)
         values ('verify_by', '*', 'nation', {days}, 'wd', 'submission', 'uji', '{from}')"
    )
}

fn last_walk(system: &System) -> Value {
    system.sql("select * from job_run where job = 'recompute' order by id desc limit 1")[0].clone()
}

fn recomputed(system: &System) -> i64 {
    system.count("select count(*) from complaint_event where kind = 'deadlines_recomputed'")
}

#[test]
fn a_change_of_holidays_moves_every_open_deadline_once_over_several_runs() {
    let system = System::start();
    appoint(&system);
    let now = wib(NOW);
    let mut warned = Case::filed(&system, "2026-11-09 10:00", reachable());
    warned.at("2026-11-10 10:00").does("admin", assignment());
    let waiting = Case::filed(&system, "2026-11-13 10:00", reachable());
    let closed = Case::filed(&system, "2026-11-13 10:00", reachable());
    closed.does("reporter", serde_json::json!({"command": "withdraw"}));
    multiply(
        &system,
        &[
            (id_of(&warned), 1500),
            (id_of(&waiting), 3000),
            (id_of(&closed), 300),
        ],
    );
    sweep_until_done(&system, now);
    // The first walk finds everything as it should be.
    assert_eq!(system.sweep(now).status, 200);
    assert_eq!(
        last_walk(&system)["is_complete"],
        1,
        "{}",
        last_walk(&system)
    );
    assert_eq!(recomputed(&system), 0);

    change(&system, &cuti_bersama("2026-11-17"), "uji-2");
    sweep_until_done(&system, now);
    let walk = last_walk(&system);
    assert_eq!(
        (&walk["is_complete"], &walk["cases"]),
        (&0.into(), &4000.into()),
        "{walk}"
    );
    assert!(
        walk["cursor"].as_str().unwrap().starts_with("uji-2 "),
        "{walk}"
    );
    assert_eq!(recomputed(&system), 4000);

    // Another decree in the middle of the walk: it starts again.
    change(&system, &cuti_bersama("2026-11-18"), "uji-3");
    sweep_until_done(&system, now);
    assert_eq!(last_walk(&system)["is_complete"], 0);
    assert_eq!(recomputed(&system), 8000);
    sweep_until_done(&system, now);
    let walk = last_walk(&system);
    assert_eq!(
        (&walk["is_complete"], &walk["cases"]),
        (&1.into(), &502.into()),
        "{walk}"
    );
    assert_eq!(walk["cursor"], "uji-3");
    assert_eq!(recomputed(&system), 8502);
    let told = "select audience as kind, count(*) as n from notification where template = 'deadlines_moved' group by 1";
    let expected = [("reporter", 8502), ("holder", 3002), ("verifier", 5500)];
    let told = tally(&system, told);
    assert_eq!(told["reporter"], expected[0].1, "{told:?}");
    assert_eq!(told["holder"] + told["verifier"], 8502, "{told:?}");
    let ends =
        "select date((due_at + 25200000) / 1000, 'unixepoch') as kind, count(*) as n from complaint
      where state in ('received', 'assigned') group by 1";
    let expected = [("2026-11-19", 1501), ("2026-11-20", 3001)];
    let expected: BTreeMap<String, i64> = expected
        .map(|(day, n)| (day.to_owned(), n))
        .into_iter()
        .collect();
    assert_eq!(tally(&system, ends), expected);
    assert_histories_are_intact(
        &system,
        "select * from (select id from complaint order by substr(id, -5) limit 200)",
    );

    let walks = "select count(*) from job_run where job = 'recompute'";
    let (before, ran) = (fingerprint(&system), system.count(walks));
    sweep_until_done(&system, now);
    assert_eq!(fingerprint(&system), before);
    assert_eq!(system.count(walks), ran);
}

#[test]
fn a_change_of_terms_moves_what_started_in_its_time() {
    let system = System::start();
    appoint(&system);
    let now = wib(NOW);
    let mut before = Case::filed(&system, "2026-11-12 15:00", reachable());
    let mut after = Case::filed(&system, "2026-11-13 15:00", reachable());
    before.now = now;
    after.now = now;
    sweep_until_done(&system, now);
    change(&system, &verify_by(9, "2026-11-14"), "uji-2");
    sweep_until_done(&system, now);
    assert_eq!(recomputed(&system), 0, "nothing started since");
    change(&system, &verify_by(2, "2026-11-13"), "uji-3");
    sweep_until_done(&system, now);
    assert_eq!(before.due("verify_by"), end_of("2026-11-17"));
    assert_eq!(after.due("verify_by"), end_of("2026-11-17"));
    assert_eq!(
        (
            before.status()["seq"].clone(),
            after.status()["seq"].clone()
        ),
        (1.into(), 1.into())
    );
    // Only the day of the warning: an entry, and no noise.
    let told = "select count(*) from notification where template = 'deadlines_moved'";
    assert_eq!(system.count(told), 2);
    let rows = "update terms set value = 2 where rule = 'warn_before'";
    change(&system, rows, "uji-4");
    sweep_until_done(&system, now);
    assert_eq!(recomputed(&system), 3);
    assert_eq!(system.count(told), 2);
}
