//! Files by plain forms, and what they leave behind.

use super::picture::{Filed, KEY, Photo, exif, holds, jpeg, objects, png};
use serde_json::json;
use system_tests::{Reply, System};

/// A part of a form: its name, and the name of its file.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

/// Sends a form with files as a browser would.
pub fn post_multipart(
    system: &System,
    path: &str,
    more: &[(&str, &str)],
    parts: &[Part<'_>],
) -> Reply {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map_or(String::new(), |file| {
            format!("; filename=\"{file}\"\r\nContent-Type: image/png")
        });
        let head =
            format!("--grenze\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--grenze--\r\n");
    let mut headers = vec![("content-type", "multipart/form-data; boundary=grenze")];
    headers.extend(more);
    system.send("POST", path, &headers, Some(&body))
}

const TEXT: Part<'_> = (
    "text",
    None,
    b"Lampu jalan di depan pasar Gubug, Grobogan mati",
);

#[test]
fn a_photo_with_a_place_in_it_is_kept_without_and_shown_upright() {
    let system = System::shared();
    let id = System::new_id();
    // Larger than a megabyte: it arrives as a stream.
    let photo = jpeg(70, 1_500_000, &exif(6));
    let parts = [
        ("id", None, id.as_bytes()),
        ("access_key", None, KEY.as_bytes()),
        TEXT,
        ("photo", Some("IMG_0001.JPG"), &photo),
        ("photo", Some(""), b""),
    ];
    let reply = post_multipart(system, "/lapor?kirim", &[], &parts);
    assert_eq!(reply.status, 201, "{}", reply.body);
    let stored = objects(system, &format!("file/{id}"));
    assert_eq!(stored, [jpeg(70, 1_500_000 - exif(6).len(), &[])]);
    for secret in [&b"Exif"[..], b"GPSLatitude", b"SecretPhone"] {
        assert!(!holds(&stored[0], secret));
    }
    // The same form twice is the same complaint with the same photo.
    let again = post_multipart(system, "/lapor?kirim", &[], &parts);
    assert_eq!(again.status, 200, "{}", again.body);
    let rows =
        format!("select count(*) from attachment where complaint_id = '{id}' and state = 'stored'");
    assert_eq!(system.count(&rows), 1);
    let code = system.sql(&format!(
        "select tracking_code as code from complaint where id = '{id}'"
    ));
    let code = code[0]["code"].as_str().unwrap().to_owned();
    let sha256 = super::picture::sha256(&stored[0]);
    let path = format!("/berkas/{code}/{sha256}?k={KEY}");
    let shown = system.bytes(&path);
    assert!(
        holds(&shown, b"Exif\0\0MM\0*") && !holds(&shown, b"GPSLatitude"),
        "turned, and no more"
    );
    assert_eq!(shown.len(), stored[0].len() + 36);
}

#[test]
fn words_do_not_wait_for_a_file_that_is_not_kept() {
    let system = System::shared();
    let id = System::new_id();
    let good = png(5, 5, b"");
    let send = |id: &str, text: &str, files: &[Part<'_>], kept: &str| {
        let mut parts = vec![
            ("id", None, id.as_bytes()),
            ("access_key", None, KEY.as_bytes()),
            ("text", None, text.as_bytes()),
            ("kept", None, kept.as_bytes()),
        ];
        parts.extend_from_slice(files);
        post_multipart(system, "/lapor?kirim", &[], &parts)
    };
    let words = "Lampu jalan di depan pasar Gubug, Grobogan mati";
    let svg: Part<'_> = (
        "photo",
        Some("<b>jalan.svg"),
        b"<svg><script>alert(1)</script></svg>",
    );
    let files = [("photo", Some("a.png"), good.as_slice()), svg];
    let reply = send(&id, words, &files, "");
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert!(reply.body.contains("Berkas ini tidak ikut"));
    assert!(reply.body.contains("Berkas yang ikut diterima: 1"));
    assert!(reply.body.contains("&lt;b>jalan.svg") || reply.body.contains("&lt;b&gt;jalan.svg"));
    let rows =
        format!("select count(*) from attachment where complaint_id = '{id}' and state = 'stored'");
    assert_eq!(system.count(&rows), 1);
    // Words that are missing bring the form back; what was kept comes along, and what is not there is said.
    let id = System::new_id();
    let reply = send(&id, "", &[("photo", Some("a.png"), &good)], "");
    assert_eq!(reply.status, 422, "{}", reply.body);
    assert_eq!(reply.hidden("id"), id);
    let kept = reply.hidden("kept");
    assert_eq!(send(&id, words, &[], &kept).status, 201);
    let forged = format!("{}:1 {}:9 x", super::picture::OTHER, super::picture::OTHER);
    let reply = send(&System::new_id(), words, &[], &forged);
    assert_eq!(reply.status, 201);
    assert!(
        reply.body.contains("Berkas ini tidak ikut"),
        "{}",
        reply.body
    );
}

