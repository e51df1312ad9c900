//! What the clock does by itself, for all complaints at once: in chunks, as often as it takes, never twice.

use super::change::Now;
use crate::ports::life::{
    Change, Desk, Due, LifeRepository, Stored, StoredEntry, SweepRepository, Which,
};
use crate::ports::{Reference, RepositoryError};
use domain::complaint::actor::{Actor, Post};
use domain::complaint::command::{Command, LeadAnswer};
use domain::complaint::event::{Event, Recorded};
use domain::complaint::state::{ClosedOutcome, ComplaintState};
use domain::complaint::transition::Transition;
use domain::complaint::words::Words;
use domain::complaint::{Complaint, ComplaintId, StateName};
use domain::date::Timestamp;
use serde_json::Value;
use std::collections::HashMap;

/// Complaints a chunk: each is read, decided and stored in three calls to the database, whatever their number. A life
/// weighs 2 to 6 KB, and a bound value may weigh 2 MB.
const CHUNK: u32 = 100;

/// How much one run may do, so that it ends before the platform ends it (30 s of CPU, 1,000 queries).
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Chunks.
    pub chunks: u32,
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Complaints looked at.
    pub cases: u32,
    /// Entries written.
    pub transitions: u32,
    /// Rows that do not parse: put off until tomorrow, so that they hold up nobody.
    pub broken: u32,
    /// Nothing is left that was due.
    pub is_complete: bool,
}

/// Random text for salts, a fresh one each time.
pub type Secrets<'a> = &'a dyn Fn() -> Result<String, RepositoryError>;

/// Does everything that is due at `now`, as far as the budget goes; the next run goes on.
pub async fn sweep(
    lives: &impl SweepRepository,
    reference: &Reference,
    budget: Budget,
    secrets: Secrets<'_>,
    now: Timestamp,
) -> Result<Swept, RepositoryError> {
    let mut swept = Swept::default();
    for _ in 0..budget.chunks {
        let Due {
            stored: due,
            broken,
        } = lives.due(now, CHUNK).await?;
        swept.broken += broken;
        if due.is_empty() && broken == 0 {
            swept.is_complete = true;
            break;
        }
        let staff = Staff::of(lives, &due).await?;
        let secret = secrets()?;
        let mut changes = Vec::new();
        let mut idle = Vec::new();
        let mut leads = Leads::default();
        for stored in &due {
            let led = leads.command_for(lives, &stored.complaint).await?;
            let at = staff.now(reference, stored, &secret, now);
            let transitions = at.lend(|moment| {
                let mut transitions = led.map_or(Vec::new(), |command| {
                    let done = stored.complaint.handle(&Actor::system(), &command, moment);
                    done.into_iter().collect()
                });
                let complaint = transitions
                    .last()
                    .map_or(&stored.complaint, |last: &Transition| &last.complaint);
                let rest = complaint.sweep(moment);
                transitions.extend(rest);
                transitions
            });
            if transitions.is_empty() {
                let facts = stored.complaint.facts();
                let next = at.lend(|moment| stored.complaint.next_due_at(moment));
                // What is due and cannot be done would be looked at for ever.
                let next = next.filter(|next| *next > now);
                idle.push((facts.id.clone(), facts.seq, next));
            } else {
                swept.transitions += transitions.len() as u32;
                changes.push(at.change(stored, transitions));
            }
        }
        swept.cases += due.len() as u32;
        store(lives, changes).await?;
        if !idle.is_empty() {
            lives.put_off(&idle, now).await?;
        }
    }
    Ok(swept)
}

/// After a change of holidays or terms: moves every open deadline that the tables of now set differently, with an entry
/// that says so. Walks by id from `cursor`; gives what was done and where to go on.
pub async fn recompute(
    lives: &impl SweepRepository,
    reference: &Reference,
    budget: Budget,
    secrets: Secrets<'_>,
    cursor: &str,
    now: Timestamp,
) -> Result<(Swept, String), RepositoryError> {
    let mut swept = Swept::default();
    let mut cursor = cursor.to_owned();
    for _ in 0..budget.chunks {
        let open = lives.open_after(&cursor, CHUNK).await?;
        let Some(last) = open.last() else {
            swept.is_complete = true;
            break;
        };
        let next = last.complaint.facts().id.to_string();
        let staff = Staff::of(lives, &open).await?;
        let secret = secrets()?;
        let mut changes = Vec::new();
        for stored in &open {
            let at = staff.now(reference, stored, &secret, now);
            let system = Actor::system();
            let moved = at.lend(|moment| {
                stored
                    .complaint
                    .handle(&system, &Command::Recompute {}, moment)
            });
            if let Ok(transition) = moved {
                swept.transitions += 1;
                changes.push(at.change(stored, vec![transition]));
            }
        }
        swept.cases += open.len() as u32;
        store(lives, changes).await?;
        cursor = next;
    }
    Ok((swept, cursor))
}

