//! Who may come in: the tables `officer`, `officer_role`, `api_token`.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::{text, time};
use crate::ports::RepositoryError;
use crate::ports::life::{Officer, OfficerRepository};
use domain::complaint::actor::{Post, Role};
use domain::complaint::words::{AgencyId, OfficerId, UnitId};
use domain::date::Timestamp;
use serde::Deserialize;

const SELECT_BY_TOKEN: &str = "
select o.id, r.role, r.agency_id, r.unit_id
from api_token t join officer o on o.id = t.officer_id join officer_role r on r.officer_id = o.id
where t.hash = ?1 and t.expires_at > ?2 and t.revoked_at is null and o.is_active = 1
limit 200";

#[derive(Deserialize)]
struct RoleRow {
    id: String,
    role: String,
    agency_id: Option<String>,
    unit_id: Option<String>,
}

impl OfficerRepository for D1Complaints {
    async fn by_token(
        &self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Officer>, RepositoryError> {
        let corrupt = || RepositoryError::Corrupt("officer_role");
        let result = self
            .all(SELECT_BY_TOKEN, &[text(token_hash), time(now)])
            .await?;
        let mut officer: Option<Officer> = None;
        for row in rows::<RoleRow>(&result, "officer_role")? {
            let id = OfficerId::parse(&row.id).map_err(|_| corrupt())?;
            let posts = &mut officer
                .get_or_insert(Officer {
                    id,
                    posts: Vec::new(),
                })
                .posts;
            // The head of an agency is told and does not act.
            let Some(role) = Role::parse(&row.role) else {
                continue;
            };
            posts.push((role, post(row.agency_id, row.unit_id)?));
        }
        Ok(officer)
    }
}

/// Where a role is held; none is the whole nation.
pub(super) fn post(
    agency: Option<String>,
    unit: Option<String>,
) -> Result<Option<Post>, RepositoryError> {
    let corrupt = || RepositoryError::Corrupt("officer_role");
    let Some(agency) = agency else {
        return Ok(None);
    };
    let unit = unit.map(|unit| UnitId::parse(&unit)).transpose();
    Ok(Some(Post {
        agency: AgencyId::parse(&agency).map_err(|_| corrupt())?,
        unit: unit.map_err(|_| corrupt())?,
    }))
}
