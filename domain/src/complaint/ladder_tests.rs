//! What happens without anybody asking, and who is told.

use super::actor::{Actor, Reach, Role};
use super::command::{Command, Thread};
use super::event::Event;
use super::fixture::*;
use super::moment::Staffing;
use super::state::ComplaintState;
use super::transition::{Effect, InvalidField, TransitionError};
use super::{Classification, Visibility};
use crate::date::Zone;
use crate::notification::{Audience, Template};
use crate::terms::Rule;

#[test]
fn every_rung_acts_once_and_none_is_left_out() {
    let mut story = assigned();
    let mut seen = Vec::new();
    let mut now = time("2026-11-09 10");
    while now < time("2026-12-31 10") {
        story.now = now;
        for done in story.sweep() {
            if let Event::Escalated(event) = &done.recorded.event {
                let audiences: Vec<&str> =
                    done.notices.iter().map(|n| n.audience.as_str()).collect();
                let (rule, rung) = (event.rule.as_str(), event.rung.as_str());
                seen.push(format!(
                    "{} {rule} {rung}: {}",
                    day(now),
                    audiences.join(", ")
                ));
            }
        }
        now.0 += 6 * 3_600_000;
    }
    assert_eq!(
        seen,
        [
            "2026-11-13 respond_by warn: holder",
            "2026-11-17 respond_by late: coordinator, reporter",
            "2026-11-20 respond_by head: head_of_agency, inspectorate",
            "2026-11-24 respond_by national: verifier",
            "2026-11-26 resolve_by warn: holder",
            "2026-11-28 resolve_by late: coordinator, reporter",
            "2026-12-03 resolve_by head: head_of_agency, inspectorate",
            "2026-12-05 resolve_by national: verifier",
        ]
    );
    let missed: Vec<Rule> = story
        .complaint
        .facts()
        .missed
        .iter()
        .map(|m| m.rule)
        .collect();
    assert_eq!(missed, [Rule::RespondBy, Rule::ResolveBy]);
    // One late sweep after all that time does the same, in the same order, but for the warnings.
    let mut late = assigned();
    let done = late.at("2026-12-31 10").sweep();
    assert_eq!(done.len(), 6);
    assert!(late.sweep().is_empty());
}

#[test]
fn an_empty_desk_is_never_skipped_in_silence() {
    let audience = |staffing: Staffing| {
        let mut story = assigned();
        story.staffing = staffing;
        let done = story.at("2026-11-13 10").sweep();
        done[0].notices[0].audience
    };
    let all = Staffing::default();
    assert_eq!(audience(all), Audience::Holder);
    let nobody_holds = Staffing {
        holder: false,
        ..all
    };
    assert_eq!(audience(nobody_holds), Audience::Coordinator);
    let no_coordinator = Staffing {
        coordinator: false,
        ..nobody_holds
    };
    assert_eq!(audience(no_coordinator), Audience::HeadOfAgency);
    let nobody = Staffing {
        head: false,
        inspectorate: false,
        ..no_coordinator
    };
    assert_eq!(audience(nobody), Audience::Verifier);
}

#[test]
fn the_ombudsman_comes_with_consent_once_a_limit_is_missed_or_by_age() {
    let mut story = assigned();
    let consent = |with_identity| Command::HandOver { with_identity };
    let early = story.ask(&reporter(), &consent(false)).err();
    assert_eq!(
        early,
        Some(TransitionError::TooEarly(Some(time("2027-01-06 0"))))
    );
    assert!(
        story
            .at("2026-11-17 10")
            .ask(&reporter(), &consent(false))
            .is_ok()
    );
    let done = story.at("2027-01-06 0").sweep();
    assert!(kinds(&done).contains(&"hand_over_offered"));
    let note = Command::AddNote {
        words: words("Rekomendasi"),
        thread: Thread::Internal,
    };
    let ombudsman = officer(Role::Ombudsman, Reach::Elsewhere);
    story.does(&liaison(), &start());
    assert!(story.ask(&ombudsman, &note).is_err(), "not before consent");
    let transition = story.does(&reporter(), &consent(false));
    assert_eq!(
        told(&transition, Audience::Ombudsman),
        [Template::HandedOver]
    );
    assert_eq!(story.state(), "in_progress", "the agency stays bound");
    story.does(&ombudsman, &note);
    let same = story.try_it(&reporter(), &consent(false)).err();
    assert_eq!(same, Some(TransitionError::NothingChanged));
    story.does(&reporter(), &consent(true));
    let again = story.try_it(&reporter(), &consent(true)).err();
    assert_eq!(again, Some(TransitionError::NothingChanged));
}

