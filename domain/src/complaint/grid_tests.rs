//! Every state × every command × every role, as one text to be read: domain/testdata/life/grid.txt.

use super::actor::{Actor, Reach, Role};
use super::command::{Command, CommandName, Lead, LeadAnswer, Reply, Thread};
use super::fixture::*;
use super::state::{Desk, Outcome, Rating, RejectionReason, Solved};
use super::transition::TransitionError;
use super::words::UnitId;
use super::{Classification, ReporterKind, StateName, Visibility};
use crate::date::{Timestamp, Zone};
use crate::deadline::Rung;
use crate::terms::Rule;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/life/grid.txt");

const LEGEND: &str = "\
Who may do what in which state, and where it leads (domain guide, sections 8 and 12).
Made by the test `the_grid_is_as_reviewed`; UPDATE_TESTDATA=1 writes it anew. Read it before accepting it.

 a state   allowed; the state afterwards        .        not allowed in this state, for anybody
 -         allowed here, but not for this role  lead     it follows another: act on that one
 early     the clock's, and not yet time        for good assigned after too many hops: no return
 same      nothing would change

Columns: reporter; national admin; coordinator of the holding agency, of a tier above, of another;
liaison officer of the holding unit, of another unit there; inspectorate of that government, of a tier above;
Ombudsman (before consent); channel operator; custodian; the clock. Commands nobody may give stand below each table.
";

fn actors() -> Vec<(&'static str, Actor)> {
    vec![
        ("reporter", Actor::reporter()),
        ("national", national()),
        ("coord", coordinator()),
        ("c.above", officer(Role::AgencyCoordinator, Reach::Above)),
        (
            "c.other",
            officer(Role::AgencyCoordinator, Reach::Elsewhere),
        ),
        ("liaison", liaison()),
        ("l.other", officer(Role::LiaisonOfficer, Reach::SameAgency)),
        ("inspect", inspectorate()),
        ("i.above", officer(Role::Inspectorate, Reach::Above)),
        ("ombuds", officer(Role::Ombudsman, Reach::Elsewhere)),
        ("operator", officer(Role::ChannelOperator, Reach::Elsewhere)),
        ("custod", officer(Role::Custodian, Reach::Elsewhere)),
        ("clock", Actor::system()),
    ]
}

/// One valid example of each command.
pub fn sample(name: CommandName) -> Command {
    let text = || words("Sebuah teks");
    let reply = || Reply {
        words: Some(text()),
        files: 1,
    };
    let stars = Rating {
        stars: 4,
        solved: Solved::Partly,
    };
    match name {
        CommandName::Assign => assign("kab-a"),
        CommandName::AskReporter => ask(),
        CommandName::Complete => Command::Complete { reply: reply() },
        CommandName::CloseIncomplete => Command::CloseIncomplete {},
        CommandName::Reject => Command::Reject {
            reason: RejectionReason::TooGeneral,
            sentence: text(),
        },
        CommandName::Restore => Command::Restore {
            words: Some(text()),
        },
        CommandName::Merge => Command::Merge {
            lead: Lead {
                id: id(9),
                state: StateName::Assigned,
                visibility: Visibility::Public,
                kind: Classification::Complaint,
                is_merged: false,
            },
            own_followers: 0,
        },
        CommandName::Unmerge => Command::Unmerge {},
        CommandName::Join => match sample(CommandName::Merge) {
            Command::Merge {
                lead,
                own_followers,
            } => Command::Join {
                lead,
                own_followers,
            },
            other => other,
        },
        CommandName::Leave => Command::Leave {},
        CommandName::Delegate => Command::Delegate {
            unit: UnitId::parse("kabkota:dlh").ok(),
            zone: Zone::Wib,
        },
        CommandName::Return => give_back(),
        CommandName::Start => start(),
        CommandName::AddNote => Command::AddNote {
            words: text(),
            thread: Thread::Internal,
        },
        CommandName::AddInformation => Command::AddInformation {
            reply: reply(),
            is_thanks: false,
        },
        CommandName::Answer => answer(),
        CommandName::FollowAnswer => Command::FollowAnswer {
            answer: LeadAnswer {
                lead: id(9),
                holder: holder("kab-b", None),
                outcome: Outcome::Informed,
                words: text(),
            },
        },
        CommandName::Confirm => Command::Confirm {
            rating: Some(stars),
        },
        CommandName::Object => object(),
        CommandName::Lapse => Command::Lapse {},
        CommandName::Withdraw => Command::Withdraw { words: None },
        CommandName::Reopen => Command::Reopen { words: text() },
        CommandName::Reclassify => Command::Reclassify {
            kind: Classification::Aspiration,
        },
        CommandName::HandOver => Command::HandOver {
            with_identity: true,
        },
        CommandName::Rate => Command::Rate { rating: stars },
        CommandName::ClarifyPlace => Command::ClarifyPlace {
            region: Some("33.15".into()),
            zone: Zone::Wib,
        },
        CommandName::Remind => Command::Remind {},
        CommandName::Escalate => Command::Escalate {
            rule: Rule::ResolveBy,
            rung: Rung::Warn,
        },
        CommandName::OfferHandOver => Command::OfferHandOver {},
        CommandName::Recompute => Command::Recompute {},
        CommandName::Redact => Command::Redact { words: text() },
        CommandName::RequestIdentity => Command::RequestIdentity {},
        CommandName::DecideIdentity => Command::DecideIdentity { grants: true },
        CommandName::OpenIdentity => Command::OpenIdentity {},
    }
}

