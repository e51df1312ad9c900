//! Inviting an officer: a link that lets them make a way in, once.

use crate::digest::sha256_hex;
use crate::ports::RepositoryError;
use crate::ports::desk::accounts::{AccountRepository, NewInvitation};
use domain::date::Timestamp;

const DAY_MS: i64 = 86_400_000;

/// Until when an invitation counts.
pub fn end_of(days: u8, now: Timestamp) -> Timestamp {
    Timestamp(now.0.saturating_add(DAY_MS.saturating_mul(i64::from(days))))
}

/// Invites an officer who is in the table already, with their roles, for the first time. `token` is 256
/// fresh random bits (`http::fresh_token`): the link is `/meja/undangan/{token}`, told once and kept nowhere.
pub async fn invite(
    accounts: &impl AccountRepository,
    officer: &str,
    by: Option<&str>,
    token: &str,
    days: u8,
    now: Timestamp,
) -> Result<(), RepositoryError> {
    let invitation = NewInvitation {
        hash: &sha256_hex(token),
        officer,
        by,
        expires_at: end_of(days, now),
    };
    accounts.invite(&invitation, now).await
}
