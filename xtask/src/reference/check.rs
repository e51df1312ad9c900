//! What must hold before anything is loaded. Collects every mistake, stops at none.

use std::collections::{HashMap, HashSet};

use super::dataset::{Dataset, Mistake, Row, Rows, mistake};
use super::table::{
    AGENCY, AGENCY_UNIT, CATEGORY, HOLIDAY, Kind, REGION, ROUTING_RULE, TERMS, Table, VILLAGES,
};

/// The new capital's area: a place for routing, without a code in the decree.
const NOT_A_REGION: &str = "64.ikn";

/// Checks every cell by itself, then what rows say about each other.
pub fn check(dataset: &Dataset, mistakes: &mut Vec<Mistake>) {
    for rows in dataset.tables.iter().chain(&dataset.villages) {
        check_cells(rows, mistakes);
        check_keys(rows, mistakes);
    }
    let known = Known::new(dataset);
    check_regions(dataset, &known, mistakes);
    check_agencies(dataset, &known, mistakes);
    check_categories(dataset, &known, mistakes);
    check_rules(dataset, &known, mistakes);
    check_dates(dataset, mistakes);
}

struct Known {
    regions: HashSet<String>,
    agencies: HashSet<String>,
    units: HashSet<String>,
    categories: HashSet<String>,
}

impl Known {
    fn new(dataset: &Dataset) -> Self {
        let keys = |table: &Table| dataset.rows(table).map(|row| row.key(table)).collect();
        Self {
            regions: keys(&REGION),
            agencies: keys(&AGENCY),
            units: keys(&AGENCY_UNIT),
            categories: keys(&CATEGORY),
        }
    }
}

fn check_cells(rows: &Rows, mistakes: &mut Vec<Mistake>) {
    for row in &rows.rows {
        for column in rows.table.columns {
            let cell = row.cell(rows.table, column.name);
            if let Err(expected) = parse_cell(column.kind, cell) {
                let text = format!("{} is `{cell}`, expected {expected}", column.header);
                mistakes.push(mistake(rows.table, row.line, text));
            }
        }
    }
}

fn parse_cell(kind: Kind, cell: &str) -> Result<(), String> {
    let is_optional = matches!(
        kind,
        Kind::OptionalText
            | Kind::OptionalWord(_)
            | Kind::OptionalInteger
            | Kind::OptionalReal
            | Kind::OptionalDate
    );
    if is_optional && cell.is_empty() {
        return Ok(());
    }
    let (is_right, expected) = match kind {
        Kind::Text | Kind::OptionalText | Kind::Ignored => (true, "text".to_owned()),
        Kind::Name => (!cell.is_empty(), "some text".to_owned()),
        Kind::Word(words) | Kind::OptionalWord(words) => (
            words.contains(&cell),
            format!("one of {}", words.join(", ")),
        ),
        Kind::Integer | Kind::OptionalInteger => {
            (cell.parse::<i64>().is_ok(), "a whole number".to_owned())
        }
        Kind::PositiveInteger => (
            cell.parse::<i64>().is_ok_and(|number| number > 0),
            "a whole number above 0".to_owned(),
        ),
        Kind::OptionalReal => (
            cell.parse::<f64>().is_ok_and(f64::is_finite),
            "a number".to_owned(),
        ),
        Kind::Flag => (["0", "1"].contains(&cell), "0 or 1".to_owned()),
        Kind::Date | Kind::OptionalDate => (
            parse_date(cell).is_some(),
            "a date like 2026-08-17".to_owned(),
        ),
    };
    if is_right { Ok(()) } else { Err(expected) }
}

fn check_keys(rows: &Rows, mistakes: &mut Vec<Mistake>) {
    let mut seen = HashMap::new();
    for row in &rows.rows {
        let key = row.key(rows.table);
        if let Some(first) = seen.insert(key.clone(), row.line) {
            let text = format!("{key} is on line {first} already");
            mistakes.push(mistake(rows.table, row.line, text));
        }
    }
}

