//! A sealed identity: asked for, released, seen once, told. The log of who looked. The public text.

mod auditor;
mod redaction;

use crate::desk_people::{cookie, cookie_without_proof, employ, get, post};
use crate::life::world::{Case, answer, assert_rows_agree, assign, sha256_hex};
use serde_json::{Value, json};
use system_tests::{Reply, System};

const NAME: &str = "Siti Rahasia";
const PHONE: &str = "+6281234567890";
const DAY: &str = "2026-11-09 09:00";
const REASON: &str = "Pelapor perlu dilindungi karena diancam tetangganya.";
const BASIS: &str = "Pasal 26 Perpres 76/2013";
const GROUNDS: &str = "Ancamannya nyata dan lapornya tercatat.";

fn sealed_case(system: &System) -> Case<'_> {
    let more = json!({"anonymous": true, "reporter": {"name": NAME, "phone": "081234567890"}});
    let case = Case::filed(system, DAY, more);
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case
}

fn page(case: &Case<'_>, who: &str) -> Reply {
    let path = format!("/meja/segel/{}", case.code);
    get(case.system, case.now, &cookie(who), &path)
}

fn ask(case: &Case<'_>, who: &str) -> Reply {
    let path = format!("/meja/segel/{}", case.code);
    let fields = [
        ("id", &*System::new_id()),
        ("basis", BASIS),
        ("reason", REASON),
    ];
    post(case.system, case.now, &cookie(who), &path, &fields)
}

/// The newest request, as the database has it.
fn request(case: &Case<'_>) -> String {
    let sql = format!(
        "select r.id from identity_request r join complaint c on c.id = r.complaint_id
         where c.tracking_code = '{}' order by r.asked_at desc, r.rowid desc limit 1",
        case.code.replace('-', "")
    );
    case.system.sql(&sql)[0]["id"].as_str().unwrap().to_owned()
}

fn decide(case: &Case<'_>, who: &str, request: &str, decision: &str) -> Reply {
    let path = format!("/meja/segel/permintaan/{request}");
    let fields = [
        ("id", &*System::new_id()),
        ("sentence", GROUNDS),
        ("decision", decision),
    ];
    post(case.system, case.now, &cookie(who), &path, &fields)
}

fn open_as(case: &Case<'_>, cookie: &str, request: &str, id: &str) -> Reply {
    let path = format!("/meja/segel/{}/buka", case.code);
    let fields = [("id", id), ("request", request)];
    post(case.system, case.now, cookie, &path, &fields)
}

fn open(case: &Case<'_>, who: &str, request: &str) -> Reply {
    open_as(case, &cookie(who), request, &System::new_id())
}

/// A case whose identity was released to the liaison officer.
fn released(system: &System) -> (Case<'_>, String) {
    let case = sealed_case(system);
    assert_eq!(ask(&case, "liaison").status, 303);
    let request = request(&case);
    let granted = decide(&case, "custodian", &request, "grant");
    assert_eq!(granted.status, 303, "{}", granted.body);
    (case, request)
}

fn shows_nobody(reply: &Reply) {
    for part in [NAME, PHONE, "81234567890"] {
        assert!(!reply.body.contains(part), "{}", reply.body);
    }
}

fn log_of(system: &System) -> Vec<(String, String, String)> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let rows = system.sql("select what, actor, officer_id from access_log order by id");
    let rows = rows.iter();
    rows.map(|row| {
        (
            text(row, "what"),
            text(row, "actor"),
            text(row, "officer_id"),
        )
    })
    .collect()
}

