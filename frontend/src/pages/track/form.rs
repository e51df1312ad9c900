//! What the reporter can do now: one form for all of it, with and without scripts, and what became of the last one.

use super::{ActionAnswer, ActionProblem, ActionValues, TrackPage};
use crate::components::field::Choice;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use crate::components::words::visible;
use crate::i18n::life::{ActionForm, put};
use domain::complaint::command::CommandName;
use domain::complaint::state::{ComplaintState, Countdown, RejectionReason};
use domain::complaint::{ReporterKind, StateName};
use domain::date::Timestamp;
use leptos::prelude::*;

/// A period ends a second before the first instant after it.
const JUST_AFTER_MS: i64 = 1000;

/// What a reporter can be offered here, in the order of the list. Which place is meant is asked on the receipt.
pub const ACTIONS: [CommandName; 9] = [
    CommandName::Complete,
    CommandName::Confirm,
    CommandName::Object,
    CommandName::AddInformation,
    CommandName::Reopen,
    CommandName::Rate,
    CommandName::HandOver,
    CommandName::Leave,
    CommandName::Withdraw,
];

/// An action, as the reporter would say it.
pub fn action_words(texts: &ActionForm, command: CommandName) -> &'static str {
    match command {
        CommandName::Complete => texts.complete,
        CommandName::Confirm => texts.confirm,
        CommandName::Object => texts.object,
        CommandName::AddInformation => texts.add_information,
        CommandName::Reopen => texts.reopen,
        CommandName::Rate => texts.rate,
        CommandName::HandOver => texts.hand_over,
        CommandName::Leave => texts.leave,
        CommandName::Withdraw => texts.withdraw,
        // Not the reporter's, or not on this page.
        _ => texts.other,
    }
}

