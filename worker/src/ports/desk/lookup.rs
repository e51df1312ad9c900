//! What the desk's scripts ask beside a page.

use crate::ports::RepositoryError;
use crate::ports::life::Officer;
use domain::tracking_code::TrackingCode;

/// Small answers.
pub trait LookupRepository {
    /// Id and name of the agencies whose name, short name or other name has these words, in lower case.
    async fn agencies_named(&self, words: &str) -> Result<Vec<(String, String)>, RepositoryError>;

    /// The number of a case's newest entry; none if there is no such case or this officer does not read it in full.
    async fn newest_entry(
        &self,
        code: &TrackingCode,
        officer: &Officer,
    ) -> Result<Option<u32>, RepositoryError>;
}
