//! One case at the desk: what it says, how it stands, what can be done with it, what was said and done. Everything works
//! by plain forms. Officers appear as what they are; the reporter's name only where it was asked for.

mod duplicates;
mod fields;
mod files;
mod forms;
mod notice;
mod routing;
mod search;
mod story;
mod talk;
#[cfg(test)]
mod tests;

use crate::components::piece::{IntoPiece, Piece};
use crate::components::words::visible;
use crate::i18n::desk::CaseTexts;
use crate::i18n::desk::case::{COMMANDS, about};
use crate::i18n::{Language, life::put};
use crate::pages::desk::frame::Frame;
use crate::pages::desk::inbox::filter::encode;
use crate::pages::track::TrackPage;
use domain::complaint::command::CommandName;
use domain::complaint::state::ComplaintState;
use domain::complaint::{Channel, Classification, ReportType, StateName};
use domain::date::{Date, Timestamp};
use leptos::prelude::*;
use std::collections::HashMap;

/// What came in, beside what [`TrackPage`] shows.
pub struct CaseIntake<'a> {
    /// The story.
    pub narrative: &'a str,
    /// What the public reads instead, where somebody masked it.
    pub redaction: Option<&'a str>,
    /// Where, in the citizen's words.
    pub place: Option<&'a str>,
    /// Where, by name.
    pub region: Option<String>,
    /// What stands close by.
    pub landmark: Option<&'a str>,
    /// Latitude and longitude.
    pub point: Option<(f64, f64)>,
    /// The day.
    pub occurred_on: Option<Date>,
    /// When it was written, by the sender's clock.
    pub written_at: Option<Timestamp>,
    /// What the citizen called it.
    pub kind: ReportType,
    /// The road it came by.
    pub channel: Channel,
    /// About what, by name, once verified.
    pub category: Option<String>,
}

/// What this officer may know of a named reporter.
pub enum ReporterView {
    /// Nothing: not named, or not for this officer.
    Hidden,
    /// May ask.
    Offered,
    /// Has asked.
    Shown {
        /// Name.
        name: Option<String>,
        /// Telephone number.
        phone: Option<String>,
        /// Address.
        email: Option<String>,
    },
}

/// A desk it could go to with one tap.
pub struct RouteChoice {
    /// `agency|unit`.
    pub desk: String,
    /// By name.
    pub desk_name: String,
    /// Category code.
    pub category: String,
    /// By name.
    pub category_name: String,
    /// The heading it would get.
    pub heading: String,
}

/// Another case.
pub struct OtherView {
    /// Its code; none where it is not open to this officer.
    pub tracking_code: Option<String>,
    /// Where it stands.
    pub state: StateName,
}

/// One that may be about the same matter.
pub struct DuplicateView {
    /// Its code.
    pub tracking_code: String,
    /// Where it stands.
    pub state: StateName,
    /// When it came.
    pub received_at: Timestamp,
    /// The beginning of its story.
    pub beginning: String,
    /// Why it is here, in words.
    pub reasons: Vec<String>,
    /// May be its lead.
    pub can_lead: bool,
}

/// What the fields of the forms offer: value and words.
#[derive(Default)]
pub struct CaseChoices {
    /// Categories, with the heading they stand under.
    pub categories: Vec<(String, Vec<(String, String)>)>,
    /// Where it can be assigned: `agency|unit`.
    pub desks: Vec<(String, String)>,
    /// Any agency or unit may be searched for.
    pub has_search: bool,
    /// Agencies that can be named to read along or to have it instead.
    pub agencies: Vec<(String, String)>,
    /// Units of the agency that holds it.
    pub units: Vec<(String, String)>,
    /// Answers to begin with.
    pub templates: Vec<(String, String)>,
}

/// Fields of the forms, as they were left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseValues(HashMap<&'static str, String>);

/// Every field of every form.
pub const FIELDS: [&str; 23] = [
    "id",
    "command",
    "seq",
    "kind",
    "category",
    "title",
    "desk",
    "cc",
    "question",
    "text",
    "reason",
    "sentence",
    "right_body",
    "duplicate_of",
    "lead",
    "unit",
    "suggested",
    "thread",
    "outcome",
    "on",
    "until",
    "basis",
    "cari",
];

impl CaseValues {
    /// Takes each field out of what was sent.
    pub fn read(mut take: impl FnMut(&str) -> String) -> Self {
        Self(FIELDS.into_iter().map(|name| (name, take(name))).collect())
    }

    /// A field; empty if there was none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Fills a field.
    pub fn set(&mut self, name: &'static str, value: String) {
        self.0.insert(name, value);
    }

    /// The command of the form.
    pub fn command(&self) -> Option<CommandName> {
        CommandName::parse(self.get("command")).filter(|command| COMMANDS.contains(command))
    }
}

