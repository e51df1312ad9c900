-- What the inbox walks through (docs/decisions/0019): each case once in every lane in which somebody reads it, in the orders
-- of the lists, with what filters ask for; so that a page reads as many rows as it shows however many cases there are. Lanes:
--   `*` all   `n` at the national desk   `a:{agency}` held by an agency   `u:{agency}/{unit}` by its unit, or by none of them
--   `s:{agency}` for its inspectorate, and in no `a:` or `u:`   `r:{agency}` it reads along   `o` with the Ombudsman
--   `p` public and open, for observers
create table desk_entry (
  lane text not null,
  -- 1: rejected or closed, with `due_key` as if it had no end. Without an end: 9000000000000000.
  is_over integer not null,
  due_key integer not null,
  received_at integer not null,
  complaint_id text not null,
  -- 0 - followers: every order goes upwards.
  follower_key integer not null,
  state text not null,
  agency_id text,
  unit_id text,
  -- Of the holder: '' is WIB.
  timezone text not null,
  -- Verified, or suggested.
  category_code text,
  region_code text,
  channel text not null,
  kind text not null,
  primary key (lane, is_over, due_key, received_at, complaint_id)
) strict, without rowid;
create index desk_entry_newest on desk_entry (lane, received_at desc, complaint_id);
create index desk_entry_followed on desk_entry (lane, follower_key, received_at, complaint_id);

-- How many of a lane, by state and end, by holder, by category. A thousand rows are added up instead of a million counted.
create table desk_count (
  lane text not null,
  what text not null check (what in ('clock', 'holder', 'category')),
  -- clock: state and timezone; holder: agency and unit; category: its code.
  a text not null,
  b text not null,
  due_key integer not null,
  cases integer not null,
  primary key (lane, what, a, b, due_key)
) strict, without rowid;

insert into desk_entry (lane, is_over, due_key, received_at, complaint_id, follower_key, state, agency_id, unit_id,
  timezone, category_code, region_code, channel, kind)
select l.lane, c.state in ('rejected', 'closed'),
  iif(c.state in ('rejected', 'closed'), 9000000000000000, coalesce(c.due_at, 9000000000000000)), c.received_at, c.id,
  -c.follower_count, c.state, c.agency_id, c.unit_id,
  coalesce((select z.timezone from agency a join region z on z.code = a.region_code where a.id = c.agency_id), ''),
  coalesce(c.category_code, iif(json_valid(c.suggestion), c.suggestion, '{}') ->> '$.categories[0].code'),
  c.region_code, c.channel, coalesce(c.classification, c.kind)
from complaint c, (
  select x.id, j.value as lane from complaint x, json_each(json_array('*',
    iif(x.agency_id is null, 'n', null),
    iif(x.classification is not 'supervisory_complaint', 'a:' || x.agency_id, null),
    iif(x.classification is not 'supervisory_complaint', 'u:' || x.agency_id || '/' || coalesce(x.unit_id, ''), null),
    iif(x.classification is 'supervisory_complaint', 's:' || x.agency_id, null),
    iif(iif(json_valid(x.life), x.life, '{}') ->> '$.facts.handed_over' is not null, 'o', null),
    iif(x.is_public = 1 and x.state not in ('rejected', 'closed') and x.due_at is not null, 'p', null))) j
  where j.value is not null
  union
  select x.id, 'r:' || r.value from complaint x, json_each(iif(json_valid(x.life), x.life, '{}'), '$.facts.cc') r
  where x.classification is not 'supervisory_complaint' and r.value is not x.agency_id) l
where c.id = l.id;

insert into desk_count (lane, what, a, b, due_key, cases)
select lane, 'clock', state, timezone, due_key, count(*) from desk_entry group by lane, state, timezone, due_key;
insert into desk_count (lane, what, a, b, due_key, cases)
select lane, 'holder', coalesce(agency_id, ''), coalesce(unit_id, ''), 0, count(*) from desk_entry
group by lane, coalesce(agency_id, ''), coalesce(unit_id, '');
insert into desk_count (lane, what, a, b, due_key, cases)
select lane, 'category', category_code, '', 0, count(*) from desk_entry where category_code is not null
group by lane, category_code;

create trigger desk_entry_counted after insert on desk_entry
begin
  insert into desk_count (lane, what, a, b, due_key, cases) values (new.lane, 'clock', new.state, new.timezone, new.due_key, 1)
  on conflict (lane, what, a, b, due_key) do update set cases = cases + 1;
  insert into desk_count (lane, what, a, b, due_key, cases)
  values (new.lane, 'holder', coalesce(new.agency_id, ''), coalesce(new.unit_id, ''), 0, 1)
  on conflict (lane, what, a, b, due_key) do update set cases = cases + 1;
  insert into desk_count (lane, what, a, b, due_key, cases)
  select new.lane, 'category', new.category_code, '', 0, 1 where new.category_code is not null
  on conflict (lane, what, a, b, due_key) do update set cases = cases + 1;
end;

