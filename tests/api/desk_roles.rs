//! Role × case × field × command, and role × address, over real HTTP: one table to be read, tests/api/desk_roles.txt.
//!
//! `UPDATE_TESTDATA=1` writes it anew. Read it before accepting it: the table is the rule, the program is what is tested.

use crate::desk_people::{cookie, cookie_without_proof, employ, get, post};
use crate::life::forbidden::sample;
use crate::life::world::{Case, answer, assign};
use crate::storage::assert_history_is_intact;
use api_types::command::CommandContent;
use serde_json::{Value, json};
use std::thread;
use system_tests::{Reply, System};

const DAY: &str = "2026-11-09 09:00";
const NAME: &str = "Siti Rahasia";

/// Everybody who holds a role, and where; see `world::OFFICERS` and `desk_people`. Columns of the table.
const PEOPLE: &[(&str, &str)] = &[
    ("public", "public"),
    ("reporter", "reporter"),
    ("national", "admin"),
    ("coord", "coordinator"),
    ("liaison", "liaison"),
    ("l.other", "other-unit"),
    ("inspect", "inspector"),
    ("head", "head"),
    ("c.above", "province"),
    ("i.above", "province-inspector"),
    ("c.demak", "demak"),
    ("l.demak", "demak-liaison"),
    ("ombuds", "ombudsman"),
    ("operator", "operator"),
    ("observer", "observer"),
    ("custod", "custodian"),
    ("auditor", "auditor"),
];

/// Every address of the desk. `{code}` is a sealed case of the liaison officer's unit, `{request}` their request for its
/// identity. Forms are sent empty, as the site's own pages send them.
const ADDRESSES: &[(&str, &str)] = &[
    ("GET", "/meja"),
    ("GET", "/en/meja"),
    ("GET", "/meja/ekspor"),
    ("GET", "/meja/berikutnya"),
    ("GET", "/meja/laporan-bulanan"),
    ("GET", "/meja/laporan-bulanan.csv"),
    ("POST", "/meja/tampilan"),
    ("POST", "/meja/massal"),
    ("GET", "/meja/massal/tidak-ada"),
    ("POST", "/meja/massal/tidak-ada"),
    ("GET", "/meja/pengganti"),
    ("POST", "/meja/pengganti"),
    ("GET", "/meja/kasus/{code}"),
    ("GET", "/meja/kasus/tercatat"),
    ("POST", "/meja/kasus/{code}/tindakan"),
    ("POST", "/meja/kasus/{code}/pelapor"),
    ("GET", "/meja/kasus/{code}/berkas"),
    ("POST", "/meja/kasus/{code}/berkas"),
    ("GET", "/meja/berkas/{code}/tidak-ada"),
    ("POST", "/meja/berkas/{code}/tidak-ada"),
    ("GET", "/meja/kasus/{code}/samarkan"),
    ("POST", "/meja/kasus/{code}/samarkan"),
    ("GET", "/meja/segel"),
    ("GET", "/meja/segel/{code}"),
    ("POST", "/meja/segel/{code}"),
    ("GET", "/meja/segel/{code}/buka"),
    ("POST", "/meja/segel/{code}/buka"),
    ("GET", "/meja/segel/permintaan/{request}"),
    ("POST", "/meja/segel/permintaan/{request}"),
    ("GET", "/meja/segel/catatan"),
    ("POST", "/meja/segel/catatan"),
    ("GET", "/meja/segel/catatan.csv"),
    ("GET", "/meja/loket"),
    ("POST", "/meja/loket"),
    ("GET", "/meja/formulir"),
    ("GET", "/meja/atur"),
    ("GET", "/meja/atur/tabel/holiday"),
    ("GET", "/meja/atur/tabel/holiday/baris"),
    ("POST", "/meja/atur/tabel/holiday/baris"),
    ("GET", "/meja/atur/tabel/holiday/ekspor.csv"),
    ("GET", "/meja/atur/tabel/holiday/impor"),
    ("POST", "/meja/atur/tabel/holiday/impor"),
    ("GET", "/meja/atur/usul/tidak-ada"),
    ("POST", "/meja/atur/usul/tidak-ada"),
    ("GET", "/meja/atur/riwayat"),
    ("GET", "/meja/atur/riwayat/1"),
    ("GET", "/meja/atur/petugas"),
    ("GET", "/meja/atur/petugas/o-liaison"),
    ("POST", "/meja/atur/petugas/o-liaison"),
    ("POST", "/meja/atur/petugas/o-liaison/undangan"),
    ("GET", "/meja/atur/undang"),
    ("POST", "/meja/atur/undang"),
    ("GET", "/meja/akun"),
    ("GET", "/meja/akun/kunci"),
    ("GET", "/meja/akun/sandi"),
    ("GET", "/meja/masuk"),
    ("GET", "/meja/masuk/ulang"),
    ("GET", "/meja/undangan/tidak-ada"),
    ("GET", "/meja/tidak-ada"),
];

