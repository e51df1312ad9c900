//! Officers of every role with tokens for programs and sessions at the desk, for tests of both.

use crate::life::world::{appoint, sha256_hex};
use system_tests::{Reply, System};

/// Roles that no program acts in, and one person with two of them.
const MORE: &[(&str, &[(&str, &str)])] = &[
    ("observer", &[("observer", "")]),
    ("custodian", &[("custodian", "")]),
    ("custodian-2", &[("custodian", "")]),
    ("auditor", &[("auditor", "")]),
    (
        "both",
        &[("custodian", ""), ("agency_coordinator", "kab-grobogan")],
    ),
];

/// Later than any clock of these tests.
const FAR: i64 = 9_999_999_999_999;

/// Everybody of [`crate::life::world::OFFICERS`] and of `MORE`; each has a session with a proof and one without.
pub fn employ(system: &System) {
    appoint(system);
    let mut sql = String::new();
    for (name, roles) in MORE {
        let hash = sha256_hex(&crate::life::world::token(name));
        sql += &format!(
            "insert into officer (id, name, created_at) values ('o-{name}', 'Petugas {name}', 0);
             insert into api_token (hash, officer_id, created_at, expires_at) values ('{hash}', 'o-{name}', 0, {FAR});"
        );
        for (role, agency) in *roles {
            let agency = match *agency {
                "" => "null".to_owned(),
                agency => format!("'{agency}'"),
            };
            sql += &format!(
                "insert into officer_role (officer_id, role, agency_id) values ('o-{name}', '{role}', {agency});"
            );
        }
    }
    let everybody = crate::life::world::OFFICERS.iter().map(|(name, ..)| *name);
    for name in everybody.chain(MORE.iter().map(|(name, _)| *name)) {
        for (value, proved_until) in [
            (cookie(name), FAR.to_string()),
            (cookie_without_proof(name), "null".into()),
        ] {
            sql += &format!(
                "insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until)
                 values ('{}', 'o-{name}', 0, {FAR}, {FAR}, {FAR}, {proved_until});",
                sha256_hex(&value)
            );
        }
    }
    system.sql(&sql);
}

/// The cookie of an officer who proved a moment ago who they are.
pub fn cookie(name: &str) -> String {
    sha256_hex(&format!("session of {name}"))
}

/// The cookie of an officer who signed in some time ago.
pub fn cookie_without_proof(name: &str) -> String {
    sha256_hex(&format!("old session of {name}"))
}

/// A page of the desk, with this cookie; an empty one brings none.
pub fn get(system: &System, now: i64, cookie: &str, path: &str) -> Reply {
    let (now, cookie) = (now.to_string(), format!("__Host-sid={cookie}"));
    let mut headers = vec![("simulated-now", now.as_str())];
    if cookie != "__Host-sid=" {
        headers.push(("cookie", cookie.as_str()));
    }
    system.send("GET", path, &headers, None)
}

/// A form of the desk, as the browser of this site sends it.
pub fn post(system: &System, now: i64, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    let (now, cookie) = (now.to_string(), format!("__Host-sid={cookie}"));
    let mut headers = vec![
        ("simulated-now", now.as_str()),
        ("sec-fetch-site", "same-origin"),
    ];
    if cookie != "__Host-sid=" {
        headers.push(("cookie", cookie.as_str()));
    }
    system.post_form_with(path, &headers, fields)
}
