//! The document as a whole: what the types say, put together with the operations.

use api_types::command::{CommandBody, CommandFormBody, CommandReceipt};
use api_types::complaint::{FormBody, ReceiptBody, StatusBody, SubmissionBody, ThreadBody};
use api_types::file::{AnnounceBody, FileBody, FilesBody};
use api_types::problem::ProblemBody;
use api_types::public_complaint::{PublicComplaintBody, PublicComplaintsBody};
use api_types::support::{SupportBody, SupportFormBody, SupportReceipt};
use schemars::generate::{Contract, SchemaSettings};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::operations;
use crate::run::{Context, Outcome};

/// The document, pretty-printed; the same bytes from the same types.
pub fn text() -> Outcome<String> {
    let document = sorted(document()?);
    let text = serde_json::to_string_pretty(&document).context("openapi.json")?;
    Ok(text + "\n")
}

fn document() -> Outcome<Value> {
    let (paths, responses) = operations::operations()?;
    Ok(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "SatuPintu",
            "summary": "File complaints about public services and see them through.",
            "description": "Conventions and quirks: docs/API.md. Failures are problem documents (RFC 9457), explained \
                            under the address in `type`.",
            "version": "1.0.0",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "responses": responses,
            "parameters": operations::parameters(),
            "headers": operations::headers(),
            "securitySchemes": {
                "accessKey": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The reporter's access key of this complaint: 22 characters of base64url.",
                },
                "officerToken": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "sp_…",
                    "description": "An officer's API token, which begins with `sp_`.",
                },
            },
        },
    }))
}

/// What is read is described as serde reads it, what is written as serde writes it.
fn schemas() -> Value {
    let mut read = generator(Contract::Deserialize);
    add::<SubmissionBody>(&mut read);
    add::<FormBody>(&mut read);
    add::<CommandBody>(&mut read);
    add::<CommandFormBody>(&mut read);
    add::<SupportBody>(&mut read);
    add::<SupportFormBody>(&mut read);
    add::<AnnounceBody>(&mut read);
    let mut written = generator(Contract::Serialize);
    add::<ReceiptBody>(&mut written);
    add::<StatusBody>(&mut written);
    add::<ThreadBody>(&mut written);
    add::<CommandReceipt>(&mut written);
    add::<SupportReceipt>(&mut written);
    add::<FileBody>(&mut written);
    add::<FilesBody>(&mut written);
    add::<PublicComplaintBody>(&mut written);
    add::<PublicComplaintsBody>(&mut written);
    add::<ProblemBody>(&mut written);
    let mut written = written.take_definitions(true);
    written.values_mut().for_each(never_null);
    let mut all = read.take_definitions(true);
    all.extend(written);
    let mut all = Value::Object(all);
    tidy_descriptions(&mut all);
    all
}

/// What we write and leave out when there is none is never null.
fn never_null(schema: &mut Value) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required = |name: &String| {
        let names = required.as_array().into_iter().flatten();
        names.into_iter().any(|required| required == name)
    };
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for (name, property) in properties {
        if is_required(name) {
            continue;
        }
        let Some(property) = property.as_object_mut() else {
            continue;
        };
        let kinds = property.get("type").and_then(Value::as_array);
        if let Some([kind, _]) = kinds.map(Vec::as_slice) {
            let kind = kind.clone();
            property.insert("type".to_owned(), kind);
        }
        let choices = property.get("anyOf").and_then(Value::as_array);
        if let Some([Value::Object(choice), _]) = choices.map(Vec::as_slice) {
            let choice = choice.clone();
            property.remove("anyOf");
            property.extend(choice);
        }
    }
}

/// Comments are wrapped and link to Rust; readers of the document know neither.
fn tidy_descriptions(node: &mut Value) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(text)) = members.get_mut("description") {
                *text = without_links(&text.replace('\n', " "));
            }
            members.values_mut().for_each(tidy_descriptions);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy_descriptions),
        _ => {}
    }
}

/// ``[`Name`](path)`` and ``[`Name`]`` → `` `Name` ``.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((name, after)) = after.split_once("`]") else {
            break;
        };
        plain += &format!("{before}`{name}`");
        rest = match after
            .strip_prefix('(')
            .and_then(|path| path.split_once(')'))
        {
            Some((_, after)) => after,
            None => after,
        };
    }
    plain + rest
}

fn generator(contract: Contract) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.contract = contract;
        settings.definitions_path = "/components/schemas".into();
    });
    settings.into_generator()
}

fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
    generator.subschema_for::<T>();
}

