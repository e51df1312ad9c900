//! Every forbidden command in every state, by everybody: refused as the reviewed table says, and without a trace.

use super::grid::{self, Situation};
use super::world::{Case, KEY, answer, appoint, assign, sha256_hex, token};
use crate::storage::assert_history_is_intact;
use api_types::command::CommandContent;
use serde_json::{Value, json};
use std::thread;
use system_tests::{Reply, System};

const DAY: &str = "2026-11-09 09:00";
/// Another key than the reporter's.
const FOREIGN_KEY: &str = "EBESExQVFhcYGRobHB0eHw";

/// Who sends, and in which column of the table they stand; `head` and those without a valid token stand in none.
const PEOPLE: &[(&str, &str)] = &[
    ("reporter", "reporter"),
    ("admin", "national"),
    ("coordinator", "coord"),
    ("province", "c.above"),
    ("demak", "c.other"),
    ("liaison", "liaison"),
    ("other-unit", "l.other"),
    ("inspector", "inspect"),
    ("province-inspector", "i.above"),
    ("ombudsman", "ombuds"),
    ("operator", "operator"),
    ("head", ""),
    ("demak-liaison", "c.other"),
    ("wrong key", ""),
    ("no key", ""),
    ("public", ""),
    ("revoked", ""),
    ("expired", ""),
    ("inactive", ""),
    ("unknown", ""),
];

fn bearer(who: &str) -> String {
    match who {
        "public" => String::new(),
        "no key" => "ini bukan kunci".into(),
        "wrong key" => FOREIGN_KEY.into(),
        "reporter" => KEY.into(),
        who => token(who),
    }
}

/// A command as its sender would write it, right in every field.
pub fn sample(name: &str, lead: &str) -> Value {
    let text = "Sebuah teks";
    let more = match name {
        "assign" => return assign("kab-grobogan", Some("kabkota:dpupr")),
        "answer" => return answer("2026-11-08", text),
        "ask_reporter" => json!({"question": text}),
        "reject" => json!({"reason": "too_general", "sentence": text}),
        "merge" | "join" => json!({"lead": lead}),
        "delegate" => json!({"unit": "kabkota:dlh"}),
        "add_note" => json!({"text": text, "thread": "internal"}),
        "reclassify" => json!({"kind": "aspiration"}),
        "rate" => json!({"stars": 4, "solved": "partly"}),
        "hand_over" => json!({"with_identity": true}),
        "unmerge" | "leave" | "recompute" | "confirm" | "clarify_place" => json!({}),
        _ => json!({"text": text}),
    };
    let mut body = json!({"command": name});
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    body
}

/// A case in each situation of the table, and the situation.
fn cases<'a>(system: &'a System, lead: &str) -> Vec<(String, Case<'a>)> {
    let unit = || assign("kab-grobogan", Some("kabkota:dpupr"));
    let mut supervisory = unit();
    supervisory["kind"] = json!("supervisory_complaint");
    let say = |name: &str| sample(name, lead);
    let (ask, back, done) = (say("ask_reporter"), say("return"), say("answer"));
    let made = |name: &str, at: &str, more: Value, steps: &[(&str, &Value)]| {
        let case = Case::filed(system, at, more);
        for (who, body) in steps {
            case.does(who, (*body).clone());
        }
        (name.to_owned(), case)
    };
    // Silence takes its time: these two are older.
    let early = "2026-10-01 09:00";
    let mut old = vec![
        made(
            "rejected as incomplete",
            early,
            json!({}),
            &[("admin", &ask)],
        ),
        made(
            "closed, lapsed",
            early,
            json!({}),
            &[
                ("admin", &unit()),
                ("liaison", &answer("2026-10-01", "Sudah.")),
            ],
        ),
    ];
    for at in ["2026-10-12 08:00", "2026-10-16 00:00"] {
        old[0].1.at(at).sweep();
    }
    for (_, case) in &mut old {
        case.at(DAY);
    }
    let (to_unit, to_agency) = (unit(), assign("kab-grobogan", None));
    let assigned = ("admin", &to_unit);
    let again = [("liaison", &back), ("coordinator", &to_unit)];
    let abusive = json!({"command": "reject", "reason": "abusive", "sentence": "Kasar."});
    let (locked, hidden) = (("admin", &supervisory), json!({"confidential": true}));
    let anonymous = json!({"anonymous": true, "reporter": {"name": "Siti"}});
    let now = |name: &str, steps: &[(&str, &Value)]| made(name, DAY, json!({}), steps);
    let mut cases = vec![
        now("received, at the national desk", &[]),
        now(
            "received, at the coordinator's desk",
            &[assigned, ("liaison", &back)],
        ),
        now("received, merged into another", &[("admin", &say("merge"))]),
        now(
            "awaiting_reporter, asked before verification",
            &[("admin", &ask)],
        ),
        now(
            "awaiting_reporter, asked by the agency",
            &[assigned, ("liaison", &ask)],
        ),
        now("assigned", &[assigned]),
        made("assigned, confidential", DAY, hidden, &[assigned]),
        made(
            "assigned, of a sealed reporter",
            DAY,
            anonymous,
            &[assigned],
        ),
        now("assigned, to the coordinator", &[("admin", &to_agency)]),
        now("assigned, supervisory", &[locked]),
        now(
            "assigned for good",
            &[
                &[assigned][..],
                &again,
                &again,
                &[("liaison", &back), assigned],
            ]
            .concat(),
        ),
        now("in_progress", &[assigned, ("liaison", &say("start"))]),
        now(
            "in_progress, supervisory",
            &[locked, ("inspector", &say("start"))],
        ),
        now(
            "in_progress, objected to",
            &[assigned, ("liaison", &done), ("reporter", &say("object"))],
        ),
        now("answered", &[assigned, ("liaison", &done)]),
        now(
            "answered, the reporter wrote since",
            &[
                assigned,
                ("liaison", &done),
                ("reporter", &say("add_information")),
            ],
        ),
        now("rejected", &[("admin", &abusive)]),
        now(
            "closed, confirmed",
            &[assigned, ("liaison", &done), ("reporter", &say("confirm"))],
        ),
        now(
            "closed, withdrawn",
            &[assigned, ("reporter", &say("withdraw"))],
        ),
    ];
    cases.extend(old);
    cases
}

