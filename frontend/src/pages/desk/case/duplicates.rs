//! Others about the same matter: those that may be, the one it follows, those that follow it.

use super::{CasePage, DuplicateView, OtherView, counted};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::life::put;
use crate::pages::track::card::state_name;
use domain::complaint::command::CommandName;
use leptos::prelude::*;

impl CasePage<'_> {
    pub(super) fn duplicates(&self) -> Option<Piece> {
        if self.duplicates.is_empty() {
            return None;
        }
        let items: Vec<_> = self
            .duplicates
            .iter()
            .map(|other| self.duplicate(other))
            .collect();
        let title = self.texts().company.duplicates;
        Some(
            view! { <section id="serupa"><h2>{title}</h2><ol class="talk">{items}</ol></section> }
                .piece(),
        )
    }

    fn duplicate(&self, other: &DuplicateView) -> Piece {
        let texts = &self.texts().company;
        let code = other.tracking_code.clone();
        let facts = format!(
            "{}, {}",
            state_name(self.track, other.state),
            self.track.day(other.received_at)
        );
        let reasons = other.reasons.join("; ");
        let can_merge = other.can_lead && self.is_allowed(CommandName::Merge);
        let merge = can_merge.then(|| {
            let action = format!("{}/tindakan", self.case_path());
            view! {
                <form class="tap screen" method="post" action=action>
                    {self.guards(CommandName::Merge, (self.new_id)())}
                    <input type="hidden" name="lead" value=code/>
                    <div><button class="plain">{put(texts.merge_into, &[&other.tracking_code])}</button></div>
                </form>
            }
        });
        view! {
            <li>
                {self.link(&other.tracking_code)}<br/>
                <span class="soft">{facts}</span>
                <p class="words" dir="auto">{visible(&other.beginning)}</p>
                <p>{reasons}"."</p>
                {merge}
            </li>
        }
        .piece()
    }

    /// The lead and the followers.
    pub(super) fn company(&self) -> Piece {
        let texts = &self.texts().company;
        let lead = self.lead.as_ref().map(|lead| {
            let state = state_name(self.track, lead.state);
            let words = match &lead.tracking_code {
                Some(code) => view! { {texts.lead}" "{self.link(code)} }.piece(),
                None => view! { {texts.lead_hidden} }.piece(),
            };
            view! { <div class="box"><p>{words}" ("{state}")"</p></div> }
        });
        view! { {lead}{self.followers()} }.piece()
    }

    fn followers(&self) -> Option<Piece> {
        let texts = &self.texts().company;
        let count = self.track.follower_count;
        if count == 0 {
            return None;
        }
        let codes = self.followers.iter().filter_map(|other: &OtherView| {
            let code = other.tracking_code.as_ref()?;
            Some(view! { <li>{self.link(code)}" "{state_name(self.track, other.state)}</li> })
        });
        let codes: Vec<_> = codes.collect();
        let hidden = usize::try_from(count).unwrap_or_default();
        let hidden = hidden.saturating_sub(codes.len());
        let hidden =
            (hidden > 0).then(|| view! { <p>{counted(texts.followers_hidden, hidden)}</p> });
        let title = counted(texts.followers, count);
        Some(view! { <p><b>{title}</b></p><ul class="bare">{codes}</ul>{hidden} }.piece())
    }

    fn link(&self, code: &str) -> Piece {
        let href = self.language().path(&format!("/meja/kasus/{code}"));
        view! { <a class="tap" href=href>{code.to_owned()}</a> }.piece()
    }
}