/// What became of the form that this page answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseAnswer {
    /// It is on record.
    Done(CommandName),
    /// A field is to be mended.
    Mistake {
        /// Which.
        field: &'static str,
        /// What is wrong with it.
        words: &'static str,
    },
    /// The case stands against it.
    Refused(CaseRefusal),
    /// Something happened after the entry that the officer saw last.
    Stale {
        /// That entry.
        seen: u32,
    },
    /// Desks were searched for.
    Found(usize),
    /// A template was put into the form.
    TemplatePut,
}

/// Why the case stands against a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseRefusal {
    /// The form was sent before with other words.
    IdReused,
    /// Not in this state.
    NotAllowed,
    /// Not this officer's.
    NotYours,
    /// Done as often as may be.
    Limit,
    /// Cannot be returned any more.
    ForGood,
    /// Follows another.
    Merged,
    /// It is so already.
    NothingChanged,
    /// The time is over.
    TooLate,
}

/// A case, with everything this officer may see of it.
pub struct CasePage<'a> {
    /// Around it.
    pub frame: Frame<'a>,
    /// How it stands and what happened.
    pub track: &'a TrackPage<'a>,
    /// What came in.
    pub intake: CaseIntake<'a>,
    /// Who sent it.
    pub reporter: ReporterView,
    /// Why it should go where, in words.
    pub reasons: Vec<String>,
    /// Percent.
    pub confidence: u8,
    /// Desks for one tap, the best first.
    pub routes: Vec<RouteChoice>,
    /// What may be about the same matter.
    pub duplicates: Vec<DuplicateView>,
    /// What it follows.
    pub lead: Option<OtherView>,
    /// Who follows it, as far as they are open to this officer.
    pub followers: Vec<OtherView>,
    /// What the forms offer.
    pub choices: CaseChoices,
    /// What this officer may do now.
    pub allowed: &'a [CommandName],
    /// May publish another text in the place of the story.
    pub can_redact: bool,
    /// A fresh id for a form.
    pub new_id: &'a dyn Fn() -> String,
    /// What stood in the form that this page answers.
    pub values: &'a CaseValues,
    /// What became of it.
    pub answer: Option<CaseAnswer>,
    /// The filter of the list it was opened from, as an address has it; may be empty.
    pub list: &'a str,
}

impl CasePage<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let texts = self.texts();
        let code = self.track.tracking_code;
        let is_wrong = matches!(
            self.answer,
            Some(CaseAnswer::Mistake { .. } | CaseAnswer::Refused(_) | CaseAnswer::Stale { .. })
        );
        let title = match is_wrong {
            true => format!("{}: {} {code}", texts.answer.error_mark, texts.title),
            false => format!("{} {code}", texts.title),
        };
        let frame = Frame {
            title: &title,
            ..self.frame
        };
        frame.render(|| {
            let heading = self
                .track
                .title
                .map_or_else(|| texts.title.to_owned(), visible);
            view! {
                <p class="case-way screen">
                    <a class="tap" href=self.list_path()>"← "{texts.facts.to_list}</a>
                    <a class="tap" href=self.next_path()>{texts.facts.next}" →"</a>
                    <a class="tap case-jump" href="#tindakan">{texts.forms.title}</a>
                </p>
                <div class="case-head"><h1 dir="auto">{heading}</h1><p class="code">{code.to_owned()}</p></div>
                {self.notice()}
                <div class="case">
                    <div class="came">{self.story()}{self.files()}{self.reporter()}</div>
                    <div class="side">
                        {self.standing()}
                        {self.routing()}
                        {self.actions()}
                    </div>
                    <div class="rest">
                        {self.duplicates()}
                        {self.talk()}
                        {self.track.hops()}
                        {self.track.pauses()}
                        {self.history()}
                    </div>
                </div>
            }
        })
    }

    fn texts(&self) -> &'static CaseTexts {
        &self.frame.language.desk().case
    }

    fn language(&self) -> Language {
        self.frame.language
    }

    fn case_path(&self) -> String {
        self.language()
            .path(&format!("/meja/kasus/{}", self.track.tracking_code))
    }

    /// The list as it was left.
    fn list_path(&self) -> String {
        let path = match self.list {
            "" => "/meja".to_owned(),
            list => format!("/meja?{list}"),
        };
        self.language().path(&path)
    }

    /// The case after this one in that list.
    fn next_path(&self) -> String {
        next_path(self.language(), self.list, self.track.tracking_code)
    }

    fn is_allowed(&self, command: CommandName) -> bool {
        self.allowed.contains(&command)
    }

    /// How it stands: clocks, holder, what it follows.
    fn standing(&self) -> Piece {
        let (state, _) = self.track.state_words();
        let rows: Vec<_> = self
            .track
            .dates()
            .into_iter()
            .map(|row| {
                let class = if row.is_late { "late" } else { "soft" };
                let note = (!row.note.is_empty())
                    .then(|| view! { " "<span class=class>"("{row.note}")"</span> });
                view! { <dt>{row.label}</dt><dd>{row.date}{note}</dd> }
            })
            .collect();
        let pause = self.track.pause().map(|words| view! { <p>{words}</p> });
        view! {
            <section class="card" aria-label=self.texts().facts.standing>
                <p class="standing">{state}</p>
                {self.track.lateness()}
                {pause}
                <dl class="dense">{self.track.holder()}{rows}</dl>
                {self.track.ending()}
                {self.company()}
            </section>
        }
        .piece()
    }

    /// The action that is most likely next: the one that is open.
    fn next(&self) -> Option<CommandName> {
        let answered = self.values.command();
        let is_chosen = |command: &CommandName| {
            self.is_allowed(*command) && !matches!(self.answer, None | Some(CaseAnswer::Done(_)))
        };
        if let Some(command) = answered.filter(is_chosen) {
            return Some(command);
        }
        let waits_for_unit = matches!(self.track.complaint.state(), ComplaintState::Assigned(state)
            if state.holder.post.unit.is_none());
        let likely = [
            (CommandName::Assign, true),
            (CommandName::Delegate, waits_for_unit),
            (CommandName::Start, true),
            (CommandName::Answer, true),
            (CommandName::Restore, true),
        ];
        let mut likely = likely.into_iter().filter(|(_, is_likely)| *is_likely);
        let found = likely.find(|(command, _)| self.is_allowed(*command));
        found.map(|(command, _)| command)
    }

    fn kind_words(&self, kind: Classification) -> &'static str {
        self.texts().kind(kind)
    }

    fn command_words(&self, command: CommandName) -> &'static str {
        about(&self.texts().forms.names, command)
    }
}

