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
  -- Of the same end the more supported comes first (docs/decisions/0018), then what was received first.
  rank_key integer not null,
  complaint_id text not null,
  received_at integer not null,
  -- 0 - followers, 0 - supporters: every order goes upwards.
  follower_key integer not null,
  support_key integer not null,
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
  -- It follows another: nobody's turn.
  is_merged integer not null,
  primary key (lane, is_over, due_key, rank_key, complaint_id)
) strict, without rowid;
create index desk_entry_newest on desk_entry (lane, received_at desc, complaint_id);
create index desk_entry_followed on desk_entry (lane, follower_key, received_at, complaint_id);
create index desk_entry_supported on desk_entry (lane, support_key, received_at, complaint_id);

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

-- The entries that every case ought to have, and where its row is.
create view desk_lane as
select l.value as lane,
  c.state in ('rejected', 'closed') as is_over,
  iif(c.state in ('rejected', 'closed'), 9000000000000000, coalesce(c.due_at, 9000000000000000)) as due_key,
  c.received_at - min(c.support_count, 500) * 10000000000000 as rank_key, c.id as complaint_id, c.received_at,
  -c.follower_count as follower_key, -c.support_count as support_key, c.state, c.agency_id, c.unit_id,
  coalesce((select z.timezone from agency a join region z on z.code = a.region_code where a.id = c.agency_id), '') as timezone,
  coalesce(c.category_code, iif(json_valid(c.suggestion), c.suggestion, '{}') ->> '$.categories[0].code') as category_code,
  c.region_code, c.channel, coalesce(c.classification, c.kind) as kind,
  c.merged_into is not null as is_merged, c.rowid as place
from complaint c, json_each(json_array('*',
  iif(c.agency_id is null, 'n', null),
  iif(c.classification is not 'supervisory_complaint', 'a:' || c.agency_id, null),
  iif(c.classification is not 'supervisory_complaint', 'u:' || c.agency_id || '/' || coalesce(c.unit_id, ''), null),
  iif(c.classification is 'supervisory_complaint', 's:' || c.agency_id, null),
  iif(iif(json_valid(c.life), c.life, '{}') ->> '$.facts.handed_over' is not null, 'o', null),
  iif(c.is_public = 1 and c.state not in ('rejected', 'closed') and c.due_at is not null, 'p', null))) l
where l.value is not null
union all
select distinct 'r:' || r.value,
  c.state in ('rejected', 'closed') as is_over,
  iif(c.state in ('rejected', 'closed'), 9000000000000000, coalesce(c.due_at, 9000000000000000)) as due_key,
  c.received_at - min(c.support_count, 500) * 10000000000000 as rank_key, c.id as complaint_id, c.received_at,
  -c.follower_count as follower_key, -c.support_count as support_key, c.state, c.agency_id, c.unit_id,
  coalesce((select z.timezone from agency a join region z on z.code = a.region_code where a.id = c.agency_id), '') as timezone,
  coalesce(c.category_code, iif(json_valid(c.suggestion), c.suggestion, '{}') ->> '$.categories[0].code') as category_code,
  c.region_code, c.channel, coalesce(c.classification, c.kind) as kind,
  c.merged_into is not null as is_merged, c.rowid as place
from complaint c, json_each(iif(json_valid(c.life), c.life, '{}'), '$.facts.cc') r
where c.classification is not 'supervisory_complaint' and r.value is not c.agency_id;

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
  insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id,
    unit_id, timezone, category_code, region_code, channel, kind, is_merged)
  select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id,
    unit_id, timezone, category_code, region_code, channel, kind, is_merged
  from desk_lane where complaint_id = new.id;
end;

-- An update of both kinds fires both of the following, in no promised order: so both ranks are looked for.
create trigger complaint_changes_lanes after update of state, life, classification, category_code, is_public, agency_id,
  unit_id, due_at, region_code, suggestion, kind, merged_into on complaint
begin
  delete from desk_entry
  where lane in (select value from json_each(json_array('*', 'n', 'o', 'p', 'a:' || old.agency_id,
        'u:' || old.agency_id || '/' || coalesce(old.unit_id, ''), 's:' || old.agency_id)) where value is not null
      union
      select 'r:' || r.value from json_each(iif(json_valid(old.life), old.life, '{}'), '$.facts.cc') r)
    and is_over = (old.state in ('rejected', 'closed'))
    and due_key = iif(old.state in ('rejected', 'closed'), 9000000000000000, coalesce(old.due_at, 9000000000000000))
    and rank_key in (old.received_at - min(old.support_count, 500) * 10000000000000, new.received_at - min(new.support_count, 500) * 10000000000000) and complaint_id = old.id;
  insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id,
    unit_id, timezone, category_code, region_code, channel, kind, is_merged)
  select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id,
    unit_id, timezone, category_code, region_code, channel, kind, is_merged
  from desk_lane where complaint_id = new.id;
end;

-- Who follows and who supports changes places, and no numbers.
create trigger complaint_changes_rank after update of follower_count, support_count on complaint
begin
  update desk_entry set rank_key = new.received_at - min(new.support_count, 500) * 10000000000000,
    follower_key = -new.follower_count, support_key = -new.support_count
  where lane in (select value from json_each(json_array('*', 'n', 'o', 'p', 'a:' || old.agency_id,
        'u:' || old.agency_id || '/' || coalesce(old.unit_id, ''), 's:' || old.agency_id)) where value is not null
      union
      select 'r:' || r.value from json_each(iif(json_valid(old.life), old.life, '{}'), '$.facts.cc') r)
    and is_over = (old.state in ('rejected', 'closed'))
    and due_key = iif(old.state in ('rejected', 'closed'), 9000000000000000, coalesce(old.due_at, 9000000000000000))
    and rank_key = old.received_at - min(old.support_count, 500) * 10000000000000 and complaint_id = old.id;
end;

-- What is there already, in steps: one statement may take thirty seconds.
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 0 and 24999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 25000 and 49999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 50000 and 74999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 75000 and 99999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 100000 and 124999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 125000 and 149999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 150000 and 174999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 175000 and 199999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 200000 and 224999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 225000 and 249999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 250000 and 274999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 275000 and 299999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 300000 and 324999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 325000 and 349999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 350000 and 374999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 375000 and 399999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 400000 and 424999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 425000 and 449999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 450000 and 474999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 475000 and 499999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 500000 and 524999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 525000 and 549999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 550000 and 574999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 575000 and 599999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 600000 and 624999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 625000 and 649999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 650000 and 674999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 675000 and 699999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 700000 and 724999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 725000 and 749999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 750000 and 774999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 775000 and 799999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 800000 and 824999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 825000 and 849999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 850000 and 874999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 875000 and 899999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 900000 and 924999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 925000 and 949999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 950000 and 974999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place between 975000 and 999999;
insert into desk_entry (lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged)
select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
from desk_lane where place >= 1000000;
