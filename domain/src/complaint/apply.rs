//! What each event makes of a complaint. Decides nothing and looks at no table: the event says what it set.

use super::actor::{Holder, Post};
use super::event::{Event, Recorded};
use super::life::{Complaint, Facts, HandedOver, Hop, Missed, Pause};
use super::state::{
    Answered, Assigned, AwaitingReporter, BackTo, Closed, ClosedOutcome, ComplaintState, Countdown,
    InProgress, Received, Rejected, RejectionReason, Reopenable,
};
use crate::date::Timestamp;
use crate::deadline::Deadline;

impl Complaint {
    /// None when the event cannot follow this state.
    pub(super) fn change(&mut self, recorded: &Recorded) -> Option<()> {
        let at = recorded.at;
        let is_open = self.state.name().is_open();
        let is_answered = matches!(self.state, ComplaintState::Answered(_));
        let is_before_answer = matches!(
            self.state,
            ComplaintState::Received(_)
                | ComplaintState::Assigned(_)
                | ComplaintState::InProgress(_)
        );
        let facts = &mut self.facts;
        match (self.state.clone(), recorded.event.clone()) {
            (ComplaintState::Received(state), Event::Assigned(event)) => {
                if event.is_late {
                    facts.miss(&state.verify, state.desk.post());
                }
                facts.kind = event.kind;
                facts.visibility = event.visibility;
                facts.category = Some(event.category);
                facts.cc = event.cc;
                facts.resolve = Some(event.resolve);
                facts.is_assigned_for_good = event.is_for_good;
                facts.held_since = at;
                self.state = ComplaintState::Assigned(Assigned {
                    holder: event.to,
                    respond: event.respond,
                });
            }
            (state, Event::Asked(event)) => {
                facts.pauses.push(Pause {
                    agency: state.holder().map(|holder| holder.post.agency.clone()),
                    from: at,
                    to: None,
                });
                self.pause(at);
                let back_to = match self.state.clone() {
                    ComplaintState::Received(state) => BackTo::Received(state),
                    ComplaintState::Assigned(state) => BackTo::Assigned(state),
                    ComplaintState::InProgress(state) => BackTo::InProgress(state),
                    _ => return None,
                };
                self.state = ComplaintState::AwaitingReporter(Box::new(AwaitingReporter {
                    question: event.question,
                    answer: event.answer,
                    back_to,
                }));
            }
            (ComplaintState::AwaitingReporter(state), Event::Completed(event)) => {
                facts.end_pause(at);
                self.state = state.back_to.into();
                self.replace(&event.resumed);
            }
            (state, Event::Rejected(event)) => {
                let is_from_question = matches!(state, ComplaintState::AwaitingReporter(_));
                let by_clock = event.reason == RejectionReason::Incomplete;
                if !is_from_question && !matches!(state, ComplaintState::Received(_))
                    || is_from_question != by_clock
                {
                    return None;
                }
                facts.end_pause(at);
                facts.resolve = facts.resolve.take().map(|resolve| resolve.paused(at));
                self.state = ComplaintState::Rejected(Rejected {
                    reason: event.reason,
                    at,
                    back_to: event.back_to,
                });
            }
            (ComplaintState::Rejected(state), Event::Restored(event)) => {
                facts.held_since = at;
                self.state = ComplaintState::Received(Received {
                    desk: state.back_to,
                    verify: event.verify,
                    respond: None,
                });
                self.replace(&event.resumed);
            }
            (_, Event::Merged(event)) if is_before_answer => {
                facts.merged_into = Some(event.lead);
                self.pause(at);
            }
            (_, Event::Unmerged(event)) if is_before_answer => {
                facts.merged_into = None;
                self.replace(&event.resumed);
            }
            (state, Event::Delegated(event)) => {
                let holder = Holder {
                    post: Post {
                        agency: state.holder()?.post.agency.clone(),
                        unit: event.unit,
                    },
                    zone: event.zone,
                };
                facts.held_since = at;
                match &mut self.state {
                    ComplaintState::Assigned(state) => state.holder = holder,
                    ComplaintState::InProgress(state) => state.holder = holder,
                    _ => return None,
                }
                self.replace(&event.moved);
            }
            (state, Event::Returned(event)) if is_before_answer => {
                for deadline in state.deadlines() {
                    if deadline.is_missed(at) {
                        facts.miss(deadline, Some(event.from.clone()));
                    }
                }
                facts.hops.push(Hop {
                    from: event.from,
                    to: event.to.post(),
                    held_since: event.held_since,
                    at,
                    role: recorded.by.role,
                    reason: event.reason,
                    suggested: event.suggested,
                    is_late: event.is_late,
                });
                facts.held_since = at;
                self.state = ComplaintState::Received(Received {
                    desk: event.to,
                    verify: event.verify,
                    respond: event.respond,
                });
            }
            (ComplaintState::Assigned(state), Event::Started(event)) => {
                if event.is_late {
                    facts.miss(&state.respond, Some(state.holder.post.clone()));
                }
                self.state = ComplaintState::InProgress(InProgress {
                    holder: state.holder,
                    rework: None,
                });
            }
            (ComplaintState::InProgress(_), Event::Noted(_)) => {}
            (ComplaintState::Answered(mut state), Event::InformationAdded(event)) => {
                state.countdown = event.countdown?;
                self.state = ComplaintState::Answered(state);
            }
            (_, Event::InformationAdded(_)) if is_before_answer => {}
            (state, Event::Answered(event)) if is_before_answer || is_answered => {
                for rule in &event.missed {
                    let mut deadlines = self.deadlines().into_iter();
                    let missed = deadlines.find(|deadline| deadline.rule == *rule).cloned();
                    if let Some(deadline) = missed {
                        let post = state.holder().map(|holder| holder.post.clone());
                        self.facts.miss(&deadline, post);
                    }
                }
                self.facts.resolve = None;
                self.state = ComplaintState::Answered(Answered {
                    holder: event.holder,
                    outcome: event.outcome,
                    answer: event.words,
                    countdown: Countdown::Running {
                        object: event.object,
                    },
                });
            }
            (ComplaintState::Answered(state), Event::Confirmed(event)) => {
                facts.rating = event.rating.or(facts.rating);
                self.state = closed(at, ClosedOutcome::Confirmed, state.holder, event.reopen);
            }
            (ComplaintState::Answered(state), Event::Lapsed(event)) => {
                self.state = closed(at, ClosedOutcome::Lapsed, state.holder, event.reopen);
            }
            (ComplaintState::Answered(state), Event::Objected(event)) => {
                facts.objections = facts.objections.saturating_add(1);
                facts.merged_into = None;
                self.state = ComplaintState::InProgress(InProgress {
                    holder: state.holder,
                    rework: Some(event.rework),
                });
            }
            (_, Event::Withdrawn(_)) if is_open => {
                facts.end_pause(at);
                facts.merged_into = None;
                facts.resolve = None;
                self.state = ComplaintState::Closed(Closed {
                    at,
                    outcome: ClosedOutcome::Withdrawn,
                });
            }
            (ComplaintState::Closed(state), Event::Reopened(event)) => {
                let (ClosedOutcome::Confirmed(end) | ClosedOutcome::Lapsed(end)) = state.outcome
                else {
                    return None;
                };
                facts.reopenings = facts.reopenings.saturating_add(1);
                facts.merged_into = None;
                self.state = ComplaintState::InProgress(InProgress {
                    holder: end.holder,
                    rework: Some(event.rework),
                });
            }
            (_, Event::Reclassified(event)) if is_open && !is_answered => {
                facts.kind = event.kind;
                facts.visibility = event.visibility;
                self.replace(&event.moved);
            }
            (_, Event::HandedOver(event)) if is_open => {
                facts.handed_over = Some(HandedOver {
                    at,
                    with_identity: event.with_identity,
                });
            }
            (_, Event::Rated(event)) if is_answered || !is_open => {
                facts.rating = Some(event.rating)
            }
            (ComplaintState::Received(mut state), Event::PlaceClarified(event)) => {
                state.verify = event.verify.unwrap_or(state.verify);
                self.state = ComplaintState::Received(state);
            }
            (_, Event::Reminded(event)) => {
                let mut deadlines = self.state.deadlines_mut().into_iter();
                let deadline = deadlines.find(|deadline| deadline.rule == event.rule)?;
                deadline.reminded_at = Some(at);
            }
            (state, Event::Escalated(event)) => {
                let mut deadlines = self.state.deadlines_mut();
                deadlines.extend(&mut facts.resolve);
                let mut deadlines = deadlines.into_iter();
                let deadline = deadlines.find(|deadline| deadline.rule == event.rule)?;
                deadline.rung = Some(event.rung);
                let deadline = deadline.clone();
                if deadline.is_missed(at) {
                    let post = state.holder().map(|holder| holder.post.clone());
                    facts.miss(&deadline, post);
                }
            }
            (_, Event::HandOverOffered(_)) if is_open => facts.hand_over_offered_at = Some(at),
            (_, Event::DeadlinesRecomputed(event)) => self.replace(&event.moved),
            (_, Event::Redacted(_) | Event::IdentityAccessed(_)) => {}
            _ => return None,
        }
        Some(())
    }

