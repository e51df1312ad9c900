//! The life of a case over HTTP, from receipt to *selesai*.

mod road;
pub mod world;
