//! Officers with tokens, a clock that can be set, commands in one line.

use crate::storage::assert_history_is_intact;
use serde_json::{Value, json};
use std::sync::Barrier;
use std::thread;
use system_tests::{Reply, System};

/// The reporter's access key in these tests.
pub const KEY: &str = "AAECAwQFBgcICQoLDA0ODw";

/// Officers of every role at Grobogan, its province and the nation; `token(name)` lets them in.
pub const OFFICERS: &[(&str, &str, &str, &str)] = &[
    ("admin", "national_admin", "", ""),
    ("coordinator", "agency_coordinator", "kab-grobogan", ""),
    (
        "liaison",
        "liaison_officer",
        "kab-grobogan",
        "kabkota:dpupr",
    ),
    (
        "other-unit",
        "liaison_officer",
        "kab-grobogan",
        "kabkota:dlh",
    ),
    ("inspector", "inspectorate", "kab-grobogan", ""),
    ("head", "head_of_agency", "kab-grobogan", ""),
    ("province", "agency_coordinator", "prov-jawa-tengah", ""),
    ("province-inspector", "inspectorate", "prov-jawa-tengah", ""),
    ("demak", "agency_coordinator", "kab-demak", ""),
    (
        "demak-liaison",
        "liaison_officer",
        "kab-demak",
        "kabkota:dpupr",
    ),
    ("ombudsman", "ombudsman", "", ""),
    ("operator", "channel_operator", "", ""),
];

/// A token as an officer's program sends it.
pub fn token(name: &str) -> String {
    format!("sp_{name}_0123456789abcdef0123456789")
}

/// Puts the officers into a system of its own.
pub fn appoint(system: &System) {
    let mut sql = String::new();
    for (name, role, agency, unit) in OFFICERS {
        let hash = sha256_hex(&token(name));
        let text = |value: &str| match value {
            "" => "null".to_owned(),
            value => format!("'{value}'"),
        };
        sql += &format!(
            "insert into officer (id, name, created_at) values ('o-{name}', 'Petugas {name}', 0);
             insert into officer_role (officer_id, role, agency_id, unit_id)
             values ('o-{name}', '{role}', {}, {});
             insert into api_token (hash, officer_id, created_at, expires_at)
             values ('{hash}', 'o-{name}', 0, 9999999999999);",
            text(agency),
            text(unit)
        );
    }
    system.sql(&sql);
}

/// SHA-256, hex.
pub fn sha256_hex(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `2027-03-09 10:00` in WIB as epoch milliseconds.
pub fn wib(text: &str) -> i64 {
    let (day, time) = text.split_once(' ').unwrap_or((text, "00:00"));
    let (hour, minute) = time.split_once(':').unwrap();
    let (hour, minute): (i64, i64) = (hour.parse().unwrap(), minute.parse().unwrap());
    let mut parts = day.split('-').map(|part| part.parse::<i64>().unwrap());
    let (mut year, month, day) = (
        parts.next().unwrap(),
        parts.next().unwrap(),
        parts.next().unwrap(),
    );
    year -= i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    ((days * 24 + hour - 7) * 60 + minute) * 60_000
}

/// The end of a day in WIB, RFC 3339 in UTC, as deadlines are written.
pub fn end_of(day: &str) -> String {
    format!("{day}T16:59:59Z")
}

/// One case at one time.
pub struct Case<'a> {
    pub system: &'a System,
    pub code: String,
    /// The reporter's access key.
    pub key: String,
    pub now: i64,
}

impl<'a> Case<'a> {
    /// Filed at `at`; `more` goes into the body.
    pub fn filed(system: &'a System, at: &str, more: Value) -> Self {
        let mut body = json!({
            "text": "Jalan rusak di Desa Gubug, lubang besar di depan pasar",
            "place": "Kecamatan Gubug, Kabupaten Grobogan", "access_key": KEY,
        });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        let now = wib(at);
        let headers = [
            ("content-type", "application/json"),
            ("simulated-now", &now.to_string()),
        ];
        let path = api_types::paths::complaint(&System::new_id());
        let reply = system.send("PUT", &path, &headers, Some(body.to_string().as_bytes()));
        assert_eq!(reply.status, 201, "{}", reply.body);
        let code = reply.json()["tracking_code"].as_str().unwrap().to_owned();
        let key = body["access_key"].as_str().unwrap().to_owned();
        Self {
            system,
            code,
            key,
            now,
        }
    }

    /// The clock goes on.
    pub fn at(&mut self, at: &str) -> &mut Self {
        self.now = wib(at);
        self
    }

    /// Sends a command under a fresh id; `who` is an officer's name or `reporter`.
    pub fn send(&self, who: &str, body: &Value) -> Reply {
        self.send_as(who, &System::new_id(), body)
    }

    /// Sends a command under an id.
    pub fn send_as(&self, who: &str, id: &str, body: &Value) -> Reply {
        self.send_raw(&self.bearer(who), id, body.to_string().as_bytes(), &[])
    }

    /// Sends any bytes under any id with any bearer; an empty one brings none.
    pub fn send_raw(&self, bearer: &str, id: &str, body: &[u8], more: &[(&str, &str)]) -> Reply {
        let (now, bearer) = (self.now.to_string(), format!("Bearer {bearer}"));
        let mut headers = vec![
            ("content-type", "application/json"),
            ("simulated-now", now.as_str()),
        ];
        if bearer != "Bearer " {
            headers.push(("authorization", bearer.as_str()));
        }
        headers.extend(more);
        let path = format!("/api/v1/complaints/{}/commands/{id}", self.code);
        self.system.send("PUT", &path, &headers, Some(body))
    }

