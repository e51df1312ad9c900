//! JSON Schema of what `domain` names: that room knows nothing of schemas.

use crate::command::{CommandBody, CommandContent};
use domain::attachment::MediaType;
use domain::complaint::actor::Role;
use domain::complaint::state::Solved;
use domain::complaint::{Channel, Classification, StateName};
use domain::terms::Rule;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

fn one_of(names: impl Iterator<Item = &'static str>) -> Schema {
    let names: Vec<&str> = names.collect();
    json_schema!({ "type": "string", "enum": names })
}

/// Where a complaint stands.
pub(crate) fn state(_: &mut SchemaGenerator) -> Schema {
    one_of(StateName::ALL.iter().map(|name| name.as_str()))
}

/// What an officer decides a complaint to be.
pub(crate) fn classification(_: &mut SchemaGenerator) -> Schema {
    one_of(Classification::ALL.iter().map(|name| name.as_str()))
}

/// Whether the trouble is gone.
pub(crate) fn solved(_: &mut SchemaGenerator) -> Schema {
    one_of(Solved::ALL.iter().map(|name| name.as_str()))
}

/// The same, where the reporter need not say.
pub(crate) fn solved_or_null(generator: &mut SchemaGenerator) -> Schema {
    or_null(solved(generator))
}

/// A command that a person can send.
pub(crate) fn command(_: &mut SchemaGenerator) -> Schema {
    one_of(CommandContent::NAMES.iter().copied())
}

/// Commands that a person can send.
pub(crate) fn commands(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": command(generator) })
}

/// Which period.
pub(crate) fn rule(_: &mut SchemaGenerator) -> Schema {
    one_of(Rule::ALL.iter().map(|name| name.as_str()))
}

/// What somebody is to a complaint.
pub(crate) fn role(_: &mut SchemaGenerator) -> Schema {
    one_of(Role::ALL.iter().map(|name| name.as_str()))
}

/// What a file may be.
pub(crate) fn media_type(_: &mut SchemaGenerator) -> Schema {
    one_of(MediaType::ALL.iter().map(|media| media.as_str()))
}

/// The road a complaint came by.
pub(crate) fn channel_or_null(_: &mut SchemaGenerator) -> Schema {
    or_null(one_of(Channel::ALL.iter().map(|name| name.as_str())))
}

fn or_null(mut schema: Schema) -> Schema {
    if let Some(Value::String(name)) = schema.get("type").cloned() {
        schema.insert("type".to_owned(), json!([name, "null"]));
    }
    if let Some(Value::Array(names)) = schema.get_mut("enum") {
        names.push(Value::Null);
    }
    schema
}

impl JsonSchema for CommandBody {
    fn schema_name() -> Cow<'static, str> {
        "CommandBody".into()
    }

    /// One schema a command; the fields of the envelope stand in each, so that each can refuse all others.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = CommandContent::json_schema(generator);
        let Some(Value::Array(variants)) = schema.get_mut("oneOf") else {
            return schema;
        };
        for variant in variants {
            let name = variant.pointer("/properties/command/const").cloned();
            let Some(variant) = variant.as_object_mut() else {
                continue;
            };
            if let Some(name) = name {
                variant.insert("title".to_owned(), name);
            }
            if let Some(Value::Object(properties)) = variant.get_mut("properties") {
                properties.insert("v".to_owned(), json!({ "const": 1 }));
                let expected = json!({
                    "description": "The history entry the sender saw last; when there is another by now, the answer is \
                                    409 `stale`.",
                    "type": ["integer", "null"],
                    "minimum": 0,
                });
                properties.insert("expected_seq".to_owned(), expected);
            }
        }
        schema
    }
}

