//! Everything that can be done, by plain forms.

use super::{TEMPLATE, assigned, at, cookie, desk, filed, seq};
use crate::life::world::assert_rows_agree;
use serde_json::json;

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
fn words_in_the_search_field_are_looked_for_before_a_case_is_sent_on() {
    let case = filed(json!({}));
    let (admin, before) = (at(&case, "admin"), seq(&case));
    let fields = [
        ("kind", "complaint"),
        ("category", "JLN-01"),
        ("desk", "kab-grobogan|kabkota:dpupr"),
        ("cari", "dishub demak"),
    ];
    let form = admin.filled("assign", &fields);
    let asked = admin.send(&form);
    assert_eq!(asked.status, 200, "{}", asked.body);
    assert_eq!(seq(&case), before);
    // There is one only: it is chosen. Sent again as the page has it now, it goes there.
    let chosen = "value=\"kab-demak|kabkota:dishub\" checked";
    assert!(asked.body.contains(chosen), "{}", asked.body);
    let mut form = form;
    form.retain(|(name, _)| *name != "desk");
    form.push(("desk", "kab-demak|kabkota:dishub".to_owned()));
    form.push(("dicari", "dishub demak".to_owned()));
    assert_eq!(admin.send(&form).status, 303);
    assert_eq!(seq(&case), before + 1);
}

#[test]
fn a_suggested_desk_brings_its_topic_and_an_empty_heading_becomes_topic_and_place() {
    let case = filed(json!({}));
    let admin = at(&case, "admin");
    let page = admin.page().body;
    let value = "value=\"kab-grobogan|kabkota:dpupr|";
    let (_, rest) = page.split_once(value).unwrap();
    let category = rest.split('"').next().unwrap();
    let desk = format!("kab-grobogan|kabkota:dpupr|{category}");
    let fields = [("kind", "complaint"), ("category", ""), ("desk", &*desk)];
    admin.does("assign", &fields);
    let life = case.status();
    assert_eq!(life["state"], "assigned", "{life}");
    let sql = format!(
        "select c.category_code, m.text from complaint c join message m on m.complaint_id = c.id and m.part = 'title'
         where c.tracking_code = '{}'",
        case.code.replace('-', "")
    );
    let row = &desk_row(&sql);
    assert_eq!(row["category_code"], category);
    let heading = row["text"].as_str().unwrap();
    assert!(heading.contains(" di "), "{heading}");
    // A desk that was found has no topic: that is asked for.
    let case = filed(json!({}));
    let admin = at(&case, "admin");
    let fields = [
        ("kind", "complaint"),
        ("category", ""),
        ("desk", "kab-demak|"),
    ];
    assert_eq!(admin.send(&admin.filled("assign", &fields)).status, 422);
}

fn desk_row(sql: &str) -> serde_json::Map<String, serde_json::Value> {
    let row = desk().sql(sql).into_iter().next().unwrap();
    row.as_object().cloned().unwrap()
}

#[test]
fn the_nation_takes_back_what_it_sent_where_nobody_sits() {
    let case = assigned(json!({}));
    at(&case, "admin").does("return", &[("text", "Di sana belum ada petugas.")]);
    assert_eq!(case.status()["state"], "received");
    assert_rows_agree(desk());
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
