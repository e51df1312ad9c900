//! Somebody has the same trouble: once a device, within reason a network, without saying who (docs/decisions/0018).

use crate::digest::sha256_hex;
use crate::ports::RepositoryError;
use crate::ports::support::{NewJoining, NewSupport, SupportRepository};
use domain::date::Timestamp;
use domain::tracking_code::TrackingCode;

/// Most supports of one complaint from one network within [`WINDOW_MS`]; and most who join it.
const MOST_OF_A_NETWORK: u32 = 10;
/// How long a support counts against its network.
const WINDOW_MS: i64 = 24 * 60 * 60 * 1000;
/// How long what is known of a network is kept at most; the clock drops it.
pub const KEEP_NETWORK_MS: i64 = 2 * WINDOW_MS;

/// Who supports, as far as anybody needs to know.
pub struct Supporter<'a> {
    /// A secret of the device, that nobody else has.
    pub device: &'a str,
    /// A keyed digest of its network; none where requests have no address.
    pub network: Option<&'a str>,
}

impl Supporter<'_> {
    /// What is stored of the device: another digest for every complaint, so that nobody can follow it over them.
    fn device_at(&self, complaint: &str) -> String {
        sha256_hex(&format!("support:{complaint}:{}", self.device))
    }

    fn network_at(&self, complaint: &str) -> Option<String> {
        let network = self.network?;
        Some(sha256_hex(&format!("support:{complaint}:{network}")))
    }
}

/// Whether so few of a network joined the complaint of `lead` within a day that `joiner` may; the same one may again. None of its
/// reporters is known to be a person, and each of them raises a number that everybody sees.
pub async fn may_join(
    supports: &impl SupportRepository,
    lead: &TrackingCode,
    joiner: &TrackingCode,
    network: &str,
    now: Timestamp,
) -> Result<bool, RepositoryError> {
    let lead = lead.compact();
    let joining = NewJoining {
        network: &sha256_hex(&format!("join:{lead}:{network}")),
        joiner: &sha256_hex(&format!("join:{lead}:{}", joiner.compact())),
        at: now,
        since: Timestamp(now.0.saturating_sub(WINDOW_MS)),
        most: MOST_OF_A_NETWORK,
    };
    supports.note_joining(&joining).await
}

/// What became of a support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It counts; whether this request made it so.
    Given {
        /// It did.
        is_new: bool,
    },
    /// Its network has had as many as may be.
    Busy,
    /// The complaint is over.
    Over,
    /// Nothing public has this code.
    NotFound,
}

/// Supports the public complaint of a code, or the one it follows.
pub async fn support(
    supports: &impl SupportRepository,
    code: &TrackingCode,
    supporter: &Supporter<'_>,
    now: Timestamp,
) -> Result<Outcome, RepositoryError> {
    let Some(complaint) = supports.supported_by_code(code).await? else {
        return Ok(Outcome::NotFound);
    };
    let network = supporter.network_at(&complaint);
    let new = NewSupport {
        complaint: &complaint,
        device: &supporter.device_at(&complaint),
        network: network.as_deref(),
        at: now,
        since: Timestamp(now.0.saturating_sub(WINDOW_MS)),
        most: MOST_OF_A_NETWORK,
    };
    let standing = supports.support(&new).await?;
    Ok(match standing {
        standing if standing.is_given => Outcome::Given {
            is_new: standing.is_new,
        },
        standing if standing.is_open => Outcome::Busy,
        _ => Outcome::Over,
    })
}

/// Takes back what this device gave; false where nothing public has this code.
pub async fn take_back(
    supports: &impl SupportRepository,
    code: &TrackingCode,
    supporter: &Supporter<'_>,
) -> Result<bool, RepositoryError> {
    let Some(complaint) = supports.supported_by_code(code).await? else {
        return Ok(false);
    };
    let device = supporter.device_at(&complaint);
    supports.take_back(&complaint, &device).await?;
    Ok(true)
}

/// Whether this device supports the complaint.
pub async fn is_supported_by(
    supports: &impl SupportRepository,
    complaint: &str,
    supporter: &Supporter<'_>,
) -> Result<bool, RepositoryError> {
    let device = supporter.device_at(complaint);
    let standing = supports.support_of(complaint, &device).await?;
    Ok(standing.is_given)
}
