-- Accounts: how officers prove who they are, and how long they are believed. Roles that read and act beside the cases.

create table officer_role_2 (
  officer_id text not null references officer (id) on delete restrict,
  role text not null check (role in ('national_admin', 'agency_coordinator', 'liaison_officer', 'inspectorate',
    'ombudsman', 'channel_operator', 'head_of_agency', 'observer', 'custodian', 'auditor')),
  -- Null for roles of the whole nation.
  agency_id text references agency (id) on delete restrict,
  unit_id text references agency_unit (id) on delete restrict,
  unique (officer_id, role, agency_id, unit_id)
) strict;
insert into officer_role_2 (officer_id, role, agency_id, unit_id)
select officer_id, role, agency_id, unit_id from officer_role;
drop table officer_role;
alter table officer_role_2 rename to officer_role;
create index officer_role_by_agency on officer_role (agency_id, role);

-- One browser in which an officer has signed in; only SHA-256 of the cookie is kept.
create table session (
  hash text primary key,
  officer_id text not null references officer (id) on delete restrict,
  created_at integer not null,
  -- Last request, to the minute.
  seen_at integer not null,
  -- Without a request it ends here; it moves with every request, but never past `expires_at`.
  idle_until integer not null,
  -- It ends here whatever happens.
  expires_at integer not null,
  revoked_at integer,
  -- Until when the officer counts as having just proved who they are.
  proved_until integer,
  -- For the officer's own list: what browser it is, in words of ours, never an address.
  device text not null default ''
) strict;
create index session_by_officer on session (officer_id, created_at);
-- Signed in by a recovery code: until there is a new way in, nothing but making one.
alter table session add column is_recovery integer not null default 0 check (is_recovery in (0, 1));
-- How they came in.
alter table session add column way text not null default '' check (way in ('', 'passkey', 'password', 'recovery', 'invitation'));

-- Rights that change, and officers who leave, end every session at once, whoever changes the row.
create trigger officer_role_given after insert on officer_role
begin
  update session set revoked_at = unixepoch() * 1000 where officer_id = new.officer_id and revoked_at is null;
end;
create trigger officer_role_taken after delete on officer_role
begin
  update session set revoked_at = unixepoch() * 1000 where officer_id = old.officer_id and revoked_at is null;
end;
create trigger officer_role_changed after update on officer_role
begin
  update session set revoked_at = unixepoch() * 1000 where officer_id in (old.officer_id, new.officer_id) and revoked_at is null;
end;
create trigger officer_left after update of is_active on officer when new.is_active = 0
begin
  update session set revoked_at = unixepoch() * 1000 where officer_id = new.id and revoked_at is null;
end;

-- The name an officer signs in with, in lower case; chosen at the invitation.
alter table officer add column login text;
create unique index officer_by_login on officer (login) where login is not null;

-- A link that lets an officer make a way in: once, until it ends. Only SHA-256 of its token is kept.
create table invitation (
  hash text primary key,
  officer_id text not null references officer (id) on delete restrict,
  -- Who invited; null for the operator's command line.
  invited_by text references officer (id) on delete restrict,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create index invitation_by_officer on invitation (officer_id, created_at);

-- Spending an invitation is a row that only one can write, and only while it counts: what else happens in the same
-- batch happens then or not at all.
create table invitation_use (
  hash text primary key references invitation (hash) on delete restrict,
  officer_id text not null references officer (id) on delete restrict,
  at integer not null
) strict;
create trigger invitation_is_spent before insert on invitation_use
when not exists (select 1 from invitation i join officer o on o.id = i.officer_id
  where i.hash = new.hash and i.officer_id = new.officer_id and i.used_at is null and i.expires_at > new.at
    and o.is_active = 1)
begin
  select raise(abort, 'E_INVITATION_SPENT');
end;
create trigger invitation_was_used after insert on invitation_use
begin
  update invitation set used_at = new.at where hash = new.hash;
end;

-- A password (argon2id, PHC string) and the secret of an authenticator app, sealed under the identity key. Both or none.
create table officer_password (
  officer_id text primary key references officer (id) on delete restrict,
  phc text not null,
  totp_key_id text not null,
  totp_nonce text not null,
  totp_ciphertext text not null,
  -- The newest step of which a code was taken: none is taken twice.
  totp_step integer not null,
  changed_at integer not null
) strict;

-- Passkeys: what the authenticator told at registration.
create table passkey (
  -- The credential's id, base64url.
  id text primary key,
  officer_id text not null references officer (id) on delete restrict,
  name text not null,
  algorithm text not null check (algorithm in ('es256', 'rs256')),
  -- es256: the point (SEC 1); rs256: `n.e`. Base64url.
  public_key text not null,
  sign_count integer not null,
  created_at integer not null,
  used_at integer,
  removed_at integer
) strict;
create index passkey_by_officer on passkey (officer_id, created_at);

-- What an authenticator must sign: once, within minutes. Only SHA-256 is kept.
create table passkey_challenge (
  hash text primary key,
  purpose text not null check (purpose in ('register', 'sign_in', 'step_up')),
  -- Whom it was made for: an officer's id; empty at the door.
  subject text not null,
  expires_at integer not null
) strict;
create index passkey_challenge_by_end on passkey_challenge (expires_at);

-- Ten codes for who lost every other way; each once.
create table recovery_code (
  hash text primary key,
  officer_id text not null references officer (id) on delete restrict,
  created_at integer not null,
  used_at integer
) strict;
create index recovery_code_by_officer on recovery_code (officer_id);

-- A browser in which an officer has signed in before: what others get wrong elsewhere does not slow it down.
create table known_device (
  hash text primary key,
  officer_id text not null references officer (id) on delete restrict,
  created_at integer not null,
  seen_at integer not null
) strict;

-- Attempts that went wrong, by account, network or known browser (all as SHA-256): each makes the next one wait longer.
create table sign_in_attempt (
  key text primary key,
  failures integer not null,
  at integer not null,
  wait_until integer not null
) strict;
create index sign_in_attempt_by_time on sign_in_attempt (at);
