//! Who is competent: category, place and circumstances lead to an agency and a unit.
//!
//! A category names the level that normally answers; `data/routing_rules.csv` overrides it where words
//! of the story (a road's status, a school's level) or the region say so. Highest priority wins.

use crate::reference::{Agency, Category, RoutingRule, Unit, list};

use super::collections::{Map, sort_by};
use super::reading::{Hit, Reading, Vocabulary, WordId};
use super::regions::Regions;
use super::words::{Word, tokens};
use super::{Desk, Reason, UnroutedReason};

/// Hints that are also everyday syllables: they need to look like what they stand for.
const RISKY_HINTS: &[&str] = &["mi", "man", "ra", "km", "tj", "tk", "rt", "ma"];

/// Words before a school's short name that make it one.
const SCHOOL_WORDS: &[&str] = &[
    "sekolah", "murid", "siswa", "guru", "kelas", "santri", "anak", "kepala", "kepsek", "wali",
];

/// Words that only say where a road leads: "arah gerbang tol" is not on the toll road.
const TOWARDS: &[&str] = &["arah", "menuju", "keluar", "bawah", "sekitar"];

/// The province of Jakarta: its cities are administrative areas without units of their own.
const JAKARTA: &str = "31";

/// Units of Jakarta that do the work of a regency's unit.
const JAKARTA_UNITS: &[(&str, &str)] = &[
    ("kabkota:dishub", "dki:sudin-hub"),
    ("kabkota:dlh", "dki:sudin-lh"),
    ("kabkota:dukcapil", "dki:sudin-dukcapil"),
    ("kabkota:kelurahan", "dki:kelurahan"),
    ("kabkota:kecamatan", "dki:kelurahan"),
    ("kabkota:desa", "dki:kelurahan"),
];

/// Topics whose works unit in Jakarta is the one for water, not the one for roads.
const JAKARTA_WATER: &[&str] = &["JLN-04", "BNJ-01", "BNJ-05", "AIR-04", "AIR-05"];

/// Agencies, units, category defaults and rules, ready to decide with.
#[derive(Debug)]
pub(super) struct Competence {
    /// Region code → its government.
    governments: Map<String, String>,
    /// Region codes that govern nothing themselves.
    administrative: Vec<String>,
    agencies: Vec<String>,
    units: Map<String, Option<String>>,
    defaults: Map<String, Default>,
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Default {
    level: String,
    kabkota_unit: Option<String>,
    provinsi_unit: Option<String>,
    national_agency: Option<String>,
}

#[derive(Debug)]
struct Rule {
    row: RoutingRule,
    hints: Vec<Hint>,
}

#[derive(Debug)]
struct Hint {
    words: Vec<WordId>,
    /// The exact words, for hints in which a filler or a number counts: "kelas 6".
    literal: Option<Vec<String>>,
    risky: bool,
}

impl Hint {
    fn new(text: &str, vocabulary: &mut Vocabulary) -> Self {
        let (words, fillers) = vocabulary.phrase(text);
        let spoken = vocabulary.lexicon.words(&tokens(text));
        Self {
            words,
            literal: (fillers > 0).then(|| spoken.into_iter().map(|w| w.text).collect()),
            risky: RISKY_HINTS.contains(&text.to_ascii_lowercase().as_str()),
        }
    }
}

/// The decision and what it rests on.
pub(super) struct Decision {
    pub desk: Desk,
    /// 0 to 1.
    pub sureness: f32,
    pub reasons: Vec<Reason>,
}

/// A place as competence sees it.
struct Here {
    kabkota: Option<String>,
    province: Option<String>,
    code: Option<String>,
    is_kota: bool,
}

impl Competence {
    pub(super) fn new(
        agencies: &[Agency],
        units: &[Unit],
        categories: &[Category],
        rules: &[RoutingRule],
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let governing = agencies
            .iter()
            .filter_map(|a| Some((a.region_code.clone()?, a)));
        let (mut governments, mut administrative) = (Map::new(), Vec::new());
        for (region, agency) in governing {
            if agency.autonomous == 0 {
                administrative.push(region);
            } else {
                governments.insert(region, agency.id.clone());
            }
        }
        let defaults = categories.iter().filter_map(|c| {
            let default = Default {
                level: c.default_level.clone()?,
                kabkota_unit: c.kabkota_unit.clone(),
                provinsi_unit: c.provinsi_unit.clone(),
                national_agency: c.national_agency.clone(),
            };
            Some((c.code.clone(), default))
        });
        let mut rules: Vec<Rule> = rules
            .iter()
            .map(|row| {
                let hints = list(&row.hints).map(|text| Hint::new(text, vocabulary));
                Rule {
                    row: row.clone(),
                    hints: hints.filter(|hint| !hint.words.is_empty()).collect(),
                }
            })
            .collect();
        sort_by(&mut rules, |a, b| {
            b.row
                .priority
                .cmp(&a.row.priority)
                .then_with(|| a.row.id.cmp(&b.row.id))
        });
        Self {
            governments,
            administrative,
            agencies: agencies.iter().map(|a| a.id.clone()).collect(),
            units: units
                .iter()
                .map(|u| (u.id.clone(), u.national_counterpart.clone()))
                .collect(),
            defaults: defaults.collect(),
            rules,
        }
    }

