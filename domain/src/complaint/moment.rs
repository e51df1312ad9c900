//! What a decision needs from outside: the time, the periods in force, who is there to be told.

use crate::calendar::WorkCalendar;
use crate::date::Timestamp;
use crate::terms::Terms;

/// Periods and the days they are counted in.
#[derive(Clone, Copy, Debug)]
pub struct Periods<'a> {
    /// The `terms` table, narrowed to whoever holds the complaint.
    pub terms: &'a Terms,
    /// Holidays, with the regional ones of whoever must act.
    pub calendar: &'a WorkCalendar,
}

/// How often something may happen: decisions of this project (domain guide, sections 7 to 9), not of law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Questions to the reporter by one agency, each stopping its clock.
    pub pauses_per_agency: usize,
    /// Returns, after which the national admin assigns for good (CPGRAMS caps transfers at 3).
    pub hops: usize,
    /// Reopenings of one complaint.
    pub reopenings: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pauses_per_agency: 2,
            hops: 3,
            reopenings: 2,
        }
    }
}

/// Which desks of the holding agency have somebody. A missing one is never skipped in silence: the next tier is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staffing {
    /// A liaison officer of the holding unit.
    pub holder: bool,
    /// A coordinator.
    pub coordinator: bool,
    /// The head of the agency.
    pub head: bool,
    /// The inspectorate of that government.
    pub inspectorate: bool,
}

impl Default for Staffing {
    fn default() -> Self {
        Self {
            holder: true,
            coordinator: true,
            head: true,
            inspectorate: true,
        }
    }
}

/// Here and now, for one decision.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// Server time: the legal time.
    pub now: Timestamp,
    /// Periods and working days.
    pub periods: Periods<'a>,
    /// How often.
    pub limits: Limits,
    /// Who is there.
    pub staffing: Staffing,
    /// What history keeps of a text: SHA-256, hex, of a salt and the text. The salt lies beside the text and is erased
    /// with it, or a short text could be guessed back. The domain has neither hash nor randomness.
    pub digest: &'a dyn Fn(&str) -> String,
}
