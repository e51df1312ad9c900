//! Thousands of cases out of a few real ones, each with a history of its own that holds.

use crate::life::world::{Case, sha256_hex};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use system_tests::System;

/// A statement may have 100,000 bytes.
const MOST_BYTES: usize = 60_000;

/// A reporter who can be told.
pub fn reachable() -> Value {
    json!({"anonymous": true, "reporter": {"phone": "081234567890"}})
}

/// With Grobogan's public works.
pub fn assignment() -> Value {
    crate::life::world::assign("kab-grobogan", Some("kabkota:dpupr"))
}

/// A substantive answer.
pub fn answer() -> Value {
    json!({"command": "answer", "outcome": "cannot_do", "basis": "Perda 1/2026",
        "text": "Jalan itu milik perusahaan dan tidak dapat kami perbaiki."})
}

/// The id of a case.
pub fn id_of(case: &Case<'_>) -> String {
    ids_of(&[case]).swap_remove(0)
}

/// The ids of several.
pub fn ids_of(cases: &[&Case<'_>]) -> Vec<String> {
    let Some(first) = cases.first() else {
        return Vec::new();
    };
    let rows = first
        .system
        .sql("select id, tracking_code from complaint order by received_at, id");
    let id = |case: &&Case<'_>| {
        let code = case.code.replace('-', "");
        let row = rows.iter().find(|row| row["tracking_code"] == json!(code));
        row.unwrap()["id"].as_str().unwrap().to_owned()
    };
    cases.iter().map(id).collect()
}

/// As many copies of each case, with the same times; gives their ids.
pub fn multiply(system: &System, templates: &[(String, usize)]) -> Vec<Vec<String>> {
    let asked = system.sql_all(&[
        "select name from pragma_table_info('complaint') order by cid",
        "select complaint_id, seq, kind, at, actor, data from complaint_event order by complaint_id, seq",
    ]);
    let [columns, events] = asked.as_slice() else {
        unreachable!()
    };
    let columns: Vec<&str> = columns
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    let list = columns.join(", ");
    let copied = columns.iter().map(|name| match *name {
        "id" => "j.value".to_owned(),
        "life" => "json_set(t.life, '$.facts.id', j.value)".to_owned(),
        name => format!("t.{name}"),
    });
    let copied = copied.collect::<Vec<_>>().join(", ");
    let mut sql = String::new();
    let mut all = Vec::new();
    for (template, copies) in templates {
        let own = events
            .iter()
            .filter(|event| event["complaint_id"] == json!(template));
        let own: Vec<&Value> = own.collect();
        let ids: Vec<String> = (0..*copies).map(|_| System::new_id()).collect();
        let rows = ids.iter().map(|id| json!(id)).collect();
        in_pieces(rows, |rows| {
            sql += &format!(
                "insert into complaint ({list}) select {copied}
                 from json_each('{rows}') j, complaint t where t.id = '{template}';\n"
            );
        });
        let rows = ids.iter().flat_map(|id| chain(id, &own)).collect();
        in_pieces(rows, |rows| {
            sql += &format!(
                "insert into complaint_event (complaint_id, seq, kind, at, actor, data, prev_hash, hash)
                 select j.value ->> 0, e.seq, e.kind, e.at, e.actor, e.data, j.value ->> 2, j.value ->> 3
                 from json_each('{rows}') j
                 join complaint_event e on e.complaint_id = '{template}' and e.seq = j.value ->> 1;\n"
            );
        });
        all.push(ids);
    }
    system.execute(&sql);
    all
}

/// Id, seq, hash before and hash of every entry.
fn chain(id: &str, events: &[&Value]) -> Vec<Value> {
    let mut before = "0".repeat(64);
    let rows = events.iter().map(|event| {
        let text = |name: &str| event[name].as_str().unwrap();
        let (seq, data) = (&event["seq"], text("data"));
        let canonical = format!(
            "satupintu history 1\n{id}\n{seq}\n{}\n{}\n{}\n{before}\n{}\n{data}\n",
            text("kind"),
            event["at"],
            text("actor"),
            data.len(),
        );
        let hash = sha256_hex(&canonical);
        let row = json!([id, seq, before, hash]);
        before = hash;
        row
    });
    rows.collect()
}

fn in_pieces(rows: Vec<Value>, mut write: impl FnMut(&Value)) {
    let mut piece = Vec::new();
    let mut bytes = 0;
    for row in rows {
        bytes += row.to_string().len() + 1;
        piece.push(row);
        if bytes > MOST_BYTES {
            write(&Value::Array(std::mem::take(&mut piece)));
            bytes = 0;
        }
    }
    if !piece.is_empty() {
        write(&Value::Array(piece));
    }
}

/// Wakes the clock until nothing is left, and says what each run took. Gives how many runs there were.
pub fn sweep_until_done(system: &System, now: i64) -> usize {
    for run in 1..20 {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_millis();
        let start = Instant::now();
        let reply = system.sweep(now);
        let took = start.elapsed();
        assert_eq!(reply.status, 200, "{}", reply.body);
        let rows = system.sql(&format!(
            "select * from job_run where finished_at >= {since} order by id"
        ));
        println!("run {run}: {took:?}");
        for row in &rows {
            println!("  {row}");
            assert_eq!(row["error"], Value::Null);
        }
        // The jobs of one invocation share its limits: 1,000 queries, and as many calls.
        for name in ["calls", "queries"] {
            let spent: i64 = rows.iter().map(|row| row[name].as_i64().unwrap()).sum();
            assert!(spent <= 960, "{spent} {name}");
        }
        let sweep = rows.iter().find(|row| row["job"] == "sweep").unwrap();
        if sweep["is_complete"] == 1 {
            return run;
        }
    }
    panic!("the clock never ends");
}

/// How many rows there are of each kind, for queries that give `kind` and `n`.
pub fn tally(system: &System, sql: &str) -> BTreeMap<String, i64> {
    tally_of(&system.sql(sql))
}

/// The same of rows that are here.
pub fn tally_of(rows: &[Value]) -> BTreeMap<String, i64> {
    let pairs = rows.iter().map(|row| {
        let kind = row["kind"].as_str().unwrap().to_owned();
        (kind, row["n"].as_i64().unwrap())
    });
    pairs.collect()
}

/// Everything a second sweep could spoil, in one line.
pub fn fingerprint(system: &System) -> Value {
    let rows = system.sql(
        "select (select count(*) from complaint_event) as events, (select count(*) from notification) as notices,
           (select count(*) from message) as messages, sum(seq) as seqs, sum(next_due_at) as dues,
           sum(length(life)) as lives, sum(follower_count) as followers from complaint",
    );
    rows[0].clone()
}
