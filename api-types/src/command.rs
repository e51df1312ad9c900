//! Doing something with a complaint: `PUT /api/v1/complaints/{tracking_code}/commands/{command_id}`.

use domain::complaint::Classification;
use domain::complaint::command::CommandName;
use domain::complaint::state::Solved;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

/// A command as a person or their program sends it: which one in `command`, and beside it what it needs.
///
/// Unknown fields are refused, those of other commands among them; a missing or misplaced one is named in serde's own
/// words ("missing field `text`"), all others by their path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommandBody {
    /// Version of the body: 1, or absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub v: Option<u32>,
    /// The history entry the sender saw last; when there is another by now, the answer is 409 `stale`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_seq: Option<u32>,
    /// What to do.
    #[serde(flatten)]
    pub content: CommandContent,
}

impl From<CommandContent> for CommandBody {
    fn from(content: CommandContent) -> Self {
        Self {
            v: None,
            expected_seq: None,
            content,
        }
    }
}

impl<'de> Deserialize<'de> for CommandBody {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let mut fields = Fields::deserialize(source)?;
        let content = CommandContent::take(&mut fields)?;
        match fields.first_left() {
            Some(left) => Err(D::Error::custom(format_args!(
                "unknown field `{left}` of {}",
                content.name().as_str()
            ))),
            None => Ok(Self {
                v: fields.v,
                expected_seq: fields.expected_seq,
                content,
            }),
        }
    }
}

