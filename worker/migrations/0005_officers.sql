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
