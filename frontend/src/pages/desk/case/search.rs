//! Looking for desks and agencies within a form.

use super::CasePage;
use super::fields::line;
use crate::components::piece::{IntoPiece, Piece};
use domain::complaint::command::CommandName;
use leptos::prelude::*;

impl CasePage<'_> {
    /// The list grows by what is found; everything else in the form stays as it is.
    pub(super) fn search(&self, command: CommandName) -> Option<Piece> {
        let texts = &self.texts().forms;
        let head = self.optional(command, "cari", texts.search, texts.search_hint);
        let typed = self.value(command, "cari", "");
        self.choices.has_search.then(|| {
            view! {
                <div class="find" role="group" aria-label=texts.search>
                    {line(&head, "search", &typed)}
                    // What this page shows the answer to: other words ask again, before anything is done.
                    <input type="hidden" name="dicari" value=typed/>
                    <button class="plain" name="do" value="cari">{texts.search_button}</button>
                </div>
            }
            .piece()
        })
    }

    pub(super) fn search_agency(&self) -> Piece {
        let (texts, command) = (&self.texts().forms, CommandName::Return);
        let head = self.optional(command, "cari", texts.search, texts.search_hint);
        let typed = self.value(command, "cari", "");
        view! {
            <div class="find" role="group" aria-label=texts.suggested>
                {line(&head, "search", &typed)}
                <input type="hidden" name="dicari" value=typed/>
                <button class="plain" name="do" value="cari">{texts.search_button}</button>
            </div>
        }
        .piece()
    }
}
