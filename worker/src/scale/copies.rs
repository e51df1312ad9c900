//! Many cases out of some: the rules take milliseconds a case, so past some ten thousand each is copied under other ids, codes
//! and times. States, places, topics and agencies stay in proportion; what gets rarer than in life are rare words.

use super::{Error, open};
use rusqlite::{Connection, params};
use std::path::Path;

/// Copies that differ in the last two digits of an id.
pub const MOST_COPIES: u32 = 256;
/// Between a case and its next copy: some minutes, so that no key is met twice.
const APART_MS: i64 = 613_000;

/// The tables of `DB` with a row or more for each case.
const OF_CASES: [&str; 6] = [
    "complaint",
    "complaint_event",
    "message",
    "notification",
    "identity",
    "desk_entry",
];

/// Fills empty databases with copies of made ones.
pub fn copy(
    [from_database, from_search]: [&Path; 2],
    [database, search]: [&Path; 2],
    copies: u32,
    told: &mut dyn FnMut(&str),
) -> Result<(), Error> {
    copy_record(&attached(database, from_database, copies)?, told)?;
    copy_public(&attached(search, from_search, copies)?, copies, told)
}

fn attached(to: &Path, from: &Path, copies: u32) -> Result<Connection, Error> {
    let connection = open(to)?;
    connection.execute_batch("pragma journal_mode = off; pragma cache_size = -800000")?;
    connection.execute("attach ?1 as made", params![from.to_string_lossy()])?;
    connection.execute_batch("create temp table copy (n integer primary key)")?;
    connection.execute(
        "with recursive k (n) as (select 0 union all select n + 1 from k where n < ?1) insert into temp.copy select n from k",
        params![copies.clamp(1, MOST_COPIES) - 1],
    )?;
    Ok(connection)
}

/// Rows come in the order of their key, and indexes and triggers only afterwards.
fn copy_record(connection: &Connection, told: &mut dyn FnMut(&str)) -> Result<(), Error> {
    let id = |column: &str| {
        format!("iif(n.n = 0, x.{column}, substr(x.{column}, 1, 34) || printf('%02x', n.n))")
    };
    let taken = take_away(connection, &OF_CASES)?;
    let life = format!("iif(n.n = 0, x.life, replace(x.life, x.id, {}))", id("id"));
    let lead = format!("iif(x.merged_into is null, null, {})", id("merged_into"));
    fill(
        connection,
        "complaint",
        "x.id, n.n",
        &[
            ("id", &id("id")),
            ("tracking_code", CODE),
            ("received_at", &format!("x.received_at - n.n * {APART_MS}")),
            ("life", &life),
            ("merged_into", &lead),
        ],
    )?;
    told("complaint");
    let complaint = id("complaint_id");
    for (table, order) in [
        ("complaint_event", ", x.seq"),
        ("message", ", x.seq"),
        ("identity", ""),
    ] {
        let order = format!("x.complaint_id, n.n{order}");
        fill(connection, table, &order, &[("complaint_id", &complaint)])?;
        told(table);
    }
    let notice = "iif(n.n = 0, x.id, x.id || '-' || n.n)";
    fill(
        connection,
        "notification",
        "x.complaint_id, n.n",
        &[("complaint_id", &complaint), ("id", notice)],
    )?;
    connection.execute_batch(
        "insert into main.publication_due select * from made.publication_due;
         update main.publication_clock set revision = (select revision from made.publication_clock)",
    )?;
    let of_lanes = |sql: &&String| sql.contains(" on desk_entry ");
    let is_index = |sql: &&String| sql.to_ascii_lowercase().starts_with("create index");
    for sql in taken.iter().filter(|sql| is_index(sql) && !of_lanes(sql)) {
        connection.execute_batch(sql)?;
    }
    told("indexes");
    connection.execute_batch(LANES)?;
    for sql in taken.iter().filter(|sql| !is_index(sql) || of_lanes(sql)) {
        connection.execute_batch(sql)?;
    }
    told("lanes");
    connection.execute_batch("detach made; pragma journal_mode = wal")?;
    Ok(())
}

