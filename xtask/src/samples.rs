//! `cargo xtask samples`: sends the sample complaints to a running system and shows where they went.

use std::collections::HashMap;
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use uuid::{NoContext, Timestamp, Uuid};

use crate::reference;
use crate::run::{Context, Outcome, colour, say};

const TOO_MANY_REQUESTS: u16 = 429;

/// Sends every row of data/sample_reports.csv.
pub fn samples(url: &str) -> Outcome {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(20)))
        .http_status_as_error(false)
        .build()
        .into();
    let rows = read_samples()?;
    say(&line(&[
        "id",
        "code",
        "expected",
        "suggested",
        "",
        "expected agency",
        "suggested",
        "",
    ]));
    let (mut receipts, mut categories, mut agencies) = (0, 0, 0);
    for row in &rows {
        let cell = |name: &str| row.get(name).map_or("", String::as_str);
        let answer = match send(&agent, url, row) {
            Ok(answer) => answer,
            Err(error) => {
                say(&format!("{}  {error}", cell("id")));
                continue;
            }
        };
        let text = |pointer: &str| {
            let found = answer.pointer(pointer).and_then(Value::as_str);
            found.unwrap_or_default().to_owned()
        };
        receipts += 1;
        let category = text("/suggestion/category");
        let agency = text("/suggestion/agency");
        let is_category_right = category == cell("expected_category");
        let is_agency_right = agency == cell("expected_agency");
        categories += u32::from(is_category_right);
        agencies += u32::from(is_agency_right);
        say(&line(&[
            cell("id"),
            &text("/tracking_code"),
            cell("expected_category"),
            &category,
            mark(is_category_right),
            cell("expected_agency"),
            &agency,
            mark(is_agency_right),
        ]));
    }
    say(&format!(
        "{receipts} receipts, {categories} with the right category, {agencies} with the right agency, of {}",
        rows.len()
    ));
    if receipts == rows.len() {
        Ok(())
    } else {
        Err(format!(
            "{} complaints got no receipt",
            rows.len() - receipts
        ))
    }
}

type Row = HashMap<String, String>;

fn read_samples() -> Outcome<Vec<Row>> {
    let path = reference::data_dir().join("sample_reports.csv");
    let mut reader = csv::Reader::from_path(&path).context(path.display())?;
    reader
        .deserialize()
        .collect::<Result<Vec<Row>, _>>()
        .context(path.display())
}

fn send(agent: &ureq::Agent, url: &str, row: &Row) -> Outcome<Value> {
    // Random bits all through: the tracking code is made of the last sixty.
    let id = Uuid::new_v7(Timestamp::now(NoContext));
    let body = body(row).to_string();
    loop {
        let mut response = agent
            .put(format!("{url}/api/v1/complaints/{id}"))
            .header("content-type", "application/json")
            .send(&body)
            .context("no answer")?;
        let text = response.body_mut().read_to_string().context("answer")?;
        let status = response.status().as_u16();
        if response.status().is_success() {
            return serde_json::from_str(&text).context("receipt");
        }
        if status != TOO_MANY_REQUESTS {
            return Err(format!("{}: {}", response.status(), text.trim()));
        }
        // The limit is per minute and address, and sixty samples may be all of it.
        let wait = response
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok()?.parse().ok())
            .unwrap_or(10_u64)
            .clamp(1, 60);
        say(&format!("asked to wait {wait} s"));
        sleep(Duration::from_secs(wait));
    }
}

/// The sender's words and choices, as the API takes them.
fn body(row: &Row) -> Value {
    let cell = |name: &str| row.get(name).map_or("", String::as_str);
    let kind = match cell("expected_type") {
        kind @ ("aspirasi" | "permintaan_informasi") => kind,
        // Everything else arrives as a complaint, spam included: sorting is the desk's work.
        _ => "pengaduan",
    };
    let has_flag = |flag: &str| cell("flags").split(';').any(|one| one.trim() == flag);
    json!({
        "text": cell("text"),
        "channel": cell("channel"),
        "kind": kind,
        "anonymous": has_flag("anonim"),
        "confidential": has_flag("rahasia"),
    })
}

fn mark(is_right: bool) -> &'static str {
    if is_right { "✓" } else { "✗" }
}

fn line(cells: &[&str]) -> String {
    const WIDTHS: [usize; 8] = [6, 17, 9, 9, 2, 28, 28, 2];
    let padded: Vec<String> = cells
        .iter()
        .zip(WIDTHS)
        .map(|(cell, width)| format!("{cell:<width$}"))
        .collect();
    let line = padded.join(" ");
    let line = line.trim_end();
    if line.ends_with('✗') {
        colour(33, line)
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, body, json};

    #[test]
    fn flags_become_the_citizens_choices() {
        let row: Row = [
            ("text", "x"),
            ("channel", "sms"),
            ("expected_type", "spam"),
            ("flags", "slang;anonim"),
        ]
        .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
        .into();
        let body = body(&row);
        assert_eq!(body.get("kind"), Some(&json!("pengaduan")));
        assert_eq!(body.get("anonymous"), Some(&json!(true)));
        assert_eq!(body.get("confidential"), Some(&json!(false)));
    }
}
