//! Files of a complaint: `/api/v1/complaints/{id}/files`.

use serde::{Deserialize, Serialize};

/// A file as its sender announces it with the complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileDescriptorBody {
    /// SHA-256 of the file, hex.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9a-f]{64}$")))]
    pub sha256: String,
    /// `image/jpeg`, `image/png`, `image/webp`, `application/pdf`, `audio/webm`, `audio/ogg` or `audio/mp4`.
    #[serde(rename = "type")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::media_type")
    )]
    pub media_type: String,
    /// Its length.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2_500_000)))]
    pub bytes: u64,
    /// The length of every part but the last: 8192, 16384 or 65536, so that there are at most 40.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = [8192, 16384, 65536])))]
    pub part_bytes: u64,
}

/// Announces a late file, whose digest stands in the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnounceBody {
    /// As in [`FileDescriptorBody`], and so are the others of the same name.
    #[serde(rename = "type")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::media_type")
    )]
    pub media_type: String,
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2_500_000)))]
    pub bytes: u64,
    #[cfg_attr(feature = "schema", schemars(extend("enum" = [8192, 16384, 65536])))]
    pub part_bytes: u64,
}

/// A file, and how much of it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileBody {
    /// SHA-256 of the file as it was announced, hex.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9a-f]{64}$")))]
    pub sha256: String,
    /// What it is.
    #[serde(rename = "type")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::media_type")
    )]
    pub media_type: String,
    /// As it was announced.
    pub bytes: u32,
    /// As it was announced first: parts of another size are refused.
    pub part_bytes: u32,
    /// `expected`, `stored`, `refused` or `removed`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["expected", "stored", "refused", "removed"])))]
    pub state: String,
    /// Parts that are there, from 0; empty once it is stored.
    pub parts: Vec<u32>,
    /// The phone's small picture is there.
    pub has_thumbnail: bool,
    /// SHA-256 of what is kept, without metadata; once stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored_sha256: Option<String>,
    /// Why it was refused, e.g. `wrong_type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The files of a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilesBody {
    /// Oldest first.
    pub files: Vec<FileBody>,
}
