//! What routing answers: a place, topics, a desk, and the steps that led there.

use serde::{Deserialize, Serialize};

/// Where a complaint should go, and how sure we are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Where it happened.
    pub place: Place,
    /// Topics, best first, at most three.
    pub categories: Vec<ScoredCategory>,
    /// Who should answer. For [`Place::Ambiguous`] this is the desk of the first candidate.
    pub desk: Desk,
    /// Percent, 0 to 100; at most one in the number of candidates while the place is ambiguous.
    pub confidence: u8,
    /// What led here, in the order it was decided.
    pub reasons: Vec<Reason>,
}

/// Where it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    /// The finest region the words make sure of.
    Known {
        /// Region code.
        region: String,
    },
    /// The words fit several places; ask the citizen.
    Ambiguous {
        /// Region codes, more probable first; two to eight.
        candidates: Vec<String>,
    },
    /// No place could be read.
    Unknown,
}

/// Who should answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Desk {
    /// An agency, and its unit where one is known.
    To {
        /// Agency id.
        agency: String,
        /// Unit id.
        unit: Option<String>,
    },
    /// The triage desk.
    Unrouted {
        /// What kept us from deciding.
        why: UnroutedReason,
    },
}

/// Why a complaint waits for a person to route it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnroutedReason {
    /// No topic recognised.
    NoCategory,
    /// The topic belongs to a regional government, and the place is not known.
    NoRegion,
    /// The place fits several regions whose desks cannot be told apart.
    Ambiguous,
    /// A private or court matter; told politely where to go.
    OutOfScope,
    /// Too little said to act on.
    Incomplete,
    /// Advertising, fraud or a test.
    Spam,
    /// The table has no agency or unit for this topic here.
    NoDesk,
}

/// A topic with the weight of the words that speak for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoredCategory {
    /// Category code.
    pub code: String,
    /// Comparable within one suggestion only.
    pub score: u32,
}

/// One step of the decision; the pages put it into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// The citizen chose the region.
    RegionGiven {
        /// Region code.
        region: String,
    },
    /// A place is named.
    PlaceNamed {
        /// The citizen's words.
        words: String,
        /// Region code.
        region: String,
    },
    /// A shared name, decided by what stands around it.
    PlaceInferred {
        /// The citizen's words.
        words: String,
        /// Region code.
        region: String,
    },
    /// A name several places share.
    PlaceShared {
        /// The citizen's words.
        words: String,
        /// Region codes.
        regions: Vec<String>,
    },
    /// The position of the phone lies in this region.
    PositionInside {
        /// Region code.
        region: String,
    },
    /// The position of the phone lies in no region: this is the nearest one.
    NearestRegion {
        /// Region code.
        region: String,
    },
    /// Words that speak for the best category.
    Keywords {
        /// Keywords as the table writes them.
        words: Vec<String>,
        /// Category code.
        category: String,
    },
    /// Another category is nearly as likely.
    CloseCall {
        /// The runner-up's code.
        category: String,
    },
    /// The level that is competent for this category by default.
    Level {
        /// `desa`, `kabkota`, `provinsi`, `pusat`, `bersama` or `bumn`.
        level: String,
    },
    /// A competence rule decided.
    Rule {
        /// Rule id.
        rule: String,
        /// The rule's note, as the table has it.
        note: String,
    },
    /// Two rules of equal weight pointed to different desks; the first was followed.
    RulesDisagree {
        /// Rule ids.
        rules: Vec<String>,
    },
    /// An administrative area of Jakarta owns no units: the province answers.
    AdministrativeArea {
        /// Region code.
        region: String,
    },
}
