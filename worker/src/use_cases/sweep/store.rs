//! Keeping what a chunk decided, although others act at the same time and a row may be damaged.

use super::Budget;
use crate::ports::RepositoryError;
use crate::ports::life::{Change, SweepRepository};
use domain::complaint::ComplaintId;

/// What became of a chunk.
#[derive(Default)]
pub struct Kept {
    /// Entries written.
    pub transitions: u32,
    /// Complaints somebody else was faster with, or that the budget did not reach: to be decided anew.
    pub overtaken: u32,
    /// Complaints that cannot be stored.
    pub broken: Vec<String>,
}

/// All in one batch. Whoever was overtaken is left out and the rest tried again; what the tables refuse is found by
/// halves, so that one damaged row holds up nobody.
pub async fn store(
    lives: &impl SweepRepository,
    changes: Vec<Change>,
    budget: Budget,
) -> Result<Kept, RepositoryError> {
    let mut kept = Kept::default();
    let mut waiting = vec![changes];
    while let Some(mut changes) = waiting.pop() {
        if changes.is_empty() {
            continue;
        }
        if lives.queries() >= budget.queries {
            kept.overtaken += changes.len() as u32;
            continue;
        }
        match lives.store(&changes).await {
            Ok(()) => {
                let entries = changes.iter().map(|change| change.transitions.len() as u32);
                kept.transitions += entries.sum::<u32>();
                continue;
            }
            Err(RepositoryError::Conflict) => {
                let before = changes.len();
                leave_out_overtaken(lives, &mut changes, &mut kept).await?;
                if changes.len() < before {
                    waiting.push(changes);
                    continue;
                }
            }
            Err(RepositoryError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
        if changes.len() > 1 {
            let half = changes.split_off(changes.len() / 2);
            waiting.extend([half, changes]);
        } else {
            kept.broken
                .extend(changes.iter().filter_map(id_of).map(ToString::to_string));
        }
    }
    Ok(kept)
}

async fn leave_out_overtaken(
    lives: &impl SweepRepository,
    changes: &mut Vec<Change>,
    kept: &mut Kept,
) -> Result<(), RepositoryError> {
    let decided_on = changes.iter();
    let decided_on =
        decided_on.filter_map(|change| Some((id_of(change)?.clone(), change.from_seq)));
    let decided_on: Vec<(ComplaintId, u32)> = decided_on.collect();
    for overtaken in lives.overtaken(&decided_on).await? {
        changes.retain(|change| id_of(change).is_none_or(|id| id.as_str() != overtaken.id));
        match overtaken.is_torn {
            true => kept.broken.push(overtaken.id),
            false => kept.overtaken += 1,
        }
    }
    Ok(())
}

fn id_of(change: &Change) -> Option<&ComplaintId> {
    change.complaint().map(|complaint| &complaint.facts().id)
}
