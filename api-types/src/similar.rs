//! Cases about what somebody is writing: what `POST /laporan/serupa` answers to our own pages. No part of `/api/v1`.

use serde::{Deserialize, Serialize};

/// The cases, with the words around them in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SimilarCases {
    /// Heading.
    pub title: String,
    /// What joining means.
    pub lead: String,
    /// The button that joins.
    pub join: String,
    /// The button that does not.
    pub dismiss: String,
    /// What stands there once one is chosen.
    pub chosen: String,
    /// At most three, the most alike first.
    pub cases: Vec<SimilarCase>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SimilarCase {
    /// Grouped tracking code.
    pub code: String,
    /// Its page.
    pub href: String,
    /// What about.
    pub title: String,
    /// Where.
    pub place: String,
    /// Why it may be the same.
    pub why: String,
}
