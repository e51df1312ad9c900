//! Which topic: weighs the keywords of every category that a story contains.
//!
//! A word that few categories use weighs more, a phrase more than a word, a word of the setting
//! ("pasar", "rumah") little. Words inside keywords also speak alone, weakly, so that a phrase nobody
//! foresaw still leans the right way.

use crate::reference::{ReferenceData, RoutingRule, list};

use super::collections::{Map, Set, sort_by};
use super::reading::{Found, Reading, Vocabulary, WordId};

/// Lean of a single word of a keyword that did not match as a whole.
const LEAN: f32 = 0.26;

/// Share of a word of the setting, where a word alone has to speak.
const SETTING: f32 = 0.3;

/// Share of what is only a landmark nearby.
const NEARBY: f32 = 0.4;

/// Leans together never weigh more than one good keyword.
const MAX_LEAN: f32 = 4.5;

/// What a named institution adds to the topics it handles.
const INSTITUTION: f32 = 1.4;

/// The keywords of all categories, indexed by word.
#[derive(Debug)]
pub(super) struct Topics {
    codes: Vec<String>,
    keywords: Vec<Keyword>,
    /// Word → keywords that contain it.
    postings: Vec<Vec<u32>>,
    /// Word → categories that use it anywhere, and its lean.
    leans: Vec<(Vec<u16>, f32)>,
}

#[derive(Debug)]
struct Keyword {
    category: u16,
    words: Vec<WordId>,
    label: String,
    weight: f32,
    institution: bool,
    /// Made of words of the setting only.
    setting: bool,
}

/// A category with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Topic {
    pub code: String,
    pub score: f32,
    /// Keywords found, strongest first.
    pub words: Vec<String>,
}

impl Topics {
    pub(super) fn new(reference: &ReferenceData, vocabulary: &mut Vocabulary) -> Self {
        let ReferenceData {
            agencies,
            units,
            categories,
            rules,
            ..
        } = reference;
        let mut codes = Vec::new();
        let mut keywords: Vec<Keyword> = Vec::new();
        let mut names: Vec<(u16, Vec<WordId>)> = Vec::new();
        for category in categories.iter().filter(|c| c.parent_code.is_some()) {
            let index = codes.len() as u16;
            codes.push(category.code.clone());
            let mut seen: Set<Vec<WordId>> = Set::new();
            let cells = [
                &category.keywords_formal,
                &category.keywords_slang_sms,
                &category.keywords_regional,
            ];
            for label in cells.into_iter().flat_map(|cell| list(cell)) {
                let (words, fillers) = vocabulary.phrase(label);
                if words.is_empty() || !seen.insert(words.clone()) {
                    continue;
                }
                // What is left of a phrase after its fillers says less than the phrase did.
                let weight = if words.len() == 1 && fillers > 0 {
                    0.5
                } else {
                    1.0
                };
                keywords.push(Keyword {
                    category: index,
                    words,
                    label: label.to_owned(),
                    weight,
                    institution: false,
                    setting: false,
                });
            }
            names.push((index, vocabulary.phrase(&category.name_id).0));
            let home = category.kabkota_unit.as_deref();
            let national = matches!(category.default_level.as_deref(), Some("pusat" | "bumn"));
            let holder = category.national_agency.as_deref().filter(|_| national);
            let units = units
                .iter()
                .filter(|unit| home == Some(unit.id.as_str()) && !national);
            let agencies = agencies
                .iter()
                .filter(|agency| holder == Some(agency.id.as_str()));
            let holders = units
                .map(|u| [&u.short_name, &u.name])
                .chain(agencies.map(|a| [&a.short_name, &a.name]));
            for label in holders.flatten() {
                let (words, _) = vocabulary.phrase(label);
                if !words.is_empty() && seen.insert(words.clone()) {
                    let label = label.clone();
                    keywords.push(Keyword {
                        category: index,
                        words,
                        label,
                        weight: 1.0,
                        institution: true,
                        setting: false,
                    });
                }
            }
        }
        names.extend(
            rules
                .iter()
                .filter_map(|rule| hinted(rule, &codes, vocabulary)),
        );
        weigh(&mut keywords, codes.len(), vocabulary);
        let mut postings = vec![Vec::new(); vocabulary.len()];
        let mut users: Vec<Vec<u16>> = vec![Vec::new(); vocabulary.len()];
        let topical = keywords
            .iter()
            .filter(|k| !k.institution)
            .map(|k| (k.category, &k.words));
        for (category, words) in
            topical.chain(names.iter().map(|(category, words)| (*category, words)))
        {
            for id in words {
                if let Some(users) = users.get_mut(*id as usize)
                    && !users.contains(&category)
                {
                    users.push(category);
                }
            }
        }
        for (index, keyword) in keywords.iter().enumerate() {
            for id in &keyword.words {
                if let Some(postings) = postings.get_mut(*id as usize) {
                    postings.push(index as u32);
                }
            }
        }
        let settings = vocabulary.settings();
        let leans = users
            .into_iter()
            .enumerate()
            .map(|(id, users)| {
                let setting = if settings.contains(&(id as WordId)) {
                    SETTING
                } else {
                    1.0
                };
                let lean = LEAN * rarity(codes.len(), users.len()) * setting;
                (users, lean)
            })
            .collect();
        Self {
            codes,
            keywords,
            postings,
            leans,
        }
    }

