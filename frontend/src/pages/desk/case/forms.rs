//! What this officer can do now: a form for each, the likely one open. Every form carries an id of its own, so that sending
//! it twice does it once, and the newest entry it was made from, so that nothing is done to a case that has changed.

use super::fields::{Head, grouped, line, radios, select, text};
use super::{CaseAnswer, CasePage};
use crate::components::piece::{IntoPiece, Piece};
use crate::i18n::desk::case::{COMMANDS, about};
use domain::complaint::Classification;
use domain::complaint::command::CommandName;
use leptos::prelude::*;

/// `reason`, in the order of its texts.
const REASONS: [&str; 7] = [
    "unintelligible",
    "too_general",
    "out_of_scope",
    "no_competent_agency",
    "duplicate",
    "abusive",
    "emergency_diverted",
];
/// `outcome`, in the order of its texts.
const OUTCOMES: [&str; 4] = ["done", "planned", "cannot_do", "informed"];

impl CasePage<'_> {
    pub(super) fn actions(&self) -> Piece {
        let texts = &self.texts().forms;
        let next = self.next();
        let offered = COMMANDS
            .iter()
            .copied()
            .filter(|command| self.is_allowed(*command));
        let (first, more): (Vec<_>, Vec<_>) = offered.partition(|command| Some(*command) == next);
        let first: Vec<_> = first
            .into_iter()
            .map(|command| self.action(command, true))
            .collect();
        let more: Vec<_> = more
            .into_iter()
            .map(|command| self.action(command, false))
            .collect();
        let nothing = first.is_empty() && more.is_empty();
        let none = nothing.then(|| view! { <p class="soft">{texts.none}</p> });
        let rest = (!first.is_empty() && !more.is_empty()).then(|| view! { <h3>{texts.more}</h3> });
        let misconduct = self.misconduct();
        view! {
            <section class="screen" id="tindakan">
                <h2>{texts.title}</h2>
                {none}
                {first}
                {rest}
                {more}
                {misconduct}
            </section>
        }
        .piece()
    }

    /// What every form of a command carries.
    pub(super) fn guards(&self, command: CommandName, id: String) -> Piece {
        let seq = self.seen();
        let list = (!self.list.is_empty())
            .then(|| view! { <input type="hidden" name="dari" value=self.list.to_owned()/> });
        view! {
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="command" value=command.as_str()/>
            <input type="hidden" name="seq" value=seq/>
            {list}
        }
        .piece()
    }

    /// The newest entry that this officer knows of: a page that only asks to mend a field tells no news.
    fn seen(&self) -> String {
        let is_same_look = matches!(
            self.answer,
            Some(CaseAnswer::Mistake { .. } | CaseAnswer::Found(_) | CaseAnswer::TemplatePut)
        );
        let before = self.values.get("seq").trim().parse::<u32>().ok();
        let newest = self.track.complaint.facts().seq;
        before
            .filter(|_| is_same_look)
            .unwrap_or(newest)
            .to_string()
    }

    fn action(&self, command: CommandName, is_open: bool) -> Piece {
        let submit = about(&self.texts().forms.submits, command);
        self.form(
            command,
            is_open,
            self.command_words(command),
            submit,
            self.body(command),
        )
    }

    fn form(
        &self,
        command: CommandName,
        is_open: bool,
        name: &'static str,
        submit: &'static str,
        body: Piece,
    ) -> Piece {
        let is_answered = self.answers(command);
        let id = match (is_answered, self.values.get("id")) {
            (true, id) if !id.is_empty() => id.to_owned(),
            _ => (self.new_id)(),
        };
        let action = format!("{}/tindakan", self.case_path());
        view! {
            <details class="do" open=is_open id=format!("do-{}", command.as_str())>
                <summary>{name}</summary>
                <form method="post" action=action accept-charset="utf-8" novalidate>
                    {self.guards(command, id)}
                    // What Enter means, whichever other buttons the form has.
                    <button hidden tabindex="-1"></button>
                    {body}
                    <div><button>{submit}</button></div>
                </form>
            </details>
        }
        .piece()
    }

    /// Whether this page answers a form of this command.
    fn answers(&self, command: CommandName) -> bool {
        self.values.command() == Some(command)
            && !matches!(self.answer, None | Some(CaseAnswer::Done(_)))
    }

    /// What stood in a field of this command's form, or what it begins with.
    pub(super) fn value(
        &self,
        command: CommandName,
        name: &'static str,
        beginning: &str,
    ) -> String {
        match self.answers(command) {
            true => self.values.get(name).to_owned(),
            false => beginning.to_owned(),
        }
    }

    fn head(
        &self,
        command: CommandName,
        name: &'static str,
        label: &'static str,
        hint: &'static str,
    ) -> Head {
        let error = match self.answer {
            Some(CaseAnswer::Mistake { field, words }) if field == name => {
                self.answers(command).then_some(words)
            }
            _ => None,
        };
        Head {
            id: format!("{}-{name}", command.as_str()),
            name,
            label,
            hint,
            optional: "",
            error,
        }
    }

    pub(super) fn optional(
        &self,
        command: CommandName,
        name: &'static str,
        label: &'static str,
        hint: &'static str,
    ) -> Head {
        Head {
            optional: self.texts().forms.optional,
            ..self.head(command, name, label, hint)
        }
    }

    fn body(&self, command: CommandName) -> Piece {
        let texts = &self.texts().forms;
        let words = |id: &'static str, name, label, hint, rows| {
            let head = self.head(command, name, label, hint);
            text(&head, id, rows, &self.value(command, name, ""))
        };
        match command {
            CommandName::Assign => self.assign(),
            CommandName::Delegate => {
                let head = self.head(command, "unit", texts.unit, "");
                // Where it is with a unit already, no other choice takes it back unasked.
                let held_by = self.track.complaint.held_by();
                let unit = held_by.and_then(|post| post.unit.as_ref());
                let chosen = self.value(command, "unit", unit.map_or("", |unit| unit.as_str()));
                let none = match unit {
                    Some(_) => texts.own_desk,
                    None => texts.choose,
                };
                select(&head, Some(none), &self.choices.units, &chosen)
            }
            CommandName::Start => {
                words("start-text", "text", texts.start_text, texts.start_hint, 3)
            }
            CommandName::Answer => self.answer_form(),
            CommandName::AddNote => self.note(),
            CommandName::AskReporter => words(
                "ask_reporter-question",
                "question",
                texts.question,
                texts.question_hint,
                3,
            ),
            CommandName::Return => self.give_back(),
            CommandName::Reclassify => {
                let head = self.head(command, "kind", texts.kind, "");
                let kinds = self.kinds(|kind| !kind.is_supervisory());
                let beginning = self.track.complaint.facts().kind.as_str();
                select(&head, None, &kinds, &self.value(command, "kind", beginning))
            }
            CommandName::Merge => {
                let head = self.head(command, "lead", texts.lead, texts.lead_hint);
                line(&head, "text", &self.value(command, "lead", ""))
            }
            CommandName::Unmerge => view! { <p>{texts.unmerge_hint}</p> }.piece(),
            CommandName::Reject => self.reject(),
            CommandName::Restore => {
                let head = self.optional(command, "text", texts.restore_text, texts.restore_hint);
                text(&head, "restore-text", 3, &self.value(command, "text", ""))
            }
            CommandName::Recompute => view! { <p>{texts.recompute_hint}</p> }.piece(),
            // Not an officer's.
            _ => view! { <p></p> }.piece(),
        }
    }

    /// What a field is called in the form that was sent; empty where it has no name.
    pub(super) fn field_words(&self, field: &str) -> &'static str {
        let texts = &self.texts().forms;
        match (field, self.values.command()) {
            ("kind", _) => texts.kind,
            ("category", _) => texts.category,
            ("title", _) => texts.heading,
            ("desk", _) => texts.desk,
            ("cc", _) => texts.cc,
            ("question", _) => texts.question,
            ("reason", _) => texts.reason,
            ("sentence", _) => texts.sentence,
            ("right_body", _) => texts.right_body,
            ("duplicate_of", _) => texts.duplicate_of,
            ("lead", _) => texts.lead,
            ("unit", _) => texts.unit,
            ("suggested", _) => texts.suggested,
            ("thread", _) => texts.thread,
            ("outcome", _) => texts.outcome,
            ("on", _) => texts.on,
            ("until", _) => texts.until,
            ("basis", _) => texts.basis,
            ("text", Some(CommandName::Start)) => texts.start_text,
            ("text", Some(CommandName::Answer)) => texts.answer_text,
            ("text", Some(CommandName::AddNote)) => texts.note_text,
            ("text", Some(CommandName::Return)) => texts.return_text,
            ("text", Some(CommandName::Restore)) => texts.restore_text,
            _ => "",
        }
    }

    fn kinds(&self, is_offered: impl Fn(Classification) -> bool) -> Vec<(String, String)> {
        let kinds = Classification::ALL.iter().copied();
        let kinds = kinds.filter(|kind| is_offered(*kind));
        kinds
            .map(|kind| (kind.as_str().to_owned(), self.kind_words(kind).to_owned()))
            .collect()
    }

    fn assign(&self) -> Piece {
        let (texts, command) = (&self.texts().forms, CommandName::Assign);
        let best = self.routes.first();
        // Who had it before has named it already.
        let known = self.track.complaint.facts().category.as_ref();
        let known = known.map_or("", |code| code.as_str());
        // Each suggested desk stands for its own topic, unless the officer names one.
        let has_search = self.choices.has_search && best.is_some();
        let (category, none) = match has_search {
            true => (known, texts.as_desk),
            false => (
                best.map_or(known, |route| route.category.as_str()),
                texts.choose,
            ),
        };
        let titled = self.track.title.unwrap_or_default();
        let desk = best.map_or(String::new(), |route| match has_search {
            true => format!("{}|{}", route.desk, route.category),
            false => route.desk.clone(),
        });
        let kind = self.track.complaint.facts().kind.as_str();
        let desks = self.head(command, "desk", texts.desk, "");
        let chosen = self.value(command, "desk", &desk);
        // A dozen to choose from is seen at once; a list of units is not.
        let desks = match self.choices.has_search {
            true => radios(&desks, &self.choices.desks, &chosen),
            false => select(&desks, Some(texts.choose), &self.choices.desks, &chosen),
        };
        let category = self.value(command, "category", category);
        let categories = self.head(command, "category", texts.category, "");
        let headed = self.head(command, "title", texts.heading, texts.heading_hint);
        let kinds = self.head(command, "kind", texts.kind, "");
        let cc = self.optional(command, "cc", texts.cc, "");
        view! {
            {desks}
            {self.search(command)}
            {select(&kinds, None, &self.kinds(|_| true), &self.value(command, "kind", kind))}
            {grouped(&categories, Some(none), &self.choices.categories, &category)}
            {line(&headed, "text", &self.value(command, "title", titled))}
            {select(&cc, Some(texts.cc_none), &self.choices.agencies, &self.value(command, "cc", ""))}
        }
        .piece()
    }

    fn note(&self) -> Piece {
        let (texts, command) = (&self.texts().forms, CommandName::AddNote);
        let threads = [
            ("internal", texts.thread_internal),
            ("conversation", texts.thread_conversation),
        ]
        .map(|(value, words)| (value.to_owned(), words.to_owned()));
        let thread = self.head(command, "thread", texts.thread, "");
        let words = self.head(command, "text", texts.note_text, "");
        view! {
            {radios(&thread, &threads, &self.value(command, "thread", "internal"))}
            {text(&words, "add_note-text", 3, &self.value(command, "text", ""))}
        }
        .piece()
    }

    fn give_back(&self) -> Piece {
        let (texts, command) = (&self.texts().forms, CommandName::Return);
        let reason = self.head(command, "text", texts.return_text, texts.return_hint);
        let suggested = self.optional(command, "suggested", texts.suggested, "");
        // Whom the holder before has named.
        let named = self.track.complaint.facts().hops.last();
        let named = named.and_then(|hop| hop.suggested.as_ref());
        let chosen = named.map_or("", |agency| agency.as_str());
        let chosen = self.value(command, "suggested", chosen);
        let (none, agencies) = (Some(texts.suggested_none), &self.choices.agencies);
        view! {
            {text(&reason, "return-text", 3, &self.value(command, "text", ""))}
            {select(&suggested, none, agencies, &chosen)}
            {self.search_agency()}
        }
        .piece()
    }

    fn reject(&self) -> Piece {
        let (texts, command) = (&self.texts().forms, CommandName::Reject);
        let reasons: Vec<_> = REASONS
            .iter()
            .zip(texts.reasons)
            .map(|(value, words)| ((*value).to_owned(), words.to_owned()))
            .collect();
        let value = |name| self.value(command, name, "");
        let reason = self.head(command, "reason", texts.reason, "");
        let sentence = self.head(command, "sentence", texts.sentence, texts.sentence_hint);
        let body = self.optional(
            command,
            "right_body",
            texts.right_body,
            texts.right_body_hint,
        );
        let (label, hint) = (texts.duplicate_of, texts.duplicate_of_hint);
        let earlier = self.head(command, "duplicate_of", label, hint);
        view! {
            {select(&reason, Some(texts.choose), &reasons, &value("reason"))}
            {text(&sentence, "reject-sentence", 3, &value("sentence"))}
            <div class="f-out_of_scope">{line(&body, "text", &value("right_body"))}</div>
            <div class="f-duplicate">{line(&earlier, "text", &value("duplicate_of"))}</div>
        }
        .piece()
    }

    fn answer_form(&self) -> Piece {
        let (texts, command) = (&self.texts().forms, CommandName::Answer);
        let outcomes: Vec<_> = OUTCOMES
            .iter()
            .zip(texts.outcomes)
            .map(|(value, words)| ((*value).to_owned(), words.to_owned()))
            .collect();
        let value = |name| self.value(command, name, "");
        let outcome = self.head(command, "outcome", texts.outcome, "");
        let on = self.head(command, "on", texts.on, texts.on_hint);
        let until = self.head(command, "until", texts.until, texts.until_hint);
        let basis = self.head(command, "basis", texts.basis, texts.basis_hint);
        let words = self.head(command, "text", texts.answer_text, texts.answer_hint);
        view! {
            {self.templates()}
            {text(&words, "answer-text", 8, &value("text"))}
            {radios(&outcome, &outcomes, &value("outcome"))}
            <div class="f-done">{line(&on, "date", &value("on"))}</div>
            <div class="f-planned">{line(&until, "date", &value("until"))}</div>
            <div class="f-cannot_do">{line(&basis, "text", &value("basis"))}</div>
        }
        .piece()
    }

    /// A template goes behind what is written already: nothing is lost by looking at one.
    fn templates(&self) -> Option<Piece> {
        let texts = &self.texts().forms;
        let templates = &self.choices.templates;
        let head = Head {
            id: "answer-contoh".to_owned(),
            name: "contoh",
            label: texts.template,
            hint: texts.template_hint,
            optional: texts.optional,
            error: None,
        };
        (!templates.is_empty()).then(|| {
            view! {
                <div class="find" role="group" aria-label=texts.template>
                    {select(&head, Some(texts.choose), templates, "")}
                    <button class="plain" name="do" value="contoh">{texts.template_button}</button>
                </div>
            }
            .piece()
        })
    }

    /// Flagging misconduct locks the case: a form of its own, which says so.
    fn misconduct(&self) -> Option<Piece> {
        let texts = &self.texts().forms;
        let facts = self.track.complaint.facts();
        let is_offered = self.is_allowed(CommandName::Reclassify) && !facts.kind.is_supervisory();
        let kind = Classification::SupervisoryComplaint.as_str();
        let action = format!("{}/tindakan", self.case_path());
        is_offered.then(|| {
            view! {
                <details class="do" id="do-misconduct">
                    <summary>{texts.misconduct}</summary>
                    <form method="post" action=action>
                        {self.guards(CommandName::Reclassify, (self.new_id)())}
                        <input type="hidden" name="kind" value=kind/>
                        <p>{texts.misconduct_hint}</p>
                        <div><button>{texts.misconduct_submit}</button></div>
                    </form>
                </details>
            }
            .piece()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::complaint::state::RejectionReason;
    use domain::complaint::words::Line;

    #[test]
    fn every_reason_an_officer_may_give_is_offered_under_its_own_name() {
        let body = Line::parse("Pengadilan").unwrap();
        let id = "019ab3c4-d5e6-7f01-8123-456789abcdef";
        let of = domain::complaint::ComplaintId::parse(id).unwrap();
        let reasons = [
            RejectionReason::Unintelligible,
            RejectionReason::TooGeneral,
            RejectionReason::OutOfScope { right_body: body },
            RejectionReason::NoCompetentAgency,
            RejectionReason::Duplicate { of },
            RejectionReason::Abusive,
            RejectionReason::EmergencyDiverted,
        ];
        for (reason, name) in reasons.iter().zip(REASONS) {
            let stored = format!("{reason:?}").to_lowercase();
            let stored = stored
                .split([' ', '{'])
                .next()
                .unwrap_or_default()
                .to_owned();
            assert_eq!(stored, name.replace('_', ""));
        }
    }
}
