//! What a monthly report reads.

use crate::ports::RepositoryError;
use crate::ports::life::Officer;
use domain::date::Timestamp;
use domain::figures::monthly::MonthlyCase;

/// Cases of a month of one agency.
pub trait MonthlyRepository {
    /// Those the officer reads in full, received from `from` until before `to`; what is late is late at `now`.
    async fn month(
        &self,
        officer: &Officer,
        agency: &str,
        stretch: (Timestamp, Timestamp),
        now: Timestamp,
    ) -> Result<Vec<MonthlyCase>, RepositoryError>;
}
