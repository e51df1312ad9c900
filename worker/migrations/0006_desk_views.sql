-- The inbox: views an officer keeps, work on many cases at once, and who stands in for whom.

-- A filter under a name; the query as the address has it.
create table desk_view (
  id text primary key,
  officer_id text not null references officer (id) on delete restrict,
  name text not null,
  query text not null,
  created_at integer not null
) strict;
create index desk_view_by_officer on desk_view (officer_id, created_at);

-- One thing to be done to many cases: chosen, looked at, confirmed, done, in this order; it survives a closed browser.
create table bulk_job (
  id text primary key,
  officer_id text not null references officer (id) on delete restrict,
  command text not null check (command in ('assign', 'delegate', 'answer')),
  -- What the officer wrote, as JSON; empty until then.
  wish text not null default '',
  created_at integer not null,
  confirmed_at integer
) strict;
create index bulk_job_by_officer on bulk_job (officer_id, created_at);

create table bulk_item (
  job_id text not null references bulk_job (id) on delete restrict,
  position integer not null,
  complaint_id text not null references complaint (id) on delete restrict,
  -- The entry the officer saw last: what has changed since is never overwritten.
  seq integer not null,
  -- Under which id the command is sent, however often.
  command_id text not null,
  -- A heading for this one, where the officer changed the proposal.
  title text,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'done', 'refused', 'changed')),
  -- Why not: a stable code.
  reason text,
  primary key (job_id, position),
  unique (job_id, complaint_id)
) strict;

-- While somebody is away, a colleague of the same agency has their posts too.
create table absence (
  id text primary key,
  officer_id text not null references officer (id) on delete restrict,
  substitute_id text not null references officer (id) on delete restrict,
  from_at integer not null,
  until_at integer not null,
  reason text not null,
  set_by text not null references officer (id) on delete restrict,
  created_at integer not null,
  -- Back earlier than planned.
  ended_at integer,
  check (officer_id <> substitute_id and from_at < until_at)
) strict;
create index absence_by_officer on absence (officer_id, until_at);
create index absence_by_substitute on absence (substitute_id, until_at);
