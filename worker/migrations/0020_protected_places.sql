-- Of protected topics no place in the reporter's words is public any more (docs/decisions/0015): what was published with one is
-- published again.
update publication_clock set revision = revision + 1;
insert into publication_due (tracking_code, revision)
select c.tracking_code, k.revision from complaint c join publication_clock k on k.id = 1
where c.is_public = 1 and c.category_code in (select code from category where default_privacy <> '')
on conflict (tracking_code) do update set revision = excluded.revision;
