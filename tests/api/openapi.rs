//! docs/openapi.json says what the server does: paths, methods, answers, examples.

use api_types::problem::{MEDIA_TYPE, ProblemBody};
use serde_json::{Map, Value, json};
use system_tests::{Reply, System};

const DOCUMENT: &str = include_str!("../../docs/openapi.json");
const JSON: (&str, &str) = ("content-type", "application/json");
const METHODS: [&str; 5] = ["GET", "PUT", "POST", "PATCH", "DELETE"];

/// A well-formed code that nobody was given.
const UNKNOWN_CODE: &str = "0000-0000-0000-0";

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

fn paths(document: &Value) -> &Map<String, Value> {
    document["paths"].as_object().unwrap()
}

/// Follows a `$ref`, if it is one.
fn resolved<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    match node["$ref"].as_str() {
        Some(reference) => document.pointer(&reference[1..]).unwrap(),
        None => node,
    }
}

/// An address with well-formed ids that nobody was given. On one path the id is a code for readers.
fn address(path: &str, method: &str) -> String {
    let id = match method {
        "PUT" => System::new_id(),
        _ => UNKNOWN_CODE.to_owned(),
    };
    path.replace("{id}", &id)
        .replace("{tracking_code}", UNKNOWN_CODE)
        .replace("{command_id}", &System::new_id())
        .replace("{sha256}", &"a".repeat(64))
        .replace("{n}", "0")
}

fn request_examples(operation: &Value) -> &Map<String, Value> {
    let examples = &operation["requestBody"]["content"]["application/json"]["examples"];
    examples.as_object().unwrap()
}

/// The answer is one of those documented, and a problem is one of those named for its status.
fn assert_documented(document: &Value, operation: &Value, reply: &Reply, about: &str) {
    let status = reply.status.to_string();
    let documented = operation["responses"].get(&status);
    let documented = documented.unwrap_or_else(|| panic!("{about}: {status} {}", reply.body));
    let documented = resolved(document, documented);
    for name in documented["headers"]
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
    {
        let header = reply.header(&name.to_lowercase());
        assert_ne!(header, "", "{about}: {status} without {name}");
    }
    if reply.status < 400 {
        return;
    }
    assert_eq!(reply.header("content-type"), MEDIA_TYPE, "{about}");
    let problem: ProblemBody = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(problem.status, reply.status);
    let slug = problem.type_.strip_prefix("/problems/").unwrap();
    let named = &documented["content"][MEDIA_TYPE]["examples"];
    assert!(named.get(slug).is_some(), "{about}: {slug}");
}

#[test]
fn the_description_lies_beside_the_api() {
    let reply = System::shared().get("/api/v1/openapi.json");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.body, DOCUMENT);
}

#[test]
fn what_is_documented_is_there_and_nothing_else_is() {
    let (system, document) = (System::shared(), document());
    for (path, item) in paths(&document) {
        let operation_of = |method: &str| item.get(method.to_lowercase());
        let mut allowed: Vec<&str> = METHODS.to_vec();
        allowed.retain(|method| operation_of(method).is_some());
        if allowed.contains(&"GET") {
            allowed.push("HEAD");
        }
        allowed.sort_unstable();
        for method in METHODS {
            let (address, about) = (address(path, method), format!("{method} {path}"));
            let Some(operation) = operation_of(method) else {
                let reply = system.send(method, &address, &[JSON], None);
                assert_eq!(reply.status, 405, "{about}");
                assert_eq!(reply.json()["type"], "/problems/method-not-allowed");
                let mut said: Vec<&str> = reply.header("allow").split(',').map(str::trim).collect();
                said.sort_unstable();
                assert_eq!(said, allowed, "{about}");
                continue;
            };
            if method == "GET" {
                let reply = system.send(method, &address, &[], None);
                assert_documented(&document, operation, &reply, &about);
                if !path.contains('{') {
                    assert_eq!(reply.status, 200, "{about}: a list is there, empty or not");
                    continue;
                }
                // Where nobody reads without a key or a token, not even absence is told.
                let mut ways = operation["security"].as_array().unwrap().iter();
                let expected = match ways.any(|way| way == &json!({})) {
                    true => "/problems/not-found",
                    false => "/problems/unauthorized",
                };
                assert_eq!(reply.json()["type"], expected, "{about}");
                continue;
            }
            let content = operation["requestBody"]["content"].as_object().unwrap();
            let reply = if content.contains_key("application/json") {
                let example = request_examples(operation).values().next().unwrap();
                let body = example["value"].to_string();
                system.send(method, &address, &[JSON], Some(body.as_bytes()))
            } else {
                let kind = content.keys().next().unwrap();
                let headers = [("content-type", kind.as_str())];
                system.send(method, &address, &headers, Some(b"bytes"))
            };
            assert_documented(&document, operation, &reply, &about);
        }
    }
}

