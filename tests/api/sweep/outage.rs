//! Nobody woke the clock for a month of working days.

use super::herd::{answer, assignment, id_of, reachable, sweep_until_done};
use crate::life::world::{Case, appoint, assign, wib};
use crate::storage::assert_history_is_intact;
use serde_json::json;
use system_tests::System;

/// What happened to a case, and with rungs which; the clock's part.
fn by_the_clock(case: &Case<'_>) -> Vec<String> {
    let sql = format!(
        "select kind, data ->> '$.rule' as rule, data ->> '$.rung' as rung from complaint_event
         where complaint_id = '{}' and actor = 'clock' order by seq",
        id_of(case)
    );
    let rows = case.system.sql(&sql);
    let texts = rows.iter().map(|row| {
        let parts = ["kind", "rule", "rung"].iter();
        let parts = parts.filter_map(|name| row[*name].as_str());
        parts.collect::<Vec<_>>().join(" ")
    });
    texts.collect()
}

/// Who was told what by the clock, in order.
fn told(case: &Case<'_>, template: &str) -> Vec<String> {
    let sql = format!(
        "select audience from notification where complaint_id = '{}' and template = '{template}'
         order by event_seq, audience",
        id_of(case)
    );
    let rows = case.system.sql(&sql);
    rows.iter()
        .map(|row| row["audience"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn after_an_outage_reminders_come_before_ends_and_no_rung_is_left_out() {
    let system = System::start();
    appoint(&system);
    let unverified = Case::filed(&system, "2026-09-01 10:00", reachable());
    let nobody_there = Case::filed(&system, "2026-09-01 10:00", reachable());
    nobody_there.does("admin", assign("kab-kudus", None));
    let manned = Case::filed(&system, "2026-09-01 10:00", reachable());
    manned.does("admin", assignment());
    let mut answered = Case::filed(&system, "2026-09-01 10:00", reachable());
    answered.does("admin", assignment());
    answered.at("2026-09-02 10:00").does("liaison", answer());
    let mut asked = Case::filed(&system, "2026-09-01 10:00", reachable());
    let question = json!({"command": "ask_reporter", "question": "Di mana tepatnya?"});
    asked.at("2026-09-02 10:00").does("admin", question);
    let mut later = Case::filed(&system, "2026-09-28 10:00", reachable());

    // 20 working days later.
    sweep_until_done(&system, wib("2026-10-01 09:00"));
    let ladder = |rule: &str| {
        ["late", "head", "national"]
            .map(|rung| format!("escalated {rule} {rung}"))
            .to_vec()
    };
    assert_eq!(by_the_clock(&unverified), ladder("verify_by"));
    assert_eq!(told(&unverified, "limit_missed"), ["verifier"; 3]);
    assert_eq!(told(&unverified, "late_for_reporter"), ["reporter"]);
    let both = [ladder("respond_by"), ladder("resolve_by")].concat();
    let mut climbed = by_the_clock(&nobody_there);
    climbed.sort_by_key(|entry| entry.contains("resolve_by"));
    assert_eq!(climbed, both);
    assert_eq!(told(&nobody_there, "limit_missed"), ["verifier"; 6]);
    assert_eq!(told(&nobody_there, "late_for_reporter"), ["reporter"; 2]);
    let mut climbed = by_the_clock(&manned);
    climbed.sort_by_key(|entry| entry.contains("resolve_by"));
    assert_eq!(climbed, both);
    let mut audiences = told(&manned, "limit_missed");
    audiences.sort();
    let expected = [
        ["coordinator"; 2],
        ["head_of_agency"; 2],
        ["inspectorate"; 2],
        ["verifier"; 2],
    ];
    assert_eq!(audiences, expected.concat());
    assert_eq!(by_the_clock(&later), ["escalated verify_by warn"]);

    // Reminded too late, so ended as much later: three working days, as planned between day 7 and day 10.
    assert_eq!(
        by_the_clock(&answered),
        ["reminded answer_by".replace("answer_by", "object_by")]
    );
    assert_eq!(by_the_clock(&asked), ["reminded answer_by"]);
    sweep_until_done(&system, wib("2026-10-06 23:50"));
    assert_eq!(answered.status()["state"], "answered");
    assert_eq!(asked.status()["state"], "awaiting_reporter");
    sweep_until_done(&system, wib("2026-10-07 00:05"));
    assert_eq!(answered.at("2026-10-07 08:00").status()["state"], "closed");
    assert_eq!(asked.at("2026-10-07 08:00").status()["state"], "rejected");
    let ladder = ["warn", "late", "head"].map(|rung| format!("escalated verify_by {rung}"));
    sweep_until_done(&system, wib("2026-10-08 09:00"));
    assert_eq!(by_the_clock(later.at("2026-10-08 09:00")), ladder);
    assert_history_is_intact(&system);
}
