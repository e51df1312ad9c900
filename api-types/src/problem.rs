//! Problem documents (RFC 9457): what went wrong, in a form that programs and people can read.

use serde::{Deserialize, Serialize};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Every kind of failure; slug, status and title belong together here, so server and outbox cannot disagree.
/// Each slug has a paragraph in docs/problems.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The body is not JSON, not a form, or not UTF-8.
    UnreadableBody,
    /// The address is for somebody with a token or a key, and none that is valid came along.
    Unauthorized,
    /// The request comes from a page of another site.
    ForeignOrigin,
    /// Somebody may do this; the bearer of this token or key may not.
    NotYours,
    /// No such address, or no such complaint for this reader.
    NotFound,
    /// The address exists, the method does not.
    MethodNotAllowed,
    /// The id was used for another content.
    IdReused,
    /// Somebody was faster: the complaint has changed since.
    Stale,
    /// The complaint does not allow this now; see `reason`.
    NotAllowed,
    /// The parts of a file do not make the file that was announced; they were dropped.
    WrongDigest,
    /// More bytes than any complaint needs.
    TooLarge,
    /// A content type this address does not read.
    UnsupportedMediaType,
    /// A file that is not what it claims to be, or that may not be kept; see `errors`.
    WrongType,
    /// One or more fields are not valid; see `errors`.
    InvalidFields,
    /// Too many requests from one address.
    TooManyRequests,
    /// Our fault.
    Internal,
    /// The storage is away for the moment.
    Unavailable,
}

impl ProblemKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::UnreadableBody,
        Self::Unauthorized,
        Self::ForeignOrigin,
        Self::NotYours,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::IdReused,
        Self::Stale,
        Self::NotAllowed,
        Self::WrongDigest,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::WrongType,
        Self::InvalidFields,
        Self::TooManyRequests,
        Self::Internal,
        Self::Unavailable,
    ];

    /// The last segment of `type`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::UnreadableBody => "unreadable-body",
            Self::Unauthorized => "unauthorized",
            Self::ForeignOrigin => "foreign-origin",
            Self::NotYours => "not-yours",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::IdReused => "id-reused",
            Self::Stale => "stale",
            Self::NotAllowed => "not-allowed",
            Self::WrongDigest => "wrong-digest",
            Self::TooLarge => "too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::WrongType => "wrong-type",
            Self::InvalidFields => "invalid-fields",
            Self::TooManyRequests => "too-many-requests",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
        }
    }

    /// The kind of a slug.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }

    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::UnreadableBody => 400,
            Self::Unauthorized => 401,
            Self::ForeignOrigin | Self::NotYours => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::IdReused | Self::Stale | Self::NotAllowed | Self::WrongDigest => 409,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::WrongType | Self::InvalidFields => 422,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// The fixed English title; pages show their own words.
    pub fn title(self) -> &'static str {
        match self {
            Self::UnreadableBody => "The body could not be read",
            Self::Unauthorized => "A valid token or access key is needed",
            Self::ForeignOrigin => "The request came from another site",
            Self::NotYours => "This is for somebody else to do",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::IdReused => "This id was used for another content",
            Self::Stale => "The complaint has changed since",
            Self::NotAllowed => "The complaint does not allow this now",
            Self::WrongDigest => "The parts do not make the file that was announced",
            Self::TooLarge => "The body is too large",
            Self::UnsupportedMediaType => "This content type is not read here",
            Self::WrongType => "This file is not kept",
            Self::InvalidFields => "Some fields are not valid",
            Self::TooManyRequests => "Too many requests",
            Self::Internal => "Something went wrong on our side",
            Self::Unavailable => "The storage is away for the moment",
        }
    }

    /// Whether the same request may succeed later: the outbox waits instead of asking the citizen.
    pub fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::TooManyRequests | Self::Internal | Self::Unavailable
        )
    }

    /// Seconds for `Retry-After`, where one is due.
    pub fn retry_after_s(self) -> Option<u32> {
        match self {
            Self::TooManyRequests => Some(60),
            Self::Internal | Self::Unavailable => Some(30),
            _ => None,
        }
    }
}

/// Why a complaint does not allow a command now: `reason` of `not-allowed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotAllowedReason {
    /// Nobody may do this in its state.
    State,
    /// The time for it is over.
    TooLate,
    /// The time for it has not come.
    TooEarly,
    /// It was done as often as may be.
    LimitReached,
    /// After too many hops it was assigned for good and cannot be returned.
    AssignedForGood,
    /// It follows another complaint: act on that one.
    Merged,
    /// Everything would stay as it is.
    NothingChanged,
}

/// The body of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProblemBody {
    /// `/problems/<slug>`.
    #[serde(rename = "type")]
    pub type_: String,
    /// Fixed per kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// About this request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblemBody>,
    /// Where the complaint stands now; with `stale` and `not-allowed`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::state"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Its last history entry; with `stale` and `not-allowed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u32>,
    /// What the sender may send now instead; with `not-allowed`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::commands"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// What stands in the way; with `not-allowed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NotAllowedReason>,
}

/// One field that is not valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldProblemBody {
    /// JSON pointer (RFC 6901) into the request body; a slash and its name for a parameter of the address.
    pub pointer: String,
    /// Stable code, e.g. `too_long`.
    pub code: String,
    /// One sentence in the reader's language.
    pub detail: String,
}

impl ProblemBody {
    /// A problem without field errors.
    pub fn new(kind: ProblemKind, detail: Option<String>) -> Self {
        Self {
            type_: format!("/problems/{}", kind.slug()),
            title: kind.title().to_owned(),
            status: kind.status(),
            detail,
            errors: Vec::new(),
            state: None,
            seq: None,
            allowed: None,
            reason: None,
        }
    }

    /// The complaint changed since the sender looked: where it stands now.
    pub fn stale(state: &str, seq: u32) -> Self {
        Self {
            state: Some(state.to_owned()),
            seq: Some(seq),
            ..Self::new(ProblemKind::Stale, None)
        }
    }

    /// The complaint does not allow this now: why not, and what it does allow the sender.
    pub fn not_allowed(
        reason: NotAllowedReason,
        state: &str,
        seq: u32,
        allowed: Vec<String>,
    ) -> Self {
        Self {
            state: Some(state.to_owned()),
            seq: Some(seq),
            allowed: Some(allowed),
            reason: Some(reason),
            ..Self::new(ProblemKind::NotAllowed, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_documented() {
        let docs = include_str!("../../docs/problems.md");
        for kind in ProblemKind::ALL {
            let heading = format!("\n## {}\n", kind.slug());
            assert!(docs.contains(&heading), "{} is missing", kind.slug());
            assert_eq!(ProblemKind::of_slug(kind.slug()), Some(*kind));
            assert_eq!(kind.is_retryable(), kind.retry_after_s().is_some());
        }
    }

    #[test]
    fn only_a_conflict_says_where_the_complaint_stands() {
        let plain = serde_json::to_value(ProblemBody::new(ProblemKind::NotYours, None)).unwrap();
        let members = plain.as_object().unwrap().keys().map(String::as_str);
        assert_eq!(members.collect::<Vec<_>>(), ["status", "title", "type"]);
        let reason = NotAllowedReason::TooLate;
        let problem = ProblemBody::not_allowed(reason, "closed", 7, Vec::new());
        let body = serde_json::to_value(problem).unwrap();
        assert_eq!(body["reason"], "too_late");
        assert_eq!(
            (&body["seq"], &body["state"]),
            (&7.into(), &"closed".into())
        );
        assert_eq!(body["allowed"], serde_json::json!([]));
    }
}