/// Who may know of a case at all; `None` is everybody.
fn who_sees(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "assigned, confidential" => Some(&["reporter", "admin", "coordinator", "liaison"]),
        _ if name.ends_with("supervisory") => Some(&["reporter", "admin", "inspector"]),
        _ => None,
    }
}

/// What the table says, for cases it does not have by a case that it has.
fn cell<'a>(table: &'a [Situation], name: &str, column: &str, command: &str) -> &'a str {
    let of = |name: &str, column: &str| {
        let found = table.iter().find(|situation| situation.name == name);
        found
            .unwrap_or_else(|| panic!("{name}"))
            .cell(column, command)
    };
    match (name, column) {
        // What is hidden is nobody's company.
        ("assigned, confidential", _) if command == "join" => ".",
        ("assigned, confidential", column) => of("assigned", column),
        // Without a unit the coordinator is both, and a liaison officer of a unit is of another one.
        ("assigned, to the coordinator", "coord") => match of("assigned", "coord") {
            "-" => of("assigned", "liaison"),
            cell => cell,
        },
        ("assigned, to the coordinator", "liaison") => of("assigned", "l.other"),
        ("assigned, to the coordinator", column) => of("assigned", column),
        (name, column) => of(name, column),
    }
}

/// Slug and reason of the refusal; none where it is granted.
fn refusal(
    table: &[Situation],
    case: &str,
    (who, column): (&str, &str),
    command: &str,
) -> Option<(&'static str, &'static str)> {
    let is_hidden = who_sees(case).is_some_and(|people| !people.contains(&who));
    match who {
        "no key" | "public" | "revoked" | "expired" | "inactive" | "unknown" => {
            return Some(("unauthorized", ""));
        }
        _ if is_hidden => return Some(("not-found", "")),
        "wrong key" => return Some(("not-yours", "")),
        _ => {}
    }
    let is_granted =
        |cell: &str| !matches!(cell, "." | "-" | "lead" | "for good" | "early" | "same");
    let cell = match who {
        "head" => "-",
        _ => cell(table, case, column, command),
    };
    if is_granted(cell) {
        return None;
    }
    Some(match cell {
        "-" => ("not-yours", ""),
        "lead" => ("not-allowed", "merged"),
        "for good" => ("not-allowed", "assigned_for_good"),
        "early" => ("not-allowed", "too_early"),
        "same" => ("not-allowed", "nothing_changed"),
        _ => ("not-allowed", "state"),
    })
}

/// Everything a command could leave behind.
pub fn dump(system: &System) -> Vec<Value> {
    let count =
        |table: &str| format!("(select count(*) || ' ' || coalesce(max(rowid), 0) from {table})");
    let tables = [
        "complaint_event",
        "message",
        "notification",
        "command",
        "access_log",
    ]
    .map(count);
    let sql = format!(
        "select json_object('id', id, 'seq', seq, 'state', state, 'life', life, 'key', access_key_hash, 'followers',
           follower_count, 'next', next_due_at, 'due', due_at, 'agency', agency_id, 'unit', unit_id, 'public', is_public,
           'lead', merged_into, 'region', region_code, 'suggestion', suggestion, 'verify', verify_by) as row,
           {} as rest
         from complaint order by id",
        tables.join(" || ' ' || ")
    );
    let rows = system.sql(&sql);
    assert!(!rows.is_empty());
    rows
}

