//! Filing: once, however often it is sent, and by either door.

use serde_json::json;
use std::thread;
use system_tests::{System, submission};

const KEY: &str = "AAECAwQFBgcICQoLDA0ODw";

#[test]
fn the_same_content_gets_the_same_receipt_again() {
    let system = System::shared();
    let id = System::new_id();
    let mut body = submission("Lampu jalan di Kecamatan Gubug Kabupaten Grobogan mati sejak Senin");
    body["access_key"] = json!(KEY);
    let first = system.put(&id, &body);
    assert_eq!(first.status, 201, "{}", first.body);
    // The age grows from retry to retry and is not part of the content.
    body["age_s"] = json!(3600);
    let again = system.put(&id.to_uppercase(), &body);
    assert_eq!(again.status, 200);
    assert_eq!(first.body, again.body);
    let receipt = first.json();
    assert_eq!(receipt["id"], json!(id));
    assert_eq!(receipt["state"], "received");
    assert_eq!(receipt["suggestion"]["agency"], "kab-grobogan");
    assert_eq!(receipt.get("access_key"), None);
}

#[test]
fn another_content_under_the_same_id_changes_nothing() {
    let system = System::shared();
    let id = System::new_id();
    let first = system.put(&id, &submission("jalan rusak"));
    for other in [
        submission("jalan rusak sekali"),
        json!({"text": "jalan rusak", "confidential": true}),
        json!({"text": "jalan rusak", "access_key": KEY}),
    ] {
        let reply = system.put(&id, &other);
        assert_eq!(reply.status, 409);
        assert_eq!(reply.header("content-type"), "application/problem+json");
        assert_eq!(reply.json()["type"], "/problems/id-reused");
    }
    let mut again = system.put(&id, &submission("jalan rusak")).json();
    again["access_key"] = first.json()["access_key"].clone();
    assert_eq!(again, first.json());
}

#[test]
fn a_made_up_twin_of_a_code_learns_and_takes_nothing() {
    let system = System::shared();
    let twin_of = |id: &str| format!("00000000-0000-7000-8{}", &id[20..]);
    let mine = |text: &str| json!({"text": text, "access_key": KEY});
    for confidential in [true, false] {
        let id = System::new_id();
        let mut first = mine("cerita yang pertama");
        first["confidential"] = json!(confidential);
        let code = system.put(&id, &first).json()["tracking_code"].clone();
        let code = code.as_str().unwrap().to_owned();
        // Same last 60 bits, other beginning: answered like any other complaint.
        let mut twin = submission("penyusup");
        twin["access_key"] = json!("BBECAwQFBgcICQoLDA0ODw");
        assert_eq!(system.put(&twin_of(&id), &twin).status, 201);
        let page = system.get(&format!("/l/{code}?k={KEY}"));
        assert!(page.body.contains("cerita yang pertama") && !page.body.contains("penyusup"));
        let page = system.get(&format!("/l/{code}?k=BBECAwQFBgcICQoLDA0ODw"));
        assert!(page.body.contains("penyusup") && !page.body.contains("cerita yang pertama"));
    }
}

#[test]
fn twenty_simultaneous_requests_make_one_complaint() {
    let system = System::shared();
    let id = System::new_id();
    let body = json!({"text": "banjir di depan pasar", "access_key": KEY});
    let replies: Vec<_> = thread::scope(|scope| {
        let senders: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| system.put(&id, &body)))
            .collect();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });
    let created = replies.iter().filter(|reply| reply.status == 201).count();
    let repeated = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!((created, repeated), (1, 19));
    assert!(replies.iter().all(|reply| reply.body == replies[0].body));
}

#[test]
fn a_key_made_by_the_server_is_said_once_and_opens_the_complaint() {
    let system = System::shared();
    let id = System::new_id();
    let first = system
        .put(&id, &submission("cerita yang hanya saya baca"))
        .json();
    let again = system
        .put(&id, &submission("cerita yang hanya saya baca"))
        .json();
    let key = first["access_key"].as_str().unwrap();
    assert_eq!(key.len(), 22);
    assert_eq!(again.get("access_key"), None);
    let code = first["tracking_code"].as_str().unwrap();
    let page = system.get(&format!("/l/{code}?k={key}"));
    assert!(page.body.contains("cerita yang hanya saya baca"));
}

#[test]
fn the_form_and_the_api_are_two_doors_to_one_complaint() {
    let system = System::shared();
    let form = system.get("/lapor");
    let (id, key) = (form.hidden("id"), form.hidden("access_key"));
    let fields = [
        ("id", id.as_str()),
        ("access_key", &key),
        (
            "text",
            "Jalan di Kecamatan Gubug Kabupaten Grobogan berlubang",
        ),
        ("kind", "complaint"),
        ("phone", "0812 3456 7890"),
    ];
    let first = system.post_form("/lapor", &fields);
    assert_eq!(first.status, 201);
    assert_eq!(system.post_form("/lapor", &fields).status, 200);
    let body = json!({
        "text": "Jalan di Kecamatan Gubug Kabupaten Grobogan berlubang",
        "access_key": key,
        "reporter": {"phone": "+62-812-3456-7890"},
    });
    let by_api = system.put(&id, &body);
    assert_eq!(by_api.status, 200, "{}", by_api.body);
    let code = by_api.json()["tracking_code"].as_str().unwrap().to_owned();
    assert!(first.body.contains(&code) && first.body.contains(&key));
}

#[test]
fn words_changed_after_sending_come_back_with_a_fresh_id() {
    let system = System::shared();
    let form = system.get("/lapor");
    let (id, key) = (form.hidden("id"), form.hidden("access_key"));
    let fields = |text| {
        [
            ("id", id.as_str()),
            ("access_key", key.as_str()),
            ("text", text),
        ]
    };
    assert_eq!(system.post_form("/lapor", &fields("pertama")).status, 201);
    let again = system.post_form("/lapor", &fields("kedua <b>"));
    assert_eq!(again.status, 409);
    assert!(again.body.contains("kedua &lt;b>"));
    let (fresh_id, fresh_key) = (again.hidden("id"), again.hidden("access_key"));
    assert!(fresh_id != id && fresh_key != key);
    let fields = [
        ("id", fresh_id.as_str()),
        ("access_key", &fresh_key),
        ("text", "kedua <b>"),
    ];
    assert_eq!(system.post_form("/lapor", &fields).status, 201);
}

#[test]
fn a_form_without_its_hidden_fields_is_still_a_complaint() {
    let system = System::shared();
    let reply = system.post_form(
        "/en/lapor",
        &[("text", "from an old printout"), ("id", "rusak")],
    );
    assert_eq!(reply.status, 201);
    assert!(reply.body.contains("We have received your complaint"));
}

#[test]
fn kinds_and_channels_have_indonesian_names_too() {
    let system = System::shared();
    for (kind, channel) in [
        ("pengaduan", "web"),
        ("aspirasi", "wa"),
        ("permintaan_informasi", "sms"),
        ("information_request", "walk_in"),
    ] {
        let body = json!({"text": "halo", "kind": kind, "channel": channel});
        assert_eq!(
            system.put(&System::new_id(), &body).status,
            201,
            "{kind} {channel}"
        );
    }
}
