//! The life of a complaint as a citizen and an officer would tell it.

use super::actor::Actor;
use super::command::{Answer, Command, CommandName, Reply};
use super::event::Event;
use super::fixture::*;
use super::state::{Desk, Outcome, Rating, RejectionReason, Solved};
use super::transition::{Effect, InvalidField, LimitName, TransitionError};
use super::{Classification, Visibility};
use crate::date::{Date, Zone};
use crate::deadline::Rung;
use crate::notification::{Audience, Template};
use crate::terms::Rule;

#[test]
fn a_complaint_is_verified_worked_on_answered_and_confirmed() {
    let mut story = Story::received("2026-11-06 10");
    let transition = story
        .at("2026-11-09 10")
        .does(&national(), &assign("kab-a"));
    assert!(transition.effects.contains(&Effect::Publish));
    assert_eq!(told(&transition, Audience::Holder), [Template::YoursNow]);
    assert_eq!(told(&transition, Audience::Reporter), [Template::Assigned]);
    let transition = story.at("2026-11-10 10").does(&liaison(), &start());
    let met = Effect::DeadlineCancelled {
        rule: Rule::RespondBy,
    };
    assert!(transition.effects.contains(&met));
    story.at("2026-11-12 10").does(&liaison(), &answer());
    let rating = Some(Rating {
        stars: 5,
        solved: Solved::Yes,
    });
    let transition = story
        .at("2026-11-13 10")
        .does(&reporter(), &Command::Confirm { rating });
    assert_eq!(story.state(), "closed");
    assert_eq!(story.due(Rule::ReopenBy).as_deref(), Some("2026-12-13"));
    assert_eq!(story.complaint.facts().rating, rating);
    assert_eq!(transition.next_due_at, None, "an end needs no clock");
    assert!(story.complaint.facts().missed.is_empty());
    assert_eq!(story.complaint.facts().seq, 4);
}

#[test]
fn a_question_stops_the_clocks_until_the_reply() {
    let mut story = assigned();
    assert_eq!(story.due(Rule::RespondBy).as_deref(), Some("2026-11-16"));
    let transition = story.at("2026-11-12 10").does(&liaison(), &ask());
    for rule in [Rule::RespondBy, Rule::ResolveBy] {
        assert!(
            transition
                .effects
                .contains(&Effect::DeadlinePaused { rule })
        );
    }
    assert!(!story.complaint.is_overdue(time("2026-11-17 10")));
    let reply = Command::Complete { reply: reply() };
    story.at("2026-11-18 10").does(&reporter(), &reply);
    assert_eq!(story.state(), "assigned");
    assert_eq!(story.due(Rule::RespondBy).as_deref(), Some("2026-11-23"));
    let pause = &story.complaint.facts().pauses[0];
    assert_eq!(
        (pause.from, pause.to),
        (time("2026-11-12 10"), Some(time("2026-11-18 10")))
    );
    story.does(&liaison(), &ask());
    story.does(&reporter(), &reply);
    let third = story.try_it(&liaison(), &ask());
    assert_eq!(
        third.err(),
        Some(TransitionError::LimitReached(LimitName::Pauses))
    );
    let empty = Command::Complete {
        reply: Reply::default(),
    };
    let mut other = assigned();
    other.does(&liaison(), &ask());
    let error = other.try_it(&reporter(), &empty).err();
    assert_eq!(
        error,
        Some(TransitionError::Invalid(InvalidField::EmptyReply))
    );
}

#[test]
fn a_question_nobody_answers_archives_and_a_late_reply_restores() {
    let mut story = Story::received("2026-11-06 10");
    story.at("2026-11-09 10").does(&national(), &ask());
    assert!(story.at("2026-11-17 10").sweep().is_empty());
    assert_eq!(kinds(&story.at("2026-11-18 9").sweep()), ["reminded"]);
    assert!(story.at("2026-11-23 23").sweep().is_empty());
    assert_eq!(kinds(&story.at("2026-11-24 0").sweep()), ["rejected"]);
    assert_eq!(story.state(), "rejected");
    story
        .at("2026-12-01 10")
        .does(&reporter(), &Command::Complete { reply: reply() });
    assert_eq!(story.state(), "received");
    assert_eq!(story.due(Rule::VerifyBy).as_deref(), Some("2026-12-04"));
    assert_eq!(story.complaint.facts().received_at, time("2026-11-06 10"));
}

