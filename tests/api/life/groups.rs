//! Complaints about the same matter: one is worked on, every reporter keeps code, page, thread, privacy and news.

use super::world::{Case, answer, appoint, assign};
use serde_json::{Value, json};
use system_tests::System;

const KEYS: [&str; 4] = [
    "AAECAwQFBgcICQoLDA0ODw",
    "EBESExQVFhcYGRobHB0eHw",
    "ICEiIyQlJicoKSorLC0uLw",
    "MDEyMzQ1Njc4OTo7PD0-Pw",
];

/// The lead and three who follow: two that can be reached, one that cannot.
fn group(system: &System) -> Vec<Case<'_>> {
    let filed = |index: usize, reporter: Value| {
        let story = format!("Jalan rusak di Desa Gubug, lubang ke-{index}.");
        let more = json!({"access_key": KEYS[index], "reporter": reporter, "text": story});
        Case::filed(system, "2026-11-09 09:00", more)
    };
    let phone = |tail: u8| json!({"phone": format!("08123456780{tail}")});
    let cases = vec![
        filed(0, phone(0)),
        filed(1, phone(1)),
        filed(2, phone(2)),
        filed(3, json!({})),
    ];
    cases[0].does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    for (index, follower) in cases[1..].iter().enumerate() {
        follower.does("admin", merge_into(&cases[0]));
        assert_eq!(cases[0].status()["follower_count"], index + 1);
    }
    cases
}

fn merge_into(lead: &Case<'_>) -> Value {
    json!({"command": "merge", "lead": lead.code})
}

fn state(case: &Case<'_>) -> String {
    case.status()["state"].as_str().unwrap().to_owned()
}

fn kinds(case: &Case<'_>) -> Vec<String> {
    let thread = case.get("reporter", "/thread").json();
    let history = thread["history"].as_array().unwrap().iter();
    history
        .map(|entry| entry["kind"].as_str().unwrap().to_owned())
        .collect()
}

/// How many messages with this text for the reporter wait, by tracking code.
fn told(system: &System, template: &str) -> Vec<(String, i64)> {
    let sql = format!(
        "select c.tracking_code as code, count(*) as n from notification n join complaint c on c.id = n.complaint_id
         where n.template = '{template}' and n.audience = 'reporter' group by 1"
    );
    let rows = system.sql(&sql).into_iter();
    rows.map(|row| {
        (
            row["code"].as_str().unwrap().to_owned(),
            row["n"].as_i64().unwrap(),
        )
    })
    .collect()
}

fn times_told(told: &[(String, i64)], case: &Case<'_>) -> i64 {
    let code = case.code.replace('-', "");
    let found = told
        .iter()
        .find(|(stored, _)| stored.replace('-', "") == code);
    found.map_or(0, |(_, times)| *times)
}

