use super::desk::{Desk, codes, employ, text_of};
use crate::life::world::{Case, KEY, assert_rows_agree, assign, wib};
use serde_json::json;
use std::time::Instant;
use system_tests::System;

fn desk<'a>(system: &'a System, name: &'a str) -> Desk<'a> {
    Desk {
        system,
        name,
        now: wib("2026-11-10 10:00"),
    }
}

fn file(system: &System, more: serde_json::Value) -> Case<'_> {
    let mut case = Case::filed(system, "2026-11-09 09:00", more);
    case.at("2026-11-10 10:00");
    case
}

fn ticked(desk: &Desk<'_>, command: &str, cases: &[&Case<'_>]) -> String {
    let values: Vec<String> = cases
        .iter()
        .map(|case| {
            let seq = case.status()["seq"].as_u64().unwrap();
            format!("{}:{seq}", case.code)
        })
        .collect();
    let mut fields = vec![("apa", command)];
    fields.extend(values.iter().map(|value| ("c", value.as_str())));
    let (job, page) = desk.post_and_follow("/meja/massal", &fields);
    assert_eq!(page.status, 200, "{}", text_of(&page.body));
    job
}

fn count(page: &str, words: &str) -> usize {
    page.matches(words).count()
}

#[test]
fn three_hundred_cases_are_assigned_in_one_go() {
    let system = System::start();
    employ(&system);
    for number in 0..300 {
        let body = json!({
            "text": format!("Jalan berlubang nomor {number} di depan pasar"),
            "place": "Kecamatan Gubug, Kabupaten Grobogan", "access_key": KEY,
        });
        assert_eq!(system.put(&System::new_id(), &body).status, 201);
    }
    let now = system.sql("select max(received_at) as at from complaint")[0]["at"]
        .as_i64()
        .unwrap();
    let admin = Desk {
        system: &system,
        name: "admin",
        now,
    };
    let all = [
        ("apa", "assign"),
        ("semua", "1"),
        ("saring", "status=received"),
    ];
    let (job, page) = admin.post_and_follow("/meja/massal", &all);
    assert!(page.body.contains("300 laporan"), "{}", text_of(&page.body));
    let (_, page) =
        admin.post_and_follow(&job, &[("langkah", "preview"), ("agency", "kab-grobogan")]);
    assert_eq!(codes(&page).len(), 300);
    assert!(
        page.body.contains("Lakukan untuk 300 laporan"),
        "{}",
        text_of(&page.body)
    );
    assert_eq!(
        system.count("select count(*) from complaint_event where seq > 0"),
        0
    );
    let start = Instant::now();
    let reply = admin.post(&job, &[("langkah", "confirm")]);
    println!("300 cases assigned in {} ms", start.elapsed().as_millis());
    assert_eq!(reply.status, 303);
    let page = admin.get(&job);
    assert_eq!(
        count(&page.body, "<b>Selesai</b>"),
        300,
        "{}",
        text_of(&page.body)
    );
    // The yes, said twice, does nothing twice.
    assert_eq!(admin.post(&job, &[("langkah", "confirm")]).status, 303);
    let sql = "select count(*) from complaint where state = 'assigned' and agency_id = 'kab-grobogan' and seq = 1";
    assert_eq!(system.count(sql), 300);
    assert_eq!(
        system.count("select count(distinct salt) from message"),
        300
    );
    // What everybody reads are topic and place, never words of a story.
    let told = "select count(*) from message where part = 'title' and (text like '%nomor%' or text not like '% di %')";
    assert_eq!(system.count(told), 0);
    assert_rows_agree(&system);
}

#[test]
fn the_preview_says_what_will_be_refused_and_stores_nothing() {
    let system = System::start();
    employ(&system);
    let fresh = file(&system, json!({}));
    let taken = file(&system, json!({}));
    taken.does("admin", assign("kab-grobogan", None));
    let vague = file(
        &system,
        json!({"text": "Tolong dibantu ya kak", "place": ""}),
    );
    let admin = desk(&system, "admin");
    let job = ticked(&admin, "assign", &[&fresh, &taken, &vague]);
    let (_, page) = admin.post_and_follow(&job, &[("langkah", "preview")]);
    assert!(
        page.body.contains("Lakukan untuk 1 laporan"),
        "{}",
        text_of(&page.body)
    );
    assert!(page.body.contains("Tidak bisa pada status ini."));
    assert!(page.body.contains("Tidak ada usulan instansi"));
    assert_eq!(fresh.status()["seq"], 0);
    // A heading that cannot be stored comes back with the words.
    let long = "x".repeat(201);
    let wrong = admin.post(&job, &[("langkah", "confirm"), ("t-0", &long)]);
    assert!(wrong.status == 422 && wrong.body.contains(&long));
    assert_eq!(fresh.status()["seq"], 0);
    let (_, page) =
        admin.post_and_follow(&job, &[("langkah", "confirm"), ("t-0", "Lubang di Gubug")]);
    assert_eq!(
        count(&page.body, "<b>Selesai</b>"),
        1,
        "{}",
        text_of(&page.body)
    );
    assert_eq!(count(&page.body, "<b>Tidak bisa</b>"), 2);
    assert_eq!(fresh.status()["state"], "assigned");
    let title = "select count(*) from message where part = 'title' and text = 'Lubang di Gubug'";
    assert_eq!(system.count(title), 1);
    assert_rows_agree(&system);
}

