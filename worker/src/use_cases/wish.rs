//! A command as a person can say it: with codes and names, which become what the domain needs.

use super::act::Claim;
use super::place::{PlaceProblem, choose_place};
use crate::ports::life::{LifeRepository, Stored, Which};
use crate::ports::{Reference, RepositoryError};
use domain::answer_template::is_unedited;
use domain::complaint::actor::Post;
use domain::complaint::command::{Answer, Command, CommandName, Lead};
use domain::complaint::sight::Sight;
use domain::complaint::state::{Outcome, RejectionReason};
use domain::complaint::words::{AgencyId, CategoryCode, Line, UnitId, Words};
use domain::complaint::{Classification, ComplaintId, Visibility};
use domain::routing::Suggestion;
use domain::tracking_code::TrackingCode;

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing is missing.
    Ready(Command),
    /// Verify, classify, send to an agency.
    Assign {
        /// What it is.
        kind: Classification,
        /// About what.
        category: CategoryCode,
        /// A heading without names.
        title: Line,
        /// Who must act.
        agency: AgencyId,
        /// Which unit of theirs.
        unit: Option<UnitId>,
        /// Who reads along.
        cc: Vec<AgencyId>,
    },
    /// Archive as the same reporter's earlier one.
    RejectDuplicate {
        /// That one.
        of: TrackingCode,
        /// One sentence to the citizen.
        sentence: Words,
    },
    /// Let it follow another.
    Merge {
        /// That one.
        lead: TrackingCode,
    },
    /// The reporter lets it follow another that anybody may read.
    Join {
        /// That one.
        lead: TrackingCode,
    },
    /// Give it to a unit.
    Delegate {
        /// None takes it back.
        unit: Option<UnitId>,
    },
    /// Answer.
    Answer {
        /// What became of the matter.
        outcome: Outcome,
        /// In words.
        words: Words,
    },
    /// Say which of several places is meant.
    ClarifyPlace {
        /// None of those offered.
        region: Option<String>,
    },
}

/// A field that names something that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishProblem {
    /// No such agency.
    Agency,
    /// No such unit at that agency.
    Unit,
    /// No such category.
    Category,
    /// One of those that read along does not exist.
    Cc,
    /// No such agency to suggest.
    Suggested,
    /// No complaint has that code.
    Lead,
    /// No other complaint has that code, or it is confidential and this one is not.
    Earlier,
    /// Not one of the places asked about, or not asked.
    Place(PlaceProblem),
}

/// A wish with everything the domain needs.
pub struct Resolved {
    /// The command.
    pub command: Command,
    /// Who will hold it, if that is not who holds it now: whose desks and periods count.
    pub holder: Option<Post>,
    /// What becomes of place and suggestion.
    pub place: Option<(Option<String>, Suggestion)>,
    /// The lead, as it was read.
    pub lead: Option<(ComplaintId, u32)>,
}

impl From<WishProblem> for super::act::NotActed {
    fn from(problem: WishProblem) -> Self {
        Self::Wish(problem)
    }
}

impl Wish {
    /// Which command it becomes.
    pub fn name(&self) -> CommandName {
        match self {
            Self::Ready(command) => command.name(),
            Self::Assign { .. } => CommandName::Assign,
            Self::RejectDuplicate { .. } => CommandName::Reject,
            Self::Merge { .. } => CommandName::Merge,
            Self::Join { .. } => CommandName::Join,
            Self::Delegate { .. } => CommandName::Delegate,
            Self::Answer { .. } => CommandName::Answer,
            Self::ClarifyPlace { .. } => CommandName::ClarifyPlace,
        }
    }

