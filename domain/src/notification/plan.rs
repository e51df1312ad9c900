//! Which event is told to whom (domain guide, sections 8 and 10), and what each may learn (section 5).

use super::{Audience, Notice, NoticeFacts, Template};
use crate::complaint::actor::{Post, Role};
use crate::complaint::command::Thread;
use crate::complaint::event::{Event, Recorded};
use crate::complaint::moment::{Moment, Staffing};
use crate::complaint::state::{ComplaintState, RejectionReason};
use crate::complaint::transition::Transition;
use crate::complaint::{Complaint, ComplaintId, Visibility};
use crate::deadline::{Deadline, Rung};
use crate::terms::Rule;

/// Steps of the ladder, lowest first: holder, coordinator, head and inspectorate, national admin.
const TOP: usize = 3;

/// Everyone an event concerns, once each. `before` and `after` are the complaint on both sides of it.
pub fn plan(
    before: &Complaint,
    after: &Complaint,
    recorded: &Recorded,
    moment: &Moment<'_>,
) -> Vec<Notice> {
    let mut desk = Planner {
        complaint: after,
        holder_of: after,
        staffing: moment.staffing,
        notices: Vec::new(),
    };
    match &recorded.event {
        Event::Assigned(event) => {
            desk.reporter(Template::Assigned, Some(&event.respond));
            desk.yours(Some(&event.respond));
            // Reading along ends where the inspectorate's lock begins.
            if !event.kind.is_supervisory() {
                for agency in &event.cc {
                    let (agency, unit) = (agency.clone(), None);
                    let post = Some(Post { agency, unit });
                    desk.tell(Audience::ReadingAlong, post, Template::ReadAlong, None);
                }
            }
        }
        Event::Asked(event) => desk.reporter(Template::Question, Some(&event.answer)),
        Event::Completed(_) => desk.step(0, Template::Completed, None),
        Event::Rejected(event) => {
            let template = match event.reason {
                RejectionReason::Incomplete => Template::RejectedIncomplete,
                _ => Template::Rejected,
            };
            desk.reporter(template, None);
        }
        Event::Restored(event) => {
            desk.reporter(Template::Restored, Some(&event.verify));
            desk.yours(Some(&event.verify));
        }
        Event::Merged(_) => desk.reporter(Template::Merged, None),
        Event::Unmerged(event) => {
            desk.reporter(Template::Unmerged, None);
            desk.yours(event.resumed.first());
        }
        Event::Delegated(_) => {
            desk.reporter(Template::Delegated, None);
            let deadline = after.deadlines().into_iter().next();
            desk.yours(deadline);
        }
        Event::Returned(event) => {
            desk.reporter(Template::Returned, Some(&event.verify));
            desk.yours(Some(&event.verify));
        }
        Event::Started(_) => desk.reporter(Template::Started, None),
        Event::Noted(event) => {
            if event.thread != Thread::Internal {
                desk.reporter(Template::Note, None);
            }
            let is_holders = matches!(recorded.by.role, Role::LiaisonOfficer);
            if !is_holders {
                desk.step(0, Template::Note, None);
            }
        }
        Event::InformationAdded(_) => desk.step(0, Template::ReporterWrote, None),
        Event::Answered(event) => desk.reporter(Template::Answered, Some(&event.object)),
        Event::Confirmed(event) => {
            desk.reporter(Template::Confirmed, Some(&event.reopen));
            desk.step(0, Template::Confirmed, None);
        }
        Event::Objected(event) => {
            desk.reporter(Template::Objected, Some(&event.rework));
            desk.step(0, Template::Objected, Some(&event.rework));
            desk.step(1, Template::Objected, Some(&event.rework));
        }
        Event::Lapsed(event) => desk.reporter(Template::Lapsed, Some(&event.reopen)),
        Event::Withdrawn(_) => {
            desk.reporter(Template::Withdrawn, None);
            // Nobody holds it any more: those who did must stop, or, the inspectorate, decide to go on.
            desk.holder_of = before;
            desk.step(0, Template::Withdrawn, None);
        }
        Event::Reopened(event) => {
            desk.reporter(Template::Reopened, Some(&event.rework));
            desk.step(0, Template::Reopened, Some(&event.rework));
            desk.step(1, Template::Reopened, Some(&event.rework));
        }
        Event::Reclassified(event) => {
            desk.reporter(Template::Reclassified, event.moved.first());
            desk.yours(event.moved.first());
        }
        Event::HandedOver(_) => {
            desk.reporter(Template::HandedOver, None);
            desk.tell(Audience::Ombudsman, None, Template::HandedOver, None);
            desk.step(1, Template::HandedOver, None);
        }
        Event::Rated(_) => {}
        Event::PlaceClarified(event) => {
            desk.step(0, Template::PlaceClarified, event.verify.as_ref());
        }
        Event::Reminded(event) => {
            let template = match event.rule {
                Rule::AnswerBy => Template::RemindQuestion,
                _ => Template::RemindAnswer,
            };
            desk.reporter(template, deadline_of(after, event.rule));
        }
        Event::Escalated(event) => {
            let deadline = deadline_of(after, event.rule);
            desk.escalate(event.rung, event.rule, deadline);
        }
        Event::HandOverOffered(_) => desk.reporter(Template::OmbudsmanOffered, None),
        Event::DeadlinesRecomputed(event) => {
            // A warning that goes out on another day is nobody's news.
            let is_other_end = |moved: &&Deadline| {
                let old = deadline_of(before, moved.rule);
                old.is_none_or(|old| old.due != moved.due)
            };
            if let Some(moved) = event.moved.iter().find(is_other_end) {
                desk.reporter(Template::DeadlinesMoved, Some(moved));
                desk.step(0, Template::DeadlinesMoved, Some(moved));
            }
        }
        Event::Redacted(_) => desk.reporter(Template::Redacted, None),
        Event::IdentityAccessed(_) => desk.reporter(Template::Identity, None),
    }
    desk.notices
}

