//! Search, filters, pages, feeds.

use super::{DAY, codes, published, published_as, read, world};
use crate::life::world::{Case, assign};
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn a_case_is_in_the_list_from_its_verification_on() {
    let system = world();
    let empty = read(&system, "/laporan", &[]);
    assert_eq!(empty.status, 200);
    assert!(empty.body.contains("Belum ada laporan publik."));
    let case = Case::filed(&system, DAY, json!({}));
    assert!(codes(&read(&system, "/laporan", &[])).is_empty());
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let list = read(&system, "/laporan", &[]);
    assert_eq!(codes(&list), [case.code.as_str()]);
    let shown = [
        "Jalan berlubang di Gubug",
        "Diteruskan",
        "Kabupaten Grobogan",
    ];
    for words in shown {
        assert!(list.body.contains(words), "{words}: {}", list.body);
    }
    case.does(
        "liaison",
        json!({"command": "start", "text": "Tim berangkat."}),
    );
    assert!(read(&system, "/laporan", &[]).body.contains("Diproses</b>"));
    let english = read(&system, "/en/laporan", &[]);
    assert!(english.body.contains("In progress</b>"));
    assert!(
        english
            .body
            .contains(&format!("href=\"/en/l/{}\"", case.code))
    );
}

#[test]
fn what_is_meant_is_found_however_it_is_spelled() {
    let system = world();
    let road = published(
        &system,
        DAY,
        "Jalan rusak parah di depan pasar Gubug, banyak lubang, warga sering jatuh",
        "Jalan berlubang",
    );
    let lamp = published_as(
        &system,
        "2026-11-24 11:00",
        "Lampu penerangan jalan mati sejak minggu lalu di Kecamatan Gubug",
        "Lampu mati",
        "PJU-01",
    );
    for (typed, expected) in [
        ("jln+rsk", vec![&road]),
        ("JL.+RUSAK", vec![&road]),
        ("lobang", vec![&road]),
        ("psar", vec![&road]),
        ("lmpu+mti", vec![&lamp]),
        ("penerang", vec![&lamp]),
        ("jalan", vec![&lamp, &road]),
        ("gubug", vec![&lamp, &road]),
        ("grobogan+lampu", vec![&lamp]),
        ("dpupr+jalan", vec![&lamp, &road]),
        ("sampah", vec![]),
        // Neither language nor a mistake of ours.
        ("%22+OR+%22w", vec![]),
        ("jalan*+NEAR(x)", vec![]),
        // Other words for the same, papers and places as people write them, the topic's name.
        ("lampu+padam", vec![&lamp]),
        ("pju", vec![&lamp]),
        ("street+lighting", vec![&lamp]),
        ("kab.+grobogan", vec![&lamp, &road]),
        ("grobokan", vec![&lamp, &road]),
    ] {
        let expected: Vec<&str> = expected.iter().map(|case| case.code.as_str()).collect();
        let found = read(&system, &format!("/laporan?q={typed}"), &[]);
        assert_eq!(codes(&found), expected, "{typed}");
    }
    let loose = read(&system, "/laporan?q=rusakk+jalna", &[]);
    assert_eq!(codes(&loose), [road.code.as_str()]);
    assert!(loose.body.contains("ejaannya mirip"));
    let partial = read(&system, "/laporan?q=gajah+jalan+rusak", &[]);
    assert_eq!(codes(&partial), [road.code.as_str()]);
    assert!(partial.body.contains("Tidak ada yang memuat semua kata."));
    for typed in ["%00%ff", "*", "%25", "%F0%9F%99%8F", &"x".repeat(99)] {
        let nothing = read(&system, &format!("/laporan?q={typed}"), &[]);
        assert_eq!(nothing.status, 422, "{typed}");
        // The list stays.
        assert_eq!(nothing.body.matches("href=\"/l/").count(), 2, "{typed}");
        assert!(nothing.body.contains("Tidak ada kata yang dapat dicari."));
        assert!(
            !nothing.body.contains('✕'),
            "{typed}: no filter is left to take away"
        );
    }
    let code = road.code.to_lowercase().replace('-', "");
    let opened = read(&system, &format!("/laporan?q={code}"), &[]);
    assert_eq!(codes(&opened), [road.code.as_str()]);
    assert!(opened.body.contains(&format!("Buka laporan {}", road.code)));
    let none = read(&system, "/laporan?q=gajah", &[]);
    assert!(none.body.contains("Tidak ada laporan yang cocok."));
    assert!(none.body.contains("Hapus salah satu saringan."));
}

