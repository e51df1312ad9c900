//! From a citizen's words to a desk: which place, which topic, which agency and unit, and why.
//!
//! [`RoutingTable::route`] always answers. When the words do not decide, it says
//! [`Desk::Unrouted`] and the complaint goes to the triage desk; an officer's assignment decides.

mod category;
mod collections;
mod competence;
mod entries;
pub(crate) mod letters;
mod place;
mod reading;
mod regions;
pub mod search;
mod speech;
mod suggestion;
pub(crate) mod words;

use crate::reference::ReferenceData;
use category::{Topic, Topics};
use collections::{Map, sort_by};
use competence::Competence;
use place::{Gazetteer, Located};
use reading::{Reading, Vocabulary};
use regions::{Regions, nearest, region_entries};
use speech::{Manner, Speech};

pub use entries::{AgencyEntry, CategoryEntry, RegionEntry, UnitEntry};
pub use suggestion::{Desk, Place, Reason, ScoredCategory, Suggestion, UnroutedReason};

/// The prepared index over the reference data; built once, then only read.
#[derive(Debug)]
pub struct RoutingTable {
    regions: Vec<RegionEntry>,
    agencies: Vec<AgencyEntry>,
    units: Vec<UnitEntry>,
    categories: Vec<CategoryEntry>,
    by_code: Map<String, usize>,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    topics: Topics,
    manner: Manner,
    competence: Competence,
}

/// What the citizen gave us to decide with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// The story.
    pub text: &'a str,
    /// The "where" field, in the citizen's words.
    pub place: Option<&'a str>,
    /// A region code the citizen chose; wins over all words. An unknown code is ignored.
    pub region: Option<&'a str>,
    /// Latitude and longitude; used only when no words name a place.
    pub point: Option<(f64, f64)>,
}

/// Topics scoring less are a guess from stray words.
const MIN_SCORE: f32 = 2.2;

/// A runner-up this close is worth telling.
const CLOSE: f32 = 0.8;

const SUGGESTION: &str = "LNL-01";
const PRAISE: &str = "LNL-02";
const PRIVATE: &str = "LNL-03";
const SPAM: &str = "LNL-04";
const INCOMPLETE: &str = "LNL-05";
const FOLLOW_UP: &str = "LNL-06";
const QUESTION: &str = "TIK-06";
/// Topics that stand back where another is named: the manner of a service, and private matters.
const MANNERS: &[&str] = &["ASN-01", "ASN-06", PRIVATE];

impl RoutingTable {
    /// Prepares the index. References to rows that do not exist are ignored, never fatal.
    pub fn new(reference: &ReferenceData) -> Self {
        let regions = region_entries(reference);
        let by_code: Map<String, usize> = regions
            .iter()
            .enumerate()
            .map(|(i, r)| (r.code.clone(), i))
            .collect();
        let gazetteer = Gazetteer::new(
            &reference.regions,
            &Regions {
                entries: &regions,
                by_code: &by_code,
            },
        );
        let mut vocabulary = Vocabulary::new();
        let (agencies, units, categories) =
            (&reference.agencies, &reference.units, &reference.categories);
        // Hints first: topics size their index by the finished vocabulary.
        let competence = Competence::new(
            agencies,
            units,
            categories,
            &reference.rules,
            &mut vocabulary,
        );
        let topics = Topics::new(reference, &mut vocabulary);
        let manner = Manner::new(&vocabulary.lexicon);
        Self {
            agencies: agencies.iter().map(AgencyEntry::from).collect(),
            units: units.iter().map(UnitEntry::from).collect(),
            categories: categories.iter().map(CategoryEntry::from).collect(),
            regions,
            by_code,
            gazetteer,
            vocabulary,
            topics,
            manner,
            competence,
        }
    }

