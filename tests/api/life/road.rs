//! The longest road a case can take, by a paper calendar over Nyepi and Idul Fitri 2027.
//!
//! The calendar, from data/holidays.csv, with every working day of these weeks (Monday first, `--` is no working day):
//!
//! ```text
//! March   1  2  3  4  5 | -- -- -- -- -- | -- 16 17 18 19 | 22 23 24 -- -- | 29 30 31
//!         Nyepi 8, Idul Fitri with cuti bersama 9 to 15, Good Friday with cuti bersama 25 and 26
//! April            1  2 |  5  6  7  8  9 | 12 13 14 15 16 | 19 20 21 22 23 | 26 27 28 29 30
//! May     3  4  5 --  7 | 10 11 12 13 14 | -- -- -- -- 21 | 24 25 26 27 28 | 31
//!         Ascension 6, Idul Adha and Waisak with cuti bersama 17 to 20
//! June   -- 2 (1: Pancasila)
//! ```

use super::world::{Case, answer, appoint, assign, end_of};
use crate::storage::assert_history_is_intact;
use serde_json::json;
use system_tests::System;

/// Every period as the API gives it.
fn assert_dues(case: &Case<'_>, expected: &[(&str, &str)]) {
    let status = case.status();
    let deadlines = status["deadlines"].as_array().unwrap().iter();
    let found: Vec<(String, String)> = deadlines
        .map(|deadline| {
            let rule = deadline["rule"].as_str().unwrap();
            let rule = match deadline["is_paused"].as_bool().unwrap() {
                true => format!("{rule} paused"),
                false => rule.to_owned(),
            };
            (rule, deadline["due"].as_str().unwrap().to_owned())
        })
        .collect();
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(rule, day)| ((*rule).to_owned(), end_of(day)))
        .collect();
    assert_eq!(found, expected, "{status:#}");
}

/// The rows of the page's card: label, colon, words.
fn card(case: &Case<'_>) -> Vec<String> {
    let page = case.page();
    assert_eq!(page.status, 200, "{}", page.body);
    let (_, card) = page.body.split_once("<dl>").unwrap();
    let (card, _) = card.split_once("</dl>").unwrap();
    let rows = card.split("<dt>").skip(1);
    rows.map(|row| {
        let mut text = String::new();
        let mut is_tag = false;
        for character in row.replace("</dt>", ": ").replace("<br", " · <br").chars() {
            match character {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag => text.push(character),
                _ => {}
            }
        }
        text
    })
    .collect()
}

fn assert_card(case: &Case<'_>, expected: &[&str]) {
    let rows = card(case);
    for row in expected {
        assert!(rows.iter().any(|found| found == row), "{row}\n{rows:#?}");
    }
}

/// What is told to whom, by entry: audience, agency, unit, template.
const TOLD: &str = "
0 reporter - - receipt
0 verifier - - complaint_received
1 reporter - - question
2 verifier - - completed
3 coordinator kab-grobogan - yours_now
3 reporter - - assigned
4 holder kab-grobogan kabkota:dpupr yours_now
4 reporter - - delegated
5 coordinator kab-grobogan - to_verify
5 reporter - - returned
6 reporter - - returned
6 verifier - - to_verify
7 holder kab-demak kabkota:dpupr yours_now
7 reporter - - assigned
8 reporter - - started
9 reporter - - answered
10 coordinator kab-demak - objected
10 holder kab-demak kabkota:dpupr objected
10 reporter - - objected
11 reporter - - answered
12 reporter - - remind_answer
13 reporter - - lapsed
14 coordinator kab-demak - reopened
14 holder kab-demak kabkota:dpupr reopened
14 reporter - - reopened
15 reporter - - ombudsman_offered
16 reporter - - answered
17 holder kab-demak kabkota:dpupr confirmed
17 reporter - - confirmed
";

