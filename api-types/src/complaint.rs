//! Filing a complaint: `PUT /api/v1/complaints/{id}`.

#[cfg(feature = "schema")]
use crate::file::FileDescriptorBody;
use domain::routing::Reason;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt::Formatter;

/// The body of a submission. Only `text` is required; unknown fields are refused, so that a misspelt one is
/// noticed by its sender and not by the citizen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SubmissionBody {
    /// Version of the body: 1, or absent.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub v: Option<u32>,
    /// `complaint`, `aspiration` or `information_request` (also `pengaduan`, `aspirasi`,
    /// `permintaan_informasi`). Default: complaint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The story, at most 10,000 characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
    pub text: String,
    /// Where, in words, at most 300 characters.
    #[cfg_attr(feature = "schema", schemars(length(max = 300)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What stands close by ("seberang SPBU"), at most 300 characters.
    #[cfg_attr(feature = "schema", schemars(length(max = 300)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landmark: Option<String>,
    /// Region code, e.g. `33.15.18`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Latitude, WGS 84; with `lon` or not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Longitude, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Radius of the position, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_m: Option<f64>,
    /// The day it happened, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_on: Option<String>,
    /// *Anonim*: hide who, from the agency too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymous: Option<bool>,
    /// *Rahasia*: hide what, from the public for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<bool>,
    /// Name and contact, kept sealed.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "object_or_null"
    )]
    pub reporter: Option<ReporterBody>,
    /// 22 characters of base64url (128 random bits); made by the server when absent.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[A-Za-z0-9_-]{22}$")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_key: Option<String>,
    /// Seconds since it was written on the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_s: Option<f64>,
    /// `web`, `app`, `sms`, `wa`, `x`, `email`, `walk_in`, `phone`, `box`, `letter` or `api`. Default: web.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::channel_or_null")
    )]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Tracking code of a public, open complaint about the same matter, to join it as soon as this one is stored. One that cannot
    /// be joined is no reason to refuse the words: the receipt says what became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joins: Option<String>,
    /// At most five files that follow in parts. What of it cannot be understood is dropped, never the words: the receipt
    /// lists what was taken.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<FileDescriptorBody>>"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Value>,
}

/// Version 2 of the body: the complaint form as it is, every field a text, empty ones left out. What the outbox
/// sends; phones keep it for months, so it is read for as long as there are phones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["v", "text"])))]
#[serde(deny_unknown_fields, default)]
pub struct FormBody {
    /// 2.
    #[cfg_attr(feature = "schema", schemars(range(min = 2, max = 2)))]
    pub v: u32,
    /// As in [`SubmissionBody`], and so are the others of the same name.
    pub text: String,
    pub place: String,
    pub landmark: String,
    pub region: String,
    pub lat: String,
    pub lon: String,
    pub accuracy_m: String,
    pub kind: String,
    pub occurred_on: String,
    /// The reporter's name.
    pub name: String,
    /// The reporter's telephone number.
    pub phone: String,
    /// The reporter's e-mail address.
    pub email: String,
    /// `1` when the box is ticked.
    pub anonymous: String,
    /// `1` when the box is ticked.
    pub confidential: String,
    pub access_key: String,
    /// Tracking code of a public complaint about the same matter, to join it.
    pub joins: String,
    /// At most five files that follow in parts, each `sha256:type:bytes:part_bytes`, with blanks between them.
    pub files: String,
}

/// What tells the versions apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct BodyVersion {
    /// 1 where there is none.
    pub v: Option<u64>,
}

/// Who says so; every field optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReporterBody {
    /// Name, at most 120 characters.
    #[cfg_attr(feature = "schema", schemars(length(max = 120)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Any Indonesian spelling, or `+` and a foreign number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Serde would also read an array as the fields in order.
fn object_or_null<'de, D: Deserializer<'de>>(source: D) -> Result<Option<ReporterBody>, D::Error> {
    struct Object;

    impl<'de> Visitor<'de> for Object {
        type Value = Option<ReporterBody>;

        fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object or null")
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            ReporterBody::deserialize(MapAccessDeserializer::new(map)).map(Some)
        }
    }

    source.deserialize_any(Object)
}

