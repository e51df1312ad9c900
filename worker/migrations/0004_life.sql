-- The life of a complaint: its whole state as the domain keeps it, what people wrote to each other, who acts, what
-- the clock did. Columns beside `life` are copies of it, for queries; they change in the same statement.

-- domain::complaint::Complaint as JSON.
alter table complaint add column life text not null default '';
-- What an officer decided it to be; null until then.
alter table complaint add column classification text;
alter table complaint add column category_code text references category (code) on delete restrict;
-- Whether anybody may read the story.
alter table complaint add column is_public integer not null default 0 check (is_public in (0, 1));
alter table complaint add column merged_into text references complaint (id) on delete restrict;
alter table complaint add column follower_count integer not null default 0;
-- When the clock must look again.
alter table complaint add column next_due_at integer;
-- The nearest end of a running period of an officer: what a desk sorts by.
alter table complaint add column due_at integer;

-- Every complaint from before is still at the verification desk. The clock has not seen it yet: it looks at once, and
-- finds the day of the warning.
update complaint set
  next_due_at = received_at,
  due_at = verify_by,
  life = json_object(
    'facts', json_object(
      'id', id, 'seq', seq, 'kind', kind, 'visibility', visibility, 'reporter', reporter,
      'is_reachable', json(iif(exists (select 1 from notification n
        where n.complaint_id = complaint.id and n.audience = 'reporter'), 'true', 'false')),
      'received_at', received_at, 'category', null, 'cc', json('[]'), 'resolve', null, 'held_since', received_at,
      'hops', json('[]'), 'is_assigned_for_good', json('false'), 'pauses', json('[]'), 'missed', json('[]'),
      'objections', 0, 'reopenings', 0, 'merged_into', null, 'rating', null, 'hand_over_offered_at', null,
      'handed_over', null),
    'state', json_object(
      'state', 'received', 'desk', 'national',
      'verify', json_object(
        'rule', 'verify_by',
        -- In which it ends at midnight: 24:00 is 17:00 UTC in WIB, 16:00 in WITA, 15:00 in WIT.
        'zone', case (verify_by / 1000 + 1) % 86400 when 57600 then 'wita' when 54000 then 'wit' else 'wib' end,
        'length', json_object('value', 3, 'unit', 'wd'), 'started_at', received_at, 'counts_from', received_at,
        'due', verify_by, 'remind_at', verify_by)))
where state = 'received';

create index complaint_by_next_due on complaint (next_due_at) where next_due_at is not null;
create index complaint_by_lead on complaint (merged_into) where merged_into is not null;
create index complaint_by_agency on complaint (agency_id, unit_id, due_at);

-- Every text of a history entry but the story. A text may have to be erased (UU 27/2022): then text and salt are
-- null, and the digest in history says nothing any more.
create table message (
  complaint_id text not null,
  seq integer not null,
  part text not null,
  thread text not null check (thread in ('conversation', 'private', 'internal')),
  author text not null,
  text text,
  salt text,
  at integer not null,
  primary key (complaint_id, seq, part),
  foreign key (complaint_id, seq) references complaint_event (complaint_id, seq) on delete restrict
) strict;

-- What was sent under which id of the sender: a repetition gets the first answer.
create table command (
  id text primary key,
  complaint_id text not null,
  digest text not null,
  name text not null,
  seq integer not null,
  -- As it was right after: what the receipt says.
  state text not null,
  due_at integer,
  at integer not null,
  foreign key (complaint_id, seq) references complaint_event (complaint_id, seq) on delete restrict
) strict;
create index command_by_complaint on command (complaint_id, seq);

-- A wider audience, the desk it is for, what the text is filled with.
create table notification_2 (
  id text primary key,
  complaint_id text not null references complaint (id) on delete restrict,
  event_seq integer not null,
  audience text not null check (audience in
    ('reporter', 'verifier', 'holder', 'coordinator', 'head_of_agency', 'inspectorate', 'reading_along', 'ombudsman')),
  agency_id text references agency (id) on delete restrict,
  unit_id text references agency_unit (id) on delete restrict,
  template text not null,
  facts text not null default '{}',
  state text not null check (state in ('pending', 'sent', 'skipped', 'failed')),
  not_before integer not null,
  lease_until integer not null default 0,
  attempt integer not null default 0,
  created_at integer not null
) strict;
insert into notification_2 (id, complaint_id, event_seq, audience, template, state, not_before, lease_until, attempt,
  created_at)
select id, complaint_id, event_seq, case audience when 'agency' then 'coordinator' else audience end, template, state,
  not_before, lease_until, attempt, created_at
from notification;
drop table notification;
alter table notification_2 rename to notification;
create index notification_due on notification (state, not_before);
create index notification_by_complaint on notification (complaint_id, event_seq);

-- Who acts for an agency. No name yet is better than a name nobody needs: accounts come with sign-in.
create table officer (
  id text primary key,
  name text not null,
  is_active integer not null default 1 check (is_active in (0, 1)),
  created_at integer not null
) strict;

create table officer_role (
  officer_id text not null references officer (id) on delete restrict,
  role text not null check (role in ('national_admin', 'agency_coordinator', 'liaison_officer', 'inspectorate',
    'ombudsman', 'channel_operator', 'head_of_agency')),
  -- Null for the national admin and the Ombudsman.
  agency_id text references agency (id) on delete restrict,
  unit_id text references agency_unit (id) on delete restrict,
  unique (officer_id, role, agency_id, unit_id)
) strict;
create index officer_role_by_agency on officer_role (agency_id, role);

-- Programs and scripts that act for an officer; only SHA-256 of the token is kept.
create table api_token (
  hash text primary key,
  officer_id text not null references officer (id) on delete restrict,
  created_at integer not null,
  expires_at integer not null,
  revoked_at integer
) strict;

-- One row a run of a sweep: the platform reports every cron as well, also those that failed.
create table job_run (
  id integer primary key,
  job text not null,
  started_at integer not null,
  finished_at integer,
  cases integer not null default 0,
  transitions integer not null default 0,
  -- Statements sent to the database, and calls that carried them: the platform limits both.
  queries integer not null default 0,
  calls integer not null default 0,
  is_complete integer not null default 0 check (is_complete in (0, 1)),
  -- Where the next run goes on, for jobs that walk through everything.
  cursor text not null default '',
  error text
) strict;
create index job_run_by_job on job_run (job, started_at);

-- A way back for who lost the access key and left a contact: once, for half an hour.
create table recovery_link (
  token_hash text primary key,
  complaint_id text not null references complaint (id) on delete restrict,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create index recovery_link_by_complaint on recovery_link (complaint_id, created_at);

-- Who read what is sealed, or opened what was closed; never the content.
create table access_log (
  id integer primary key,
  complaint_id text not null references complaint (id) on delete restrict,
  at integer not null,
  actor text not null,
  what text not null
) strict;
create index access_log_by_complaint on access_log (complaint_id, at);
create trigger access_log_is_append_only before update on access_log
begin
  select raise(abort, 'E_ACCESS_LOG_IS_APPEND_ONLY');
end;
create trigger access_log_is_never_deleted before delete on access_log
begin
  select raise(abort, 'E_ACCESS_LOG_IS_APPEND_ONLY');
end;
