//! The page of one complaint, for one reader.

use super::file_views::{Looking, views};
use super::track::{post_name, zone_of};
use super::{App, fresh_id};
use crate::ports::files::Author;
use crate::ports::life::{LifeRepository, Told, Which};
use crate::ports::{Reference, RepositoryError, TrackedComplaint};
use crate::use_cases::act::offered;
use crate::use_cases::read_thread::Reading;
use crate::use_cases::track_complaint::may_read_story;
use domain::access_key::AccessKey;
use domain::attachment::{LATE_MS, MAX_REPORTER_FILES};
use domain::complaint::StateName;
use domain::complaint::actor::{Actor, Post};
use domain::complaint::event::Recorded;
use domain::complaint::words::AgencyId;
use domain::notification::Template;
use domain::routing::Place;
use domain::tracking_code::TrackingCode;
use frontend::i18n::{Language, suggested_desk};
use frontend::pages::track::{
    ActionAnswer, FilesNotice, FilesView, Lead, Message, PastEvent, Story, SupportAnswer,
    SupportOffer, SupportView, TrackPage,
};
use serde_json::Value;

/// What a device did for a complaint that is somebody else's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Supported {
    /// It supports it.
    pub is_given: bool,
    /// What became of the form before.
    pub answer: Option<SupportAnswer>,
}

/// What is known before the page is made.
pub struct View<'a> {
    /// Language.
    pub language: Language,
    /// Names, zones, working days.
    pub reference: &'a Reference,
    /// Its code.
    pub code: &'a TrackingCode,
    /// The right key, if the reader brought it.
    pub key: Option<&'a AccessKey>,
    /// A key came, but not the right one.
    pub has_wrong_key: bool,
    /// What this reader may see.
    pub complaint: &'a TrackedComplaint,
    /// What this device did for it.
    pub support: Supported,
}

