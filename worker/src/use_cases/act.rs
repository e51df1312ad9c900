//! Somebody does something to a complaint: load, ask the domain, store; once, however often it is sent.

use super::change::Now;
use super::wish::{Wish, WishProblem};
use crate::ports::life::{Change, LifeRepository, Officer, Repeated, Sent, Stored, Which};
use crate::ports::{Reference, RepositoryError};
use domain::complaint::actor::{Actor, Post, Reach, Role};
use domain::complaint::command::CommandName;
use domain::complaint::sight::Sight;
use domain::complaint::transition::TransitionError;
use domain::complaint::{Complaint, ComplaintId, StateName, Visibility};
use domain::date::Timestamp;
use domain::notification::plan_for_lead;
use domain::routing::Place;
use domain::tracking_code::TrackingCode;
use thiserror::Error;

/// A reporter who was overtaken tries again this often: nobody asks them to.
const MOST_TRIES: usize = 4;

/// Who says they may.
#[derive(Clone, Debug)]
pub enum Claim {
    /// SHA-256 of an access key.
    Reporter(String),
    /// An officer who has signed in.
    Officer(Officer),
}

impl Claim {
    /// For the query that finds the complaint.
    pub fn key_hash(&self) -> &str {
        match self {
            Self::Reporter(hash) => hash,
            Self::Officer(_) => "",
        }
    }

    /// As whom, and at which post, this is a person to `complaint`.
    pub fn actors(
        &self,
        reference: &Reference,
        complaint: &Complaint,
    ) -> Vec<(Actor, Option<Post>)> {
        let Self::Officer(officer) = self else {
            return vec![(Actor::reporter(), None)];
        };
        let posts = officer.posts.iter().map(|(role, post)| {
            let reach = match post {
                Some(post) => Reach::between(post, complaint.held_by(), |above, below| {
                    reference.is_above(above, below)
                }),
                None => Reach::Elsewhere,
            };
            let actor = Actor::officer(*role, officer.id.clone(), reach);
            (actor, post.clone())
        });
        posts.collect()
    }

    /// How much this person may read.
    pub fn sight(&self, reference: &Reference, stored: &Stored) -> Sight {
        let complaint = &stored.complaint;
        let everybodys = match complaint.facts().visibility {
            Visibility::Public => Sight::Public,
            Visibility::Confidential => Sight::Nothing,
        };
        match self {
            Self::Reporter(_) if stored.holds_key => Sight::Full,
            Self::Reporter(_) => everybodys,
            Self::Officer(_) => {
                let actors = self.actors(reference, complaint);
                let sights = actors
                    .iter()
                    .map(|(actor, post)| complaint.sight(actor, post.as_ref()));
                sights.max().unwrap_or(everybodys)
            }
        }
    }

    /// What this person may do now.
    pub fn allowed(
        &self,
        reference: &Reference,
        stored: &Stored,
        now: Timestamp,
    ) -> Vec<CommandName> {
        if matches!(self, Self::Reporter(_)) && !stored.holds_key {
            return Vec::new();
        }
        let mut allowed = Vec::new();
        for (actor, _) in self.actors(reference, &stored.complaint) {
            let place = &stored.suggestion.place;
            for command in offered(reference, &stored.complaint, place, &actor, now) {
                // A lead does not follow.
                let joins = matches!(command, CommandName::Merge | CommandName::Join);
                let is_lead = joins && stored.follower_count > 0;
                if !is_sent_by_nobody(command) && !is_lead && !allowed.contains(&command) {
                    allowed.push(command);
                }
            }
        }
        allowed
    }
}

/// The clock's own, and the steps towards a sealed identity, which have use cases of their own.
fn is_sent_by_nobody(command: CommandName) -> bool {
    matches!(
        command,
        CommandName::CloseIncomplete
            | CommandName::FollowAnswer
            | CommandName::Lapse
            | CommandName::Remind
            | CommandName::Escalate
            | CommandName::OfferHandOver
            | CommandName::RequestIdentity
            | CommandName::DecideIdentity
            | CommandName::OpenIdentity
    )
}

