//! What is counted of public cases: exact definitions, sums that can be made piece by piece, and what of them may be
//! shown (decisions/0016; for citizens `/statistik/metode`).
//!
//! [`CaseFacts`] is what one case says, [`Sums`] what many say together, [`Tally`] the sums of every subject and month,
//! [`Cell`] what is published of one of them: nothing about fewer than [`FEWEST`] cases, nothing that could be found by
//! subtraction.

mod cell;
mod concealment;
mod facts;
mod month;
pub mod monthly;
mod peers;
pub mod snapshot;
mod sums;
mod tally;

pub use cell::{Cell, Mean, Rate};
pub use concealment::conceal;
pub use facts::{CaseFacts, End, Marks};
pub use month::{InvalidMonth, Month};
pub use peers::{Measure, Peers, Spread};
pub use sums::{Days, HalfDays, Share, Sums};
pub use tally::{MONTHS_KEPT, MONTHS_TOTALLED, Published, Subject, Tally};

/// Figures about fewer cases than this are hidden: they would tell more of people than of agencies.
pub const FEWEST: u32 = 5;

#[cfg(test)]
mod tests;
