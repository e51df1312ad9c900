//! `/meja/laporan-bulanan`: a month of one agency, for who leads it and for nobody else.

use crate::desk_people::{cookie, employ, get};
use crate::life::world::{Case, assign, wib};
use serde_json::json;
use system_tests::{Reply, System};

/// In December the month before is November.
const NOW: &str = "2026-12-03 10:00";

fn asked(system: &System, who: &str, path: &str) -> Reply {
    get(system, wib(NOW), &cookie(who), path)
}

fn assigned<'a>(system: &'a System, agency: &str, unit: &str) -> Case<'a> {
    let case = Case::filed(system, "2026-11-10 10:00", json!({}));
    case.does("admin", assign(agency, Some(unit)));
    case
}

#[test]
fn whoever_leads_an_agency_reads_its_month_and_no_other() {
    let system = System::start();
    employ(&system);
    let own = assigned(&system, "kab-grobogan", "kabkota:dpupr");
    let other = assigned(&system, "kab-demak", "kabkota:dpupr");
    let earlier = Case::filed(&system, "2026-10-10 10:00", json!({}));
    earlier.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let file = "/meja/laporan-bulanan.csv";
    for (who, query, expected) in [
        ("coordinator", "", Some(&own)),
        ("head", "?instansi=kab-grobogan", Some(&own)),
        ("coordinator", "?bulan=2026-10", Some(&earlier)),
        ("demak", "?bulan=2026-11", Some(&other)),
        ("admin", "?bulan=2026-11&instansi=kab-demak", Some(&other)),
        ("admin", "?bulan=2026-11", None),
        ("province", "", None),
    ] {
        let about = format!("{who} {query}");
        let csv = asked(&system, who, &format!("{file}{query}"));
        assert_eq!(csv.status, 200, "{about}: {}", csv.body);
        assert_eq!(
            csv.header("content-type"),
            "text/csv; charset=utf-8; header=present"
        );
        assert_eq!(csv.header("cache-control"), "no-store");
        for column in [
            "Nomor",
            "Diterima",
            "Status",
            "Tenggat (tanggal)",
            "Kode kategori",
        ] {
            assert!(csv.body.contains(column), "{about}: {column}");
        }
        let is_november = expected.is_some_and(|case| case.code != earlier.code);
        assert!(!is_november || csv.body.contains("2026-11-10"), "{about}");
        for case in [&own, &other, &earlier] {
            let is_expected = expected.is_some_and(|expected| expected.code == case.code);
            assert_eq!(
                csv.body.contains(&case.code),
                is_expected,
                "{about}: {}",
                csv.body
            );
        }
        let page = asked(&system, who, &format!("/meja/laporan-bulanan{query}"));
        assert_eq!(page.status, 200, "{about}");
    }
}

#[test]
fn what_is_not_there_is_refused_and_never_replaced() {
    let system = System::start();
    employ(&system);
    let own = assigned(&system, "kab-grobogan", "kabkota:dpupr");
    for path in ["/meja/laporan-bulanan", "/meja/laporan-bulanan.csv"] {
        for (who, query) in [
            ("coordinator", "?bulan=2026-11&instansi=kab-demak"),
            ("demak", "?bulan=2026-11&instansi=kab-grobogan"),
            ("province", "?instansi=kab-grobogan"),
            ("head", "?instansi=kab-demak"),
            ("coordinator", "?instansi=%00"),
            ("admin", "?instansi=kab-tidak-ada"),
            ("coordinator", "?bulan=2026-13"),
            ("coordinator", "?bulan=2027-01"),
        ] {
            let reply = asked(&system, who, &format!("{path}{query}"));
            assert_eq!(reply.status, 404, "{who} {path}{query}: {}", reply.body);
            assert!(!reply.body.contains(&own.code), "{who} {path}{query}");
        }
    }
    let page = asked(
        &system,
        "coordinator",
        "/en/meja/laporan-bulanan?instansi=kab-demak",
    );
    assert!(page.body.contains("not your agency"), "{}", page.body);
}

#[test]
fn a_head_of_agency_finds_the_report_of_a_month() {
    let system = System::start();
    employ(&system);
    let home = asked(&system, "head", "/meja");
    assert_eq!(
        (home.status, home.header("location")),
        (303, "/meja/akun"),
        "{}",
        home.body
    );
    let own = asked(&system, "head", "/meja/akun");
    assert_eq!(own.status, 200);
    assert!(own.body.contains("/meja/laporan-bulanan"), "{}", own.body);
}

#[test]
fn whoever_leads_no_agency_is_told_that_it_is_not_for_them() {
    let system = System::start();
    employ(&system);
    let case = assigned(&system, "kab-grobogan", "kabkota:dpupr");
    for path in ["/meja/laporan-bulanan", "/meja/laporan-bulanan.csv"] {
        let query = format!("{path}?bulan=2026-11&instansi=kab-grobogan");
        for who in [
            "liaison",
            "other-unit",
            "observer",
            "operator",
            "ombudsman",
            "custodian",
            "auditor",
        ] {
            let reply = asked(&system, who, &query);
            assert_eq!(reply.status, 403, "{who} {path}: {}", reply.body);
            assert!(reply.body.contains("bukan untuk peran Anda"), "{who}");
            assert!(!reply.body.contains(&case.code));
        }
        let nobody = get(&system, wib(NOW), "", &query);
        assert_eq!(nobody.status, 303);
        assert!(nobody.header("location").starts_with("/meja/masuk?"));
    }
}
