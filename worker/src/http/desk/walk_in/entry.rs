//! One entry: read, checked, stored as a complaint with the officer who keyed it in.

use crate::assets::Assets;
use crate::d1::walk_ins::D1WalkIns;
use crate::http::form::Form;
use crate::http::{App, fresh_id, fresh_key, parse_submission};
use crate::ports::life::Officer;
use crate::ports::{Reference, RepositoryError};
use crate::use_cases::submit_complaint::{Filing, NotReceived, Receipt, submit_complaint};
use api_types::problem::FieldProblemBody;
use domain::access_key::AccessKey;
use domain::complaint::moment::Periods;
use domain::complaint::{Channel, Classification, ComplaintId};
use domain::date::{Timestamp, Zone};
use domain::deadline::Deadline;
use domain::said::{SaidProblem, said_at};
use domain::submission::{Field, FieldError, FieldProblem, RawSubmission, Submission};
use domain::terms::Rule;
use frontend::i18n::{Language, date_long, date_time_long, field_problem};
use frontend::pages::desk::walk_in::fields::{CHANNELS, Entry};
use frontend::pages::desk::walk_in::{EntryValues, Mistake};
use std::rc::Rc;

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Of the submission.
    Field(FieldError),
    /// When it was said.
    Said(SaidProblem),
}

/// Why an entry was not stored.
pub enum NotStored {
    /// Fields to mend.
    Invalid(Vec<Wrong>),
    /// The id belongs to another content.
    IdReused,
    /// The storage failed.
    Unavailable(RepositoryError),
}

impl From<RepositoryError> for NotStored {
    fn from(error: RepositoryError) -> Self {
        Self::Unavailable(error)
    }
}

/// What was stored.
pub struct Stored {
    /// As a citizen would get it.
    pub receipt: Receipt,
    /// When it was said.
    pub said_at: Timestamp,
    /// What happens next.
    pub steps: Steps,
}

/// Dates of what happens next, in the zone of the place.
pub struct Steps {
    /// Zone of the place.
    pub zone: Zone,
    received_at: Timestamp,
    verify_by: Timestamp,
    /// If it is forwarded on the last day.
    pub respond_by: Timestamp,
    /// Likewise.
    pub resolve_by: Timestamp,
}

/// The zone of its abbreviation.
pub fn zone_named(name: &str) -> Option<Zone> {
    let mut zones = [Zone::Wib, Zone::Wita, Zone::Wit].into_iter();
    zones.find(|zone| zone.abbreviation() == name)
}

/// Stores an entry; repeating it is harmless.
pub async fn store(
    app: &App,
    officer: &Officer,
    values: &EntryValues,
    has_broken_text: bool,
) -> Result<Stored, NotStored> {
    let reference = app.reference().await?;
    let submission = read(app, values, &reference, has_broken_text).map_err(NotStored::Invalid)?;
    // An entry whose hidden id was lost is still one: it gets a new one.
    let id = match ComplaintId::parse(&values.id) {
        Ok(id) => id,
        Err(_) => ComplaintId::parse(&fresh_id()?)
            .map_err(|_| RepositoryError::Unavailable("no id could be made".to_owned()))?,
    };
    let complaints = app.complaints()?;
    let receipt = submit_complaint(
        &D1WalkIns::new(&complaints, &officer.id),
        &app.vault(),
        &Assets(&app.env),
        &reference,
        Filing {
            id: &id,
            submission: &submission,
            fresh_key: fresh_key()?,
            now: app.now,
        },
    )
    .await
    .map_err(|error| match error {
        NotReceived::IdReused => NotStored::IdReused,
        NotReceived::NoIdentityKey(_) => {
            NotStored::Unavailable(RepositoryError::Unavailable(error.to_string()))
        }
        NotReceived::Repository(error) => NotStored::Unavailable(error),
    })?;
    Ok(Stored {
        said_at: submission.written_at.unwrap_or(app.now),
        steps: Steps::of(&reference, &submission, &receipt),
        receipt,
    })
}

fn read(
    app: &App,
    values: &EntryValues,
    reference: &Rc<Reference>,
    has_broken_text: bool,
) -> Result<Submission, Vec<Wrong>> {
    let field = |field, problem| Wrong::Field(FieldError { field, problem });
    let mut wrong = Vec::new();
    if has_broken_text {
        wrong.push(field(Field::Text, FieldProblem::InvalidUtf8));
    }
    let channel = Channel::parse(&values.channel);
    if !channel.is_some_and(|channel| CHANNELS.contains(&channel)) {
        wrong.push(field(Field::Channel, FieldProblem::UnknownValue));
    }
    let zone = zone_named(&values.zone).unwrap_or(Zone::Wib);
    let said = said_at(&values.said_on, &values.said_time, zone, app.now);
    let said = said
        .map_err(|problem| wrong.push(Wrong::Said(problem)))
        .ok();
    let some = |text: &str| Some(text.to_owned());
    let raw = RawSubmission {
        text: values.text.clone(),
        kind: some(&values.kind),
        place: some(&values.place),
        landmark: some(&values.landmark),
        occurred_on: some(&values.occurred_on),
        anonymous: values.anonymous,
        confidential: values.confidential,
        name: some(&values.name),
        phone: some(&values.phone),
        email: some(&values.email),
        access_key: AccessKey::parse(&values.access_key)
            .ok()
            .map(|key| key.as_str().to_owned()),
        channel: channel.map(|channel| channel.as_str().to_owned()),
        ..RawSubmission::default()
    };
    match (parse_submission(raw, reference, app.now), said) {
        (Ok(submission), Some(said)) if wrong.is_empty() => Ok(Submission {
            written_at: Some(said),
            ..submission
        }),
        (parsed, _) => {
            let errors = parsed.err().unwrap_or_default();
            wrong.extend(errors.into_iter().map(Wrong::Field));
            wrong.sort_by_key(|wrong| {
                let entry = wrong.entry();
                Entry::ALL.iter().position(|other| *other == entry)
            });
            Err(wrong)
        }
    }
}