#[test]
fn an_identity_is_asked_for_released_seen_once_and_the_reporter_is_told() {
    let system = System::start();
    employ(&system);
    let case = sealed_case(&system);
    let path = format!("/meja/segel/{}", case.code);

    // A reason that says nothing: the words come back.
    let fields = [("id", "x"), ("basis", " "), ("reason", "karena")];
    let short = post(&system, case.now, &cookie("liaison"), &path, &fields);
    assert_eq!(short.status, 422);
    assert!(short.body.contains("karena") && short.body.contains("href=\"#basis\""));

    assert_eq!(ask(&case, "liaison").status, 303);
    assert!(
        page(&case, "liaison")
            .body
            .contains("Menunggu penjaga segel")
    );
    // The same officer asks once; another one who handles it may ask as well.
    assert_eq!(ask(&case, "liaison").status, 422);
    let request = request(&case);
    assert_eq!(open(&case, "liaison", &request).status, 409);

    // The custodian proves first who they are. What they wrote meanwhile is not lost.
    let list = get(&system, case.now, &cookie("custodian"), "/meja/segel");
    assert!(list.body.contains(&case.code) && list.body.contains("Petugas liaison"));
    let at = format!("/meja/segel/permintaan/{request}");
    let old = cookie_without_proof("custodian");
    let reply = get(&system, case.now, &old, &at);
    assert_eq!(reply.status, 303);
    assert!(
        reply
            .header("location")
            .starts_with("/meja/masuk/ulang?ke=%2Fmeja%2Fsegel%2Fpermintaan%2F")
    );
    let fields = [("id", "x"), ("sentence", GROUNDS), ("decision", "grant")];
    let reply = post(&system, case.now, &old, &at, &fields);
    assert_eq!(reply.status, 403);
    assert!(reply.body.contains(GROUNDS));
    let shown = get(&system, case.now, &cookie("custodian"), &at);
    assert!(shown.body.contains(REASON) && shown.body.contains(BASIS));
    shows_nobody(&shown);
    assert_eq!(decide(&case, "custodian", &request, "grant").status, 303);

    // Released, to this officer, who proves first who they are.
    let old = cookie_without_proof("liaison");
    let asleep = get(&system, case.now, &old, &path);
    assert!(asleep.body.contains("/meja/masuk/ulang?ke=") && !asleep.body.contains("/buka\""));
    let reply = open_as(&case, &old, &request, &System::new_id());
    assert_eq!(reply.status, 303);
    assert!(
        reply
            .header("location")
            .starts_with("/meja/masuk/ulang?ke=")
    );
    assert!(page(&case, "liaison").body.contains("/buka\""));
    let id = System::new_id();
    let seen = open_as(&case, &cookie("liaison"), &request, &id);
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(seen.body.contains(NAME) && seen.body.contains(PHONE));
    assert_eq!(seen.header("cache-control"), "no-store");

    // Once. The very same form may come again: a network may lose an answer.
    let again = open(&case, "liaison", &request);
    assert_eq!(again.status, 409);
    shows_nobody(&again);
    assert!(
        open_as(&case, &cookie("liaison"), &request, &id)
            .body
            .contains(NAME)
    );

    // History, log and news tell of every step, and of nobody's words.
    let deeds = [
        ("identity_requested", "liaison_officer", "o-liaison"),
        ("identity_granted", "custodian", "o-custodian"),
        ("identity_opened", "liaison_officer", "o-liaison"),
        ("identity_shown_again", "liaison_officer", "o-liaison"),
    ];
    let deeds = deeds.map(|(what, role, officer)| (what.into(), role.into(), officer.into()));
    assert_eq!(log_of(&system), deeds);
    let rows = system
        .sql("select data from complaint_event where kind = 'identity_accessed' order by seq");
    let steps: Vec<Value> = rows
        .iter()
        .map(|row| {
            serde_json::from_str::<Value>(row["data"].as_str().unwrap()).unwrap()["step"].clone()
        })
        .collect();
    assert_eq!(steps, ["requested", "granted", "opened"]);
    let told =
        "select count(*) from notification where template = 'identity' and audience = 'reporter'";
    assert_eq!(system.count(told), 3);
    let history = case.page().body;
    for words in [
        "meminta identitas yang disegel dibuka",
        "Penjaga segel mengizinkan identitas dibuka sekali.",
        "melihat identitas yang disegel",
    ] {
        assert!(history.contains(words), "{words}");
    }
    for reply in [
        case.page(),
        case.get("liaison", "/thread"),
        page(&case, "liaison"),
        page(&case, "coordinator"),
    ] {
        shows_nobody(&reply);
    }
    assert!(!history.contains(REASON) && !history.contains("Petugas liaison"));
    assert_rows_agree(&system);
}

