//! What a citizen sent, before it is received: parsed once, at the edge, then trusted.

mod field;

use crate::access_key::AccessKey;
use crate::complaint::words::is_blank;
use crate::complaint::{Channel, ReportType, ReporterKind, Visibility};
use crate::date::{Date, Timestamp, Zone};
use crate::email::is_email;
use crate::phone::PhoneNumber;

pub use field::{Field, FieldError, FieldProblem};

/// Longest story accepted, in Unicode characters (guide: 99 % stay below 2,300).
pub const MAX_TEXT_CHARS: usize = 10_000;
/// Longest description of a place.
pub const MAX_PLACE_CHARS: usize = 300;
/// Longest landmark.
pub const MAX_LANDMARK_CHARS: usize = 300;
/// Longest name.
pub const MAX_NAME_CHARS: usize = 120;
/// A phone that was off longer than this has no believable age; the age is dropped, never the complaint.
const MAX_AGE_S: f64 = 10.0 * 366.0 * 86_400.0;
/// Nobody alive complains about an earlier day.
const EARLIEST_YEAR: i32 = 1945;

/// The fields as they arrived: from JSON, from a form, from a channel. Nothing is checked yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawSubmission {
    /// The story, in the citizen's words.
    pub text: String,
    /// `complaint`, `aspiration`, `information_request` or the Indonesian words.
    pub kind: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// What stands close by.
    pub landmark: Option<String>,
    /// Region code.
    pub region: Option<String>,
    /// Latitude, WGS 84.
    pub lat: Option<f64>,
    /// Longitude, WGS 84.
    pub lon: Option<f64>,
    /// Radius of the fix, metres.
    pub accuracy_m: Option<f64>,
    /// The day it happened.
    pub occurred_on: Option<String>,
    /// *Anonim*.
    pub anonymous: bool,
    /// *Rahasia*.
    pub confidential: bool,
    /// The reporter's name.
    pub name: Option<String>,
    /// The reporter's telephone number.
    pub phone: Option<String>,
    /// The reporter's e-mail address.
    pub email: Option<String>,
    /// Minted by the sender, if it could.
    pub access_key: Option<String>,
    /// Seconds since it was written on the phone.
    pub age_s: Option<f64>,
    /// The road it came by.
    pub channel: Option<String>,
}

/// A submission that may be received.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The story: not blank, at most [`MAX_TEXT_CHARS`], without NUL.
    pub narrative: String,
    /// What the citizen wants.
    pub kind: ReportType,
    /// Where, in words.
    pub place: Option<String>,
    /// What stands close by, for whoever has to find it.
    pub landmark: Option<String>,
    /// Region code that exists.
    pub region: Option<String>,
    /// Where, by satellite.
    pub point: Option<Point>,
    /// The day it happened.
    pub occurred_on: Option<Date>,
    /// *Rahasia* or not.
    pub visibility: Visibility,
    /// *Anonim* or not.
    pub anonymous: bool,
    /// Who says so.
    pub identity: Identity,
    /// Minted by the sender, if it could.
    pub access_key: Option<AccessKey>,
    /// When it was written, by the phone's account of its age. Shown, never trusted.
    pub written_at: Option<Timestamp>,
    /// The road it came by.
    pub channel: Channel,
}

/// A position with the radius of its fix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Latitude, WGS 84.
    pub lat: f64,
    /// Longitude, WGS 84.
    pub lon: f64,
    /// Radius, metres.
    pub accuracy_m: Option<f64>,
}

/// Name and contact; stored sealed, in a table of its own. `Debug` shows none of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Name, as given.
    pub name: Option<String>,
    /// Telephone number.
    pub phone: Option<PhoneNumber>,
    /// E-mail address.
    pub email: Option<String>,
}