impl Stored {
    /// The reporter's key, if the sender brought it or it was made just now.
    pub fn key(&self, values: &EntryValues) -> Option<AccessKey> {
        let brought = AccessKey::parse(&values.access_key).ok();
        brought.or_else(|| self.receipt.made_key.clone())
    }

    /// When it was said; a day without a time stays one.
    pub fn said_words(&self, values: &EntryValues, language: Language) -> String {
        let zone = zone_named(&values.zone).unwrap_or(Zone::Wib);
        match values.said_time.trim().is_empty() {
            true => date_long(language, self.said_at.local(zone).0),
            false => date_time_long(language, self.said_at, zone),
        }
    }
}

impl Steps {
    fn of(reference: &Reference, submission: &Submission, receipt: &Receipt) -> Self {
        let periods = Periods {
            terms: &reference.terms,
            calendar: &reference.calendar,
        };
        let (zone, from) = (receipt.received.zone, receipt.received.verify_by);
        let kind = Classification::from(submission.kind);
        let due = |rule| Deadline::start(rule, kind, zone, from, periods).due;
        Self {
            zone,
            received_at: receipt.received_at,
            verify_by: from,
            respond_by: due(Rule::RespondBy),
            resolve_by: due(Rule::ResolveBy),
        }
    }

    fn day(&self, language: Language, at: Timestamp) -> String {
        date_long(language, at.local(self.zone).0)
    }

    /// In words.
    pub fn received_at(&self, language: Language) -> String {
        date_time_long(language, self.received_at, self.zone)
    }

    /// In words.
    pub fn verify_by(&self, language: Language) -> String {
        self.day(language, self.verify_by)
    }

    /// In words.
    pub fn respond_by(&self, language: Language) -> String {
        self.day(language, self.respond_by)
    }

    /// In words.
    pub fn resolve_by(&self, language: Language) -> String {
        self.day(language, self.resolve_by)
    }
}

impl Wrong {
    fn entry(self) -> Entry {
        let Self::Field(error) = self else {
            return Entry::Said;
        };
        match error.field {
            Field::Channel => Entry::Channel,
            Field::Kind => Entry::Kind,
            Field::Place | Field::Region => Entry::Place,
            Field::Landmark => Entry::Landmark,
            Field::OccurredOn => Entry::OccurredOn,
            Field::Name => Entry::Name,
            Field::Phone => Entry::Phone,
            Field::Email => Entry::Email,
            _ => Entry::Text,
        }
    }

    fn words(self, language: Language) -> &'static str {
        let texts = &language.desk().walk_in.fields;
        match self {
            Self::Field(error) => field_problem(language, error.field, error.problem),
            Self::Said(SaidProblem::Missing) => texts.said_missing,
            Self::Said(SaidProblem::InvalidDay) => texts.said_invalid_day,
            Self::Said(SaidProblem::InvalidTime) => texts.said_invalid_time,
            Self::Said(SaidProblem::Future) => texts.said_future,
            Self::Said(SaidProblem::TooLongAgo) => texts.said_too_long_ago,
        }
    }

    /// For the page.
    pub fn mistake(self, language: Language) -> Mistake {
        let entry = self.entry();
        let control = match self {
            Self::Said(problem) if problem.is_about_time() => "said_time",
            _ => entry.control(),
        };
        Mistake {
            entry,
            control,
            words: self.words(language),
        }
    }

    /// For the page's script.
    pub fn body(self, language: Language) -> FieldProblemBody {
        let (control, code) = match self {
            Self::Field(error) => (self.entry().control(), error.problem.code()),
            Self::Said(problem) if problem.is_about_time() => ("said_time", problem.code()),
            Self::Said(problem) => ("said_on", problem.code()),
        };
        FieldProblemBody {
            pointer: format!("/{control}"),
            code: code.to_owned(),
            detail: self.words(language).to_owned(),
        }
    }
}

/// The form as it was sent.
pub fn form_values(form: &mut Form) -> EntryValues {
    EntryValues {
        anonymous: form.is_ticked("anonymous"),
        confidential: form.is_ticked("confidential"),
        id: form.take("id"),
        access_key: form.take("access_key"),
        channel: form.take("channel"),
        said_on: form.take("said_on"),
        said_time: form.take("said_time"),
        zone: form.take("zone"),
        text: form.take("text"),
        kind: form.take("kind"),
        place: form.take("place"),
        landmark: form.take("landmark"),
        occurred_on: form.take("occurred_on"),
        name: form.take("name"),
        phone: form.take("phone"),
        email: form.take("email"),
        receipt_language: form.take("receipt_language"),
    }
}

/// A character no storage keeps would be refused again and again: it is taken out, the rest stays.
pub fn without_nul(values: EntryValues) -> EntryValues {
    let clean = |text: String| text.replace('\0', "");
    EntryValues {
        said_on: clean(values.said_on),
        said_time: clean(values.said_time),
        text: clean(values.text),
        place: clean(values.place),
        landmark: clean(values.landmark),
        occurred_on: clean(values.occurred_on),
        name: clean(values.name),
        phone: clean(values.phone),
        email: clean(values.email),
        ..values
    }
}
