//! What is not public, hunted in every room, feed, count, file and answer to programs.

use super::{DAY, published, read, world};
use crate::life::world::{Case, assign, wib};
use serde_json::json;
use system_tests::System;

/// In the words of everything that is hunted, in no name and in no text of ours.
const MARKER: &str = "zirafah";
/// A place within Gubug.
const AT: (f64, f64) = (-7.06, 110.67);

/// Everything that a stranger can ask for. What is typed comes back in a form and is not counted.
fn everywhere() -> Vec<String> {
    let mut places = Vec::new();
    for query in [
        "",
        "?q=zirafah",
        "?q=zrfh+jalna",
        "?q=jalan",
        "?wilayah=33.15",
        "?wilayah=33.15.17",
        "?kategori=JLN-01",
        "?instansi=kab-grobogan",
        "?status=assigned",
        "?status=closed",
        "?dari=2026-11-24&sampai=2026-11-24",
        "?urut=dukungan",
    ] {
        for room in [
            "/laporan",
            "/en/laporan",
            "/laporan.atom",
            "/api/v1/public-complaints",
            "/peta",
        ] {
            places.push(format!("{room}{query}"));
        }
    }
    let more = [
        "/sitemap.xml",
        "/sitemap/2026-11-24.xml",
        "/sitemap/halaman.xml",
        "/statistik",
        "/statistik?wilayah=33",
        "/statistik?wilayah=33.15",
        "/statistik?kategori=JLN",
        "/en/statistik?kategori=JLN-01",
        "/instansi/kab-grobogan",
        "/data/angka.csv",
        "/data/angka.json",
        "/data/kasus.csv?bulan=2026-11",
        "/",
        "/lapor",
    ];
    places.extend(more.map(str::to_owned));
    places
}

struct Hunted<'a> {
    gone: Vec<Case<'a>>,
    masked: Case<'a>,
    seen: Vec<Case<'a>>,
}

fn marked() -> serde_json::Value {
    json!({
        "text": "Jalan zirafah rusak di Gubug", "landmark": "sumur zirafah",
        "place": "rumah zirafah, Kecamatan Gubug, Kabupaten Grobogan", "lat": AT.0, "lon": AT.1,
    })
}

fn file_all(system: &System) -> Hunted<'_> {
    let seen = (0..6).map(|minute| {
        let at = format!("2026-11-24 10:{minute:02}");
        published(system, &at, "Jalan rusak di depan pasar Gubug", "Jalan")
    });
    let seen: Vec<_> = seen.collect();
    let to = || {
        let mut command = assign("kab-grobogan", Some("kabkota:dpupr"));
        command["title"] = json!("Jalan zirafah");
        command["category"] = json!("JLN-01");
        command
    };
    let waiting = Case::filed(system, DAY, marked());
    let mut words = marked();
    words["confidential"] = json!(true);
    let confidential = Case::filed(system, DAY, words);
    confidential.does("admin", to());
    let misconduct = Case::filed(system, DAY, marked());
    let mut command = to();
    command["kind"] = json!("supervisory_complaint");
    command["unit"] = json!(null);
    misconduct.does("admin", command);
    let withdrawn = Case::filed(system, DAY, marked());
    withdrawn.does("admin", to());
    withdrawn.does("reporter", json!({"command": "withdraw"}));
    let rejected = Case::filed(system, DAY, marked());
    let reason = json!({"command": "reject", "reason": "too_general", "sentence": "Terlalu umum."});
    rejected.does("admin", reason);
    let masked = Case::filed(system, DAY, marked());
    let mut command = to();
    command["title"] = json!("Jalan rusak");
    masked.does("admin", command);
    let text = "Jalan [nama] rusak di Gubug";
    masked.does("coordinator", json!({"command": "redact", "text": text}));
    Hunted {
        gone: vec![waiting, confidential, misconduct, withdrawn, rejected],
        masked,
        seen,
    }
}

