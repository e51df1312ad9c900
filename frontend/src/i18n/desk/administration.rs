//! Administration: tables, proposals, history, accounts.

mod columns;
mod en;
mod id;
mod mistakes;
mod spoken;

pub use columns::{column_label, kind_label, role_label, table_label, table_note};
pub(super) use en::EN;
pub(super) use id::ID;
pub use mistakes::{wrong_appointment_words, wrong_words};
pub use spoken::{cell_words, key_words, usual_cells, value_words};

/// Puts values into the places of a text: `{n}` and the like.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

/// Texts. What stands in braces is filled in.
pub struct AdministrationTexts {
    /// Title of the room.
    pub title: &'static str,
    /// Under it, for a national admin.
    pub intro: &'static str,
    /// Under it, for a coordinator.
    pub intro_agency: &'static str,
    /// Heading of the tables.
    pub tables: &'static str,
    /// `{n}` rows.
    pub rows: &'static str,
    /// Accounts.
    pub officers: &'static str,
    /// Under that.
    pub officers_note: &'static str,
    /// What was changed.
    pub history: &'static str,
    /// Under that.
    pub history_note: &'static str,
    /// Back to a list.
    pub back: &'static str,
    /// Label of the search field.
    pub search: &'static str,
    /// Its button.
    pub search_button: &'static str,
    /// `{n}` of `{all}`.
    pub found: &'static str,
    /// Nothing found.
    pub nothing: &'static str,
    /// Box beside the search.
    pub with_retired: &'static str,
    /// Mark of a retired row.
    pub retired: &'static str,
    /// Link to a new row.
    pub add: &'static str,
    /// Link to the file.
    pub export: &'static str,
    /// Link to the import.
    pub import: &'static str,
    /// Pages of a list.
    pub pages: &'static str,
    /// Next page.
    pub next: &'static str,
    /// Page before.
    pub previous: &'static str,
    /// Title of the form of a new row.
    pub new_row: &'static str,
    /// Title of the form of a row, `{key}`.
    pub edit_row: &'static str,
    /// Nothing is chosen.
    pub none: &'static str,
    /// "(optional)".
    pub optional: &'static str,
    /// Why the key cannot be changed.
    pub key_note: &'static str,
    /// Label of the reason.
    pub reason: &'static str,
    /// Hint of it.
    pub reason_hint: &'static str,
    /// A missing or endless reason.
    pub reason_wrong: &'static str,
    /// Button: shows the preview.
    pub preview: &'static str,
    /// Button: proposes to retire.
    pub retire: &'static str,
    /// Button: proposes to bring back.
    pub restore: &'static str,
    /// What retiring means.
    pub retire_note: &'static str,
    /// Over a summary of mistakes, `{n}`.
    pub mistakes: &'static str,
    /// More mistakes than shown, `{n}`.
    pub more_mistakes: &'static str,
    /// Line `{n}`.
    pub line: &'static str,
    /// The row differs in nothing.
    pub nothing_changed: &'static str,
    /// Too many rows or bytes.
    pub too_much: &'static str,
    /// A row of that key is there already.
    pub key_taken: &'static str,
    /// Title of a preview.
    pub preview_title: &'static str,
    /// What a preview is.
    pub preview_intro: &'static str,
    /// Heading of the effects.
    pub effect: &'static str,
    /// `{n}` deadlines of `{cases}` complaints move.
    pub will_move: &'static str,
    /// None moves; `{n}` were looked at.
    pub none_moves: &'static str,
    /// Only reminders of `{n}` complaints move.
    pub reminders_move: &'static str,
    /// Not everything was looked at: `{n}`.
    pub at_least: &'static str,
    /// Caption of the examples.
    pub examples: &'static str,
    /// Column: the complaint.
    pub complaint: &'static str,
    /// Column: the period.
    pub period: &'static str,
    /// Column: before.
    pub before: &'static str,
    /// Column: after.
    pub after: &'static str,
    /// Column: the column.
    pub column: &'static str,
    /// `{n}` open complaints wait at `{key}`.
    pub waiting: &'static str,
    /// `{n}` open complaints have the category `{key}`.
    pub waiting_category: &'static str,
    /// `{n}` rows refer to `{key}`.
    pub referring: &'static str,
    /// Nothing else is moved.
    pub no_effect: &'static str,
    /// `{n}` open complaints wait at `{key}`, so it cannot be retired.
    pub deserted: &'static str,
    /// Heading of the rows of a change.
    pub changes: &'static str,
    /// Counts: `{added}`, `{changed}`, `{retired}`, `{restored}`.
    pub counts: &'static str,
    /// A new row.
    pub is_added: &'static str,
    /// A changed row.
    pub is_changed: &'static str,
    /// A retired row.
    pub is_retired: &'static str,
    /// A row that is back.
    pub is_restored: &'static str,
    /// `{n}` more rows.
    pub more_rows: &'static str,
    /// Button: stores it.
    pub confirm: &'static str,
    /// Link: changes nothing.
    pub discard: &'static str,
    /// Others changed the tables: heading.
    pub stale: &'static str,
    /// Under it.
    pub stale_note: &'static str,
    /// The files were loaded anew meanwhile.
    pub stale_loaded: &'static str,
    /// It was stored.
    pub stored: &'static str,
    /// This proposal is gone or somebody else's.
    pub no_draft: &'static str,
    /// Nobody proved who they are: the form is kept.
    pub prove: &'static str,
    /// Link to the proof.
    pub prove_link: &'static str,
    /// Title of the import, `{table}`.
    pub import_title: &'static str,
    /// How a file must look.
    pub import_intro: &'static str,
    /// Label of the file.
    pub file: &'static str,
    /// Label of the text area.
    pub paste: &'static str,
    /// Legend: what the file is.
    pub what_file: &'static str,
    /// A part of the table.
    pub part: &'static str,
    /// More about it.
    pub part_hint: &'static str,
    /// The whole table.
    pub whole: &'static str,
    /// More about it.
    pub whole_hint: &'static str,
    /// Neither file nor text.
    pub no_file: &'static str,
    /// More than 2 MB.
    pub file_too_large: &'static str,
    /// A chosen file must be chosen again.
    pub choose_again: &'static str,
    /// `{n}` rows by `{officer}`.
    pub by: &'static str,
    /// Kinds of changes, in the order edit, import, undo, officer.
    pub kinds: [&'static str; 4],
    /// It was taken back.
    pub undone: &'static str,
    /// Link to one change.
    pub show: &'static str,
    /// Button: proposes the opposite.
    pub undo: &'static str,
    /// What an undo is.
    pub undo_note: &'static str,
    /// Nothing was changed yet.
    pub no_history: &'static str,
    /// All tables.
    pub all_tables: &'static str,
    /// Reason of an undo, `{reason}`.
    pub undo_reason: &'static str,
    /// Active.
    pub active: &'static str,
    /// Not active.
    pub inactive: &'static str,
    /// Last request, `{at}`.
    pub seen: &'static str,
    /// Never was here.
    pub never_seen: &'static str,
    /// Has no role.
    pub no_role: &'static str,
    /// Heading of roles.
    pub roles: &'static str,
    /// Column or label: role.
    pub role: &'static str,
    /// Label: agency.
    pub agency: &'static str,
    /// Hint: its id.
    pub agency_hint: &'static str,
    /// Label: unit.
    pub unit: &'static str,
    /// Hint: its id.
    pub unit_hint: &'static str,
    /// Box: keep this role.
    pub keep: &'static str,
    /// Legend of a further role.
    pub another_role: &'static str,
    /// Box: may come in.
    pub may_come_in: &'static str,
    /// What a change of rights does.
    pub rights_note: &'static str,
    /// Button of the account form.
    pub save_rights: &'static str,
    /// Not theirs to change.
    pub read_only: &'static str,
    /// The account changed meanwhile.
    pub account_stale: &'static str,
    /// The form that invited them was sent twice.
    pub invited_twice: &'static str,
    /// Nobody would be left.
    pub last_admin: &'static str,
    /// Rights are stored.
    pub rights_stored: &'static str,
    /// Link and title: invitation.
    pub invite: &'static str,
    /// Under that title.
    pub invite_note: &'static str,
    /// Label: name.
    pub name: &'static str,
    /// Hint of it.
    pub name_hint: &'static str,
    /// Missing or endless.
    pub name_wrong: &'static str,
    /// Button of an invitation.
    pub invite_button: &'static str,
    /// Button: another invitation for an account.
    pub invite_again: &'static str,
    /// What that is for.
    pub invite_again_note: &'static str,
    /// Hint of its reason.
    pub invite_again_hint: &'static str,
    /// Whom nobody invites again here.
    pub invite_again_operator: &'static str,
    /// One's own account.
    pub own_account: &'static str,
    /// Over a link that is shown once.
    pub link_title: &'static str,
    /// Under it.
    pub link_note: &'static str,
}
