//! A database from before complaints had a life.

use super::herd::{assignment, reachable, sweep_until_done};
use crate::life::world::{Case, KEY, appoint, sha256_hex, wib};
use crate::storage::assert_history_is_intact;
use serde_json::{Value, json};
use system_tests::System;

const OLD: [&str; 3] = [
    "0001_reference.sql",
    "0002_complaint.sql",
    "0003_landmark.sql",
];
const COMPLAINT: &str = "id, tracking_code, digest, access_key_hash, kind, state, seq, narrative, place, region_code,
  lat, lon, accuracy_m, occurred_on, visibility, reporter, channel, agency_id, unit_id, received_at, written_at,
  verify_by, suggestion, landmark";

/// Rows as statements.
fn inserts(system: &System, table: &str, columns: &str) -> String {
    let rows = system.sql(&format!("select {columns} from {table}"));
    let names: Vec<&str> = columns.split(',').map(str::trim).collect();
    let literal = |value: &Value| match value {
        Value::String(text) => format!("'{}'", text.replace('\'', "''")),
        other => other.to_string(),
    };
    let rows = rows.iter().map(|row| {
        let values: Vec<String> = names.iter().map(|name| literal(&row[*name])).collect();
        format!(
            "insert into {table} ({columns}) values ({});\n",
            values.join(", ")
        )
    });
    rows.collect()
}

/// What the old Worker wrote when the reporter said which place is meant: the region and nothing else.
fn old_clarification(system: &System, code: &str) -> String {
    let rows = system.sql(&format!(
        "select c.id, e.hash from complaint c join complaint_event e on e.complaint_id = c.id
         where tracking_code = '{}'",
        code.replace('-', "")
    ));
    let (id, before) = (
        rows[0]["id"].as_str().unwrap(),
        rows[0]["hash"].as_str().unwrap(),
    );
    let data = json!({"region": "33.15"}).to_string();
    let at = wib("2026-11-10 11:00");
    let length = data.len();
    let canonical = format!(
        "satupintu history 1\n{id}\n1\nplace_clarified\n{at}\nreporter\n{before}\n{length}\n{data}\n"
    );
    let hash = sha256_hex(&canonical);
    format!(
        "insert into complaint_event values ('{id}', 1, 'place_clarified', {at}, 'reporter', '{data}', '{before}', '{hash}');
         update complaint set seq = 1, region_code = '33.15' where id = '{id}';\n"
    )
}

#[test]
fn old_complaints_open_and_live_on_after_the_migration() {
    let donor = System::start();
    let at = "2026-11-10 10:00";
    let plain = Case::filed(&donor, at, json!({})).code;
    let contact = Case::filed(&donor, at, reachable()).code;
    let secret = Case::filed(&donor, at, json!({"confidential": true})).code;
    let eastern = json!({"text": "Lampu jalan mati", "place": "Kota Jayapura"});
    let eastern = Case::filed(&donor, at, eastern).code;
    let clarified = Case::filed(&donor, at, json!({})).code;
    let event = "complaint_id, seq, kind, at, actor, data, prev_hash, hash";
    let notification = "id, complaint_id, event_seq, audience, template, state, not_before, lease_until, attempt, created_at";
    let sql = [
        inserts(&donor, "complaint", COMPLAINT),
        inserts(&donor, "complaint_event", event),
        inserts(
            &donor,
            "identity",
            "complaint_id, key_id, nonce, ciphertext, created_at",
        ),
        inserts(&donor, "notification", notification),
        old_clarification(&donor, &clarified),
    ]
    .concat();
    drop(donor);

    let system = System::migrated(&OLD, &sql);
    appoint(&system);
    let notices = "select count(*) from notification where state = 'pending' and template in ('complaint_received', 'receipt')";
    assert_eq!(system.count(notices), 6);
    assert_eq!(
        system.count("select count(*) from pragma_foreign_key_check"),
        0
    );
    let now = wib("2026-11-11 10:00");
    let open = |code: &String| Case {
        system: &system,
        code: code.clone(),
        key: KEY.to_owned(),
        now,
    };
    for code in [&plain, &contact, &secret, &eastern, &clarified] {
        let case = open(code);
        let status = case.status();
        assert_eq!(status["state"], "received", "{status}");
        assert_eq!(case.page().status, 200);
        assert_eq!(case.get("reporter", "/thread").status, 200);
    }
    assert_eq!(open(&secret).get("public", "").status, 404);

    // The clock looks at once, finds when to warn, and disturbs nobody.
    sweep_until_done(&system, now);
    let told = "select count(*) from notification where template = 'deadlines_moved'";
    assert_eq!(system.count(told), 0);
    let day_before = wib("2026-11-12 08:00");
    let next = "select count(*) from complaint where next_due_at between 1 and";
    assert_eq!(system.count(&format!("{next} {day_before}")), 5);
    open(&contact).does("admin", assignment());
    sweep_until_done(&system, wib("2026-11-16 09:00"));
    let rungs = "select count(*) from complaint_event where kind = 'escalated' and data ->> '$.rung' = 'late'";
    assert_eq!(system.count(rungs), 4);
    let mut late = open(&clarified);
    late.at("2026-11-16 10:00").does("admin", assignment());
    assert_eq!(late.status()["state"], "assigned");
    assert_history_is_intact(&system);
}
