use super::desk::{Desk, EVERYBODY, codes, employ, text_of};
use crate::life::world::{Case, answer, assign};
use serde_json::json;
use system_tests::System;

const UNIT: Option<&str> = Some("kabkota:dpupr");

/// A case that everybody with full sight can tell from what the public reads: a question and its answer are private.
fn asked<'a>(system: &'a System, more: serde_json::Value) -> Case<'a> {
    let case = Case::filed(system, "2026-11-09 09:00", more);
    case.does(
        "admin",
        json!({"command": "ask_reporter", "question": "Di mana?"}),
    );
    case.does(
        "reporter",
        json!({"command": "complete", "text": "Di depan pasar."}),
    );
    case
}

fn supervisory() -> serde_json::Value {
    let mut body = assign("kab-grobogan", None);
    body["kind"] = json!("supervisory_complaint");
    body
}

/// Situations in which who may read a case differs.
fn situations(system: &System) -> Vec<(&'static str, Case<'_>)> {
    let public = || asked(system, json!({}));
    let secret = || asked(system, json!({"confidential": true}));
    let mut all = vec![("new", public()), ("new and confidential", secret())];
    let mut with =
        |name: &'static str, case: Case<'_>, commands: Vec<(&str, serde_json::Value)>| {
            for (who, body) in commands {
                case.does(who, body);
            }
            all.push((
                name,
                Case {
                    system,
                    code: case.code.clone(),
                    key: case.key.clone(),
                    now: case.now,
                },
            ));
        };
    let to_unit = || ("admin", assign("kab-grobogan", UNIT));
    let to_agency = || ("admin", assign("kab-grobogan", None));
    with("at the coordinator", public(), vec![to_agency()]);
    with("at a unit", public(), vec![to_unit()]);
    with("at a unit and confidential", secret(), vec![to_unit()]);
    with(
        "begun",
        public(),
        vec![
            to_unit(),
            ("liaison", json!({"command": "start", "text": "Kami cek."})),
        ],
    );
    with(
        "answered",
        secret(),
        vec![to_unit(), ("liaison", answer("2026-11-09", "Sudah."))],
    );
    with(
        "closed",
        public(),
        vec![
            to_unit(),
            ("liaison", answer("2026-11-09", "Sudah.")),
            ("reporter", json!({"command": "confirm"})),
        ],
    );
    with(
        "archived",
        public(),
        vec![(
            "admin",
            json!({"command": "reject", "reason": "too_general", "sentence": "Terlalu umum."}),
        )],
    );
    with(
        "returned to the coordinator",
        secret(),
        vec![
            to_unit(),
            (
                "liaison",
                json!({"command": "return", "text": "Bukan kami."}),
            ),
        ],
    );
    with(
        "returned to the nation",
        public(),
        vec![
            to_agency(),
            (
                "coordinator",
                json!({"command": "return", "text": "Bukan kami."}),
            ),
        ],
    );
    with("supervisory", public(), vec![("admin", supervisory())]);
    with(
        "supervisory before it was assigned",
        public(),
        vec![(
            "admin",
            json!({"command": "reclassify", "kind": "supervisory_complaint"}),
        )],
    );
    let mut along = assign("kab-demak", None);
    along["cc"] = json!(["kab-grobogan"]);
    with("read along by Grobogan", secret(), vec![("admin", along)]);
    let mut along = supervisory();
    along["cc"] = json!(["kab-demak"]);
    with(
        "supervisory, read along by Demak",
        public(),
        vec![("admin", along)],
    );
    with(
        "at the province",
        secret(),
        vec![("admin", assign("prov-jawa-tengah", None))],
    );
    let mut late = secret();
    late.does("admin", assign("kab-grobogan", UNIT));
    late.at("2027-03-09 09:00");
    late.does(
        "reporter",
        json!({"command": "hand_over", "with_identity": false}),
    );
    with("with the Ombudsman", late, vec![]);
    with(
        "waiting for the reporter",
        public(),
        vec![
            to_unit(),
            (
                "liaison",
                json!({"command": "ask_reporter", "question": "Mana?"}),
            ),
        ],
    );
    all
}

#[test]
fn the_list_holds_exactly_what_the_domain_lets_an_officer_read_in_full() {
    let system = System::start();
    employ(&system);
    let situations = situations(&system);
    assert!(situations.len() >= 12);
    let mut seen = 0_usize;
    for name in EVERYBODY {
        // Observers see what is public and late; this is about what is read in full. `lists.rs` looks at theirs.
        let now = crate::life::world::wib("2026-11-09 10:00");
        let desk = Desk {
            system: &system,
            name,
            now,
        };
        for (situation, case) in &situations {
            let case = Case {
                system: &system,
                code: case.code.clone(),
                key: case.key.clone(),
                now,
            };
            let thread = case.get(name, "/thread");
            let reads_all = thread.status == 200 && thread.body.contains("Di depan pasar.");
            let page = desk.get(&format!("/meja?q={}", case.code));
            let is_listed = codes(&page).contains(&case.code);
            assert_eq!(
                is_listed,
                reads_all,
                "{name}, {situation}: {} {}",
                thread.status,
                text_of(&page.body)
            );
            seen += usize::from(is_listed);
        }
    }
    // The nation reads all of them; the others together more than once as many.
    assert!(seen > 2 * situations.len(), "only {seen}");
}
