//! One running period of one complaint: when it ends, what stopped it, whom its end has been reported to.

use crate::calendar::WorkCalendar;
use crate::complaint::Classification;
use crate::complaint::moment::Periods;
use crate::complaint::named;
use crate::date::{Timestamp, Zone};
use crate::terms::{Length, LengthUnit, Rule};
use serde::{Deserialize, Serialize};

named! {
    /// A rung of the escalation ladder (domain guide, section 10). Each acts once.
    Rung {
        /// Shortly before the limit: whoever holds it.
        Warn = "warn",
        /// The limit is missed: the coordinator; the reporter learns of it and of the Ombudsman.
        Late = "late",
        /// Still nothing: the head of the agency and the inspectorate.
        Head = "head",
        /// Still nothing: the national admin.
        National = "national",
    }
}

/// A stretch in which the period ran, until it was paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// First instant.
    pub from: Timestamp,
    /// When it was paused.
    pub to: Timestamp,
}

/// How a deadline looks today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Working days left after today; 0 on the last day.
    Left(u32),
    /// "Terlambat n hari kerja"; 0 until the first working day after it is over.
    Late(u32),
    /// Stands still.
    Paused,
}

/// A period with its end. Stored whole, so that a late sweep or a later change of a table moves nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Which period.
    pub rule: Rule,
    /// Zone of whoever must act.
    pub zone: Zone,
    /// As the table said when it started.
    pub length: Length,
    /// When it started: chooses the row of the table.
    pub started_at: Timestamp,
    /// Stretches before the last pause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_runs: Vec<Run>,
    /// Start of the present stretch.
    pub counts_from: Timestamp,
    /// End, 23:59:59 local; while paused, where it would have been.
    pub due: Timestamp,
    /// Stopped since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_at: Option<Timestamp>,
    /// When its holder is warned, or the reporter reminded; 08:00 local.
    pub remind_at: Timestamp,
    /// When the reporter was reminded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded_at: Option<Timestamp>,
    /// The highest rung that has acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<Rung>,
}

impl Deadline {
    /// Starts a period. A table without the rule means "at once", which shows as late: an error in the data stays visible.
    pub fn start(
        rule: Rule,
        kind: Classification,
        zone: Zone,
        at: Timestamp,
        periods: Periods<'_>,
    ) -> Self {
        let length = periods.terms.length(rule, kind, at).unwrap_or(Length {
            value: 0,
            unit: LengthUnit::WorkingDays,
        });
        let mut deadline = Self {
            rule,
            zone,
            length,
            started_at: at,
            past_runs: Vec::new(),
            counts_from: at,
            due: at,
            paused_at: None,
            remind_at: at,
            reminded_at: None,
            rung: None,
        };
        deadline.count(kind, periods);
        deadline
    }

    /// Whether the end is past. Time after a pause began is nobody's delay.
    pub fn is_missed(&self, now: Timestamp) -> bool {
        self.paused_at.unwrap_or(now).min(now) >= just_after(self.due)
    }

    /// The first instant after the period.
    pub fn ends_at(&self) -> Timestamp {
        just_after(self.due)
    }

    /// Stops at `at`; a second stop changes nothing.
    pub fn paused(&self, at: Timestamp) -> Self {
        Self {
            paused_at: self.paused_at.or(Some(at)),
            ..self.clone()
        }
    }

    /// Goes on at `at` with the working days that are left. One that was missed before the pause stays missed.
    pub fn resumed(&self, at: Timestamp, kind: Classification, periods: Periods<'_>) -> Self {
        let mut deadline = self.clone();
        let was_missed = self.is_missed(at);
        let Some(paused_at) = deadline.paused_at.take() else {
            return deadline;
        };
        if !was_missed {
            deadline.past_runs.push(Run {
                from: deadline.counts_from,
                to: paused_at,
            });
            deadline.counts_from = at;
            deadline.count(kind, periods);
            // What was warned of lies further away now.
            deadline.rung = None;
        }
        deadline
    }

    /// The same period for another kind, or by changed tables: the row in force when it *started*, the holidays of
    /// today. Rungs that acted are not taken back.
    pub fn recomputed(&self, kind: Classification, periods: Periods<'_>) -> Self {
        let mut deadline = self.clone();
        let length = periods.terms.length(self.rule, kind, self.started_at);
        deadline.length = length.unwrap_or(self.length);
        deadline.count(kind, periods);
        deadline
    }

