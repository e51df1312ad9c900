use super::*;

#[test]
fn a_table_that_was_edited_says_so_and_still_says_which_files_it_came_from() {
    assert_eq!(version_after("abc", "1"), "abc~1");
    assert_eq!(version_after("abc+def~1", "2"), "abc+def~2");
}

#[test]
fn rows_are_split_below_what_may_be_bound() {
    let rows = (0..3).map(|_| json!("x".repeat(CHUNK_BYTES / 2)));
    let chunks = chunks(rows);
    assert_eq!(chunks.len(), 3);
    for chunk in &chunks {
        assert!(chunk.len() < CHUNK_BYTES);
        assert!(serde_json::from_str::<Vec<String>>(chunk).is_ok());
    }
    assert!(super::chunks(std::iter::empty()).is_empty());
}

#[test]
fn every_edited_table_is_read_and_written_with_all_its_columns() {
    for table in EDITED {
        let sql = tables::of(table).unwrap();
        for column in table.stored() {
            let in_both = sql.select.contains(column.name) && sql.upsert.contains(column.name);
            assert!(in_both, "{}.{}", table.name, column.name);
        }
    }
}
