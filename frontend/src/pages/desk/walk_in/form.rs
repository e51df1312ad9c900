//! The form of the screen, field by field.

use super::fields::{CHANNELS, Entry, KINDS};
use super::{PATH, WalkInPage};
use crate::components::field::{Choice, described_by};
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use crate::i18n::desk::EntryTexts;
use domain::date::{Date, Zone};
use leptos::prelude::*;

impl WalkInPage<'_> {
    pub(super) fn form(&self) -> Piece {
        let language = self.frame.language;
        let texts = &language.desk().walk_in;
        let fields: Vec<Piece> = Entry::ALL.iter().map(|entry| self.field(*entry)).collect();
        // Not the address of the page itself: a POST to that would drop the browser's copy, with the words in it.
        let action = format!("{}?kirim", language.path(PATH));
        view! {
            <form
                id="entry"
                class="entry screen"
                method="post"
                action=action
                accept-charset="utf-8"
                autocomplete="off"
                novalidate
                data-walk-in=language.path(&format!("{PATH}/"))
                data-officer=self.officer.map(str::to_owned)
                data-missing=texts.fields.said_missing
                data-future=texts.fields.said_future
                data-wordless=crate::i18n::field_problem(
                    language,
                    domain::submission::Field::Text,
                    domain::submission::FieldProblem::Required,
                )
            >
                <input type="hidden" name="id" value=self.values.id.clone()/>
                <input type="hidden" name="access_key" value=self.values.access_key.clone()/>
                {fields}
                <div class="wide">
                    <button>{texts.submit}</button>
                    <p class="soft" id="promise" hidden>{texts.promise}</p>
                </div>
            </form>
        }
        .piece()
    }

    fn field(&self, entry: Entry) -> Piece {
        let texts = &self.frame.language.desk().walk_in.fields;
        let values = self.values;
        match entry {
            Entry::Channel => {
                let options = CHANNELS.iter().zip(texts.channels);
                let options = options.map(|(channel, label)| (channel.as_str(), label));
                self.choice(entry, options.collect(), &values.channel)
            }
            Entry::Kind => {
                let options = KINDS.iter().zip(texts.kinds);
                let options = options.map(|(kind, label)| (kind.as_str(), label));
                self.choice(entry, options.collect(), &values.kind)
            }
            Entry::ReceiptLanguage => {
                let options = vec![("id", "Bahasa Indonesia"), ("en", "English")];
                self.choice(entry, options, &values.receipt_language)
            }
            Entry::Said => self.said(texts),
            Entry::Text => self.story(),
            Entry::Protection => self.protection(texts),
            Entry::Place => self.line(entry, "text", &values.place),
            Entry::Landmark => self.line(entry, "text", &values.landmark),
            Entry::OccurredOn => {
                self.line(entry, day_field(&values.occurred_on), &values.occurred_on)
            }
            Entry::Name => self.line(entry, "text", &values.name),
            Entry::Phone => self.line(entry, "tel", &values.phone),
            Entry::Email => self.line(entry, "email", &values.email),
        }
    }

    fn error(&self, control: &str) -> Option<&'static str> {
        let mistake = self
            .mistakes
            .iter()
            .find(|mistake| mistake.control == control)?;
        Some(mistake.words)
    }

    /// Number, name, hint and error above the first control of a field.
    fn head(&self, entry: Entry) -> Piece {
        let texts = &self.frame.language.desk().walk_in.fields;
        let id = entry.control();
        let hint = entry.hint(texts);
        let hint = (!hint.is_empty())
            .then(|| view! { <span class="h" id=format!("{id}-h")>{hint}</span> });
        let error = self.error(id);
        let error =
            error.map(|error| view! { <span class="e" id=format!("{id}-e")>{error}</span> });
        view! { <label for=id>{entry.label(texts)}</label>{hint}{error} }.piece()
    }

    fn described(&self, entry: Entry) -> Option<String> {
        let texts = &self.frame.language.desk().walk_in.fields;
        let id = entry.control();
        described_by(id, !entry.hint(texts).is_empty(), self.error(id).is_some())
    }

    fn line(&self, entry: Entry, kind: &'static str, value: &str) -> Piece {
        let id = entry.control();
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        view! {
            <div>
                {self.head(entry)}
                <input
                    id=id
                    name=id
                    type=kind
                    value=value
                    aria-describedby=self.described(entry)
                    aria-invalid=self.error(id).map(|_| "true")
                />
            </div>
        }
        .piece()
    }

    fn choice(
        &self,
        entry: Entry,
        options: Vec<(&'static str, &'static str)>,
        chosen: &str,
    ) -> Piece {
        let id = entry.control();
        view! {
            <div>
                {self.head(entry)}
                <select id=id name=id aria-describedby=self.described(entry) aria-invalid=self.error(id).map(|_| "true")>
                    {options_of(&options, chosen)}
                </select>
            </div>
        }
        .piece()
    }

    fn said(&self, texts: &EntryTexts) -> Piece {
        let values = self.values;
        let zones = [Zone::Wib, Zone::Wita, Zone::Wit]
            .map(|zone| (zone.abbreviation(), zone.abbreviation()));
        let time_error = self.error("said_time");
        let shown_error =
            time_error.map(|error| view! { <span class="e" id="said_time-e">{error}</span> });
        let clock = match values.said_time.is_empty() || is_clock(&values.said_time) {
            true => "time",
            false => "text",
        };
        view! {
            <div class="said">
                {self.head(Entry::Said)}
                {shown_error}
                <span class="said-row">
                    <input
                        id="said_on"
                        name="said_on"
                        type=day_field(&values.said_on)
                        required
                        value=values.said_on.clone()
                        aria-describedby=self.described(Entry::Said)
                        aria-invalid=self.error("said_on").map(|_| "true")
                    />
                    <input
                        id="said_time"
                        name="said_time"
                        type=clock
                        aria-label=texts.said_time
                        value=values.said_time.clone()
                        aria-describedby=time_error.map(|_| "said_time-e")
                        aria-invalid=time_error.map(|_| "true")
                    />
                    <select id="zone" name="zone" aria-label=texts.zone>{options_of(&zones, &values.zone)}</select>
                </span>
            </div>
        }
        .piece()
    }

    fn story(&self) -> Piece {
        let id = Entry::Text.control();
        // A page with something to mend or to hand over begins there; any other at the story.
        let takes_focus = self.mistakes.is_empty() && self.notice.is_none() && self.slip.is_none();
        view! {
            <div class="wide">
                {self.head(Entry::Text)}
                <TextArea
                    id="text"
                    name="text"
                    text=self.values.text.clone()
                    rows=8
                    required=true
                    described_by=self.described(Entry::Text).unwrap_or_default()
                    invalid=self.error(id).is_some()
                    autofocus=takes_focus
                />
            </div>
        }
        .piece()
    }

    fn protection(&self, texts: &EntryTexts) -> Piece {
        view! {
            <fieldset class="wide">
                <legend>{Entry::Protection.label(texts)}</legend>
                <Choice id="anonymous" kind="checkbox" name="anonymous" value="1" label=texts.anonymous hint="" checked=self.values.anonymous/>
                <Choice id="confidential" kind="checkbox" name="confidential" value="1" label=texts.confidential hint="" checked=self.values.confidential/>
            </fieldset>
        }
        .piece()
    }
}

fn options_of(options: &[(&'static str, &'static str)], chosen: &str) -> Vec<Piece> {
    let options = options.iter();
    options
        .map(|(value, label)| {
            view! { <option value=*value selected={*value == chosen}>{*label}</option> }.piece()
        })
        .collect()
}

/// A date field shows nothing but dates: what is none stays in a field of text, or the words would be lost.
fn day_field(value: &str) -> &'static str {
    match value.is_empty()
        || (value.len() == 10 && Date::parse(value).is_ok_and(|day| day.to_string() == value))
    {
        true => "date",
        false => "text",
    }
}

fn is_clock(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.len() == 5
        && digits == 4
        && value.as_bytes().get(2) == Some(&b':')
        && value < "24:00"
        && value.as_bytes().get(3) < Some(&b'6')
}
