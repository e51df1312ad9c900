-- Which networks joined a complaint lately, so that one of them cannot make a crowd (docs/decisions/0018). Nobody can be told from
-- a row: `network` is a keyed digest of the network's address together with the lead's code, `joiner` one of the code that joined.
-- The clock drops rows once they bound nothing any more.
create table join_network (
  network text not null,
  joiner text not null,
  at integer not null,
  primary key (network, joiner)
) strict, without rowid;
create index join_network_at on join_network (at);
