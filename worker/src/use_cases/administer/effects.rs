//! What a change of the tables would move, counted without storing anything.

use super::Difference;
use crate::ports::RepositoryError;
use crate::ports::desk::administration::AdministrationRepository;
use domain::calendar::{Holiday, WorkCalendar};
use domain::complaint::Complaint;
use domain::complaint::actor::Actor;
use domain::complaint::command::Command;
use domain::complaint::event::Event;
use domain::complaint::moment::{Limits, Moment, Periods, Staffing};
use domain::date::{Timestamp, Zone};
use domain::reference::rows::{Row, Rows};
use domain::reference::table::{HOLIDAY, TERMS, Table};
use domain::terms::{Rule, Term, Terms};
use std::borrow::Cow;
use std::collections::HashMap;

/// Complaints read at a time.
const CHUNK: u32 = 200;
/// A preview looks at so many stretches at most; then it says that there are more.
const MOST_CHUNKS: u32 = 40;
/// Examples with both dates.
const MOST_EXAMPLES: usize = 20;

/// One end of a period that would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedEnd {
    /// Of which complaint.
    pub code: String,
    /// Which period.
    pub rule: Rule,
    /// In whose zone.
    pub zone: Zone,
    /// Now.
    pub from: Timestamp,
    /// Then.
    pub to: Timestamp,
}

/// What would move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Ends of open periods that would be others.
    pub deadlines: u32,
    /// Complaints that get an entry about it; some of them only because of the day of a reminder.
    pub cases: u32,
    /// Complaints looked at.
    pub looked_at: u32,
    /// Whether all open complaints were looked at.
    pub is_complete: bool,
    /// The first of them.
    pub examples: Vec<MovedEnd>,
}

