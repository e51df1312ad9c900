//! Files of a complaint.

use api_types::problem::ProblemKind;
use serde_json::{Map, Value, json};

use super::{Problems, answer, path, reference, written};
use crate::openapi::examples;
use crate::run::Outcome;

const READING: &[ProblemKind] = &[
    ProblemKind::Unauthorized,
    ProblemKind::NotFound,
    ProblemKind::Internal,
    ProblemKind::Unavailable,
];

/// Every file.
pub fn list(problems: &mut Problems) -> Outcome<Value> {
    let mut responses = problems.of(READING);
    let ok = answer("All of them.", &json!({}), "FilesBody", &examples::files()?);
    responses.insert("200".into(), ok);
    Ok(operation(
        "listFiles",
        "The files of a complaint",
        &[],
        None,
        responses,
    ))
}

/// One file.
pub fn show(problems: &mut Problems) -> Outcome<Value> {
    let mut responses =
        problems.of(&[READING, &[ProblemKind::WrongDigest, ProblemKind::WrongType]].concat());
    let ok = answer(
        "How much of it is there.",
        &json!({}),
        "FileBody",
        &examples::file()?,
    );
    responses.insert("200".into(), ok);
    Ok(operation(
        "getFile",
        "How much of a file is there",
        &[digest()],
        None,
        responses,
    ))
}

/// A late file.
pub fn announce(problems: &mut Problems) -> Outcome<Value> {
    let mut responses = problems.of(&[
        READING,
        &[
            ProblemKind::UnreadableBody,
            ProblemKind::ForeignOrigin,
            ProblemKind::NotYours,
            ProblemKind::NotAllowed,
            ProblemKind::TooLarge,
            ProblemKind::UnsupportedMediaType,
            ProblemKind::InvalidFields,
        ],
    ]
    .concat());
    let file = examples::file()?;
    responses.insert(
        "201".into(),
        written("It is waited for.", "FileBody", &file),
    );
    responses.insert(
        "200".into(),
        written("It was announced before.", "FileBody", &file),
    );
    let body = json!({
        "required": true,
        "description": "What the file is. Its digest stands in the address.",
        "content": { "application/json": {
            "schema": reference("schemas", "AnnounceBody"), "examples": examples::announcement()?,
        } },
    });
    let summary = "Announce a file that was not announced with the words";
    Ok(operation(
        "announceFile",
        summary,
        &[digest()],
        Some(body),
        responses,
    ))
}

/// One part.
pub fn send_part(problems: &mut Problems) -> Outcome<Value> {
    let mut responses = taking(problems);
    let file = examples::file()?;
    responses.insert(
        "201".into(),
        written(
            "It was the last one: the file is stored.",
            "FileBody",
            &file,
        ),
    );
    responses.insert("200".into(), written("It is there.", "FileBody", &file));
    let n = json!({ "type": "integer", "minimum": 0, "maximum": 39 });
    let parameters = [digest(), path("n", "Which part, from 0.", &n)];
    let body = bytes(
        "application/octet-stream",
        "Exactly `part_bytes` bytes; the last part is the rest.",
    );
    Ok(operation(
        "sendPart",
        "Send one part of a file",
        &parameters,
        Some(body),
        responses,
    ))
}

/// The small picture.
pub fn send_thumbnail(problems: &mut Problems) -> Outcome<Value> {
    let mut responses = taking(problems);
    responses.insert(
        "200".into(),
        written("It is there.", "FileBody", &examples::file()?),
    );
    let body = bytes(
        "image/webp",
        "WebP or JPEG, at most 8,192 bytes and 320 pixels a side.",
    );
    let summary = "Send the phone's small picture of a photo";
    Ok(operation(
        "sendThumbnail",
        summary,
        &[digest()],
        Some(body),
        responses,
    ))
}

fn taking(problems: &mut Problems) -> Map<String, Value> {
    problems.of(&[
        READING,
        &[
            ProblemKind::UnreadableBody,
            ProblemKind::ForeignOrigin,
            ProblemKind::WrongDigest,
            ProblemKind::TooLarge,
            ProblemKind::UnsupportedMediaType,
            ProblemKind::WrongType,
            ProblemKind::InvalidFields,
        ],
    ]
    .concat())
}

fn operation(
    id: &str,
    summary: &str,
    more: &[Value],
    body: Option<Value>,
    responses: Map<String, Value>,
) -> Value {
    let name = json!({ "type": "string", "examples": [examples::CODE] });
    let mut parameters = vec![path(
        "id",
        "The complaint's id, or its tracking code.",
        &name,
    )];
    parameters.extend_from_slice(more);
    parameters.push(reference("parameters", "AcceptLanguage"));
    let mut operation = json!({
        "operationId": id,
        "summary": summary,
        "security": [{ "accessKey": [] }, { "officerToken": [] }],
        "parameters": parameters,
        "responses": responses,
    });
    if let (Some(body), Some(members)) = (body, operation.as_object_mut()) {
        members.insert("requestBody".to_owned(), body);
    }
    operation
}

fn digest() -> Value {
    let schema = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    path("sha256", "SHA-256 of the file, hex.", &schema)
}

fn bytes(media: &str, description: &str) -> Value {
    json!({
        "required": true,
        "description": description,
        "content": { media: { "schema": { "type": "string", "contentMediaType": media } } },
    })
}
