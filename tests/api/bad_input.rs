//! Bad input: a clear problem, never a 500, nothing half stored.

use serde_json::{Value, json};
use system_tests::{Reply, System, submission};

fn put_raw(system: &System, body: &[u8]) -> Reply {
    put_as(system, &System::new_id(), "application/json", body)
}

fn put_as(system: &System, id: &str, content_type: &str, body: &[u8]) -> Reply {
    let path = format!("/api/v1/complaints/{id}");
    system.send("PUT", &path, &[("content-type", content_type)], Some(body))
}

fn check(reply: &Reply, status: u16, slug: &str, errors: &[(&str, &str)]) {
    assert_eq!(reply.status, status, "{}", reply.body);
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let problem = reply.json();
    assert_eq!(
        problem["type"],
        json!(format!("/problems/{slug}")),
        "{problem}"
    );
    assert_eq!(problem["status"], json!(status));
    let empty = Vec::new();
    let found: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .map(|error| {
            (
                error["pointer"].as_str().unwrap(),
                error["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(found, errors, "{problem}");
}

#[test]
fn fields_that_are_not_valid_are_all_named() {
    let system = System::shared();
    let text = "jalan rusak";
    let long = "a".repeat(10_001);
    let cases: Vec<(Value, Vec<(&str, &str)>)> = vec![
        (json!({}), vec![("/text", "required")]),
        (json!({"text": "  \n "}), vec![("/text", "required")]),
        (json!({"text": long}), vec![("/text", "too_long")]),
        (json!({"text": "a\u{0}b"}), vec![("/text", "contains_nul")]),
        (json!({"text": 5}), vec![("/text", "wrong_type")]),
        (json!({"text": null}), vec![("/text", "wrong_type")]),
        (json!({"text": ["a"]}), vec![("/text", "wrong_type")]),
        (
            json!({"text": text, "judul": "x"}),
            vec![("/judul", "unknown_field")],
        ),
        (
            json!({"text": text, "reporter": {"nik": "1"}}),
            vec![("/reporter/nik", "unknown_field")],
        ),
        (
            json!({"text": text, "reporter": "Siti"}),
            vec![("/reporter", "wrong_type")],
        ),
        (
            json!({"text": text, "reporter": ["Siti", "0812"]}),
            vec![("/reporter", "wrong_type")],
        ),
        (
            json!({"text": "\u{200b}\u{feff}"}),
            vec![("/text", "required")],
        ),
        (
            json!({"text": text, "anonymous": "yes"}),
            vec![("/anonymous", "wrong_type")],
        ),
        (
            json!({"text": text, "kind": "keluhan"}),
            vec![("/kind", "unknown_value")],
        ),
        (
            json!({"text": text, "channel": "fax"}),
            vec![("/channel", "unknown_value")],
        ),
        (
            json!({"text": text, "region": "99.99"}),
            vec![("/region", "unknown_region")],
        ),
        (
            json!({"text": text, "region": "' or 1=1 --"}),
            vec![("/region", "unknown_region")],
        ),
        (
            json!({"text": text, "occurred_on": "2026-02-30"}),
            vec![("/occurred_on", "invalid_date")],
        ),
        (
            json!({"text": text, "occurred_on": "besok"}),
            vec![("/occurred_on", "invalid_date")],
        ),
        (
            json!({"text": text, "occurred_on": "9999-12-31"}),
            vec![("/occurred_on", "future_date")],
        ),
        (
            json!({"text": text, "occurred_on": "1800-01-01"}),
            vec![("/occurred_on", "too_long_ago")],
        ),
        (
            json!({"text": text, "lat": -6.2}),
            vec![("/lon", "incomplete")],
        ),
        (
            json!({"text": text, "lat": 91, "lon": 0}),
            vec![("/lat", "out_of_range")],
        ),
        (
            json!({"text": text, "lat": 0, "lon": 0, "accuracy_m": -1}),
            vec![("/accuracy_m", "out_of_range")],
        ),
        (
            json!({"text": text, "access_key": "pendek"}),
            vec![("/access_key", "invalid_access_key")],
        ),
        (
            json!({"text": text, "place": "x".repeat(301)}),
            vec![("/place", "too_long")],
        ),
        (
            json!({"text": text, "reporter": {"name": "n".repeat(121), "phone": "abc", "email": "a@"}}),
            vec![
                ("/reporter/name", "too_long"),
                ("/reporter/phone", "invalid_phone"),
                ("/reporter/email", "invalid_email"),
            ],
        ),
    ];
    for (body, errors) in cases {
        let reply = put_raw(system, body.to_string().as_bytes());
        check(&reply, 422, "invalid-fields", &errors);
    }
}

#[test]
fn bodies_that_cannot_be_read() {
    let system = System::shared();
    let deep = "[".repeat(100_000);
    let deep_field = format!("{{\"text\":{}", "[".repeat(100_000));
    for body in [
        b"".as_slice(),
        b"jalan rusak",
        b"{\"text\":\"x\"",
        b"{\"text\":\"x\"} {}",
        b"{\"text\":\"\xff\xfe\"}",
        b"\"text\"",
        b"[\"x\"]",
        b"{\"text\":\"\\ud800\"}",
        b"{\"text\":\"x\",\"lat\":1e999}",
        b"{\"text\":\"x\",\"lat\":NaN}",
        deep.as_bytes(),
    ] {
        check(&put_raw(system, body), 400, "unreadable-body", &[]);
    }
    assert!(matches!(
        put_raw(system, deep_field.as_bytes()).status,
        400 | 422
    ));
    let twice = put_raw(system, b"{\"text\":\"a\",\"text\":\"b\"}");
    check(
        &twice,
        422,
        "invalid-fields",
        &[("/text", "duplicate_field")],
    );
}

#[test]
fn too_many_bytes() {
    let system = System::shared();
    let body = submission(&"a".repeat(2_000_000)).to_string();
    let form = format!("text={}", "a".repeat(2_000_000));
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    // The answer must arrive every time, not only when the sender is quicker than a reset.
    for _ in 0..10 {
        check(&put_raw(system, body.as_bytes()), 413, "too-large", &[]);
        let reply = system.send("POST", "/lapor", &headers, Some(form.as_bytes()));
        assert_eq!(reply.status, 413);
        assert!(reply.header("content-type").starts_with("text/html"));
    }
}

#[test]
fn wrong_methods_types_ids_and_origins() {
    let system = System::shared();
    let id = System::new_id();
    let path = format!("/api/v1/complaints/{id}");
    for method in ["POST", "DELETE", "PATCH"] {
        let reply = system.send(method, &path, &[], None);
        check(&reply, 405, "method-not-allowed", &[]);
        assert_eq!(reply.header("allow"), "PUT,GET,HEAD");
    }
    let body = submission("x").to_string();
    for content_type in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let reply = put_as(system, &id, content_type, body.as_bytes());
        check(&reply, 415, "unsupported-media-type", &[]);
    }
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "br"),
    ];
    let reply = system.send("PUT", &path, &headers, Some(body.as_bytes()));
    check(&reply, 415, "unsupported-media-type", &[]);
    for wrong in [
        "1",
        "00000000-0000-0000-0000-000000000000",
        "6fa459ea-ee8a-1ca4-894e-db77e160355e",
        "%ff",
    ] {
        let reply = put_as(system, wrong, "application/json", body.as_bytes());
        check(&reply, 422, "invalid-fields", &[("/id", "invalid_id")]);
    }
    for header in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("origin", "null"),
    ] {
        let headers = [("content-type", "application/json"), header];
        let reply = system.send("PUT", &path, &headers, Some(body.as_bytes()));
        check(&reply, 403, "foreign-origin", &[]);
    }
    check(
        &system.send("GET", "/api/v1/nothing", &[], None),
        404,
        "not-found",
        &[],
    );
    // None of all this was stored.
    assert_eq!(system.put(&id, &submission("x")).status, 201);
}

