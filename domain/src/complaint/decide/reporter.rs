//! What the reporter may set off.

use super::{Decided, Decision};
use crate::complaint::command::{Command, Reply, Thread};
use crate::complaint::event::{self, Event};
use crate::complaint::life::Complaint;
use crate::complaint::moment::Moment;
use crate::complaint::state::{ClosedOutcome, ComplaintState, Countdown, Rating};
use crate::complaint::transition::{Effect, InvalidField, LimitName, TransitionError};
use crate::complaint::{ComplaintId, ReporterKind};
use crate::terms::Rule;

impl Complaint {
    pub(super) fn decide_for_reporter(&self, command: &Command, moment: &Moment<'_>) -> Decided {
        match command {
            Command::Complete { reply } => self.complete(reply, moment),
            Command::AddInformation { reply, is_thanks } => {
                self.add_information(reply, *is_thanks, moment)
            }
            Command::Confirm { rating } => {
                valid(rating.as_ref())?;
                let event = event::Confirmed {
                    rating: *rating,
                    reopen: self.start_reopening(moment),
                };
                Ok(Decision::new(Event::Confirmed(event)))
            }
            Command::Object { words } => {
                self.check_in_time(moment)?;
                let left = self.facts.merged_into.clone();
                let event = Event::Objected(event::Objected {
                    words: moment.digest_of(words),
                    rework: self.start(Rule::ReworkBy, moment),
                    left: left.clone(),
                });
                let decision =
                    Decision::new(event).saying("objection", Thread::Conversation, words);
                Ok(leaving(decision, left))
            }
            Command::Withdraw { words } => {
                let left = self.facts.merged_into.clone();
                let event = Event::Withdrawn(event::Withdrawn {
                    words: words.as_ref().map(|words| moment.digest_of(words)),
                    left: left.clone(),
                });
                let decision = Decision::new(event)
                    .saying_if("reason", Thread::Private, words.as_ref())
                    .with(Effect::ReleaseFollowers);
                Ok(leaving(decision, left))
            }
            Command::Reopen { words } => {
                self.check_reopening(moment)?;
                let event = Event::Reopened(event::Reopened {
                    words: moment.digest_of(words),
                    rework: self.start(Rule::ReworkBy, moment),
                });
                let decision = Decision::new(event).saying("reason", Thread::Conversation, words);
                Ok(leaving(decision, self.facts.merged_into.clone()))
            }
            Command::HandOver { with_identity } => self.hand_over(*with_identity, moment),
            Command::Rate { rating } => {
                valid(Some(rating))?;
                let event = event::Rated { rating: *rating };
                Ok(Decision::new(Event::Rated(event)))
            }
            Command::Join {
                lead,
                own_followers,
            } => self.merge(lead, *own_followers),
            Command::Leave {} => self.unmerge(moment),
            Command::ClarifyPlace { region, zone } => {
                let mut deadlines = self.state.deadlines().into_iter();
                let verify = deadlines.find(|deadline| deadline.rule == Rule::VerifyBy);
                let kind = self.facts.kind;
                let event = event::PlaceClarified {
                    region: region.clone(),
                    verify: verify.map(|verify| verify.in_zone(*zone, kind, moment.periods)),
                };
                Ok(Decision::new(Event::PlaceClarified(event)))
            }
            _ => Err(self.not_allowed(command)),
        }
    }

    /// What was asked, before or after the archive: late is better than not at all.
    fn complete(&self, reply: &Reply, moment: &Moment<'_>) -> Decided {
        check_reply(reply)?;
        let words = reply.words.as_ref();
        let event = match &self.state {
            ComplaintState::Rejected(_) => self.restored(words, reply.files, moment),
            _ => Event::Completed(event::Completed {
                words: words.map(|words| moment.digest_of(words)),
                files: reply.files,
                resumed: self.resumed(moment),
            }),
        };
        Ok(Decision::new(event).saying_if("reply", Thread::Private, words))
    }

