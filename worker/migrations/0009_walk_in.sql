-- Complaints that an officer keyed in for somebody: at a counter, by telephone, from a box. The channel, and when it was
-- said or written (`written_at`), stand in `complaint`; the clocks run from receipt like everybody's.
create table walk_in (
  complaint_id text primary key references complaint (id) on delete restrict,
  -- Who keyed it in; the public only knows that somebody in office did.
  officer_id text not null references officer (id) on delete restrict,
  -- Server time.
  keyed_at integer not null
) strict;
create index walk_in_by_officer on walk_in (officer_id, keyed_at);