    fn find(&self, keyword: &Keyword, reading: &Reading) -> Option<Found> {
        // Words of the setting say something together only when they stand together.
        if keyword.setting && keyword.words.len() > 1 {
            return reading.in_order(&keyword.words, 0);
        }
        reading.phrase(&keyword.words)
    }

    /// All topics the story speaks of, best first.
    pub(super) fn rank(&self, reading: &Reading) -> Vec<Topic> {
        let mut touched: Map<u32, usize> = Map::new();
        for id in reading.hits.keys() {
            for keyword in self.postings.get(*id as usize).into_iter().flatten() {
                touched.change(*keyword, |count: &mut usize| *count += 1);
            }
        }
        let mut evidence: Map<u16, Vec<(f32, &Keyword)>> = Map::new();
        let mut order: Vec<u32> = touched.keys().copied().collect();
        sort_by(&mut order, u32::cmp);
        for index in order {
            let Some(keyword) = self.keywords.get(index as usize) else {
                continue;
            };
            if touched
                .get(&index)
                .is_none_or(|count| *count + 1 < keyword.words.len())
            {
                continue;
            }
            if let Some(found) = self.find(keyword, reading) {
                let weak = keyword.words.len() == 1 && found.first.setting && !keyword.setting;
                let weak = if weak { SETTING } else { 1.0 };
                let aside = if found.first.nearby { NEARBY } else { 1.0 };
                let weight = keyword.weight * weak * aside;
                let found = (weight * found.quality, keyword);
                evidence.change(keyword.category, |all| all.push(found));
            }
        }
        let mut scores: Map<u16, (f32, f32, Vec<String>)> = Map::new();
        let mut claimed: Map<u16, Set<usize>> = Map::new();
        for (category, mut found) in evidence {
            sort_by(&mut found, |a, b| {
                b.0.total_cmp(&a.0).then_with(|| a.1.label.cmp(&b.1.label))
            });
            let mut claims: Set<usize> = Set::new();
            let mut entry: (f32, f32, Vec<String>) = Default::default();
            let mut named = false;
            for (score, keyword) in found {
                if keyword.institution {
                    if !named {
                        entry.0 += score;
                        named = true;
                    }
                    continue;
                }
                // A word speaks once for a category, however many of its keywords contain it.
                let fresh = keyword.words.iter().filter(|id| {
                    reading
                        .word(**id)
                        .is_some_and(|hit| !claims.contains(&hit.index))
                });
                let share = fresh.count() as f32 / keyword.words.len() as f32;
                if share > 0.0 {
                    // Further keywords confirm rather than add up.
                    let damp = 1.0 / (1.0 + 0.25 * entry.2.len() as f32);
                    entry.0 += score * share * damp;
                    entry.2.push(keyword.label.clone());
                }
                let places = keyword
                    .words
                    .iter()
                    .filter_map(|id| reading.hits.get(id))
                    .flatten();
                claims.extend(places.map(|hit| hit.index));
            }
            claimed.insert(category, claims);
            scores.insert(category, entry);
        }
        let mut ids: Vec<WordId> = reading.hits.keys().copied().collect();
        sort_by(&mut ids, WordId::cmp);
        for id in ids {
            let (Some((users, lean)), Some(hit)) = (self.leans.get(id as usize), reading.word(id))
            else {
                continue;
            };
            for category in users {
                if claimed.change(*category, |claims| claims.insert(hit.index)) {
                    let lean = if hit.setting || hit.nearby {
                        lean.min(LEAN)
                    } else {
                        *lean
                    };
                    scores.change(*category, |entry| {
                        entry.1 = (entry.1 + lean * hit.quality).min(MAX_LEAN);
                    });
                }
            }
        }
        let mut ranked: Vec<Topic> = scores
            .into_iter()
            .filter_map(|(category, (score, lean, words))| {
                let code = self.codes.get(category as usize)?.clone();
                Some(Topic {
                    code,
                    score: score + lean,
                    words,
                })
            })
            .collect();
        sort_by(&mut ranked, |a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| a.code.cmp(&b.code))
        });
        ranked
    }
}

