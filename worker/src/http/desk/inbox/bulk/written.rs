//! What an officer wrote for many cases, and what it means for each.

use crate::digest::sha256_hex;
use crate::http::desk::inbox::field;
use crate::http::wishes;
use crate::ports::Reference;
use crate::ports::desk::inbox::{BulkCommand, Item};
use crate::ports::life::Stored;
use crate::use_cases::bulk::Wished;
use api_types::command::{AnswerOutcome, CommandContent};
use domain::complaint::Classification;
use domain::complaint::words::Line;
use domain::routing::{Desk, Place};
use frontend::pages::desk::bulk::BulkForm;
use serde::{Deserialize, Serialize};

/// Longest heading that is proposed, in characters.
const MOST_PROPOSED_CHARS: usize = 80;
/// Longest text that is kept, in characters: more than an answer may have, so that it comes back for shortening.
const MOST_KEPT_CHARS: usize = 20_000;

/// What an officer wrote, as typed; empty means "as suggested" or "none".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    agency: String,
    unit: String,
    kind: String,
    category: String,
    outcome: String,
    on: String,
    until: String,
    basis: String,
    text: String,
}

impl Written {
    /// From the form.
    pub fn of_form(fields: &[(String, String)]) -> Self {
        let take = |name: &str| -> String {
            let value = field(fields, name).chars();
            value.take(MOST_KEPT_CHARS).collect()
        };
        Self {
            agency: take("agency"),
            unit: take("unit"),
            kind: take("kind"),
            category: take("category"),
            outcome: take("outcome"),
            on: take("on"),
            until: take("until"),
            basis: take("basis"),
            text: take("text"),
        }
    }

    /// As it was stored; nothing where nothing was.
    pub fn read(stored: &str) -> Self {
        serde_json::from_str(stored).unwrap_or_default()
    }

    /// To be stored.
    pub fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// For the page.
    pub fn form(&self) -> BulkForm {
        let written = self.clone();
        BulkForm {
            agency: written.agency,
            unit: written.unit,
            kind: written.kind,
            category: written.category,
            outcome: written.outcome,
            on: written.on,
            until: written.until,
            basis: written.basis,
            text: written.text,
        }
    }

    /// What is wrong with it, whatever the case: field and code.
    pub fn mistakes(&self, command: BulkCommand) -> Vec<(&'static str, &'static str)> {
        if !self.kind.is_empty() && Classification::parse(&self.kind).is_none() {
            return vec![("kind", "unknown_value")];
        }
        let content = match command {
            BulkCommand::Assign => CommandContent::Assign {
                kind: Classification::Complaint,
                category: or(&self.category, "X"),
                title: "X".to_owned(),
                agency: or(&self.agency, "x"),
                unit: self.unit().map(str::to_owned),
                cc: Vec::new(),
            },
            _ => match self.content(command) {
                Ok(content) => content,
                Err(mistake) => return vec![mistake],
            },
        };
        let wished = wishes::wish(&content);
        let mistake = wished.err().map(|mistake| {
            let field = ["agency", "unit", "category", "on", "until", "basis", "text"];
            let named = mistake.pointer.trim_start_matches('/');
            let field = field.into_iter().find(|field| *field == named);
            (field.unwrap_or("text"), mistake.code)
        });
        mistake.into_iter().collect()
    }

    fn content(
        &self,
        command: BulkCommand,
    ) -> Result<CommandContent, (&'static str, &'static str)> {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Ok(match command {
            BulkCommand::Delegate | BulkCommand::Assign => CommandContent::Delegate {
                unit: self.unit().map(str::to_owned),
            },
            BulkCommand::Answer => CommandContent::Answer {
                outcome: match self.outcome.as_str() {
                    "done" => AnswerOutcome::Done,
                    "planned" => AnswerOutcome::Planned,
                    "cannot_do" => AnswerOutcome::CannotDo,
                    "informed" => AnswerOutcome::Informed,
                    _ => return Err(("outcome", "unknown_value")),
                },
                on: given(&self.on),
                until: given(&self.until),
                basis: given(&self.basis),
                text: self.text.clone(),
            },
        })
    }

    /// The unit, if one was chosen.
    pub fn unit(&self) -> Option<&str> {
        Some(self.unit.as_str()).filter(|unit| !unit.is_empty())
    }

    /// Whether each case goes where the program suggests.
    pub fn is_as_suggested(&self) -> bool {
        self.agency.is_empty()
    }

    /// Agency and unit for a case: those chosen, or those suggested for it.
    pub fn to(&self, stored: &Stored) -> Option<(String, Option<String>)> {
        if !self.agency.is_empty() {
            return Some((self.agency.clone(), self.unit().map(str::to_owned)));
        }
        match &stored.suggestion.desk {
            Desk::To { agency, unit } => Some((agency.clone(), unit.clone())),
            Desk::Unrouted { .. } => None,
        }
    }

