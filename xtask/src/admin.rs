//! `cargo xtask admin`: who may act for an agency: tokens for programs, invitations for people. Both are said once and
//! stored as SHA-256.

use std::fs::{self, File};
use std::io::Read;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::build::digest;
use crate::place;
use crate::run::{Context, Outcome, say};
use crate::setup;
use crate::wrangler::{self, Place};

mod invite;
mod post;

pub use invite::{NewInvitation, invite};

use post::{Asked, Post, Role};

/// What a leaked token is recognised by.
const PREFIX: &str = "sp_";
/// Days a token is valid unless asked otherwise, and at most.
const DAYS: u32 = 90;
const MOST_DAYS: u32 = 366;
const MOST_NAME_CHARS: usize = 100;
/// Of a token's hash, so that nobody revokes another's by a slip.
const FEWEST_HASH_CHARS: usize = 8;
const DAY_MS: i64 = 86_400_000;

/// `admin token`.
pub struct NewToken {
    /// A role of the table `officer_role`.
    pub role: String,
    /// An agency's id.
    pub agency: Option<String>,
    /// A unit's id.
    pub unit: Option<String>,
    /// Of a new officer.
    pub name: Option<String>,
    /// An officer who is there already.
    pub officer: Option<String>,
    /// How long it is valid.
    pub days: Option<u32>,
}

/// Makes an officer or finds one, gives the role, prints a token.
pub fn token(asked: &NewToken, place: &Place) -> Outcome {
    let role = Role::parse(&asked.role)?;
    let post = Asked {
        role,
        agency: asked.agency.as_deref(),
        unit: asked.unit.as_deref(),
    };
    post.check_shape()?;
    let days = asked.days.unwrap_or(DAYS);
    if days == 0 || days > MOST_DAYS {
        return Err(format!("--days is 1 to {MOST_DAYS}"));
    }
    setup::npm::ensure()?;
    let post = post.look_up(|sql| wrangler::query(place, sql))?;
    let (officer, name) = match (&asked.officer, &asked.name) {
        (Some(id), None) => {
            let id = checked_officer(id, place)?;
            (id, None)
        }
        (None, Some(name)) => {
            let id = uuid::Uuid::now_v7().to_string();
            (id, Some(checked_name(name)?))
        }
        _ => return Err("either --name of a new officer, or --officer of one who is there".into()),
    };
    let token = new_token()?;
    let hash = digest(&token);
    let now = now_ms();
    let expires_at = now + i64::from(days) * DAY_MS;
    let sql = statements(&officer, name, &post, &hash, now, expires_at);
    execute(place, &sql)?;
    say(&format!(
        "officer {officer}: {}\nvalid for {days} days; to revoke it: cargo xtask admin revoke --token-hash {}\n\
         this token is shown once and kept nowhere:\n\n{token}\n",
        post.shown(),
        hash.get(..12).unwrap_or(&hash)
    ));
    Ok(())
}

/// Ends one token, by the beginning of its hash.
pub fn revoke_token(prefix: &str, place: &Place) -> Outcome {
    let prefix = prefix.trim().to_ascii_lowercase();
    let is_hash = prefix.len() <= 64 && prefix.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash || prefix.len() < FEWEST_HASH_CHARS {
        return Err(format!(
            "--token-hash is {FEWEST_HASH_CHARS} to 64 hexadecimal digits: the beginning of SHA-256 of the token"
        ));
    }
    setup::npm::ensure()?;
    let is_it = format!("substr(hash, 1, {}) = '{prefix}'", prefix.len());
    let found = wrangler::query(
        place,
        &format!("select hash, officer_id, revoked_at from api_token where {is_it} limit 2"),
    )?;
    match found.as_slice() {
        [] => Err(format!("no token whose hash begins with {prefix}")),
        [row] if !row.get("revoked_at").is_none_or(Value::is_null) => {
            say("revoked before");
            Ok(())
        }
        [row] => {
            let now = now_ms();
            let sql = format!(
                "update api_token set revoked_at = {now} where {is_it} and revoked_at is null;"
            );
            execute(place, &sql)?;
            say(&format!(
                "revoked: a token of officer {}",
                text(row, "officer_id")
            ));
            Ok(())
        }
        _ => Err(format!(
            "several tokens begin with {prefix}: give more of it"
        )),
    }
}

/// Ends every token of an officer.
pub fn revoke_officer(id: &str, place: &Place) -> Outcome {
    setup::npm::ensure()?;
    let id = checked_officer(id, place)?;
    let is_it = format!("officer_id = {} and revoked_at is null", literal(&id));
    let count = wrangler::query(
        place,
        &format!("select count(*) as n from api_token where {is_it}"),
    )?;
    let count = count
        .first()
        .and_then(|row| row.get("n")?.as_i64())
        .unwrap_or(0);
    execute(
        place,
        &format!(
            "update api_token set revoked_at = {} where {is_it};",
            now_ms()
        ),
    )?;
    say(&format!("revoked: {count} tokens of officer {id}"));
    Ok(())
}

