-- Who asks for a sealed identity, why, and what a custodian decided; who looked at what.

-- Kept for good: what an officer wrote to be shown whom they may not know. History says that it happened, this says why.
create table identity_request (
  -- The id its form was sent under.
  id text primary key,
  complaint_id text not null references complaint (id) on delete restrict,
  asked_by text not null references officer (id) on delete restrict,
  asked_as text not null,
  asked_at integer not null,
  -- The rule that allows it, as cited.
  basis text not null,
  reason text not null,
  decided_by text references officer (id) on delete restrict,
  decided_at integer,
  is_granted integer check (is_granted in (0, 1)),
  sentence text,
  -- Until when it may be opened.
  expires_at integer,
  -- When it was, and under which id: a browser that lost the answer sends the same once more.
  opened_at integer,
  opening text,
  -- Four eyes.
  check (decided_by <> asked_by),
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (is_granted is null)),
  check (opened_at is null or (is_granted = 1 and opened_at < expires_at))
) strict;
create index identity_request_by_complaint on identity_request (complaint_id, asked_by, asked_at);
create index identity_request_by_officer on identity_request (asked_by, asked_at);
create index identity_request_waiting on identity_request (asked_at) where decided_at is null;

create trigger identity_request_is_never_deleted before delete on identity_request
begin
  select raise(abort, 'E_IDENTITY_REQUEST_STAYS');
end;
create trigger identity_request_is_decided_once before update on identity_request
when old.id is not new.id or old.complaint_id is not new.complaint_id or old.asked_by is not new.asked_by
  or old.asked_as is not new.asked_as or old.asked_at is not new.asked_at or old.basis is not new.basis
  or old.reason is not new.reason
  or (old.decided_at is not null and (old.decided_at is not new.decided_at or old.decided_by is not new.decided_by
    or old.is_granted is not new.is_granted or old.sentence is not new.sentence or old.expires_at is not new.expires_at))
  or (old.opened_at is not null and (old.opened_at is not new.opened_at or old.opening is not new.opening))
begin
  select raise(abort, 'E_IDENTITY_REQUEST_STAYS');
end;

-- Reading the log is logged too, and that is about no complaint; and which officer it was. A table that is dropped fires
-- no trigger, so the old rows are copied first.
create table access_log_2 (
  id integer primary key,
  complaint_id text references complaint (id) on delete restrict,
  at integer not null,
  -- `reporter`, `system`, or the role of an officer.
  actor text not null,
  what text not null,
  officer_id text references officer (id) on delete restrict
) strict;
insert into access_log_2 (id, complaint_id, at, actor, what) select id, complaint_id, at, actor, what from access_log;
drop table access_log;
alter table access_log_2 rename to access_log;
create index access_log_by_complaint on access_log (complaint_id, at);
create index access_log_by_officer on access_log (officer_id, at);
create trigger access_log_is_append_only before update on access_log
begin
  select raise(abort, 'E_ACCESS_LOG_IS_APPEND_ONLY');
end;
create trigger access_log_is_never_deleted before delete on access_log
begin
  select raise(abort, 'E_ACCESS_LOG_IS_APPEND_ONLY');
end;
