//! From a form to a preview, from a preview to a change, and back.

use super::desk::{Desk, employ, excerpt};
use crate::life::world::{Case, appoint, assign, at_once, end_of, wib};
use serde_json::json;
use system_tests::System;

const NOW: &str = "2026-11-16 09:00";

fn desk<'a>(system: &'a System, name: &'a str) -> Desk<'a> {
    Desk {
        system,
        name,
        now: wib(NOW),
    }
}

fn sweep_twice(system: &System) {
    for _ in 0..2 {
        assert_eq!(system.sweep(wib(NOW)).status, 200);
    }
}

fn recomputed(system: &System) -> i64 {
    system.count("select count(*) from complaint_event where kind = 'deadlines_recomputed'")
}

#[test]
fn a_preview_says_what_the_clock_then_does_and_an_undo_brings_it_back() {
    let system = System::start();
    employ(&system);
    let admin = desk(&system, "admin");
    let file = |at: &str| Case::filed(&system, at, json!({}));
    let mut waiting = [
        file("2026-11-12 10:00"),
        file("2026-11-13 10:00"),
        file("2026-11-13 11:00"),
    ];
    let early = file("2026-11-02 10:00");
    for case in &mut waiting {
        case.now = wib(NOW);
    }
    sweep_twice(&system);
    assert_eq!(recomputed(&system), 0);

    let preview = admin.preview(&admin.adds_holiday("2026-11-17"));
    let page = &preview.page.body;
    assert!(
        page.contains("3 tenggat terbuka akan bergeser, pada 3 laporan."),
        "{}",
        excerpt(page)
    );
    assert!(
        page.contains(&waiting[0].code) && !page.contains(&early.code),
        "{}",
        excerpt(page)
    );
    assert!(
        page.contains("Rabu, 18 November 2026") && page.contains("Kamis, 19 November 2026"),
        "{}",
        excerpt(page)
    );
    // Nothing is stored by looking.
    sweep_twice(&system);
    assert_eq!(recomputed(&system), 0);

    let stored = admin.store(&preview);
    assert_eq!(stored.status, 303, "{}", excerpt(&stored.body));
    sweep_twice(&system);
    assert_eq!(recomputed(&system), 3);
    assert_eq!(waiting[0].due("verify_by"), end_of("2026-11-18"));
    assert_eq!(waiting[1].due("verify_by"), end_of("2026-11-19"));

    let change = stored
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    let shown = admin.get(&change);
    assert!(
        shown.body.contains("SKB uji") && shown.body.contains("Petugas admin"),
        "{}",
        excerpt(&shown.body)
    );
    let back = admin.preview(&admin.post(&change, &[]));
    assert!(
        back.page.body.contains("3 tenggat terbuka akan bergeser"),
        "{}",
        excerpt(&back.page.body)
    );
    assert_eq!(admin.store(&back).status, 303);
    sweep_twice(&system);
    assert_eq!(recomputed(&system), 6);
    assert_eq!(waiting[0].due("verify_by"), end_of("2026-11-17"));
    // What was taken back cannot be taken back again.
    assert_eq!(admin.post(&change, &[]).status, 404);
    let page = admin.get(&change).body;
    assert!(!page.contains("Kembalikan seperti semula"));
    let history = admin.get("/en/meja/atur/riwayat").body;
    assert!(
        history.contains("taken back") && history.contains("SKB uji"),
        "{}",
        excerpt(&history)
    );
}

