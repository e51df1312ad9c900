//! One case at the desk: by forms alone, by several officers at once, by those it is not for.

use crate::life::world::{Case, KEY, appoint, assert_rows_agree, assign, at_once, sha256_hex};
use serde_json::{Value, json};
use std::sync::OnceLock;
use system_tests::{Reply, System};

const FILED: &str = "2026-11-09 09:00";
const TEMPLATE: &str = "Terima kasih. Lubang sudah ditutup pada [tanggal] oleh [siapa].";

/// Officers with sessions; `observer` and `auditor` beside those who have tokens.
fn desk() -> &'static System {
    static DESK: OnceLock<System> = OnceLock::new();
    DESK.get_or_init(|| {
        let system = System::start();
        appoint(&system);
        let mut sql = String::new();
        for role in ["observer", "auditor", "custodian"] {
            sql += &format!(
                "insert into officer (id, name, created_at) values ('o-{role}', 'Petugas {role}', 0);
                 insert into officer_role (officer_id, role) values ('o-{role}', '{role}');"
            );
        }
        let names = crate::life::world::OFFICERS.iter().map(|(name, ..)| *name);
        for name in names.chain(["observer", "auditor", "custodian"]) {
            let hash = sha256_hex(&cookie(name));
            sql += &format!(
                "insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until)
                 values ('{hash}', 'o-{name}', 0, 9999999999999, 9999999999999, 9999999999999, 9999999999999);"
            );
        }
        sql += &format!(
            "insert into answer_template (id, agency_id, title, body, updated_at)
             values ('grobogan-tutup', 'kab-grobogan', 'Lubang ditutup', '{TEMPLATE}', 0);"
        );
        system.sql(&sql);
        system
    })
}

fn cookie(name: &str) -> String {
    sha256_hex(&format!("cookie of {name}"))
}

/// An officer in a browser without scripts.
struct Desk<'a> {
    case: &'a Case<'a>,
    name: &'a str,
}