impl Identity {
    /// Nothing was given.
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.phone.is_none() && self.email.is_none()
    }

    /// Whether the reporter can be told something.
    pub fn has_contact(&self) -> bool {
        self.phone.is_some() || self.email.is_some()
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

impl Submission {
    /// Checks every field and reports everything that is wrong at once. `region_exists` answers from the
    /// region table; `now` bounds the day it happened.
    pub fn parse(
        raw: RawSubmission,
        now: Timestamp,
        region_exists: impl Fn(&str) -> bool,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors(Vec::new());
        let narrative = errors.text(Field::Text, Some(raw.text), MAX_TEXT_CHARS);
        if narrative.is_none() && errors.0.is_empty() {
            errors.add(Field::Text, FieldProblem::Required);
        }
        let kind = errors.named(Field::Kind, raw.kind.as_deref(), ReportType::parse);
        let channel = errors.named(Field::Channel, raw.channel.as_deref(), Channel::parse);
        let place = errors.text(Field::Place, raw.place, MAX_PLACE_CHARS);
        let landmark = errors.text(Field::Landmark, raw.landmark, MAX_LANDMARK_CHARS);
        let region = filled(raw.region);
        if region.as_deref().is_some_and(|code| !region_exists(code)) {
            errors.add(Field::Region, FieldProblem::UnknownRegion);
        }
        let point = errors.point(raw.lat, raw.lon, raw.accuracy_m);
        let occurred_on = errors.day(raw.occurred_on, now);
        let identity = Identity {
            name: errors.text(Field::Name, raw.name, MAX_NAME_CHARS),
            phone: errors.phone(raw.phone),
            email: errors.email(raw.email),
        };
        let access_key = filled(raw.access_key).and_then(|key| {
            AccessKey::parse(&key)
                .map_err(|_| errors.add(Field::AccessKey, FieldProblem::InvalidAccessKey))
                .ok()
        });
        let written_at = raw
            .age_s
            .filter(|age| (0.0..=MAX_AGE_S).contains(age))
            .map(|age| Timestamp(now.0 - (age * 1000.0) as i64));
        match narrative {
            Some(narrative) if errors.0.is_empty() => Ok(Self {
                narrative,
                kind: kind.unwrap_or(ReportType::Complaint),
                place,
                landmark,
                region,
                point,
                occurred_on,
                visibility: if raw.confidential {
                    Visibility::Confidential
                } else {
                    Visibility::Public
                },
                anonymous: raw.anonymous,
                identity,
                access_key,
                written_at,
                channel: channel.unwrap_or(Channel::Web),
            }),
            _ => Err(errors.0),
        }
    }

    /// How far the reporter is known.
    pub fn reporter_kind(&self) -> ReporterKind {
        match (self.anonymous, self.identity.is_empty()) {
            // Where nothing was left, nothing is sealed.
            (_, true) => ReporterKind::Unknown,
            (true, false) => ReporterKind::Sealed,
            (false, false) => ReporterKind::Named,
        }
    }

    /// The bytes whose SHA-256 says whether two submissions under one id are the same. Everything the citizen
    /// decided is in it; the age is not, because it grows from one retry to the next.
    // Invariant: append new fields at the end, and only when they are present, so that an old phone's retry
    // still has the digest of its first attempt.
    pub fn canonical(&self) -> String {
        let mut canonical = String::from("satupintu submission 1\n");
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                canonical.push_str(&format!("{name} {}\n{value}\n", value.len()));
            }
        };
        put("kind", self.kind.as_str());
        put("text", &self.narrative);
        put("place", self.place.as_deref().unwrap_or_default());
        put("region", self.region.as_deref().unwrap_or_default());
        if let Some(point) = self.point {
            put("lat", &point.lat.to_string());
            put("lon", &point.lon.to_string());
            if let Some(accuracy) = point.accuracy_m {
                put("accuracy_m", &accuracy.to_string());
            }
        }
        if let Some(day) = self.occurred_on {
            put("occurred_on", &day.to_string());
        }
        put("visibility", self.visibility.as_str());
        put("anonymous", if self.anonymous { "1" } else { "" });
        put("name", self.identity.name.as_deref().unwrap_or_default());
        put(
            "phone",
            self.identity.phone.as_ref().map_or("", PhoneNumber::as_str),
        );
        put("email", self.identity.email.as_deref().unwrap_or_default());
        put(
            "access_key",
            self.access_key.as_ref().map_or("", AccessKey::as_str),
        );
        put("channel", self.channel.as_str());
        put("landmark", self.landmark.as_deref().unwrap_or_default());
        canonical
    }
}

