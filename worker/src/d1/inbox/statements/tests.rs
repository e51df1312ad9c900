//! The statements themselves, on SQLite: their plans, and whether lanes and numbers follow whatever happens to a case.

use super::READING;
use crate::d1::on_sqlite::{migrate, migrated, plan};
use rusqlite::{Connection, params};

#[test]
fn a_page_walks_along_one_lane_and_puts_nothing_in_order() {
    let database = migrated("migrations");
    for (name, sql) in READING {
        let plan = plan(&database, sql);
        let is_bounded = |line: &String| {
            !line.starts_with("SCAN")
                || line.contains("VIRTUAL TABLE")
                // `k`: a hundred categories, once a statement.
                || ["SCAN e", "SCAN k", "SCAN CONSTANT ROW"].contains(&line.as_str())
                || line.starts_with("SCAN (subquery")
        };
        assert!(plan.iter().all(is_bounded), "{name}: {plan:#?}");
        if !sql.contains("desk_count") {
            let walks = |line: &String| line.starts_with("SEARCH e USING");
            assert!(plan.iter().any(walks), "{name}: {plan:#?}");
            let sorts = |line: &String| line.contains("ORDER BY");
            assert!(!plan.iter().any(sorts), "{name}: {plan:#?}");
        }
    }
}

const FILED: &str = "
insert into complaint (id, tracking_code, digest, access_key_hash, kind, state, seq, narrative, visibility, reporter,
  channel, received_at, verify_by, suggestion, life, due_at)
values (?1, ?1, '', '', 'complaint', 'received', 0, '', 'public', 'named', 'web', ?2, 9, ?3, ?4, 9)";

const COUNTED_ANEW: &str = "
select lane || ' clock ' || state || ' ' || timezone || ' ' || due_key || ' ' || count(*)
from desk_entry group by lane, state, timezone, due_key
union all
select lane || ' holder ' || coalesce(agency_id, '') || ' ' || coalesce(unit_id, '') || ' 0 ' || count(*)
from desk_entry group by lane, coalesce(agency_id, ''), coalesce(unit_id, '')
union all
select lane || ' category ' || category_code || '  0 ' || count(*)
from desk_entry where category_code is not null group by lane, category_code order by 1";

/// Rows as they are, and as they would be made anew.
fn lanes(database: &Connection) -> [Vec<String>; 2] {
    let told = |sql: &str| {
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect::<Vec<String>>()
    };
    let entries = |of: &str| {
        told(&format!(
            "select json_array(lane, is_over, due_key, rank_key, complaint_id, received_at, follower_key, support_key, state,
               agency_id, unit_id, timezone, category_code, region_code, channel, kind, is_merged) from {of} order by 1"
        ))
    };
    let counts = told(
        "select lane || ' ' || what || ' ' || a || ' ' || b || ' ' || due_key || ' ' || cases from desk_count order by 1",
    );
    let now = [entries("desk_entry"), counts].concat();
    [now, [entries("desk_lane"), told(COUNTED_ANEW)].concat()]
}

#[test]
fn lanes_and_numbers_follow_whatever_happens_to_a_case() {
    let database = migrated("migrations");
    database.pragma_update(None, "foreign_keys", false).unwrap();
    let suggestion = r#"{"categories":[{"code":"JLN-01"}]}"#;
    for id in ["one", "two"] {
        let life = r#"{"facts":{"cc":["kab-b"]}}"#;
        database
            .execute(FILED, params![id, 5, suggestion, life])
            .unwrap();
    }
    let steps = [
        "update complaint set agency_id = 'kab-a', unit_id = 'kabkota:b', state = 'assigned', classification = 'complaint',
           category_code = 'AIR-01', is_public = 1, due_at = 20 where id = 'one'",
        "update complaint set life = '{\"facts\":{\"cc\":[\"kab-a\",\"kab-c\"],\"handed_over\":{}}}' where id = 'one'",
        "update complaint set follower_count = 3 where id = 'two'",
        "update complaint set support_count = 7 where id = 'one'",
        "update complaint set support_count = 900, follower_count = 4, state = 'in_progress' where id = 'two'",
        "update complaint set support_count = 3 where id = 'two'",
        "update complaint set merged_into = 'one' where id = 'two'",
        "update complaint set classification = 'supervisory_complaint', is_public = 0 where id = 'one'",
        "update complaint set state = 'closed', due_at = null where id = 'one'",
        "update complaint set life = 'broken' where id = 'two'",
        "update complaint set agency_id = null, unit_id = null, state = 'received' where id = 'one'",
    ];
    for step in steps {
        database.execute(step, []).unwrap();
        let [now, anew] = lanes(&database);
        assert_eq!(now, anew, "{step}");
        assert!(now.iter().any(|row| row.starts_with("[\"*\"")), "{step}");
    }
}

#[test]
fn what_was_there_before_lanes_gets_its_entries() {
    let database = Connection::open_in_memory().unwrap();
    migrate(&database, "migrations", "0000"..="0017");
    database.pragma_update(None, "foreign_keys", false).unwrap();
    let row = "insert into complaint (rowid, id, tracking_code, digest, access_key_hash, kind, state, seq, narrative, visibility,
        reporter, channel, received_at, verify_by, suggestion, life, due_at)
      values (?1, 'c' || ?1, 'c' || ?1, '', '', 'complaint', 'received', 0, '', 'public', 'named', 'web', ?1, 9, '{}', '{}', 9)";
    let places = [1, 24_999, 25_000, 777_777, 999_999, 1_000_000, 3_000_000];
    for place in places {
        database.execute(row, [place]).unwrap();
    }
    migrate(&database, "migrations", "0018"..="9999");
    let [now, anew] = lanes(&database);
    assert_eq!(now, anew);
    let all = "select count(*) from desk_entry where lane = '*'";
    let entries: u32 = database.query_row(all, [], |row| row.get(0)).unwrap();
    assert_eq!(entries, places.len() as u32);
}
