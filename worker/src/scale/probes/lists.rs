//! What everybody asks: lists, searches, maps.

use super::super::chance::Chance;
use super::{DAY_MS, Drawn, KEYS_A_MS, SEARCHES, Try, tries};
use crate::d1::public_cases::{found_by, map_reading, question};
use crate::ports::open::{Reach, Wanted};
use domain::routing::search::{Facet, SearchWords};
use rusqlite::types::Value;
use serde_json::json;

/// Lists and searches of `/laporan`.
pub fn lists(drawn: &Drawn, chance: &mut Chance) -> Vec<(String, Vec<Try>)> {
    let words = SearchWords::default();
    let ask = |wanted: &Wanted| {
        let below_key = match wanted.below_key {
            0 => i64::MAX,
            below => below,
        };
        let wanted = Wanted {
            below_key,
            ..wanted.clone()
        };
        let question = question(&wanted, 20);
        let values = question.values.into_iter().map(Value::Text);
        vec![(question.sql.to_owned(), values.collect())]
    };
    // What is spelled wrong is asked for in the widest way there is.
    let reach = |name: &str| match name {
        "typo" => Reach::Near,
        "some words" => Reach::Some(2),
        _ => Reach::Exact,
    };
    let mut all = Vec::new();
    all.push((
        "list: newest".to_owned(),
        tries(|_| ask(&Wanted::default())),
    ));
    let deep = |chance: &mut Chance| chance.one_of(&drawn.keys).copied().unwrap_or(1);
    all.push((
        "list: a deep page".to_owned(),
        tries(|_| {
            ask(&Wanted {
                below_key: deep(chance),
                ..Wanted::default()
            })
        }),
    ));
    for (name, typed) in SEARCHES {
        let sought = |chance: &mut Chance| {
            chance
                .one_of(typed)
                .map(|typed| words.sought(typed))
                .unwrap_or_default()
        };
        all.push((
            format!("search: {name}"),
            tries(|_| {
                ask(&Wanted {
                    words: sought(chance),
                    reach: reach(name),
                    ..Wanted::default()
                })
            }),
        ));
        all.push((
            format!("search: {name}, in a region"),
            tries(|_| {
                let region = chance.one_of(&drawn.regions).cloned().unwrap_or_default();
                ask(&Wanted {
                    words: sought(chance),
                    reach: reach(name),
                    facets: vec![Facet::Region.shape(&region)],
                    ..Wanted::default()
                })
            }),
        ));
    }
    let facets: [(&str, &[Facet]); 7] = [
        ("region", &[Facet::Region]),
        ("category", &[Facet::Category]),
        ("agency", &[Facet::Agency]),
        ("state", &[Facet::State]),
        ("region × category", &[Facet::Region, Facet::Category]),
        ("agency × state", &[Facet::Agency, Facet::State]),
        (
            "region × category × state",
            &[Facet::Region, Facet::Category, Facet::State],
        ),
    ];
    let states = ["assigned", "in_progress", "answered", "closed"].map(str::to_owned);
    let shape = |facet: Facet, chance: &mut Chance| {
        let values: &[String] = match facet {
            Facet::Region => &drawn.regions,
            Facet::Category => &drawn.categories,
            Facet::Agency => &drawn.agencies,
            _ => &states,
        };
        facet.shape(&chance.one_of(values).cloned().unwrap_or_default())
    };
    for (name, facets) in facets {
        all.push((
            format!("filter: {name}"),
            tries(|_| {
                let facets = facets.iter().map(|facet| shape(*facet, chance)).collect();
                ask(&Wanted {
                    facets,
                    ..Wanted::default()
                })
            }),
        ));
    }
    all.push((
        "filter: a week × region".to_owned(),
        tries(|_| {
            let from = drawn.now - chance.days(7.0, 1_400.0);
            ask(&Wanted {
                facets: vec![shape(Facet::Region, chance)],
                from_key: from * KEYS_A_MS,
                below_key: (from + 7 * DAY_MS) * KEYS_A_MS,
                ..Wanted::default()
            })
        }),
    ));
    all.push((
        "most supported".to_owned(),
        tries(|_| {
            ask(&Wanted {
                by_support: true,
                ..Wanted::default()
            })
        }),
    ));
    all.push((
        "most supported in a region".to_owned(),
        tries(|_| {
            ask(&Wanted {
                by_support: true,
                facets: vec![shape(Facet::Region, chance)],
                ..Wanted::default()
            })
        }),
    ));
    all
}

/// Counts and points of `/peta`.
pub fn maps(drawn: &Drawn, chance: &mut Chance) -> Vec<(String, Vec<Try>)> {
    let statement = |name: &str| {
        map_reading()
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, sql)| sql)
            .to_owned()
    };
    let (counts, newest, found, mapped) = (
        statement("counts"),
        statement("newest by region"),
        statement("found by region"),
        statement("mapped"),
    );
    let bounds = |rows: u32| {
        Value::Text(
            json!({"level": "regency", "from": 0, "below": i64::MAX, "rows": rows}).to_string(),
        )
    };
    let region = |chance: &mut Chance| chance.one_of(&drawn.regions).cloned().unwrap_or_default();
    let text = |words: &str| Value::Text(words.to_owned());
    vec![
        (
            "map: the nation".to_owned(),
            tries(|_| vec![(counts.clone(), vec![text(""), text(""), text("")])]),
        ),
        (
            "map: a region".to_owned(),
            tries(|_| {
                vec![(
                    counts.clone(),
                    vec![Value::Text(region(chance)), text(""), text("closed")],
                )]
            }),
        ),
        (
            "map: newest 5,000".to_owned(),
            tries(|_| vec![(newest.clone(), vec![bounds(5_000)])]),
        ),
        (
            "map: 5,000 of a word".to_owned(),
            tries(|_| {
                let words = SearchWords::default().sought("jalan");
                let what = found_by(&Wanted {
                    words,
                    ..Wanted::default()
                })
                .unwrap_or_default();
                vec![(found.clone(), vec![bounds(5_000), Value::Text(what)])]
            }),
        ),
        (
            "map: 60 cases of a regency".to_owned(),
            tries(|_| {
                let facets = vec![Facet::Region.shape(&region(chance))];
                let what = found_by(&Wanted {
                    facets,
                    ..Wanted::default()
                })
                .unwrap_or_default();
                vec![(mapped.clone(), vec![bounds(60), Value::Text(what)])]
            }),
        ),
    ]
}
