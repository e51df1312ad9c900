//! Does a complaint reach the right desk? Counts it over the written samples, and over a held-out set
//! whose author did not know the keywords.

use std::path::Path;
use std::time::Instant;

use domain::reference::{Agency, Category, ReferenceData, Region, RoutingRule, Unit};
use domain::routing::{Desk, Place, Question, RoutingTable, Suggestion};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Of the 60 samples: the right category first, among the first three, and the right agency.
const FIRST: usize = 45;
const TOP_THREE: usize = 55;
const AGENCY: usize = 45;

/// A complaint of the longest accepted length must be routed well within this time.
const LONGEST_MS: f64 = 20.0;

/// One row of `sample_reports.csv`; the columns are explained in the data README.
#[derive(Debug, Deserialize)]
struct Sample {
    id: String,
    text: String,
    expected_category: String,
    #[serde(default)]
    also_categories: String,
    expected_region_code: String,
    expected_agency: String,
    expected_unit: String,
}

/// Prints both tables; true when the budgets are met.
pub fn routing(data: &Path) -> Result<bool, String> {
    let reference = reference(data)?;
    let started = Instant::now();
    let table = RoutingTable::new(&reference);
    println!(
        "table built in {:.1} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    let samples: Vec<Sample> = rows(&data.join("sample_reports.csv"))?;
    let score = measure(&table, &samples, "samples");
    let mut met = score.first >= FIRST && score.top_three >= TOP_THREE && score.agency >= AGENCY;
    let held_out = data.join("heldout_reports.csv");
    if held_out.exists() {
        let samples: Vec<Sample> = rows(&held_out)?;
        measure(&table, &samples, "held out");
    }
    met &= longest(&table, &samples);
    Ok(met)
}

#[derive(Default)]
struct Score {
    first: usize,
    top_three: usize,
    agency: usize,
    unit: usize,
    region: usize,
}

fn measure(table: &RoutingTable, samples: &[Sample], title: &str) -> Score {
    let mut score = Score::default();
    println!(
        "\n{title}\n{:<7} {:<8} {:<26} {:<3} {:>3}  agency / unit / region",
        "id", "expected", "got", "top", "%"
    );
    let started = Instant::now();
    let answers: Vec<Suggestion> = samples
        .iter()
        .map(|s| {
            table.route(&Question {
                text: &s.text,
                ..Question::default()
            })
        })
        .collect();
    let micros = started.elapsed().as_secs_f64() * 1e6 / samples.len().max(1) as f64;
    for (sample, got) in samples.iter().zip(&answers) {
        let codes: Vec<&str> = got.categories.iter().map(|c| c.code.as_str()).collect();
        let first = codes.first() == Some(&sample.expected_category.as_str());
        let top_three = codes.contains(&sample.expected_category.as_str());
        let (agency, unit) = match &got.desk {
            Desk::To { agency, unit } => (agency.clone(), unit.clone().unwrap_or_default()),
            Desk::Unrouted { why } => (String::new(), format!("{why:?}")),
        };
        let agency_right = agency == sample.expected_agency;
        let unit_right = agency_right && (unit == sample.expected_unit || agency.is_empty());
        let region = match &got.place {
            Place::Known { region } => region.clone(),
            Place::Ambiguous { candidates } => format!("?{}", candidates.join("|")),
            Place::Unknown => String::new(),
        };
        let region_right = region == sample.expected_region_code
            || (!sample.expected_region_code.is_empty()
                && region.starts_with(&format!("{}.", sample.expected_region_code)));
        score.first += usize::from(first);
        score.top_three += usize::from(top_three);
        score.agency += usize::from(agency_right);
        score.unit += usize::from(unit_right);
        score.region += usize::from(region_right);
        let show = |right: bool, got: &str, wanted: &str| {
            if right {
                format!("ok {got}")
            } else {
                format!("NOT {got} BUT {wanted}")
            }
        };
        println!(
            "{:<7} {:<8} {:<26} {:<3} {:>3}  {} / {} / {}",
            sample.id,
            sample.expected_category,
            codes.join(" "),
            if first {
                "1"
            } else if top_three {
                "3"
            } else if sample
                .also_categories
                .split(';')
                .any(|c| codes.contains(&c))
            {
                "~"
            } else {
                "-"
            },
            got.confidence,
            show(agency_right, &agency, &sample.expected_agency),
            show(unit_right, &unit, &sample.expected_unit),
            show(region_right, &region, &sample.expected_region_code),
        );
    }
    let n = samples.len();
    println!(
        "{title}: category first {}/{n}, in top three {}/{n}, agency {}/{n}, unit {}/{n}, region {}/{n}; {micros:.0} µs per complaint",
        score.first, score.top_three, score.agency, score.unit, score.region
    );
    score
}

/// The longest story the form accepts, made of all samples.
fn longest(table: &RoutingTable, samples: &[Sample]) -> bool {
    let all: String = samples
        .iter()
        .map(|s| s.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let mut worst = 0.0;
    for length in [1_000, 10_000] {
        let text: String = all.chars().cycle().take(length).collect();
        let started = Instant::now();
        let rounds = 20;
        for _ in 0..rounds {
            std::hint::black_box(table.route(&Question {
                text: &text,
                ..Question::default()
            }));
        }
        worst = started.elapsed().as_secs_f64() * 1e3 / f64::from(rounds);
        println!("{length} characters: {worst:.2} ms");
    }
    worst <= LONGEST_MS
}

/// The rows that routing is built from.
pub fn reference(data: &Path) -> Result<ReferenceData, String> {
    Ok(ReferenceData {
        regions: rows::<Region>(&data.join("regions.csv"))?,
        agencies: rows::<Agency>(&data.join("agencies.csv"))?,
        units: rows::<Unit>(&data.join("opd_units.csv"))?,
        categories: rows::<Category>(&data.join("categories.csv"))?,
        rules: rows::<RoutingRule>(&data.join("routing_rules.csv"))?,
    })
}

/// All rows of a file.
pub fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let fail = |error: csv::Error| format!("{}: {error}", path.display());
    csv::Reader::from_path(path)
        .map_err(fail)?
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(fail)
}
