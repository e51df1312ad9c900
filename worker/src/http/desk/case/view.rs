//! From what is stored to the page of one case.

use crate::http::App;
use crate::http::desk::files::{may_hide, may_remove};
use crate::http::file_views::{Looking, views};
use crate::http::files::is_attaching;
use crate::http::fresh_id;
use crate::http::track::post_name;
use crate::ports::Reference;
use crate::ports::desk::SignedIn;
use crate::ports::desk::case::{CaseFile, OtherCase, StoredCase};
use crate::use_cases::act::Claim;
use crate::use_cases::find_desk::FoundDesk;
use crate::use_cases::find_duplicates::{Duplicate, Nearness, find_duplicates};
use domain::complaint::actor::{Actor, Post, Reach, Role};
use domain::complaint::event::Recorded;
use domain::complaint::words::AgencyId;
use domain::complaint::{StateName, Visibility};
use domain::routing::CategoryEntry;
use domain::submission::Identity;
use frontend::i18n::desk::case::officers_reason;
use frontend::i18n::{Language, life::put};
use frontend::pages::desk::case::{
    CaseAnswer, CaseIntake, CasePage, CaseValues, DuplicateView, OtherView, ReporterView,
};
use frontend::pages::desk::frame::{Frame, Room};
use frontend::pages::desk::inbox::filter::encode;
use frontend::pages::track::{FilesNotice, FilesView, Message, PastEvent, TrackPage};
use serde_json::Value;

/// As much of another story as is shown.
const BEGINNING_CHARS: usize = 160;

/// A case and what lies beside it, for one officer.
pub struct CaseView<'a> {
    pub language: Language,
    pub app: &'a App,
    pub signed_in: &'a SignedIn,
    pub reference: &'a Reference,
    pub case: &'a StoredCase,
    pub file: &'a CaseFile,
    /// The filter of the list it was opened from.
    pub list: &'a str,
    /// What became of a form with files.
    pub notice: Option<FilesNotice>,
}

