//! What signing in needs from the storage. Secrets come and go as SHA-256; `now` is always the server's time.

use crate::passkey::{NewPasskey, StoredPasskey};
use crate::ports::{RepositoryError, SealedIdentity};
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A passkey.
    Passkey,
    /// Password and code.
    Password,
    /// A recovery code.
    Recovery,
    /// The first time.
    Invitation,
}

impl Way {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Password => "password",
            Self::Recovery => "recovery",
            Self::Invitation => "invitation",
        }
    }
}

/// A link that lets an officer make a way in.
pub struct NewInvitation<'a> {
    /// SHA-256 of its token.
    pub hash: &'a str,
    /// Whom.
    pub officer: &'a str,
    /// Who invites.
    pub by: Option<&'a str>,
    /// Until when.
    pub expires_at: Timestamp,
}

/// An invitation that still counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Whom it is for.
    pub officer: OfficerId,
    /// Their name.
    pub name: String,
    /// The name they signed in with before, if this is not the first time.
    pub login: Option<String>,
}

/// A session about to be.
pub struct NewSession<'a> {
    /// SHA-256 of its cookie.
    pub hash: &'a str,
    /// Whose.
    pub officer: &'a str,
    /// What browser it is, in words of ours.
    pub device: &'a str,
    /// How they came in.
    pub way: Way,
    /// When it ends.
    pub idle_until: Timestamp,
    /// When it ends whatever happens.
    pub expires_at: Timestamp,
    /// Until when they count as having just proved who they are.
    pub proved_until: Timestamp,
    /// The session this browser had before; it ends.
    pub before: Option<&'a str>,
}

/// A password and the secret of an app, as they are stored.
pub struct NewPassword<'a> {
    /// The PHC string.
    pub phc: &'a str,
    /// The sealed secret.
    pub totp: &'a SealedIdentity,
    /// The step of the code that confirmed it.
    pub step: i64,
}

/// A way in about to be.
pub enum NewWay<'a> {
    /// A passkey, with the name its owner knows it by.
    Passkey(&'a NewPasskey, &'a str),
    /// Password and code.
    Password(NewPassword<'a>),
}

/// Password and code of an officer who is active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordAccount {
    /// Whose.
    pub officer: OfficerId,
    /// The PHC string.
    pub phc: String,
    /// The sealed secret.
    pub totp: SealedIdentity,
}

/// A passkey in one's own list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// A session in one's own list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of its cookie.
    pub hash: String,
    /// What browser.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// The last request.
    pub seen_at: Timestamp,
}

/// A link that was made for one's own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnInvitation {
    /// When.
    pub at: Timestamp,
    /// Who made it; none for the operator's command line.
    pub by: Option<String>,
    /// When it was accepted.
    pub used_at: Option<Timestamp>,
    /// Since the officer signed in the time before this session.
    pub is_news: bool,
}

/// Every way in of an officer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// The name they sign in with.
    pub login: String,
    /// Whether there is a password.
    pub has_password: bool,
    /// Passkeys, oldest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Recovery codes that are left.
    pub codes: u32,
    /// Sessions that count, newest first.
    pub sessions: Vec<SessionRow>,
}

