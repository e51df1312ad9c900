//! The wire: what goes in and comes out of `/api/v1`, and the problems it reports.

pub mod complaint;
pub mod problem;

/// Addresses of the API.
pub mod paths {
    /// `PUT` here to file a complaint; the id is the sender's.
    pub fn complaint(id: &str) -> String {
        format!("/api/v1/complaints/{id}")
    }
}
