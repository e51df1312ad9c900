//! What is asked of the tables of accounts.

pub const INSERT_INVITATION: &str = "
insert into invitation (hash, officer_id, invited_by, created_at, expires_at) values (?1, ?2, ?3, ?4, ?5)";

pub const SELECT_INVITATION: &str = "
select o.id, o.name, o.login from invitation i join officer o on o.id = i.officer_id
where i.hash = ?1 and i.used_at is null and i.expires_at > ?2 and o.is_active = 1
limit 1";

// A trigger refuses the whole batch when this finds nothing to spend: see `invitation_use`.
pub const SPEND_INVITATION: &str = "
insert into invitation_use (hash, officer_id, at) values (?1, ?3, ?2)";

pub const SPEND_OTHER_INVITATIONS: &str = "
update invitation set used_at = ?2 where officer_id = ?1 and used_at is null";

pub const SET_LOGIN: &str = "update officer set login = ?2 where id = ?1";

pub const INSERT_PASSKEY: &str = "
insert into passkey (id, officer_id, name, algorithm, public_key, sign_count, created_at)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

pub const UPSERT_PASSWORD: &str = "
insert into officer_password (officer_id, phc, totp_key_id, totp_nonce, totp_ciphertext, totp_step, changed_at)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
on conflict (officer_id) do update set phc = excluded.phc, totp_key_id = excluded.totp_key_id,
  totp_nonce = excluded.totp_nonce, totp_ciphertext = excluded.totp_ciphertext, totp_step = excluded.totp_step,
  changed_at = excluded.changed_at";

// A re-invitation, told by the name that was chosen at the first one, ends the tokens of programs too: whoever is there
// anew makes their own.
pub const REVOKE_TOKENS: &str = "
update api_token set revoked_at = ?2 where officer_id = ?1 and revoked_at is null
  and exists (select 1 from officer o where o.id = ?1 and o.login is not null)";

pub const DELETE_PASSWORD: &str = "delete from officer_password where officer_id = ?1";

pub const REMOVE_PASSKEYS: &str =
    "update passkey set removed_at = ?2 where officer_id = ?1 and removed_at is null";

pub const DELETE_CODES: &str = "delete from recovery_code where officer_id = ?1";

pub const INSERT_CODES: &str = "
insert into recovery_code (hash, officer_id, created_at) select j.value, ?1, ?2 from json_each(?3) j";

pub const SELECT_PASSWORD: &str = "
select p.officer_id, p.phc, p.totp_key_id, p.totp_nonce, p.totp_ciphertext
from officer_password p join officer o on o.id = p.officer_id
where o.login = ?1 and o.is_active = 1
limit 1";

pub const TAKE_STEP: &str =
    "update officer_password set totp_step = ?2 where officer_id = ?1 and totp_step < ?2";

pub const REHASH: &str = "update officer_password set phc = ?2 where officer_id = ?1 and phc = ?3";

pub const CHANGE_PASSWORD: &str =
    "update officer_password set phc = ?2, changed_at = ?3 where officer_id = ?1";

pub const SELECT_PASSKEY: &str = "
select k.officer_id, k.algorithm, k.public_key, k.sign_count
from passkey k join officer o on o.id = k.officer_id
where k.id = ?1 and k.removed_at is null and o.is_active = 1
limit 1";

pub const USE_PASSKEY: &str = "
update passkey set sign_count = ?3, used_at = ?4 where id = ?1 and sign_count = ?2 and removed_at is null";

pub const INSERT_COPY: &str = "
insert into access_log (complaint_id, at, actor, what, officer_id, subject_id)
values (null, ?1, 'system', 'passkey_counter_back', null, ?2)";

pub const DELETE_OLD_CHALLENGES: &str = "
delete from passkey_challenge where hash in
  (select hash from passkey_challenge where expires_at <= ?1 limit 100)";

pub const INSERT_CHALLENGE: &str = "
insert into passkey_challenge (hash, purpose, subject, expires_at) values (?1, ?2, ?3, ?4)";

pub const SPEND_CHALLENGE: &str = "
delete from passkey_challenge where hash = ?1 and purpose = ?2 and subject = ?3 and expires_at > ?4";

pub const TAKE_CODE: &str = "
update recovery_code set used_at = ?3
where hash = ?2 and used_at is null
  and officer_id = (select o.id from officer o where o.login = ?1 and o.is_active = 1)
returning officer_id";

