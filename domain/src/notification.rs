//! Who must be told what: decided here, stored with the change, delivered later.

mod plan;

use crate::complaint::actor::Post;
use crate::complaint::named;
use crate::complaint::words::{AgencyId, UnitId};
use crate::date::{Timestamp, Zone};
use crate::submission::Submission;
use crate::terms::Rule;
use serde::{Deserialize, Serialize};

pub use plan::{is_news_for_followers, plan, plan_for_follower, plan_for_lead};

named! {
    /// Somebody who must be told.
    Audience {
        /// The reporter, by the contact they gave.
        Reporter = "reporter",
        /// The national verification desk.
        Verifier = "verifier",
        /// The liaison officer of the unit that holds it; without a unit it is the coordinator's.
        Holder = "holder",
        /// The coordinator of the agency.
        Coordinator = "coordinator",
        /// The head of the agency.
        HeadOfAgency = "head_of_agency",
        /// The inspectorate of that government.
        Inspectorate = "inspectorate",
        /// An agency that reads along.
        ReadingAlong = "reading_along",
        /// The Ombudsman, after the reporter's consent.
        Ombudsman = "ombudsman",
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

/// One message about one history entry. Says which text with which facts, in no language; never a name, a contact or
/// a word of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The same for the same entry, audience and post, however often it is planned: the primary key.
    pub key: String,
    /// To whom.
    pub audience: Audience,
    /// Whose desk; none for the reporter, the national desk and the Ombudsman.
    pub post: Option<Post>,
    /// Which text.
    pub template: Template,
    /// What the text is filled with.
    pub facts: NoticeFacts,
}

/// What a text is filled with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeFacts {
    /// The agency it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// Its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Which period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// The zone to show it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// Confidential: the message may be read over a shoulder, so it says that there is news and not what.
    pub is_discreet: bool,
}

named! {
    /// A text, in Indonesian and English; the words live with the sender.
    Template {
        /// To the reporter: sent to an agency.
        Assigned = "assigned",
        /// To an officer: this is yours now.
        YoursNow = "yours_now",
        /// To an officer: verify this.
        ToVerify = "to_verify",
        /// To an agency that reads along.
        ReadAlong = "read_along",
        /// To the reporter: a question, to be answered until a day.
        Question = "question",
        /// To an officer: the reporter gave what was asked.
        Completed = "completed",
        /// To the reporter: archived, with the reason.
        Rejected = "rejected",
        /// To the reporter: archived because the question was not answered; answering restores it.
        RejectedIncomplete = "rejected_incomplete",
        /// To the reporter: taken up again.
        Restored = "restored",
        /// To the reporter: follows another; code and thread stay.
        Merged = "merged",
        /// To the reporter: goes its own way again.
        Unmerged = "unmerged",
        /// To the reporter: with a unit.
        Delegated = "delegated",
        /// To the reporter: that agency is not competent; it is being sent on.
        Returned = "returned",
        /// To the reporter: work has begun.
        Started = "started",
        /// A message of an officer.
        Note = "note",
        /// To an officer: the reporter wrote.
        ReporterWrote = "reporter_wrote",
        /// To the reporter: answered; closes by itself on a day; please judge.
        Answered = "answered",
        /// Closed by the reporter.
        Confirmed = "confirmed",
        /// The reporter disagrees.
        Objected = "objected",
        /// To the reporter: closed in silence; may be reopened until a day.
        Lapsed = "lapsed",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Reopened.
        Reopened = "reopened",
        /// To the reporter: now handled as something else.
        Reclassified = "reclassified",
        /// The Ombudsman has it too.
        HandedOver = "handed_over",
        /// To an officer: the reporter said which place.
        PlaceClarified = "place_clarified",
        /// To the reporter: a question waits.
        RemindQuestion = "remind_question",
        /// To the reporter: it closes by itself soon.
        RemindAnswer = "remind_answer",
        /// To an officer: due soon.
        DueSoon = "due_soon",
        /// To an officer: a limit was missed.
        LimitMissed = "limit_missed",
        /// To the reporter: a limit was missed; the Ombudsman may be asked.
        LateForReporter = "late_for_reporter",
        /// To the reporter: old enough for the Ombudsman, with consent.
        OmbudsmanOffered = "ombudsman_offered",
        /// Deadlines moved with the calendar.
        DeadlinesMoved = "deadlines_moved",
        /// To the reporter: a way back for who lost the access key.
        RecoveryLink = "recovery_link",
        /// To one who follows another: there is news of that one.
        NewsOfLead = "news_of_lead",
        /// To the reporter: the public reads another text than the story.
        Redacted = "redacted",
        /// To the reporter: somebody asked for the sealed identity, released it, or saw it.
        Identity = "identity",
    }
}
