//! The sums of every subject and month, and what is published of them.

use super::{CaseFacts, Cell, Month, Sums, conceal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// For how many months figures are kept, the running one included.
pub const MONTHS_KEPT: u32 = 24;
/// How many months a total is the sum of, the running one included.
pub const MONTHS_TOTALLED: u32 = 12;

/// The part of a code that says "not known more exactly": no region, category or agency has it.
const UNKNOWN: &str = "00";

/// What figures are about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Subject {
    /// Everything.
    Nation,
    /// A province `33` or regency `33.15`; `00` and `33.00` where the place is not known that exactly.
    Region(String),
    /// A category `JLN` or `JLN-01`.
    Category(String),
    /// An agency, by its id; `00` for cases that no agency holds at the moment.
    Agency(String),
}

/// Not the name of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a subject of figures")]
pub struct InvalidSubject;

impl Subject {
    /// Its kind and its code.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Nation => ("nation", ""),
            Self::Region(code) => ("region", code),
            Self::Category(code) => ("category", code),
            Self::Agency(id) => ("agency", id),
        }
    }

    /// The subject whose cases contain all of its cases; none for the nation.
    pub fn above(&self) -> Option<Self> {
        match self {
            Self::Nation => None,
            Self::Region(code) => match code.split_once('.') {
                Some((province, _)) => Some(Self::Region(province.to_owned())),
                None => Some(Self::Nation),
            },
            Self::Category(code) => match code.split_once('-') {
                Some((top, _)) => Some(Self::Category(top.to_owned())),
                None => Some(Self::Nation),
            },
            Self::Agency(_) => Some(Self::Nation),
        }
    }

    /// Every subject a case counts for.
    fn all_of(case: &CaseFacts) -> [Self; 6] {
        let region = case.region.as_deref().unwrap_or(UNKNOWN);
        let mut parts = region.splitn(3, '.');
        let province = parts.next().unwrap_or(UNKNOWN);
        let regency = parts.next().unwrap_or(UNKNOWN);
        let (top, category) = match case.category.split_once('-') {
            Some((top, _)) => (top, case.category.clone()),
            None => (
                case.category.as_str(),
                format!("{}-{UNKNOWN}", case.category),
            ),
        };
        let agency = case.agency.as_deref().unwrap_or(UNKNOWN);
        [
            Self::Nation,
            Self::Region(province.to_owned()),
            Self::Region(format!("{province}.{regency}")),
            Self::Category(top.to_owned()),
            Self::Category(category),
            Self::Agency(agency.to_owned()),
        ]
    }
}

impl TryFrom<String> for Subject {
    type Error = InvalidSubject;

    fn try_from(text: String) -> Result<Self, InvalidSubject> {
        let (kind, code) = text.split_once(':').unwrap_or((&text, ""));
        let code = code.to_owned();
        match kind {
            "nation" => Ok(Self::Nation),
            "region" => Ok(Self::Region(code)),
            "category" => Ok(Self::Category(code)),
            "agency" => Ok(Self::Agency(code)),
            _ => Err(InvalidSubject),
        }
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        match subject.parts() {
            (kind, "") => kind.to_owned(),
            (kind, code) => format!("{kind}:{code}"),
        }
    }
}

/// Sums of the cases seen so far, by subject and month of receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tally(BTreeMap<Subject, BTreeMap<Month, Sums>>);

/// What is published of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The last [`MONTHS_TOTALLED`] months together.
    pub total: Cell,
    /// Each of the last [`MONTHS_KEPT`] months, the earliest first.
    pub months: Vec<Cell>,
}

impl Published {
    /// Of a subject that has no cases.
    pub fn empty() -> Self {
        let none = Cell::of(&Sums::default());
        Self {
            total: none,
            months: vec![none; MONTHS_KEPT as usize],
        }
    }
}

impl Tally {
    /// One case more. Cases that `last` and its [`MONTHS_KEPT`] months do not cover are left out.
    pub fn note(&mut self, case: &CaseFacts, last: Month) {
        let month = case.month();
        if month > last || month <= last.back(MONTHS_KEPT) {
            return;
        }
        for subject in Subject::all_of(case) {
            let months = self.0.entry(subject).or_default();
            months.entry(month).or_default().note(case);
        }
    }

    /// The sums of both.
    pub fn merge(&mut self, other: &Self) {
        for (subject, months) in &other.0 {
            let mine = self.0.entry(subject.clone()).or_default();
            for (month, sums) in months {
                mine.entry(*month).or_default().merge(sums);
            }
        }
    }

    /// Every subject that has cases.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.0.keys()
    }

    /// The sums of one subject over the last [`MONTHS_TOTALLED`] months.
    pub fn total(&self, subject: &Subject, last: Month) -> Sums {
        let mut total = Sums::default();
        for month in last.window(MONTHS_TOTALLED) {
            if let Some(sums) = self.month(subject, month) {
                total.merge(sums);
            }
        }
        total
    }

    fn month(&self, subject: &Subject, month: Month) -> Option<&Sums> {
        self.0.get(subject)?.get(&month)
    }

    /// What may be published, the running month being `last`.
    pub fn published(&self, last: Month) -> BTreeMap<Subject, Published> {
        let mut groups: BTreeMap<(Option<Subject>, &'static str), BTreeSet<Subject>> =
            BTreeMap::new();
        groups
            .entry((None, "nation"))
            .or_default()
            .insert(Subject::Nation);
        for subject in self.0.keys() {
            let group = (subject.above(), subject.parts().0);
            groups.entry(group).or_default().insert(subject.clone());
        }
        let mut hidden: BTreeMap<Subject, Vec<bool>> = BTreeMap::new();
        // Groups are sorted by what stands above them, so that it is always done before.
        for ((above, _), subjects) in &groups {
            let rows: Vec<Vec<u32>> = subjects
                .iter()
                .map(|subject| self.row(subject, last))
                .collect();
            let above = above.as_ref().and_then(|above| hidden.get(above)).cloned();
            let concealed = conceal(&rows, MONTHS_TOTALLED as usize, above.as_deref());
            for (subject, row) in subjects.iter().zip(concealed) {
                hidden.insert(subject.clone(), row);
            }
        }
        let publish = |(subject, hidden): (Subject, Vec<bool>)| {
            let cell = |at: usize, sums: Option<&Sums>| match hidden.get(at) {
                Some(false) => sums.map_or_else(|| Cell::of(&Sums::default()), Cell::of),
                _ => Cell::default(),
            };
            let months = last.window(MONTHS_KEPT);
            let total = cell(months.len(), Some(&self.total(&subject, last)));
            let months = months.iter().enumerate();
            let months = months.map(|(at, month)| cell(at, self.month(&subject, *month)));
            let months = months.collect();
            (subject, Published { total, months })
        };
        hidden.into_iter().map(publish).collect()
    }

    /// Cases by month, and their total at the end.
    fn row(&self, subject: &Subject, last: Month) -> Vec<u32> {
        let received = |month: &Month| self.month(subject, *month).map_or(0, |sums| sums.received);
        let months = last.window(MONTHS_KEPT);
        let total = self.total(subject, last).received;
        months.iter().map(received).chain([total]).collect()
    }
}