#[test]
fn where_nothing_was_left_nothing_is_sealed() {
    let system = System::start();
    employ(&system);
    let case = Case::filed(&system, DAY, json!({"anonymous": true}));
    let path = format!("/meja/kasus/{}", case.code);
    let page = get(&system, case.now, &cookie("admin"), &path);
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("/meja/segel/"), "{}", page.body);
    assert_ne!(ask(&case, "admin").status, 303);
}

#[test]
fn what_was_released_is_for_one_officer_and_one_case() {
    let system = System::start();
    employ(&system);
    let (case, request) = released(&system);
    let other = sealed_case(&system);
    for who in [
        "admin",
        "coordinator",
        "other-unit",
        "demak",
        "inspector",
        "ombudsman",
        "operator",
        "head",
        "observer",
        "custodian",
        "custodian-2",
        "auditor",
        "both",
    ] {
        let reply = open(&case, who, &request);
        assert_eq!(reply.status, 404, "{who}");
        shows_nobody(&reply);
    }
    // The same officer, with another case they hold, and after they have lost this one.
    assert_eq!(open(&other, "liaison", &request).status, 404);
    case.does(
        "coordinator",
        json!({"command": "delegate", "unit": "kabkota:dlh"}),
    );
    assert_eq!(open(&case, "liaison", &request).status, 404);
    case.does(
        "coordinator",
        json!({"command": "delegate", "unit": "kabkota:dpupr"}),
    );
    // Answered, it is still open; closed, nobody needs to know any more.
    case.does("liaison", answer("2026-11-09", "Sudah."));
    case.does("reporter", json!({"command": "confirm"}));
    let over = open(&case, "liaison", &request);
    assert_eq!(over.status, 409);
    shows_nobody(&over);
    assert_eq!(
        system.count("select count(*) from access_log where what = 'identity_opened'"),
        0
    );
}

#[test]
fn a_release_ends_after_a_day() {
    let system = System::start();
    employ(&system);
    let (mut case, request) = released(&system);
    case.at("2026-11-10 09:00");
    let late = open(&case, "liaison", &request);
    assert_eq!(late.status, 409);
    assert!(late.body.contains("sudah lewat 24 jam"));
    shows_nobody(&late);
    // They may ask again; and a refusal opens nothing.
    assert_eq!(ask(&case, "liaison").status, 303);
    let second = self::request(&case);
    assert_ne!(second, request);
    assert_eq!(decide(&case, "custodian-2", &second, "refuse").status, 303);
    let refused = open(&case, "liaison", &second);
    assert_eq!(refused.status, 409);
    shows_nobody(&refused);
    assert!(page(&case, "liaison").body.contains(GROUNDS));
    let what = "select what from access_log order by id desc limit 1";
    assert_eq!(system.sql(what)[0]["what"], "identity_refused");
}

