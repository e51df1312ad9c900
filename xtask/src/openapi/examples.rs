//! Examples, each read by the type it is an example of before it is let into the document.

use api_types::command::{CommandBody, CommandFormBody, CommandReceipt};
use api_types::complaint::{FormBody, ReceiptBody, StatusBody, SubmissionBody, ThreadBody};
use api_types::file::{AnnounceBody, FileBody, FilesBody};
use api_types::problem::{FieldProblemBody, NotAllowedReason, ProblemBody, ProblemKind};
use api_types::public_complaint::{PublicComplaintBody, PublicComplaintsBody};
use api_types::support::{SupportBody, SupportFormBody, SupportReceipt};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::run::{Context, Outcome};

/// The complaint of the examples.
const ID: &str = "019ab3c4-d5e6-7f01-8123-456789abcdef";
/// Its tracking code.
pub const CODE: &str = "28T5-CY4T-QKFF-4";
const COMMAND_ID: &str = "019ab8aa-0c11-7abc-9def-0123456789ab";
const KEY: &str = "VeYkEngM-cQT1blKIQPtrw";

/// Version 1 and version 2 of a submission.
pub fn submissions() -> Outcome<Value> {
    let submission = json!({
        "text": "Lampu jalan di depan pasar Gubug mati sejak seminggu.",
        "place": "Gubug, Grobogan",
        "landmark": "seberang SPBU",
        "occurred_on": "2026-11-15",
        "reporter": { "name": "Siti", "phone": "0812-3456-7890" },
        "access_key": KEY,
    });
    let form = json!({ "v": 2, "text": "Jalan berlubang.", "place": "Gubug, Grobogan", "anonymous": "1", "access_key": KEY });
    let mut examples = Map::new();
    insert::<SubmissionBody>(&mut examples, "complaint", "Version 1", submission)?;
    insert::<FormBody>(
        &mut examples,
        "form",
        "Version 2, from a phone's outbox",
        form,
    )?;
    Ok(Value::Object(examples))
}

/// The digest of the examples.
const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn file_value() -> Value {
    json!({
        "sha256": DIGEST, "type": "image/webp", "bytes": 61_440, "part_bytes": 16_384,
        "state": "expected", "parts": [0, 2], "has_thumbnail": false,
    })
}

/// A file of which half is there.
pub fn file() -> Outcome<Value> {
    one::<FileBody>(file_value())
}

/// The files of a complaint.
pub fn files() -> Outcome<Value> {
    one::<FilesBody>(json!({ "files": [file_value()] }))
}

/// A late file.
pub fn announcement() -> Outcome<Value> {
    one::<AnnounceBody>(json!({ "type": "image/webp", "bytes": 61_440, "part_bytes": 16_384 }))
}

/// The receipt of a submission.
pub fn receipt() -> Outcome<Value> {
    one::<ReceiptBody>(json!({
        "id": ID,
        "tracking_code": CODE,
        "received_at": "2026-11-22T05:17:53Z",
        "state": "received",
        "verify_by": "2026-11-26T16:59:59Z",
        "suggestion": {
            "category": "PJU-01",
            "categories": ["PJU-01", "PJU-02"],
            "agency": "kab-grobogan",
            "unit": "kabkota:dishub",
            "region": "33.15.17",
            "region_candidates": [],
            "confidence": 80,
            "reasons": [{ "code": "place_named", "words": "Gubug", "region": "33.15.17" }],
        },
    }))
}

/// How the complaint stands once it is assigned.
pub fn status() -> Outcome<Value> {
    one::<StatusBody>(json!({
        "tracking_code": CODE,
        "state": "assigned",
        "holder": "Dinas Perhubungan Kabupaten Grobogan",
        "verify_by": "2026-11-26T16:59:59Z",
        "changed_at": "2026-11-23T02:40:11Z",
        "seq": 1,
        "deadlines": [
            { "rule": "respond_by", "due": "2026-11-30T16:59:59Z", "is_paused": false, "is_missed": false },
            { "rule": "resolve_by", "due": "2026-12-11T16:59:59Z", "is_paused": false, "is_missed": false },
        ],
        "is_overdue": false,
        "age_days": 1,
        "hops": 0,
        "pauses": 0,
        "follower_count": 0,
        "allowed": ["add_information", "withdraw", "hand_over"],
    }))
}