#[test]
fn what_is_not_public_is_in_no_place_that_a_stranger_can_ask_for() {
    let system = world();
    let hunted = file_all(&system);
    assert_eq!(system.sweep(wib("2026-11-25 09:00")).status, 200);
    // Twice: made, then kept at the edge.
    for _ in 0..2 {
        for place in everywhere() {
            let reply = read(&system, &place, &[]);
            assert_eq!(reply.status, 200, "{place}: {}", reply.body);
            let body = match place.contains(MARKER) {
                true => reply.body.replace(MARKER, ""),
                false => reply.body.clone(),
            };
            assert!(!body.to_lowercase().contains(MARKER), "{place}: {body}");
            for case in &hunted.gone {
                let compact = case.code.replace('-', "");
                assert!(
                    !body.contains(&case.code) && !body.contains(&compact),
                    "{place}: {body}"
                );
            }
        }
    }
    // What is there is all there: six and the masked one, whose place is not told.
    let list = read(&system, "/api/v1/public-complaints", &[]).json();
    assert_eq!(list["complaints"].as_array().unwrap().len(), 7);
    let cases = read(&system, "/data/kasus.csv?bulan=2026-11", &[]).body;
    assert_eq!(cases.lines().count(), 8);
    let day = read(&system, "/sitemap/2026-11-24.xml", &[]).body;
    assert_eq!(day.matches("<loc>").count(), 7);
    let index = read(&system, "/sitemap.xml", &[]).body;
    assert!(index.contains("/sitemap/2026-11-24.xml</loc>"), "{index}");
    assert!(!index.contains("2026-11-23"), "nothing was received then");
    assert_eq!(read(&system, "/sitemap/2026-11-23.xml", &[]).status, 404);
    let map = read(&system, "/peta?wilayah=33.15", &[]).body;
    assert!(
        !map.contains("class=om-dot"),
        "the only point is a masked one"
    );
    assert!(map.contains(&hunted.masked.code));
    // Nor does the page of one tell a stranger, or a preview of it.
    for case in hunted.gone.iter().chain([&hunted.masked]) {
        for path in ["", "/en"] {
            let page = read(&system, &format!("{path}/l/{}", case.code), &[]);
            assert!(!page.body.contains(MARKER), "{}", page.body);
        }
        let one = read(
            &system,
            &api_types::paths::public_complaint(&case.code),
            &[],
        );
        assert!(!one.body.contains(MARKER), "{}", one.body);
    }
    // Nor what is kept for when the database is away.
    system.search("alter table projection rename to projection_away");
    for place in ["/laporan", "/laporan.atom", "/peta", "/peta?wilayah=33.15"] {
        let reply = read(&system, place, &[]);
        assert_eq!(reply.status, 200, "{place}");
        let mut gone = hunted.gone.iter();
        assert!(!reply.body.contains(MARKER), "{place}");
        assert!(gone.all(|case| !reply.body.contains(&case.code)), "{place}");
    }
    let stale = read(&system, "/laporan", &[]).body;
    assert!(hunted.seen.iter().all(|case| stale.contains(&case.code)));
}