/// A complaint in each situation that differs in what is allowed, all on Monday 9 November 2026.
fn situations() -> Vec<(&'static str, Story)> {
    let received = || Story::received("2026-11-09 9");
    let at_agency = || {
        Story::with("2026-11-09 9", |intake| {
            intake.desk = Desk::coordinator(agency("kab-a"), Zone::Wib);
        })
    };
    let after = |steps: &[(Actor, Command)]| {
        let mut story = received();
        story.does(&national(), &assign("kab-a"));
        for (actor, command) in steps {
            story.does(actor, command);
        }
        story
    };
    let supervisory = |steps: &[(Actor, Command)]| {
        let mut story = received();
        let kind = Classification::SupervisoryComplaint;
        let to = holder("kab-a", None);
        story.does(&national(), &assign_as(kind, to));
        for (actor, command) in steps {
            story.does(actor, command);
        }
        story
    };
    let mut sealed = Story::with("2026-11-09 9", |intake| {
        intake.reporter = ReporterKind::Sealed;
    });
    sealed.does(&national(), &assign("kab-a"));
    let mut merged = received();
    merged.does(&national(), &sample(CommandName::Merge));
    let mut archived = received();
    archived.does(&national(), &sample(CommandName::Reject));
    let mut asked = received();
    asked.does(&national(), &ask());
    let confirm = sample(CommandName::Confirm);
    let answered = (liaison(), answer());
    let mut lapsed = after(std::slice::from_ref(&answered));
    lapsed.at("2026-11-18 8").sweep();
    lapsed.at("2026-11-24 0").sweep();
    let mut incomplete = received();
    incomplete.does(&national(), &ask());
    incomplete.at("2026-11-18 8").sweep();
    incomplete.at("2026-11-24 0").sweep();
    let bounce = [(liaison(), give_back()), (coordinator(), assign("kab-a"))];
    let for_good = after(
        &[
            &bounce[..],
            &bounce[..],
            &[(liaison(), give_back()), (national(), assign("kab-a"))],
        ]
        .concat(),
    );
    vec![
        ("received, at the national desk", received()),
        ("received, at the coordinator's desk", at_agency()),
        ("received, merged into another", merged),
        ("awaiting_reporter, asked before verification", asked),
        (
            "awaiting_reporter, asked by the agency",
            after(&[(liaison(), ask())]),
        ),
        ("assigned", after(&[])),
        ("assigned, supervisory", supervisory(&[])),
        ("assigned, of a sealed reporter", sealed),
        ("assigned for good", for_good),
        ("in_progress", after(&[(liaison(), start())])),
        (
            "in_progress, supervisory",
            supervisory(&[(inspectorate(), start())]),
        ),
        (
            "in_progress, objected to",
            after(&[answered.clone(), (Actor::reporter(), object())]),
        ),
        ("answered", after(std::slice::from_ref(&answered))),
        (
            "answered, the reporter wrote since",
            after(&[
                answered.clone(),
                (Actor::reporter(), sample(CommandName::AddInformation)),
            ]),
        ),
        ("rejected", archived),
        ("rejected as incomplete", incomplete),
        (
            "closed, confirmed",
            after(&[answered.clone(), (Actor::reporter(), confirm)]),
        ),
        ("closed, lapsed", lapsed),
        (
            "closed, withdrawn",
            after(&[(Actor::reporter(), sample(CommandName::Withdraw))]),
        ),
    ]
}

