//! What a map of public cases is made of.

use super::RepositoryError;
use super::open::{ListedCase, Wanted};

/// Which regions are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within<'a> {
    /// Provinces.
    Nation,
    /// The regencies and cities of a province.
    Province(&'a str),
    /// The districts of a regency or city.
    Regency(&'a str),
}

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub enum Counted<'a> {
    /// All there are, of a topic and a state; empty for any.
    All {
        /// Top-level category.
        topic: &'a str,
        /// State.
        state: &'a str,
    },
    /// The newest few thousand of what a list would show.
    Newest(&'a Wanted),
}

/// Cases by region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Code and number of cases; regions without any may be missing.
    pub regions: Vec<(String, u32)>,
    /// There are more: only that many of the newest were counted.
    pub newest: Option<u32>,
}

/// A case as a map shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedCase {
    /// What a list would show of it.
    pub case: ListedCase,
    /// Where it is, if that may be shown.
    pub point: Option<(f64, f64)>,
    /// Its topic asks for protection.
    pub is_sensitive: bool,
    /// Code of the district, or of the regency where no district is known.
    pub area: Option<String>,
}

/// Public cases by place.
pub trait MapOfCases {
    /// How many there are in each region.
    async fn counts(
        &self,
        within: Within<'_>,
        counted: Counted<'_>,
    ) -> Result<Counts, RepositoryError>;

    /// The newest of a list that has at least a region.
    async fn newest(&self, wanted: &Wanted, rows: u32) -> Result<Vec<MappedCase>, RepositoryError>;
}
