//! What must hold before reference data is loaded or stored. Collects every mistake, stops at none.

use super::rows::{Expected, Known, Mistake, Row, Rows, Target, Wrong};
use super::table::{
    AGENCY, AGENCY_UNIT, ANSWER_TEMPLATE, CATEGORY, Column, HOLIDAY, Kind, REGION, ROUTING_RULE,
    TERMS, Table, VILLAGES,
};
use crate::complaint::Classification;
use crate::complaint::words::AgencyId;
use crate::date::Date;
use crate::spreadsheet::is_unseen;
use crate::terms::Rule;
use std::collections::HashMap;

/// The new capital's area: a place for routing, without a code in the decree.
const NOT_A_REGION: &str = "64.ikn";
/// No cell is longer; keywords of a category are the longest, with 3,000 characters.
pub const MAX_CELL_CHARS: usize = 10_000;
/// No period is longer, in days or working days: counting them takes time.
const MOST_DAYS: i64 = 2000;
/// Priorities fit 32 bits with room to spare.
const MOST_PRIORITY: i64 = 1_000_000;
/// First and last year of a date that can be meant.
const YEARS: [&str; 2] = ["1945", "2100"];
/// Weekdays as the holiday file writes them; Monday is 0.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Known {
    /// What rows of these tables may refer to.
    pub fn of(tables: &[Rows]) -> Self {
        let keys = |table: &'static Table| {
            let rows = tables.iter().filter(move |rows| rows.table == table);
            rows.flat_map(|rows| &rows.rows)
                .map(move |row| row.key(table))
                .collect()
        };
        Self {
            regions: keys(&REGION),
            agencies: keys(&AGENCY),
            units: keys(&AGENCY_UNIT),
            categories: keys(&CATEGORY),
        }
    }
}

/// Checks every cell by itself, then what rows say about each other.
pub fn check(tables: &[Rows], known: &Known) -> Vec<Mistake> {
    let mut mistakes = Mistakes(Vec::new());
    for rows in tables {
        check_cells(rows, &mut mistakes);
        check_keys(rows, &mut mistakes);
        let Rows { table, rows } = rows;
        match table.name {
            _ if *table == &VILLAGES => check_villages(rows, known, &mut mistakes),
            "region" => check_regions(rows, known, &mut mistakes),
            "agency" => check_agencies(rows, known, &mut mistakes),
            "agency_unit" => check_units(rows, known, &mut mistakes),
            "category" => check_categories(rows, known, &mut mistakes),
            "routing_rule" => check_rules(rows, known, &mut mistakes),
            "holiday" => check_holidays(rows, &mut mistakes),
            "terms" => check_terms(rows, known, &mut mistakes),
            "answer_template" => check_templates(rows, known, &mut mistakes),
            _ => {}
        }
    }
    mistakes.0
}

struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn say(&mut self, table: &'static Table, row: &Row, column: &str, wrong: Wrong) {
        self.0.push(Mistake {
            table,
            line: row.line,
            key: row.key(table),
            column: table.columns.iter().find(|named| named.name == column),
            wrong,
        });
    }
}

fn check_cells(rows: &Rows, mistakes: &mut Mistakes) {
    for row in &rows.rows {
        for (column, cell) in rows.table.columns.iter().zip(&row.cells) {
            if let Some(wrong) = wrong_cell(column, cell) {
                mistakes.say(rows.table, row, column.name, wrong);
            }
        }
    }
}

fn wrong_cell(column: &Column, cell: &str) -> Option<Wrong> {
    if cell.chars().count() > MAX_CELL_CHARS {
        return Some(Wrong::TooLong(MAX_CELL_CHARS));
    }
    // Two cells that look alike must be alike, and what is read must be what is stored.
    let is_wrong = |letter| is_unseen(letter) && !matches!(letter, '\n' | '\r' | '\t');
    let unseen = cell.chars().zip(1..).find(|(letter, _)| is_wrong(*letter));
    if let Some((letter, at)) = unseen {
        return Some(Wrong::Unseen(letter, at));
    }
    let is_optional = matches!(
        column.kind,
        Kind::OptionalText
            | Kind::OptionalWord(_)
            | Kind::OptionalInteger
            | Kind::OptionalReal
            | Kind::OptionalDate
    );
    if is_optional && cell.is_empty() {
        return None;
    }
    let number = cell.parse::<i64>();
    let (is_right, expected) = match column.kind {
        Kind::Text | Kind::OptionalText | Kind::Ignored => return None,
        Kind::Name => (!cell.is_empty(), Expected::Something),
        Kind::Id => (AgencyId::parse(cell).is_ok(), Expected::Id),
        Kind::Word(words) | Kind::OptionalWord(words) => {
            (words.contains(&cell), Expected::OneOf(words))
        }
        Kind::Integer | Kind::OptionalInteger => (number.is_ok(), Expected::Whole),
        Kind::PositiveInteger => (
            number.as_ref().is_ok_and(|number| *number > 0),
            Expected::Positive,
        ),
        Kind::OptionalReal => (
            cell.parse::<f64>().is_ok_and(f64::is_finite),
            Expected::Number,
        ),
        Kind::Flag => (["0", "1"].contains(&cell), Expected::Flag),
        Kind::Date | Kind::OptionalDate => (is_date(cell), Expected::Date),
    };
    if !is_right {
        return Some(Wrong::Kind(expected, cell.to_owned()));
    }
    let most = match column.kind {
        Kind::PositiveInteger => MOST_DAYS,
        Kind::Integer => MOST_PRIORITY,
        _ => return None,
    };
    let is_bounded = number.is_ok_and(|number| (-most..=most).contains(&number));
    (!is_bounded).then_some(Wrong::TooLarge(most))
}

