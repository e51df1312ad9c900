//! The counter: who may key in, what is stored, what comes back.

use crate::life::world::sha256_hex;
use serde_json::{Value, json};
use std::sync::OnceLock;
use system_tests::{Reply, System};

/// Sunday 2026-11-22, 11:26:27 in WIB.
const NOW: &str = "1795321587000";

/// Name, role, agency, unit.
const OFFICERS: &[(&str, &str, &str, &str)] = &[
    ("admin", "national_admin", "null", "null"),
    (
        "coordinator",
        "agency_coordinator",
        "'kab-grobogan'",
        "null",
    ),
    (
        "liaison",
        "liaison_officer",
        "'kab-grobogan'",
        "'kabkota:dpupr'",
    ),
    ("operator", "channel_operator", "null", "null"),
    ("colleague", "channel_operator", "null", "null"),
    ("inspector", "inspectorate", "'kab-grobogan'", "null"),
    ("ombudsman", "ombudsman", "null", "null"),
    ("observer", "observer", "null", "null"),
    ("custodian", "custodian", "null", "null"),
    ("auditor", "auditor", "null", "null"),
];

fn system() -> &'static System {
    static SYSTEM: OnceLock<System> = OnceLock::new();
    SYSTEM.get_or_init(|| {
        let system = System::start();
        let mut sql = String::new();
        for (name, role, agency, unit) in OFFICERS {
            let hash = sha256_hex(&cookie(name));
            sql += &format!(
                "insert into officer (id, name, created_at) values ('o-{name}', 'Petugas {name}', 0);
                 insert into officer_role (officer_id, role, agency_id, unit_id)
                 values ('o-{name}', '{role}', {agency}, {unit});
                 insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at)
                 values ('{hash}', 'o-{name}', 0, 9999999999999, 9999999999999, 9999999999999);"
            );
        }
        system.sql(&sql);
        system
    })
}

fn cookie(name: &str) -> String {
    sha256_hex(&format!("session of {name}"))
}

/// Sends as an officer, from a page of this site.
fn send(who: &str, method: &str, path: &str, kind: &str, body: &str) -> Reply {
    let cookie = format!("__Host-sid={}", cookie(who));
    let mut headers = vec![("simulated-now", NOW), ("sec-fetch-site", "same-origin")];
    if who != "nobody" {
        headers.push(("cookie", &cookie));
    }
    if !kind.is_empty() {
        headers.push(("content-type", kind));
    }
    let body = (!kind.is_empty()).then_some(body.as_bytes());
    system().send(method, path, &headers, body)
}

fn get(who: &str, path: &str) -> Reply {
    send(who, "GET", path, "", "")
}

fn put(who: &str, id: &str, body: &Value) -> Reply {
    let path = format!("/meja/loket/{id}");
    send(who, "PUT", &path, "application/json", &body.to_string())
}

fn post(who: &str, fields: &[(&str, &str)]) -> Reply {
    let coded =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let pairs: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", coded(value)))
        .collect();
    let kind = "application/x-www-form-urlencoded";
    send(who, "POST", "/meja/loket?kirim", kind, &pairs.join("&"))
}

fn entry(who: &str, text: &str) -> Value {
    json!({
        "v": 1, "operator": format!("o-{who}"), "access_key": "AAECAwQFBgcICQoLDA0ODw", "channel": "box",
        "said_on": "2026-11-20", "said_time": "09:30", "zone": "WITA", "text": text, "kind": "complaint",
        "place": "Kecamatan Gubug, Kabupaten Grobogan", "landmark": "depan pasar", "name": "Wagiman Sastro",
        "phone": "0812 3456 7890", "anonymous": "1", "receipt_language": "id",
    })
}

fn row(code_or_id: &str) -> Value {
    let sql = format!(
        "select c.channel, cast(c.written_at as integer) as written_at, c.received_at, c.reporter, c.place,
           w.officer_id, w.keyed_at, i.ciphertext
         from complaint c left join walk_in w on w.complaint_id = c.id left join identity i on i.complaint_id = c.id
         where c.id = '{code_or_id}' or c.tracking_code = '{}'",
        code_or_id.replace('-', "")
    );
    system().sql(&sql).swap_remove(0)
}

#[test]
fn four_roles_key_in_and_nobody_else() {
    for (who, _, _, _) in OFFICERS {
        let may = ["admin", "coordinator", "liaison", "operator", "colleague"].contains(who);
        let status = if may { 200 } else { 403 };
        for path in [
            "/meja/loket",
            "/en/meja/loket",
            "/meja/loket?kosong",
            "/meja/formulir",
        ] {
            assert_eq!(get(who, path).status, status, "{who} {path}");
        }
        let id = System::new_id();
        let reply = put(who, &id, &entry(who, "Lampu jalan mati"));
        assert_eq!(
            reply.status,
            if may { 201 } else { 403 },
            "{who}: {}",
            reply.body
        );
        let fields = [
            ("text", "Lampu jalan mati"),
            ("said_on", "2026-11-20"),
            ("channel", "phone"),
        ];
        let reply = post(who, &fields);
        assert_eq!(reply.status, if may { 201 } else { 403 }, "{who}");
    }
    assert_eq!(get("nobody", "/meja/loket").status, 303);
    assert_eq!(post("nobody", &[("text", "x")]).status, 303);
    let reply = put("nobody", &System::new_id(), &entry("operator", "x"));
    assert_eq!(reply.status, 401);
    assert_eq!(reply.header("content-type"), "application/problem+json");
}