    /// Decides who answers for a category at a place.
    pub(super) fn decide(
        &self,
        category: &str,
        region: Option<usize>,
        reading: &Reading,
        regions: &Regions<'_>,
    ) -> Decision {
        let here = self.here(region, regions);
        let mut reasons = Vec::new();
        let Some(default) = self.defaults.get(category) else {
            return unrouted(UnroutedReason::NoDesk, reasons);
        };
        let holding: Vec<&Rule> = self
            .rules
            .iter()
            .filter(|rule| rule.row.category_code == category && self.holds(rule, &here, reading))
            .collect();
        let mut sureness: f32 = 1.0;
        for rule in &holding {
            let Some(desk) = self.target(&rule.row, category, default, &here, &mut reasons) else {
                continue;
            };
            let rivals = holding.iter().filter(|r| {
                r.row.id != rule.row.id
                    && r.row.priority == rule.row.priority
                    && r.row.target != rule.row.target
            });
            let mut rules: Vec<String> = rivals.map(|r| r.row.id.clone()).collect();
            reasons.push(Reason::Rule {
                rule: rule.row.id.clone(),
                note: rule.row.note.clone(),
            });
            if !rules.is_empty() {
                rules.insert(0, rule.row.id.clone());
                reasons.push(Reason::RulesDisagree { rules });
                sureness = 0.7;
            }
            return Decision {
                desk,
                sureness,
                reasons,
            };
        }
        reasons.push(Reason::Level {
            level: default.level.clone(),
        });
        let regional = matches!(
            default.level.as_str(),
            "kabkota" | "desa" | "bersama" | "provinsi"
        );
        if regional && let Some(decision) = self.everywhere_rule(&here, reading, &mut reasons) {
            return decision;
        }
        if default.level == "bersama" {
            sureness = 0.88;
        }
        let desk = match default.level.as_str() {
            "pusat" | "bumn" => default
                .national_agency
                .as_ref()
                .and_then(|agency| self.agency(agency, None)),
            "provinsi" => self.provincial(default.provinsi_unit.clone(), &here),
            _ => self.local(
                default.kabkota_unit.clone(),
                category,
                default,
                &here,
                &mut reasons,
            ),
        };
        match desk {
            Some(desk) => Decision {
                desk,
                sureness,
                reasons,
            },
            None if regional => unrouted(UnroutedReason::NoRegion, reasons),
            None => unrouted(UnroutedReason::NoDesk, reasons),
        }
    }

    fn here(&self, region: Option<usize>, regions: &Regions<'_>) -> Here {
        let at = |level| {
            region
                .and_then(|r| regions.at_level(r, level))
                .and_then(|r| regions.get(r))
        };
        Here {
            kabkota: at("kabkota").map(|r| r.code.clone()),
            province: at("provinsi").map(|r| r.code.clone()),
            code: region.and_then(|r| regions.get(r)).map(|r| r.code.clone()),
            is_kota: at("kabkota").is_some_and(|r| r.kind.starts_with("kota")),
        }
    }

    fn holds(&self, rule: &Rule, here: &Here, reading: &Reading) -> bool {
        let hinted = || {
            rule.hints
                .iter()
                .any(|hint| is_hinted(hint, &rule.row.condition, reading))
        };
        match rule.row.condition.as_str() {
            "region_code" => here
                .code
                .as_deref()
                .is_some_and(|code| lies_in(code, &rule.row.value)),
            "region_kind" => {
                let kind = if here.is_kota { "kota" } else { "kabupaten" };
                here.kabkota.is_some()
                    && rule.row.value == kind
                    && (rule.hints.is_empty() || hinted())
            }
            "default" => true,
            // These two describe what officers do with complaints that cannot be routed.
            "no_region" | "target_not_connected" => false,
            // A city has no villages: what is small there belongs to the city.
            _ if rule.row.target == "kabkota:desa" && here.is_kota => false,
            _ => hinted(),
        }
    }

    /// Rules for every category: special territories.
    fn everywhere_rule(
        &self,
        here: &Here,
        reading: &Reading,
        reasons: &mut Vec<Reason>,
    ) -> Option<Decision> {
        let capital = |rule: &&Rule| {
            rule.row.category_code == "*"
                && rule.row.condition == "region_code"
                && rule.row.target_type == "agency"
                && here.province.as_deref() == rule.row.value.split('.').next()
                && rule
                    .hints
                    .iter()
                    .any(|hint| is_hinted(hint, &rule.row.condition, reading))
        };
        let rule = self.rules.iter().find(capital)?;
        let desk = self.agency(&rule.row.target, None)?;
        let mut reasons = std::mem::take(reasons);
        reasons.push(Reason::Rule {
            rule: rule.row.id.clone(),
            note: rule.row.note.clone(),
        });
        Some(Decision {
            desk,
            sureness: 0.8,
            reasons,
        })
    }