/// What [`Reason`](domain::routing::Reason) looks like on the wire, for its schema; a test compares the two.
#[derive(JsonSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
#[schemars(rename = "RoutingReason")]
#[allow(dead_code)]
pub(crate) enum ReasonSchema {
    /// The citizen chose the region.
    RegionGiven {
        /// Region code.
        region: String,
    },
    /// A place is named.
    PlaceNamed {
        /// The citizen's words.
        words: String,
        /// Region code.
        region: String,
    },
    /// A shared name, decided by what stands around it.
    PlaceInferred {
        /// The citizen's words.
        words: String,
        /// Region code.
        region: String,
    },
    /// A name several places share.
    PlaceShared {
        /// The citizen's words.
        words: String,
        /// Region codes.
        regions: Vec<String>,
    },
    /// The position of the phone lies in this region.
    PositionInside {
        /// Region code.
        region: String,
    },
    /// The position of the phone lies in no region: this is the nearest one.
    NearestRegion {
        /// Region code.
        region: String,
    },
    /// Words that speak for the best category.
    Keywords {
        /// Keywords as the table writes them.
        words: Vec<String>,
        /// Category code.
        category: String,
    },
    /// Another category is nearly as likely.
    CloseCall {
        /// The runner-up's code.
        category: String,
    },
    /// The level that is competent for this category by default.
    Level {
        /// `desa`, `kabkota`, `provinsi`, `pusat`, `bersama` or `bumn`.
        level: String,
    },
    /// A competence rule decided.
    Rule {
        /// Rule id.
        rule: String,
        /// The rule's note, as the table has it.
        note: String,
    },
    /// Two rules of equal weight pointed to different desks; the first was followed.
    RulesDisagree {
        /// Rule ids.
        rules: Vec<String>,
    },
    /// An administrative area of Jakarta owns no units: the province answers.
    AdministrativeArea {
        /// Region code.
        region: String,
    },
}

#[cfg(test)]
mod tests {
    use super::ReasonSchema as Mirror;
    use crate::command::{CommandBody, CommandContent};
    use domain::routing::Reason;
    use serde_json::{Map, Value, json};

    /// Some value that keeps to this schema.
    fn sample(schema: &Value, definitions: &Value) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap();
            return sample(&definitions[name], definitions);
        }
        if let Some(value) = schema.get("const").or(schema["enum"].get(0)) {
            return value.clone();
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            return sample(&choices[0], definitions);
        }
        let kind = schema["type"].get(0).unwrap_or(&schema["type"]);
        match kind.as_str().unwrap() {
            "string" => json!("x"),
            "integer" => json!(1),
            "boolean" => json!(true),
            "array" => json!([]),
            other => panic!("no sample of {other}"),
        }
    }

    fn is_read(body: &Map<String, Value>) -> bool {
        serde_json::from_value::<CommandBody>(Value::Object(body.clone())).is_ok()
    }

    #[test]
    fn the_schema_of_commands_asks_for_what_the_reader_asks_for() {
        let schema = schemars::schema_for!(CommandBody).to_value();
        let variants = schema["oneOf"].as_array().unwrap();
        assert_eq!(variants.len(), CommandContent::NAMES.len());
        for variant in variants {
            let properties = variant["properties"].as_object().unwrap();
            let of = |name: &str| {
                let value = sample(&properties[name], &schema["$defs"]);
                (name.to_owned(), value)
            };
            let required = variant["required"].as_array().unwrap();
            let required = required.iter().map(|name| name.as_str().unwrap());
            let least: Map<String, Value> = required.map(of).collect();
            assert!(is_read(&least), "{least:?}");
            let most: Map<String, Value> = properties.keys().map(|name| of(name)).collect();
            assert!(is_read(&most), "{most:?}");
            for name in least.keys() {
                let mut less = least.clone();
                less.remove(name);
                assert!(!is_read(&less), "{least:?} without {name}");
            }
        }
    }

    /// Does not compile when one of the two has a variant or a field that the other lacks.
    #[test]
    fn reasons_are_mirrored() {
        fn mirrored(reason: Reason) -> Mirror {
            match reason {
                Reason::RegionGiven { region } => Mirror::RegionGiven { region },
                Reason::PlaceNamed { words, region } => Mirror::PlaceNamed { words, region },
                Reason::PlaceInferred { words, region } => Mirror::PlaceInferred { words, region },
                Reason::PlaceShared { words, regions } => Mirror::PlaceShared { words, regions },
                Reason::PositionInside { region } => Mirror::PositionInside { region },
                Reason::NearestRegion { region } => Mirror::NearestRegion { region },
                Reason::Keywords { words, category } => Mirror::Keywords { words, category },
                Reason::CloseCall { category } => Mirror::CloseCall { category },
                Reason::Level { level } => Mirror::Level { level },
                Reason::Rule { rule, note } => Mirror::Rule { rule, note },
                Reason::RulesDisagree { rules } => Mirror::RulesDisagree { rules },
                Reason::AdministrativeArea { region } => Mirror::AdministrativeArea { region },
            }
        }
        let region = "33.15".to_owned();
        let mirror = mirrored(Reason::RegionGiven { region });
        assert!(matches!(mirror, Mirror::RegionGiven { region } if region == "33.15"));
    }
}
