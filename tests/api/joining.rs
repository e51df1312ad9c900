//! *Ikut melapor*: by command, while filing, and afterwards without scripts.

use crate::life::world::{Case, answer, appoint, assign, wib};
use serde_json::{Value, json};
use system_tests::{Reply, System};

const KEYS: [&str; 2] = ["AAECAwQFBgcICQoLDA0ODw", "EBESExQVFhcYGRobHB0eHw"];
const STORY: &str = "Jalan berlubang besar di depan pasar Gubug, motor sering jatuh.";

fn world() -> System {
    let system = System::start();
    appoint(&system);
    system
}

fn filed<'a>(system: &'a System, key: usize, more: Value) -> Case<'a> {
    let mut body = json!({"access_key": KEYS[key], "text": STORY, "region": "33.15.18"});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    Case::filed(system, "2026-11-09 09:00", body)
}

fn published<'a>(system: &'a System) -> Case<'a> {
    let case = filed(system, 0, json!({}));
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case
}

fn join(lead: &Case<'_>) -> Value {
    json!({"command": "join", "lead": lead.code})
}

fn put_joining(system: &System, id: &str, lead: &str, more: Value) -> Reply {
    let mut body = json!({"access_key": KEYS[1], "text": STORY, "joins": lead});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let now = wib("2026-11-09 10:00").to_string();
    let headers = [
        ("content-type", "application/json"),
        ("simulated-now", now.as_str()),
    ];
    let path = api_types::paths::complaint(id);
    system.send("PUT", &path, &headers, Some(body.to_string().as_bytes()))
}

#[test]
fn a_reporter_joins_gets_the_answer_of_the_lead_and_keeps_what_is_theirs() {
    let system = world();
    let mut lead = published(&system);
    let mut mine = filed(&system, 1, json!({}));
    mine.does("reporter", join(&lead));
    assert_eq!(lead.status()["follower_count"], 1);
    let page = mine.page();
    assert!(
        page.body.contains("Anda bergabung dengan laporan lain"),
        "{}",
        page.body
    );
    assert!(page.body.contains(&format!("/l/{}", lead.code)));
    lead.at("2026-11-10 10:00");
    lead.does("liaison", answer("2026-11-10", "Sudah ditambal kemarin."));
    mine.at("2026-11-10 10:05");
    mine.sweep();
    assert_eq!(mine.status()["state"], "answered");
    assert!(mine.page().body.contains("Sudah ditambal kemarin."));
}

#[test]
fn a_reporter_leaves_again_and_an_officer_takes_it_apart() {
    let system = world();
    let lead = published(&system);
    let mine = filed(&system, 1, json!({}));
    mine.does("reporter", join(&lead));
    assert!(mine.page().body.contains("value=\"leave\""));
    mine.does("reporter", json!({"command": "leave"}));
    assert_eq!(lead.status()["follower_count"], 0);
    mine.does("reporter", join(&lead));
    mine.does("admin", json!({"command": "unmerge"}));
    assert_eq!(lead.status()["follower_count"], 0);
    assert_eq!(mine.status()["state"], "received");
}

#[test]
fn what_cannot_be_joined_says_nothing_of_what_it_is() {
    let system = world();
    let secret = filed(&system, 0, json!({"confidential": true}));
    let unverified = filed(&system, 0, json!({}));
    let mine = filed(&system, 1, json!({}));
    let unknown = mine.send(
        "reporter",
        &json!({"command": "join", "lead": "0000-0000-0000-0"}),
    );
    assert_eq!(unknown.status, 422, "{}", unknown.body);
    for lead in [&secret, &unverified] {
        let refused = mine.send("reporter", &join(lead));
        assert_eq!((refused.status, &refused.body), (422, &unknown.body));
    }
    let lead = published(&system);
    let hidden = filed(&system, 1, json!({"confidential": true}));
    assert_eq!(hidden.send("reporter", &join(&lead)).status, 409);
    assert_eq!(lead.status()["follower_count"], 0);
    let officer = mine.send("liaison", &join(&lead));
    assert!([403, 404].contains(&officer.status), "{}", officer.body);
}

#[test]
fn a_complaint_joins_while_it_is_filed_or_stands_by_itself() {
    let system = world();
    let lead = published(&system);
    let id = System::new_id();
    let first = put_joining(&system, &id, &lead.code, json!({}));
    assert_eq!((first.status, &first.json()["joined"]), (201, &json!(true)));
    let again = put_joining(&system, &id, &lead.code, json!({}));
    assert_eq!((again.status, &again.json()["joined"]), (200, &json!(true)));
    assert_eq!(lead.status()["follower_count"], 1);
    let secret = put_joining(
        &system,
        &System::new_id(),
        &lead.code,
        json!({"confidential": true}),
    );
    assert_eq!(
        (secret.status, &secret.json()["joined"]),
        (201, &json!(false))
    );
    let broken = put_joining(&system, &System::new_id(), "' or 1=1 --", json!({}));
    assert_eq!(
        (broken.status, &broken.json()["joined"]),
        (201, &Value::Null)
    );
    lead.does("liaison", answer("2026-11-09", "Sudah ditambal."));
    let late = put_joining(&system, &System::new_id(), &lead.code, json!({}));
    assert_eq!((late.status, &late.json()["joined"]), (201, &json!(false)));
    let form = system.post_form("/lapor", &[("text", STORY), ("joins", &lead.code)]);
    assert_eq!(form.status, 201);
    assert!(
        form.body.contains("Laporan Anda berjalan sendiri"),
        "{}",
        form.body
    );
}

