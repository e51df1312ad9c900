//! A lost access key: a way back for who left a contact, once and for half an hour, and nothing to learn for others.

use super::world::{Case, KEY, at_once};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use system_tests::{Reply, System};

const NOON: &str = "2026-11-09 12:00";
const UNKNOWN: &str = "0000-0000-0000-0";

/// The key that the local configuration seals with.
fn cipher() -> (String, Aes256Gcm) {
    let root = std::env::var("SATUPINTU_ROOT").unwrap();
    let vars = std::fs::read_to_string(format!("{root}/.dev.vars")).unwrap();
    let (_, keys) = vars.split_once("IDENTITY_KEYS=\"").unwrap();
    let first = keys.split(['"', ',']).next().unwrap();
    let (id, key) = first.split_once(':').unwrap();
    let cipher = Aes256Gcm::new_from_slice(&STANDARD.decode(key).unwrap()).unwrap();
    (id.to_owned(), cipher)
}

/// Tokens waiting for delivery, oldest first, opened as the delivery will.
fn tokens(system: &System) -> Vec<(String, String)> {
    let (key_id, cipher) = cipher();
    let rows = system.sql(
        "select complaint_id, facts from notification where template = 'recovery_link' and audience = 'reporter'
         order by created_at, rowid",
    );
    let open = |row: &Value| {
        let id = row["complaint_id"].as_str().unwrap();
        let facts: Value = serde_json::from_str(row["facts"].as_str().unwrap()).unwrap();
        let part = |name: &str| facts["token"][name].as_str().unwrap().to_owned();
        assert_eq!(part("key_id"), key_id);
        assert_eq!(facts["is_discreet"], true);
        let payload = Payload {
            msg: &STANDARD.decode(part("ciphertext")).unwrap(),
            aad: id.as_bytes(),
        };
        let nonce = STANDARD.decode(part("nonce")).unwrap();
        let plain = cipher.decrypt(Nonce::from_slice(&nonce), payload).unwrap();
        (id.to_owned(), String::from_utf8(plain).unwrap())
    };
    rows.iter().map(open).collect()
}

fn ask(case: &Case<'_>, contact: &str) -> Reply {
    case.form("/l/{code}/kunci", &[], &[("contact", contact)])
}

fn enter(case: &Case<'_>, token: &str) -> Reply {
    case.form("/l/{code}/masuk", &[], &[("t", token)])
}

/// The page without the code in it, which is all that may differ.
fn anonymous(case: &Case<'_>, reply: &Reply) -> (u16, String) {
    (reply.status, reply.body.replace(&case.code, "CODE"))
}

fn opens(case: &Case<'_>, key: &str) -> bool {
    let bearer = format!("Bearer {key}");
    let headers = [("authorization", bearer.as_str())];
    let path = format!("/api/v1/complaints/{}", case.code);
    let allowed = case.system.send("GET", &path, &headers, None).json()["allowed"].clone();
    allowed
        .as_array()
        .is_some_and(|allowed| !allowed.is_empty())
}

