//! What can be asked of the server, with every answer it may give.

use std::collections::{BTreeMap, BTreeSet};

mod files;
mod public_complaints;
mod supports;

use api_types::problem::{MEDIA_TYPE, ProblemKind};
use serde_json::{Map, Value, json};

use super::examples;
use crate::run::Outcome;

/// The problems of one operation, and the components that describe them.
#[derive(Default)]
struct Problems(BTreeSet<(u16, Vec<&'static str>)>);

/// `paths`, and the `components.responses` they refer to.
pub fn operations() -> Outcome<(Value, Value)> {
    let mut problems = Problems::default();
    let paths = json!({
        "/api/v1/complaints/{id}": {
            "put": file_complaint(&mut problems)?,
            "get": get_status(&mut problems)?,
        },
        "/api/v1/complaints/{tracking_code}/thread": {
            "get": get_thread(&mut problems)?,
        },
        "/api/v1/complaints/{tracking_code}/commands/{command_id}": {
            "put": send_command(&mut problems)?,
        },
        "/api/v1/complaints/{tracking_code}/supports/{support_id}": {
            "put": supports::give(&mut problems)?,
        },
        "/api/v1/complaints/{id}/files": {
            "get": files::list(&mut problems)?,
        },
        "/api/v1/complaints/{id}/files/{sha256}": {
            "get": files::show(&mut problems)?,
            "put": files::announce(&mut problems)?,
        },
        "/api/v1/complaints/{id}/files/{sha256}/{n}": {
            "put": files::send_part(&mut problems)?,
        },
        "/api/v1/complaints/{id}/files/{sha256}/thumbnail": {
            "put": files::send_thumbnail(&mut problems)?,
        },
        "/api/v1/public-complaints": {
            "get": public_complaints::list(&mut problems)?,
        },
        "/api/v1/public-complaints/{tracking_code}": {
            "get": public_complaints::one(&mut problems)?,
        },
    });
    Ok((paths, problems.components()?))
}

fn file_complaint(problems: &mut Problems) -> Outcome<Value> {
    let receipt = examples::receipt()?;
    let mut responses = problems.of(&[
        ProblemKind::UnreadableBody,
        ProblemKind::ForeignOrigin,
        ProblemKind::IdReused,
        ProblemKind::TooLarge,
        ProblemKind::UnsupportedMediaType,
        ProblemKind::InvalidFields,
        ProblemKind::TooManyRequests,
        ProblemKind::Internal,
        ProblemKind::Unavailable,
    ]);
    let first = "Received. With `access_key` when the sender brought none.";
    responses.insert("201".into(), written(first, "ReceiptBody", &receipt));
    let again = "Received before, with the same content.";
    responses.insert("200".into(), written(again, "ReceiptBody", &receipt));
    Ok(json!({
        "operationId": "fileComplaint",
        "summary": "File a complaint",
        "description": "The sender mints the id. Repeating the request is always safe.",
        "security": [],
        "parameters": [
            path("id", "A UUID of version 7 (with random low bits) or 4, minted by the sender.", &uuid()),
            reference("parameters", "SubmissionAge"),
            reference("parameters", "ContentEncoding"),
            reference("parameters", "AcceptLanguage"),
        ],
        "requestBody": request(&["SubmissionBody", "FormBody"], &examples::submissions()?),
        "responses": responses,
    }))
}

fn get_status(problems: &mut Problems) -> Outcome<Value> {
    let ok = read("How it stands.", "StatusBody", &examples::status()?);
    Ok(json!({
        "operationId": "getStatus",
        "summary": "How a complaint stands",
        "description": "Without its access key a confidential complaint is as unknown as any other code.",
        "security": [{}, { "accessKey": [] }, { "officerToken": [] }],
        "parameters": [
            path("id", "The tracking code, with or without dashes, in any case.", &tracking_code()),
            reference("parameters", "IfNoneMatch"),
        ],
        "responses": looked_up(problems, ok),
    }))
}

fn get_thread(problems: &mut Problems) -> Outcome<Value> {
    let description = "What the bearer may read; without a token, what the public may.";
    let ok = read(description, "ThreadBody", &examples::thread()?);
    Ok(json!({
        "operationId": "getThread",
        "summary": "What happened to a complaint and what was said",
        "security": [{}, { "accessKey": [] }, { "officerToken": [] }],
        "parameters": [code_parameter(), reference("parameters", "IfNoneMatch")],
        "responses": looked_up(problems, ok),
    }))
}

fn looked_up(problems: &mut Problems, ok: Value) -> Map<String, Value> {
    let mut responses = problems.of(&[
        ProblemKind::Unauthorized,
        ProblemKind::NotFound,
        ProblemKind::Internal,
        ProblemKind::Unavailable,
    ]);
    responses.insert("200".into(), ok);
    let unchanged = json!({
        "description": "Nothing has changed since the answer with this `ETag`.",
        "headers": { "ETag": reference("headers", "ETag") },
    });
    responses.insert("304".into(), unchanged);
    responses
}

fn send_command(problems: &mut Problems) -> Outcome<Value> {
    let receipt = examples::command_receipt()?;
    let mut responses = problems.of(&[
        ProblemKind::UnreadableBody,
        ProblemKind::Unauthorized,
        ProblemKind::ForeignOrigin,
        ProblemKind::NotYours,
        ProblemKind::NotFound,
        ProblemKind::IdReused,
        ProblemKind::Stale,
        ProblemKind::NotAllowed,
        ProblemKind::TooLarge,
        ProblemKind::UnsupportedMediaType,
        ProblemKind::InvalidFields,
        ProblemKind::TooManyRequests,
        ProblemKind::Internal,
        ProblemKind::Unavailable,
    ]);
    responses.insert("201".into(), written("Done.", "CommandReceipt", &receipt));
    let again =
        "Done before, with the same content: the first receipt, whatever has happened since.";
    responses.insert("200".into(), written(again, "CommandReceipt", &receipt));
    Ok(json!({
        "operationId": "sendCommand",
        "summary": "Do something with a complaint",
        "description": "The sender mints the command's id. Repeating the request is always safe. Version 2 of the \
                        body carries the access key itself, as `k`, and needs no `Authorization`.",
        "security": [{ "accessKey": [] }, { "officerToken": [] }, {}],
        "parameters": [
            code_parameter(),
            path("command_id", "A UUID of version 7 or 4, minted by the sender.", &uuid()),
            reference("parameters", "ContentEncoding"),
            reference("parameters", "AcceptLanguage"),
        ],
        "requestBody": request(&["CommandBody", "CommandFormBody"], &examples::commands()?),
        "responses": responses,
    }))
}

/// `components.parameters`.
pub fn parameters() -> Value {
    json!({
        "AcceptLanguage": {
            "name": "Accept-Language",
            "in": "header",
            "description": "The language of `errors[].detail`: Indonesian unless English comes first.",
            "schema": { "type": "string" },
            "example": "en",
        },
        "ContentEncoding": {
            "name": "Content-Encoding",
            "in": "header",
            "description": "The body may be packed (zlib, RFC 1950); it is unpacked to at most 256 KiB.",
            "schema": { "type": "string", "enum": ["deflate", "identity"] },
        },
        "IfNoneMatch": {
            "name": "If-None-Match",
            "in": "header",
            "description": "The `ETag` of an earlier answer.",
            "schema": { "type": "string" },
            "example": "\"4\"",
        },
        "SubmissionAge": {
            "name": "Submission-Age",
            "in": "header",
            "description": "Seconds since it was written, for bodies that were frozen then. `age_s` in the body wins.",
            "schema": { "type": "number", "minimum": 0 },
        },
    })
}

/// `components.headers`.
pub fn headers() -> Value {
    let header = |description: &str, kind: &str| json!({ "description": description, "schema": { "type": kind } });
    json!({
        "ETag": header("Changes whenever the answer to this reader does.", "string"),
        "RetryAfter": header("Seconds after which the same request may succeed.", "integer"),
        "SubmissionDigest": header(
            "SHA-256 of the request's body before it was packed, base64url: no other server's page can say it.",
            "string",
        ),
        "WWWAuthenticate": header("`Bearer` (RFC 6750).", "string"),
    })
}

impl Problems {
    /// One response a status, by reference.
    fn of(&mut self, kinds: &[ProblemKind]) -> Map<String, Value> {
        let mut by_status: BTreeMap<u16, Vec<&'static str>> = BTreeMap::new();
        for kind in kinds {
            by_status
                .entry(kind.status())
                .or_default()
                .push(kind.slug());
        }
        let mut responses = Map::new();
        for (status, slugs) in by_status {
            let response = reference("responses", &component_name(&slugs));
            responses.insert(status.to_string(), response);
            self.0.insert((status, slugs));
        }
        responses
    }

    fn components(&self) -> Outcome<Value> {
        let mut components = Map::new();
        for (_, slugs) in &self.0 {
            let kinds: Vec<ProblemKind> = slugs
                .iter()
                .copied()
                .filter_map(ProblemKind::of_slug)
                .collect();
            components.insert(component_name(slugs), response(&kinds)?);
        }
        Ok(Value::Object(components))
    }
}

fn response(kinds: &[ProblemKind]) -> Outcome<Value> {
    let described: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{} ([{}](/problems/{1}))", kind.title(), kind.slug()))
        .collect();
    let mut content = Map::new();
    let schema = reference("schemas", "ProblemBody");
    let examples = examples::problems(kinds)?;
    content.insert(
        MEDIA_TYPE.to_owned(),
        json!({ "schema": schema, "examples": examples }),
    );
    let mut response = json!({ "description": described.join("; "), "content": content });
    let headers = if kinds.iter().any(|kind| kind.retry_after_s().is_some()) {
        json!({ "Retry-After": reference("headers", "RetryAfter") })
    } else if kinds.contains(&ProblemKind::Unauthorized) {
        json!({ "WWW-Authenticate": reference("headers", "WWWAuthenticate") })
    } else {
        return Ok(response);
    };
    if let Some(members) = response.as_object_mut() {
        members.insert("headers".to_owned(), headers);
    }
    Ok(response)
}

/// `id-reused`, `stale` → `IdReusedOrStale`.
fn component_name(slugs: &[&str]) -> String {
    let names = slugs.iter().map(|slug| {
        let words = slug.split('-').map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        });
        words.collect::<String>()
    });
    names.collect::<Vec<_>>().join("Or")
}

