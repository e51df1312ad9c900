-- Who else has the same trouble, without an account (docs/decisions/0018). Nobody can be told from a row: `device` is a digest
-- of a random cookie together with the complaint, `network` a keyed digest of the network's address together with the complaint,
-- dropped by the clock once it bounds nothing any more.
create table support (
  complaint_id text not null references complaint (id) on delete restrict,
  device text not null,
  network text,
  at integer not null,
  primary key (complaint_id, device)
) strict, without rowid;
create index support_by_network on support (network, at) where network is not null;
create index support_with_network on support (at) where network is not null;

alter table complaint add column support_count integer not null default 0;

create trigger support_given after insert on support
begin
  update complaint set support_count = support_count + 1 where id = new.complaint_id;
end;

create trigger support_taken_back after delete on support
begin
  update complaint set support_count = support_count - 1 where id = old.complaint_id;
end;

create trigger complaint_support_changed after update of support_count on complaint when new.is_public = 1
begin
  update publication_clock set revision = revision + 1;
  insert into publication_due (tracking_code, revision)
  select new.tracking_code, revision from publication_clock where id = 1
  on conflict (tracking_code) do update set revision = excluded.revision;
end;
