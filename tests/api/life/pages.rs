//! The reporter's form without scripts, and what the page of a case shows to whom.

use super::world::{Case, KEY, answer, appoint, assign};
use serde_json::json;
use system_tests::{Reply, System};

const FORM: &str = "/l/{code}/tindakan";
const FOREIGN_KEY: &str = "EBESExQVFhcYGRobHB0eHw";

/// The form as a browser without scripts sends it: what the page has in it, and what the reporter chose and wrote.
fn submit(case: &Case<'_>, fields: &[(&str, &str)]) -> Reply {
    let page = case.page();
    let (key, id) = (page.hidden("k"), page.hidden("id"));
    assert_eq!(key, case.key);
    let hidden = [("k", key.as_str()), ("id", id.as_str()), ("access_key", "")];
    case.form(FORM, &[], &[&hidden, fields].concat())
}

fn seq(case: &Case<'_>) -> u64 {
    case.status()["seq"].as_u64().unwrap()
}

#[test]
fn everything_a_reporter_can_do_works_by_a_form_alone() {
    let system = System::start();
    appoint(&system);
    let mut case = Case::filed(&system, "2026-11-09 09:00", json!({}));
    let does = |case: &Case<'_>, fields: &[(&str, &str)], state: &str, said: &str| {
        let before = seq(case);
        let reply = submit(case, fields);
        assert_eq!(reply.status, 201, "{fields:?}");
        assert!(reply.body.contains(said), "{said}");
        assert_eq!(
            (seq(case), case.status()["state"].as_str()),
            (before + 1, Some(state)),
            "{fields:?}"
        );
    };
    does(
        &case,
        &[("command", "add_information"), ("text", "Di depan pasar.")],
        "received",
        "sudah kami terima",
    );
    case.does(
        "admin",
        json!({"command": "ask_reporter", "question": "Pasar yang mana?"}),
    );
    assert!(case.page().body.contains("Pasar yang mana?"));
    does(
        &case,
        &[("command", "complete"), ("text", "Pasar Gubug.")],
        "received",
        "Jawaban Anda sudah kami terima",
    );
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case.does("liaison", answer("2026-11-09", "Sudah ditambal."));
    // Words are missing: refused, and what was chosen is still chosen.
    let refused = submit(
        &case,
        &[
            ("command", "object"),
            ("text", " "),
            ("stars", "2"),
            ("solved", "no"),
        ],
    );
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Tulis dulu penjelasannya"));
    for kept in [
        "<option value=\"object\" selected",
        "value=\"2\" checked",
        "value=\"no\" checked",
    ] {
        assert!(refused.body.contains(kept), "{kept}");
    }
    does(
        &case,
        &[("command", "object"), ("text", "Belum semua.")],
        "in_progress",
        "Keberatan Anda sudah tercatat",
    );
    case.does("liaison", answer("2026-11-09", "Semua sudah."));
    does(
        &case,
        &[("command", "rate"), ("stars", "3"), ("solved", "partly")],
        "answered",
        "atas penilaian Anda",
    );
    does(
        &case,
        &[("command", "confirm"), ("stars", "5"), ("solved", "yes")],
        "closed",
        "Laporan ditutup sebagai selesai",
    );
    does(
        &case,
        &[("command", "reopen"), ("text", "Lepas lagi.")],
        "in_progress",
        "dibuka lagi",
    );
    // Not yet due, so the Ombudsman cannot have it: said so, nothing lost.
    let refused = submit(
        &case,
        &[
            ("command", "hand_over"),
            ("with_identity", "1"),
            ("text", "Tolong dibantu."),
        ],
    );
    assert_eq!(refused.status, 409);
    assert!(
        refused.body.contains("Tolong dibantu."),
        "the words are still there"
    );
    // Reopened on Monday 9: five working days end on Monday 16.
    case.at("2026-11-17 00:00");
    does(
        &case,
        &[("command", "hand_over"), ("with_identity", "1")],
        "in_progress",
        "Ombudsman ikut menangani",
    );
    does(
        &case,
        &[("command", "withdraw"), ("text", "Pindah rumah.")],
        "closed",
        "Laporan sudah dicabut",
    );
    // Nothing is left to do, and a form from before says so and keeps the words.
    let page = case.page().body;
    assert!(!page.contains("/tindakan"));
    let late = [
        ("k", KEY),
        ("id", &System::new_id()),
        ("command", "object"),
        ("text", "Kata-kata terakhir."),
    ];
    let refused = case.form(FORM, &[], &late);
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("Kata-kata terakhir.") && refused.body.contains("sudah berubah"));
}