/// In alphabetical order, whether or not another crate of this build asked serde_json to keep the order of insertion.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members.into_iter().collect();
            members.sort_by(|(left, _), (right, _)| left.cmp(right));
            let members = members
                .into_iter()
                .map(|(name, value)| (name, sorted(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;

    fn parses<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
        serde_json::from_str::<T>(&value.to_string())
            .map(drop)
            .map_err(|error| error.to_string())
    }

    fn parses_as(schema: &str, value: &Value) -> Result<(), String> {
        match schema {
            "#/components/schemas/SubmissionBody" => parses::<SubmissionBody>(value),
            "#/components/schemas/FormBody" => parses::<FormBody>(value),
            "#/components/schemas/CommandBody" => parses::<CommandBody>(value),
            "#/components/schemas/CommandFormBody" => parses::<CommandFormBody>(value),
            "#/components/schemas/ReceiptBody" => parses::<ReceiptBody>(value),
            "#/components/schemas/StatusBody" => parses::<StatusBody>(value),
            "#/components/schemas/ThreadBody" => parses::<ThreadBody>(value),
            "#/components/schemas/CommandReceipt" => parses::<CommandReceipt>(value),
            "#/components/schemas/SupportReceipt" => parses::<SupportReceipt>(value),
            "#/components/schemas/SupportBody" => parses::<SupportBody>(value),
            "#/components/schemas/SupportFormBody" => parses::<SupportFormBody>(value),
            "#/components/schemas/FileBody" => parses::<FileBody>(value),
            "#/components/schemas/FilesBody" => parses::<FilesBody>(value),
            "#/components/schemas/PublicComplaintBody" => parses::<PublicComplaintBody>(value),
            "#/components/schemas/PublicComplaintsBody" => parses::<PublicComplaintsBody>(value),
            "#/components/schemas/AnnounceBody" => parses::<AnnounceBody>(value),
            "#/components/schemas/ProblemBody" => parses::<ProblemBody>(value),
            other => panic!("{other} has examples and no type"),
        }
    }

    /// Every content with examples: its schema and they.
    fn contents<'a>(node: &'a Value, found: &mut Vec<(&'a Value, &'a Map<String, Value>)>) {
        if let (Some(schema), Some(Value::Object(examples))) =
            (node.get("schema"), node.get("examples"))
        {
            found.push((schema, examples));
        }
        match node {
            Value::Object(members) => members.values().for_each(|node| contents(node, found)),
            Value::Array(items) => items.iter().for_each(|node| contents(node, found)),
            _ => {}
        }
    }

    #[test]
    fn every_committed_example_is_read_by_the_type_it_is_an_example_of() {
        let committed = include_str!("../../../docs/openapi.json");
        let document: Value = serde_json::from_str(committed).unwrap();
        let mut found = Vec::new();
        contents(&document, &mut found);
        let mut count = 0;
        for (schema, examples) in found {
            let one = [schema.clone()];
            let schemas = schema["anyOf"].as_array().map_or(&one[..], Vec::as_slice);
            for (name, example) in examples {
                let results = schemas
                    .iter()
                    .map(|schema| parses_as(schema["$ref"].as_str().unwrap(), &example["value"]));
                let errors: Vec<String> = results.filter_map(Result::err).collect();
                assert!(errors.len() < schemas.len(), "{name}: {errors:?}");
                count += 1;
            }
        }
        assert!(count > 40, "{count} examples");
    }

    #[test]
    fn descriptions_do_not_link_to_rust() {
        let text = "as in [`A`], see [`B`](crate::B); [1] stays";
        assert_eq!(without_links(text), "as in `A`, see `B`; [1] stays");
    }

    #[test]
    fn what_is_left_out_is_not_null() {
        let mut schema = json!({
            "properties": {
                "a": { "type": ["string", "null"] },
                "b": { "type": ["string", "null"] },
                "c": { "anyOf": [{ "$ref": "x" }, { "type": "null" }], "description": "d" },
            },
            "required": ["a"],
        });
        never_null(&mut schema);
        let expected = json!({
            "a": { "type": ["string", "null"] },
            "b": { "type": "string" },
            "c": { "$ref": "x", "description": "d" },
        });
        assert_eq!(schema["properties"], expected);
    }

    #[test]
    fn members_stand_in_order() {
        let value: Value = serde_json::from_str(r#"{"b": [{"d": 1, "c": 2}], "a": 3}"#).unwrap();
        assert_eq!(sorted(value).to_string(), r#"{"a":3,"b":[{"c":2,"d":1}]}"#);
    }
}
