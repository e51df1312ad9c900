//! What came in, and from whom.

use super::{CasePage, ReporterView};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::date_long;
use crate::pages::desk::inbox::filter::encode;
use domain::complaint::{Classification, ReporterKind, StateName};
use leptos::prelude::*;

impl CasePage<'_> {
    pub(super) fn story(&self) -> Piece {
        let facts = &self.texts().facts;
        let redact = self.can_redact.then(|| {
            let href = format!("{}/samarkan", self.case_path());
            view! { <p class="screen"><a class="button plain" href=href>{facts.redact}</a></p> }
        });
        let public = self.intake.redaction.map(|words| {
            let title = self.language().texts().track.redaction;
            view! {
                <details><summary>{title}</summary><p class="words card" dir="auto">{visible(words)}</p></details>
            }
        });
        view! {
            <section>
                <h2>{facts.story}</h2>
                <p class="words card" dir="auto">{visible(self.intake.narrative)}</p>
                {public}
                <dl class="dense">{self.facts()}</dl>
                {redact}
            </section>
        }
        .piece()
    }

    fn facts(&self) -> Piece {
        let (texts, intake) = (&self.texts().facts, &self.intake);
        let complaint = self.track.complaint.facts();
        let row = |label: &'static str, words: Option<String>| {
            words.map(|words| view! { <dt>{label}</dt><dd class="words" dir="auto">{words}</dd> })
        };
        let kind = match complaint.category {
            Some(_) => self.kind_words(complaint.kind),
            None => self.kind_words(Classification::from(intake.kind)),
        };
        let point = intake.point.map(|(lat, lon)| format!("{lat:.5}, {lon:.5}"));
        let happened = intake
            .occurred_on
            .map(|day| date_long(self.language(), day));
        view! {
            {row(texts.place, intake.place.map(visible))}
            {row(texts.landmark, intake.landmark.map(visible))}
            {row(texts.region, intake.region.clone())}
            {row(texts.point, point)}
            {row(texts.occurred_on, happened)}
            {row(texts.written_at, intake.written_at.map(|at| self.track.moment(at)))}
            {row(texts.received_at, Some(self.track.moment(complaint.received_at)))}
            {row(texts.channel, Some(self.texts().channel(intake.channel).to_owned()))}
            {row(texts.kind, Some(kind.to_owned()))}
            {row(texts.category, intake.category.clone())}
            {row(texts.visibility, Some(self.texts().visibility(complaint.visibility).to_owned()))}
        }
        .piece()
    }

    pub(super) fn reporter(&self) -> Piece {
        let people = &self.texts().people;
        let kind = self.track.complaint.facts().reporter;
        let more: Option<Piece> = match &self.reporter {
            ReporterView::Offered => Some(self.offer_name()),
            ReporterView::Shown { name, phone, email } => {
                let row = |label: &'static str, words: &Option<String>| {
                    let words = words.as_deref().map(visible);
                    words.map(|words| view! { <dt>{label}</dt><dd dir="auto">{words}</dd> })
                };
                let nothing = [name, phone, email].iter().all(|part| part.is_none());
                let nothing = nothing.then(|| view! { <p>{people.nothing}</p> });
                Some(
                    view! {
                        <div class="box" role="status" tabindex="-1" autofocus id="pelapor">
                            <dl>
                                {row(people.name, name)}
                                {row(people.phone, phone)}
                                {row(people.email, email)}
                            </dl>
                            {nothing}
                            <p class="soft">{people.shown}</p>
                        </div>
                    }
                    .piece(),
                )
            }
            ReporterView::Hidden if kind == ReporterKind::Named => {
                Some(view! { <p class="soft">{people.not_yours}</p> }.piece())
            }
            ReporterView::Hidden if kind == ReporterKind::Sealed => {
                let is_open = self.track.complaint.state().name() != StateName::Closed;
                let href = format!("/meja/segel/{}", self.track.tracking_code);
                let href = self.language().path(&href);
                let link = is_open.then(
                    || view! { <p class="screen"><a href=href class="button plain">{people.sealed_link}</a></p> },
                );
                link.map(IntoPiece::piece)
            }
            ReporterView::Hidden => None,
        };
        view! {
            <section>
                <h2>{people.reporter}</h2>
                <p>{self.texts().reporter(kind)}</p>
                {more}
            </section>
        }
        .piece()
    }

    /// A button, so that nobody's name is read by the way.
    fn offer_name(&self) -> Piece {
        let people = &self.texts().people;
        let action = match self.list {
            "" => format!("{}/pelapor", self.case_path()),
            list => format!("{}/pelapor?dari={}", self.case_path(), encode(list)),
        };
        view! {
            <form class="screen" method="post" action=action>
                <div>
                    <button class="plain">{people.show}</button>
                    <span class="h">{people.show_hint}</span>
                </div>
            </form>
        }
        .piece()
    }
}
