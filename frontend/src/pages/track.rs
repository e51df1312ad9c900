//! The page of one complaint: how it stands, what the reporter can do, the conversation, what happened. The story only
//! for those who may read it. Officers appear as what they are, never as who: there is no id or name of one in it.

pub(in crate::pages) mod card;
mod conversation;
mod custody;
mod files;
mod form;
mod past;
mod support;

#[cfg(test)]
pub(in crate::pages) mod cases;
#[cfg(test)]
pub(in crate::pages) mod fixture;
#[cfg(test)]
mod tests;

pub use files::{FileView, FilesNotice, FilesView};
pub use form::{ACTIONS, action_words};
pub use support::{SupportAnswer, SupportOffer, SupportView};

use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::document::{Document, Extras, Styles, preview};
use crate::i18n::life::Life;
use crate::i18n::{Language, date_long, date_time_long};
use domain::calendar::WorkCalendar;
use domain::complaint::actor::{Post, Role};
use domain::complaint::command::{CommandName, Thread};
use domain::complaint::event::Recorded;
use domain::complaint::words::AgencyId;
use domain::complaint::{Channel, Complaint, ReportType, StateName};
use domain::date::{Date, Timestamp, Zone};
use domain::deadline::Deadline;
use domain::notification::{Audience, Template};
use leptos::prelude::*;

const END_OF_DAY_MS: i64 = 86_399_000;

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Anybody with the code.
    Public,
    /// The bearer of the access key.
    Reporter,
}

/// One text of the conversation.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The history entry it came with.
    pub seq: u32,
    /// Which text of that entry: `question`, `answer`, …
    pub part: &'a str,
    /// Who wrote it.
    pub author: Role,
    /// Who may read it.
    pub thread: Thread,
    /// The words; none once they are erased.
    pub text: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

/// One entry of the history.
#[derive(Clone, Copy, Debug)]
pub struct PastEvent<'a> {
    /// The `kind` column.
    pub kind: &'a str,
    /// When.
    pub at: Timestamp,
    /// What; none for the first entry, `received`.
    pub recorded: Option<&'a Recorded>,
    /// Who was told of it, but for the reporter.
    pub told: &'a [Audience],
}

/// What became of the form that this page answers.
#[derive(Clone, Copy, Debug)]
pub enum ActionAnswer<'a> {
    /// It is on record.
    Done(CommandName),
    /// It is not, and the words come back.
    Refused {
        /// Why.
        problem: ActionProblem,
        /// What stood in the form.
        values: &'a ActionValues,
    },
}

/// Why an action of the reporter was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionProblem {
    /// This action needs words.
    MissingWords,
    /// More than a message may hold.
    WordsTooLong,
    /// Nothing was chosen.
    MissingChoice,
    /// No rating from 1 to 5, or nothing about whether the problem is solved.
    Stars,
    /// The time for it is over, since then.
    TooLate(Timestamp),
    /// No limit was missed yet.
    TooEarly,
    /// Done as often as may be.
    LimitReached,
    /// The state changed meanwhile.
    NotAllowed,
    /// It was so already.
    NothingChanged,
}

/// Everything the form of actions sends, as the reporter left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionValues {
    /// Id of the action; an empty one is replaced by a fresh one.
    pub id: String,
    /// Name of the command.
    pub command: String,
    /// The words.
    pub text: String,
    /// `1` to `5`.
    pub stars: String,
    /// `yes`, `partly` or `no`.
    pub solved: String,
    /// Name and contact go to the Ombudsman too.
    pub with_identity: bool,
    /// A thank-you, no objection.
    pub thanks: bool,
    /// Code of another complaint, to join it.
    pub lead: String,
}

/// The complaint that this one follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Its grouped code, if anybody may open it.
    pub tracking_code: Option<String>,
    /// Where it stands.
    pub state: StateName,
}

/// The words of a complaint.
pub struct Story<'a> {
    /// The narrative; for the public the redaction, where there is one.
    pub narrative: &'a str,
    /// What the public reads instead.
    pub redaction: Option<&'a str>,
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

