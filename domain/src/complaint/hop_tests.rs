//! Handing on: to a unit, back, to another agency, and what that does to clocks.

use super::command::Command;
use super::fixture::*;
use super::transition::TransitionError;
use super::words::UnitId;
use crate::date::Zone;
use crate::notification::{Audience, Template};
use crate::terms::Rule;

#[test]
fn a_hop_restarts_only_the_step_of_the_receiver() {
    let mut story = assigned();
    story.at("2026-11-10 10").does(&liaison(), &give_back());
    assert_eq!(story.complaint.held_by(), Some(&post("kab-a", None)));
    let mut passed_over = Story {
        complaint: story.complaint.clone(),
        ..Story::received("2026-11-06 10")
    };
    story.at("2026-11-11 10").does(&coordinator(), &give_back());
    assert_eq!(story.complaint.held_by(), None);
    assert_eq!(story.due(Rule::RespondBy), None, "the agency is out of it");
    let transition = story
        .at("2026-11-12 10")
        .does(&national(), &assign("kab-b"));
    assert_eq!(told(&transition, Audience::Holder), [Template::YoursNow]);
    assert_eq!(story.due(Rule::RespondBy).as_deref(), Some("2026-11-19"));
    assert_eq!(story.due(Rule::ResolveBy).as_deref(), Some("2026-11-27"));
    assert_eq!(story.complaint.facts().received_at, time("2026-11-06 10"));
    passed_over
        .at("2026-11-12 10")
        .does(&national(), &assign("kab-b"));
    assert_eq!(
        passed_over.due(Rule::RespondBy),
        story.due(Rule::RespondBy),
        "whoever assigns"
    );
    let held = story.complaint.facts().hops.iter();
    let held: Vec<_> = held.map(|hop| (hop.held_since, hop.at)).collect();
    let (assigned, returned) = (time("2026-11-09 10"), time("2026-11-10 10"));
    assert_eq!(
        held,
        [(assigned, returned), (returned, time("2026-11-11 10"))]
    );
}

#[test]
fn inside_an_agency_nothing_restarts() {
    let mut story = assigned();
    let before = story.due(Rule::RespondBy);
    story.at("2026-11-10 10").does(&liaison(), &give_back());
    let (unit, zone) = (UnitId::parse("kabkota:dlh").unwrap(), Zone::Wib);
    story
        .at("2026-11-12 10")
        .does(&coordinator(), &assign("kab-a"));
    assert_eq!(story.due(Rule::RespondBy), before);
    story.does(
        &coordinator(),
        &Command::Delegate {
            unit: Some(unit.clone()),
            zone,
        },
    );
    assert_eq!(story.due(Rule::RespondBy), before);
    assert_eq!(story.complaint.held_by().unwrap().unit, Some(unit));
}

#[test]
fn a_unit_has_held_it_since_it_got_it() {
    let mut story = assigned();
    let delegate = |unit: &str| Command::Delegate {
        unit: Some(UnitId::parse(unit).unwrap()),
        zone: Zone::Wib,
    };
    story
        .at("2026-11-10 10")
        .does(&coordinator(), &delegate("kabkota:dlh"));
    story.at("2026-11-10 12").does(&liaison(), &give_back());
    let hop = story.complaint.facts().hops.last().unwrap();
    assert_eq!(hop.held_since, time("2026-11-10 10"));
    assert_eq!(hop.at, time("2026-11-10 12"));
}

#[test]
fn the_third_hop_goes_to_the_national_admin_for_good() {
    let mut story = assigned();
    story.does(&liaison(), &give_back());
    story.does(&coordinator(), &assign("kab-a"));
    story.does(&liaison(), &give_back());
    story.does(&coordinator(), &assign("kab-a"));
    story.does(&liaison(), &give_back());
    assert_eq!(story.complaint.held_by(), None, "not the coordinator again");
    let refused = story.try_it(&coordinator(), &assign("kab-a"));
    assert!(matches!(refused, Err(TransitionError::NotYours { .. })));
    story.does(&national(), &assign("kab-b"));
    let again = story.try_it(&liaison(), &give_back());
    assert_eq!(again.err(), Some(TransitionError::AssignedForGood));
    story.does(&liaison(), &ask());
    story.at("2026-11-20 8").sweep();
    story.at("2026-12-01 8").sweep();
    assert_eq!(story.state(), "rejected");
    assert_eq!(story.complaint.held_by(), None, "whoever restores it");
}
