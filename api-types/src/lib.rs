//! The wire: what goes in and comes out of `/api/v1`, and the problems it reports.

pub mod command;
pub mod complaint;
pub mod file;
pub mod problem;
pub mod public_complaint;
#[cfg(feature = "schema")]
mod schema;
pub mod similar;
pub mod support;

/// Addresses of the API.
pub mod paths {
    /// `PUT` here to file a complaint; the id is the sender's.
    pub fn complaint(id: &str) -> String {
        format!("/api/v1/complaints/{id}")
    }

    /// `GET` here what happened to a complaint and what was said.
    pub fn thread(tracking_code: &str) -> String {
        format!("/api/v1/complaints/{tracking_code}/thread")
    }

    /// `PUT` here to do something with a complaint; the command's id is the sender's.
    pub fn command(tracking_code: &str, command_id: &str) -> String {
        format!("/api/v1/complaints/{tracking_code}/commands/{command_id}")
    }

    /// `PUT` here to support somebody else's complaint; the id is the sender's.
    pub fn support(tracking_code: &str, id: &str) -> String {
        format!("/api/v1/complaints/{tracking_code}/supports/{id}")
    }

    /// `GET` here the files of a complaint.
    pub fn files(id: &str) -> String {
        format!("/api/v1/complaints/{id}/files")
    }

    /// `PUT` here to announce a late file, `GET` how much of it is there.
    pub fn file(id: &str, sha256: &str) -> String {
        format!("/api/v1/complaints/{id}/files/{sha256}")
    }

    /// `GET` here what everybody may read of one complaint; without the code, of all of them.
    pub fn public_complaint(tracking_code: &str) -> String {
        format!("/api/v1/public-complaints/{tracking_code}")
    }

    /// `PUT` here one part of a file.
    pub fn part(id: &str, sha256: &str, n: u32) -> String {
        format!("/api/v1/complaints/{id}/files/{sha256}/{n}")
    }
}