#[test]
fn a_case_that_changed_since_the_list_is_left_alone_and_said_so() {
    let system = System::start();
    employ(&system);
    let cases: Vec<Case<'_>> = (0..3).map(|_| file(&system, json!({}))).collect();
    let admin = desk(&system, "admin");
    let job = ticked(&admin, "assign", &cases.iter().collect::<Vec<_>>());
    admin.post_and_follow(&job, &[("langkah", "preview"), ("agency", "kab-demak")]);
    cases[1].does("admin", assign("kab-grobogan", None));
    let (_, page) = admin.post_and_follow(&job, &[("langkah", "confirm")]);
    assert_eq!(
        count(&page.body, "<b>Selesai</b>"),
        2,
        "{}",
        text_of(&page.body)
    );
    assert_eq!(count(&page.body, "<b>Berubah sementara itu"), 1);
    let held = |case: &Case<'_>| {
        system.sql(&format!(
            "select agency_id from complaint where tracking_code = '{}'",
            case.code.replace('-', "")
        ))[0]["agency_id"]
            .clone()
    };
    assert_eq!(
        [held(&cases[0]), held(&cases[1]), held(&cases[2])],
        ["kab-demak", "kab-grobogan", "kab-demak"]
    );
    assert_rows_agree(&system);
}

#[test]
fn two_officers_who_confirm_at_once_do_each_case_once() {
    let system = System::start();
    employ(&system);
    let cases: Vec<Case<'_>> = (0..40).map(|_| file(&system, json!({}))).collect();
    let all: Vec<&Case<'_>> = cases.iter().collect();
    let admin = desk(&system, "admin");
    let jobs = ["kab-demak", "kab-grobogan"].map(|agency| {
        let job = ticked(&admin, "assign", &all);
        admin.post_and_follow(&job, &[("langkah", "preview"), ("agency", agency)]);
        job
    });
    let senders = jobs.iter().map(|job| {
        let admin = &admin;
        Box::new(move || admin.post(job, &[("langkah", "confirm")]).status)
            as Box<dyn FnOnce() -> u16 + Send + '_>
    });
    assert_eq!(crate::life::world::at_once(senders.collect()), [303, 303]);
    let done: usize = jobs
        .iter()
        .map(|job| count(&admin.get(job).body, "<b>Selesai</b>"))
        .sum();
    let changed: usize = jobs
        .iter()
        .map(|job| count(&admin.get(job).body, "<b>Berubah"))
        .sum();
    assert_eq!((done, changed), (40, 40));
    assert_eq!(
        system.count("select count(*) from complaint where seq = 1"),
        40
    );
    assert_rows_agree(&system);
}

#[test]
fn a_yes_that_is_sent_twice_at_once_counts_once() {
    let system = System::start();
    employ(&system);
    let cases: Vec<Case<'_>> = (0..30).map(|_| file(&system, json!({}))).collect();
    let admin = desk(&system, "admin");
    let job = ticked(&admin, "assign", &cases.iter().collect::<Vec<_>>());
    admin.post_and_follow(&job, &[("langkah", "preview"), ("agency", "kab-demak")]);
    let senders = (0..3).map(|_| {
        let (admin, job) = (&admin, &job);
        Box::new(move || admin.post(job, &[("langkah", "confirm")]).status)
            as Box<dyn FnOnce() -> u16 + Send + '_>
    });
    assert_eq!(
        crate::life::world::at_once(senders.collect()),
        [303, 303, 303]
    );
    let page = admin.get(&job);
    assert_eq!(
        count(&page.body, "<b>Selesai</b>"),
        30,
        "{}",
        text_of(&page.body)
    );
    assert_rows_agree(&system);
}

#[test]
fn units_are_given_and_answers_sent_to_many() {
    let system = System::start();
    employ(&system);
    let cases: Vec<Case<'_>> = (0..5).map(|_| file(&system, json!({}))).collect();
    for case in &cases {
        case.does("admin", assign("kab-grobogan", None));
    }
    let all: Vec<&Case<'_>> = cases.iter().collect();
    let coordinator = desk(&system, "coordinator");
    let job = ticked(&coordinator, "delegate", &all);
    let unit = ("unit", "kabkota:dpupr");
    let (_, page) = coordinator.post_and_follow(&job, &[("langkah", "preview"), unit]);
    assert!(
        page.body.contains("Lakukan untuk 5 laporan"),
        "{}",
        text_of(&page.body)
    );
    coordinator.post_and_follow(&job, &[("langkah", "confirm")]);
    let liaison = desk(&system, "liaison");
    let job = ticked(&liaison, "answer", &all);
    let wrong = liaison.post(
        &job,
        &[
            ("langkah", "preview"),
            ("outcome", "done"),
            ("text", "Sudah <ditambal>."),
        ],
    );
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("Sudah &lt;ditambal>."),
        "{}",
        text_of(&wrong.body)
    );
    let words = [
        ("langkah", "preview"),
        ("outcome", "done"),
        ("on", "2026-11-10"),
        ("text", "Sudah ditambal."),
    ];
    liaison.post_and_follow(&job, &words);
    // Somebody else's job is nobody's.
    assert_eq!(coordinator.get(&job).status, 404);
    assert_eq!(
        coordinator.post(&job, &[("langkah", "confirm")]).status,
        404
    );
    let (_, page) = liaison.post_and_follow(&job, &[("langkah", "confirm")]);
    assert_eq!(
        count(&page.body, "<b>Selesai</b>"),
        5,
        "{}",
        text_of(&page.body)
    );
    assert!(
        cases
            .iter()
            .all(|case| case.status()["state"] == "answered")
    );
    // A word of another agency's case reaches nobody who may not read it.
    let foreign = file(&system, json!({"confidential": true}));
    let value = format!("{}:0", foreign.code);
    let none = liaison.post("/meja/massal", &[("apa", "answer"), ("c", &value)]);
    assert!(none.status == 422 && none.body.contains("Centang satu laporan"));
    assert_rows_agree(&system);
}