/// Whether those who follow a complaint hear of this change of it: the work on the matter, not what its reporter was asked
/// or decided. An answer, or their release, reaches them as an event of their own.
pub fn is_news_for_followers(lead: &Transition) -> bool {
    match &lead.recorded.event {
        Event::Noted(event) => event.thread == Thread::Conversation,
        event => matches!(
            event,
            Event::Assigned(_)
                | Event::Delegated(_)
                | Event::Returned(_)
                | Event::Started(_)
                | Event::Restored(_)
                | Event::Objected(_)
                | Event::Reopened(_)
                | Event::Reclassified(_)
                | Event::DeadlinesRecomputed(_)
        ),
    }
}

/// What one who follows `lead` is told of its change: only that there is news, by their own contact, as discreetly as
/// their own complaint asks for. What they may read of it, their own page decides.
pub fn plan_for_follower(lead: &Transition, follower: &Complaint) -> Vec<Notice> {
    let follows = follower.facts().merged_into.as_ref() == Some(&lead.complaint.facts().id);
    if !is_news_for_followers(lead) || !follows || !follower.facts().is_reachable {
        return Vec::new();
    }
    let facts = &lead.complaint.facts();
    let key = format!("{}/{}/{}", follower.facts().id, facts.id, facts.seq);
    vec![Notice {
        key,
        audience: Audience::Reporter,
        post: None,
        template: Template::NewsOfLead,
        facts: NoticeFacts {
            is_discreet: follower.facts().visibility == Visibility::Confidential,
            ..NoticeFacts::default()
        },
    }]
}

/// What the holder of `lead` is told when one who follows it writes: they work on both.
pub fn plan_for_lead(follower: &Transition, lead: &Complaint, staffing: Staffing) -> Vec<Notice> {
    let facts = follower.complaint.facts();
    let follows = facts.merged_into.as_ref() == Some(&lead.facts().id);
    let wrote = matches!(follower.recorded.event, Event::InformationAdded(_));
    if !follows || !wrote || matches!(follower.complaint.state(), ComplaintState::Answered(_)) {
        return Vec::new();
    }
    let mut desk = Planner {
        complaint: lead,
        holder_of: lead,
        staffing,
        notices: Vec::new(),
    };
    desk.step(0, Template::ReporterWrote, None);
    for notice in &mut desk.notices {
        let audience = notice.audience.as_str();
        notice.key = format!("{}/{}/{}/{audience}", lead.facts().id, facts.id, facts.seq);
    }
    desk.notices
}

struct Planner<'a> {
    complaint: &'a Complaint,
    /// The side of the event on which somebody held it.
    holder_of: &'a Complaint,
    staffing: Staffing,
    notices: Vec<Notice>,
}