impl TrackPage<'_> {
    /// The thanks, or what to mend; nothing on a page that answers no form.
    pub(super) fn answer_to_the_form(&self) -> Option<Piece> {
        let texts = &self.life().form;
        let (problem, values) = match self.action? {
            ActionAnswer::Done(command) => {
                let words = done_words(texts, command);
                return Some(
                    view! { <div class="box" role="status" tabindex="-1" autofocus><p><b>{words}</b></p></div> }
                        .piece(),
                );
            }
            ActionAnswer::Refused { problem, values } => (problem, values),
        };
        let words = self.problem_words(problem);
        let field = field_of(problem).filter(|_| !self.offered().is_empty());
        let said = match field {
            Some(field) => view! {
                <p><b>{texts.errors_title}</b></p>
                <p><a href=format!("#{field}")>{words}</a></p>
            }
            .piece(),
            None => view! { <p>{words}</p> }.piece(),
        };
        // What can no longer be sent must not be lost either.
        let is_offered = self.chosen(values).is_some();
        let rest = (!is_offered && !values.text.is_empty()).then(|| {
            view! { <p>{texts.your_words}":"</p><p class="words" dir="auto">{visible(&values.text)}</p> }
        });
        Some(
            view! { <div class="box bad" role="alert" tabindex="-1" autofocus>{said}{rest}</div> }
                .piece(),
        )
    }

    /// What of the allowed can be offered to this reader.
    fn offered(&self) -> Vec<CommandName> {
        let mine = ACTIONS.iter().copied();
        mine.filter(|command| self.is_reporter() && self.allowed.contains(command))
            .collect()
    }

    /// The action that stood in the form, if it is still offered.
    fn chosen(&self, values: &ActionValues) -> Option<CommandName> {
        let command = CommandName::parse(&values.command)?;
        self.offered().contains(&command).then_some(command)
    }

    fn problem_words(&self, problem: ActionProblem) -> String {
        let texts = &self.life().form;
        match problem {
            ActionProblem::MissingWords => texts.missing_words.to_owned(),
            ActionProblem::WordsTooLong => texts.words_too_long.to_owned(),
            ActionProblem::MissingChoice => texts.missing_choice.to_owned(),
            ActionProblem::Stars => texts.missing_stars.to_owned(),
            // The first instant after the period; the reporter asks for the last one in it.
            ActionProblem::TooLate(since) => {
                let last = Timestamp(since.0.saturating_sub(JUST_AFTER_MS));
                put(texts.too_late, &[&self.last_day(last)])
            }
            ActionProblem::TooEarly => texts.too_early.to_owned(),
            ActionProblem::LimitReached => texts.limit_reached.to_owned(),
            ActionProblem::NotAllowed => texts.not_allowed.to_owned(),
            ActionProblem::NothingChanged => texts.nothing_changed.to_owned(),
        }
    }

    /// What we need from the reporter, the words it is about, and the form.
    pub(super) fn actions(&self) -> Option<Piece> {
        let key = self.access_key?;
        let offered = self.offered();
        if offered.is_empty() {
            return None;
        }
        let texts = &self.life().form;
        let none = ActionValues::default();
        let (values, problem) = match self.action {
            Some(ActionAnswer::Refused { problem, values }) => (values, Some(problem)),
            _ => (&none, None),
        };
        let id = match values.id.as_str() {
            "" => self.action_id.to_owned(),
            id => id.to_owned(),
        };
        let error = |field: &str| {
            let problem = problem.filter(|problem| field_of(*problem) == Some(field));
            problem.map(|problem| {
                let words = self.problem_words(problem);
                view! { <span class="e" id=format!("{field}-e")>{words}</span> }
            })
        };
        let path = format!("/l/{}/tindakan", self.tracking_code);
        let outbox = format!("/api/v1/complaints/{}/commands/", self.tracking_code);
        let command_error = error("command");
        let is_wrong = command_error.is_some();
        let described = if is_wrong {
            "command-h command-e"
        } else {
            "command-h"
        };
        let chosen = self.chosen(values);
        let options: Vec<_> = offered
            .iter()
            .map(|command| {
                let words = action_words(texts, *command);
                let is_chosen = chosen == Some(*command);
                let needs = self.needs(*command);
                view! { <option value=command.as_str() selected=is_chosen data-needs=needs>{words}</option> }
            })
            .collect();
        Some(
            view! {
                <form
                    class="act screen"
                    method="post"
                    action=self.language.path(&path)
                    accept-charset="utf-8"
                    novalidate
                    data-outbox=outbox
                    data-late=texts.late
                    data-text=texts.missing_words
                    data-stars=texts.missing_stars
                    data-solved=texts.missing_stars
                >
                    <input type="hidden" name="k" value=key.to_owned()/>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="access_key" value=""/>
                    {self.request()}
                    <div>
                        <label for="command">{texts.command}</label>
                        <span class="h" id="command-h">{texts.command_hint}</span>
                        {command_error}
                        <select
                            id="command"
                            name="command"
                            required
                            aria-describedby=described
                            aria-invalid=is_wrong.then_some("true")
                        >
                            <option value="">{texts.choose}</option>
                            {options}
                        </select>
                    </div>
                    {note(&offered, CommandName::Confirm, texts.note_confirm, texts)}
                    {note(&offered, CommandName::HandOver, texts.note_hand_over, texts)}
                    {self.words_field(&offered, values, error("text"))}
                    {self.thanks_field(&offered, values)}
                    {self.rating_fields(&offered, values, error("stars-1"))}
                    {self.identity_field(&offered, values)}
                    <div><button>{texts.submit}</button></div>
                </form>
                {self.saved(key)}
            }
            .piece(),
        )
    }

    /// The fields an action cannot do without, for scripts; the server decides.
    fn needs(&self, command: CommandName) -> Option<&'static str> {
        let is_answered = self.complaint.state().name() == StateName::Answered;
        match command {
            CommandName::Complete | CommandName::Object | CommandName::Reopen => Some("text"),
            // A thank-you may come without words.
            CommandName::AddInformation if !is_answered => Some("text"),
            CommandName::Rate => Some("stars solved"),
            _ => None,
        }
    }

    /// The sentence that leads, and what was asked or answered.
    fn request(&self) -> Piece {
        let texts = &self.life().form;
        let (lead, part) = match self.complaint.state() {
            ComplaintState::AwaitingReporter(state) => (
                put(texts.lead_question, &[&self.due(&state.answer)]),
                "question",
            ),
            ComplaintState::Answered(state) => match &state.countdown {
                Countdown::Running { object } if object.is_missed(self.now) => {
                    (texts.lead_answered_late.to_owned(), "answer")
                }
                Countdown::Running { object } => {
                    (put(texts.lead_answered, &[&self.due(object)]), "answer")
                }
                Countdown::Held { .. } => (texts.lead_held.to_owned(), "answer"),
            },
            ComplaintState::Rejected(state) if state.reason == RejectionReason::Incomplete => {
                (texts.lead_incomplete.to_owned(), "question")
            }
            _ => return view! { <h2>{texts.title}</h2> }.piece(),
        };
        let quote = self.newest(part).map(|message| {
            let outcome = self.outcome_of(message);
            view! {
                <blockquote class="card">
                    {outcome.map(|words| view! { <p><b>{words}"."</b></p> })}
                    {self.said(message)}
                </blockquote>
            }
        });
        view! { <div><h2>{texts.title}</h2><p>{lead}</p>{quote}</div> }.piece()
    }

    /// One field for every action that is made of words; the hint of each says what to write.
    fn words_field(
        &self,
        offered: &[CommandName],
        values: &ActionValues,
        error: Option<impl IntoView + 'static>,
    ) -> Option<Piece> {
        let texts = &self.life().form;
        let hints: Vec<_> = [
            (CommandName::Complete, texts.text_complete),
            (CommandName::Object, texts.text_object),
            (CommandName::AddInformation, texts.text_add_information),
            (CommandName::Reopen, texts.text_reopen),
            (CommandName::Withdraw, texts.text_withdraw),
        ]
        .into_iter()
        .filter(|(command, _)| offered.contains(command))
        .map(|(command, words)| {
            let class = format!("w w-{}", command.as_str());
            let when = format!("{}: ", action_words(texts, command));
            view! { <span class=class><span class="when">{when}</span>{words}</span> }
        })
        .collect();
        if hints.is_empty() {
            return None;
        }
        let is_wrong = error.is_some();
        let described = if is_wrong { "text-h text-e" } else { "text-h" };
        Some(
            view! {
                <p id="vanished" class="box" hidden>{self.language.texts().outbox.vanished}</p>
                <div class="f-text">
                    <label for="text">{texts.text}</label>
                    <span class="h" id="text-h">{hints}<span class="when">{texts.text_when}</span></span>
                    {error}
                    <TextArea
                        id="text"
                        name="text"
                        text=values.text.clone()
                        rows=5
                        required=false
                        described_by=described.to_owned()
                        invalid=is_wrong
                    />
                </div>
            }
            .piece(),
        )
    }

    /// Stars, and whether the problem is gone.
    fn rating_fields(
        &self,
        offered: &[CommandName],
        values: &ActionValues,
        error: Option<impl IntoView + 'static>,
    ) -> Option<Piece> {
        let texts = &self.life().form;
        let rates = [CommandName::Confirm, CommandName::Rate];
        if !rates.iter().any(|command| offered.contains(command)) {
            return None;
        }
        let [one, two, three, four, five] = texts.star;
        let stars = [
            ("stars-1", "1", one),
            ("stars-2", "2", two),
            ("stars-3", "3", three),
            ("stars-4", "4", four),
            ("stars-5", "5", five),
        ]
        .map(|(id, value, label)| {
            let checked = values.stars == value;
            view! { <Choice id kind="radio" name="stars" value label hint="" checked/> }
        });
        let solved = [
            ("solved-1", "yes", texts.solved_yes),
            ("solved-2", "partly", texts.solved_partly),
            ("solved-3", "no", texts.solved_no),
        ]
        .map(|(id, value, label)| {
            let checked = values.solved == value;
            view! { <Choice id kind="radio" name="solved" value label hint="" checked/> }
        });
        Some(
            view! {
                <fieldset class="f-stars">
                    <legend>{texts.stars}<span class="h when">{texts.stars_when}</span>{error}</legend>
                    <div>{stars}</div>
                </fieldset>
                <fieldset class="f-stars">
                    <legend>{texts.solved}</legend>
                    <div>{solved}</div>
                </fieldset>
            }
            .piece(),
        )
    }

    /// Only where there is somebody to name.
    fn identity_field(&self, offered: &[CommandName], values: &ActionValues) -> Option<Piece> {
        let texts = &self.life().form;
        let is_known = self.complaint.facts().reporter != ReporterKind::Unknown;
        let is_needed = is_known && offered.contains(&CommandName::HandOver);
        let words = (texts.with_identity, texts.with_identity_hint);
        let checked = values.with_identity;
        is_needed.then(|| tick("with_identity", CommandName::HandOver, words, checked))
    }

    /// Only after an answer does it matter whether a message is a thank-you.
    fn thanks_field(&self, offered: &[CommandName], values: &ActionValues) -> Option<Piece> {
        let texts = &self.life().form;
        let is_answered = self.complaint.state().name() == StateName::Answered;
        let is_needed = is_answered && offered.contains(&CommandName::AddInformation);
        let words = (texts.thanks, texts.thanks_hint);
        let checked = values.thanks;
        is_needed.then(|| tick("thanks", CommandName::AddInformation, words, checked))
    }

    /// What takes the place of the form once the phone has stored it. `outbox.js` appends the rest of a receipt's
    /// address to the first link, where it is a fragment that means nothing, and the action's own code to the first
    /// `<b>`, which nobody needs. The number of the newest entry makes the link another address than this page's.
    fn saved(&self, key: &str) -> Piece {
        let (texts, outbox) = (&self.life().form, &self.language.texts().outbox);
        let seq = self.complaint.facts().seq;
        let href = format!("/l/{}?k={key}&s={seq}#", self.tracking_code);
        view! {
            <section id="saved" class="card" hidden tabindex="-1" aria-live="polite">
                <h2 class="queued">{outbox.saved}</h2>
                <h2 class="sent">{texts.saved_sent}</h2>
                <h2 class="unsaved">{outbox.unsaved}</h2>
                <p class="unsaved">{outbox.unsaved_hint}</p>
                <b hidden></b>
                <p class="queued fresh">{outbox.sending}" "<span class="synced">{outbox.may_close}</span></p>
                <p class="queued waits synced">{texts.saved_waits}</p>
                <p class="queued waits alone">{texts.saved_waits_open}</p>
                <p class="row">
                    <a class="button sent" href=self.language.path(&href)>{texts.see}</a>
                    <a class="button plain" href=self.language.path("/kirim")>{outbox.title}</a>
                </p>
            </section>
        }
        .piece()
    }
}