#[test]
fn the_form_comes_back_with_everything_in_it() {
    let system = System::shared();
    let fields = [
        ("id", &*System::new_id()),
        ("text", "</textarea><script>alert('x')</script>"),
        ("place", "\"><img src=x>"),
        ("occurred_on", "31-02-2026"),
        ("phone", "tidak punya"),
        ("email", "a@"),
        ("name", "<b>Siti</b>"),
        ("anonymous", "1"),
        ("kind", "aspiration"),
    ];
    let reply = system.post_form("/lapor", &fields);
    assert_eq!(reply.status, 422);
    for words in [
        "&lt;/textarea>&lt;script>alert('x')&lt;/script></textarea>",
        "value=\"&quot;&gt;&lt;img src=x&gt;\"",
        "value=\"31-02-2026\"",
        "value=\"tidak punya\"",
        "value=\"a@\"",
        "value=\"&lt;b&gt;Siti&lt;/b&gt;\"",
        "Tanggal ini tidak kami kenali",
        "Nomor HP tidak dikenali",
        "Surel tidak lengkap",
    ] {
        assert!(reply.body.contains(words), "{words}\n{}", reply.body);
    }
    assert!(!reply.body.contains("<script>alert") && !reply.body.contains("<img src=x"));
    assert_eq!(reply.hidden("id"), fields[0].1);
}

