//! Support of somebody else's complaint.

use api_types::problem::ProblemKind;
use serde_json::{Value, json};

use super::{Problems, code_parameter, path, reference, request, uuid, written};
use crate::openapi::examples;
use crate::run::Outcome;

/// One more who has the same trouble.
pub fn give(problems: &mut Problems) -> Outcome<Value> {
    let receipt = examples::support_receipt()?;
    let mut responses = problems.of(&[
        ProblemKind::UnreadableBody,
        ProblemKind::ForeignOrigin,
        ProblemKind::NotFound,
        ProblemKind::NotAllowed,
        ProblemKind::TooLarge,
        ProblemKind::UnsupportedMediaType,
        ProblemKind::InvalidFields,
        ProblemKind::TooManyRequests,
        ProblemKind::Internal,
        ProblemKind::Unavailable,
    ]);
    let counted = "It counts.";
    responses.insert("201".into(), written(counted, "SupportReceipt", &receipt));
    let again = "It counted before, under this id or another one of the same device.";
    responses.insert("200".into(), written(again, "SupportReceipt", &receipt));
    Ok(json!({
        "operationId": "support",
        "summary": "Support somebody else's complaint",
        "description": "Only a public, open one. Once a device, which is known by a cookie that is set here.",
        "security": [],
        "parameters": [
            code_parameter(),
            path("support_id", "A UUID of version 7 (with random low bits) or 4, minted by the sender.", &uuid()),
            reference("parameters", "ContentEncoding"),
            reference("parameters", "AcceptLanguage"),
        ],
        "requestBody": request(&["SupportBody", "SupportFormBody"], &examples::supports()?),
        "responses": responses,
    }))
}