/// The case of an officer who reads no more of it than everybody. What they wrote comes back.
pub fn reduced(frame: &Frame<'_>, track: &TrackPage<'_>, values: &CaseValues) -> String {
    let texts = &frame.language.desk().case;
    let title = format!("{} {}", texts.title, track.tracking_code);
    let frame = Frame {
        title: &title,
        ..*frame
    };
    frame.render(|| {
        let heading = track.title.map_or_else(|| texts.title.to_owned(), visible);
        let path = frame.language.path(&format!("/l/{}", track.tracking_code));
        view! {
            <h1 dir="auto">{heading}</h1>
            <p class="code">{track.tracking_code.to_owned()}</p>
            {notice::unsaved(frame.language, values)}
            <div class="box"><p>{texts.facts.reduced}</p></div>
            {track.body()}
            <p class="screen"><a class="button plain" href=path>{texts.facts.public_page}</a></p>
        }
    })
}

/// Unknown, and not for this officer: the same bytes. What they wrote comes back. The frame's path is the list.
pub fn not_found(frame: &Frame<'_>, values: &CaseValues) -> String {
    let facts = &frame.language.desk().case.facts;
    let frame = Frame {
        title: facts.not_found_title,
        ..*frame
    };
    frame.render(|| {
        view! {
            <h1>{facts.not_found_title}</h1>
            {notice::unsaved(frame.language, values)}
            <p>{facts.not_found}</p>
            <p><a class="button" href=frame.language.path(frame.path)>{facts.to_inbox}</a></p>
        }
    })
}

/// The address that leads on to the case after `done` in a list; `done` may be gone from it, or empty.
fn next_path(language: Language, list: &str, done: &str) -> String {
    let (list, done) = (encode(list), encode(done));
    language.path(&format!("/meja/berikutnya?sudah={done}&dari={list}"))
}

/// What was done to a case that is not open to this officer any more. The frame's path is the list, `list` its filter.
pub fn recorded(frame: &Frame<'_>, command: Option<CommandName>, list: &str) -> String {
    let texts = &frame.language.desk().case;
    let frame = Frame {
        title: texts.facts.recorded_title,
        ..*frame
    };
    frame.render(|| {
        let done = command.map(|command| about(&texts.answer.done, command));
        let done = done.filter(|words| !words.is_empty());
        view! {
            <h1>{texts.facts.recorded_title}</h1>
            <div class="box" role="status">
                {done.map(|words| view! { <p><b>{words}</b></p> })}
                <p>{texts.facts.gone}</p>
            </div>
            <p>
                <a class="button" href=next_path(frame.language, list, "")>{texts.facts.next}" →"</a>" "
                <a class="button plain" href=frame.language.path(frame.path)>{texts.facts.to_inbox}</a>
            </p>
        }
    })
}

/// A sentence with one number in it.
fn counted(template: &str, count: impl ToString) -> String {
    put(template, &[&count.to_string()])
}
