//! The same thing done to many cases: each decided and guarded as if it came alone, stored in chunks.

use super::act::{Claim, NotActed, first_granted};
use super::change::Now;
use super::sweep::Secrets;
use super::wish::{Resolved, Wish, WishProblem};
use crate::digest::sha256_hex;
use crate::ports::desk::inbox::{BulkRepository, Item, ItemOutcome, Job};
use crate::ports::life::{Change, Desk, Sent, Stored, SweepRepository};
use crate::ports::{Reference, RepositoryError};
use domain::complaint::sight::Sight;
use domain::complaint::transition::TransitionError;
use domain::date::Timestamp;
use std::collections::HashMap;

/// Cases a chunk: read, decided and stored in a handful of calls.
const CHUNK: usize = 60;
/// Statements one request may send: the platform ends it at 1,000.
const MOST_QUERIES: u32 = 800;

/// What is wished for one case.
pub struct Wished {
    /// The wish.
    pub wish: Wish,
    /// SHA-256 of what is sent.
    pub digest: String,
}

/// Gives each case its wish, or says by a stable code why there is none.
pub type Wishes<'a> = &'a dyn Fn(&Item, &Stored) -> Result<Wished, &'static str>;

/// Who does what, with what.
pub struct Bulk<'a> {
    /// Who.
    pub claim: &'a Claim,
    /// With which reference data.
    pub reference: &'a Reference,
    /// What.
    pub wishes: Wishes<'a>,
    /// Random text for salts.
    pub secrets: Secrets<'a>,
    /// Server time.
    pub now: Timestamp,
}

/// What becomes of a case: `done`, or why not.
pub type Fate = (u32, ItemOutcome, Option<String>);

enum Decided {
    Already,
    Change(Box<Change>),
    Not(ItemOutcome, &'static str),
}

fn refused(code: &'static str) -> Decided {
    Decided::Not(ItemOutcome::Refused, code)
}

const CHANGED: Decided = Decided::Not(ItemOutcome::Changed, "changed");

/// What would become of each case; nothing is stored.
pub async fn preview(
    lives: &(impl BulkRepository + SweepRepository),
    bulk: &Bulk<'_>,
    items: &[Item],
) -> Result<Vec<(Fate, Option<Stored>)>, RepositoryError> {
    let mut fates = Vec::with_capacity(items.len());
    for chunk in items.chunks(CHUNK) {
        for (item, stored, decided) in decide(lives, bulk, chunk).await? {
            let fate = match decided {
                Decided::Already | Decided::Change(_) => (item.position, ItemOutcome::Done, None),
                Decided::Not(outcome, code) => (item.position, outcome, Some(code.to_owned())),
            };
            fates.push((fate, stored));
        }
    }
    Ok(fates)
}

/// Does what still waits, as far as one request may go; true when nothing waits any more. Whoever calls it again goes on
/// where this ended: the ids of the commands are kept.
pub async fn perform(
    lives: &(impl BulkRepository + SweepRepository),
    bulk: &Bulk<'_>,
    job: &Job,
) -> Result<bool, RepositoryError> {
    let waiting = job.items.iter();
    let waiting = waiting.filter(|item| item.outcome == ItemOutcome::Waiting);
    let waiting: Vec<Item> = waiting.cloned().collect();
    for chunk in waiting.chunks(CHUNK) {
        if lives.queries() > MOST_QUERIES {
            return Ok(false);
        }
        let mut fates: Vec<Fate> = Vec::with_capacity(chunk.len());
        let mut changes = Vec::new();
        for (item, _, decided) in decide(lives, bulk, chunk).await? {
            match decided {
                Decided::Already => fates.push((item.position, ItemOutcome::Done, None)),
                Decided::Change(change) => changes.push((item.position, *change)),
                Decided::Not(outcome, code) => {
                    fates.push((item.position, outcome, Some(code.to_owned())));
                }
            }
        }
        store(lives, changes, &mut fates).await?;
        lives.note(&job.id, &fates).await?;
    }
    Ok(true)
}

async fn decide<'a>(
    lives: &(impl BulkRepository + SweepRepository),
    bulk: &Bulk<'_>,
    items: &'a [Item],
) -> Result<Vec<(&'a Item, Option<Stored>, Decided)>, RepositoryError> {
    let ids: Vec<_> = items.iter().map(|item| item.complaint.clone()).collect();
    let commands: Vec<_> = items.iter().map(|item| item.command.clone()).collect();
    let (stored, repeated) = lives.open_many(&ids, &commands).await?;
    let mut stored: HashMap<String, Stored> = stored
        .into_iter()
        .map(|stored| (stored.complaint.facts().id.as_str().to_owned(), stored))
        .collect();
    let already = |item: &Item| {
        let mut repeated = repeated.iter();
        repeated.any(|repeated| repeated.complaint == item.complaint)
    };
    let mut asked = Vec::with_capacity(items.len());
    let mut agencies = Vec::new();
    for item in items {
        let found = stored.remove(item.complaint.as_str());
        let Some(found) = found else {
            asked.push((item, None, Err(refused("gone"))));
            continue;
        };
        if already(item) {
            asked.push((item, Some(found), Err(Decided::Already)));
            continue;
        }
        let ready = prepare(lives, bulk, item, &found).await?;
        if let Ok((resolved, _)) = &ready {
            let holder = resolved.holder.as_ref().or(found.complaint.held_by());
            agencies.extend(holder.map(|post| post.agency.as_str().to_owned()));
        }
        asked.push((item, Some(found), ready));
    }
    agencies.sort();
    agencies.dedup();
    let mut staff: HashMap<String, Vec<Desk>> = HashMap::new();
    if !agencies.is_empty() {
        for (agency, desk) in lives.desks_of(&agencies).await? {
            staff.entry(agency).or_default().push(desk);
        }
    }
    let secret = (bulk.secrets)()?;
    let mut decided = Vec::with_capacity(asked.len());
    for (item, stored, ready) in asked {
        let fate = match (ready, &stored) {
            (Ok((resolved, sent)), Some(stored)) => {
                // One salt each, although many say the same: a text may be erased alone.
                let secret = sha256_hex(&format!("{secret}\n{}", item.command));
                finish(bulk, stored, resolved, sent, &staff, &secret)
            }
            (Err(decided), _) => decided,
            (Ok(_), None) => refused("gone"),
        };
        decided.push((item, stored, fate));
    }
    Ok(decided)
}

