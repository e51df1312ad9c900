//! Photos, documents and voice notes: in parts over any network, by the plain form, and to whom they are shown.

mod forms;
mod parts;
pub mod picture;
mod refused;
mod shown;