#[test]
fn the_form_with_broken_bytes_or_far_too_many_words() {
    let system = System::shared();
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let broken = system.send("POST", "/lapor", &headers, Some(b"text=jalan+%FF+rusak"));
    assert_eq!(broken.status, 422);
    assert!(broken.body.contains("jalan \u{fffd} rusak"));
    let nul = system.send("POST", "/lapor", &headers, Some(b"text=jalan%00rusak"));
    assert_eq!(nul.status, 422);
    assert!(nul.body.contains("jalanrusak"));
    let long = "kata ".repeat(20_000);
    let reply = system.post_form("/lapor", &[("text", &long)]);
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains(long.trim_end()), "no word is lost");
    let json = system.send(
        "POST",
        "/lapor",
        &[("content-type", "application/json")],
        Some(b"{}"),
    );
    assert_eq!(json.status, 415);
}

#[test]
fn phones_in_every_spelling_are_one_number() {
    let system = System::shared();
    let id = System::new_id();
    let with = |phone: &str| json!({"text": "halo", "access_key": "AAECAwQFBgcICQoLDA0ODw", "reporter": {"phone": phone}});
    assert_eq!(system.put(&id, &with("081234567890")).status, 201);
    for spelling in [
        "0812-3456-7890",
        "+62 812 3456 7890",
        "62812.3456.7890",
        "(0812) 3456 7890",
        "0062 812 3456 7890",
        "81234567890",
    ] {
        assert_eq!(system.put(&id, &with(spelling)).status, 200, "{spelling}");
    }
}

#[test]
fn html_sql_and_control_characters_come_back_as_text() {
    let system = System::shared();
    let story =
        "<script>alert(1)</script> '; drop table complaint; -- \u{7}\u{1b}[31m\u{202e} 😀 {{id}}";
    let receipt = system.put(&System::new_id(), &submission(story)).json();
    let (code, key) = (
        receipt["tracking_code"].as_str().unwrap(),
        receipt["access_key"].as_str().unwrap(),
    );
    let page = system.get(&format!("/l/{code}?k={key}"));
    assert_eq!(page.status, 200);
    assert!(page.body.contains(
        "&lt;script&gt;alert(1)&lt;/script&gt; '; drop table complaint; -- ␇␛[31m\u{fffd} 😀 {{id}}"
    ));
}

#[test]
fn a_flood_from_one_address_is_slowed_and_says_when_to_come_back() {
    let system = System::shared();
    let body = submission("x").to_string();
    let headers = [
        ("content-type", "application/json"),
        ("cf-connecting-ip", "203.0.113.7"),
    ];
    // 120 a minute; however the minutes fall, 300 at once are too many in one of them.
    let limited = (0..300).find_map(|_| {
        let path = format!("/api/v1/complaints/{}", System::new_id());
        let reply = system.send("PUT", &path, &headers, Some(body.as_bytes()));
        (reply.status != 201).then_some(reply)
    });
    let reply = limited.expect("300 complaints at once are a flood");
    check(&reply, 429, "too-many-requests", &[]);
    assert_eq!(reply.header("retry-after"), "60");
}
