//! From the body of a command to what somebody wishes: every text bounded, every word known.

use super::form::is_tick;
use super::mistake::Mistake;
use crate::use_cases::wish::Wish;
use api_types::command::{
    AnswerOutcome, CommandContent, CommandFormBody, NoteThread, RejectionName,
};
use domain::complaint::command::{Command, Reply, Thread};
use domain::complaint::state::{Outcome, Rating, RejectionReason, Solved};
use domain::complaint::words::{
    AgencyId, CategoryCode, InvalidId, Line, MAX_LINE_CHARS, MAX_WORDS_CHARS, UnitId, Words,
    is_blank,
};
use domain::date::Date;
use domain::tracking_code::TrackingCode;

/// Most agencies that read along.
const MOST_CC: usize = 10;
/// Longest region code that is looked at.
const MAX_REGION_BYTES: usize = 20;

/// The command of a phone's form (version 2 of the body, and the form without scripts): the reporter's own.
pub fn of_form(form: &CommandFormBody) -> Result<CommandContent, Mistake> {
    let text = form.text.clone();
    let given = Some(form.text.clone()).filter(|text| !text.trim().is_empty());
    let stars = match form.stars.trim() {
        "" => None,
        stars => {
            let stars = stars.parse::<u8>();
            Some(stars.map_err(|_| Mistake::new("/stars", "stars"))?)
        }
    };
    let solved = match form.solved.trim() {
        "" => None,
        solved => Some(Solved::parse(solved).ok_or(Mistake::new("/solved", "unknown_value"))?),
    };
    Ok(match form.command.as_str() {
        "complete" => CommandContent::Complete { text },
        "add_information" => CommandContent::AddInformation {
            text: given,
            // As a program writes it: the same command is the same, whichever way it was sent.
            thanks: is_tick(&form.thanks).then_some(true),
        },
        "confirm" => CommandContent::Confirm { stars, solved },
        "object" => CommandContent::Object { text },
        "withdraw" => CommandContent::Withdraw { text: given },
        "reopen" => CommandContent::Reopen { text },
        "hand_over" => CommandContent::HandOver {
            with_identity: is_tick(&form.with_identity),
        },
        "join" => CommandContent::Join {
            lead: form.lead.clone(),
        },
        "leave" => CommandContent::Leave {},
        "rate" => match (stars, solved) {
            (Some(stars), Some(solved)) => CommandContent::Rate { stars, solved },
            _ => return Err(Mistake::new("/stars", "required")),
        },
        "" => return Err(Mistake::new("/command", "required")),
        _ => return Err(Mistake::new("/command", "unknown_value")),
    })
}