#[test]
fn a_form_sent_again_changes_nothing_and_one_written_anew_goes_through() {
    let system = System::shared();
    let case = Case::filed(system, "2026-11-09 09:00", json!({}));
    let id = System::new_id();
    let send = |path: &str, text: &str, id: &str| {
        let fields = [
            ("k", KEY),
            ("id", id),
            ("command", "add_information"),
            ("text", text),
        ];
        case.form(path, &[], &fields)
    };
    assert_eq!(send(FORM, "Sekali.", &id).status, 201);
    for path in [FORM, "/en/l/{code}/tindakan", FORM] {
        let again = send(path, "Sekali.", &id);
        assert_eq!((again.status, seq(&case)), (200, 1));
    }
    // Back in the browser, other words in the old form: told so, with the words, and with an id that works.
    let refused = send(FORM, "Lain lagi.", &id);
    assert_eq!((refused.status, seq(&case)), (409, 1));
    assert!(refused.body.contains("Lain lagi."));
    let fresh = refused.hidden("id");
    assert_ne!(fresh, id);
    assert_eq!(send(FORM, "Lain lagi.", &fresh).status, 201);
    // The API and the form are one: the same command under the same id is the same.
    let body = json!({"command": "add_information", "text": "Lain lagi."});
    assert_eq!(case.send_as("reporter", &fresh, &body).status, 200);
    // Without an id, or with one nobody can have typed, it is done all the same.
    for id in ["", "nomor"] {
        assert_eq!(send(FORM, "Tanpa nomor.", id).status, 201);
    }
    // In English too.
    let english = send("/en/l/{code}/tindakan", "In English.", &System::new_id());
    assert_eq!(english.status, 201);
    assert!(
        english.body.contains("We have your message.") && english.body.contains("<html lang=en")
    );
    let refused = send("/en/l/{code}/tindakan", "", &System::new_id());
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Please write something first"));
}

#[test]
fn a_form_needs_the_key_its_own_page_and_sense() {
    let system = System::shared();
    let case = Case::filed(system, "2026-11-09 09:00", json!({}));
    let id = System::new_id();
    let fields = |key: &'static str, command: &'static str, text: &'static str| {
        [
            ("k", key),
            ("id", id.as_str()),
            ("command", command),
            ("text", text),
        ]
        .to_vec()
    };
    let good = fields(KEY, "withdraw", "");
    for (name, fields, status) in [
        ("another key", fields(FOREIGN_KEY, "withdraw", ""), 404),
        ("no key", fields("", "withdraw", ""), 404),
        ("no choice", fields(KEY, "", ""), 422),
        ("an officer's choice", fields(KEY, "assign", "x"), 422),
        ("the clock's choice", fields(KEY, "lapse", ""), 422),
        ("not in this state", fields(KEY, "confirm", ""), 409),
        ("a zero byte", fields(KEY, "add_information", "a\0b"), 422),
    ] {
        let reply = case.form(FORM, &[], &fields);
        assert_eq!((reply.status, seq(&case)), (status, 0), "{name}");
    }
    let long = "x".repeat(10_001);
    let too_long = [
        ("k", KEY),
        ("id", id.as_str()),
        ("command", "add_information"),
        ("text", long.as_str()),
    ];
    let reply = case.form(FORM, &[], &too_long);
    assert_eq!((reply.status, seq(&case)), (422, 0));
    assert!(
        reply.body.contains(&long),
        "to be shortened, not to be written again"
    );
    // From a page of another site: never, whatever it knows.
    for foreign in [
        ("origin", "https://jahat.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let reply = case.form(FORM, &[foreign], &good);
        assert_eq!((reply.status, seq(&case)), (403, 0), "{foreign:?}");
    }
    let json = case.form(FORM, &[("content-encoding", "deflate")], &good);
    assert_eq!((json.status, seq(&case)), (415, 0));
    // A confidential one does not exist for who has another key: not even here.
    let hidden = Case::filed(system, "2026-11-09 09:00", json!({"confidential": true}));
    let unknown = Case {
        code: "0000-0000-0000-0".into(),
        key: String::new(),
        ..hidden
    };
    let reply = |case: &Case<'_>| {
        let reply = case.form(FORM, &[], &fields(FOREIGN_KEY, "withdraw", ""));
        (reply.status, reply.body.replace(&case.code, "CODE"))
    };
    assert_eq!(reply(&hidden), reply(&unknown));
    assert_eq!(reply(&hidden).0, 404);
    assert_eq!(case.form(FORM, &[], &good).status, 201);
}

