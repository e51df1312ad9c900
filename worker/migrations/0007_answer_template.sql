-- Answers that officers begin with and must edit. (Copied from the case page's branch until both are merged.)

create table answer_template (
  id text primary key,
  -- Null: for every agency.
  agency_id text references agency (id) on delete restrict,
  unit_id text references agency_unit (id) on delete restrict,
  category_code text references category (code) on delete restrict,
  title text not null,
  body text not null,
  is_active integer not null default 1 check (is_active in (0, 1)),
  updated_at integer not null
) strict;
create index answer_template_by_agency on answer_template (agency_id);
