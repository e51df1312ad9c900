//! What officers may set off.

use super::{Decided, Decision};
use crate::complaint::actor::{Actor, Holder, Role};
use crate::complaint::command::{Answer, Command, Lead, Thread};
use crate::complaint::event::{self, Event};
use crate::complaint::life::Complaint;
use crate::complaint::moment::Moment;
use crate::complaint::state::{ComplaintState, Desk, Outcome, RejectionReason};
use crate::complaint::transition::{Effect, InvalidField, LimitName, TransitionError};
use crate::complaint::words::{AgencyId, Words};
use crate::complaint::{Classification, ComplaintId, StateName, Visibility};
use crate::date::Date;
use crate::deadline::Deadline;
use crate::terms::Rule;

impl Complaint {
    pub(super) fn assign(&self, actor: &Actor, command: &Command, moment: &Moment<'_>) -> Decided {
        let (
            Command::Assign {
                kind,
                category,
                title,
                to,
                cc,
            },
            ComplaintState::Received(state),
        ) = (command, &self.state)
        else {
            return Err(self.not_allowed(command));
        };
        let is_inside = state
            .desk
            .post()
            .is_some_and(|post| post.agency == to.post.agency);
        if !is_inside && actor.role != Role::NationalAdmin {
            return Err(TransitionError::Invalid(InvalidField::Holder));
        }
        let title = Words::from(title.clone());
        let start = |rule| Deadline::start(rule, *kind, to.zone, moment.now, moment.periods);
        // Back in the agency whose own unit returned it: nothing restarts (domain guide, section 7.5).
        let respond = match state.respond.as_ref().filter(|_| is_inside) {
            Some(respond) => {
                respond
                    .recomputed(*kind, moment.periods)
                    .in_zone(to.zone, *kind, moment.periods)
            }
            None => start(Rule::RespondBy),
        };
        let resolve = match &self.facts.resolve {
            Some(resolve) => {
                resolve
                    .recomputed(*kind, moment.periods)
                    .in_zone(to.zone, *kind, moment.periods)
            }
            None => start(Rule::ResolveBy),
        };
        let visibility = protected(self.facts.visibility, *kind);
        let event = Event::Assigned(event::Assigned {
            kind: *kind,
            visibility,
            category: category.clone(),
            title: moment.digest_of(&title),
            to: to.clone(),
            cc: cc.clone(),
            respond,
            resolve,
            is_for_good: self.facts.hops.len() >= moment.limits.hops,
            is_late: self.is_late(Rule::VerifyBy, moment),
        });
        Ok(Decision::new(event)
            .saying("title", Thread::Conversation, &title)
            .with(Effect::TeachRouting))
    }

    pub(super) fn ask(&self, question: &Words, moment: &Moment<'_>) -> Decided {
        self.check_question(moment)?;
        let event = Event::Asked(event::Asked {
            question: moment.digest_of(question),
            answer: self.start(Rule::AnswerBy, moment),
        });
        Ok(Decision::new(event).saying("question", Thread::Private, question))
    }

    /// An agency that has asked often enough goes on with what it has.
    pub(in crate::complaint) fn check_question(
        &self,
        moment: &Moment<'_>,
    ) -> Result<(), TransitionError> {
        let agency = self.held_by().map(|post| &post.agency);
        let asked = self.facts.pauses.iter();
        let asked = asked
            .filter(|pause| pause.agency.as_ref() == agency)
            .count();
        match asked >= moment.limits.pauses_per_agency {
            true => Err(TransitionError::LimitReached(LimitName::Pauses)),
            false => Ok(()),
        }
    }

    pub(super) fn reject(
        &self,
        actor: &Actor,
        reason: &RejectionReason,
        sentence: &Words,
        moment: &Moment<'_>,
    ) -> Decided {
        let is_theirs = match reason {
            RejectionReason::Incomplete => false,
            RejectionReason::NoCompetentAgency => actor.role == Role::NationalAdmin,
            RejectionReason::Duplicate { of } => *of != self.facts.id,
            _ => true,
        };
        if !is_theirs {
            return Err(TransitionError::Invalid(InvalidField::RejectionReason));
        }
        let event = Event::Rejected(event::Rejected {
            reason: reason.clone(),
            sentence: Some(moment.digest_of(sentence)),
            back_to: self.desk_again(),
        });
        Ok(Decision::new(event)
            .saying("sentence", Thread::Private, sentence)
            .with(Effect::ReleaseFollowers))
    }

