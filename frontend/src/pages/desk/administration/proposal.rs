//! What a change would do, before it is stored.

use super::history::{ChangeView, ChangedRowView, change_line, differing};
use super::{back_to, mistakes_box, notice, proof, table_path};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::date_long;
use crate::i18n::desk::administration::{fill, table_label};
use crate::i18n::life::rule_words;
use crate::pages::desk::frame::Frame;
use domain::date::{Timestamp, Zone};
use domain::reference::rows::Mistake;
use domain::reference::table::Table;
use domain::terms::Rule;
use leptos::prelude::*;

/// Rows that a preview shows column by column.
const SHOWN_ROWS: usize = 50;

/// A row that would change.
pub type DifferenceView = ChangedRowView;

/// An end of a period that would move.
pub struct MovedView {
    /// Of which complaint.
    pub code: String,
    /// Which period.
    pub rule: Rule,
    /// In whose zone.
    pub zone: Zone,
    /// Now.
    pub from: Timestamp,
    /// Then.
    pub to: Timestamp,
}

/// What would move.
#[derive(Default)]
pub struct EffectsView {
    /// Deadlines and complaints that move, of how many looked at, and whether these are all; none where no clock is touched.
    pub moved: Option<(u32, u32, u32, bool)>,
    /// The first of them.
    pub examples: Vec<MovedView>,
    /// Open complaints at what changes: table, key, how many.
    pub waiting: Vec<(&'static Table, String, u32)>,
    /// Rows that refer to what changes.
    pub referring: Vec<(&'static Table, String, u32)>,
}

/// The preview.
pub struct ProposalPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// Which proposal.
    pub id: &'a str,
    /// In which table.
    pub table: &'static Table,
    /// The tables of this preview.
    pub version: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What changes.
    pub differences: &'a [DifferenceView],
    /// What it would do.
    pub effects: &'a EffectsView,
    /// What stands in its way.
    pub mistakes: &'a [Mistake],
    /// Where complaints wait and nobody would be.
    pub deserted: &'a [(&'static Table, String, u32)],
    /// Others were faster: their changes; none if nobody was.
    pub unseen: Option<&'a [ChangeView]>,
    /// They must prove who they are first.
    pub needs_proof: bool,
}

/// Instead of a preview: the key of a new row became somebody else's meanwhile. Says nothing of theirs.
pub struct TakenPage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// In which table.
    pub table: &'static Table,
    /// What happened.
    pub words: &'static str,
}

impl TakenPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let list = table_path(self.table);
        self.frame.render(|| {
            view! {
                {back_to(language, &list, table_label(language, self.table))}
                <h1>{texts.preview_title}</h1>
                {notice(self.words, true)}
                <p><a class="button" href=language.path(&format!("{list}/baris"))>{texts.add}</a></p>
            }
        })
    }
}