-- A row that counts nothing goes: ends are moments, and there is no end to them.
create trigger desk_entry_uncounted after delete on desk_entry
begin
  update desk_count set cases = cases - 1 where lane = old.lane and what = 'clock' and a = old.state
    and b = old.timezone and due_key = old.due_key;
  delete from desk_count where lane = old.lane and what = 'clock' and a = old.state and b = old.timezone
    and due_key = old.due_key and cases <= 0;
  update desk_count set cases = cases - 1 where lane = old.lane and what = 'holder' and a = coalesce(old.agency_id, '')
    and b = coalesce(old.unit_id, '') and due_key = 0;
  delete from desk_count where lane = old.lane and what = 'holder' and a = coalesce(old.agency_id, '')
    and b = coalesce(old.unit_id, '') and due_key = 0 and cases <= 0;
  update desk_count set cases = cases - 1 where lane = old.lane and what = 'category' and a = old.category_code
    and b = '' and due_key = 0;
  delete from desk_count where lane = old.lane and what = 'category' and a = old.category_code and b = ''
    and due_key = 0 and cases <= 0;
end;

create trigger complaint_enters_lanes after insert on complaint
begin
  insert into desk_entry (lane, is_over, due_key, received_at, complaint_id, follower_key, state, agency_id, unit_id,
    timezone, category_code, region_code, channel, kind)
  select l.lane, new.state in ('rejected', 'closed'),
    iif(new.state in ('rejected', 'closed'), 9000000000000000, coalesce(new.due_at, 9000000000000000)), new.received_at,
    new.id, -new.follower_count, new.state, new.agency_id, new.unit_id,
    coalesce((select z.timezone from agency a join region z on z.code = a.region_code where a.id = new.agency_id), ''),
    coalesce(new.category_code, iif(json_valid(new.suggestion), new.suggestion, '{}') ->> '$.categories[0].code'),
    new.region_code, new.channel, coalesce(new.classification, new.kind)
  from (select value as lane from json_each(json_array('*',
      iif(new.agency_id is null, 'n', null),
      iif(new.classification is not 'supervisory_complaint', 'a:' || new.agency_id, null),
      iif(new.classification is not 'supervisory_complaint', 'u:' || new.agency_id || '/' || coalesce(new.unit_id, ''), null),
      iif(new.classification is 'supervisory_complaint', 's:' || new.agency_id, null),
      iif(iif(json_valid(new.life), new.life, '{}') ->> '$.facts.handed_over' is not null, 'o', null),
      iif(new.is_public = 1 and new.state not in ('rejected', 'closed') and new.due_at is not null, 'p', null)))
    where value is not null
    union
    select 'r:' || r.value from json_each(iif(json_valid(new.life), new.life, '{}'), '$.facts.cc') r
    where new.classification is not 'supervisory_complaint' and r.value is not new.agency_id) l;
end;

create trigger complaint_changes_lanes after update of state, life, classification, category_code, is_public, agency_id,
  unit_id, due_at, follower_count, region_code, suggestion, kind on complaint
begin
  delete from desk_entry
  where lane in (select value from json_each(json_array('*', 'n', 'o', 'p', 'a:' || old.agency_id,
        'u:' || old.agency_id || '/' || coalesce(old.unit_id, ''), 's:' || old.agency_id)) where value is not null
      union
      select 'r:' || r.value from json_each(iif(json_valid(old.life), old.life, '{}'), '$.facts.cc') r)
    and is_over = (old.state in ('rejected', 'closed'))
    and due_key = iif(old.state in ('rejected', 'closed'), 9000000000000000, coalesce(old.due_at, 9000000000000000))
    and received_at = old.received_at and complaint_id = old.id;
  insert into desk_entry (lane, is_over, due_key, received_at, complaint_id, follower_key, state, agency_id, unit_id,
    timezone, category_code, region_code, channel, kind)
  select l.lane, new.state in ('rejected', 'closed'),
    iif(new.state in ('rejected', 'closed'), 9000000000000000, coalesce(new.due_at, 9000000000000000)), new.received_at,
    new.id, -new.follower_count, new.state, new.agency_id, new.unit_id,
    coalesce((select z.timezone from agency a join region z on z.code = a.region_code where a.id = new.agency_id), ''),
    coalesce(new.category_code, iif(json_valid(new.suggestion), new.suggestion, '{}') ->> '$.categories[0].code'),
    new.region_code, new.channel, coalesce(new.classification, new.kind)
  from (select value as lane from json_each(json_array('*',
      iif(new.agency_id is null, 'n', null),
      iif(new.classification is not 'supervisory_complaint', 'a:' || new.agency_id, null),
      iif(new.classification is not 'supervisory_complaint', 'u:' || new.agency_id || '/' || coalesce(new.unit_id, ''), null),
      iif(new.classification is 'supervisory_complaint', 's:' || new.agency_id, null),
      iif(iif(json_valid(new.life), new.life, '{}') ->> '$.facts.handed_over' is not null, 'o', null),
      iif(new.is_public = 1 and new.state not in ('rejected', 'closed') and new.due_at is not null, 'p', null)))
    where value is not null
    union
    select 'r:' || r.value from json_each(iif(json_valid(new.life), new.life, '{}'), '$.facts.cc') r
    where new.classification is not 'supervisory_complaint' and r.value is not new.agency_id) l;
end;
