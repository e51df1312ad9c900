//! What the clock may set off. Every command is refused until its time and after it was done: safe to send twice.

use super::{Decided, Decision};
use crate::complaint::command::{Command, LeadAnswer};
use crate::complaint::event::{self, Event};
use crate::complaint::life::Complaint;
use crate::complaint::moment::Moment;
use crate::complaint::state::RejectionReason;
use crate::complaint::transition::{Effect, InvalidField, TransitionError};
use crate::date::Timestamp;
use crate::deadline::Rung;
use crate::terms::Rule;

impl Complaint {
    pub(super) fn decide_for_clock(&self, command: &Command, moment: &Moment<'_>) -> Decided {
        match command {
            Command::Remind {} => {
                let deadline = self.reporters_deadline().ok_or(self.not_allowed(command))?;
                if deadline.reminded_at.is_some() {
                    return Err(TransitionError::NothingChanged);
                }
                reached(Some(deadline.remind_at), moment)?;
                let rule = deadline.rule;
                Ok(Decision::new(Event::Reminded(event::Reminded { rule })))
            }
            Command::CloseIncomplete {} => {
                self.check_silence(command, moment)?;
                let event = Event::Rejected(event::Rejected {
                    reason: RejectionReason::Incomplete,
                    sentence: None,
                    back_to: self.desk_again(),
                });
                Ok(Decision::new(event).with(Effect::ReleaseFollowers))
            }
            Command::Lapse {} => {
                self.check_silence(command, moment)?;
                let reopen = self.start_reopening(moment);
                Ok(Decision::new(Event::Lapsed(event::Lapsed { reopen })))
            }
            Command::Escalate { rule, rung } => self.escalate(*rule, *rung, moment),
            Command::OfferHandOver {} => {
                let is_done =
                    self.facts.hand_over_offered_at.is_some() || self.facts.handed_over.is_some();
                if is_done {
                    return Err(TransitionError::NothingChanged);
                }
                reached(self.ombudsman_offered_from(moment), moment)?;
                Ok(Decision::new(Event::HandOverOffered(
                    event::HandOverOffered {},
                )))
            }
            Command::FollowAnswer { answer } => self.follow(answer, moment),
            Command::Recompute {} => {
                let moved = self.moved(self.facts.kind, moment);
                if moved.is_empty() {
                    return Err(TransitionError::NothingChanged);
                }
                Ok(Decision::new(Event::DeadlinesRecomputed(
                    event::DeadlinesRecomputed { moved },
                )))
            }
            _ => Err(self.not_allowed(command)),
        }
    }

    fn escalate(&self, rule: Rule, rung: Rung, moment: &Moment<'_>) -> Decided {
        let mut deadlines = self.deadlines().into_iter();
        let Some(deadline) = deadlines.find(|deadline| deadline.rule == rule) else {
            return Err(TransitionError::NothingChanged);
        };
        let next = deadline.next_rung(moment.now, self.facts.kind, moment.periods);
        let Some((next, from)) = next else {
            return Err(TransitionError::NothingChanged);
        };
        if rung != next {
            return Err(match rung < next {
                true => TransitionError::NothingChanged,
                false => TransitionError::TooEarly(None),
            });
        }
        reached(Some(from), moment)?;
        let due = deadline.due;
        let event = event::Escalated { rule, due, rung };
        Ok(Decision::new(Event::Escalated(event)))
    }

    /// The lead's answer is everybody's; each has a countdown of their own and may object alone.
    fn follow(&self, answer: &LeadAnswer, moment: &Moment<'_>) -> Decided {
        if self.facts.merged_into.as_ref() != Some(&answer.lead) {
            return Err(TransitionError::Invalid(InvalidField::Lead));
        }
        let lead = Some(answer.lead.clone());
        Ok(self.answered(&answer.holder, &answer.outcome, &answer.words, lead, moment))
    }

    fn check_silence(&self, command: &Command, moment: &Moment<'_>) -> Result<(), TransitionError> {
        let deadline = self.reporters_deadline().ok_or(self.not_allowed(command))?;
        reached(deadline.ends_in_silence_at(moment.periods), moment)
    }
}

fn reached(from: Option<Timestamp>, moment: &Moment<'_>) -> Result<(), TransitionError> {
    match from {
        Some(from) if moment.now >= from => Ok(()),
        from => Err(TransitionError::TooEarly(from)),
    }
}
