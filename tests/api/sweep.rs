//! The clock over many cases: complete, within the limits of the platform, never twice.

mod broken;
mod herd;
mod killed;
mod many;
mod migration;
mod outage;
mod recompute;