fn check_regions(dataset: &Dataset, known: &Known, mistakes: &mut Vec<Mistake>) {
    for row in dataset.rows(&REGION) {
        let code = row.cell(&REGION, "code");
        let level = row.cell(&REGION, "level");
        let parent = row.cell(&REGION, "parent_code");
        let mut say = |text| mistakes.push(mistake(&REGION, row.line, text));
        match level_of(code) {
            Some(of_code) if of_code != level => {
                say(format!("{code} is a code of a {of_code}, not of a {level}"));
            }
            Some(_) => {}
            None => say(format!("{code} is not a region code")),
        }
        if !parent.is_empty() && !known.regions.contains(parent) {
            say(format!("parent {parent} does not exist"));
        } else if parent != parent_of(code) {
            say(format!(
                "parent of {code} is `{parent}`, expected `{}`",
                parent_of(code)
            ));
        }
        let needs_zone = ["provinsi", "kabkota"].contains(&level);
        if needs_zone && row.cell(&REGION, "timezone").is_empty() {
            say(format!("{code} has no timezone"));
        }
        check_point(&REGION, row, mistakes);
    }
    for row in dataset.villages.iter().flat_map(|rows| &rows.rows) {
        let code = row.cell(&VILLAGES, "code");
        let parent = row.cell(&VILLAGES, "parent_code");
        if !known.regions.contains(parent) {
            let text = format!("parent {parent} does not exist");
            mistakes.push(mistake(&VILLAGES, row.line, text));
        } else if level_of(code) != Some("desa") || parent != parent_of(code) {
            let text = format!("{code} is not a village code below {parent}");
            mistakes.push(mistake(&VILLAGES, row.line, text));
        }
        check_point(&VILLAGES, row, mistakes);
    }
}

fn check_point(table: &'static Table, row: &Row, mistakes: &mut Vec<Mistake>) {
    for (name, limit) in [("lat", 90.0), ("lng", 180.0)] {
        let degrees = row.cell(table, name).parse::<f64>();
        if degrees.is_ok_and(|degrees| degrees.abs() > limit) {
            let text = format!("{name} is beyond {limit} degrees");
            mistakes.push(mistake(table, row.line, text));
        }
    }
    if row.cell(table, "lat").is_empty() != row.cell(table, "lng").is_empty() {
        let text = "lat and lng must come together".to_owned();
        mistakes.push(mistake(table, row.line, text));
    }
}

fn check_agencies(dataset: &Dataset, known: &Known, mistakes: &mut Vec<Mistake>) {
    let parents: HashMap<&str, &str> = dataset
        .rows(&AGENCY)
        .map(|row| (row.cell(&AGENCY, "id"), row.cell(&AGENCY, "parent_id")))
        .collect();
    for row in dataset.rows(&AGENCY) {
        refer(
            row,
            &AGENCY,
            "parent_id",
            "agency",
            &known.agencies,
            mistakes,
        );
        refer(
            row,
            &AGENCY,
            "region_code",
            "region",
            &known.regions,
            mistakes,
        );
        let id = row.cell(&AGENCY, "id");
        if has_circle(id, &parents) {
            let text = format!("the parents of {id} form a circle");
            mistakes.push(mistake(&AGENCY, row.line, text));
        }
    }
    for row in dataset.rows(&AGENCY_UNIT) {
        let counterpart = "national_counterpart";
        refer(
            row,
            &AGENCY_UNIT,
            counterpart,
            "agency",
            &known.agencies,
            mistakes,
        );
        let expected = format!(
            "{}:{}",
            row.cell(&AGENCY_UNIT, "scope"),
            row.cell(&AGENCY_UNIT, "code")
        );
        if row.cell(&AGENCY_UNIT, "id") != expected {
            let text = format!("the id must be {expected}");
            mistakes.push(mistake(&AGENCY_UNIT, row.line, text));
        }
    }
}

fn has_circle(id: &str, parents: &HashMap<&str, &str>) -> bool {
    let mut at = id;
    for _ in 0..=parents.len() {
        match parents.get(at) {
            Some(parent) if !parent.is_empty() => at = parent,
            _ => return false,
        }
    }
    true
}

fn check_categories(dataset: &Dataset, known: &Known, mistakes: &mut Vec<Mistake>) {
    for row in dataset.rows(&CATEGORY) {
        refer(
            row,
            &CATEGORY,
            "parent_code",
            "category",
            &known.categories,
            mistakes,
        );
        refer(
            row,
            &CATEGORY,
            "kabkota_unit",
            "unit",
            &known.units,
            mistakes,
        );
        refer(
            row,
            &CATEGORY,
            "provinsi_unit",
            "unit",
            &known.units,
            mistakes,
        );
        refer(
            row,
            &CATEGORY,
            "national_agency",
            "agency",
            &known.agencies,
            mistakes,
        );
        let is_top = row.cell(&CATEGORY, "parent_code").is_empty();
        if is_top != (row.cell(&CATEGORY, "depth") == "1") {
            let text = "depth 1 goes with no parent, depth 2 with one".to_owned();
            mistakes.push(mistake(&CATEGORY, row.line, text));
        }
    }
}

