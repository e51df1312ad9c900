//! The history of a complaint: append-only entries, each bound to the one before it.

use crate::complaint::ComplaintId;
use crate::date::Timestamp;

/// The hash before the first entry.
pub const GENESIS_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One entry, before it is hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Position, from 0. `(complaint, seq)` is unique: the lock of two simultaneous changes.
    pub seq: u32,
    /// What happened, e.g. `received`.
    pub kind: &'static str,
    /// Server time: the legal time.
    pub at: Timestamp,
    /// `reporter`, `officer`, `clock` or `system`.
    pub actor: &'static str,
    /// What it was about, as JSON; never names, numbers or addresses of people.
    pub data: String,
    /// SHA-256 of the entry before, hex; [`GENESIS_HASH`] for the first.
    pub prev_hash: String,
}

impl HistoryEntry {
    /// The bytes whose SHA-256 is this entry's hash. Lengths stand before free text, so that no two entries
    /// share their bytes.
    pub fn canonical(&self, id: &ComplaintId) -> String {
        format!(
            "satupintu history 1\n{id}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            self.seq,
            self.kind,
            self.at.0,
            self.actor,
            self.prev_hash,
            self.data.len(),
            self.data
        )
    }
}