fn cell(story: &Story, actor: &Actor, name: CommandName) -> String {
    let mut command = sample(name);
    if let Command::Merge { lead, .. } | Command::Join { lead, .. } = &mut command {
        // One that fits: as secret and as supervisory as this one.
        lead.kind = story.complaint.facts().kind;
        lead.visibility = story.complaint.facts().visibility;
    }
    match story.ask(actor, &command) {
        Ok(transition) => transition.complaint.state().name().as_str(),
        Err(TransitionError::NotAllowed { .. }) => ".",
        Err(TransitionError::NotYours { .. }) => "-",
        Err(TransitionError::Merged(_)) => "lead",
        Err(TransitionError::TooEarly(_)) => "early",
        Err(TransitionError::AssignedForGood) => "for good",
        Err(TransitionError::NothingChanged) => "same",
        Err(other) => panic!("{} is no good sample: {other}", name.as_str()),
    }
    .to_owned()
}

fn short(state: String) -> String {
    match state.as_str() {
        "awaiting_reporter" => "awaiting".into(),
        "in_progress" => "progress".into(),
        _ => state,
    }
}

fn grid() -> String {
    let mut text = LEGEND.to_owned();
    let actors = actors();
    for (title, mut story) in situations() {
        // An hour later, unless the story itself has gone further.
        story.now = Timestamp(story.now.0 + 3_600_000);
        text += &format!("\n## {title}\n\n{:<16}", "");
        for (name, _) in &actors {
            text += &format!(" {name:<8}");
        }
        let mut never = Vec::new();
        text = text.trim_end().to_owned() + "\n";
        for name in CommandName::ALL {
            let cells: Vec<String> = actors
                .iter()
                .map(|(_, actor)| short(cell(&story, actor, *name)))
                .collect();
            if cells.iter().all(|cell| cell == ".") {
                never.push(name.as_str());
                continue;
            }
            let mut line = format!("{:<16}", name.as_str());
            for cell in cells {
                line += &format!(" {cell:<8}");
            }
            text += line.trim_end();
            text += "\n";
        }
        text += &format!("\nnobody: {}\n", never.join(", "));
    }
    text
}

#[test]
fn the_grid_is_as_reviewed() {
    let actual = grid();
    if std::env::var_os("UPDATE_TESTDATA").is_some() {
        std::fs::create_dir_all(std::path::Path::new(PATH).parent().unwrap()).unwrap();
        std::fs::write(PATH, &actual).unwrap();
    }
    let expected = std::fs::read_to_string(PATH).unwrap_or_default();
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    let first = lines.find(|(_, (expected, actual))| expected != actual);
    assert_eq!(first, None, "first line that differs");
    assert_eq!(expected, actual);
}

#[test]
fn every_command_is_somebodys_somewhere() {
    let text = grid();
    for name in CommandName::ALL {
        let rows = text
            .lines()
            .filter(|line| line.split(' ').next() == Some(name.as_str()));
        assert_ne!(rows.count(), 0, "{}", name.as_str());
    }
}
