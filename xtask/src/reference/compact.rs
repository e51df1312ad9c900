//! The same reference data for browsers: texts that compress well. `domain::reference::compact` explains the format and
//! reads it.

use std::collections::BTreeSet;

use super::dataset::Dataset;
use crate::run::Outcome;
use domain::reference::rows::Row;
use domain::reference::table::{AGENCY, AGENCY_UNIT, CATEGORY, REGION, ROUTING_RULE, Table};

/// The first lines; `domain` knows the same.
const REGIONS_HEADER: &str = "satupintu regions 1";
const ROUTING_HEADER: &str = "satupintu routing 1";

/// What browsers get.
pub struct Compact {
    /// For the place picker, and for routing.
    pub regions: String,
    /// For routing.
    pub routing: String,
}

/// The texts, or why the files cannot be written this way.
pub fn texts(dataset: &Dataset) -> Outcome<Compact> {
    Ok(Compact {
        regions: text(REGIONS_HEADER, &[regions(dataset)?])?,
        routing: text(ROUTING_HEADER, &routing(dataset))?,
    })
}

fn routing(dataset: &Dataset) -> [Vec<Vec<String>>; 4] {
    let table = |table: &'static Table, columns: &[&str]| -> Vec<Vec<String>> {
        let rows = dataset.rows(table);
        rows.map(|row| cells(table, row, columns)).collect()
    };
    let keywords = ["keywords_formal", "keywords_slang_sms", "keywords_regional"];
    let mut categories = table(
        &CATEGORY,
        &[
            "code",
            "name_id",
            "name_en",
            "default_level",
            "kabkota_unit",
            "provinsi_unit",
            "national_agency",
        ],
    );
    for (cells, row) in categories.iter_mut().zip(dataset.rows(&CATEGORY)) {
        let lists = keywords.map(|column| row.cell(&CATEGORY, column));
        cells.push(each_once(&lists.join(";")));
    }
    let rules = [
        "id",
        "category_code",
        "condition",
        "value",
        "target_level",
        "target_type",
        "target",
        "priority",
        "hints",
    ];
    [
        agencies(dataset),
        table(
            &AGENCY_UNIT,
            &["id", "short_name", "name", "national_counterpart"],
        ),
        categories,
        table(&ROUTING_RULE, &rules),
    ]
}

/// Keywords, each once: the files repeat them where formal and everyday words are the same.
fn each_once(list: &str) -> String {
    let mut seen = BTreeSet::new();
    let plain = |word: &str| -> String {
        let letters = word.chars().map(|letter| match letter {
            letter if letter.is_alphanumeric() => letter.to_ascii_lowercase(),
            _ => ' ',
        });
        let spaced: String = letters.collect();
        spaced.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let words = list.split(';').map(str::trim);
    let kept: Vec<&str> = words
        .filter(|word| !word.is_empty() && seen.insert(plain(word)))
        .collect();
    kept.join(";")
}

fn text(header: &str, tables: &[Vec<Vec<String>>]) -> Outcome<String> {
    let mut text = format!("{header}\n");
    for (index, rows) in tables.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        for cells in rows {
            if cells.iter().any(|cell| cell.contains(['\t', '\n', '\r'])) {
                return Err(format!(
                    "reference data for browsers: a tab or a line end in {cells:?}"
                ));
            }
            text.push_str(cells.join("\t").trim_end_matches('\t'));
            text.push('\n');
        }
    }
    Ok(text)
}

fn cells(table: &Table, row: &Row, columns: &[&str]) -> Vec<String> {
    columns
        .iter()
        .map(|column| row.cell(table, column).to_owned())
        .collect()
}

/// In the order of their codes, so that a code is a place in the list.
fn regions(dataset: &Dataset) -> Outcome<Vec<Vec<String>>> {
    let mut rows: Vec<&Row> = dataset.rows(&REGION).collect();
    rows.sort_by_key(|row| row.cell(&REGION, "code"));
    let mut last = [0_u32; 3];
    let mut lines = Vec::new();
    for row in rows {
        let cell = |column| row.cell(&REGION, column);
        let numbers: Vec<u32> = cell("code")
            .split('.')
            .filter_map(|part| part.parse().ok())
            .collect();
        let depth = numbers.len().saturating_sub(1);
        let (Some(number), Some(before)) = (numbers.last(), last.get_mut(depth)) else {
            return Err(format!(
                "reference data for browsers: {} is no code of a district",
                cell("code")
            ));
        };
        let jump = number - *before - 1;
        *before = *number;
        last.iter_mut()
            .skip(depth + 1)
            .for_each(|number| *number = 0);
        let sign = match cell("kind") {
            "provinsi" => "=",
            "kabupaten" => "-",
            "kota" => "+",
            "kabupaten_administrasi" => "!",
            "kota_administrasi" => "*",
            _ => "",
        };
        let jump = if jump == 0 {
            String::new()
        } else {
            format!("@{jump} ")
        };
        lines.push(vec![
            format!("{sign}{jump}{}", stem(cell("level"), cell("name"))),
            cell("aliases").to_owned(),
        ]);
    }
    Ok(lines)
}

