//! What is stored gives back what was: events, states and commands survive the way into a row and out again.

use super::actor::{Actor, Reach, Role};
use super::command::{Answer, Command, CommandName};
use super::event::{Event, Recorded};
use super::fixture::*;
use super::grid_tests::sample;
use super::life::Complaint;
use super::state::{Outcome, RejectionReason};
use super::{Classification, ReporterKind, StateName, Visibility};
use crate::date::{Date, Timestamp};
use crate::terms::Rule;
use std::collections::BTreeSet;

/// Deterministic, dependency-free: xorshift64*.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(2_685_821_657_736_338_717) >> 33) as usize) % below
    }
}

fn stored(recorded: &Recorded) -> (&'static str, Timestamp, String) {
    let data = serde_json::to_string(&recorded.data()).unwrap();
    (recorded.event.kind(), recorded.at, data)
}

fn read((kind, at, data): &(&'static str, Timestamp, String)) -> Recorded {
    let json: serde_json::Value = serde_json::from_str(data).unwrap();
    Recorded::read(kind, *at, &json).unwrap().unwrap()
}

fn anybody(dice: &mut Dice) -> Actor {
    let reach = Reach::ALL[dice.roll(Reach::ALL.len())];
    match Role::ALL[dice.roll(Role::ALL.len())] {
        Role::Reporter => Actor::reporter(),
        Role::System => Actor::system(),
        role => officer(role, reach),
    }
}

fn anything(dice: &mut Dice) -> Command {
    match CommandName::ALL[dice.roll(CommandName::ALL.len())] {
        // The way into supervisory and confidential must be taken too.
        CommandName::Assign if dice.roll(4) == 0 => {
            let kind = Classification::SupervisoryComplaint;
            assign_as(kind, holder("kab-b", None))
        }
        CommandName::Reclassify if dice.roll(2) == 0 => Command::Reclassify {
            kind: Classification::ALL[dice.roll(Classification::ALL.len())],
        },
        name => sample(name),
    }
}

/// A hundred and twenty lives, each of sixty steps by anybody at any time: whatever is granted keeps these promises.
#[test]
fn whatever_happens_history_alone_gives_the_state_back() {
    let mut dice = Dice(1708);
    let (mut kinds, mut states) = (BTreeSet::new(), BTreeSet::new());
    for life in 0..120 {
        let mut story = Story::with("2026-11-09 9", |intake| {
            if life % 2 == 0 {
                intake.reporter = ReporterKind::Sealed;
            }
        });
        let mut keys = BTreeSet::new();
        let mut rows = Vec::new();
        let was_confidential =
            |story: &Story| story.complaint.facts().visibility == Visibility::Confidential;
        for _ in 0..60 {
            story.now = Timestamp(story.now.0 + (dice.roll(72 * 60) * 60_000) as i64);
            let before = story.complaint.clone();
            let was_secret = was_confidential(&story);
            let mut done = story.sweep();
            assert!(
                story.complaint.sweep(&story.moment()).is_empty(),
                "safe to run twice"
            );
            let next = story.complaint.next_due_at(&story.moment());
            assert!(
                next.is_none_or(|next| next > story.now),
                "nothing is left over"
            );
            for _ in 0..12 {
                let (actor, command) = (anybody(&mut dice), anything(&mut dice));
                done.extend(story.try_it(&actor, &command));
            }
            for transition in &done {
                let row = stored(&transition.recorded);
                for text in ["Sebuah teks", "Purwodadi", "ditambal"] {
                    assert!(
                        !row.2.contains(text),
                        "history keeps digests, not texts: {row:?}"
                    );
                }
                assert_eq!(read(&row), transition.recorded);
                kinds.insert(row.0);
                rows.push(row);
                for notice in &transition.notices {
                    assert!(keys.insert(notice.key.clone()), "told twice: {notice:?}");
                }
            }
            check_promises(&before, &story, was_secret && !was_confidential(&story));
            states.insert(story.complaint.state().name());
        }
        let entries: Vec<Recorded> = rows.iter().map(read).collect();
        let replayed = Complaint::replay(story.intake.clone(), entries).unwrap();
        assert_eq!(replayed, story.complaint);
    }
    let unseen: Vec<&&str> = Event::KINDS
        .iter()
        .filter(|kind| !kinds.contains(**kind))
        .collect();
    // These need another complaint, or another calendar.
    assert_eq!(unseen, [&"deadlines_recomputed"]);
    assert_eq!(states.len(), StateName::ALL.len());
}

fn check_promises(before: &Complaint, story: &Story, was_lowered: bool) {
    let (complaint, moment) = (&story.complaint, story.moment());
    let facts = complaint.facts();
    assert_eq!(
        facts.received_at, story.intake.received_at,
        "age never resets"
    );
    assert_eq!(facts.seq as usize, story.entries.len());
    assert!(!was_lowered, "a protection is never lowered");
    if let (Some(old), Some(new)) = (&before.facts().resolve, &facts.resolve) {
        assert_eq!(
            old.started_at, new.started_at,
            "resolve_by is not extended by hops"
        );
    }
    let mut rules: Vec<Rule> = complaint
        .deadlines()
        .iter()
        .map(|deadline| deadline.rule)
        .collect();
    let count = rules.len();
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(rules.len(), count, "one deadline a rule");
    let is_open = complaint.state().name().is_open();
    let needs_clock = is_open
        && facts.merged_into.is_none()
        && facts.hand_over_offered_at.is_none()
        && facts.handed_over.is_none();
    let next = complaint.next_due_at(&moment);
    assert!(
        !needs_clock || next.is_some(),
        "an open complaint is never forgotten"
    );
    assert!(is_open || next.is_none());
    let json = serde_json::to_string(complaint).unwrap();
    assert_eq!(
        &serde_json::from_str::<Complaint>(&json).unwrap(),
        complaint
    );
}

#[test]
fn commands_survive_the_wire_under_stable_names() {
    for name in CommandName::ALL {
        let command = sample(*name);
        let json = serde_json::to_value(&command).unwrap();
        assert_eq!(json["command"], name.as_str());
        assert_eq!(serde_json::from_value::<Command>(json).unwrap(), command);
    }
}

#[test]
fn an_entry_says_what_who_and_when_and_nobodys_name() {
    let mut story = Story::received("2026-11-09 9");
    let transition = story.does(&national(), &assign("kab-a"));
    let data = serde_json::to_string(&transition.recorded.data()).unwrap();
    let start = r#"{"by":{"role":"national_admin","officer":"o-1"},"kind":"complaint","visibility":"public","category":"JLN-01","title":""#;
    assert!(data.starts_with(start), "{data}");
    let entry = transition.history_entry(data, "0".into());
    assert_eq!(
        (entry.seq, entry.kind, entry.actor),
        (1, "assigned", "officer")
    );
}

#[test]
fn a_foreign_history_is_noticed() {
    let mut story = Story::received("2026-11-09 9");
    story.does(&national(), &assign("kab-a"));
    story.does(&liaison(), &start());
    story.entries.remove(0);
    let error = Complaint::replay(story.intake, story.entries).unwrap_err();
    assert_eq!(
        (error.seq, error.kind, error.state),
        (1, "started", StateName::Received)
    );
    let json = &serde_json::json!({});
    assert!(matches!(
        Recorded::read("received", story.now, json),
        Ok(None)
    ));
}

/// The entry that exists since before there was a state machine: no `by`, no deadline.
#[test]
fn an_old_entry_is_read_as_it_was_written() {
    let json = &serde_json::json!({"region": "33.15"});
    let recorded = Recorded::read("place_clarified", time("2026-11-09 9"), json)
        .unwrap()
        .unwrap();
    assert_eq!(recorded.by.role, Role::Reporter);
    let story = Story::received("2026-11-09 9");
    let after = story.complaint.apply(&recorded).unwrap();
    assert_eq!(after.state(), story.complaint.state());
}

#[test]
fn every_reason_and_outcome_survives_a_row() {
    let text = || words("Sebuah teks");
    let reasons = [
        RejectionReason::Unintelligible,
        RejectionReason::TooGeneral,
        RejectionReason::OutOfScope {
            right_body: line("Pengadilan Negeri"),
        },
        RejectionReason::NoCompetentAgency,
        RejectionReason::Duplicate { of: id(2) },
        RejectionReason::Abusive,
        RejectionReason::EmergencyDiverted,
    ];
    let rejections = reasons.map(|reason| {
        let sentence = text();
        (vec![], national(), Command::Reject { reason, sentence })
    });
    let day = Date::parse("2026-11-09").unwrap();
    let outcomes = [
        Outcome::Done { on: day },
        Outcome::Planned { until: day },
        Outcome::CannotDo {
            basis: line("Perda 3/2019 pasal 4"),
        },
        Outcome::Informed,
    ];
    let answers = outcomes.map(|outcome| {
        let answer = Answer {
            outcome,
            words: text(),
            evidence_files: 2,
            needs_evidence: true,
            is_unedited_template: false,
        };
        let before = vec![(national(), assign("kab-a"))];
        (before, liaison(), Command::Answer { answer })
    });
    for (before, actor, command) in rejections.into_iter().chain(answers) {
        let mut story = Story::received("2026-11-09 9");
        for (actor, command) in &before {
            story.does(actor, command);
        }
        let transition = story.does(&actor, &command);
        assert_eq!(
            read(&stored(&transition.recorded)),
            transition.recorded,
            "{command:?}"
        );
        let json = serde_json::to_string(&story.complaint).unwrap();
        assert_eq!(
            serde_json::from_str::<Complaint>(&json).unwrap(),
            story.complaint
        );
    }
}