    /// The category for a case: the one chosen, the one it has, or the one suggested for it.
    pub fn category_of(&self, stored: &Stored) -> Option<String> {
        if !self.category.is_empty() {
            return Some(self.category.clone());
        }
        let own = stored.complaint.facts().category.as_ref();
        let own = own.map(|category| category.as_str().to_owned());
        let suggested = stored.suggestion.categories.first();
        own.or_else(|| suggested.map(|category| category.code.clone()))
    }

    /// What is wished for one case.
    pub fn wished(
        &self,
        command: BulkCommand,
        item: &Item,
        stored: &Stored,
        reference: &Reference,
    ) -> Result<Wished, &'static str> {
        let content = match command {
            BulkCommand::Assign => {
                let (agency, unit) = self.to(stored).ok_or("no_suggestion")?;
                let category = self.category_of(stored).ok_or("no_category")?;
                CommandContent::Assign {
                    kind: match Classification::parse(&self.kind) {
                        Some(kind) => kind,
                        None => stored.complaint.facts().kind,
                    },
                    title: heading(item, &category, stored, reference),
                    category,
                    agency,
                    unit,
                    cc: Vec::new(),
                }
            }
            _ => self.content(command).map_err(|(_, code)| code)?,
        };
        let wish = wishes::wish(&content).map_err(|mistake| mistake.code)?;
        let digest = sha256_hex(&serde_json::to_string(&content).unwrap_or_default());
        Ok(Wished { wish, digest })
    }
}

fn or(text: &str, other: &str) -> String {
    match text {
        "" => other.to_owned(),
        text => text.to_owned(),
    }
}

/// The heading a case will have, which everybody reads: the officer's, or its topic and place, as with a single case. Never
/// words of the story, of which some may be masked.
pub fn heading(item: &Item, category: &str, stored: &Stored, reference: &Reference) -> String {
    if let Some(own) = item.title.as_deref().filter(|title| !title.is_empty()) {
        return own.to_owned();
    }
    let region = match &stored.suggestion.place {
        Place::Known { region } => Some(region.as_str()),
        Place::Ambiguous { .. } | Place::Unknown => None,
    };
    let category = reference.table.category(category);
    category.map_or(String::new(), |category| {
        reference.heading(category, region)
    })
}

/// The first words of a story in one line, cut between words.
pub fn first_words(narrative: &str) -> String {
    let mut line = String::new();
    let mut count = 0;
    for word in narrative
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
    {
        let length = word.chars().count();
        if count > 0 && count + 1 + length > MOST_PROPOSED_CHARS {
            line.push('…');
            break;
        }
        if count > 0 {
            line.push(' ');
            count += 1;
        }
        line.extend(word.chars().take(MOST_PROPOSED_CHARS));
        count += length;
        if count > MOST_PROPOSED_CHARS {
            break;
        }
    }
    match Line::parse(&line) {
        Ok(line) => line.as_str().to_owned(),
        Err(_) => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_the_first_words_of_the_story() {
        assert_eq!(first_words("Jalan\nrusak\u{7} parah"), "Jalan rusak parah");
        let long = "Lubang besar di depan Pasar Gubug sudah tiga minggu belum ditutup dan motor jatuh tiap malam";
        let cut = first_words(long);
        assert!(
            cut.ends_with("belum ditutup dan…") || cut.ends_with('…'),
            "{cut}"
        );
        assert!(cut.chars().count() <= MOST_PROPOSED_CHARS + 1);
        assert_eq!(
            first_words(&"x".repeat(500)).chars().count(),
            MOST_PROPOSED_CHARS
        );
        assert_eq!(first_words("\u{200b} \n"), "–");
    }

    #[test]
    fn what_is_wrong_for_every_case_is_said_before_the_preview() {
        let answer = |outcome: &str, text: &str| Written {
            outcome: outcome.to_owned(),
            text: text.to_owned(),
            ..Written::default()
        };
        let check = |written: &Written| written.mistakes(BulkCommand::Answer);
        assert_eq!(check(&answer("informed", "Sudah.")), []);
        assert_eq!(check(&answer("informed", " ")), [("text", "required")]);
        assert_eq!(check(&answer("done", "Sudah.")), [("on", "required")]);
        assert_eq!(check(&answer("", "Sudah.")), [("outcome", "unknown_value")]);
        assert_eq!(Written::default().mistakes(BulkCommand::Assign), []);
        let wrong = Written {
            agency: "a b".to_owned(),
            ..Written::default()
        };
        assert_eq!(
            wrong.mistakes(BulkCommand::Assign),
            [("agency", "unknown_agency")]
        );
        assert_eq!(Written::read(&wrong.stored()), wrong);
    }
}
