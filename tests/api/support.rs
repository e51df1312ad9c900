//! Support of somebody else's complaint: counted once a device, bounded by network, only where everybody may read.

use crate::life::world::{Case, KEY, answer, appoint, assign, at_once, wib};
use api_types::paths;
use serde_json::{Value, json};
use system_tests::{Reply, System};

const NOW: &str = "2026-11-10 10:00";

fn world() -> System {
    let system = System::start();
    appoint(&system);
    system
}

fn filed<'a>(system: &'a System, more: Value) -> Case<'a> {
    let mut body = json!({"access_key": KEY, "text": "Jalan berlubang di depan pasar Gubug."});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    Case::filed(system, "2026-11-09 09:00", body)
}

fn published<'a>(system: &'a System) -> Case<'a> {
    let case = filed(system, json!({}));
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case
}

fn put(system: &System, code: &str, id: &str, more: &[(&str, &str)]) -> Reply {
    let now = wib(NOW).to_string();
    let mut headers = vec![("content-type", "application/json")];
    // Time is only believed from this machine.
    if !more.iter().any(|(name, _)| *name == "cf-connecting-ip") {
        headers.push(("simulated-now", now.as_str()));
    }
    headers.extend(more);
    system.send("PUT", &paths::support(code, id), &headers, Some(b"{}"))
}

fn cookie(reply: &Reply) -> String {
    let set = reply.header("set-cookie");
    assert!(set.contains("; Secure; HttpOnly; SameSite=Lax"), "{set}");
    set.split(';').next().unwrap().to_owned()
}

fn count(system: &System, case: &Case<'_>) -> i64 {
    let code = case.code.replace('-', "");
    system.count(&format!(
        "select support_count from complaint where tracking_code = '{code}'"
    ))
}

#[test]
fn a_device_counts_once_and_an_answer_that_is_lost_makes_no_second_one() {
    let system = world();
    let case = published(&system);
    let id = System::new_id();
    let first = put(&system, &case.code, &id, &[]);
    assert_eq!(first.status, 201, "{}", first.body);
    assert_eq!(first.json()["id"], id);
    // The answer was lost, and its cookie with it.
    let again = put(&system, &case.code, &id, &[]);
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(cookie(&again), cookie(&first));
    assert!(again.header("submission-digest") == first.header("submission-digest"));
    let cookie = cookie(&first);
    let other = put(
        &system,
        &case.code,
        &System::new_id(),
        &[("cookie", &cookie)],
    );
    assert_eq!(other.status, 200);
    assert_eq!(other.header("set-cookie"), "");
    assert_eq!(count(&system, &case), 1);
    assert_eq!(put(&system, &case.code, &System::new_id(), &[]).status, 201);
    assert_eq!(count(&system, &case), 2);
    // Rows of two complaints have nothing in common.
    let second = published(&system);
    put(
        &system,
        &second.code,
        &System::new_id(),
        &[("cookie", &cookie)],
    );
    assert_eq!(
        system.count("select count(distinct device) from support"),
        3
    );
}

#[test]
fn supports_at_the_same_time_are_all_counted_once() {
    let system = world();
    let case = published(&system);
    let ids: Vec<String> = (0..4).map(|_| System::new_id()).collect();
    let senders = ids.iter().chain(&ids).map(|id| {
        let (system, code) = (&system, case.code.as_str());
        let send: Box<dyn FnOnce() -> u16 + Send + '_> =
            Box::new(move || put(system, code, id, &[]).status);
        send
    });
    let mut statuses = at_once(senders.collect());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 200, 201, 201, 201, 201]);
    assert_eq!(count(&system, &case), 4);
}

#[test]
fn one_network_counts_ten_times_a_day_for_one_complaint() {
    let system = world();
    let case = published(&system);
    let from = |case: &Case<'_>, address: &str| {
        put(
            &system,
            &case.code,
            &System::new_id(),
            &[("cf-connecting-ip", address)],
        )
    };
    let mut stopped = None;
    for n in 1..=10 {
        let reply = from(&case, &format!("203.0.113.{n}"));
        assert_eq!(reply.status, 201, "{n}: {}", reply.body);
        stopped = Some(from);
    }
    assert!(stopped.is_some());
    let busy = from(&case, "203.0.113.77");
    assert_eq!((busy.status, busy.header("retry-after")), (429, "3600"));
    assert_eq!(busy.json()["type"], "/problems/too-many-requests");
    let page = system.post_form_with(
        &format!("/l/{}/dukung", case.code),
        &[("cf-connecting-ip", "203.0.113.78")],
        &[("id", &System::new_id())],
    );
    assert_eq!(page.status, 429);
    assert!(page.body.contains("Silakan coba lagi besok"));
    assert_eq!(from(&case, "198.51.100.1").status, 201);
    assert_eq!(from(&published(&system), "203.0.113.79").status, 201);
    assert_eq!(count(&system, &case), 11);
    let known = "select count(*) from support where network is not null";
    assert_eq!(system.count(known), 12);
    let address = "select count(*) from support where network like '%203.0%'";
    assert_eq!(system.count(address), 0);
    // Those were counted by the clock of this machine.
    let later = system.count("select max(at) from support") + 3 * 86_400_000;
    assert_eq!(system.sweep(later).status, 200);
    assert_eq!(system.count(known), 0);
    assert_eq!(count(&system, &case), 11);
}

