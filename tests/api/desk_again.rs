//! Officers who are invited again, or come by a recovery code: what they had before opens nothing any more.

use crate::life::world::sha256_hex;
use hmac::{Hmac, Mac};
use sha1::Sha1;
use system_tests::{Reply, System};

const PASSWORD: &str = "pintu hijau di pasar Gubug";
const MINUTE: i64 = 60_000;
const START: i64 = 1_800_000_000_000;

/// An officer with a phone, an app on it, and a sheet of codes.
struct Newcomer<'a> {
    system: &'a System,
    name: &'a str,
    secret: String,
    codes: Vec<String>,
    cookie: String,
}

fn get(system: &System, now: i64, cookie: &str, path: &str) -> Reply {
    let (now, cookie) = (now.to_string(), format!("__Host-sid={cookie}"));
    let headers = [("cookie", cookie.as_str()), ("simulated-now", now.as_str())];
    system.send("GET", path, &headers, None)
}

fn post(system: &System, now: i64, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    let (now, cookie) = (now.to_string(), format!("__Host-sid={cookie}"));
    let headers = [
        ("cookie", cookie.as_str()),
        ("simulated-now", now.as_str()),
        ("sec-fetch-site", "same-origin"),
    ];
    system.post_form_with(path, &headers, fields)
}

/// What the app shows (RFC 6238).
fn code(secret: &str, now: i64) -> String {
    let mut bits = String::new();
    for letter in secret.chars().filter(|letter| *letter != ' ') {
        let place = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
        bits += &format!("{place:05b}");
    }
    let (bytes, _) = bits.as_bytes().as_chunks::<8>();
    let bytes: Vec<u8> = bytes
        .iter()
        .map(|bits| u8::from_str_radix(std::str::from_utf8(bits).unwrap(), 2).unwrap())
        .collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes).unwrap();
    mac.update(&(now / 30_000).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[19] & 15);
    let word = u32::from_be_bytes(digest[offset..offset + 4].try_into().unwrap());
    format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
}

fn between<'a>(page: &'a str, before: &str, after: char) -> &'a str {
    let (_, rest) = page
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before}"));
    rest.split(after).next().unwrap()
}

fn session_of(reply: &Reply) -> String {
    between(reply.header("set-cookie"), "__Host-sid=", ';').to_owned()
}

/// The link for an officer, made by somebody at a time.
fn invites(system: &System, name: &str, by: &str, at: i64) -> String {
    let token = sha256_hex(&format!("link of {name} at {at}"));
    system.execute(&format!(
        "insert or ignore into officer (id, name, created_at) values ('a-{name}', 'Petugas {name}', 0);
         insert or ignore into officer (id, name, created_at) values ('a-{by}', 'Petugas {by}', 0);
         insert into invitation (hash, officer_id, invited_by, created_at, expires_at)
         values ('{}', 'a-{name}', 'a-{by}', {at}, {at} + 604800000)",
        sha256_hex(&token)
    ));
    format!("/meja/undangan/{token}")
}

fn accepts<'a>(system: &'a System, name: &'a str, path: &str, now: i64) -> Newcomer<'a> {
    let page = get(system, now, "", path);
    assert_eq!(page.status, 200, "{}", page.body);
    let secret = between(&page.body, "class=\"secret\">", '<').to_owned();
    let fields = [
        ("login", name),
        ("password", PASSWORD),
        ("repeat", PASSWORD),
        ("code", &code(&secret, now)),
        ("draft", &page.hidden("draft")),
    ];
    let reply = post(system, now, "", path, &fields);
    assert_eq!(reply.status, 200, "{}", reply.body);
    let codes = reply.body.split("<code>").skip(1);
    Newcomer {
        system,
        name,
        secret,
        codes: codes
            .map(|code| code.split('<').next().unwrap().to_owned())
            .collect(),
        cookie: session_of(&reply),
    }
}

impl Newcomer<'_> {
    fn signs_in(&self, now: i64, back: &str) -> Reply {
        let fields = [
            ("login", self.name),
            ("password", PASSWORD),
            ("code", &code(&self.secret, now)),
            ("ke", back),
        ];
        post(self.system, now, "", "/meja/masuk", &fields)
    }

    fn comes_by_code(&self, now: i64, index: usize) -> Reply {
        let fields = [("login", self.name), ("code", self.codes[index].as_str())];
        post(self.system, now, "", "/meja/masuk/pemulihan", &fields)
    }

    fn has_passkey(&self, id: &str) {
        self.system.execute(&format!(
            "insert into passkey (id, officer_id, name, algorithm, public_key, sign_count, created_at)
             values ('{id}', 'a-{}', 'Ponsel {id}', 'es256', 'x', 0, 0)",
            self.name
        ));
    }

    fn count(&self, table: &str, condition: &str) -> i64 {
        self.system.count(&format!(
            "select count(*) from {table} where officer_id = 'a-{}' and {condition}",
            self.name
        ))
    }
}

