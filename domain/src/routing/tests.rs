//! The situations in `testdata/routing/`, and what must hold for every question.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::*;

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rows<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let path = at("../data").join(name);
    let read = || {
        csv::Reader::from_path(&path)?
            .deserialize()
            .collect::<Result<_, _>>()
    };
    read().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn table() -> RoutingTable {
    RoutingTable::new(&ReferenceData {
        regions: rows("regions.csv"),
        agencies: rows("agencies.csv"),
        units: rows("opd_units.csv"),
        categories: rows("categories.csv"),
        rules: rows("routing_rules.csv"),
    })
}

fn about(text: &str) -> Question<'_> {
    Question {
        text,
        ..Question::default()
    }
}

/// `33.15`, `? 32.73 32.04` when ambiguous, empty when unknown.
fn place(place: &Place) -> String {
    match place {
        Place::Known { region } => region.clone(),
        Place::Ambiguous { candidates } => format!("? {}", candidates.join(" ")),
        Place::Unknown => String::new(),
    }
}

fn desk(desk: &Desk) -> String {
    match desk {
        Desk::To { agency, unit } => [agency.as_str(), unit.as_deref().unwrap_or_default()]
            .join(" ")
            .trim()
            .to_owned(),
        Desk::Unrouted { why } => format!("unrouted {why:?}"),
    }
}

