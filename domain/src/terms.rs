//! Periods set by regulation or by this project: rows with a source and dates of effect, never numbers in code.

use crate::complaint::{Classification, named};
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

named! {
    /// Which period: the `rule` column of the `terms` table. Law, source and dates of effect stand in its rows.
    Rule {
        /// Verify and forward.
        VerifyBy = "verify_by",
        /// First follow-up by the agency.
        RespondBy = "respond_by",
        /// Finish; by report type.
        ResolveBy = "resolve_by",
        /// Answer again after an objection, a reopening or a message to an answered complaint.
        ReworkBy = "rework_by",
        /// The reporter completes what was asked.
        AnswerBy = "answer_by",
        /// When the reporter is reminded of a question.
        RemindAnswer = "remind_answer",
        /// The reporter objects to an answer.
        ObjectBy = "object_by",
        /// When the reporter is reminded of an answer.
        RemindObjection = "remind_objection",
        /// The reporter reopens.
        ReopenBy = "reopen_by",
        /// From this age the Ombudsman is offered.
        OmbudsmanOffer = "ombudsman_offer",
        /// How long before a limit its holder is warned.
        WarnBefore = "warn_before",
        /// How long after a limit the head of the agency and its inspectorate are told.
        EscalateHead = "escalate_head",
        /// How long after a limit the national admin is told.
        EscalateNational = "escalate_national",
        /// How far ahead an answer may promise.
        PlanWithin = "plan_within",
    }
}

named! {
    /// What a period is counted in.
    LengthUnit {
        /// *Hari kerja*.
        WorkingDays = "wd",
        /// Calendar days.
        Days = "day",
    }
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many.
    pub value: u32,
    /// Of what.
    pub unit: LengthUnit,
}

/// The periods in force over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    national: Vec<Term>,
    /// Rows of one agency or region (*standar pelayanan* of its own).
    local: Vec<Term>,
}

impl Terms {
    /// From the national rows of the table.
    pub fn new(rows: Vec<Term>) -> Self {
        Self {
            national: rows,
            local: Vec::new(),
        }
    }

    /// The same with the rows of whoever holds a complaint. They may shorten a national period, never lengthen it
    /// (domain guide, section 6).
    pub fn narrowed(&self, local: Vec<Term>) -> Self {
        Self {
            national: self.national.clone(),
            local,
        }
    }

    /// Length of a period that started at `start`: the row valid then, one for this kind before `*`.
    pub fn length(&self, rule: Rule, kind: Classification, start: Timestamp) -> Option<Length> {
        let of = |rows: &[Term]| {
            let term = in_force(rows, rule.as_str(), kind.as_str(), start)?;
            Some(Length {
                value: term.value,
                unit: LengthUnit::parse(&term.unit)?,
            })
        };
        let national = of(&self.national)?;
        let local = of(&self.local)
            .filter(|local| local.unit == national.unit && local.value < national.value);
        Some(local.unwrap_or(national))
    }
}

fn in_force<'a>(rows: &'a [Term], rule: &str, kind: &str, start: Timestamp) -> Option<&'a Term> {
    let day = start.local(Zone::Wib).0;
    let is_in_force = |term: &&Term| {
        let from = Date::parse(&term.valid_from);
        let to = term
            .valid_to
            .as_deref()
            .filter(|to| !to.is_empty())
            .map(Date::parse);
        term.rule == rule
            && LengthUnit::parse(&term.unit).is_some()
            && from.is_ok_and(|from| from <= day)
            && to.is_none_or(|to| to.is_ok_and(|to| day <= to))
    };
    let of_kind = |name: &str| {
        let rows = rows.iter().filter(is_in_force);
        rows.filter(|term| term.report_type == name)
            .max_by(|a, b| a.valid_from.cmp(&b.valid_from))
    };
    of_kind(kind).or_else(|| of_kind("*"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::complaint::ReportType;

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
        let days = |kind: ReportType, day| {
            let length = terms.length(Rule::VerifyBy, kind.into(), on(day));
            length.map(|length| length.value)
        };
        assert_eq!(days(ReportType::Complaint, "2026-12-31"), Some(3));
        assert_eq!(days(ReportType::Complaint, "2027-01-01"), Some(2));
        assert_eq!(days(ReportType::Aspiration, "2027-01-01"), Some(5));
        assert_eq!(days(ReportType::Complaint, "2018-01-01"), None);
        assert_eq!(
            terms.length(Rule::RespondBy, Classification::Complaint, on("2026-01-01")),
            None
        );
    }

    #[test]
    fn a_narrower_scope_may_shorten_and_never_lengthen() {
        let national = Terms::new(vec![term("*", 3, "2019-01-01", None)]);
        let start = Date::parse("2026-11-20").unwrap().at(0, Zone::Wib);
        let length = |local: u32| {
            let terms = national.narrowed(vec![term("complaint", local, "2020-01-01", None)]);
            let length = terms.length(Rule::VerifyBy, Classification::Complaint, start);
            length.map(|length| length.value)
        };
        assert_eq!(length(2), Some(2));
        assert_eq!(length(9), Some(3));
    }
}