fn check_keys(rows: &Rows, mistakes: &mut Mistakes) {
    let mut seen = HashMap::new();
    for row in &rows.rows {
        let key = row.key(rows.table);
        if let Some(line) = seen.insert(key.clone(), row.line) {
            let column = rows.table.key.first().copied().unwrap_or_default();
            mistakes.say(rows.table, row, column, Wrong::Twice { key, line });
        }
    }
}

fn check_regions(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    for row in rows {
        let code = row.cell(&REGION, "code");
        let level = row.cell(&REGION, "level");
        let parent = row.cell(&REGION, "parent_code");
        let mut say = |text| mistakes.say(&REGION, row, "", Wrong::Region(text));
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
}

fn check_villages(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    for row in rows {
        let code = row.cell(&VILLAGES, "code");
        let parent = row.cell(&VILLAGES, "parent_code");
        if !known.regions.contains(parent) {
            let text = format!("parent {parent} does not exist");
            mistakes.say(&VILLAGES, row, "", Wrong::Region(text));
        } else if level_of(code) != Some("desa") || parent != parent_of(code) {
            let text = format!("{code} is not a village code below {parent}");
            mistakes.say(&VILLAGES, row, "", Wrong::Region(text));
        }
        check_point(&VILLAGES, row, mistakes);
    }
}

fn check_point(table: &'static Table, row: &Row, mistakes: &mut Mistakes) {
    for (name, limit) in [("lat", 90.0), ("lng", 180.0)] {
        let degrees = row.cell(table, name).parse::<f64>();
        if degrees.is_ok_and(|degrees| degrees.abs() > limit) {
            let text = format!("{name} is beyond {limit} degrees");
            mistakes.say(table, row, "", Wrong::Region(text));
        }
    }
    if row.cell(table, "lat").is_empty() != row.cell(table, "lng").is_empty() {
        let text = "lat and lng must come together".to_owned();
        mistakes.say(table, row, "", Wrong::Region(text));
    }
}

fn check_agencies(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    let parents = parents(&AGENCY, rows, "parent_id");
    for row in rows {
        refer(row, &AGENCY, "parent_id", Target::Agency, known, mistakes);
        refer(row, &AGENCY, "region_code", Target::Region, known, mistakes);
        check_circle(&AGENCY, row, "parent_id", &parents, mistakes);
    }
}

fn check_units(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    for row in rows {
        let counterpart = "national_counterpart";
        refer(
            row,
            &AGENCY_UNIT,
            counterpart,
            Target::Agency,
            known,
            mistakes,
        );
        let cell = |name| row.cell(&AGENCY_UNIT, name);
        let expected = format!("{}:{}", cell("scope"), cell("code"));
        if cell("id") != expected {
            mistakes.say(&AGENCY_UNIT, row, "id", Wrong::NotTheId(expected));
        }
    }
}

fn check_categories(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    let parents = parents(&CATEGORY, rows, "parent_code");
    for row in rows {
        let mut refer = |column, target| refer(row, &CATEGORY, column, target, known, mistakes);
        refer("parent_code", Target::Category);
        refer("kabkota_unit", Target::Unit);
        refer("provinsi_unit", Target::Unit);
        refer("national_agency", Target::Agency);
        let is_top = row.cell(&CATEGORY, "parent_code").is_empty();
        if is_top != (row.cell(&CATEGORY, "depth") == "1") {
            mistakes.say(&CATEGORY, row, "depth", Wrong::Depth);
        }
        check_circle(&CATEGORY, row, "parent_code", &parents, mistakes);
    }
}

fn check_rules(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    for row in rows {
        let cell = |name| row.cell(&ROUTING_RULE, name);
        let mut refer = |column, target| refer(row, &ROUTING_RULE, column, target, known, mistakes);
        if cell("category_code") != "*" {
            refer("category_code", Target::Category);
        }
        refer(
            "target",
            match cell("target_type") {
                "agency" => Target::Agency,
                "region" => Target::Region,
                _ => Target::Unit,
            },
        );
        if cell("condition") == "region_code" && cell("value") != NOT_A_REGION {
            refer("value", Target::Region);
        }
    }
}

fn check_holidays(rows: &[Row], mistakes: &mut Mistakes) {
    for row in rows {
        let date = row.cell(&HOLIDAY, "date");
        let written = row.cell(&HOLIDAY, "weekday");
        if is_date(date)
            && let Some(is) = weekday(date)
            && is != written
        {
            let written = written.to_owned();
            mistakes.say(&HOLIDAY, row, "weekday", Wrong::Weekday { is, written });
        }
    }
}

fn check_terms(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    for row in rows {
        let cell = |name| row.cell(&TERMS, name);
        let mut unknown = |column: &str| {
            let name = row.cell(&TERMS, column).to_owned();
            // An empty cell is wrong already.
            if !name.is_empty() {
                mistakes.say(&TERMS, row, column, Wrong::Unknown(name));
            }
        };
        if Rule::parse(cell("rule")).is_none() {
            unknown("rule");
        }
        let kind = cell("report_type");
        if kind != "*" && Classification::parse(kind).is_none() {
            unknown("report_type");
        }
        let is_scope = cell("scope") == "nation" || cell("scope").starts_with("agency:");
        if !is_scope {
            unknown("scope");
        }
        if let Some(agency) = cell("scope").strip_prefix("agency:")
            && !known.agencies.contains(agency)
        {
            let wrong = Wrong::Dangling(Target::Agency, agency.to_owned());
            mistakes.say(&TERMS, row, "scope", wrong);
        }
        let end = cell("valid_to");
        // ISO dates compare as text.
        if !end.is_empty() && end < cell("valid_from") {
            mistakes.say(&TERMS, row, "valid_to", Wrong::EndsBeforeStart);
        }
    }
    for rule in Rule::ALL {
        let is_in_force = rows.iter().any(|row| {
            row.cell(&TERMS, "rule") == rule.as_str()
                && row.cell(&TERMS, "scope") == "nation"
                && row.cell(&TERMS, "valid_to").is_empty()
        });
        // A period without a row would be over at once.
        if !is_in_force {
            let wrong = Wrong::NoNationalRow(rule.as_str());
            mistakes.0.push(Mistake::of_file(&TERMS, 0, wrong));
        }
    }
}

fn check_templates(rows: &[Row], known: &Known, mistakes: &mut Mistakes) {
    for row in rows {
        let mut refer =
            |column, target| refer(row, &ANSWER_TEMPLATE, column, target, known, mistakes);
        refer("agency_id", Target::Agency);
        refer("unit_id", Target::Unit);
        refer("category_code", Target::Category);
    }
}

fn refer(
    row: &Row,
    table: &'static Table,
    column: &str,
    target: Target,
    known: &Known,
    mistakes: &mut Mistakes,
) {
    let id = row.cell(table, column);
    let ids = match target {
        Target::Region => &known.regions,
        Target::Agency => &known.agencies,
        Target::Unit => &known.units,
        Target::Category => &known.categories,
    };
    if !id.is_empty() && !ids.contains(id) {
        mistakes.say(table, row, column, Wrong::Dangling(target, id.to_owned()));
    }
}

fn parents(table: &Table, rows: &[Row], column: &str) -> HashMap<String, String> {
    rows.iter()
        .map(|row| (row.key(table), row.cell(table, column).to_owned()))
        .collect()
}

fn check_circle(
    table: &'static Table,
    row: &Row,
    column: &str,
    parents: &HashMap<String, String>,
    mistakes: &mut Mistakes,
) {
    let id = row.key(table);
    let mut at = id.as_str();
    for _ in 0..=parents.len() {
        match parents.get(at) {
            Some(parent) if parent == &id => {
                mistakes.say(table, row, column, Wrong::Circle(id));
                return;
            }
            Some(parent) if !parent.is_empty() => at = parent,
            _ => return,
        }
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

/// Whether this is a date as the files write it, in years that can be meant.
fn is_date(text: &str) -> bool {
    let [first, last] = YEARS;
    Date::parse(text).is_ok_and(|date| date.to_string() == text) && text >= first && text < last
}

/// The day of the week, as the holiday file writes it; none for what is no date.
pub fn weekday(date: &str) -> Option<&'static str> {
    let day = Date::parse(date).ok()?.weekday();
    WEEKDAYS.get(usize::try_from(day).ok()?).copied()
}

#[cfg(test)]
mod tests;
