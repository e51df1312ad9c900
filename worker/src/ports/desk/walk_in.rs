//! What the counter needs from the storage.

use crate::ports::RepositoryError;
use domain::complaint::words::OfficerId;
use domain::date::Timestamp;

/// What officers keyed in.
pub trait WalkInRepository {
    /// How much this officer has keyed in since then.
    async fn keyed_since(
        &self,
        officer: &OfficerId,
        since: Timestamp,
    ) -> Result<u32, RepositoryError>;
}
