//! The officers' door as a program or an attacker meets it.

use serde_json::Value;
use system_tests::{Reply, System};

use crate::life::world::sha256_hex;

fn post(system: &System, path: &str, now: i64, fields: &[(&str, &str)]) -> Reply {
    let (origin, now) = (system.origin(), now.to_string());
    let headers = [("origin", origin.as_str()), ("simulated-now", now.as_str())];
    system.post_form_with(path, &headers, fields)
}

fn get_at(system: &System, path: &str, cookie: &str, now: i64) -> Reply {
    let (cookie, now) = (format!("__Host-sid={cookie}"), now.to_string());
    let headers = [("cookie", cookie.as_str()), ("simulated-now", now.as_str())];
    system.send("GET", path, &headers, None)
}

fn invited(system: &System, name: &str, expires_at: i64) -> String {
    let token = sha256_hex(&format!("invitation of {name}"));
    system.sql(&format!(
        "insert or ignore into officer (id, name, created_at) values ('i-{name}', 'Petugas {name}', 0);
         insert into invitation (hash, officer_id, created_at, expires_at)
         values ('{}', 'i-{name}', 0, {expires_at})",
        sha256_hex(&token)
    ));
    format!("/meja/undangan/{token}")
}

#[test]
fn looking_at_an_invitation_spends_nothing_and_it_ends_in_time() {
    let system = System::shared();
    let path = invited(system, "ida", 1_000_000);
    for _ in 0..3 {
        let reply = get_at(system, &path, "", 999_999);
        assert_eq!(reply.status, 200);
        assert!(reply.body.contains("Petugas ida"));
        assert_eq!(reply.header("cache-control"), "no-store");
    }
    assert_eq!(get_at(system, &path, "", 1_000_000).status, 404);
    let late = post(system, &path, 1_000_001, &[("login", "ida")]);
    assert_eq!(late.status, 404);
    for wrong in ["x", "%FF", &"0".repeat(64), &"a".repeat(5000)] {
        let reply = system.get(&format!("/meja/undangan/{wrong}"));
        assert_eq!(reply.status, 404, "{wrong}");
    }
}

#[test]
fn nobody_is_sent_to_another_site_after_signing_in() {
    let system = System::shared();
    for target in [
        "//evil.id",
        "https://evil.id/meja",
        "/meja%5C%5Cevil.id",
        "/lapor",
        "/meja//evil.id",
    ] {
        let reply = system.get(&format!("/meja/masuk?ke={target}"));
        assert_eq!(reply.status, 200);
        assert!(!reply.body.contains("evil.id"), "{target}");
    }
    let reply = system.get("/meja/masuk?ke=%2Fmeja%2Fakun");
    assert!(reply.body.contains("name=\"ke\" value=\"/meja/akun\""));
}

#[test]
fn the_desk_is_closed_and_its_door_takes_nothing_from_other_sites() {
    let system = System::shared();
    for path in [
        "/meja",
        "/meja/akun",
        "/en/meja/akun/sandi",
        "/meja/akun/kunci",
    ] {
        let reply = system.get(path);
        assert_eq!(reply.status, 303, "{path}");
        assert!(
            reply.header("location").contains("/meja/masuk?ke="),
            "{path}"
        );
    }
    let fields = [("login", "x"), ("password", "y"), ("code", "1")];
    for headers in [
        vec![],
        vec![("origin", "https://evil.id")],
        vec![("sec-fetch-site", "cross-site")],
    ] {
        let reply = system.post_form_with("/meja/masuk", &headers, &fields);
        assert_eq!(reply.status, 403, "{headers:?}");
    }
}

#[test]
fn guessing_gets_slower_and_slower_and_never_stops_for_ever() {
    let system = System::shared();
    let guess = |now| {
        let fields = [
            ("login", "nobody.here"),
            ("password", "a guess of mine"),
            ("code", "123456"),
        ];
        post(system, "/meja/masuk", now, &fields)
    };
    let mut now = 50_000_000_000;
    for _ in 0..5 {
        assert_eq!(guess(now).status, 422);
    }
    let mut waits = Vec::new();
    for _ in 0..12 {
        let reply = guess(now);
        assert_eq!(reply.status, 429);
        let wait: i64 = reply.header("retry-after").parse().unwrap();
        waits.push(wait);
        now += wait * 1000;
        assert_eq!(guess(now).status, 422, "after the wait it is heard again");
    }
    assert!(waits.is_sorted() && waits[0] <= 2, "{waits:?}");
    assert_eq!(waits[11], 1024, "{waits:?}");
}

#[test]
fn whatever_is_sent_to_the_door_breaks_nothing() {
    let system = System::shared();
    let now = 60_000_000_000;
    let long = "x".repeat(20_000);
    for answer in [
        "",
        "{}",
        "null",
        "[1]",
        &long,
        "{\"id\":\"AA\",\"client_data\":\"AA\"}",
    ] {
        for path in ["/meja/masuk/kunci", "/en/meja/masuk/kunci"] {
            let reply = post(system, path, now, &[("answer", answer)]);
            assert_eq!(reply.status, 422, "{path}");
        }
    }
    for (index, field) in ["login", "password", "code"].into_iter().enumerate() {
        let mut fields = [("login", "a.b"), ("password", "c"), ("code", "d")];
        fields[index] = (field, &long);
        let reply = post(
            system,
            "/meja/masuk",
            now + 86_400_000 * (index as i64 + 1),
            &fields,
        );
        assert_eq!(reply.status, 422, "{field}");
    }
}

#[test]
fn nothing_that_opens_is_stored_as_it_is() {
    let system = System::shared();
    let path = invited(system, "ratna", 9_999_999_999_999);
    let token = path.rsplit('/').next().unwrap();
    let challenge = post(system, &format!("{path}/tantangan"), 1_000, &[]);
    let challenge = challenge.json()["challenge"].as_str().unwrap().to_owned();
    let rows =
        system.sql("select hash from invitation union all select hash from passkey_challenge");
    let hashes: Vec<&str> = rows
        .iter()
        .filter_map(|row: &Value| row["hash"].as_str())
        .collect();
    assert!(hashes.contains(&sha256_hex(token).as_str()));
    assert!(hashes.contains(&sha256_hex(&challenge).as_str()));
    assert!(!hashes.contains(&token) && !hashes.contains(&challenge.as_str()));
}
