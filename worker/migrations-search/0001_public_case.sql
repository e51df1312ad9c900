-- What is public of the complaints, as lists, searches, maps and figures read it. Everything here is made from DB by the job
-- `publish` (worker/src/use_cases/publish.rs) and can be made again: nothing of it is the only copy.
-- Times are epoch milliseconds, UTC. Ids are TEXT: D1 binds every number as REAL.

-- How far the projection is. `generation` changes with every change of what is public: it is a part of every key of the
-- edge's cache, so nothing old is ever found there.
create table projection (
  id integer primary key check (id = 1),
  generation integer not null default 0,
  -- Of the reference data whose names are here.
  reference_version text not null default '',
  changed_at integer not null default 0
) strict;
insert into projection (id) values (1);