/// What an action without words of its own means.
fn note(
    offered: &[CommandName],
    command: CommandName,
    words: &'static str,
    texts: &ActionForm,
) -> Option<Piece> {
    if !offered.contains(&command) {
        return None;
    }
    let class = format!("w w-{}", command.as_str());
    let when = format!("{}: ", action_words(texts, command));
    Some(view! { <p class=class><span class="when">{when}</span>{words}</p> }.piece())
}

/// The control a problem belongs to; none where the state stands against it.
fn field_of(problem: ActionProblem) -> Option<&'static str> {
    match problem {
        ActionProblem::MissingWords | ActionProblem::WordsTooLong => Some("text"),
        ActionProblem::Stars => Some("stars-1"),
        ActionProblem::MissingChoice
        | ActionProblem::TooEarly
        | ActionProblem::LimitReached
        | ActionProblem::TooLate(_) => Some("command"),
        ActionProblem::NotAllowed | ActionProblem::NothingChanged => None,
    }
}

fn done_words(texts: &ActionForm, command: CommandName) -> &'static str {
    match command {
        CommandName::Complete => texts.done_complete,
        CommandName::Confirm => texts.done_confirm,
        CommandName::Object => texts.done_object,
        CommandName::AddInformation => texts.done_add_information,
        CommandName::Reopen => texts.done_reopen,
        CommandName::Rate => texts.done_rate,
        CommandName::HandOver => texts.done_hand_over,
        CommandName::Join => texts.done_join,
        CommandName::Leave => texts.done_leave,
        CommandName::Withdraw => texts.done_withdraw,
        // Not the reporter's, or not on this page.
        _ => texts.done_other,
    }
}

/// A box that belongs to one action, with its label and hint.
fn tick(
    name: &'static str,
    action: CommandName,
    (label, hint): (&'static str, &'static str),
    checked: bool,
) -> Piece {
    let class = format!("f-{}", action.as_str());
    view! {
        <div class=class>
            <Choice id=name kind="checkbox" name=name value="1" label hint checked/>
        </div>
    }
    .piece()
}