/// Everything a preview says.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// For holidays and periods.
    pub moved: Option<Moved>,
    /// Open complaints at what is changed: table, key, how many.
    pub waiting: Vec<(&'static Table, String, u32)>,
    /// Rows that refer to what is changed: table, key, how many.
    pub referring: Vec<(&'static Table, String, u32)>,
}

/// What these differences would do.
pub async fn effects(
    administration: &impl AdministrationRepository,
    differences: &[Difference],
    candidate: &[Rows],
    now: Timestamp,
) -> Result<Effects, RepositoryError> {
    let moves_clocks = differences
        .iter()
        .any(|difference| difference.table == &HOLIDAY || difference.table == &TERMS);
    let moved = match moves_clocks {
        true => Some(moved(administration, candidate, now).await?),
        false => None,
    };
    let mut effects = Effects {
        moved,
        waiting: waiting(administration, differences, |_| true).await?,
        referring: Vec::new(),
    };
    for difference in differences {
        let count = referring(difference, candidate);
        if count > 0 {
            effects
                .referring
                .push((difference.table, difference.key.clone(), count));
        }
    }
    Ok(effects)
}

/// Where complaints wait and nobody would be any more.
pub async fn deserted(
    administration: &impl AdministrationRepository,
    differences: &[Difference],
) -> Result<Vec<(&'static Table, String, u32)>, RepositoryError> {
    let retires = |difference: &Difference| {
        difference.after.is_retired && difference.table.name != "category"
    };
    waiting(administration, differences, retires).await
}

async fn waiting(
    administration: &impl AdministrationRepository,
    differences: &[Difference],
    counts: impl Fn(&Difference) -> bool,
) -> Result<Vec<(&'static Table, String, u32)>, RepositoryError> {
    let mut found = Vec::new();
    for name in ["agency", "agency_unit", "category"] {
        let of_table = differences.iter().filter(|difference| {
            difference.table.name == name && difference.before.is_some() && counts(difference)
        });
        let keys: Vec<String> = of_table.map(|difference| difference.key.clone()).collect();
        if let (Some(table), false) = (Table::edited(name), keys.is_empty()) {
            let waiting = administration.waiting(name, &keys).await?;
            found.extend(waiting.into_iter().map(|(key, n)| (table, key, n)));
        }
    }
    Ok(found)
}

/// How many rows name this one.
fn referring(difference: &Difference, candidate: &[Rows]) -> u32 {
    let columns: &[(&str, &str)] = match difference.table.name {
        "agency" => &[
            ("agency", "parent_id"),
            ("agency_unit", "national_counterpart"),
            ("category", "national_agency"),
            ("routing_rule", "target"),
            ("answer_template", "agency_id"),
        ],
        "agency_unit" => &[
            ("category", "kabkota_unit"),
            ("category", "provinsi_unit"),
            ("routing_rule", "target"),
            ("answer_template", "unit_id"),
        ],
        "category" => &[
            ("category", "parent_code"),
            ("routing_rule", "category_code"),
            ("answer_template", "category_code"),
        ],
        _ => &[],
    };
    let names = |table: &'static Table, row: &Row| {
        let columns = columns.iter().filter(|(name, _)| *name == table.name);
        columns
            .into_iter()
            .any(|(_, column)| row.cell(table, column) == difference.key)
    };
    let tables = candidate.iter();
    let rows = tables.flat_map(|rows| rows.rows.iter().map(|row| (rows.table, row)));
    let count = rows.filter(|(table, row)| names(table, row)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The clocks of these tables.
pub struct Clocks {
    calendar: WorkCalendar,
    terms: Terms,
    local: HashMap<String, Vec<Term>>,
}

impl Clocks {
    /// As the Workers would read them after the change.
    pub fn of(tables: &[Rows]) -> Self {
        let rows = |table: &'static Table| {
            let tables = tables.iter().filter(move |rows| rows.table == table);
            tables.flat_map(|rows| &rows.rows)
        };
        let holidays: Vec<Holiday> = rows(&HOLIDAY)
            .map(|row| Holiday {
                date: row.cell(&HOLIDAY, "date").to_owned(),
                is_working_day: u8::from(row.cell(&HOLIDAY, "is_working_day") == "1"),
            })
            .collect();
        let mut national = Vec::new();
        let mut local: HashMap<String, Vec<Term>> = HashMap::new();
        for row in rows(&TERMS) {
            let cell = |name| row.cell(&TERMS, name).to_owned();
            let term = Term {
                rule: cell("rule"),
                report_type: cell("report_type"),
                value: cell("value").parse().unwrap_or_default(),
                unit: cell("unit"),
                valid_from: cell("valid_from"),
                valid_to: Some(cell("valid_to")).filter(|day| !day.is_empty()),
            };
            match cell("scope").strip_prefix("agency:") {
                Some(agency) => local.entry(agency.to_owned()).or_default().push(term),
                None => national.push(term),
            }
        }
        Self {
            calendar: WorkCalendar::new(&holidays),
            terms: Terms::new(national),
            local,
        }
    }

    /// What `recompute` would make of a complaint: its periods before and after, where they differ. The same decision, by
    /// the same rule, on tables that are not stored.
    pub fn moved(&self, complaint: &Complaint, now: Timestamp) -> Option<Vec<MovedEnd>> {
        let holder = complaint.held_by().map(|post| post.agency.as_str());
        let local = holder.and_then(|agency| self.local.get(agency));
        let terms = match local {
            Some(local) => Cow::Owned(self.terms.narrowed(local.clone())),
            None => Cow::Borrowed(&self.terms),
        };
        let moment = Moment {
            now,
            periods: Periods {
                terms: &terms,
                calendar: &self.calendar,
            },
            limits: Limits::default(),
            staffing: Staffing::default(),
            digest: &|_| String::new(),
        };
        let transition = complaint
            .handle(&Actor::system(), &Command::Recompute {}, &moment)
            .ok()?;
        let Event::DeadlinesRecomputed(event) = &transition.recorded.event else {
            return None;
        };
        let before = complaint.deadlines();
        let ends = event.moved.iter().filter_map(|after| {
            let before = before.iter().find(|before| before.rule == after.rule)?;
            (before.due != after.due).then(|| MovedEnd {
                code: String::new(),
                rule: after.rule,
                zone: after.zone,
                from: before.due,
                to: after.due,
            })
        });
        Some(ends.collect())
    }
}

async fn moved(
    administration: &impl AdministrationRepository,
    candidate: &[Rows],
    now: Timestamp,
) -> Result<Moved, RepositoryError> {
    let clocks = Clocks::of(candidate);
    let mut moved = Moved::default();
    let mut cursor = String::new();
    for _ in 0..MOST_CHUNKS {
        let stretch = administration.open_stretch(&cursor, CHUNK).await?;
        let Some(last) = stretch.last else {
            moved.is_complete = true;
            break;
        };
        for open in &stretch.complaints {
            moved.looked_at += 1;
            let Some(ends) = clocks.moved(&open.complaint, now) else {
                continue;
            };
            moved.cases += 1;
            moved.deadlines += u32::try_from(ends.len()).unwrap_or(u32::MAX);
            let room = MOST_EXAMPLES.saturating_sub(moved.examples.len());
            let code = open.code.to_string();
            moved
                .examples
                .extend(ends.into_iter().take(room).map(|end| MovedEnd {
                    code: code.clone(),
                    ..end
                }));
        }
        cursor = last;
    }
    Ok(moved)
}
