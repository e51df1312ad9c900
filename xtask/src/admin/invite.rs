//! `admin invite`: a link that lets an officer make a way in, once. The first national admin comes from here; so does
//! whoever lost every other way.

use super::post::{Asked, Role};
use super::{
    DAY_MS, appoint, checked_name, checked_officer, execute, literal, now_ms, random_bytes,
};
use crate::build::digest;
use crate::run::{Outcome, say};
use crate::setup;
use crate::wrangler::{self, Place};

const DAYS: u32 = 7;
const MOST_DAYS: u32 = 30;
const ORIGIN: &str = "http://localhost:8787";

/// `admin invite`.
pub struct NewInvitation {
    /// A role of the table `officer_role`; none for an officer who is there already.
    pub role: Option<String>,
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
    /// Where the site is: what the link begins with.
    pub origin: Option<String>,
}

/// Makes an officer or finds one, gives the role, prints a link.
pub fn invite(asked: &NewInvitation, place: &Place) -> Outcome {
    let days = asked.days.unwrap_or(DAYS);
    if days == 0 || days > MOST_DAYS {
        return Err(format!("--days is 1 to {MOST_DAYS}"));
    }
    let origin = asked
        .origin
        .as_deref()
        .unwrap_or(ORIGIN)
        .trim_end_matches('/');
    if !origin.starts_with("https://") && !origin.starts_with("http://localhost") {
        return Err("--origin is https://host, or http://localhost:port".into());
    }
    let role = asked.role.as_deref().map(Role::parse).transpose()?;
    let post = role.map(|role| Asked {
        role,
        agency: asked.agency.as_deref(),
        unit: asked.unit.as_deref(),
    });
    if let Some(post) = &post {
        post.check_shape()?;
    }
    setup::npm::ensure()?;
    let post = match post {
        Some(post) => Some(post.look_up(|sql| wrangler::query(place, sql))?),
        None => None,
    };
    let now = now_ms();
    let (officer, mut sql) = match (&asked.officer, &asked.name, &post) {
        (Some(id), None, post) => {
            let id = checked_officer(id, place)?;
            let mut sql = post
                .as_ref()
                .map_or(String::new(), |post| appoint(&id, None, post, now));
            // As at the desk, the auditor sees whose account was opened anew.
            sql += &format!(
                "insert into access_log (complaint_id, at, actor, what, subject_id) values (null, {now}, 'operator', 'officer_invited_again', {});\n",
                literal(&id)
            );
            (id, sql)
        }
        (None, Some(name), Some(post)) => {
            let id = uuid::Uuid::now_v7().to_string();
            let sql = appoint(&id, Some(checked_name(name)?), post, now);
            (id, sql)
        }
        _ => {
            return Err(
                "either --name and --role of a new officer, or --officer of one who is there"
                    .into(),
            );
        }
    };
    let token: String = random_bytes()?
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let expires_at = now + i64::from(days) * DAY_MS;
    sql += &format!(
        "insert into invitation (hash, officer_id, created_at, expires_at) values ({}, {}, {now}, {expires_at});\n",
        literal(&digest(&token)),
        literal(&officer)
    );
    execute(place, &sql)?;
    say(&format!(
        "officer {officer}{}\nvalid for {days} days, once; shown once and kept nowhere:\n\n{origin}/meja/undangan/{token}\n",
        post.map_or(String::new(), |post| format!(": {}", post.shown()))
    ));
    Ok(())
}
