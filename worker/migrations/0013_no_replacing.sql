-- `insert or replace` takes a row away without firing a trigger on deletion: what is append-only refuses a key that is
-- there already before SQLite gets to replacing. In the words of the key itself, by which a lost race is told from a
-- lost database (d1.rs).
create trigger complaint_event_is_never_replaced before insert on complaint_event
when exists (select 1 from complaint_event e where e.complaint_id = new.complaint_id and e.seq = new.seq)
begin
  select raise(abort, 'UNIQUE constraint failed: E_HISTORY_IS_APPEND_ONLY');
end;

create trigger access_log_is_never_replaced before insert on access_log
when exists (select 1 from access_log l where l.id = new.id)
begin
  select raise(abort, 'UNIQUE constraint failed: E_ACCESS_LOG_IS_APPEND_ONLY');
end;

create trigger identity_request_is_never_replaced before insert on identity_request
when exists (select 1 from identity_request r where r.id = new.id)
begin
  select raise(abort, 'UNIQUE constraint failed: E_IDENTITY_REQUEST_STAYS');
end;

create trigger reference_change_set_is_never_replaced before insert on reference_change_set
when exists (select 1 from reference_change_set s where s.id = new.id)
begin
  select raise(abort, 'UNIQUE constraint failed: E_HISTORY_IS_APPEND_ONLY');
end;

create trigger reference_change_is_never_replaced before insert on reference_change
when exists (select 1 from reference_change c where c.change_set_id = new.change_set_id and c.seq = new.seq)
begin
  select raise(abort, 'UNIQUE constraint failed: E_HISTORY_IS_APPEND_ONLY');
end;
