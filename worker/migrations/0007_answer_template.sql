-- Answers to begin with. What still is one, word for word, is no answer (domain guide, section 7.6).

create table answer_template (
  id text primary key,
  -- Whose; null for every agency.
  agency_id text references agency (id) on delete restrict,
  -- For which unit; null for every unit of them.
  unit_id text references agency_unit (id) on delete restrict,
  -- About what; null for every matter.
  category_code text references category (code) on delete restrict,
  title text not null,
  -- What must be filled in stands in square brackets: [tanggal].
  body text not null,
  is_active integer not null default 1 check (is_active in (0, 1)),
  updated_at integer not null
) strict;
create index answer_template_by_agency on answer_template (agency_id, is_active);

insert into answer_template (id, title, body, updated_at) values
  ('nasional-selesai', 'Sudah dibereskan',
   'Terima kasih atas laporannya. [Apa yang dikerjakan] sudah selesai pada [tanggal] oleh [siapa yang mengerjakan]. Kalau di lapangan belum beres, nyatakan keberatan: kami periksa lagi.', 0),
  ('nasional-rencana', 'Akan dibereskan',
   'Terima kasih atas laporannya. Kami sudah memeriksa pada [tanggal periksa] dan menemukan [hasil pemeriksaan]. Perbaikan dikerjakan [bagaimana] dan selesai paling lambat [tanggal selesai].', 0),
  ('nasional-tidak-bisa', 'Tidak bisa dibereskan',
   'Terima kasih atas laporannya. Kami sudah memeriksa. [Apa yang diminta] belum bisa kami lakukan karena [alasan], sesuai [dasar aturan]. Yang bisa Anda tempuh: [pilihan lain].', 0),
  ('nasional-informasi', 'Informasi',
   'Terima kasih atas pertanyaannya. [Jawaban]. Layanan ini dibuka [hari dan jam] di [tempat], dengan syarat [syarat].', 0);

-- Duplicates are looked for near a place.
create index complaint_by_region on complaint (region_code, received_at) where region_code is not null;