#[test]
fn search_engines_are_shown_the_way_past_what_needs_a_key() {
    let system = world();
    let robots = system.get("/robots.txt");
    assert_eq!(robots.status, 200);
    let sitemap = format!("Sitemap: {}/sitemap.xml", system.origin());
    for line in [sitemap.as_str(), "Disallow: /l/*?", "Disallow: /meja"] {
        assert!(
            robots.body.lines().any(|said| said == line),
            "{}",
            robots.body
        );
    }
    assert_eq!(system.get("/sitemap.xml").status, 200);
    for path in [
        "/sitemap/x.xml",
        "/sitemap/2026-02-30.xml",
        "/sitemap/2026-11-24",
    ] {
        assert_eq!(system.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_preview_says_what_any_stranger_may_read_and_nothing_else() {
    let system = world();
    let public = published(
        &system,
        DAY,
        "Jalan \"rusak\" di Gubug",
        "Jalan <berlubang>",
    );
    let page = read(&system, &format!("/l/{}", public.code), &[]).body;
    for tag in [
        "<meta property=og:title content=\"Jalan &lt;berlubang&gt;\">".to_owned(),
        "<meta property=og:description content=\"Jalan &quot;rusak&quot; di Gubug\">".to_owned(),
        format!(
            "<meta property=og:url content=\"{}/l/{}\">",
            system.origin(),
            public.code
        ),
    ] {
        assert!(page.contains(&tag), "{tag}: {page}");
    }
    assert!(!page.contains("noindex"));
    // With the key in its address, it is for nobody else.
    let own = read(
        &system,
        &format!("/l/{}?k={}", public.code, public.key),
        &[],
    )
    .body;
    assert!(own.contains("noindex") && !own.contains("og:"), "{own}");
    let waiting = Case::filed(&system, DAY, marked());
    let page = read(&system, &format!("/l/{}", waiting.code), &[]).body;
    assert!(page.contains("noindex") && !page.contains(MARKER), "{page}");
    // A confidential one is as unknown as any other code.
    let mut words = marked();
    words["confidential"] = json!(true);
    let secret = Case::filed(&system, DAY, words);
    let unknown = "0000-0000-0000-0";
    let [secret, unknown] = [secret.code.as_str(), unknown].map(|code| {
        let page = read(&system, &format!("/l/{code}"), &[]);
        assert_eq!(page.status, 404);
        page.body.replace(code, "")
    });
    assert_eq!(secret, unknown);
    for path in [
        "/laporan",
        "/en/peta",
        "/instansi/kab-grobogan",
        "/statistik/metode",
    ] {
        let page = read(&system, path, &[]).body;
        for tag in ["og:title", "og:description", "og:image"] {
            assert!(
                page.contains(&format!("<meta property={tag} ")),
                "{path}: {tag}"
            );
        }
        let url = format!(
            "<meta property=og:url content=\"{}{path}\">",
            system.origin()
        );
        assert!(page.contains(&url), "{path}");
    }
}

#[test]
fn pages_stay_while_a_database_is_away_and_say_from_when_they_are() {
    let system = world();
    let case = published(&system, DAY, "Jalan rusak di depan pasar Gubug", "Jalan");
    assert_eq!(system.sweep(wib("2026-11-24 10:05")).status, 200);
    system.search("alter table projection rename to projection_away");
    system.search("alter table region_name rename to region_name_away");
    for (path, words) in [
        (
            "/peta",
            "Ini keadaan pada Selasa, 24 November 2026 pukul 10.05 WIB",
        ),
        (
            "/peta?wilayah=33.15&q=x",
            "Ini keadaan pada Selasa, 24 November 2026",
        ),
        (
            "/en/peta",
            "This is how it stood on Tuesday 24 November 2026",
        ),
        ("/laporan", "Ini keadaan pada Selasa, 24 November 2026"),
        (
            "/laporan.atom",
            "<subtitle>Daftar sedang tidak dapat diperbarui.",
        ),
    ] {
        let reply = read(&system, path, &[]);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert!(reply.body.contains(words), "{path}: {}", reply.body);
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
    }
    let map = read(&system, "/peta", &[]).body;
    assert!(
        map.contains("aria-label=\"Jawa Tengah: kurang dari 5 laporan\""),
        "{map}"
    );
    for path in ["/statistik", "/instansi/kab-grobogan", "/data/angka.csv"] {
        assert_eq!(read(&system, path, &[]).status, 200, "{path}");
    }
    for path in ["/laporan.atom?q=jalan", "/sitemap.xml"] {
        let reply = read(&system, path, &[]);
        assert_eq!(reply.status, 503, "{path}");
        assert_ne!(reply.header("retry-after"), "", "{path}");
    }
    // The citizens' own database too: lists stay, and the page of a complaint says that it is not lost.
    system.search("alter table projection_away rename to projection");
    system.search("alter table region_name_away rename to region_name");
    system.sql("alter table complaint_event rename to complaint_event_away");
    let own = read(&system, &format!("/l/{}", case.code), &[]);
    assert_eq!(own.status, 503);
    assert_ne!(own.header("retry-after"), "");
    assert!(own.body.contains("<h1>"), "{}", own.body);
    assert_eq!(read(&system, "/laporan", &[]).status, 200);
    system.sql("alter table complaint_event_away rename to complaint_event");
    assert_eq!(read(&system, &format!("/l/{}", case.code), &[]).status, 200);
}
