//! One case at the desk. `{0}`, `{1}`, … are filled by [`put`](crate::i18n::life::put).

mod en;
mod id;

pub(super) use en::EN;
pub(super) use id::ID;

use crate::i18n::{Language, reason};
use domain::complaint::actor::Role;
use domain::complaint::command::{CommandName, Thread};
use domain::complaint::{Channel, Classification, ReporterKind, Visibility};
use domain::routing::{Reason, RoutingTable};

/// Everything on the page of one case.
pub struct CaseTexts {
    pub title: &'static str,
    pub facts: FactTexts,
    pub people: PeopleTexts,
    pub routing: RoutingTexts,
    pub company: CompanyTexts,
    pub talk: TalkTexts,
    pub answer: AnswerTexts,
    pub forms: FormTexts,
}

/// What the case is.
pub struct FactTexts {
    pub story: &'static str,
    pub place: &'static str,
    pub region: &'static str,
    pub landmark: &'static str,
    pub point: &'static str,
    pub occurred_on: &'static str,
    pub written_at: &'static str,
    pub received_at: &'static str,
    pub channel: &'static str,
    pub kind: &'static str,
    pub category: &'static str,
    pub visibility: &'static str,
    pub public: &'static str,
    pub confidential: &'static str,
    pub standing: &'static str,
    pub redact: &'static str,
    pub public_page: &'static str,
    pub channels: [&'static str; 10],
    pub kinds: [&'static str; 4],
    pub reduced: &'static str,
    pub not_found_title: &'static str,
    pub not_found: &'static str,
    pub recorded_title: &'static str,
    pub gone: &'static str,
    pub to_inbox: &'static str,
    pub to_list: &'static str,
    /// Link: the next case of the list.
    pub next: &'static str,
}

/// Who the reporter is, as far as this officer may know.
pub struct PeopleTexts {
    pub reporter: &'static str,
    pub unknown: &'static str,
    pub sealed: &'static str,
    pub sealed_link: &'static str,
    pub named: &'static str,
    pub not_yours: &'static str,
    pub show: &'static str,
    pub show_hint: &'static str,
    pub shown: &'static str,
    pub name: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub nothing: &'static str,
    pub roles: [&'static str; 8],
}

/// Where it should go.
pub struct RoutingTexts {
    pub title: &'static str,
    pub confidence: &'static str,
    pub why: &'static str,
    pub accept: &'static str,
    pub accept_first: &'static str,
    pub as_category: &'static str,
    pub none: &'static str,
    pub keywords: &'static str,
    pub rule: &'static str,
    pub region_given: &'static str,
    pub inside: &'static str,
    pub nearest: &'static str,
}

/// Others about the same matter.
pub struct CompanyTexts {
    pub duplicates: &'static str,
    pub metres: &'static str,
    pub same_district: &'static str,
    pub same_regency: &'static str,
    pub same_day: &'static str,
    pub days_apart: &'static str,
    pub alike: &'static str,
    pub shared: &'static str,
    pub followed_by: &'static str,
    pub merge_into: &'static str,
    pub lead: &'static str,
    pub lead_hidden: &'static str,
    pub followers: &'static str,
    pub followers_hidden: &'static str,
}

/// What was said, and what happened.
pub struct TalkTexts {
    pub title: &'static str,
    pub none: &'static str,
    pub to_all: &'static str,
    pub to_reporter: &'static str,
    pub to_officers: &'static str,
    pub internal_note: &'static str,
    pub history: &'static str,
    pub by: &'static str,
}

/// What became of a form.
pub struct AnswerTexts {
    pub error_mark: &'static str,
    pub done: [&'static str; 13],
    pub mend: &'static str,
    pub refused: &'static str,
    pub stale_title: &'static str,
    pub stale_lead: &'static str,
    pub stale_kept: &'static str,
    pub kept: &'static str,
    pub id_reused: &'static str,
    pub not_allowed: &'static str,
    pub not_yours: &'static str,
    pub limit: &'static str,
    pub for_good: &'static str,
    pub merged: &'static str,
    pub nothing_changed: &'static str,
    pub too_late: &'static str,
    pub found: &'static str,
    pub found_none: &'static str,
    pub template_put: &'static str,
}

/// What can be done.
pub struct FormTexts {
    pub title: &'static str,
    pub more: &'static str,
    pub none: &'static str,
    pub names: [&'static str; 13],
    pub submits: [&'static str; 13],
    pub optional: &'static str,
    pub choose: &'static str,
    /// First choice of topics: the one that belongs to the suggested desk.
    pub as_desk: &'static str,
    pub kind: &'static str,
    pub category: &'static str,
    pub heading: &'static str,
    pub heading_hint: &'static str,
    pub desk: &'static str,
    pub own_desk: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub search_button: &'static str,
    pub cc: &'static str,
    pub cc_none: &'static str,
    pub question: &'static str,
    pub question_hint: &'static str,
    pub reason: &'static str,
    pub reasons: [&'static str; 7],
    pub sentence: &'static str,
    pub sentence_hint: &'static str,
    pub right_body: &'static str,
    pub right_body_hint: &'static str,
    pub duplicate_of: &'static str,
    pub duplicate_of_hint: &'static str,
    pub restore_text: &'static str,
    pub restore_hint: &'static str,
    pub lead: &'static str,
    pub lead_hint: &'static str,
    pub unmerge_hint: &'static str,
    pub unit: &'static str,
    pub return_text: &'static str,
    pub return_hint: &'static str,
    pub suggested: &'static str,
    pub suggested_none: &'static str,
    pub start_text: &'static str,
    pub start_hint: &'static str,
    pub note_text: &'static str,
    pub thread: &'static str,
    pub thread_conversation: &'static str,
    pub thread_internal: &'static str,
    pub template: &'static str,
    pub template_hint: &'static str,
    pub template_button: &'static str,
    pub outcome: &'static str,
    pub outcomes: [&'static str; 4],
    pub on: &'static str,
    pub on_hint: &'static str,
    pub until: &'static str,
    pub until_hint: &'static str,
    pub basis: &'static str,
    pub basis_hint: &'static str,
    pub answer_text: &'static str,
    pub answer_hint: &'static str,
    pub misconduct: &'static str,
    pub misconduct_hint: &'static str,
    pub misconduct_submit: &'static str,
    pub recompute_hint: &'static str,
}

/// What officers can be offered, in the order in which every list of texts about commands stands.
pub const COMMANDS: [CommandName; 13] = [
    CommandName::Assign,
    CommandName::Delegate,
    CommandName::Start,
    CommandName::Answer,
    CommandName::AddNote,
    CommandName::AskReporter,
    CommandName::Return,
    CommandName::Reclassify,
    CommandName::Merge,
    CommandName::Unmerge,
    CommandName::Reject,
    CommandName::Restore,
    CommandName::Recompute,
];

/// The text about a command in a list in the order of [`COMMANDS`].
pub fn about(texts: &[&'static str; 13], command: CommandName) -> &'static str {
    let place = COMMANDS.iter().position(|known| *known == command);
    let text = place.and_then(|place| texts.get(place));
    text.copied().unwrap_or_default()
}

impl CaseTexts {
    /// Who somebody is; the agency is said beside it.
    pub fn role(&self, role: Role) -> &'static str {
        let [
            national,
            coordinator,
            liaison,
            inspectorate,
            ombudsman,
            operator,
            reporter,
            system,
        ] = self.people.roles;
        match role {
            Role::NationalAdmin => national,
            Role::AgencyCoordinator => coordinator,
            Role::LiaisonOfficer => liaison,
            Role::Inspectorate => inspectorate,
            Role::Ombudsman => ombudsman,
            Role::Reporter => reporter,
            Role::System => system,
            Role::ChannelOperator | Role::Observer | Role::Custodian | Role::Auditor => operator,
        }
    }

    /// The road a complaint came by.
    pub fn channel(&self, channel: Channel) -> &'static str {
        let place = Channel::ALL.iter().position(|known| *known == channel);
        let text = place.and_then(|place| self.facts.channels.get(place));
        text.copied().unwrap_or_default()
    }

    /// What it is, for a choice.
    pub fn kind(&self, kind: Classification) -> &'static str {
        let place = Classification::ALL.iter().position(|known| *known == kind);
        let text = place.and_then(|place| self.facts.kinds.get(place));
        text.copied().unwrap_or_default()
    }

    /// Who may see it.
    pub fn visibility(&self, visibility: Visibility) -> &'static str {
        match visibility {
            Visibility::Public => self.facts.public,
            Visibility::Confidential => self.facts.confidential,
        }
    }

    /// How far the reporter is known.
    pub fn reporter(&self, kind: ReporterKind) -> &'static str {
        match kind {
            ReporterKind::Unknown => self.people.unknown,
            ReporterKind::Sealed => self.people.sealed,
            ReporterKind::Named => self.people.named,
        }
    }

    /// Who reads a text; `is_public` is the whole case.
    pub fn readers(&self, thread: Thread, is_public: bool) -> &'static str {
        match thread {
            Thread::Conversation if is_public => self.talk.to_all,
            Thread::Conversation | Thread::Private => self.talk.to_reporter,
            Thread::Internal => self.talk.to_officers,
        }
    }
}

/// One step of the routing decision as an officer reads it: with the table's own words and notes.
pub fn officers_reason(language: Language, table: &RoutingTable, step: &Reason) -> Option<String> {
    use crate::i18n::life::put;
    let texts = &language.desk().case.routing;
    match step {
        Reason::RegionGiven { region } => {
            Some(put(texts.region_given, &[&table.region_path(region)]))
        }
        Reason::PositionInside { region } => Some(put(texts.inside, &[&table.region_path(region)])),
        Reason::NearestRegion { region } => Some(put(texts.nearest, &[&table.region_path(region)])),
        Reason::Keywords { words, category } => {
            let entry = table.category(category)?;
            let name = match language {
                Language::Indonesian => &entry.name_id,
                Language::English => &entry.name_en,
            };
            Some(put(texts.keywords, &[name, &words.join(", ")]))
        }
        Reason::Rule { note, .. } if !note.is_empty() => Some(put(texts.rule, &[note])),
        other => reason(language, table, other),
    }
}