#[test]
fn an_accepted_re_invitation_ends_every_old_way_in() {
    let system = System::shared();
    let first = invites(system, "lestari", "boss", START);
    system.execute(
        "insert into api_token (hash, officer_id, created_at, expires_at)
         values ('token of lestari', 'a-lestari', 0, 9999999999999)",
    );
    let old = accepts(system, "lestari", &first, START + MINUTE);
    assert_eq!(
        old.count("api_token", "revoked_at is null"),
        1,
        "the first invitation takes nothing from anybody"
    );
    old.has_passkey("lama");
    let again = invites(system, "lestari", "boss", START + 2 * MINUTE);
    let later = START + 10 * MINUTE;
    let new = accepts(system, "lestari", &again, later);
    assert_eq!(get(system, later, &old.cookie, "/meja/akun").status, 303);
    assert_eq!(get(system, later, &new.cookie, "/meja/akun").status, 200);
    assert_eq!(new.count("passkey", "removed_at is null"), 0);
    assert_eq!(new.count("api_token", "revoked_at is null"), 0);
    assert_eq!(new.count("recovery_code", "used_at is null"), 10);
    assert_eq!(new.count("officer_password", "1"), 1);
    let later = later + MINUTE;
    assert_eq!(old.comes_by_code(later, 0).status, 422);
    assert_eq!(old.signs_in(later, "").status, 422, "the old app");
    assert_eq!(new.signs_in(later, "").status, 303);
}

#[test]
fn an_officer_is_told_at_the_next_sign_in_who_invited_them_meanwhile() {
    let system = System::shared();
    let first = invites(system, "mutia", "boss", START);
    let mutia = accepts(system, "mutia", &first, START + MINUTE);
    let page = get(system, START + MINUTE, &mutia.cookie, "/meja/akun");
    assert!(page.body.contains("oleh Petugas boss"), "{}", page.body);
    assert!(!page.body.contains("diundang ulang sejak"));
    invites(system, "mutia", "rival", START + 5 * MINUTE);
    let now = START + 10 * MINUTE;
    let reply = mutia.signs_in(now, "/meja/pengganti");
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, "/meja/akun")
    );
    let page = get(system, now, &session_of(&reply), "/meja/akun");
    assert!(page.body.contains("diundang ulang sejak"));
    assert!(page.body.contains("oleh Petugas rival: tidak dipakai"));
    // They have been told.
    let reply = mutia.signs_in(now + MINUTE, "/meja/pengganti");
    assert_eq!(reply.header("location"), "/meja/pengganti");
    let page = get(system, now + MINUTE, &session_of(&reply), "/meja/akun");
    assert!(!page.body.contains("diundang ulang sejak"));
    assert!(page.body.contains("oleh Petugas rival"));
}

#[test]
fn who_came_by_a_recovery_code_is_in_nowhere_else_and_removes_what_was_lost() {
    let system = System::shared();
    let path = invites(system, "nur", "boss", START);
    let nur = accepts(system, "nur", &path, START);
    let now = START + MINUTE;
    let recovered = nur.comes_by_code(now, 3);
    assert_eq!(recovered.status, 303, "{}", recovered.body);
    let cookie = session_of(&recovered);
    let form = get(system, now, &cookie, "/meja/akun/sandi");
    let secret = between(&form.body, "class=\"secret\">", '<').to_owned();
    let fields = [
        ("password", "jendela biru di pasar Purwodadi"),
        ("repeat", "jendela biru di pasar Purwodadi"),
        ("code", &code(&secret, now)),
        ("draft", &form.hidden("draft")),
    ];
    let stored = post(system, now, &cookie, "/meja/akun/sandi", &fields);
    assert_eq!(
        (stored.status, stored.header("location")),
        (303, "/meja/akun?pulih=1")
    );
    assert_eq!(get(system, now, &nur.cookie, "/meja/akun").status, 303);
    let page = get(system, now, &cookie, "/meja/akun?pulih=1");
    assert!(page.body.contains("semua tempat lain sudah dikeluarkan"));
    assert!(page.body.contains("action=\"/meja/akun/sandi/hapus\""));
    // Never the last way in.
    let remove = || post(system, now, &cookie, "/meja/akun/sandi/hapus", &[]);
    assert_eq!(remove().status, 409);
    assert_eq!(nur.count("officer_password", "1"), 1);
    nur.has_passkey("baru");
    assert_eq!(remove().status, 303);
    assert_eq!(nur.count("officer_password", "1"), 0);
    assert_eq!(remove().status, 303, "sent twice it is done once");
    // Only after a fresh proof.
    let late = now + 11 * MINUTE;
    let reply = post(system, late, &cookie, "/meja/akun/sandi/hapus", &[]);
    assert!(reply.header("location").contains("/meja/masuk/ulang"));
}
