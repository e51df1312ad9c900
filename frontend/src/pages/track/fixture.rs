//! For tests: complaints that lived, through the domain's own door, and their pages.

use super::{ActionAnswer, Lead, Message, PastEvent, Story, SupportOffer, SupportView, TrackPage};
use crate::i18n::Language;
use domain::calendar::{Holiday, WorkCalendar};
use domain::complaint::actor::{Actor, Holder, Post, Reach, Role};
use domain::complaint::command::{Answer, Command, CommandName, Reply, Thread};
use domain::complaint::event::Recorded;
use domain::complaint::moment::{Limits, Moment, Periods, Staffing};
use domain::complaint::state::{Desk, Outcome, Rating, Solved};
use domain::complaint::transition::Effect;
use domain::complaint::words::{AgencyId, CategoryCode, Line, OfficerId, UnitId, Words};
use domain::complaint::{
    Classification, Complaint, ComplaintId, Intake, ReportType, ReporterKind, Visibility,
};
use domain::date::{Date, Timestamp, Zone};
use domain::deadline::Deadline;
use domain::notification::{Audience, Template};
use domain::terms::{Rule, Term, Terms};

/// No page may ever show it.
pub const OFFICER: &str = "petugas-7f3a";
pub const CODE: &str = "28T5-CY4T-QKFF-4";
pub const KEY: &str = "Zm9vYmFyYmF6cXV4cXV1eA";

pub fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

pub fn holder(agency: &str, unit: Option<&str>) -> Holder {
    Holder {
        post: Post {
            agency: AgencyId::parse(agency).unwrap(),
            unit: unit.map(|unit| UnitId::parse(unit).unwrap()),
        },
        zone: Zone::Wib,
    }
}

