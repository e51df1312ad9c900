//! Which addresses of complaints search engines may find.

use super::RepositoryError;
use domain::date::Timestamp;
use serde::Serialize;

/// The keys of the cases that were received on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeysOfDay {
    /// `2026-11-24`.
    pub day: String,
    /// Keys from here.
    pub from: i64,
    /// Keys below this.
    pub below: i64,
}

/// Public cases by day of receipt.
pub trait PublicAddresses {
    /// The key of the oldest; none while there is none.
    async fn first_key(&self) -> Result<Option<i64>, RepositoryError>;

    /// Those of the days on which something was received, in the same order.
    async fn days_with_cases(&self, days: &[KeysOfDay]) -> Result<Vec<String>, RepositoryError>;

    /// Compact codes of a day and when each changed last, newest first; without what follows another.
    async fn codes(
        &self,
        keys: &KeysOfDay,
        most: u32,
    ) -> Result<Vec<(String, Timestamp)>, RepositoryError>;
}
