//! The officers of the sample world. Nobody is meant: names are first names, marked as examples.

use std::fs::File;
use std::io::Read;

use crate::build::digest;
use crate::run::{Context, Outcome};

/// How long an invitation of a demonstration counts.
const INVITATION_MS: i64 = 7 * 86_400_000;

/// Somebody who acts.
pub struct Officer {
    /// Short name; the id is `contoh-<key>`.
    pub key: &'static str,
    name: &'static str,
    role: &'static str,
    agency: Option<&'static str>,
    unit: Option<&'static str>,
}

const fn national(key: &'static str, name: &'static str, role: &'static str) -> Officer {
    Officer {
        key,
        name,
        role,
        agency: None,
        unit: None,
    }
}

const fn at(
    key: &'static str,
    name: &'static str,
    role: &'static str,
    agency: &'static str,
) -> Officer {
    Officer {
        key,
        name,
        role,
        agency: Some(agency),
        unit: None,
    }
}

const fn liaison(
    key: &'static str,
    name: &'static str,
    agency: &'static str,
    unit: &'static str,
) -> Officer {
    Officer {
        key,
        name,
        role: "liaison_officer",
        agency: Some(agency),
        unit: Some(unit),
    }
}

/// Every role, and whoever works on the cases.
pub const OFFICERS: &[Officer] = &[
    national("admin", "Ratna (contoh)", "national_admin"),
    national("ombudsman", "Yohana (contoh)", "ombudsman"),
    national("operator", "Dewi (contoh)", "channel_operator"),
    national("observer", "Made (contoh)", "observer"),
    national("custodian", "Rahmat (contoh)", "custodian"),
    national("auditor", "Lestari (contoh)", "auditor"),
    at(
        "grobogan",
        "Sutrisno (contoh)",
        "agency_coordinator",
        "kab-grobogan",
    ),
    at(
        "grobogan-inspektorat",
        "Wahyuni (contoh)",
        "inspectorate",
        "kab-grobogan",
    ),
    at(
        "grobogan-kepala",
        "Hartono (contoh)",
        "head_of_agency",
        "kab-grobogan",
    ),
    liaison(
        "grobogan-dpupr",
        "Slamet (contoh)",
        "kab-grobogan",
        "kabkota:dpupr",
    ),
    liaison(
        "grobogan-dlh",
        "Endang (contoh)",
        "kab-grobogan",
        "kabkota:dlh",
    ),
    liaison(
        "grobogan-dishub",
        "Agus (contoh)",
        "kab-grobogan",
        "kabkota:dishub",
    ),
    liaison(
        "grobogan-dinkes",
        "Sri (contoh)",
        "kab-grobogan",
        "kabkota:dinkes",
    ),
    liaison(
        "grobogan-dukcapil",
        "Budi (contoh)",
        "kab-grobogan",
        "kabkota:dukcapil",
    ),
    at("demak", "Nurul (contoh)", "agency_coordinator", "kab-demak"),
    at(
        "demak-inspektorat",
        "Fauzi (contoh)",
        "inspectorate",
        "kab-demak",
    ),
    liaison("demak-dpupr", "Joko (contoh)", "kab-demak", "kabkota:dpupr"),
    liaison(
        "demak-dinsos",
        "Aminah (contoh)",
        "kab-demak",
        "kabkota:dinsos",
    ),
    at(
        "jateng",
        "Bambang (contoh)",
        "agency_coordinator",
        "prov-jawa-tengah",
    ),
    at(
        "jateng-inspektorat",
        "Kartika (contoh)",
        "inspectorate",
        "prov-jawa-tengah",
    ),
    liaison(
        "jateng-dpu",
        "Teguh (contoh)",
        "prov-jawa-tengah",
        "provinsi:dpu",
    ),
    liaison(
        "jateng-disdik",
        "Indah (contoh)",
        "prov-jawa-tengah",
        "provinsi:disdik",
    ),
    at("kemenpu", "Togar (contoh)", "agency_coordinator", "kemenpu"),
    at(
        "kemenpu-itjen",
        "Melati (contoh)",
        "inspectorate",
        "kemenpu",
    ),
    liaison(
        "kemenpu-bbpjn",
        "Rizal (contoh)",
        "kemenpu",
        "vertikal:bbpjn",
    ),
    at("pln", "Anton (contoh)", "agency_coordinator", "pln"),
    at("pln-spi", "Siska (contoh)", "inspectorate", "pln"),
    liaison("pln-ulp", "Hasan (contoh)", "pln", "vertikal:pln-ulp"),
];

