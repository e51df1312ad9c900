-- How many cases a region has, by topic and state: maps add up a few of these rows instead of counting a million cases.
-- Kept by triggers, so it is never behind `public_case`. Who follows another case is not counted: lists do not show it either.
create table region_count (
  region_code text not null,
  topic_code text not null,
  state text not null,
  cases integer not null,
  primary key (region_code, topic_code, state)
) strict, without rowid;

insert into region_count (region_code, topic_code, state, cases)
select a.value, c.topic_code, c.state, count(*)
from public_case c, json_each(json_array(c.province, c.regency, c.district)) a
where a.value is not null and c.is_follower = 0
group by a.value, c.topic_code, c.state;

create trigger region_count_new after insert on public_case when new.is_follower = 0
begin
  insert into region_count (region_code, topic_code, state, cases)
  select value, new.topic_code, new.state, 1 from json_each(json_array(new.province, new.regency, new.district))
  where value is not null
  on conflict (region_code, topic_code, state) do update set cases = cases + 1;
end;

create trigger region_count_gone after delete on public_case when old.is_follower = 0
begin
  update region_count set cases = cases - 1
  where topic_code = old.topic_code and state = old.state and region_code in (old.province, old.regency, old.district);
end;

create trigger region_count_moved
after update of province, regency, district, topic_code, state, is_follower on public_case
when old.province is not new.province or old.regency is not new.regency or old.district is not new.district
  or old.topic_code <> new.topic_code or old.state <> new.state or old.is_follower <> new.is_follower
begin
  update region_count set cases = cases - 1
  where old.is_follower = 0 and topic_code = old.topic_code and state = old.state
    and region_code in (old.province, old.regency, old.district);
  insert into region_count (region_code, topic_code, state, cases)
  select value, new.topic_code, new.state, 1 from json_each(json_array(new.province, new.regency, new.district))
  where value is not null and new.is_follower = 0
  on conflict (region_code, topic_code, state) do update set cases = cases + 1;
end;
