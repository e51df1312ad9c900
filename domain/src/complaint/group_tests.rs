//! Complaints about the same matter: one is worked on, nobody is lost.

use super::actor::Actor;
use super::command::{Command, Lead, LeadAnswer};
use super::fixture::*;
use super::moment::Staffing;
use super::state::Outcome;
use super::transition::{Effect, InvalidField, TransitionError};
use super::{Classification, StateName, Visibility};
use crate::notification::{Template, plan_for_follower, plan_for_lead};
use crate::terms::Rule;

fn lead(story: &Story) -> Lead {
    let facts = story.complaint.facts();
    Lead {
        id: facts.id.clone(),
        state: story.complaint.state().name(),
        visibility: facts.visibility,
        kind: facts.kind,
        is_merged: facts.merged_into.is_some(),
    }
}

#[test]
fn a_reporter_joins_others_and_leaves_them_again() {
    let first = assigned();
    let join = |lead| Command::Join {
        lead,
        own_followers: 0,
    };
    let mut second = Story::with("2026-11-09 11", |intake| intake.id = id(2));
    let due = second.complaint.deadlines()[0].due;
    let joined = second.does(&reporter(), &join(lead(&first)));
    let joins = |joins| Effect::CountFollower { lead: id(1), joins };
    assert!(joined.effects.contains(&joins(true)));
    assert!(second.complaint.deadlines()[0].paused_at.is_some());
    assert_eq!(
        second.try_it(&reporter(), &join(lead(&first))).err(),
        Some(TransitionError::Merged(id(1)))
    );
    let left = second.does(&reporter(), &Command::Leave {});
    assert!(left.effects.contains(&joins(false)));
    assert_eq!(second.complaint.deadlines()[0].due, due);
    assert!(second.try_it(&reporter(), &Command::Leave {}).is_err());
    // What an officer joined the reporter may take apart, and the other way round.
    second.does(&reporter(), &join(lead(&first)));
    second.does(&national(), &Command::Unmerge {});
}

#[test]
fn what_is_confidential_or_followed_joins_nobody() {
    let first = assigned();
    let join = |own_followers| Command::Join {
        lead: lead(&first),
        own_followers,
    };
    let mut secret = Story::with("2026-11-09 11", |intake| {
        intake.id = id(2);
        intake.visibility = Visibility::Confidential;
    });
    assert!(matches!(
        secret.try_it(&reporter(), &join(0)),
        Err(TransitionError::NotAllowed { .. })
    ));
    let mut open = Story::with("2026-11-09 11", |intake| intake.id = id(3));
    assert_eq!(
        open.try_it(&reporter(), &join(1)).err(),
        Some(TransitionError::Invalid(InvalidField::HasFollowers))
    );
    assert!(matches!(
        open.try_it(&national(), &join(0)),
        Err(TransitionError::NotYours { .. })
    ));
}

