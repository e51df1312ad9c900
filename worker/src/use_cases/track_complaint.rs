//! Anyone with the code follows a complaint; its story stays closed until it is public or the key is there.

use crate::digest::sha256_hex;
use crate::ports::{ComplaintRepository, RepositoryError, TrackedComplaint};
use domain::access_key::AccessKey;
use domain::tracking_code::TrackingCode;

/// The complaint, as far as the bearer of `key` may see it. Unknown and confidential-without-key are the same
/// answer, from the same query.
pub async fn track_complaint(
    complaints: &impl ComplaintRepository,
    code: &TrackingCode,
    key: Option<&AccessKey>,
) -> Result<Option<TrackedComplaint>, RepositoryError> {
    let hash = sha256_hex(key.map_or("", AccessKey::as_str));
    complaints.by_code(code, &hash).await
}

/// Whether this reader may read the story.
pub fn may_read_story(complaint: &TrackedComplaint) -> bool {
    complaint.holds_key || complaint.life.is_public()
}