impl CaseView<'_> {
    /// The page, with what became of the form before; `identity` where it was asked for and may be shown.
    pub fn render(
        &self,
        values: &CaseValues,
        answer: Option<CaseAnswer>,
        identity: Option<Option<Identity>>,
    ) -> String {
        let stored = &self.case.stored;
        let life = &stored.complaint;
        let code = stored.tracking_code.to_string();
        let title = self.title();
        let messages = self.file.texts.iter();
        let messages: Vec<_> = messages
            .map(|text| Message {
                seq: text.seq,
                part: &text.part,
                author: text.author,
                thread: text.thread,
                text: text.words.as_deref(),
                at: text.at,
            })
            .collect();
        let recorded = self.file.history.iter();
        let recorded: Vec<Option<Recorded>> = recorded
            .map(|event| {
                let data: Value = serde_json::from_str(&event.data).ok()?;
                Recorded::read(&event.kind, event.at, &data).ok().flatten()
            })
            .collect();
        let history = self.file.history.iter().zip(&recorded);
        let history: Vec<_> = history
            .map(|(event, recorded)| PastEvent {
                kind: &event.kind,
                at: event.at,
                recorded: recorded.as_ref(),
                told: &event.told,
            })
            .collect();
        let agency_only = |agency: &AgencyId| self.agency_name(agency.as_str());
        let agency_name = |post: &Post| self.post_name(post);
        let claim = Claim::Officer(self.signed_in.officer.clone());
        let allowed = claim.allowed(self.reference, stored, self.app.now);
        let routes = self.routes(title);
        let frame_path = match self.list {
            "" => format!("/meja/kasus/{code}"),
            list => format!("/meja/kasus/{code}?dari={}", encode(list)),
        };
        let rooms = self.signed_in.rooms();
        let frame = Frame {
            language: self.language,
            path: &frame_path,
            room: Room::Inbox,
            officer: Some(&self.signed_in.name),
            rooms: &rooms,
            title: "",
        };
        let track = TrackPage {
            language: self.language,
            tracking_code: &code,
            access_key: None,
            has_wrong_key: false,
            channel: self.case.channel,
            has_question: false,
            zone: self.zone(),
            complaint: life,
            allowed: &[],
            history: &history,
            messages: &messages,
            agency_name: &agency_name,
            agency_only: &agency_only,
            suggested: None,
            lead: None,
            follower_count: stored.follower_count,
            support: None,
            story: None,
            title,
            told: &[],
            action_id: "",
            action: None,
            files: self.files(&agency_name),
            can_recover_key: false,
            now: self.app.now,
            calendar: &self.reference.calendar,
        };
        let page = CasePage {
            frame,
            track: &track,
            intake: self.intake(),
            reporter: self.reporter(&claim, identity),
            reasons: self.reasons(),
            confidence: stored.suggestion.confidence,
            choices: self.choices(values, &routes),
            routes: routes.into_iter().map(|route| route.choice).collect(),
            duplicates: self.duplicates(),
            lead: self.file.lead.as_ref().map(other_view),
            followers: self.file.followers.iter().map(other_view).collect(),
            allowed: &allowed,
            can_redact: self.can_redact(&claim),
            // Nothing random is left: the page says so by forms that cannot be sent twice by accident, since none is sent.
            new_id: &|| fresh_id().unwrap_or_default(),
            values,
            answer,
            list: self.list,
        };
        page.render()
    }

    /// What came with it, and the form for evidence.
    fn files(&self, agency_name: &dyn Fn(&Post) -> String) -> FilesView {
        let code = &self.case.stored.tracking_code;
        let nation = self.language.attachments().nation;
        let files = &self.file.files;
        FilesView {
            files: views(files, code, &Looking::Officer, agency_name, nation),
            add_at: self.has_role(is_attaching).then(|| {
                let path = format!("/meja/kasus/{code}/berkas");
                self.language.path(&path)
            }),
            notice: self.notice.clone(),
            can_hide: self.has_role(may_hide),
            can_remove: self.has_role(may_remove),
        }
    }

    fn has_role(&self, is_one: fn(Role) -> bool) -> bool {
        let mut posts = self.signed_in.officer.posts.iter();
        posts.any(|(role, _)| is_one(*role))
    }

    /// The heading an officer gave it last.
    fn title(&self) -> Option<&str> {
        let mut texts = self.file.texts.iter().rev();
        let title = texts.find(|text| text.part == "title");
        title.and_then(|title| title.words.as_deref())
    }

    fn zone(&self) -> domain::date::Zone {
        match &self.case.region {
            Some(code) => self.reference.zone_of(Some(code)),
            None => self
                .reference
                .zone_of_place(&self.case.stored.suggestion.place),
        }
    }

    fn intake(&self) -> CaseIntake<'_> {
        let case = self.case;
        let facts = case.stored.complaint.facts();
        let category = facts.category.as_ref();
        let category = category.and_then(|code| self.reference.table.category(code.as_str()));
        let region = case.region.as_deref();
        CaseIntake {
            narrative: &case.stored.narrative,
            redaction: case.stored.redaction.as_deref(),
            place: case.stored.place.as_deref(),
            region: region.map(|code| self.reference.table.region_path(code)),
            landmark: case.landmark.as_deref(),
            point: case.point,
            occurred_on: case.occurred_on,
            written_at: case.written_at,
            kind: case.kind,
            channel: case.channel,
            category: category.map(|category| self.category_name(category)),
        }
    }

    fn reporter(&self, claim: &Claim, identity: Option<Option<Identity>>) -> ReporterView {
        match identity {
            _ if !may_know_reporter(claim, self.reference, self.case) => ReporterView::Hidden,
            None => ReporterView::Offered,
            Some(identity) => {
                let identity = identity.unwrap_or_default();
                let phone = identity.phone.map(|phone| phone.as_str().to_owned());
                ReporterView::Shown {
                    name: identity.name,
                    phone,
                    email: identity.email,
                }
            }
        }
    }

    fn reasons(&self) -> Vec<String> {
        let steps = self.case.stored.suggestion.reasons.iter();
        let table = &self.reference.table;
        steps
            .filter_map(|step| officers_reason(self.language, table, step))
            .collect()
    }

    fn duplicates(&self) -> Vec<DuplicateView> {
        let found = find_duplicates(self.case, &self.file.nearby);
        found.iter().map(|found| self.duplicate(found)).collect()
    }

    fn duplicate(&self, found: &Duplicate<'_>) -> DuplicateView {
        let texts = &self.language.desk().case.company;
        let nearness = match found.nearness {
            Nearness::Metres(metres) => put(texts.metres, &[&metres.to_string()]),
            Nearness::District => texts.same_district.to_owned(),
            Nearness::Regency => texts.same_regency.to_owned(),
        };
        let days = match found.days_apart {
            0 => texts.same_day.to_owned(),
            days => put(texts.days_apart, &[&days.to_string()]),
        };
        let alike = put(texts.alike, &[&found.likeness.percent.to_string()]);
        let mut reasons = vec![nearness, days, alike];
        if !found.likeness.shared.is_empty() {
            reasons.push(put(texts.shared, &[&found.likeness.shared.join(", ")]));
        }
        if found.case.follower_count > 0 {
            let count = found.case.follower_count.to_string();
            reasons.push(put(texts.followed_by, &[&count]));
        }
        let facts = self.case.stored.complaint.facts();
        let is_open = matches!(
            found.case.state,
            StateName::Received
                | StateName::AwaitingReporter
                | StateName::Assigned
                | StateName::InProgress
        );
        let is_alike = found.case.visibility == facts.visibility && !found.case.is_merged;
        DuplicateView {
            tracking_code: found.case.tracking_code.to_string(),
            state: found.case.state,
            received_at: found.case.received_at,
            beginning: beginning(&found.case.narrative),
            reasons,
            can_lead: is_open && is_alike,
        }
    }

    /// Who verifies publishes, and may publish less.
    fn can_redact(&self, claim: &Claim) -> bool {
        let life = &self.case.stored.complaint;
        let is_theirs = |actor: &Actor| match actor.role {
            Role::NationalAdmin => true,
            Role::AgencyCoordinator => {
                matches!(actor.reach, Reach::Holder | Reach::SameAgency)
            }
            _ => false,
        };
        let mut actors = claim.actors(self.reference, life).into_iter();
        let is_published = life.facts().visibility == Visibility::Public
            && life.state().name() != StateName::Rejected;
        is_published && actors.any(|(actor, _)| is_theirs(&actor))
    }

    pub fn category_name(&self, category: &CategoryEntry) -> String {
        match self.language {
            Language::Indonesian => category.name_id.clone(),
            Language::English => category.name_en.clone(),
        }
    }

    pub fn agency_name(&self, agency: &str) -> String {
        let entry = self.reference.table.agency(agency);
        entry.map_or(agency.to_owned(), |entry| entry.name.clone())
    }

    fn post_name(&self, post: &Post) -> String {
        post_name(self.reference, post).unwrap_or_else(|| self.agency_name(post.agency.as_str()))
    }

    pub fn desk_name(&self, desk: &FoundDesk) -> String {
        self.post_name(&Post {
            agency: desk.agency.clone(),
            unit: desk.unit.clone(),
        })
    }
}

/// Whether this officer, in any of their roles, may be told who a named reporter is.
pub fn may_know_reporter(claim: &Claim, reference: &Reference, case: &StoredCase) -> bool {
    let complaint = &case.stored.complaint;
    let mut actors = claim.actors(reference, complaint).into_iter();
    actors.any(|(actor, post)| complaint.may_know_reporter(&actor, post.as_ref()))
}

/// As much of a story as is shown; what is left out leaves its mark.
fn beginning(story: &str) -> String {
    match story.char_indices().nth(BEGINNING_CHARS) {
        Some((end, _)) => format!("{}…", story.get(..end).unwrap_or_default().trim_end()),
        None => story.to_owned(),
    }
}

fn other_view(other: &OtherCase) -> OtherView {
    OtherView {
        tracking_code: other.tracking_code.as_ref().map(ToString::to_string),
        state: other.state,
    }
}
