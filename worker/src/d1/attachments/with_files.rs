//! A complaint and what it brings along, in one batch.

use crate::d1::complaints::D1Complaints;
use crate::ports::files::NewFile;
use crate::ports::{
    ComplaintRepository, NewComplaint, RepositoryError, StoredReceipt, TrackedComplaint,
};
use domain::tracking_code::TrackingCode;

/// [`D1Complaints`] with files that come with a complaint, stored in the same batch.
pub struct WithFiles<'a> {
    complaints: &'a D1Complaints,
    files: &'a [NewFile],
}

impl<'a> WithFiles<'a> {
    /// A complaint that is stored with these.
    pub fn new(complaints: &'a D1Complaints, files: &'a [NewFile]) -> Self {
        Self { complaints, files }
    }
}

impl ComplaintRepository for WithFiles<'_> {
    async fn insert(&self, new: &NewComplaint<'_>) -> Result<StoredReceipt, RepositoryError> {
        self.complaints.insert_with(new, None, self.files).await
    }

    async fn by_code(
        &self,
        code: &TrackingCode,
        access_key_hash: &str,
    ) -> Result<Option<TrackedComplaint>, RepositoryError> {
        self.complaints.by_code(code, access_key_hash).await
    }
}