    /// Looks up what it names.
    pub(super) async fn resolve(
        &self,
        lives: &impl LifeRepository,
        reference: &Reference,
        stored: &Stored,
        claim: &Claim,
    ) -> Result<Resolved, super::act::NotActed> {
        let ready = |command| Resolved {
            command,
            holder: None,
            place: None,
            lead: None,
        };
        Ok(match self {
            Self::Ready(command) => {
                if let Command::Return {
                    suggested: Some(agency),
                    ..
                } = command
                    && !is_open(reference, agency)
                {
                    return Err(WishProblem::Suggested.into());
                }
                ready(command.clone())
            }
            Self::Assign {
                kind,
                category,
                title,
                agency,
                unit,
                cc,
            } => {
                let is_known = |agency: &AgencyId| is_open(reference, agency);
                if !is_known(agency) {
                    return Err(WishProblem::Agency.into());
                }
                if reference.table.category(category.as_str()).is_none() {
                    return Err(WishProblem::Category.into());
                }
                if !cc.iter().all(is_known) {
                    return Err(WishProblem::Cc.into());
                }
                let unit = unit.as_ref();
                let to = reference
                    .holder(agency, unit)
                    .filter(|_| unit.is_none_or(|unit| reference.is_open(unit.as_str())))
                    .ok_or(WishProblem::Unit)?;
                Resolved {
                    holder: Some(to.post.clone()),
                    command: Command::Assign {
                        kind: *kind,
                        category: category.clone(),
                        title: title.clone(),
                        to,
                        cc: cc.clone(),
                    },
                    place: None,
                    lead: None,
                }
            }
            Self::RejectDuplicate { of, sentence } => {
                let facts = stored.complaint.facts();
                // The reporter is led to the earlier one: it may not hide what this one's page would tell.
                let is_fit = |earlier: &Stored| {
                    let earlier = earlier.complaint.facts();
                    let is_hidden = earlier.visibility == Visibility::Confidential;
                    earlier.id != facts.id
                        && (!is_hidden || facts.visibility == Visibility::Confidential)
                };
                let earlier = find(lives, reference, claim, of).await?;
                let earlier = earlier.filter(is_fit).ok_or(WishProblem::Earlier)?;
                ready(Command::Reject {
                    reason: RejectionReason::Duplicate {
                        of: earlier.complaint.facts().id.clone(),
                    },
                    sentence: sentence.clone(),
                })
            }
            Self::Merge { lead } => {
                let lead = find(lives, reference, claim, lead).await?;
                let (lead, read) = lead_of(&lead.ok_or(WishProblem::Lead)?);
                let own_followers = stored.follower_count;
                Resolved {
                    lead: Some(read),
                    ..ready(Command::Merge {
                        lead,
                        own_followers,
                    })
                }
            }
            Self::Join { lead } => {
                let (lead, _) = lives.open(Which::Code(lead, ""), None).await?;
                // What is not public is not there, whatever it is.
                let lead = lead.filter(|lead| lead.complaint.is_public());
                let (lead, read) = lead_of(&lead.ok_or(WishProblem::Lead)?);
                let own_followers = stored.follower_count;
                Resolved {
                    lead: Some(read),
                    ..ready(Command::Join {
                        lead,
                        own_followers,
                    })
                }
            }
            Self::Delegate { unit } => {
                let post = stored.complaint.held_by();
                let holder = match post {
                    Some(post) => reference
                        .holder(&post.agency, unit.as_ref())
                        .ok_or(WishProblem::Unit)?,
                    // Nobody holds it: the domain says so.
                    None => {
                        return Ok(ready(Command::Delegate {
                            unit: unit.clone(),
                            zone: domain::date::Zone::Wib,
                        }));
                    }
                };
                Resolved {
                    command: Command::Delegate {
                        unit: unit.clone(),
                        zone: holder.zone,
                    },
                    holder: Some(holder.post),
                    place: None,
                    lead: None,
                }
            }
            Self::Answer { outcome, words } => {
                let agency = stored.complaint.held_by().map(|post| post.agency.as_str());
                let templates = lives.answer_templates(agency.unwrap_or_default()).await?;
                let templates = templates.iter().map(String::as_str);
                ready(Command::Answer {
                    answer: Answer {
                        outcome: outcome.clone(),
                        words: words.clone(),
                        evidence_files: lives.evidence_files(&stored.complaint.facts().id).await?,
                        // No category asks for it so far.
                        needs_evidence: false,
                        is_unedited_template: is_unedited(words.as_str(), templates),
                    },
                })
            }
            Self::ClarifyPlace { region } => {
                let (suggestion, zone) = choose_place(reference, stored, region.as_deref())
                    .map_err(WishProblem::Place)?;
                Resolved {
                    command: Command::ClarifyPlace {
                        region: region.clone(),
                        zone,
                    },
                    holder: None,
                    place: Some((region.clone(), suggestion)),
                    lead: None,
                }
            }
        })
    }
}

/// As the domain needs it, and what it was when it was read.
fn lead_of(stored: &Stored) -> (Lead, (ComplaintId, u32)) {
    let facts = stored.complaint.facts();
    let lead = Lead {
        id: facts.id.clone(),
        state: stored.complaint.state().name(),
        visibility: facts.visibility,
        kind: facts.kind,
        is_merged: facts.merged_into.is_some(),
    };
    (lead, (facts.id.clone(), facts.seq))
}

/// Another complaint that this person may read.
async fn find(
    lives: &impl LifeRepository,
    reference: &Reference,
    claim: &Claim,
    code: &TrackingCode,
) -> Result<Option<Stored>, RepositoryError> {
    let (stored, _) = lives.open(Which::Code(code, ""), None).await?;
    Ok(stored.filter(|stored| claim.sight(reference, stored) == Sight::Full))
}

/// There is such an agency, and complaints may still go to it.
fn is_open(reference: &Reference, agency: &AgencyId) -> bool {
    reference.agencies.contains_key(agency.as_str()) && reference.is_open(agency.as_str())
}
