//! The shape of all texts. A missing one does not compile.

/// Every text of one language.
pub struct Texts {
    /// Header, footer and words used everywhere.
    pub frame: Frame,
    /// The home page.
    pub home: Home,
    /// The complaint form.
    pub form: Form,
    /// The receipt.
    pub receipt: Receipt,
    /// The page that asks for a tracking code.
    pub lookup: Lookup,
    /// The page of one complaint.
    pub track: Track,
    /// Pages that say that something went wrong.
    pub failure: Failure,
    /// The life of a complaint.
    pub life: super::life::Life,
    /// The outbox of this phone.
    pub outbox: super::outbox::Outbox,
    /// Help.
    pub help: Article,
    /// Privacy.
    pub privacy: Article,
}

/// Header, footer and words used everywhere.
pub struct Frame {
    pub skip: &'static str,
    pub navigation: &'static str,
    pub file: &'static str,
    pub track: &'static str,
    pub list: &'static str,
    pub help: &'static str,
    pub privacy: &'static str,
    pub other_language: &'static str,
    pub footer: &'static str,
    pub optional: &'static str,
}

/// The home page.
pub struct Home {
    pub title: &'static str,
    pub lead: &'static str,
    pub description: &'static str,
}

/// The complaint form.
pub struct Form {
    pub title: &'static str,
    pub lead: &'static str,
    pub emergency: &'static str,
    pub emergency_call: &'static str,
    pub text: &'static str,
    pub text_hint: &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    pub landmark: &'static str,
    pub landmark_hint: &'static str,
    pub kind: &'static str,
    pub kind_complaint: &'static str,
    pub kind_aspiration: &'static str,
    pub kind_information: &'static str,
    pub more: &'static str,
    pub occurred_on: &'static str,
    pub occurred_on_hint: &'static str,
    pub contact: &'static str,
    pub contact_hint: &'static str,
    pub name: &'static str,
    pub phone: &'static str,
    pub phone_hint: &'static str,
    pub email: &'static str,
    pub protection: &'static str,
    pub anonymous: &'static str,
    pub anonymous_hint: &'static str,
    pub confidential: &'static str,
    pub confidential_hint: &'static str,
    pub submit: &'static str,
    pub promise: &'static str,
    pub errors_title: &'static str,
    pub error_mark: &'static str,
    pub id_reused: &'static str,
    pub unavailable: &'static str,
    pub busy: &'static str,
}

/// The receipt.
pub struct Receipt {
    pub title: &'static str,
    pub lead: &'static str,
    pub lead_confidential: &'static str,
    pub code: &'static str,
    pub received_at: &'static str,
    pub now_with: &'static str,
    pub desk: &'static str,
    pub who: &'static str,
    pub why: &'static str,
    pub triage: &'static str,
    pub place_unknown: &'static str,
    pub protection: &'static str,
    pub anonymous: &'static str,
    pub confidential: &'static str,
    pub verify_by: &'static str,
    pub verify_by_hint: &'static str,
    pub link: &'static str,
    pub link_hint: &'static str,
    pub link_lost: &'static str,
    pub open: &'static str,
    pub share: &'static str,
    pub share_text: &'static str,
    pub print_hint: &'static str,
    pub place_title: &'static str,
    pub place_lead: &'static str,
    pub place_other: &'static str,
    pub place_done: &'static str,
    pub place_left_open: &'static str,
}

/// The page that asks for a tracking code.
pub struct Lookup {
    pub title: &'static str,
    pub code: &'static str,
    pub hint: &'static str,
    pub submit: &'static str,
    pub wrong_check: &'static str,
    pub wrong_length: &'static str,
    pub wrong_character: &'static str,
    pub empty: &'static str,
    pub not_found: &'static str,
}

/// The page of one complaint.
pub struct Track {
    pub title: &'static str,
    pub suggested: &'static str,
    pub story: &'static str,
    pub story_later: &'static str,
    pub story_private: &'static str,
    pub redacted: &'static str,
    pub redaction: &'static str,
    pub wrong_key: &'static str,
    pub receipt: &'static str,
    pub place: &'static str,
    pub landmark: &'static str,
    pub occurred_on: &'static str,
    pub kind: &'static str,
    pub states: States,
}

/// Names of states as citizens read them.
pub struct States {
    pub received: &'static str,
    pub awaiting_reporter: &'static str,
    pub assigned: &'static str,
    pub in_progress: &'static str,
    pub answered: &'static str,
    pub rejected: &'static str,
    pub closed: &'static str,
}

/// Pages that say that something went wrong.
pub struct Failure {
    pub not_found_title: &'static str,
    pub not_found: &'static str,
    pub method_title: &'static str,
    pub method: &'static str,
    pub too_large_title: &'static str,
    pub too_large: &'static str,
    pub unreadable_title: &'static str,
    pub unreadable: &'static str,
    pub media_type_title: &'static str,
    pub media_type: &'static str,
    pub origin_title: &'static str,
    pub origin: &'static str,
    pub stale_title: &'static str,
    pub stale: &'static str,
    pub busy_title: &'static str,
    pub busy: &'static str,
    pub broken_title: &'static str,
    pub broken: &'static str,
    pub back: &'static str,
}

/// A page of plain text: headings with paragraphs.
pub struct Article {
    pub title: &'static str,
    pub sections: &'static [(&'static str, &'static [&'static str])],
}