/// What `actor` is offered: what would not be refused whatever it says. Which place is meant is asked only where several
/// have its name.
pub fn offered(
    reference: &Reference,
    complaint: &Complaint,
    place: &Place,
    actor: &Actor,
    now: Timestamp,
) -> Vec<CommandName> {
    let mut offered = Now::new(reference, complaint.held_by(), &[], "", now)
        .lend(|moment| complaint.offered(actor, moment));
    let is_asked = matches!(place, Place::Ambiguous { .. });
    offered.retain(|command| *command != CommandName::ClarifyPlace || is_asked);
    offered
}

/// What was done, the same for every repetition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// This request did it.
    pub is_new: bool,
    /// What.
    pub name: CommandName,
    /// The entry it made.
    pub seq: u32,
    /// The state right after.
    pub state: StateName,
    /// The next end of a period, right after.
    pub due: Option<Timestamp>,
    /// When.
    pub at: Timestamp,
}

impl From<Repeated> for Acted {
    fn from(repeated: Repeated) -> Self {
        Self {
            is_new: false,
            name: repeated.name,
            seq: repeated.seq,
            state: repeated.state,
            due: repeated.due,
            at: repeated.at,
        }
    }
}

/// Where a complaint stands, for whom a command was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: StateName,
    /// The newest entry.
    pub seq: u32,
    /// What this person may do instead.
    pub allowed: Vec<CommandName>,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotActed {
    /// No such complaint for this person.
    #[error("no such complaint")]
    NotFound,
    /// It is there, but not theirs.
    #[error("not the right key")]
    WrongKey,
    /// The id was used for another command.
    #[error("the id was used for another command")]
    IdReused,
    /// It has changed since the sender looked.
    #[error("it has changed since")]
    Stale(Standing),
    /// A field names something that is not there.
    #[error("a field names nothing: {0:?}")]
    Wish(WishProblem),
    /// Not granted.
    #[error("not granted: {0}")]
    Refused(TransitionError, Standing),
    /// The storage failed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
}

/// One command, as it was sent.
pub struct Request<'a> {
    /// Which complaint.
    pub code: &'a TrackingCode,
    /// Who.
    pub claim: &'a Claim,
    /// What.
    pub wish: &'a Wish,
    /// Under which id.
    pub sent: Sent,
    /// The entry the sender saw last.
    pub expected_seq: Option<u32>,
    /// 128 random bits, hex.
    pub secret: &'a str,
    /// Server time.
    pub now: Timestamp,
}

/// Does it, or says why not. A refusal leaves no trace.
pub async fn act(
    lives: &impl LifeRepository,
    reference: &Reference,
    request: &Request<'_>,
) -> Result<Acted, NotActed> {
    let claim = request.claim;
    let (mut tries, mut first_seq) = (0, None);
    loop {
        tries += 1;
        let which = Which::Code(request.code, claim.key_hash());
        let (stored, repeated) = lives.open(which, Some(&request.sent.id)).await?;
        let stored = stored.ok_or(NotActed::NotFound)?;
        check_sight(claim, reference, &stored)?;
        if let Some(repeated) = repeated {
            return recognise(repeated, &stored, &request.sent);
        }
        let standing = || Standing {
            state: stored.complaint.state().name(),
            seq: stored.complaint.facts().seq,
            allowed: claim.allowed(reference, &stored, request.now),
        };
        let seq = stored.complaint.facts().seq;
        // Where only the lead has changed, it is decided again.
        let has_changed = *first_seq.get_or_insert(seq) != seq;
        let is_overtaken = has_changed && matches!(claim, Claim::Officer(_));
        if is_overtaken || request.expected_seq.is_some_and(|expected| expected != seq) {
            return Err(NotActed::Stale(standing()));
        }
        if tries > MOST_TRIES {
            return Err(NotActed::Stale(standing()));
        }
        let name = request.wish.name();
        first_granted(claim, reference, &stored, name, |actor| {
            stored.complaint.permit(actor, name)
        })
        .map_err(|error| NotActed::Refused(error, standing()))?;
        let resolved = request
            .wish
            .resolve(lives, reference, &stored, claim)
            .await?;
        let holder = resolved.holder.as_ref().or(stored.complaint.held_by());
        let desks = match holder {
            Some(post) => lives.desks(post.agency.as_str()).await?,
            None => Vec::new(),
        };
        let now = Now::new(reference, holder, &desks, request.secret, request.now);
        let command = &resolved.command;
        let transition = first_granted(claim, reference, &stored, name, |actor| {
            now.lend(|moment| stored.complaint.handle(actor, command, moment))
        })
        .map_err(|error| NotActed::Refused(error, standing()))?;
        let mut change = now.change(&stored, vec![transition]);
        change.sent = Some(request.sent.clone());
        change.place = resolved.place;
        change.joins = resolved.lead;
        tell_lead(lives, &mut change, &now).await?;
        let acted = outcome(&change, request);
        match lives.store(&[change]).await {
            Ok(()) => return acted.ok_or(NotActed::NotFound),
            Err(RepositoryError::Conflict) => continue,
            Err(error) => return Err(error.into()),
        }
    }
}

