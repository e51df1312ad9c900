-- One complaint, its sealed identity, its history and what must be told to whom.
-- Times are epoch milliseconds, UTC. Ids are TEXT: D1 binds every number as REAL.

create table complaint (
  id text primary key,
  -- Not unique on purpose: refusing a second one would tell that a confidential complaint has it (decisions/0001).
  tracking_code text not null,
  -- SHA-256 of the canonical submission: the same id with another digest is a conflict.
  digest text not null,
  access_key_hash text not null,
  kind text not null check (kind in ('complaint', 'aspiration', 'information_request')),
  state text not null check (state in
    ('received', 'awaiting_reporter', 'assigned', 'in_progress', 'answered', 'rejected', 'closed')),
  -- The seq of the newest history entry; every change is guarded by it.
  seq integer not null check (seq >= 0),
  narrative text not null,
  place text,
  region_code text references region (code) on delete restrict,
  lat real,
  lon real,
  accuracy_m real,
  occurred_on text,
  visibility text not null check (visibility in ('public', 'confidential')),
  reporter text not null check (reporter in ('unknown', 'sealed', 'named')),
  channel text not null,
  -- Who holds it: null while it waits at the verification desk.
  agency_id text references agency (id) on delete restrict,
  unit_id text references agency_unit (id) on delete restrict,
  received_at integer not null,
  written_at integer,
  verify_by integer not null,
  -- What routing suggested, as JSON; an officer decides.
  suggestion text not null
) strict;
create index complaint_by_tracking_code on complaint (tracking_code);
create index complaint_by_state on complaint (state, verify_by);

-- Who the reporter is: sealed with AES-256-GCM, key id beside it. Read by one use case that writes access_log.
create table identity (
  complaint_id text primary key references complaint (id) on delete restrict,
  key_id text not null,
  nonce text not null,
  ciphertext text not null,
  created_at integer not null
) strict;

-- Append-only history. (complaint_id, seq) is the lock of two simultaneous changes;
-- hash covers the entry and prev_hash, so the past cannot be edited quietly.
create table complaint_event (
  complaint_id text not null references complaint (id) on delete restrict,
  seq integer not null check (seq >= 0),
  kind text not null,
  at integer not null,
  actor text not null check (actor in ('reporter', 'officer', 'clock', 'system')),
  data text not null,
  prev_hash text not null,
  hash text not null,
  primary key (complaint_id, seq)
) strict;

create trigger complaint_event_is_append_only before update on complaint_event
begin
  select raise(abort, 'E_HISTORY_IS_APPEND_ONLY');
end;
create trigger complaint_event_is_never_deleted before delete on complaint_event
begin
  select raise(abort, 'E_HISTORY_IS_APPEND_ONLY');
end;

create table notification (
  id text primary key,
  complaint_id text not null references complaint (id) on delete restrict,
  event_seq integer not null,
  audience text not null check (audience in ('reporter', 'verifier', 'agency')),
  template text not null,
  state text not null check (state in ('pending', 'sent', 'skipped', 'failed')),
  not_before integer not null,
  lease_until integer not null default 0,
  attempt integer not null default 0,
  created_at integer not null,
  unique (complaint_id, event_seq, audience, template)
) strict;
create index notification_due on notification (state, not_before);
