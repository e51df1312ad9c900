use super::*;
use domain::complaint::command::CommandName;
use serde_json::{Value, json};

fn read(body: &Value) -> Result<CommandBody, (String, String)> {
    let text = body.to_string();
    let mut reader = serde_json::Deserializer::from_str(&text);
    serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| (error.path().to_string(), error.inner().to_string()))
}

/// One of each, with every field.
fn all() -> Vec<Value> {
    vec![
        json!({"command": "assign", "kind": "complaint", "category": "JLN-01", "title": "Jalan berlubang",
            "agency": "kab-grobogan", "unit": "kabkota:dpupr", "cc": ["prov-33"], "expected_seq": 4}),
        json!({"command": "ask_reporter", "question": "Di sebelah mana?", "v": 1}),
        json!({"command": "complete", "text": "Depan pasar."}),
        json!({"command": "reject", "reason": "duplicate", "sentence": "Sudah ada.", "right_body": "Polres",
            "duplicate_of": "28T5-CY4T-QKFF-4"}),
        json!({"command": "restore", "text": "Keliru."}),
        json!({"command": "merge", "lead": "28T5-CY4T-QKFF-4"}),
        json!({"command": "unmerge"}),
        json!({"command": "join", "lead": "28T5-CY4T-QKFF-4"}),
        json!({"command": "leave"}),
        json!({"command": "delegate", "unit": "kabkota:dpupr"}),
        json!({"command": "return", "text": "Jalan nasional.", "suggested": "kemen-pu"}),
        json!({"command": "start", "text": "Tim berangkat besok."}),
        json!({"command": "add_note", "text": "Menunggu aspal.", "thread": "internal"}),
        json!({"command": "add_information", "text": "Makin dalam.", "thanks": false}),
        json!({"command": "answer", "outcome": "cannot_do", "on": "2027-03-01", "until": "2027-04-01",
            "basis": "Perda 3/2020", "text": "Ditambal."}),
        json!({"command": "confirm", "stars": 4, "solved": "partly"}),
        json!({"command": "object", "text": "Masih berlubang."}),
        json!({"command": "withdraw", "text": "Sudah baik."}),
        json!({"command": "reopen", "text": "Berlubang lagi."}),
        json!({"command": "reclassify", "kind": "supervisory_complaint"}),
        json!({"command": "hand_over", "with_identity": true}),
        json!({"command": "rate", "stars": 5, "solved": "yes"}),
        json!({"command": "clarify_place", "region": "33.15.17"}),
        json!({"command": "recompute"}),
        json!({"command": "redact", "text": "Jalan rusak di depan rumah [nama]."}),
    ]
}

#[test]
fn every_command_of_a_person_can_be_sent_and_none_of_the_clock() {
    let mut seen = Vec::new();
    for body in all() {
        let read = read(&body).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), body);
        seen.push(read.content.name().as_str());
    }
    assert_eq!(seen, CommandContent::NAMES);
    let of_the_clock = [
        CommandName::CloseIncomplete,
        CommandName::FollowAnswer,
        CommandName::Lapse,
        CommandName::Remind,
        CommandName::Escalate,
        CommandName::OfferHandOver,
    ];
    // A custodian's decision and what leads to it need a proof of who it is: no token gives that.
    let of_the_desk = [
        CommandName::RequestIdentity,
        CommandName::DecideIdentity,
        CommandName::OpenIdentity,
    ];
    for command in CommandName::ALL {
        let is_of_a_person = seen.contains(&command.as_str());
        let is_not_sent = of_the_clock.contains(command) || of_the_desk.contains(command);
        assert_ne!(is_of_a_person, is_not_sent);
    }
}

#[test]
fn what_need_not_be_said_may_be_null_or_left_out() {
    let left_out = read(&json!({"command": "delegate"}));
    assert_eq!(left_out, Ok(CommandContent::Delegate { unit: None }.into()));
    let null = json!({"command": "delegate", "unit": null, "expected_seq": null, "v": null});
    assert_eq!(read(&null), left_out);
}

#[test]
fn mistakes_are_named_where_they_are() {
    for (body, path, message) in [
        (json!({}), ".", "missing field `command`"),
        (
            json!({"command": "lapse"}),
            "command",
            "unknown variant `lapse`",
        ),
        (json!({"command": "start"}), ".", "missing field `text`"),
        (
            json!({"command": "start", "text": null}),
            ".",
            "missing field `text`",
        ),
        (
            json!({"command": "start", "text": 1}),
            "text",
            "invalid type: integer",
        ),
        (
            json!({"command": "start", "text": "x", "txt": "y"}),
            "txt",
            "unknown field `txt`",
        ),
        (
            json!({"command": "start", "text": "x", "stars": 1}),
            ".",
            "unknown field `stars`",
        ),
        (
            json!({"command": "unmerge", "text": null}),
            ".",
            "unknown field `text`",
        ),
        (
            json!({"command": "merge", "lead": "x", "expected_seq": -1}),
            "expected_seq",
            "invalid value",
        ),
        (
            json!({"command": "rate", "stars": 300, "solved": "yes"}),
            "stars",
            "invalid value",
        ),
        (
            json!({"command": "rate", "stars": 3, "solved": "maybe"}),
            "solved",
            "unknown variant",
        ),
        (
            json!({"command": "assign", "cc": ["a", 1]}),
            "cc[1]",
            "invalid type",
        ),
        (
            json!({"command": "add_note", "text": "x", "thread": "private"}),
            "thread",
            "unknown variant",
        ),
        (
            json!({"command": "reject", "reason": "incomplete"}),
            "reason",
            "unknown variant",
        ),
    ] {
        let (found, said) = read(&body).unwrap_err();
        assert_eq!(found, path, "{body}");
        assert!(said.starts_with(message), "{body}: {said}");
    }
    let twice = r#"{"command": "start", "text": "x", "text": "y"}"#;
    let said = serde_json::from_str::<CommandBody>(twice).unwrap_err();
    assert!(said.to_string().starts_with("duplicate field `text`"));
}

#[test]
fn the_phone_sends_its_form() {
    let form = json!({"v": 2, "command": "rate", "k": "AAECAwQFBgcICQoLDA0ODw", "stars": "4", "solved": "yes"});
    let body: CommandFormBody = serde_json::from_value(form).unwrap();
    assert_eq!(
        (body.v, body.stars.as_str(), body.text.as_str()),
        (2, "4", "")
    );
    let unknown = json!({"v": 2, "command": "rate", "outcome": "done"});
    assert!(serde_json::from_value::<CommandFormBody>(unknown).is_err());
}