fn check_sight(claim: &Claim, reference: &Reference, stored: &Stored) -> Result<(), NotActed> {
    let is_reporter = matches!(claim, Claim::Reporter(_));
    match claim.sight(reference, stored) {
        Sight::Nothing => Err(NotActed::NotFound),
        Sight::Public if is_reporter => Err(NotActed::WrongKey),
        Sight::Public | Sight::Full => Ok(()),
    }
}

fn recognise(repeated: Repeated, stored: &Stored, sent: &Sent) -> Result<Acted, NotActed> {
    let is_same =
        repeated.complaint == stored.complaint.facts().id && repeated.digest == sent.digest;
    match is_same {
        true => Ok(repeated.into()),
        false => Err(NotActed::IdReused),
    }
}

/// By whichever role may; otherwise the refusal that says most.
pub(super) fn first_granted<T>(
    claim: &Claim,
    reference: &Reference,
    stored: &Stored,
    command: CommandName,
    ask: impl Fn(&Actor) -> Result<T, TransitionError>,
) -> Result<T, TransitionError> {
    let mut refusal: Option<TransitionError> = None;
    for (actor, _) in claim.actors(reference, &stored.complaint) {
        match ask(&actor) {
            Ok(granted) => return Ok(granted),
            Err(error) => {
                let says_more =
                    |error: &TransitionError| !matches!(error, TransitionError::NotYours { .. });
                if refusal.is_none() || says_more(&error) {
                    refusal = Some(error);
                }
            }
        }
    }
    Err(refusal.unwrap_or(TransitionError::NotYours {
        role: Role::ChannelOperator,
        command,
    }))
}

fn outcome(change: &Change, request: &Request<'_>) -> Option<Acted> {
    let complaint = change.complaint()?;
    Some(Acted {
        is_new: true,
        name: request.sent.name,
        seq: complaint.facts().seq,
        state: complaint.state().name(),
        due: complaint.next_end(),
        at: request.now,
    })
}

/// Whoever works on the lead hears of what a follower says.
async fn tell_lead(
    lives: &impl LifeRepository,
    change: &mut Change,
    now: &Now<'_>,
) -> Result<(), RepositoryError> {
    let mut told: Vec<(ComplaintId, u32, domain::notification::Notice)> = Vec::new();
    for transition in &change.transitions {
        let Some(lead) = &transition.complaint.facts().merged_into else {
            continue;
        };
        if transition.recorded.event.kind() != "information_added" {
            continue;
        }
        if let (Some(lead), _) = lives.open(Which::Id(lead), None).await? {
            let facts = lead.complaint.facts();
            let notices = plan_for_lead(transition, &lead.complaint, now.staffing());
            let notices = notices.into_iter();
            told.extend(notices.map(|notice| (facts.id.clone(), facts.seq, notice)));
        }
    }
    change.notices.extend(told);
    Ok(())
}
