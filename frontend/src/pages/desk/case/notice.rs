//! What became of the form before: done, to be mended, refused, or overtaken. Words that no form holds any more come back
//! here.

use super::{CaseAnswer, CasePage, CaseRefusal, CaseValues, FIELDS};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::Language;
use crate::i18n::desk::case::about;
use crate::i18n::life::put;
use leptos::prelude::*;

/// Fields that hold words of the officer's.
const WORDS: [&str; 8] = [
    "title",
    "question",
    "text",
    "sentence",
    "right_body",
    "duplicate_of",
    "lead",
    "basis",
];

impl CasePage<'_> {
    pub(super) fn notice(&self) -> Option<Piece> {
        let texts = &self.texts().answer;
        let good = |words: String| {
            view! { <div class="box" role="status" tabindex="-1" autofocus><p><b>{words}</b></p></div> }
                .piece()
        };
        let said = match self.answer? {
            CaseAnswer::Done(command) => {
                return Some(good(about(&texts.done, command).to_owned()));
            }
            CaseAnswer::TemplatePut => return Some(good(texts.template_put.to_owned())),
            CaseAnswer::Found(0) => {
                let typed = visible(self.values.get("cari"));
                return Some(good(put(texts.found_none, &[&typed])));
            }
            CaseAnswer::Found(count) => {
                let typed = visible(self.values.get("cari"));
                return Some(good(put(texts.found, &[&count.to_string(), &typed])));
            }
            CaseAnswer::Mistake { field, words } => {
                let id = format!("#{}-{field}", self.values.get("command"));
                let is_there = self.holds_words();
                let words = match self.field_words(field) {
                    "" => words.to_owned(),
                    label => format!("{label}: {words}"),
                };
                let words = match is_there {
                    true => view! { <p><a href=id>{words}</a></p> }.piece(),
                    false => view! { <p>{words}</p> }.piece(),
                };
                view! { <p><b>{texts.mend}</b></p>{words} }.piece()
            }
            CaseAnswer::Refused(refusal) => {
                let why = self.refusal(refusal);
                view! { <p><b>{texts.refused}</b></p><p>{why}</p> }.piece()
            }
            CaseAnswer::Stale { seen } => self.stale(seen),
        };
        let kept = (!self.holds_words())
            .then(|| kept(self.language(), self.values))
            .flatten();
        Some(
            view! { <div class="box bad" role="alert" tabindex="-1" autofocus>{said}{kept}</div> }
                .piece(),
        )
    }

    /// Whether the form still holds what was written in it.
    fn holds_words(&self) -> bool {
        let command = self.values.command();
        command.is_some_and(|command| self.is_allowed(command))
    }

    fn refusal(&self, refusal: CaseRefusal) -> &'static str {
        let texts = &self.texts().answer;
        match refusal {
            CaseRefusal::IdReused => texts.id_reused,
            CaseRefusal::NotAllowed => texts.not_allowed,
            CaseRefusal::NotYours => texts.not_yours,
            CaseRefusal::Limit => texts.limit,
            CaseRefusal::ForGood => texts.for_good,
            CaseRefusal::Merged => texts.merged,
            CaseRefusal::NothingChanged => texts.nothing_changed,
            CaseRefusal::TooLate => texts.too_late,
        }
    }

    /// Everything after the entry that the officer saw last.
    fn stale(&self, seen: u32) -> Piece {
        let texts = &self.texts().answer;
        let custody = self.track.custody();
        let seen = usize::try_from(seen).unwrap_or(usize::MAX);
        let items: Vec<_> = self
            .track
            .history
            .iter()
            .zip(&custody)
            .skip(seen.saturating_add(1))
            .map(|(past, held)| self.past(past, held.as_ref()))
            .collect();
        let items = (!items.is_empty())
            .then(|| view! { <p>{texts.stale_lead}</p><ol class="past">{items}</ol> });
        let kept = self
            .holds_words()
            .then(|| view! { <p>{texts.stale_kept}</p> });
        view! { <p><b>{texts.stale_title}</b></p>{items}{kept} }.piece()
    }
}

/// What somebody wrote who does not read the case any more, or never did: nothing was stored, and the words are theirs.
pub(super) fn unsaved(language: Language, values: &CaseValues) -> Option<Piece> {
    let texts = &language.desk().case.answer;
    let kept = kept(language, values)?;
    Some(
        view! {
            <div class="box bad" role="alert" tabindex="-1" autofocus>
                <p><b>{texts.refused}</b></p>
                <p>{texts.not_yours}</p>
                {kept}
            </div>
        }
        .piece(),
    )
}

fn kept(language: Language, values: &CaseValues) -> Option<Piece> {
    let fields = FIELDS.iter().filter(|name| WORDS.contains(name));
    let words: Vec<_> = fields
        .map(|name| values.get(name))
        .filter(|words| !words.trim().is_empty())
        .map(|words| view! { <p class="words" dir="auto">{visible(words)}</p> })
        .collect();
    let title = language.desk().case.answer.kept;
    (!words.is_empty()).then(|| view! { <p>{title}":"</p>{words} }.piece())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_for_words_is_a_field() {
        assert!(WORDS.iter().all(|name| FIELDS.contains(name)));
    }
}
