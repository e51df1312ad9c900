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
        ("peran", "channel_operator"),
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
        // Who leads a government is appointed by the nation.
        ("agency_coordinator", "kab-grobogan", "", "di luar wewenang"),
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
    // Whoever watches over administrators is made by the operator: not even the nation gives that.
    let admin = Desk {
        name: "admin",
        ..desk
    };
    for role in ["custodian", "auditor"] {
        let fields = [("aktif", "1"), ("tetap-0", "1"), ("peran", role)];
        let reply = changes(&admin, "liaison", &fields);
        assert_eq!(reply.status, 422, "{role}");
        let words = excerpt(&reply.body);
        assert!(words.contains("di luar wewenang"), "{role}: {words}");
        let form = admin.get("/meja/atur/undang");
        assert!(!form.body.contains(&format!("value=\"{role}\"")));
        let path = format!("/meja/atur/petugas/o-{role}");
        let reply = admin.post(&path, &[("alasan", "x"), ("versi", "x")]);
        assert_eq!(reply.status, 403, "{role}");
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
    let admin = Desk {
        name: "admin",
        ..desk
    };
    let fields = [
        ("aktif", "1"),
        ("tetap-0", "1"),
        ("peran", "agency_coordinator"),
        ("instansi", "kab-grobogan"),
    ];
    assert_eq!(changes(&admin, "liaison", &fields).status, 303);
    // And changed by it alone.
    let form = desk.get("/meja/atur/petugas/o-liaison");
    assert!(excerpt(&form.body).contains("tidak bisa Anda ubah"));
    let reply = desk.post(
        "/meja/atur/petugas/o-liaison/undangan",
        &[("alasan", "lupa")],
    );
    assert_eq!(reply.status, 403);
    assert_eq!(system.count("select count(*) from invitation"), 0);
}

fn invites(desk: &Desk<'_>, role: &str, agency: &str, unit: &str) -> Reply {
    let fields = [
        ("nama", "Siti"),
        ("peran", role),
        ("instansi", agency),
        ("unit", unit),
        ("alasan", "SK uji"),
    ];
    desk.post("/meja/atur/undang", &fields)
}

#[test]
fn a_tier_above_has_no_hand_in_the_accounts_of_a_government_below() {
    let system = System::start();
    employ(&system);
    let province = Desk {
        system: &system,
        name: "province",
        now: 0,
    };
    let list = province.get("/meja/atur/petugas");
    assert_eq!(list.status, 200);
    assert!(list.body.contains("Petugas province"));
    for (officer, name) in [("o-coordinator", "coordinator"), ("o-liaison", "liaison")] {
        assert!(!list.body.contains(&format!("Petugas {name}")));
        let path = format!("/meja/atur/petugas/{officer}");
        assert_eq!(province.get(&path).status, 404);
        let fields = [("alasan", "SK uji"), ("aktif", "1"), ("tetap-0", "1")];
        assert_eq!(province.post(&path, &fields).status, 404);
        let again = province.post(&format!("{path}/undangan"), &fields);
        assert_eq!(again.status, 404);
    }
    for (role, unit) in [
        ("agency_coordinator", ""),
        ("liaison_officer", "kabkota:dpupr"),
        ("channel_operator", ""),
    ] {
        let reply = invites(&province, role, "kab-grobogan", unit);
        assert_eq!(reply.status, 422, "{role}");
        assert!(excerpt(&reply.body).contains("di luar wewenang"), "{role}");
    }
    assert_eq!(
        invites(&province, "channel_operator", "prov-jawa-tengah", "").status,
        201
    );
    // The cities of Jakarta do not govern themselves: the province appoints there, also who leads them.
    system.execute(
        "update officer_role set agency_id = 'prov-dki-jakarta' where officer_id = 'o-demak';
         update session set revoked_at = null where officer_id = 'o-demak'",
    );
    let jakarta = Desk {
        name: "demak",
        ..province
    };
    for (role, agency, expected) in [
        ("agency_coordinator", "kota-adm-jakarta-pusat", 201),
        ("channel_operator", "kota-adm-jakarta-pusat", 201),
        ("channel_operator", "prov-dki-jakarta", 201),
        ("agency_coordinator", "prov-dki-jakarta", 422),
        ("channel_operator", "prov-jawa-tengah", 422),
    ] {
        let reply = invites(&jakarta, role, agency, "");
        assert_eq!(reply.status, expected, "{role} {agency}");
    }
}

#[test]
fn nobody_changes_their_own_account() {
    let system = System::start();
    employ(&system);
    for name in ["admin", "coordinator"] {
        let desk = Desk {
            system: &system,
            name,
            now: 0,
        };
        let path = format!("/meja/atur/petugas/o-{name}");
        let form = desk.get(&path);
        assert!(excerpt(&form.body).contains("akun Anda sendiri"), "{name}");
        let fields = [
            ("aktif", "1"),
            ("tetap-0", "1"),
            ("peran", "channel_operator"),
            ("instansi", "kab-grobogan"),
            ("alasan", "SK uji"),
        ];
        assert_eq!(desk.post(&path, &fields).status, 403, "{name}");
        let again = desk.post(&format!("{path}/undangan"), &fields);
        assert_eq!(again.status, 403, "{name}");
        assert_eq!(roles(&system, name), 1);
    }
    assert_eq!(system.count("select count(*) from invitation"), 0);
}

