-- Photos, documents and voice notes of a complaint. Their bytes are in R2; here is what was announced, which parts are
-- there, and what became of it. A file belongs to one complaint, so that erasing a complaint erases its files.
create table attachment (
  complaint_id text not null references complaint (id) on delete restrict,
  -- SHA-256 of the file as its sender has it: its name in every address.
  sha256 text not null,
  type text not null check (type in
    ('image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'audio/webm', 'audio/ogg', 'audio/mp4')),
  bytes integer not null check (bytes > 0),
  part_bytes integer not null check (part_bytes > 0),
  state text not null check (state in ('expected', 'stored', 'refused', 'removed')),
  -- Why it was refused.
  reason text,
  -- What is kept, metadata taken out; the key in R2 is made of it.
  stored_sha256 text,
  stored_bytes integer,
  width integer,
  height integer,
  -- How it must be turned to stand upright, as in EXIF, of which nothing else was kept.
  orientation integer not null default 1 check (orientation between 1 and 8),
  -- The small picture the phone made.
  thumbnail_type text check (thumbnail_type in ('image/jpeg', 'image/webp')),
  -- `reporter`, or the role of the officer who attached it.
  author text not null,
  officer_id text references officer (id) on delete restrict,
  agency_id text references agency (id) on delete restrict,
  unit_id text references agency_unit (id) on delete restrict,
  announced_at integer not null,
  stored_at integer,
  -- Kept from the public by an officer, and why.
  hidden_at integer,
  hidden_by text references officer (id) on delete restrict,
  hidden_reason text,
  primary key (complaint_id, sha256),
  check (state <> 'stored' or stored_sha256 is not null),
  check ((author = 'reporter') = (officer_id is null))
) strict;
create index attachment_by_state on attachment (state, announced_at);

-- Which parts are there. A row follows its bytes; create-once.
create table attachment_part (
  complaint_id text not null,
  sha256 text not null,
  n integer not null check (n >= 0),
  stored_at integer not null,
  primary key (complaint_id, sha256, n),
  foreign key (complaint_id, sha256) references attachment (complaint_id, sha256) on delete restrict
) strict;