#[test]
fn filters_are_the_address_and_what_cannot_be_used_is_said() {
    let system = world();
    let road = published(&system, DAY, "Jalan rusak di depan pasar Gubug", "Jalan");
    let one = [road.code.as_str()];
    for (query, expected) in [
        ("wilayah=33", &one[..]),
        ("wilayah=33.15", &one),
        ("wilayah=33.21", &[]),
        ("kategori=JLN", &one),
        ("kategori=JLN-01", &one),
        ("kategori=SMP", &[]),
        ("instansi=kab-grobogan", &one),
        ("instansi=kab-demak", &[]),
        ("status=assigned", &one),
        ("status=closed", &[]),
        ("dari=2026-11-24&sampai=2026-11-24", &one),
        ("dari=2026-11-25", &[]),
        ("sampai=2026-11-23", &[]),
        ("urut=dukungan", &[]),
        (
            "q=jalan&wilayah=33.15&kategori=JLN&instansi=kab-grobogan&status=assigned&dari=2026-11-01",
            &one,
        ),
    ] {
        let found = read(&system, &format!("/laporan?{query}"), &[]);
        assert_eq!(codes(&found), expected, "{query}");
    }
    for (query, id, en) in [
        (
            "wilayah=99",
            "Wilayah itu tidak ada.",
            "There is no such region.",
        ),
        (
            "kategori=XYZ",
            "Kategori itu tidak ada.",
            "There is no such category.",
        ),
        (
            "instansi=kab-x",
            "Instansi itu tidak ada.",
            "There is no such agency.",
        ),
        (
            "status=hilang",
            "Status itu tidak ada.",
            "There is no such state.",
        ),
        (
            "dari=kemarin",
            "Tanggal ditulis seperti",
            "Days are written like",
        ),
        (
            "urut=acak",
            "Urutan itu tidak ada.",
            "There is no such order.",
        ),
        (
            "lewat=abc",
            "Halaman itu tidak ada",
            "There is no such page",
        ),
        (
            "lewat=99999999999999999",
            "Halaman itu tidak ada",
            "There is no such page",
        ),
        (
            "lewat=1-1",
            "Halaman itu tidak ada",
            "There is no such page",
        ),
    ] {
        for (path, words) in [("/laporan", id), ("/en/laporan", en)] {
            let reply = read(&system, &format!("{path}?{query}"), &[]);
            assert_eq!(reply.status, 422, "{query}");
            assert!(reply.body.contains(words), "{query}: {words}");
            assert_eq!(reply.header("cache-control"), "no-store");
        }
        let feed = read(&system, &format!("/laporan.atom?{query}"), &[]);
        assert_eq!(feed.status, 404, "{query}");
    }
    assert_eq!(system.post_form("/laporan", &[]).status, 405);
}

