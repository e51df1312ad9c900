//! What phones send and ask for: packed bodies, every version of them, the state of a complaint, the app's own files.

use miniz_oxide::deflate::compress_to_vec_zlib;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use system_tests::{Reply, System, submission};

const KEY: &str = "AAECAwQFBgcICQoLDA0ODw";

fn put_bytes(system: &System, id: &str, encoding: Option<&str>, bytes: &[u8]) -> Reply {
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(encoding.map(|encoding| ("content-encoding", encoding)));
    let path = api_types::paths::complaint(id);
    system.send("PUT", &path, &headers, Some(bytes))
}

fn packed(body: &Value) -> Vec<u8> {
    compress_to_vec_zlib(body.to_string().as_bytes(), 9)
}

fn problem(reply: &Reply) -> (u16, String) {
    let kind = reply.json()["type"].as_str().unwrap_or_default().to_owned();
    (reply.status, kind)
}

/// Every body ever shipped, as it was sent. Append; never change or remove one: phones keep them for months.
const EVERY_VERSION: [&str; 3] = [
    r#"{"text":"Lampu jalan mati","place":"Kec. Gubug, Kabupaten Grobogan","lat":-7.05312,"lon":110.66871,"accuracy_m":18,"anonymous":true,"reporter":{"name":"Siti Aminah","phone":"081234567890"},"access_key":"AAECAwQFBgcICQoLDA0ODw","age_s":120,"channel":"web"}"#,
    r#"{"v":1,"text":"Lampu jalan mati","place":"Kec. Gubug, Kabupaten Grobogan","landmark":"seberang SPBU","access_key":"AAECAwQFBgcICQoLDA0ODw"}"#,
    r#"{"v":2,"access_key":"AAECAwQFBgcICQoLDA0ODw","text":"Lampu jalan mati","place":"Kec. Gubug, Kabupaten Grobogan","landmark":"seberang SPBU","region":"33.15.17","lat":"-7.05312","lon":"110.66871","accuracy_m":"18","phone":"081234567890","email":"siti@example.com","name":"Siti Aminah","anonymous":"1","confidential":"1","occurred_on":"20-11-2025","kind":"complaint"}"#,
];

#[test]
fn every_version_ever_shipped_is_received() {
    let system = System::shared();
    for body in EVERY_VERSION {
        let id = System::new_id();
        let plain = put_bytes(system, &id, None, body.as_bytes());
        assert_eq!(plain.status, 201, "{}", plain.body);
        let packed = compress_to_vec_zlib(body.as_bytes(), 9);
        let again = put_bytes(system, &id, Some("deflate"), &packed);
        assert_eq!((again.status, again.body), (200, plain.body), "{body}");
    }
}

#[test]
fn the_form_and_the_outbox_send_the_same_complaint() {
    let system = System::shared();
    let id = System::new_id();
    let body = json!({
        "v": 2, "text": "Jalan berlubang\ndi depan pasar", "place": "Gubug", "phone": "0812-3456-7890",
        "anonymous": "1", "kind": "complaint", "access_key": KEY,
    });
    let first = put_bytes(system, &id, Some("deflate"), &packed(&body));
    assert_eq!(first.status, 201, "{}", first.body);
    // A browser that cannot keep the receipt falls back on the plain form.
    let form = system.post_form(
        "/lapor?kirim",
        &[
            ("id", &id),
            ("access_key", KEY),
            ("text", "Jalan berlubang\r\ndi depan pasar"),
            ("place", "Gubug"),
            ("phone", "0812-3456-7890"),
            ("anonymous", "1"),
            ("kind", "complaint"),
        ],
    );
    assert_eq!(form.status, 200);
    let code = first.json()["tracking_code"].as_str().unwrap().to_owned();
    assert!(form.body.contains(&code));
}

#[test]
fn a_receipt_is_bound_to_the_bytes_it_answers() {
    let system = System::shared();
    let body = json!({"v": 2, "text": "Selokan mampet"}).to_string();
    let digest = Sha256::digest(body.as_bytes());
    let expected = base64_url(&digest);
    let packed = compress_to_vec_zlib(body.as_bytes(), 1);
    for (encoding, bytes) in [(None, body.as_bytes()), (Some("deflate"), &packed)] {
        let reply = put_bytes(system, &System::new_id(), encoding, bytes);
        assert_eq!(reply.header("submission-digest"), expected);
    }
}

