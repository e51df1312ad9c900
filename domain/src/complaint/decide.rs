//! The one place where a command meets a complaint: what it sets off, or why not. Officers' commands are decided here,
//! the reporter's and the clock's beside it.

mod clock;
mod officer;
mod reporter;

use super::Classification;
use super::actor::{Actor, By, Holder, Post};
use super::command::{Command, Thread};
use super::event::{self, Event, IdentityStep, Recorded};
use super::life::Complaint;
use super::moment::Moment;
use super::state::{Answered, ComplaintState, Desk, Outcome};
use super::transition::{Effect, InvalidField, Transition, TransitionError, effects_of_change};
use super::words::{Digest, Words};
use crate::deadline::Deadline;
use crate::notification;
use crate::terms::Rule;

/// What a decision says: the event, and what else is to be done.
pub(super) struct Decision {
    pub(super) event: Event,
    pub(super) effects: Vec<Effect>,
}

impl Decision {
    pub(super) fn new(event: Event) -> Self {
        Self {
            event,
            effects: Vec::new(),
        }
    }

    pub(super) fn with(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// A text that goes with the event.
    pub(super) fn saying(self, part: &'static str, thread: Thread, words: &Words) -> Self {
        self.with(Effect::StoreMessage {
            part,
            thread,
            words: words.clone(),
        })
    }

    /// The same for a text that may be missing.
    pub(super) fn saying_if(
        self,
        part: &'static str,
        thread: Thread,
        words: Option<&Words>,
    ) -> Self {
        match words {
            Some(words) => self.saying(part, thread, words),
            None => self,
        }
    }
}

pub(super) type Decided = Result<Decision, TransitionError>;

impl Moment<'_> {
    pub(super) fn digest_of(&self, words: &Words) -> Digest {
        Digest((self.digest)(words.as_str()))
    }
}

impl Complaint {
    /// Decides a command. Performs nothing: the transition says what to store, whom to tell, what to do.
    pub fn handle(
        &self,
        actor: &Actor,
        command: &Command,
        moment: &Moment<'_>,
    ) -> Result<Transition, TransitionError> {
        let name = command.name();
        self.permit(actor, name)?;
        let decision = self.decide(actor, command, moment)?;
        let recorded = Recorded {
            at: moment.now,
            by: By {
                role: actor.role,
                officer: actor.officer.clone(),
            },
            event: decision.event,
        };
        let complaint = self.apply(&recorded).map_err(|_| {
            let state = self.state.name();
            TransitionError::NotAllowed {
                state,
                command: name,
            }
        })?;
        let mut effects = decision.effects;
        effects.extend(effects_of_change(self, &complaint));
        let notices = notification::plan(self, &complaint, &recorded, moment);
        let next_due_at = complaint.next_due_at(moment);
        Ok(Transition {
            complaint,
            recorded,
            effects,
            notices,
            next_due_at,
        })
    }

    fn decide(&self, actor: &Actor, command: &Command, moment: &Moment<'_>) -> Decided {
        match command {
            Command::Assign { .. } => self.assign(actor, command, moment),
            Command::AskReporter { question } => self.ask(question, moment),
            Command::Reject { reason, sentence } => self.reject(actor, reason, sentence, moment),
            Command::Restore { words } => self.restore(words.as_ref(), moment),
            Command::Merge {
                lead,
                own_followers,
            } => self.merge(lead, *own_followers),
            Command::Unmerge {} => self.unmerge(moment),
            Command::Delegate { unit, zone } => {
                let mut deadlines = self.state.deadlines();
                deadlines.extend(&self.facts.resolve);
                let moved = deadlines
                    .into_iter()
                    .filter(|deadline| deadline.zone != *zone);
                let moved =
                    moved.map(|deadline| deadline.in_zone(*zone, self.facts.kind, moment.periods));
                Ok(Decision::new(Event::Delegated(event::Delegated {
                    unit: unit.clone(),
                    zone: *zone,
                    moved: moved.collect(),
                })))
            }
            Command::Return { reason, suggested } => {
                self.give_back(actor, reason, suggested.as_ref(), moment)
            }
            Command::Start { words } => {
                let event = Event::Started(event::Started {
                    words: moment.digest_of(words),
                    is_late: self.is_late(Rule::RespondBy, moment),
                });
                Ok(Decision::new(event).saying("follow_up", Thread::Conversation, words))
            }
            Command::AddNote { words, thread } => {
                if *thread == Thread::Private {
                    return Err(TransitionError::Invalid(InvalidField::Thread));
                }
                let event = Event::Noted(event::Noted {
                    words: moment.digest_of(words),
                    thread: *thread,
                });
                Ok(Decision::new(event).saying("note", *thread, words))
            }
            Command::Answer { answer } => self.answer(answer, moment),
            Command::Reclassify { kind } => self.reclassify(*kind, moment),
            Command::Redact { words } => {
                let event = Event::Redacted(event::Redacted {
                    words: moment.digest_of(words),
                });
                Ok(Decision::new(event).saying("redaction", Thread::Conversation, words))
            }
            Command::RequestIdentity {} => Ok(identity_accessed(IdentityStep::Requested)),
            Command::DecideIdentity { grants: true } => {
                Ok(identity_accessed(IdentityStep::Granted))
            }
            Command::DecideIdentity { grants: false } => {
                Ok(identity_accessed(IdentityStep::Refused))
            }
            Command::OpenIdentity {} => Ok(identity_accessed(IdentityStep::Opened)),
            Command::Complete { .. }
            | Command::AddInformation { .. }
            | Command::Confirm { .. }
            | Command::Object { .. }
            | Command::Withdraw { .. }
            | Command::Reopen { .. }
            | Command::HandOver { .. }
            | Command::Rate { .. }
            | Command::Join { .. }
            | Command::Leave {}
            | Command::ClarifyPlace { .. } => self.decide_for_reporter(command, moment),
            Command::CloseIncomplete {}
            | Command::FollowAnswer { .. }
            | Command::Lapse {}
            | Command::Remind {}
            | Command::Escalate { .. }
            | Command::OfferHandOver {}
            | Command::Recompute {} => self.decide_for_clock(command, moment),
        }
    }

