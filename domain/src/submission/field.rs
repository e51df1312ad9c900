//! The fields of a submission and what can be wrong with them.

use serde::{Deserialize, Serialize};

/// A field of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The id in the address or in the form.
    Id,
    /// The story.
    Text,
    /// What the citizen wants.
    Kind,
    /// Where, in words.
    Place,
    /// What stands close by.
    Landmark,
    /// Region code.
    Region,
    /// Latitude.
    Lat,
    /// Longitude.
    Lon,
    /// Radius of the fix.
    AccuracyM,
    /// The day it happened.
    OccurredOn,
    /// The reporter's name.
    Name,
    /// The reporter's telephone number.
    Phone,
    /// The reporter's e-mail address.
    Email,
    /// The access key.
    AccessKey,
    /// The age of the submission.
    AgeS,
    /// The channel.
    Channel,
}

impl Field {
    /// Where it stands in the JSON body (RFC 6901).
    pub fn pointer(self) -> &'static str {
        match self {
            Self::Id => "/id",
            Self::Text => "/text",
            Self::Kind => "/kind",
            Self::Place => "/place",
            Self::Landmark => "/landmark",
            Self::Region => "/region",
            Self::Lat => "/lat",
            Self::Lon => "/lon",
            Self::AccuracyM => "/accuracy_m",
            Self::OccurredOn => "/occurred_on",
            Self::Name => "/reporter/name",
            Self::Phone => "/reporter/phone",
            Self::Email => "/reporter/email",
            Self::AccessKey => "/access_key",
            Self::AgeS => "/age_s",
            Self::Channel => "/channel",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    /// Nothing but spaces.
    Required,
    /// More characters than allowed.
    TooLong,
    /// The character U+0000, which no storage keeps.
    ContainsNul,
    /// Not one of the known values.
    UnknownValue,
    /// Not a day of the calendar.
    InvalidDate,
    /// A day that has not begun anywhere in Indonesia.
    FutureDate,
    /// Before 1945.
    TooLongAgo,
    /// Not a telephone number.
    InvalidPhone,
    /// Not an e-mail address.
    InvalidEmail,
    /// Not a number in the allowed range.
    OutOfRange,
    /// Latitude without longitude, or the other way round.
    Incomplete,
    /// No such region.
    UnknownRegion,
    /// Not 22 characters of base64url.
    InvalidAccessKey,
    /// Not a UUID of version 7 or 4.
    InvalidId,
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// A field this version does not know.
    UnknownField,
    /// A field that stands twice.
    DuplicateField,
    /// Another JSON type than the field's.
    WrongType,
}

impl FieldProblem {
    /// The stable code on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong => "too_long",
            Self::ContainsNul => "contains_nul",
            Self::UnknownValue => "unknown_value",
            Self::InvalidDate => "invalid_date",
            Self::FutureDate => "future_date",
            Self::TooLongAgo => "too_long_ago",
            Self::InvalidPhone => "invalid_phone",
            Self::InvalidEmail => "invalid_email",
            Self::OutOfRange => "out_of_range",
            Self::Incomplete => "incomplete",
            Self::UnknownRegion => "unknown_region",
            Self::InvalidAccessKey => "invalid_access_key",
            Self::InvalidId => "invalid_id",
            Self::InvalidUtf8 => "invalid_utf8",
            Self::UnknownField => "unknown_field",
            Self::DuplicateField => "duplicate_field",
            Self::WrongType => "wrong_type",
        }
    }
}

/// One thing to mend before the submission can be received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: FieldProblem,
}