fn base64_url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    bits.chunks(6)
        .map(|chunk| {
            let value = chunk.iter().fold(0, |value, bit| value << 1 | bit);
            char::from(ALPHABET[usize::from(value << (6 - chunk.len()))])
        })
        .collect()
}

#[test]
fn what_cannot_be_unpacked_is_refused() {
    let system = System::shared();
    let id = System::new_id();
    let small = packed(&submission("jalan rusak"));
    let bomb = compress_to_vec_zlib(&vec![b' '; 60_000_000], 9);
    assert!(bomb.len() < 100_000, "small on the wire");
    let cases: [(Option<&str>, &[u8], u16, &str); 6] = [
        (Some("deflate"), &bomb, 413, "/problems/too-large"),
        (
            Some("deflate"),
            b"{\"text\":\"x\"}",
            400,
            "/problems/unreadable-body",
        ),
        (
            Some("deflate"),
            &small[..small.len() - 6],
            400,
            "/problems/unreadable-body",
        ),
        (
            Some("gzip"),
            &small,
            415,
            "/problems/unsupported-media-type",
        ),
        (
            Some("deflate, deflate"),
            &small,
            415,
            "/problems/unsupported-media-type",
        ),
        (None, &small, 400, "/problems/unreadable-body"),
    ];
    for (encoding, bytes, status, kind) in cases {
        let reply = put_bytes(system, &id, encoding, bytes);
        assert_eq!(problem(&reply), (status, kind.to_owned()), "{encoding:?}");
    }
    assert_eq!(put_bytes(system, &id, Some("deflate"), &small).status, 201);
}

#[test]
fn wrong_versions_and_misspelt_fields_are_said() {
    let system = System::shared();
    for (body, pointer) in [
        (json!({"v": 3, "text": "x"}), "/v"),
        (json!({"v": 2, "text": "x", "tekst": "y"}), "/tekst"),
        (
            json!({"v": 2, "text": "x", "anonymous": true}),
            "/anonymous",
        ),
        (json!({"v": 2}), "/text"),
        (json!({"v": "2", "text": "x"}), "/v"),
    ] {
        let reply = system.put(&System::new_id(), &body);
        assert_eq!(reply.status, 422, "{body}: {}", reply.body);
        assert_eq!(reply.json()["errors"][0]["pointer"], pointer, "{body}");
    }
}

#[test]
fn what_no_citizen_typed_never_refuses_their_words() {
    let system = System::shared();
    let body = json!({"v": 2, "text": "x", "region": "99.99", "lat": "tujuh", "lon": "110", "access_key": "kosong"});
    let reply = system.put(&System::new_id(), &body);
    assert_eq!(reply.status, 201, "{}", reply.body);
    // The age of a phone whose clock is wrong is dropped.
    let path = api_types::paths::complaint(&System::new_id());
    let headers = [
        ("content-type", "application/json"),
        ("submission-age", "-1e300"),
    ];
    let reply = system.send("PUT", &path, &headers, Some(b"{\"v\":2,\"text\":\"x\"}"));
    assert_eq!(reply.status, 201);
}

#[test]
fn asking_again_costs_a_few_bytes() {
    let system = System::shared();
    let receipt = system
        .put(
            &System::new_id(),
            &submission("Pohon tumbang di Gubug Grobogan"),
        )
        .json();
    let path = api_types::paths::complaint(receipt["tracking_code"].as_str().unwrap());
    let first = system.send("GET", &path, &[], None);
    assert_eq!(first.status, 200);
    let status = first.json();
    assert_eq!(status["state"], "received");
    assert_eq!(status["verify_by"], receipt["verify_by"]);
    assert_eq!(status["changed_at"], receipt["received_at"]);
    let tag = first.header("etag");
    for known in [tag.to_owned(), format!("\"x\", W/{tag}")] {
        let again = system.send("GET", &path, &[("if-none-match", &known)], None);
        assert_eq!((again.status, again.body.as_str()), (304, ""));
    }
    let other = system.send("GET", &path, &[("if-none-match", "\"x\"")], None);
    assert_eq!(other.status, 200);
    // What was said has a tag of its own.
    let path = format!("{path}/thread");
    let thread = system.send("GET", &path, &[], None);
    assert_eq!(thread.header("cache-control"), "private, no-cache");
    let tag = thread.header("etag");
    for known in [tag, "*"] {
        let again = system.send("GET", &path, &[("if-none-match", known)], None);
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        assert_eq!(again.header("etag"), tag);
    }
    let other = system.send("GET", &path, &[("if-none-match", "\"x\"")], None);
    assert_eq!(other.status, 200);
}

