//! The way to a sealed identity: an officer who handles the case asks, a custodian decides, the officer looks once. Each
//! step is an entry of the history, a row of the access log and news for the reporter, stored together.

use super::act::Claim;
use super::change::Now;
use crate::digest::sha256_hex;
use crate::ports::desk::sealed::{Access, IdentityRequest, SealedRepository, Step};
use crate::ports::life::{LifeRepository, Officer, Sent, Stored, VaultKeeper, Which};
use crate::ports::{Reference, RepositoryError};
use domain::complaint::ComplaintId;
use domain::complaint::actor::{Actor, Reach, Role};
use domain::complaint::command::{Command, CommandName};
use domain::complaint::transition::TransitionError;
use domain::complaint::words::{Line, Words};
use domain::date::Timestamp;
use domain::submission::Identity;
use domain::tracking_code::TrackingCode;
use thiserror::Error;

/// How long what was released may be opened.
pub const OPEN_MS: i64 = 24 * 60 * 60 * 1000;
/// Somebody else may have changed the case meanwhile: it is decided again.
const MOST_TRIES: usize = 4;

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotReleased {
    /// No such case or request for this officer.
    #[error("no such case or request")]
    NotFound,
    /// The id was used for something else.
    #[error("the id was used for something else")]
    IdReused,
    /// They have asked already, or may still open what was released.
    #[error("already asked")]
    AlreadyAsked,
    /// Four eyes.
    #[error("one's own request")]
    OwnRequest,
    /// Another custodian was there first.
    #[error("already decided")]
    AlreadyDecided,
    /// It was not released.
    #[error("not released")]
    NotGranted,
    /// Released too long ago.
    #[error("released too long ago")]
    Expired,
    /// Seen already; a second look needs a second request.
    #[error("already opened")]
    AlreadyOpened,
    /// Not in this state, or not theirs.
    #[error(transparent)]
    Refused(#[from] TransitionError),
    /// The storage failed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
}

/// Everything a step is taken with.
pub struct Desk<'a, Repository> {
    /// Cases and requests.
    pub repository: &'a Repository,
    /// Tables.
    pub reference: &'a Reference,
    /// Who acts.
    pub officer: &'a Officer,
    /// 128 random bits, hex.
    pub secret: &'a str,
    /// Server time.
    pub now: Timestamp,
}

/// What an officer wrote to ask for an identity.
pub struct Asking<'a> {
    /// The id of the form.
    pub id: &'a ComplaintId,
    /// The rule that allows it.
    pub basis: &'a Line,
    /// Why.
    pub reason: &'a Words,
}

