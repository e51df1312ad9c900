//! Two at once, at every step of a road: one wins, the other learns where the complaint stands now.

use super::world::{Case, answer, appoint, assert_rows_agree, assign, at_once};
use serde_json::{Value, json};
use system_tests::{Reply, System};

const FILED: &str = "2026-11-09 09:00";
const ANSWERED_ON: &str = "2026-11-09";

type Sent = (&'static str, Value);

/// The road: what moves it on, and what else somebody may send at that very moment that cannot come after it.
fn road() -> Vec<(Sent, Sent)> {
    let text = |command: &str, text: &str| json!({"command": command, "text": text});
    let ask = |question: &str| json!({"command": "ask_reporter", "question": question});
    let reject =
        json!({"command": "reject", "reason": "too_general", "sentence": "Mohon lebih rinci."});
    vec![
        (
            ("admin", assign("kab-grobogan", Some("kabkota:dpupr"))),
            ("admin", reject),
        ),
        (
            ("liaison", ask("Di mana?")),
            ("liaison", answer(ANSWERED_ON, "Selesai.")),
        ),
        (
            ("reporter", text("complete", "Di pasar.")),
            ("reporter", text("complete", "Di utara.")),
        ),
        (
            ("liaison", text("start", "Kami mulai.")),
            ("coordinator", text("start", "Kami juga.")),
        ),
        (
            ("liaison", answer(ANSWERED_ON, "Sudah.")),
            ("liaison", ask("Yang mana?")),
        ),
        (
            ("reporter", text("object", "Belum.")),
            ("reporter", json!({"command": "confirm"})),
        ),
        (
            ("liaison", answer(ANSWERED_ON, "Sudah lagi.")),
            ("liaison", text("return", "Bukan kami.")),
        ),
        (
            ("reporter", json!({"command": "confirm"})),
            ("reporter", text("object", "Belum juga.")),
        ),
        (
            ("reporter", text("reopen", "Lepas.")),
            ("reporter", text("reopen", "Rusak lagi.")),
        ),
        (
            ("liaison", answer(ANSWERED_ON, "Diaspal.")),
            ("reporter", text("withdraw", "Sudah tidak perlu.")),
        ),
    ]
}

/// A case that has come to step `to`.
fn come_to(system: &System, to: usize) -> Case<'_> {
    let case = Case::filed(
        system,
        FILED,
        json!({"reporter": {"phone": "081234567890"}}),
    );
    for ((who, body), _) in road().into_iter().take(to) {
        case.does(who, body);
    }
    case
}

/// Neither more nor less than what was granted, and the one refused knows how things stand.
fn assert_settled(case: &Case<'_>, before: u64, replies: &[Reply], context: &str) -> u64 {
    let status = case.status();
    let granted = replies.iter().filter(|reply| reply.status == 201).count() as u64;
    assert_eq!(
        status["seq"].as_u64().unwrap(),
        before + granted,
        "{context}"
    );
    for reply in replies {
        match reply.status {
            201 => {}
            409 => {
                let problem = reply.json();
                let slug = problem["type"].as_str().unwrap();
                assert!(
                    slug.ends_with("/stale") || slug.ends_with("/not-allowed"),
                    "{context}: {slug}"
                );
                // Of the loser's moment, or of now: nothing happens after both have answered.
                assert_eq!(
                    (&problem["state"], &problem["seq"]),
                    (&status["state"], &status["seq"]),
                    "{context}"
                );
            }
            other => panic!("{context}: {other} {}", reply.body),
        }
    }
    granted
}