/// Gives the enum of commands and its reader, which takes from [`Fields`] what each command needs.
///
/// Serde's own reader of tagged enums keeps everything in memory until it has seen the tag and cannot say any more in
/// which field something was wrong.
macro_rules! contents {
    ($($(#[$doc:meta])* $variant:ident = $name:literal { $($(#[$field_meta:meta])* $field:ident: $type:ty = $need:ident,)* },)+) => {
        /// What a person can do with a complaint. Who may do it when is the server's to say: `allowed` of
        /// [`StatusBody`](crate::complaint::StatusBody). The clock's own commands are not among them.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "command")]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub enum CommandContent {
            $($(#[$doc])* #[serde(rename = $name)] $variant { $($(#[$field_meta])* $field: $type,)* },)+
        }

        impl CommandContent {
            /// Every name of a command that a person can send.
            pub const NAMES: &'static [&'static str] = &[$($name,)+];

            /// Which command it is.
            pub fn name(&self) -> CommandName {
                match self {
                    $(Self::$variant { .. } => CommandName::$variant,)+
                }
            }

            fn take<E: Error>(fields: &mut Fields) -> Result<Self, E> {
                Ok(match fields.command {
                    $(Tag::$variant => Self::$variant {
                        $($field: $need(stringify!($field), fields.$field.take())?,)*
                    },)+
                })
            }
        }

        #[derive(Clone, Copy, Deserialize)]
        enum Tag {
            $(#[serde(rename = $name)] $variant,)+
        }
    };
}

/// Gives the union of all commands' fields.
macro_rules! fields {
    ($($field:ident: $type:ty,)+) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            command: Tag,
            v: Option<u32>,
            expected_seq: Option<u32>,
            $(#[serde(default, deserialize_with = "given")] $field: Given<$type>,)+
        }

        impl Fields {
            /// A field that no command has taken.
            fn first_left(&self) -> Option<&'static str> {
                $(if self.$field.is_some() { return Some(stringify!($field)); })+
                None
            }
        }
    };
}

/// Not there, null, or a value.
type Given<T> = Option<Option<T>>;

fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(source: D) -> Result<Given<T>, D::Error> {
    Option::deserialize(source).map(Some)
}

fn required<T, E: Error>(name: &'static str, field: Given<T>) -> Result<T, E> {
    field.flatten().ok_or_else(|| E::missing_field(name))
}

fn optional<T, E: Error>(_: &'static str, field: Given<T>) -> Result<Option<T>, E> {
    Ok(field.flatten())
}

fn list<T, E: Error>(_: &'static str, field: Given<Vec<T>>) -> Result<Vec<T>, E> {
    Ok(field.flatten().unwrap_or_default())
}

fields! {
    kind: Classification,
    category: String,
    title: String,
    agency: String,
    unit: String,
    cc: Vec<String>,
    question: String,
    text: String,
    reason: RejectionName,
    sentence: String,
    right_body: String,
    duplicate_of: String,
    lead: String,
    suggested: String,
    thread: NoteThread,
    thanks: bool,
    outcome: AnswerOutcome,
    on: String,
    until: String,
    basis: String,
    stars: u8,
    solved: Solved,
    with_identity: bool,
    region: String,
}

contents! {
    /// Verify, classify and send to one agency.
    Assign = "assign" {
        /// What it is.
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::classification"))]
        kind: Classification = required,
        /// Category code, e.g. `JLN-01`.
        #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
        category: String = required,
        /// A heading of one line, without names of people.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
        title: String = required,
        /// Agency id, e.g. `kab-grobogan`.
        #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
        agency: String = required,
        /// Unit id, e.g. `kabkota:dpupr`; without one it goes to the agency's coordinator.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<String> = optional,
        /// Ids of agencies that read along.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cc: Vec<String> = list,
    },
    /// Ask the reporter; the clocks stand still meanwhile.
    AskReporter = "ask_reporter" {
        /// What is missing.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        question: String = required,
    },
    /// Give what was asked, also after it was archived for want of it.
    Complete = "complete" {
        /// In words.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
    },
    /// Archive with a reason.
    Reject = "reject" {
        /// Why.
        reason: RejectionName = required,
        /// One sentence to the citizen.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        sentence: String = required,
        /// Where to turn instead; with `out_of_scope`.
        #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        right_body: Option<String> = optional,
        /// Tracking code of the earlier one; with `duplicate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        duplicate_of: Option<String> = optional,
    },
    /// Take an archived complaint up again.
    Restore = "restore" {
        /// Why; needed after `abusive`.
        #[cfg_attr(feature = "schema", schemars(length(max = 10_000)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String> = optional,
    },
    /// Let it follow another complaint about the same matter.
    Merge = "merge" {
        /// Tracking code of that other one.
        lead: String = required,
    },
    /// Let it go its own way again.
    Unmerge = "unmerge" {},
    /// The reporter lets it follow another about the same matter, that anybody may read.
    Join = "join" {
        /// Tracking code of that other one.
        lead: String = required,
    },
    /// The reporter lets it go its own way again.
    Leave = "leave" {},
    /// Give it to a unit of the same agency; restarts nothing.
    Delegate = "delegate" {
        /// Unit id; without one it comes back to the coordinator's own desk.
        #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<String> = optional,
    },
    /// *Bukan wewenang*: one tier up, never the end.
    Return = "return" {
        /// Why not.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
        /// Agency id of who should have it instead.
        #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        suggested: Option<String> = optional,
    },
    /// Begin, with the first follow-up.
    Start = "start" {
        /// What will be done.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
    },
    /// A message of an officer.
    AddNote = "add_note" {
        /// The message.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
        /// Who may read it.
        thread: NoteThread = required,
    },
    /// A message of the reporter.
    AddInformation = "add_information" {
        /// The message.
        #[cfg_attr(feature = "schema", schemars(length(max = 10_000)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String> = optional,
        /// A thank-you without objection: the countdown after an answer starts anew.
        #[serde(skip_serializing_if = "Option::is_none")]
        thanks: Option<bool> = optional,
    },
    /// Answer, with an outcome. A promise to coordinate is none.
    Answer = "answer" {
        /// What became of the matter.
        outcome: AnswerOutcome = required,
        /// The day it was put right; with `done`.
        #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
        #[serde(skip_serializing_if = "Option::is_none")]
        on: Option<String> = optional,
        /// The last day of the plan; with `planned`.
        #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<String> = optional,
        /// The rule that forbids it or the budget that lacks, as cited; with `cannot_do`.
        #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        basis: Option<String> = optional,
        /// In words.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
    },
    /// Agree, and judge the handling if the reporter likes: both of `stars` and `solved` or neither.
    Confirm = "confirm" {
        /// How it was handled, 1 to 5.
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        stars: Option<u8> = optional,
        /// *Masalah teratasi?*
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::solved_or_null"))]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        solved: Option<Solved> = optional,
    },
    /// Disagree, in time.
    Object = "object" {
        /// What is missing.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
    },
    /// Take it back.
    Withdraw = "withdraw" {
        /// Why, if they say.
        #[cfg_attr(feature = "schema", schemars(length(max = 10_000)))]
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String> = optional,
    },
    /// Go on after the end.
    Reopen = "reopen" {
        /// Why.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
    },
    /// Correct what it is; the deadlines follow.
    Reclassify = "reclassify" {
        /// What it is.
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::classification"))]
        kind: Classification = required,
    },
    /// Let the Ombudsman have it; the agency stays bound.
    HandOver = "hand_over" {
        /// Name and contact too.
        with_identity: bool = required,
    },
    /// Judge the handling.
    Rate = "rate" {
        /// How it was handled, 1 to 5.
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
        stars: u8 = required,
        /// *Masalah teratasi?*
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::solved"))]
        solved: Solved = required,
    },
    /// Say which of several places with one name is meant.
    ClarifyPlace = "clarify_place" {
        /// Region code; without one, none of those offered.
        #[serde(skip_serializing_if = "Option::is_none")]
        region: Option<String> = optional,
    },
    /// Follow a change of the holiday table or the terms.
    Recompute = "recompute" {},
    /// Show the public another text than the story; whoever reads in full still reads both.
    Redact = "redact" {
        /// That text.
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
        text: String = required,
    },
}

/// Why an officer archives a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RejectionName {
    /// Nobody can tell what it says.
    Unintelligible,
    /// No service, place or event can be told from it.
    TooGeneral,
    /// A court, the legislature, a crime or a private matter; needs `right_body`.
    OutOfScope,
    /// No public body is competent; only the national admin says so.
    NoCompetentAgency,
    /// The same reporter filed the same before; needs `duplicate_of`. Complaints of others are merged, not rejected.
    Duplicate,
    /// Spam, SARA, hoax.
    Abusive,
    /// Passed to 112, 110 or 119.
    EmergencyDiverted,
}