#[test]
fn a_lost_key_comes_back_by_the_contact_that_was_left() {
    let system = System::start();
    let phone = json!({"reporter": {"phone": "081234567890"}});
    let mut case = Case::filed(&system, NOON, phone.clone());
    let mut hidden = phone.clone();
    hidden["confidential"] = json!(true);
    let hidden = Case::filed(&system, NOON, hidden);
    let nameless = Case::filed(&system, NOON, json!({}));
    let unknown = Case {
        code: UNKNOWN.into(),
        key: String::new(),
        ..case
    };

    // Whether it was right, whether there is such a complaint: one answer for all.
    let right = ask(&case, "+62 812-3456-7890");
    let sent = anonymous(&case, &right);
    assert_eq!(sent.0, 200);
    for (case, contact) in [
        (&case, "081234567899"),
        (&case, "saya@contoh.id"),
        (&hidden, "0812 3456 7890"),
        (&hidden, "081234567899"),
        (&nameless, "081234567890"),
        (&unknown, "081234567890"),
    ] {
        assert_eq!(anonymous(case, &ask(case, contact)), sent, "{contact}");
    }
    assert_eq!(ask(&case, "bukan kontak").status, 422);

    // A token for the one and for the hidden one, nothing for anybody else; no token lies anywhere in clear.
    let tokens_now = tokens(&system);
    assert_eq!(tokens_now.len(), 2);
    let (token, foreign) = (tokens_now[0].1.clone(), tokens_now[1].1.clone());
    let dump = system.sql("select json_group_array(facts || id) as all_of_it from notification");
    let links = system.sql("select json_group_array(json_object('h', token_hash, 'c', created_at)) as all_of_it from recovery_link");
    assert!(!format!("{dump:?}{links:?}").contains(&token));

    // The link shows a button and spends nothing, however often a messenger looks at it.
    for _ in 0..2 {
        let door = system.get(&format!("/l/{}/masuk?t={token}", case.code));
        assert_eq!((door.status, door.hidden("t")), (200, token.clone()));
    }
    // Not with another complaint, not with another token, not the token of another.
    assert_eq!(enter(&hidden, &token).status, 410);
    assert_eq!(enter(&unknown, &token).status, 410);
    assert_eq!(enter(&case, &foreign).status, 410);
    for wrong in ["", "x", KEY, "' or 1=1 --"] {
        assert_eq!(enter(&case, wrong).status, 410, "{wrong}");
    }
    assert!(opens(&case, KEY), "the old key is still the key");

    // Twice at once: one gets in. The last moment still counts, the next does not.
    case.now += 30 * 60_000 - 1;
    let replies = at_once(vec![
        Box::new(|| enter(&case, &token)),
        Box::new(|| enter(&case, &token)),
    ]);
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    let entered = replies.iter().find(|reply| reply.status == 303).unwrap();
    let (path, fresh) = entered.header("location").split_once("?k=").unwrap();
    assert_eq!(path, format!("/l/{}", case.code));
    assert_ne!(fresh, KEY);
    assert!(opens(&case, fresh) && !opens(&case, KEY));
    let old = system.get(&format!("/l/{}/tanda-terima?k={KEY}", case.code));
    assert_eq!(old.status, 404);
    let new = case.send_raw(fresh, &System::new_id(), br#"{"command": "withdraw"}"#, &[]);
    assert_eq!(new.status, 201);
    assert_eq!(enter(&case, &token).status, 410, "spent");

    // The other one is too late by now.
    let mut hidden = hidden;
    hidden.now += 30 * 60_000;
    assert_eq!(enter(&hidden, &foreign).status, 410, "expired");
    assert!(opens(&hidden, KEY));

    // Every look at what is sealed is on record, and stays there.
    let looks =
        system.sql("select what, count(*) as n from access_log group by what order by what");
    assert_eq!(
        looks,
        [
            json!({"what": "identity_compared", "n": 5}),
            json!({"what": "key_replaced", "n": 1})
        ]
    );
    for sql in ["update access_log set what = 'x'", "delete from access_log"] {
        let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| system.sql(sql)));
        assert!(refused.is_err(), "{sql}");
    }
}

#[test]
fn three_links_a_day_and_not_one_more() {
    let system = System::start();
    let mut case = Case::filed(
        &system,
        NOON,
        json!({"reporter": {"email": "Saya@Contoh.id"}}),
    );
    // As many at once as a flood.
    let replies = at_once(
        (0..8)
            .map(|_| Box::new(|| ask(&case, "saya@contoh.ID")) as Box<dyn FnOnce() -> Reply + Send>)
            .collect(),
    );
    assert!(replies.iter().all(|reply| reply.status == 200));
    assert_eq!(tokens(&system).len(), 3);
    case.at("2026-11-10 11:59");
    ask(&case, "saya@contoh.id");
    assert_eq!(tokens(&system).len(), 3);
    case.at("2026-11-10 12:01");
    assert_eq!(ask(&case, "saya@contoh.id").status, 200);
    case.at("2026-11-10 12:02");
    assert_eq!(ask(&case, "saya@contoh.id").status, 200);
    let tokens = tokens(&system);
    assert_eq!(tokens.len(), 5, "a new day");
    assert_eq!(enter(&case, &tokens[0].1).status, 410, "yesterday's");
    assert_eq!(enter(&case, &tokens[3].1).status, 303);
    assert_eq!(enter(&case, &tokens[4].1).status, 410, "one spends all");
}
