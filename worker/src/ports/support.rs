//! Support by those who have the same trouble (docs/decisions/0018).

use super::RepositoryError;
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;

/// What counts support.
pub trait SupportRepository {
    /// Which complaint a support of this code counts for: its own, or the one it follows. None where the public page of the
    /// code shows no story.
    async fn supported_by_code(
        &self,
        code: &TrackingCode,
    ) -> Result<Option<String>, RepositoryError>;

    /// Adds one unless the device did before, the complaint is over, or the network is used up; says how it stands then.
    async fn support(&self, new: &NewSupport<'_>) -> Result<Support, RepositoryError>;

    /// Takes it back, if there is one.
    async fn take_back(&self, complaint: &str, device: &str) -> Result<Support, RepositoryError>;

    /// How it stands.
    async fn support_of(&self, complaint: &str, device: &str) -> Result<Support, RepositoryError>;

    /// Notes who joins, unless the network is used up; false where it is.
    async fn note_joining(&self, new: &NewJoining<'_>) -> Result<bool, RepositoryError>;
}

/// Somebody who joins a complaint from a network.
pub struct NewJoining<'a> {
    /// Keyed digest of the network and the lead.
    pub network: &'a str,
    /// Digest of the complaint that joins.
    pub joiner: &'a str,
    /// Server time.
    pub at: Timestamp,
    /// Others of the same network count against it since then.
    pub since: Timestamp,
    /// As many of them as there may be.
    pub most: u32,
}

/// One support, as it is to be stored.
pub struct NewSupport<'a> {
    /// The complaint.
    pub complaint: &'a str,
    /// Digest of the device's secret and the complaint.
    pub device: &'a str,
    /// Keyed digest of the network and the complaint; none where requests have no address.
    pub network: Option<&'a str>,
    /// Server time.
    pub at: Timestamp,
    /// Supports of the same network count against it since then.
    pub since: Timestamp,
    /// As many of them as there may be.
    pub most: u32,
}

/// How the support of a complaint stands, for one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// How many there are.
    pub count: u32,
    /// This device is one of them.
    pub is_given: bool,
    /// This very request changed it.
    pub is_new: bool,
    /// The complaint may be supported.
    pub is_open: bool,
}
