//! Sessions of officers: the table `session`.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::officers::post;
use super::{text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::{SessionRepository, SignedIn};
use crate::ports::life::Officer;
use domain::complaint::actor::Role;
use domain::complaint::words::{AgencyId, OfficerId};
use domain::date::Timestamp;
use serde::Deserialize;

/// A session without a request ends after this long.
pub const IDLE_MS: i64 = 60 * 60 * 1000;
/// The role that is no [`Role`].
const HEAD: &str = "head_of_agency";
/// Requests within this time move the end of a session no further: not every page is a write.
const TOUCH_MS: i64 = 60 * 1000;

// Whoever stands in for a colleague has that colleague's posts too: those at an agency where they have one themselves.
// An inspectorate is stood in for by its own alone, and stands in for nobody else: it may look into the others. It ends
// with the colleague: whoever may not come in any more is stood in for by nobody.
const SELECT_SESSION: &str = "
select s.hash, s.seen_at, s.proved_until, s.is_recovery, o.id, o.name, r.role, r.agency_id, r.unit_id, 0 as is_borrowed
from session s join officer o on o.id = s.officer_id left join officer_role r on r.officer_id = o.id
where s.hash = ?1 and s.idle_until > ?2 and s.expires_at > ?2 and s.revoked_at is null and o.is_active = 1
union
select s.hash, s.seen_at, s.proved_until, s.is_recovery, o.id, o.name, r.role, r.agency_id, r.unit_id, 1 as is_borrowed
from session s join officer o on o.id = s.officer_id
join absence a on a.substitute_id = o.id and a.from_at <= ?2 and a.until_at > ?2 and a.ended_at is null
join officer away on away.id = a.officer_id and away.is_active = 1
join officer_role r on r.officer_id = a.officer_id
where s.hash = ?1 and s.idle_until > ?2 and s.expires_at > ?2 and s.revoked_at is null and o.is_active = 1
  and r.role in ('agency_coordinator', 'liaison_officer', 'inspectorate')
  and exists (select 1 from officer_role own where own.officer_id = o.id and own.agency_id = r.agency_id
    and own.role in ('agency_coordinator', 'liaison_officer', 'inspectorate')
    and (own.role = 'inspectorate') = (r.role = 'inspectorate'))
order by is_borrowed limit 200";

const TOUCH: &str = "
update session set seen_at = ?2, idle_until = min(expires_at, ?3)
where hash = ?1 and revoked_at is null and seen_at < ?2";

#[derive(Deserialize)]
struct SessionRow {
    hash: String,
    seen_at: f64,
    proved_until: Option<f64>,
    is_recovery: f64,
    id: String,
    name: String,
    role: Option<String>,
    agency_id: Option<String>,
    unit_id: Option<String>,
    is_borrowed: f64,
}

impl SessionRepository for D1Complaints {
    async fn signed_in(
        &self,
        session: &str,
        now: Timestamp,
    ) -> Result<Option<SignedIn>, RepositoryError> {
        let result = self
            .all(SELECT_SESSION, &[text(session), time(now)])
            .await?;
        let mut found: Option<(SignedIn, i64)> = None;
        for row in rows::<SessionRow>(&result, "session")? {
            let id = OfficerId::parse(&row.id).map_err(|_| RepositoryError::Corrupt("officer"))?;
            let (signed_in, _) = found.get_or_insert((
                SignedIn {
                    officer: Officer {
                        id,
                        posts: Vec::new(),
                    },
                    own: Vec::new(),
                    heads: Vec::new(),
                    name: row.name,
                    session: row.hash,
                    proved_until: row.proved_until.map(|until| Timestamp(until as i64)),
                    is_recovery: row.is_recovery != 0.0,
                },
                row.seen_at as i64,
            ));
            // The head of an agency is told and does not act; they read what was done in a month.
            if row.role.as_deref() == Some(HEAD) {
                let agency = row.agency_id.as_deref().map(AgencyId::parse).transpose();
                let agency = agency.map_err(|_| RepositoryError::Corrupt("officer_role"))?;
                signed_in.heads.extend(agency);
            } else if let Some(role) = row.role.as_deref().and_then(Role::parse) {
                let held = (role, post(row.agency_id, row.unit_id)?);
                if row.is_borrowed == 0.0 {
                    signed_in.own.push(held.clone());
                }
                // Their own come first.
                if !signed_in.officer.posts.contains(&held) {
                    signed_in.officer.posts.push(held);
                }
            }
        }
        let Some((signed_in, seen_at)) = found else {
            return Ok(None);
        };
        if now.0 - seen_at >= TOUCH_MS {
            let until = Timestamp(now.0.saturating_add(IDLE_MS));
            self.all(TOUCH, &[text(session), time(now), time(until)])
                .await?;
        }
        Ok(Some(signed_in))
    }
}
