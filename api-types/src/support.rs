//! Support of somebody else's complaint: `PUT /api/v1/complaints/{tracking_code}/supports/{id}`.

use serde::{Deserialize, Serialize};

/// What a program sends: nothing but that it supports the complaint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SupportBody {
    /// Version of the body: 1, or absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub v: Option<u32>,
}

/// Version 2 of the body, from a phone's outbox: what its form holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["v"])))]
#[serde(deny_unknown_fields, default)]
pub struct SupportFormBody {
    /// 2.
    #[cfg_attr(feature = "schema", schemars(range(min = 2, max = 2)))]
    pub v: u32,
    /// `support`.
    pub command: String,
    /// Ignored: the outbox keeps its own key in every row.
    pub access_key: String,
}

/// The same support, however often it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupportReceipt {
    /// The sender's id of the support.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uuid")))]
    pub id: String,
    /// The public number of the complaint.
    pub tracking_code: String,
}
