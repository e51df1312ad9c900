//! Who stands in for whom: the table `absence`.

use super::complaints::D1Complaints;
use super::lives::rows;
use super::{text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::inbox::{Absence, AbsenceRepository, Colleague};
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;
use serde::Deserialize;
use serde_json::json;

const SELECT_STAFF: &str = "
select distinct o.id, o.name, r.agency_id, r.role
from officer_role r join officer o on o.id = r.officer_id
where o.is_active = 1 and r.role in ('agency_coordinator', 'liaison_officer', 'inspectorate')
  and r.agency_id in (select value from json_each(?1))
order by o.name, o.id limit 500";

const SELECT_ABSENCES: &str = "
select a.id, a.officer_id, o.name as officer_name, a.substitute_id, s.name as substitute_name, a.from_at, a.until_at,
  a.reason
from absence a join officer o on o.id = a.officer_id join officer s on s.id = a.substitute_id
where a.until_at > ?2 and a.ended_at is null and exists (select 1 from officer_role r
  where r.officer_id = a.officer_id and r.agency_id in (select value from json_each(?1)))
order by a.from_at, a.id limit 200";

// A form that is sent twice says it once.
const INSERT_ABSENCE: &str = "
insert into absence (id, officer_id, substitute_id, from_at, until_at, reason, set_by, created_at)
select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
where not exists (select 1 from absence where officer_id = ?2 and substitute_id = ?3 and from_at = ?4 and until_at = ?5
  and ended_at is null)";

const END_ABSENCE: &str = "update absence set ended_at = ?2 where id = ?1 and ended_at is null";

#[derive(Deserialize)]
struct StaffRow {
    id: String,
    name: String,
    agency_id: String,
    role: String,
}

#[derive(Deserialize)]
struct AbsenceRow {
    id: String,
    officer_id: String,
    officer_name: String,
    substitute_id: String,
    substitute_name: String,
    from_at: f64,
    until_at: f64,
    reason: String,
}

fn officer(id: &str) -> Result<OfficerId, RepositoryError> {
    OfficerId::parse(id).map_err(|_| RepositoryError::Corrupt("officer"))
}

impl AbsenceRepository for D1Complaints {
    async fn staff(
        &self,
        agencies: &[String],
        now: Timestamp,
    ) -> Result<(Vec<Colleague>, Vec<Absence>), RepositoryError> {
        let agencies = text(&json!(agencies).to_string());
        let results = self
            .batch(vec![
                self.bind(SELECT_STAFF, std::slice::from_ref(&agencies))?,
                self.bind(SELECT_ABSENCES, &[agencies.clone(), time(now)])?,
            ])
            .await?;
        let [staff, absences] = results.as_slice() else {
            return Err(RepositoryError::Corrupt("batch"));
        };
        let staff = rows::<StaffRow>(staff, "officer_role")?.into_iter();
        let staff: Result<Vec<_>, RepositoryError> = staff
            .map(|row| {
                Ok(Colleague {
                    id: officer(&row.id)?,
                    name: row.name,
                    agency: row.agency_id,
                    role: row.role,
                })
            })
            .collect();
        let absences = rows::<AbsenceRow>(absences, "absence")?.into_iter();
        let absences: Result<Vec<_>, RepositoryError> = absences
            .map(|row| {
                Ok(Absence {
                    id: row.id,
                    officer: officer(&row.officer_id)?,
                    officer_name: row.officer_name,
                    substitute: officer(&row.substitute_id)?,
                    substitute_name: row.substitute_name,
                    from: Timestamp(row.from_at as i64),
                    until: Timestamp(row.until_at as i64),
                    reason: row.reason,
                })
            })
            .collect();
        Ok((staff?, absences?))
    }

    async fn keep_absence(
        &self,
        absence: &Absence,
        set_by: &OfficerId,
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        let values = [
            text(&absence.id),
            text(absence.officer.as_str()),
            text(absence.substitute.as_str()),
            time(absence.from),
            time(absence.until),
            text(&absence.reason),
            text(set_by.as_str()),
            time(now),
        ];
        self.all(INSERT_ABSENCE, &values).await.map(|_| ())
    }

    async fn end_absence(&self, id: &str, now: Timestamp) -> Result<(), RepositoryError> {
        let values = [text(id), time(now)];
        self.all(END_ABSENCE, &values).await.map(|_| ())
    }
}