type Make = for<'a> fn(&'a System, &str) -> Case<'a>;

/// Every case that differs in who reads or does what.
const SITUATIONS: &[(&str, Make)] = &[
    ("public, at the national desk", |system, _| {
        filed(system, json!({}))
    }),
    ("confidential, at the national desk", |system, _| {
        filed(system, json!({"confidential": true}))
    }),
    ("public, with the unit", |system, _| {
        with_unit(system, json!({}))
    }),
    ("public, with the coordinator", |system, _| {
        let case = filed(system, json!({}));
        case.does("admin", assign("kab-grobogan", None));
        wrote(case)
    }),
    ("public, of a named reporter", |system, _| {
        with_unit(system, json!({"reporter": {"name": NAME}}))
    }),
    ("public, of a sealed reporter", |system, _| {
        with_unit(
            system,
            json!({"anonymous": true, "reporter": {"name": NAME}}),
        )
    }),
    ("confidential, with the unit", |system, _| {
        with_unit(system, json!({"confidential": true}))
    }),
    ("confidential, of a sealed reporter", |system, _| {
        with_unit(
            system,
            json!({"confidential": true, "anonymous": true, "reporter": {"name": NAME}}),
        )
    }),
    ("supervisory, with the unit", |system, _| {
        let case = filed(system, json!({}));
        let mut body = assign("kab-grobogan", Some("kabkota:dpupr"));
        body["kind"] = json!("supervisory_complaint");
        case.does("admin", body);
        wrote(case)
    }),
    ("public, Demak reads along", |system, _| {
        copied(system, json!({}))
    }),
    ("confidential, Demak reads along", |system, _| {
        copied(system, json!({"confidential": true}))
    }),
    ("public, merged into another", |system, lead| {
        let case = filed(system, json!({}));
        case.does("admin", json!({"command": "merge", "lead": lead}));
        case
    }),
    ("confidential, handed over to the Ombudsman", |system, _| {
        let mut case = Case::filed(system, "2026-10-01 09:00", json!({"confidential": true}));
        case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
        case.at(DAY);
        case.does(
            "reporter",
            json!({"command": "hand_over", "with_identity": false}),
        );
        wrote(case)
    }),
    ("public, with another agency", |system, _| {
        let case = filed(system, json!({}));
        case.does("admin", assign("kab-demak", Some("kabkota:dpupr")));
        wrote(case)
    }),
    ("confidential, with another unit", |system, _| {
        let case = filed(system, json!({"confidential": true}));
        case.does("admin", assign("kab-grobogan", Some("kabkota:dlh")));
        wrote(case)
    }),
    ("public, returned to the coordinator", |system, _| {
        let case = with_unit(system, json!({}));
        case.does(
            "liaison",
            json!({"command": "return", "text": "Bukan unit kami."}),
        );
        case
    }),
    (
        "public, in progress, with an internal note and a redaction",
        |system, _| {
            let case = with_unit(system, json!({}));
            case.does(
                "liaison",
                json!({"command": "start", "text": "Tim berangkat."}),
            );
            case.does(
                "liaison",
                json!({"command": "add_note", "text": "Antar kita.", "thread": "internal"}),
            );
            case.does(
                "coordinator",
                json!({"command": "redact", "text": "[disamarkan]"}),
            );
            case
        },
    ),
    ("public, answered", |system, _| {
        let case = with_unit(system, json!({}));
        case.does("liaison", answer("2026-11-08", "Sudah."));
        case
    }),
    ("public, archived", |system, _| {
        let case = filed(system, json!({}));
        case.does(
            "admin",
            json!({"command": "reject", "reason": "abusive", "sentence": "Kasar."}),
        );
        case
    }),
    ("public, taken back", |system, _| {
        let case = with_unit(system, json!({}));
        case.does("reporter", json!({"command": "withdraw"}));
        case
    }),
];

fn filed(system: &System, more: Value) -> Case<'_> {
    Case::filed(system, DAY, more)
}

