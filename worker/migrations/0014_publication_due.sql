-- Which public pages have changed since they were last copied to SEARCH (docs/decisions/0014). By code, not by complaint: of
-- twins of one code the public page shows the first.

-- Counts changes, so that whoever publishes late can tell that somebody else has published something newer.
create table publication_clock (
  id integer primary key check (id = 1),
  revision integer not null
) strict;
insert into publication_clock (id, revision) values (1, 1);

create table publication_due (
  tracking_code text primary key,
  revision integer not null
) strict;

-- Not of `next_due_at`: the clock moves it without changing what anybody sees.
create trigger complaint_public_page_changed after update of seq, state, life, visibility, classification, category_code,
  is_public, agency_id, unit_id, follower_count, merged_into, narrative, place, landmark, region_code, lat, lon on complaint
when new.is_public = 1 or old.is_public = 1
begin
  update publication_clock set revision = revision + 1;
  insert into publication_due (tracking_code, revision)
  select new.tracking_code, revision from publication_clock where id = 1
  on conflict (tracking_code) do update set revision = excluded.revision;
end;

-- Nothing is filed as public; copies of other systems might be.
create trigger complaint_public_page_began after insert on complaint when new.is_public = 1
begin
  update publication_clock set revision = revision + 1;
  insert into publication_due (tracking_code, revision)
  select new.tracking_code, revision from publication_clock where id = 1
  on conflict (tracking_code) do update set revision = excluded.revision;
end;

-- What is erased (UU 27/2022) goes from the lists as well.
create trigger message_public_text_changed after update of text on message
when exists (select 1 from complaint c where c.id = new.complaint_id and c.is_public = 1)
begin
  update publication_clock set revision = revision + 1;
  insert into publication_due (tracking_code, revision)
  select c.tracking_code, (select revision from publication_clock where id = 1)
  from complaint c where c.id = new.complaint_id
  on conflict (tracking_code) do update set revision = excluded.revision;
end;

insert into publication_due (tracking_code, revision)
select distinct tracking_code, 1 from complaint where is_public = 1;