/// Each file: `place` (the citizen's field, if filled), `region`, `category`, `desk`, a blank line, the story.
#[test]
fn situations_reach_their_desk() {
    let table = table();
    let folder = std::fs::read_dir(at("testdata/routing"));
    let mut files: Vec<PathBuf> = folder
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    assert!(files.len() >= 25, "situations are missing");
    let mut wrong = Vec::new();
    for file in files {
        let content = std::fs::read_to_string(&file).unwrap_or_default();
        let (head, story) = content.split_once("\n\n").unwrap_or_default();
        let field = |name: &str| {
            let line = head
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.map(str::trim).unwrap_or_default()
        };
        let written = Some(field("place")).filter(|words| !words.is_empty());
        let got = table.route(&Question {
            place: written,
            ..about(story.trim())
        });
        let category = got
            .categories
            .first()
            .map(|c| c.code.as_str())
            .unwrap_or_default();
        let got = [place(&got.place), category.to_owned(), desk(&got.desk)];
        let expected = [field("region"), field("category"), field("desk")];
        if got != expected {
            wrong.push(format!(
                "{}: {got:?}, expected {expected:?}",
                file.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_chosen_region_wins_over_words_and_an_unknown_code_is_ignored() {
    let table = table();
    let story = "Jalan berlubang di Kabupaten Grobogan";
    let choose = |code| {
        place(
            &table
                .route(&Question {
                    region: Some(code),
                    ..about(story)
                })
                .place,
        )
    };
    assert_eq!(choose("35.78"), "35.78");
    assert_eq!(choose("99.99"), "33.15");
}

#[test]
fn a_point_speaks_only_where_words_leave_it_open() {
    let table = table();
    let gubug = Some((-7.05, 110.66));
    let bandung = Some((-6.92, 107.61));
    let jakarta_bay = Some((0.0, 0.0));
    for (story, point, expected) in [
        ("jalan berlubang di depan rumah", gubug, "33.15"),
        ("jalan berlubang di depan rumah", jakarta_bay, ""),
        (
            "jalan berlubang di depan rumah",
            Some((f64::NAN, 110.0)),
            "",
        ),
        ("jalan berlubang di Kabupaten Jepara", gubug, "33.20"),
        ("jalan berlubang di Bandung", None, "? 32.73 32.04"),
        ("jalan berlubang di Bandung", bandung, "32.73"),
    ] {
        assert_eq!(
            place(
                &table
                    .route(&Question {
                        point,
                        ..about(story)
                    })
                    .place
            ),
            expected,
            "{story} {point:?}"
        );
    }
}

#[test]
fn what_the_polygons_say_fills_only_what_words_leave_open() {
    let table = table();
    let inside = |region| Within {
        region,
        is_inside: true,
    };
    let coast = |region| Within {
        region,
        is_inside: false,
    };
    for (story, chosen, within, expected) in [
        (
            "jalan berlubang di depan rumah",
            None,
            inside("33.15.17"),
            "33.15.17",
        ),
        (
            "jalan berlubang di depan rumah",
            None,
            coast("33.20"),
            "33.20",
        ),
        ("jalan berlubang di depan rumah", None, inside("99.99"), ""),
        (
            "jalan berlubang di Kabupaten Grobogan",
            None,
            inside("33.15.17"),
            "33.15.17",
        ),
        (
            "jalan berlubang di Kabupaten Jepara",
            None,
            inside("33.15.17"),
            "33.20",
        ),
        (
            "jalan berlubang di Kabupaten Jepara",
            Some("33.15"),
            inside("33.15.17"),
            "33.15.17",
        ),
        (
            "jalan berlubang di Kabupaten Jepara",
            Some("33.15"),
            inside("33.20.01"),
            "33.15",
        ),
        (
            "jalan berlubang di Bandung",
            None,
            inside("32.73.09"),
            "32.73.09",
        ),
        ("jalan berlubang di Bandung", None, inside("32.04"), "32.04"),
        (
            "jalan berlubang di Bandung",
            None,
            inside("33.15.17"),
            "? 32.73 32.04",
        ),
    ] {
        let got = table.route(&Question {
            region: chosen,
            within: Some(within),
            ..about(story)
        });
        assert_eq!(place(&got.place), expected, "{story} {within:?}");
        let is_said = got.reasons.iter().any(|reason| {
            matches!(
                reason,
                Reason::PositionInside { .. } | Reason::NearestRegion { .. }
            )
        });
        let is_used = expected == within.region;
        assert_eq!(is_said, is_used, "{story} {within:?}: {:?}", got.reasons);
    }
}

#[test]
fn names_are_told_from_everyday_words_and_from_each_other() {
    let table = table();
    for (story, expected) in [
        ("sumber air kami kering", ""),
        ("air pdam keruh di Sumber Cirebon", "32.09.15"),
        ("jalan dari mana ke mana rusak semua", ""),
        ("ke diri saya sendiri", ""),
        ("lampu jalan mati di bandar lampung", "18.71"),
        ("lampu jalan mati di bandarlampung", "18.71"),
        ("Jl. Surabaya rusak, Kota Malang", "35.73"),
        ("Yth. Bupati Malang, jalan rusak", "35.07"),
        ("got mampet di malang kota", "35.73"),
        ("got mampet di alun-alun malang", "35.73"),
        ("Kec. Karanganyar Kab. Demak banjir", "33.21.09"),
        ("banjir di Jakarta", "31"),
        ("banjir di jaksel", "31.74"),
        ("purwokerto macet", "33.02"),
    ] {
        assert_eq!(
            place(&table.route(&about(story)).place),
            expected,
            "{story}"
        );
    }
}

#[test]
fn short_hints_need_to_look_like_what_they_stand_for() {
    let table = table();
    for (story, expected) in [
        (
            "pungutan di MI Al Hidayah Kabupaten Demak, wajib bayar uang gedung",
            "kemenag vertikal:kanwil-kemenag",
        ),
        (
            "habis mi uang kodong, sekolah SD negeri minta uang komite di makassar",
            "kota-makassar kabkota:disdik",
        ),
        (
            "jalan raya km 12 Kabupaten Demak berlubang",
            "kab-demak kabkota:dpupr",
        ),
        (
            "jalan berlubang arah gerbang tol di Kabupaten Demak",
            "kab-demak kabkota:dpupr",
        ),
    ] {
        assert_eq!(desk(&table.route(&about(story)).desk), expected, "{story}");
    }
}

#[test]
fn an_ambiguous_place_is_never_a_sure_answer() {
    let got = table().route(&Question {
        place: Some("Bandung"),
        ..about("Tagihan air PDAM naik tiga kali lipat")
    });
    assert_eq!(place(&got.place), "? 32.73 32.04");
    assert_eq!(desk(&got.desk), "kota-bandung kabkota:pdam");
    assert!(got.confidence <= 50);
}

#[test]
fn regions_are_shown_with_their_path_and_time_zone() {
    let table = table();
    assert_eq!(
        table.region_path("33.15.17"),
        "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah"
    );
    assert_eq!(table.region_path("nowhere"), "");
    let zone = |code| {
        table
            .region(code)
            .and_then(|r| r.timezone.clone())
            .unwrap_or_default()
    };
    assert_eq!(
        (zone("33.15.17").as_str(), zone("71.71").as_str()),
        ("Asia/Jakarta", "Asia/Makassar")
    );
}

#[test]
fn suggestions_keep_their_shape_in_json() -> Result<(), serde_json::Error> {
    let table = table();
    let suggestion = table.route(&about("jalan nasional di Kabupaten Mamuju berlubang"));
    let json = serde_json::to_value(&suggestion)?;
    assert_eq!(
        json.pointer("/place").cloned().unwrap_or_default(),
        serde_json::json!({"kind": "known", "region": "76.02"})
    );
    assert_eq!(
        json.pointer("/desk").cloned().unwrap_or_default(),
        serde_json::json!({"kind": "to", "agency": "kemenpu", "unit": "vertikal:bbpjn"})
    );
    let code = json
        .pointer("/reasons/0/code")
        .and_then(|code| code.as_str());
    assert_eq!(code, Some("place_inferred"));
    let unrouted = table.route(&about("jalan berlubang"));
    assert_eq!(
        serde_json::to_value(unrouted.desk)?,
        serde_json::json!({"kind": "unrouted", "why": "no_region"})
    );
    assert_eq!(serde_json::from_value::<Suggestion>(json)?, suggestion);
    Ok(())
}

#[test]
fn the_same_question_has_one_answer() {
    let (first, second) = (table(), table());
    let story = "Got mampet dan jalan rusak di Bandung dan Malang, sampah menumpuk, guru jarang masuk, pungli di kelurahan";
    assert_eq!(first.route(&about(story)), second.route(&about(story)));
}

#[test]
fn any_text_has_an_answer() {
    let table = table();
    let pieces = [
        "jalan", "2", "é", "ﷺ", "🚧", " ", ".", "kec", "KAB.", "\u{301}", "ß", "İ", "mengng", "\0",
        "ai", "ng", "kota ",
    ];
    let mut seed: u64 = 0x2545_F491_4F6C_DD1D;
    let mut next = |bound: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % bound
    };
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..next(60) {
            match next(2) {
                0 => text.push_str(
                    pieces
                        .get(next(pieces.len() as u64) as usize)
                        .copied()
                        .unwrap_or_default(),
                ),
                _ => text.extend(char::from_u32(next(0x11_0000) as u32)),
            }
        }
        let got = table.route(&Question {
            place: Some(&text),
            region: Some(&text),
            ..about(&text)
        });
        assert!(got.confidence <= 100 && got.categories.len() <= 3);
    }
}