#[test]
fn inviting_again_takes_a_reason_and_is_told_to_history_auditor_and_owner() {
    let system = System::start();
    employ(&system);
    let desk = Desk {
        system: &system,
        name: "coordinator",
        now: 0,
    };
    let path = "/meja/atur/petugas/o-liaison/undangan";
    for blank in ["", "  "] {
        let reply = desk.post(path, &[("alasan", blank)]);
        assert_eq!(reply.status, 422, "{}", excerpt(&reply.body));
        assert!(reply.body.contains("id=\"sebab-e\""));
    }
    let unproved = Desk {
        name: "coordinator-unproved",
        ..desk
    };
    let reply = unproved.post(path, &[("alasan", "Ponsel hilang")]);
    assert_eq!(reply.status, 403);
    assert!(reply.body.contains("value=\"Ponsel hilang\""));
    let nothing = "select (select count(*) from invitation) + (select count(*) from access_log)
      + (select count(*) from reference_change_set)";
    assert_eq!(system.count(nothing), 0);

    let reply = desk.post(path, &[("alasan", "Ponsel hilang")]);
    assert_eq!(reply.status, 201, "{}", excerpt(&reply.body));
    let told = "select count(*) from reference_change_set s
      join reference_change c on c.change_set_id = s.id
      where s.kind = 'officer' and s.officer_id = 'o-coordinator' and s.reason = 'Ponsel hilang'
        and c.row_key = 'o-liaison' and c.after ->> 'invited_again' = 1";
    assert_eq!(system.count(told), 1);
    let of = |name| Desk { name, ..desk };
    let history = of("admin").get("/meja/atur/riwayat");
    assert!(history.body.contains("Ponsel hilang") && history.body.contains("o-liaison"));
    let log = of("auditor").get("/meja/segel/catatan?jenis=officer_invited_again");
    assert_eq!(log.status, 200);
    assert!(log.body.contains("Petugas coordinator") && log.body.contains("Petugas liaison"));
    let file = of("auditor").get("/meja/segel/catatan.csv?petugas=o-liaison");
    assert!(file.body.contains("\"mengundang ulang petugas\""));
    assert!(file.body.contains("\"o-liaison\",\"Petugas liaison\""));
    let own = of("liaison").get("/meja/akun");
    assert!(
        own.body.contains("oleh Petugas coordinator"),
        "{}",
        excerpt(&own.body)
    );
    // Whom administrators are watched by, they do not invite.
    let admin = of("admin");
    for name in ["custodian", "auditor"] {
        let form = admin.get(&format!("/meja/atur/petugas/o-{name}"));
        assert!(form.body.contains("cargo xtask admin invite"));
        let path = format!("/meja/atur/petugas/o-{name}/undangan");
        let reply = admin.post(&path, &[("alasan", "Ponsel hilang")]);
        assert_eq!(reply.status, 403, "{name}");
    }
    assert_eq!(system.count("select count(*) from invitation"), 1);
    // A link that was kept opens no account that has other rights by now.
    system.execute("update officer set login = 'liaison' where id = 'o-liaison'");
    let fields = [
        ("aktif", "1"),
        ("tetap-0", "1"),
        ("peran", "channel_operator"),
        ("instansi", "kab-grobogan"),
    ];
    assert_eq!(changes(&admin, "liaison", &fields).status, 303);
    let open = "select count(*) from invitation where used_at is null";
    assert_eq!(system.count(open), 0);
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

    // In the moment in which one takes the other's rights, the other takes theirs.
    system.execute(
        "create trigger the_other_was_faster after insert on reference_change_set
         begin update officer set is_active = 0 where id = 'o-admin'; end",
    );
    for fields in [vec![("aktif", "1")], vec![("tetap-0", "1")]] {
        let reply = changes(&admin, "second-admin", &fields);
        assert_eq!(reply.status, 409, "{}", excerpt(&reply.body));
        assert!(excerpt(&reply.body).contains("admin nasional aktif yang terakhir"));
    }
    system.execute("drop trigger the_other_was_faster");
    let reply = changes(&admin, "second-admin", &[("aktif", "1")]);
    assert_eq!(reply.status, 303, "{}", excerpt(&reply.body));
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
    let again = desk.post(
        "/meja/atur/petugas/o-inspector/undangan",
        &[("alasan", "lupa")],
    );
    assert_eq!(again.status, 403);
}

#[test]
fn an_invitation_that_is_sent_twice_makes_one_officer() {
    let system = System::start();
    employ(&system);
    let admin = Desk {
        system: &system,
        name: "admin",
        now: 0,
    };
    let form = admin.get("/meja/atur/undang").body;
    let (_, rest) = form
        .split_once("name=\"id\" value=\"")
        .expect("the form has an id");
    let (id, _) = rest.split_once('"').expect("a value");
    let fields = [
        ("id", id),
        ("nama", "Siti Dua"),
        ("peran", "observer"),
        ("alasan", "SK uji"),
    ];
    let first = admin.post("/meja/atur/undang", &fields);
    assert_eq!(first.status, 201, "{}", excerpt(&first.body));
    let second = admin.post("/meja/atur/undang", &fields);
    assert_eq!(second.status, 409);
    assert!(excerpt(&second.body).contains("terkirim dua kali"));
    assert!(!second.body.contains("/meja/undangan/"));
    let officers = "select count(*) from officer where name = 'Siti Dua'";
    assert_eq!(system.count(officers), 1);
    assert_eq!(system.count("select count(*) from invitation"), 1);
    // Nor does the form open an account that is there: it takes a reason, on its own page.
    let fields = [
        ("id", "o-liaison"),
        ("nama", "Petugas liaison"),
        ("peran", "liaison_officer"),
        ("instansi", "kab-grobogan"),
        ("alasan", "SK uji"),
    ];
    admin.post("/meja/atur/undang", &fields);
    let theirs = "select count(*) from invitation where officer_id = 'o-liaison'";
    assert_eq!(system.count(theirs), 0);
}
