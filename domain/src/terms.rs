//! Periods set by regulation or by this project: rows with a source and dates of effect, never numbers in code.

use crate::complaint::ReportType;
use crate::date::{Date, Timestamp, Zone};
use serde::{Deserialize, Serialize};

/// A row of the `terms` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Which clock, e.g. `verify_by`.
    pub rule: String,
    /// A report type or `*`.
    pub report_type: String,
    /// Length.
    pub value: u32,
    /// `wd` (working days) or `day`.
    pub unit: String,
    /// First day of effect, ISO.
    pub valid_from: String,
    /// Last day of effect, ISO; none while in force.
    #[serde(default)]
    pub valid_to: Option<String>,
}

/// The periods in force over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms(Vec<Term>);

impl Terms {
    /// From the rows of the table.
    pub fn new(rows: Vec<Term>) -> Self {
        Self(rows)
    }

    /// Working days of a clock that started at `start`: the row valid then, one for this report type before `*`.
    pub fn working_days(&self, rule: &str, kind: ReportType, start: Timestamp) -> Option<u32> {
        let day = start.local(Zone::Wib).0;
        let in_force = |term: &&Term| {
            let from = Date::parse(&term.valid_from);
            let to = term
                .valid_to
                .as_deref()
                .filter(|to| !to.is_empty())
                .map(Date::parse);
            term.rule == rule
                && term.unit == "wd"
                && from.is_ok_and(|from| from <= day)
                && to.is_none_or(|to| to.is_ok_and(|to| day <= to))
        };
        let of_type = |name: &str| {
            let rows = self.0.iter().filter(in_force);
            rows.filter(|term| term.report_type == name)
                .max_by(|a, b| a.valid_from.cmp(&b.valid_from))
        };
        of_type(kind.as_str())
            .or_else(|| of_type("*"))
            .map(|term| term.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(report_type: &str, value: u32, from: &str, to: Option<&str>) -> Term {
        Term {
            rule: "verify_by".into(),
            report_type: report_type.into(),
            value,
            unit: "wd".into(),
            valid_from: from.into(),
            valid_to: to.map(Into::into),
        }
    }

    #[test]
    fn the_row_in_force_when_the_clock_started_counts() {
        let terms = Terms::new(vec![
            term("*", 3, "2019-01-01", Some("2026-12-31")),
            term("*", 2, "2027-01-01", None),
            term("aspiration", 5, "2019-01-01", None),
        ]);
        let on = |day: &str| Date::parse(day).unwrap().at(0, Zone::Wib);
        let days = |kind, day| terms.working_days("verify_by", kind, on(day));
        assert_eq!(days(ReportType::Complaint, "2026-12-31"), Some(3));
        assert_eq!(days(ReportType::Complaint, "2027-01-01"), Some(2));
        assert_eq!(days(ReportType::Aspiration, "2027-01-01"), Some(5));
        assert_eq!(days(ReportType::Complaint, "2018-01-01"), None);
        assert_eq!(
            terms.working_days("other", ReportType::Complaint, on("2026-01-01")),
            None
        );
    }
}
