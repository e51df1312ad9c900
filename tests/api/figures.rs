//! Figures: counted by the clock from what is public, and found again by anybody from the public cases.

use crate::life::world::{Case, appoint, assign, wib};
use serde_json::json;
use std::collections::BTreeMap;
use system_tests::{Reply, System};

/// A Monday; the running month is November 2026.
const NOW: &str = "2026-11-16 09:00";

/// The cells of a file of open data, by column.
fn table(reply: &Reply) -> Vec<BTreeMap<String, String>> {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let cells = |line: &str| -> Vec<String> {
        let line = line
            .strip_prefix('"')
            .and_then(|line| line.strip_suffix('"'))
            .unwrap();
        line.split("\",\"").map(str::to_owned).collect()
    };
    let mut lines = reply.body.split("\r\n").filter(|line| !line.is_empty());
    let head = cells(lines.next().unwrap());
    lines
        .map(|line| head.iter().cloned().zip(cells(line)).collect())
        .collect()
}

fn answer() -> serde_json::Value {
    json!({"command": "answer", "outcome": "cannot_do", "basis": "Perda 1/2026",
        "text": "Jalan itu milik perusahaan dan tidak dapat kami perbaiki."})
}

/// Sixteen public cases of two months and two agencies, one confidential, one nobody has looked at.
fn live_a_little(system: &System) -> String {
    appoint(system);
    for number in 0..16 {
        let (month, day) = (10 + number % 2, 2 + number / 2);
        let filed = format!("2026-{month}-{day:02} 10:00");
        let mut case = Case::filed(system, &filed, json!({"anonymous": true}));
        // Every fifth is verified too late.
        let verified = day + if number % 5 == 0 { 7 } else { 1 };
        case.at(&format!("2026-{month}-{verified:02} 11:00"));
        match number % 4 {
            3 => case.does("admin", assign("kab-demak", Some("kabkota:dpupr"))),
            _ => case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr"))),
        };
        if number % 4 == 0 {
            case.now += 3_600_000 * i64::from(number);
            case.does("liaison", answer());
        }
        if number % 8 == 0 {
            let confirm = json!({"command": "confirm", "stars": 4, "solved": "partly"});
            case.does("reporter", confirm);
        }
    }
    let secret = Case::filed(system, "2026-11-03 10:00", json!({"confidential": true}));
    secret.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    Case::filed(system, "2026-11-12 10:00", json!({}));
    secret.code
}

/// What the counts of one subject should be, from the public cases alone.
fn recount(
    cases: &[BTreeMap<String, String>],
    is_of: &dyn Fn(&BTreeMap<String, String>) -> bool,
) -> BTreeMap<&'static str, String> {
    let cases: Vec<_> = cases.iter().filter(|case| is_of(case)).collect();
    let share = |column: &str| {
        let said = cases.iter().filter(|case| !case[column].is_empty());
        let yes = said.clone().filter(|case| case[column] == "1").count();
        (yes, said.count())
    };
    let mut found = BTreeMap::from([("received", cases.len().to_string())]);
    for (name, column) in [
        ("verified", "verified_in_time"),
        ("replied", "replied_in_time"),
        ("done", "done_in_time"),
    ] {
        let (yes, of) = share(column);
        let no = of - yes;
        let few = |count: usize| (1..5).contains(&count);
        let most = (4 * 100_usize).div_ceil(of.max(1)).min(100);
        let (percent, bound) = match (few(yes), few(no)) {
            _ if of < 5 => (String::new(), ""),
            (true, true) => (String::new(), ""),
            (true, false) => (most.to_string(), "at_most"),
            (false, true) => ((100 - most).to_string(), "at_least"),
            (false, false) => (((yes * 100 + of / 2) / of).to_string(), "equal"),
        };
        let columns = match name {
            "verified" => ("verified_percent", "verified_bound"),
            "replied" => ("replied_percent", "replied_bound"),
            _ => ("done_percent", "done_bound"),
        };
        found.insert(columns.0, percent);
        found.insert(columns.1, bound.to_owned());
    }
    found
}

