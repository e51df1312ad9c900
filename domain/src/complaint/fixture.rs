//! For tests: the real tables, and a complaint whose story reads as a list of dates and commands.

use super::actor::{Actor, Holder, Post, Reach, Role};
use super::command::{Answer, Command, Reply};
use super::event::Recorded;
use super::life::{Complaint, Intake};
use super::moment::{Limits, Moment, Periods, Staffing};
use super::state::{Desk, Outcome};
use super::transition::{Transition, TransitionError};
use super::words::{AgencyId, CategoryCode, Line, OfficerId, UnitId, Words};
use super::{Classification, ComplaintId, ReportType, ReporterKind, Visibility};
use crate::calendar::{Holiday, WorkCalendar};
use crate::date::{Date, Timestamp, Zone};
use crate::deadline::Deadline;
use crate::notification::{Audience, Template};
use crate::terms::{Rule, Term, Terms};
use serde::de::DeserializeOwned;

const HOUR_MS: i64 = 3_600_000;

fn rows<T: DeserializeOwned>(file: &str) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

pub fn holidays() -> Vec<Holiday> {
    rows(include_str!("../../../data/holidays.csv"))
}

pub fn calendar() -> WorkCalendar {
    WorkCalendar::new(&holidays())
}

pub fn terms() -> Terms {
    Terms::new(rows::<Term>(include_str!("../../../data/terms.csv")))
}

/// `2026-11-20 10` is ten o'clock WIB.
pub fn time(text: &str) -> Timestamp {
    time_in(text, Zone::Wib)
}

pub fn time_in(text: &str, zone: Zone) -> Timestamp {
    let (day, hour) = text.split_once(' ').unwrap();
    let hour: i64 = hour.parse().unwrap();
    Date::parse(day).unwrap().at(hour * HOUR_MS, zone)
}

/// The local day, WIB.
pub fn day(at: Timestamp) -> String {
    at.local(Zone::Wib).0.to_string()
}

/// Long enough to tell texts apart, and readable in a failure.
pub fn fake_digest(text: &str) -> String {
    let sum = text.bytes().fold(7_u64, |sum, byte| {
        sum.wrapping_mul(1_099_511_628_211) ^ u64::from(byte)
    });
    format!("{sum:016x}")
}

pub fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

pub fn agency(id: &str) -> AgencyId {
    AgencyId::parse(id).unwrap()
}

pub fn post(id: &str, unit: Option<&str>) -> Post {
    Post {
        agency: agency(id),
        unit: unit.map(|unit| UnitId::parse(unit).unwrap()),
    }
}

pub fn holder(id: &str, unit: Option<&str>) -> Holder {
    Holder {
        post: post(id, unit),
        zone: Zone::Wib,
    }
}

pub fn id(tail: u8) -> ComplaintId {
    ComplaintId::parse(&format!("019ab3c4-d5e6-7f01-8123-4567890000{tail:02x}")).unwrap()
}

pub fn officer(role: Role, reach: Reach) -> Actor {
    Actor::officer(role, OfficerId::parse("o-1").unwrap(), reach)
}

pub fn national() -> Actor {
    officer(Role::NationalAdmin, Reach::Elsewhere)
}

pub fn coordinator() -> Actor {
    officer(Role::AgencyCoordinator, Reach::SameAgency)
}

pub fn liaison() -> Actor {
    officer(Role::LiaisonOfficer, Reach::Holder)
}

pub fn inspectorate() -> Actor {
    officer(Role::Inspectorate, Reach::SameAgency)
}

pub fn assign_as(kind: Classification, to: Holder) -> Command {
    Command::Assign {
        kind,
        category: CategoryCode::parse("JLN-01").unwrap(),
        title: line("Jalan berlubang di Purwodadi"),
        to,
        cc: Vec::new(),
    }
}

pub fn assign(to: &str) -> Command {
    assign_as(Classification::Complaint, holder(to, Some("kabkota:dpupr")))
}

pub fn ask() -> Command {
    let question = words("Di depan rumah nomor berapa?");
    Command::AskReporter { question }
}

pub fn reply() -> Reply {
    Reply {
        words: Some(words("Di depan balai desa")),
        files: 0,
    }
}

pub fn give_back() -> Command {
    Command::Return {
        reason: words("Ini jalan provinsi"),
        suggested: None,
    }
}

pub fn start() -> Command {
    let words = words("Tim survei berangkat besok");
    Command::Start { words }
}