#[test]
fn pages_go_on_where_they_ended_whatever_comes_in_between() {
    let system = world();
    let mut filed = Vec::new();
    for minute in 0..45 {
        let at = format!("2026-11-24 10:{minute:02}");
        filed.push(published(
            &system,
            &at,
            "Jalan rusak di depan pasar Gubug",
            "Jalan",
        ));
    }
    let mut expected: Vec<String> = filed.iter().map(|case| case.code.clone()).collect();
    expected.reverse();
    let next = |body: &str| {
        let link = body.split("<link rel=next href=\"").nth(1)?;
        let url = link.split('"').next()?.replace("&amp;", "&");
        Some(url.trim_start_matches(&system.origin()).to_owned())
    };
    for first in ["/laporan", "/laporan?q=jalan&wilayah=33.15"] {
        let (mut path, mut seen, mut pages) = (first.to_owned(), Vec::new(), 0);
        loop {
            let page = read(&system, &path, &[]);
            seen.extend(codes(&page));
            pages += 1;
            if pages == 1 {
                // Comes first, so it is on no page after this one.
                published(
                    &system,
                    "2026-11-24 12:00",
                    "Jalan baru rusak di Gubug",
                    "Jalan",
                );
            }
            match next(&page.body) {
                Some(more) => path = more,
                None => break,
            }
        }
        assert_eq!(pages, 3, "{first}");
        let known: BTreeSet<&String> = expected.iter().collect();
        let in_order: Vec<&String> = seen.iter().filter(|code| known.contains(code)).collect();
        assert_eq!(in_order, expected.iter().collect::<Vec<_>>(), "{first}");
    }
}

#[test]
fn a_list_is_a_feed_and_both_have_tags_that_change_with_it() {
    let system = world();
    let road = published(
        &system,
        DAY,
        "Jalan & jembatan <rusak> \"parah\" di Gubug",
        "Jalan & jembatan <rusak>",
    );
    let feed = read(&system, "/laporan.atom?q=jalan", &[]);
    assert_eq!(feed.status, 200);
    assert_eq!(
        feed.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert!(
        feed.body
            .contains("<title>Jalan &amp; jembatan &lt;rusak&gt;</title>")
    );
    let id = format!("<id>{}/l/{}</id>", system.origin(), road.code);
    assert!(feed.body.contains(&id), "{}", feed.body);
    assert!(
        feed.body
            .contains("<published>2026-11-24T03:00:00Z</published>")
    );
    for path in [
        "/laporan",
        "/laporan?q=jalan",
        "/laporan.atom",
        "/en/laporan",
    ] {
        let first = read(&system, path, &[]);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        let control = "public, max-age=30, stale-while-revalidate=60";
        assert_eq!(first.header("cache-control"), control);
        let again = read(&system, path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(read(&system, path, &[]).body, first.body, "{path}");
        published(
            &system,
            "2026-11-24 13:00",
            "Jalan lain rusak di Gubug",
            "Jalan",
        );
        let changed = read(&system, path, &[("if-none-match", &tag)]);
        assert_eq!(changed.status, 200, "{path}");
        assert_ne!(changed.header("etag"), tag);
    }
    let page = read(&system, "/laporan?q=jalan", &[]).body;
    let alternate = "<link rel=alternate type=\"application/atom+xml\"";
    for sign in [
        alternate,
        "property=og:title",
        "property=og:url",
        "rel=canonical",
    ] {
        assert!(page.contains(sign), "{sign}");
    }
}

#[test]
fn without_the_search_database_the_newest_stay_with_their_time() {
    let system = world();
    let road = published(&system, DAY, "Jalan rusak di depan pasar Gubug", "Jalan");
    assert_eq!(
        system
            .sweep(crate::life::world::wib("2026-11-24 10:05"))
            .status,
        200
    );
    system.search("alter table projection rename to projection_away");
    let page = read(&system, "/laporan?q=apa+saja", &[]);
    assert_eq!(codes(&page), [road.code.as_str()]);
    assert!(page.body.contains("Ini keadaan pada"), "{}", page.body);
    assert!(page.body.contains("saringan belum bisa dipakai"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(read(&system, "/laporan.atom?q=jalan", &[]).status, 503);
    // Filing and following do not need it.
    let other = Case::filed(&system, DAY, json!({}));
    other.does("admin", assign("kab-grobogan", None));
    assert_eq!(system.get(&format!("/l/{}", other.code)).status, 200);
    system.search("alter table projection_away rename to projection");
    assert_eq!(
        system
            .sweep(crate::life::world::wib("2026-11-24 10:10"))
            .status,
        200
    );
    assert_eq!(codes(&read(&system, "/laporan", &[])).len(), 2);
}
