//! What the officers' desk needs from the storage.

pub mod accounts;
pub mod administration;
pub mod case;
pub mod inbox;
pub mod lookup;
pub mod monthly;
pub mod sealed;
pub mod walk_in;

use super::RepositoryError;
use super::life::Officer;
use domain::complaint::actor::{Post, Role};
use domain::complaint::words::AgencyId;
use domain::date::Timestamp;
use frontend::pages::desk::frame::Room;

/// An officer who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who, with every post they work at: their own and those they stand in for.
    pub officer: Officer,
    /// The posts that are theirs. What one borrows is work on cases and no more: administration, absences and what is
    /// sealed count these.
    pub own: Vec<(Role, Option<Post>)>,
    /// Agencies they are the head of: no post, since a head is told and does not act on cases.
    pub heads: Vec<AgencyId>,
    /// How colleagues call them.
    pub name: String,
    /// SHA-256 of the cookie: the session's id.
    pub session: String,
    /// Until when they count as having just proved who they are; none if they never did in this session.
    pub proved_until: Option<Timestamp>,
    /// Signed in by a recovery code: nothing is open to them but making a new way in.
    pub is_recovery: bool,
}

impl SignedIn {
    /// Whether they work in this role anywhere, be it for a colleague who is away.
    pub fn has(&self, role: Role) -> bool {
        self.officer.posts.iter().any(|(held, _)| *held == role)
    }

    /// Whether this role is theirs anywhere.
    pub fn owns(&self, role: Role) -> bool {
        self.own.iter().any(|(held, _)| *held == role)
    }

    /// Whether they proved a moment ago who they are: for what is sealed, and for administration.
    pub fn is_proved(&self, now: Timestamp) -> bool {
        self.proved_until.is_some_and(|until| now < until)
    }

    /// Agencies whose month they read, and in which of the roles that lead one: a head of agency reads what its
    /// coordinator does.
    pub fn leads(&self) -> Vec<(Role, &AgencyId)> {
        let leads = |role: Role| matches!(role, Role::AgencyCoordinator | Role::Inspectorate);
        let posts = self.officer.posts.iter().filter(|(role, _)| leads(*role));
        let posts = posts.filter_map(|(role, post)| Some((*role, &post.as_ref()?.agency)));
        let heads = self
            .heads
            .iter()
            .map(|agency| (Role::AgencyCoordinator, agency));
        posts.chain(heads).collect()
    }

    /// Whether there is a monthly report for them.
    pub fn reads_months(&self) -> bool {
        self.has(Role::NationalAdmin) || !self.leads().is_empty()
    }

    /// The rooms whose door they see.
    pub fn rooms(&self) -> Vec<Room> {
        let any = |roles: &[Role]| roles.iter().any(|role| self.has(*role));
        let mut rooms = Vec::new();
        if any(&[
            Role::NationalAdmin,
            Role::AgencyCoordinator,
            Role::LiaisonOfficer,
            Role::Inspectorate,
            Role::Ombudsman,
            Role::Observer,
        ]) {
            rooms.push(Room::Inbox);
        }
        if any(&[
            Role::NationalAdmin,
            Role::AgencyCoordinator,
            Role::LiaisonOfficer,
            Role::ChannelOperator,
        ]) {
            rooms.push(Room::WalkIn);
        }
        let any = |roles: &[Role]| roles.iter().any(|role| self.owns(*role));
        if any(&[Role::Custodian, Role::Auditor, Role::NationalAdmin]) {
            rooms.push(Room::Sealed);
        }
        if any(&[Role::NationalAdmin, Role::AgencyCoordinator]) {
            rooms.push(Room::Administration);
        }
        rooms
    }
}

/// Sessions of officers.
pub trait SessionRepository {
    /// Whom a session stands for; none when it is unknown, over, revoked, or its officer is not active any more.
    async fn signed_in(
        &self,
        session: &str,
        now: Timestamp,
    ) -> Result<Option<SignedIn>, RepositoryError>;
}
