//! What is not what it was announced as, or not theirs.

use super::picture::{Filed, KEY, OTHER, Photo, jpeg, png, problem};
use crate::life::world::{Case, appoint, assign, token, wib};
use serde_json::json;
use system_tests::System;

#[test]
fn a_wrong_digest_drops_the_parts_and_asks_again() {
    let system = System::shared();
    let photo = Photo::new(jpeg(60, 10_000, &[]), "image/jpeg");
    let filed = Filed::with(system, &[&photo], json!({}));
    assert_eq!(filed.put_part(&photo, 1).status, 200);
    let mut wrong = photo.parts()[0].to_vec();
    wrong[100] ^= 1;
    let path = format!("/{}/0", photo.sha256());
    let reply = filed.put_as(KEY, &path, "application/octet-stream", &wrong);
    assert_eq!(problem(&reply), (409, "wrong-digest".into()));
    let file = filed.get(&format!("/{}", photo.sha256())).json();
    assert_eq!(
        (&file["state"], &file["parts"]),
        (&json!("expected"), &json!([]))
    );
    assert_eq!(filed.put_all(&photo).status, 201);
}

#[test]
fn what_is_not_what_it_says_is_refused_for_good() {
    let system = System::shared();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    let mut cut = jpeg(61, 5000, &[]);
    cut.truncate(4000);
    for (bytes, media, code) in [
        (svg, "image/jpeg", "wrong_type"),
        (
            b"<!doctype html><script>alert(1)</script>".to_vec(),
            "application/pdf",
            "wrong_type",
        ),
        (jpeg(62, 500, &[]), "image/png", "wrong_type"),
        (cut, "image/jpeg", "damaged"),
        (png(60_000, 60_000, b""), "image/png", "too_many_pixels"),
        (b"PK\x03\x04 a zip".to_vec(), "image/webp", "wrong_type"),
        (b"GIF89a\x01\0\x01\0".to_vec(), "image/webp", "wrong_type"),
    ] {
        let photo = Photo::new(bytes, media);
        let filed = Filed::with(system, &[&photo], json!({}));
        let reply = filed.put_all(&photo);
        assert_eq!(
            problem(&reply),
            (422, "wrong-type".into()),
            "{}",
            reply.body
        );
        assert_eq!(reply.json()["errors"][0]["code"], code);
        let again = filed.put_part(&photo, 0);
        assert_eq!(problem(&again), (422, "wrong-type".into()));
        assert_eq!(filed.get("").json()["files"][0]["state"], "refused");
        assert!(filed.stored().is_empty());
        assert_eq!(filed.part_rows(), 0);
    }
}

#[test]
fn what_follows_the_end_of_a_picture_is_cut_off() {
    let system = System::shared();
    let photo = Photo::new(png(4, 4, b"<script>alert(1)</script>"), "image/png");
    let filed = Filed::with(system, &[&photo], json!({}));
    assert_eq!(filed.put_all(&photo).status, 201);
    assert_eq!(filed.stored(), [png(4, 4, b"")]);
}

#[test]
fn a_part_is_exactly_the_part_that_was_announced() {
    let system = System::shared();
    let photo = Photo::new(jpeg(63, 10_000, &[]), "image/jpeg");
    let filed = Filed::with(system, &[&photo], json!({}));
    let put = |n: &str, media: &str, bytes: &[u8]| {
        let path = format!("/{}/{n}", photo.sha256());
        problem(&filed.put_as(KEY, &path, media, bytes))
    };
    let raw = "application/octet-stream";
    let part = photo.parts()[0];
    for (n, media, bytes, expected) in [
        ("0", raw, &part[1..], (422, "invalid-fields")),
        ("0", raw, &[][..], (422, "invalid-fields")),
        ("1", raw, part, (422, "invalid-fields")),
        ("2", raw, part, (422, "invalid-fields")),
        ("4000000000", raw, part, (422, "invalid-fields")),
        ("-1", raw, part, (404, "not-found")),
        ("x", raw, part, (404, "not-found")),
        ("0", "image/jpeg", part, (415, "unsupported-media-type")),
        ("0", raw, &[0; 70_000], (413, "too-large")),
    ] {
        assert_eq!(
            put(n, media, bytes),
            (expected.0, expected.1.to_owned()),
            "{n}"
        );
    }
    assert_eq!(filed.part_rows(), 0);
}

