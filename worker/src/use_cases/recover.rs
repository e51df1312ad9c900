//! A way back for who lost the access key and left a contact: a link, once, for half an hour. Who left none has no way
//! back, and is told so.

use crate::digest::sha256_hex;
use crate::ports::life::{LifeRepository, NewLink, RecoveryRepository, Stored, VaultKeeper, Which};
use crate::ports::{NoIdentityKey, RepositoryError};
use domain::access_key::AccessKey;
use domain::date::Timestamp;
use domain::phone::PhoneNumber;
use domain::submission::Identity;
use domain::tracking_code::TrackingCode;
use thiserror::Error;

/// How long a link holds.
const LINK_MS: i64 = 30 * 60_000;
/// Within a day, so that nobody's telephone rings all night.
const MOST_LINKS: u32 = 3;
const DAY_MS: i64 = 86_400_000;

/// Why a link was not made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotRecovered {
    /// The storage failed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// Nothing can be sealed.
    #[error(transparent)]
    NoIdentityKey(#[from] NoIdentityKey),
}

/// A contact as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contact {
    /// A telephone number.
    Phone(PhoneNumber),
    /// An e-mail address, folded to lower case.
    Email(String),
}

impl Contact {
    /// Reads what was typed; none if it is neither.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        match PhoneNumber::parse(typed) {
            Ok(phone) => Some(Self::Phone(phone)),
            Err(_) if domain::email::is_email(typed) => Some(Self::Email(typed.to_lowercase())),
            Err(_) => None,
        }
    }

    fn is_of(&self, identity: &Identity) -> bool {
        match self {
            Self::Phone(phone) => identity.phone.as_ref() == Some(phone),
            Self::Email(email) => {
                let given = identity.email.as_deref().map(str::to_lowercase);
                given.as_ref() == Some(email)
            }
        }
    }
}

/// Sends a link to the contact of a complaint if this is it. Whether it was, nobody is told: otherwise anybody could
/// try whose complaint it is. `token` is fresh randomness.
pub async fn offer_link<Repository: LifeRepository + RecoveryRepository>(
    repository: &Repository,
    vault: &impl VaultKeeper,
    code: &TrackingCode,
    contact: &Contact,
    token: &AccessKey,
    now: Timestamp,
) -> Result<(), NotRecovered> {
    let (Some(stored), _) = repository.open(Which::Code(code, ""), None).await? else {
        return Ok(());
    };
    let facts = stored.complaint.facts();
    let since = Timestamp(now.0.saturating_sub(DAY_MS));
    let (sealed, links) = repository.sealed(&facts.id, since).await?;
    let Some(sealed) = sealed.filter(|_| links < MOST_LINKS) else {
        return Ok(());
    };
    repository
        .log_access(&facts.id, now, "identity_compared")
        .await?;
    let identity = vault.open(&facts.id, &sealed);
    if !identity.is_some_and(|identity| contact.is_of(&identity)) {
        return Ok(());
    }
    let link = NewLink {
        token_hash: &sha256_hex(token.as_str()),
        at: now,
        expires_at: Timestamp(now.0.saturating_add(LINK_MS)),
        sealed_token: vault.seal_text(&facts.id, token.as_str())?,
        day_began_at: since,
        most_a_day: MOST_LINKS,
    };
    repository.offer(&facts.id, facts.seq, &link).await?;
    Ok(())
}

/// Spends a link: from now on `fresh_key` opens the complaint and the lost one does not. False when the link is spent,
/// too old or of another complaint.
pub async fn redeem_link<Repository: LifeRepository + RecoveryRepository>(
    repository: &Repository,
    code: &TrackingCode,
    token: &str,
    fresh_key: &AccessKey,
    now: Timestamp,
) -> Result<bool, RepositoryError> {
    let (stored, _) = repository.open(Which::Code(code, ""), None).await?;
    let Some(Stored { complaint, .. }) = stored else {
        return Ok(false);
    };
    let key_hash = sha256_hex(fresh_key.as_str());
    let id = &complaint.facts().id;
    repository
        .redeem(id, &sha256_hex(token), &key_hash, now)
        .await
}
