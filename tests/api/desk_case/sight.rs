//! Those a case is not for, and how much they see.

use super::{assigned, at, desk, filed, seq};
use crate::life::world::{Case, KEY, assign};
use serde_json::json;
use system_tests::System;

#[test]
fn misconduct_locks_the_case_for_those_it_may_be_about() {
    let case = assigned(json!({}));
    let page = at(&case, "coordinator").page().body;
    assert!(page.contains("id=\"do-misconduct\""));
    let mut sent = at(&case, "coordinator").filled("reclassify", &[]);
    sent.push(("kind", "supervisory_complaint".into()));
    let reply = at(&case, "coordinator").send(&sent);
    assert_eq!(
        reply.header("location"),
        "/meja/kasus/tercatat?selesai=reclassify"
    );
    for name in ["coordinator", "liaison", "demak", "observer"] {
        assert_eq!(at(&case, name).get("").status, 404, "{name}");
    }
    for name in ["inspector", "admin"] {
        at(&case, name).page();
    }
}

#[test]
fn a_foreign_case_is_what_everybody_may_read() {
    let case = assigned(json!({}));
    at(&case, "liaison").does("ask_reporter", &[("question", "PERTANYAAN-TERTUTUP")]);
    case.does(
        "reporter",
        json!({"command": "complete", "text": "JAWABAN-TERTUTUP"}),
    );
    at(&case, "liaison").does("start", &[("text", "Kami mulai.")]);
    at(&case, "liaison").does(
        "add_note",
        &[("text", "CATATAN-DALAM"), ("thread", "internal")],
    );
    let before = seq(&case);
    for name in [
        "demak",
        "observer",
        "other-unit",
        "province",
        "operator",
        "auditor",
        "custodian",
    ] {
        let page = at(&case, name).page().body;
        assert!(
            page.contains("Jalan rusak di Desa Gubug"),
            "{name}: it is public"
        );
        for hidden in ["TERTUTUP", "CATATAN-DALAM", "<form", "/pelapor"] {
            assert!(!page.contains(hidden), "{name}: {hidden}");
        }
        let id = System::new_id();
        let seq = before.to_string();
        let sent = [
            ("id", id.as_str()),
            ("command", "answer"),
            ("seq", &seq),
            ("outcome", "informed"),
            ("text", "Tulisan saya"),
        ];
        let reply = at(&case, name).post("/tindakan", &sent);
        assert!(
            reply.body.contains("Tulisan saya"),
            "{name}: their own words come back"
        );
        assert!(!reply.body.contains("CATATAN-DALAM"), "{name}");
        assert_eq!(reply.status, 409, "{name}");
    }
    assert_eq!(seq(&case), before);
}

#[test]
fn before_it_is_public_a_foreign_case_shows_no_story() {
    let case = filed(json!({}));
    for name in ["demak", "observer", "coordinator"] {
        let page = at(&case, name).page().body;
        assert!(!page.contains("Jalan rusak di Desa Gubug"), "{name}");
    }
}

#[test]
fn confidential_and_unknown_are_the_same_bytes() {
    let case = assigned(json!({"confidential": true}));
    let unknown = Case {
        system: desk(),
        code: "0000-0000-0000-0".into(),
        key: KEY.into(),
        now: case.now,
    };
    let id = System::new_id();
    let fields = [
        ("id", id.as_str()),
        ("command", "start"),
        ("seq", "1"),
        ("text", "x"),
    ];
    for name in [
        "demak",
        "observer",
        "other-unit",
        "inspector",
        "operator",
        "custodian",
        "auditor",
    ] {
        for language in ["", "/en"] {
            let ask = |case: &Case<'_>, path: &str| {
                let desk = at(case, name);
                let headers = desk.headers();
                let headers = headers
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str()));
                let address = format!("{language}/meja/kasus/{}{path}", case.code);
                match path {
                    "" => case.system.send("GET", &address, &headers, None),
                    _ => case.system.post_form_with(&address, &headers, &fields),
                }
            };
            for path in ["", "/tindakan", "/pelapor"] {
                let (secret, nothing) = (ask(&case, path), ask(&unknown, path));
                assert_eq!(secret.status, 404, "{name} {path}");
                assert_eq!(secret.body, nothing.body, "{name} {path}");
            }
        }
    }
    at(&case, "coordinator").page();
}

#[test]
fn a_named_reporter_is_shown_on_request_and_every_look_is_on_record() {
    let who = json!({"reporter": {"name": "Siti Aminah", "phone": "081234567890"}});
    let case = assigned(who.clone());
    let looks = || {
        let sql = format!(
            "select count(*) from access_log a join complaint c on c.id = a.complaint_id
             where c.tracking_code = '{}' and a.what = 'named_reporter_read'",
            case.code.replace('-', "")
        );
        desk().count(&sql)
    };
    for (count, name) in (1..).zip(["liaison", "coordinator", "admin"]) {
        let page = at(&case, name).page().body;
        assert!(
            !page.contains("Siti") && page.contains("/pelapor\""),
            "{name}"
        );
        let reply = at(&case, name).post("/pelapor", &[]);
        assert!(
            reply.body.contains("Siti Aminah") && reply.body.contains("81234567890"),
            "{name}"
        );
        assert_eq!(looks(), count, "{name}");
    }
    for name in [
        "demak",
        "observer",
        "other-unit",
        "province",
        "ombudsman",
        "custodian",
        "auditor",
    ] {
        let reply = at(&case, name).post("/pelapor", &[]);
        assert!(!reply.body.contains("Siti"), "{name}");
    }
    assert_eq!(looks(), 3);
    // Each in the role in which they read the case.
    let acted = desk().sql(&format!(
        "select a.actor from access_log a join complaint c on c.id = a.complaint_id
         where c.tracking_code = '{}' and a.what = 'named_reporter_read' order by a.id",
        case.code.replace('-', "")
    ));
    let acted: Vec<_> = acted
        .iter()
        .filter_map(|row| row["actor"].as_str())
        .collect();
    assert_eq!(
        acted,
        ["liaison_officer", "agency_coordinator", "national_admin"]
    );
    let mut anonymous = who;
    anonymous["anonymous"] = json!(true);
    let case = assigned(anonymous);
    for name in ["liaison", "coordinator", "admin"] {
        let reply = at(&case, name).post("/pelapor", &[]);
        assert!(!reply.body.contains("Siti"), "{name}");
        assert!(
            reply.body.contains(&format!("/meja/segel/{}", case.code)),
            "{name}"
        );
    }
}

#[test]
fn an_agency_that_reads_along_reads_and_does_nothing() {
    let case = filed(json!({"reporter": {"name": "Siti Aminah", "phone": "081234567890"}}));
    let mut body = assign("kab-grobogan", Some("kabkota:dpupr"));
    body["cc"] = json!(["kab-demak"]);
    case.does("admin", body);
    let page = at(&case, "demak").page().body;
    assert!(page.contains("Jalan rusak di Desa Gubug"));
    assert!(!page.contains("id=\"do-") && !page.contains("/pelapor\""));
    assert!(
        !at(&case, "demak")
            .post("/pelapor", &[])
            .body
            .contains("Siti")
    );
}
