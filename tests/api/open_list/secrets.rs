//! What is not public is nowhere: hunted in lists, searches, feeds and what is kept of them.

use super::{DAY, codes, published, read, world};
use crate::life::world::{Case, assign};
use serde_json::json;
use system_tests::System;

/// Everywhere a list may show something.
const PLACES: [&str; 9] = [
    "/laporan",
    "/en/laporan",
    "/laporan?q=rahasiaku",
    "/laporan?q=rhsku+jalna",
    "/laporan?q=jalan",
    "/laporan?wilayah=33.15",
    "/laporan?urut=dukungan",
    "/laporan.atom",
    "/laporan.atom?q=rahasiaku",
];

/// The marker is in nothing that a stranger may ask for, kept or not, nor in the database of lists.
fn assert_nowhere(system: &System, marker: &str, code: &str) {
    for path in PLACES {
        let reply = read(system, path, &[]);
        assert_eq!(reply.status, 200, "{path}");
        // The form gives back what was typed.
        let body = reply.body.replace("rahasiaku", "");
        assert!(
            !body.contains(marker) && !body.contains(code),
            "{path}: {body}"
        );
    }
    let compact = code.replace('-', "");
    let sql = format!(
        "select count(*) as n from public_case
         where tracking_code = '{compact}' or title like '%{marker}%' or excerpt like '%{marker}%' or place like '%{marker}%'"
    );
    assert_eq!(system.search(&sql)[0]["n"], 0);
    let shape =
        format!("select count(*) as n from case_word where case_word match '\"w{marker}\"'");
    assert_eq!(system.search(&shape)[0]["n"], 0);
}

#[test]
fn what_never_was_public_is_nowhere() {
    let system = world();
    published(&system, DAY, "Jalan rusak di depan pasar Gubug", "Jalan");
    let words = json!({"text": "Jalan zirafah rahasiaku rusak di Gubug"});
    let waiting = Case::filed(&system, DAY, words.clone());
    let mut confidential = words.clone();
    confidential["confidential"] = json!(true);
    let confidential = Case::filed(&system, DAY, confidential);
    confidential.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let supervisory = Case::filed(&system, DAY, words.clone());
    let mut examined = assign("kab-grobogan", None);
    examined["kind"] = json!("supervisory_complaint");
    supervisory.does("admin", examined);
    let rejected = Case::filed(&system, DAY, words);
    rejected.does(
        "admin",
        json!({"command": "reject", "reason": "too_general", "sentence": "Terlalu umum."}),
    );
    system.sweep(crate::life::world::wib("2026-11-24 10:05"));
    for case in [&waiting, &confidential, &supervisory, &rejected] {
        assert_nowhere(&system, "zirafah", &case.code);
    }
}

#[test]
fn what_stops_being_public_is_gone_before_the_command_is_answered() {
    let system = world();
    published(&system, DAY, "Jalan rusak di depan pasar Gubug", "Jalan");
    let withdrawn = published(
        &system,
        DAY,
        "Jalan zirafah rahasiaku rusak",
        "Jalan zirafah",
    );
    let examined = published(
        &system,
        DAY,
        "Jalan zirafah rahasiaku rusak",
        "Jalan zirafah",
    );
    let all = codes(&read(&system, "/laporan?q=zirafah", &[]));
    assert_eq!(all.len(), 2);
    // Kept at the edge, and known to a reader by its tag.
    let tags: Vec<String> = PLACES
        .iter()
        .map(|path| read(&system, path, &[]).header("etag").to_owned())
        .collect();
    withdrawn.does("reporter", json!({"command": "withdraw"}));
    let left = codes(&read(&system, "/laporan?q=zirafah", &[]));
    assert_eq!(left, [examined.code.as_str()]);
    examined.does(
        "admin",
        json!({"command": "reclassify", "kind": "supervisory_complaint"}),
    );
    assert_nowhere(&system, "zirafah", &withdrawn.code);
    assert_nowhere(&system, "zirafah", &examined.code);
    for (path, tag) in PLACES.iter().zip(&tags) {
        let reply = read(&system, path, &[("if-none-match", tag)]);
        assert_eq!(reply.status, 200, "{path}");
    }
    // Neither does the snapshot keep it for when the database is away.
    system.search("alter table projection rename to projection_away");
    let stale = read(&system, "/laporan", &[]);
    assert!(!stale.body.contains("zirafah"), "{}", stale.body);
}

#[test]
fn what_is_hidden_by_hand_is_gone_with_the_next_run() {
    let system = world();
    let hidden = published(
        &system,
        DAY,
        "Jalan zirafah rahasiaku rusak",
        "Jalan zirafah",
    );
    assert_eq!(codes(&read(&system, "/laporan", &[])).len(), 1);
    system.execute(&format!(
        "update complaint set visibility = 'confidential', is_public = 0 where tracking_code = '{}'",
        hidden.code.replace('-', "")
    ));
    assert_eq!(
        system
            .sweep(crate::life::world::wib("2026-11-24 10:05"))
            .status,
        200
    );
    assert_nowhere(&system, "zirafah", &hidden.code);
}

#[test]
fn masked_words_and_places_are_not_found_and_not_shown() {
    let system = world();
    let case = Case::filed(
        &system,
        DAY,
        json!({
            "text": "Pak Zirafah di rumah nomor 7 merusak jalan",
            "place": "rumah zirafah, Kecamatan Gubug, Kabupaten Grobogan", "landmark": "sumur zirafah",
            "lat": -7.05, "lon": 110.67,
        }),
    );
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    assert_eq!(
        codes(&read(&system, "/laporan?q=zirafah", &[])),
        [case.code.as_str()]
    );
    case.does(
        "coordinator",
        json!({"command": "redact", "text": "[nama] merusak jalan"}),
    );
    let list = read(&system, "/laporan?q=merusak", &[]);
    assert_eq!(codes(&list), [case.code.as_str()]);
    assert!(!list.body.to_lowercase().contains("zirafah"));
    assert!(codes(&read(&system, "/laporan?q=zirafah", &[])).is_empty());
    let row = &system.search("select lat, lon from public_case")[0];
    assert!(row["lat"].is_null() && row["lon"].is_null());
}
