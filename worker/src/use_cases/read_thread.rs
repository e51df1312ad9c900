//! What happened and what was said, as far as somebody may read it.

use super::act::Claim;
use crate::ports::life::{LifeRepository, Stored, StoredEntry, StoredText};
use crate::ports::{Reference, RepositoryError};
use domain::complaint::command::Thread;
use domain::complaint::sight::Sight;

/// How much of a complaint is open to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The story, as far as it was not redacted.
    pub has_story: bool,
    /// All of the story.
    pub has_all: bool,
    /// Conversation with the reporter that the public does not see.
    pub has_private: bool,
    /// Officers' notes among themselves.
    pub has_internal: bool,
}

impl Reading {
    /// The newest heading, and what else may be read but for the story.
    pub fn of(self, mut texts: Vec<StoredText>) -> (Option<String>, Vec<StoredText>) {
        texts.retain(|text| match text.thread {
            Thread::Conversation => self.has_story,
            Thread::Private => self.has_private,
            Thread::Internal => self.has_internal,
        });
        // A heading written before the text was masked may hold what was masked.
        let mut newest = texts.iter().rev();
        let newest = newest.find(|text| matches!(text.part.as_str(), "title" | "redaction"));
        let title = newest.filter(|text| text.part == "title");
        let title = title.and_then(|title| title.words.clone());
        texts.retain(|text| !matches!(text.part.as_str(), "title" | "redaction"));
        (title, texts)
    }
}

/// None: for this reader there is no such complaint.
pub fn may_read(claim: &Claim, reference: &Reference, stored: &Stored) -> Option<Reading> {
    let sight = claim.sight(reference, stored);
    let is_public = stored.complaint.is_public();
    let is_full = sight == Sight::Full;
    (sight != Sight::Nothing).then_some(Reading {
        has_story: is_full || is_public,
        has_all: is_full,
        has_private: is_full,
        has_internal: is_full && matches!(claim, Claim::Officer(_)),
    })
}

/// A history with its texts.
pub struct ThreadOf {
    /// The heading an officer gave it last.
    pub title: Option<String>,
    /// Oldest first.
    pub history: Vec<StoredEntry>,
    /// Oldest first, without the heading.
    pub texts: Vec<StoredText>,
}

/// Reads it.
pub async fn thread(
    lives: &impl LifeRepository,
    stored: &Stored,
    reading: Reading,
) -> Result<ThreadOf, RepositoryError> {
    let id = &stored.complaint.facts().id;
    let history = lives.history(id).await?;
    let texts = lives.texts(id).await?;
    let (title, texts) = reading.of(texts);
    Ok(ThreadOf {
        title,
        history,
        texts,
    })
}
