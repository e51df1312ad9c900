//! The sample world, as `cargo xtask dev --sample-world` makes it on this machine.

use crate::storage::assert_histories_are_intact;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use system_tests::System;

/// A small world, or what xtask says instead.
fn make(folder: &Path, more: &[&str]) -> Output {
    Command::new(std::env::var("SATUPINTU_XTASK").unwrap())
        .args(["dev", "--sample-world", "--only", "--cases", "1"])
        .args(["--port", "0", "--persist"])
        .arg(folder)
        .args(more)
        // The program under test is there already.
        .env("SATUPINTU_SKIP_BUILD", "1")
        .output()
        .unwrap()
}

fn folder() -> PathBuf {
    let root = PathBuf::from(std::env::var("SATUPINTU_ROOT").unwrap());
    root.join("target/system-tests").join(System::new_id())
}

fn said(output: &Output) -> String {
    let both = [output.stdout.clone(), output.stderr.clone()].concat();
    String::from_utf8_lossy(&both).into_owned()
}

/// What must be there, each as a condition on `complaint c`.
const SITUATIONS: &[(&str, &str)] = &[
    ("new", "state = 'received' and seq = 0"),
    ("awaiting", "state = 'awaiting_reporter'"),
    ("assigned", "state = 'assigned'"),
    (
        "with a coordinator",
        "state = 'assigned' and unit_id is null",
    ),
    ("in progress", "state = 'in_progress'"),
    (
        "answered",
        "state = 'answered' and life ->> '$.state.outcome.outcome' = 'done'",
    ),
    (
        "answered with a plan",
        "state = 'answered' and life ->> '$.state.outcome.outcome' = 'planned'",
    ),
    (
        "answered, held",
        "state = 'answered' and life like '%rework_by%'",
    ),
    (
        "confirmed",
        "state = 'closed' and life ->> '$.state.outcome' = 'confirmed'",
    ),
    (
        "lapsed",
        "state = 'closed' and life ->> '$.state.outcome' = 'lapsed'",
    ),
    (
        "withdrawn",
        "state = 'closed' and life ->> '$.state.outcome' = 'withdrawn'",
    ),
    (
        "unintelligible",
        "state = 'rejected' and life like '%\"unintelligible\"%'",
    ),
    (
        "too general",
        "state = 'rejected' and life like '%\"too_general\"%'",
    ),
    (
        "out of scope",
        "state = 'rejected' and life like '%\"out_of_scope\"%'",
    ),
    (
        "nobody competent",
        "state = 'rejected' and life like '%\"no_competent_agency\"%'",
    ),
    (
        "duplicate",
        "state = 'rejected' and life like '%\"duplicate\"%'",
    ),
    (
        "abusive",
        "state = 'rejected' and life like '%\"abusive\"%'",
    ),
    (
        "emergency",
        "state = 'rejected' and life like '%\"emergency_diverted\"%'",
    ),
    (
        "incomplete",
        "state = 'rejected' and life like '%\"incomplete\"%'",
    ),
    ("merged", "merged_into is not null"),
    ("several follow", "follower_count >= 3"),
    ("one hop", "json_array_length(life, '$.facts.hops') = 1"),
    ("two hops", "json_array_length(life, '$.facts.hops') = 2"),
    (
        "three hops",
        "json_array_length(life, '$.facts.hops') = 3 and life ->> '$.facts.is_assigned_for_good'",
    ),
    (
        "objected",
        "life ->> '$.facts.objections' > 0 and state = 'in_progress'",
    ),
    ("reopened", "life ->> '$.facts.reopenings' > 0"),
    (
        "confidential",
        "visibility = 'confidential' and coalesce(classification, '') = 'complaint'",
    ),
    ("anonim", "reporter = 'sealed'"),
    ("without a name", "reporter = 'unknown'"),
    ("with a name", "reporter = 'named'"),
    (
        "supervisory",
        "classification = 'supervisory_complaint' and state = 'in_progress'",
    ),
    ("handed over", "life ->> '$.facts.handed_over' is not null"),
    (
        "Ombudsman offered",
        "life ->> '$.facts.hand_over_offered_at' is not null",
    ),
    (
        "at the ministry or its kin",
        "agency_id in (select id from agency where level in ('pusat', 'bumn'))",
    ),
    (
        "in two governments",
        "agency_id = 'kab-grobogan' and exists (select 1 from complaint d where d.agency_id = 'kab-demak')",
    ),
];

#[test]
fn a_small_world_has_every_situation_and_is_as_the_system_made_it() {
    let folder = folder();
    let made = make(&folder, &[]);
    assert!(made.status.success(), "{}", said(&made));
    let again = make(&folder, &[]);
    assert!(
        said(&again).contains("is there already"),
        "{}",
        said(&again)
    );

    let system = System::on(folder.clone());
    let counts: Vec<String> = SITUATIONS
        .iter()
        .map(|(_, condition)| format!("select count(*) as n from complaint c where {condition}"))
        .collect();
    let rungs = "select data ->> '$.rule' || ' ' || (data ->> '$.rung') as rung, count(*) as n
      from complaint_event where kind = 'escalated' group by 1 order by 1";
    let kinds = "select distinct kind from complaint_event where kind in ('restored', 'completed', 'unmerged',
      'reclassified', 'delegated', 'noted', 'reminded', 'follow_answer') order by kind";
    let rest = "select (select count(*) from api_token) as tokens,
      (select count(distinct role) from officer_role) as roles,
      (select count(*) from complaint where received_at > unixepoch() * 1000) as from_tomorrow,
      (select min(received_at) > (unixepoch() - 75 * 86400) * 1000 from complaint) as is_recent";
    let mut statements: Vec<&str> = counts.iter().map(String::as_str).collect();
    statements.extend([rungs, kinds, rest]);
    let found = system.sql_all(&statements);
    let missing: Vec<&str> = SITUATIONS
        .iter()
        .zip(&found)
        .filter(|(_, rows)| rows[0]["n"] == 0)
        .map(|((name, _), _)| *name)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let [rungs, kinds, rest] = &found[SITUATIONS.len()..] else {
        unreachable!()
    };
    for rule in ["verify_by", "respond_by", "resolve_by"] {
        let of_rule = |row: &&serde_json::Value| row["rung"].as_str().unwrap().starts_with(rule);
        assert!(
            rungs.iter().filter(of_rule).count() >= 3,
            "{rule}: {rungs:?}"
        );
    }
    let kinds: Vec<&str> = kinds
        .iter()
        .map(|row| row["kind"].as_str().unwrap())
        .collect();
    let expected = [
        "completed",
        "delegated",
        "noted",
        "reclassified",
        "reminded",
        "restored",
        "unmerged",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(
        rest[0],
        serde_json::json!({"tokens": 0, "roles": 10, "from_tomorrow": 0, "is_recent": 1})
    );
    assert_histories_are_intact(&system, "select id from complaint");
}

#[test]
fn a_sample_world_is_never_made_of_other_data_nor_anywhere_else() {
    let folder = folder();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("data"), "precious").unwrap();
    for (more, reason) in [
        (&["--again"][..], "no sample world"),
        (&["--remote"], "this machine only"),
    ] {
        let refused = make(&folder, more);
        assert!(
            !refused.status.success() && said(&refused).contains(reason),
            "{}",
            said(&refused)
        );
    }
    assert_eq!(fs::read_to_string(folder.join("data")).unwrap(), "precious");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}