impl ProposalPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        self.frame.render(|| {
            let rows: Vec<_> = self
                .differences
                .iter()
                .take(SHOWN_ROWS)
                .map(|difference| differing(language, difference))
                .collect();
            let more = self.differences.len().saturating_sub(SHOWN_ROWS);
            let more = (more > 0).then(|| {
                view! { <p>{fill(texts.more_rows, &[("n", &more.to_string())])}</p> }
            });
            let deserted: Vec<_> = self
                .deserted
                .iter()
                .map(|(_, key, n)| {
                    notice(
                        &fill(texts.deserted, &[("n", &n.to_string()), ("key", key)]),
                        true,
                    )
                })
                .collect();
            let is_possible = self.mistakes.is_empty()
                && self.deserted.is_empty()
                && !self.differences.is_empty();
            let list = table_path(self.table);
            let store = is_possible.then(|| self.store(&list));
            let nothing = self
                .differences
                .is_empty()
                .then(|| notice(texts.nothing_changed, true));
            view! {
                {back_to(language, &list, table_label(language, self.table))}
                <h1>{texts.preview_title}</h1>
                <p class="soft">{texts.preview_intro}</p>
                {self.needs_proof.then(|| proof(language))}
                {self.unseen.map(|unseen| self.unseen_box(unseen))}
                {nothing}
                {mistakes_box(language, self.mistakes, |_| None)}
                {deserted}
                <section class="card"><h2>{texts.effect}</h2>{self.effect()}</section>
                <section class="card">
                    <h2>{texts.changes}</h2>
                    <p>{self.counts()}</p>
                    <p>{texts.reason}": "{self.reason.to_owned()}</p>
                    {rows}{more}
                </section>
                {store}
                <p><a class="adm-back" href=language.path(&list)>{texts.discard}</a></p>
            }
        })
    }

    fn store(&self, _list: &str) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        view! {
            <form method="post" action=language.path(&format!("/meja/atur/usul/{}", self.id))>
                <input type="hidden" name="versi" value=self.version.to_owned()/>
                <div class="row"><button>{texts.confirm}</button></div>
            </form>
        }
        .piece()
    }

    fn unseen_box(&self, unseen: &[ChangeView]) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let lines: Vec<_> = unseen
            .iter()
            .map(|change| change_line(language, change, true))
            .collect();
        let loaded = unseen
            .is_empty()
            .then(|| view! { <p>{texts.stale_loaded}</p> });
        view! {
            <div class="box bad" role="alert">
                <h2>{texts.stale}</h2>
                <p>{texts.stale_note}</p>
                {loaded}
                <ul class="adm-changes">{lines}</ul>
            </div>
        }
        .piece()
    }

    fn counts(&self) -> String {
        let texts = &self.frame.language.desk().administration;
        let [mut added, mut changed, mut retired, mut restored] = [0_u32; 4];
        for difference in self.differences {
            *match (
                &difference.before,
                difference.was_retired,
                difference.is_retired,
            ) {
                (None, ..) => &mut added,
                (Some(_), false, true) => &mut retired,
                (Some(_), true, false) => &mut restored,
                _ => &mut changed,
            } += 1;
        }
        fill(
            texts.counts,
            &[
                ("added", &added.to_string()),
                ("changed", &changed.to_string()),
                ("retired", &retired.to_string()),
                ("restored", &restored.to_string()),
            ],
        )
    }

    fn effect(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let mut lines: Vec<String> = Vec::new();
        if let Some((deadlines, cases, looked_at, is_complete)) = self.effects.moved {
            let n = |n: u32| n.to_string();
            if deadlines > 0 {
                lines.push(fill(
                    texts.will_move,
                    &[("n", &n(deadlines)), ("cases", &n(cases))],
                ));
            } else if cases > 0 {
                lines.push(fill(texts.reminders_move, &[("n", &n(cases))]));
            } else {
                lines.push(fill(texts.none_moves, &[("n", &n(looked_at))]));
            }
            if !is_complete {
                lines.push(fill(texts.at_least, &[("n", &n(looked_at))]));
            }
        }
        for (table, key, n) in &self.effects.waiting {
            let text = match table.name {
                "category" => texts.waiting_category,
                _ => texts.waiting,
            };
            lines.push(fill(text, &[("n", &n.to_string()), ("key", key)]));
        }
        for (_, key, n) in &self.effects.referring {
            lines.push(fill(
                texts.referring,
                &[("n", &n.to_string()), ("key", key)],
            ));
        }
        if lines.is_empty() {
            lines.push(texts.no_effect.to_owned());
        }
        let lines: Vec<_> = lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect();
        view! { <ul>{lines}</ul>{self.examples()} }.piece()
    }

    fn examples(&self) -> Option<Piece> {
        if self.effects.examples.is_empty() {
            return None;
        }
        let language = self.frame.language;
        let texts = &language.desk().administration;
        let rows: Vec<_> = self
            .effects
            .examples
            .iter()
            .map(|moved| {
                let day = |at: Timestamp| date_long(language, at.local(moved.zone).0);
                view! {
                    <tr>
                        <th scope="row">{moved.code.clone()}" · "{rule_words(language, moved.rule)}</th>
                        <td>{day(moved.from)}</td>
                        <td>{day(moved.to)}</td>
                    </tr>
                }
            })
            .collect();
        let piece = view! {
            <table class="adm-table">
                <caption>{texts.examples}</caption>
                <thead><tr>
                    <th scope="col">{texts.complaint}" · "{texts.period}</th>
                    <th scope="col">{texts.before}</th><th scope="col">{texts.after}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        };
        Some(piece.piece())
    }
}