impl View<'_> {
    /// The page, with what became of the form before.
    pub async fn render(
        &self,
        app: &App,
        action: Option<ActionAnswer<'_>>,
    ) -> Result<String, RepositoryError> {
        self.show(app, action, |page| page.render()).await
    }

    /// The page, with what became of a form with files.
    pub async fn render_with_files(
        &self,
        app: &App,
        notice: FilesNotice,
    ) -> Result<String, RepositoryError> {
        self.make(app, None, Some(notice), |page| page.render())
            .await
    }

    /// Whatever `render` makes of what this reader may see.
    pub async fn show(
        &self,
        app: &App,
        action: Option<ActionAnswer<'_>>,
        render: impl FnOnce(&TrackPage<'_>) -> String,
    ) -> Result<String, RepositoryError> {
        self.make(app, action, None, render).await
    }

    async fn make(
        &self,
        app: &App,
        action: Option<ActionAnswer<'_>>,
        notice: Option<FilesNotice>,
        render: impl FnOnce(&TrackPage<'_>) -> String,
    ) -> Result<String, RepositoryError> {
        let lives = app.complaints()?;
        let life = &self.complaint.life;
        let is_reporter = self.key.is_some();
        let has_story = may_read_story(self.complaint);
        let (texts, told) = match has_story {
            true => lives.conversation(&self.complaint.id).await?,
            false => (Vec::new(), Vec::new()),
        };
        let reading = Reading {
            has_story,
            has_all: is_reporter,
            has_private: is_reporter,
            has_internal: false,
        };
        let (title, texts) = reading.of(texts);
        let messages: Vec<_> = texts
            .iter()
            .map(|text| Message {
                seq: text.seq,
                part: &text.part,
                author: text.author,
                thread: text.thread,
                text: text.words.as_deref(),
                at: text.at,
            })
            .collect();
        let recorded: Vec<Option<Recorded>> = self
            .complaint
            .history
            .iter()
            .map(|event| {
                let data: Value = serde_json::from_str(&event.data).ok()?;
                Recorded::read(&event.kind, event.at, &data).ok().flatten()
            })
            .collect();
        let history = self.complaint.history.iter().zip(&recorded);
        let history: Vec<_> = history
            .map(|(event, recorded)| PastEvent {
                kind: &event.kind,
                at: event.at,
                recorded: recorded.as_ref(),
                told: &event.told,
            })
            .collect();
        let allowed = match is_reporter {
            true => {
                let place = &self.complaint.suggestion.place;
                offered(self.reference, life, place, &Actor::reporter(), app.now)
            }
            false => Vec::new(),
        };
        let table = &self.reference.table;
        let agency_only = |agency: &AgencyId| {
            let entry = table.agency(agency.as_str());
            entry.map_or(agency.as_str().to_owned(), |entry| entry.name.clone())
        };
        let agency_name = |post: &Post| {
            post_name(self.reference, post).unwrap_or_else(|| agency_only(&post.agency))
        };
        let story = has_story.then(|| self.story());
        let page = TrackPage {
            language: self.language,
            tracking_code: &self.code.to_string(),
            access_key: self.key.map(AccessKey::as_str),
            has_wrong_key: self.has_wrong_key,
            channel: self.complaint.channel,
            has_question: matches!(self.complaint.suggestion.place, Place::Ambiguous { .. })
                && life.facts().category.is_none(),
            zone: zone_of(self.reference, self.complaint),
            complaint: life,
            allowed: &allowed,
            history: &history,
            messages: &messages,
            agency_name: &agency_name,
            agency_only: &agency_only,
            suggested: match (life.state().name(), life.held_by()) {
                (StateName::Received | StateName::AwaitingReporter, None) => {
                    suggested_desk(table, &self.complaint.suggestion)
                }
                _ => None,
            },
            lead: self.lead(&lives).await?,
            follower_count: self.complaint.follower_count,
            support: self.support()?,
            story,
            title: title.as_deref(),
            told: &told_to(is_reporter, told),
            action_id: &fresh_id()?,
            action,
            can_recover_key: !is_reporter,
            files: self.files(app, has_story, &agency_name, notice),
            now: app.now,
            calendar: &self.reference.calendar,
        };
        Ok(render(&page))
    }

    /// The files, for whoever may read the story; more of them from the reporter while there is time.
    fn files(
        &self,
        app: &App,
        has_story: bool,
        agency_name: &dyn Fn(&Post) -> String,
        notice: Option<FilesNotice>,
    ) -> FilesView {
        let complaint = self.complaint;
        let looking = match self.key {
            Some(key) => Looking::Reporter(key.as_str()),
            None => Looking::Public,
        };
        let nation = self.language.attachments().nation;
        let files = match has_story {
            true => views(&complaint.files, self.code, &looking, agency_name, nation),
            false => Vec::new(),
        };
        let own = complaint.files.iter();
        let own = own.filter(|file| file.author == Author::Reporter).count();
        let is_open = own < MAX_REPORTER_FILES as usize
            && app.now.0.saturating_sub(complaint.received_at.0) <= LATE_MS;
        FilesView {
            files,
            add_at: (self.key.is_some() && is_open)
                .then(|| self.language.path(&format!("/l/{}/berkas", self.code))),
            notice,
            ..FilesView::default()
        }
    }

    /// Offered to whoever reads it as the public; one that follows another has none of its own.
    fn support(&self) -> Result<Option<SupportView>, RepositoryError> {
        let life = &self.complaint.life;
        if !life.is_public() || life.facts().merged_into.is_some() {
            return Ok(None);
        }
        let is_offered = self.key.is_none() && life.state().name().is_open() && !self.is_withheld();
        Ok(Some(SupportView {
            count: self.complaint.support_count,
            offer: match self.support.is_given {
                _ if !is_offered => SupportOffer::Nothing,
                true => SupportOffer::TakeBack,
                false => SupportOffer::Give { id: fresh_id()? },
            },
            answer: self.support.answer,
        }))
    }

    /// Of a protected topic others read no place in the reporter's words, and nobody is asked whether it happened to them too.
    fn is_withheld(&self) -> bool {
        let category = self.complaint.life.facts().category.as_ref();
        !self.complaint.holds_key
            && category.is_some_and(|category| self.reference.is_protected(category.as_str()))
    }

    fn story(&self) -> Story<'_> {
        let complaint = self.complaint;
        let is_withheld = self.is_withheld();
        let path = complaint
            .region
            .as_deref()
            .map(|code| self.reference.table.region_path(code));
        let words = complaint.place.clone().filter(|_| !is_withheld);
        let place = match (words, path) {
            (Some(words), Some(path)) => Some(format!("{words}\n{path}")),
            (Some(words), None) => Some(words),
            (None, path) => path,
        };
        Story {
            narrative: &complaint.narrative,
            redaction: complaint.redaction.as_deref(),
            place,
            landmark: complaint.landmark.as_deref().filter(|_| !is_withheld),
            occurred_on: complaint.occurred_on,
            kind: complaint.kind,
            is_private: !complaint.life.is_public(),
        }
    }

    async fn lead(&self, lives: &impl LifeRepository) -> Result<Option<Lead>, RepositoryError> {
        let Some(id) = &self.complaint.life.facts().merged_into else {
            return Ok(None);
        };
        let (lead, _) = lives.open(Which::Id(id), None).await?;
        // Of a lead that became secret the clock takes its followers away; until it does, nothing is told of it.
        let lead = lead.filter(|lead| {
            let is_examined = lead.complaint.facts().kind.is_supervisory();
            lead.complaint.is_public() || (self.complaint.holds_key && !is_examined)
        });
        Ok(lead.map(|lead| Lead {
            tracking_code: lead
                .complaint
                .is_public()
                .then(|| lead.tracking_code.to_string()),
            state: lead.complaint.state().name(),
        }))
    }
}

fn told_to(is_reporter: bool, told: Vec<Told>) -> Vec<(Template, domain::date::Timestamp)> {
    let told = told.into_iter().filter(|_| is_reporter);
    told.filter_map(|(template, at)| Some((Template::parse(&template)?, at)))
        .collect()
}
