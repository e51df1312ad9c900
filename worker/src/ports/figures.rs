//! What figures are made of, and where they are kept (docs/decisions/0016).

use super::RepositoryError;
use domain::figures::CaseFacts;
use domain::figures::snapshot::{AgencyCard, Named};

/// Cases in the order of their receipt.
pub struct Stretch {
    /// What each says.
    pub cases: Vec<CaseFacts>,
    /// The key of the last one; none where nothing is left.
    pub last: Option<i64>,
}

/// A public case as open data has it.
pub struct OpenCase {
    /// Its code, as people read it.
    pub code: String,
    /// Its place in the order.
    pub key: i64,
    /// Where it stands.
    pub state: String,
    /// What it says.
    pub facts: CaseFacts,
}

/// Names of everything that figures are about.
#[derive(Clone, Debug, Default)]
pub struct FigureNames {
    /// Provinces and regencies.
    pub regions: Vec<Named>,
    /// Categories of both depths.
    pub categories: Vec<Named>,
    /// Agencies.
    pub agencies: Vec<AgencyCard>,
}

/// Public cases, to be counted.
pub trait FigureSource {
    /// Cases whose key is above `after`, at most `most`.
    async fn facts_after(&self, after: i64, most: u32) -> Result<Stretch, RepositoryError>;

    /// The names.
    async fn names(&self) -> Result<FigureNames, RepositoryError>;
}

/// Where computed figures are kept: texts by name, read often, written seldom, possibly stale by a minute.
pub trait FigureStore {
    /// The text, where there is one.
    async fn get(&self, name: &str) -> Result<Option<String>, RepositoryError>;

    /// Keeps a text.
    async fn put(&self, name: &str, text: String) -> Result<(), RepositoryError>;
}
