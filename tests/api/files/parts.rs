//! Parts in any order, over anything.

use super::picture::{Filed, KEY, OTHER, Photo, exif, holds, jpeg, objects, problem};
use serde_json::json;
use system_tests::System;

#[test]
fn parts_in_any_order_make_the_file_and_nothing_of_its_metadata_is_kept() {
    let system = System::shared();
    let photo = Photo::new(jpeg(1, 30_000, &exif(1)), "image/jpeg");
    let filed = Filed::with(system, &[&photo], json!({}));
    assert_eq!(filed.receipt["files"], json!([photo.sha256()]));
    let list = filed.get("").json();
    assert_eq!(list["files"][0]["state"], "expected");
    assert_eq!(list["files"][0]["parts"], json!([]));
    for (n, there) in [(2, json!([2])), (0, json!([0, 2])), (2, json!([0, 2]))] {
        let reply = filed.put_part(&photo, n);
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.json()["parts"], there);
    }
    assert_eq!(filed.put_part(&photo, 3).status, 200);
    let last = filed.put_part(&photo, 1);
    assert_eq!(
        (last.status, last.json()["state"].as_str()),
        (201, Some("stored"))
    );
    let again = filed.put_part(&photo, 1);
    assert_eq!(
        (again.status, again.json()["state"].as_str()),
        (200, Some("stored"))
    );
    let stored = filed.stored();
    assert_eq!(stored, [jpeg(1, 30_000 - exif(1).len(), &[])]);
    for secret in [&b"Exif"[..], b"GPSLatitude", b"SecretPhone"] {
        assert!(!holds(&stored[0], secret));
    }
    assert_eq!(filed.part_rows(), 0);
    assert!(objects(system, &format!("part/{}", filed.id)).is_empty());
    let one = filed.get(&format!("/{}", photo.sha256())).json();
    assert_eq!(one["stored_sha256"], super::picture::sha256(&stored[0]));
}

#[test]
fn both_versions_of_the_body_announce_files_and_a_repetition_announces_nothing_twice() {
    let system = System::shared();
    let (first, second) = (
        Photo::new(jpeg(2, 9000, &[]), "image/jpeg"),
        Photo::new(jpeg(3, 100, &[]), "image/jpeg"),
    );
    let id = System::new_id();
    let body = json!({
        "v": 2, "text": "Lampu mati", "access_key": KEY,
        "files": format!("{} broken {}", first.in_form(), second.in_form()),
    });
    let reply = system.put(&id, &body);
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert_eq!(
        reply.json()["files"],
        json!([first.sha256(), second.sha256()])
    );
    let again = system.put(&id, &body);
    assert_eq!((again.status, again.body), (200, reply.body));
    for odd in [
        json!("nothing"),
        json!([1, null]),
        json!({}),
        json!([{"sha256": OTHER}]),
    ] {
        let reply = system.put(
            &System::new_id(),
            &json!({"text": "Lampu mati", "files": odd}),
        );
        assert_eq!(reply.status, 201, "{}", reply.body);
        assert!(reply.json().get("files").is_none());
    }
}

#[test]
fn five_files_and_no_sixth() {
    let system = System::shared();
    let photos: Vec<Photo> = (10..16)
        .map(|n| Photo::new(jpeg(n, 60, &[]), "image/jpeg"))
        .collect();
    let all: Vec<&Photo> = photos.iter().collect();
    let filed = Filed::with(system, &all, json!({}));
    assert_eq!(filed.receipt["files"].as_array().unwrap().len(), 5);
    assert_eq!(filed.announce(&photos[4]).status, 200);
    let sixth = filed.announce(&photos[5]);
    assert_eq!(problem(&sixth), (409, "not-allowed".into()));
    assert_eq!(sixth.json()["reason"], "limit_reached");
    assert_eq!(
        problem(&filed.put_part(&photos[5], 0)),
        (404, "not-found".into())
    );
}

#[test]
fn a_late_photo_is_taken_for_thirty_days() {
    let system = System::shared();
    let photo = Photo::new(jpeg(20, 9000, &[]), "image/jpeg");
    let filed = Filed::with(system, &[], json!({}));
    let reply = filed.announce(&photo);
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert_eq!(filed.put_all(&photo).status, 201);
    let day = 86_400_000;
    for (days, expected) in [(29, 201), (31, 409)] {
        let late = Photo::new(jpeg(20 + days as u8, 80, &[]), "image/jpeg");
        let mut body = late.descriptor();
        body.as_object_mut().unwrap().remove("sha256");
        let now = (system_now() + days * day).to_string();
        let path = api_types::paths::file(&filed.id, &late.sha256());
        let headers = [
            ("authorization", &*format!("Bearer {KEY}")),
            ("content-type", "application/json"),
            ("simulated-now", &*now),
        ];
        let reply = system.send("PUT", &path, &headers, Some(body.to_string().as_bytes()));
        assert_eq!(reply.status, expected, "{days}: {}", reply.body);
    }
}