/// All in one batch; if somebody was faster with one of them, each half by itself: whoever was overtaken is due again.
async fn store(lives: &impl LifeRepository, changes: Vec<Change>) -> Result<(), RepositoryError> {
    let mut waiting = vec![changes];
    while let Some(mut changes) = waiting.pop() {
        if changes.is_empty() {
            continue;
        }
        match lives.store(&changes).await {
            Ok(()) => {}
            Err(RepositoryError::Conflict) if changes.len() > 1 => {
                let half = changes.split_off(changes.len() / 2);
                waiting.extend([half, changes]);
            }
            Err(RepositoryError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Who is there at every agency that holds one of these.
struct Staff(HashMap<String, Vec<Desk>>);

impl Staff {
    async fn of(
        lives: &impl SweepRepository,
        complaints: &[Stored],
    ) -> Result<Self, RepositoryError> {
        let posts = complaints.iter();
        let posts = posts.filter_map(|stored| stored.complaint.held_by());
        let mut agencies: Vec<String> = posts.map(|post| post.agency.as_str().to_owned()).collect();
        agencies.sort();
        agencies.dedup();
        let mut staff: HashMap<String, Vec<Desk>> = HashMap::new();
        if !agencies.is_empty() {
            for (agency, desk) in lives.desks_of(&agencies).await? {
                staff.entry(agency).or_default().push(desk);
            }
        }
        Ok(Self(staff))
    }

    fn now<'a>(
        &self,
        reference: &'a Reference,
        stored: &Stored,
        secret: &'a str,
        at: Timestamp,
    ) -> Now<'a> {
        let post: Option<&Post> = stored.complaint.held_by();
        let desks = post.and_then(|post| self.0.get(post.agency.as_str()));
        let desks = desks.map_or(&[][..], Vec::as_slice);
        Now::new(reference, post, desks, secret, at)
    }
}

/// The leads of a chunk, each read once. A lead is read as it is, so that nothing is lost if a run dies.
#[derive(Default)]
struct Leads(HashMap<ComplaintId, Option<LeadNow>>);

struct LeadNow {
    complaint: Complaint,
    /// Its last answer, and when it was given.
    answer: Option<(Timestamp, LeadAnswer)>,
}

impl Leads {
    /// What has become of the lead, for one that follows it and is not answered yet: its answer is theirs too, and when
    /// the lead is gone they go their own way.
    async fn command_for(
        &mut self,
        lives: &impl LifeRepository,
        follower: &Complaint,
    ) -> Result<Option<Command>, RepositoryError> {
        let state = follower.state().name();
        let Some(id) = &follower.facts().merged_into else {
            return Ok(None);
        };
        if !state.is_open() || state == StateName::Answered {
            return Ok(None);
        }
        if !self.0.contains_key(id) {
            let lead = read_lead(lives, id).await?;
            self.0.insert(id.clone(), lead);
        }
        let Some(Some(lead)) = self.0.get(id) else {
            return Ok(Some(Command::Unmerge {}));
        };
        if is_gone(&lead.complaint, follower) {
            return Ok(Some(Command::Unmerge {}));
        }
        // Its clocks stand still since it follows.
        let deadlines = follower.deadlines().into_iter();
        let joined_at = deadlines.filter_map(|deadline| deadline.paused_at).max();
        let answer = lead.answer.as_ref();
        let answer = answer.filter(|(at, _)| joined_at.is_none_or(|joined| *at >= joined));
        Ok(answer.map(|(_, answer)| Command::FollowAnswer {
            answer: answer.clone(),
        }))
    }
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

async fn read_lead(
    lives: &impl LifeRepository,
    id: &ComplaintId,
) -> Result<Option<LeadNow>, RepositoryError> {
    let (Some(lead), _) = lives.open(Which::Id(id), None).await? else {
        return Ok(None);
    };
    let history = lives.history(id).await?;
    let answered = history.iter().rev().find(|entry| entry.kind == "answered");
    let answer = match answered {
        Some(entry) => answer_of(lives, id, entry).await?,
        None => None,
    };
    Ok(Some(LeadNow {
        complaint: lead.complaint,
        answer,
    }))
}

/// An erased answer is none to pass on.
async fn answer_of(
    lives: &impl LifeRepository,
    lead: &ComplaintId,
    entry: &StoredEntry,
) -> Result<Option<(Timestamp, LeadAnswer)>, RepositoryError> {
    let corrupt = RepositoryError::Corrupt("complaint_event");
    let data: Value = serde_json::from_str(&entry.data).map_err(|_| corrupt.clone())?;
    let recorded = Recorded::read(&entry.kind, entry.at, &data);
    let Ok(Some(Recorded {
        event: Event::Answered(event),
        ..
    })) = recorded
    else {
        return Err(corrupt);
    };
    let texts = lives.texts(lead).await?;
    let mut texts = texts.into_iter();
    let words = texts
        .find(|text| text.seq == entry.seq && text.part == "answer")
        .and_then(|text| text.words)
        .and_then(|words| Words::parse(&words).ok());
    Ok(words.map(|words| {
        let answer = LeadAnswer {
            lead: lead.clone(),
            holder: event.holder,
            outcome: event.outcome,
            words,
        };
        (entry.at, answer)
    }))
}
