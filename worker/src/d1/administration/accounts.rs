//! Accounts of officers as administrators change them.

use crate::d1::complaints::D1Complaints;
use crate::d1::lives::rows;
use crate::d1::{number, optional, text, time};
use crate::ports::RepositoryError;
use crate::ports::desk::administration::{
    Account, AccountChange, AccountRepository, Appointment, ChangeKind, NewAccount, NewLink,
};
use domain::date::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

// The columns of `AccountRow`.
macro_rules! select_accounts {
    ($rest:literal) => {
        concat!(
            "select o.id, o.name, o.is_active,
  (select max(s.seen_at) from session s where s.officer_id = o.id) as seen_at,
  (select json_group_array(json_array(r.role, r.agency_id, r.unit_id)) from
    (select * from officer_role where officer_id = o.id order by role, agency_id, unit_id limit 200) r) as appointments
from officer o ",
            $rest
        )
    };
}
const SELECT_ACCOUNTS: &str = select_accounts!(
    "where (?1 is null or exists (select 1 from officer_role r
    where r.officer_id = o.id and r.agency_id in (select value from json_each(?1))))
  and (?2 = '' or instr(lower(o.name), ?2) > 0 or exists (select 1 from officer_role r
    where r.officer_id = o.id and (r.role = ?2 or instr(coalesce(r.agency_id, ''), ?2) > 0)))
order by o.is_active desc, o.name, o.id limit ?3"
);
const SELECT_ACCOUNT: &str = select_accounts!("where o.id = ?1 limit 1");

// The lock: rights and name of the account are still what they were.
const INSERT_CHANGE_SET: &str = "
insert into reference_change_set (id, at, officer_id, kind, undoes, reason, base_version, version, is_current)
values (?1, ?2, ?3, ?4, null, ?5, '', '', coalesce(
  (select is_active from officer where id = ?6) = ?7
  and (select json_group_array(json_array(r.role, r.agency_id, r.unit_id)) from
    (select * from officer_role where officer_id = ?6 order by role, agency_id, unit_id limit 200) r) = ?8, 0))";
const SET_ACTIVE: &str = "update officer set is_active = ?2 where id = ?1";
const DELETE_ROLES: &str = "delete from officer_role where officer_id = ?1";
const INSERT_ROLES: &str = "
insert into officer_role (officer_id, role, agency_id, unit_id)
select ?1, value ->> 0, value ->> 1, value ->> 2 from json_each(?2)";
const REVOKE_SESSIONS: &str =
    "update session set revoked_at = ?2 where officer_id = ?1 and revoked_at is null";
// A link somebody kept opens the account with the rights it had when the link was made, or not at all. Who was never here
// has lost nothing, and keeps theirs.
const END_LINKS: &str = "
update invitation set used_at = ?2 where officer_id = ?1 and used_at is null
  and exists (select 1 from officer o where o.id = ?1 and o.login is not null)";
// `after` must not be null: where nobody would be left who could appoint another, everything is taken back.
const INSERT_CHANGE: &str = "
insert into reference_change (change_set_id, seq, table_name, row_key, before, after)
values (?1, 0, 'officer', ?2, ?3, iif(?5 = 0 or exists (select 1 from officer o
  join officer_role r on r.officer_id = o.id where o.is_active = 1 and r.role = 'national_admin'), ?4, null))";

const INSERT_OFFICER: &str = "insert into officer (id, name, created_at) values (?1, ?2, ?3)";
const INSERT_FIRST_CHANGE_SET: &str = "
insert into reference_change_set (id, at, officer_id, kind, undoes, reason, base_version, version, is_current)
values (?1, ?2, ?3, 'officer', null, ?4, '', '', 1)";
const INSERT_FIRST_CHANGE: &str = "
insert into reference_change (change_set_id, seq, table_name, row_key, before, after)
values (?1, 0, 'officer', ?1, null, ?2)";

const INSERT_LINK: &str = "
insert into invitation (hash, officer_id, invited_by, created_at, expires_at) values (?1, ?2, ?3, ?4, ?5)";
const INSERT_ACCESS: &str = "
insert into access_log (complaint_id, at, actor, what, officer_id, subject_id)
values (null, ?1, ?2, 'officer_invited_again', ?3, ?4)";

#[derive(Deserialize)]
struct AccountRow {
    id: String,
    name: String,
    is_active: u8,
    seen_at: Option<f64>,
    appointments: String,
}

impl AccountRow {
    fn read(self) -> Result<Account, RepositoryError> {
        let appointments: Vec<(String, Option<String>, Option<String>)> =
            serde_json::from_str(&self.appointments)
                .map_err(|_| RepositoryError::Corrupt("officer_role"))?;
        let appointments = appointments.into_iter();
        let appointments =
            appointments.map(|(role, agency, unit)| Appointment { role, agency, unit });
        Ok(Account {
            id: self.id,
            name: self.name,
            is_active: self.is_active == 1,
            seen_at: self.seen_at.map(|at| Timestamp(at as i64)),
            appointments: appointments.collect(),
        })
    }
}