#[test]
fn who_holds_no_key_adds_and_learns_nothing() {
    let system = System::start();
    appoint(&system);
    let photo = Photo::new(jpeg(64, 500, &[]), "image/jpeg");
    for more in [json!({}), json!({"confidential": true})] {
        let filed = Filed::with(&system, &[&photo], more);
        let path = format!("/{}/0", photo.sha256());
        let put = |key: &str| {
            problem(&filed.put_as(key, &path, "application/octet-stream", &photo.bytes))
        };
        assert_eq!(put("BBBBBBBBBBBBBBBBBBBBBA"), (404, "not-found".into()));
        assert_eq!(put("sp_nobody"), (401, "unauthorized".into()));
        assert_eq!(put(""), (401, "unauthorized".into()));
        // Not theirs: it waits at the national desk.
        assert_eq!(put(&token("liaison")), (404, "not-found".into()));
        assert_eq!(filed.get_as("BBBBBBBBBBBBBBBBBBBBBA", "").status, 404);
        assert_eq!(filed.get_as(&token("admin"), "").status, 200);
        assert_eq!(
            problem(&filed.get(&format!("/{OTHER}"))),
            (404, "not-found".into())
        );
        assert_eq!(filed.get("/../../x").status, 404);
        assert_eq!(filed.put_all(&photo).status, 201);
    }
}

/// A picture of so many pixels a side.
fn small(number: u8, side: u16) -> Vec<u8> {
    let [high, low] = side.to_be_bytes();
    let mut small = jpeg(number, 900, &[]);
    let frame = small.windows(2).position(|pair| pair == [0xff, 0xc0]);
    let at = frame.unwrap();
    small[at + 5..at + 9].copy_from_slice(&[high, low, high, low]);
    small
}

#[test]
fn a_small_picture_is_small() {
    let system = System::shared();
    let photo = Photo::new(jpeg(65, 500, &[]), "image/jpeg");
    let filed = Filed::with(system, &[&photo], json!({}));
    let path = format!("/{}/thumbnail", photo.sha256());
    let put = |bytes: &[u8]| filed.put_as(KEY, &path, "image/jpeg", bytes);
    assert_eq!(problem(&put(&small(66, 321))).1, "wrong-type");
    assert_eq!(problem(&put(b"<svg/>")).1, "wrong-type");
    assert_eq!(problem(&put(&jpeg(67, 9000, &[]))).1, "too-large");
    let reply = put(&small(66, 320));
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.json()["has_thumbnail"], true);
}

#[test]
fn nobodys_bytes_become_part_of_what_somebody_else_sends() {
    let system = System::start();
    appoint(&system);
    let filed = Filed::with(&system, &[], json!({}));
    let case = Case {
        system: &system,
        code: filed.code.clone(),
        key: KEY.to_owned(),
        now: wib("2026-11-30 09:00"),
    };
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let evidence = Photo::new(jpeg(68, 20_000, &[]), "image/jpeg");
    let mut about = evidence.descriptor();
    about.as_object_mut().unwrap().remove("sha256");
    let officer = token("liaison");
    let name = format!("/{}", evidence.sha256());
    let announced = filed.put_as(
        &officer,
        &name,
        "application/json",
        about.to_string().as_bytes(),
    );
    assert_eq!(announced.status, 201, "{}", announced.body);
    let (raw, part) = ("application/octet-stream", format!("{name}/0"));
    let thumbnail = format!("{name}/thumbnail");
    let own = small(69, 300);
    // With the reporter's key, who knows its name from the public page.
    about["part_bytes"] = json!(8192);
    let finer = about.to_string();
    for (path, media, bytes) in [
        (&part, raw, evidence.parts()[1]),
        (&thumbnail, "image/jpeg", &own),
        (&name, "application/json", finer.as_bytes()),
    ] {
        let reply = filed.put_as(KEY, path, media, bytes);
        assert_eq!(reply.status, 404, "{path}: {}", reply.body);
    }
    let count = evidence.parts().len();
    for n in 0..count {
        let path = format!("{name}/{n}");
        let reply = filed.put_as(&officer, &path, raw, evidence.parts()[n]);
        assert_eq!(
            reply.status,
            200 + u16::from(n + 1 == count),
            "{}",
            reply.body
        );
    }
    assert_eq!(
        filed
            .put_as(&officer, &thumbnail, "image/jpeg", &own)
            .status,
        200
    );
    // Once: what was looked at stays.
    let other = small(70, 200);
    assert_eq!(
        filed
            .put_as(&officer, &thumbnail, "image/jpeg", &other)
            .status,
        200
    );
    let path = format!("/berkas/{}/{}/kecil", filed.code, evidence.sha256());
    let shown = system.send("GET", &path, &[], None);
    assert_eq!(
        (shown.status, shown.body.len()),
        (200, String::from_utf8_lossy(&own).len())
    );
}