/// What happened until it was answered.
pub fn thread() -> Outcome<Value> {
    one::<ThreadBody>(json!({
        "title": "Lampu jalan mati di depan pasar Gubug",
        "narrative": "Lampu jalan di depan pasar Gubug mati sejak seminggu.",
        "history": [
            { "seq": 0, "kind": "received", "at": "2026-11-22T05:17:53Z", "actor": "reporter",
              "due": "2026-11-26T16:59:59Z", "hash": "5f".repeat(32) },
            { "seq": 1, "kind": "assigned", "at": "2026-11-23T02:40:11Z", "actor": "officer", "agency": "kab-grobogan",
              "unit": "kabkota:dishub", "due": "2026-11-30T16:59:59Z", "hash": "a3".repeat(32) },
            { "seq": 2, "kind": "answered", "at": "2026-11-25T03:05:00Z", "actor": "officer", "agency": "kab-grobogan",
              "unit": "kabkota:dishub", "due": "2026-12-09T16:59:59Z", "hash": "0c".repeat(32) },
        ],
        "messages": [
            { "seq": 2, "part": "answer", "thread": "conversation", "author": "liaison_officer",
              "text": "Dua lampu diganti kemarin malam.", "at": "2026-11-25T03:05:00Z" },
        ],
    }))
}

fn public_value() -> Value {
    json!({
        "tracking_code": CODE,
        "received_at": "2026-11-22T05:17:53Z",
        "changed_at": "2026-11-23T02:40:11Z",
        "state": "assigned",
        "category": "PJU-01",
        "category_name_id": "Lampu jalan mati",
        "category_name_en": "Street light out",
        "agency": "kab-grobogan",
        "agency_name": "Pemkab Grobogan",
        "region": "33.15.17",
        "place": "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah",
        "title": "Lampu jalan mati di depan pasar Gubug",
        "excerpt": "Lampu jalan di depan pasar Gubug mati sejak seminggu.",
        "due_at": "2026-11-30T16:59:59Z",
        "support_count": 12,
        "follower_count": 0,
    })
}

/// A public complaint.
pub fn public_complaint() -> Outcome<Value> {
    one::<PublicComplaintBody>(public_value())
}

/// A page of the list.
pub fn public_complaints() -> Outcome<Value> {
    one::<PublicComplaintsBody>(json!({
        "complaints": [public_value()],
        "is_loose": false,
        "is_partial": false,
        "next": "/api/v1/public-complaints?wilayah=33&lewat=1795324673000123",
    }))
}

/// What a program and a phone send to support a complaint.
pub fn supports() -> Outcome<Value> {
    let mut examples = Map::new();
    insert::<SupportBody>(&mut examples, "body", "Version 1", json!({}))?;
    let form = json!({ "v": 2, "command": "support" });
    let words = "Version 2, from a phone's outbox";
    insert::<SupportFormBody>(&mut examples, "form", words, form)?;
    Ok(Value::Object(examples))
}

/// The receipt of a support.
pub fn support_receipt() -> Outcome<Value> {
    one::<SupportReceipt>(json!({
        "id": "019ab8aa-0c11-7abc-9def-0123456789ac", "tracking_code": "RCAY-H83X-5X5P-4",
    }))
}