/// Who may read an officer's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoteThread {
    /// The reporter, the officers, and the public as far as the story is public.
    Conversation,
    /// Officers only.
    Internal,
}

/// What an answer says became of the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerOutcome {
    /// Put right; needs `on`.
    Done,
    /// Will be put right; needs `until`.
    Planned,
    /// Cannot be put right; needs `basis`.
    CannotDo,
    /// The question is answered, the proposal heard.
    Informed,
}

/// Version 2 of the body: the reporter's form as it is, every field a text, empty ones left out. What the outbox sends;
/// phones keep it for months, so it is read for as long as there are phones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["v", "command", "k"])))]
#[serde(deny_unknown_fields, default)]
pub struct CommandFormBody {
    /// 2.
    #[cfg_attr(feature = "schema", schemars(range(min = 2, max = 2)))]
    pub v: u32,
    /// As in version 1; one of the reporter's.
    pub command: String,
    /// The reporter's access key; stands in for `Authorization`.
    pub k: String,
    /// Ignored: the outbox keeps its own key in every row.
    pub access_key: String,
    /// As in version 1, and so are the others of the same name.
    pub text: String,
    /// `1` to `5`.
    pub stars: String,
    /// `yes`, `partly` or `no`.
    pub solved: String,
    /// `1` when the box is ticked.
    pub with_identity: String,
    /// `1` when the box is ticked.
    pub thanks: String,
    /// Tracking code of another complaint; with `join`.
    pub lead: String,
}

/// What became of a command: 201 the first time, 200 with the same content for every repetition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommandReceipt {
    /// The sender's id of the command.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uuid")))]
    pub id: String,
    /// The public number of the complaint.
    pub tracking_code: String,
    /// Which command.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::command"))]
    pub command: String,
    /// Where the complaint stood afterwards.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::state"))]
    pub state: String,
    /// The history entry the command made.
    pub seq: u32,
    /// Server time of that entry, RFC 3339: the legal time.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// The nearest date that matters from then on, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

#[cfg(test)]
mod tests;