#[test]
fn an_entry_is_a_complaint_with_its_own_moment_channel_and_officer() {
    let id = System::new_id();
    let body = entry("operator", "Jalan rusak, lubang besar di depan pasar");
    let reply = put("operator", &id, &body);
    assert_eq!(reply.status, 201, "{}", reply.body);
    let receipt = reply.json();
    assert_eq!(receipt["id"], id.as_str());
    assert_eq!(receipt["received_at"], "2026-11-22T04:26:27Z");
    // Three working days from receipt, not from when it was said.
    assert_eq!(receipt["verify_by"], "2026-11-26T16:59:59Z");
    assert!(receipt["respond_by"].as_str() > receipt["verify_by"].as_str());
    assert!(receipt["resolve_by"].as_str() > receipt["respond_by"].as_str());
    assert_eq!(receipt["zone"], "Asia/Jakarta");
    let stored = row(&id);
    assert_eq!(stored["channel"], "box");
    assert_eq!(stored["officer_id"], "o-operator");
    // 09:30 in WITA.
    assert_eq!(stored["written_at"], 1_795_138_200_000_i64);
    assert_eq!(stored["reporter"], "sealed");
    assert!(
        stored["ciphertext"].is_string(),
        "name and contact are sealed"
    );
    let key = body["access_key"].as_str().unwrap();
    let page = system().get(&format!(
        "/l/{}?k={key}",
        receipt["tracking_code"].as_str().unwrap()
    ));
    assert_eq!(page.status, 200);
    assert!(page.body.contains("lubang besar"), "the key opens it");
    assert!(page.body.contains("dicatat petugas loket"));
    assert!(!page.body.contains("Wagiman") && !page.body.contains("o-operator"));
    let history = system().sql(&format!(
        "select data from complaint_event where complaint_id = '{id}'"
    ));
    let data = history[0]["data"].as_str().unwrap();
    assert!(!data.contains("Wagiman") && !data.contains(key) && !data.contains("o-operator"));
}

#[test]
fn repeating_is_harmless_and_other_content_is_a_conflict() {
    let id = System::new_id();
    let body = entry("operator", "Air PDAM keruh");
    let first = put("operator", &id, &body);
    let again = put("operator", &id, &body);
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.body, again.body);
    assert_eq!(
        first.header("submission-digest"),
        again.header("submission-digest")
    );
    for (field, value) in [
        ("text", "Air PDAM mati"),
        ("said_time", "09:31"),
        ("said_on", "2026-11-19"),
        ("channel", "letter"),
    ] {
        let mut other = body.clone();
        other[field] = json!(value);
        let reply = put("operator", &id, &other);
        assert_eq!(reply.status, 409, "{field}: {}", reply.body);
    }
    // A citizen's complaint is nobody's entry.
    let id = System::new_id();
    let body = json!({ "text": "Air PDAM keruh", "access_key": "AAECAwQFBgcICQoLDA0ODw", "channel": "box" });
    assert_eq!(system().put(&id, &body).status, 201);
    let mut same =
        json!({ "v": 1, "operator": "o-operator", "said_on": "2026-11-20", "kind": "complaint" });
    for (name, value) in body.as_object().unwrap() {
        same[name] = value.clone();
    }
    assert_eq!(put("operator", &id, &same).status, 409);
    let count = format!("select count(*) from walk_in where complaint_id = '{id}'");
    assert_eq!(system().count(&count), 0);
}

#[test]
fn an_entry_is_never_taken_from_another_officer() {
    let id = System::new_id();
    let body = entry("operator", "Sampah menumpuk");
    let reply = put("colleague", &id, &body);
    assert_eq!(reply.status, 403, "{}", reply.body);
    let count = format!("select count(*) from complaint where id = '{id}'");
    assert_eq!(system().count(&count), 0);
    assert_eq!(put("operator", &id, &body).status, 201);
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let mut body = entry("operator", "  ");
    for (field, value) in [
        ("said_on", "2026-11-23"),
        ("channel", "web"),
        ("phone", "12"),
        ("occurred_on", "besok"),
    ] {
        body[field] = json!(value);
    }
    let reply = put("operator", &System::new_id(), &body);
    assert_eq!(reply.status, 422);
    let errors = reply.json()["errors"].clone();
    let found: Vec<_> = errors
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            format!(
                "{} {}",
                error["pointer"].as_str().unwrap(),
                error["code"].as_str().unwrap()
            )
        })
        .collect();
    let expected = [
        "/channel unknown_value",
        "/said_on future_date",
        "/text required",
        "/occurred_on invalid_date",
        "/phone invalid_phone",
    ];
    assert_eq!(found, expected);
    for (day, time, expected) in [
        ("2025-11-01", "", "/said_on too_long_ago"),
        ("", "", "/said_on required"),
        ("2026-11-20", "pagi", "/said_time invalid_time"),
    ] {
        let mut body = entry("operator", "Jalan rusak");
        body["said_on"] = json!(day);
        body["said_time"] = json!(time);
        let error = put("operator", &System::new_id(), &body).json()["errors"][0].clone();
        let found = format!(
            "{} {}",
            error["pointer"].as_str().unwrap(),
            error["code"].as_str().unwrap()
        );
        assert_eq!(found, expected);
    }
    let mut body = entry("operator", "Jalan rusak");
    body["tex"] = json!("x");
    assert_eq!(put("operator", &System::new_id(), &body).status, 422);
    let reply = send(
        "operator",
        "PUT",
        &format!("/meja/loket/{}", System::new_id()),
        "application/json",
        "[1]",
    );
    assert_eq!(reply.status, 400);
}