fn check_rules(dataset: &Dataset, known: &Known, mistakes: &mut Vec<Mistake>) {
    for row in dataset.rows(&ROUTING_RULE) {
        if row.cell(&ROUTING_RULE, "category_code") != "*" {
            let column = "category_code";
            refer(
                row,
                &ROUTING_RULE,
                column,
                "category",
                &known.categories,
                mistakes,
            );
        }
        let (what, known_targets) = match row.cell(&ROUTING_RULE, "target_type") {
            "agency" => ("agency", &known.agencies),
            "region" => ("region", &known.regions),
            _ => ("unit", &known.units),
        };
        refer(row, &ROUTING_RULE, "target", what, known_targets, mistakes);
        let is_about_region = row.cell(&ROUTING_RULE, "condition") == "region_code";
        if is_about_region && row.cell(&ROUTING_RULE, "value") != NOT_A_REGION {
            refer(
                row,
                &ROUTING_RULE,
                "value",
                "region",
                &known.regions,
                mistakes,
            );
        }
    }
}

fn check_dates(dataset: &Dataset, mistakes: &mut Vec<Mistake>) {
    for row in dataset.rows(&HOLIDAY) {
        let date = row.cell(&HOLIDAY, "date");
        let written = row.cell(&HOLIDAY, "weekday");
        if let Some(weekday) = parse_date(date).map(weekday)
            && weekday != written
        {
            let text = format!("{date} is a {weekday}, not a {written}");
            mistakes.push(mistake(&HOLIDAY, row.line, text));
        }
    }
    for row in dataset.rows(&TERMS) {
        let end = row.cell(&TERMS, "valid_to");
        // ISO dates compare as text.
        if !end.is_empty() && end < row.cell(&TERMS, "valid_from") {
            let text = "valid_to is before valid_from".to_owned();
            mistakes.push(mistake(&TERMS, row.line, text));
        }
    }
}

fn refer(
    row: &Row,
    table: &'static Table,
    column: &str,
    what: &str,
    known: &HashSet<String>,
    mistakes: &mut Vec<Mistake>,
) {
    let target = row.cell(table, column);
    if !target.is_empty() && !known.contains(target) {
        let text = format!("{column}: {what} {target} does not exist");
        mistakes.push(mistake(table, row.line, text));
    }
}

/// What level a code has by its form.
fn level_of(code: &str) -> Option<&'static str> {
    let lengths: Vec<usize> = code.split('.').map(str::len).collect();
    if !code
        .split('.')
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    match lengths.as_slice() {
        [2] => Some("provinsi"),
        [2, 2] => Some("kabkota"),
        [2, 2, 2] => Some("kecamatan"),
        [2, 2, 2, 4] => Some("desa"),
        _ => None,
    }
}

fn parent_of(code: &str) -> &str {
    code.rsplit_once('.').map_or("", |(parent, _)| parent)
}

type Date = (i64, i64, i64);

fn parse_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let date = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    (1..=12).contains(&date.1).then_some(())?;
    (1..=days_in(date.0, date.1))
        .contains(&date.2)
        .then_some(date)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Zeller's congruence.
fn weekday((year, month, day): Date) -> &'static str {
    let (year, month) = if month < 3 {
        (year - 1, month + 12)
    } else {
        (year, month)
    };
    match (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7 {
        0 => "Sat",
        1 => "Sun",
        2 => "Mon",
        3 => "Tue",
        4 => "Wed",
        5 => "Thu",
        _ => "Fri",
    }
}

#[cfg(test)]
mod tests {
    use super::{level_of, parent_of, parse_date, weekday};

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
        assert_eq!(parse_date("2024-01-01").map(weekday), Some("Mon"));
        assert_eq!(parse_date("2024-02-29").map(weekday), Some("Thu"));
        assert_eq!(parse_date("2026-08-17").map(weekday), Some("Mon"));
        for wrong in ["2025-02-29", "2025-13-01", "2025-1-1", "", "2025-01-00"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