/// A complaint, with everything this reader may see of it and nothing else.
pub struct TrackPage<'a> {
    /// Language.
    pub language: Language,
    /// Grouped tracking code.
    pub tracking_code: &'a str,
    /// The key this reader holds: then the reader is the reporter.
    pub access_key: Option<&'a str>,
    /// A key came with the address, but not the right one.
    pub has_wrong_key: bool,
    /// The road it came by.
    pub channel: Channel,
    /// The question about the place is still open.
    pub has_question: bool,
    /// Zone of the place.
    pub zone: Zone,
    /// State, clocks and facts.
    pub complaint: &'a Complaint,
    /// What the reporter may do now; empty for the public.
    pub allowed: &'a [CommandName],
    /// What happened so far, oldest first, as far as this reader may know it.
    pub history: &'a [PastEvent<'a>],
    /// What was written, as far as this reader may read it.
    pub messages: &'a [Message<'a>],
    /// "DPUPR, Pemkab Grobogan".
    pub agency_name: &'a dyn Fn(&Post) -> String,
    /// "Pemkab Grobogan".
    pub agency_only: &'a dyn Fn(&AgencyId) -> String,
    /// Whom routing suggests, while nobody holds it.
    pub suggested: Option<String>,
    /// The complaint it follows.
    pub lead: Option<Lead>,
    /// How many follow it.
    pub follower_count: u32,
    /// Support by others; none where there can be none.
    pub support: Option<SupportView>,
    /// What it says, where this reader may read it.
    pub story: Option<Story<'a>>,
    /// The public heading an officer gave.
    pub title: Option<&'a str>,
    /// What the reporter was told, for the bearer of the key.
    pub told: &'a [(Template, Timestamp)],
    /// A fresh id for the form.
    pub action_id: &'a str,
    /// What became of the form before.
    pub action: Option<ActionAnswer<'a>>,
    /// Its files, and the form for more.
    pub files: FilesView,
    /// Whether a lost key may be asked for.
    pub can_recover_key: bool,
    /// Server time.
    pub now: Timestamp,
    /// Working days.
    pub calendar: &'a WorkCalendar,
}