#[test]
fn the_form_thanks_remembers_and_takes_back() {
    let system = world();
    let mut case = published(&system);
    case.at(NOW);
    let page = system.get(&format!("/l/{}", case.code));
    assert!(page.body.contains("Saya juga mengalami"));
    assert_eq!(page.header("set-cookie"), "", "who reads is nobody");
    let path = format!("/l/{}/dukung", case.code);
    let done = system.post_form(&path, &[("id", &page.hidden("id"))]);
    let thanks = format!("/l/{}?dukung=ya", case.code);
    assert_eq!(
        (done.status, done.header("location")),
        (303, thanks.as_str())
    );
    let cookie = cookie(&done);
    let mine = system.send("GET", &thanks, &[("cookie", &cookie)], None);
    assert!(
        mine.body.contains("dukungan Anda sudah dihitung"),
        "{}",
        mine.body
    );
    assert!(mine.body.contains("1 warga mendukung") && mine.body.contains("Batal dukung"));
    let others = system.get(&format!("/en/l/{}", case.code));
    assert!(others.body.contains("1 person supports") && !others.body.contains("Take my"));
    let own = case.page();
    assert!(own.body.contains("1 warga") && !own.body.contains("/dukung\""));
    let foreign = system.post_form_with(&path, &[("sec-fetch-site", "cross-site")], &[]);
    assert_eq!(foreign.status, 403);
    let with = [("cookie", cookie.as_str())];
    let back = system.post_form_with(&path, &with, &[("take_back", "1")]);
    assert_eq!((back.status, count(&system, &case)), (303, 0));
    let again = system.post_form_with(&path, &with, &[("take_back", "1")]);
    assert_eq!((again.status, count(&system, &case)), (303, 0));
    assert_eq!(system.post_form_with(&path, &with, &[]).status, 303);
    assert_eq!(count(&system, &case), 1);
}

#[test]
fn what_nobody_may_read_is_as_unknown_to_supporters_as_any_code() {
    let system = world();
    let secret = filed(&system, json!({"confidential": true}));
    let unverified = filed(&system, json!({}));
    let nothing = "0000-0000-0000-0";
    let unknown = put(&system, nothing, &System::new_id(), &[]);
    assert_eq!(unknown.status, 404);
    for case in [&secret, &unverified] {
        let reply = put(&system, &case.code, &System::new_id(), &[]);
        assert_eq!((reply.status, &reply.body), (404, &unknown.body));
        let form = system.post_form(&format!("/l/{}/dukung", case.code), &[]);
        assert_eq!(form.status, 404);
        assert_eq!(form.header("set-cookie"), "");
        assert_eq!(count(&system, case), 0);
    }
    let page = system.get(&format!("/l/{}", unverified.code));
    assert!(!page.body.contains("/dukung\""));
}

#[test]
fn who_follows_is_supported_through_the_lead_and_what_is_over_is_not() {
    let system = world();
    let lead = published(&system);
    let follower = published(&system);
    follower.does("admin", json!({"command": "merge", "lead": lead.code}));
    assert_eq!(
        put(&system, &follower.code, &System::new_id(), &[]).status,
        201
    );
    assert_eq!((count(&system, &lead), count(&system, &follower)), (1, 0));
    lead.does("liaison", answer("2026-11-09", "Sudah ditambal."));
    assert_eq!(put(&system, &lead.code, &System::new_id(), &[]).status, 201);
    lead.does("reporter", json!({"command": "confirm"}));
    let over = put(&system, &lead.code, &System::new_id(), &[]);
    assert_eq!(
        (over.status, &over.json()["type"]),
        (409, &json!("/problems/not-allowed"))
    );
    assert_eq!(count(&system, &lead), 2);
}

#[test]
fn lists_and_the_inbox_show_what_is_supported_first() {
    let system = world();
    let cases: Vec<Case<'_>> = (0..3).map(|_| published(&system)).collect();
    for _ in 0..2 {
        put(&system, &cases[0].code, &System::new_id(), &[]);
    }
    put(&system, &cases[1].code, &System::new_id(), &[]);
    assert_eq!(system.sweep(wib(NOW)).status, 200);
    let now = wib(NOW).to_string();
    let read = |path: &str| {
        let headers = [("simulated-now", now.as_str())];
        system.send("GET", path, &headers, None)
    };
    let list = read("/laporan?urut=dukungan");
    let codes: Vec<&str> = list.body.split("href=\"/l/").skip(1).collect();
    let codes: Vec<&str> = codes
        .iter()
        .filter_map(|part| part.split('"').next())
        .collect();
    assert_eq!(codes, [cases[0].code.as_str(), cases[1].code.as_str()]);
    assert!(
        list.body.contains("2 pendukung") || list.body.contains("2 dukungan"),
        "{}",
        list.body
    );
    put(&system, &cases[1].code, &System::new_id(), &[]);
    put(&system, &cases[1].code, &System::new_id(), &[]);
    assert_eq!(system.sweep(wib("2026-11-10 10:05")).status, 200);
    let list = read("/laporan?urut=dukungan").body;
    assert!(list.find(&cases[1].code) < list.find(&cases[0].code));
}