    /// Stops every clock of an officer.
    fn pause(&mut self, at: Timestamp) {
        let mut deadlines = self.state.deadlines_mut();
        deadlines.extend(&mut self.facts.resolve);
        for deadline in deadlines {
            *deadline = deadline.paused(at);
        }
    }

    fn replace(&mut self, new: &[Deadline]) {
        let mut deadlines = self.state.deadlines_mut();
        deadlines.extend(&mut self.facts.resolve);
        for deadline in deadlines {
            if let Some(new) = new.iter().find(|new| new.rule == deadline.rule) {
                deadline.clone_from(new);
            }
        }
    }
}

impl Facts {
    fn end_pause(&mut self, at: Timestamp) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.to = pause.to.or(Some(at));
        }
    }

    fn miss(&mut self, deadline: &Deadline, post: Option<Post>) {
        let missed = Missed {
            rule: deadline.rule,
            post,
            due: deadline.due,
        };
        let is_known = |known: &Missed| known.rule == missed.rule && known.due == missed.due;
        if !self.missed.iter().any(is_known) {
            self.missed.push(missed);
        }
    }
}

fn closed(
    at: Timestamp,
    outcome: impl FnOnce(Reopenable) -> ClosedOutcome,
    holder: Holder,
    reopen: Deadline,
) -> ComplaintState {
    ComplaintState::Closed(Closed {
        at,
        outcome: outcome(Reopenable { holder, reopen }),
    })
}
