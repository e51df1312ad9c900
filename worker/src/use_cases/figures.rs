//! Counts public cases piece by piece, and keeps what comes of it for the pages to show.
//!
//! The state of a count is one text: how far it is, and the sums so far. Whoever reads an old one, or is killed before the
//! new one is kept, does some cases again and counts none twice.

mod books;
mod table;

use crate::ports::RepositoryError;
use crate::ports::figures::{FigureSource, FigureStore};
use domain::date::Timestamp;
use domain::figures::snapshot::{Head, SCHEMA};
use domain::figures::{MONTHS_KEPT, Month, Tally};
use serde::{Deserialize, Serialize};

/// Name of the nation's book: written last, so that it says what all the others are at least.
pub const NATION: &str = "nation";
/// Name of the figures as a table.
pub const TABLE_CSV: &str = "table.csv";
/// Name of the figures as JSON.
pub const TABLE_JSON: &str = "table.json";
/// Name of the count that is under way.
const UNDER_WAY: &str = "under-way";

/// Cases read at once.
const STRETCH: u32 = 2_000;
/// A new count begins at most this often.
const PAUSE_MS: i64 = 3_600_000;
/// A count that takes longer began with a month that is over, or was forgotten.
const LONGEST_MS: i64 = 86_400_000;

/// Name of a province's book.
pub fn region_book(province: &str) -> String {
    format!("region/{province}")
}

/// Name of a main category's book.
pub fn category_book(topic: &str) -> String {
    format!("category/{topic}")
}

/// Name of a shelf of agencies.
pub fn agency_shelf(shelf: u32) -> String {
    format!("agency/{shelf}")
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Cases counted in this run.
    pub cases: u32,
    /// Texts kept.
    pub kept: u32,
    /// Nothing is left to count for now.
    pub is_complete: bool,
    /// How far the count is.
    pub cursor: String,
}

#[derive(Serialize, Deserialize)]
struct Count {
    head: Head,
    after: i64,
    is_finished: bool,
    tally: Tally,
}

/// Counts on, at most `stretches` times [`STRETCH`] cases; the run that reaches the end publishes.
pub async fn count(
    source: &impl FigureSource,
    store: &impl FigureStore,
    first_key: impl Fn(Timestamp) -> i64,
    stretches: u32,
    now: Timestamp,
) -> Result<Counted, RepositoryError> {
    let published = head_of(store).await?;
    let is_newer = |head: &Head| published.is_none_or(|known| known.computed_at < head.computed_at);
    let under_way = store.get(UNDER_WAY).await?;
    let under_way = under_way.and_then(|text| serde_json::from_str::<Count>(&text).ok());
    let under_way = under_way.filter(|count| {
        let age = now.0.saturating_sub(count.head.computed_at.0);
        count.head.schema == SCHEMA
            && !count.is_finished
            && is_newer(&count.head)
            && (0..LONGEST_MS).contains(&age)
            && count.head.last == Month::of(now)
    });
    let mut count = match (under_way, published) {
        (Some(count), _) => count,
        (None, Some(known)) if is_fresh(known, now) => {
            return Ok(Counted {
                is_complete: true,
                ..Counted::default()
            });
        }
        (None, _) => {
            let last = Month::of(now);
            let first = last.back(MONTHS_KEPT.saturating_sub(1)).starts_at();
            Count {
                head: Head {
                    schema: SCHEMA,
                    computed_at: now,
                    last,
                },
                after: first.map_or(0, first_key).saturating_sub(1),
                is_finished: false,
                tally: Tally::default(),
            }
        }
    };
    let mut counted = Counted::default();
    for _ in 0..stretches {
        let stretch = source.facts_after(count.after, STRETCH).await?;
        for case in &stretch.cases {
            count.tally.note(case, count.head.last);
        }
        let read = u32::try_from(stretch.cases.len()).unwrap_or(u32::MAX);
        counted.cases = counted.cases.saturating_add(read);
        match stretch.last {
            Some(last) => count.after = last,
            None => count.is_finished = true,
        }
        if count.is_finished {
            break;
        }
    }
    if count.is_finished {
        let names = source.names().await?;
        for (name, text) in books::of(&count.tally, &names, count.head)? {
            store.put(&name, text).await?;
            counted.kept = counted.kept.saturating_add(1);
        }
        counted.is_complete = true;
        // Nothing of a count that is over is needed again.
        count.tally = Tally::default();
    }
    counted.cursor = count.after.to_string();
    let text = json(&count)?;
    store.put(UNDER_WAY, text).await?;
    Ok(counted)
}

/// A clock that runs backwards makes nothing fresh.
fn is_fresh(head: Head, now: Timestamp) -> bool {
    let age = now.0.saturating_sub(head.computed_at.0);
    (0..PAUSE_MS).contains(&age) && head.last == Month::of(now)
}

async fn head_of(store: &impl FigureStore) -> Result<Option<Head>, RepositoryError> {
    #[derive(Deserialize)]
    struct Headed {
        head: Head,
    }
    let text = store.get(NATION).await?;
    let book = text.and_then(|text| serde_json::from_str::<Headed>(&text).ok());
    Ok(book
        .map(|book| book.head)
        .filter(|head| head.schema == SCHEMA))
}

fn json(value: &impl Serialize) -> Result<String, RepositoryError> {
    serde_json::to_string(value).map_err(|_| RepositoryError::Corrupt("figures"))
}

#[cfg(test)]
mod tests;
