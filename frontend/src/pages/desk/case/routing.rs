//! Where it should go, why, and the button that sends it there.

use super::{CasePage, RouteChoice, counted};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::life::put;
use domain::complaint::command::CommandName;
use leptos::prelude::*;

impl CasePage<'_> {
    /// While it waits to be sent on.
    pub(super) fn routing(&self) -> Option<Piece> {
        if !self.is_allowed(CommandName::Assign) {
            return None;
        }
        let texts = &self.texts().routing;
        let routes: Vec<_> = self
            .routes
            .iter()
            .enumerate()
            .map(|(place, route)| self.route(place == 0, route))
            .collect();
        let none = routes.is_empty().then(|| view! { <p>{texts.none}</p> });
        let confidence = (!self.routes.is_empty())
            .then(|| view! { <p class="soft">{counted(texts.confidence, self.confidence)}</p> });
        // Reasons of a suggestion that is not made explain nothing.
        let has_reasons = !self.routes.is_empty() && !self.reasons.is_empty();
        let reasons = has_reasons.then(|| {
            let items: Vec<_> = self
                .reasons
                .iter()
                .cloned()
                .map(|words| view! { <li dir="auto">{words}</li> })
                .collect();
            view! { <h3>{texts.why}</h3><ul>{items}</ul> }
        });
        Some(
            view! {
                <section class="card" id="saran">
                    <h2>{texts.title}</h2>
                    {confidence}
                    {none}
                    {routes}
                    {reasons}
                </section>
            }
            .piece(),
        )
    }

    fn route(&self, is_first: bool, route: &RouteChoice) -> Piece {
        let texts = &self.texts().routing;
        let label = match is_first {
            true => put(texts.accept_first, &[&route.desk_name]),
            false => put(texts.accept, &[&route.desk_name]),
        };
        let class = (!is_first).then_some("plain");
        let as_what = put(texts.as_category, &[&route.category_name, &route.heading]);
        let kind = self.track.complaint.facts().kind.as_str();
        let fields = [
            ("kind", kind.to_owned()),
            ("category", route.category.clone()),
            ("title", route.heading.clone()),
            ("desk", route.desk.clone()),
        ];
        let fields: Vec<_> = fields
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect();
        let action = format!("{}/tindakan", self.case_path());
        view! {
            <form class="tap screen" method="post" action=action>
                {self.guards(CommandName::Assign, (self.new_id)())}
                {fields}
                <div>
                    <button class=class>{label}</button>
                    <span class="h">{as_what}</span>
                </div>
            </form>
        }
        .piece()
    }
}
