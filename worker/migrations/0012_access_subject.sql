-- Whom an entry of the access log is about, where that is an officer: whose account was opened again, whose key looks copied.
alter table access_log add column subject_id text references officer (id) on delete restrict;
