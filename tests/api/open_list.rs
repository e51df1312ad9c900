//! `/laporan`: what is public and nothing else, found however it is spelled, page by page.

mod api;
mod hunt;
mod lists;
mod secrets;

use crate::life::world::{Case, KEY, appoint, assign};
use serde_json::{Value, json};
use system_tests::{Reply, System};

/// The day of these tests.
const DAY: &str = "2026-11-24 10:00";

/// A system with officers, whose projection knows the names of the reference data.
fn world() -> System {
    let system = System::start();
    appoint(&system);
    assert_eq!(
        system
            .sweep(crate::life::world::wib("2026-11-24 09:00"))
            .status,
        200
    );
    system
}

/// A complaint of these words, verified.
fn published<'a>(system: &'a System, at: &str, words: &str, title: &str) -> Case<'a> {
    published_as(system, at, words, title, "JLN-01")
}

/// The same, of this category, by whose name it is found as well.
fn published_as<'a>(
    system: &'a System,
    at: &str,
    words: &str,
    title: &str,
    category: &str,
) -> Case<'a> {
    let case = Case::filed(system, at, json!({"text": words, "access_key": KEY}));
    let mut command: Value = assign("kab-grobogan", Some("kabkota:dpupr"));
    command["title"] = json!(title);
    command["category"] = json!(category);
    case.does("admin", command);
    case
}

/// `GET`, at the time of these tests.
fn read(system: &System, path: &str, headers: &[(&str, &str)]) -> Reply {
    let now = crate::life::world::wib("2026-11-25 10:00").to_string();
    let mut all = vec![("simulated-now", now.as_str())];
    all.extend(headers);
    system.send("GET", path, &all, None)
}

/// The codes that a list shows, in order.
fn codes(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let parts = reply.body.split("href=\"/l/").skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}
