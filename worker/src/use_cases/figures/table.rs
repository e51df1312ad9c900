//! The figures as open data: a table of texts, and the same as JSON (docs/OPEN_DATA.md).

use super::json as to_json;
use crate::ports::RepositoryError;
use domain::figures::snapshot::{Head, Named};
use domain::figures::{
    Cell, MONTHS_KEPT, MONTHS_TOTALLED, Measure, Month, Published, Rate, Subject,
};
use domain::spreadsheet;
use serde::Serialize;

/// A subject, its name, what is published of it.
type Row<'a> = (&'a Subject, Named, &'a Published);

/// The period of a line that is a total: `2025-12/2026-11`.
fn total_period(last: Month) -> String {
    format!("{}/{last}", last.back(MONTHS_TOTALLED.saturating_sub(1)))
}

/// The table.
pub fn csv(rows: &[Row<'_>], head: Head) -> String {
    let mut columns: Vec<String> = [
        "subject", "code", "name_id", "name_en", "period", "received",
    ]
    .map(str::to_owned)
    .into();
    for measure in Measure::ALL {
        let measure = measure.as_str();
        columns.extend(["percent", "bound", "of"].map(|what| format!("{measure}_{what}")));
    }
    columns.extend(["median_days", "rating", "rating_of"].map(str::to_owned));
    let mut text = spreadsheet::line(columns.iter().map(String::as_str));
    let months = head.last.window(MONTHS_KEPT);
    for (subject, name, figures) in rows {
        let total = [(total_period(head.last), &figures.total)];
        let months = months.iter().zip(&figures.months);
        let months = months.map(|(month, cell)| (month.to_string(), cell));
        for (period, cell) in total.into_iter().chain(months) {
            // Months without cases are not said: whatever is missing is zero.
            if cell.received != Some(0) {
                text.push_str(&line(subject, name, &period, cell));
            }
        }
    }
    text
}

fn line(subject: &Subject, name: &Named, period: &str, cell: &Cell) -> String {
    let (kind, code) = subject.parts();
    let number = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
    let mut cells: Vec<String> = [kind, code, &name.id, &name.en, period]
        .map(str::to_owned)
        .into();
    cells.push(number(cell.received));
    for measure in Measure::ALL {
        let rate = cell.rate(*measure);
        let bound = match rate {
            Rate::Hidden => "",
            Rate::Percent { .. } => "equal",
            Rate::AtMost { .. } => "at_most",
            Rate::AtLeast { .. } => "at_least",
        };
        cells.extend([
            number(rate.percent()),
            bound.to_owned(),
            number(rate.base()),
        ]);
    }
    let half = |days: u32| match days % 2 {
        0 => (days / 2).to_string(),
        _ => format!("{}.5", days / 2),
    };
    cells.push(cell.median.map_or(String::new(), |days| half(days.0)));
    let tenths = |mean: u32| format!("{}.{}", mean / 10, mean % 10);
    cells.push(
        cell.rating
            .map_or(String::new(), |mean| tenths(mean.tenths)),
    );
    cells.push(number(cell.rating.map(|mean| mean.of)));
    spreadsheet::line(cells.iter().map(String::as_str))
}

#[derive(Serialize)]
struct Whole<'a> {
    schema: u32,
    computed_at: String,
    last_month: Month,
    subjects: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    subject: &'a str,
    code: &'a str,
    name_id: &'a str,
    name_en: &'a str,
    total: Line<'a>,
    months: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    period: String,
    #[serde(flatten)]
    cell: &'a Cell,
}

/// The same as JSON.
pub fn json(rows: &[Row<'_>], head: Head) -> Result<String, RepositoryError> {
    let months = head.last.window(MONTHS_KEPT);
    let subjects = rows.iter().map(|(subject, name, figures)| {
        let (kind, code) = subject.parts();
        let lines = months.iter().zip(&figures.months);
        let lines = lines.filter(|(_, cell)| cell.received != Some(0));
        One {
            subject: kind,
            code,
            name_id: &name.id,
            name_en: &name.en,
            total: Line {
                period: total_period(head.last),
                cell: &figures.total,
            },
            months: lines
                .map(|(month, cell)| Line {
                    period: month.to_string(),
                    cell,
                })
                .collect(),
        }
    });
    to_json(&Whole {
        schema: head.schema,
        computed_at: head.computed_at.rfc3339(),
        last_month: head.last,
        subjects: subjects.collect(),
    })
}