    /// Every deadline that is another for this kind, by the tables of now.
    pub(in crate::complaint) fn moved(
        &self,
        kind: Classification,
        moment: &Moment<'_>,
    ) -> Vec<Deadline> {
        let pairs = self.deadlines().into_iter().map(|deadline| {
            let moved = deadline.recomputed(kind, moment.periods);
            (deadline, moved)
        });
        let pairs = pairs.filter(|(deadline, moved)| *deadline != moved);
        pairs.map(|(_, moved)| moved).collect()
    }

    /// Every paused deadline, going on.
    pub(super) fn resumed(&self, moment: &Moment<'_>) -> Vec<Deadline> {
        let paused = self.deadlines().into_iter();
        let paused = paused.filter(|deadline| deadline.paused_at.is_some());
        paused
            .map(|deadline| deadline.resumed(moment.now, self.facts.kind, moment.periods))
            .collect()
    }

    pub(super) fn is_late(&self, rule: Rule, moment: &Moment<'_>) -> bool {
        let mut deadlines = self.deadlines().into_iter();
        deadlines.any(|deadline| deadline.rule == rule && deadline.is_missed(moment.now))
    }

    /// A period that starts now, in the zone of whoever holds it.
    pub(super) fn start(&self, rule: Rule, moment: &Moment<'_>) -> Deadline {
        let zone = self.zone();
        Deadline::start(rule, self.facts.kind, zone, moment.now, moment.periods)
    }

    /// `reopen_by`: from now, or from the day the answer promised if that comes later.
    pub(super) fn start_reopening(&self, moment: &Moment<'_>) -> Deadline {
        let promised = match &self.state {
            ComplaintState::Answered(Answered {
                outcome: Outcome::Planned { until },
                holder,
                ..
            }) => Some(until.at(0, holder.zone)),
            _ => None,
        };
        let from = promised.map_or(moment.now, |promised| promised.max(moment.now));
        let (kind, zone) = (self.facts.kind, self.zone());
        Deadline::start(Rule::ReopenBy, kind, zone, from, moment.periods)
    }

    fn zone(&self) -> crate::date::Zone {
        let holder = self.state.holder();
        holder.map_or(Desk::National.zone(), |holder| holder.zone)
    }

    /// Who sorts it if it comes back from the archive.
    pub(super) fn desk_again(&self) -> Desk {
        match self.state.holder() {
            Some(Holder {
                post: Post { agency, .. },
                zone,
            }) if !self.facts.is_assigned_for_good => Desk::coordinator(agency.clone(), *zone),
            _ => Desk::National,
        }
    }

    pub(super) fn not_allowed(&self, command: &Command) -> TransitionError {
        TransitionError::NotAllowed {
            state: self.state.name(),
            command: command.name(),
        }
    }
}

fn identity_accessed(step: IdentityStep) -> Decision {
    Decision::new(Event::IdentityAccessed(event::IdentityAccessed { step }))
}