/// What a rule looks for also leans towards its category: a school's level speaks for schools.
fn hinted(
    rule: &RoutingRule,
    codes: &[String],
    vocabulary: &mut Vocabulary,
) -> Option<(u16, Vec<WordId>)> {
    let category = codes.iter().position(|code| *code == rule.category_code)?;
    let longer = list(&rule.hints).filter(|hint| hint.len() > 2);
    Some((
        category as u16,
        longer.flat_map(|hint| vocabulary.phrase(hint).0).collect(),
    ))
}

/// Rarer is heavier: few categories use it.
fn rarity(categories: usize, users: usize) -> f32 {
    if users == 0 {
        0.0
    } else {
        ((categories as f32 + 1.0) / users as f32).ln()
    }
}

fn weigh(keywords: &mut [Keyword], categories: usize, vocabulary: &Vocabulary) {
    let mut users: Map<Vec<WordId>, Set<u16>> = Map::new();
    let mut word_users: Map<WordId, Set<u16>> = Map::new();
    for keyword in keywords.iter().filter(|k| !k.institution) {
        users.change(keyword.words.clone(), |users: &mut Set<u16>| {
            users.insert(keyword.category);
        });
        for id in &keyword.words {
            word_users.change(*id, |users: &mut Set<u16>| {
                users.insert(keyword.category);
            });
        }
    }
    let settings = vocabulary.settings();
    for keyword in keywords {
        if keyword.institution {
            keyword.weight = INSTITUTION;
            continue;
        }
        let same = users.get(&keyword.words).map_or(1, Set::len);
        keyword.weight *= match keyword.words.as_slice() {
            [single] => {
                // A word that many categories use inside phrases is no sure sign by itself.
                let shared = word_users.get(single).map_or(1, Set::len);
                let sure = rarity(categories, same + (shared - same) / 2);
                keyword.setting = settings.contains(single);
                if keyword.setting {
                    sure * SETTING
                } else {
                    sure
                }
            }
            words => {
                keyword.setting = words.iter().all(|id| settings.contains(id));
                let telling = if keyword.setting { 0.75 } else { 1.0 };
                rarity(categories, same) * (1.0 + 0.35 * (words.len() as f32 - 1.0)) * telling
            }
        };
    }
}