#[test]
fn nobody_decides_alone_or_twice_and_the_rows_stay() {
    let system = System::start();
    employ(&system);
    let case = sealed_case(&system);
    assert_eq!(ask(&case, "both").status, 303);
    let request = request(&case);
    let own = decide(&case, "both", &request, "grant");
    assert_eq!(own.status, 409);
    assert!(
        own.body
            .contains("tidak bisa memutuskan permintaan sendiri")
    );
    for who in ["liaison", "admin", "auditor", "observer", "inspector"] {
        assert_eq!(decide(&case, who, &request, "grant").status, 404, "{who}");
    }
    let unsaid = [("id", "x"), ("sentence", " "), ("decision", "grant")];
    let path = format!("/meja/segel/permintaan/{request}");
    assert_eq!(
        post(&system, case.now, &cookie("custodian"), &path, &unsaid).status,
        422
    );
    assert_eq!(decide(&case, "custodian", &request, "refuse").status, 303);
    let second = decide(&case, "custodian-2", &request, "grant");
    assert_eq!(second.status, 409);
    assert!(second.body.contains("sudah diputuskan"));
    for (sql, sign) in [
        (
            "update identity_request set is_granted = 1",
            "E_IDENTITY_REQUEST_STAYS",
        ),
        (
            "update identity_request set reason = 'x'",
            "E_IDENTITY_REQUEST_STAYS",
        ),
        ("delete from identity_request", "E_IDENTITY_REQUEST_STAYS"),
        (
            "update access_log set what = 'x'",
            "E_ACCESS_LOG_IS_APPEND_ONLY",
        ),
        ("delete from access_log", "E_ACCESS_LOG_IS_APPEND_ONLY"),
        (
            "insert or replace into access_log (id, at, actor, what) values (1, 1, 'x', 'x')",
            "E_ACCESS_LOG_IS_APPEND_ONLY",
        ),
        (
            "insert or replace into identity_request select * from identity_request",
            "E_IDENTITY_REQUEST_STAYS",
        ),
        (
            "insert or replace into complaint_event select * from complaint_event",
            "E_HISTORY_IS_APPEND_ONLY",
        ),
    ] {
        let refused = std::panic::catch_unwind(|| system.execute(sql)).unwrap_err();
        let said = refused.downcast_ref::<String>().unwrap();
        assert!(said.contains(sign), "{sql}: {said}");
    }
    // Four eyes, also for whoever gets past the program.
    let itself = format!(
        "insert into identity_request (id, complaint_id, asked_by, asked_as, asked_at, basis, reason, decided_by,
           decided_at, is_granted, sentence, expires_at)
         select 'x', complaint_id, 'o-both', 'custodian', 1, 'b', 'r', 'o-both', 2, 1, 's', 3 from identity_request
         where id = '{request}'"
    );
    assert!(std::panic::catch_unwind(|| system.execute(&itself)).is_err());
}

#[test]
fn a_session_that_is_over_opens_nothing() {
    let system = System::start();
    employ(&system);
    let (case, request) = released(&system);
    let now = case.now;
    let sessions = [
        (
            "revoked",
            format!("{}, {}, {}, 1", now + 1000, now + 1000, now + 1000),
        ),
        (
            "idle",
            format!("{now}, {}, {}, null", now + 1000, now + 1000),
        ),
        (
            "expired",
            format!("{}, {now}, {}, null", now + 1000, now + 1000),
        ),
        // Signed in, but the proof has just ended.
        (
            "unproved",
            format!("{}, {}, {now}, null", now + 1000, now + 1000),
        ),
    ];
    let sql = sessions.clone().map(|(name, times)| {
        format!(
            "insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until, revoked_at)
             values ('{}', 'o-liaison', 0, {now}, {times});",
            sha256_hex(&cookie(name))
        )
    });
    system.sql(&sql.join("\n"));
    for (name, _) in sessions {
        let reply = open_as(&case, &cookie(name), &request, &System::new_id());
        assert_eq!(reply.status, 303, "{name}");
        let door = match name {
            "unproved" => "/meja/masuk/ulang?",
            _ => "/meja/masuk",
        };
        assert!(reply.header("location").starts_with(door), "{name}");
        shows_nobody(&reply);
    }
    for stolen in ["", "x", &"0".repeat(64)] {
        let reply = open_as(&case, stolen, &request, &System::new_id());
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, "/meja/masuk")
        );
    }
    // Without the proof of which page it comes from, a cookie counts for nothing.
    let value = format!("__Host-sid={}", cookie("liaison"));
    let path = format!("/meja/segel/{}/buka", case.code);
    let id = System::new_id();
    let fields = [("id", id.as_str()), ("request", request.as_str())];
    let from = |headers: &[(&str, &str)]| system.post_form_with(&path, headers, &fields).status;
    assert_eq!(from(&[("cookie", &value)]), 403);
    assert_eq!(
        from(&[("cookie", &value), ("origin", "https://jahat.example")]),
        403
    );
    assert_eq!(
        from(&[("cookie", &value), ("sec-fetch-site", "cross-site")]),
        403
    );
    system.sql("update officer set is_active = 0 where id = 'o-liaison'");
    let reply = open(&case, "liaison", &request);
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, "/meja/masuk")
    );
    assert_eq!(
        system.count("select count(*) from access_log where what = 'identity_opened'"),
        0
    );
}