impl Desk<'_> {
    fn headers(&self) -> [(&'static str, String); 3] {
        [
            ("cookie", format!("__Host-sid={}", cookie(self.name))),
            ("simulated-now", self.case.now.to_string()),
            ("sec-fetch-site", "same-origin".to_owned()),
        ]
    }

    fn get(&self, path: &str) -> Reply {
        let headers = self.headers();
        let headers = headers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        self.case
            .system
            .send("GET", &self.path(path), &headers, None)
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let headers = self.headers();
        let headers = headers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        self.case
            .system
            .post_form_with(&self.path(path), &headers, fields)
    }

    fn path(&self, path: &str) -> String {
        format!("/meja/kasus/{}{path}", self.case.code)
    }

    fn page(&self) -> Reply {
        let reply = self.get("");
        assert_eq!(reply.status, 200, "{}: {}", self.name, reply.body);
        assert_eq!(reply.header("cache-control"), "no-store");
        reply
    }

    /// What the form of a command would send, as the page has it now, with `fields` filled in.
    fn filled(
        &self,
        command: &str,
        fields: &[(&'static str, &str)],
    ) -> Vec<(&'static str, String)> {
        let page = self.page();
        let mark = format!("id=\"do-{command}\"");
        let (_, form) = page
            .body
            .split_once(&mark)
            .unwrap_or_else(|| panic!("no {command}: {}", page.body));
        let hidden = |name: &str| {
            let (_, rest) = form
                .split_once(&format!("name=\"{name}\" value=\""))
                .unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let mut all = vec![
            ("id", hidden("id")),
            ("command", command.to_owned()),
            ("seq", hidden("seq")),
        ];
        all.extend(
            fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        all
    }

    fn send(&self, fields: &[(&'static str, String)]) -> Reply {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.post("/tindakan", &fields)
    }

    fn does(&self, command: &str, fields: &[(&'static str, &str)]) {
        let reply = self.send(&self.filled(command, fields));
        assert_eq!(reply.status, 303, "{} {command}: {}", self.name, reply.body);
        let target = reply.header("location").to_owned();
        assert!(target.ends_with(&format!("?selesai={command}")), "{target}");
    }
}

fn at<'a>(case: &'a Case<'a>, name: &'a str) -> Desk<'a> {
    Desk { case, name }
}

fn filed(more: Value) -> Case<'static> {
    Case::filed(desk(), FILED, more)
}

fn assigned(more: Value) -> Case<'static> {
    let case = filed(more);
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case
}

fn seq(case: &Case<'_>) -> u64 {
    case.status()["seq"].as_u64().unwrap()
}

#[test]
fn a_case_goes_its_whole_way_by_forms() {
    let case = filed(json!({}));
    let page = at(&case, "admin").page();
    assert!(page.body.contains("Saran tujuan") && page.body.contains("kab-grobogan|kabkota:dpupr"));
    // The first of the suggestions, by one tap.
    let (_, tap) = page.body.split_once("id=\"saran\"").unwrap();
    let fields = ["id", "command", "seq", "kind", "category", "title", "desk"].map(|name| {
        let (_, rest) = tap
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap();
        (name, rest.split('"').next().unwrap().replace("&amp;", "&"))
    });
    let reply = at(&case, "admin").send(&fields);
    assert_eq!(reply.status, 303, "{}", reply.body);
    at(&case, "coordinator").does("delegate", &[("unit", "kabkota:dpupr")]);
    at(&case, "liaison").does("start", &[("text", "Kami ukur besok.")]);
    at(&case, "liaison").does(
        "add_note",
        &[("text", "CATATAN-DALAM"), ("thread", "internal")],
    );
    at(&case, "liaison").does("ask_reporter", &[("question", "Di depan nomor berapa?")]);
    case.does(
        "reporter",
        json!({"command": "complete", "text": "Nomor 7."}),
    );
    let fields = [
        ("outcome", "done"),
        ("on", "2026-11-09"),
        ("until", "2020-01-01"),
        ("text", "Sudah ditambal."),
    ];
    at(&case, "liaison").does("answer", &fields);
    assert_eq!(case.status()["state"], "answered");
    let page = at(&case, "liaison").page().body;
    for words in [
        "CATATAN-DALAM",
        "Di depan nomor berapa?",
        "Nomor 7.",
        "Sudah ditambal.",
        "Pejabat penghubung",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        !page.contains("Petugas coordinator"),
        "colleagues are not named"
    );
    assert!(!case.page().body.contains("CATATAN-DALAM"));
    assert_rows_agree(desk());
}

#[test]
fn every_other_action_has_its_form() {
    let case = assigned(json!({}));
    at(&case, "liaison").does(
        "return",
        &[
            ("text", "Ini jalan provinsi."),
            ("suggested", "prov-jawa-tengah"),
        ],
    );
    at(&case, "coordinator").does(
        "return",
        &[
            ("text", "Jalan provinsi."),
            ("suggested", "prov-jawa-tengah"),
        ],
    );
    let page = at(&case, "admin").page().body;
    let (_, routes) = page.split_once("id=\"saran\"").unwrap();
    let (routes, _) = routes.split_once("id=\"tindakan\"").unwrap();
    assert!(
        routes.contains("prov-jawa-tengah|"),
        "whoever returned it said where to"
    );
    assert!(
        !routes.contains("kab-grobogan|kabkota:dpupr"),
        "never back to who returned it"
    );
    let sentence = "Mohon tulis tempatnya.";
    at(&case, "admin").does(
        "reject",
        &[("reason", "too_general"), ("sentence", sentence)],
    );
    at(&case, "admin").does("restore", &[("text", "Tempatnya ada.")]);
    at(&case, "admin").does("reclassify", &[("kind", "aspiration")]);
    let lead = filed(json!({}));
    at(&case, "admin").does("merge", &[("lead", &lead.code)]);
    let page = at(&lead, "admin").page().body;
    assert!(page.contains(&case.code), "the lead names who follows it");
    at(&case, "admin").does("unmerge", &[]);
    assert_rows_agree(desk());
}

#[test]
fn a_stale_page_overwrites_nothing_and_shows_what_changed() {
    let case = assigned(json!({}));
    let words = "Sudah <b>ditambal</b> & diukur";
    let fields = [("outcome", "informed"), ("text", words)];
    let made_before = at(&case, "liaison").filled("answer", &fields);
    at(&case, "coordinator").does("start", &[("text", "Kami mulai dulu.")]);
    let before = seq(&case);
    let reply = at(&case, "liaison").send(&made_before);
    assert_eq!(reply.status, 409);
    assert_eq!(seq(&case), before, "nothing was stored");
    let (_, told) = reply.body.split_once("Yang terjadi sejak itu").unwrap();
    let (told, _) = told.split_once("</ol>").unwrap();
    assert!(
        told.contains("mulai menindaklanjuti") && told.matches("<li>").count() == 1,
        "{told}"
    );
    assert!(
        reply
            .body
            .contains("Sudah &lt;b>ditambal&lt;/b> &amp; diukur")
    );
    // Sent again on purpose, from the page that says what changed.
    let (_, form) = reply.body.split_once("id=\"do-answer\"").unwrap();
    assert!(form.contains(&format!("name=\"seq\" value=\"{before}\"")));
    let again: Vec<_> = made_before
        .into_iter()
        .map(|(name, value)| {
            (
                name,
                if name == "seq" {
                    before.to_string()
                } else {
                    value
                },
            )
        })
        .collect();
    assert_eq!(at(&case, "liaison").send(&again).status, 303);
    assert_eq!(case.status()["state"], "answered");
}

#[test]
fn a_page_that_asks_to_mend_a_field_does_not_hide_what_changed() {
    let case = assigned(json!({}));
    let made_before =
        at(&case, "liaison").filled("answer", &[("outcome", "done"), ("text", "Beres.")]);
    at(&case, "coordinator").does("start", &[("text", "Kami mulai dulu.")]);
    let reply = at(&case, "liaison").send(&made_before);
    assert_eq!(reply.status, 422);
    assert!(
        reply.body.contains("href=\"#answer-on\"") && reply.body.contains("id=\"answer-on-e\"")
    );
    let mut mended = made_before.clone();
    mended.push(("on", "2026-11-09".to_owned()));
    let (_, form) = reply.body.split_once("id=\"do-answer\"").unwrap();
    let seen = &made_before[2].1;
    assert!(form.contains(&format!("name=\"seq\" value=\"{seen}\"")));
    assert_eq!(at(&case, "liaison").send(&mended).status, 409);
}

#[test]
fn two_officers_at_the_same_moment_and_one_of_them_twice() {
    let case = assigned(json!({}));
    let (one, other) = (at(&case, "liaison"), at(&case, "coordinator"));
    let mine = one.filled("start", &[("text", "Kami mulai.")]);
    let theirs = other.filled("start", &[("text", "Kami juga.")]);
    let before = seq(&case);
    type Sender<'a> = Box<dyn FnOnce() -> u16 + Send + 'a>;
    let senders: Vec<Sender<'_>> = vec![
        Box::new(|| one.send(&mine).status),
        Box::new(|| other.send(&theirs).status),
        Box::new(|| one.send(&mine).status),
    ];
    let replies = at_once(senders);
    assert_eq!(seq(&case), before + 1, "{replies:?}");
    assert!(
        replies.iter().all(|status| [303, 409].contains(status)),
        "{replies:?}"
    );
    assert_eq!(replies[0], replies[2], "the same form gets the same answer");
    assert_ne!(replies[0], replies[1]);
    assert_rows_agree(desk());
}

#[test]
fn a_form_sent_twice_is_done_once_and_with_other_words_not_at_all() {
    let case = assigned(json!({}));
    let desk = at(&case, "liaison");
    let sent = desk.filled("start", &[("text", "Kami mulai.")]);
    let before = seq(&case);
    for _ in 0..3 {
        assert_eq!(desk.send(&sent).status, 303);
    }
    assert_eq!(seq(&case), before + 1);
    let mut changed = sent;
    changed[3].1 = "Lain sama sekali".into();
    let reply = desk.send(&changed);
    assert_eq!(reply.status, 409);
    assert!(
        reply.body.contains("Lain sama sekali"),
        "the words are kept"
    );
    assert_eq!(seq(&case), before + 1);
}

#[test]
fn who_gives_a_case_away_is_told_so_however_often() {
    let case = assigned(json!({"confidential": true}));
    let desk = at(&case, "liaison");
    let sent = desk.filled("return", &[("text", "Bukan kami.")]);
    for _ in 0..2 {
        let reply = desk.send(&sent);
        assert_eq!(reply.status, 303, "{}", reply.body);
        assert_eq!(
            reply.header("location"),
            "/meja/kasus/tercatat?selesai=return"
        );
    }
    assert_eq!(desk.get("").status, 404);
    // Nobody else learns of it by the same id.
    assert_eq!(at(&case, "demak").send(&sent).status, 404);
}

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
            ("text", "x"),
        ];
        let reply = at(&case, name).post("/tindakan", &sent);
        assert!(!reply.body.contains("CATATAN-DALAM"), "{name}");
        assert_ne!(reply.status, 303, "{name}");
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
fn an_unedited_template_is_refused_at_every_door() {
    let case = assigned(json!({}));
    let desk = at(&case, "liaison");
    let mut form = desk.filled(
        "answer",
        &[
            ("text", "Tulisan saya."),
            ("contoh", "grobogan-tutup"),
            ("do", "contoh"),
        ],
    );
    let reply = desk.send(&form);
    assert_eq!(reply.status, 200);
    let (_, area) = reply.body.split_once("id=\"answer-text\"").unwrap();
    let area = area.split("</textarea>").next().unwrap();
    assert!(
        area.contains("Tulisan saya.") && area.contains("[tanggal]"),
        "{area}"
    );
    assert!(desk.get("?contoh=grobogan-tutup").body.contains("[siapa]"));
    form.truncate(3);
    let before = seq(&case);
    for text in [
        TEMPLATE.to_owned(),
        TEMPLATE.replace(' ', " \n "),
        TEMPLATE.replace("[tanggal]", "9 November"),
    ] {
        let mut sent = form.clone();
        sent.extend([("outcome", "informed".to_owned()), ("text", text.clone())]);
        let reply = desk.send(&sent);
        assert_eq!(reply.status, 422, "{text}");
        assert!(reply.body.contains("href=\"#answer-text\""));
        let body = json!({"command": "answer", "outcome": "informed", "text": text});
        let reply = case.send("liaison", &body);
        assert_eq!(reply.status, 422, "{}", reply.body);
        assert!(reply.body.contains("unedited_template"));
    }
    assert_eq!(seq(&case), before);
    let edited = "Terima kasih. Lubang sudah ditutup pada 9 November oleh regu jalan.";
    desk.does("answer", &[("outcome", "informed"), ("text", edited)]);
}

#[test]
fn a_template_of_another_agency_is_neither_offered_nor_held_against_anybody() {
    let sql = "insert into answer_template (id, agency_id, title, body, updated_at)
        values ('demak-saja', 'kab-demak', 'CONTOH-DEMAK', 'Sudah kami kerjakan.', 0)";
    desk().sql(sql);
    let case = assigned(json!({}));
    assert!(!at(&case, "liaison").page().body.contains("CONTOH-DEMAK"));
    at(&case, "liaison").does(
        "answer",
        &[("outcome", "informed"), ("text", "Sudah kami kerjakan.")],
    );
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

#[test]
fn the_same_matter_is_found_within_scope_and_merged_by_one_tap() {
    let story = |text: &str| json!({"text": text, "place": "Kecamatan Toroh, Kabupaten Grobogan"});
    let lead = assigned(story(
        "Jembatan gantung Kali Glugu putus talinya, anak sekolah memutar jauh",
    ));
    let other = assigned(story(
        "Lampu jalan mati semua sepanjang pertigaan Toroh, gelap gulita",
    ));
    let case = assigned(story(
        "Tali jembatan gantung di Kali Glugu putus, anak sekolah harus memutar",
    ));
    let page = at(&case, "coordinator").page().body;
    let (_, found) = page.split_once("id=\"serupa\"").unwrap();
    let (found, _) = found.split_once("</section>").unwrap();
    assert!(
        found.contains(&lead.code) && !found.contains(&other.code),
        "{found}"
    );
    assert!(
        found.contains("kecamatan yang sama") && found.contains("jembatan"),
        "{found}"
    );
    let fields = ["id", "command", "seq", "lead"].map(|name| {
        let (_, rest) = found
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap();
        (name, rest.split('"').next().unwrap().to_owned())
    });
    assert_eq!(at(&case, "coordinator").send(&fields).status, 303);
    assert!(at(&lead, "coordinator").page().body.contains(&case.code));
    // Another unit's officer reads neither; who is elsewhere sees no candidates.
    assert!(!at(&case, "demak").page().body.contains("id=\"serupa\""));
}

#[test]
fn desks_are_searched_for_and_the_form_stays_as_it_was() {
    let case = filed(json!({}));
    let desk = at(&case, "admin");
    let fields = [
        ("do", "cari"),
        ("cari", "dishub demak"),
        ("title", "Judul saya"),
        ("category", "JLN-01"),
    ];
    let reply = desk.send(&desk.filled("assign", &fields));
    assert_eq!(reply.status, 200);
    assert!(
        reply.body.contains("kab-demak|kabkota:dishub")
            && reply.body.contains("value=\"Judul saya\"")
    );
    assert!(
        desk.get("?cari=dishub+demak")
            .body
            .contains("kab-demak|kabkota:dishub")
    );
    let nothing = desk.get("?cari=%3Cb%3Etidak%20ada");
    assert!(
        nothing.body.contains("&lt;b&gt;tidak ada") || nothing.body.contains("&lt;b>tidak ada")
    );
    // A coordinator assigns inside: every unit is in the list.
    let fields = [
        ("kind", "complaint"),
        ("category", "JLN-01"),
        ("title", "Jalan"),
        ("desk", "kab-demak|kabkota:dishub"),
    ];
    desk.does("assign", &fields);
    at(&case, "demak").does(
        "return",
        &[("text", "Bukan kami."), ("suggested", "kab-grobogan")],
    );
}

#[test]
fn broken_forms_are_answered_and_nothing_is_stored() {
    let case = assigned(json!({}));
    let desk = at(&case, "liaison");
    let before = seq(&case);
    let long = "x".repeat(20_000);
    for fields in [
        vec![],
        vec![("command", "confirm")],
        vec![("command", "start")],
        vec![
            ("command", "start"),
            ("id", "x"),
            ("seq", "-1"),
            ("text", "x"),
        ],
        vec![
            ("command", "start"),
            ("seq", "99999999999999999999"),
            ("text", "x"),
        ],
        vec![("command", "start"), ("seq", "1"), ("text", long.as_str())],
        vec![
            ("command", "answer"),
            ("seq", "1"),
            ("outcome", "done"),
            ("on", "2026-13-99"),
            ("text", "x"),
        ],
        vec![
            ("command", "delegate"),
            ("seq", "1"),
            ("unit", "'; drop table complaint; --"),
        ],
        vec![
            ("command", "add_note"),
            ("seq", "1"),
            ("text", "x"),
            ("thread", "private"),
        ],
    ] {
        let reply = desk.post("/tindakan", &fields);
        assert!(
            [409, 422].contains(&reply.status),
            "{fields:?}: {}",
            reply.status
        );
    }
    let reply = case.system.send(
        "POST",
        &desk.path("/tindakan"),
        &[
            ("content-type", "application/x-www-form-urlencoded"),
            ("cookie", &format!("__Host-sid={}", cookie("liaison"))),
        ],
        Some(b"command=start&text=x"),
    );
    assert_eq!(reply.status, 403, "no proof of where it comes from");
    assert_eq!(seq(&case), before);
}
