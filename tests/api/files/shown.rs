//! To whom a file is shown, and how.

use super::forms::post_multipart;
use super::picture::{Filed, KEY, Photo, exif, holds, jpeg};
use crate::desk_people::{self, employ};
use crate::life::world::{Case, appoint, assign, token, wib};
use serde_json::json;
use system_tests::{Reply, System};

fn cookie(name: &str) -> String {
    format!("__Host-sid={}", desk_people::cookie(name))
}

fn get(system: &System, path: &str, more: &[(&str, &str)]) -> Reply {
    system.send("GET", path, more, None)
}

#[test]
fn confidential_files_need_the_key_and_public_ones_a_verified_complaint() {
    let system = System::start();
    appoint(&system);
    let photo = Photo::new(jpeg(90, 3000, &[]), "image/jpeg");
    for is_confidential in [false, true] {
        let filed = Filed::with(&system, &[&photo], json!({"confidential": is_confidential}));
        assert_eq!(filed.put_all(&photo).status, 201);
        let path = format!("/berkas/{}/{}", filed.code, photo.sha256());
        let with_key = format!("{path}?k={KEY}");
        assert_eq!(get(&system, &path, &[]).status, 404, "not verified");
        assert_eq!(
            get(&system, &format!("{path}?k=BBBBBBBBBBBBBBBBBBBBBA"), &[]).status,
            404
        );
        assert_eq!(
            get(&system, &format!("{path}/kecil?k={KEY}"), &[]).status,
            404
        );
        let own = get(&system, &with_key, &[]);
        assert_eq!(own.status, 200);
        assert_eq!(own.header("cache-control"), "private, no-store");
        let case = Case {
            system: &system,
            code: filed.code.clone(),
            key: KEY.to_owned(),
            now: now(),
        };
        case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
        let seen = get(&system, &path, &[]);
        match is_confidential {
            true => assert_eq!(seen.status, 404),
            false => {
                assert_eq!(seen.status, 200);
                for (name, expected) in [
                    ("content-type", "image/jpeg"),
                    ("x-content-type-options", "nosniff"),
                    ("content-security-policy", "default-src 'none'; sandbox"),
                    ("cross-origin-resource-policy", "same-origin"),
                    ("cache-control", "public, no-cache"),
                    ("set-cookie", ""),
                ] {
                    assert_eq!(seen.header(name), expected, "{name}");
                }
                let disposition = seen.header("content-disposition");
                assert!(
                    disposition.starts_with("inline; filename=\""),
                    "{disposition}"
                );
                let tag = seen.header("etag").to_owned();
                let again = get(&system, &path, &[("if-none-match", &tag)]);
                assert_eq!((again.status, again.body.as_str()), (304, ""));
            }
        }
    }
}

fn now() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.unwrap().as_millis() as i64
}

#[test]
fn a_pdf_is_only_ever_saved() {
    let system = System::shared();
    let photo = Photo::new(b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec(), "application/pdf");
    let filed = Filed::with(system, &[&photo], json!({}));
    assert_eq!(filed.put_all(&photo).status, 201);
    let path = format!("/berkas/{}/{}?k={KEY}", filed.code, photo.sha256());
    let reply = get(system, &path, &[]);
    assert!(
        reply
            .header("content-disposition")
            .starts_with("attachment; ")
    );
    assert_eq!(reply.header("content-type"), "application/pdf");
}

#[test]
fn a_player_gets_the_part_it_asks_for() {
    let system = System::shared();
    let bytes = b"%PDF-1.7\n0123456789\n%%EOF\n".to_vec();
    let photo = Photo::new(bytes.clone(), "application/pdf");
    let filed = Filed::with(system, &[&photo], json!({}));
    assert_eq!(filed.put_all(&photo).status, 201);
    let path = format!("/berkas/{}/{}?k={KEY}", filed.code, photo.sha256());
    let length = bytes.len();
    let whole = get(system, &path, &[]);
    assert_eq!(
        (whole.status, whole.header("accept-ranges")),
        (200, "bytes")
    );
    let part = get(system, &path, &[("range", "bytes=9-18")]);
    assert_eq!((part.status, part.body.as_str()), (206, "0123456789"));
    assert_eq!(part.header("content-range"), format!("bytes 9-18/{length}"));
    assert_eq!(part.header("content-length"), "10");
    let none = get(system, &path, &[("range", "bytes=100-")]);
    assert_eq!((none.status, none.body.as_str()), (416, ""));
    assert_eq!(none.header("content-range"), format!("bytes */{length}"));
    let tag = whole.header("etag").to_owned();
    for (tag, status) in [(tag.as_str(), 206), ("\"other\"", 200)] {
        let headers = [("range", "bytes=0-1"), ("if-range", tag)];
        assert_eq!(get(system, &path, &headers).status, status);
    }
}

