//! The controls of the desk's forms: label, hint, error and control tied together. Several forms of one page have fields of
//! one name, so ids begin with the form's.

use crate::components::field::described_by;
use crate::components::piece::{IntoPiece, Piece};
use crate::components::text_area::TextArea;
use leptos::prelude::*;

/// What stands around a control.
pub struct Head {
    /// Its id.
    pub id: String,
    /// Its name in the form.
    pub name: &'static str,
    /// What to write.
    pub label: &'static str,
    /// More about it; may be empty.
    pub hint: &'static str,
    /// "(optional)" in the page's language, or empty.
    pub optional: &'static str,
    /// What to mend.
    pub error: Option<&'static str>,
}

impl Head {
    fn described(&self) -> Option<String> {
        described_by(&self.id, !self.hint.is_empty(), self.error.is_some())
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    fn words(&self) -> Piece {
        let optional = (!self.optional.is_empty())
            .then(|| view! { <span class="o">" "{self.optional}</span> });
        view! { <label for=self.id.clone()>{self.label}{optional}</label>{self.more()} }.piece()
    }

    fn more(&self) -> Piece {
        let hint = (!self.hint.is_empty())
            .then(|| view! { <span class="h" id=format!("{}-h", self.id)>{self.hint}</span> });
        let error = self
            .error
            .map(|error| view! { <span class="e" id=format!("{}-e", self.id)>{error}</span> });
        view! { {hint}{error} }.piece()
    }
}

/// One line; `kind` is the `type` of the input.
pub fn line(head: &Head, kind: &'static str, value: &str) -> Piece {
    view! {
        <div>
            {head.words()}
            <input
                id=head.id.clone()
                name=head.name
                type=kind
                autocomplete="off"
                value=(!value.is_empty()).then(|| value.to_owned())
                aria-describedby=head.described()
                aria-invalid=head.invalid()
            />
        </div>
    }
    .piece()
}

/// A text; `id` is that of the head, known beforehand.
pub fn text(head: &Head, id: &'static str, rows: u8, value: &str) -> Piece {
    view! {
        <div>
            {head.words()}
            <TextArea
                id
                name=head.name
                text=value.to_owned()
                rows
                required=false
                described_by=head.described().unwrap_or_default()
                invalid=head.error.is_some()
            />
        </div>
    }
    .piece()
}

/// One of many, by value and words; `first` is what no choice is called.
pub fn select(
    head: &Head,
    first: Option<&'static str>,
    options: &[(String, String)],
    chosen: &str,
) -> Piece {
    grouped(head, first, &[(String::new(), options.to_vec())], chosen)
}

/// One of many, under headings; an empty heading is none.
pub fn grouped(
    head: &Head,
    first: Option<&'static str>,
    groups: &[(String, Vec<(String, String)>)],
    chosen: &str,
) -> Piece {
    let first = first.map(|words| view! { <option value="">{words}</option> });
    let groups: Vec<_> = groups
        .iter()
        .map(|(heading, options)| {
            let options: Vec<_> = options
                .iter()
                .map(|(value, words)| {
                    let is_chosen = value == chosen;
                    view! { <option value=value.clone() selected=is_chosen>{words.clone()}</option> }
                })
                .collect();
            match heading.as_str() {
                "" => view! { {options} }.piece(),
                heading => {
                    let heading = heading.to_owned();
                    view! { <optgroup label=heading>{options}</optgroup> }.piece()
                }
            }
        })
        .collect();
    view! {
        <div>
            {head.words()}
            <select
                id=head.id.clone()
                name=head.name
                aria-describedby=head.described()
                aria-invalid=head.invalid()
            >
                {first}
                {groups}
            </select>
        </div>
    }
    .piece()
}

/// One of a few, all of them in sight. The first one carries the id of the head.
pub fn radios(head: &Head, options: &[(String, String)], chosen: &str) -> Piece {
    let choices: Vec<_> = options
        .iter()
        .enumerate()
        .map(|(place, (value, words))| {
            let id = match place {
                0 => head.id.clone(),
                place => format!("{}-{place}", head.id),
            };
            let is_chosen = value == chosen;
            view! {
                <label class="c">
                    <input id=id type="radio" name=head.name value=value.clone() checked=is_chosen/>
                    <span>{words.clone()}</span>
                </label>
            }
        })
        .collect();
    // Where there is nothing to choose yet, the whole of it is what an error leads to.
    let id = options.is_empty().then(|| head.id.clone());
    let focus = options.is_empty().then_some("-1");
    view! {
        <fieldset id=id tabindex=focus>
            <legend>{head.label}{head.more()}</legend>
            <div>{choices}</div>
        </fieldset>
    }
    .piece()
}