/// Looks up what is wished for one case; without the storage, for the wishes of this module.
async fn prepare(
    lives: &impl SweepRepository,
    bulk: &Bulk<'_>,
    item: &Item,
    stored: &Stored,
) -> Result<Result<(Resolved, Sent), Decided>, RepositoryError> {
    let complaint = &stored.complaint;
    if bulk.claim.sight(bulk.reference, stored) != Sight::Full {
        return Ok(Err(refused("gone")));
    }
    if complaint.facts().seq != item.seq {
        return Ok(Err(CHANGED));
    }
    let Wished { wish, digest } = match (bulk.wishes)(item, stored) {
        Ok(wished) => wished,
        Err(code) => return Ok(Err(refused(code))),
    };
    let name = wish.name();
    let permitted = first_granted(bulk.claim, bulk.reference, stored, name, |actor| {
        complaint.permit(actor, name)
    });
    if let Err(error) = permitted {
        return Ok(Err(refused(code_of(&error))));
    }
    match wish
        .resolve(lives, bulk.reference, stored, bulk.claim)
        .await
    {
        Ok(resolved) => {
            let sent = Sent {
                id: item.command.clone(),
                digest,
                name,
            };
            Ok(Ok((resolved, sent)))
        }
        Err(NotActed::Repository(error)) => Err(error),
        Err(NotActed::Wish(problem)) => Ok(Err(refused(code_of_wish(problem)))),
        Err(_) => Ok(Err(refused("not_allowed"))),
    }
}

fn finish(
    bulk: &Bulk<'_>,
    stored: &Stored,
    resolved: Resolved,
    sent: Sent,
    staff: &HashMap<String, Vec<Desk>>,
    secret: &str,
) -> Decided {
    let holder = resolved.holder.as_ref().or(stored.complaint.held_by());
    let desks = holder.and_then(|post| staff.get(post.agency.as_str()));
    let desks = desks.map_or(&[][..], Vec::as_slice);
    let now = Now::new(bulk.reference, holder, desks, secret, bulk.now);
    let name = sent.name;
    let granted = first_granted(bulk.claim, bulk.reference, stored, name, |actor| {
        now.lend(|moment| stored.complaint.handle(actor, &resolved.command, moment))
    });
    match granted {
        Ok(transition) => {
            let mut change = now.change(stored, vec![transition]);
            change.sent = Some(sent);
            change.joins = resolved.lead;
            Decided::Change(Box::new(change))
        }
        Err(error) => refused(code_of(&error)),
    }
}

