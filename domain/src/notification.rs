//! Who must be told what: decided here, stored with the change, delivered later.

use crate::submission::Submission;

/// Somebody who must be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The reporter, by the contact they gave.
    Reporter,
    /// The verification desk.
    Verifier,
}

impl Audience {
    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Verifier => "verifier",
        }
    }
}

/// One message to be delivered; the text is made from the template when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notification {
    /// To whom.
    pub audience: Audience,
    /// Which text.
    pub template: &'static str,
}

/// What a received submission sets off: the desk always learns of it, the reporter when they can be reached.
pub fn on_received(submission: &Submission) -> Vec<Notification> {
    let mut planned = vec![Notification {
        audience: Audience::Verifier,
        template: "complaint_received",
    }];
    if submission.identity.has_contact() {
        planned.push(Notification {
            audience: Audience::Reporter,
            template: "receipt",
        });
    }
    planned
}
