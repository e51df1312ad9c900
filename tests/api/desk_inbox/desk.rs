//! Officers in a browser: sessions as after signing in.

use crate::life::world::sha256_hex;
use system_tests::{Reply, System};

/// Officers beside those of `world`, by role, agency and unit.
const MORE: &[(&str, &str)] = &[
    ("observer", "observer"),
    ("custodian", "custodian"),
    ("auditor", "auditor"),
];

/// Every officer who may have a session.
pub const EVERYBODY: &[&str] = &[
    "admin",
    "coordinator",
    "liaison",
    "other-unit",
    "inspector",
    "head",
    "province",
    "province-inspector",
    "demak",
    "demak-liaison",
    "ombudsman",
    "operator",
    "observer",
    "custodian",
    "auditor",
];

fn cookie(name: &str) -> String {
    sha256_hex(&format!("cookie of {name}"))
}

/// Puts the officers in, each with a token and a session.
pub fn employ(system: &System) {
    crate::life::world::appoint(system);
    let mut sql = String::new();
    for (name, role) in MORE {
        let hash = sha256_hex(&crate::life::world::token(name));
        sql += &format!(
            "insert into officer (id, name, created_at) values ('o-{name}', 'Petugas {name}', 0);
             insert into officer_role (officer_id, role) values ('o-{name}', '{role}');
             insert into api_token (hash, officer_id, created_at, expires_at)
             values ('{hash}', 'o-{name}', 0, 9999999999999);"
        );
    }
    for name in EVERYBODY {
        let hash = sha256_hex(&cookie(name));
        sql += &format!(
            "insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at)
             values ('{hash}', 'o-{name}', 0, 9999999999999, 9999999999999, 9999999999999);"
        );
    }
    system.execute(&sql);
}

/// One officer at their desk at one time.
pub struct Desk<'a> {
    pub system: &'a System,
    pub name: &'a str,
    pub now: i64,
}

impl Desk<'_> {
    fn headers(&self) -> Vec<(&'static str, String)> {
        vec![
            ("cookie", format!("__Host-sid={}", cookie(self.name))),
            ("simulated-now", self.now.to_string()),
            ("origin", self.system.origin()),
        ]
    }

    /// A page below `/meja`.
    pub fn get(&self, path: &str) -> Reply {
        let headers = self.headers();
        let headers: Vec<_> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.system.send("GET", path, &headers, None)
    }

    /// A form below `/meja`.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let headers = self.headers();
        let headers: Vec<_> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.system.post_form_with(path, &headers, fields)
    }

    /// The same, and the page it leads to.
    pub fn post_and_follow(&self, path: &str, fields: &[(&str, &str)]) -> (String, Reply) {
        let reply = self.post(path, fields);
        assert_eq!(reply.status, 303, "{path}: {}", text_of(&reply.body));
        let target = reply.header("location").to_owned();
        let page = self.get(&target);
        (target, page)
    }
}

/// The codes of the rows of a page, in order.
pub fn codes(page: &Reply) -> Vec<String> {
    let rows = page.body.split("data-row=\"").skip(1);
    rows.map(|row| row.split('"').next().unwrap().to_owned())
        .collect()
}

/// What a page says, without its styles.
pub fn text_of(page: &str) -> String {
    let body = page.split_once("<main").map_or(page, |(_, body)| body);
    body.chars().take(3000).collect()
}
