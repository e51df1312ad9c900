//! What can be done: load, ask the domain, save.

pub mod clarify_place;
pub mod submit_complaint;
pub mod track_complaint;
