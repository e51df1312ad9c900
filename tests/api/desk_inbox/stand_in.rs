use super::desk::{Desk, codes, employ, text_of};
use crate::life::world::{Case, assign, wib};
use serde_json::json;
use system_tests::System;

fn desk<'a>(system: &'a System, name: &'a str, at: &str) -> Desk<'a> {
    Desk {
        system,
        name,
        now: wib(at),
    }
}

#[test]
fn while_somebody_is_away_a_colleague_has_their_desk_and_not_longer() {
    let system = System::start();
    employ(&system);
    let case = Case::filed(&system, "2026-11-09 09:00", json!({}));
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let sees = |at: &str| codes(&desk(&system, "other-unit", at).get("/meja"));
    assert!(sees("2026-11-09 12:00").is_empty());
    let liaison = desk(&system, "liaison", "2026-11-09 12:00");
    let form = [
        ("officer", "o-liaison"),
        ("substitute", "o-other-unit"),
        ("from", "2026-11-10"),
        ("until", "2026-11-11"),
        ("reason", "Dinas luar"),
    ];
    liaison.post_and_follow("/meja/pengganti", &form);
    // A form that is sent twice says it once.
    let (_, page) = liaison.post_and_follow("/meja/pengganti", &form);
    assert_eq!(system.count("select count(*) from absence"), 1);
    assert!(page.body.contains("Petugas other-unit") && page.body.contains("Dinas luar"));
    assert!(sees("2026-11-09 23:59").is_empty());
    assert_eq!(sees("2026-11-10 00:01"), std::slice::from_ref(&case.code));
    let page = desk(&system, "other-unit", "2026-11-11 23:58").get("/meja");
    assert!(
        page.body
            .contains("Menggantikan <b>Petugas liaison</b> sampai 11/11/2026"),
        "{}",
        text_of(&page.body)
    );
    assert!(sees("2026-11-12 00:01").is_empty());
    // They act with the desk, and history says who they are.
    let value = format!("{}:1", case.code);
    let other = desk(&system, "other-unit", "2026-11-10 10:00");
    let (job, _) = other.post_and_follow("/meja/massal", &[("apa", "answer"), ("c", &value)]);
    other.post_and_follow(
        &job,
        &[
            ("langkah", "preview"),
            ("outcome", "informed"),
            ("text", "Sudah kami catat."),
        ],
    );
    let (_, page) = other.post_and_follow(&job, &[("langkah", "confirm")]);
    assert!(
        page.body.contains("<b>Selesai</b>"),
        "{}",
        text_of(&page.body)
    );
    let by = "select count(*) from complaint_event where kind = 'answered' and data like '%o-other-unit%'";
    assert_eq!(system.count(by), 1);
    // Back early.
    let id = system.sql("select id from absence")[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/meja/pengganti/{id}");
    assert_eq!(
        desk(&system, "demak", "2026-11-10 11:00")
            .post(&path, &[])
            .status,
        303
    );
    assert_eq!(sees("2026-11-10 11:30").len(), 1);
    assert_eq!(
        desk(&system, "coordinator", "2026-11-10 12:00")
            .post(&path, &[])
            .status,
        303
    );
    assert!(sees("2026-11-10 12:01").is_empty());
}

#[test]
fn what_is_borrowed_is_work_on_cases_and_ends_with_the_colleague() {
    let system = System::start();
    employ(&system);
    let case = Case::filed(&system, "2026-11-09 09:00", json!({}));
    case.does("admin", assign("kab-grobogan", None));
    system.execute(
        "insert into absence (id, officer_id, substitute_id, from_at, until_at, reason, set_by, created_at)
         values ('a-1', 'o-coordinator', 'o-liaison', 0, 9999999999999, 'Cuti', 'o-coordinator', 0)",
    );
    let liaison = desk(&system, "liaison", "2026-11-10 12:00");
    let page = liaison.get("/meja");
    assert_eq!(codes(&page), std::slice::from_ref(&case.code));
    assert!(!page.body.contains("/meja/atur"), "{}", text_of(&page.body));
    for path in [
        "/meja/atur",
        "/meja/atur/petugas",
        "/meja/atur/petugas/o-other-unit",
        "/meja/atur/undang",
        "/meja/atur/tabel/answer_template",
    ] {
        assert_eq!(liaison.get(path).status, 404, "{path}");
    }
    let own = liaison.get("/meja/akun");
    assert!(
        own.body.contains("menggantikan rekan"),
        "{}",
        text_of(&own.body)
    );
    // They say for nobody but themselves that they are away.
    let form = |officer, substitute| {
        [
            ("officer", officer),
            ("substitute", substitute),
            ("from", "2026-11-11"),
            ("until", "2026-11-12"),
            ("reason", "Cuti"),
        ]
    };
    for (officer, substitute) in [
        ("o-other-unit", "o-liaison"),
        ("o-coordinator", "o-liaison"),
    ] {
        let reply = liaison.post("/meja/pengganti", &form(officer, substitute));
        assert_eq!(reply.status, 422, "{officer}");
    }
    let reply = liaison.post("/meja/pengganti", &form("o-liaison", "o-other-unit"));
    assert_eq!(reply.status, 303);
    assert_eq!(system.count("select count(*) from absence"), 2);
    assert_eq!(liaison.post("/meja/pengganti/a-1", &[]).status, 303);
    let ended = "select count(*) from absence where ended_at is not null";
    assert_eq!(system.count(ended), 0);
    // Who has left is stood in for by nobody.
    system.execute("update officer set is_active = 0 where id = 'o-coordinator'");
    let page = liaison.get("/meja");
    assert!(codes(&page).is_empty(), "{}", text_of(&page.body));
    assert!(!page.body.contains("Menggantikan"));
}

#[test]
fn nobody_stands_in_across_agencies_for_the_inspectorate_or_for_the_nation() {
    let system = System::start();
    employ(&system);
    let secret = Case::filed(&system, "2026-11-09 09:00", json!({}));
    let mut supervisory = assign("kab-grobogan", None);
    supervisory["kind"] = json!("supervisory_complaint");
    secret.does("admin", supervisory);
    let form = |officer, substitute| {
        [
            ("officer", officer),
            ("substitute", substitute),
            ("from", "2026-11-10"),
            ("until", "2026-11-11"),
            ("reason", "Cuti"),
        ]
    };
    for (who, officer, substitute) in [
        ("coordinator", "o-inspector", "o-coordinator"),
        ("inspector", "o-inspector", "o-coordinator"),
        ("liaison", "o-coordinator", "o-liaison"),
        ("coordinator", "o-liaison", "o-demak-liaison"),
        ("coordinator", "o-liaison", "o-liaison"),
        ("coordinator", "o-liaison", "o-inspector"),
        ("coordinator", "o-demak", "o-coordinator"),
        ("admin", "o-admin", "o-coordinator"),
        ("custodian", "o-custodian", "o-coordinator"),
    ] {
        let desk = desk(&system, who, "2026-11-09 12:00");
        let reply = desk.post("/meja/pengganti", &form(officer, substitute));
        assert_eq!(reply.status, 422, "{who}: {officer} by {substitute}");
    }
    for (from, until) in [
        ("", ""),
        ("2026-11-12", "2026-11-11"),
        ("2026-11-01", "2026-11-11"),
        ("2026-11-10", "2027-11-10"),
    ] {
        let mut fields = form("o-liaison", "o-other-unit");
        fields[2].1 = from;
        fields[3].1 = until;
        let reply =
            desk(&system, "coordinator", "2026-11-09 12:00").post("/meja/pengganti", &fields);
        assert_eq!(reply.status, 422, "{from} {until}");
    }
    assert_eq!(system.count("select count(*) from absence"), 0);
    // Even a row that should not be there gives nobody what is sealed or the nation's.
    system.execute(
        "insert into absence (id, officer_id, substitute_id, from_at, until_at, reason, set_by, created_at)
         select 'x' || id, id, 'o-coordinator', 0, 9999999999999, 'x', id, 0 from officer
         where id in ('o-inspector', 'o-admin', 'o-custodian', 'o-auditor', 'o-demak')",
    );
    let coordinator = desk(&system, "coordinator", "2026-11-10 12:00");
    let page = coordinator.get("/meja");
    assert!(
        codes(&page).is_empty() && !page.body.contains("/meja/segel"),
        "{}",
        text_of(&page.body)
    );
}
