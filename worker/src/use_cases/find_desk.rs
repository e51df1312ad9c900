//! Agencies and units by what an officer types: "dpupr grobogan".

use crate::ports::Reference;
use domain::complaint::words::{AgencyId, UnitId};
use domain::routing::{AgencyEntry, Desk, Question, UnitEntry};

/// Most that a page shows.
const MOST: usize = 12;
/// Most words that are looked at.
const MOST_TERMS: usize = 8;
/// Longest text that is looked at.
const MAX_CHARS: usize = 100;

/// Where a case could go: an agency, and a unit of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDesk {
    /// Which agency.
    pub agency: AgencyId,
    /// Which unit.
    pub unit: Option<UnitId>,
}

/// What every word of `typed` fits: first agencies by themselves, then their units.
pub fn find_desks(reference: &Reference, typed: &str) -> Vec<FoundDesk> {
    let typed: String = typed.chars().take(MAX_CHARS).collect();
    let typed = typed.to_lowercase();
    let terms: Vec<_> = typed
        .split(|character: char| !character.is_alphanumeric())
        .filter(|term| !term.is_empty())
        .take(MOST_TERMS)
        .collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let units = reference.table.units().iter();
    let units: Vec<_> = units
        .filter(|unit| reference.is_open(&unit.id))
        .filter_map(|unit| Some((UnitId::parse(&unit.id).ok()?, unit_words(unit))))
        .collect();
    let mut found = Vec::new();
    let mut with_unit = Vec::new();
    let agencies = reference.table.agencies().iter();
    for agency in agencies.filter(|agency| reference.is_open(&agency.id)) {
        let name = agency_words(agency);
        let rest: Vec<_> = terms.iter().filter(|term| !name.contains(**term)).collect();
        let Ok(id) = AgencyId::parse(&agency.id) else {
            continue;
        };
        if rest.is_empty() {
            found.push(FoundDesk {
                agency: id,
                unit: None,
            });
            continue;
        }
        // A unit alone would be found in every regency.
        if rest.len() == terms.len() || with_unit.len() >= MOST {
            continue;
        }
        for (unit, words) in &units {
            let fits = rest.iter().all(|term| words.contains(**term));
            if fits && reference.holder(&id, Some(unit)).is_some() {
                with_unit.push(FoundDesk {
                    agency: id.clone(),
                    unit: Some(unit.clone()),
                });
            }
        }
    }
    found.extend(with_unit);
    found.truncate(MOST);
    found
}

/// The units of an agency.
pub fn units_of(reference: &Reference, agency: &AgencyId) -> Vec<UnitId> {
    let units = reference.table.units().iter();
    let units = units.filter(|unit| reference.is_open(&unit.id));
    let units = units.filter_map(|unit| UnitId::parse(&unit.id).ok());
    units
        .filter(|unit| reference.holder(agency, Some(unit)).is_some())
        .collect()
}

/// Where a case goes if its topic is `category`; none where nobody can tell.
pub fn desk_for(
    reference: &Reference,
    category: &str,
    question: &Question<'_>,
) -> Option<FoundDesk> {
    match reference.table.desk_for(category, question) {
        Desk::To { agency, unit } => Some(FoundDesk {
            agency: AgencyId::parse(&agency).ok()?,
            unit: unit.and_then(|unit| UnitId::parse(&unit).ok()),
        }),
        Desk::Unrouted { .. } => None,
    }
}

fn agency_words(agency: &AgencyEntry) -> String {
    format!("{} {} {}", agency.id, agency.short_name, agency.name).to_lowercase()
}

fn unit_words(unit: &UnitEntry) -> String {
    format!("{} {}", unit.short_name, unit.name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes;
    use crate::ports::AgencyFacts;
    use domain::reference::ReferenceData;
    use domain::routing::RoutingTable;

    fn reference() -> Reference {
        let rows = |json: &str| serde_json::from_str(json).unwrap();
        let data = ReferenceData {
            agencies: serde_json::from_str(
                r#"[{"id":"kab-grobogan","level":"kabkota","short_name":"Pemkab Grobogan","name":"Pemerintah Kabupaten Grobogan","parent_id":null,"region_code":null,"aliases":"","autonomous":1},
                    {"id":"kab-demak","level":"kabkota","short_name":"Pemkab Demak","name":"Pemerintah Kabupaten Demak","parent_id":null,"region_code":null,"aliases":"","autonomous":1}]"#,
            )
            .unwrap(),
            units: rows(
                r#"[{"id":"kabkota:dpupr","scope":"kabkota","short_name":"DPUPR","name":"Dinas Pekerjaan Umum","aliases":"","national_counterpart":null},
                    {"id":"provinsi:dpu","scope":"provinsi","short_name":"DPU","name":"Dinas Pekerjaan Umum","aliases":"","national_counterpart":null}]"#,
            ),
            ..ReferenceData::default()
        };
        let facts = AgencyFacts {
            level: "kabkota".into(),
            parent: None,
            region: None,
            is_autonomous: true,
        };
        Reference {
            table: RoutingTable::new(&data),
            agencies: data
                .agencies
                .iter()
                .map(|agency| (agency.id.clone(), facts.clone()))
                .collect(),
            ..fakes::reference()
        }
    }

    fn found(typed: &str) -> Vec<String> {
        let found = find_desks(&reference(), typed).into_iter();
        let shown = found.map(|desk| match desk.unit {
            Some(unit) => format!("{} {}", desk.agency.as_str(), unit.as_str()),
            None => desk.agency.as_str().to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn every_word_must_fit_the_agency_or_a_unit_that_it_has() {
        assert_eq!(found("Grobogan"), ["kab-grobogan"]);
        assert_eq!(found("dpupr, GROBOGAN"), ["kab-grobogan kabkota:dpupr"]);
        assert_eq!(found("umum demak"), ["kab-demak kabkota:dpupr"]);
        assert_eq!(found("pemkab"), ["kab-grobogan", "kab-demak"]);
        for nothing in ["", " . ", "dpupr", "blora", &"x".repeat(5000)] {
            assert!(found(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn an_agency_has_the_units_of_its_level() {
        let agency = AgencyId::parse("kab-grobogan").unwrap();
        let units = units_of(&reference(), &agency);
        assert_eq!(units, [UnitId::parse("kabkota:dpupr").unwrap()]);
    }
}
