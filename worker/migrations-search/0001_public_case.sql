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

-- The newest revision (publication_due in DB) that was published of a code, also of one that is gone: whoever comes late with
-- an older one changes nothing.
create table published (
  tracking_code text primary key,
  revision integer not null,
  is_gone integer not null check (is_gone in (0, 1)),
  at integer not null
) strict;
create index published_gone on published (at) where is_gone = 1;

create table public_case (
  -- filed_at * 1000 and a part of the code: the newest case has the largest key, so that every index, the full text's too,
  -- gives its rows in the order of time. Lists go on below the last key they have shown.
  key integer primary key,
  tracking_code text not null unique,
  filed_at integer not null,
  kind text not null,
  channel text not null,
  state text not null,
  category_code text not null,
  -- The top-level category.
  topic_code text not null,
  agency_id text,
  unit_id text,
  -- The deepest that is known, and its parents.
  region_code text,
  province text,
  regency text,
  district text,
  -- In words, as on the public page, without what was masked.
  place text not null,
  -- Null where the point is not shown: masked cases, topics that ask for protection. Three decimals: about 100 m.
  lat real,
  lon real,
  title text not null,
  excerpt text not null,
  support_count integer not null default 0,
  follower_count integer not null,
  -- Follows another case, which stands for it in lists.
  is_follower integer not null check (is_follower in (0, 1)),
  -- The nearest end of a running period of an officer.
  due_at integer,
  verified_at integer,
  answered_at integer,
  closed_at integer,
  -- `confirmed` by the reporter, `lapsed` in silence.
  outcome text,
  hops integer not null,
  objections integer not null,
  reopenings integer not null,
  -- Rules of terms whose limit was missed, with a blank around each: ' verify_by respond_by '.
  missed text not null,
  stars integer,
  -- `yes`, `partly`, `no`.
  solved text,
  changed_at integer not null
) strict;
create index public_case_by_province on public_case (province);
create index public_case_by_regency on public_case (regency);
create index public_case_by_district on public_case (district);
create index public_case_by_topic on public_case (topic_code);
create index public_case_by_agency on public_case (agency_id);

-- Shapes of words and of filters (domain::routing::search), one row a case under its key. Nothing is stored but the index;
-- tokens are letters and digits that our code made. Prefixes are of `w` and three to six letters.
create virtual table case_word using fts5 (
  shapes, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);

-- Names of the reference data, so that no other database is needed to show a list.
create table region_name (
  code text primary key,
  -- Empty above provinces.
  parent_code text not null,
  level text not null,
  name text not null,
  lat real,
  lng real
) strict;
create index region_name_by_parent on region_name (parent_code, name);

create table agency_name (
  id text primary key,
  parent_id text,
  -- Empty for national bodies.
  region_code text not null,
  level text not null,
  short_name text not null,
  name text not null
) strict;
create index agency_name_by_region on agency_name (region_code, short_name);

create table category_name (
  code text primary key,
  -- Empty for top-level categories.
  parent_code text not null,
  name_id text not null,
  name_en text not null,
  -- 1 where the topic asks for protection.
  is_sensitive integer not null check (is_sensitive in (0, 1))
) strict;
create index category_name_by_parent on category_name (parent_code, code);