#[test]
fn figures_are_counted_by_the_clock_and_found_again_from_the_public_cases() {
    let system = System::start();
    let before = system.get("/statistik");
    assert_eq!(before.status, 503);
    assert!(before.body.contains("Statistik belum dihitung"));
    assert_eq!(system.get("/data/angka.csv").status, 503);

    let secret = live_a_little(&system);
    // The first run publishes the cases and the names, and counts.
    assert_eq!(system.sweep(wib(NOW)).status, 200);
    let run =
        "select cases as n from job_run where job = 'figures' and is_complete = 1 and error is null
      order by id desc limit 1";
    assert_eq!(system.count(run), 16);

    let now = wib(NOW).to_string();
    let get = |path: &str| system.send("GET", path, &[("simulated-now", &now)], None);
    let mut cases = table(&get("/data/kasus.csv?bulan=2026-10"));
    cases.extend(table(&get("/data/kasus.csv?bulan=2026-11")));
    assert_eq!(cases.len(), 16);
    let figures = table(&get("/data/angka.csv"));
    let of = |subject: &str, code: &str, period: &str| {
        let mut lines = figures.iter();
        lines.find(|line| {
            line["subject"] == subject && line["code"] == code && line["period"] == period
        })
    };
    let year = "2025-12/2026-11";
    let is_of = |column: &'static str, value: &'static str| {
        move |case: &BTreeMap<String, String>| case[column] == value
    };
    type Asked<'a> = (
        &'a str,
        &'a str,
        &'a str,
        Box<dyn Fn(&BTreeMap<String, String>) -> bool>,
    );
    let asked: [Asked<'_>; 5] = [
        ("nation", "", year, Box::new(|_| true)),
        ("nation", "", "2026-10", Box::new(is_of("month", "2026-10"))),
        ("nation", "", "2026-11", Box::new(is_of("month", "2026-11"))),
        ("region", "33", year, Box::new(|_| true)),
        ("category", "JLN", year, Box::new(|_| true)),
    ];
    for (subject, code, period, is_of) in asked {
        let line = of(subject, code, period).unwrap_or_else(|| panic!("{subject} {code} {period}"));
        for (column, value) in recount(&cases, &is_of) {
            assert_eq!(line[column], value, "{subject} {code} {period} {column}");
        }
    }
    // Four of sixteen are Demak's: hidden, and Grobogan's twelve with them, which sixteen would give away.
    for agency in ["kab-demak", "kab-grobogan"] {
        assert_eq!(
            of("agency", agency, year).unwrap()["received"],
            "",
            "{agency}"
        );
    }

    let page = get("/statistik");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<b>16</b>"), "{}", page.body);
    for path in [
        "/en/statistik",
        "/statistik?wilayah=33",
        "/statistik?wilayah=33.15",
        "/statistik?kategori=JLN",
        "/statistik?kategori=JLN-01",
        "/statistik/metode",
        "/instansi/kab-grobogan",
        "/en/instansi/kab-demak",
        "/instansi/kemenpu",
        "/data/angka.json",
        "/data/kasus.csv",
    ] {
        let reply = get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert!(!reply.body.contains(&secret), "{path}");
    }
    for path in [
        "/statistik?wilayah=99",
        "/statistik?wilayah=%00",
        "/statistik?kategori=XXX-99",
        "/statistik?wilayah=33&wilayah=34",
        "/instansi/tidak-ada",
        "/-/figures",
    ] {
        assert_eq!(get(path).status, 404, "{path}");
    }
    for path in [
        "/statistik?wilayah=33&kategori=JLN",
        "/data/kasus.csv?bulan=2026-13",
        "/data/kasus.csv?setelah=x",
        "/data/kasus.csv?lewat=zz",
    ] {
        assert_eq!(get(path).status, 422, "{path}");
    }
    assert_eq!(system.send("POST", "/-/figures", &[], None).status, 404);
}
