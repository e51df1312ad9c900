use super::desk::{Desk, codes, employ, text_of};
use crate::life::world::{Case, assign, wib};
use serde_json::json;
use system_tests::System;

fn desk<'a>(system: &'a System, name: &'a str, at: &str) -> Desk<'a> {
    Desk {
        system,
        name,
        now: wib(at),
    }
}

#[test]
fn what_is_due_comes_first_and_every_filter_finds_its_own() {
    let system = System::start();
    employ(&system);
    let late = Case::filed(
        &system,
        "2026-11-02 09:00",
        json!({"text": "Lampu jalan mati di gang"}),
    );
    late.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let soon = Case::filed(
        &system,
        "2026-11-18 09:00",
        json!({"landmark": "depan warung"}),
    );
    soon.does("admin", assign("kab-grobogan", None));
    let new = Case::filed(&system, "2026-11-19 09:00", json!({"confidential": true}));
    let closed = Case::filed(&system, "2026-11-03 09:00", json!({}));
    closed.does(
        "admin",
        json!({"command": "reject", "reason": "too_general", "sentence": "Terlalu umum."}),
    );
    let admin = desk(&system, "admin", "2026-11-20 10:00");
    let find = |query: &str| {
        let page = admin.get(&format!("/meja?{query}"));
        assert_eq!(page.status, 200, "{}", text_of(&page.body));
        codes(&page)
    };
    let [late, soon, new, closed] = [&late.code, &soon.code, &new.code, &closed.code];
    let all = find("");
    assert_eq!(all.first(), Some(late));
    assert_eq!(all.last(), Some(closed));
    assert_eq!(all.len(), 4);
    assert_eq!(
        find("urut=newest"),
        [new, soon, closed, late].map(Clone::clone)
    );
    for (query, expected) in [
        ("status=assigned", vec![late, soon]),
        ("tenggat=late", vec![late]),
        ("tenggat=idle", vec![closed]),
        ("pemegang=kab-grobogan", vec![late, soon]),
        ("pemegang=kab-grobogan%2Fkabkota%3Adpupr", vec![late]),
        ("pemegang=-&status=received", vec![new]),
        ("kategori=JLN-01&status=assigned", vec![late, soon]),
        ("wilayah=33.15&status=received", vec![new]),
        ("wilayah=33.1", vec![]),
        ("wilayah=grobogan&status=received", vec![new]),
        ("tanda=confidential", vec![new]),
        ("dari=2026-11-18&sampai=2026-11-18", vec![soon]),
        ("giliran=saya", vec![new]),
        ("q=LAMPU", vec![late]),
        ("q=warung", vec![soon]),
        ("q=%25", vec![]),
        ("kanal=sms", vec![]),
        ("jenis=aspiration", vec![]),
    ] {
        let found = find(query);
        assert_eq!(found.len(), expected.len(), "{query}: {found:?}");
        assert!(expected.iter().all(|code| found.contains(code)), "{query}");
    }
    let part: String = soon
        .replace('-', "")
        .to_lowercase()
        .chars()
        .skip(2)
        .take(6)
        .collect();
    assert_eq!(find(&format!("q={part}")), std::slice::from_ref(soon));
    // What is not known is said and does no harm.
    let page = admin.get("/meja?status=hilang&bukan=1&lewat=x");
    assert!(page.status == 200 && page.body.contains("tidak dikenal"));
    assert_eq!(codes(&page).len(), 4);
    assert!(page.header("cache-control") == "no-store");
    let english = admin.get("/en/meja");
    assert!(english.body.contains("Late by") && english.body.contains("Mine to act"));
}

