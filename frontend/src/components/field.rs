//! Form fields: label, hint, error and control tied together.

use leptos::prelude::*;

/// Ids of the texts that describe a control.
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-h")),
        (false, true) => Some(format!("{id}-e")),
        (true, true) => Some(format!("{id}-h {id}-e")),
    }
}

/// The words above a control: label, "optional", hint and error.
#[component]
pub fn FieldHead(
    /// The control's id.
    id: &'static str,
    /// What to write.
    label: &'static str,
    /// An example; may be empty.
    hint: &'static str,
    /// "(optional)" in the page's language; empty where the field is required.
    optional: &'static str,
    /// What to mend.
    error: Option<&'static str>,
) -> impl IntoView {
    let optional = (!optional.is_empty()).then(|| view! { <span class="o">" "{optional}</span> });
    let hint =
        (!hint.is_empty()).then(|| view! { <span class="h" id=format!("{id}-h")>{hint}</span> });
    let error = error.map(|error| view! { <span class="e" id=format!("{id}-e")>{error}</span> });
    view! { <label for=id>{label}{optional}</label>{hint}{error} }
}

/// A one-line field.
#[component]
pub fn TextField(
    /// `id`; the form name is the same.
    id: &'static str,
    /// `type`.
    kind: &'static str,
    /// `autocomplete`.
    autocomplete: &'static str,
    /// What to write.
    label: &'static str,
    /// An example; may be empty.
    hint: &'static str,
    /// "(optional)" or empty.
    optional: &'static str,
    /// The citizen's words.
    value: String,
    /// What to mend.
    error: Option<&'static str>,
) -> impl IntoView {
    let described = described_by(id, !hint.is_empty(), error.is_some());
    view! {
        <div>
            <FieldHead id label hint optional error/>
            <input
                id=id
                name=id
                type=kind
                autocomplete=autocomplete
                value=(!value.is_empty()).then_some(value)
                aria-describedby=described
                aria-invalid=error.map(|_| "true")
            />
        </div>
    }
}

/// A tick box or a round one, with its words.
#[component]
pub fn Choice(
    /// `id`.
    id: &'static str,
    /// `checkbox` or `radio`.
    kind: &'static str,
    /// Name in the form.
    name: &'static str,
    /// Value in the form.
    value: &'static str,
    /// What it means.
    label: &'static str,
    /// More about it; may be empty.
    hint: &'static str,
    /// Whether it is chosen.
    checked: bool,
) -> impl IntoView {
    let hint = (!hint.is_empty()).then(|| view! { <span class="h">{hint}</span> });
    // The whole row is the label, so that a thumb cannot miss it.
    view! {
        <label class="c">
            <input id=id type=kind name=name value=value checked=checked/>
            <span>{label}{hint}</span>
        </label>
    }
}