#[test]
fn silence_after_an_answer_closes_at_the_end_of_the_tenth_day() {
    let mut story = answered();
    assert!(story.at("2026-05-26 7").sweep().is_empty());
    let done = story.at("2026-05-26 8").sweep();
    assert_eq!(kinds(&done), ["reminded"]);
    assert_eq!(told(&done[0], Audience::Reporter), [Template::RemindAnswer]);
    assert!(story.sweep().is_empty(), "safe to run twice");
    assert_eq!(
        story.complaint.next_due_at(&story.moment()),
        Some(time("2026-06-04 0"))
    );
    assert!(story.at("2026-06-03 23").sweep().is_empty());
    assert_eq!(kinds(&story.at("2026-06-04 0").sweep()), ["lapsed"]);
    assert!(story.at("2027-06-04 0").sweep().is_empty());
}

#[test]
fn nothing_lapses_without_a_reminder_first() {
    let mut story = answered();
    let mut kinds_on_4_june = kinds(&story.at("2026-06-04 10").sweep());
    kinds_on_4_june.sort_unstable();
    assert_eq!(kinds_on_4_june, ["reminded"]);
    let objection = story.ask(&reporter(), &object());
    assert!(objection.is_ok(), "still in time: {objection:?}");
    // As many working days as lay between reminder and end: 29 May, 2 and 3 June; now 5, 8 and 9 June.
    assert!(!kinds(&story.at("2026-06-09 23").sweep()).contains(&"lapsed"));
    assert!(kinds(&story.at("2026-06-11 0").sweep()).contains(&"lapsed"));
}

#[test]
fn an_objection_in_time_brings_it_back_one_level_higher() {
    let mut story = answered();
    let transition = story.at("2026-05-20 10").does(&reporter(), &object());
    assert_eq!(story.state(), "in_progress");
    assert_eq!(story.due(Rule::ReworkBy).as_deref(), Some("2026-05-29"));
    assert_eq!(
        told(&transition, Audience::Coordinator),
        [Template::Objected]
    );
    let done = story.at("2026-06-03 10").sweep();
    let late = done.iter().find(|done| {
        matches!(&done.recorded.event,
        Event::Escalated(event) if event.rung == Rung::Late && event.rule == Rule::ReworkBy)
    });
    assert_eq!(
        told(late.unwrap(), Audience::HeadOfAgency),
        [Template::LimitMissed]
    );
}

#[test]
fn an_objection_after_the_deadline_is_refused() {
    let mut story = answered();
    story.at("2026-05-26 8").sweep();
    let refused = story.at("2026-06-04 0").try_it(&reporter(), &object());
    assert_eq!(
        refused.err(),
        Some(TransitionError::TooLate(time("2026-06-04 0")))
    );
}

#[test]
fn a_message_stops_the_countdown_and_a_thank_you_starts_it_anew() {
    let mut story = answered();
    let message = |is_thanks| Command::AddInformation {
        reply: reply(),
        is_thanks,
    };
    story.at("2026-05-20 10").does(&reporter(), &message(false));
    assert_eq!(story.due(Rule::ObjectBy), None);
    assert_eq!(story.due(Rule::ReworkBy).as_deref(), Some("2026-05-29"));
    story.at("2026-05-26 10").does(&reporter(), &message(false));
    assert_eq!(
        story.due(Rule::ReworkBy).as_deref(),
        Some("2026-05-29"),
        "a second message gives the holder no more time"
    );
    assert!(!kinds(&story.at("2026-06-30 10").sweep()).contains(&"lapsed"));
    story.at("2026-07-01 10").does(&reporter(), &message(true));
    assert_eq!(story.due(Rule::ObjectBy).as_deref(), Some("2026-07-15"));
}