#[test]
fn examples_of_complaints_are_received() {
    let (system, document) = (System::shared(), document());
    let operation = &paths(&document)["/api/v1/complaints/{id}"]["put"];
    for (name, example) in request_examples(operation) {
        let reply = system.put(&System::new_id(), &example["value"]);
        assert_eq!(reply.status, 201, "{name}: {}", reply.body);
        assert_documented(&document, operation, &reply, name);
    }
}

#[test]
fn examples_of_commands_are_read() {
    let (system, document) = (System::shared(), document());
    let path = "/api/v1/complaints/{tracking_code}/commands/{command_id}";
    let operation = &paths(&document)[path]["put"];
    let examples = request_examples(operation);
    // The key that the phone's example carries.
    let key = examples["form"]["value"]["k"].as_str().unwrap();
    let bearer = format!("Bearer {key}");
    for (name, example) in examples {
        let body = json!({"text": "lampu jalan mati", "access_key": key});
        let receipt = system.put(&System::new_id(), &body).json();
        let code = receipt["tracking_code"].as_str().unwrap();
        let address = api_types::paths::command(code, &System::new_id());
        let mut headers = vec![JSON];
        if name != "form" {
            headers.push(("authorization", &bearer));
        }
        let body = example["value"].to_string();
        let reply = system.send("PUT", &address, &headers, Some(body.as_bytes()));
        assert_documented(&document, operation, &reply, name);
        assert!(
            ![400, 401, 415].contains(&reply.status),
            "{name}: {}",
            reply.body
        );
        if reply.status == 422 {
            let unread = ["required", "unknown_field", "duplicate_field", "wrong_type"];
            let errors = reply.json()["errors"].clone();
            for error in errors.as_array().unwrap() {
                let code = error["code"].as_str().unwrap();
                assert!(!unread.contains(&code), "{name}: {errors}");
            }
        }
    }
}

#[test]
fn a_refused_command_says_where_the_complaint_stands() {
    let system = System::shared();
    let key = "AAECAwQFBgcICQoLDA0ODw";
    let body = json!({"text": "lampu jalan mati", "access_key": key});
    let receipt = system.put(&System::new_id(), &body).json();
    let code = receipt["tracking_code"].as_str().unwrap();
    let bearer = format!("Bearer {key}");
    let send = |body: Value| {
        let address = api_types::paths::command(code, &System::new_id());
        let headers = [JSON, ("authorization", bearer.as_str())];
        let body = body.to_string();
        let reply = system.send("PUT", &address, &headers, Some(body.as_bytes()));
        assert_eq!(reply.status, 409, "{}", reply.body);
        reply.json()
    };
    let too_soon = send(json!({"command": "confirm"}));
    assert_eq!(too_soon["type"], "/problems/not-allowed");
    assert_eq!(too_soon["reason"], "state");
    assert_eq!(too_soon["state"], "received");
    assert_eq!(too_soon["seq"], 0);
    let allowed = too_soon["allowed"].as_array().unwrap();
    assert!(allowed.contains(&json!("withdraw")));
    let stale = send(json!({"command": "withdraw", "expected_seq": 7}));
    assert_eq!(stale["type"], "/problems/stale");
    assert_eq!(
        (&stale["state"], &stale["seq"]),
        (&json!("received"), &json!(0))
    );
}