#[test]
fn a_day_ends_by_the_clock_of_whoever_holds_the_case() {
    let system = System::start();
    employ(&system);
    // Merauke is in WIT, two hours before Grobogan.
    for agency in ["kab-grobogan", "kab-merauke"] {
        let case = Case::filed(&system, "2026-11-09 09:00", json!({}));
        case.does("admin", assign(agency, None));
    }
    let rows = system.sql("select agency_id, due_at from complaint order by agency_id");
    let dues: Vec<i64> = rows
        .iter()
        .map(|row| row["due_at"].as_i64().unwrap())
        .collect();
    assert_eq!(dues[0] - dues[1], 2 * 3_600_000);
    let count = |now: i64, due: &str| {
        let desk = Desk {
            system: &system,
            name: "admin",
            now,
        };
        codes(&desk.get(&format!("/meja?tenggat={due}"))).len()
    };
    // An hour before midnight in Grobogan the day of Merauke is over.
    assert_eq!(
        (
            count(dues[0] - 3_600_000, "today"),
            count(dues[0] - 3_600_000, "late")
        ),
        (1, 1)
    );
    assert_eq!(
        (count(dues[1] - 3_600_000, "today"), count(dues[1], "late")),
        (2, 0)
    );
    assert_eq!(count(dues[1] + 1000, "late"), 1);
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    let system = System::start();
    employ(&system);
    for day in 0..107 {
        Case::filed(
            &system,
            &format!("2026-11-{:02} 09:00", 2 + day % 7),
            json!({}),
        );
    }
    let desk = desk(&system, "admin", "2026-11-20 10:00");
    for order in ["", "urut=newest", "urut=followed"] {
        let (mut path, mut all) = (format!("/meja?{order}"), Vec::new());
        let mut pages = 0;
        loop {
            let page = desk.get(&path);
            all.extend(codes(&page));
            pages += 1;
            let Some((_, next)) = page.body.split_once("rel=\"next\" href=\"") else {
                break;
            };
            path = next.split('"').next().unwrap().replace("&amp;", "&");
        }
        assert_eq!((pages, all.len()), (3, 107), "{order}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 107, "{order}");
    }
}

#[test]
fn roles_without_lists_are_shown_their_own_room_and_observers_what_is_public_and_late() {
    let system = System::start();
    employ(&system);
    let public = Case::filed(&system, "2026-11-02 09:00", json!({}));
    public.does("admin", assign("kab-grobogan", None));
    let secret = Case::filed(&system, "2026-11-02 09:00", json!({"confidential": true}));
    secret.does("admin", assign("kab-grobogan", None));
    for (name, room) in [
        ("custodian", "/meja/segel"),
        ("auditor", "/meja/segel"),
        ("operator", "/meja/loket"),
    ] {
        let page = desk(&system, name, "2026-12-20 10:00").get("/meja?status=assigned");
        assert_eq!(
            (page.status, page.header("location")),
            (303, room),
            "{name}"
        );
        let room = desk(&system, name, "2026-12-20 10:00").get(room);
        assert!(matches!(room.status, 200 | 303), "{name}: {}", room.status);
        assert!(!room.body.contains(&public.code));
        let file = desk(&system, name, "2026-12-20 10:00").get("/meja/ekspor");
        assert_eq!(file.status, 303, "{name}");
    }
    let early = desk(&system, "observer", "2026-11-03 10:00").get("/meja");
    assert!(early.status == 200 && codes(&early).is_empty());
    assert!(early.body.contains("Belum ada laporan"));
    let page = desk(&system, "observer", "2026-12-20 10:00").get("/meja");
    assert_eq!(codes(&page), std::slice::from_ref(&public.code));
    assert!(!page.body.contains("name=\"c\""), "nothing to tick");
}

#[test]
fn what_was_masked_is_found_only_by_those_who_read_it() {
    let system = System::start();
    employ(&system);
    let story = "Pak Budi Santoso merusak jalan di depan pasar";
    let place = "Dekat rumah Budi, Kecamatan Gubug, Kabupaten Grobogan";
    let case = Case::filed(
        &system,
        "2026-11-02 09:00",
        json!({"text": story, "place": place, "landmark": "sumur Budi"}),
    );
    let mut told = assign("kab-grobogan", None);
    told["title"] = json!("Ulah Budi di depan pasar");
    case.does("admin", told);
    let late = "2026-12-20 10:00";
    let finds = |who: &str, words: &str| {
        let words = words.replace(' ', "+");
        let list = desk(&system, who, late).get(&format!("/meja?q={words}"));
        assert_eq!(list.status, 200);
        codes(&list).contains(&case.code)
    };
    for words in ["budi santoso", "rumah budi", "sumur budi"] {
        assert!(finds("observer", words), "{words}");
    }
    case.does(
        "admin",
        json!({"command": "redact", "text": "[nama] merusak jalan"}),
    );
    for words in ["budi", "santoso", "rumah", "sumur"] {
        assert!(!finds("observer", words), "{words}");
        assert!(finds("coordinator", words), "{words}");
    }
    // The heading was written before and holds the name as well.
    let page = system.get(&format!("/l/{}", case.code));
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Budi"), "{}", page.body);
    assert!(finds("observer", "merusak jalan"));
}

#[test]
fn from_one_case_on_to_the_next_of_the_same_list() {
    let system = System::start();
    employ(&system);
    let file = |at: &str| Case::filed(&system, at, json!({}));
    let cases = ["2026-11-02 09:00", "2026-11-03 09:00", "2026-11-04 09:00"].map(file);
    let admin = desk(&system, "admin", "2026-11-05 10:00");
    let next = |done: &str, list: &str| {
        let reply = admin.get(&format!("/meja/berikutnya?sudah={done}&dari={list}"));
        assert_eq!(reply.status, 303);
        reply.header("location").to_owned()
    };
    let [first, second, third] = cases.each_ref().map(|case| case.code.as_str());
    let list = "status%3Dreceived";
    let case = |code: &str| format!("/meja/kasus/{code}?dari={list}");
    assert_eq!(next("", list), case(first));
    assert_eq!(next(first, list), case(second));
    assert_eq!(next(second, list), case(third));
    assert_eq!(next(third, list), "/meja?status=received");
    // It left the list: on with its first one.
    cases[0].does("admin", assign("kab-grobogan", None));
    assert_eq!(next(first, list), case(second));
    let elsewhere = next(first, "https%3A%2F%2Fevil.id");
    assert!(elsewhere.starts_with("/meja") && !elsewhere.contains("evil"));
}

#[test]
fn a_view_is_kept_renamed_forgotten_and_nobody_elses() {
    let system = System::start();
    employ(&system);
    Case::filed(&system, "2026-11-02 09:00", json!({}));
    let admin = desk(&system, "admin", "2026-11-20 10:00");
    let filter = ("saring", "tenggat=late&q=jalan%20rusak");
    let wrong = admin.post("/meja/tampilan", &[("nama", " "), filter]);
    assert!(wrong.status == 422 && wrong.body.contains("paling panjang 60"));
    let (target, page) =
        admin.post_and_follow("/meja/tampilan", &[("nama", "Jalan <telat>"), filter]);
    assert_eq!(target, "/meja?q=jalan%20rusak&tenggat=late");
    assert!(page.body.contains("Jalan &lt;telat&gt;"));
    let id = system.sql("select id from desk_view")[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/meja/tampilan/{id}");
    let other = desk(&system, "coordinator", "2026-11-20 10:00");
    for fields in [[("apa", "forget"), filter], [("nama", "x"), filter]] {
        assert_eq!(other.post(&path, &fields).status, 303);
    }
    let (_, page) = admin.post_and_follow(&path, &[("nama", "Telat"), ("apa", "rename"), filter]);
    assert!(page.body.contains(">Telat</a>"));
    let (_, page) = admin.post_and_follow(&path, &[("nama", "Telat"), ("apa", "forget"), filter]);
    assert!(!page.body.contains(">Telat</a>"));
    for number in 0..30 {
        let name = format!("v{number}");
        assert_eq!(
            admin
                .post("/meja/tampilan", &[("nama", &name), filter])
                .status,
            303
        );
    }
    let full = admin.post("/meja/tampilan", &[("nama", "v31"), filter]);
    assert!(full.status == 422 && full.body.contains("value=\"v31\""));
    assert_eq!(system.count("select count(*) from desk_view"), 30);
}