#[test]
fn a_confidential_complaint_has_no_state_without_its_key() {
    let system = System::shared();
    let body = json!({"text": "rahasia", "confidential": true, "access_key": KEY});
    let receipt = system.put(&System::new_id(), &body).json();
    let path = api_types::paths::complaint(receipt["tracking_code"].as_str().unwrap());
    let bearer = |key: &str| system.send("GET", &path, &[("authorization", key)], None);
    let none = system.send("GET", &path, &[], None);
    let unknown = system.send(
        "GET",
        &api_types::paths::complaint("7K3F-9QXM-4T2B-C"),
        &[],
        None,
    );
    assert_eq!(none.status, 404);
    assert_eq!((none.status, &none.body), (unknown.status, &unknown.body));
    assert_eq!(bearer("Bearer BBECAwQFBgcICQoLDA0ODw").status, 404);
    assert_eq!(bearer(&format!("Basic {KEY}")).status, 404);
    assert_eq!(bearer(&format!("bearer {KEY}")).status, 200);
}

#[test]
fn the_service_worker_names_its_generation_and_every_file_of_it_is_there() {
    let system = System::shared();
    let script = system.send("GET", "/sw.js", &[], None);
    assert_eq!(script.header("cache-control"), "private, no-cache");
    assert!(script.header("content-type").starts_with("text/javascript"));
    let list = system.send("GET", "/shell.json", &[], None);
    let digest = base64(&Sha256::digest(list.body.as_bytes()));
    assert!(
        script.body.contains(&digest),
        "the script names the digest of the list"
    );
    let phases = list.json();
    let mut pages = 0;
    for entry in phases
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|phase| phase.as_array().unwrap())
    {
        let (address, sha256) = (entry[0].as_str().unwrap(), entry[1].as_str().unwrap());
        let file = system.bytes(address);
        assert_eq!(base64(&Sha256::digest(&file)), sha256, "{address}");
        if address.ends_with("?shell") {
            pages += 1;
            let page = String::from_utf8(file).unwrap();
            assert!(
                !page.contains("name=\"id\" value=\"0"),
                "{address} carries no id"
            );
        }
    }
    assert_eq!(pages, 10);
    assert_eq!(
        system
            .send("GET", "/a/outbox-0000000000.js", &[], None)
            .status,
        404
    );
}

fn base64(bytes: &[u8]) -> String {
    let text = base64_url(bytes).replace('-', "+").replace('_', "/");
    format!("{text}{}", "=".repeat((4 - text.len() % 4) % 4))
}

#[test]
fn shared_words_reach_the_form_without_a_service_worker() {
    let system = System::shared();
    let boundary = "XyZ";
    let part = |name: &str, value: &str| {
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    };
    let photo = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n{}\r\n--{boundary}--\r\n",
        "x".repeat(3_000_000)
    );
    let body = [
        part("title", ""),
        part("text", "Jalan <b>rusak</b>"),
        part("url", "https://example.com/x"),
        photo,
    ]
    .concat();
    let content_type = format!("multipart/form-data; boundary={boundary}");
    let headers = [("content-type", content_type.as_str())];
    let reply = system.send("POST", "/bagikan", &headers, Some(body.as_bytes()));
    assert_eq!(reply.status, 200);
    assert!(
        reply
            .body
            .contains("Jalan &lt;b>rusak&lt;/b>\nhttps://example.com/x</textarea>")
    );
    assert!(!reply.hidden("id").is_empty());
    assert_eq!(system.send("GET", "/bagikan", &[], None).status, 303);
    assert_eq!(
        system
            .send(
                "POST",
                "/bagikan",
                &[("content-type", "text/plain")],
                Some(b"x")
            )
            .status,
        415
    );
}
