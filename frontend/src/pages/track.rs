//! The page of one complaint: state, clock, holder and history for everybody; the story for those who may read it.

use crate::components::words::visible;
use crate::document::{Document, Styles};
use crate::i18n::{Language, date_long, date_time_long};
use domain::complaint::{ReportType, StateName};
use domain::date::{Date, Timestamp, Zone};
use leptos::prelude::*;

/// What anyone with the code may see. There is no reporter in it, so none can leak.
pub struct TrackPage<'a> {
    /// Language.
    pub language: Language,
    /// Grouped tracking code.
    pub tracking_code: &'a str,
    /// The key this reader holds, so that the other language and the receipt keep it.
    pub access_key: Option<&'a str>,
    /// A key came with the address, but not the right one.
    pub has_wrong_key: bool,
    /// The question about the place is still open.
    pub has_question: bool,
    /// State.
    pub state: StateName,
    /// Who holds it; none while it waits at the verification desk.
    pub holder: Option<String>,
    /// Whom routing suggests, while nobody holds it.
    pub suggested: Option<String>,
    /// By when it must be verified.
    pub verify_by: Timestamp,
    /// The verification is late.
    pub is_late: bool,
    /// Zone of the place.
    pub zone: Zone,
    /// What happened so far, oldest first.
    pub history: &'a [(String, Timestamp)],
    /// What it says, where this reader may read it.
    pub story: Option<Story<'a>>,
}

/// The words of a complaint.
pub struct Story<'a> {
    /// The narrative.
    pub narrative: &'a str,
    /// Where: the citizen's words and the region.
    pub place: Option<String>,
    /// What stands close by.
    pub landmark: Option<&'a str>,
    /// The day.
    pub occurred_on: Option<Date>,
    /// Kind.
    pub kind: ReportType,
    /// Shown only because the reader holds the key.
    pub is_private: bool,
}

impl TrackPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = &self.language.texts().track;
        let title = format!("{} {}", texts.title, self.tracking_code);
        let receipt = self.access_key.map(|key| {
            let path = format!("/l/{}/tanda-terima?k={key}", self.tracking_code);
            self.language.path(&path)
        });
        let question = receipt.clone().filter(|_| self.has_question).map(|href| {
            let words = self.language.texts().receipt.place_title;
            view! { <p class="box screen"><a href=href>{words}</a></p> }
        });
        let has_wrong_key = self.has_wrong_key;
        let query = self
            .access_key
            .map_or(String::new(), |key| format!("?k={key}"));
        let path = format!("/l/{}{query}", self.tracking_code);
        let document = Document {
            language: self.language,
            path: Some(&path),
            title: &title,
            description: None,
            styles: Styles::Record,
            address: None,
        };
        let state = match self.state {
            StateName::Received => texts.states.received,
            StateName::AwaitingReporter => texts.states.awaiting_reporter,
            StateName::Assigned => texts.states.assigned,
            StateName::InProgress => texts.states.in_progress,
            StateName::Answered => texts.states.answered,
            StateName::Rejected => texts.states.rejected,
            StateName::Closed => texts.states.closed,
        };
        let due = date_long(self.language, self.verify_by.local(self.zone).0);
        let holder = self
            .holder
            .clone()
            .unwrap_or_else(|| texts.holder_desk.to_owned());
        document.render(|| {
            let clock = (self.state == StateName::Received).then(|| {
                let late = self
                    .is_late
                    .then(|| view! { " "<span class="late">"("{texts.late}")"</span> });
                view! { <dt>{texts.clock}</dt><dd>{due}{late}</dd> }
            });
            let suggested = self
                .suggested
                .clone()
                .map(|name| view! { <dt>{texts.suggested}</dt><dd>{name}</dd> });
            let history: Vec<_> = self
                .history
                .iter()
                .map(|(kind, at)| {
                    let words = match kind.as_str() {
                        "received" => texts.events.received,
                        "place_clarified" => texts.events.place_clarified,
                        _ => texts.events.other,
                    };
                    let at = date_time_long(self.language, *at, self.zone);
                    view! { <li>{words}<br/><span class="soft">{at}</span></li> }
                })
                .collect();
            view! {
                <h1>{texts.title}</h1>
                <p class="code">{self.tracking_code.to_owned()}</p>
                {has_wrong_key.then(|| view! { <div class="box bad" role="status"><p>{texts.wrong_key}</p></div> })}
                {question}
                <div class="card">
                    <dl>
                        <dt>{texts.state}</dt><dd>{state}</dd>
                        {clock}
                        <dt>{texts.holder}</dt><dd>{holder}</dd>
                        {suggested}
                    </dl>
                </div>
                <h2>{texts.story}</h2>
                {self.story()}
                <h2>{texts.history}</h2>
                <ol class="past">{history}</ol>
                {receipt.map(|href| view! { <p class="screen"><a class="button plain" href=href>{texts.receipt}</a></p> })}
            }
        })
    }

    fn story(&self) -> AnyView {
        let texts = &self.language.texts().track;
        let Some(story) = &self.story else {
            return view! { <p>{texts.story_later}</p> }.into_any();
        };
        let private = story
            .is_private
            .then(|| view! { <p class="soft">{texts.story_private}</p> });
        let place = story
            .place
            .as_deref()
            .map(|place| view! { <dt>{texts.place}</dt><dd class="words">{visible(place)}</dd> });
        let landmark = story.landmark.map(
            |words| view! { <dt>{texts.landmark}</dt><dd class="words">{visible(words)}</dd> },
        );
        let day = story.occurred_on.map(
            |day| view! { <dt>{texts.occurred_on}</dt><dd>{date_long(self.language, day)}</dd> },
        );
        let form = &self.language.texts().form;
        let kind = match story.kind {
            ReportType::Complaint => form.kind_complaint,
            ReportType::Aspiration => form.kind_aspiration,
            ReportType::InformationRequest => form.kind_information,
        };
        view! {
            {private}
            <p class="words card" dir="auto">{visible(story.narrative)}</p>
            <dl>{place}{landmark}{day}<dt>{texts.kind}</dt><dd>{kind}</dd></dl>
        }
        .into_any()
    }
}
