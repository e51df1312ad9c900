//! Roles given and taken.

use super::desk::{Desk, employ, excerpt};
use system_tests::{Reply, System};

fn changes(desk: &Desk<'_>, officer: &str, fields: &[(&str, &str)]) -> Reply {
    let path = format!("/meja/atur/petugas/o-{officer}");
    let form = desk.get(&path);
    assert_eq!(form.status, 200, "{}", excerpt(&form.body));
    let version = form.hidden("versi");
    let mut all = vec![("versi", version.as_str()), ("alasan", "SK uji")];
    all.extend(fields);
    desk.post(&path, &all)
}

fn roles(system: &System, officer: &str) -> i64 {
    system.count(&format!(
        "select count(*) from officer_role where officer_id = 'o-{officer}'"
    ))
}

#[test]
fn a_change_of_rights_ends_the_sessions_and_stands_in_history() {
    let system = System::start();
    employ(&system);
    let desk = Desk {
        system: &system,
        name: "coordinator",
        now: 0,
    };
    let liaison = Desk {
        name: "liaison",
        ..desk
    };
    assert_eq!(liaison.get("/meja").status, 200);
    let kept = [
        ("aktif", "1"),
        ("tetap-0", "1"),
        ("peran", "agency_coordinator"),
        ("instansi", "kab-grobogan"),
    ];
    let reply = changes(&desk, "liaison", &kept);
    assert_eq!(reply.status, 303, "{}", excerpt(&reply.body));
    assert_eq!(roles(&system, "liaison"), 2);
    assert_eq!(liaison.get("/meja").status, 303, "the session has ended");
    let reply = changes(&desk, "liaison", &[("tetap-0", "1"), ("tetap-1", "1")]);
    assert_eq!(reply.status, 303, "{}", excerpt(&reply.body));
    assert_eq!(
        system.count("select is_active from officer where id = 'o-liaison'"),
        0
    );
    let change = system.sql("select before, after from reference_change where row_key = 'o-liaison' order by rowid desc limit 1");
    assert!(
        change[0]["before"]
            .as_str()
            .unwrap()
            .contains("\"is_active\":true")
    );
    assert!(
        change[0]["after"]
            .as_str()
            .unwrap()
            .contains("\"is_active\":false")
    );
    let admin = Desk {
        name: "admin",
        ..desk
    };
    assert!(admin.get("/meja/atur/riwayat").body.contains("Hak petugas"));
}

#[test]
fn nobody_gives_what_is_not_theirs() {
    let system = System::start();
    employ(&system);
    let desk = Desk {
        system: &system,
        name: "coordinator",
        now: 0,
    };
    for (role, agency, unit, expected) in [
        ("national_admin", "", "", "di luar wewenang"),
        ("custodian", "", "", "di luar wewenang"),
        ("channel_operator", "", "", "di luar wewenang"),
        ("inspectorate", "kab-grobogan", "", "di luar wewenang"),
        ("agency_coordinator", "kab-demak", "", "di luar wewenang"),
        (
            "agency_coordinator",
            "prov-jawa-tengah",
            "",
            "di luar wewenang",
        ),
        ("agency_coordinator", "", "", "tidak cocok"),
        (
            "liaison_officer",
            "kab-grobogan",
            "provinsi:dpu",
            "tidak ada",
        ),
        ("raja", "kab-grobogan", "", "Pilih peran"),
    ] {
        let fields = [
            ("aktif", "1"),
            ("tetap-0", "1"),
            ("peran", role),
            ("instansi", agency),
            ("unit", unit),
        ];
        let reply = changes(&desk, "liaison", &fields);
        assert_eq!(reply.status, 422, "{role}");
        let words = excerpt(&reply.body);
        assert!(words.contains(expected), "{role} {agency}: {words}");
        assert!(reply.body.contains("value=\"SK uji\""));
    }
    // Of an inspector of the same agency they see that there is one, and change nothing.
    let inspector = desk.get("/meja/atur/petugas/o-inspector");
    assert_eq!(inspector.status, 200);
    assert!(excerpt(&inspector.body).contains("tidak bisa Anda ubah"));
    let reply = desk.post(
        "/meja/atur/petugas/o-inspector",
        &[("alasan", "x"), ("versi", "x")],
    );
    assert_eq!(reply.status, 403);
    assert_eq!(
        (roles(&system, "liaison"), roles(&system, "inspector")),
        (1, 1)
    );
    // The province gives at an agency below it.
    let province = Desk {
        name: "province",
        ..desk
    };
    let fields = [
        ("aktif", "1"),
        ("tetap-0", "1"),
        ("peran", "agency_coordinator"),
        ("instansi", "kab-grobogan"),
    ];
    assert_eq!(changes(&province, "liaison", &fields).status, 303);
}