impl<Repository: LifeRepository + SealedRepository> Desk<'_, Repository> {
    /// Asks.
    pub async fn ask(&self, code: &TrackingCode, asking: &Asking<'_>) -> Result<(), NotReleased> {
        let found = self.repository.in_scope(code, self.officer).await?;
        let complaint = found.ok_or(NotReleased::NotFound)?;
        let said = (asking.basis.as_str(), asking.reason.as_str());
        let digest = digest(&complaint, &format!("{}\n{}", said.0, said.1));
        let sent = sent(asking.id, digest, CommandName::RequestIdentity);
        for _ in 0..MOST_TRIES {
            let Some(stored) = self.fresh(&complaint, &sent).await? else {
                return Ok(());
            };
            let own = self.repository;
            let own = own.requests_by(&self.officer.id, Some(&complaint)).await?;
            if own.iter().any(|request| is_live(request, self.now)) {
                return Err(NotReleased::AlreadyAsked);
            }
            let actor = self.handler(&stored, CommandName::RequestIdentity)?;
            let (basis, reason) = (asking.basis, asking.reason);
            let step = Step::Ask { basis, reason };
            let command = Command::RequestIdentity {};
            let what = "identity_requested";
            if self
                .take(asking.id, &stored, &actor, &command, &sent, &step, what)
                .await?
            {
                return Ok(());
            }
        }
        Err(RepositoryError::Conflict.into())
    }

    /// Grants or refuses, under the id of the form.
    pub async fn decide(
        &self,
        request: &ComplaintId,
        id: &ComplaintId,
        grants: bool,
        sentence: &Words,
    ) -> Result<(), NotReleased> {
        let said = format!("{request}\n{grants}\n{}", sentence.as_str());
        for _ in 0..MOST_TRIES {
            let found = self.repository.request(request.as_str()).await?;
            let found = found.ok_or(NotReleased::NotFound)?;
            let digest = digest(&found.complaint, &said);
            let sent = sent(id, digest, CommandName::DecideIdentity);
            if found.asked_by == self.officer.id {
                return Err(NotReleased::OwnRequest);
            }
            let Some(stored) = self.fresh(&found.complaint, &sent).await? else {
                return Ok(());
            };
            if found.decision.is_some() {
                return Err(NotReleased::AlreadyDecided);
            }
            let actor = Actor::officer(Role::Custodian, self.officer.id.clone(), Reach::Elsewhere);
            let expires_at = Timestamp(self.now.0.saturating_add(OPEN_MS));
            let step = Step::Decide {
                grants,
                sentence,
                expires_at,
            };
            let command = Command::DecideIdentity { grants };
            let what = match grants {
                true => "identity_granted",
                false => "identity_refused",
            };
            if self
                .take(&found.id, &stored, &actor, &command, &sent, &step, what)
                .await?
            {
                return Ok(());
            }
        }
        Err(RepositoryError::Conflict.into())
    }

    /// Opens what was released to this very officer for this very case, once. A browser that lost the answer may ask for
    /// it again under the same id; the log shows that as well.
    pub async fn open(
        &self,
        vault: &impl VaultKeeper,
        code: &TrackingCode,
        request: &ComplaintId,
        id: &ComplaintId,
    ) -> Result<Identity, NotReleased> {
        for _ in 0..MOST_TRIES {
            let complaint = self.repository.in_scope(code, self.officer).await?;
            let complaint = complaint.ok_or(NotReleased::NotFound)?;
            let found = self.repository.request(request.as_str()).await?;
            let is_theirs = |found: &IdentityRequest| {
                found.complaint == complaint && found.asked_by == self.officer.id
            };
            let found = found.filter(is_theirs).ok_or(NotReleased::NotFound)?;
            let decision = found.decision.as_ref();
            let decision = decision.filter(|decision| decision.is_granted);
            let decision = decision.ok_or(NotReleased::NotGranted)?;
            if self.now >= decision.expires_at {
                return Err(NotReleased::Expired);
            }
            let sealed = self.repository.identity(&complaint).await?;
            let identity = match sealed {
                Some(sealed) => vault.open(&complaint, &sealed),
                // They left nothing, or it was erased.
                None => Some(Identity::default()),
            };
            let identity = identity.ok_or(RepositoryError::Corrupt("identity"))?;
            let digest = digest(&complaint, request.as_str());
            let sent = sent(id, digest, CommandName::OpenIdentity);
            let Some(stored) = self.fresh(&complaint, &sent).await? else {
                let access = self.access(&complaint, found.asked_as, "identity_shown_again");
                self.repository.log(&access).await?;
                return Ok(identity);
            };
            if found.opened.is_some() {
                return Err(NotReleased::AlreadyOpened);
            }
            let actor = self.handler(&stored, CommandName::OpenIdentity)?;
            let (command, step) = (Command::OpenIdentity {}, Step::Open(id));
            let what = "identity_opened";
            if self
                .take(&found.id, &stored, &actor, &command, &sent, &step, what)
                .await?
            {
                return Ok(identity);
            }
        }
        Err(RepositoryError::Conflict.into())
    }

    /// The case as it stands; none when this very form was stored before.
    async fn fresh(
        &self,
        complaint: &ComplaintId,
        sent: &Sent,
    ) -> Result<Option<Stored>, NotReleased> {
        let which = Which::Id(complaint);
        let (stored, repeated) = self.repository.open(which, Some(&sent.id)).await?;
        let stored = stored.ok_or(NotReleased::NotFound)?;
        match repeated {
            None => Ok(Some(stored)),
            Some(repeated)
                if repeated.digest == sent.digest && repeated.complaint == *complaint =>
            {
                Ok(None)
            }
            Some(_) => Err(NotReleased::IdReused),
        }
    }

    /// As whom this officer may do it.
    fn handler(&self, stored: &Stored, command: CommandName) -> Result<Actor, TransitionError> {
        let claim = Claim::Officer(self.officer.clone());
        let actors = claim.actors(self.reference, &stored.complaint).into_iter();
        let mut refused = TransitionError::NotYours {
            role: Role::Observer,
            command,
        };
        for (actor, _) in actors {
            match stored.complaint.permit(&actor, command) {
                Ok(()) => return Ok(actor),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// Stores a step; false when somebody was faster.
    #[allow(clippy::too_many_arguments)]
    async fn take(
        &self,
        request: &ComplaintId,
        stored: &Stored,
        actor: &Actor,
        command: &Command,
        sent: &Sent,
        step: &Step<'_>,
        what: &'static str,
    ) -> Result<bool, NotReleased> {
        let holder = stored.complaint.held_by();
        let now = Now::new(self.reference, holder, &[], self.secret, self.now);
        let transition = now.lend(|moment| stored.complaint.handle(actor, command, moment))?;
        let mut change = now.change(stored, vec![transition]);
        change.sent = Some(sent.clone());
        let access = self.access(&stored.complaint.facts().id, actor.role, what);
        match self.repository.step(request, change, step, &access).await {
            Ok(()) => Ok(true),
            Err(RepositoryError::Conflict) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn access<'a>(
        &'a self,
        complaint: &'a ComplaintId,
        role: Role,
        what: &'static str,
    ) -> Access<'a> {
        Access {
            complaint: Some(complaint),
            officer: &self.officer.id,
            role,
            what,
            at: self.now,
        }
    }
}

/// Whether a request still waits, or what was released may still be opened.
pub fn is_live(request: &IdentityRequest, now: Timestamp) -> bool {
    match &request.decision {
        None => true,
        Some(decision) => {
            decision.is_granted && request.opened.is_none() && now < decision.expires_at
        }
    }
}

fn digest(complaint: &ComplaintId, said: &str) -> String {
    sha256_hex(&format!("{complaint}\n{said}"))
}

fn sent(id: &ComplaintId, digest: String, name: CommandName) -> Sent {
    Sent {
        id: id.clone(),
        digest,
        name,
    }
}
