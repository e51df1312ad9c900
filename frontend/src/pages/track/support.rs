//! Support by others: how many, the form for one more, and what became of it.

use super::TrackPage;
use crate::components::piece::{IntoPiece, Piece};
use leptos::prelude::*;

/// What became of the form before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportAnswer {
    /// It is counted.
    Given,
    /// It is not counted any more.
    TakenBack,
    /// Not counted: too many of one network.
    Busy,
    /// Not counted: the complaint is over.
    Over,
}

impl SupportAnswer {
    /// Those an address may say.
    const SAID: [(&str, Self); 3] = [
        ("ya", Self::Given),
        ("batal", Self::TakenBack),
        ("selesai", Self::Over),
    ];

    /// Of the field `dukung` of an address.
    pub fn parse(text: &str) -> Option<Self> {
        let mut said = Self::SAID.into_iter();
        said.find_map(|(word, answer)| (word == text).then_some(answer))
    }

    /// For the field `dukung` of an address; empty where none says it.
    pub fn as_str(self) -> &'static str {
        let mut said = Self::SAID.into_iter();
        said.find_map(|(word, answer)| (answer == self).then_some(word))
            .unwrap_or_default()
    }
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupportOffer {
    /// Nothing: to the reporter, or when the complaint is over.
    Nothing,
    /// To support it.
    Give {
        /// A fresh id for it.
        id: String,
    },
    /// To take it back, to the device that gave it.
    TakeBack,
}

/// Support by others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportView {
    /// How many.
    pub count: u32,
    /// What this reader may do.
    pub offer: SupportOffer,
    /// What became of the form before.
    pub answer: Option<SupportAnswer>,
}

impl TrackPage<'_> {
    pub(super) fn answer_to_support(&self) -> Option<Piece> {
        let texts = self.language.support();
        let answer = self.support.as_ref()?.answer?;
        let words = match answer {
            SupportAnswer::Given => texts.given,
            SupportAnswer::TakenBack => texts.taken_back,
            SupportAnswer::Busy => texts.busy,
            SupportAnswer::Over => texts.over,
        };
        let (class, role) = match answer {
            SupportAnswer::Given | SupportAnswer::TakenBack => ("box", "status"),
            SupportAnswer::Busy | SupportAnswer::Over => ("box bad", "alert"),
        };
        Some(
            view! { <div class=class role=role tabindex="-1" autofocus><p><b>{words}</b></p></div> }
                .piece(),
        )
    }

    pub(super) fn support_form(&self) -> Option<Piece> {
        let texts = self.language.support();
        let support = self.support.as_ref()?;
        let count = view! { <p>{texts.count(support.count)}</p> };
        let action = self
            .language
            .path(&format!("/l/{}/dukung", self.tracking_code));
        match &support.offer {
            SupportOffer::Nothing => (support.count > 0).then(|| count.piece()),
            SupportOffer::TakeBack => Some(
                view! {
                    <form class="screen" method="post" action=action accept-charset="utf-8">
                        {count}
                        <input type="hidden" name="take_back" value="1"/>
                        <button class="plain">{texts.take_back}</button>
                    </form>
                }
                .piece(),
            ),
            SupportOffer::Give { id } => {
                let outbox = format!("/api/v1/complaints/{}/supports/", self.tracking_code);
                // What `outbox.js` looks for: fields for an id and a key, and one that is required and filled.
                Some(
                    view! {
                        <form
                            class="screen"
                            method="post"
                            action=action
                            accept-charset="utf-8"
                            data-outbox=outbox
                        >
                            <h2>{texts.title}</h2>
                            {count}
                            <input type="hidden" name="id" value=id.clone()/>
                            <input type="hidden" name="access_key" value=""/>
                            <input type="hidden" name="command" value="support" required/>
                            <button aria-describedby="support-h">{texts.button}</button>
                            <p class="soft" id="support-h">{texts.hint}</p>
                        </form>
                        {self.support_saved()}
                    }
                    .piece(),
                )
            }
        }
    }

    /// What takes the place of the form once the phone has stored it; see `saved` of the form of actions.
    fn support_saved(&self) -> Piece {
        let (texts, outbox) = (self.language.support(), &self.language.texts().outbox);
        let href = format!("/l/{}?dukung=ya#", self.tracking_code);
        let see = self.life().form.see;
        view! {
            <section id="saved" class="card" hidden tabindex="-1" aria-live="polite">
                <h2 class="queued">{outbox.saved}</h2>
                <h2 class="sent">{texts.sent}</h2>
                <h2 class="unsaved">{outbox.unsaved}</h2>
                <p class="unsaved">{outbox.unsaved_hint}</p>
                <b hidden></b>
                <p class="queued">{texts.waits}</p>
                <p class="row">
                    <a class="button sent" href=self.language.path(&href)>{see}</a>
                    <a class="button plain" href=self.language.path("/kirim")>{outbox.title}</a>
                </p>
            </section>
        }
        .piece()
    }
}
