//! What can be done: load, ask the domain, save.

pub mod act;
pub mod administer;
pub mod bulk;
pub(crate) mod change;
pub mod figures;
pub mod files;
pub mod find_desk;
pub mod find_duplicates;
pub mod find_similar;
pub mod invite;
pub mod place;
pub mod publish;
pub mod read_thread;
pub mod recover;
pub mod release_identity;
pub mod sign_in;
pub mod submit_complaint;
pub mod support;
pub mod sweep;
pub mod track_complaint;
pub mod wish;
