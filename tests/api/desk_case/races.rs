//! Old pages, double submits, two officers at once: nothing is overwritten, nothing is done twice, no words are lost.

use super::{assigned, at, desk, seq};
use crate::life::world::{assert_rows_agree, at_once};
use serde_json::json;

#[test]
fn a_stale_page_overwrites_nothing_and_shows_what_changed() {
    let case = assigned(json!({}));
    let words = "Sudah <b>ditambal</b> & diukur";
    let fields = [("outcome", "informed"), ("text", words)];
    let made_before = at(&case, "liaison").filled("answer", &fields);
    at(&case, "coordinator").does("start", &[("text", "Kami mulai dulu.")]);
    let before = seq(&case);
    let reply = at(&case, "liaison").send(&made_before);
    assert_eq!(reply.status, 409);
    assert_eq!(seq(&case), before, "nothing was stored");
    let (_, told) = reply.body.split_once("Yang terjadi sejak itu").unwrap();
    let (told, _) = told.split_once("</ol>").unwrap();
    assert!(
        told.contains("mulai menindaklanjuti") && told.matches("<li>").count() == 1,
        "{told}"
    );
    assert!(
        reply
            .body
            .contains("Sudah &lt;b>ditambal&lt;/b> &amp; diukur")
    );
    // Sent again on purpose, from the page that says what changed.
    let (_, form) = reply.body.split_once("id=\"do-answer\"").unwrap();
    assert!(form.contains(&format!("name=\"seq\" value=\"{before}\"")));
    let again: Vec<_> = made_before
        .into_iter()
        .map(|(name, value)| {
            (
                name,
                if name == "seq" {
                    before.to_string()
                } else {
                    value
                },
            )
        })
        .collect();
    assert_eq!(at(&case, "liaison").send(&again).status, 303);
    assert_eq!(case.status()["state"], "answered");
}

#[test]
fn a_page_that_asks_to_mend_a_field_does_not_hide_what_changed() {
    let case = assigned(json!({}));
    let made_before =
        at(&case, "liaison").filled("answer", &[("outcome", "done"), ("text", "Beres.")]);
    at(&case, "coordinator").does("start", &[("text", "Kami mulai dulu.")]);
    let reply = at(&case, "liaison").send(&made_before);
    assert_eq!(reply.status, 422);
    assert!(
        reply.body.contains("href=\"#answer-on\"") && reply.body.contains("id=\"answer-on-e\"")
    );
    let mut mended = made_before.clone();
    mended.push(("on", "2026-11-09".to_owned()));
    let (_, form) = reply.body.split_once("id=\"do-answer\"").unwrap();
    let seen = &made_before[2].1;
    assert!(form.contains(&format!("name=\"seq\" value=\"{seen}\"")));
    assert_eq!(at(&case, "liaison").send(&mended).status, 409);
}

#[test]
fn two_officers_at_the_same_moment_and_one_of_them_twice() {
    let case = assigned(json!({}));
    let (one, other) = (at(&case, "liaison"), at(&case, "coordinator"));
    let mine = one.filled("start", &[("text", "Kami mulai.")]);
    let theirs = other.filled("start", &[("text", "Kami juga.")]);
    let before = seq(&case);
    type Sender<'a> = Box<dyn FnOnce() -> u16 + Send + 'a>;
    let senders: Vec<Sender<'_>> = vec![
        Box::new(|| one.send(&mine).status),
        Box::new(|| other.send(&theirs).status),
        Box::new(|| one.send(&mine).status),
    ];
    let replies = at_once(senders);
    assert_eq!(seq(&case), before + 1, "{replies:?}");
    assert!(
        replies.iter().all(|status| [303, 409].contains(status)),
        "{replies:?}"
    );
    assert_eq!(replies[0], replies[2], "the same form gets the same answer");
    assert_ne!(replies[0], replies[1]);
    assert_rows_agree(desk());
}

#[test]
fn a_form_sent_twice_is_done_once_and_with_other_words_not_at_all() {
    let case = assigned(json!({}));
    let desk = at(&case, "liaison");
    let sent = desk.filled("start", &[("text", "Kami mulai.")]);
    let before = seq(&case);
    for _ in 0..3 {
        assert_eq!(desk.send(&sent).status, 303);
    }
    assert_eq!(seq(&case), before + 1);
    let mut changed = sent;
    changed[3].1 = "Lain sama sekali".into();
    let reply = desk.send(&changed);
    assert_eq!(reply.status, 409);
    assert!(
        reply.body.contains("Lain sama sekali"),
        "the words are kept"
    );
    assert_eq!(seq(&case), before + 1);
}

#[test]
fn who_gives_a_case_away_is_told_so_however_often() {
    let case = assigned(json!({"confidential": true}));
    let desk = at(&case, "liaison");
    let sent = desk.filled("return", &[("text", "Bukan kami.")]);
    for _ in 0..2 {
        let reply = desk.send(&sent);
        assert_eq!(reply.status, 303, "{}", reply.body);
        assert_eq!(
            reply.header("location"),
            "/meja/kasus/tercatat?selesai=return"
        );
    }
    assert_eq!(desk.get("").status, 404);
    // Nobody else learns of it by the same id.
    assert_eq!(at(&case, "demak").send(&sent).status, 404);
}