pub fn officer(role: Role, reach: Reach) -> Actor {
    Actor::officer(role, OfficerId::parse(OFFICER).unwrap(), reach)
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

pub fn me() -> Actor {
    Actor::reporter()
}

pub fn clock() -> Actor {
    Actor::system()
}

pub fn assign(agency: &str) -> Command {
    Command::Assign {
        kind: Classification::Complaint,
        category: CategoryCode::parse("JLN-01").unwrap(),
        title: Line::parse("Jalan berlubang di Purwodadi").unwrap(),
        to: holder(agency, Some("kabkota:dpupr")),
        cc: vec![AgencyId::parse("prov-jateng").unwrap()],
    }
}

pub fn ask(question: &str) -> Command {
    Command::AskReporter {
        question: words(question),
    }
}

pub fn reply(text: &str) -> Reply {
    Reply {
        words: Some(words(text)),
        files: 0,
    }
}

pub fn answer(outcome: Outcome, text: &str) -> Command {
    Command::Answer {
        answer: Answer {
            outcome,
            words: words(text),
            evidence_files: 0,
            needs_evidence: false,
            is_unedited_template: false,
        },
    }
}

pub fn rating() -> Rating {
    Rating {
        stars: 4,
        solved: Solved::Partly,
    }
}

/// `2026-11-20 10` is ten o'clock WIB.
pub fn time(text: &str) -> Timestamp {
    let (day, hour) = text.split_once(' ').unwrap();
    let hour: i64 = hour.parse().unwrap();
    Date::parse(day).unwrap().at(hour * 3_600_000, Zone::Wib)
}

fn terms() -> Terms {
    let rows = [
        ("verify_by", 3, "wd"),
        ("respond_by", 5, "wd"),
        ("resolve_by", 14, "wd"),
        ("rework_by", 5, "wd"),
        ("answer_by", 10, "wd"),
        ("remind_answer", 7, "wd"),
        ("object_by", 10, "wd"),
        ("remind_objection", 7, "wd"),
        ("reopen_by", 30, "day"),
        ("ombudsman_offer", 60, "day"),
        ("warn_before", 1, "wd"),
        ("escalate_head", 3, "wd"),
        ("escalate_national", 5, "wd"),
        ("plan_within", 365, "day"),
    ];
    let rows = rows.map(|(rule, value, unit)| Term {
        rule: rule.into(),
        report_type: "*".into(),
        value,
        unit: unit.into(),
        valid_from: "2020-01-01".into(),
        valid_to: None,
    });
    Terms::new(rows.into())
}

pub struct Written {
    pub seq: u32,
    pub part: &'static str,
    pub author: Role,
    pub thread: Thread,
    pub text: Option<String>,
    pub at: Timestamp,
}

/// One complaint, and everything that its rows would hold.
pub struct Case {
    pub complaint: Complaint,
    pub officers_told: Vec<Vec<Audience>>,
    pub staffing: Staffing,
    pub entries: Vec<Recorded>,
    pub written: Vec<Written>,
    pub told: Vec<(Template, Timestamp)>,
    pub now: Timestamp,
    terms: Terms,
    calendar: WorkCalendar,
}

impl Case {
    pub fn received(at: &str) -> Self {
        Self::received_from(ReporterKind::Named, at)
    }

    pub fn received_from(reporter: ReporterKind, at: &str) -> Self {
        let (terms, calendar, now) = (terms(), WorkCalendar::default(), time(at));
        let periods = Periods {
            terms: &terms,
            calendar: &calendar,
        };
        let kind = ReportType::Complaint;
        let intake = Intake {
            id: ComplaintId::parse("019ab3c4-d5e6-7f01-8123-456789000001").unwrap(),
            kind,
            visibility: Visibility::Public,
            reporter,
            is_reachable: true,
            received_at: now,
            desk: Desk::National,
            verify: Deadline::start(Rule::VerifyBy, kind.into(), Zone::Wib, now, periods),
        };
        Self {
            complaint: Complaint::receive(intake),
            entries: Vec::new(),
            officers_told: Vec::new(),
            staffing: Staffing::default(),
            written: Vec::new(),
            told: Vec::new(),
            now,
            terms,
            calendar,
        }
    }

    pub fn at(&mut self, text: &str) -> &mut Self {
        self.now = time(text);
        self
    }

    fn moment(&self) -> Moment<'_> {
        Moment {
            now: self.now,
            periods: Periods {
                terms: &self.terms,
                calendar: &self.calendar,
            },
            limits: Limits::default(),
            staffing: self.staffing,
            digest: &|text| format!("{:x}", text.len()),
        }
    }

    pub fn does(&mut self, actor: &Actor, command: &Command) -> &mut Self {
        let done = self.complaint.handle(actor, command, &self.moment());
        match done {
            Ok(transition) => self.remember(transition),
            Err(error) => panic!("{}: {error}", command.name().as_str()),
        }
        self
    }

    /// A day becomes a holiday.
    pub fn close(&mut self, date: &str) -> &mut Self {
        let holiday = Holiday {
            date: date.into(),
            is_working_day: 0,
        };
        self.calendar = WorkCalendar::new(&[holiday]);
        self.does(&clock(), &Command::Recompute {})
    }

    /// Everything the clock does now.
    pub fn sweep(&mut self) -> &mut Self {
        for transition in self.complaint.sweep(&self.moment()) {
            self.remember(transition);
        }
        self
    }

    fn remember(&mut self, transition: domain::complaint::transition::Transition) {
        let (at, author) = (transition.recorded.at, transition.recorded.by.role);
        let seq = transition.complaint.facts().seq;
        for effect in &transition.effects {
            if let Effect::StoreMessage {
                part,
                thread,
                words,
            } = effect
            {
                self.written.push(Written {
                    seq,
                    part,
                    author,
                    thread: *thread,
                    text: Some(words.as_str().to_owned()),
                    at,
                });
            }
        }
        let officers = transition.notices.iter().map(|notice| notice.audience);
        let officers = officers.filter(|audience| *audience != Audience::Reporter);
        self.officers_told.push(officers.collect());
        let told = transition.notices.iter();
        let told = told.filter(|notice| notice.audience == Audience::Reporter);
        self.told.extend(told.map(|notice| (notice.template, at)));
        self.complaint = transition.complaint;
        self.entries.push(transition.recorded);
    }

    /// The page as the bearer of the key sees it.
    pub fn page(&self, language: Language) -> String {
        self.page_with(language, Some(KEY), |_| {})
    }

    /// The page as anybody sees it.
    pub fn public_page(&self, language: Language) -> String {
        self.page_with(language, None, |page| page.can_recover_key = true)
    }

    /// What the reporter may do.
    pub fn allowed(&self) -> Vec<CommandName> {
        self.complaint.offered(&Actor::reporter(), &self.moment())
    }

    pub fn page_with(
        &self,
        language: Language,
        key: Option<&str>,
        change: impl FnOnce(&mut TrackPage<'_>),
    ) -> String {
        let is_public = self.complaint.is_public();
        let may_read = |thread: Thread| match key {
            Some(_) => thread != Thread::Internal,
            None => thread == Thread::Conversation && is_public,
        };
        self.show(language, key, may_read, |page| {
            change(page);
            page.render()
        })
    }

    /// What the desk makes of it, for an officer who reads it in full.
    pub fn at_the_desk(
        &self,
        language: Language,
        render: impl FnOnce(&TrackPage<'_>) -> String,
    ) -> String {
        self.show(language, None, |_| true, |page| render(page))
    }

    fn show(
        &self,
        language: Language,
        key: Option<&str>,
        may_read: impl Fn(Thread) -> bool,
        render: impl FnOnce(&mut TrackPage<'_>) -> String,
    ) -> String {
        let allowed = self.allowed();
        let is_public = self.complaint.is_public();
        let messages: Vec<_> = self
            .written
            .iter()
            .filter(|written| may_read(written.thread))
            .map(|written| Message {
                seq: written.seq,
                part: written.part,
                author: written.author,
                thread: written.thread,
                text: written.text.as_deref(),
                at: written.at,
            })
            .collect();
        let received = PastEvent {
            kind: "received",
            at: self.complaint.facts().received_at,
            recorded: None,
            told: &[],
        };
        let history: Vec<_> = std::iter::once(received)
            .chain(
                self.entries
                    .iter()
                    .zip(&self.officers_told)
                    .map(|(recorded, told)| PastEvent {
                        kind: recorded.event.kind(),
                        at: recorded.at,
                        recorded: Some(recorded),
                        told,
                    }),
            )
            .collect();
        let agency_only = |id: &AgencyId| match id.as_str() {
            "kab-grobogan" => "Pemkab Grobogan".to_owned(),
            "prov-jateng" => "Pemprov Jawa Tengah".to_owned(),
            other => other.to_owned(),
        };
        let agency_name = |post: &Post| match &post.unit {
            Some(_) => format!(
                "Dinas Pekerjaan Umum dan Penataan Ruang, {}",
                agency_only(&post.agency)
            ),
            None => agency_only(&post.agency),
        };
        let mut page = TrackPage {
            language,
            tracking_code: CODE,
            access_key: key,
            has_wrong_key: false,
            channel: domain::complaint::Channel::Web,
            has_question: false,
            zone: Zone::Wib,
            complaint: &self.complaint,
            allowed: if key.is_some() { &allowed } else { &[] },
            history: &history,
            messages: &messages,
            agency_name: &agency_name,
            agency_only: &agency_only,
            suggested: None,
            lead: None::<Lead>,
            follower_count: 0,
            support: is_public.then(|| SupportView {
                count: 12,
                offer: match key.is_none() && self.complaint.state().name().is_open() {
                    true => SupportOffer::Give {
                        id: "019ab3c4-d5e6-7f01-8123-4567890000bb".into(),
                    },
                    false => SupportOffer::Nothing,
                },
                answer: None,
            }),
            story: (key.is_some() || is_public).then(|| Story {
                narrative: "Jalan depan balai desa berlubang besar, sudah dua motor jatuh.",
                redaction: None,
                place: Some("depan balai desa Purwodadi".into()),
                landmark: None,
                occurred_on: None,
                kind: ReportType::Complaint,
                is_private: !is_public,
            }),
            title: self
                .written
                .iter()
                .find(|written| written.part == "title")
                .and(Some("Jalan berlubang di Purwodadi")),
            told: if key.is_some() { &self.told } else { &[] },
            action_id: "019ab3c4-d5e6-7f01-8123-4567890000aa",
            action: None::<ActionAnswer<'_>>,
            files: super::FilesView::default(),
            can_recover_key: false,
            now: self.now,
            calendar: &self.calendar,
        };
        render(&mut page)
    }

    /// What an officer may do.
    pub fn offered(&self, actor: &Actor) -> Vec<CommandName> {
        self.complaint.offered(actor, &self.moment())
    }
}
