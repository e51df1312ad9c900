//! The one place where a `<textarea>` is written.

use leptos::prelude::*;

/// A text area with its text inside.
///
/// Leptos 0.8 neither escapes children of `<textarea>` on the server nor renders `prop:value` there (leptos
/// #4819): the first would let a story break out of its field, the second would lose it on an error page. So the
/// text is escaped here, and a test posts `</textarea><script>` and expects it back. The parser eats the first
/// line break, hence the extra one.
#[component]
pub fn TextArea(
    /// `id` and, with it, the target of its label.
    id: &'static str,
    /// Name in the form.
    name: &'static str,
    /// The citizen's words.
    text: String,
    /// Lines shown.
    rows: u8,
    /// Whether it must be filled.
    required: bool,
    /// Ids of hint and error.
    described_by: String,
    /// Whether there is an error to mend.
    invalid: bool,
    /// Whether the page begins here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let escaped = format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"));
    view! {
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            required=required
            autofocus=autofocus
            aria-describedby=described_by
            aria-invalid=invalid.then_some("true")
            inner_html=escaped
        ></textarea>
    }
}