struct Errors(Vec<FieldError>);

impl Errors {
    fn add(&mut self, field: Field, problem: FieldProblem) {
        self.0.push(FieldError { field, problem });
    }

    fn text(&mut self, field: Field, text: Option<String>, max_chars: usize) -> Option<String> {
        let text = filled(text.map(|text| text.replace("\r\n", "\n")))?;
        if text.contains('\0') {
            self.add(field, FieldProblem::ContainsNul);
        } else if text.chars().count() > max_chars {
            self.add(field, FieldProblem::TooLong);
        }
        Some(text)
    }

    fn named<T>(
        &mut self,
        field: Field,
        name: Option<&str>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let name = name.map(str::trim).filter(|name| !name.is_empty())?;
        let value = parse(name);
        if value.is_none() {
            self.add(field, FieldProblem::UnknownValue);
        }
        value
    }

    fn point(
        &mut self,
        lat: Option<f64>,
        lon: Option<f64>,
        accuracy_m: Option<f64>,
    ) -> Option<Point> {
        let mut in_range = |field, value: Option<f64>, low: f64, high: f64| {
            if value.is_some_and(|value| !(low..=high).contains(&value)) {
                self.add(field, FieldProblem::OutOfRange);
            }
        };
        in_range(Field::Lat, lat, -90.0, 90.0);
        in_range(Field::Lon, lon, -180.0, 180.0);
        // Half the circumference of the earth: a larger radius says nothing.
        in_range(Field::AccuracyM, accuracy_m, 0.0, 20_037_508.0);
        match (lat, lon) {
            (Some(lat), Some(lon)) => Some(Point {
                lat,
                lon,
                accuracy_m,
            }),
            (None, None) => None,
            (Some(_), None) => {
                self.add(Field::Lon, FieldProblem::Incomplete);
                None
            }
            (None, Some(_)) => {
                self.add(Field::Lat, FieldProblem::Incomplete);
                None
            }
        }
    }

    fn day(&mut self, text: Option<String>, now: Timestamp) -> Option<Date> {
        let text = filled(text)?;
        // Eastern Indonesia is the first to begin a day.
        let (today, _) = now.local(Zone::Wit);
        match Date::parse(&text) {
            Err(_) => self.add(Field::OccurredOn, FieldProblem::InvalidDate),
            Ok(day) if day > today => self.add(Field::OccurredOn, FieldProblem::FutureDate),
            Ok(day) if day.parts().0 < EARLIEST_YEAR => {
                self.add(Field::OccurredOn, FieldProblem::TooLongAgo);
            }
            Ok(day) => return Some(day),
        }
        None
    }

    fn phone(&mut self, text: Option<String>) -> Option<PhoneNumber> {
        let phone = PhoneNumber::parse(&filled(text)?);
        if phone.is_err() {
            self.add(Field::Phone, FieldProblem::InvalidPhone);
        }
        phone.ok()
    }

    fn email(&mut self, text: Option<String>) -> Option<String> {
        let email = filled(text)?;
        if is_email(&email) {
            return Some(email);
        }
        self.add(Field::Email, FieldProblem::InvalidEmail);
        None
    }
}

/// Trimmed, or `None` when nothing is left.
fn filled(text: Option<String>) -> Option<String> {
    let text = text?;
    let trimmed = text.trim();
    if is_blank(trimmed) {
        None
    } else if trimmed.len() == text.len() {
        Some(text)
    } else {
        Some(trimmed.to_owned())
    }
}

#[cfg(test)]
mod tests;
