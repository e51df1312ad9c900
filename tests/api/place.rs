//! A place with several namesakes: the next page asks which one, and nothing is lost meanwhile.

use system_tests::{Reply, System};

fn file_ambiguous() -> Reply {
    let system = System::shared();
    let form = system.get("/lapor");
    let reply = system.post_form(
        "/lapor",
        &[
            ("id", &form.hidden("id")),
            ("access_key", &form.hidden("access_key")),
            (
                "text",
                "Jalan di depan rumah saya berlubang parah dan banyak yang jatuh",
            ),
            ("place", "Bandung"),
        ],
    );
    assert_eq!(reply.status, 201, "stored before the question is asked");
    reply
}

fn answer_address(page: &Reply) -> String {
    let (_, rest) = page
        .body
        .split_once("method=\"post\" action=\"")
        .expect("the question");
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn the_candidates_are_buttons_and_the_answer_moves_the_complaint() {
    let system = System::shared();
    let page = file_ambiguous();
    for candidate in [
        "value=\"32.73\"",
        "value=\"32.04\"",
        "Kota Bandung",
        "Kabupaten Bandung",
    ] {
        assert!(page.body.contains(candidate), "{candidate}");
    }
    let address = answer_address(&page);
    let key = page.hidden("k");
    let answered = system.post_form(&address, &[("k", &key), ("region", "32.04")]);
    assert_eq!(answered.status, 200, "{}", answered.body);
    assert!(answered.body.contains("Pemerintah Kabupaten Bandung"));
    // Twice is once; another answer comes too late.
    assert_eq!(
        system
            .post_form(&address, &[("k", &key), ("region", "32.04")])
            .status,
        200
    );
    assert_eq!(
        system
            .post_form(&address, &[("k", &key), ("region", "32.73")])
            .status,
        409
    );
    let code = address.trim_end_matches("/tempat");
    let tracked = system.get(&format!("{code}?k={key}"));
    assert!(tracked.body.contains("Pelapor memperjelas tempat"));
    assert!(tracked.body.contains("Kabupaten Bandung, Jawa Barat"));
}

#[test]
fn none_of_these_leaves_it_to_an_officer() {
    let system = System::shared();
    let page = file_ambiguous();
    let address = answer_address(&page);
    let answered = system.post_form(&address, &[("k", &page.hidden("k")), ("region", "")]);
    assert_eq!(answered.status, 200);
    assert!(answered.body.contains("Petugas akan memilih instansi"));
}

#[test]
fn answers_that_were_not_offered_or_without_the_key_change_nothing() {
    let system = System::shared();
    let page = file_ambiguous();
    let address = answer_address(&page);
    let key = page.hidden("k");
    assert_eq!(
        system
            .post_form(&address, &[("k", &key), ("region", "33.15")])
            .status,
        409
    );
    assert_eq!(
        system
            .post_form(
                &address,
                &[("k", "BBECAwQFBgcICQoLDA0ODw"), ("region", "32.04")]
            )
            .status,
        404
    );
    assert_eq!(
        system.post_form(&address, &[("region", "32.04")]).status,
        404
    );
    assert_eq!(
        system
            .post_form(&address, &[("k", &key), ("region", "32.73")])
            .status,
        200
    );
}

#[test]
fn two_answers_at_once_leave_one_history() {
    let system = System::shared();
    let page = file_ambiguous();
    let address = answer_address(&page);
    let key = page.hidden("k");
    let replies: Vec<u16> = std::thread::scope(|scope| {
        let senders: Vec<_> = ["32.04", "32.73", "32.04", "32.73"]
            .map(|region| {
                let (address, key) = (&address, &key);
                scope.spawn(move || {
                    system
                        .post_form(address, &[("k", key), ("region", region)])
                        .status
                })
            })
            .into();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });
    assert_eq!(
        replies.iter().filter(|status| **status == 200).count(),
        2,
        "{replies:?}"
    );
    assert_eq!(
        replies.iter().filter(|status| **status == 409).count(),
        2,
        "{replies:?}"
    );
}