#[test]
fn the_public_page_shows_neither_what_is_private_nor_who_works_there() {
    let system = System::start();
    appoint(&system);
    let more = json!({"reporter": {"name": "Nama Lengkap", "phone": "081234567890"}});
    let case = Case::filed(&system, "2026-11-09 09:00", more);
    let pages = |case: &Case<'_>| {
        let now = case.now.to_string();
        let paths = [
            format!("/l/{}", case.code),
            format!("/en/l/{}", case.code),
            format!("/l/{}?k={FOREIGN_KEY}", case.code),
        ];
        let pages = paths.map(|path| {
            case.system
                .send("GET", &path, &[("simulated-now", &now)], None)
        });
        assert!(pages.iter().all(|page| page.status == 200));
        let thread = case.get("public", "/thread").body;
        let status = case.get("public", "").body;
        [pages.map(|page| page.body).concat(), thread, status].concat()
    };
    let story = "lubang besar di depan pasar";
    assert!(!pages(&case).contains(story), "not before it was verified");
    let say = |command: &str, text: &str| json!({"command": command, "text": text});
    case.does(
        "admin",
        json!({"command": "ask_reporter", "question": "Apakah rumah Anda nomor tujuh?"}),
    );
    case.does("reporter", say("complete", "Ya, nomor tujuh."));
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case.does("liaison", say("start", "Kami periksa lusa."));
    case.does(
        "liaison",
        json!({"command": "add_note", "text": "Pelapor ini cerewet.", "thread": "internal"}),
    );
    case.does(
        "admin",
        json!({"command": "add_note", "text": "Semua boleh tahu.", "thread": "conversation"}),
    );
    case.does("reporter", say("add_information", "Tetangga saya tahu."));
    case.does("liaison", answer("2026-11-09", "Sudah ditambal semua."));
    case.does("reporter", say("object", "Belum yang di utara."));
    let public = pages(&case);
    for shown in [
        story,
        "Kami periksa lusa.",
        "Semua boleh tahu.",
        "Sudah ditambal semua.",
        "Belum yang di utara.",
        "Jalan berlubang di Gubug",
    ] {
        assert!(public.contains(shown), "{shown}");
    }
    let never = [
        "o-liaison",
        "o-admin",
        "Petugas liaison",
        "Petugas admin",
        "081234567890",
        "81234567890",
        "Nama Lengkap",
        KEY,
        "sp_",
    ];
    let private = ["nomor tujuh", "Tetangga saya", "cerewet", "/tindakan"];
    for hidden in never.iter().chain(&private) {
        assert!(!public.contains(hidden), "{hidden}");
    }
    // The reporter reads what is theirs, and as little about officers; officers among themselves a bit more.
    let own = [case.page().body, case.get("reporter", "/thread").body].concat();
    assert!(
        own.contains("nomor tujuh") && own.contains("Tetangga saya") && !own.contains("cerewet")
    );
    for hidden in never.iter().filter(|hidden| **hidden != KEY) {
        assert!(!own.contains(hidden), "{hidden}");
    }
    let inside = case.get("liaison", "/thread").body;
    assert!(inside.contains("cerewet") && inside.contains("nomor tujuh"));
    for hidden in never {
        assert!(!inside.contains(hidden), "{hidden}");
    }
    // Another unit reads what the public reads.
    assert_eq!(
        case.get("other-unit", "/thread").body,
        case.get("public", "/thread").body
    );
    // Withdrawn: no longer for everybody.
    case.does("reporter", json!({"command": "withdraw"}));
    let public = pages(&case);
    assert!(!public.contains(story) && !public.contains("Sudah ditambal semua."));
    assert!(case.page().body.contains(story));
}