#[test]
fn the_last_national_admin_stays_and_a_stale_form_changes_nothing() {
    let system = System::start();
    employ(&system);
    let admin = Desk {
        system: &system,
        name: "admin",
        now: 0,
    };
    let form = admin.get("/meja/atur/petugas/o-demak");
    let stale = form.hidden("versi");
    let fields = [("aktif", "1"), ("tetap-0", "1"), ("peran", "observer")];
    assert_eq!(changes(&admin, "demak", &fields).status, 303);
    let reply = admin.post(
        "/meja/atur/petugas/o-demak",
        &[("versi", &stale), ("alasan", "x"), ("tetap-0", "1")],
    );
    assert_eq!(reply.status, 409);
    assert_eq!(roles(&system, "demak"), 2);

    let reply = changes(&admin, "second-admin", &[("aktif", "1")]);
    assert_eq!(reply.status, 303, "{}", excerpt(&reply.body));
    for fields in [vec![("aktif", "1")], vec![("tetap-0", "1")]] {
        let reply = changes(&admin, "admin", &fields);
        assert_eq!(reply.status, 409, "{}", excerpt(&reply.body));
        assert!(excerpt(&reply.body).contains("admin nasional aktif yang terakhir"));
    }
    assert_eq!(admin.get("/meja/atur").status, 200);
}

#[test]
fn an_invited_officer_has_the_role_that_was_given_and_no_other() {
    let system = System::start();
    employ(&system);
    let desk = Desk {
        system: &system,
        name: "coordinator",
        now: 0,
    };
    let invite = |role: &str, agency: &str| {
        let fields = [
            ("nama", "Siti <b>"),
            ("peran", role),
            ("instansi", agency),
            ("unit", ""),
            ("alasan", "SK uji"),
        ];
        desk.post("/meja/atur/undang", &fields)
    };
    for (role, agency) in [
        ("national_admin", ""),
        ("inspectorate", "kab-grobogan"),
        ("agency_coordinator", "kab-demak"),
    ] {
        let reply = invite(role, agency);
        assert_eq!(reply.status, 422);
        assert!(reply.body.contains("Siti &lt;b&gt;") || reply.body.contains("Siti <b>\""));
    }
    assert_eq!(
        system.count("select count(*) from officer where name like 'Siti%'"),
        0
    );
    let made = invite("channel_operator", "kab-grobogan");
    assert_eq!(made.status, 201, "{}", excerpt(&made.body));
    assert_eq!(made.header("cache-control"), "no-store");
    let link = made.body.split("/meja/undangan/").nth(1).unwrap();
    let token = link.split('<').next().unwrap();
    // Made at this time, so it is opened at this time.
    let at_once = [("simulated-now", "0")];
    let opened = system.send("GET", &format!("/meja/undangan/{token}"), &at_once, None);
    assert_eq!(opened.status, 200);
    let held = system.sql(
        "select r.role, r.agency_id from officer_role r join officer o on o.id = r.officer_id where o.name like 'Siti%'",
    );
    assert_eq!(held.len(), 1);
    assert_eq!(held[0]["role"], "channel_operator");
    assert_eq!(
        system.count("select count(*) from reference_change where before is null"),
        1
    );
    // Only what may be changed may be invited again.
    assert_eq!(
        desk.post("/meja/atur/petugas/o-inspector/undangan", &[])
            .status,
        404
    );
    let again = desk.post("/meja/atur/petugas/o-liaison/undangan", &[]);
    assert_eq!(again.status, 201, "{}", excerpt(&again.body));
}
