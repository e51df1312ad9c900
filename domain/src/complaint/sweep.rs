//! What is due without anybody asking: decided from stored deadlines and from what was done already, so that a sweep
//! may run late or twice.

use super::actor::Actor;
use super::command::Command;
use super::life::Complaint;
use super::moment::Moment;
use super::state::{ComplaintState, Desk};
use super::transition::Transition;
use crate::date::Timestamp;
use crate::deadline::Deadline;
use crate::terms::Rule;

/// More than one complaint can need at once; stops a table that makes no sense.
const MOST_STEPS: usize = 32;

impl Complaint {
    /// Everything that is due now, in order, each on the outcome of the one before. Store each in its own batch or all
    /// in one; a run that stops in between goes on with the next sweep. Empty when nothing is due.
    pub fn sweep(&self, moment: &Moment<'_>) -> Vec<Transition> {
        let mut done: Vec<Transition> = Vec::new();
        while done.len() < MOST_STEPS {
            let complaint = done.last().map_or(self, |last| &last.complaint);
            let due = complaint.agenda(moment);
            let mut due = due.into_iter().filter(|(at, _)| *at <= moment.now);
            let next = due
                .find_map(|(_, command)| complaint.handle(&Actor::system(), &command, moment).ok());
            match next {
                Some(transition) => done.push(transition),
                None => break,
            }
        }
        done
    }

    /// When the clock must look again; none if never. Stored beside the complaint, indexed.
    pub fn next_due_at(&self, moment: &Moment<'_>) -> Option<Timestamp> {
        self.agenda(moment).first().map(|(at, _)| *at)
    }

    /// When the clock must look again after it has done what it could; none if never.
    pub fn next_due_after(&self, moment: &Moment<'_>) -> Option<Timestamp> {
        let agenda = self.agenda(moment);
        let mut times = agenda.iter().map(|(at, _)| *at);
        times.find(|at| *at > moment.now)
    }

    /// What the clock will do if nobody else does anything, earliest first.
    fn agenda(&self, moment: &Moment<'_>) -> Vec<(Timestamp, Command)> {
        let mut agenda = Vec::new();
        let state = self.state.name();
        if !state.is_open() {
            return agenda;
        }
        if let Some(deadline) = self.reporters_deadline() {
            let silence = match self.state {
                ComplaintState::AwaitingReporter(_) => Command::CloseIncomplete {},
                _ => Command::Lapse {},
            };
            agenda.push(match deadline.ends_in_silence_at(moment.periods) {
                Some(end) => (end, silence),
                None => (deadline.remind_at, Command::Remind {}),
            });
        }
        for deadline in self.deadlines() {
            let next = deadline.next_rung(moment.now, self.facts.kind, moment.periods);
            if let Some((rung, at)) = next {
                let rule = deadline.rule;
                agenda.push((at, Command::Escalate { rule, rung }));
            }
        }
        let knows_ombudsman =
            self.facts.hand_over_offered_at.is_some() || self.facts.handed_over.is_some();
        if !knows_ombudsman && let Some(at) = self.ombudsman_offered_from(moment) {
            agenda.push((at, Command::OfferHandOver {}));
        }
        agenda.sort_by_key(|(at, _)| *at);
        agenda
    }

    /// The period that binds the reporter, if one runs.
    pub(super) fn reporters_deadline(&self) -> Option<&Deadline> {
        let mut deadlines = self.state.deadlines().into_iter();
        deadlines.find(|deadline| matches!(deadline.rule, Rule::AnswerBy | Rule::ObjectBy))
    }

    /// From this instant the Ombudsman is offered by age alone; none if the table has no such period.
    pub(super) fn ombudsman_offered_from(&self, moment: &Moment<'_>) -> Option<Timestamp> {
        let facts = &self.facts;
        let terms = moment.periods.terms;
        terms.length(Rule::OmbudsmanOffer, facts.kind, facts.received_at)?;
        let zone = Desk::National.zone();
        let (start, periods) = (facts.received_at, moment.periods);
        let age = Deadline::start(Rule::OmbudsmanOffer, facts.kind, zone, start, periods);
        Some(age.ends_at())
    }
}
