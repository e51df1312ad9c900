use super::*;

#[test]
fn a_code_knows_its_level_and_parent() {
    for (code, level, parent) in [
        ("11", Some("provinsi"), ""),
        ("11.01", Some("kabkota"), "11"),
        ("11.01.01", Some("kecamatan"), "11.01"),
        ("11.01.01.2001", Some("desa"), "11.01.01"),
        ("64.ikn", None, "64"),
        ("1", None, ""),
    ] {
        assert_eq!(level_of(code), level, "{code}");
        assert_eq!(parent_of(code), parent, "{code}");
    }
}

#[test]
fn dates_exist_and_have_their_weekday() {
    assert_eq!(weekday("2024-01-01"), Some("Mon"));
    assert_eq!(weekday("2024-02-29"), Some("Thu"));
    assert_eq!(weekday("2026-08-16"), Some("Sun"));
    assert!(is_date("2024-02-29"));
    for wrong in [
        "2025-02-29",
        "2025-13-01",
        "2025-1-1",
        "",
        "2025-01-00",
        "01-01-2025",
        "0202-01-01",
    ] {
        assert!(!is_date(wrong), "{wrong}");
    }
}

fn rows(table: &'static Table, cells: &[&[&str]]) -> Vec<Rows> {
    let row = |(index, cells): (usize, &&[&str])| Row {
        line: index as u64 + 2,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    let rows = cells.iter().enumerate().map(row).collect();
    vec![Rows { table, rows }]
}

fn found(tables: &[Rows]) -> Vec<String> {
    let mistakes = check(tables, &Known::of(tables));
    mistakes.iter().map(ToString::to_string).collect()
}

#[test]
fn what_nobody_sees_is_in_no_cell() {
    let named = |name| ["a", "dinas", "pusat", "A", name, "", "", "", "1"];
    for (name, expected) in [
        ("Badan\nA", None),
        ("Badan – A 👍🏽", None),
        ("Badan\0A", Some("character 6 is invisible (U+0000)")),
        ("Badan A\u{200b}", Some("character 8 is invisible (U+200B)")),
        ("\u{202e}nadaB", Some("character 1 is invisible (U+202E)")),
        ("B\u{ad}adan", Some("character 2 is invisible (U+00AD)")),
        ("B\u{e0041}", Some("character 2 is invisible (U+E0041)")),
    ] {
        let expected: Vec<_> = expected
            .map(|words| format!("data/agencies.csv:2: name: {words}"))
            .into_iter()
            .collect();
        assert_eq!(found(&rows(&AGENCY, &[&named(name)])), expected, "{name:?}");
    }
}

#[test]
fn agencies_exist_once_and_have_no_circle_above_them() {
    let agency = |id, parent| [id, "dinas", "pusat", "A", "Badan A", parent, "", "", "1"];
    assert!(found(&rows(&AGENCY, &[&agency("a", ""), &agency("b", "a")])).is_empty());
    assert_eq!(
        found(&rows(
            &AGENCY,
            &[&agency("a", "b"), &agency("b", "a"), &agency("c", "a")]
        )),
        [
            "data/agencies.csv:2: parent_id: the parents of a form a circle",
            "data/agencies.csv:3: parent_id: the parents of b form a circle",
        ]
    );
    assert_eq!(
        found(&rows(&AGENCY, &[&agency("a", "x"), &agency("a", "")])),
        [
            "data/agencies.csv:3: id: a is on line 2 already",
            "data/agencies.csv:2: parent_id: agency x does not exist",
        ]
    );
    assert_eq!(
        found(&rows(&AGENCY, &[&agency("a'; --", "")])),
        ["data/agencies.csv:2: id: is `a'; --`, expected letters, digits and -_.:"]
    );
}

#[test]
fn no_period_is_lost_and_none_is_endless() {
    let term = |rule, value| {
        ["", "*", "nation", "", "wd", "b", "s", "2019-01-01", ""]
            .map(|cell: &str| cell)
            .iter()
            .enumerate()
            .map(|(index, cell)| match index {
                0 => rule,
                3 => value,
                _ => *cell,
            })
            .collect::<Vec<&str>>()
    };
    let all: Vec<Vec<&str>> = Rule::ALL
        .iter()
        .map(|rule| term(rule.as_str(), "3"))
        .collect();
    let all = |from: usize| all.iter().skip(from).map(Vec::as_slice).collect::<Vec<_>>();
    assert!(found(&rows(&TERMS, &all(0))).is_empty());
    let missing = found(&rows(&TERMS, &all(1)));
    assert_eq!(
        missing,
        ["data/terms.csv:0: verify_by has no row of scope nation without an end"]
    );
    let mut endless = all(0);
    let (long, odd) = (term("plan_within", "4000000000"), term("whenever", "3"));
    endless.pop();
    endless.extend([long.as_slice(), odd.as_slice()]);
    let found = found(&rows(&TERMS, &endless));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .any(|text| text.ends_with("value: more than 2000"))
    );
    assert!(
        found
            .iter()
            .any(|text| text.contains("`whenever` is not a name"))
    );
}
