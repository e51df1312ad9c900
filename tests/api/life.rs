//! The life of a case over HTTP, from receipt to *selesai*.

mod bodies;
mod crash;
pub mod forbidden;
mod grid;
mod groups;
mod pages;
mod races;
mod recovery;
mod road;
pub mod world;
