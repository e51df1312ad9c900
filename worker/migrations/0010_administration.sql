-- What is edited at the desk: retired instead of deleted, every change kept with what was before, proposals until they are
-- confirmed.

alter table agency add column retired_at integer;
alter table agency_unit add column retired_at integer;
alter table category add column retired_at integer;
alter table routing_rule add column retired_at integer;
alter table holiday add column retired_at integer;
alter table terms add column retired_at integer;

-- Which tables an administrator saw. Templates move no clock, so they have a version of their own.
create table template_version (
  id integer primary key check (id = 1),
  version text not null
) strict;
insert into template_version (id, version) values (1, '0');

-- One confirmed change of one or many rows.
create table reference_change_set (
  id text primary key,
  at integer not null,
  officer_id text not null references officer (id) on delete restrict,
  kind text not null check (kind in ('edit', 'import', 'undo', 'officer')),
  undoes text references reference_change_set (id) on delete restrict,
  reason text not null,
  -- The tables it was decided on, and what they became.
  base_version text not null,
  version text not null,
  -- Whether the tables still were what it was decided on: if not, the whole batch is taken back.
  is_current integer not null check (is_current = 1)
) strict;
create index reference_change_set_by_time on reference_change_set (at, id);

create table reference_change (
  change_set_id text not null references reference_change_set (id) on delete restrict,
  seq integer not null,
  table_name text not null,
  row_key text not null,
  -- JSON by column; null where there was no row.
  before text,
  after text not null,
  primary key (change_set_id, seq)
) strict;
create index reference_change_by_row on reference_change (table_name, row_key);

create trigger reference_change_set_is_never_updated before update on reference_change_set
begin select raise(abort, 'E_HISTORY_IS_APPEND_ONLY'); end;
create trigger reference_change_set_is_never_deleted before delete on reference_change_set
begin select raise(abort, 'E_HISTORY_IS_APPEND_ONLY'); end;
create trigger reference_change_is_never_updated before update on reference_change
begin select raise(abort, 'E_HISTORY_IS_APPEND_ONLY'); end;
create trigger reference_change_is_never_deleted before delete on reference_change
begin select raise(abort, 'E_HISTORY_IS_APPEND_ONLY'); end;

-- What somebody proposes and has not confirmed: theirs alone, forgotten after a day.
create table reference_draft (
  id text primary key,
  officer_id text not null references officer (id) on delete restrict,
  at integer not null,
  base_version text not null,
  payload text not null
) strict;
create index reference_draft_by_time on reference_draft (at);
create index reference_change_set_by_base on reference_change_set (base_version);
create index reference_change_set_by_undone on reference_change_set (undoes);