    fn add_information(&self, reply: &Reply, is_thanks: bool, moment: &Moment<'_>) -> Decided {
        if !is_thanks {
            check_reply(reply)?;
        }
        let words = reply.words.as_ref();
        let countdown = match (&self.state, is_thanks) {
            (ComplaintState::Answered(_), true) => Some(Countdown::Running {
                object: self.start(Rule::ObjectBy, moment),
            }),
            // A second message does not give the holder more time.
            (ComplaintState::Answered(state), false) => Some(match &state.countdown {
                Countdown::Held { rework } => Countdown::Held {
                    rework: rework.clone(),
                },
                Countdown::Running { .. } => {
                    self.check_in_time(moment)?;
                    Countdown::Held {
                        rework: self.start(Rule::ReworkBy, moment),
                    }
                }
            }),
            _ => None,
        };
        let event = Event::InformationAdded(event::InformationAdded {
            words: words.map(|words| moment.digest_of(words)),
            files: reply.files,
            countdown,
        });
        Ok(Decision::new(event).saying_if("message", Thread::Private, words))
    }

    /// An objection is in time until silence would have closed it.
    pub(in crate::complaint) fn check_in_time(
        &self,
        moment: &Moment<'_>,
    ) -> Result<(), TransitionError> {
        if let ComplaintState::Answered(state) = &self.state
            && let Countdown::Running { object } = &state.countdown
            && let Some(end) = object.ends_in_silence_at(moment.periods)
            && moment.now >= end
        {
            return Err(TransitionError::TooLate(end));
        }
        Ok(())
    }

    pub(in crate::complaint) fn check_reopening(
        &self,
        moment: &Moment<'_>,
    ) -> Result<(), TransitionError> {
        if self.facts.reopenings >= moment.limits.reopenings {
            return Err(TransitionError::LimitReached(LimitName::Reopenings));
        }
        match &self.state {
            ComplaintState::Closed(state) => match &state.outcome {
                ClosedOutcome::Confirmed(end) | ClosedOutcome::Lapsed(end)
                    if end.reopen.is_missed(moment.now) =>
                {
                    Err(TransitionError::TooLate(end.reopen.ends_at()))
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Whether the Ombudsman may be asked: a limit was missed, or it is old enough.
    fn may_hand_over(&self, moment: &Moment<'_>) -> bool {
        let is_missed = !self.facts.missed.is_empty() || self.is_overdue(moment.now);
        let offered_from = self.ombudsman_offered_from(moment);
        is_missed || offered_from.is_some_and(|from| moment.now >= from)
    }

    /// A second time only to add a name where there is one.
    pub(in crate::complaint) fn check_hand_over(
        &self,
        with_identity: bool,
        moment: &Moment<'_>,
    ) -> Result<(), TransitionError> {
        let adds_name = with_identity && self.facts.reporter != ReporterKind::Unknown;
        let before = self.facts.handed_over;
        if before.is_some_and(|before| before.with_identity || !adds_name) {
            return Err(TransitionError::NothingChanged);
        }
        match self.may_hand_over(moment) {
            true => Ok(()),
            false => Err(TransitionError::TooEarly(
                self.ombudsman_offered_from(moment),
            )),
        }
    }

    fn hand_over(&self, with_identity: bool, moment: &Moment<'_>) -> Decided {
        self.check_hand_over(with_identity, moment)?;
        let event = Event::HandedOver(event::HandedOver { with_identity });
        Ok(Decision::new(event).with(Effect::HandToOmbudsman { with_identity }))
    }
}

fn leaving(decision: Decision, lead: Option<ComplaintId>) -> Decision {
    match lead {
        Some(lead) => decision.with(Effect::CountFollower { lead, joins: false }),
        None => decision,
    }
}

fn check_reply(reply: &Reply) -> Result<(), TransitionError> {
    if reply.words.is_none() && reply.files == 0 {
        return Err(TransitionError::Invalid(InvalidField::EmptyReply));
    }
    Ok(())
}

fn valid(rating: Option<&Rating>) -> Result<(), TransitionError> {
    match rating {
        Some(rating) if !(1..=5).contains(&rating.stars) => {
            Err(TransitionError::Invalid(InvalidField::Stars))
        }
        _ => Ok(()),
    }
}