#[test]
fn a_follower_keeps_its_own_life() {
    let mut first = assigned();
    let mut second = Story::with("2026-11-09 11", |intake| intake.id = id(2));
    let merge = |lead| Command::Merge {
        lead,
        own_followers: 0,
    };
    second.does(&national(), &merge(lead(&first)));
    assert_eq!(second.state(), "received");
    assert!(
        second.at("2026-12-24 10").sweep().is_empty(),
        "its clocks stand still"
    );
    second.now = time("2026-11-10 10");
    let refused = second.try_it(&national(), &assign("kab-a")).err();
    assert_eq!(refused, Some(TransitionError::Merged(id(1))));
    let started = first.at("2026-11-10 10").does(&liaison(), &start());
    // Also where nobody can reach whoever filed the lead.
    let silent = crate::complaint::transition::Transition {
        notices: Vec::new(),
        ..started.clone()
    };
    assert_eq!(plan_for_follower(&silent, &second.complaint).len(), 1);
    let notices = plan_for_follower(&started, &second.complaint);
    assert_eq!(notices[0].template, Template::NewsOfLead);
    assert!(notices[0].key.starts_with(id(2).as_str()));
    let message = Command::AddInformation {
        reply: reply(),
        is_thanks: false,
    };
    let wrote = second.does(&reporter(), &message);
    assert!(wrote.notices.is_empty(), "nobody works on this one");
    let told = plan_for_lead(&wrote, &first.complaint, Staffing::default());
    assert_eq!(told[0].template, Template::ReporterWrote);
    assert_eq!(told[0].post.as_ref(), first.complaint.held_by());
    let done = first.does(&liaison(), &answer());
    assert!(done.effects.contains(&Effect::AnswerFollowers));
    let answer = LeadAnswer {
        lead: id(1),
        holder: holder("kab-a", Some("kabkota:dpupr")),
        outcome: Outcome::Informed,
        words: words("Sudah ditambal"),
    };
    let foreign = LeadAnswer {
        lead: id(3),
        ..answer.clone()
    };
    let refused = second.try_it(&Actor::system(), &Command::FollowAnswer { answer: foreign });
    assert_eq!(
        refused.err(),
        Some(TransitionError::Invalid(InvalidField::Lead))
    );
    second.does(&Actor::system(), &Command::FollowAnswer { answer });
    let transition = second.does(&reporter(), &object());
    let leaves = Effect::CountFollower {
        lead: id(1),
        joins: false,
    };
    assert!(
        transition.effects.contains(&leaves),
        "objects alone and leaves"
    );
    assert_eq!(second.complaint.facts().merged_into, None);
    assert_eq!(first.state(), "answered");
    second.does(&liaison(), &super::fixture::answer());
}

#[test]
fn a_lead_that_goes_away_lets_its_followers_go_on() {
    let mut first = Story::received("2026-11-06 10");
    let mut second = Story::with("2026-11-06 10", |intake| intake.id = id(2));
    let command = Command::Merge {
        lead: lead(&first),
        own_followers: 0,
    };
    second.at("2026-11-09 10").does(&national(), &command);
    let gone = first.does(&reporter(), &Command::Withdraw { words: None });
    assert!(gone.effects.contains(&Effect::ReleaseFollowers));
    second
        .at("2026-11-16 10")
        .does(&Actor::system(), &Command::Unmerge {});
    // Received on Friday, merged on Monday: none of three days was used, 17, 18, 19.
    assert_eq!(second.due(Rule::VerifyBy).as_deref(), Some("2026-11-19"));
}

#[test]
fn merging_never_shows_what_one_of_both_hides() {
    let first = Story::received("2026-11-06 10");
    let second = Story::with("2026-11-06 10", |intake| intake.id = id(2));
    let refused = |change: &dyn Fn(&mut Lead), own_followers| {
        let mut lead = lead(&first);
        change(&mut lead);
        second
            .ask(
                &national(),
                &Command::Merge {
                    lead,
                    own_followers,
                },
            )
            .err()
    };
    assert_eq!(refused(&|_| {}, 0), None);
    let invalid = |field| Some(TransitionError::Invalid(field));
    assert_eq!(refused(&|_| {}, 1), invalid(InvalidField::HasFollowers));
    assert_eq!(
        refused(&|lead| lead.visibility = Visibility::Confidential, 0),
        invalid(InvalidField::Lead)
    );
    assert_eq!(
        refused(&|lead| lead.kind = Classification::SupervisoryComplaint, 0),
        invalid(InvalidField::Lead)
    );
    assert_eq!(
        refused(&|lead| lead.state = StateName::Closed, 0),
        invalid(InvalidField::Lead)
    );
    assert_eq!(
        refused(&|lead| lead.is_merged = true, 0),
        invalid(InvalidField::Lead)
    );
    assert_eq!(
        refused(&|lead| lead.id = id(2), 0),
        invalid(InvalidField::Lead)
    );
}

#[test]
fn a_lead_that_is_locked_lets_its_followers_go() {
    let mut first = assigned();
    let kind = Classification::SupervisoryComplaint;
    let locked = first.does(&coordinator(), &Command::Reclassify { kind });
    assert!(locked.effects.contains(&Effect::ReleaseFollowers));
}
