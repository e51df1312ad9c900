-- Reference data: everything that depends on law or place is a row with a source, never a number in code.
-- Loaded by `cargo xtask reference load` from data/*.csv.

create table region (
  code text primary key,
  level text not null check (level in ('provinsi', 'kabkota', 'kecamatan', 'desa')),
  kind text not null,
  name text not null,
  parent_code text references region (code) on delete restrict,
  lat real,
  lng real,
  timezone text check (timezone in ('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura')),
  area_km2 real,
  population integer,
  aliases text not null default ''
) strict;
create index region_by_parent on region (parent_code);
create index region_by_level on region (level);

create table agency (
  id text primary key,
  kind text not null,
  level text not null check (level in ('pusat', 'provinsi', 'kabkota', 'bumn')),
  short_name text not null,
  name text not null,
  parent_id text references agency (id) on delete restrict,
  region_code text references region (code) on delete restrict,
  aliases text not null default '',
  autonomous integer not null check (autonomous in (0, 1))
) strict;
create index agency_by_region on agency (region_code);

-- Templates of the usual units of a government; a government's own mapping comes with administration.
create table agency_unit (
  id text primary key,
  scope text not null check (scope in ('kabkota', 'provinsi', 'dki', 'vertikal')),
  code text not null,
  short_name text not null,
  name text not null,
  affair text not null,
  aliases text not null default '',
  national_counterpart text references agency (id) on delete restrict
) strict;

create table category (
  code text primary key,
  parent_code text references category (code) on delete restrict,
  depth integer not null check (depth in (1, 2)),
  name_id text not null,
  name_en text not null,
  lapor_topic text not null,
  default_level text check (default_level in ('desa', 'kabkota', 'provinsi', 'pusat', 'bersama', 'bumn')),
  kabkota_unit text references agency_unit (id) on delete restrict,
  provinsi_unit text references agency_unit (id) on delete restrict,
  national_agency text references agency (id) on delete restrict,
  urgency text check (urgency in ('normal', 'high', 'emergency')),
  default_privacy text check (default_privacy in ('anonim', 'rahasia')),
  keywords_formal text not null default '',
  keywords_slang_sms text not null default '',
  keywords_regional text not null default '',
  legal_basis text not null default '',
  source text not null default ''
) strict;

create table routing_rule (
  id text primary key,
  category_code text not null,
  condition text not null,
  value text not null,
  target_level text not null check (target_level in ('desa', 'kabkota', 'provinsi', 'pusat', 'bumn')),
  target_type text not null check (target_type in ('opd', 'dki', 'vertikal', 'agency', 'region')),
  target text not null,
  priority integer not null,
  hints text not null default '',
  note text not null default ''
) strict;

create table holiday (
  date text not null,
  kind text not null check (kind in ('libur_nasional', 'cuti_bersama', 'libur_pemilu')),
  name_id text not null,
  name_en text not null,
  status text not null,
  is_working_day integer not null check (is_working_day in (0, 1)),
  note text not null default '',
  primary key (date, kind, name_id)
) strict;

-- Periods set by regulation or by this project (guide: one row a rule, with dates of effect).
create table terms (
  rule text not null,
  report_type text not null,
  scope text not null,
  value integer not null check (value > 0),
  unit text not null check (unit in ('wd', 'day')),
  basis text not null,
  source text not null,
  valid_from text not null,
  valid_to text,
  primary key (rule, report_type, scope, valid_from)
) strict;

-- One row: the digest of what is loaded. Workers keep routing data in memory and compare this.
create table reference_version (
  id integer primary key check (id = 1),
  version text not null,
  loaded_at integer not null
) strict;