impl Planner<'_> {
    /// By the contact they gave; without one the thread is where they look.
    fn reporter(&mut self, template: Template, deadline: Option<&Deadline>) {
        if self.complaint.facts().is_reachable {
            self.tell(Audience::Reporter, None, template, deadline);
        }
    }

    /// A step of the ladder, or the next one that has somebody: nobody is skipped in silence.
    fn step(&mut self, step: usize, template: Template, deadline: Option<&Deadline>) {
        // The lead's holder works on it, and hears of it there.
        if self.complaint.facts().merged_into.is_some()
            && !matches!(self.complaint.state(), ComplaintState::Answered(_))
        {
            return;
        }
        for audience in self.present(step) {
            let post = match (audience, self.holder_of.held_by()) {
                (Audience::Verifier, _) | (_, None) => None,
                (Audience::Holder, Some(post)) => Some(post.clone()),
                (_, Some(post)) => Some(Post {
                    agency: post.agency.clone(),
                    unit: None,
                }),
            };
            self.tell(audience, post, template, deadline);
        }
    }

    /// To whoever has it from now on.
    fn yours(&mut self, deadline: Option<&Deadline>) {
        let template = match self.holder_of.state() {
            ComplaintState::Received(_) => Template::ToVerify,
            _ => Template::YoursNow,
        };
        self.step(0, template, deadline);
    }

    fn present(&self, step: usize) -> Vec<Audience> {
        let Some(held_by) = self.holder_of.held_by() else {
            return vec![Audience::Verifier];
        };
        let is_sorting = matches!(self.holder_of.state(), ComplaintState::Received(_));
        let staffing = self.staffing;
        // The head of an agency may be whom a supervisory complaint is about.
        if self.complaint.facts().kind.is_supervisory() {
            let is_theirs = step <= 1 && staffing.inspectorate;
            return vec![match is_theirs {
                true => Audience::Inspectorate,
                false => Audience::Verifier,
            }];
        }
        // Without a unit, or while it is sorted, the coordinator is the lowest step.
        let lowest = usize::from(is_sorting || held_by.unit.is_none());
        for step in step.max(lowest)..TOP {
            let audiences: &[(Audience, bool)] = match step {
                0 => &[(Audience::Holder, staffing.holder)],
                1 => &[(Audience::Coordinator, staffing.coordinator)],
                _ => &[
                    (Audience::HeadOfAgency, staffing.head),
                    (Audience::Inspectorate, staffing.inspectorate),
                ],
            };
            let present: Vec<Audience> = audiences
                .iter()
                .filter(|(_, is_there)| *is_there)
                .map(|(audience, _)| *audience)
                .collect();
            if !present.is_empty() {
                return present;
            }
        }
        vec![Audience::Verifier]
    }

    fn escalate(&mut self, rung: Rung, rule: Rule, deadline: Option<&Deadline>) {
        let facts = self.complaint.facts();
        // After an objection or a reopening the ladder begins one step higher (domain guide, section 10).
        let raised = match rule {
            Rule::ReworkBy => (facts.objections + facts.reopenings) as usize,
            _ => 0,
        };
        let (step, template) = match rung {
            Rung::Warn => (0, Template::DueSoon),
            Rung::Late => (1, Template::LimitMissed),
            Rung::Head => (2, Template::LimitMissed),
            Rung::National => (TOP, Template::LimitMissed),
        };
        self.step((step + raised).min(TOP), template, deadline);
        if rung == Rung::Late {
            self.reporter(Template::LateForReporter, deadline);
        }
    }

    fn tell(
        &mut self,
        audience: Audience,
        post: Option<Post>,
        template: Template,
        deadline: Option<&Deadline>,
    ) {
        let facts = self.complaint.facts();
        let key = key(&facts.id, facts.seq, audience, post.as_ref());
        if self.notices.iter().any(|notice| notice.key == key) {
            return;
        }
        let is_discreet = facts.visibility == Visibility::Confidential;
        let held_by = self.holder_of.held_by();
        self.notices.push(Notice {
            key,
            audience,
            post,
            template,
            facts: NoticeFacts {
                agency: held_by.map(|post| post.agency.clone()),
                unit: held_by.and_then(|post| post.unit.clone()),
                rule: deadline.map(|deadline| deadline.rule),
                due: deadline.map(|deadline| deadline.due),
                zone: deadline.map(|deadline| deadline.zone),
                is_discreet,
            },
        });
    }
}

fn deadline_of(complaint: &Complaint, rule: Rule) -> Option<&Deadline> {
    let mut deadlines = complaint.deadlines().into_iter();
    deadlines.find(|deadline| deadline.rule == rule)
}

/// One entry tells one audience at one post once.
fn key(id: &ComplaintId, seq: u32, audience: Audience, post: Option<&Post>) -> String {
    let audience = audience.as_str();
    match post {
        None => format!("{id}/{seq}/{audience}"),
        Some(post) => {
            let unit = post.unit.as_ref().map_or("", |unit| unit.as_str());
            format!("{id}/{seq}/{audience}/{}/{unit}", post.agency.as_str())
        }
    }
}
