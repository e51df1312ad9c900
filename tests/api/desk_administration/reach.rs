//! Every role at every address of administration.

use super::desk::{Desk, cookie, employ, excerpt, names};
use system_tests::System;

const NATION_ONLY: [&str; 10] = [
    "/meja/atur/tabel/agency",
    "/meja/atur/tabel/agency_unit",
    "/meja/atur/tabel/category",
    "/meja/atur/tabel/routing_rule",
    "/meja/atur/tabel/holiday",
    "/meja/atur/tabel/terms",
    "/meja/atur/tabel/terms/baris",
    "/meja/atur/tabel/agency/baris?kunci=kab-grobogan",
    "/meja/atur/tabel/agency/impor",
    "/meja/atur/riwayat",
];
const EXPORTS: [&str; 2] = [
    "/meja/atur/tabel/agency/ekspor.csv",
    "/meja/atur/tabel/answer_template/ekspor.csv",
];
const ALSO_COORDINATORS: [&str; 6] = [
    "/meja/atur",
    "/meja/atur/petugas",
    "/meja/atur/petugas/o-liaison",
    "/meja/atur/tabel/answer_template",
    "/meja/atur/tabel/answer_template/baris",
    "/meja/atur/tabel/answer_template/impor",
];
const NOWHERE: [&str; 4] = [
    "/meja/atur/tabel/complaint",
    "/meja/atur/usul/00000000-0000-7000-8000-000000000000",
    "/meja/atur/riwayat/00000000-0000-7000-8000-000000000000",
    "/meja/atur/petugas/o-nobody",
];

#[test]
fn an_address_that_is_no_text_is_answered_as_any_other() {
    let system = System::start();
    employ(&system);
    let desk = Desk {
        system: &system,
        name: "admin",
        now: 0,
    };
    for path in [
        "/meja/atur/tabel/%ff",
        "/meja/atur/tabel/%ff/baris",
        "/meja/atur/tabel/%ff/ekspor.csv",
        "/meja/atur/tabel/%ff/impor",
        "/meja/atur/usul/%ff",
        "/meja/atur/riwayat/%ff",
        "/meja/atur/petugas/%ff",
        "/meja/kasus/%ff/seq",
    ] {
        let reply = desk.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[test]
fn every_role_sees_what_is_theirs_and_nothing_else() {
    let system = System::start();
    employ(&system);
    for name in names() {
        let desk = Desk {
            system: &system,
            name,
            now: 0,
        };
        let is_admin = name.ends_with("admin");
        // The province is above Grobogan, which governs itself; Demak is beside it.
        let is_within = is_admin || name == "coordinator";
        let is_coordinator = is_within || ["province", "demak"].contains(&name);
        let check = |path: &str, is_theirs: bool| {
            let page = desk.get(path);
            let expected = if is_theirs { 200 } else { 404 };
            assert_eq!(
                page.status,
                expected,
                "{name} {path}: {}",
                excerpt(&page.body)
            );
        };
        for path in NATION_ONLY {
            check(path, is_admin);
            check(&format!("/en{path}"), is_admin);
        }
        for path in ALSO_COORDINATORS {
            let is_account = path.ends_with("o-liaison");
            check(
                path,
                if is_account {
                    is_within
                } else {
                    is_coordinator
                },
            );
        }
        check(EXPORTS[0], is_admin);
        check(EXPORTS[1], is_coordinator);
        for path in NOWHERE {
            check(path, false);
        }
        for path in [
            "/meja/atur/tabel/holiday/baris",
            "/meja/atur/tabel/terms/baris",
            "/meja/atur/usul/00000000-0000-7000-8000-000000000000",
            "/meja/atur/riwayat/00000000-0000-7000-8000-000000000000",
        ] {
            let reply = desk.post(path, &[("alasan", "x"), ("date", "2027-01-01")]);
            let expected: &[u16] = if is_admin { &[404, 422] } else { &[404] };
            assert!(
                expected.contains(&reply.status),
                "{name} {path} {}",
                reply.status
            );
        }
        let reply = desk.post("/meja/atur/petugas/o-second-admin", &[("alasan", "x")]);
        // Nobody changes their own account, whatever they read of it.
        let expected = match name {
            "second-admin" => 403,
            _ if is_admin => 409,
            _ => 404,
        };
        assert_eq!(reply.status, expected, "{name}");
        let reply = desk.upload("holiday", b"x", false);
        assert_eq!(reply.status, if is_admin { 422 } else { 404 }, "{name}");
    }
    let changes = "select count(*) from reference_change_set";
    assert_eq!(system.count(changes), 0);
}

#[test]
fn without_a_proof_nothing_is_shown_and_nothing_is_lost() {
    let system = System::start();
    employ(&system);
    let desk = Desk {
        system: &system,
        name: "admin-unproved",
        now: 0,
    };
    for path in [
        "/meja/atur",
        "/en/meja/atur/tabel/holiday?cari=x",
        "/meja/atur/tabel/terms/ekspor.csv",
    ] {
        let page = desk.get(path);
        assert_eq!(page.status, 303, "{path}");
        let door = page.header("location");
        assert!(door.contains("/meja/masuk/ulang?ke=%2F"), "{door}");
    }
    let reply = desk.post(
        "/meja/atur/tabel/holiday/baris",
        &[
            ("date", "2027-01-04"),
            ("name_id", "Hari <b>uji</b>"),
            ("alasan", "sebab"),
        ],
    );
    assert_eq!(reply.status, 403);
    assert!(
        reply.body.contains("Hari &lt;b&gt;uji&lt;/b&gt;"),
        "{}",
        excerpt(&reply.body)
    );
    assert!(reply.body.contains("value=\"sebab\"") && reply.body.contains("/meja/masuk/ulang"));
    let reply = desk.post(
        "/meja/atur/petugas/o-liaison",
        &[("aktif", "1"), ("alasan", "sebab")],
    );
    assert_eq!(reply.status, 403);
    assert!(reply.body.contains("value=\"sebab\""));
    assert_eq!(desk.upload("holiday", b"date\n", true).status, 403);
    assert_eq!(system.count("select count(*) from reference_draft"), 0);
}

#[test]
fn nobody_without_a_session_or_from_another_site_gets_in() {
    let system = System::shared();
    let page = system.get("/meja/atur");
    assert_eq!(
        (page.status, page.header("location")),
        (303, "/meja/masuk?ke=%2Fmeja%2Fatur")
    );
    let cookie = format!("__Host-sid={}", cookie("admin"));
    let foreign = [
        ("cookie", cookie.as_str()),
        ("sec-fetch-site", "cross-site"),
    ];
    let reply = system.post_form_with("/meja/atur/tabel/holiday/baris", &foreign, &[("date", "x")]);
    assert_eq!(reply.status, 403);
}