fn as_arrays(appointments: &[Appointment]) -> String {
    let arrays = appointments.iter();
    let arrays = arrays.map(|held| json!([held.role, held.agency, held.unit]));
    Value::Array(arrays.collect()).to_string()
}

fn rights(is_active: bool, appointments: &[Appointment]) -> String {
    json!({ "is_active": is_active, "roles": appointments }).to_string()
}

impl AccountRepository for D1Complaints {
    async fn accounts(
        &self,
        agencies: Option<&[String]>,
        search: &str,
        limit: u32,
    ) -> Result<Vec<Account>, RepositoryError> {
        let agencies = agencies.map(|agencies| json!(agencies).to_string());
        let values = [
            optional(agencies.as_deref()),
            text(&search.to_ascii_lowercase()),
            number(Some(f64::from(limit))),
        ];
        let result = self.all(SELECT_ACCOUNTS, &values).await?;
        let accounts = rows::<AccountRow>(&result, "officer")?;
        accounts.into_iter().map(AccountRow::read).collect()
    }

    async fn account(&self, id: &str) -> Result<Option<Account>, RepositoryError> {
        let result = self.all(SELECT_ACCOUNT, &[text(id)]).await?;
        let mut accounts = rows::<AccountRow>(&result, "officer")?;
        accounts.pop().map(AccountRow::read).transpose()
    }

    async fn create_account(&self, new: &NewAccount<'_>) -> Result<(), RepositoryError> {
        let held = std::slice::from_ref(new.appointment);
        let set = [
            text(new.id),
            time(new.at),
            text(new.by.as_str()),
            text(new.reason),
        ];
        let officer = [text(new.id), text(new.name), time(new.at)];
        let roles = [text(new.id), text(&as_arrays(held))];
        let entry = [text(new.id), text(&rights(true, held))];
        let statements = vec![
            self.bind(INSERT_OFFICER, &officer)?,
            self.bind(INSERT_ROLES, &roles)?,
            self.bind(INSERT_FIRST_CHANGE_SET, &set)?,
            self.bind(INSERT_FIRST_CHANGE, &entry)?,
        ];
        self.batch(statements).await.map(|_| ())
    }

    async fn store_account(&self, change: &AccountChange<'_>) -> Result<(), RepositoryError> {
        let before = change.before;
        let flag = |is_set: bool| number(Some(f64::from(u8::from(is_set))));
        let was_admin = before.is_active
            && before
                .appointments
                .iter()
                .any(|held| held.role == "national_admin");
        let officer = text(&before.id);
        let set = [
            text(change.id),
            time(change.at),
            text(change.by.as_str()),
            text(ChangeKind::Officer.as_str()),
            text(change.reason),
            officer.clone(),
            flag(before.is_active),
            text(&as_arrays(&before.appointments)),
        ];
        let roles = text(&as_arrays(change.appointments));
        let entry = [
            text(change.id),
            officer.clone(),
            text(&rights(before.is_active, &before.appointments)),
            text(&rights(change.is_active, change.appointments)),
            flag(was_admin),
        ];
        let statements = vec![
            self.bind(INSERT_CHANGE_SET, &set)?,
            self.bind(SET_ACTIVE, &[officer.clone(), flag(change.is_active)])?,
            self.bind(DELETE_ROLES, std::slice::from_ref(&officer))?,
            self.bind(INSERT_ROLES, &[officer.clone(), roles])?,
            self.bind(REVOKE_SESSIONS, &[officer.clone(), time(change.at)])?,
            self.bind(END_LINKS, &[officer, time(change.at)])?,
            self.bind(INSERT_CHANGE, &entry)?,
        ];
        let stored = self.batch(statements).await;
        stored.map(|_| ()).map_err(super::lost_race)
    }

    async fn invite_again(&self, link: &NewLink<'_>) -> Result<(), RepositoryError> {
        let before = link.before;
        let flag = |is_set: bool| number(Some(f64::from(u8::from(is_set))));
        let (officer, by) = (text(&before.id), text(link.by.as_str()));
        let set = [
            text(link.id),
            time(link.at),
            by.clone(),
            text(ChangeKind::Officer.as_str()),
            text(link.reason),
            officer.clone(),
            flag(before.is_active),
            text(&as_arrays(&before.appointments)),
        ];
        // Rights stay; that somebody was invited again is what changed.
        let invited = json!({
            "is_active": before.is_active, "roles": before.appointments, "invited_again": true
        });
        let entry = [
            text(link.id),
            officer.clone(),
            text(&rights(before.is_active, &before.appointments)),
            text(&invited.to_string()),
            flag(false),
        ];
        let invitation = [
            text(link.hash),
            officer.clone(),
            by.clone(),
            time(link.at),
            time(link.expires_at),
        ];
        let access = [time(link.at), text(link.role.as_str()), by, officer];
        let statements = vec![
            self.bind(INSERT_CHANGE_SET, &set)?,
            self.bind(INSERT_CHANGE, &entry)?,
            self.bind(INSERT_LINK, &invitation)?,
            self.bind(INSERT_ACCESS, &access)?,
        ];
        let stored = self.batch(statements).await;
        stored.map(|_| ()).map_err(super::lost_race)
    }
}