#[test]
fn a_form_has_bounds() {
    let system = System::shared();
    let big = jpeg(71, 9_000_000, &[]);
    let small: Vec<Vec<u8>> = (72..78).map(|n| jpeg(n, 200, &[])).collect();
    let mut parts = vec![TEXT];
    parts.extend(
        small
            .iter()
            .map(|bytes| ("photo", Some("a.jpg"), bytes.as_slice())),
    );
    let reply = post_multipart(system, "/lapor?kirim", &[], &parts);
    assert_eq!(reply.status, 201, "six");
    assert!(reply.body.contains("Berkas yang ikut diterima: 5"));
    assert!(reply.body.contains("Berkas ini tidak ikut"));
    let reply = post_multipart(
        system,
        "/lapor?kirim",
        &[],
        &[TEXT, ("photo", Some("a.jpg"), &big)],
    );
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert!(reply.body.contains("terlalu besar"));
    let cut = system.send(
        "POST",
        "/lapor?kirim",
        &[("content-type", "multipart/form-data; boundary=x")],
        Some(b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\njalan rusak\r\n--x\r\nContent-Disp"),
    );
    assert_eq!(cut.status, 422, "{}", cut.body);
    assert!(cut.body.contains("jalan rusak"));
}

#[test]
fn the_reporter_adds_photos_on_their_page() {
    let system = System::shared();
    let filed = Filed::with(system, &[], json!({}));
    let path = format!("/l/{}/berkas", filed.code);
    let photo = jpeg(80, 3000, &exif(1));
    let send = |key: &str, files: &[Part<'_>]| {
        let mut parts = vec![("k", None, key.as_bytes())];
        parts.extend_from_slice(files);
        post_multipart(system, &path, &[], &parts)
    };
    let reply = send(KEY, &[("photo", Some("a.jpg"), &photo)]);
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert!(reply.body.contains("Foto 1 dari pelapor"));
    assert_eq!(send(KEY, &[("photo", Some(""), b"")]).status, 422);
    assert_eq!(
        send(KEY, &[("photo", Some("a.html"), b"<!doctype html>")]).status,
        422
    );
    assert_eq!(
        send(
            "BBBBBBBBBBBBBBBBBBBBBA",
            &[("photo", Some("a.jpg"), &photo)]
        )
        .status,
        404
    );
    assert_eq!(filed.stored().len(), 1);
    assert!(!holds(&filed.stored()[0], b"Exif"));
}

#[test]
fn a_photo_on_its_way_is_announced_on_the_page() {
    let system = System::shared();
    let photo = Photo::new(jpeg(81, 20_000, &[]), "image/jpeg");
    let filed = Filed::with(system, &[&photo], json!({}));
    let page = |query: &str| {
        let path = format!("/l/{}{query}", filed.code);
        system.send("GET", &path, &[], None).body
    };
    assert!(page(&format!("?k={KEY}")).contains("1 berkas masih dalam perjalanan"));
    assert!(!page("").contains("perjalanan"));
    assert_eq!(filed.put_all(&photo).status, 201);
    assert!(!page(&format!("?k={KEY}")).contains("perjalanan"));
}