/// Those that do not follow from the name of a region.
fn agencies(dataset: &Dataset) -> Vec<Vec<String>> {
    let columns = [
        "id",
        "level",
        "short_name",
        "name",
        "region_code",
        "autonomous",
    ];
    let follows = |row: &Row| {
        let region = dataset
            .rows(&REGION)
            .find(|region| region.cell(&REGION, "code") == row.cell(&AGENCY, "region_code"));
        region.is_some_and(|region| {
            let name = region.cell(&REGION, "name");
            let stem = stem(region.cell(&REGION, "level"), name);
            let slug: Vec<&str> = stem
                .split(|letter: char| !letter.is_ascii_alphanumeric())
                .collect();
            let slug: Vec<&str> = slug.into_iter().filter(|part| !part.is_empty()).collect();
            let (id, short, full) = match region.cell(&REGION, "kind") {
                "provinsi" => ("prov", "Pemprov", "Pemerintah Provinsi"),
                "kota" => ("kota", "Pemkot", "Pemerintah"),
                _ => ("kab", "Pemkab", "Pemerintah"),
            };
            row.cell(&AGENCY, "id") == format!("{id}-{}", slug.join("-").to_lowercase())
                && row.cell(&AGENCY, "short_name") == format!("{short} {stem}")
                && row.cell(&AGENCY, "name") == format!("{full} {name}")
                && row.cell(&AGENCY, "autonomous") == "1"
        })
    };
    let others = dataset.rows(&AGENCY).filter(|row| !follows(row));
    others
        .map(|row| {
            let mut cells = cells(&AGENCY, row, &columns);
            // Said only where it is not so.
            if let Some(autonomous) = cells.last_mut().filter(|cell| *cell == "1") {
                autonomous.clear();
            }
            cells
        })
        .collect()
}

fn stem<'a>(level: &str, name: &'a str) -> &'a str {
    let kinds = [
        "Kabupaten Administrasi ",
        "Kota Administrasi ",
        "Kabupaten ",
        "Kota ",
    ];
    let mut kinds = kinds.iter().filter(|_| level == "kabkota");
    kinds
        .find_map(|kind| name.strip_prefix(kind))
        .unwrap_or(name)
}

#[cfg(all(test, feature = "routing"))]
mod tests {
    use domain::reference::compact;
    use domain::routing::{Question, RoutingTable};
    use serde::Deserialize;

    use crate::bench::routing::{reference, rows};

    #[derive(Deserialize)]
    struct Report {
        id: String,
        text: String,
        region_name: String,
        expected_region_code: String,
    }

    #[test]
    fn routing_is_the_same_as_from_the_files() {
        let data = crate::reference::data_dir();
        let texts = crate::reference::compact_texts().unwrap();
        let small = compact::read(&texts.regions, &texts.routing).unwrap();
        let full = reference(&data).unwrap();
        let codes = |reference: &domain::reference::ReferenceData| {
            reference
                .regions
                .iter()
                .map(|r| (r.code.clone(), r.name.clone(), r.kind.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&small), codes(&full));
        let (small, full) = (RoutingTable::new(&small), RoutingTable::new(&full));
        let mut count = 0;
        for file in ["sample_reports.csv", "heldout_reports.csv"] {
            for report in rows::<Report>(&data.join(file)).unwrap() {
                let place = Some(report.region_name.as_str()).filter(|name| !name.is_empty());
                let region =
                    Some(report.expected_region_code.as_str()).filter(|code| !code.is_empty());
                for (place, region) in [(None, None), (place, None), (place, region)] {
                    let question = Question {
                        text: &report.text,
                        place,
                        region,
                        point: None,
                        within: None,
                    };
                    let (got, expected) = (small.route(&question), full.route(&question));
                    assert_eq!(got.categories, expected.categories, "{}", report.id);
                    assert_eq!(
                        (&got.place, &got.desk),
                        (&expected.place, &expected.desk),
                        "{}",
                        report.id
                    );
                    let name = |table: &RoutingTable| match &got.desk {
                        domain::routing::Desk::To { agency, .. } => table.agency(agency).cloned(),
                        domain::routing::Desk::Unrouted { .. } => None,
                    };
                    assert_eq!(name(&small), name(&full), "{}", report.id);
                    count += 1;
                }
            }
        }
        assert!(count >= 400, "{count}");
    }
}