impl TrackPage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        self.render_at("")
    }

    /// The page at `https://host`: what other places may show of it is what any stranger may read.
    pub fn render_at(&self, origin: &str) -> String {
        let all = self.language.texts();
        let texts = &all.track;
        let heading = self.title.map_or_else(|| texts.title.to_owned(), visible);
        let title = match self.action {
            Some(ActionAnswer::Refused { .. }) => {
                format!(
                    "{}: {} {}",
                    all.form.error_mark, texts.title, self.tracking_code
                )
            }
            _ => format!("{} {}", texts.title, self.tracking_code),
        };
        let receipt = self.access_key.map(|key| {
            let path = format!("/l/{}/tanda-terima?k={key}", self.tracking_code);
            self.language.path(&path)
        });
        let path = self.own_path();
        let address = self.language.path(&path);
        let story = self.story.as_ref();
        let story = story.filter(|story| !self.is_reporter() && !story.is_private);
        let shown = story.map(|story| beginning(story.narrative));
        let document = Document {
            language: self.language,
            path: Some(&path),
            title: &title,
            description: shown.as_deref(),
            styles: Styles::Record,
            address: self.action.map(|_| address.as_str()),
        };
        let shown = shown.as_deref().unwrap_or(all.home.description);
        // The reporter's address has the key in it.
        let head = match self.reader() {
            Reader::Public => preview(origin, &address, &heading, shown),
            Reader::Reporter => String::new(),
        };
        let extras = Extras {
            css: &Styles::Record.css(),
            head: &head,
        };
        document.render_with(&extras, || {
            let question = receipt.clone().filter(|_| self.has_question).map(|href| {
                let words = all.receipt.place_title;
                view! { <p class="box screen"><a href=href>{words}</a></p> }
            });
            let wrong_key = self.has_wrong_key.then(
                || view! { <div class="box bad" role="status"><p>{texts.wrong_key}</p></div> },
            );
            let recover = self.can_recover_key.then(|| {
                let href = format!("/l/{}/kunci", self.tracking_code);
                let words = self.life().recover.link;
                view! { <p class="screen"><a class="button plain" href=self.language.path(&href)>{words}</a></p> }
            });
            let receipt = receipt.map(|href| {
                view! { <p class="screen"><a class="button plain" href=href>{texts.receipt}</a></p> }
            });
            view! {
                <h1 dir="auto">{heading}</h1>
                <p class="code">{self.tracking_code.to_owned()}</p>
                {wrong_key}
                {self.answer_to_the_form()}
                {self.answer_to_support()}
                {question}
                {self.card()}
                {self.actions()}
                <h2>{texts.story}</h2>
                {self.story()}
                {self.files()}
                {self.support_form()}
                {self.conversation()}
                {self.hops()}
                {self.pauses()}
                {self.past()}
                {self.told()}
                {receipt}
                {recover}
            }
        })
    }

    /// What everybody may read of it, for officers who read no more.
    pub(in crate::pages) fn body(&self) -> Piece {
        view! {
            {self.card()}
            <h2>{self.language.texts().track.story}</h2>
            {self.story()}
            {self.files()}
            {self.conversation()}
            {self.hops()}
            {self.pauses()}
            {self.past()}
        }
        .piece()
    }

    fn story(&self) -> Piece {
        let texts = &self.language.texts().track;
        let Some(story) = &self.story else {
            return view! { <p>{texts.story_later}</p> }.piece();
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
            {self.redaction(story)}
            <dl>{place}{landmark}{day}<dt>{texts.kind}</dt><dd>{kind}</dd></dl>
        }
        .piece()
    }

    /// That the public reads something else: to the public that it does, to the reporter what it is.
    fn redaction(&self, story: &Story<'_>) -> Option<Piece> {
        let texts = &self.language.texts().track;
        let redaction = visible(story.redaction?);
        Some(match self.reader() {
            Reader::Public => view! { <p class="soft">{texts.redacted}</p> }.piece(),
            Reader::Reporter => view! {
                <details><summary>{texts.redaction}</summary><p class="words card" dir="auto">{redaction}</p></details>
            }
            .piece(),
        })
    }

    fn reader(&self) -> Reader {
        match self.access_key {
            Some(_) => Reader::Reporter,
            None => Reader::Public,
        }
    }

    fn is_reporter(&self) -> bool {
        self.reader() == Reader::Reporter
    }

    fn life(&self) -> &'static Life {
        &self.language.texts().life
    }

    /// This page, without language prefix.
    fn own_path(&self) -> String {
        let key = self.access_key.map(|key| format!("?k={key}"));
        format!("/l/{}{}", self.tracking_code, key.unwrap_or_default())
    }

    /// The reporter at the beginning of a sentence.
    fn subject(&self) -> &'static str {
        let people = &self.life().people;
        match self.reader() {
            Reader::Reporter => people.you,
            Reader::Public => people.reporter,
        }
    }

    /// The reporter inside a sentence.
    fn subject_inside(&self) -> &'static str {
        let people = &self.life().people;
        match self.reader() {
            Reader::Reporter => people.you_inside,
            Reader::Public => people.reporter_inside,
        }
    }

    /// The last day of a period, where it runs.
    fn due(&self, deadline: &Deadline) -> String {
        date_long(self.language, deadline.due.local(deadline.zone).0)
    }

    /// The last day of a period of which only the end is known: it ends at 23:59:59 where it runs.
    pub(in crate::pages) fn last_day(&self, due: Timestamp) -> String {
        let mut days = [Zone::Wib, Zone::Wita, Zone::Wit]
            .map(|zone| due.local(zone))
            .into_iter();
        let last = days.find(|(_, time_of_day)| *time_of_day == END_OF_DAY_MS);
        let (day, _) = last.unwrap_or_else(|| due.local(self.zone));
        date_long(self.language, day)
    }

    pub(in crate::pages) fn day(&self, at: Timestamp) -> String {
        date_long(self.language, at.local(self.zone).0)
    }

    pub(in crate::pages) fn moment(&self, at: Timestamp) -> String {
        date_time_long(self.language, at, self.zone)
    }
}

/// As many characters of a story as a preview shows.
const PREVIEW_CHARS: usize = 200;

/// The beginning of a story on one line, ended between words.
fn beginning(story: &str) -> String {
    let words: Vec<String> = visible(story)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let line = words.join(" ");
    let most: String = line.chars().take(PREVIEW_CHARS).collect();
    if most.len() == line.len() {
        return line;
    }
    let whole = most
        .rsplit_once(' ')
        .map_or(most.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}
