//! What the clock does by itself, for all complaints at once: in chunks, as often as it takes, never twice.

mod leads;
mod store;

use super::change::Now;
use crate::ports::life::{Desk, Due, LookedAt, Stored, SweepRepository};
use crate::ports::{Reference, RepositoryError};
use domain::complaint::actor::{Actor, Post};
use domain::complaint::command::Command;
use domain::complaint::transition::Transition;
use domain::date::Timestamp;
use leads::{Leads, Led};
use std::collections::HashMap;
use store::store;

/// Complaints a chunk: each chunk is read, decided and stored in a handful of calls to the database, whatever the number.
/// A life weighs 2 to 6 KB, and a bound value may weigh 2 MB.
const CHUNK: u32 = 100;
/// Statements a chunk may need when nobody comes between.
const QUERIES_OF_CHUNK: u32 = 20;
/// What cannot be done today is looked at again tomorrow.
const DAY_MS: i64 = 86_400_000;

/// How much one run may do, so that it ends before the platform ends it (30 s of CPU, 1,000 queries).
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Chunks.
    pub chunks: u32,
    /// Statements, counted from the first of this invocation.
    pub queries: u32,
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Complaints looked at.
    pub cases: u32,
    /// Entries written.
    pub transitions: u32,
    /// Rows that do not parse or cannot be stored: put off until tomorrow, so that they hold up nobody.
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
    let tomorrow = Timestamp(now.0.saturating_add(DAY_MS));
    for _ in 0..budget.chunks {
        if is_spent(lives, budget) {
            break;
        }
        let Due {
            stored: due,
            mut broken,
        } = lives.due(now, CHUNK).await?;
        if due.is_empty() && broken.is_empty() {
            swept.is_complete = true;
            break;
        }
        let staff = Staff::of(lives, &due).await?;
        let leads = Leads::of(lives, &due).await?;
        let secret = secrets()?;
        let mut changes = Vec::new();
        let mut idle = Vec::new();
        for stored in &due {
            let led = leads.command_for(&stored.complaint);
            let at = staff.now(reference, stored, &secret, now);
            let transitions = at.lend(|moment| {
                let mut transitions = match &led {
                    Led::To(command) => {
                        let done = stored.complaint.handle(&Actor::system(), command, moment);
                        done.into_iter().collect()
                    }
                    Led::Nowhere | Led::Astray => Vec::new(),
                };
                let complaint = transitions
                    .last()
                    .map_or(&stored.complaint, |last: &Transition| &last.complaint);
                let rest = complaint.sweep(moment);
                transitions.extend(rest);
                transitions
            });
            if transitions.is_empty() {
                let facts = stored.complaint.facts();
                let next = at.lend(|moment| {
                    let next = stored.complaint.next_due_after(moment);
                    // What is due and cannot be done would be looked at for ever, or never.
                    let is_stuck = stored.complaint.next_due_at(moment).is_some();
                    next.or(is_stuck.then_some(tomorrow))
                });
                let next = match led {
                    Led::Astray => Some(next.map_or(tomorrow, |next| next.min(tomorrow))),
                    Led::To(_) | Led::Nowhere => next,
                };
                idle.push(LookedAt {
                    id: facts.id.clone(),
                    seq: facts.seq,
                    was_due_at: stored.next_due_at,
                    next_due_at: next,
                });
            } else {
                changes.push(at.change(stored, transitions));
            }
        }
        swept.cases += due.len() as u32;
        let done = store(lives, changes, budget).await?;
        swept.transitions += done.transitions;
        broken.extend(done.broken);
        if !idle.is_empty() {
            lives.put_off(&idle).await?;
        }
        if !broken.is_empty() {
            lives.set_aside(&broken, tomorrow).await?;
            swept.broken += broken.len() as u32;
        }
    }
    Ok(swept)
}

/// After a change of holidays or terms: moves every open deadline that the tables of now set differently, with an entry
/// that says so. Walks by id from `cursor`, and leaves there where to go on, also when it fails.
pub async fn recompute(
    lives: &impl SweepRepository,
    reference: &Reference,
    budget: Budget,
    secrets: Secrets<'_>,
    cursor: &mut String,
    now: Timestamp,
) -> Result<Swept, RepositoryError> {
    let mut swept = Swept::default();
    for _ in 0..budget.chunks {
        if is_spent(lives, budget) {
            break;
        }
        let walked = lives.open_after(cursor, CHUNK).await?;
        let Some(last) = walked.last else {
            swept.is_complete = true;
            break;
        };
        let staff = Staff::of(lives, &walked.stored).await?;
        let secret = secrets()?;
        let mut changes = Vec::new();
        for stored in &walked.stored {
            let at = staff.now(reference, stored, &secret, now);
            let system = Actor::system();
            let moved = at.lend(|moment| {
                stored
                    .complaint
                    .handle(&system, &Command::Recompute {}, moment)
            });
            if let Ok(transition) = moved {
                changes.push(at.change(stored, vec![transition]));
            }
        }
        let done = store(lives, changes, budget).await?;
        swept.transitions += done.transitions;
        if done.overtaken > 0 {
            // Nobody else comes back to them: the same stretch again, of which little is left.
            continue;
        }
        swept.cases += walked.stored.len() as u32;
        swept.broken += walked.broken + done.broken.len() as u32;
        *cursor = last;
    }
    Ok(swept)
}

fn is_spent(lives: &impl SweepRepository, budget: Budget) -> bool {
    lives.queries().saturating_add(QUERIES_OF_CHUNK) > budget.queries
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
