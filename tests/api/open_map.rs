//! `/peta` and positions by our own polygons; posters.

use crate::life::world::{Case, KEY, appoint, assign, wib};
use serde_json::{Value, json};
use system_tests::{Reply, System};

const DAY: &str = "2026-11-24 10:00";

fn world() -> System {
    let system = System::start();
    appoint(&system);
    assert_eq!(system.sweep(wib("2026-11-24 09:00")).status, 200);
    system
}

fn read(system: &System, path: &str) -> Reply {
    let now = wib("2026-11-25 10:00").to_string();
    system.send("GET", path, &[("simulated-now", now.as_str())], None)
}

/// A position within Gubug, and one at sea far from everything.
const GUBUG: (f64, f64) = (-7.06, 110.67);
const SEA: (f64, f64) = (-4.5, 110.5);

fn suggested(system: &System, words: &str, place: Option<&str>, at: (f64, f64)) -> Value {
    let path = api_types::paths::complaint(&System::new_id());
    let mut body = json!({"text": words, "lat": at.0, "lon": at.1, "accuracy_m": 20});
    if let Some(place) = place {
        body["place"] = json!(place);
    }
    let headers = [("content-type", "application/json")];
    let reply = system.send("PUT", &path, &headers, Some(body.to_string().as_bytes()));
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.json()["suggestion"].clone()
}

#[test]
fn a_position_becomes_its_district_and_words_win_over_it() {
    let system = System::shared();
    let found = suggested(system, "Jalan berlubang di depan rumah", None, GUBUG);
    assert_eq!(found["region"], "33.15.17", "{found}");
    let reasons = found["reasons"].to_string();
    assert!(reasons.contains("position_inside"), "{reasons}");
    let named = suggested(
        system,
        "Jalan berlubang di depan rumah",
        Some("Kabupaten Jepara"),
        GUBUG,
    );
    assert_eq!(named["region"], "33.20", "{named}");
    let finer = suggested(
        system,
        "Jalan berlubang di depan rumah",
        Some("Kabupaten Grobogan"),
        GUBUG,
    );
    assert_eq!(finer["region"], "33.15.17", "{finer}");
    let at_sea = suggested(system, "Jalan berlubang di depan rumah", None, SEA);
    assert!(at_sea["region"].is_null(), "{at_sea}");
}

#[test]
fn the_map_leads_from_the_country_to_a_case_and_never_tells_a_protected_place() {
    let system = world();
    let case = Case::filed(
        &system,
        DAY,
        json!({"text": "Jalan rusak di depan pasar Gubug", "access_key": KEY, "lat": GUBUG.0, "lon": GUBUG.1}),
    );
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let secret = Case::filed(
        &system,
        DAY,
        json!({"text": "Jalan zirafah di Gubug", "access_key": KEY, "lat": GUBUG.0, "lon": GUBUG.1, "confidential": true}),
    );
    secret.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let protected = Case::filed(
        &system,
        DAY,
        json!({"text": "Istri dipukuli suami tiap malam", "access_key": KEY, "lat": GUBUG.0, "lon": GUBUG.1,
            "place": "gang Kenanga rumah ketiga", "landmark": "pagar hijau"}),
    );
    let mut assigned = assign("kab-grobogan", Some("kabkota:dp3a"));
    assigned["category"] = json!("PPA-01");
    assigned["title"] = json!("Kekerasan di rumah");
    protected.does("admin", assigned);
    let page = read(&system, &format!("/l/{}", protected.code));
    assert!(page.body.contains("Istri dipukuli"), "{}", page.body);
    for told in ["Kenanga", "pagar hijau", "/dukung"] {
        assert!(!page.body.contains(told), "{told}: {}", page.body);
    }
    let own = read(&system, &format!("/l/{}?k={KEY}", protected.code));
    assert!(own.body.contains("pagar hijau") && own.body.contains("Kenanga"));
    for words in ["pagar+hijau", "kenanga"] {
        let found = read(&system, &format!("/laporan?q={words}"));
        assert!(!found.body.contains(&protected.code), "{words}");
    }
    let nation = read(&system, "/peta");
    assert_eq!(nation.status, 200, "{}", nation.body);
    assert!(nation.body.contains("<svg class=om-map"));
    assert!(
        nation
            .body
            .contains("aria-label=\"Jawa Tengah: kurang dari 5 laporan\""),
        "{}",
        nation.body
    );
    let province = read(&system, "/peta?wilayah=33");
    assert!(province.body.contains("href=\"/peta?wilayah=33.15\""));
    let regency = read(&system, "/peta?wilayah=33.15");
    assert_eq!(
        regency.body.matches("class=om-dot").count(),
        1,
        "{}",
        regency.body
    );
    assert!(regency.body.contains(&protected.code));
    assert!(regency.body.contains(&format!("/l/{}", case.code)));
    assert!(!regency.body.contains(&secret.code) && !regency.body.contains("zirafah"));
    let english = read(
        &system,
        "/en/peta?wilayah=33.15.17&status=assigned&kategori=JLN",
    );
    assert!(english.body.contains(&format!("/en/l/{}", case.code)));
    for filter in [
        "q=pasar",
        "dari=2026-11-24&sampai=2026-11-24",
        "kategori=JLN-01",
    ] {
        let found = read(&system, &format!("/peta?wilayah=33.15&{filter}"));
        assert!(
            found.body.contains("Gubug: kurang dari 5 laporan"),
            "{filter}"
        );
        assert!(found.body.contains(&case.code), "{filter}");
    }
    let none = read(&system, "/peta?wilayah=33.15&q=sampah");
    assert!(!none.body.contains(&case.code));
    for (path, status) in [
        ("/peta?wilayah=99", 422),
        ("/peta?wilayah=..%2F..", 422),
        ("/peta?status=x", 422),
        ("/en/peta?wilayah=31", 200),
    ] {
        assert_eq!(read(&system, path).status, status, "{path}");
    }
    // Once kept at the edge, and gone with the case.
    case.does("reporter", json!({"command": "withdraw"}));
    let after = read(&system, "/peta?wilayah=33.15");
    assert!(!after.body.contains(&case.code) && !after.body.contains("class=om-dot"));
}

#[test]
fn posters_are_there_for_agencies_and_villages_in_both_languages() {
    let system = world();
    for (path, expected) in [
        ("/poster", "/poster?wilayah=33"),
        ("/poster?wilayah=33.15", "/poster/kab-grobogan"),
        ("/poster?wilayah=33.15.17", "/poster/33.15.17.2001"),
        ("/poster/kab-grobogan", "/en/poster/kab-grobogan/a3"),
        ("/poster/kab-grobogan/a4", "size:210mm 297mm"),
        ("/en/poster/33.15.17.2001/spanduk", "size:3000mm 1000mm"),
        ("/poster/33.15.17.2001/a3", "Kec. Gubug, Kabupaten Grobogan"),
    ] {
        let reply = read(&system, path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert!(reply.body.contains(expected), "{path}: {}", reply.body);
    }
    for path in [
        "/poster/nobody/a4",
        "/poster/kab-grobogan/a5",
        "/poster/33.15.17.2999",
        "/poster?wilayah=99",
        "/poster/%3Cb%3E/a4",
    ] {
        assert_eq!(read(&system, path).status, 404, "{path}");
    }
}
