//! What everybody may read.

use api_types::problem::ProblemKind;
use serde_json::{Value, json};

use super::{Problems, code_parameter, read, reference};
use crate::openapi::examples;
use crate::run::Outcome;

/// The list.
pub fn list(problems: &mut Problems) -> Outcome<Value> {
    let mut responses = problems.of(&[
        ProblemKind::InvalidFields,
        ProblemKind::Internal,
        ProblemKind::Unavailable,
    ]);
    let description = "A page of the list, newest first unless asked otherwise.";
    let ok = read(
        description,
        "PublicComplaintsBody",
        &examples::public_complaints()?,
    );
    responses.insert("200".into(), ok);
    responses.insert("304".into(), unchanged());
    let text = json!({ "type": "string" });
    let day = json!({ "type": "string", "format": "date" });
    let order = json!({ "type": "string", "enum": ["terbaru", "dukungan"] });
    Ok(json!({
        "operationId": "listPublicComplaints",
        "summary": "Public complaints",
        "description": "What `/laporan` shows, with the same parameters. Verified and not confidential. Pages of other \
                        sites may read it.",
        "security": [{}],
        "parameters": [
            query("q", "Words, at most 100 characters; spelling need not be exact.", &text),
            query("wilayah", "Region code, with everything within.", &text),
            query("kategori", "Category code, or that of a topic.", &text),
            query("instansi", "Agency id.", &text),
            query("status", "Where they stand.", &json!({ "type": "string", "examples": ["in_progress"] })),
            query("dari", "Received on this day or later (WIB).", &day),
            query("sampai", "Received on this day or earlier (WIB).", &day),
            query("urut", "`dukungan`: the most supported of the newest 5,000 that have support.", &order),
            query("lewat", "Where the page before ended: as `next` says.", &text),
            reference("parameters", "IfNoneMatch"),
            reference("parameters", "AcceptLanguage"),
        ],
        "responses": responses,
    }))
}

/// One of it.
pub fn one(problems: &mut Problems) -> Outcome<Value> {
    let mut responses = problems.of(&[
        ProblemKind::NotFound,
        ProblemKind::Internal,
        ProblemKind::Unavailable,
    ]);
    let ok = read(
        "As lists show it.",
        "PublicComplaintBody",
        &examples::public_complaint()?,
    );
    responses.insert("200".into(), ok);
    responses.insert("304".into(), unchanged());
    Ok(json!({
        "operationId": "getPublicComplaint",
        "summary": "One public complaint",
        "description": "Whatever is not public is as unknown as any other code.",
        "security": [{}],
        "parameters": [code_parameter(), reference("parameters", "IfNoneMatch")],
        "responses": responses,
    }))
}

fn unchanged() -> Value {
    json!({
        "description": "Nothing has changed since the answer with this `ETag`.",
        "headers": { "ETag": reference("headers", "ETag") },
    })
}

fn query(name: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "description": description, "schema": schema })
}
