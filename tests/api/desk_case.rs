//! One case at the desk: by forms alone, by several officers at once, by those it is not for.

mod forms;
mod races;
mod sight;

use crate::life::world::{Case, appoint, assign, sha256_hex};
use serde_json::Value;
use std::sync::OnceLock;
use system_tests::{Reply, System};

const FILED: &str = "2026-11-09 09:00";
const TEMPLATE: &str = "Terima kasih. Lubang sudah ditutup pada [tanggal] oleh [siapa].";

/// Officers with sessions; `observer` and `auditor` beside those who have tokens.
fn desk() -> &'static System {
    static DESK: OnceLock<System> = OnceLock::new();
    DESK.get_or_init(|| {
        let system = System::start();
        appoint(&system);
        let mut sql = String::new();
        for role in ["observer", "auditor", "custodian"] {
            sql += &format!(
                "insert into officer (id, name, created_at) values ('o-{role}', 'Petugas {role}', 0);
                 insert into officer_role (officer_id, role) values ('o-{role}', '{role}');"
            );
        }
        let names = crate::life::world::OFFICERS.iter().map(|(name, ..)| *name);
        for name in names.chain(["observer", "auditor", "custodian"]) {
            let hash = sha256_hex(&cookie(name));
            sql += &format!(
                "insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until)
                 values ('{hash}', 'o-{name}', 0, 9999999999999, 9999999999999, 9999999999999, 9999999999999);"
            );
        }
        sql += &format!(
            "insert into answer_template (id, agency_id, title, body, updated_at)
             values ('grobogan-tutup', 'kab-grobogan', 'Lubang ditutup', '{TEMPLATE}', 0);"
        );
        system.sql(&sql);
        system
    })
}

fn cookie(name: &str) -> String {
    sha256_hex(&format!("cookie of {name}"))
}

/// An officer in a browser without scripts.
struct Desk<'a> {
    case: &'a Case<'a>,
    name: &'a str,
}

impl Desk<'_> {
    fn headers(&self) -> [(&'static str, String); 3] {
        [
            ("cookie", format!("__Host-sid={}", cookie(self.name))),
            ("simulated-now", self.case.now.to_string()),
            ("sec-fetch-site", "same-origin".to_owned()),
        ]
    }

    fn get(&self, path: &str) -> Reply {
        let headers = self.headers();
        let headers = headers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        self.case
            .system
            .send("GET", &self.path(path), &headers, None)
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let headers = self.headers();
        let headers = headers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        self.case
            .system
            .post_form_with(&self.path(path), &headers, fields)
    }

    fn path(&self, path: &str) -> String {
        format!("/meja/kasus/{}{path}", self.case.code)
    }

    fn page(&self) -> Reply {
        let reply = self.get("");
        assert_eq!(reply.status, 200, "{}: {}", self.name, reply.body);
        assert_eq!(reply.header("cache-control"), "no-store");
        reply
    }

    /// What the form of a command would send, as the page has it now, with `fields` filled in.
    fn filled(
        &self,
        command: &str,
        fields: &[(&'static str, &str)],
    ) -> Vec<(&'static str, String)> {
        let page = self.page();
        let mark = format!("id=\"do-{command}\"");
        let (_, form) = page
            .body
            .split_once(&mark)
            .unwrap_or_else(|| panic!("no {command}: {}", page.body));
        let hidden = |name: &str| {
            let (_, rest) = form
                .split_once(&format!("name=\"{name}\" value=\""))
                .unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let mut all = vec![
            ("id", hidden("id")),
            ("command", command.to_owned()),
            ("seq", hidden("seq")),
        ];
        all.extend(
            fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        all
    }

    fn send(&self, fields: &[(&'static str, String)]) -> Reply {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.post("/tindakan", &fields)
    }

    fn does(&self, command: &str, fields: &[(&'static str, &str)]) {
        let reply = self.send(&self.filled(command, fields));
        assert_eq!(reply.status, 303, "{} {command}: {}", self.name, reply.body);
        let target = reply.header("location").to_owned();
        assert!(target.ends_with(&format!("?selesai={command}")), "{target}");
    }
}

fn at<'a>(case: &'a Case<'a>, name: &'a str) -> Desk<'a> {
    Desk { case, name }
}

fn filed(more: Value) -> Case<'static> {
    Case::filed(desk(), FILED, more)
}

fn assigned(more: Value) -> Case<'static> {
    let case = filed(more);
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    case
}

fn seq(case: &Case<'_>) -> u64 {
    case.status()["seq"].as_u64().unwrap()
}
