//! What can be done: load, ask the domain, save.

pub mod act;
pub mod bulk;
mod change;
pub mod place;
pub mod read_thread;
pub mod recover;
pub mod submit_complaint;
pub mod sweep;
pub mod track_complaint;
pub mod wish;