/// What a command wishes.
pub fn wish(content: &CommandContent) -> Result<Wish, Mistake> {
    use CommandContent as C;
    let text = |text: &str| words("/text", text);
    let maybe = |text: &Option<String>| match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => words("/text", text).map(Some),
    };
    let reply = |words: Option<Words>| Reply { words, files: 0 };
    Ok(Wish::Ready(match content {
        C::Assign {
            kind,
            category,
            title,
            agency,
            unit,
            cc,
        } => {
            if cc.len() > MOST_CC {
                return Err(Mistake::new("/cc", "too_long"));
            }
            let cc = cc.iter().map(|agency| AgencyId::parse(agency));
            let cc: Result<Vec<_>, InvalidId> = cc.collect();
            return Ok(Wish::Assign {
                kind: *kind,
                category: CategoryCode::parse(category)
                    .map_err(|_| Mistake::new("/category", "unknown_category"))?,
                title: line("/title", title)?,
                agency: agency_id("/agency", agency)?,
                unit: unit_id(unit.as_deref())?,
                cc: cc.map_err(|_| Mistake::new("/cc", "unknown_agency"))?,
            });
        }
        C::AskReporter { question } => Command::AskReporter {
            question: words("/question", question)?,
        },
        C::Complete { text: said } => Command::Complete {
            reply: reply(Some(text(said)?)),
        },
        C::Reject {
            reason,
            sentence,
            right_body,
            duplicate_of,
        } => {
            let sentence = words("/sentence", sentence)?;
            let reason = match reason {
                RejectionName::Unintelligible => RejectionReason::Unintelligible,
                RejectionName::TooGeneral => RejectionReason::TooGeneral,
                RejectionName::OutOfScope => RejectionReason::OutOfScope {
                    right_body: line("/right_body", right_body.as_deref().unwrap_or_default())?,
                },
                RejectionName::NoCompetentAgency => RejectionReason::NoCompetentAgency,
                RejectionName::Duplicate => {
                    let of = duplicate_of.as_deref().unwrap_or_default();
                    let of = code("/duplicate_of", of)?;
                    return Ok(Wish::RejectDuplicate { of, sentence });
                }
                RejectionName::Abusive => RejectionReason::Abusive,
                RejectionName::EmergencyDiverted => RejectionReason::EmergencyDiverted,
            };
            Command::Reject { reason, sentence }
        }
        C::Restore { text } => Command::Restore {
            words: maybe(text)?,
        },
        C::Merge { lead } => {
            let lead = code("/lead", lead)?;
            return Ok(Wish::Merge { lead });
        }
        C::Unmerge {} => Command::Unmerge {},
        C::Join { lead } => {
            let lead = code("/lead", lead)?;
            return Ok(Wish::Join { lead });
        }
        C::Leave {} => Command::Leave {},
        C::Delegate { unit } => {
            let unit = unit_id(unit.as_deref())?;
            return Ok(Wish::Delegate { unit });
        }
        C::Return {
            text: said,
            suggested,
        } => Command::Return {
            reason: text(said)?,
            suggested: suggested
                .as_deref()
                .map(|agency| agency_id("/suggested", agency))
                .transpose()?,
        },
        C::Start { text: said } => Command::Start { words: text(said)? },
        C::AddNote { text: said, thread } => Command::AddNote {
            words: text(said)?,
            thread: match thread {
                NoteThread::Conversation => Thread::Conversation,
                NoteThread::Internal => Thread::Internal,
            },
        },
        C::AddInformation { text, thanks } => Command::AddInformation {
            reply: reply(maybe(text)?),
            is_thanks: thanks.unwrap_or(false),
        },
        C::Answer {
            outcome,
            on,
            until,
            basis,
            text: said,
        } => {
            let outcome = match outcome {
                AnswerOutcome::Done => Outcome::Done {
                    on: date("/on", on)?,
                },
                AnswerOutcome::Planned => Outcome::Planned {
                    until: date("/until", until)?,
                },
                AnswerOutcome::CannotDo => Outcome::CannotDo {
                    basis: line("/basis", basis.as_deref().unwrap_or_default())?,
                },
                AnswerOutcome::Informed => Outcome::Informed,
            };
            let words = text(said)?;
            return Ok(Wish::Answer { outcome, words });
        }
        C::Confirm { stars, solved } => Command::Confirm {
            rating: match (stars, solved) {
                (Some(stars), Some(solved)) => Some(Rating {
                    stars: *stars,
                    solved: *solved,
                }),
                (None, None) => None,
                _ => return Err(Mistake::new("/stars", "stars_and_solved")),
            },
        },
        C::Object { text: said } => Command::Object { words: text(said)? },
        C::Withdraw { text } => Command::Withdraw {
            words: maybe(text)?,
        },
        C::Reopen { text: said } => Command::Reopen { words: text(said)? },
        C::Reclassify { kind } => Command::Reclassify { kind: *kind },
        C::HandOver { with_identity } => Command::HandOver {
            with_identity: *with_identity,
        },
        C::Rate { stars, solved } => Command::Rate {
            rating: Rating {
                stars: *stars,
                solved: *solved,
            },
        },
        C::ClarifyPlace { region } => {
            let region = region.clone().filter(|region| !region.is_empty());
            if region
                .as_ref()
                .is_some_and(|region| region.len() > MAX_REGION_BYTES)
            {
                return Err(Mistake::new("/region", "not_offered"));
            }
            return Ok(Wish::ClarifyPlace { region });
        }
        C::Recompute {} => Command::Recompute {},
        C::Redact { text: said } => Command::Redact { words: text(said)? },
    }))
}

fn words(pointer: &'static str, text: &str) -> Result<Words, Mistake> {
    Words::parse(text).map_err(|_| Mistake::new(pointer, why(text, MAX_WORDS_CHARS)))
}

fn line(pointer: &'static str, text: &str) -> Result<Line, Mistake> {
    Line::parse(text).map_err(|_| Mistake::new(pointer, why(text, MAX_LINE_CHARS)))
}

fn why(text: &str, longest: usize) -> &'static str {
    let text = text.trim();
    if is_blank(text) {
        "required"
    } else if text.chars().count() > longest {
        "too_long"
    } else {
        "invalid_text"
    }
}

fn agency_id(pointer: &'static str, text: &str) -> Result<AgencyId, Mistake> {
    AgencyId::parse(text).map_err(|_| Mistake::new(pointer, "unknown_agency"))
}

fn unit_id(text: Option<&str>) -> Result<Option<UnitId>, Mistake> {
    let unit = text.map(UnitId::parse).transpose();
    unit.map_err(|_| Mistake::new("/unit", "unknown_unit"))
}

fn code(pointer: &'static str, text: &str) -> Result<TrackingCode, Mistake> {
    match text.trim() {
        "" => Err(Mistake::new(pointer, "required")),
        text => TrackingCode::parse(text).map_err(|_| Mistake::new(pointer, "invalid_code")),
    }
}

fn date(pointer: &'static str, text: &Option<String>) -> Result<Date, Mistake> {
    match text.as_deref().map(str::trim) {
        None | Some("") => Err(Mistake::new(pointer, "required")),
        Some(text) => Date::parse(text).map_err(|_| Mistake::new(pointer, "invalid_date")),
    }
}
