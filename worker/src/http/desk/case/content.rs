//! From the fields of a form at the desk to a command of the API.

use crate::http::mistake::Mistake;
use api_types::command::{AnswerOutcome, CommandContent, NoteThread, RejectionName};
use domain::complaint::Classification;
use domain::complaint::command::CommandName;
use frontend::pages::desk::case::CaseValues;

/// The command that a form sends.
pub fn content(values: &CaseValues) -> Result<CommandContent, Mistake> {
    let text = |name: &str| values.get(name).to_owned();
    let given = |name: &str| Some(text(name)).filter(|text| !text.trim().is_empty());
    let unknown = |pointer| Mistake::new(pointer, "unknown_value");
    let command = values.command().ok_or_else(|| unknown("/command"))?;
    Ok(match command {
        CommandName::Assign => {
            let desk = given("desk").ok_or(Mistake::new("/desk", "required"))?;
            let (agency, unit) = post(&desk);
            CommandContent::Assign {
                kind: kind(values)?,
                category: given("category")
                    .or_else(|| suggested_with(&desk))
                    .ok_or(Mistake::new("/category", "required"))?,
                title: text("title"),
                agency,
                unit,
                cc: given("cc").into_iter().collect(),
            }
        }
        CommandName::Delegate => CommandContent::Delegate {
            unit: given("unit"),
        },
        CommandName::Start => CommandContent::Start { text: text("text") },
        CommandName::Answer => {
            // A form sends every date it has; the outcome says which one counts.
            let outcome = match values.get("outcome") {
                "done" => AnswerOutcome::Done,
                "planned" => AnswerOutcome::Planned,
                "cannot_do" => AnswerOutcome::CannotDo,
                "informed" => AnswerOutcome::Informed,
                "" => return Err(Mistake::new("/outcome", "required")),
                _ => return Err(unknown("/outcome")),
            };
            let with = |name, wanted| given(name).filter(|_| outcome == wanted);
            CommandContent::Answer {
                outcome,
                on: with("on", AnswerOutcome::Done),
                until: with("until", AnswerOutcome::Planned),
                basis: with("basis", AnswerOutcome::CannotDo),
                text: text("text"),
            }
        }
        CommandName::AddNote => CommandContent::AddNote {
            text: text("text"),
            thread: match values.get("thread") {
                "conversation" => NoteThread::Conversation,
                "internal" => NoteThread::Internal,
                "" => return Err(Mistake::new("/thread", "required")),
                _ => return Err(unknown("/thread")),
            },
        },
        CommandName::AskReporter => CommandContent::AskReporter {
            question: text("question"),
        },
        CommandName::Return => CommandContent::Return {
            text: text("text"),
            suggested: given("suggested"),
        },
        CommandName::Reclassify => CommandContent::Reclassify {
            kind: kind(values)?,
        },
        CommandName::Merge => CommandContent::Merge { lead: text("lead") },
        CommandName::Unmerge => CommandContent::Unmerge {},
        CommandName::Reject => {
            let reason = reason(values.get("reason"))?;
            let with = |name, wanted| given(name).filter(|_| reason == wanted);
            CommandContent::Reject {
                reason,
                sentence: text("sentence"),
                right_body: with("right_body", RejectionName::OutOfScope),
                duplicate_of: with("duplicate_of", RejectionName::Duplicate),
            }
        }
        CommandName::Restore => CommandContent::Restore {
            text: given("text"),
        },
        CommandName::Recompute => CommandContent::Recompute {},
        // Not an officer's.
        _ => return Err(unknown("/command")),
    })
}

/// `agency|unit|category`, as the choices of the form are written; the last two may be missing.
pub fn post(desk: &str) -> (String, Option<String>) {
    let mut parts = desk.split('|');
    let agency = parts.next().unwrap_or_default();
    let unit = parts.next().filter(|unit| !unit.is_empty());
    (agency.to_owned(), unit.map(str::to_owned))
}

/// The topic with which a desk was suggested.
fn suggested_with(desk: &str) -> Option<String> {
    let category = desk.split('|').nth(2);
    let category = category.filter(|category| !category.is_empty());
    category.map(str::to_owned)
}

/// The field of the form that a mistake is about.
pub fn field(command: Option<CommandName>, pointer: &str) -> &'static str {
    let name = pointer.trim_start_matches('/');
    let is_desk = matches!(name, "agency" | "unit") && command == Some(CommandName::Assign);
    let mut fields = frontend::pages::desk::case::FIELDS.into_iter();
    match is_desk {
        true => "desk",
        false => fields.find(|field| *field == name).unwrap_or("command"),
    }
}

fn kind(values: &CaseValues) -> Result<Classification, Mistake> {
    Classification::parse(values.get("kind")).ok_or(Mistake::new("/kind", "unknown_value"))
}

fn reason(name: &str) -> Result<RejectionName, Mistake> {
    Ok(match name {
        "unintelligible" => RejectionName::Unintelligible,
        "too_general" => RejectionName::TooGeneral,
        "out_of_scope" => RejectionName::OutOfScope,
        "no_competent_agency" => RejectionName::NoCompetentAgency,
        "duplicate" => RejectionName::Duplicate,
        "abusive" => RejectionName::Abusive,
        "emergency_diverted" => RejectionName::EmergencyDiverted,
        "" => return Err(Mistake::new("/reason", "required")),
        _ => return Err(Mistake::new("/reason", "unknown_value")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(fields: &[(&'static str, &str)]) -> CaseValues {
        let mut values = CaseValues::default();
        for (name, value) in fields {
            values.set(name, (*value).to_owned());
        }
        values
    }

    #[test]
    fn a_field_of_another_outcome_says_nothing() {
        let sent = values(&[
            ("command", "answer"),
            ("outcome", "planned"),
            ("on", "2026-11-01"),
            ("until", "2026-12-01"),
            ("basis", "UU"),
            ("text", "Diperbaiki."),
        ]);
        let Ok(CommandContent::Answer {
            on, until, basis, ..
        }) = content(&sent)
        else {
            panic!("an answer");
        };
        assert_eq!(
            (on, until.as_deref(), basis),
            (None, Some("2026-12-01"), None)
        );
    }

    #[test]
    fn what_is_missing_is_said_where_it_is_missing() {
        for (fields, pointer) in [
            (vec![], "/command"),
            (vec![("command", "confirm")], "/command"),
            (vec![("command", "assign"), ("kind", "complaint")], "/desk"),
            (vec![("command", "assign"), ("desk", "a|b")], "/kind"),
            (vec![("command", "answer")], "/outcome"),
            (vec![("command", "reject"), ("reason", "x")], "/reason"),
            (vec![("command", "add_note"), ("text", "x")], "/thread"),
        ] {
            let mistake = content(&values(&fields)).err();
            assert_eq!(mistake.map(|mistake| mistake.pointer), Some(pointer));
        }
    }

    #[test]
    fn a_desk_is_an_agency_and_perhaps_a_unit() {
        let of = |agency: &str, unit: Option<&str>| (agency.to_owned(), unit.map(str::to_owned));
        assert_eq!(
            post("kab-a|kabkota:dpupr"),
            of("kab-a", Some("kabkota:dpupr"))
        );
        assert_eq!(post("kab-a|"), of("kab-a", None));
        assert_eq!(post("kab-a"), of("kab-a", None));
        assert_eq!(field(Some(CommandName::Assign), "/unit"), "desk");
        assert_eq!(field(Some(CommandName::Delegate), "/unit"), "unit");
        assert_eq!(field(None, "/region"), "command");
    }
}