#[test]
fn of_two_administrators_the_second_sees_what_the_first_did() {
    let system = System::start();
    employ(&system);
    let (first, second) = (desk(&system, "admin"), desk(&system, "second-admin"));
    let mine = first.preview(&first.adds_holiday("2026-12-01"));
    let theirs = second.preview(&second.adds_holiday("2026-12-02"));
    assert_eq!(second.store(&theirs).status, 303);

    let stale = first.store(&mine);
    assert_eq!(stale.status, 409);
    let words = excerpt(&stale.body);
    assert!(
        words.contains("Tabel berubah sejak Anda mulai") && words.contains("2026-12-02"),
        "{words}"
    );
    assert_eq!(
        system.count("select count(*) from holiday where date = '2026-12-01'"),
        0
    );
    // Looked at again, and sent again.
    let version = stale.hidden("versi");
    assert_eq!(first.post(&mine.path, &[("versi", &version)]).status, 303);
    // The same button twice is one change.
    assert_eq!(first.post(&mine.path, &[("versi", &version)]).status, 303);
    assert_eq!(
        system.count("select count(*) from holiday where date in ('2026-12-01', '2026-12-02')"),
        2
    );
    assert_eq!(system.count("select count(*) from reference_change_set"), 2);

    // Both at the same moment: one is stored.
    let previews = [("admin", "2026-12-03"), ("second-admin", "2026-12-04")]
        .map(|(name, day)| (desk(&system, name), day))
        .map(|(desk, day)| (desk, desk.preview(&desk.adds_holiday(day))));
    let senders: Vec<Box<dyn FnOnce() -> u16 + Send + '_>> = previews
        .iter()
        .map(|(desk, preview)| {
            Box::new(move || desk.store(preview).status) as Box<dyn FnOnce() -> u16 + Send + '_>
        })
        .collect();
    let mut statuses = at_once(senders);
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(
        system.count("select count(*) from holiday where date in ('2026-12-03', '2026-12-04')"),
        1
    );
    // Nobody stores what somebody else proposed.
    let foreign = first.post(&theirs.path, &[("versi", &first.version())]);
    assert_eq!(
        foreign.status, 303,
        "it is stored: the way to what it became"
    );
    let draft = second.preview(&second.adds_holiday("2026-12-07"));
    assert_eq!(first.get(&draft.path).status, 404);
    assert_eq!(first.store(&draft).status, 404);
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_stored() {
    let system = System::start();
    employ(&system);
    let admin = desk(&system, "admin");
    let wrong = admin.post(
        "/meja/atur/tabel/terms/baris",
        &[
            ("rule", "kapan-kapan"),
            ("report_type", "*"),
            ("scope", "nation"),
            ("value", "40000000000"),
            ("unit", "wd"),
            ("basis", "x"),
            ("source", ""),
            ("valid_from", "2026-13-01"),
            ("valid_to", ""),
            ("alasan", "uji"),
        ],
    );
    assert_eq!(wrong.status, 422);
    let words = excerpt(&wrong.body);
    for expected in [
        "kapan-kapan",
        "Paling besar 2000",
        "Tidak boleh kosong",
        "tanggal seperti 2026-08-17",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    assert!(
        wrong.body.contains("href=\"#f-valid_from\"")
            && wrong.body.contains("value=\"40000000000\"")
    );

    let row = "/meja/atur/tabel/agency/baris";
    let grobogan = [
        ("kunci", "kab-grobogan"),
        ("kind", "pemkab"),
        ("level", "kabkota"),
        ("short_name", "Kab. Grobogan"),
        ("name", "Pemerintah Kabupaten Grobogan"),
        ("region_code", "33.15"),
        ("autonomous", "1"),
        ("alasan", "uji"),
    ];
    let with_parent = |parent: &'static str| {
        let mut fields = grobogan.to_vec();
        fields.push(("parent_id", parent));
        admin.post(row, &fields)
    };
    assert!(excerpt(&with_parent("tidak-ada").body).contains("Instansi tidak-ada tidak ada"));
    let circle = with_parent("kab-grobogan");
    assert!(
        excerpt(&circle.body).contains("kembali ke dirinya sendiri"),
        "{}",
        excerpt(&circle.body)
    );

    // Somebody waits there, and categories lead there.
    appoint_and_assign(&system);
    let retired = admin.post(
        row,
        &[
            ("kunci", "kab-grobogan"),
            ("alasan", "uji"),
            ("tindakan", "nonaktif"),
        ],
    );
    let preview = admin.preview(&retired);
    let words = excerpt(&preview.page.body);
    assert!(
        words.contains("1 laporan terbuka masih menunggu di kab-grobogan"),
        "{words}"
    );
    let version = admin.version();
    assert_eq!(
        admin.post(&preview.path, &[("versi", &version)]).status,
        422
    );
    let ministry = admin.post(
        row,
        &[
            ("kunci", "kemenpu"),
            ("alasan", "uji"),
            ("tindakan", "nonaktif"),
        ],
    );
    assert_eq!(ministry.status, 422);
    assert!(
        excerpt(&ministry.body).contains("Instansi kemenpu tidak ada atau tidak berlaku"),
        "{}",
        excerpt(&ministry.body)
    );
    assert_eq!(
        system.count("select count(*) from agency where retired_at is not null"),
        0
    );
}

fn appoint_and_assign(system: &System) {
    // The same accounts, with tokens.
    system.execute("delete from session; delete from officer_role; delete from officer;");
    appoint(system);
    let case = Case::filed(system, "2026-11-13 10:00", json!({}));
    case.does("admin", assign("kab-grobogan", None));
    system.execute("delete from officer_role;");
    employ(system);
}

#[test]
fn what_is_retired_is_routed_to_no_more_and_history_cannot_be_changed() {
    let system = System::start();
    appoint_and_assign(&system);
    let admin = desk(&system, "admin");
    let suggestion = || {
        let path = api_types::paths::complaint(&System::new_id());
        let body = json!({"text": "Jalan nasional rusak parah, lubang besar di pantura", "place": "Kabupaten Demak"});
        let headers = [("content-type", "application/json")];
        system
            .send("PUT", &path, &headers, Some(body.to_string().as_bytes()))
            .body
    };
    let before = suggestion();
    let retire = |key: &str| {
        let sent = admin.post(
            "/meja/atur/tabel/category/baris",
            &[
                ("kunci", key),
                ("alasan", "digabung"),
                ("tindakan", "nonaktif"),
            ],
        );
        assert_eq!(sent.status, 422, "rules refer to it");
        assert!(
            excerpt(&sent.body).contains("Aturan penerusan R001"),
            "{}",
            excerpt(&sent.body)
        );
    };
    retire("JLN-01");
    let rule = admin.post(
        "/meja/atur/tabel/routing_rule/baris",
        &[
            ("kunci", "R001"),
            ("alasan", "dicabut"),
            ("tindakan", "nonaktif"),
        ],
    );
    let id = admin.does(&rule);
    // The isolate that stored it does not serve citizens: the first write tells theirs, the next uses it.
    suggestion();
    assert_ne!(
        suggestion().contains("R001"),
        before.contains("R001") || before.contains("bbpjn")
    );
    for sql in [
        format!("update reference_change_set set reason = 'x' where id = '{id}'"),
        format!("delete from reference_change where change_set_id = '{id}'"),
        format!("delete from reference_change_set where id = '{id}'"),
        "update reference_change set after = '{}'".to_owned(),
    ] {
        let refused = std::panic::catch_unwind(|| system.execute(&sql));
        assert!(refused.is_err(), "{sql}");
    }
    // A body that is gone gets nothing more, also from those who know its id.
    let case = Case::filed(&system, "2026-11-23 09:00", json!({}));
    let retired = admin.post(
        "/meja/atur/tabel/agency_unit/baris",
        &[
            ("kunci", "kabkota:bappeda"),
            ("alasan", "dilebur"),
            ("tindakan", "nonaktif"),
        ],
    );
    admin.does(&retired);
    suggestion();
    let refused = case.send("admin", &assign("kab-grobogan", Some("kabkota:bappeda")));
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("unknown_unit"), "{}", refused.body);
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let list = admin.get("/meja/atur/tabel/routing_rule?cari=R001").body;
    assert!(!list.contains(">R001<"), "{}", excerpt(&list));
    let list = admin
        .get("/meja/atur/tabel/routing_rule?cari=R001&lama=1")
        .body;
    assert!(
        list.contains(">R001<") && list.contains("tidak berlaku"),
        "{}",
        excerpt(&list)
    );
    let back = admin.post(
        "/meja/atur/tabel/routing_rule/baris",
        &[
            ("kunci", "R001"),
            ("alasan", "berlaku lagi"),
            ("tindakan", "berlaku"),
            ("category_code", "JLN-01"),
            ("condition", "road_status"),
            ("value", "nasional"),
            ("target_level", "pusat"),
            ("target_type", "vertikal"),
            ("target", "vertikal:bbpjn"),
            ("priority", "10"),
        ],
    );
    admin.does(&back);
    assert_eq!(
        system.count("select count(*) from routing_rule where retired_at is not null"),
        0
    );
}