fn copy_public(
    connection: &Connection,
    copies: u32,
    told: &mut dyn FnMut(&str),
) -> Result<(), Error> {
    let taken = take_away(connection, &["public_case", "published"])?;
    let apart = format!("x.key - n.n * {}", APART_MS * 1_000);
    let filed = format!("x.filed_at - n.n * {APART_MS}");
    fill(
        connection,
        "public_case",
        "x.key",
        &[
            ("key", &apart),
            ("tracking_code", CODE),
            ("filed_at", &filed),
        ],
    )?;
    connection.execute_batch(
        "insert into main.region_name select * from made.region_name;
         insert into main.agency_name select * from made.agency_name;
         insert into main.category_name select * from made.category_name;
         update main.projection set generation = 1, reference_version = (select reference_version from made.projection);
         insert into main.published select tracking_code, 2, 0, 0 from main.public_case order by tracking_code;",
    )?;
    connection.execute(
        "insert into main.region_count select region_code, topic_code, state, cases * ?1 from made.region_count",
        params![copies],
    )?;
    for sql in &taken {
        connection.execute_batch(sql)?;
    }
    told("public_case");
    // The index keeps no texts; what it knows of a case are its shapes.
    connection.execute_batch(&format!(
        "create virtual table temp.shape using fts5vocab('made', 'case_word', 'instance');
         create temp table said (doc integer primary key, shapes text);
         insert into temp.said select doc, group_concat(term, ' ') from temp.shape group by doc;
         insert into main.case_word (case_word, rank) values ('hashsize', 268435456);
         begin;
         insert into main.case_word (rowid, shapes)
         select k.key, s.shapes from (select x.doc - n.n * {} as key, x.doc as doc from temp.said x cross join temp.copy n order by 1) k
         join temp.said s on s.doc = k.doc
         where exists (select 1 from main.public_case c where c.key = k.key) order by k.key;
         commit;
         insert into main.case_word (case_word, rank) values ('hashsize', 1048576);
         drop table temp.shape; detach made; pragma journal_mode = wal",
        APART_MS * 1_000
    ))?;
    told("case_word");
    Ok(())
}

/// What fills the lanes and adds them up, at once instead of row by row.
const LANES: &str = "
insert into main.desk_entry select lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key,
  state, agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged
  from main.desk_lane order by 1, 2, 3, 4, 5;
insert into main.desk_count
select lane, 'clock', state, timezone, due_key, count(*) from main.desk_entry group by lane, state, timezone, due_key;
insert into main.desk_count
select lane, 'holder', coalesce(agency_id, ''), coalesce(unit_id, ''), 0, count(*) from main.desk_entry
group by lane, coalesce(agency_id, ''), coalesce(unit_id, '');
insert into main.desk_count
select lane, 'category', category_code, '', 0, count(*) from main.desk_entry where category_code is not null
group by lane, category_code;";

/// Of copies no code has the right last character; pages are asked for those of the first.
const CODE: &str =
    "iif(n.n = 0, x.tracking_code, printf('%02X', n.n) || substr(x.tracking_code, 3))";

/// Drops indexes and triggers of tables; what makes them again.
fn take_away(connection: &Connection, tables: &[&str]) -> Result<Vec<String>, Error> {
    let mut taken = Vec::new();
    for table in tables {
        let mut statement = connection.prepare(
            "select type, name, sql from main.sqlite_schema
             where type in ('index', 'trigger') and sql is not null and tbl_name = ?1",
        )?;
        let found = statement.query_map([table], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
        let found: Vec<_> = found.collect::<Result<_, _>>()?;
        for (kind, name, sql) in found {
            connection.execute_batch(&format!("drop {kind} main.{name}"))?;
            taken.push(sql);
        }
    }
    Ok(taken)
}

fn fill(
    connection: &Connection,
    table: &str,
    order: &str,
    other: &[(&str, &str)],
) -> Result<(), Error> {
    let mut statement = connection.prepare("select name from pragma_table_info(?1)")?;
    let columns = statement.query_map([table], |row| row.get::<_, String>(0))?;
    let columns: Vec<String> = columns.collect::<Result<_, _>>()?;
    let values: Vec<String> = columns
        .iter()
        .map(|column| {
            let changed = other.iter().find(|(name, _)| name == column);
            changed.map_or(format!("x.{column}"), |(_, value)| (*value).to_owned())
        })
        .collect();
    connection.execute_batch(&format!(
        "begin; insert or ignore into main.{table} ({}) select {} from made.{table} x cross join temp.copy n order by {order}; commit",
        columns.join(", "),
        values.join(", ")
    ))?;
    Ok(())
}