#[test]
fn officers_attach_evidence_that_stands_beside_the_reporters() {
    let system = System::start();
    employ(&system);
    let photo = Photo::new(jpeg(91, 3000, &[]), "image/jpeg");
    let filed = Filed::with(&system, &[&photo], json!({}));
    assert_eq!(filed.put_all(&photo).status, 201);
    let mut case = Case {
        system: &system,
        code: filed.code.clone(),
        key: KEY.to_owned(),
        now: now(),
    };
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case.now = wib("2026-11-30 09:00").max(case.now);
    let path = format!("/meja/kasus/{}/berkas", filed.code);
    let evidence = jpeg(92, 4000, &exif(1));
    let attach = |who: &str, site: &str, bytes: &[u8]| {
        let session = cookie(who);
        let headers = [("cookie", session.as_str()), ("sec-fetch-site", site)];
        let parts = [("photo", Some("sesudah.jpg"), bytes)];
        post_multipart(&system, &path, &headers, &parts)
    };
    let origin = "same-origin";
    assert_eq!(attach("liaison", "cross-site", &evidence).status, 403);
    let done = attach("liaison", origin, &evidence);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(attach("demak-liaison", origin, &evidence).status, 404);
    assert_eq!(attach("liaison", origin, b"<html>").status, 422);
    let public = get(&system, &format!("/l/{}", filed.code), &[]).body;
    for words in [
        "Dari pelapor",
        "Dari petugas",
        "Foto 1 dari pelapor",
        "Foto 1 dari ",
    ] {
        assert!(public.contains(words), "{words}");
    }
    let row = "select author, agency_id, unit_id, officer_id, stored_sha256 from attachment where author <> 'reporter'";
    let row = &system.sql(row)[0];
    assert_eq!(row["author"], "liaison_officer");
    assert_eq!(row["agency_id"], "kab-grobogan");
    let sha256 = row["stored_sha256"].as_str().unwrap();
    let shown = |who: &str| {
        let path = format!("/meja/berkas/{}/{sha256}", filed.code);
        let session = cookie(who);
        get(&system, &path, &[("cookie", &session)]).status
    };
    assert_eq!(
        (shown("liaison"), shown("demak-liaison")),
        (200, 200),
        "it is public"
    );
    assert!(!holds(&filed.stored().concat(), b"Exif"));
    let page = get(
        &system,
        &format!("/meja/kasus/{}", filed.code),
        &[("cookie", &cookie("liaison"))],
    );
    assert_eq!(page.status, 200);
    assert!(page.body.contains("/meja/berkas/"));
}

#[test]
fn the_desk_shows_confidential_files_in_scope_only() {
    let system = System::start();
    employ(&system);
    let photo = Photo::new(jpeg(93, 3000, &[]), "image/jpeg");
    let filed = Filed::with(&system, &[&photo], json!({"confidential": true}));
    assert_eq!(filed.put_all(&photo).status, 201);
    let path = format!("/meja/berkas/{}/{}", filed.code, photo.sha256());
    for (who, expected) in [("admin", 200), ("liaison", 404), ("auditor", 404)] {
        let session = cookie(who);
        let reply = get(&system, &path, &[("cookie", &session)]);
        assert_eq!(reply.status, expected, "{who}");
    }
    let api = |who: &str| filed.get_as(&token(who), "").status;
    assert_eq!((api("admin"), api("liaison")), (200, 404));
}