    pub(super) fn restore(&self, words: Option<&Words>, moment: &Moment<'_>) -> Decided {
        let is_abusive = matches!(&self.state, ComplaintState::Rejected(state)
            if state.reason == RejectionReason::Abusive);
        if is_abusive && words.is_none() {
            return Err(TransitionError::Invalid(InvalidField::MissingReason));
        }
        let event = self.restored(words, 0, moment);
        Ok(Decision::new(event).saying_if("restored", Thread::Private, words))
    }

    pub(super) fn restored(&self, words: Option<&Words>, files: u16, moment: &Moment<'_>) -> Event {
        let desk = self.desk_again();
        let (kind, now, periods) = (self.facts.kind, moment.now, moment.periods);
        Event::Restored(event::Restored {
            words: words.map(|words| moment.digest_of(words)),
            files,
            verify: Deadline::start(Rule::VerifyBy, kind, desk.zone(), now, periods),
            resumed: self.resumed(moment),
        })
    }

    pub(super) fn merge(&self, lead: &Lead, own_followers: u32) -> Decided {
        if own_followers > 0 {
            return Err(TransitionError::Invalid(InvalidField::HasFollowers));
        }
        let is_right = lead.id != self.facts.id
            && !lead.is_merged
            && matches!(
                lead.state,
                StateName::Received
                    | StateName::AwaitingReporter
                    | StateName::Assigned
                    | StateName::InProgress
            )
            && lead.visibility == self.facts.visibility
            && lead.kind.is_supervisory() == self.facts.kind.is_supervisory();
        if !is_right {
            return Err(TransitionError::Invalid(InvalidField::Lead));
        }
        let event = Event::Merged(event::Merged {
            lead: lead.id.clone(),
        });
        Ok(Decision::new(event).with(Effect::CountFollower {
            lead: lead.id.clone(),
            joins: true,
        }))
    }

    pub(super) fn unmerge(&self, moment: &Moment<'_>) -> Decided {
        let Some(lead) = self.facts.merged_into.clone() else {
            return Err(TransitionError::NothingChanged);
        };
        let event = Event::Unmerged(event::Unmerged {
            lead: lead.clone(),
            resumed: self.resumed(moment),
        });
        let joins = false;
        Ok(Decision::new(event).with(Effect::CountFollower { lead, joins }))
    }

    pub(super) fn give_back(
        &self,
        actor: &Actor,
        reason: &Words,
        suggested: Option<&AgencyId>,
        moment: &Moment<'_>,
    ) -> Decided {
        self.check_return()?;
        let Some(holder) = self.state.holder() else {
            return Err(TransitionError::NothingChanged);
        };
        let is_last = self.facts.hops.len() + 1 >= moment.limits.hops;
        let agency = holder.post.agency.clone();
        let is_to_coordinator = actor.role == Role::LiaisonOfficer && !is_last;
        if !is_to_coordinator && suggested == Some(&agency) {
            return Err(TransitionError::Invalid(InvalidField::SuggestedAgency));
        }
        let to = match is_to_coordinator {
            true => Desk::coordinator(agency, holder.zone),
            false => Desk::National,
        };
        let (kind, now, periods) = (self.facts.kind, moment.now, moment.periods);
        let respond = match &self.state {
            ComplaintState::Assigned(state) => Some(state.respond.clone()),
            ComplaintState::Received(state) => state.respond.clone(),
            _ => None,
        };
        let event = Event::Returned(event::Returned {
            from: holder.post.clone(),
            held_since: self.facts.held_since,
            reason: moment.digest_of(reason),
            suggested: suggested.cloned(),
            verify: Deadline::start(Rule::VerifyBy, kind, to.zone(), now, periods),
            respond: respond.filter(|_| is_to_coordinator),
            is_late: [Rule::VerifyBy, Rule::RespondBy, Rule::ReworkBy]
                .into_iter()
                .any(|rule| self.is_late(rule, moment)),
            to,
        });
        Ok(Decision::new(event).saying("reason", Thread::Conversation, reason))
    }

