//! The growth of every measured thing as a table.

use satupintu_worker::scale::Probed;

use crate::run::{colour, say};

/// Milliseconds of server time in which 95 of 100 pages must be answered.
pub const BUDGET_MS: f64 = 50.0;

/// Steps of the clock for a hundred cases or more, for which nobody waits: shown, and without a budget.
const OF_THE_CLOCK: [&str; 4] = ["figures:", "publish:", "sweep:", "recompute:"];

/// The table under a heading, one column a size; false where the last size misses the budget or a plan reads a whole table.
pub fn print(heading: &str, sizes: &[u32], measured: &[Vec<Probed>]) -> bool {
    let width = 44;
    let columns: Vec<String> = sizes.iter().map(|size| format!("{size:>18}")).collect();
    say(&format!("\n{heading:width$}{}", columns.concat()));
    let units = vec![format!("{:>18}", "p50 / p95 ms"); sizes.len()];
    say(&format!("{:width$}{}", "", units.concat()));
    let mut is_kept = true;
    let Some(last) = measured.last() else {
        return is_kept;
    };
    for probed in last {
        let cells = measured.iter().map(|size| {
            let same = size.iter().find(|other| other.name == probed.name);
            same.map_or(format!("{:>18}", "-"), |same| {
                format!(
                    "{:>18}",
                    format!("{:.2} / {:.2}", same.percentile(50), same.percentile(95))
                )
            })
        });
        let line = format!("{:width$}{}", probed.name, cells.collect::<String>());
        let has_budget = !OF_THE_CLOCK
            .iter()
            .any(|step| probed.name.starts_with(step));
        let is_quick = !has_budget || probed.percentile(95) <= BUDGET_MS;
        let is_good = is_quick && probed.scans.is_empty();
        say(&if is_good { line } else { colour(31, &line) });
        for scan in &probed.scans {
            say(&colour(31, &format!("    reads a whole table: {scan}")));
        }
        is_kept &= is_good;
    }
    is_kept
}
