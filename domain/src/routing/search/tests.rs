//! Real spellings, and what is nothing to search for.

use super::*;

/// Whether a search finds a text; the second says whether only as a misspelling.
fn found(typed: &str, text: &str) -> (bool, bool) {
    let words = SearchWords::default();
    let shapes = words.shapes(text);
    let sought = words.sought(typed);
    let has = |sought: &Sought| {
        let starts = |prefix: &String| shapes.iter().any(|shape| shape.starts_with(prefix));
        let mut lists = sought.exact.iter();
        lists.any(|list| list.iter().all(|shape| shapes.contains(shape)))
            || sought.prefix.as_ref().is_some_and(starts)
    };
    let is_like = |sought: &Sought| {
        let mut unlike = sought.loose.iter().chain(&sought.near);
        has(sought) || unlike.any(|shape| shapes.contains(shape))
    };
    let is_exact = !sought.is_empty() && sought.iter().all(has);
    let is_loose = !sought.is_empty() && sought.iter().all(is_like);
    (is_exact, is_loose && !is_exact)
}

#[test]
fn real_spellings_find_what_is_meant() {
    let text = "Jalan rusak parah di depan SDN 2 Purwodadi, banyak lubang. Lampu penerangan mati, jembatan kerusakannya berat. Banjir.";
    for typed in [
        "jalan rusak",
        "jln rsk",
        "JLN. RSK",
        "jl rusak",
        "Jalan RUSAK parah!!!",
        "rusak jalan",
        "jalanan berlubang",
        "lobang",
        "purwod",
        "jmbtn",
        "kerusakan jembatan",
        "lampu mti",
        "jalàn",
        "SDN 2",
    ] {
        assert_eq!(found(typed, text), (true, false), "{typed}");
    }
    for typed in ["bajnir", "jalan ruskak", "jembattan purwadadi"] {
        assert!(found(typed, text).0 || found(typed, text).1, "{typed}");
    }
    for typed in ["sampah", "jalan sampah", "banjar", "pohon tumbang"] {
        assert!(!found(typed, text).0, "{typed}");
    }
}

#[test]
fn a_short_name_for_two_words_finds_both() {
    assert!(found("rs", "antre di rumah sakit").0);
    assert!(!found("rs", "rumah kosong").0);
}

#[test]
fn nothing_typed_gets_out_but_letters_and_digits() {
    let words = SearchWords::default();
    let typed = "\" OR w* NEAR(a b) -x ^y {col}: \0 ' ; drop ДОМ 路 \u{202e}\u{1f600} %";
    for sought in words.sought(typed) {
        let all = sought
            .exact
            .concat()
            .into_iter()
            .chain(sought.prefix)
            .chain(sought.loose)
            .chain(sought.near);
        for shape in all {
            assert!(
                shape.chars().all(|letter| letter.is_ascii_alphanumeric()),
                "{shape}"
            );
        }
    }
}

#[test]
fn two_values_never_have_one_shape() {
    let values = ["a-b", "ab", "A-b", "az2dzb", "33.15", "3315", ""];
    let shapes: BTreeSet<String> = values
        .iter()
        .map(|value| Facet::Agency.shape(value))
        .collect();
    assert_eq!(shapes.len(), values.len());
    let is_plain = |shape: &String| shape.bytes().all(|byte| byte.is_ascii_alphanumeric());
    assert!(shapes.iter().all(is_plain), "{shapes:?}");
}

#[test]
fn searches_and_texts_are_bounded() {
    let words = SearchWords::default();
    assert!(words.sought(&"kata lain ".repeat(10_000)).len() <= MAX_SOUGHT);
    let long: String = (0..5_000).map(|n| format!("kata{n}x ")).collect();
    assert!(words.shapes(&long).len() <= (3 + MAX_ROOTS) * MAX_WORDS);
    assert!(words.sought("").is_empty());
    assert!(words.sought("... !!! ").is_empty());
    assert!(words.sought(&"a".repeat(50)).is_empty());
}

