//! The life of a complaint as its reporter and the public read it: states, dates, conversation, history, and what the
//! reporter may do. `{0}`, `{1}`, … are filled by [`put`].

pub(super) mod en;
pub(super) mod id;
mod named;

pub use named::*;

/// Everything on the page of one complaint beside its story.
pub struct Life {
    pub people: People,
    pub card: Card,
    pub dates: Dates,
    pub end: End,
    pub form: ActionForm,
    pub talk: Talk,
    pub past: Past,
    pub told: Told,
    pub recover: Recover,
}

/// Who somebody is, in words; never a name.
pub struct People {
    pub you: &'static str,
    pub reporter: &'static str,
    pub you_inside: &'static str,
    pub reporter_inside: &'static str,
    pub agency: &'static str,
    pub agency_unknown: &'static str,
    pub inspectorate: &'static str,
    pub verifier: &'static str,
    pub ombudsman: &'static str,
    pub operator: &'static str,
    pub system: &'static str,
}

/// The state, and who holds it.
pub struct Card {
    pub received: &'static str,
    pub received_hint: &'static str,
    pub returned: &'static str,
    pub awaiting_you: &'static str,
    pub awaiting: &'static str,
    pub awaiting_hint: &'static str,
    pub assigned: &'static str,
    pub assigned_hint: &'static str,
    pub in_progress: &'static str,
    pub in_progress_hint: &'static str,
    pub rework: &'static str,
    pub rework_hint: &'static str,
    pub answered: &'static str,
    pub held: &'static str,
    pub held_hint: &'static str,
    pub rejected: &'static str,
    pub confirmed_by_you: &'static str,
    pub confirmed: &'static str,
    pub lapsed: &'static str,
    pub lapsed_hint: &'static str,
    pub withdrawn: &'static str,
    pub holder: &'static str,
    pub sorter: &'static str,
    pub last_holder: &'static str,
    pub filed: &'static str,
    pub age: &'static str,
    pub overdue: &'static str,
    pub overdue_hint: &'static str,
    pub overdue_hint_public: &'static str,
    pub missed: &'static str,
    pub handed_over: &'static str,
    pub handed_over_named: &'static str,
    pub merged: &'static str,
    pub merged_state: &'static str,
    pub merged_link: &'static str,
    pub followers: &'static str,
    pub rated: &'static str,
}

/// Labels of dates, and how near they are.
pub struct Dates {
    pub verify: &'static str,
    pub respond: &'static str,
    pub resolve: &'static str,
    pub rework: &'static str,
    pub answer_you: &'static str,
    pub answer: &'static str,
    pub object: &'static str,
    pub object_hint: &'static str,
    pub object_public: &'static str,
    pub object_reminder: &'static str,
    pub reopen: &'static str,
    pub reopen_over: &'static str,
    pub closed_at: &'static str,
    pub archived_at: &'static str,
    pub withdrawn_at: &'static str,
    pub left: &'static str,
    pub working_days: &'static str,
    pub one_working_day: &'static str,
    pub today: &'static str,
    pub late: &'static str,
    pub just_late: &'static str,
    pub paused_you: &'static str,
    pub paused: &'static str,
    pub paused_merged: &'static str,
}

/// What an archived or withdrawn complaint says about going on.
pub struct End {
    pub why: &'static str,
    pub sentence: &'static str,
    pub right_body: &'static str,
    pub earlier: &'static str,
    pub by_answering: &'static str,
    pub by_answering_public: &'static str,
    pub by_officer: &'static str,
    pub withdrawn: &'static str,
}

