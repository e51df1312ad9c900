//! The statements themselves, on SQLite: their plans, and what late runs do.

use super::*;
use crate::d1::on_sqlite::{migrated, plan};
use crate::ports::open::{Place, Reach};
use domain::routing::search::SearchWords;
use rusqlite::{Connection, params};
use serde_json::json;

#[test]
fn counting_goes_from_case_to_case_by_key() {
    let database = migrated("migrations-search");
    let walks = crate::d1::figures::COUNTING;
    for (name, sql) in walks {
        let plan = plan(&database, sql);
        let is_walk = |line: &String| line.contains("public_case USING INTEGER PRIMARY KEY");
        assert!(plan.iter().any(is_walk), "{name}: {plan:?}");
        assert!(
            !plan.iter().any(|line| line.contains("TEMP B-TREE")),
            "{name}: {plan:?}"
        );
    }
}

#[test]
fn no_page_reads_a_whole_table() {
    let database = migrated("migrations-search");
    for (name, sql) in READING
        .into_iter()
        .chain(list::READING)
        .chain(map::READING)
        .chain(sitemap::READING)
    {
        let plan = plan(&database, sql);
        // What an index of ours gives, or a list that was sent along; the newest few thousand are put in order at last.
        let is_bounded = |line: &String| {
            !line.starts_with("SCAN")
                || line.contains("VIRTUAL TABLE")
                || (["supported", "newest by region", "found by region"].contains(&name)
                    && line == "SCAN c")
                || (name.starts_with("most words")
                    && ["SCAN f", "SCAN o", "SCAN w"].contains(&line.as_str()))
        };
        assert!(plan.iter().all(is_bounded), "{name}: {plan:#?}");
        let sorts = plan.iter().any(|line| line.contains("TEMP B-TREE"));
        let may_sort = [
            "supported",
            "most words",
            "most words, supported",
            "region path",
            "categories",
            "newest by region",
            "found by region",
        ]
        .contains(&name);
        assert!(may_sort || !sorts, "{name}: {plan:#?}");
    }
}

#[test]
fn what_is_due_is_found_by_its_code() {
    let database = migrated("migrations");
    let plan = plan(&database, crate::d1::publications::SELECT_DUE);
    let is_bounded = |line: &String| {
        !line.starts_with("SCAN") || ["SCAN p", "SCAN d", "SCAN x"].contains(&line.as_str())
    };
    assert!(plan.iter().all(is_bounded), "{plan:#?}");
    assert!(
        plan.iter()
            .any(|line| line.contains("complaint_by_tracking_code"))
    );
}

#[test]
fn support_is_found_by_device_network_and_code() {
    let database = migrated("migrations");
    for (name, sql) in crate::d1::support::STATEMENTS {
        let plan = plan(&database, sql);
        // What is scanned is at most a hundred supports that an index found.
        let bounded = ["SCAN f", "SCAN CONSTANT ROW", "SCAN (subquery-1)"];
        let is_bounded =
            |line: &String| !line.starts_with("SCAN") || bounded.contains(&line.as_str());
        assert!(plan.iter().all(is_bounded), "{name}: {plan:#?}");
    }
}

#[test]
fn support_is_counted_and_what_is_public_becomes_due() {
    let database = migrated("migrations");
    let complaint = "insert into complaint (id, tracking_code, digest, access_key_hash, kind, state, seq, narrative, visibility,
        reporter, channel, received_at, verify_by, suggestion, is_public)
        values (?1, ?1, '', '', 'complaint', 'assigned', 0, '', 'public', 'unknown', 'web', 1, 1, '', ?2)";
    database.execute(complaint, params!["a", 1]).unwrap();
    database.execute(complaint, params!["b", 0]).unwrap();
    database
        .execute_batch("delete from publication_due")
        .unwrap();
    let give = "insert into support (complaint_id, device, network, at) values (?1, ?2, null, 1)";
    for (complaint, device) in [("a", "x"), ("a", "y"), ("b", "x")] {
        database.execute(give, params![complaint, device]).unwrap();
    }
    let take = "delete from support where complaint_id = 'a' and device = 'x'";
    database.execute_batch(take).unwrap();
    let counts = "select group_concat(support_count) from complaint order by id";
    let counts: String = database.query_row(counts, [], |row| row.get(0)).unwrap();
    assert_eq!(counts, "1,1");
    let due = "select group_concat(tracking_code) from publication_due";
    let due: String = database.query_row(due, [], |row| row.get(0)).unwrap();
    assert_eq!(due, "a");
}