/// What only the reporter and officers read.
fn wrote(case: Case<'_>) -> Case<'_> {
    case.does(
        "reporter",
        json!({"command": "add_information", "text": "Antara kita."}),
    );
    case
}

fn with_unit(system: &System, more: Value) -> Case<'_> {
    let case = filed(system, more);
    case.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    wrote(case)
}

fn copied(system: &System, more: Value) -> Case<'_> {
    let case = filed(system, more);
    let mut body = assign("kab-grobogan", Some("kabkota:dpupr"));
    body["cc"] = json!(["kab-demak"]);
    case.does("admin", body);
    wrote(case)
}

/// What one person sees of a case: a field, and how it was asked for.
fn field(case: &Case<'_>, who: &str, name: &str) -> String {
    let page = |path: &str| {
        let session = match who {
            "public" | "reporter" => String::new(),
            who => cookie(who),
        };
        let path = path.replace("{code}", &case.code);
        brief(&get(case.system, case.now, &session, &path))
    };
    match name {
        "status" => case.get(who, "").status.to_string(),
        "page" => page("/meja/kasus/{code}"),
        "name" => named(case, who),
        "seal" => page("/meja/segel/{code}"),
        "mask" => page("/meja/kasus/{code}/samarkan"),
        name => {
            let reply = case.get(who, "/thread");
            if reply.status != 200 {
                return reply.status.to_string();
            }
            assert!(!reply.body.contains(NAME), "a name in the thread: {who}");
            let thread = reply.json();
            let has = |name: &str| {
                let mut messages = thread["messages"].as_array().unwrap().iter();
                messages.any(|message| message["thread"] == name)
            };
            match name {
                "story" if thread["narrative"].is_null() => "-",
                "story" if thread["narrative"] == "[disamarkan]" => "masked",
                "story" => "all",
                name if has(name) => "yes",
                _ => "-",
            }
            .to_owned()
        }
    }
}

const FIELDS: &[&str] = &[
    "status",
    "story",
    "conversation",
    "private",
    "internal",
    "page",
    "name",
    "seal",
    "mask",
];

/// Whether the reporter's name is shown where an officer asks for it.
fn named(case: &Case<'_>, who: &str) -> String {
    let session = match who {
        "public" | "reporter" => String::new(),
        who => cookie(who),
    };
    let path = format!("/meja/kasus/{}/pelapor", case.code);
    let reply = post(case.system, case.now, &session, &path, &[]);
    match reply.body.contains(NAME) {
        true => "yes".to_owned(),
        false if reply.status == 200 => "-".to_owned(),
        false => brief(&reply),
    }
}

/// What became of a command: `done`, `no` in this state, `-` not theirs, `404`, `401`, `422`.
fn outcome(reply: &Reply) -> String {
    match reply.status {
        201 => "done".to_owned(),
        403 => "-".to_owned(),
        409 => "no".to_owned(),
        other => other.to_string(),
    }
}

/// The status of a page, and where it leads.
fn brief(reply: &Reply) -> String {
    let to = reply.header("location");
    match reply.status {
        303 if to.contains("/meja/masuk/ulang") => "proof".to_owned(),
        303 if to.contains("/meja/masuk") => "door".to_owned(),
        303 => "303".to_owned(),
        other => other.to_string(),
    }
}

fn row(name: &str, cells: &[String]) -> String {
    let mut line = format!("{name:<16}");
    for cell in cells {
        line += &format!(" {cell:<8}");
    }
    line.trim_end().to_owned() + "\n"
}

fn head() -> String {
    let names: Vec<_> = PEOPLE
        .iter()
        .map(|(column, _)| (*column).to_owned())
        .collect();
    row("", &names)
}

fn situation(system: &System, lead: &str, (name, make): &(&str, Make)) -> String {
    let mut text = format!("\n## {name}\n\n{}", head());
    let mut case = make(system, lead);
    for name in FIELDS {
        let cells: Vec<_> = PEOPLE
            .iter()
            .map(|(_, who)| field(&case, who, name))
            .collect();
        text += &row(name, &cells);
    }
    text += "\n";
    let mut never = Vec::new();
    for command in CommandContent::NAMES {
        let body = sample(command, lead);
        let cells: Vec<String> = PEOPLE
            .iter()
            .map(|(_, who)| {
                let cell = outcome(&case.send(who, &body));
                if cell == "done" {
                    // The next one finds it as this one did.
                    case = make(system, lead);
                }
                cell
            })
            .collect();
        match cells.iter().any(|cell| cell == "done") {
            true => text += &row(command, &cells),
            false => never.push((*command, cells)),
        }
    }
    let refusals: Vec<_> = never.iter().map(|(_, cells)| cells).collect();
    let all_alike = refusals.windows(2).all(|pair| pair[0] == pair[1]);
    match (all_alike, never.first()) {
        (true, Some((_, cells))) => text += &row("(all others)", cells),
        _ => {
            for (command, cells) in &never {
                text += &row(command, cells);
            }
        }
    }
    text
}

