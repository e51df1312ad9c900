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
        (
            "coordinator",
            "?bulan=2026-11&instansi=kab-demak",
            Some(&own),
        ),
        ("coordinator", "?bulan=2026-10", Some(&earlier)),
        ("coordinator", "?bulan=2026-13&instansi=%00", Some(&own)),
        (
            "demak",
            "?bulan=2026-11&instansi=kab-grobogan",
            Some(&other),
        ),
        ("admin", "?bulan=2026-11&instansi=kab-demak", Some(&other)),
        ("admin", "?bulan=2026-11", None),
        ("province", "?instansi=kab-grobogan", None),
    ] {
        let about = format!("{who} {query}");
        let csv = asked(&system, who, &format!("{file}{query}"));
        assert_eq!(csv.status, 200, "{about}: {}", csv.body);
        assert_eq!(
            csv.header("content-type"),
            "text/csv; charset=utf-8; header=present"
        );
        assert_eq!(csv.header("cache-control"), "no-store");
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
    let page = asked(
        &system,
        "coordinator",
        "/en/meja/laporan-bulanan?instansi=kab-demak",
    );
    assert!(
        page.body.contains("Grobogan") && !page.body.contains("Demak"),
        "{}",
        page.body
    );
}

#[test]
fn whoever_leads_no_agency_is_led_back_to_their_desk() {
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
            assert_eq!(reply.status, 303, "{who} {path}: {}", reply.body);
            assert_eq!(reply.header("location"), "/meja", "{who}");
            assert!(!reply.body.contains(&case.code));
        }
        let nobody = get(&system, wib(NOW), "", &query);
        assert_eq!(nobody.status, 303);
        assert!(nobody.header("location").starts_with("/meja/masuk?"));
    }
}