fn row(code: &str, revision: i64, is_gone: u8, key: i64) -> Value {
    json!({
        "tracking_code": code, "revision": revision, "is_gone": is_gone, "key": key, "filed_at": 1, "kind": "complaint",
        "channel": "web", "state": "assigned", "category_code": "JLN-01", "topic_code": "JLN", "place": "",
        "title": format!("revision {revision}"), "excerpt": "", "support_count": 0, "follower_count": 0,
        "is_follower": 0, "hops": 0, "objections": 0, "reopenings": 0, "missed": "", "changed_at": 1,
        "shapes": format!("wjalan wr{revision}"),
    })
}

fn publish(database: &Connection, rows: &[Value]) -> rusqlite::Result<()> {
    let rows = json!(rows).to_string();
    let batch = database.unchecked_transaction()?;
    batch.execute(NOTE, params![rows, 1.0])?;
    for sql in [DELETE_WORDS, DELETE_GONE, WRITTEN, INSERT_WORDS] {
        batch.execute(sql, params![rows])?;
    }
    batch.execute(NEXT_GENERATION, params![1.0])?;
    batch.commit()
}

fn titles(database: &Connection) -> Vec<String> {
    let mut statement = database
        .prepare(
            "select c.title from case_word w join public_case c on c.key = w.rowid
             where case_word match '\"wjalan\"' order by w.rowid desc",
        )
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn the_newest_revision_wins_in_whatever_order_they_come() {
    let database = migrated("migrations-search");
    publish(&database, &[row("A", 5, 0, 100)]).unwrap();
    publish(&database, &[row("A", 4, 0, 100)]).unwrap();
    assert_eq!(titles(&database), ["revision 5"]);
    publish(&database, &[row("A", 5, 0, 100)]).unwrap();
    assert_eq!(titles(&database), ["revision 5"]);
    publish(&database, &[row("A", 7, 1, 100), row("B", 6, 0, 101)]).unwrap();
    assert_eq!(titles(&database), ["revision 6"]);
    // Who had read it while it was public comes late.
    publish(&database, &[row("A", 6, 0, 100)]).unwrap();
    assert_eq!(titles(&database), ["revision 6"]);
    publish(&database, &[row("A", 8, 0, 100)]).unwrap();
    assert_eq!(titles(&database), ["revision 6", "revision 8"]);
}

#[test]
fn a_key_that_another_case_has_is_refused_as_a_conflict() {
    let database = migrated("migrations-search");
    publish(&database, &[row("A", 1, 0, 100)]).unwrap();
    let refused = publish(&database, &[row("B", 2, 0, 100)]).unwrap_err();
    assert!(refused.to_string().contains("UNIQUE constraint failed"));
    assert_eq!(titles(&database), ["revision 1"]);
    publish(&database, &[row("B", 2, 0, 101)]).unwrap();
    assert_eq!(titles(&database).len(), 2);
}

#[test]
fn searches_take_whole_numbers_and_only_those_below_the_last_key() {
    let database = migrated("migrations-search");
    let rows: Vec<_> = (1..=5)
        .map(|n| row(&format!("C{n}"), n, 0, 1_790_000_000_000_000 + n))
        .collect();
    publish(&database, &rows).unwrap();
    let wanted = Wanted {
        words: SearchWords::default().sought("jalan"),
        below_key: 1_790_000_000_000_004,
        ..Wanted::default()
    };
    let found = keys(&database, &wanted, 1);
    assert_eq!(found, [1_790_000_000_000_003, 1_790_000_000_000_002]);
}

/// Keys of the rows of a page, and of one more.
fn keys(database: &Connection, wanted: &Wanted, rows: u32) -> Vec<i64> {
    let question = question(wanted, rows);
    let mut statement = database.prepare(question.sql).unwrap();
    let values = rusqlite::params_from_iter(question.values);
    let found = statement.query_map(values, |row| row.get(1)).unwrap();
    found.map(Result::unwrap).collect()
}

#[test]
fn where_no_case_has_all_words_those_with_the_most_are_found() {
    let database = migrated("migrations-search");
    let with = |code: &str, key: i64, shapes: &str, support: u32, is_follower: u8| {
        let mut row = row(code, key, 0, key);
        row["shapes"] = json!(shapes);
        row["support_count"] = json!(support);
        row["is_follower"] = json!(is_follower);
        row
    };
    let rows = [
        with("A", 1, "rpohon rlampu fd fr32", 9, 0),
        with("B", 2, "rlampu wgot fd fr33", 1, 0),
        with("C", 3, "wgot fd fr32", 5, 0),
        with("D", 4, "rpohon rlampu wgot fr32", 0, 1),
        with("E", 5, "rpohon wgot fd fr32", 2, 0),
    ];
    publish(&database, &rows).unwrap();
    let wanted = |typed: &str, least: usize| Wanted {
        words: SearchWords::default().sought(typed),
        reach: Reach::Some(least),
        below_key: i64::MAX,
        ..Wanted::default()
    };
    // What follows another case counts for nothing, although it has all three.
    let three = wanted("pohon lampu got", 2);
    assert_eq!(keys(&database, &three, 20), [5, 2, 1]);
    assert_eq!(keys(&database, &three, 1), [5, 2]);
    let below = Wanted {
        after: Some(Place { support: 0, key: 5 }),
        ..three.clone()
    };
    assert_eq!(keys(&database, &below, 20), [2, 1]);
    let within = Wanted {
        facets: vec!["fr32".into()],
        ..three.clone()
    };
    assert_eq!(keys(&database, &within, 20), [5, 1]);
    let by_support = Wanted {
        by_support: true,
        ..three
    };
    assert_eq!(keys(&database, &by_support, 20), [1, 5, 2]);
    let after = Wanted {
        after: Some(Place { support: 9, key: 1 }),
        ..by_support
    };
    assert_eq!(keys(&database, &after, 20), [5, 2]);
    assert_eq!(keys(&database, &wanted("pohon zebra", 1), 20), [5, 1]);
    // Too few of what was typed.
    let nothing = wanted("pohon zebra xilofon kuartet", 2);
    assert!(keys(&database, &nothing, 20).is_empty());
}

/// Regions with their counts, as the triggers keep them and as they are.
fn counted(database: &Connection) -> [Vec<String>; 2] {
    let kept =
        "select region_code || ' ' || topic_code || ' ' || state || ' ' || cases from region_count
      where cases <> 0 order by 1";
    let real = "select a.value || ' ' || c.topic_code || ' ' || c.state || ' ' || count(*) from public_case c,
      json_each(json_array(c.province, c.regency, c.district)) a where a.value is not null and c.is_follower = 0
      group by a.value, c.topic_code, c.state order by 1";
    [kept, real].map(|sql| {
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    })
}

#[test]
fn counts_by_region_follow_whatever_happens_to_a_case() {
    let database = migrated("migrations-search");
    let placed = |revision: i64, is_gone: u8, change: Value| {
        let mut row = row("A", revision, is_gone, 10);
        for (name, value) in change.as_object().unwrap() {
            row[name] = value.clone();
        }
        row
    };
    let gubug = json!({"province": "33", "regency": "33.15", "district": "33.15.17"});
    let steps = [
        (placed(1, 0, gubug.clone()), 3),
        (
            placed(
                2,
                0,
                json!({"province": "33", "regency": "33.15", "district": null, "state": "closed"}),
            ),
            2,
        ),
        (
            placed(
                3,
                0,
                json!({"province": "34", "regency": null, "topic_code": "AIR"}),
            ),
            1,
        ),
        (placed(4, 0, json!({"province": "34", "is_follower": 1})), 0),
        (placed(5, 0, gubug), 3),
        (placed(6, 1, json!({})), 0),
    ];
    for (row, regions) in steps {
        publish(&database, &[row]).unwrap();
        let [kept, real] = counted(&database);
        assert_eq!(kept, real);
        assert_eq!(kept.len(), regions);
    }
}
