//! `/statistik`, `/instansi/{id}`, and how figures are made: from what the clock computed, never from cases.

mod agency;
mod chart;
mod method;
mod sayings;
mod statistics;
mod tables;
#[cfg(test)]
mod tests;

pub use agency::AgencyPage;
pub use method::render as render_method;
pub use statistics::{Around, StatisticsPage, render_both, render_uncounted};