#[test]
fn a_file_that_gets_stuck_is_cut_anew_into_smaller_parts_and_never_into_larger_ones() {
    let system = System::shared();
    let mut photo = Photo::new(jpeg(25, 40_000, &[]), "image/jpeg");
    photo.part_bytes = 16_384;
    let filed = Filed::with(system, &[&photo], json!({}));
    assert_eq!(filed.put_part(&photo, 1).status, 200);
    let standing = |reply: system_tests::Reply| {
        let file = reply.json();
        (file["part_bytes"].clone(), file["parts"].clone())
    };
    assert_eq!(
        standing(filed.announce(&photo)),
        (json!(16_384), json!([1]))
    );
    photo.part_bytes = 8192;
    assert_eq!(standing(filed.announce(&photo)), (json!(8192), json!([])));
    let coarse = Photo {
        part_bytes: 16_384,
        ..photo.clone()
    };
    assert_eq!(standing(filed.announce(&coarse)), (json!(8192), json!([])));
    assert_eq!(filed.put_part(&coarse, 1).status, 422);
    assert_eq!(filed.put_all(&photo).status, 201);
    assert_eq!(filed.stored(), std::slice::from_ref(&photo.bytes));
}

fn system_now() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.unwrap().as_millis() as i64
}

#[test]
fn a_kill_costs_at_most_one_part() {
    let mut system = System::start();
    let photo = Photo::new(jpeg(40, 50_000, &[]), "image/jpeg");
    let (id, count) = {
        let filed = Filed::with(&system, &[&photo], json!({}));
        for n in 0..3 {
            assert_eq!(filed.put_part(&photo, n).status, 200);
        }
        (filed.id, photo.parts().len())
    };
    system.kill();
    system.restart();
    let filed = Filed {
        system: &system,
        id,
        code: String::new(),
        receipt: json!({}),
    };
    assert_eq!(filed.get("").json()["files"][0]["parts"], json!([0, 1, 2]));
    for n in 3..count - 1 {
        assert_eq!(filed.put_part(&photo, n).status, 200);
    }
    // Killed between the last part and the row: whoever asks next finds it whole.
    let sql = format!(
        "insert into attachment_part (complaint_id, sha256, n, stored_at) values ('{}', '{}', {}, 0)",
        filed.id,
        photo.sha256(),
        count - 1
    );
    system.execute(&sql);
    let lost = filed.get(&format!("/{}", photo.sha256())).json();
    assert_eq!(lost["state"], "expected", "its bytes are not there");
    assert_eq!(lost["parts"].as_array().unwrap().len(), count - 1);
    let last = filed.put_part(&photo, count - 1);
    assert_eq!(last.status, 201, "{}", last.body);
    assert_eq!(filed.stored(), std::slice::from_ref(&photo.bytes));
}

#[test]
fn the_clock_puts_together_forgets_and_collects() {
    let system = System::start();
    let (whole, late) = (
        Photo::new(jpeg(50, 20_000, &[]), "image/jpeg"),
        Photo::new(jpeg(51, 20_000, &[]), "image/jpeg"),
    );
    let filed = Filed::with(&system, &[&whole, &late], json!({}));
    for n in 0..2 {
        assert_eq!(filed.put_part(&whole, n).status, 200);
    }
    assert_eq!(filed.put_part(&late, 0).status, 200);
    // As a kill leaves it: all parts there, nobody asks.
    let sql = format!(
        "update attachment set bytes = 16384 where sha256 = '{}'",
        whole.sha256()
    );
    system.execute(&sql);
    let day = 86_400_000;
    assert_eq!(system.sweep(system_now()).status, 200);
    assert_eq!(
        filed.get("").json()["files"][0]["parts"],
        json!([]),
        "not the file: dropped"
    );
    assert_eq!(system.sweep(system_now() + 31 * day).status, 200);
    assert_eq!(system.count("select count(*) from attachment"), 0);
    assert_eq!(system.count("select count(*) from attachment_part"), 0);
    assert_eq!(system.sweep(system_now() + 31 * day).status, 200);
    assert!(objects(&system, "").is_empty());
    let runs = "select count(*) from job_run where job = 'files' and error is not null";
    assert_eq!(system.count(runs), 0);
}