fn addresses(system: &System) -> String {
    let more = json!({"anonymous": true, "reporter": {"name": NAME}});
    let case = with_unit(system, more);
    let id = System::new_id();
    let form = [
        ("id", id.as_str()),
        ("basis", "Pasal 26"),
        ("reason", "Pelapor perlu dilindungi segera."),
    ];
    let path = format!("/meja/segel/{}", case.code);
    assert_eq!(
        post(system, case.now, &cookie("liaison"), &path, &form).status,
        303
    );
    let mut text = String::new();
    for (title, session) in [
        ("every address, just proved", cookie as fn(&str) -> String),
        ("every address, proved long ago", cookie_without_proof),
    ] {
        text += &format!("\n## {title}\n\n{}", head());
        for (method, path) in ADDRESSES {
            let cells: Vec<_> = PEOPLE
                .iter()
                .map(|(_, who)| {
                    let session = match *who {
                        "public" | "reporter" => String::new(),
                        who => session(who),
                    };
                    let path = path.replace("{code}", &case.code).replace("{request}", &id);
                    let reply = match *method {
                        "GET" => get(system, case.now, &session, &path),
                        _ => post(system, case.now, &session, &path, &[]),
                    };
                    assert!(!reply.body.contains(NAME), "{who}: {path}");
                    brief(&reply)
                })
                .collect();
            text += &format!("{method} {path}\n{}", row("", &cells));
        }
    }
    text
}

const LEGEND: &str = "\
Who reads and does what at which case, by API and desk (domain guide, sections 5 and 12), and who reaches which address.
Made by the test `every_role_reads_and_does_what_is_written_here`; UPDATE_TESTDATA=1 writes it anew. Read it before
accepting it.

Columns: somebody without anything, the bearer of the access key, national admin, coordinator and liaison officer (DPUPR)
of Grobogan, liaison officer of another unit there (DLH), inspectorate and head of Grobogan, coordinator and inspectorate
of the province above, coordinator and liaison officer of Demak, Ombudsman, channel operator, observer, custodian, auditor.

status: of the API's page of the case. story: all of it, masked, or none (-). conversation, private, internal: whether
a message of that thread is there to be read. page: that of the case at the desk. name: whether the reporter's name is
shown to who asks for it there. seal: the page to ask for a sealed identity. mask: the page to redact.
Commands: done; no: not in this state; -: not theirs; 404: no such case for them; 401: nobody; 422: not that lead.
Addresses: a status; door: sent to sign in; proof: sent to prove once more who they are.
";

#[test]
fn every_role_reads_and_does_what_is_written_here() {
    let system = System::start();
    employ(&system);
    let lead = filed(&system, json!({}));
    lead.does("admin", assign("kab-grobogan", Some("kabkota:dpupr")));
    let pieces: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = SITUATIONS
            .chunks(SITUATIONS.len().div_ceil(4))
            .map(|chunk| {
                let (system, lead) = (&system, &lead.code);
                scope.spawn(move || {
                    let pieces = chunk.iter().map(|one| situation(system, lead, one));
                    pieces.collect::<String>()
                })
            })
            .collect();
        let pieces = threads.into_iter().map(|thread| thread.join().unwrap());
        pieces.collect()
    });
    let actual = LEGEND.to_owned() + &pieces.concat() + &addresses(&system);
    let root = std::env::var("SATUPINTU_ROOT").unwrap();
    let path = format!("{root}/tests/api/desk_roles.txt");
    if std::env::var_os("UPDATE_TESTDATA").is_some() {
        std::fs::write(&path, &actual).unwrap();
    }
    assert_history_is_intact(&system);
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (expected, actual)) in expected.lines().zip(actual.lines()).enumerate() {
        assert_eq!(expected, actual, "line {}", number + 1);
    }
    assert_eq!(expected.len(), actual.len());
}