    /// Suggests place, categories and desk. Never fails and never panics.
    pub fn route(&self, question: &Question<'_>) -> Suggestion {
        let mut reading = self.vocabulary.read(question.text);
        let Located {
            place,
            region,
            sureness: place_sureness,
            mut reasons,
            spans,
        } = self.locate(question, &reading);
        reading.leave_out(&spans);
        let (ranked, direct) = self.topics(&reading);
        if let Some(best) = ranked.first() {
            reasons.push(Reason::Keywords {
                words: best.words.iter().take(5).cloned().collect(),
                category: best.code.clone(),
            });
        }
        if let [best, next, ..] = ranked.as_slice()
            && next.score >= best.score * CLOSE
        {
            reasons.push(Reason::CloseCall {
                category: next.code.clone(),
            });
        }
        let (desk, desk_sureness) = match ranked.first().map(|t| t.code.as_str()) {
            None => (
                Desk::Unrouted {
                    why: UnroutedReason::NoCategory,
                },
                0.0,
            ),
            Some(PRIVATE) => (
                Desk::Unrouted {
                    why: UnroutedReason::OutOfScope,
                },
                0.0,
            ),
            Some(SPAM) => (
                Desk::Unrouted {
                    why: UnroutedReason::Spam,
                },
                0.0,
            ),
            Some(INCOMPLETE) => (
                Desk::Unrouted {
                    why: UnroutedReason::Incomplete,
                },
                0.0,
            ),
            Some(best) => {
                // Praise, proposals and questions go to whoever handles their topic.
                let about = direct.as_deref().unwrap_or(best);
                let decision = self
                    .competence
                    .decide(about, region, &reading, &self.tree());
                reasons.extend(decision.reasons);
                (decision.desk, decision.sureness)
            }
        };
        let nationwide = matches!(&desk, Desk::To { agency, .. } if !self.is_regional(agency));
        let place_sureness = match (&place, nationwide) {
            (Place::Unknown, _) => 0.75,
            (_, true) => place_sureness.max(0.9),
            (_, false) => place_sureness,
        };
        let mut confidence = percent(topic_sureness(&ranked) * desk_sureness * place_sureness);
        if let Place::Ambiguous { candidates } = &place {
            confidence = confidence.min(100 / candidates.len().clamp(2, 100) as u8);
        }
        let categories = ranked.iter().take(3);
        Suggestion {
            place,
            categories: categories
                .map(|t| ScoredCategory {
                    code: t.code.clone(),
                    score: (t.score.max(0.0) * 100.0) as u32,
                })
                .collect(),
            desk,
            confidence,
            reasons,
        }
    }

    /// Who should answer if an officer says the topic is `category`, and the words say the rest.
    pub fn desk_for(&self, category: &str, question: &Question<'_>) -> Desk {
        let mut reading = self.vocabulary.read(question.text);
        let located = self.locate(question, &reading);
        reading.leave_out(&located.spans);
        let tree = self.tree();
        let decision = self
            .competence
            .decide(category, located.region, &reading, &tree);
        decision.desk
    }

    /// All regions: provinces, regencies and cities, districts.
    pub fn regions(&self) -> &[RegionEntry] {
        &self.regions
    }

    /// A region by code.
    pub fn region(&self, code: &str) -> Option<&RegionEntry> {
        self.regions.get(*self.by_code.get(code)?)
    }

    /// "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah"; empty for an unknown code.
    pub fn region_path(&self, code: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut next = self.region(code);
        while let Some(region) = next.filter(|_| parts.len() < 4) {
            let district = region.level == "kecamatan";
            parts.push(if district {
                format!("Kec. {}", region.name)
            } else {
                region.name.clone()
            });
            next = region
                .parent
                .as_deref()
                .and_then(|parent| self.region(parent));
        }
        parts.join(", ")
    }

    /// An agency by id.
    pub fn agency(&self, id: &str) -> Option<&AgencyEntry> {
        self.agencies.iter().find(|a| a.id == id)
    }

    /// A unit by id.
    pub fn unit(&self, id: &str) -> Option<&UnitEntry> {
        self.units.iter().find(|u| u.id == id)
    }

    /// A category by code.
    pub fn category(&self, code: &str) -> Option<&CategoryEntry> {
        self.categories.iter().find(|c| c.code == code)
    }

    /// All agencies.
    pub fn agencies(&self) -> &[AgencyEntry] {
        &self.agencies
    }

    /// All units.
    pub fn units(&self) -> &[UnitEntry] {
        &self.units
    }

    /// All categories.
    pub fn categories(&self) -> &[CategoryEntry] {
        &self.categories
    }

