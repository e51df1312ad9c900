//! Officers with a session, and forms as a browser sends them.

use crate::life::world::sha256_hex;
use system_tests::{Reply, System};

/// Every role, each as one officer: name, role, agency, unit.
pub const OFFICERS: [(&str, &str, &str, &str); 13] = [
    ("admin", "national_admin", "", ""),
    ("second-admin", "national_admin", "", ""),
    ("coordinator", "agency_coordinator", "kab-grobogan", ""),
    ("province", "agency_coordinator", "prov-jawa-tengah", ""),
    ("demak", "agency_coordinator", "kab-demak", ""),
    (
        "liaison",
        "liaison_officer",
        "kab-grobogan",
        "kabkota:dpupr",
    ),
    ("inspector", "inspectorate", "kab-grobogan", ""),
    ("head", "head_of_agency", "kab-grobogan", ""),
    ("operator", "channel_operator", "kab-grobogan", ""),
    ("ombudsman", "ombudsman", "", ""),
    ("observer", "observer", "", ""),
    ("custodian", "custodian", "", ""),
    ("auditor", "auditor", "", ""),
];

const FAR: i64 = 9_999_999_999_999;

/// A cookie's value: 64 hex digits.
pub fn cookie(name: &str) -> String {
    sha256_hex(&format!("cookie of {name}"))
}

/// Puts the officers in, each with a session and a proof; `{name}-unproved` has the session without the proof.
pub fn employ(system: &System) {
    let mut sql = String::new();
    for (name, role, agency, unit) in OFFICERS {
        let text = |value: &str| match value {
            "" => "null".to_owned(),
            value => format!("'{value}'"),
        };
        sql += &format!(
            "insert or ignore into officer (id, name, created_at) values ('o-{name}', 'Petugas {name}', 0);
             insert into officer_role (officer_id, role, agency_id, unit_id)
             values ('o-{name}', '{role}', {}, {});",
            text(agency),
            text(unit)
        );
        for (browser, proof) in [
            (name.to_owned(), FAR.to_string()),
            (format!("{name}-unproved"), "null".to_owned()),
        ] {
            let hash = sha256_hex(&cookie(&browser));
            sql += &format!(
                "insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until)
                 values ('{hash}', 'o-{name}', 0, {FAR}, {FAR}, {FAR}, {proof});"
            );
        }
    }
    system.execute(&sql);
}

/// One officer at one time.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub system: &'a System,
    pub name: &'a str,
    pub now: i64,
}

impl Desk<'_> {
    fn headers(&self) -> [(&'static str, String); 3] {
        [
            ("cookie", format!("__Host-sid={}", cookie(self.name))),
            ("simulated-now", self.now.to_string()),
            ("sec-fetch-site", "same-origin".to_owned()),
        ]
    }

    /// `GET`.
    pub fn get(&self, path: &str) -> Reply {
        let headers = self.headers();
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.system.send("GET", path, &headers, None)
    }

    /// A form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let headers = self.headers();
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.system.post_form_with(path, &headers, fields)
    }

    /// A file, as a browser sends one.
    pub fn upload(&self, table: &str, file: &[u8], whole: bool) -> Reply {
        let boundary = "----formulir";
        let way = if whole { "seluruh" } else { "sebagian" };
        let mut body = Vec::new();
        for (name, value) in [("cara", way), ("alasan", "uji"), ("isi", "")] {
            body.extend_from_slice(
                format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        body.extend_from_slice(
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"berkas\"; filename=\"x.csv\"\r\ncontent-type: text/csv\r\n\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let headers = self.headers();
        let kind = format!("multipart/form-data; boundary={boundary}");
        let mut headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        headers.push(("content-type", &kind));
        let path = format!("/meja/atur/tabel/{table}/impor");
        self.system.send("POST", &path, &headers, Some(&body))
    }

    /// The preview that a form or file led to.
    pub fn preview(&self, sent: &Reply) -> Preview {
        assert_eq!(sent.status, 303, "{}", excerpt(&sent.body));
        let path = sent.header("location").to_owned();
        assert!(path.contains("/meja/atur/usul/"), "{path}");
        let page = self.get(&path);
        assert_eq!(page.status, 200, "{}", excerpt(&page.body));
        Preview { path, page }
    }

    /// Stores what was previewed; gives where that led.
    pub fn store(&self, preview: &Preview) -> Reply {
        let version = preview.page.hidden("versi");
        self.post(&preview.path, &[("versi", &version)])
    }

    /// Previews and stores; gives the id of the change.
    pub fn does(&self, sent: &Reply) -> String {
        let preview = self.preview(sent);
        let stored = self.store(&preview);
        assert_eq!(stored.status, 303, "{}", excerpt(&stored.body));
        let (_, id) = preview.path.rsplit_once('/').unwrap();
        id.to_owned()
    }

    /// A new holiday.
    pub fn adds_holiday(&self, date: &str) -> Reply {
        self.post(
            "/meja/atur/tabel/holiday/baris",
            &[
                ("date", date),
                ("kind", "cuti_bersama"),
                ("name_id", "Cuti uji"),
                ("name_en", "Test leave"),
                ("status", "official"),
                ("is_working_day", "0"),
                ("alasan", "SKB uji"),
                ("tindakan", "ubah"),
                ("versi", &self.version()),
            ],
        )
    }

    /// The version of the tables.
    pub fn version(&self) -> String {
        let form = self.get("/meja/atur/tabel/holiday/baris");
        assert_eq!(form.status, 200, "{}", excerpt(&form.body));
        form.hidden("versi")
    }
}

/// A preview with its address.
pub struct Preview {
    pub path: String,
    pub page: Reply,
}

/// The words of a page, for messages.
pub fn excerpt(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap_or(page);
    let mut words = String::new();
    let mut is_tag = false;
    for letter in main.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                words.push(' ');
            }
            letter if !is_tag => words.push(letter),
            _ => {}
        }
    }
    words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(1500)
        .collect()
}

/// Every officer's name.
pub fn names() -> impl Iterator<Item = &'static str> {
    OFFICERS.into_iter().map(|(name, ..)| name)
}
