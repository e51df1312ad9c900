//! Inviting an officer: a link that lets them make a way in, once.

use crate::digest::sha256_hex;
use crate::ports::RepositoryError;
use crate::ports::desk::accounts::{AccountRepository, NewInvitation};
use domain::date::Timestamp;

const DAY_MS: i64 = 86_400_000;

/// Invites an officer who is in the table already, with their roles; also one who lost every way in. `token` is 256
/// fresh random bits (`http::fresh_token`): the link is `/meja/undangan/{token}`, told once and kept nowhere.
pub async fn invite(
    accounts: &impl AccountRepository,
    officer: &str,
    by: Option<&str>,
    token: &str,
    days: u8,
    now: Timestamp,
) -> Result<(), RepositoryError> {
    let until = now.0.saturating_add(DAY_MS.saturating_mul(i64::from(days)));
    let invitation = NewInvitation {
        hash: &sha256_hex(token),
        officer,
        by,
        expires_at: Timestamp(until),
    };
    accounts.invite(&invitation, now).await
}