/// All in one batch; whoever was overtaken is left out and the rest tried again; what the tables refuse is found by halves.
async fn store(
    lives: &(impl BulkRepository + SweepRepository),
    changes: Vec<(u32, Change)>,
    fates: &mut Vec<Fate>,
) -> Result<(), RepositoryError> {
    let mut waiting = vec![changes];
    while let Some(changes) = waiting.pop() {
        if changes.is_empty() {
            continue;
        }
        let (positions, changes): (Vec<u32>, Vec<Change>) = changes.into_iter().unzip();
        let error = match lives.store(&changes).await {
            Ok(()) => {
                let done = positions.into_iter();
                fates.extend(done.map(|position| (position, ItemOutcome::Done, None)));
                continue;
            }
            Err(error) => error,
        };
        let mut pairs: Vec<(u32, Change)> = positions.into_iter().zip(changes).collect();
        match error {
            RepositoryError::Conflict => {
                let before = pairs.len();
                leave_out_overtaken(lives, &mut pairs, fates).await?;
                if pairs.len() < before {
                    waiting.push(pairs);
                    continue;
                }
            }
            RepositoryError::Refused(_) => {}
            other => return Err(other),
        }
        if pairs.len() > 1 {
            let half = pairs.split_off(pairs.len() / 2);
            waiting.extend([half, pairs]);
        } else {
            let code = || Some("storage".to_owned());
            let left = pairs.into_iter();
            fates.extend(left.map(|(position, _)| (position, ItemOutcome::Refused, code())));
        }
    }
    Ok(())
}

async fn leave_out_overtaken(
    lives: &(impl BulkRepository + SweepRepository),
    pairs: &mut Vec<(u32, Change)>,
    fates: &mut Vec<Fate>,
) -> Result<(), RepositoryError> {
    let decided_on = pairs.iter().filter_map(|(_, change)| {
        let id = change.complaint()?.facts().id.clone();
        Some((id, change.from_seq))
    });
    let decided_on: Vec<_> = decided_on.collect();
    let overtaken = lives.overtaken(&decided_on).await?;
    let sent = pairs.iter().filter_map(|(_, change)| change.sent.as_ref());
    let sent: Vec<_> = sent.map(|sent| sent.id.clone()).collect();
    let (_, repeated) = lives.open_many(&[], &sent).await?;
    pairs.retain(|(position, change)| {
        let Some(id) = change.complaint().map(|complaint| &complaint.facts().id) else {
            return false;
        };
        // The same yes, sent twice at once: it was this very command that was faster.
        if repeated.iter().any(|repeated| repeated.complaint == *id) {
            fates.push((*position, ItemOutcome::Done, None));
            return false;
        }
        let is_overtaken = overtaken.iter().any(|other| other.id == id.as_str());
        if is_overtaken {
            fates.push((*position, ItemOutcome::Changed, Some("changed".to_owned())));
        }
        !is_overtaken
    });
    Ok(())
}

fn code_of(error: &TransitionError) -> &'static str {
    match error {
        TransitionError::NotAllowed { .. } => "not_allowed",
        TransitionError::NotYours { .. } => "not_yours",
        TransitionError::Invalid(field) => field.as_str(),
        TransitionError::TooLate(_) => "too_late",
        TransitionError::TooEarly(_) => "too_early",
        TransitionError::LimitReached(_) => "limit",
        TransitionError::AssignedForGood => "assigned_for_good",
        TransitionError::Merged(_) => "merged",
        TransitionError::NothingChanged => "nothing_changed",
    }
}

fn code_of_wish(problem: WishProblem) -> &'static str {
    match problem {
        WishProblem::Agency => "unknown_agency",
        WishProblem::Unit => "unknown_unit",
        WishProblem::Category => "unknown_category",
        _ => "not_allowed",
    }
}