/// What the reporter may do.
pub struct ActionForm {
    pub title: &'static str,
    pub lead_question: &'static str,
    pub lead_answered: &'static str,
    pub lead_answered_late: &'static str,
    pub lead_held: &'static str,
    pub lead_incomplete: &'static str,
    pub command: &'static str,
    pub command_hint: &'static str,
    pub choose: &'static str,
    pub complete: &'static str,
    pub confirm: &'static str,
    pub object: &'static str,
    pub add_information: &'static str,
    pub reopen: &'static str,
    pub rate: &'static str,
    pub hand_over: &'static str,
    pub leave: &'static str,
    pub withdraw: &'static str,
    pub other: &'static str,
    pub text: &'static str,
    pub text_when: &'static str,
    pub text_complete: &'static str,
    pub text_object: &'static str,
    pub text_add_information: &'static str,
    pub text_reopen: &'static str,
    pub text_withdraw: &'static str,
    pub note_confirm: &'static str,
    pub note_hand_over: &'static str,
    pub stars: &'static str,
    pub stars_when: &'static str,
    pub star: [&'static str; 5],
    pub solved: &'static str,
    pub solved_yes: &'static str,
    pub solved_partly: &'static str,
    pub solved_no: &'static str,
    pub with_identity: &'static str,
    pub with_identity_hint: &'static str,
    pub thanks: &'static str,
    pub thanks_hint: &'static str,
    pub submit: &'static str,
    pub promise: &'static str,
    pub saved_sent: &'static str,
    pub saved_waits: &'static str,
    pub saved_waits_open: &'static str,
    pub late: &'static str,
    pub see: &'static str,
    pub errors_title: &'static str,
    pub missing_words: &'static str,
    pub words_too_long: &'static str,
    pub missing_choice: &'static str,
    pub missing_stars: &'static str,
    pub too_late: &'static str,
    pub too_early: &'static str,
    pub limit_reached: &'static str,
    pub not_allowed: &'static str,
    pub nothing_changed: &'static str,
    pub your_words: &'static str,
    pub reply_to: &'static str,
    pub remove_waiting: &'static str,
    pub remove_unknown: &'static str,
    pub remove_sent: &'static str,
    pub done_complete: &'static str,
    pub done_confirm: &'static str,
    pub done_object: &'static str,
    pub done_add_information: &'static str,
    pub done_reopen: &'static str,
    pub done_rate: &'static str,
    pub done_hand_over: &'static str,
    pub done_join: &'static str,
    pub done_leave: &'static str,
    pub done_withdraw: &'static str,
    pub done_other: &'static str,
}

/// The conversation.
pub struct Talk {
    pub title: &'static str,
    pub erased: &'static str,
    pub private: &'static str,
    pub question: &'static str,
    pub reply: &'static str,
    pub message: &'static str,
    pub objection: &'static str,
    pub withdrawal: &'static str,
    pub reopening: &'static str,
    pub not_ours: &'static str,
    pub sentence: &'static str,
    pub restored: &'static str,
    pub follow_up: &'static str,
    pub note: &'static str,
    pub answer: &'static str,
    pub other: &'static str,
}

/// Sentences of the history. `{0}` is who did it, unless said otherwise.
pub struct Past {
    pub title: &'static str,
    pub received: &'static str,
    pub received_here: &'static str,
    pub assigned: &'static str,
    pub assigned_dates: &'static str,
    pub assigned_late: &'static str,
    pub for_good: &'static str,
    pub copies: &'static str,
    pub asked: &'static str,
    pub completed: &'static str,
    pub rejected: &'static str,
    pub restored: &'static str,
    pub merged: &'static str,
    pub unmerged: &'static str,
    pub joined: &'static str,
    pub left: &'static str,
    pub delegated: &'static str,
    pub taken_back: &'static str,
    pub returned: &'static str,
    pub returned_late: &'static str,
    pub suggested: &'static str,
    pub started: &'static str,
    pub started_late: &'static str,
    pub noted: &'static str,
    pub information_added: &'static str,
    pub countdown_held: &'static str,
    pub countdown_anew: &'static str,
    pub answered: &'static str,
    pub answered_lead: &'static str,
    pub answered_late: &'static str,
    pub answered_until: &'static str,
    pub outcome_done: &'static str,
    pub outcome_planned: &'static str,
    pub outcome_cannot: &'static str,
    pub outcome_informed: &'static str,
    pub confirmed: &'static str,
    pub objected: &'static str,
    pub left_group: &'static str,
    pub lapsed: &'static str,
    pub reopen_until: &'static str,
    pub withdrawn: &'static str,
    pub reopened: &'static str,
    pub reclassified: &'static str,
    pub confidential: &'static str,
    pub handed_over: &'static str,
    pub handed_over_named: &'static str,
    pub rated: &'static str,
    pub place_clarified: &'static str,
    pub reminded: &'static str,
    pub limit_near: &'static str,
    pub limit_near_told: &'static str,
    pub limit_missed: &'static str,
    pub limit_missed_told: &'static str,
    pub hand_over_offered: &'static str,
    pub recomputed: &'static str,
    pub redacted: &'static str,
    /// Of each step towards a sealed identity.
    pub identity: [&'static str; 4],
    pub other: &'static str,
    pub moved: &'static str,
    pub rating: &'static str,
    pub hops: &'static str,
    pub one_hop: &'static str,
    pub hop: &'static str,
    pub hop_held: &'static str,
    pub pauses: &'static str,
    pub pause: &'static str,
    pub pause_open: &'static str,
    pub days: &'static str,
    pub one_day: &'static str,
    pub no_day: &'static str,
}

/// What the reporter was told by message.
pub struct Told {
    pub title: &'static str,
    pub lead: &'static str,
}

/// A lost private link.
pub struct Recover {
    pub link: &'static str,
    pub title: &'static str,
    pub with_contact: &'static str,
    pub without_contact: &'static str,
    pub contact: &'static str,
    pub contact_hint: &'static str,
    pub submit: &'static str,
    pub invalid: &'static str,
    pub sent: &'static str,
    pub too_many: &'static str,
    pub back: &'static str,
    pub open_title: &'static str,
    pub open_lead: &'static str,
    pub open: &'static str,
    pub spent_title: &'static str,
    pub spent: &'static str,
    pub again: &'static str,
}

/// The text with each `{0}`, `{1}`, … replaced by its value; what a value contains is never replaced again.
pub fn put(template: &str, values: &[&str]) -> String {
    let mut pieces = template.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (place, rest) = piece.split_once('}').unwrap_or(("", piece));
        let value = place.parse().ok().and_then(|at: usize| values.get(at));
        out.push_str(value.copied().unwrap_or_default());
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_once() {
        assert_eq!(put("{0} → {1}.", &["{1}", "b"]), "{1} → b.");
        assert_eq!(put("tanpa", &[]), "tanpa");
    }
}