#[test]
fn everybody_in_a_group_keeps_what_is_theirs() {
    let system = System::start();
    appoint(&system);
    let mut cases = group(&system);
    let all_at = |cases: &mut Vec<Case<'_>>, at: &str| {
        for case in cases {
            case.at(at);
        }
    };

    // Own page, own key, own thread. The key of one opens nothing of another.
    for (index, case) in cases.iter().enumerate() {
        let page = case.page().body;
        for other in 0..4 {
            assert_eq!(
                page.contains(&format!("lubang ke-{other}.")),
                other == index,
                "{index} {other}"
            );
        }
    }
    let note = json!({"command": "add_information", "text": "Sudah tiga bulan begini."});
    cases[1].does("reporter", note.clone());
    let words = "Sudah tiga bulan";
    assert!(cases[1].page().body.contains(words));
    assert!(!cases[0].page().body.contains(words) && !cases[2].page().body.contains(words));
    let foreign = cases[2].send_raw(KEYS[1], &System::new_id(), note.to_string().as_bytes(), &[]);
    assert_eq!(foreign.status, 403);
    // Work on a follower is work on its lead, and is done there.
    let refused = cases[1].send("admin", &assign("kab-grobogan", None));
    assert_eq!(
        (refused.status, &refused.json()["reason"]),
        (409, &json!("merged"))
    );
    // Its clocks stand still.
    let deadlines = cases[1].status()["deadlines"].clone();
    assert!(
        deadlines
            .as_array()
            .unwrap()
            .iter()
            .all(|deadline| deadline["is_paused"] == true)
    );
    // One level deep, and not into itself.
    for (case, lead) in [(&cases[0], &cases[1]), (&cases[0], &cases[0])] {
        assert_eq!(case.send("admin", &merge_into(lead)).status, 422);
    }

    // News of the lead: once for each that can be reached, none for who cannot, however often the clock looks.
    all_at(&mut cases, "2026-11-10 09:00");
    cases[0].does(
        "liaison",
        json!({"command": "start", "text": "Kami periksa."}),
    );
    cases[0].does(
        "liaison",
        json!({"command": "add_note", "text": "Rahasia kantor.", "thread": "internal"}),
    );
    cases[0].sweep();
    cases[0].sweep();
    let news = told(&system, "news_of_lead");
    let times: Vec<_> = cases.iter().map(|case| times_told(&news, case)).collect();
    assert_eq!(times, [0, 1, 1, 0]);
    assert!(!cases[1].page().body.contains("Rahasia kantor."));

    // One more leaves and stands alone, its clock running again.
    cases[3].does("admin", json!({"command": "unmerge"}));
    assert_eq!(cases[0].status()["follower_count"], 2);
    assert_eq!(cases[3].status()["deadlines"][0]["is_paused"], false);
    cases[3].does("admin", merge_into(&cases[0]));
    assert_eq!(cases[0].status()["follower_count"], 3);

    // Answered on Wednesday: ten working days end on Wednesday 25. The clock passes the answer on the day after.
    all_at(&mut cases, "2026-11-11 10:00");
    cases[0].does("liaison", answer("2026-11-11", "Semua lubang ditambal."));
    assert_eq!(cases[0].due("object_by"), "2026-11-25T16:59:59Z");
    // What a follower says between the answer and the clock does not keep the answer from it.
    cases[1].does(
        "reporter",
        json!({"command": "add_information", "text": "Masih menunggu."}),
    );
    all_at(&mut cases, "2026-11-12 10:00");
    cases[0].sweep();
    cases[0].sweep();
    for case in &cases[1..] {
        assert_eq!(state(case), "answered");
        assert_eq!(
            case.due("object_by"),
            "2026-11-26T16:59:59Z",
            "a countdown of its own"
        );
        assert!(case.page().body.contains("Semua lubang ditambal."));
        assert_eq!(
            kinds(case)
                .iter()
                .filter(|kind| *kind == "answered")
                .count(),
            1
        );
    }
    let answers = told(&system, "answered");
    let times: Vec<_> = cases
        .iter()
        .map(|case| times_told(&answers, case))
        .collect();
    assert_eq!(times, [1, 1, 1, 0]);

    // One objects alone and leaves, one agrees, the others go on as they were.
    cases[1].does(
        "reporter",
        json!({"command": "object", "text": "Lubang saya belum."}),
    );
    assert_eq!(
        (state(&cases[1]).as_str(), state(&cases[0]).as_str()),
        ("in_progress", "answered")
    );
    assert_eq!(cases[0].status()["follower_count"], 2);
    cases[2].does(
        "reporter",
        json!({"command": "confirm", "stars": 5, "solved": "yes"}),
    );
    let states: Vec<_> = cases.iter().map(state).collect();
    assert_eq!(states, ["answered", "in_progress", "closed", "answered"]);
    cases[1].does("liaison", answer("2026-11-12", "Lubang ini juga."));
    assert_eq!(state(&cases[1]), "answered");
    // Three were filed apart; nobody became anybody else.
    for (index, case) in cases.iter().enumerate() {
        assert!(case.page().body.contains(&format!("lubang ke-{index}.")));
    }
}