#[test]
fn only_a_substantive_answer_is_an_answer() {
    let story = assigned();
    let with = |outcome, needs_evidence, is_unedited_template| {
        let command = Command::Answer {
            answer: Answer {
                outcome,
                words: words("Akan kami koordinasikan"),
                evidence_files: 0,
                needs_evidence,
                is_unedited_template,
            },
        };
        story.ask(&liaison(), &command).err()
    };
    let on = |day| Date::parse(day).unwrap();
    let invalid = |field| Some(TransitionError::Invalid(field));
    let informed = Outcome::Informed;
    assert_eq!(
        with(informed, false, true),
        invalid(InvalidField::UneditedTemplate)
    );
    let tomorrow = on("2026-11-10");
    assert_eq!(
        with(Outcome::Done { on: tomorrow }, false, false),
        invalid(InvalidField::DoneInFuture)
    );
    let yesterday = on("2026-11-08");
    assert_eq!(
        with(Outcome::Done { on: yesterday }, true, false),
        invalid(InvalidField::MissingEvidence)
    );
    assert_eq!(
        with(Outcome::Planned { until: yesterday }, false, false),
        invalid(InvalidField::PlannedInPast)
    );
    assert_eq!(
        with(Outcome::Planned { until: tomorrow }, false, false),
        None
    );
    let planned = |day| Outcome::Planned { until: on(day) };
    assert_eq!(with(planned("2027-11-09"), false, false), None);
    assert_eq!(
        with(planned("2027-11-10"), false, false),
        invalid(InvalidField::PlannedTooFar)
    );
    let basis = line("Perda 3/2019 pasal 4");
    assert_eq!(with(Outcome::CannotDo { basis }, false, false), None);
}

#[test]
fn reopening_is_possible_twice_and_in_time() {
    let mut story = answered();
    let confirm = Command::Confirm { rating: None };
    let reopen = Command::Reopen {
        words: words("Rusak lagi"),
    };
    for _ in 0..2 {
        story.does(&reporter(), &confirm);
        story.does(&reporter(), &reopen);
        story.does(&liaison(), &answer());
    }
    story.does(&reporter(), &confirm);
    let third = story.try_it(&reporter(), &reopen);
    assert_eq!(
        third.err(),
        Some(TransitionError::LimitReached(LimitName::Reopenings))
    );
    let mut story = answered();
    story.does(&reporter(), &confirm);
    let late = story.at("2026-06-13 0").try_it(&reporter(), &reopen);
    assert!(matches!(late, Err(TransitionError::TooLate(_))), "{late:?}");
    let mut story = answered();
    story.does(&reporter(), &Command::Withdraw { words: None });
    let withdrawn = story.try_it(&reporter(), &reopen);
    assert!(matches!(withdrawn, Err(TransitionError::NotAllowed { .. })));
}

#[test]
fn a_supervisory_complaint_is_the_inspectorates_alone() {
    let mut story = assigned();
    let kind = Classification::SupervisoryComplaint;
    let transition = story.does(&coordinator(), &Command::Reclassify { kind });
    assert!(transition.effects.contains(&Effect::Hide));
    assert_eq!(
        told(&transition, Audience::Inspectorate),
        [Template::YoursNow]
    );
    assert_eq!(told(&transition, Audience::Coordinator), []);
    assert_eq!(story.due(Rule::ResolveBy).as_deref(), Some("2027-02-08"));
    for locked_out in [liaison(), coordinator()] {
        let refused = story.ask(&locked_out, &start());
        assert!(matches!(refused, Err(TransitionError::NotYours { .. })));
    }
    let back = Command::Reclassify {
        kind: Classification::Complaint,
    };
    story.does(&inspectorate(), &back);
    assert_eq!(
        story.complaint.facts().visibility,
        Visibility::Confidential,
        "never lowered"
    );
}

#[test]
fn reclassifying_recomputes_from_the_same_start() {
    let mut story = assigned();
    let kind = Classification::Aspiration;
    let transition = story
        .at("2026-11-11 10")
        .does(&coordinator(), &Command::Reclassify { kind });
    assert_eq!(story.due(Rule::ResolveBy).as_deref(), Some("2026-11-16"));
    let due = story.complaint.facts().resolve.as_ref().unwrap().due;
    let rule = Rule::ResolveBy;
    assert!(
        transition
            .effects
            .contains(&Effect::DeadlineSet { rule, due })
    );
    let same = story.try_it(&coordinator(), &Command::Reclassify { kind });
    assert_eq!(same.err(), Some(TransitionError::NothingChanged));
}

#[test]
fn archiving_needs_a_reason_that_is_theirs_to_give() {
    let story = Story::with("2026-11-06 10", |intake| {
        intake.desk = Desk::coordinator(agency("kab-a"), Zone::Wib);
    });
    let reject = |actor: &Actor, reason| {
        let sentence = words("Laporan Anda kami arsipkan karena …");
        story
            .ask(actor, &Command::Reject { reason, sentence })
            .err()
    };
    let invalid = Some(TransitionError::Invalid(InvalidField::RejectionReason));
    assert_eq!(reject(&national(), RejectionReason::Incomplete), invalid);
    assert_eq!(
        reject(&coordinator(), RejectionReason::NoCompetentAgency),
        invalid
    );
    assert_eq!(
        reject(&national(), RejectionReason::NoCompetentAgency),
        None
    );
    assert_eq!(
        reject(&coordinator(), RejectionReason::Duplicate { of: id(1) }),
        invalid
    );
    assert_eq!(
        reject(&coordinator(), RejectionReason::Duplicate { of: id(2) }),
        None
    );
    let right_body = line("Pengadilan Negeri");
    assert_eq!(
        reject(&coordinator(), RejectionReason::OutOfScope { right_body }),
        None
    );
}