#[test]
fn the_longest_road() {
    let system = System::start();
    appoint(&system);
    let sealed = json!({"anonymous": true, "reporter": {"phone": "081234567890"}});
    // Wednesday; the three working days are Thursday 4, Friday 5, Tuesday 16.
    let mut case = Case::filed(&system, "2027-03-03 10:00", sealed);
    assert_dues(&case, &[("verify_by", "2027-03-16")]);
    assert_card(
        &case,
        &[
            "Sekarang di tangan: Petugas verifikasi nasional",
            "Diperiksa paling lambat: Selasa, 16 Maret 2027 · tinggal 3 hari kerja",
        ],
    );

    // Ten working days after the 4th: 5, 16, 17, 18, 19, 22, 23, 24, 29, 30.
    case.at("2027-03-04 09:00");
    let ask = json!({"command": "ask_reporter", "question": "Di depan pasar yang mana?"});
    case.does("admin", ask);
    assert_eq!(case.status()["state"], "awaiting_reporter");
    assert_dues(
        &case,
        &[
            ("answer_by", "2027-03-30"),
            ("verify_by paused", "2027-03-16"),
        ],
    );
    assert_card(
        &case,
        &["Jawaban Anda ditunggu sampai: Selasa, 30 Maret 2027 · tinggal 10 hari kerja"],
    );

    // After hours on the last day before the holidays: day zero is Tuesday 16, all three days are left: 17, 18, 19.
    case.at("2027-03-05 17:30");
    case.does(
        "reporter",
        json!({"command": "complete", "text": "Pasar Gubug, sisi utara."}),
    );
    assert_dues(&case, &[("verify_by", "2027-03-19")]);
    assert_card(
        &case,
        &["Diperiksa paling lambat: Jumat, 19 Maret 2027 · tinggal 4 hari kerja"],
    );

    // First tier. Five: 17, 18, 19, 22, 23. Fourteen: those, 24, 29, 30, 31, 1, 2, 5, 6, 7 April.
    case.at("2027-03-16 09:00");
    case.does("admin", assign("kab-grobogan", None));
    let grobogan = [("respond_by", "2027-03-23"), ("resolve_by", "2027-04-07")];
    assert_dues(&case, &grobogan);
    assert_card(
        &case,
        &[
            "Sekarang di tangan: Pemerintah Kabupaten Grobogan",
            "Mulai ditindaklanjuti paling lambat: Selasa, 23 Maret 2027 · tinggal 5 hari kerja",
            "Dijawab paling lambat: Rabu, 7 April 2027 · tinggal 14 hari kerja",
        ],
    );

    // Second tier: inside one agency nothing restarts.
    case.at("2027-03-17 08:00");
    case.does(
        "coordinator",
        json!({"command": "delegate", "unit": "kabkota:dpupr"}),
    );
    assert_dues(&case, &grobogan);

    // Returned inside the agency, whose clock runs on. To sort it: 18, 19, 22.
    case.at("2027-03-17 10:00");
    case.does(
        "liaison",
        json!({"command": "return", "text": "Bukan jalan kami."}),
    );
    assert_eq!(case.status()["state"], "received");
    assert_dues(
        &case,
        &[
            ("verify_by", "2027-03-22"),
            ("respond_by", "2027-03-23"),
            ("resolve_by", "2027-04-07"),
        ],
    );
    assert_card(
        &case,
        &[
            "Sekarang di tangan: Pemerintah Kabupaten Grobogan",
            "Diperiksa paling lambat: Senin, 22 Maret 2027 · tinggal 3 hari kerja",
            "Mulai ditindaklanjuti paling lambat: Selasa, 23 Maret 2027 · tinggal 4 hari kerja",
        ],
    );

    // Returned to the nation, with a suggestion. To sort it: 19, 22, 23.
    case.at("2027-03-18 10:00");
    let give_back =
        json!({"command": "return", "text": "Ruas ini milik tetangga.", "suggested": "kab-demak"});
    case.does("coordinator", give_back);
    assert_dues(
        &case,
        &[("verify_by", "2027-03-23"), ("resolve_by", "2027-04-07")],
    );
    assert_eq!(case.status()["hops"], 2);

    // Another agency: its own step begins (22, 23, 24, 29, 30), the whole does not.
    case.at("2027-03-19 15:59");
    case.does("admin", assign("kab-demak", Some("kabkota:dpupr")));
    assert_dues(
        &case,
        &[("respond_by", "2027-03-30"), ("resolve_by", "2027-04-07")],
    );
    assert_card(
        &case,
        &[
            "Sekarang di tangan: Dinas Pekerjaan Umum dan Penataan Ruang, Pemerintah Kabupaten Demak",
            "Mulai ditindaklanjuti paling lambat: Selasa, 30 Maret 2027 · tinggal 5 hari kerja",
            "Dijawab paling lambat: Rabu, 7 April 2027 · tinggal 11 hari kerja",
        ],
    );

    case.at("2027-03-22 10:00");
    case.does(
        "demak-liaison",
        json!({"command": "start", "text": "Kami periksa besok."}),
    );
    assert_dues(&case, &[("resolve_by", "2027-04-07")]);

    // Ten: 24, 29, 30, 31, 1, 2, 5, 6, 7, 8 April.
    case.at("2027-03-23 10:00");
    case.does(
        "demak-liaison",
        answer("2027-03-22", "Lubang sudah ditambal."),
    );
    assert_dues(&case, &[("object_by", "2027-04-08")]);
    assert_card(
        &case,
        &[
            "Selesai otomatis pada: Kamis, 8 April 2027 · kalau Anda tidak menyatakan keberatan; tinggal 10 hari kerja",
        ],
    );

    // Five: 29, 30, 31, 1, 2 April.
    case.at("2027-03-24 10:00");
    case.does(
        "reporter",
        json!({"command": "object", "text": "Masih ada satu lubang lagi."}),
    );
    assert_dues(&case, &[("rework_by", "2027-04-02")]);

    // Ten: 1, 2, 5, 6, 7, 8, 9, 12, 13, 14 April. The seventh is Friday 9.
    case.at("2027-03-31 10:00");
    case.does(
        "demak-liaison",
        answer("2027-03-30", "Lubang kedua juga ditambal."),
    );
    assert_dues(&case, &[("object_by", "2027-04-14")]);

    // Reminded on the seventh at eight and not before, once; closed after the tenth and not before, once.
    let seq = |case: &Case<'_>| case.status()["seq"].as_u64().unwrap();
    let answered = seq(&case);
    for (at, expected, state) in [
        ("2027-04-08 23:59", answered, "answered"),
        ("2027-04-09 07:59", answered, "answered"),
        ("2027-04-09 08:00", answered + 1, "answered"),
        ("2027-04-12 08:00", answered + 1, "answered"),
        ("2027-04-14 23:59", answered + 1, "answered"),
        ("2027-04-15 00:00", answered + 2, "closed"),
        ("2027-04-16 00:00", answered + 2, "closed"),
    ] {
        case.at(at).sweep();
        assert_eq!(
            (seq(&case), &case.status()["state"]),
            (expected, &json!(state)),
            "{at}"
        );
    }
    // Thirty days of the calendar after 15 April.
    assert_dues(&case, &[("reopen_by", "2027-05-15")]);
    assert_card(
        &case,
        &[
            "Ditutup pada: Kamis, 15 April 2027",
            "Bisa dibuka lagi sampai: Sabtu, 15 Mei 2027",
            "Diterima: Rabu, 3 Maret 2027 · 43 hari yang lalu",
        ],
    );

    // Reopened over Idul Adha. Five: 11, 12, 13, 14, 21 May. Sixty days after 3 March were 2 May.
    case.at("2027-05-10 10:00");
    case.does(
        "reporter",
        json!({"command": "reopen", "text": "Tambalannya lepas."}),
    );
    assert_dues(&case, &[("rework_by", "2027-05-21")]);
    case.sweep();
    assert_card(
        &case,
        &["Dijawab lagi paling lambat: Jumat, 21 Mei 2027 · tinggal 5 hari kerja"],
    );

    // Ten: 13, 14, 21, 24, 25, 26, 27, 28, 31 May, 2 June.
    case.at("2027-05-12 10:00");
    case.does("demak-liaison", answer("2027-05-11", "Diaspal ulang."));
    assert_dues(&case, &[("object_by", "2027-06-02")]);

    case.at("2027-05-13 19:00");
    case.does(
        "reporter",
        json!({"command": "confirm", "stars": 4, "solved": "yes"}),
    );
    assert_dues(&case, &[("reopen_by", "2027-06-12")]);
    assert_card(
        &case,
        &[
            "Ditutup pada: Kamis, 13 Mei 2027",
            "Bisa dibuka lagi sampai: Sabtu, 12 Juni 2027",
            "Diterima: Rabu, 3 Maret 2027 · 71 hari yang lalu",
        ],
    );
    let status = case.status();
    assert_eq!(
        (&status["state"], &status["age_days"]),
        (&json!("closed"), &json!(71))
    );
    assert_history_is_intact(&system);
    let told = system.sql(
        "select event_seq || ' ' || audience || ' ' || coalesce(agency_id, '-') || ' ' || coalesce(unit_id, '-') || ' '
         || template as row from notification where state = 'pending' order by event_seq, audience",
    );
    let told: Vec<_> = told
        .iter()
        .map(|row| row["row"].as_str().unwrap())
        .collect();
    assert_eq!(told, TOLD.trim().lines().collect::<Vec<_>>());

    // Texts lie in `message`, one an entry but for the title; history holds none of them.
    let rows = system.sql(
        "select m.text, (select group_concat(e.data) from complaint_event e) as history from message m order by m.seq",
    );
    assert_eq!(rows.len(), 12);
    for row in &rows {
        let (text, history) = (
            row["text"].as_str().unwrap(),
            row["history"].as_str().unwrap(),
        );
        assert!(!text.is_empty() && !history.contains(text), "{text}");
    }

    // The entries say which period they set.
    let thread = case.get("reporter", "/thread").json();
    let due = |seq: usize| {
        thread["history"][seq]["due"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    for (seq, day) in [
        (0, "2027-03-16"),
        (1, "2027-03-30"),
        (3, "2027-03-23"),
        (5, "2027-03-22"),
        (9, "2027-04-08"),
    ] {
        assert_eq!(due(seq), end_of(day), "entry {seq}");
    }
    // Hops, with the time each desk had it: the unit from eight to ten, the coordinator until ten the next day.
    let page = case.page().body;
    for words in [
        "dipegang kurang dari sehari, dikembalikan Rabu, 17 Maret 2027",
        "dipegang 1 hari, dikembalikan Kamis, 18 Maret 2027",
    ] {
        assert!(page.contains(words), "{words}");
    }
}