#[test]
fn a_hidden_file_is_not_everybodys_and_an_erased_one_leaves_a_tombstone() {
    let system = System::start();
    employ(&system);
    let photo = Photo::new(jpeg(94, 3000, &[]), "image/jpeg");
    let filed = Filed::with(&system, &[&photo], json!({}));
    assert_eq!(filed.put_all(&photo).status, 201);
    let case = Case {
        system: &system,
        code: filed.code.clone(),
        key: KEY.to_owned(),
        now: now(),
    };
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let path = format!("/berkas/{}/{}", filed.code, photo.sha256());
    let sent = |who: &str, action: &str, reason: &str, sure: &str| {
        let session = cookie(who);
        let headers = [
            ("cookie", session.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        let fields = [("action", action), ("reason", reason), ("sure", sure)];
        system
            .post_form_with(&format!("/meja{path}"), &headers, &fields)
            .status
    };
    let change = |who: &str, action: &str, reason: &str| sent(who, action, reason, "1");
    let seen = || {
        let with_key = format!("{path}?k={KEY}");
        (
            get(&system, &path, &[]).status,
            get(&system, &with_key, &[]).status,
        )
    };
    assert_eq!(seen(), (200, 200));
    assert_eq!(change("auditor", "hide", "wajah anak"), 404);
    assert_eq!(change("coordinator", "hide", " "), 422);
    assert_eq!(
        change("demak", "hide", "wajah anak"),
        303,
        "and nothing happens"
    );
    assert_eq!(seen(), (200, 200));
    assert_eq!(change("coordinator", "hide", "wajah anak"), 303);
    assert_eq!(seen(), (404, 200));
    assert_eq!(change("coordinator", "show", ""), 303);
    assert_eq!(seen(), (200, 200));
    assert_eq!(change("coordinator", "remove", "tidak sah"), 404);
    assert_eq!(sent("admin", "remove", "tidak sah", ""), 422, "not ticked");
    assert_eq!(seen(), (200, 200));
    assert_eq!(change("admin", "remove", "tidak sah"), 303);
    assert_eq!(seen(), (404, 404));
    assert!(filed.stored().is_empty());
    assert_eq!(filed.get("").json()["files"][0]["state"], "removed");
    // Nor does the same picture come back by the form.
    let parts = [
        ("k", None, KEY.as_bytes()),
        ("photo", Some("a.jpg"), photo.bytes.as_slice()),
    ];
    post_multipart(&system, &format!("/l/{}/berkas", filed.code), &[], &parts);
    assert_eq!(filed.get("").json()["files"].as_array().unwrap().len(), 1);
    assert_eq!(seen(), (404, 404));
    let log = "select count(*) from access_log where what in ('file_hidden', 'file_shown', 'file_removed')";
    assert_eq!(system.count(log), 3);
}

#[test]
fn what_the_reporter_adds_to_a_public_case_waits_until_an_officer_has_seen_it() {
    let system = System::start();
    employ(&system);
    let filed = Filed::with(&system, &[], json!({}));
    let case = Case {
        system: &system,
        code: filed.code.clone(),
        key: KEY.to_owned(),
        now: now(),
    };
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let late = Photo::new(jpeg(96, 3000, &[]), "image/jpeg");
    assert_eq!(filed.announce(&late).status, 201);
    assert_eq!(filed.put_all(&late).status, 201);
    let by_form = jpeg(97, 3000, &[]);
    let parts = [
        ("k", None, KEY.as_bytes()),
        ("photo", Some("a.jpg"), by_form.as_slice()),
    ];
    let path = format!("/l/{}/berkas", filed.code);
    let added = post_multipart(&system, &path, &[], &parts);
    assert_eq!(added.status, 201);
    assert!(added.body.contains("menunggu dilihat petugas"));
    let files = filed.get("").json()["files"].clone();
    for file in files.as_array().unwrap() {
        let path = format!(
            "/berkas/{}/{}",
            filed.code,
            file["sha256"].as_str().unwrap()
        );
        let status = |path: &str, headers: &[(&str, &str)]| get(&system, path, headers).status;
        assert_eq!(status(&path, &[]), 404);
        assert_eq!(status(&format!("{path}?k={KEY}"), &[]), 200);
        let session = cookie("liaison");
        let headers = [
            ("cookie", session.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        assert_eq!(status(&format!("/meja{path}"), &headers), 200);
        let fields = [("action", "show")];
        let shown = system.post_form_with(&format!("/meja{path}"), &headers, &fields);
        assert_eq!(shown.status, 303);
        assert_eq!(status(&path, &[]), 200);
    }
}
