//! What becomes of the cases of the sample world: one line a kind of life. Days are working days, counted from the day it
//! was filed; ages are working days before today.

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The citizen.
    Reporter,
    /// The national admin.
    Admin,
    /// The coordinator of whoever it belongs to.
    Coordinator,
    /// The liaison officer of the unit it belongs to.
    Liaison,
    /// The inspectorate of whoever it belongs to.
    Inspector,
    /// The coordinator of the agency it was sent to by mistake.
    OtherCoordinator,
    /// The liaison officer there.
    OtherLiaison,
}

/// Where it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Where it belongs, with the unit.
    Unit,
    /// To the agency's coordinator.
    Agency,
    /// To another agency, by mistake.
    Other,
}

/// Why it is archived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Unintelligible,
    TooGeneral,
    OutOfScope,
    NoCompetentAgency,
    /// Of the first of its group.
    Duplicate,
    Abusive,
    Emergency,
}

/// How it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Done,
    Planned,
    CannotDo,
    Informed,
}

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Assign(To),
    /// As a supervisory complaint.
    AssignSupervisory,
    /// Misconduct was found later.
    Misconduct,
    Delegate,
    Return,
    ReturnToNation,
    Ask,
    Complete,
    Start,
    Note,
    InternalNote,
    Answer(How),
    Confirm,
    Object,
    Message,
    Thanks,
    Reopen,
    Withdraw,
    Reject(Why),
    Restore,
    /// Into the first of its group.
    Merge,
    Unmerge,
    HandOver,
}

/// One step of a life: on which working day, who, what.
pub type Step = (i64, Who, Act);

/// Where stories come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Agencies that take part.
    Local,
    /// The sample complaints of this expected type.
    National(&'static str),
}