    /// The same in the zone of another holder or place.
    pub fn in_zone(&self, zone: Zone, kind: Classification, periods: Periods<'_>) -> Self {
        let mut deadline = self.clone();
        deadline.zone = zone;
        deadline.count(kind, periods);
        deadline
    }

    /// How it looks at `now`, counted in working days whatever its own unit.
    pub fn standing(&self, now: Timestamp, calendar: &WorkCalendar) -> Standing {
        let today = now.local(self.zone).0;
        let end = self.due.local(self.zone).0;
        if self.is_missed(now) {
            Standing::Late(calendar.working_days_between(end, today.next()))
        } else if self.paused_at.is_some() {
            Standing::Paused
        } else {
            Standing::Left(calendar.working_days_between(today, end.next()))
        }
    }

    /// Working days still left at the beginning of the present stretch.
    pub fn remaining(&self, periods: Periods<'_>) -> Length {
        let used: u32 = self
            .past_runs
            .iter()
            .map(|run| {
                let day_zero = periods.calendar.day_zero(run.from, self.zone);
                let stopped_on = run.to.local(self.zone).0;
                periods.calendar.working_days_between(day_zero, stopped_on)
            })
            .sum();
        Length {
            value: self.length.value.saturating_sub(used),
            unit: self.length.unit,
        }
    }

    /// The next rung and the first instant at which it acts; none while paused, at the top, or for the reporter's own
    /// periods. A warning that is too late to warn gives way to the late mark; no other rung is ever left out.
    pub fn next_rung(
        &self,
        now: Timestamp,
        kind: Classification,
        periods: Periods<'_>,
    ) -> Option<(Rung, Timestamp)> {
        let climbs = matches!(
            self.rule,
            Rule::VerifyBy | Rule::RespondBy | Rule::ResolveBy | Rule::ReworkBy
        );
        if !climbs || self.paused_at.is_some() {
            return None;
        }
        let after = |rule| {
            let length = periods.terms.length(rule, kind, self.started_at);
            let days = length.map_or(0, |length| length.value);
            just_after(periods.calendar.end_after(self.due, days, self.zone))
        };
        match self.rung {
            None if !self.is_missed(now) => Some((Rung::Warn, self.remind_at)),
            None | Some(Rung::Warn) => Some((Rung::Late, just_after(self.due))),
            Some(Rung::Late) => Some((Rung::Head, after(Rule::EscalateHead))),
            Some(Rung::Head) => Some((Rung::National, after(Rule::EscalateNational))),
            Some(Rung::National) => None,
        }
    }

    /// When silence of the reporter takes effect: never before they were reminded, and if the reminder went out after
    /// the end, as many working days later as it should have been early.
    pub fn ends_in_silence_at(&self, periods: Periods<'_>) -> Option<Timestamp> {
        let reminded_at = self.reminded_at?;
        if reminded_at <= self.due {
            return Some(just_after(self.due));
        }
        let calendar = periods.calendar;
        let planned = self.remind_at.local(self.zone).0;
        let end = self.due.local(self.zone).0;
        let ahead = calendar.working_days_between(planned, end.next()).max(1);
        Some(just_after(calendar.due(reminded_at, ahead, self.zone)))
    }

    fn count(&mut self, kind: Classification, periods: Periods<'_>) {
        let left = self.remaining(periods);
        let calendar = periods.calendar;
        self.due = calendar.end_of(self.counts_from, left, self.zone);
        let days_of = |rule| {
            let length = periods.terms.length(rule, kind, self.started_at);
            length.map(|length| length.value)
        };
        let after = |rule| {
            let days = days_of(rule).unwrap_or(self.length.value);
            calendar.opening_after(self.counts_from, days.min(self.length.value), self.zone)
        };
        self.remind_at = match self.rule {
            Rule::AnswerBy => after(Rule::RemindAnswer),
            Rule::ObjectBy => after(Rule::RemindObjection),
            _ => {
                let days = days_of(Rule::WarnBefore).unwrap_or(0);
                calendar.opening_before(self.due, days, self.zone)
            }
        };
    }
}

/// Periods end at 23:59:59; what follows happens at midnight.
fn just_after(end: Timestamp) -> Timestamp {
    Timestamp(end.0.saturating_add(1000))
}

#[cfg(test)]
mod tests;