#[test]
fn two_at_once_at_every_step() {
    let system = System::start();
    appoint(&system);
    for (step, (one, other)) in road().into_iter().enumerate() {
        let context = format!(
            "step {step}: {} {} and {} {}",
            one.0, one.1["command"], other.0, other.1["command"]
        );

        // As they come. The last rival, a withdrawal, may also follow an answer: then both are granted, one after the other.
        let case = come_to(&system, step);
        let before = case.status()["seq"].as_u64().unwrap();
        let replies = at_once(vec![
            Box::new(|| case.send(one.0, &one.1)),
            Box::new(|| case.send(other.0, &other.1)),
        ]);
        let granted = assert_settled(&case, before, &replies, &context);
        let may_follow = other.1["command"] == "withdraw" || other.1["command"] == "return";
        assert!(
            granted == 1 || (granted == 2 && may_follow),
            "{context}: {granted}"
        );

        // Each on what they saw: exactly one, whatever it is.
        let case = come_to(&system, step);
        let seen = |body: &Value| {
            let mut body = body.clone();
            body["expected_seq"] = json!(before);
            body
        };
        let replies = at_once(vec![
            Box::new(|| case.send(one.0, &seen(&one.1))),
            Box::new(|| case.send(other.0, &seen(&other.1))),
            Box::new(|| case.send(one.0, &seen(&one.1))),
        ]);
        assert_eq!(
            assert_settled(&case, before, &replies, &context),
            1,
            "{context}"
        );

        // The same command from a network that repeats it: done once, one receipt for all.
        let case = come_to(&system, step);
        let id = System::new_id();
        let send = || case.send_as(one.0, &id, &one.1);
        let replies = at_once(vec![
            Box::new(send),
            Box::new(send),
            Box::new(send),
            Box::new(send),
        ]);
        let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 201], "{context}");
        assert!(
            replies.iter().all(|reply| reply.body == replies[0].body),
            "{context}"
        );
        assert_eq!(case.status()["seq"], before + 1, "{context}");

        // One id for two contents: one of them is told so.
        let case = come_to(&system, step);
        let id = System::new_id();
        let replies = at_once(vec![
            Box::new(|| case.send_as(one.0, &id, &one.1)),
            Box::new(|| case.send_as(other.0, &id, &other.1)),
        ]);
        let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409], "{context}");
        let refused = replies.iter().find(|reply| reply.status == 409).unwrap();
        assert_eq!(refused.json()["type"], "/problems/id-reused", "{context}");
    }
    assert_rows_agree(&system);
}

#[test]
fn the_clock_and_people_do_not_do_the_same_thing_twice() {
    let system = System::start();
    appoint(&system);
    // Answered on Monday 9 November; the tenth working day after it is Monday 23, and silence closes on the 24th.
    let mut cases: Vec<_> = (0..6).map(|_| come_to(&system, 5)).collect();
    for case in &mut cases {
        case.at("2026-11-18 08:00");
    }
    cases[0].sweep();
    for case in &mut cases {
        assert_eq!(case.status()["seq"], 6, "reminded");
        case.at("2026-11-24 00:00");
    }
    let now = cases[0].now;
    let mut senders: Vec<Box<dyn FnOnce() -> u16 + Send>> = Vec::new();
    for _ in 0..3 {
        senders.push(Box::new(|| system.sweep(now).status));
    }
    for case in &cases {
        senders.push(Box::new(|| {
            case.send("reporter", &json!({"command": "confirm"})).status
        }));
    }
    let statuses = at_once(senders);
    assert_eq!(statuses[..3], [200, 200, 200]);
    cases[0].sweep();
    for (case, status) in cases.iter().zip(&statuses[3..]) {
        let history = case.get("reporter", "/thread").json()["history"].clone();
        let kinds: Vec<_> = history
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["kind"].as_str().unwrap())
            .collect();
        let expected = match status {
            201 => "confirmed",
            409 => "lapsed",
            other => panic!("{other}"),
        };
        assert_eq!(kinds[6..], ["reminded", expected]);
    }
    assert_rows_agree(&system);
}

#[test]
fn two_that_would_follow_each_other_do_not() {
    let system = System::start();
    appoint(&system);
    let merge = |lead: &Case<'_>| json!({"command": "merge", "lead": lead.code});
    for round in 0..12 {
        let cases: Vec<_> = (0..3).map(|_| come_to(&system, 0)).collect();
        let [first, second, third] = cases.as_slice() else {
            unreachable!()
        };
        // In a circle of two, or one behind the other.
        let replies = match round % 2 {
            0 => at_once(vec![
                Box::new(|| first.send("admin", &merge(second))),
                Box::new(|| second.send("admin", &merge(first))),
            ]),
            _ => at_once(vec![
                Box::new(|| first.send("admin", &merge(second))),
                Box::new(|| third.send("admin", &merge(first))),
            ]),
        };
        let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert!(
            matches!(statuses[..], [201, 409 | 422]),
            "round {round}: {statuses:?}"
        );
        let counts: Vec<_> = cases
            .iter()
            .map(|case| case.status()["follower_count"].as_u64().unwrap())
            .collect();
        assert_eq!(counts.iter().sum::<u64>(), 1, "round {round}");
    }
    assert_rows_agree(&system);
}