#[test]
fn synonyms_and_names_of_papers_find_each_other() {
    for (text, searches) in [
        (
            "Listrik padam sejak kemarin",
            &["listrik mati", "mati listrik", "lstrik pdm"][..],
        ),
        ("Pemadaman listrik", &["listrik mati"]),
        (
            "PJU di gang kami mati",
            &["lampu jalan padam", "penerangan jalan"],
        ),
        (
            "Lampu jalan padam",
            &["pju mati", "penerangan jalan umum", "lampu jln mti"],
        ),
        (
            "Cetak KTP lama sekali",
            &["e-ktp", "e ktp", "ktp-el", "KTP el", "ktpel", "ektp"],
        ),
        ("e-KTP belum jadi", &["ktp", "ektp", "ktpel", "ktp-el"]),
        ("Kartu keluarga hilang", &["kk", "KK hilang"]),
        (
            "Sampah numpuk",
            &["tumpuk", "sampah menumpuk", "tumpukan sampah"],
        ),
        ("Jalan bolong", &["berlubang", "jalan lobang", "lubang"]),
        ("\u{ff2a}\u{ff21}\u{ff2c}\u{ff21}\u{ff2e}", &["jalan"]),
        ("jalan", &["\u{ff2a}\u{ff21}\u{ff2c}\u{ff21}\u{ff2e}"]),
    ] {
        for typed in searches {
            let found = match *typed == "penerangan jalan umum" {
                // The name of the category says the rest.
                true => found(typed, &format!("{text} Lampu jalan umum mati")),
                false => found(typed, text),
            };
            assert_eq!(found, (true, false), "{typed} in {text}");
        }
    }
    assert!(!found("pju", "jalan rusak").0);
}

#[test]
fn words_by_the_name_of_a_place_need_not_be_there() {
    let text = "Air mati. Kec. Toroh, Grobogan, Jawa Tengah";
    for typed in [
        "kab grobogan",
        "KAB. GROBOGAN",
        "kabupaten grobogan",
        "kota grobogan",
        "prov jawa tengah",
        "kec toroh",
        "desa toroh",
        "grobogan regency",
        "air mati kab. grobogan",
    ] {
        assert!(found(typed, text).0, "{typed}");
    }
    // Alone, or where it is what is meant, it counts.
    for typed in ["kabupaten", "air desa", "kab demak"] {
        assert!(!found(typed, text).0, "{typed}");
    }
}

#[test]
fn as_little_as_possible_is_asked_and_every_word_of_a_text_is_found() {
    let words = SearchWords::default();
    let asked = |typed: &str| {
        words
            .sought(typed)
            .iter()
            .map(|sought| sought.exact.clone())
            .collect::<Vec<_>>()
    };
    // A long word is a root of itself.
    assert_eq!(asked("gelap"), [[["rgelap"]]]);
    assert_eq!(asked("air"), [[["wair"]]]);
    // In most complaints, unless nothing else was typed.
    assert_eq!(asked("air tidak mengalir"), asked("air mengalir"));
    assert_eq!(asked("air gak mengalir"), asked("air mengalir"));
    assert_eq!(words.sought("tidak").len(), 1);
    let text = "Air PDAM ngga ngalir 3 hari di Perumahan Griya Asri, RT 05/RW 02; petugasnya bilang menunggu perbaikan pipa \
        utama yg bocor. Jln rusak, lampu2 mati: gelap gulita! E-KTP belum jadi-jadi, dipingpong.";
    for typed in text.split_whitespace() {
        assert!(
            words.sought(typed).is_empty() || found(typed, text).0,
            "{typed}"
        );
    }
}

#[test]
fn each_word_of_a_search_may_have_its_own_mistake() {
    let text = "Puskesmas tutup di Grobogan, jembatan rusak";
    for typed in [
        "grobokan",
        "puskesms tutp",
        "jebatan grobokan",
        "puskesmas totup",
    ] {
        assert_eq!(found(typed, text), (false, true), "{typed}");
    }
    assert_eq!(found("sekolah tutp", text), (false, false));
}

#[test]
fn the_name_of_a_topic_finds_what_lies_in_it() {
    let words = SearchWords::default();
    let facet = vec![Facet::Category.shape("PJU")];
    let topic = words.topic(
        "PJU",
        "Penerangan Jalan dan Listrik\nStreet Lighting and Electricity",
    );
    for (typed, is_named) in [
        ("penerangan", true),
        ("street lighting", true),
        ("sampah", false),
    ] {
        let mut sought = words.sought(typed);
        topic.widen(&mut sought);
        let is_wider = sought.iter().all(|sought| sought.exact.contains(&facet));
        assert_eq!(is_wider, is_named, "{typed}");
    }
}