/// The receipt: 201 the first time, 200 with the same content for every repetition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReceiptBody {
    /// The sender's id.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uuid")))]
    pub id: String,
    /// The public number, `7K3F-9QXM-4T2B-C`.
    pub tracking_code: String,
    /// Server time of receipt, RFC 3339: the legal start of the clocks.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub received_at: String,
    /// `received`.
    pub state: String,
    /// By when it must be verified, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub verify_by: String,
    /// What routing proposes; an officer decides.
    pub suggestion: SuggestionBody,
    /// Only in the 201, and only when the sender brought none: the server keeps no copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_key: Option<String>,
    /// Whether it joined the complaint that `joins` named; absent where none was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<bool>,
    /// SHA-256 of each file that is waited for or there, hex; absent where none was announced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
}

/// Where a complaint should go, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SuggestionBody {
    /// Best category code; null when no topic was recognised.
    pub category: Option<String>,
    /// The best three category codes, best first.
    pub categories: Vec<String>,
    /// Agency id; null when it goes to the triage desk.
    pub agency: Option<String>,
    /// Unit id.
    pub unit: Option<String>,
    /// Region code of the place, if it is known.
    pub region: Option<String>,
    /// Region codes to ask the citizen about, when the words fit several places.
    pub region_candidates: Vec<String>,
    /// Percent, 0 to 100.
    pub confidence: u8,
    /// The steps of the decision, each with a stable `code`.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Vec<crate::schema::ReasonSchema>")
    )]
    pub reasons: Vec<Reason>,
}

/// How a complaint stands: `GET /api/v1/complaints/{tracking_code}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusBody {
    /// The public number.
    pub tracking_code: String,
    /// `received`, `awaiting_reporter`, `assigned`, `in_progress`, `answered`, `rejected` or `closed`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::state"))]
    pub state: String,
    /// Who holds it, by name; absent while it waits at the verification desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// By when it must be verified, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub verify_by: String,
    /// When it changed last, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub changed_at: String,
    /// The history entry made last; `expected_seq` of a command.
    pub seq: u32,
    /// Everything that runs or stands still.
    pub deadlines: Vec<DeadlineBody>,
    /// Somebody in office has missed a limit that is not met yet.
    pub is_overdue: bool,
    /// Days since it was received; nothing sets them back.
    pub age_days: u32,
    /// How often it was returned as not theirs.
    pub hops: u32,
    /// How often the reporter was asked and the clocks stood still.
    pub pauses: u32,
    /// How many complaints about the same matter follow this one.
    pub follower_count: u32,
    /// What the bearer of this request's token may send now; times and limits are looked at when it is sent.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::commands"))]
    pub allowed: Vec<String>,
}

/// One period of a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineBody {
    /// Which period.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::rule"))]
    pub rule: String,
    /// Its end, RFC 3339; while it stands still, where it would have been.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub due: String,
    /// It stands still, waiting for the reporter.
    pub is_paused: bool,
    /// Its end is past.
    pub is_missed: bool,
}

/// What happened and what was said: `GET /api/v1/complaints/{tracking_code}/thread`. Holds what the bearer of the
/// request's token may read, which without one is what the public may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThreadBody {
    /// The heading an officer gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The story; for the public the redacted text, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// What the public reads instead of the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redaction: Option<String>,
    /// Every entry, oldest first.
    pub history: Vec<HistoryBody>,
    /// Every text that belongs to an entry, oldest first.
    pub messages: Vec<MessageBody>,
}

/// One entry of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryBody {
    /// Position, from 0.
    pub seq: u32,
    /// What happened, e.g. `assigned`; more kinds may come.
    pub kind: String,
    /// Server time, RFC 3339: the legal time.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// `reporter`, `officer`, `clock` or `system`; never a name.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["reporter", "officer", "clock", "system"])))]
    pub actor: String,
    /// Agency id of whom it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Unit id, if it went to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The end of the period it started, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// SHA-256 of the entry and of all before it, hex (docs/ARCHITECTURE.md, "The history").
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9a-f]{64}$")))]
    pub hash: String,
}

/// One text that somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageBody {
    /// The entry it belongs to.
    pub seq: u32,
    /// Which text of that entry, e.g. `question`, `answer`.
    pub part: String,
    /// Who may read it.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["conversation", "private", "internal"])))]
    pub thread: String,
    /// As what they wrote: the name of a role, never of a person.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::role"))]
    pub author: String,
    /// The words; null once they had to be erased.
    pub text: Option<String>,
    /// Server time, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
}
