//! What the public reads instead of a story.

use super::DAY;
use crate::desk_people::{cookie, employ, get, post};
use crate::life::world::{Case, assert_rows_agree, assign};
use serde_json::json;
use system_tests::System;

#[test]
fn the_public_reads_the_redacted_text_and_the_reporter_both() {
    let system = System::start();
    employ(&system);
    let story = "Pak Budi Santoso (081234567890) merusak jalan di depan pasar";
    let public = "[nama] merusak jalan di depan pasar";
    let case = Case::filed(
        &system,
        DAY,
        json!({"text": story, "place": "rumah Budi, Kecamatan Gubug", "landmark": "sumur Budi"}),
    );
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let address = format!("/l/{}", case.code);
    let read = || {
        system
            .send(
                "GET",
                &address,
                &[("simulated-now", &case.now.to_string())],
                None,
            )
            .body
    };
    let before = read();
    for words in ["Budi Santoso", "rumah Budi", "sumur Budi"] {
        assert!(before.contains(words), "{words}");
    }
    let path = format!("/meja/kasus/{}/samarkan", case.code);
    let form = get(&system, case.now, &cookie("coordinator"), &path);
    assert_eq!(form.status, 200);
    assert!(
        form.body.contains(story) && form.body.contains("Pak Budi Santoso ([nomor telepon]"),
        "{}",
        form.body
    );
    let seq = form.hidden("seq");
    let send = |who: &str, seq: &str, text: &str| {
        let fields = [("id", &*System::new_id()), ("seq", seq), ("text", text)];
        post(&system, case.now, &cookie(who), &path, &fields)
    };
    for who in [
        "liaison",
        "other-unit",
        "demak",
        "province",
        "inspector",
        "ombudsman",
        "observer",
        "operator",
        "head",
        "auditor",
    ] {
        assert_eq!(send(who, &seq, public).status, 404, "{who}");
    }
    assert_eq!(send("coordinator", &seq, " ").status, 422);
    let same = send("coordinator", &seq, story);
    assert_eq!(same.status, 422);
    assert!(same.body.contains("sama dengan yang asli"));
    case.does(
        "liaison",
        json!({"command": "start", "text": "Tim berangkat."}),
    );
    let stale = send("coordinator", &seq, public);
    assert_eq!(stale.status, 409);
    assert!(stale.body.contains(public) && stale.body.contains("berubah sejak Anda membukanya"));
    assert!(read().contains("Budi Santoso"));
    assert_eq!(
        send("coordinator", &stale.hidden("seq"), public).status,
        303
    );

    let page = read();
    assert!(page.contains(public) && page.contains("Sebagian disamarkan oleh verifikator."));
    assert!(!page.contains("Budi") && !page.contains("0812"), "{page}");
    let own = case.page().body;
    assert!(own.contains(story) && own.contains(public) && own.contains("sumur Budi"));
    let desk = format!("/meja/kasus/{}", case.code);
    let desk = get(&system, case.now, &cookie("liaison"), &desk).body;
    assert!(desk.contains(story) && desk.contains(public), "{desk}");
    let thread = |who: &str| case.get(who, "/thread").json();
    for who in ["public", "demak", "observer", "custodian", "auditor"] {
        let thread = thread(who);
        assert_eq!(thread["narrative"], public, "{who}");
        assert!(!thread.to_string().contains("Budi"), "{who}");
    }
    for who in ["reporter", "liaison", "coordinator", "admin"] {
        let thread = thread(who);
        assert_eq!(
            (&thread["narrative"], &thread["redaction"]),
            (&json!(story), &json!(public)),
            "{who}"
        );
    }
    // Once more, by the API, by those who may; the newest counts.
    for (who, status) in [
        ("liaison", 403),
        ("inspector", 403),
        ("reporter", 403),
        ("admin", 201),
    ] {
        let reply = case.send(who, &json!({"command": "redact", "text": "[disamarkan]"}));
        assert_eq!(reply.status, status, "{who}");
    }
    assert!(read().contains("[disamarkan]"));
    // Erased, it does not give the story back.
    system.sql("update message set text = null, salt = null where part = 'redaction'");
    assert!(!read().contains("Budi"));
    assert_rows_agree(&system);
}
