//! A place with several namesakes: the next page asks which one, and nothing is lost meanwhile.

use serde_json::json;
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
    assert!(tracked.body.contains("Anda memperjelas tempat"));
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
    assert!(answered.body.contains("Petugas akan memastikan tempatnya"));
}

#[test]
fn while_the_place_is_open_no_regional_desk_is_named() {
    let system = System::shared();
    let page = file_ambiguous();
    let code = answer_address(&page).replace("/tempat", "");
    let public = system.get(&code);
    for body in [&page.body, &public.body] {
        assert!(!body.contains("Pemerintah Kota Bandung"));
        assert!(!body.contains("Pemerintah Kabupaten Bandung"));
    }
    // The private page and the receipt still ask; a form sent again shows how it stands.
    let key = page.hidden("k");
    assert!(
        system
            .get(&format!("{code}?k={key}"))
            .body
            .contains("di mana tepatnya")
    );
    let receipt = system.get(&format!("{code}/tanda-terima?k={key}"));
    assert!(receipt.body.contains("value=\"32.04\""));
}

#[test]
fn a_nationwide_body_stays_when_no_place_fits() {
    let system = System::shared();
    let reply = system.post_form(
        "/lapor",
        &[
            ("text", "Listrik padam tiap malam sejak seminggu"),
            ("place", "Bandung"),
        ],
    );
    let address = answer_address(&reply);
    let answered = system.post_form(&address, &[("k", &reply.hidden("k")), ("region", "")]);
    assert!(answered.body.contains("PT PLN"), "{}", answered.body);
}

#[test]
fn clocks_run_in_the_zone_that_all_candidates_share() {
    let system = System::shared();
    let reply = system.put(
        &System::new_id(),
        &json!({"text": "Lampu jalan mati", "place": "Jayapura"}),
    );
    let receipt = reply.json();
    assert_eq!(
        receipt["suggestion"]["region_candidates"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // 23:59:59 in Jayapura.
    assert!(
        receipt["verify_by"]
            .as_str()
            .unwrap()
            .ends_with("T14:59:59Z"),
        "{receipt}"
    );
}

#[test]
fn answers_that_were_not_offered_or_without_the_key_change_nothing() {
    let system = System::shared();
    let page = file_ambiguous();
    let address = answer_address(&page);
    let key = page.hidden("k");
    let other = system.post_form(&address, &[("k", &key), ("region", "33.15")]);
    assert_eq!(other.status, 422);
    assert!(other.body.contains("value=\"32.73\""), "asked again");
    assert_eq!(system.post_form(&address, &[("k", &key)]).status, 400);
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