    fn target(
        &self,
        row: &RoutingRule,
        category: &str,
        default: &Default,
        here: &Here,
        reasons: &mut Vec<Reason>,
    ) -> Option<Desk> {
        match row.target_type.as_str() {
            "agency" => self.agency(&row.target, None),
            "vertikal" => {
                let counterpart = self.units.get(&row.target)?.as_deref()?;
                self.agency(counterpart, Some(row.target.clone()))
            }
            "dki" => self.government(JAKARTA, Some(row.target.clone())),
            "region" => self.government(&row.target, None),
            _ if row.target.starts_with("provinsi:") => {
                self.provincial(Some(row.target.clone()), here)
            }
            _ => self.local(Some(row.target.clone()), category, default, here, reasons),
        }
    }

    fn agency(&self, id: &str, unit: Option<String>) -> Option<Desk> {
        let unit = unit.filter(|unit| self.units.contains_key(unit));
        self.agencies.iter().any(|a| a == id).then(|| Desk::To {
            agency: id.to_owned(),
            unit,
        })
    }

    fn government(&self, region: &str, unit: Option<String>) -> Option<Desk> {
        let agency = self.governments.get(region)?;
        self.agency(agency, unit)
    }

    fn provincial(&self, unit: Option<String>, here: &Here) -> Option<Desk> {
        self.government(here.province.as_deref()?, unit)
    }

    fn local(
        &self,
        unit: Option<String>,
        category: &str,
        default: &Default,
        here: &Here,
        reasons: &mut Vec<Reason>,
    ) -> Option<Desk> {
        let in_jakarta = here.province.as_deref() == Some(JAKARTA);
        match here.kabkota.as_deref() {
            Some(code) if !self.administrative.iter().any(|a| a == code) => {
                self.government(code, unit)
            }
            _ if in_jakarta => {
                let region = here.code.clone().unwrap_or_else(|| JAKARTA.to_owned());
                reasons.push(Reason::AdministrativeArea { region });
                self.government(
                    JAKARTA,
                    self.jakarta_unit(unit.as_deref(), category, default),
                )
            }
            _ => None,
        }
    }

    fn jakarta_unit(
        &self,
        unit: Option<&str>,
        category: &str,
        default: &Default,
    ) -> Option<String> {
        let unit = unit?;
        if unit == "kabkota:dpupr" {
            let water = JAKARTA_WATER.contains(&category);
            let roads = category.starts_with("JLN");
            if water || roads {
                return Some(
                    if water {
                        "dki:sudin-sda"
                    } else {
                        "dki:sudin-bina-marga"
                    }
                    .to_owned(),
                );
            }
        }
        if let Some((_, own)) = JAKARTA_UNITS.iter().find(|(regency, _)| *regency == unit) {
            return Some((*own).to_owned());
        }
        let counterpart = unit.replacen("kabkota:", "provinsi:", 1);
        if self.units.contains_key(&counterpart) {
            Some(counterpart)
        } else {
            default.provinsi_unit.clone()
        }
    }
}

fn unrouted(why: UnroutedReason, reasons: Vec<Reason>) -> Decision {
    Decision {
        desk: Desk::Unrouted { why },
        sureness: 0.0,
        reasons,
    }
}

fn lies_in(code: &str, region: &str) -> bool {
    code.strip_prefix(region)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Hints are read strictly: close together, hardly inflected, and not merely the neighbourhood.
fn is_hinted(hint: &Hint, condition: &str, reading: &Reading) -> bool {
    if let Some(literal) = &hint.literal {
        let same = |words: &[Word]| {
            words
                .iter()
                .zip(literal)
                .all(|(word, said)| word.text == *said)
        };
        return reading.words.windows(literal.len()).any(same);
    }
    let Some(found) = reading
        .in_order(&hint.words, 1)
        .filter(|found| found.quality >= 0.7)
    else {
        return false;
    };
    if hint.risky && !stands_as_name(found.first, reading) {
        return false;
    }
    condition != "road_status" || !(found.first.nearby || is_towards(found.first, reading))
}

fn stands_as_name(hit: Hit, reading: &Reading) -> bool {
    let Some((at, token)) = reading.token_of(hit) else {
        return false;
    };
    let shouting = reading.tokens.iter().filter(|t| t.upper).count() * 2 > reading.tokens.len();
    let next = reading
        .tokens
        .get(at + 1)
        .map(|t| t.raw.as_str())
        .unwrap_or_default();
    let before = at
        .checked_sub(1)
        .and_then(|i| reading.tokens.get(i))
        .map(|t| t.raw.as_str())
        .unwrap_or_default();
    (token.upper && !shouting)
        || matches!(next, "negeri" | "swasta" | "n")
        || (!next.is_empty() && next.chars().all(|c| c.is_ascii_digit()))
        || SCHOOL_WORDS.contains(&before)
}

fn is_towards(hit: Hit, reading: &Reading) -> bool {
    let from = hit.index.saturating_sub(2);
    reading
        .words
        .iter()
        .take(hit.index)
        .skip(from)
        .any(|w| TOWARDS.contains(&w.text.as_str()))
}
