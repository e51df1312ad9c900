//! What those who follow a complaint owe to what became of it.

use crate::ports::RepositoryError;
use crate::ports::life::{Stored, StoredAnswer, StoredLead, SweepRepository};
use domain::complaint::command::{Command, LeadAnswer};
use domain::complaint::event::{Event, Recorded};
use domain::complaint::state::{ClosedOutcome, ComplaintState};
use domain::complaint::words::Words;
use domain::complaint::{Complaint, ComplaintId, StateName};
use domain::date::Timestamp;
use std::collections::HashMap;

/// The leads of a chunk, read together. Each is read as it is, so that nothing is lost if a run dies.
pub struct Leads(HashMap<ComplaintId, Option<LeadNow>>);

struct LeadNow {
    complaint: Complaint,
    /// Its last answer, and when it was given.
    answer: Option<(Timestamp, LeadAnswer)>,
}

/// What a follower is to do.
pub enum Led {
    /// Nothing, or it follows none.
    Nowhere,
    /// This.
    To(Command),
    /// Its lead cannot be read.
    Astray,
}

impl Leads {
    /// Reads the leads of those who follow one and are not answered yet.
    pub async fn of(
        lives: &impl SweepRepository,
        complaints: &[Stored],
    ) -> Result<Self, RepositoryError> {
        let leads = complaints.iter();
        let leads = leads.filter_map(|stored| lead_of(&stored.complaint));
        let mut leads: Vec<ComplaintId> = leads.cloned().collect();
        leads.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        leads.dedup();
        if leads.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let read = lives.leads(&leads).await?.into_iter();
        let read = read.map(|lead| (lead.id.clone(), lead_now(lead)));
        Ok(Self(read.collect()))
    }

    /// What has become of the lead: its answer is theirs too, and when the lead is gone they go their own way.
    pub fn command_for(&self, follower: &Complaint) -> Led {
        let Some(id) = lead_of(follower) else {
            return Led::Nowhere;
        };
        let lead = match self.0.get(id) {
            Some(Some(lead)) => lead,
            Some(None) => return Led::Astray,
            None => return Led::To(Command::Unmerge {}),
        };
        if is_gone(&lead.complaint, follower) {
            return Led::To(Command::Unmerge {});
        }
        // Its clocks stand still since it follows.
        let deadlines = follower.deadlines().into_iter();
        let joined_at = deadlines.filter_map(|deadline| deadline.paused_at).max();
        let answer = lead.answer.as_ref();
        let answer = answer.filter(|(at, _)| joined_at.is_none_or(|joined| *at >= joined));
        answer.map_or(Led::Nowhere, |(_, answer)| {
            Led::To(Command::FollowAnswer {
                answer: answer.clone(),
            })
        })
    }
}

fn lead_of(follower: &Complaint) -> Option<&ComplaintId> {
    let state = follower.state().name();
    let waits = state.is_open() && state != StateName::Answered;
    follower.facts().merged_into.as_ref().filter(|_| waits)
}

fn is_gone(lead: &Complaint, follower: &Complaint) -> bool {
    let is_over = match lead.state() {
        ComplaintState::Rejected(_) => true,
        ComplaintState::Closed(state) => state.outcome == ClosedOutcome::Withdrawn,
        _ => false,
    };
    let lock = |complaint: &Complaint| {
        let facts = complaint.facts();
        (facts.visibility, facts.kind.is_supervisory())
    };
    is_over || lock(lead) != lock(follower)
}

fn lead_now(lead: StoredLead) -> Option<LeadNow> {
    let answer = match lead.answer {
        Some(answer) => answer_of(lead.id, answer)?,
        None => None,
    };
    let complaint = lead.complaint?;
    Some(LeadNow { complaint, answer })
}

/// None if it does not parse. An erased answer is none to pass on.
fn answer_of(lead: ComplaintId, answer: StoredAnswer) -> Option<Option<(Timestamp, LeadAnswer)>> {
    let data: serde_json::Value = serde_json::from_str(&answer.data).ok()?;
    let recorded = Recorded::read("answered", answer.at, &data);
    let Ok(Some(Recorded {
        event: Event::Answered(event),
        ..
    })) = recorded
    else {
        return None;
    };
    let words = answer.words.and_then(|words| Words::parse(&words).ok());
    Some(words.map(|words| {
        let said = LeadAnswer {
            lead,
            holder: event.holder,
            outcome: event.outcome,
            words,
        };
        (answer.at, said)
    }))
}