    /// What somebody brings: an officer's name, `reporter`, or `public`, who brings nothing.
    fn bearer(&self, who: &str) -> String {
        match who {
            "public" => String::new(),
            "reporter" => self.key.clone(),
            who => token(who),
        }
    }

    /// Sends a command that is granted; gives its receipt.
    pub fn does(&self, who: &str, body: Value) -> Value {
        let reply = self.send(who, &body);
        assert_eq!(reply.status, 201, "{who} {body}: {}", reply.body);
        reply.json()
    }

    /// The clock does what is due.
    pub fn sweep(&self) {
        assert_eq!(self.system.sweep(self.now).status, 200);
    }

    /// `GET` below the case, as `who` (`public` has no token).
    pub fn get(&self, who: &str, path: &str) -> Reply {
        let bearer = format!("Bearer {}", self.bearer(who));
        let now = self.now.to_string();
        let mut headers = vec![("simulated-now", now.as_str())];
        if who != "public" {
            headers.push(("authorization", bearer.as_str()));
        }
        let path = format!("/api/v1/complaints/{}{path}", self.code);
        self.system.send("GET", &path, &headers, None)
    }

    /// How it stands, for the reporter.
    pub fn status(&self) -> Value {
        let reply = self.get("reporter", "");
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.json()
    }

    /// The end of a period that runs or stands still; empty if there is none.
    pub fn due(&self, rule: &str) -> String {
        let status = self.status();
        let deadlines = status["deadlines"].as_array().unwrap();
        let found = deadlines.iter().find(|deadline| deadline["rule"] == rule);
        found.map_or(String::new(), |deadline| {
            deadline["due"].as_str().unwrap().to_owned()
        })
    }

    /// Sends a form below the page of the case.
    pub fn form(&self, path: &str, more: &[(&str, &str)], fields: &[(&str, &str)]) -> Reply {
        let now = self.now.to_string();
        let mut headers = vec![("simulated-now", now.as_str())];
        headers.extend(more);
        let path = path.replace("{code}", &self.code);
        self.system.post_form_with(&path, &headers, fields)
    }

    /// The page of the case, with the key.
    pub fn page(&self) -> Reply {
        let now = self.now.to_string();
        let path = format!("/l/{}?k={}", self.code, self.key);
        self.system
            .send("GET", &path, &[("simulated-now", &now)], None)
    }
}

/// Verified and sent to Grobogan's public works.
pub fn assign(agency: &str, unit: Option<&str>) -> Value {
    json!({
        "command": "assign", "kind": "complaint", "category": "JLN-01", "title": "Jalan berlubang di Gubug",
        "agency": agency, "unit": unit,
    })
}

/// One row a complaint, at its newest entry; no entry without its number, none twice; one entry a command; with every
/// entry its text and its news.
pub fn assert_rows_agree(system: &System) {
    let texts = "('asked', 'completed', 'returned', 'started', 'noted', 'answered', 'objected', 'reopened')";
    let told = "('asked', 'assigned', 'started', 'answered', 'objected', 'confirmed', 'lapsed', 'reopened')";
    let sql = format!(
        "select
         (select count(*) from complaint c
          where c.seq <> (select max(e.seq) from complaint_event e where e.complaint_id = c.id)
            or c.seq + 1 <> (select count(*) from complaint_event e where e.complaint_id = c.id)
            or c.seq <> c.life ->> '$.facts.seq' or c.state <> c.life ->> '$.state.state'
            or c.merged_into is not c.life ->> '$.facts.merged_into'
            or c.follower_count <> (select count(*) from complaint f where f.merged_into = c.id))
         + (select count(*) from (select 1 from command group by complaint_id, seq having count(*) > 1))
         + (select abs((select count(*) from command) -
            (select count(*) from complaint_event where seq > 0 and actor in ('reporter', 'officer'))))
         + (select count(*) from complaint_event e where e.kind in {texts}
            and not exists (select 1 from message m where m.complaint_id = e.complaint_id and m.seq = e.seq))
         + (select count(*) from complaint_event e join complaint c on c.id = e.complaint_id
            where e.kind in {told} and c.life ->> '$.facts.is_reachable' and not exists (select 1 from notification n
              where n.complaint_id = e.complaint_id and n.event_seq = e.seq and n.audience = 'reporter'))"
    );
    assert_eq!(system.count(&sql), 0);
    assert_history_is_intact(system);
}

/// Sends everything at the same moment, each from a thread of its own.
pub fn at_once<T: Send>(senders: Vec<Box<dyn FnOnce() -> T + Send + '_>>) -> Vec<T> {
    let start = Barrier::new(senders.len());
    thread::scope(|scope| {
        let threads = senders.into_iter().map(|send| {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                send()
            })
        });
        let threads: Vec<_> = threads.collect();
        let replies = threads.into_iter().map(|thread| thread.join().unwrap());
        replies.collect()
    })
}

/// An answer that says it is done.
pub fn answer(on: &str, text: &str) -> Value {
    json!({"command": "answer", "outcome": "done", "on": on, "text": text})
}

#[test]
fn the_clock_of_these_tests_is_right() {
    assert_eq!(wib("1970-01-01 07:00"), 0);
    assert_eq!(wib("2026-11-22 07:00"), 1_795_305_600_000);
}