/// A kind of life.
pub struct Fate {
    /// For whoever reads an error.
    pub name: &'static str,
    /// How many of about three hundred.
    pub count: usize,
    /// Youngest and oldest, in working days.
    pub age: (i64, i64),
    /// Where the story comes from.
    pub source: Source,
    /// Of the first case.
    pub steps: &'static [Step],
    /// Cases beside it about the same matter, and what becomes of each.
    pub others: (usize, &'static [Step]),
    /// *Rahasia*.
    pub is_confidential: bool,
}

use Act::*;
use Source::{Local, National};
use To::{Agency, Other, Unit};
use Who::*;

const fn fate(
    name: &'static str,
    count: usize,
    age: (i64, i64),
    source: Source,
    steps: &'static [Step],
) -> Fate {
    Fate {
        name,
        count,
        age,
        source,
        steps,
        others: (0, &[]),
        is_confidential: false,
    }
}

const fn group(fate: Fate, count: usize, steps: &'static [Step]) -> Fate {
    Fate {
        others: (count, steps),
        ..fate
    }
}

const fn confidential(fate: Fate) -> Fate {
    Fate {
        is_confidential: true,
        ..fate
    }
}

const DONE: Act = Answer(How::Done);
const HOP: &[Step] = &[
    (1, Admin, Assign(Other)),
    (2, OtherLiaison, Return),
    (3, OtherCoordinator, ReturnToNation),
    (4, Admin, Assign(Unit)),
];

/// Every kind there is.
#[rustfmt::skip]
pub const FATES: &[Fate] = &[
    // At the verification desk.
    fate("new", 22, (0, 1), Local, &[]),
    fate("new, anywhere", 12, (0, 2), National("pengaduan"), &[]),
    fate("verification late", 6, (4, 5), National("pengaduan"), &[]),
    fate("verification late, head told", 4, (7, 8), National("pengaduan"), &[]),
    fate("verification late, nation told", 4, (10, 14), National("pengaduan"), &[]),
    fate("misconduct seen before verification", 2, (2, 2), Local, &[(1, Admin, Misconduct)]),
    // Waiting for the reporter.
    fate("asked", 9, (1, 5), National("pengaduan"), &[(0, Admin, Ask)]),
    fate("asked by the agency", 4, (4, 6), Local, &[(1, Admin, Assign(Unit)), (3, Liaison, Ask)]),
    fate("asked and reminded", 3, (8, 9), Local, &[(0, Admin, Ask)]),
    fate("never completed", 4, (13, 40), National("tidak_lengkap"), &[(1, Admin, Ask)]),
    fate("completed", 5, (3, 3), Local, &[(1, Admin, Ask), (2, Reporter, Complete)]),
    fate("completed from the archive", 2, (17, 18), Local, &[(1, Admin, Ask), (16, Reporter, Complete)]),
    // With an agency.
    fate("assigned", 20, (2, 4), Local, &[(1, Admin, Assign(Unit))]),
    fate("assigned, anywhere", 12, (2, 5), National("pengaduan"), &[(1, Admin, Assign(Unit))]),
    fate("with the coordinator", 9, (2, 5), Local, &[(1, Admin, Assign(Agency))]),
    fate("delegated", 8, (3, 5), Local, &[(1, Admin, Assign(Agency)), (2, Coordinator, Delegate)]),
    fate("response late", 6, (7, 8), Local, &[(1, Admin, Assign(Unit))]),
    fate("response late, head told", 4, (10, 11), Local, &[(1, Admin, Assign(Unit))]),
    fate("response late, nation told", 4, (12, 14), National("pengaduan"), &[(1, Admin, Assign(Unit))]),
    fate("proposal assigned", 2, (2, 4), National("aspirasi"), &[(1, Admin, Assign(Unit))]),
    fate("question assigned", 2, (2, 4), National("permintaan_informasi"), &[(1, Admin, Assign(Unit))]),
    fate("in progress", 26, (4, 12), Local, &[(1, Admin, Assign(Unit)), (3, Liaison, Start), (4, Liaison, Note)]),
    fate("in progress in a unit", 10, (5, 12), Local,
        &[(1, Admin, Assign(Agency)), (2, Coordinator, Delegate), (3, Liaison, Start),
            (4, Coordinator, InternalNote), (5, Reporter, Message)]),
    confidential(fate("confidential", 6, (4, 10), Local, &[(1, Admin, Assign(Unit)), (3, Liaison, Start)])),
    fate("resolution late", 4, (16, 18), Local, &[(1, Admin, Assign(Unit)), (3, Liaison, Start)]),
    fate("resolution late, head told", 3, (19, 20), Local, &[(1, Admin, Assign(Unit)), (3, Liaison, Start)]),
    fate("resolution late, nation told", 3, (22, 30), Local, &[(1, Admin, Assign(Unit)), (3, Liaison, Start)]),
    fate("handed over", 4, (9, 25), Local, &[(1, Admin, Assign(Unit)), (8, Reporter, HandOver)]),
    fate("old enough for the Ombudsman", 2, (44, 45), Local, &[(1, Admin, Assign(Unit)), (3, Liaison, Start)]),
    // Answered.
    fate("answered", 18, (6, 12), Local, &[(1, Admin, Assign(Unit)), (2, Liaison, Start), (5, Liaison, DONE)]),
    fate("answered with a plan", 6, (6, 12), Local, &[(1, Admin, Assign(Unit)), (5, Liaison, Answer(How::Planned))]),
    fate("answered: cannot be", 4, (6, 12), Local, &[(1, Admin, Assign(Unit)), (5, Liaison, Answer(How::CannotDo))]),
    fate("answered: informed", 4, (5, 10), Local, &[(1, Admin, Assign(Unit)), (4, Liaison, Answer(How::Informed))]),
    fate("answered and written to since", 5, (7, 9), Local,
        &[(1, Admin, Assign(Unit)), (4, Liaison, DONE), (6, Reporter, Message)]),
    fate("answered and thanked", 3, (7, 10), Local,
        &[(1, Admin, Assign(Unit)), (4, Liaison, DONE), (6, Reporter, Thanks)]),
    fate("reminded of the answer", 3, (12, 12), Local, &[(1, Admin, Assign(Unit)), (4, Liaison, DONE)]),
    // Closed.
    fate("confirmed", 20, (8, 42), Local,
        &[(1, Admin, Assign(Unit)), (2, Liaison, Start), (5, Liaison, DONE), (7, Reporter, Confirm)]),
    fate("lapsed", 12, (19, 42), Local, &[(1, Admin, Assign(Unit)), (2, Liaison, Start), (5, Liaison, DONE)]),
    fate("withdrawn", 5, (2, 40), Local, &[(1, Reporter, Withdraw)]),
    fate("withdrawn from the agency", 2, (5, 40), Local, &[(1, Admin, Assign(Unit)), (4, Reporter, Withdraw)]),
    // Disagreement.
    fate("objected", 5, (8, 11), Local, &[(1, Admin, Assign(Unit)), (4, Liaison, DONE), (7, Reporter, Object)]),
    fate("rework late", 3, (13, 16), Local, &[(1, Admin, Assign(Unit)), (4, Liaison, DONE), (6, Reporter, Object)]),
    fate("answered again", 4, (10, 16), Local,
        &[(1, Admin, Assign(Unit)), (4, Liaison, DONE), (6, Reporter, Object), (9, Liaison, DONE)]),
    fate("reopened", 4, (13, 16), Local,
        &[(1, Admin, Assign(Unit)), (4, Liaison, DONE), (6, Reporter, Confirm), (12, Reporter, Reopen)]),
    // Archived.
    fate("unintelligible", 3, (2, 40), National("tidak_lengkap"), &[(1, Admin, Reject(Why::Unintelligible))]),
    fate("too general", 3, (2, 40), National("tidak_lengkap"), &[(1, Admin, Reject(Why::TooGeneral))]),
    fate("out of scope", 4, (2, 40), National("bukan_kewenangan"), &[(1, Admin, Reject(Why::OutOfScope))]),
    fate("no competent agency", 2, (2, 40), National("bukan_kewenangan"),
        &[(1, Admin, Reject(Why::NoCompetentAgency))]),
    fate("abusive", 4, (2, 40), National("spam"), &[(1, Admin, Reject(Why::Abusive))]),
    fate("emergency", 2, (2, 40), Local, &[(0, Admin, Reject(Why::Emergency))]),
    group(fate("filed twice", 2, (3, 20), Local,
        &[(1, Admin, Assign(Unit))]), 1, &[(2, Admin, Reject(Why::Duplicate))]),
    fate("restored", 3, (3, 4), Local, &[(1, Admin, Reject(Why::TooGeneral)), (3, Admin, Restore)]),
    fate("restored and assigned", 2, (5, 7), Local,
        &[(1, Admin, Reject(Why::Abusive)), (3, Admin, Restore), (4, Admin, Assign(Unit))]),
    // About the same matter.
    group(fate("several, in progress", 3, (5, 10), Local,
        &[(1, Admin, Assign(Unit)), (3, Liaison, Start)]), 3, &[(2, Admin, Merge)]),
    group(fate("several, answered", 2, (8, 12), Local,
        &[(1, Admin, Assign(Unit)), (5, Liaison, DONE)]), 2, &[(2, Admin, Merge)]),
    group(fate("one went its own way", 1, (5, 8), Local,
        &[(1, Admin, Assign(Unit))]), 1, &[(2, Admin, Merge), (4, Admin, Unmerge)]),
    group(fate("several, not yet verified", 1, (2, 2), Local, &[]), 4, &[(1, Admin, Merge)]),
    // Not theirs.
    fate("returned to the coordinator", 4, (2, 3), Local, &[(1, Admin, Assign(Other)), (2, OtherLiaison, Return)]),
    fate("returned to the nation", 4, (3, 4), Local,
        &[(1, Admin, Assign(Other)), (2, OtherLiaison, Return), (3, OtherCoordinator, ReturnToNation)]),
    fate("two hops, on its way", 3, (5, 8), Local, HOP),
    fate("three hops, for good", 3, (7, 12), Local,
        &[(1, Admin, Assign(Other)), (2, OtherLiaison, Return), (3, OtherCoordinator, ReturnToNation),
            (4, Admin, Assign(Other)), (5, OtherLiaison, Return), (6, Admin, Assign(Unit))]),
    // Misconduct.
    fate("supervisory", 5, (2, 5), Local, &[(1, Admin, AssignSupervisory)]),
    fate("supervisory, in progress", 5, (4, 20), Local,
        &[(1, Admin, AssignSupervisory), (3, Inspector, Start), (4, Inspector, InternalNote)]),
    fate("supervisory, answered", 2, (9, 12), Local,
        &[(1, Admin, AssignSupervisory), (3, Inspector, Start), (8, Inspector, Answer(How::Informed))]),
    fate("misconduct found later", 3, (4, 8), Local, &[(1, Admin, Assign(Unit)), (3, Coordinator, Misconduct)]),
];

/// How many groups of each kind make about so many cases: every kind once, whatever was asked.
pub fn counts(cases: usize) -> Vec<usize> {
    let all: usize = FATES.iter().map(|fate| fate.count * fate.cases()).sum();
    let all = all.max(1);
    let nearest = |fate: &Fate| (2 * fate.count * cases + all) / (2 * all);
    FATES.iter().map(|fate| nearest(fate).max(1)).collect()
}

impl Fate {
    /// Cases of one group.
    pub fn cases(&self) -> usize {
        1 + self.others.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(counts: &[usize]) -> usize {
        FATES
            .iter()
            .zip(counts)
            .map(|(fate, count)| fate.cases() * count)
            .sum()
    }

    #[test]
    fn about_three_hundred_and_every_kind_in_any_world() {
        let full = counts(300);
        assert!((270..=340).contains(&cases(&full)), "{}", cases(&full));
        for count in [1, 30, 300, 1000] {
            assert!(counts(count).iter().all(|count| *count > 0), "{count}");
        }
    }

    #[test]
    fn no_life_is_longer_than_its_case_is_old() {
        for fate in FATES {
            for steps in [fate.steps, fate.others.1] {
                assert!(steps.is_sorted_by_key(|(day, ..)| *day), "{}", fate.name);
                let last = steps.last().map_or(0, |(day, ..)| *day);
                assert!(last <= fate.age.0, "{}", fate.name);
            }
        }
    }
}