#[test]
fn who_followed_what_is_gone_goes_on_alone() {
    let system = System::start();
    appoint(&system);
    // Each group by itself, and what makes its lead disappear.
    let withdraw = ("reporter", json!({"command": "withdraw"}));
    let lock = (
        "admin",
        json!({"command": "reclassify", "kind": "supervisory_complaint"}),
    );
    for (who, command) in [withdraw, lock] {
        let cases = group(&system);
        let name = command["command"].clone();
        cases[0].does(who, command);
        // At once, before any clock: nothing of what is locked is on the page of who follows.
        if name == "reclassify" {
            let page = cases[1].page().body;
            assert!(!page.contains(&format!("/l/{}\"", cases[0].code)), "{name}");
        }
        cases[0].sweep();
        for case in &cases[1..] {
            assert_eq!(
                kinds(case).last().map(String::as_str),
                Some("unmerged"),
                "{name}"
            );
            let status = case.status();
            assert_eq!(
                (&status["state"], &status["deadlines"][0]["is_paused"]),
                (&json!("received"), &json!(false))
            );
            case.does("admin", assign("kab-grobogan", None));
        }
        assert_eq!(cases[0].status()["follower_count"], 0, "{name}");
    }
    // Rejected: a lead that was never verified.
    let lead = Case::filed(&system, "2026-11-09 09:00", json!({}));
    let follower = Case::filed(&system, "2026-11-09 09:00", json!({"access_key": KEYS[1]}));
    follower.does("admin", merge_into(&lead));
    lead.does(
        "admin",
        json!({"command": "reject", "reason": "unintelligible", "sentence": "Tidak terbaca."}),
    );
    lead.sweep();
    assert_eq!(
        kinds(&follower).last().map(String::as_str),
        Some("unmerged")
    );
    assert_eq!(lead.status()["follower_count"], 0);
    // The reporter's own way out.
    let lead = Case::filed(&system, "2026-11-09 09:00", json!({}));
    let follower = Case::filed(&system, "2026-11-09 09:00", json!({"access_key": KEYS[1]}));
    follower.does("admin", merge_into(&lead));
    follower.does("reporter", json!({"command": "withdraw"}));
    assert_eq!(
        (
            state(&follower).as_str(),
            lead.status()["follower_count"].as_u64()
        ),
        ("closed", Some(0))
    );
}

#[test]
fn nothing_hidden_is_merged_into_what_is_shown_and_nobody_learns_of_it() {
    let system = System::start();
    appoint(&system);
    let file = |more: Value| Case::filed(&system, "2026-11-09 09:00", more);
    let (public, other, hidden) = (
        file(json!({})),
        file(json!({})),
        file(json!({"confidential": true})),
    );
    for (case, lead) in [(&hidden, &public), (&public, &hidden)] {
        let refused = case.send("admin", &merge_into(lead));
        assert_eq!(
            (refused.status, &refused.json()["errors"][0]["pointer"]),
            (422, &json!("/lead"))
        );
    }
    // A coordinator who may not see the lead gets the answer for a code that was never given out.
    public.does("admin", assign("kab-grobogan", None));
    let unknown = json!({"command": "merge", "lead": "0000-0000-0000-0"});
    hidden.does("admin", assign("kab-demak", None));
    let elsewhere = json!({"command": "merge", "lead": other.code});
    let secret = json!({"command": "merge", "lead": hidden.code});
    let replies = [secret, elsewhere, unknown].map(|body| public.send("coordinator", &body));
    assert_eq!(replies[0].status, 422);
    assert_eq!(replies[0].body, replies[2].body, "hidden and unknown");
    assert_eq!(replies[1].body, replies[2].body, "not theirs and unknown");
    let counts = [&public, &other, &hidden].map(|case| case.status()["follower_count"].clone());
    assert_eq!(counts, [json!(0), json!(0), json!(0)]);
}

#[test]
fn a_duplicate_is_of_another_one_that_hides_no_more() {
    let system = System::start();
    appoint(&system);
    let file = |more: Value| Case::filed(&system, "2026-11-09 09:00", more);
    let (open, other) = (file(json!({})), file(json!({})));
    let hidden = file(json!({"confidential": true}));
    let of = |earlier: &Case<'_>| {
        json!({"command": "reject", "reason": "duplicate", "sentence": "Sudah ada.",
            "duplicate_of": earlier.code})
    };
    for earlier in [&open, &hidden] {
        let reply = open.send("admin", &of(earlier));
        assert_eq!(reply.status, 422, "{}", reply.body);
        let mistake = &reply.json()["errors"][0];
        assert_eq!(mistake["pointer"], "/duplicate_of", "{mistake}");
        assert_eq!(mistake["code"], "unknown_complaint", "{mistake}");
    }
    open.does("admin", of(&other));
    hidden.does("admin", of(&other));
}