/// One of every command, and the form of a phone.
pub fn commands() -> Outcome<Value> {
    let bodies = [
        json!({ "command": "assign", "expected_seq": 0, "kind": "complaint", "category": "PJU-01",
            "title": "Lampu jalan mati di depan pasar Gubug", "agency": "kab-grobogan", "unit": "kabkota:dishub" }),
        json!({ "command": "ask_reporter", "question": "Di sebelah mana pasar?" }),
        json!({ "command": "complete", "text": "Di pintu timur." }),
        json!({ "command": "reject", "reason": "out_of_scope", "sentence": "Ini perkara pidana.", "right_body": "Polres Grobogan" }),
        json!({ "command": "restore" }),
        json!({ "command": "merge", "lead": "RCAY-H83X-5X5P-4" }),
        json!({ "command": "unmerge" }),
        json!({ "command": "join", "lead": "RCAY-H83X-5X5P-4" }),
        json!({ "command": "leave" }),
        json!({ "command": "delegate", "unit": "kabkota:dpupr" }),
        json!({ "command": "return", "text": "Jalan ini jalan nasional.", "suggested": "kemen-pu" }),
        json!({ "command": "start", "text": "Tim berangkat besok pagi." }),
        json!({ "command": "add_note", "text": "Menunggu suku cadang.", "thread": "conversation" }),
        json!({ "command": "add_information", "text": "Kini tiga lampu mati." }),
        json!({ "command": "answer", "outcome": "done", "on": "2026-11-24", "text": "Dua lampu diganti kemarin malam." }),
        json!({ "command": "confirm", "stars": 5, "solved": "yes" }),
        json!({ "command": "object", "text": "Masih satu yang mati." }),
        json!({ "command": "withdraw" }),
        json!({ "command": "reopen", "text": "Mati lagi." }),
        json!({ "command": "reclassify", "kind": "aspiration" }),
        json!({ "command": "hand_over", "with_identity": true }),
        json!({ "command": "rate", "stars": 4, "solved": "partly" }),
        json!({ "command": "clarify_place", "region": "33.15.17" }),
        json!({ "command": "recompute" }),
        json!({ "command": "redact", "text": "Lampu jalan di depan rumah [nama] mati." }),
    ];
    let mut examples = Map::new();
    for body in bodies {
        let name = body
            .get("command")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        insert::<CommandBody>(&mut examples, &name, &format!("Version 1: {name}"), body)?;
    }
    let form = json!({ "v": 2, "command": "object", "k": KEY, "text": "Masih satu yang mati." });
    insert::<CommandFormBody>(
        &mut examples,
        "form",
        "Version 2, from a phone's outbox",
        form,
    )?;
    Ok(Value::Object(examples))
}

/// The receipt of a command.
pub fn command_receipt() -> Outcome<Value> {
    one::<CommandReceipt>(json!({
        "id": COMMAND_ID,
        "tracking_code": CODE,
        "command": "object",
        "state": "in_progress",
        "seq": 3,
        "at": "2026-11-26T01:12:44Z",
        "due": "2026-12-03T16:59:59Z",
    }))
}

/// One problem of each kind.
pub fn problems(kinds: &[ProblemKind]) -> Outcome<Value> {
    let mut examples = Map::new();
    for kind in kinds {
        let value = serde_json::to_value(problem(*kind)).context(kind.slug())?;
        insert::<ProblemBody>(&mut examples, kind.slug(), kind.title(), value)?;
    }
    Ok(Value::Object(examples))
}

fn problem(kind: ProblemKind) -> ProblemBody {
    match kind {
        ProblemKind::Stale => ProblemBody::stale("answered", 2),
        ProblemKind::NotAllowed => {
            let allowed = ["add_information", "withdraw", "hand_over"];
            let allowed = allowed.map(str::to_owned).to_vec();
            ProblemBody::not_allowed(NotAllowedReason::State, "assigned", 1, allowed)
        }
        ProblemKind::InvalidFields => {
            let error = FieldProblemBody {
                pointer: "/text".to_owned(),
                code: "required".to_owned(),
                detail: "Ceritakan apa yang terjadi.".to_owned(),
            };
            ProblemBody {
                errors: vec![error],
                ..ProblemBody::new(kind, None)
            }
        }
        ProblemKind::UnreadableBody => {
            ProblemBody::new(kind, Some("not JSON at line 1 column 9".to_owned()))
        }
        _ => ProblemBody::new(kind, None),
    }
}

fn one<T: DeserializeOwned>(value: Value) -> Outcome<Value> {
    let mut examples = Map::new();
    insert::<T>(&mut examples, "example", "", value)?;
    Ok(Value::Object(examples))
}

fn insert<T: DeserializeOwned>(
    examples: &mut Map<String, Value>,
    name: &str,
    summary: &str,
    value: Value,
) -> Outcome {
    serde_json::from_str::<T>(&value.to_string()).context(format!("example {name}"))?;
    let example = match summary {
        "" => json!({ "value": value }),
        summary => json!({ "summary": summary, "value": value }),
    };
    examples.insert(name.to_owned(), example);
    Ok(())
}
