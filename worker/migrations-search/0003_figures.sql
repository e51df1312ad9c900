-- What figures are made of besides (domain::figures::CaseFacts): whether each step was in time, null while that cannot be
-- said, and since when the answer that stands has stood. Rows from before are made again by whoever publishes them.
alter table public_case add column verified_in_time integer check (verified_in_time in (0, 1));
alter table public_case add column replied_in_time integer check (replied_in_time in (0, 1));
alter table public_case add column done_in_time integer check (done_in_time in (0, 1));
alter table public_case add column stands_since integer;