#[test]
fn the_form_keeps_every_word_and_then_gives_a_receipt_and_an_empty_form() {
    let page = get("coordinator", "/meja/loket");
    let (id, key) = (page.hidden("id"), page.hidden("access_key"));
    let mut fields = vec![
        ("id", id.as_str()),
        ("access_key", key.as_str()),
        ("channel", "letter"),
        ("said_on", "kemarin"),
        ("said_time", ""),
        ("zone", "WIB"),
        ("text", "</textarea><script>alert(1)</script> jalan rusak"),
        ("place", "Gubug"),
        ("name", "Wagiman \"Sastro\""),
        ("confidential", "1"),
        ("receipt_language", "en"),
    ];
    let wrong = post("coordinator", &fields);
    assert_eq!(wrong.status, 422);
    for part in [
        "value=\"kemarin\"",
        "&lt;/textarea>",
        "value=\"Gubug\"",
        "Wagiman &quot;Sastro&quot;",
        "value=\"letter\" selected",
        &id,
        &key,
    ] {
        assert!(wrong.body.contains(part), "{part}");
    }
    assert!(!wrong.body.contains("<script>alert"));
    assert_eq!(wrong.header("cache-control"), "no-store");
    fields[3] = ("said_on", "2026-11-20");
    let stored = post("coordinator", &fields);
    assert_eq!(stored.status, 201);
    let (_, receipt) = stored.body.split_once("<article").unwrap();
    let (receipt, _) = receipt.split_once("</article>").unwrap();
    for part in [
        "lang=\"en\"",
        "Friday 20 November 2026",
        "Thursday 26 November 2026",
        &key,
        "jalan rusak",
        "Confidential",
        "<svg",
    ] {
        assert!(receipt.contains(part), "{part}: {receipt}");
    }
    assert!(
        !receipt.contains("Wagiman"),
        "no name on what may lie about"
    );
    let next = stored.hidden("id");
    assert!(next != id && stored.hidden("access_key") != key);
    assert!(
        stored.body.contains("value=\"letter\" selected"),
        "the channel stays"
    );
    assert!(
        stored.body.contains("value=\"2026-11-20\""),
        "the day stays"
    );
    // The browser's "send again" changes nothing.
    let again = post("coordinator", &fields);
    assert_eq!(again.status, 200);
    assert!(again.body.contains(&key));
    // The same hidden id with other words: not stored, nothing lost, and the same button files it anew.
    fields[6] = ("text", "lain sama sekali");
    let reused = post("coordinator", &fields);
    assert_eq!(reused.status, 409);
    assert!(reused.body.contains("lain sama sekali") && reused.hidden("id") != id);
}

#[test]
fn entries_of_today_are_counted_for_each_officer() {
    let count = |page: &Reply| -> u32 {
        let (_, rest) = page.body.split_once("id=\"count\">").unwrap();
        rest.split('<').next().unwrap().parse().unwrap()
    };
    let before = count(&get("liaison", "/meja/loket"));
    let other = count(&get("admin", "/meja/loket"));
    let id = System::new_id();
    assert_eq!(
        put("liaison", &id, &entry("liaison", "Jembatan putus")).status,
        201
    );
    assert_eq!(
        put("liaison", &id, &entry("liaison", "Jembatan putus")).status,
        200
    );
    assert_eq!(count(&get("liaison", "/meja/loket")), before + 1);
    assert_eq!(count(&get("admin", "/meja/loket")), other);
}

#[test]
fn the_page_for_the_time_without_a_network_names_nobody_and_its_worker_is_a_script() {
    let page = get("operator", "/meja/loket?kosong");
    assert!(!page.body.contains("Petugas operator") && !page.body.contains("o-operator"));
    assert!(
        page.body.contains("name=\"id\" value=\"\"") || !page.body.contains("name=\"id\" value")
    );
    for path in ["/meja/sw.js", "/en/meja/sw.js"] {
        let script = get("operator", path);
        assert_eq!(script.status, 200);
        assert!(script.header("content-type").starts_with("text/javascript"));
        assert!(
            script.body.starts_with("importScripts(\"/a/desk_sw-"),
            "{}",
            script.body
        );
    }
}