#[test]
fn what_was_archived_as_abuse_comes_back_only_with_a_reason() {
    let mut story = Story::received("2026-11-06 10");
    let (reason, sentence) = (RejectionReason::Abusive, words("Mengandung SARA"));
    story.does(&national(), &Command::Reject { reason, sentence });
    let refused = story.try_it(&national(), &Command::Restore { words: None });
    assert_eq!(
        refused.err(),
        Some(TransitionError::Invalid(InvalidField::MissingReason))
    );
    story.does(
        &national(),
        &Command::Restore {
            words: Some(words("Salah baca")),
        },
    );
    assert_eq!(story.state(), "received");
}

#[test]
fn a_coordinator_assigns_inside_their_own_agency() {
    let mut story = Story::with("2026-11-06 10", |intake| {
        intake.desk = Desk::coordinator(agency("kab-a"), Zone::Wib);
    });
    let elsewhere = story.ask(&coordinator(), &assign("kab-b")).err();
    assert_eq!(
        elsewhere,
        Some(TransitionError::Invalid(InvalidField::Holder))
    );
    story.does(&coordinator(), &give_back());
    assert_eq!(story.complaint.held_by(), None, "one tier up instead");
    story.does(&national(), &assign("kab-b"));
}

#[test]
fn what_was_taken_back_before_verification_was_never_public() {
    let withdraw = Command::Withdraw { words: None };
    let mut story = Story::received("2026-11-06 10");
    assert!(!story.complaint.is_public());
    let transition = story.does(&reporter(), &withdraw);
    assert!(!transition.effects.contains(&Effect::Publish));
    assert!(!story.complaint.is_public());
    let mut story = assigned();
    assert!(story.complaint.is_public());
    story.does(&liaison(), &ask());
    assert!(story.complaint.is_public(), "a question hides nothing");
    let transition = story.does(&reporter(), &withdraw);
    assert!(transition.effects.contains(&Effect::Hide));
}

#[test]
fn a_page_offers_what_may_be_done() {
    let story = assigned();
    let allowed = story.complaint.allowed(&liaison());
    let expected = [
        CommandName::AskReporter,
        CommandName::Return,
        CommandName::Start,
        CommandName::Answer,
    ];
    assert_eq!(allowed, expected);
    assert_eq!(story.complaint.age_days(time("2027-01-05 9")), 59);
}

#[test]
fn a_promise_can_be_reopened_after_its_day() {
    let mut promise = answer();
    if let Command::Answer { answer } = &mut promise {
        let until = Date::parse("2027-03-31").unwrap();
        answer.outcome = Outcome::Planned { until };
    }
    for is_confirmed in [true, false] {
        let mut story = assigned();
        story.does(&liaison(), &promise);
        if is_confirmed {
            story.does(&reporter(), &Command::Confirm { rating: None });
        } else {
            for day in ["2026-12-10 9", "2027-01-20 9", "2027-02-20 9"] {
                story.at(day).sweep();
            }
        }
        assert_eq!(story.state(), "closed");
        assert_eq!(story.due(Rule::ReopenBy).as_deref(), Some("2027-04-30"));
        let words = words("Belum juga.");
        story.at("2027-04-30 23");
        story.does(&reporter(), &Command::Reopen { words });
    }
}

#[test]
fn the_archive_stops_the_clock_of_an_agency_that_had_it() {
    let mut story = assigned();
    story.does(&coordinator(), &give_back());
    let (reason, sentence) = (RejectionReason::TooGeneral, words("Di mana tepatnya?"));
    story.at("2026-11-12 10");
    story.does(&national(), &Command::Reject { reason, sentence });
    story.at("2026-11-18 10");
    story.does(&national(), &Command::Restore { words: None });
    story.does(&national(), &assign("kab-b"));
    // Two of fourteen days were used.
    assert_eq!(story.due(Rule::ResolveBy).as_deref(), Some("2026-12-04"));
}