/// Officers whose tokens let nobody in.
fn dismiss(system: &System) {
    let dead = [
        ("revoked", 1, "9999999999999, 1"),
        ("expired", 1, "1, null"),
        ("inactive", 0, "9999999999999, null"),
    ];
    let sql = dead.map(|(name, is_active, times)| {
        let hash = sha256_hex(&token(name));
        format!(
            "insert into officer (id, name, is_active, created_at) values ('o-{name}', 'Petugas', {is_active}, 0);
             insert into officer_role (officer_id, role) values ('o-{name}', 'national_admin');
             insert into api_token (hash, officer_id, created_at, expires_at, revoked_at) values ('{hash}', 'o-{name}', 0, {times});"
        )
    });
    system.sql(&sql.join("\n"));
}

/// Everything of an answer but the time.
fn visible(reply: &Reply) -> (u16, String, Vec<(String, String)>) {
    let headers = reply.headers.iter().filter(|(name, _)| name != "date");
    let mut headers: Vec<_> = headers.cloned().collect();
    headers.sort();
    (reply.status, reply.body.clone(), headers)
}

#[test]
fn whatever_is_forbidden_is_refused_without_a_trace() {
    let system = System::start();
    appoint(&system);
    dismiss(&system);
    let table = grid::read();
    let lead = Case::filed(&system, DAY, json!({}));
    lead.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let cases = cases(&system, &lead.code);
    // Nothing in the table is left out.
    for situation in &table {
        assert!(
            cases.iter().any(|(name, _)| *name == situation.name),
            "{}",
            situation.name
        );
    }
    // Well formed, and never given out.
    let unknown = Case {
        code: "0000-0000-0000-0".into(),
        ..Case::filed(&system, DAY, json!({}))
    };
    let before = dump(&system);
    let tried: usize = thread::scope(|scope| {
        let threads: Vec<_> = cases
            .chunks(cases.len().div_ceil(4))
            .map(|chunk| {
                let (table, unknown, lead) = (&table, &unknown, &lead);
                scope.spawn(move || {
                    let tried = chunk
                        .iter()
                        .map(|(name, case)| try_everything(table, name, case, unknown, &lead.code));
                    tried.sum::<usize>()
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert!(tried > 3000, "{tried}");
    assert_eq!(dump(&system), before);
    assert_history_is_intact(&system);
}

/// Every refused command by everybody; how many there were.
fn try_everything(
    table: &[Situation],
    name: &str,
    case: &Case<'_>,
    unknown: &Case<'_>,
    lead: &str,
) -> usize {
    let mut tried = 0;
    for person @ (who, _) in PEOPLE {
        let mut granted = Vec::new();
        for command in CommandContent::NAMES {
            let context = format!("{name}: {who}: {command}");
            let Some((slug, reason)) = refusal(table, name, *person, command) else {
                granted.push(*command);
                continue;
            };
            // The door is the same for all commands and cases: one case is enough.
            if slug == "unauthorized" && name != "answered" && name != "assigned, confidential" {
                continue;
            }
            tried += 1;
            let body = sample(command, lead).to_string();
            let send = |case: &Case<'_>| {
                case.send_raw(&bearer(who), &System::new_id(), body.as_bytes(), &[])
            };
            let reply = send(case);
            let problem = reply.json();
            assert_eq!(
                problem["type"],
                format!("/problems/{slug}"),
                "{context}: {problem}"
            );
            if slug == "not-allowed" {
                assert_eq!(problem["reason"], reason, "{context}");
            }
            if slug == "not-found" {
                assert_eq!(visible(&reply), visible(&send(unknown)), "{context}");
            }
        }
        assert_told_what_is_allowed(name, *person, case, unknown, &granted);
    }
    tried
}

/// What a page or program is told it may do is what it may do.
fn assert_told_what_is_allowed(
    name: &str,
    (who, _): (&str, &str),
    case: &Case<'_>,
    unknown: &Case<'_>,
    granted: &[&str],
) {
    for path in ["", "/thread"] {
        let get = |case: &Case<'_>| {
            let (bearer, now) = (format!("Bearer {}", bearer(who)), case.now.to_string());
            let headers = [
                ("authorization", bearer.as_str()),
                ("simulated-now", now.as_str()),
            ];
            case.system.send(
                "GET",
                &format!("/api/v1/complaints/{}{path}", case.code),
                &headers,
                None,
            )
        };
        let reply = get(case);
        let is_hidden = who_sees(name).is_some_and(|people| !people.contains(&who));
        let context = format!("{name}: {who}: {}", reply.body);
        match who {
            "revoked" | "expired" | "inactive" | "unknown" => {
                assert_eq!(reply.status, 401, "{context}")
            }
            _ if is_hidden => assert_eq!(visible(&reply), visible(&get(unknown)), "{context}"),
            _ => assert_eq!(reply.status, 200, "{context}"),
        }
        if reply.status != 200 || !path.is_empty() {
            continue;
        }
        let allowed = reply.json()["allowed"].clone();
        let mut allowed: Vec<_> = allowed
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        // The place of these cases is no question.
        let expected = granted.iter().copied();
        let mut expected: Vec<_> = expected.filter(|name| *name != "clarify_place").collect();
        allowed.sort_unstable();
        expected.sort_unstable();
        assert_eq!(allowed, expected, "{context}");
    }
}