pub fn answer() -> Command {
    Command::Answer {
        answer: Answer {
            outcome: Outcome::Informed,
            words: words("Sudah ditambal, terima kasih"),
            evidence_files: 0,
            needs_evidence: false,
            is_unedited_template: false,
        },
    }
}

pub fn object() -> Command {
    let words = words("Baru separuhnya");
    Command::Object { words }
}

/// One complaint and what has happened to it.
pub struct Story {
    pub complaint: Complaint,
    pub intake: Intake,
    pub entries: Vec<Recorded>,
    pub terms: Terms,
    pub calendar: WorkCalendar,
    pub staffing: Staffing,
    pub now: Timestamp,
}

impl Story {
    /// Received at the national desk.
    pub fn received(at: &str) -> Self {
        Self::with(at, |_| {})
    }

    /// The same, with the intake changed.
    pub fn with(at: &str, change: impl FnOnce(&mut Intake)) -> Self {
        let (terms, calendar, now) = (terms(), calendar(), time(at));
        let periods = Periods {
            terms: &terms,
            calendar: &calendar,
        };
        let kind = ReportType::Complaint;
        let verify = Deadline::start(Rule::VerifyBy, kind.into(), Zone::Wib, now, periods);
        let mut intake = Intake {
            id: id(1),
            kind,
            visibility: Visibility::Public,
            reporter: ReporterKind::Named,
            is_reachable: true,
            received_at: now,
            desk: Desk::National,
            verify,
        };
        change(&mut intake);
        Self {
            complaint: Complaint::receive(intake.clone()),
            intake,
            entries: Vec::new(),
            terms,
            calendar,
            staffing: Staffing::default(),
            now,
        }
    }

    pub fn moment(&self) -> Moment<'_> {
        Moment {
            now: self.now,
            periods: Periods {
                terms: &self.terms,
                calendar: &self.calendar,
            },
            limits: Limits::default(),
            staffing: self.staffing,
            digest: &fake_digest,
        }
    }

    pub fn at(&mut self, time_of: &str) -> &mut Self {
        self.now = time(time_of);
        self
    }

    /// What would come of it.
    pub fn ask(&self, actor: &Actor, command: &Command) -> Result<Transition, TransitionError> {
        self.complaint.handle(actor, command, &self.moment())
    }

    /// Does it, and remembers.
    pub fn try_it(
        &mut self,
        actor: &Actor,
        command: &Command,
    ) -> Result<Transition, TransitionError> {
        let transition = self.ask(actor, command)?;
        self.remember(&transition);
        Ok(transition)
    }

    pub fn does(&mut self, actor: &Actor, command: &Command) -> Transition {
        match self.try_it(actor, command) {
            Ok(transition) => transition,
            Err(error) => panic!("{} at {}: {error}", command.name().as_str(), day(self.now)),
        }
    }

    pub fn sweep(&mut self) -> Vec<Transition> {
        let done = self.complaint.sweep(&self.moment());
        for transition in &done {
            self.remember(transition);
        }
        done
    }

    fn remember(&mut self, transition: &Transition) {
        self.complaint = transition.complaint.clone();
        self.entries.push(transition.recorded.clone());
    }

    pub fn state(&self) -> &'static str {
        self.complaint.state().name().as_str()
    }

    /// The day a deadline ends.
    pub fn due(&self, rule: Rule) -> Option<String> {
        let deadlines = self.complaint.deadlines().into_iter();
        let mut deadlines = deadlines.filter(|deadline| deadline.rule == rule);
        deadlines.next().map(|deadline| day(deadline.due))
    }
}

pub fn reporter() -> Actor {
    Actor::reporter()
}

pub fn assigned() -> Story {
    let mut story = Story::received("2026-11-06 10");
    story
        .at("2026-11-09 10")
        .does(&national(), &assign("kab-a"));
    story
}

pub fn answered() -> Story {
    let mut story = Story::received("2026-05-08 10");
    story.at("2026-05-11 9").does(&national(), &assign("kab-a"));
    story.at("2026-05-13 10").does(&liaison(), &answer());
    story
}

pub fn told(transition: &Transition, audience: Audience) -> Vec<Template> {
    let notices = transition.notices.iter();
    let notices = notices.filter(|notice| notice.audience == audience);
    notices.map(|notice| notice.template).collect()
}

pub fn kinds(done: &[Transition]) -> Vec<&'static str> {
    let done = done.iter();
    done.map(|transition| transition.recorded.event.kind())
        .collect()
}
