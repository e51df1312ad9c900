//! The longest road a case can take, by a paper calendar over Idul Fitri 2027.

use super::world::{Case, appoint, assign, end_of};
use crate::storage::assert_history_is_intact;
use serde_json::json;
use system_tests::System;

#[test]
fn the_longest_road() {
    let system = System::start();
    appoint(&system);
    let sealed = json!({"anonymous": true, "reporter": {"phone": "081234567890"}});
    let mut case = Case::filed(&system, "2027-02-24 10:00", sealed);
    assert_eq!(case.due("verify_by"), end_of("2027-03-01"));

    case.at("2027-02-25 09:00");
    case.does(
        "admin",
        json!({"command": "ask_reporter", "question": "Di depan pasar yang mana?"}),
    );
    assert_eq!(case.status()["state"], "awaiting_reporter");
    case.at("2027-02-26 15:00");
    case.does(
        "reporter",
        json!({"command": "complete", "text": "Pasar Gubug, sisi utara."}),
    );
    case.does("admin", assign("kab-grobogan", None));
    println!("{:#}", case.status());
    assert_history_is_intact(&system);
}
