-- What stands close by, in the citizen's words: addresses are found by landmarks. Old rows have none.
alter table complaint add column landmark text;