impl Officer {
    /// Id in the table `officer`.
    pub fn id(&self) -> String {
        format!("contoh-{}", self.key)
    }

    /// For the list that is printed.
    pub fn shown(&self) -> String {
        let post = [Some(self.role), self.agency, self.unit];
        let post: Vec<&str> = post.into_iter().flatten().collect();
        format!("{:<22} {}", self.name, post.join(" · "))
    }
}

/// How the programs that play the world act; the tokens are dead when it is whole.
pub struct Tokens(String);

impl Tokens {
    /// New ones.
    pub fn new() -> Outcome<Self> {
        Ok(Self(random_hex()?))
    }

    /// What an officer's program sends.
    pub fn of(&self, key: &str) -> String {
        format!("sp_{key}_{}", self.0)
    }
}

/// Puts everybody into the database, each with a token.
pub fn statements(tokens: &Tokens, now: i64) -> String {
    let text = |value: Option<&str>| value.map_or("null".to_owned(), |value| format!("'{value}'"));
    let rows = OFFICERS.iter().map(|officer| {
        let (id, name, role) = (officer.id(), officer.name, officer.role);
        let (agency, unit) = (text(officer.agency), text(officer.unit));
        let hash = digest(tokens.of(officer.key));
        format!(
            "insert into officer (id, name, created_at) values ('{id}', '{name}', {now});
insert into officer_role (officer_id, role, agency_id, unit_id) values ('{id}', '{role}', {agency}, {unit});
insert into api_token (hash, officer_id, created_at, expires_at) values ('{hash}', '{id}', 0, 9999999999999);
"
        )
    });
    rows.collect()
}

/// Takes the tokens back.
pub const WITHOUT_TOKENS: &str = "delete from api_token where officer_id like 'contoh-%';\n";

/// The way in for a demonstration: what the database must know, and the path to open. The same invitation as of
/// `cargo xtask admin invite`: whoever opens it first makes a passkey or a password, and is that officer from then on.
pub fn demo_sign_in(officer: &Officer, now: i64) -> Outcome<(String, String)> {
    let token = random_hex()?;
    let sql = format!(
        "insert into invitation (hash, officer_id, created_at, expires_at) values ('{}', '{}', {now}, {});\n",
        digest(&token),
        officer.id(),
        now + INVITATION_MS
    );
    Ok((sql, format!("/meja/undangan/{token}")))
}

fn random_hex() -> Outcome<String> {
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom")
        .and_then(|mut random| random.read_exact(&mut bytes))
        .context("/dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_role_is_there_and_no_key_twice() {
        let roles: HashSet<&str> = OFFICERS.iter().map(|officer| officer.role).collect();
        let keys: HashSet<&str> = OFFICERS.iter().map(|officer| officer.key).collect();
        assert_eq!(roles.len(), 10, "{roles:?}");
        assert_eq!(keys.len(), OFFICERS.len());
    }

    #[test]
    fn neither_tokens_nor_invitations_are_stored() {
        let tokens = Tokens::new().unwrap();
        let sql = statements(&tokens, 1);
        let (invitation, path) = demo_sign_in(OFFICERS.first().unwrap(), 1).unwrap();
        let value = path.strip_prefix("/meja/undangan/").unwrap();
        assert_eq!(value.len(), 64);
        assert!(!invitation.contains(value) && invitation.contains(&digest(value)));
        for officer in OFFICERS {
            assert!(!sql.contains(&tokens.of(officer.key)));
        }
    }
}