fn checked_officer(id: &str, place: &Place) -> Outcome<String> {
    let sql = format!(
        "select id, is_active from officer where id = {}",
        literal(id)
    );
    let rows = wrangler::query(place, &sql)?;
    let row = rows.first().ok_or(format!("there is no officer `{id}`"))?;
    match row.get("is_active").and_then(Value::as_i64) {
        Some(1) => Ok(text(row, "id").to_owned()),
        _ => Err(format!("officer `{id}` is not active any more")),
    }
}

fn checked_name(name: &str) -> Outcome<&str> {
    let name = name.trim();
    let is_good = !name.is_empty()
        && name.chars().count() <= MOST_NAME_CHARS
        && !name.chars().any(char::is_control);
    match is_good {
        true => Ok(name),
        false => Err(format!(
            "--name is 1 to {MOST_NAME_CHARS} characters on one line"
        )),
    }
}

fn statements(
    officer: &str,
    name: Option<&str>,
    post: &Post,
    hash: &str,
    now: i64,
    expires_at: i64,
) -> String {
    let mut sql = appoint(officer, name, post, now);
    let (id, hash) = (literal(officer), literal(hash));
    sql += &format!(
        "insert into api_token (hash, officer_id, created_at, expires_at) values ({hash}, {id}, {now}, {expires_at});\n"
    );
    sql
}

/// The officer, if new, and the role, if new.
fn appoint(officer: &str, name: Option<&str>, post: &Post, now: i64) -> String {
    let id = literal(officer);
    let role = literal(post.role.as_str());
    let optional = |value: &Option<String>| value.as_deref().map_or("null".to_owned(), literal);
    let (agency, unit) = (optional(&post.agency), optional(&post.unit));
    let mut sql = String::new();
    if let Some(name) = name {
        let name = literal(name);
        sql +=
            &format!("insert into officer (id, name, created_at) values ({id}, {name}, {now});\n");
    }
    // `unique` takes two nulls for different.
    sql += &format!(
        "insert into officer_role (officer_id, role, agency_id, unit_id) select {id}, {role}, {agency}, {unit}
         where not exists (select 1 from officer_role where officer_id = {id} and role = {role}
           and agency_id is {agency} and unit_id is {unit});\n"
    );
    sql
}

/// Any text as SQL, in hexadecimal: no quote, no comment, no semicolon of it reaches a parser.
fn literal(text: &str) -> String {
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("cast(x'{hex}' as text)")
}

fn execute(place: &Place, sql: &str) -> Outcome {
    let file = place::build_dir().join(format!("admin-{}.sql", std::process::id()));
    fs::write(&file, sql).context(file.display())?;
    let done = wrangler::execute_file(place, &file);
    fs::remove_file(&file).context(file.display())?;
    done
}

fn new_token() -> Outcome<String> {
    Ok(format!(
        "{PREFIX}{}",
        BASE64_URL_SAFE_NO_PAD.encode(random_bytes()?)
    ))
}

fn random_bytes() -> Outcome<[u8; 32]> {
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom")
        .and_then(|mut random| random.read_exact(&mut bytes))
        .context("/dev/urandom")?;
    Ok(bytes)
}

fn now_ms() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_random_and_recognisable() {
        let (one, other) = (new_token().unwrap(), new_token().unwrap());
        assert_ne!(one, other);
        let random = one.strip_prefix("sp_").unwrap();
        assert_eq!(random.len(), 43);
        let is_url_safe = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        assert!(random.bytes().all(is_url_safe));
    }

    #[test]
    fn no_text_leaves_its_literal() {
        assert_eq!(literal("a'; --"), "cast(x'61273b202d2d' as text)");
        assert_eq!(literal(""), "cast(x'' as text)");
    }

    #[test]
    fn the_token_itself_is_never_stored() {
        let post = Post {
            role: Role::parse("national_admin").unwrap(),
            agency: None,
            unit: None,
        };
        let token = new_token().unwrap();
        let sql = statements(
            "o",
            Some("Siti'); drop table officer; --"),
            &post,
            &digest(&token),
            1,
            2,
        );
        assert!(!sql.contains(&token) && !sql.contains(&literal(&token)));
        assert!(!sql.contains("drop table"));
        assert_eq!(sql.matches(';').count(), 3);
    }

    #[test]
    fn names_are_one_line() {
        assert_eq!(checked_name(" Siti Nurhaliza "), Ok("Siti Nurhaliza"));
        for wrong in ["", "  ", "a\nb", &"x".repeat(101)] {
            assert!(checked_name(wrong).is_err(), "{wrong:?}");
        }
    }
}