    fn tree(&self) -> Regions<'_> {
        Regions {
            entries: &self.regions,
            by_code: &self.by_code,
        }
    }

    /// Whether an agency is a regional government: competent only in its own place.
    pub fn is_regional(&self, agency: &str) -> bool {
        self.agency(agency)
            .is_some_and(|a| matches!(a.level.as_str(), "kabkota" | "provinsi"))
    }

    fn locate(&self, question: &Question<'_>, reading: &Reading) -> Located {
        let field = words::tokens(question.place.unwrap_or_default());
        let tree = self.tree();
        let mut located = self.gazetteer.locate(&reading.tokens, &field, &tree);
        if let Some(index) = question
            .region
            .and_then(|code| self.by_code.get(code.trim()).copied())
        {
            let region = question.region.unwrap_or_default().trim().to_owned();
            let reasons = vec![Reason::RegionGiven {
                region: region.clone(),
            }];
            return Located {
                place: Place::Known { region },
                region: Some(index),
                sureness: 1.0,
                reasons,
                spans: located.spans,
            };
        }
        let Some(index) = question.point.and_then(|point| nearest(point, &tree)) else {
            return located;
        };
        let Some(region) = self.regions.get(index).map(|r| r.code.clone()) else {
            return located;
        };
        // A point speaks where words do not, or where they leave a choice it can make.
        let chosen = match &located.place {
            Place::Known { .. } => return located,
            Place::Unknown => region.clone(),
            Place::Ambiguous { candidates } => {
                let inside = |c: &&String| {
                    **c == region
                        || c.strip_prefix(&region)
                            .is_some_and(|rest| rest.starts_with('.'))
                };
                match candidates.iter().find(inside) {
                    Some(candidate) => candidate.clone(),
                    None => return located,
                }
            }
        };
        located.region = self.by_code.get(&chosen).copied();
        located.sureness = if located.place == Place::Unknown {
            0.55
        } else {
            0.75
        };
        located.place = Place::Known { region: chosen };
        located.reasons.push(Reason::NearestRegion { region });
        located
    }

    /// Topics, best first, and for messages that are no complaint the topic they are about.
    fn topics(&self, reading: &Reading) -> (Vec<Topic>, Option<String>) {
        let mut ranked = self.topics.rank(reading);
        // These classes are about the manner of a message, not its topic.
        ranked.retain(|t| {
            !matches!(
                t.code.as_str(),
                SUGGESTION | PRAISE | SPAM | INCOMPLETE | FOLLOW_UP
            )
        });
        // Topics may be likely by their neighbours; where no word speaks for any, all of it is a guess.
        if ranked.iter().all(|t| t.words.is_empty()) {
            ranked.clear();
        }
        // How one was treated matters where nothing else is named; a topic goes to its own desk.
        let topical = |t: &&Topic| !MANNERS.contains(&t.code.as_str());
        let best_topic = ranked.iter().find(topical).map_or(0.0, |t| t.score);
        for topic in ranked
            .iter_mut()
            .filter(|t| MANNERS.contains(&t.code.as_str()))
        {
            if best_topic > topic.score * 0.45 {
                topic.score *= 0.65;
            }
        }
        sort_by(&mut ranked, |a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| a.code.cmp(&b.code))
        });
        let best = ranked.first().map_or(0.0, |t| t.score);
        let speech = self.manner.read(&reading.words);
        let marked = match speech {
            Speech::Complaint => None,
            Speech::Spam => Some(SPAM),
            Speech::Praise => Some(PRAISE),
            Speech::Suggestion => Some(SUGGESTION),
            Speech::Question => Some(QUESTION),
            Speech::FollowUp => (best < 2.0 * MIN_SCORE).then_some(FOLLOW_UP),
        };
        if let Some(code) = marked.filter(|code| self.category(code).is_some()) {
            let about = ranked
                .iter()
                .find(|t| t.code != code && t.code != PRIVATE && t.score >= MIN_SCORE);
            let about = about.map(|t| t.code.clone());
            ranked.retain(|t| t.code != code);
            let score = best.max(MIN_SCORE) * 1.5;
            ranked.insert(
                0,
                Topic {
                    code: code.to_owned(),
                    score,
                    words: Vec::new(),
                },
            );
            return (ranked, about);
        }
        if best < MIN_SCORE {
            ranked.retain(|t| t.score >= MIN_SCORE * 0.65);
            if ranked.is_empty()
                && self.manner.is_plea(&reading.words)
                && self.category(INCOMPLETE).is_some()
            {
                ranked.insert(
                    0,
                    Topic {
                        code: INCOMPLETE.to_owned(),
                        score: MIN_SCORE,
                        words: Vec::new(),
                    },
                );
            }
        }
        (ranked, None)
    }
}

/// How sure the first topic is: much evidence, and more than for the next.
fn topic_sureness(ranked: &[Topic]) -> f32 {
    let best = ranked.first().map_or(0.0, |t| t.score);
    let next = ranked.get(1).map_or(0.0, |t| t.score);
    if best <= 0.0 {
        return 0.0;
    }
    let lead = (best - next) / best;
    let amount = (best / 9.0).min(1.0);
    (0.35 + 0.35 * amount + 0.45 * lead).min(0.98)
}

fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

#[cfg(test)]
mod tests;