    pub(in crate::complaint) fn check_return(&self) -> Result<(), TransitionError> {
        match self.facts.is_assigned_for_good {
            true => Err(TransitionError::AssignedForGood),
            false => Ok(()),
        }
    }

    pub(super) fn answer(&self, answer: &Answer, moment: &Moment<'_>) -> Decided {
        let Some(holder) = self.state.holder() else {
            return Err(TransitionError::NothingChanged);
        };
        let invalid = |field| Err(TransitionError::Invalid(field));
        let today = moment.now.local(holder.zone).0;
        match &answer.outcome {
            Outcome::Done { on } if *on > today => return invalid(InvalidField::DoneInFuture),
            Outcome::Done { .. } if answer.needs_evidence && answer.evidence_files == 0 => {
                return invalid(InvalidField::MissingEvidence);
            }
            Outcome::Planned { until } if *until < today => {
                return invalid(InvalidField::PlannedInPast);
            }
            Outcome::Planned { until } if self.is_too_far(*until, holder, moment) => {
                return invalid(InvalidField::PlannedTooFar);
            }
            _ if answer.is_unedited_template => return invalid(InvalidField::UneditedTemplate),
            _ => {}
        }
        let decision = self.answered(holder, &answer.outcome, &answer.words, None, moment);
        Ok(match decision {
            Decision {
                event: Event::Answered(event),
                effects,
            } => Decision {
                event: Event::Answered(event::Answered {
                    evidence_files: answer.evidence_files,
                    ..event
                }),
                effects,
            },
            other => other,
        }
        .with(Effect::AnswerFollowers))
    }

    /// Further ahead than an answer may promise; a table without that period sets no bound.
    fn is_too_far(&self, until: Date, holder: &Holder, moment: &Moment<'_>) -> bool {
        let (kind, now, periods) = (self.facts.kind, moment.now, moment.periods);
        let length = periods.terms.length(Rule::PlanWithin, kind, now);
        length.is_some_and(|_| {
            let furthest = Deadline::start(Rule::PlanWithin, kind, holder.zone, now, periods);
            until > furthest.due.local(holder.zone).0
        })
    }

    pub(super) fn answered(
        &self,
        holder: &Holder,
        outcome: &Outcome,
        words: &Words,
        lead: Option<ComplaintId>,
        moment: &Moment<'_>,
    ) -> Decision {
        let missed = [Rule::RespondBy, Rule::ResolveBy, Rule::ReworkBy];
        let missed = missed
            .into_iter()
            .filter(|rule| self.is_late(*rule, moment));
        let (kind, now, periods) = (self.facts.kind, moment.now, moment.periods);
        let event = Event::Answered(event::Answered {
            holder: holder.clone(),
            outcome: outcome.clone(),
            words: moment.digest_of(words),
            evidence_files: 0,
            lead,
            object: Deadline::start(Rule::ObjectBy, kind, holder.zone, now, periods),
            missed: missed.collect(),
        });
        Decision::new(event).saying("answer", Thread::Conversation, words)
    }

    pub(super) fn reclassify(&self, kind: Classification, moment: &Moment<'_>) -> Decided {
        let from = self.facts.kind;
        if from == kind {
            return Err(TransitionError::NothingChanged);
        }
        let visibility = protected(self.facts.visibility, kind);
        let event = Event::Reclassified(event::Reclassified {
            from,
            kind,
            visibility,
            moved: self.moved(kind, moment),
        });
        Ok(Decision::new(event))
    }
}

/// Supervisory complaints are confidential; an officer never lowers a protection (domain guide, section 5).
fn protected(visibility: Visibility, kind: Classification) -> Visibility {
    match kind.is_supervisory() {
        true => Visibility::Confidential,
        false => visibility,
    }
}