#[test]
fn one_network_joins_ten_times_a_day_and_then_its_complaints_stand_by_themselves() {
    let system = world();
    let lead = published(&system);
    let from = |address: &str, id: &str| {
        let body = json!({"access_key": KEYS[1], "text": STORY, "joins": lead.code}).to_string();
        let headers = [
            ("content-type", "application/json"),
            ("cf-connecting-ip", address),
        ];
        let path = api_types::paths::complaint(id);
        let reply = system.send("PUT", &path, &headers, Some(body.as_bytes()));
        (reply.status, reply.json()["joined"].clone())
    };
    let ids: Vec<String> = (0..11).map(|_| System::new_id()).collect();
    for (n, id) in ids.iter().enumerate() {
        let expected = json!(n < 10);
        assert_eq!(from(&format!("203.0.113.{n}"), id), (201, expected), "{n}");
    }
    // What has joined has joined, however often it is sent.
    assert_eq!(from("203.0.113.99", &ids[0]), (200, json!(true)));
    assert_eq!(lead.status()["follower_count"], 10);
    let other = from("198.51.100.1", &System::new_id());
    assert_eq!(other, (201, json!(true)));
    let address = "select count(*) from join_network where network like '%203.0%'";
    assert_eq!(system.count(address), 0);
    let later = system.count("select max(at) from join_network") + 3 * 86_400_000;
    assert_eq!(system.sweep(later).status, 200);
    assert_eq!(system.count("select count(*) from join_network"), 0);
}

#[test]
fn similar_open_cases_are_found_by_words_and_place_and_nothing_else_is() {
    let system = world();
    assert_eq!(system.sweep(wib("2026-11-09 08:00")).status, 200);
    let lead = published(&system);
    let _secret = filed(&system, 0, json!({"confidential": true}));
    let _unverified = filed(&system, 0, json!({}));
    assert_eq!(system.sweep(wib("2026-11-09 09:30")).status, 200);
    let now = wib("2026-11-09 10:00").to_string();
    let ask = |fields: &[(&str, &str)]| {
        let headers = [("simulated-now", now.as_str())];
        system.post_form_with("/laporan/serupa", &headers, fields)
    };
    let codes = |reply: &Reply| -> Vec<String> {
        assert_eq!(
            (reply.status, reply.header("cache-control")),
            (200, "no-store")
        );
        let found = reply.json();
        let cases = found["cases"].as_array().unwrap().iter();
        cases
            .map(|case| case["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let words = (
        "text",
        "jalan berlubang depan pasar gubug bahaya motor jatuh",
    );
    let here = ask(&[words, ("region", "33.15.18")]);
    assert_eq!(codes(&here), [lead.code.as_str()]);
    assert!(
        here.json()["cases"][0]["why"]
            .as_str()
            .unwrap()
            .contains("berlubang")
    );
    assert_eq!(
        codes(&ask(&[words, ("place", "pasar gubug")])),
        [lead.code.as_str()]
    );
    assert!(codes(&ask(&[words])).is_empty(), "no place");
    assert!(
        codes(&ask(&[words, ("region", "11.01")])).is_empty(),
        "elsewhere"
    );
    let other = ("text", "ijazah anak saya ditahan sekolah");
    assert!(codes(&ask(&[other, ("region", "33.15.18")])).is_empty());
    let foreign = system.post_form_with(
        "/laporan/serupa",
        &[("sec-fetch-site", "cross-site")],
        &[words],
    );
    assert_eq!(foreign.status, 403);
    assert_eq!(system.get("/laporan/serupa").status, 405);

    let mine = filed(&system, 1, json!({}));
    let page = mine.get("reporter", "");
    assert_eq!(page.status, 200);
    let path = format!("/l/{}/serupa?k={}", mine.code, KEYS[1]);
    let headers = [("simulated-now", now.as_str())];
    let page = system.send("GET", &path, &headers, None);
    assert!(page.body.contains(&lead.code), "{}", page.body);
    let fields = ["k", "id", "command", "lead"].map(|name| (name, page.hidden(name)));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let done = system.post_form_with(&format!("/l/{}/tindakan", mine.code), &headers, &fields);
    assert_eq!(done.status, 201, "{}", done.body);
    assert!(done.body.contains("Laporan Anda bergabung"));
    assert_eq!(lead.status()["follower_count"], 1);
    let without_key = system.get(&format!("/l/{}/serupa", mine.code));
    assert_eq!(without_key.status, 404);
}