/// Accounts of officers.
pub trait AccountRepository {
    /// Stores an invitation.
    async fn invite(&self, new: &NewInvitation<'_>, now: Timestamp) -> Result<(), RepositoryError>;

    /// An invitation that still counts.
    async fn invitation(
        &self,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<Invitation>, RepositoryError>;

    /// Spends an invitation for a way in, a name to sign in with, recovery codes and a session: all of it or nothing;
    /// false if it does not count any more. Whatever opened the account before, tokens of programs too, ends. `Conflict` if another officer has the name or the passkey.
    async fn accept(
        &self,
        hash: &str,
        login: &str,
        way: &NewWay<'_>,
        codes: &[String],
        session: &NewSession<'_>,
        now: Timestamp,
    ) -> Result<bool, RepositoryError>;

    /// Password and code behind a name.
    async fn password_of(&self, login: &str) -> Result<Option<PasswordAccount>, RepositoryError>;

    /// Takes the code of a step, if no code of it or of a later one was taken.
    async fn take_step(&self, officer: &str, step: i64) -> Result<bool, RepositoryError>;

    /// The same password, hashed as it is done now.
    async fn rehash(&self, officer: &str, phc: &str, old: &str) -> Result<(), RepositoryError>;

    /// A passkey that counts, and whose it is.
    async fn passkey(
        &self,
        id: &str,
    ) -> Result<Option<(OfficerId, StoredPasskey)>, RepositoryError>;

    /// Notes that a passkey signed; false if somebody else was faster with this counter.
    async fn use_passkey(
        &self,
        id: &str,
        before: u32,
        count: u32,
        now: Timestamp,
    ) -> Result<bool, RepositoryError>;

    /// Notes for the auditor that the counter of a passkey went back: it may have been copied.
    async fn note_copy(&self, officer: &OfficerId, now: Timestamp) -> Result<(), RepositoryError>;

    /// Stores a challenge.
    async fn ask(
        &self,
        hash: &str,
        purpose: &str,
        subject: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// Spends a challenge; false if it was never made for this, is too old or spent.
    async fn spend(
        &self,
        hash: &str,
        purpose: &str,
        subject: &str,
        now: Timestamp,
    ) -> Result<bool, RepositoryError>;

    /// Spends a recovery code; gives its officer.
    async fn take_code(
        &self,
        login: &str,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<OfficerId>, RepositoryError>;

    /// Counts one more attempt under a key before it is made; gives until when one must wait, if one must.
    async fn attempt(
        &self,
        key: &str,
        free: u32,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, RepositoryError>;

    /// Forgets the attempts under a key.
    async fn forgive(&self, key: &str) -> Result<(), RepositoryError>;

    /// Takes one attempt back: it was a right one.
    async fn refund(&self, key: &str) -> Result<(), RepositoryError>;

    /// Begins a session.
    async fn begin(&self, session: &NewSession<'_>, now: Timestamp) -> Result<(), RepositoryError>;

    /// Gives a session a new cookie and a proof; it ends when it would have ended.
    async fn renew(
        &self,
        old: &str,
        new: &str,
        proved_until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, RepositoryError>;

    /// Every way in, and every session.
    async fn ways(&self, officer: &str, now: Timestamp) -> Result<Ways, RepositoryError>;

    /// The newest links that were made for an officer, as one of their sessions sees them.
    async fn own_invitations(
        &self,
        officer: &str,
        session: &str,
    ) -> Result<Vec<OwnInvitation>, RepositoryError>;

    /// Adds a way in; who came by a recovery code is in now, and in nowhere else.
    async fn add_way(
        &self,
        officer: &str,
        session: &str,
        way: &NewWay<'_>,
        now: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// A new password for who has one.
    async fn change_password(
        &self,
        officer: &str,
        phc: &str,
        now: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// Removes the password unless it is the last way in.
    async fn remove_password(&self, officer: &str) -> Result<bool, RepositoryError>;

    /// Removes a passkey unless it is the last way in.
    async fn remove_passkey(
        &self,
        officer: &str,
        id: &str,
        now: Timestamp,
    ) -> Result<bool, RepositoryError>;

    /// Puts these recovery codes in the place of all others.
    async fn set_codes(
        &self,
        officer: &str,
        codes: &[String],
        now: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// Ends one session of an officer.
    async fn end(&self, officer: &str, hash: &str, now: Timestamp) -> Result<(), RepositoryError>;

    /// Ends every session of an officer but this one.
    async fn end_others(
        &self,
        officer: &str,
        kept: &str,
        now: Timestamp,
    ) -> Result<(), RepositoryError>;

    /// Whether an officer has signed in in this browser before.
    async fn is_known_device(&self, hash: &str, login: &str) -> Result<bool, RepositoryError>;

    /// Remembers a browser.
    async fn remember_device(
        &self,
        hash: &str,
        officer: &str,
        now: Timestamp,
    ) -> Result<(), RepositoryError>;
}