pub const DELETE_OLD_ATTEMPTS: &str = "
delete from sign_in_attempt where key in (select key from sign_in_attempt where at < ?1 - 86400000 limit 100)";

// Counted before it is made: a hundred at the same moment are a hundred. After `free` ones each wait is twice the one
// before: 1 s, 2 s, 4 s, at most 17 minutes; never for ever.
pub const COUNT_ATTEMPT: &str = "
insert into sign_in_attempt (key, failures, at, wait_until) values (?1, 1, ?3, 0)
on conflict (key) do update set failures = failures + 1, at = excluded.at,
  wait_until = iif(failures + 1 < ?2, 0, excluded.at + 1000 * (1 << min(10, failures + 1 - cast(?2 as integer))))
where wait_until <= excluded.at";

pub const SELECT_WAIT: &str = "select wait_until from sign_in_attempt where key = ?1 limit 1";

pub const FORGIVE: &str = "delete from sign_in_attempt where key = ?1";

pub const REFUND: &str = "
update sign_in_attempt set failures = max(0, failures - 1), wait_until = 0 where key = ?1";

pub const INSERT_SESSION: &str = "
insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until, device, is_recovery, way)
values (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

pub const COPY_SESSION: &str = "
insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until, device, is_recovery, way)
select ?2, officer_id, created_at, ?4, idle_until, expires_at, ?3, device, is_recovery, way
from session where hash = ?1 and revoked_at is null and expires_at > ?4 and idle_until > ?4";

// Who had to come by a recovery code may have lost the rest to somebody else.
pub const END_OTHERS_OF_RECOVERY: &str = "
update session set revoked_at = ?3 where officer_id = ?1 and hash <> ?2 and revoked_at is null
  and exists (select 1 from session s where s.hash = ?2 and s.is_recovery = 1)";

pub const IS_IN: &str = "update session set is_recovery = 0 where hash = ?1";

pub const END_ANY: &str =
    "update session set revoked_at = ?2 where hash = ?1 and revoked_at is null";

pub const END_ONE: &str = "
update session set revoked_at = ?3 where officer_id = ?1 and hash = ?2 and revoked_at is null";

pub const END_OTHERS: &str = "
update session set revoked_at = ?3 where officer_id = ?1 and hash <> ?2 and revoked_at is null";

pub const SELECT_ACCOUNT: &str = "
select o.login, (select count(*) from officer_password p where p.officer_id = o.id) as has_password,
  (select count(*) from recovery_code r where r.officer_id = o.id and r.used_at is null) as codes
from officer o where o.id = ?1
limit 1";

pub const SELECT_PASSKEYS: &str = "
select id, name, created_at, used_at from passkey where officer_id = ?1 and removed_at is null
order by created_at, id limit 50";

pub const SELECT_SESSIONS: &str = "
select hash, device, created_at, seen_at from session
where officer_id = ?1 and revoked_at is null and idle_until > ?2 and expires_at > ?2
order by seen_at desc, hash limit 50";

// News is what was made since the session before this one began: while its owner was away.
pub const SELECT_INVITATIONS: &str = "
select i.created_at, (select u.at from invitation_use u where u.hash = i.hash) as used_at, o.name as by_name, coalesce(i.created_at >= (select max(b.created_at) from session b
    where b.officer_id = ?1 and b.created_at < (select s.created_at from session s where s.hash = ?2)), 0) as is_news
from invitation i left join officer o on o.id = i.invited_by
where i.officer_id = ?1
order by i.created_at desc, i.hash limit 5";

pub const REMOVE_PASSWORD: &str = "
delete from officer_password where officer_id = ?1
  and exists (select 1 from passkey k where k.officer_id = ?1 and k.removed_at is null)";

// Never the last way in.
pub const REMOVE_PASSKEY: &str = "
update passkey set removed_at = ?3
where officer_id = ?1 and id = ?2 and removed_at is null and (
  exists (select 1 from officer_password p where p.officer_id = ?1)
  or exists (select 1 from passkey k where k.officer_id = ?1 and k.id <> ?2 and k.removed_at is null))";

pub const SELECT_DEVICE: &str = "
select d.officer_id from known_device d join officer o on o.id = d.officer_id
where d.hash = ?1 and o.login = ?2
limit 1";

pub const UPSERT_DEVICE: &str = "
insert into known_device (hash, officer_id, created_at, seen_at) values (?1, ?2, ?3, ?3)
on conflict (hash) do update set officer_id = excluded.officer_id, seen_at = excluded.seen_at";
