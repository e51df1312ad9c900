//! What everybody may read: `GET /api/v1/public-complaints`.

use serde::{Deserialize, Serialize};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublicComplaintsBody {
    /// At most twenty, in the order that was asked for.
    pub complaints: Vec<PublicComplaintBody>,
    /// Nothing matched as it was spelled; these are spelled alike.
    pub is_loose: bool,
    /// Nothing has all the words that were searched for; these have most of them.
    #[serde(default)]
    pub is_partial: bool,
    /// Address of the next page, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A public complaint, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublicComplaintBody {
    /// The public number; its page is `/l/{tracking_code}`.
    pub tracking_code: String,
    /// When it was received, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub received_at: String,
    /// When it changed last, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub changed_at: String,
    /// Where it stands.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::state"))]
    pub state: String,
    /// Category code.
    pub category: String,
    /// Its name in Indonesian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_name_id: Option<String>,
    /// Its name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_name_en: Option<String>,
    /// Agency id of who holds it, or held it at its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency_name: Option<String>,
    /// Region code, as deep as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Where, in words; absent where something of it was masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The heading an officer gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The beginning of what the public reads of the story.
    pub excerpt: String,
    /// The nearest end of a running period of an officer, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<String>,
    /// How many support it.
    pub support_count: u32,
    /// How many complaints about the same matter follow it.
    pub follower_count: u32,
}