#[test]
fn a_changed_calendar_is_an_entry_and_only_when_something_moves() {
    let mut story = assigned();
    let recompute = Command::Recompute {};
    let nothing = story.try_it(&Actor::system(), &recompute);
    assert_eq!(nothing.err(), Some(TransitionError::NothingChanged));
    let mut rows = holidays();
    rows.push(crate::calendar::Holiday {
        date: "2026-11-11".into(),
        is_working_day: 0,
    });
    story.calendar = crate::calendar::WorkCalendar::new(&rows);
    let transition = story.does(&Actor::system(), &recompute);
    assert_eq!(transition.recorded.event.kind(), "deadlines_recomputed");
    assert_eq!(story.due(Rule::RespondBy).as_deref(), Some("2026-11-17"));
    assert_eq!(story.due(Rule::ResolveBy).as_deref(), Some("2026-11-30"));
}

#[test]
fn a_place_told_later_moves_the_deadline_to_its_zone() {
    let mut story = Story::received("2026-11-06 15");
    let (region, zone) = (Some("94.01".to_owned()), Zone::Wit);
    story.does(&reporter(), &Command::ClarifyPlace { region, zone });
    let ComplaintState::Received(state) = story.complaint.state() else {
        panic!("still received");
    };
    // 15:00 WIB was after hours there.
    assert_eq!(state.verify.due.local(zone).0.to_string(), "2026-11-12");
}

#[test]
fn who_gave_no_contact_is_told_on_the_page_alone_and_secrets_discreetly() {
    let mut story = Story::with("2026-11-06 10", |intake| intake.is_reachable = false);
    let transition = story.does(&national(), &assign("kab-a"));
    assert_eq!(told(&transition, Audience::Reporter), []);
    let mut story = Story::with("2026-11-06 10", |intake| {
        intake.visibility = Visibility::Confidential;
    });
    let transition = story.does(&national(), &assign("kab-a"));
    assert!(!transition.effects.contains(&Effect::Publish));
    assert!(
        transition
            .notices
            .iter()
            .all(|notice| notice.facts.is_discreet)
    );
}

#[test]
fn who_was_warned_before_a_question_is_warned_of_the_new_end() {
    let mut story = assigned();
    assert_eq!(kinds(&story.at("2026-11-13 8").sweep()), ["escalated"]);
    story.does(&liaison(), &ask());
    let reply = Command::Complete { reply: reply() };
    story.at("2026-11-18 10").does(&reporter(), &reply);
    assert_eq!(story.due(Rule::RespondBy).as_deref(), Some("2026-11-20"));
    assert!(story.sweep().is_empty());
    assert_eq!(kinds(&story.at("2026-11-19 8").sweep()), ["escalated"]);
}

#[test]
fn reading_along_ends_where_the_lock_begins() {
    for (kind, expected) in [
        (Classification::Complaint, vec![Template::ReadAlong]),
        (Classification::SupervisoryComplaint, vec![]),
    ] {
        let mut story = Story::received("2026-11-06 10");
        let mut command = assign_as(kind, holder("kab-a", None));
        if let Command::Assign { cc, .. } = &mut command {
            cc.push(agency("kab-b"));
        }
        let transition = story.does(&national(), &command);
        assert_eq!(told(&transition, Audience::ReadingAlong), expected);
    }
}

#[test]
fn a_note_is_told_to_who_may_read_it_and_did_not_write_it() {
    let mut story = assigned();
    story.does(&liaison(), &start());
    let note = |thread| Command::AddNote {
        words: words("Alat berat tiba Senin"),
        thread,
    };
    let audiences = |actor: &Actor, thread| {
        let transition = story.ask(actor, &note(thread)).unwrap();
        let notices = transition.notices.iter();
        notices
            .map(|notice| notice.audience)
            .collect::<Vec<Audience>>()
    };
    use Audience::{Holder, Reporter};
    assert_eq!(audiences(&liaison(), Thread::Conversation), [Reporter]);
    assert_eq!(audiences(&liaison(), Thread::Internal), []);
    assert_eq!(audiences(&national(), Thread::Internal), [Holder]);
    assert_eq!(
        audiences(&national(), Thread::Conversation),
        [Reporter, Holder]
    );
    let private = story.ask(&liaison(), &note(Thread::Private)).err();
    assert_eq!(
        private,
        Some(TransitionError::Invalid(InvalidField::Thread))
    );
}

#[test]
fn without_a_unit_it_is_the_coordinators() {
    let mut story = Story::received("2026-11-06 10");
    let command = assign_as(Classification::Complaint, holder("kab-a", None));
    let transition = story.does(&national(), &command);
    assert_eq!(told(&transition, Audience::Holder), []);
    assert_eq!(
        told(&transition, Audience::Coordinator),
        [Template::YoursNow]
    );
    let holder = officer(Role::AgencyCoordinator, Reach::Holder);
    story.does(&holder, &answer());
}
