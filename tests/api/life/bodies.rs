//! What can stand in the body of a command and must not: each gets the documented problem, and nothing is stored.

use super::forbidden::dump;
use super::world::{Case, KEY, appoint, assign, token};
use miniz_oxide::deflate::compress_to_vec_zlib;
use serde_json::{Value, json};
use system_tests::{Reply, System};

/// Bytes, headers, status, slug.
type Whole<'a> = (&'a [u8], &'a [(&'a str, &'a str)], u16, &'a str);

#[test]
fn a_bad_body_gets_its_problem_and_leaves_nothing() {
    let system = System::start();
    appoint(&system);
    let case = Case::filed(&system, "2026-11-09 09:00", json!({}));
    let other = Case::filed(&system, "2026-11-09 09:00", json!({}));
    let used = System::new_id();
    let note = json!({"command": "add_information", "text": "Sekali."});
    assert_eq!(case.send_as("reporter", &used, &note).status, 201);
    let before = dump(&system);
    let fresh = System::new_id;
    let send = |who: &str, body: &[u8], more: &[(&str, &str)]| {
        let bearer = match who {
            "reporter" => KEY.to_owned(),
            who => token(who),
        };
        case.send_raw(&bearer, &fresh(), body, more)
    };

    // Fields: who, what, where it is wrong.
    let long = "x".repeat(10_001);
    let line = "x".repeat(201);
    let wrong = |field: &str, value: Value| {
        let mut body = assign("kab-grobogan", None);
        body[field] = value;
        body
    };
    let say = |text: &str| json!({"command": "add_information", "text": text});
    let answer = |outcome: &str, field: &str, value: &str| {
        let mut body = json!({"command": "answer", "outcome": outcome, "text": "x"});
        if !field.is_empty() {
            body[field] = json!(value);
        }
        body
    };
    let reject = |reason: &str| json!({"command": "reject", "reason": reason, "sentence": "Maaf."});
    let fields: Vec<(&str, Value, &str)> = vec![
        ("reporter", json!({}), "/command"),
        ("reporter", json!({"command": "hapus"}), "/command"),
        ("reporter", json!({"command": "lapse"}), "/command"),
        ("reporter", json!({"command": 7}), "/command"),
        (
            "reporter",
            json!({"command": "withdraw", "alasan": "x"}),
            "/alasan",
        ),
        (
            "reporter",
            json!({"command": "withdraw", "stars": 3}),
            "/stars",
        ),
        (
            "reporter",
            json!({"command": "withdraw", "actor": "admin"}),
            "/actor",
        ),
        ("reporter", json!({"command": "complete"}), "/text"),
        (
            "reporter",
            json!({"command": "complete", "text": 5}),
            "/text",
        ),
        (
            "reporter",
            json!({"command": "complete", "text": ["x"]}),
            "/text",
        ),
        (
            "reporter",
            json!({"command": "withdraw", "expected_seq": -1}),
            "/expected_seq",
        ),
        (
            "reporter",
            json!({"command": "withdraw", "expected_seq": "0"}),
            "/expected_seq",
        ),
        ("reporter", json!({"command": "withdraw", "v": 9}), "/v"),
        (
            "reporter",
            json!({"command": "confirm", "stars": 5}),
            "/stars",
        ),
        (
            "reporter",
            json!({"command": "confirm", "stars": 300, "solved": "yes"}),
            "/stars",
        ),
        (
            "reporter",
            json!({"command": "rate", "stars": 3, "solved": "maybe"}),
            "/solved",
        ),
        ("reporter", say(""), "/text"),
        ("reporter", say(" \u{200b}\n "), "/text"),
        ("reporter", say(&long), "/text"),
        ("reporter", say("a\0b"), "/text"),
        ("admin", wrong("title", json!(line)), "/title"),
        ("admin", wrong("title", json!("dua\nbaris")), "/title"),
        ("admin", wrong("agency", json!("kab-tidak-ada")), "/agency"),
        (
            "admin",
            wrong("agency", json!("'; drop table complaint; --")),
            "/agency",
        ),
        ("admin", wrong("unit", json!("kabkota:tidak-ada")), "/unit"),
        ("admin", wrong("category", json!("XXX-99")), "/category"),
        ("admin", wrong("kind", json!("fitnah")), "/kind"),
        ("admin", wrong("cc", json!(["kab-tidak-ada"])), "/cc"),
        ("admin", wrong("cc", json!(vec!["kab-demak"; 11])), "/cc"),
        ("admin", wrong("cc", json!([5])), "/cc/0"),
        (
            "admin",
            json!({"command": "merge", "lead": "bukan kode"}),
            "/lead",
        ),
        ("admin", json!({"command": "merge", "lead": ""}), "/lead"),
        (
            "admin",
            json!({"command": "merge", "lead": case.code}),
            "/lead",
        ),
        ("admin", reject("incomplete"), "/reason"),
        ("admin", reject("out_of_scope"), "/right_body"),
        ("admin", reject("duplicate"), "/duplicate_of"),
        ("liaison", answer("done", "", ""), "/on"),
        ("liaison", answer("done", "on", "2026-02-30"), "/on"),
        ("liaison", answer("planned", "on", "2026-11-09"), "/until"),
        ("liaison", answer("cannot_do", "", ""), "/basis"),
    ];
    for (who, body, pointer) in &fields {
        let reply = send(who, body.to_string().as_bytes(), &[]);
        assert_problem(&reply, 422, "invalid-fields", body);
        let errors = reply.json()["errors"].clone();
        let pointers: Vec<_> = errors
            .as_array()
            .unwrap()
            .iter()
            .map(|error| error["pointer"].clone())
            .collect();
        assert!(pointers.contains(&json!(pointer)), "{body}: {errors}");
    }

    // The body as a whole.
    let good = json!({"command": "withdraw"}).to_string();
    let huge = format!(
        "{{\"command\": \"withdraw\", \"text\": \"{}\"}}",
        "x".repeat(256 * 1024)
    );
    let bomb = compress_to_vec_zlib(&vec![b' '; 50_000_000], 9);
    let mut cut = compress_to_vec_zlib(good.as_bytes(), 6);
    cut.truncate(cut.len() - 4);
    let twice = r#"{"command": "withdraw", "command": "confirm"}"#;
    let deep = format!(
        "{{\"command\": \"withdraw\", \"text\": {}1{}}}",
        "[".repeat(5000),
        "]".repeat(5000)
    );
    let none: &[(&str, &str)] = &[];
    let deflate: &[(&str, &str)] = &[("content-encoding", "deflate")];
    let whole: Vec<Whole<'_>> = vec![
        (b"", none, 400, "unreadable-body"),
        (b"[]", none, 400, "unreadable-body"),
        (b"{\"command\": \"withdraw\"", none, 400, "unreadable-body"),
        (
            b"{\"command\": \"withdraw\"} {}",
            none,
            400,
            "unreadable-body",
        ),
        (
            b"{\"command\": \"withdraw\", \"text\": \"\xff\"}",
            none,
            400,
            "unreadable-body",
        ),
        (twice.as_bytes(), none, 422, "invalid-fields"),
        (huge.as_bytes(), none, 413, "too-large"),
        (&bomb, deflate, 413, "too-large"),
        (&cut, deflate, 400, "unreadable-body"),
        (good.as_bytes(), deflate, 400, "unreadable-body"),
        (
            good.as_bytes(),
            &[("content-encoding", "br")],
            415,
            "unsupported-media-type",
        ),
        (
            good.as_bytes(),
            &[("sec-fetch-site", "cross-site")],
            403,
            "foreign-origin",
        ),
    ];
    for (body, more, status, slug) in whole {
        let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        assert_problem(&send("reporter", body, more), status, slug, &json!(shown));
    }
    let reply = send("reporter", deep.as_bytes(), none);
    assert!(matches!(reply.status, 400 | 422), "{}", reply.status);

    // Ids: of another version, none at all, used already.
    for id in [
        "x",
        "00000000-0000-0000-0000-000000000000",
        "c232ab00-9414-11ec-b3c8-9f6bdeced846",
        "%00",
    ] {
        let reply = case.send_raw(KEY, id, good.as_bytes(), &[]);
        assert_problem(&reply, 422, "invalid-fields", &json!(id));
    }
    let changed = json!({"command": "add_information", "text": "Dua kali."});
    for (case, body) in [
        (&case, &changed),
        (&other, &note),
        (&case, &json!({"command": "withdraw"})),
    ] {
        assert_problem(
            &case.send_as("reporter", &used, body),
            409,
            "id-reused",
            body,
        );
    }
    // Paths: a code that is none.
    let nowhere = Case {
        code: "28T5-CY4T-QKFF-5".into(),
        ..other
    };
    assert_problem(
        &nowhere.send_raw(KEY, &fresh(), good.as_bytes(), &[]),
        404,
        "not-found",
        &json!("code"),
    );
    // An officer's token in a form of version 2 is nobody's key.
    let form = json!({"v": 2, "command": "withdraw", "k": token("admin")});
    let reply = case.send_raw("", &fresh(), form.to_string().as_bytes(), &[]);
    assert_problem(&reply, 401, "unauthorized", &form);

    assert_eq!(dump(&system), before);
    // And the same command, good, is done, packed as well; marks of direction in words are words.
    let packed = compress_to_vec_zlib(
        say("kata \u{202e}terbalik\u{202c} dan \u{200f}Arab")
            .to_string()
            .as_bytes(),
        6,
    );
    assert_eq!(send("reporter", &packed, deflate).status, 201);
    let form = json!({"v": 2, "command": "withdraw", "k": KEY});
    assert_eq!(
        case.send_raw("", &fresh(), form.to_string().as_bytes(), &[])
            .status,
        201
    );
}

fn assert_problem(reply: &Reply, status: u16, slug: &str, context: &Value) {
    assert_eq!(reply.status, status, "{context}: {}", reply.body);
    assert_eq!(
        reply.header("content-type"),
        "application/problem+json",
        "{context}"
    );
    assert_eq!(
        reply.json()["type"],
        format!("/problems/{slug}"),
        "{context}"
    );
}