fn reference(kind: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{kind}/{name}") })
}

fn path(name: &str, description: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": description, "schema": schema })
}

fn code_parameter() -> Value {
    let description = "The tracking code, with or without dashes, in any case.";
    path("tracking_code", description, &tracking_code())
}

fn tracking_code() -> Value {
    json!({ "type": "string", "examples": [examples::CODE] })
}

fn uuid() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn request(schemas: &[&str], examples: &Value) -> Value {
    let schemas: Vec<Value> = schemas
        .iter()
        .map(|name| reference("schemas", name))
        .collect();
    let content = json!({ "schema": { "anyOf": schemas }, "examples": examples });
    json!({
        "required": true,
        "description": "At most 256 KiB of JSON in UTF-8. Version 2 is a form as phones send it.",
        "content": { "application/json": content },
    })
}

fn written(description: &str, schema: &str, examples: &Value) -> Value {
    let headers = json!({ "Submission-Digest": reference("headers", "SubmissionDigest") });
    answer(description, &headers, schema, examples)
}

fn read(description: &str, schema: &str, examples: &Value) -> Value {
    let headers = json!({ "ETag": reference("headers", "ETag") });
    answer(description, &headers, schema, examples)
}

fn answer(description: &str, headers: &Value, schema: &str, examples: &Value) -> Value {
    let content = json!({ "schema": reference("schemas", schema), "examples": examples });
    json!({
        "description": description,
        "headers": headers,
        "content": { "application/json": content },
    })
}

#[cfg(test)]
mod tests {
    use super::component_name;

    #[test]
    fn components_are_named_for_their_problems() {
        assert_eq!(component_name(&["id-reused", "stale"]), "IdReusedOrStale");
    }
}
